//! Bytes to text: UTF-8 checked to the last byte, and two tables of 128 characters.
//!
//! All encodings here share the ASCII half, so that records are cut and numbers read from bytes;
//! only a text that is kept is decoded, once.

use std::borrow::Cow;

use super::Encoding;

/// Windows-1251 from 0x80, as the WHATWG Encoding Standard maps it.
const WINDOWS_1251: &str = "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{98}™љ›њќћџ\u{a0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{ad}®Ї°±Ііґµ¶·ё№є»јЅѕїАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя";

/// Windows-1252 from 0x80, as the WHATWG Encoding Standard maps it.
const WINDOWS_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ\u{a0}¡¢£¤¥¦§¨©ª«¬\u{ad}®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ";

/// The mark some programs write before UTF-8.
pub(super) const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Makes text of bytes.
#[derive(Clone, Debug)]
pub(super) struct Decoder {
    /// Characters of the bytes from 0x80; empty for UTF-8.
    upper: Vec<char>,
}

impl Decoder {
    pub(super) fn new(encoding: Encoding) -> Self {
        let upper = match encoding {
            Encoding::Utf8 => "",
            Encoding::Windows1251 => WINDOWS_1251,
            Encoding::Windows1252 => WINDOWS_1252,
        };
        Self {
            upper: upper.chars().collect(),
        }
    }

    /// Whether bytes are taken for UTF-8.
    #[inline]
    pub(super) fn is_utf8(&self) -> bool {
        self.upper.is_empty()
    }

    /// The text; bytes that are none become U+FFFD.
    pub(super) fn decode<'a>(&self, bytes: &'a [u8]) -> Cow<'a, str> {
        match std::str::from_utf8(bytes) {
            Ok(text) if self.upper.is_empty() || bytes.is_ascii() => Cow::Borrowed(text),
            _ if self.upper.is_empty() => String::from_utf8_lossy(bytes),
            _ => {
                let mut text = String::with_capacity(bytes.len() * 2);
                self.decode_into(bytes, &mut text);
                Cow::Owned(text)
            }
        }
    }

    /// Appends the text to `out`.
    pub(super) fn decode_into(&self, bytes: &[u8], out: &mut String) {
        if self.upper.is_empty() {
            out.push_str(&String::from_utf8_lossy(bytes));
            return;
        }
        out.extend(bytes.iter().map(|&byte| {
            match byte {
                0..0x80 => char::from(byte),
                _ => self
                    .upper
                    .get(usize::from(byte) - 0x80)
                    .copied()
                    .unwrap_or(char::REPLACEMENT_CHARACTER),
            }
        }));
    }
}

/// Checks UTF-8 over any cut of the bytes, and keeps a sample of what is none.
#[derive(Debug, Default)]
pub(super) struct Utf8Check {
    /// The begun character at the end of the last piece.
    begun: Vec<u8>,
    /// Characters of more than one byte.
    wide_characters: u64,
    invalid_bytes: u64,
    high_bytes: HighBytes,
}

impl Utf8Check {
    pub(super) fn push(&mut self, bytes: &[u8]) {
        if self.begun.is_empty() && bytes.is_ascii() {
            self.high_bytes.last = 0;
            return;
        }
        self.high_bytes.push(bytes);
        let mut rest = bytes;
        while !self.begun.is_empty() && !rest.is_empty() {
            self.begun.push(rest[0]);
            rest = &rest[1..];
            let begun = std::mem::take(&mut self.begun);
            self.check(&begun);
        }
        if !rest.is_empty() {
            self.check(rest);
        }
    }

    fn check(&mut self, mut bytes: &[u8]) {
        loop {
            match std::str::from_utf8(bytes) {
                Ok(text) => {
                    self.count(text.as_bytes());
                    return;
                }
                Err(error) => {
                    let (valid, after) = bytes.split_at(error.valid_up_to());
                    self.count(valid);
                    let Some(length) = error.error_len() else {
                        self.begun = after.to_vec();
                        return;
                    };
                    self.invalid_bytes += length as u64;
                    bytes = &after[length..];
                }
            }
        }
    }

    fn count(&mut self, valid: &[u8]) {
        if !valid.is_ascii() {
            self.wide_characters += valid.iter().filter(|&&byte| byte >= 0xc0).count() as u64;
        }
    }

    /// Whether the text is not UTF-8. A damaged character in a hundred sound ones, or one cut off
    /// by the end of the file, is damage and not another encoding.
    pub(super) fn refuted(&self) -> bool {
        self.invalid_bytes > self.wide_characters / 100
    }

    /// Bytes that are no UTF-8, where the text as a whole is.
    pub(super) fn invalid_bytes(&self) -> u64 {
        self.invalid_bytes
    }

    /// Characters of more than one byte.
    pub(super) fn wide_characters(&self) -> u64 {
        self.wide_characters
    }

    /// The likelier of the encodings with one byte a character.
    pub(super) fn single_byte_guess(&self) -> Encoding {
        self.high_bytes.guess()
    }
}

/// What the bytes from 0x80 look like.
///
/// Cyrillic words are runs of them; in Western European text one stands alone between plain
/// letters. Counting neighbours tells the two apart without any table of frequencies.
#[derive(Debug, Default)]
struct HighBytes {
    letters: u64,
    beside_each_other: u64,
    last: u8,
}

impl HighBytes {
    fn push(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            if is_high_letter(byte) {
                self.letters += 1;
                self.beside_each_other += u64::from(is_high_letter(self.last));
            }
            self.last = byte;
        }
    }

    fn guess(&self) -> Encoding {
        if self.beside_each_other * 2 > self.letters {
            Encoding::Windows1251
        } else {
            Encoding::Windows1252
        }
    }
}

/// A letter in Windows-1251, whatever it is elsewhere.
fn is_high_letter(byte: u8) -> bool {
    byte >= 0xc0
        || matches!(
            byte,
            0xa5 | 0xa8 | 0xaa | 0xaf | 0xb2 | 0xb3 | 0xb4 | 0xb8 | 0xba | 0xbf
        )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_tables_are_those_of_the_encoding_standard() {
        for (ours, theirs) in [
            (Encoding::Windows1251, encoding_rs::WINDOWS_1251),
            (Encoding::Windows1252, encoding_rs::WINDOWS_1252),
        ] {
            let bytes: Vec<u8> = (0..=255).collect();
            let (text, _) = theirs.decode_without_bom_handling(&bytes);
            assert_eq!(Decoder::new(ours).decode(&bytes), text);
        }
    }

    fn guess(text: &str, encoding: &'static encoding_rs::Encoding) -> Encoding {
        let mut check = Utf8Check::default();
        check.push(&encoding.encode(text).0);
        assert!(check.refuted());
        check.single_byte_guess()
    }

    #[test]
    fn neighbours_tell_cyrillic_from_western() {
        for text in ["Сума, грн", "ТОВ Їжачок", "Це моё"] {
            assert_eq!(
                guess(text, encoding_rs::WINDOWS_1251),
                Encoding::Windows1251
            );
        }
        for text in [
            "Käse",
            "Öl & Essig",
            "Köpdatum;Åsa Öberg",
            "1\u{a0}200 €, Größe",
        ] {
            assert_eq!(
                guess(text, encoding_rs::WINDOWS_1252),
                Encoding::Windows1252
            );
        }
    }

    #[test]
    fn a_character_cut_by_the_end_of_the_file_refutes_nothing() {
        let mut check = Utf8Check::default();
        check.push(b"a,\xd0\xb1\n\xd0");
        assert!(!check.refuted());
    }

    proptest! {
        #[test]
        fn any_cut_checks_alike(text in "[aйö€😀]{0,20}", bad in prop::collection::vec(any::<u8>(), 0..4)) {
            let mut bytes = text.into_bytes();
            bytes.extend(bad);
            let mut whole = Utf8Check::default();
            whole.push(&bytes);
            let mut ones = Utf8Check::default();
            for byte in &bytes {
                ones.push(std::slice::from_ref(byte));
            }
            prop_assert_eq!(whole.invalid_bytes, ones.invalid_bytes);
            prop_assert_eq!(whole.wide_characters, ones.wide_characters);
            prop_assert_eq!(whole.single_byte_guess(), ones.single_byte_guess());
        }
    }
}
