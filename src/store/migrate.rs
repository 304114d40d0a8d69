//! Documents of older versions, made today's by one step after the other.

use std::borrow::Cow;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::packing::{Unreadable, pack, unpack};

/// Turns the text of a document of one version into that of the next. The first argument is the
/// document's name: `preferences`, `recipes`, `about`, `settings`, `decisions`. (Results and
/// lists are no documents: see `results`.)
type Step = fn(&str, &str) -> String;

/// Step `i` leads from version `i + 1` to `i + 2`. A step is never changed once it shipped; a real
/// document of every version lies in `tests/saved`.
const STEPS: [Step; 0] = [];

/// The version this program writes.
pub(super) const VERSION: usize = STEPS.len() + 1;

/// What stands around a document. Its text is kept as it is: a tree of any JSON would be compiled
/// into the page for nothing.
#[derive(Serialize, Deserialize)]
struct Envelope<'a> {
    version: usize,
    #[serde(borrow)]
    document: &'a RawValue,
}

/// A document as stored text.
pub(super) fn write<T: Serialize>(document: &T) -> Result<String, serde_json::Error> {
    let document = &*serde_json::value::to_raw_value(document)?;
    let version = VERSION;
    let envelope = serde_json::to_string(&Envelope { version, document })?;
    Ok(pack(envelope.as_bytes()))
}

/// The document in a stored text, whatever version wrote it.
pub(super) fn read<T: DeserializeOwned>(name: &str, stored: &str) -> Result<T, Unreadable> {
    let text = String::from_utf8(unpack(stored)?).map_err(|_| Unreadable::Damaged)?;
    let Envelope { version, document } =
        serde_json::from_str(&text).map_err(|_| Unreadable::Damaged)?;
    if version > VERSION {
        return Err(Unreadable::Newer);
    }
    let document = STEPS
        .iter()
        .skip(version.saturating_sub(1))
        .fold(Cow::Borrowed(document.get()), |document, step| {
            Cow::Owned(step(name, &document))
        });
    serde_json::from_str(&document).map_err(|_| Unreadable::Damaged)
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
