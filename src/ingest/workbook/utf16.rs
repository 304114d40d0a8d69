/// XML in UTF-16, turned into UTF-8 piece by piece.
pub(super) struct Utf16 {
    is_big: bool,
    /// A byte whose other half has not come.
    half: Option<u8>,
    /// The first half of a pair.
    first: Option<u16>,
}

impl Utf16 {
    /// Looks at a document's first bytes: a mark, or a `<` of two bytes.
    pub(super) fn of(head: &[u8]) -> Option<Self> {
        let is_big = match head.get(..2)? {
            b"\xfe\xff" | b"\0<" => true,
            b"\xff\xfe" | b"<\0" => false,
            _ => return None,
        };
        Some(Self {
            is_big,
            half: None,
            first: None,
        })
    }

    /// Turns what stands from `from` on; the byte order mark is left out.
    pub(super) fn convert(&mut self, buffer: &mut Vec<u8>, from: usize) {
        let raw = buffer.split_off(from);
        for byte in raw {
            let Some(half) = self.half.take() else {
                self.half = Some(byte);
                continue;
            };
            let unit = if self.is_big {
                u16::from_be_bytes([half, byte])
            } else {
                u16::from_le_bytes([half, byte])
            };
            let first = self.first.take();
            if first.is_none() && matches!(unit, 0xd800..0xdc00) {
                self.first = Some(unit);
                continue;
            }
            for letter in char::decode_utf16(first.into_iter().chain([unit])) {
                let letter = letter.unwrap_or(char::REPLACEMENT_CHARACTER);
                if letter != '\u{feff}' {
                    buffer.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_joined_wherever_the_pieces_end() {
        let text = "\u{feff}<a>Ї😀</a>";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [little, big] {
            for step in 1..bytes.len() {
                let mut utf16 = Utf16::of(&bytes).unwrap();
                let mut out = Vec::new();
                for piece in bytes.chunks(step) {
                    let from = out.len();
                    out.extend_from_slice(piece);
                    utf16.convert(&mut out, from);
                }
                assert_eq!(out, "<a>Ї😀</a>".as_bytes());
            }
        }
        assert!(Utf16::of(b"<a/>").is_none());
    }
}
