//! Messages as bytes.
//!
//! Positional (postcard 1.0): a field is where it stands, a variant is its number. Both ends are of
//! one build, so names would carry nothing, and finding fields by name is a second program in each
//! of the two programs: it had been the largest part of the page's. Types that travel therefore
//! never leave a field out (`tests/it/architecture.rs`).

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The bytes of a message. Empty for a type that cannot travel, which [`decode`] refuses.
pub fn encode<T: Serialize>(message: &T) -> Vec<u8> {
    postcard::to_allocvec(message).unwrap_or_default()
}

/// The message in these bytes; the error is for a log.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    match postcard::take_from_bytes(bytes) {
        Ok((message, [])) => Ok(message),
        Ok((_, rest)) => Err(format!("{} bytes after the end of a message", rest.len())),
        Err(error) => Err(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::{Event, Request};

    #[test]
    fn messages_come_back_and_anything_else_is_refused() {
        let event = Event::Crashed {
            text: "ö".to_owned(),
        };
        let bytes = encode(&event);
        assert_eq!(decode::<Event>(&bytes), Ok(event));
        for cut in 0..bytes.len() {
            assert!(decode::<Event>(&bytes[..cut]).is_err(), "cut at {cut}");
        }
        assert!(decode::<Event>(&[bytes.as_slice(), &[0]].concat()).is_err());
        assert!(decode::<Request>(&[200]).is_err());
    }
}
