//! Bytes to text: UTF-8 checked to the last byte, and tables of 128 characters.
//!
//! All encodings here share the ASCII half, so that records are cut and numbers read from bytes;
//! only a text that is kept is decoded, once. Text of two or four bytes a character becomes UTF-8
//! before it is cut (`wide`).
//!
//! The tables take three kilobytes; a library's would take as much as the rest of the reader,
//! nearly all of it for East Asian encodings. The tests compare them with `encoding_rs`.
//!
//! - `tables`: the characters; `wide`: two and four bytes a character
//! - `guess`: the encoding under which words have letters of a language

mod guess;
mod tables;
mod wide;

use std::borrow::Cow;

use super::Encoding;
use super::text::{trim, trim_ascii};

pub(super) use guess::Sample;
pub(super) use wide::{Wide, Width, width_of};

impl Encoding {
    /// The characters of the bytes from 0x80; empty for Unicode.
    fn upper(self) -> &'static str {
        match self {
            Self::Utf8 | Self::Utf16Le | Self::Utf16Be | Self::Utf32Le | Self::Utf32Be => "",
            Self::Windows1250 => tables::WINDOWS_1250,
            Self::Windows1251 => tables::WINDOWS_1251,
            Self::Windows1252 => tables::WINDOWS_1252,
            Self::Windows1257 => tables::WINDOWS_1257,
            Self::Iso8859_1 => tables::ISO_8859_1,
            Self::Iso8859_2 => tables::ISO_8859_2,
            Self::Iso8859_5 => tables::ISO_8859_5,
            Self::Iso8859_15 => tables::ISO_8859_15,
            Self::Koi8R => tables::KOI8_R,
            Self::Koi8U => tables::KOI8_U,
            Self::Ibm866 => tables::IBM866,
            Self::Macintosh => tables::MACINTOSH,
            Self::MacCyrillic => tables::MAC_CYRILLIC,
        }
    }

    /// Whether a character takes one byte.
    pub(super) fn is_single_byte(self) -> bool {
        !self.upper().is_empty()
    }

    /// Bytes of every character, when all take two or four.
    pub(super) fn unit_bytes(self) -> Option<u32> {
        Some(Width::of(self)?.unit_bytes())
    }
}

/// The mark some programs write before UTF-8.
pub(super) const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Makes text of bytes.
#[derive(Clone, Debug)]
pub(super) struct Decoder {
    /// Characters of the bytes from 0x80; empty for UTF-8.
    upper: Vec<char>,
    no_break_space: Option<u8>,
}

impl Decoder {
    pub(super) fn new(encoding: Encoding) -> Self {
        let upper: Vec<char> = encoding.upper().chars().collect();
        let place = upper.iter().position(|&c| c == '\u{a0}');
        Self {
            no_break_space: place.map(|place| place as u8 | 0x80),
            upper,
        }
    }

    /// Without the blanks around it: ASCII ones, and the no-break space of the encoding.
    #[inline]
    pub(super) fn trim<'a>(&self, bytes: &'a [u8]) -> &'a [u8] {
        match (bytes.first(), bytes.last()) {
            (Some(0x21..=0x7e), Some(0x21..=0x7e)) => bytes,
            _ => self.trim_slowly(bytes),
        }
    }

    #[cold]
    fn trim_slowly<'a>(&self, bytes: &'a [u8]) -> &'a [u8] {
        if self.is_utf8()
            && let Ok(text) = std::str::from_utf8(bytes)
        {
            return trim(text).as_bytes();
        }
        trim_ascii(bytes, self.no_break_space)
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

/// Checks UTF-8 over any cut of the bytes, and keeps a sample of the words that are not ASCII.
#[derive(Debug, Default)]
pub(super) struct Utf8Check {
    /// The begun character at the end of the last piece.
    begun: Vec<u8>,
    /// Characters of more than one byte.
    wide_characters: u64,
    invalid_bytes: u64,
    sample: Sample,
    mojibake: Mojibake,
}

impl Utf8Check {
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.sample.push(bytes);
        if self.begun.is_empty() && bytes.is_ascii() {
            return;
        }
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
            self.mojibake.push(valid);
        }
    }

    /// Whether the text is not UTF-8. A damaged character in a hundred sound ones, or one cut off
    /// by the end of the file, is damage and not another encoding.
    pub(super) fn refuted(&self) -> bool {
        self.invalid_bytes > self.wide_characters / 100
    }

    /// Counts what was no character before the text became UTF-8.
    pub(super) fn add_damage(&mut self, characters: u64) {
        self.invalid_bytes += characters;
    }

    /// Bytes that are no UTF-8, where the text as a whole is.
    pub(super) fn invalid_bytes(&self) -> u64 {
        self.invalid_bytes
    }

    /// Characters of more than one byte.
    pub(super) fn wide_characters(&self) -> u64 {
        self.wide_characters
    }

    /// Places that look like UTF-8 which was read as something else and saved again ("Ã¤").
    pub(super) fn twice_converted(&self) -> u64 {
        self.mojibake.places
    }

    /// The likeliest of the encodings with one byte a character.
    pub(super) fn single_byte_guess(&self) -> Encoding {
        self.sample.guess()
    }

    /// Letters beyond ASCII that the words have in this encoding, the most frequent first.
    pub(super) fn letters(&self, encoding: Encoding) -> String {
        self.sample.letters(encoding)
    }
}

/// Counts two-byte characters that were taken for two characters each: Ã, Â, Ð or Ñ before
/// something that no word has after them.
#[derive(Debug, Default)]
struct Mojibake {
    places: u64,
    last: [u8; 2],
}

impl Mojibake {
    fn push(&mut self, text: &[u8]) {
        for &byte in text {
            let leads = self.last[0] == 0xc3 && matches!(self.last[1], 0x82 | 0x83 | 0x90 | 0x91);
            self.places += u64::from(leads && matches!(byte, 0xc2 | 0xc5 | 0xc6 | 0xcb | 0xe2));
            self.last = [self.last[1], byte];
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_tables_are_those_of_the_encoding_standard() {
        for (ours, theirs) in [
            (Encoding::Windows1250, encoding_rs::WINDOWS_1250),
            (Encoding::Windows1251, encoding_rs::WINDOWS_1251),
            (Encoding::Windows1252, encoding_rs::WINDOWS_1252),
            (Encoding::Windows1257, encoding_rs::WINDOWS_1257),
            (Encoding::Iso8859_2, encoding_rs::ISO_8859_2),
            (Encoding::Iso8859_5, encoding_rs::ISO_8859_5),
            (Encoding::Iso8859_15, encoding_rs::ISO_8859_15),
            (Encoding::Koi8R, encoding_rs::KOI8_R),
            (Encoding::Koi8U, encoding_rs::KOI8_U),
            (Encoding::Ibm866, encoding_rs::IBM866),
            (Encoding::Macintosh, encoding_rs::MACINTOSH),
            (Encoding::MacCyrillic, encoding_rs::X_MAC_CYRILLIC),
        ] {
            let bytes: Vec<u8> = (0..=255).collect();
            let (text, _) = theirs.decode_without_bom_handling(&bytes);
            assert_eq!(Decoder::new(ours).decode(&bytes), text, "{ours:?}");
        }
        let latin: String = (0..=255_u8).map(char::from).collect();
        let bytes: Vec<u8> = (0..=255).collect();
        assert_eq!(Decoder::new(Encoding::Iso8859_1).decode(&bytes), latin);
    }

    #[test]
    fn blanks_of_every_encoding_are_trimmed() {
        let trim = |encoding, bytes| Decoder::new(encoding).trim(bytes).to_vec();
        assert_eq!(
            trim(Encoding::Utf8, "\u{a0}a b \u{200b}".as_bytes()),
            b"a b"
        );
        assert_eq!(trim(Encoding::Windows1252, b"\xa0x "), b"x");
        assert_eq!(trim(Encoding::Windows1252, b" \xa0"), b"");
        assert_eq!(trim(Encoding::Utf8, "ö".as_bytes()), "ö".as_bytes());
        // 0xA0 is a letter there, and 0xFF the blank.
        assert_eq!(trim(Encoding::Ibm866, b"\xa0x\xff"), b"\xa0x");
    }

    #[test]
    fn text_that_was_converted_twice_is_noticed() {
        let twice = |text: &str| {
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(text.as_bytes());
            let mut check = Utf8Check::default();
            check.push(text.as_bytes());
            check.twice_converted()
        };
        assert_eq!(twice("Åsa Öberg, Köln, Łódź"), 4);
        assert!(twice("Клиент") > 3);
        let mut check = Utf8Check::default();
        check.push("Ângela, Ñandú, São Paulo, Клиент".as_bytes());
        assert_eq!(check.twice_converted(), 0);
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
