//! Text of two or four bytes a character, made UTF-8 as it comes.

use super::super::Encoding;

/// How the bytes of such a text are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Width {
    unit_bytes: usize,
    big_endian: bool,
}

impl Width {
    /// The layout of an encoding, if it is one of these.
    pub(in super::super) fn of(encoding: Encoding) -> Option<Self> {
        let (unit_bytes, big_endian) = match encoding {
            Encoding::Utf16Le => (2, false),
            Encoding::Utf16Be => (2, true),
            Encoding::Utf32Le => (4, false),
            Encoding::Utf32Be => (4, true),
            _ => return None,
        };
        Some(Self {
            unit_bytes,
            big_endian,
        })
    }
}

impl Width {
    /// Bytes of a unit.
    pub(super) fn unit_bytes(self) -> u32 {
        self.unit_bytes as u32
    }
}

/// Bytes that show how a text is laid out.
const LOOK_BYTES: usize = 16 << 10;

/// The encoding with more than one byte a character that the first bytes show, by their mark or
/// by where they are zero.
pub(in super::super) fn width_of(head: &[u8]) -> Option<Encoding> {
    for (mark, encoding) in [
        (&b"\xff\xfe\0\0"[..], Encoding::Utf32Le),
        (b"\0\0\xfe\xff", Encoding::Utf32Be),
        (b"\xff\xfe", Encoding::Utf16Le),
        (b"\xfe\xff", Encoding::Utf16Be),
    ] {
        if head.starts_with(mark) {
            return Some(encoding);
        }
    }
    let look = &head[..head.len().min(LOOK_BYTES) & !3];
    if look.len() < 8 {
        return None;
    }
    let zero_at = |from: usize| look.iter().skip(from).step_by(4).all(|&byte| byte == 0);
    // Letters of European languages have one of few values in their upper byte: Latin, Greek,
    // Cyrillic, punctuation.
    let units = |upper: usize| {
        let units = look
            .chunks_exact(2)
            .map(|unit| (unit[upper], unit[1 - upper]));
        let fitting = units.filter(|&(upper, lower)| match upper {
            0 => lower >= 0x20 || matches!(lower, b'\t' | b'\n' | b'\r'),
            1..=4 | 0x20 | 0x21 => true,
            _ => false,
        });
        fitting.count() * 40 >= look.len() * 19
    };
    let zeros = memchr::memchr_iter(0, look).count();
    if zeros * 2 >= look.len() && zeros < look.len() {
        if zero_at(3) && zero_at(2) {
            return Some(Encoding::Utf32Le);
        }
        if zero_at(0) && zero_at(1) {
            return Some(Encoding::Utf32Be);
        }
    }
    // Digits and delimiters make zeros whatever the language.
    if zeros * 10 > look.len() && zeros < look.len() {
        if units(1) {
            return Some(Encoding::Utf16Le);
        }
        if units(0) {
            return Some(Encoding::Utf16Be);
        }
    }
    None
}

/// Turns pieces of such a text into UTF-8. What is no character becomes U+FFFD; a byte order mark
/// is left out.
#[derive(Debug)]
pub(in super::super) struct Wide {
    width: Width,
    /// Bytes of a begun unit.
    begun: Vec<u8>,
    /// The first half of a character of two units.
    high: Option<u32>,
    at_start: bool,
    /// Units that are no character.
    pub(in super::super) damaged: u64,
}

impl Wide {
    pub(in super::super) fn new(width: Width) -> Self {
        Self {
            width,
            begun: Vec::new(),
            high: None,
            at_start: true,
            damaged: 0,
        }
    }

    /// Appends the text of the next bytes.
    pub(in super::super) fn push(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        let size = self.width.unit_bytes;
        let mut rest = bytes;
        if !self.begun.is_empty() {
            let missing = (size - self.begun.len()).min(rest.len());
            self.begun.extend_from_slice(&rest[..missing]);
            rest = &rest[missing..];
            if self.begun.len() == size {
                let unit = std::mem::take(&mut self.begun);
                self.unit(&unit, out);
            }
        }
        let whole = rest.chunks_exact(size);
        let begun = whole.remainder();
        for unit in whole {
            self.unit(unit, out);
        }
        self.begun.extend_from_slice(begun);
    }

    /// The end of the text: what was begun and not finished is damage.
    pub(in super::super) fn finish(&mut self, out: &mut Vec<u8>) {
        if !self.begun.is_empty() || self.high.take().is_some() {
            self.begun.clear();
            self.put(None, out);
        }
    }

    fn unit(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        let value = bytes.iter().enumerate().fold(0, |value, (at, &byte)| {
            let place = if self.width.big_endian {
                bytes.len() - 1 - at
            } else {
                at
            };
            value | u32::from(byte) << (8 * place)
        });
        let starts = std::mem::take(&mut self.at_start);
        if starts && value == 0xfeff {
            return;
        }
        if self.width.unit_bytes == 4 {
            self.put(char::from_u32(value), out);
            return;
        }
        match (self.high.take(), value) {
            (Some(high), 0xdc00..=0xdfff) => {
                let code = 0x1_0000 + ((high - 0xd800) << 10) + (value - 0xdc00);
                self.put(char::from_u32(code), out);
            }
            (high, 0xd800..=0xdbff) => {
                if high.is_some() {
                    self.put(None, out);
                }
                self.high = Some(value);
            }
            (high, _) => {
                if high.is_some() {
                    self.put(None, out);
                }
                self.put(char::from_u32(value), out);
            }
        }
    }

    fn put(&mut self, c: Option<char>, out: &mut Vec<u8>) {
        self.damaged += u64::from(c.is_none());
        let mut buffer = [0; 4];
        let text = c
            .unwrap_or(char::REPLACEMENT_CHARACTER)
            .encode_utf8(&mut buffer);
        out.extend_from_slice(text.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        let units = text.encode_utf16();
        units
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    }

    fn utf32(text: &str, big: bool) -> Vec<u8> {
        let chars = text.chars().map(|c| c as u32);
        chars
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    }

    #[test]
    fn the_layout_shows_without_a_mark() {
        for text in [
            "Date;Customer;Amount\n2023-01-31;K008;46.95\n",
            "Дата;Клиент;Сумма\n31.01.2023;Иванов Иван;1 200,50\n02.02.2023;Пётр;7,00\n",
        ] {
            assert_eq!(width_of(&utf16(text, false)), Some(Encoding::Utf16Le));
            assert_eq!(width_of(&utf16(text, true)), Some(Encoding::Utf16Be));
            assert_eq!(width_of(&utf32(text, false)), Some(Encoding::Utf32Le));
            assert_eq!(width_of(&utf32(text, true)), Some(Encoding::Utf32Be));
            assert_eq!(width_of(text.as_bytes()), None);
        }
        assert_eq!(width_of(&utf16("\u{feff}x", true)), Some(Encoding::Utf16Be));
        assert_eq!(width_of(&[0; 400]), None);
    }

    proptest! {
        #[test]
        fn any_cut_gives_the_text(text in "\\PC{0,20}", cut in 1_usize..7, big in any::<bool>()) {
            for (bytes, encoding) in [
                (utf16(&text, big), if big { Encoding::Utf16Be } else { Encoding::Utf16Le }),
                (utf32(&text, big), if big { Encoding::Utf32Be } else { Encoding::Utf32Le }),
            ] {
                let mut wide = Wide::new(Width::of(encoding).unwrap());
                let mut out = Vec::new();
                for piece in bytes.chunks(cut) {
                    wide.push(piece, &mut out);
                }
                wide.finish(&mut out);
                let expected = text.strip_prefix('\u{feff}').unwrap_or(&text);
                prop_assert_eq!(String::from_utf8(out).unwrap(), expected);
            }
        }

        #[test]
        fn any_bytes_read_as_encoding_rs_reads_them(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            let mut wide = Wide::new(Width::of(Encoding::Utf16Le).unwrap());
            let mut out = Vec::new();
            wide.push(&bytes, &mut out);
            wide.finish(&mut out);
            let (theirs, _) = encoding_rs::UTF_16LE.decode_with_bom_removal(&bytes);
            prop_assert_eq!(String::from_utf8(out).unwrap(), theirs);
        }
    }
}
