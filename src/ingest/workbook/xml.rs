//! XML to tokens: a scanner that is fed in pieces, holds one token and knows no entity but the
//! five of the standard. Depth is a number, not a stack. Names are given without their prefix.

use super::super::archive::EntryStream;
use super::super::{IngestError, Source};
use super::utf16::Utf16;

/// A tag, a comment or the like longer than this is none.
const MOST_TOKEN_BYTES: usize = 1 << 20;

/// The longest reference, `&#1114111;` or one with zeros in front.
const MOST_REFERENCE_BYTES: usize = 32;

/// What a document is made of. An empty element is an `Open` and a `Close`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A start tag.
    Open(Tag<'a>),
    /// The name of an end tag.
    Close(&'a [u8]),
    /// A piece of text with its references; [`push_text`] resolves them.
    Text(&'a [u8]),
    /// A section of text without references.
    Cdata(&'a [u8]),
}

/// A start tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// Its name without prefix.
    pub(super) name: &'a [u8],
    attributes: &'a [u8],
}

impl<'a> Tag<'a> {
    /// Names without prefix, and values with their references. Declarations of prefixes are left
    /// out, and what Calc says twice in its own words.
    pub(super) fn attributes(self) -> impl Iterator<Item = (&'a [u8], &'a [u8])> {
        let mut rest = self.attributes;
        std::iter::from_fn(move || {
            loop {
                let equals = memchr::memchr(b'=', rest)?;
                let name = rest[..equals].trim_ascii();
                let value = rest[equals + 1..].trim_ascii_start();
                let (&quote, value) = value.split_first()?;
                if quote != b'"' && quote != b'\'' {
                    return None;
                }
                let end = memchr::memchr(quote, value)?;
                rest = &value[end + 1..];
                let plain = !name.starts_with(b"xmlns") && !name.starts_with(b"calcext:");
                if plain {
                    return Some((local(name), &value[..end]));
                }
            }
        })
    }

    /// The value of an attribute, with its references.
    pub(super) fn get(self, name: &str) -> Option<&'a [u8]> {
        self.attributes()
            .find(|(other, _)| *other == name.as_bytes())
            .map(|(_, value)| value)
    }

    /// The value of an attribute as text.
    pub(super) fn text(self, name: &str) -> Option<String> {
        let mut text = Vec::new();
        push_text(self.get(name)?, &mut text);
        Some(String::from_utf8_lossy(&text).into_owned())
    }
}

/// Cuts a document into tokens.
#[derive(Default)]
pub(super) struct Scanner {
    buffer: Vec<u8>,
    at: usize,
    /// Elements open at this place.
    depth: u64,
    /// Where the name of an empty element stands whose end is still to be told.
    to_close: Option<(usize, usize)>,
    has_root: bool,
    utf16: Option<Utf16>,
    is_begun: bool,
}

/// What stands at the scanner's place.
enum Found {
    /// A token from and to there.
    Open {
        from: usize,
        to: usize,
        empty: bool,
    },
    Close {
        from: usize,
        to: usize,
    },
    Text {
        to: usize,
    },
    Cdata {
        from: usize,
        to: usize,
    },
    /// Nothing to tell: go on from there.
    Skip {
        to: usize,
    },
    /// The token goes on beyond what is at hand.
    More,
}

impl Scanner {
    /// One step of a stream; says whether there may be more.
    pub(super) fn feed(
        &mut self,
        stream: &mut EntryStream,
        source: &mut dyn Source,
    ) -> Result<bool, IngestError> {
        self.buffer.drain(..self.at);
        self.at = 0;
        let from = self.buffer.len();
        let more = stream.next(source, &mut self.buffer)?;
        if !self.is_begun && (self.buffer.len() > 3 || !more) {
            self.is_begun = true;
            self.utf16 = Utf16::of(&self.buffer);
            if self.buffer.starts_with(b"\xef\xbb\xbf") {
                self.at = 3;
            }
            if let Some(utf16) = self.utf16.as_mut() {
                utf16.convert(&mut self.buffer, 0);
            }
        } else if let Some(utf16) = self.utf16.as_mut() {
            utf16.convert(&mut self.buffer, from);
        }
        Ok(more)
    }

    /// The next token; nothing when more must be fed first.
    pub(super) fn token(&mut self) -> Result<Option<Token<'_>>, IngestError> {
        if !self.is_begun {
            return Ok(None);
        }
        if let Some((from, to)) = self.to_close.take() {
            self.depth -= 1;
            return Ok(Some(Token::Close(local(&self.buffer[from..to]))));
        }
        loop {
            match self.look()? {
                Found::Skip { to } => self.at = to,
                Found::More if self.buffer.len() - self.at > MOST_TOKEN_BYTES => {
                    return Err(IngestError::Damaged);
                }
                Found::More => return Ok(None),
                Found::Text { to } => {
                    let from = std::mem::replace(&mut self.at, to);
                    let is_outside = self.depth == 0;
                    if is_outside && !self.buffer[from..to].trim_ascii().is_empty() {
                        return Err(IngestError::Damaged);
                    }
                    return Ok(Some(Token::Text(&self.buffer[from..to])));
                }
                Found::Cdata { from, to } => {
                    self.at = to + 3;
                    return Ok(Some(Token::Cdata(&self.buffer[from..to])));
                }
                Found::Close { from, to } => {
                    self.at = to + 1;
                    self.depth = self.depth.checked_sub(1).ok_or(IngestError::Damaged)?;
                    let name = self.buffer[from..to].trim_ascii_end();
                    return Ok(Some(Token::Close(local(name))));
                }
                Found::Open { from, to, empty } => {
                    self.at = to + 1 + usize::from(empty);
                    self.depth += 1;
                    self.has_root = true;
                    let body = &self.buffer[from..to];
                    let name_length = body
                        .iter()
                        .position(u8::is_ascii_whitespace)
                        .unwrap_or(body.len());
                    if empty {
                        self.to_close = Some((from, from + name_length));
                    }
                    let (name, attributes) = body.split_at(name_length);
                    return Ok(Some(Token::Open(Tag {
                        name: local(name),
                        attributes,
                    })));
                }
            }
        }
    }

    /// After the last piece: whether the document was whole.
    pub(super) fn finish(&self) -> Result<(), IngestError> {
        let rest = &self.buffer[self.at..];
        if self.depth == 0 && self.has_root && rest.iter().all(u8::is_ascii_whitespace) {
            Ok(())
        } else {
            Err(IngestError::Damaged)
        }
    }

    fn look(&self) -> Result<Found, IngestError> {
        let at = self.at;
        let rest = &self.buffer[at..];
        let Some(open) = memchr::memchr(b'<', rest) else {
            let whole = whole_text(rest);
            return Ok(if whole == 0 {
                Found::More
            } else {
                Found::Text { to: at + whole }
            });
        };
        if open > 0 {
            return Ok(Found::Text { to: at + open });
        }
        let ends = |start: usize, mark: &[u8]| {
            memchr::memmem::find(rest.get(start..)?, mark).map(|end| start + end)
        };
        let found = match rest.get(1) {
            None => None,
            Some(b'?') => ends(2, b"?>").map(|end| Found::Skip { to: at + end + 2 }),
            Some(b'!') => {
                if rest.starts_with(b"<!--") {
                    ends(4, b"-->").map(|end| Found::Skip { to: at + end + 3 })
                } else if rest.starts_with(b"<![CDATA[") {
                    ends(9, b"]]>").map(|end| Found::Cdata {
                        from: at + 9,
                        to: at + end,
                    })
                } else if rest.len() < 9 {
                    None
                } else if rest.starts_with(b"<!DOCTYPE") {
                    return Err(IngestError::EntityDefinitions);
                } else {
                    return Err(IngestError::Damaged);
                }
            }
            Some(b'/') => memchr::memchr(b'>', rest).map(|end| Found::Close {
                from: at + 2,
                to: at + end,
            }),
            Some(_) => tag_end(rest).map(|end| {
                let empty = rest[end - 1] == b'/';
                Found::Open {
                    from: at + 1,
                    to: at + end - usize::from(empty),
                    empty,
                }
            }),
        };
        Ok(found.unwrap_or(Found::More))
    }
}

/// Where the `>` of a start tag stands; one within quotes is text.
fn tag_end(tag: &[u8]) -> Option<usize> {
    let mut at = 1;
    loop {
        at += memchr::memchr3(b'>', b'"', b'\'', tag.get(at..)?)?;
        if tag[at] == b'>' {
            return Some(at);
        }
        at += 2 + memchr::memchr(tag[at], &tag[at + 1..])?;
    }
}

/// How much of a text without an end at hand can be told: no reference, line end or character is
/// cut.
fn whole_text(text: &[u8]) -> usize {
    let tail = text.len().saturating_sub(MOST_REFERENCE_BYTES);
    match memchr::memrchr(b'&', &text[tail..]) {
        Some(at) if memchr::memchr(b';', &text[tail + at..]).is_none() => tail + at,
        _ if text.ends_with(b"\r") => text.len() - 1,
        _ => text.len(),
    }
}

fn local(name: &[u8]) -> &[u8] {
    match memchr::memrchr(b':', name) {
        Some(at) => &name[at + 1..],
        None => name,
    }
}

/// Appends a text with its references resolved and its line ends as LF. A reference that means
/// nothing stays as it stands.
pub(super) fn push_text(mut text: &[u8], out: &mut Vec<u8>) {
    while let Some(at) = memchr::memchr2(b'&', b'\r', text) {
        out.extend_from_slice(&text[..at]);
        text = &text[at..];
        if text[0] == b'\r' {
            out.push(b'\n');
            text = text.strip_prefix(b"\r\n").unwrap_or(&text[1..]);
            continue;
        }
        let window = &text[..text.len().min(MOST_REFERENCE_BYTES)];
        let resolved =
            memchr::memchr(b';', window).and_then(|end| Some((end, resolve(&window[1..end])?)));
        if let Some((end, letter)) = resolved {
            out.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
            text = &text[end + 1..];
        } else {
            out.push(b'&');
            text = &text[1..];
        }
    }
    out.extend_from_slice(text);
}

fn resolve(name: &[u8]) -> Option<char> {
    Some(match name {
        b"amp" => '&',
        b"lt" => '<',
        b"gt" => '>',
        b"quot" => '"',
        b"apos" => '\'',
        _ => {
            let digits = std::str::from_utf8(name.strip_prefix(b"#")?).ok()?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => digits.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tokens of a document fed in pieces of `step` bytes.
    fn tokens(xml: &[u8], step: usize) -> Result<Vec<String>, IngestError> {
        let mut scanner = Scanner {
            is_begun: true,
            ..Scanner::default()
        };
        let mut found: Vec<String> = Vec::new();
        for piece in xml.chunks(step) {
            scanner.buffer.extend_from_slice(piece);
            while let Some(token) = scanner.token()? {
                let mut text = Vec::new();
                let (mark, joins) = match token {
                    Token::Open(tag) => {
                        text.extend_from_slice(tag.name);
                        for (name, value) in tag.attributes() {
                            text.push(b' ');
                            text.extend_from_slice(name);
                            text.push(b'=');
                            push_text(value, &mut text);
                        }
                        ("<", false)
                    }
                    Token::Close(name) => {
                        text.extend_from_slice(name);
                        ("/", false)
                    }
                    Token::Text(raw) => {
                        push_text(raw, &mut text);
                        ("", true)
                    }
                    Token::Cdata(raw) => {
                        text.extend_from_slice(raw);
                        ("[", false)
                    }
                };
                let text = format!("{mark}{}", String::from_utf8_lossy(&text));
                match found.last_mut() {
                    Some(last) if joins && !last.starts_with(['<', '/', '[']) => {
                        last.push_str(&text);
                    }
                    _ => found.push(text),
                }
            }
        }
        scanner.finish()?;
        Ok(found)
    }

    const ODD: &[u8] =
        b"<?xml version='1.0'?><!-- <no> -->\n<x:a xmlns:r=\"u\" r:id = 'a>b' t=\"&lt;&#x41;\">\
        1 &amp; 2\r\n&unknown; &<b/><![CDATA[<&amp;]]><c d=\"/\"></c ></x:a>\n";

    #[test]
    fn documents_are_cut_alike_in_any_pieces() {
        let expected = [
            "\n",
            "<a id=a>b t=<A",
            "1 & 2\n&unknown; &",
            "<b",
            "/b",
            "[<&amp;",
            "<c d=/",
            "/c",
            "/a",
        ];
        for step in 1..=ODD.len() {
            let mut found = tokens(ODD, step).unwrap();
            if found.last().is_some_and(|last| last == "\n") {
                found.pop();
            }
            assert_eq!(found, expected, "pieces of {step}");
        }
    }

    #[test]
    fn what_is_not_whole_is_damaged() {
        for xml in [
            "<a><b></a>",
            "<a",
            "<a>",
            "",
            "  ",
            "</a>",
            "<a/></a>",
            "<a/>x",
            "<a><!oops here></a>",
        ] {
            assert_eq!(
                tokens(xml.as_bytes(), 64),
                Err(IngestError::Damaged),
                "{xml}"
            );
        }
    }

    #[test]
    fn definitions_of_entities_are_refused() {
        let xml = b"<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>";
        for step in 1..20 {
            assert_eq!(tokens(xml, step), Err(IngestError::EntityDefinitions));
        }
    }
}
