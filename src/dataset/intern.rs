use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::TryReserveError;

use super::key::{Key, Table};

/// Distinct texts in the order they were first seen; code `i` is the `i`-th.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

/// Builds a [`Dictionary`]: equal bytes get equal codes.
///
/// Bytes may be of any encoding; [`Dictionary::decoded`] makes text of them, once a distinct text.
#[derive(Debug, Default)]
pub struct Interner {
    dictionary: Dictionary,
    /// None as long as every text is the last one or comes after all others, as numbers of receipts
    /// do: then nothing needs to be looked for.
    table: Option<Table>,
    /// The text of the last call: files come sorted, or at least in runs.
    last: Option<(Key, u32)>,
    full: bool,
}

/// A text that has no code yet.
#[derive(Clone, Copy, Debug)]
pub struct NewText<'a> {
    bytes: &'a [u8],
    key: Key,
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

    /// The bytes of a code, empty for a code that was never given.
    pub fn bytes_of(&self, code: u32) -> &[u8] {
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

    /// Whether all bytes are UTF-8.
    pub fn is_text(&self) -> bool {
        std::str::from_utf8(&self.bytes).is_ok()
    }

    /// The same codes with their bytes made text by `decode`.
    pub fn decoded<'a>(&'a self, decode: impl Fn(&'a [u8]) -> Cow<'a, str>) -> Self {
        let mut decoded = Self {
            bytes: Vec::with_capacity(self.bytes.len()),
            ends: Vec::with_capacity(self.ends.len()),
        };
        for code in 0..self.len() as u32 {
            decoded.push(decode(self.bytes_of(code)).as_bytes());
        }
        decoded
    }

    /// The texts whose entry in `kept` is set, in the same order under new codes.
    pub fn keep(self, kept: &[bool]) -> Self {
        if kept.iter().all(|&kept| kept) {
            return self;
        }
        let mut out = Self::default();
        for (code, _) in (0..self.len() as u32).zip(kept).filter(|(_, kept)| **kept) {
            out.push(self.bytes_of(code));
        }
        out
    }

    /// Makes room for one more text.
    fn reserve(&mut self, bytes: usize) -> Result<(), TryReserveError> {
        self.bytes.try_reserve(bytes)?;
        self.ends.try_reserve(1)
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
        self.intern_bytes(text.as_bytes())
    }

    /// The code of these bytes, new when they were not seen before.
    #[inline]
    pub fn intern_bytes(&mut self, bytes: &[u8]) -> u32 {
        match self.find(bytes) {
            Ok(code) => code,
            Err(new) => self.add(new),
        }
    }

    /// The code of these bytes, or what is needed to add them.
    #[inline]
    pub fn find<'a>(&mut self, bytes: &'a [u8]) -> Result<u32, NewText<'a>> {
        let key = Key::of(bytes);
        if let Some((last, code)) = self.last
            && last == key
            && (key.is_exact() || self.dictionary.bytes_of(code) == bytes)
        {
            return Ok(code);
        }
        let new = NewText { bytes, key };
        if self.table.is_none() {
            if self.is_after_all(new) {
                return Err(new);
            }
            self.look_up();
        }
        let is_it = |code| key.is_exact() || self.dictionary.bytes_of(code) == bytes;
        let found = self.table.as_ref().and_then(|table| table.find(key, is_it));
        match found {
            Some(code) => {
                self.last = Some((key, code));
                Ok(code)
            }
            None => Err(new),
        }
    }

    /// Whether a text comes after all others, as long as they came in order: the last is the greatest.
    #[inline]
    fn is_after_all(&self, new: NewText<'_>) -> bool {
        self.last.is_none_or(|(last, code)| {
            let order = new.key.order(last);
            order.unwrap_or_else(|| new.bytes.cmp(self.dictionary.bytes_of(code)))
                == Ordering::Greater
        })
    }

    /// Makes the table, now that a text is out of order.
    #[cold]
    fn look_up(&mut self) {
        let count = self.dictionary.len();
        let table = Table::with_room(count).and_then(|mut table| {
            for code in 0..count as u32 {
                table.add(Key::of(self.dictionary.bytes_of(code)), code)?;
            }
            Ok(table)
        });
        self.full |= table.is_err();
        self.table = Some(table.unwrap_or_default());
    }

    /// Adds a text that [`Interner::find`] did not know.
    pub fn add(&mut self, new: NewText<'_>) -> u32 {
        // Ends are 32 bits wide: beyond 4 GiB of distinct text nothing can be added.
        let fits = u32::try_from(self.dictionary.bytes.len() + new.bytes.len()).is_ok();
        let code = self.dictionary.len() as u32;
        if !fits
            || self.dictionary.reserve(new.bytes.len()).is_err()
            || (self.table.as_mut()).is_some_and(|table| table.add(new.key, code).is_err())
        {
            self.full = true;
            return 0;
        }
        self.dictionary.push(new.bytes);
        self.last = Some((new.key, code));
        code
    }

    /// Whether a text was refused: there is more than 4 GiB of distinct text, or no more memory.
    pub fn is_full(&self) -> bool {
        self.full
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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

    proptest! {
        #[test]
        fn codes_are_those_of_a_plain_list(
            mut texts in prop::collection::vec("[ab]{0,2}|R[0-9]{3}|invoice R[0-9]{2}", 0..60),
            sorted in 0_usize..60,
        ) {
            let sorted = sorted.min(texts.len());
            texts[..sorted].sort_unstable();
            let mut interner = Interner::default();
            let mut plain: Vec<&str> = Vec::new();
            for text in &texts {
                let code = plain.iter().position(|known| known == text).unwrap_or_else(|| {
                    plain.push(text);
                    plain.len() - 1
                });
                prop_assert_eq!(interner.intern(text), code as u32);
            }
            let dictionary = interner.finish();
            prop_assert_eq!(dictionary.iter().collect::<Vec<_>>(), plain);
        }
    }

    #[test]
    fn texts_in_order_need_no_table() {
        let mut interner = Interner::default();
        for text in ["R1", "R2", "R2", "R3", "invoice 10", "invoice 11"] {
            interner.intern(text);
        }
        assert!(interner.table.is_none());
        assert_eq!(interner.intern("R3"), 2);
        assert!(interner.table.is_some());
        assert_eq!(interner.intern("R4"), 5);
        assert_eq!(interner.intern("invoice 10"), 3);
    }

    #[test]
    fn texts_left_out_close_the_ranks() {
        let mut interner = Interner::default();
        for text in ["a", "bb", "", "ccc"] {
            interner.intern(text);
        }
        let kept = interner.finish().keep(&[false, true, true, true]);
        assert_eq!(kept.iter().collect::<Vec<_>>(), ["bb", "", "ccc"]);
    }

    #[test]
    fn bytes_become_text_once() {
        let mut interner = Interner::default();
        assert_eq!(
            interner.intern_bytes(b"\xe4"),
            interner.intern_bytes(b"\xe4")
        );
        let dictionary = interner.finish().decoded(|_| Cow::Borrowed("ä"));
        assert_eq!(dictionary.get(0), "ä");
    }
}
