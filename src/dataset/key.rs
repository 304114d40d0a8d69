//! Texts as numbers, and a table from such numbers to codes.

use std::cmp::Ordering;

use super::chunks::OutOfMemory;

/// A text as 64 bits: itself when it has at most eight bytes, else a hash of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key(u64);

/// Set in keys that are hashes.
const HASHED: u64 = 1 << 63;

const MIXER: u64 = 0x9e37_79b9_7f4a_7c15;

impl Key {
    /// The key of these bytes.
    #[inline]
    pub(super) fn of(bytes: &[u8]) -> Self {
        // The highest byte is the length, which no eighth byte of a text equals.
        let word = match *bytes {
            [.., _, _, _, _] if bytes.len() < 8 => {
                let length = bytes.len() as u64;
                let first = four(bytes.first_chunk());
                // The last four bytes, without those that are among the first four.
                let last = four(bytes.last_chunk()) >> (8 * (8 - length));
                first | last << 32 | length << 56
            }
            [a, b, c, d, e, f, g, h @ b' '..0x80] => u64::from_le_bytes([a, b, c, d, e, f, g, h]),
            [a, b, c] => u64::from(a) | u64::from(b) << 8 | u64::from(c) << 16 | 3 << 56,
            [a, b] => u64::from(a) | u64::from(b) << 8 | 2 << 56,
            [a] => u64::from(a) | 1 << 56,
            [] => 0,
            _ => return Self::hashed(bytes),
        };
        Self(word)
    }

    /// Whether equal keys mean equal texts.
    #[inline]
    pub(super) fn is_exact(self) -> bool {
        self.0 & HASHED == 0
    }

    /// How two texts of such keys are ordered, where both keys are the texts themselves: the first
    /// byte counts most, and the length least.
    #[inline]
    pub(super) fn order(self, other: Self) -> Option<Ordering> {
        let are_exact = self.is_exact() && other.is_exact();
        are_exact.then(|| self.0.swap_bytes().cmp(&other.0.swap_bytes()))
    }

    /// A hash in whose lowest bits every bit of the key counts. Mixed twice: after once, numbers
    /// written in decimals still lie in heaps.
    #[inline]
    fn place(self) -> usize {
        (mixed(mixed(self.0)) >> 20) as usize
    }

    fn hashed(bytes: &[u8]) -> Self {
        let mut hash = bytes.len() as u64;
        let mut eights = bytes.chunks_exact(8);
        for eight in &mut eights {
            let word = eight
                .first_chunk()
                .map_or(0, |eight| u64::from_le_bytes(*eight));
            hash = mixed(hash ^ word);
        }
        // The last eight bytes, some of them for the second time.
        let last = bytes
            .last_chunk()
            .map_or(0, |eight| u64::from_le_bytes(*eight));
        Self(mixed(hash ^ last) | HASHED)
    }
}

#[inline]
fn four(bytes: Option<&[u8; 4]>) -> u64 {
    bytes.map_or(0, |bytes| u64::from(u32::from_le_bytes(*bytes)))
}

#[inline]
fn mixed(word: u64) -> u64 {
    let product = (word ^ (word >> 32)).wrapping_mul(MIXER);
    product ^ (product >> 29)
}

/// Codes by key: one list of slots, looked through from where the key belongs (Knuth 1998, 6.4,
/// algorithm L). A key and its code stand in one place, so that finding one
/// costs one look into memory.
#[derive(Debug, Default)]
pub(super) struct Table {
    slots: Vec<Slot>,
    filled: usize,
}

/// Halves of a key and a code; 12 bytes, where a whole key would take 16.
#[derive(Clone, Copy, Debug)]
struct Slot {
    low: u32,
    high: u32,
    code: u32,
}

const EMPTY: Slot = Slot {
    low: 0,
    high: 0,
    code: u32::MAX,
};

impl Slot {
    #[inline]
    fn key(self) -> Key {
        Key(u64::from(self.low) | u64::from(self.high) << 32)
    }
}

impl Table {
    const FIRST_SLOTS: usize = 64;

    /// A table with room for so many codes.
    pub(super) fn with_room(codes: usize) -> Result<Self, OutOfMemory> {
        let mut table = Self::default();
        table.resize((codes * 3).div_ceil(2).next_power_of_two())?;
        Ok(table)
    }

    /// The code of a key that `is_it` says is the right one.
    #[inline]
    pub(super) fn find(&self, key: Key, is_it: impl Fn(u32) -> bool) -> Option<u32> {
        let last = self.slots.len().wrapping_sub(1);
        let mut at = key.place() & last;
        loop {
            let slot = self.slots.get(at)?;
            if slot.code == EMPTY.code {
                return None;
            }
            if slot.key() == key && is_it(slot.code) {
                return Some(slot.code);
            }
            at = (at + 1) & last;
        }
    }

    /// Adds a code, if there is memory for it.
    pub(super) fn add(&mut self, key: Key, code: u32) -> Result<(), OutOfMemory> {
        let slot = Slot {
            low: key.0 as u32,
            high: (key.0 >> 32) as u32,
            code,
        };
        if self.filled * 3 >= self.slots.len() * 2 {
            self.resize(self.slots.len() * 2)?;
        }
        self.put(slot);
        self.filled += 1;
        Ok(())
    }

    /// `count` is a power of two.
    fn resize(&mut self, count: usize) -> Result<(), OutOfMemory> {
        let count = count.max(Self::FIRST_SLOTS);
        let mut slots = Vec::new();
        slots.try_reserve_exact(count).map_err(|_| OutOfMemory)?;
        slots.resize(count, EMPTY);
        let old = std::mem::replace(&mut self.slots, slots);
        for slot in old {
            if slot.code != EMPTY.code {
                self.put(slot);
            }
        }
        Ok(())
    }

    fn put(&mut self, slot: Slot) {
        let last = self.slots.len() - 1;
        let mut at = slot.key().place() & last;
        while self.slots[at].code != EMPTY.code {
            at = (at + 1) & last;
        }
        self.slots[at] = slot;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn exact_keys_differ_where_texts_do(
            a in prop::collection::vec(prop_oneof![any::<u8>(), 0_u8..10], 0..10),
            b in prop::collection::vec(prop_oneof![any::<u8>(), 0_u8..10], 0..10),
        ) {
            let (key_a, key_b) = (Key::of(&a), Key::of(&b));
            if key_a.is_exact() && key_b.is_exact() {
                prop_assert_eq!(key_a == key_b, a == b);
                prop_assert_eq!(key_a.order(key_b), Some(a.cmp(&b)));
            }
            prop_assert_eq!(a == b && key_a != key_b, false);
        }
    }

    #[test]
    fn short_texts_are_their_own_keys() {
        for text in ["", "7", "C000123", "R0000001"] {
            assert!(Key::of(text.as_bytes()).is_exact(), "{text}");
        }
        assert!(!Key::of(b"123456789").is_exact());
        assert!(!Key::of("1234567é".as_bytes()).is_exact());
    }

    #[test]
    fn equal_keys_of_different_texts_are_told_apart() {
        let mut table = Table::default();
        let key = Key::of(b"longer than eight");
        assert_eq!(table.find(key, |_| true), None);
        for code in 0..200 {
            table.add(key, code).unwrap();
        }
        assert_eq!(table.find(key, |code| code == 150), Some(150));
        assert_eq!(table.find(key, |_| false), None);
    }
}
