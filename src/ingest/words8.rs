//! Eight bytes at a time, without SIMD: WebAssembly has 64-bit words everywhere.

/// Eight bytes of text, the first in the lowest place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word(u64);

const LOW_7: u64 = 0x7f7f_7f7f_7f7f_7f7f;

impl Word {
    /// The same byte eight times.
    pub(super) const fn of(byte: u8) -> Self {
        Self(byte as u64 * 0x0101_0101_0101_0101)
    }

    /// The eight bytes at `at`, if there are eight.
    #[inline]
    pub(super) fn load(bytes: &[u8], at: usize) -> Option<Self> {
        let eight = bytes.get(at..)?.first_chunk::<8>()?;
        Some(Self(u64::from_le_bytes(*eight)))
    }

    /// The top bit of each byte that equals the other's. Exact in every byte, unlike the shorter
    /// test that only promises the first (Warren 2013, Hacker's Delight, 6–1).
    #[inline]
    pub(super) fn equal(self, other: Self) -> u64 {
        let x = self.0 ^ other.0;
        !(((x & LOW_7) + LOW_7) | x | LOW_7)
    }
}

/// Place of the first byte marked by [`Word::equal`].
#[inline]
pub(super) fn first(hits: u64) -> usize {
    (hits.trailing_zeros() / 8) as usize
}

/// One step of the hash.
#[inline]
pub(super) fn mix(hash: u64, word: u64) -> u64 {
    let product = (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    product ^ (product >> 29)
}

/// A fast hash of bytes, for telling equal rows: not against anyone who wants collisions. Two
/// chains of steps side by side, since each step waits for the one before.
#[inline]
pub(super) fn hash(bytes: &[u8]) -> u64 {
    let mut chains = [bytes.len() as u64, OTHER_CHAIN];
    let mut pairs = bytes.chunks_exact(16);
    for pair in &mut pairs {
        if let (Some(first), Some(second)) = (pair.first_chunk(), pair.last_chunk()) {
            chains[0] = mix(chains[0], u64::from_le_bytes(*first));
            chains[1] = mix(chains[1], u64::from_le_bytes(*second));
        }
    }
    let rest = pairs.remainder();
    chains[0] = mix(chains[0], first_word(rest));
    // The last eight bytes, some of them for the second time.
    let last = bytes
        .last_chunk()
        .map_or(0, |last| u64::from_le_bytes(*last));
    chains[1] = mix(chains[1], last);
    let hash = mix(chains[0], chains[1].rotate_left(32));
    hash ^ (hash >> 32)
}

const OTHER_CHAIN: u64 = 0x2545_f491_4f6c_dd1d;

/// The first eight bytes, or as many as there are.
#[inline]
fn first_word(bytes: &[u8]) -> u64 {
    match bytes.first_chunk() {
        Some(eight) => u64::from_le_bytes(*eight),
        None => bytes
            .iter()
            .rev()
            .fold(0, |word, &byte| word << 8 | u64::from(byte)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_equal_byte_is_marked_and_no_other() {
        for bytes in [
            *b",\x2d,,\x2c\x2d\xac\x00",
            *b"\x2b\x2c\x2d\x2c\x2b\x01\xff\x80",
        ] {
            let word = Word::load(&bytes, 0).unwrap();
            let mut hits = word.equal(Word::of(b','));
            let mut found = Vec::new();
            while hits != 0 {
                found.push(first(hits));
                hits &= hits - 1;
            }
            let expected: Vec<usize> = (0..8).filter(|&at| bytes[at] == b',').collect();
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn hashes_differ_in_length_and_place() {
        assert_ne!(hash(b"a"), hash(b"a\0"));
        assert_ne!(hash(b""), hash(b"\0"));
        assert_ne!(hash(b"aaaaaaaab"), hash(b"baaaaaaaa"));
        assert_eq!(hash(b"12345678,9"), hash(b"12345678,9"));
    }

    #[test]
    fn every_byte_counts_at_every_length() {
        for length in 0..70 {
            let text = vec![b'x'; length];
            let usual = hash(&text);
            for at in 0..length {
                let mut other = text.clone();
                other[at] = b'y';
                assert_ne!(hash(&other), usual, "byte {at} of {length}");
            }
        }
    }
}
