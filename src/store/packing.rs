use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;

/// Stands before everything packed; the digit is the version of the packing itself.
const MARK: &str = "regulars1";

/// The most a packed text may unfold to; nothing this program writes comes near it.
const UNFOLDED_LIMIT_BYTES: usize = 64 << 20;

/// The lightest level: packing keeps the page busy, and its texts are full of repetitions that any
/// level finds.
const LEVEL: u8 = 1;

/// Why a stored text cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It was cut, changed, or written by something else.
    Damaged,
    /// A newer version of this program wrote it.
    Newer,
    /// An earlier version wrote it, and it can be made again from the file.
    Older,
}

/// Bytes as deflated base64 behind a mark and a checksum.
pub fn pack(bytes: &[u8]) -> String {
    let deflated = compress_to_vec(bytes, LEVEL);
    // Of what is stored, not of what it unfolds to: two texts may unfold to the same.
    let sum = checksum(&deflated);
    format!("{MARK}.{sum:016x}.{}", STANDARD_NO_PAD.encode(deflated))
}

/// The bytes that were packed.
pub fn unpack(packed: &str) -> Result<Vec<u8>, Unreadable> {
    let mut parts = packed.splitn(3, '.');
    let (Some(mark), Some(sum), Some(body)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(Unreadable::Damaged);
    };
    if mark != MARK {
        let newer = mark
            .strip_prefix("regulars")
            .and_then(|version| version.parse::<u32>().ok())
            .is_some_and(|version| version > 1);
        return Err(if newer {
            Unreadable::Newer
        } else {
            Unreadable::Damaged
        });
    }
    let deflated = STANDARD_NO_PAD
        .decode(body)
        .map_err(|_| Unreadable::Damaged)?;
    if sum != format!("{:016x}", checksum(&deflated)) {
        return Err(Unreadable::Damaged);
    }
    decompress_to_vec_with_limit(&deflated, UNFOLDED_LIMIT_BYTES).map_err(|_| Unreadable::Damaged)
}

/// FNV-1a with 64 bits (Fowler, Noll & Vo 1991): against accidents, not against forgery.
pub(super) fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_unpacks() {
        for text in ["", "a", "Käse; Öl", &"repeated ".repeat(10_000)] {
            assert_eq!(
                unpack(&pack(text.as_bytes())).as_deref(),
                Ok(text.as_bytes())
            );
        }
        assert!(pack("repeated ".repeat(10_000).as_bytes()).len() < 1_000);
    }

    #[test]
    fn any_changed_character_is_noticed() {
        let packed = pack(b"the same text, the same text, the same text");
        for at in 0..packed.len() {
            let mut bytes = packed.clone().into_bytes();
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(bytes).unwrap();
            assert!(changed == packed || unpack(&changed).is_err(), "at {at}");
            assert!(unpack(&packed[..at]).is_err());
        }
    }

    #[test]
    fn a_newer_packing_is_told_from_damage() {
        assert_eq!(unpack("regulars2.0.AAAA"), Err(Unreadable::Newer));
        assert_eq!(unpack("something else"), Err(Unreadable::Damaged));
    }
}
