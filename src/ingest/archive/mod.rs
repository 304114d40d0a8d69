//! Files inside files: zip archives and gzip, unpacked step by step under caps.
//!
//! Nothing is believed that a file says of itself: what is stated is checked before unpacking,
//! and what comes out is counted while unpacking. Names are never paths: nothing is written.
//!
//! - `directory`: the list at the end of a zip archive, and which entry to read
//! - `stream`: the bytes of one entry, or of a gzip file, in bounded steps
//! - `packed`: packed bytes of the file, read ahead
//! - `crc`: the checksum both formats use

mod crc;
mod directory;
mod packed;
mod stream;
#[cfg(test)]
pub(crate) mod test_zip;

pub(crate) use directory::{Archive, Entry};
pub(crate) use stream::{EntryStream, gzip};

use super::IngestError;

/// Most bytes that any one thing may unpack to.
pub(crate) const UNPACKED_LIMIT_BYTES: u64 = 4 << 30;

/// What may always be unpacked, whatever the ratio.
const FREE_BYTES: u64 = 32 << 20;

/// How often its packed size something may unpack to. Real sheets stay below 60; the format
/// itself ends at 1,032, where bombs are.
const MOST_TIMES: u64 = 200;

/// How many bytes may come out of `packed_bytes`.
fn limit_of(packed_bytes: u64) -> u64 {
    packed_bytes
        .saturating_mul(MOST_TIMES)
        .clamp(FREE_BYTES, UNPACKED_LIMIT_BYTES)
}

/// A number of `N` bytes, lowest first; nothing where there are too few.
fn number<const N: usize>(bytes: &[u8], at: usize) -> Option<u64> {
    let bytes = bytes.get(at..at.checked_add(N)?)?;
    Some(
        bytes
            .iter()
            .rev()
            .fold(0, |number, &byte| number << 8 | u64::from(byte)),
    )
}

/// Fills `buffer` from `at`; a file that ends before is damaged.
fn read_exactly(
    source: &mut dyn super::Source,
    at: u64,
    buffer: &mut [u8],
) -> Result<(), IngestError> {
    let mut filled = 0;
    while filled < buffer.len() {
        let count = source
            .read(at + filled as u64, &mut buffer[filled..])
            .map_err(IngestError::FileGone)?;
        if count == 0 {
            return Err(IngestError::Damaged);
        }
        filled += count;
    }
    Ok(())
}
