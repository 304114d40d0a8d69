//! What a file is by its first bytes, when it is not text.

use super::IngestError;
use super::encoding::BYTE_ORDER_MARK;
use crate::i18n::import::FileKind;

const SIGNATURES: [(&[u8], FileKind); 14] = [
    (b"PK\x03\x04", FileKind::Workbook),
    (b"PK\x05\x06", FileKind::Workbook),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind::OldWorkbook),
    (b"%PDF-", FileKind::Pdf),
    (b"\x89PNG", FileKind::Picture),
    (b"\xff\xd8\xff", FileKind::Picture),
    (b"GIF8", FileKind::Picture),
    (b"II*\0", FileKind::Picture),
    (b"\x1f\x8b", FileKind::Compressed),
    (b"BZh", FileKind::Compressed),
    (b"7z\xbc\xaf\x27\x1c", FileKind::Compressed),
    (b"\xfd7zXZ\0", FileKind::Compressed),
    (b"\x28\xb5\x2f\xfd", FileKind::Compressed),
    (b"SQLite format 3\0", FileKind::Database),
];

/// Control characters no text has: of the first this many bytes, one in fifty is too many.
const LOOK_BYTES: usize = 64 << 10;

/// Refuses what is not text.
pub(super) fn check(head: &[u8]) -> Result<(), IngestError> {
    if let Some(&(_, kind)) = SIGNATURES
        .iter()
        .find(|(signature, _)| head.starts_with(signature))
    {
        return Err(IngestError::NotText(kind));
    }
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        return Err(IngestError::Utf16);
    }
    let text = head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(head);
    if text.iter().all(u8::is_ascii_whitespace) {
        return Err(IngestError::Empty);
    }
    let look = &text[..text.len().min(LOOK_BYTES)];
    // Latin letters in UTF-16 are every second byte zero.
    let zeros_at = |odd: usize| {
        look.iter()
            .skip(odd)
            .step_by(2)
            .filter(|&&b| b == 0)
            .count()
    };
    let (even, odd) = (zeros_at(0), zeros_at(1));
    let half = look.len() / 2;
    if half > 4 && (even > half / 2 && odd <= half / 20 || odd > half / 2 && even <= half / 20) {
        return Err(IngestError::Utf16);
    }
    let controls = look
        .iter()
        .filter(|&&byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1a | 0x1f))
        .count();
    if controls * 50 > look.len() {
        return Err(IngestError::NotText(FileKind::Unknown));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_are_not_text_are_named() {
        for (head, expected) in [
            (
                &b"PK\x03\x04\x14\x00"[..],
                IngestError::NotText(FileKind::Workbook),
            ),
            (b"%PDF-1.7", IngestError::NotText(FileKind::Pdf)),
            (b"\xff\xfea\0,\0", IngestError::Utf16),
            (b"a\0,\0b\0\n\x001\0,\x002\0", IngestError::Utf16),
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
    }
}
