//! Documents of older versions, made today's by one step after the other.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::packing::{Unreadable, pack, unpack};

/// Turns a document of one version into one of the next. The first argument is the document's
/// name: `preferences`, `recipes`, `about`, `settings`, `decisions`. (Results are no document: see
/// `results`.)
type Step = fn(&str, Value) -> Value;

/// Step `i` leads from version `i + 1` to `i + 2`. A step is never changed once it shipped; a real
/// document of every version lies in `tests/saved`.
const STEPS: [Step; 0] = [];

/// The version this program writes.
pub(super) const VERSION: u64 = STEPS.len() as u64 + 1;

/// A document as stored text.
pub(super) fn write<T: Serialize>(document: &T) -> Result<String, serde_json::Error> {
    let document = serde_json::to_string(document)?;
    let envelope = format!("{{\"version\":{VERSION},\"document\":{document}}}");
    Ok(pack(envelope.as_bytes()))
}

/// The document in a stored text, whatever version wrote it.
pub(super) fn read<T: DeserializeOwned>(name: &str, stored: &str) -> Result<T, Unreadable> {
    let mut envelope: Value =
        serde_json::from_slice(&unpack(stored)?).map_err(|_| Unreadable::Damaged)?;
    let version = envelope.get("version").and_then(Value::as_u64);
    let document = envelope.get_mut("document").map(Value::take);
    let (Some(version), Some(document)) = (version, document) else {
        return Err(Unreadable::Damaged);
    };
    if version > VERSION {
        return Err(Unreadable::Newer);
    }
    let done = usize::try_from(version.saturating_sub(1)).unwrap_or(usize::MAX);
    let document = STEPS
        .iter()
        .skip(done)
        .fold(document, |document, step| step(name, document));
    // As text again: reading from a tree would compile a second decoder of every stored type.
    serde_json::from_str(&document.to_string()).map_err(|_| Unreadable::Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_round_trip_and_newer_ones_are_refused() {
        let stored = write(&vec![1, 2]).unwrap();
        assert_eq!(read("any", &stored), Ok(vec![1, 2]));
        assert_eq!(read::<String>("any", &stored), Err(Unreadable::Damaged));
        let newer = format!("{{\"version\":{},\"document\":1}}", VERSION + 1);
        let newer = pack(newer.as_bytes());
        assert_eq!(read::<u32>("any", &newer), Err(Unreadable::Newer));
        assert_eq!(read::<u32>("any", &pack(b"{}")), Err(Unreadable::Damaged));
    }
}
