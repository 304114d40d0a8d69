//! Which cells hold days: the number formats of a workbook (ECMA-376 part 1, 18.8.30).

use super::super::IngestError;
use super::xml::{Token, push_text};

/// Formats without a code of their own that show a day; those from 27 on are East Asian.
const BUILT_IN_DAYS: [std::ops::RangeInclusive<u32>; 6] =
    [14..=17, 22..=22, 27..=31, 36..=36, 50..=54, 57..=58];

/// Styles of cells, and formats with a code of their own; Excel itself has fewer of both.
const MOST_STYLES: usize = 1 << 16;
const MOST_FORMATS: usize = 10_000;

/// For every style of a cell, whether it shows a day.
#[derive(Debug, Default)]
pub(super) struct Styles {
    shows_day: Vec<bool>,
    /// Formats with a code: the number, and whether they show a day.
    formats: Vec<(u32, bool)>,
    is_within: bool,
}

impl Styles {
    /// Whether cells of this style show a day.
    pub(super) fn shows_day(&self, style: u32) -> bool {
        self.shows_day.get(style as usize) == Some(&true)
    }

    /// The next token of the part.
    pub(super) fn token(&mut self, token: Token<'_>) -> Result<(), IngestError> {
        let number = |raw: Option<&[u8]>| -> Option<u32> {
            std::str::from_utf8(raw?).ok()?.trim().parse().ok()
        };
        match token {
            Token::Open(tag) => match tag.name {
                b"numFmt" => {
                    let mut code = Vec::new();
                    push_text(tag.get("formatCode").unwrap_or_default(), &mut code);
                    if let Some(id) = number(tag.get("numFmtId")) {
                        self.formats.push((id, code_shows_day(&code)));
                    }
                }
                b"cellXfs" => self.is_within = true,
                b"xf" if self.is_within => {
                    let id = number(tag.get("numFmtId")).unwrap_or_default();
                    // Not in order, but few; the last of one number is meant.
                    let own = self.formats.iter().rev().find(|format| format.0 == id);
                    let built_in = || BUILT_IN_DAYS.iter().any(|days| days.contains(&id));
                    self.shows_day.push(own.map_or_else(built_in, |own| own.1));
                }
                _ => {}
            },
            Token::Close(b"cellXfs") => self.is_within = false,
            _ => {}
        }
        if self.shows_day.len() > MOST_STYLES || self.formats.len() > MOST_FORMATS {
            return Err(IngestError::Damaged);
        }
        Ok(())
    }
}

/// Whether a format shows a day, not merely a time or a span of time. Its first part counts, the
/// one for positive numbers.
fn code_shows_day(code: &[u8]) -> bool {
    let mut at = 0;
    let (mut day, mut month, mut time) = (false, false, false);
    while let Some(&byte) = code.get(at) {
        let rest = &code[at..];
        let until = |mark| memchr::memchr(mark, &rest[1..]).map_or(rest.len(), |end| end + 2);
        at += match byte.to_ascii_lowercase() {
            b';' => break,
            b'"' => until(b'"'),
            b'[' => {
                let length = until(b']');
                let inner = &rest[1..length.max(2) - 1];
                let is_span = inner
                    .iter()
                    .all(|letter| matches!(letter.to_ascii_lowercase(), b'h' | b'm' | b's'));
                if is_span && !inner.is_empty() {
                    return false;
                }
                length
            }
            b'\\' | b'_' | b'*' => 2,
            b'a' => {
                let marks: [&[u8]; 2] = [b"am/pm", b"a/p"];
                let mark = marks.iter().find(|mark| {
                    rest.get(..mark.len())
                        .is_some_and(|head| head.eq_ignore_ascii_case(mark))
                });
                time |= mark.is_some();
                mark.map_or(1, |mark| mark.len())
            }
            b'g' if rest.len() >= 7 && rest[..7].eq_ignore_ascii_case(b"general") => 7,
            b'y' | b'd' => {
                day = true;
                1
            }
            b'm' => {
                month = true;
                1
            }
            b'h' | b's' => {
                time = true;
                1
            }
            _ => 1,
        };
    }
    day || month && !time
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_show_days_or_not() {
        for (code, expected) in [
            ("yyyy\\-mm\\-dd", true),
            ("[$-409]d\\-mmm\\-yy;@", true),
            ("mmm", true),
            ("dd/mm/yyyy hh:mm", true),
            ("[$-F400]h:mm:ss AM/PM", false),
            ("mm:ss.0", false),
            ("[h]:mm:ss", false),
            ("[mm]", false),
            ("h:mm AM/PM", false),
            ("General", false),
            ("#,##0.00\\ \"days\"", false),
            ("[Red]#,##0.00;[Blue]dd", false),
            ("0.00E+00", false),
            ("_-* #,##0\\ \\d_-", false),
            ("\"unclosed", false),
            ("[unclosed", false),
            ("[", false),
            ("\\", false),
        ] {
            assert_eq!(code_shows_day(code.as_bytes()), expected, "{code}");
        }
    }
}
