//! What a file is by its first bytes, when it is not text.

use std::borrow::Cow;

use super::IngestError;
use super::encoding::{BYTE_ORDER_MARK, Wide, Width, width_of};
use crate::i18n::refusal::FileKind;

const SIGNATURES: [(&[u8], FileKind); 9] = [
    (b"%PDF-", FileKind::Pdf),
    (b"\x89PNG", FileKind::Picture),
    (b"\xff\xd8\xff", FileKind::Picture),
    (b"GIF8", FileKind::Picture),
    (b"BZh", FileKind::Compressed),
    (b"7z\xbc\xaf\x27\x1c", FileKind::Compressed),
    (b"\xfd7zXZ\0", FileKind::Compressed),
    (b"\x28\xb5\x2f\xfd", FileKind::Compressed),
    (b"SQLite format 3\0", FileKind::Database),
];

/// Control characters no text has: of the first this many bytes, one in fifty is too many.
const LOOK_BYTES: usize = 64 << 10;

/// So many may stand in a small text by mistake.
const FEW_CONTROLS: usize = 2;

/// Refuses what is not text.
pub(super) fn check(head: &[u8]) -> Result<(), IngestError> {
    if let Some(&(_, kind)) = SIGNATURES
        .iter()
        .find(|(signature, _)| head.starts_with(signature))
    {
        return Err(IngestError::NotText(kind));
    }
    let text = match width_of(head).and_then(Width::of) {
        Some(width) => {
            let mut text = Vec::new();
            Wide::new(width).push(&head[..head.len().min(2 * LOOK_BYTES)], &mut text);
            Cow::Owned(text)
        }
        None => Cow::Borrowed(head),
    };
    let mut text = &text[..];
    while let Some(rest) = text.strip_prefix(BYTE_ORDER_MARK) {
        text = rest;
    }
    if text
        .iter()
        .all(|byte| byte.is_ascii_whitespace() || *byte == 0)
    {
        return Err(IngestError::Empty);
    }
    if let Some(kind) = markup(text) {
        return Err(IngestError::NotText(kind));
    }
    let look = &text[..text.len().min(LOOK_BYTES)];
    // Blocks of zeros pad a text that was copied from a disk or a tape.
    let padding = look.iter().rev().take_while(|&&byte| byte == 0).count();
    let look = &look[..look.len() - padding];
    let controls = look
        .iter()
        .filter(|&&byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1a | 0x1f))
        .count();
    if controls > FEW_CONTROLS && controls * 50 > look.len() {
        return Err(IngestError::NotText(FileKind::Unknown));
    }
    Ok(())
}

/// JSON, or text with tags, by how it begins.
fn markup(text: &[u8]) -> Option<FileKind> {
    let begin = String::from_utf8_lossy(&text[..text.len().min(512)]).to_lowercase();
    let begin = begin.trim_start();
    let inside = begin.strip_prefix('[').unwrap_or(begin).trim_start();
    if inside.starts_with('{') && inside.contains("\":") || begin.starts_with("[[\"") {
        return Some(FileKind::Json);
    }
    let is_markup = [
        "<!doctype",
        "<html",
        "<head",
        "<body",
        "<table",
        "<?xml",
        "<div",
        "<meta",
    ]
    .iter()
    .any(|tag| begin.starts_with(tag));
    is_markup.then_some(FileKind::Markup)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_are_not_text_are_named() {
        for (head, expected) in [
            (&b"%PDF-1.7"[..], IngestError::NotText(FileKind::Pdf)),
            (b"{\"rows\": [1, 2]}", IngestError::NotText(FileKind::Json)),
            (
                b" [\n {\"date\": \"2024-01-01\"}]",
                IngestError::NotText(FileKind::Json),
            ),
            (b"<html><table><tr>", IngestError::NotText(FileKind::Markup)),
            (b"\xff\xfe\r\0\n\0", IngestError::Empty),
            (b"\xef\xbb\xbf\r\n  \n", IngestError::Empty),
            (b"", IngestError::Empty),
            (
                b"\x00\x01\x02\x03abc\x05\x06",
                IngestError::NotText(FileKind::Unknown),
            ),
        ] {
            assert_eq!(check(head), Err(expected));
        }
        assert_eq!(check("Дата;Сума\n".as_bytes()), Ok(()));
        assert_eq!(check(b"\xff\xfea\0,\0b\0\n\0"), Ok(()));
        assert_eq!(check(b"<name>,[x]\n1,2\n"), Ok(()));
    }
}
