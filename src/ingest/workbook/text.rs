//! The text of a cell: runs joined, escapes resolved, line ends as LF.

use super::xml::{Tag, push_text};

/// Collects the text of an `si` or `is` element: its `t` elements joined, phonetic runs left out.
#[derive(Debug, Default)]
pub(super) struct Runs {
    /// Where the text in progress begins.
    run_from: Option<usize>,
    keeps_blanks: bool,
    is_phonetic: bool,
}

impl Runs {
    /// A start tag within the element; the text goes to `out`.
    pub(super) fn open(&mut self, tag: Tag<'_>, out: &[u8]) {
        match tag.name {
            b"rPh" => self.is_phonetic = true,
            b"t" if !self.is_phonetic => {
                self.run_from = Some(out.len());
                self.keeps_blanks = tag.get("space") == Some(b"preserve");
            }
            _ => {}
        }
    }

    /// An end tag within the element.
    pub(super) fn close(&mut self, name: &[u8], out: &mut Vec<u8>) {
        match name {
            b"rPh" => self.is_phonetic = false,
            b"t" => {
                let Some(from) = self.run_from.take() else {
                    return;
                };
                if !self.keeps_blanks {
                    // As spreadsheets do: blanks not said to be kept are none.
                    out.truncate(from + out[from..].trim_ascii_end().len());
                    let blanks = out.len() - from - out[from..].trim_ascii_start().len();
                    out.drain(from..from + blanks);
                }
            }
            _ => {}
        }
    }

    /// A piece of text with its references.
    pub(super) fn text(&self, raw: &[u8], out: &mut Vec<u8>) {
        if self.run_from.is_some() {
            push_text(raw, out);
        }
    }

    /// A piece of text as it is.
    pub(super) fn cdata(&self, raw: &[u8], out: &mut Vec<u8>) {
        if self.run_from.is_some() {
            out.extend_from_slice(raw);
        }
    }
}

/// Finishes the text that begins at `from`: resolves `_xHHHH_` (ECMA-376 part 1, 22.9.2.19), turns
/// line ends into LF and bytes that are no UTF-8 into U+FFFD.
pub(super) fn finish(out: &mut Vec<u8>, from: usize) {
    let text = &out[from..];
    let is_escaped = memchr::memmem::find(text, b"_x").is_some();
    let has_returns = |text: &[u8]| memchr::memchr(b'\r', text).is_some();
    if !is_escaped && !has_returns(text) && std::str::from_utf8(text).is_ok() {
        return;
    }
    utf8(out, from);
    let mut text = String::from_utf8_lossy(&out[from..]).into_owned();
    if is_escaped {
        text = unescape(&text);
    }
    if has_returns(text.as_bytes()) {
        text = text.replace("\r\n", "\n").replace('\r', "\n");
    }
    out.truncate(from);
    out.extend_from_slice(text.as_bytes());
}

/// Turns bytes from `from` on that are no UTF-8 into U+FFFD.
pub(super) fn utf8(out: &mut Vec<u8>, from: usize) {
    if std::str::from_utf8(&out[from..]).is_err() {
        let text = String::from_utf8_lossy(&out[from..]).into_owned();
        out.truncate(from);
        out.extend_from_slice(text.as_bytes());
    }
}

fn unescape(text: &str) -> String {
    let mut units: Vec<u16> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        units.extend(rest[..at].encode_utf16());
        rest = &rest[at..];
        let hex = rest
            .get(2..6)
            .filter(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let unit = hex
            .filter(|_| rest.as_bytes().get(6) == Some(&b'_'))
            .and_then(|hex| u16::from_str_radix(hex, 16).ok());
        if let Some(unit) = unit {
            units.push(unit);
            rest = &rest[7..];
        } else {
            units.extend([u16::from(b'_'), u16::from(b'x')]);
            rest = &rest[2..];
        }
    }
    units.extend(rest.encode_utf16());
    String::from_utf16_lossy(&units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_line_ends() {
        for (raw, expected) in [
            ("ABC_x000D_\nDEF", "ABC\nDEF"),
            ("a_x000d_b", "a\nb"),
            ("_x005F_x0041_", "_x0041_"),
            ("_xD83D__xDE00_", "😀"),
            ("_xD83D_", "\u{fffd}"),
            ("_x00_, _xyz, _x0041", "_x00_, _xyz, _x0041"),
            ("Ї_x0041_Ї_x", "ЇAЇ_x"),
            ("_xЇЇ_", "_xЇЇ_"),
        ] {
            let mut out = raw.as_bytes().to_vec();
            finish(&mut out, 0);
            assert_eq!(String::from_utf8(out).unwrap(), expected);
        }
        let mut out = b"keep\r\xffab".to_vec();
        finish(&mut out, 5);
        assert_eq!(out, "keep\r\u{fffd}ab".as_bytes());
    }
}
