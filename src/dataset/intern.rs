use std::hash::{BuildHasher as _, Hasher as _};

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

/// Distinct texts in the order they were first seen; code `i` is the `i`-th.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

/// Builds a [`Dictionary`]: equal bytes get equal codes.
#[derive(Debug, Default)]
pub struct Interner {
    dictionary: Dictionary,
    table: HashTable<(u32, u32)>,
}

impl Dictionary {
    /// Number of texts.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The text of a code, empty for a code that was never given.
    pub fn get(&self, code: u32) -> &str {
        std::str::from_utf8(self.bytes_of(code)).unwrap_or_default()
    }

    /// All texts in code order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len() as u32).map(|code| self.get(code))
    }

    /// Code of a text, by a linear search: for the few values a person chooses.
    pub fn code_of(&self, text: &str) -> Option<u32> {
        (0..self.len() as u32).find(|&code| self.get(code) == text)
    }

    /// Bytes of text held, for the memory report.
    pub fn size_bytes(&self) -> usize {
        self.bytes.len() + self.ends.len() * size_of::<u32>()
    }

    fn bytes_of(&self, code: u32) -> &[u8] {
        let code = code as usize;
        let start = if code == 0 {
            0
        } else {
            self.ends.get(code - 1).copied().unwrap_or(0)
        };
        let end = self.ends.get(code).copied().unwrap_or(start);
        self.bytes
            .get(start as usize..end as usize)
            .unwrap_or_default()
    }

    fn push(&mut self, text: &[u8]) -> u32 {
        self.bytes.extend_from_slice(text);
        self.ends.push(self.bytes.len() as u32);
        (self.ends.len() - 1) as u32
    }
}

impl Interner {
    /// The code of this text, new when it was not seen before.
    pub fn intern(&mut self, text: &str) -> u32 {
        let bytes = text.as_bytes();
        let hash = hash_of(bytes);
        let Self { dictionary, table } = self;
        let found = table.find(u64::from(hash), |&(h, code)| {
            h == hash && dictionary.bytes_of(code) == bytes
        });
        if let Some(&(_, code)) = found {
            return code;
        }
        let code = dictionary.push(bytes);
        table.insert_unique(u64::from(hash), (hash, code), |&(h, _)| u64::from(h));
        code
    }

    /// The texts seen so far.
    pub fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    /// The dictionary, letting the hash table go.
    pub fn finish(self) -> Dictionary {
        self.dictionary
    }
}

fn hash_of(bytes: &[u8]) -> u32 {
    let mut hasher = FxBuildHasher.build_hasher();
    hasher.write(bytes);
    let hash = hasher.finish();
    (hash ^ (hash >> 32)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_share_a_code_and_keep_their_order() {
        let mut interner = Interner::default();
        let codes: Vec<u32> = ["007", "7", "007", ""]
            .map(|text| interner.intern(text))
            .to_vec();
        assert_eq!(codes, [0, 1, 0, 2]);
        let dictionary = interner.finish();
        assert_eq!(dictionary.iter().collect::<Vec<_>>(), ["007", "7", ""]);
        assert_eq!(dictionary.code_of("7"), Some(1));
    }
}
