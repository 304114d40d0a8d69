//! The container of old Office files (MS-CFB): only to tell a protected workbook from an old one.

use super::super::{IngestError, Source};
use crate::i18n::refusal::FileKind;

/// How such a file begins.
pub(crate) const SIGNATURE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Directory sectors looked through.
const MOST_SECTORS: usize = 256;

/// Allocation sectors the header itself names.
const HEADER_SECTORS: u32 = 109;

/// Why this file is not read.
pub(crate) fn refusal(source: &mut dyn Source) -> IngestError {
    match holds_encrypted_package(source) {
        Ok(true) => IngestError::Protected,
        Ok(false) => IngestError::NotText(FileKind::OldWorkbook),
        Err(error) => error,
    }
}

/// Whether the directory has a stream `EncryptedPackage`, where Office puts a protected workbook.
fn holds_encrypted_package(source: &mut dyn Source) -> Result<bool, IngestError> {
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let header = read(source, 0, 512)?;
    // 512 bytes unless the header has another power of two that can be.
    let shift = match header.get(30..32) {
        Some(&[shift @ 7..=16, 0]) => shift,
        _ => 9,
    };
    let size = 1u64 << shift;
    let place = |sector: u32| (u64::from(sector) + 1) * size;
    let mut sector = word(&header, 48);
    for _ in 0..MOST_SECTORS {
        let bytes = read(source, place(sector), size as usize)?;
        if memchr::memmem::find(&bytes, &name).is_some() {
            return Ok(true);
        }
        // Where the chain goes on, by the allocation table.
        let in_one = (size / 4) as u32;
        let table = sector / in_one;
        if bytes.is_empty() || table >= HEADER_SECTORS {
            break;
        }
        let entry_at = u64::from(sector % in_one) * 4;
        let entry = read(
            source,
            place(word(&header, 76 + 4 * table as usize)) + entry_at,
            4,
        )?;
        sector = word(&entry, 0);
    }
    Ok(false)
}

/// A sector's number; what is not there is the end of a chain.
fn word(bytes: &[u8], at: usize) -> u32 {
    match bytes.get(at..at + 4) {
        Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]),
        _ => u32::MAX,
    }
}

/// As much as there is.
fn read(source: &mut dyn Source, at: u64, count: usize) -> Result<Vec<u8>, IngestError> {
    let mut bytes = vec![0; count];
    let got = source.read(at, &mut bytes).map_err(IngestError::FileGone)?;
    bytes.truncate(got);
    Ok(bytes)
}
