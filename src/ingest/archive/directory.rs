//! The list at the end of a zip archive (PKWARE APPNOTE 6.3.10, 4.3).

use super::super::{IngestError, Source};
use super::stream::EntryStream;
use super::{UNPACKED_LIMIT_BYTES, limit_of, number, read_exactly};

/// More files than a workbook has parts.
const MOST_ENTRIES: usize = 4096;

/// The longest list that is read.
const MOST_DIRECTORY_BYTES: u64 = 4 << 20;

/// The end record and the longest comment after it.
const TAIL_BYTES: u64 = 22 + 0xffff;

const END: &[u8] = b"PK\x05\x06";
const END_64: &[u8] = b"PK\x06\x06";
const LOCATOR_64: &[u8] = b"PK\x06\x07";
const ENTRY: &[u8] = b"PK\x01\x02";
const LOCAL: &[u8] = b"PK\x03\x04";

/// One file of an archive, as the directory states it.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    name: String,
    header_at: u64,
    packed_bytes: u64,
    unpacked_bytes: u64,
    crc: u32,
    method: u16,
    is_encrypted: bool,
}

/// A zip archive's directory.
#[derive(Clone, Debug)]
pub(crate) struct Archive {
    entries: Vec<Entry>,
    size_bytes: u64,
}

/// Where the directory is.
struct End {
    /// Where the record itself begins.
    at: u64,
    entries: u64,
    size: u64,
    offset: u64,
}

impl Archive {
    /// Reads the directory; bytes before the archive are passed over.
    pub(crate) fn open(source: &mut dyn Source) -> Result<Self, IngestError> {
        let end = end_of(source)?;
        if end.entries > MOST_ENTRIES as u64 || end.size > MOST_DIRECTORY_BYTES {
            return Err(IngestError::NoTableInside);
        }
        // What stands before the archive moves every stated place.
        let before = end
            .at
            .checked_sub(end.size)
            .and_then(|at| at.checked_sub(end.offset))
            .ok_or(IngestError::Damaged)?;
        let mut list = vec![0; end.size as usize];
        read_exactly(source, before + end.offset, &mut list)?;
        let mut entries = Vec::new();
        let mut rest = &list[..];
        let mut stated: u64 = 0;
        for _ in 0..end.entries {
            let (mut entry, length) = Entry::of(rest).ok_or(IngestError::Damaged)?;
            rest = &rest[length..];
            entry.header_at = entry.header_at.saturating_add(before);
            stated = stated.saturating_add(entry.unpacked_bytes);
            entries.push(entry);
        }
        if stated > UNPACKED_LIMIT_BYTES {
            return Err(IngestError::TooLargeUnpacked {
                limit_bytes: UNPACKED_LIMIT_BYTES,
            });
        }
        Ok(Self {
            entries,
            size_bytes: source.size_bytes(),
        })
    }

    /// Whether a file ends as a zip archive does, whatever it begins with.
    pub(crate) fn ends(source: &mut dyn Source) -> Result<bool, IngestError> {
        let mut tail = [0; 22];
        let Some(at) = source.size_bytes().checked_sub(tail.len() as u64) else {
            return Ok(false);
        };
        read_exactly(source, at, &mut tail)?;
        Ok(tail.starts_with(END) && number::<2>(&tail, 20) == Some(0))
    }

    /// The file of this name. Letters' case and the slash's direction do not matter unless two
    /// names differ in nothing else; of equal names the last is meant, as in other readers.
    pub(crate) fn find(&self, name: &str) -> Option<&Entry> {
        let exact = self.entries.iter().rev().find(|entry| entry.name == name);
        exact.or_else(|| {
            self.entries.iter().rev().find(|entry| {
                let plain = |byte: u8| match byte {
                    b'\\' => b'/',
                    byte => byte.to_ascii_lowercase(),
                };
                entry.name.len() == name.len()
                    && entry.name.bytes().map(plain).eq(name.bytes().map(plain))
            })
        })
    }

    /// All names, in the archive's order.
    #[cfg(test)]
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.name.as_str())
    }

    /// The one text of the archive: its only file, or the only one named like a text.
    pub(crate) fn only_text(&self) -> Option<&Entry> {
        let files = || {
            self.entries.iter().filter(|entry| {
                let file = entry.name.rsplit(['/', '\\']).next().unwrap_or_default();
                !file.is_empty() && !file.starts_with('.') && !entry.name.starts_with("__MACOSX/")
            })
        };
        let texts = || {
            files().filter(|entry| {
                let extension = entry.name.rsplit('.').next().unwrap_or_default();
                ["csv", "tsv", "tab", "txt"]
                    .iter()
                    .any(|text| extension.eq_ignore_ascii_case(text))
            })
        };
        one_of(&mut files()).or_else(|| one_of(&mut texts()))
    }

    /// The bytes of an entry. What it states of itself is checked before anything is unpacked.
    pub(crate) fn stream(
        &self,
        entry: &Entry,
        source: &mut dyn Source,
    ) -> Result<EntryStream, IngestError> {
        if entry.is_encrypted {
            return Err(IngestError::Protected);
        }
        let limit_bytes = limit_of(entry.packed_bytes);
        if entry.unpacked_bytes > limit_bytes {
            return Err(IngestError::TooLargeUnpacked { limit_bytes });
        }
        let mut head = [0; 30];
        read_exactly(source, entry.header_at, &mut head)?;
        let lengths = number::<2>(&head, 26).zip(number::<2>(&head, 28));
        let (Some((name, extra)), true) = (lengths, head.starts_with(LOCAL)) else {
            return Err(IngestError::Damaged);
        };
        let from = entry.header_at + 30 + name + extra;
        let to = from.saturating_add(entry.packed_bytes);
        if to > self.size_bytes {
            return Err(IngestError::Damaged);
        }
        EntryStream::of_entry((from, to), entry.method, entry.unpacked_bytes, entry.crc)
    }
}

fn one_of<'a>(entries: &mut dyn Iterator<Item = &'a Entry>) -> Option<&'a Entry> {
    let first = entries.next();
    first.filter(|_| entries.next().is_none())
}

impl Entry {
    /// How many bytes it states to unpack to; more are refused.
    pub(crate) fn unpacked_bytes(&self) -> u64 {
        self.unpacked_bytes
    }

    /// The entry that begins `bytes`, and the length of its record.
    fn of(bytes: &[u8]) -> Option<(Self, usize)> {
        if !bytes.starts_with(ENTRY) {
            return None;
        }
        let name_end = 46 + number::<2>(bytes, 28)? as usize;
        let extra_end = name_end + number::<2>(bytes, 30)? as usize;
        let length = extra_end + number::<2>(bytes, 32)? as usize;
        let name = bytes.get(46..name_end)?;
        let extra = bytes.get(name_end..extra_end)?;
        let mut unpacked_bytes = number::<4>(bytes, 24)?;
        let mut packed_bytes = number::<4>(bytes, 20)?;
        let mut header_at = number::<4>(bytes, 42)?;
        let mut wide = extra_64(extra);
        for field in [&mut unpacked_bytes, &mut packed_bytes, &mut header_at] {
            if *field == 0xffff_ffff {
                *field = number::<8>(wide, 0)?;
                wide = &wide[8..];
            }
        }
        let entry = Self {
            name: String::from_utf8_lossy(name).into_owned(),
            header_at,
            packed_bytes,
            unpacked_bytes,
            crc: number::<4>(bytes, 16)? as u32,
            method: number::<2>(bytes, 10)? as u16,
            is_encrypted: number::<2>(bytes, 8)? & 1 == 1,
        };
        (length <= bytes.len()).then_some((entry, length))
    }
}

/// The extra field that holds what does not fit 32 bits.
fn extra_64(mut extra: &[u8]) -> &[u8] {
    while let Some((id, length)) = number::<2>(extra, 0).zip(number::<2>(extra, 2)) {
        let field = extra.get(4..4 + length as usize).unwrap_or_default();
        if id == 1 {
            return field;
        }
        extra = extra.get(4 + length as usize..).unwrap_or_default();
    }
    &[]
}

/// Finds the end record, the last one whose comment ends within the file.
fn end_of(source: &mut dyn Source) -> Result<End, IngestError> {
    let size = source.size_bytes();
    let from = size.saturating_sub(TAIL_BYTES);
    let mut tail = vec![0; (size - from) as usize];
    read_exactly(source, from, &mut tail)?;
    let mut until = tail.len();
    while let Some(at) = memchr::memmem::rfind(&tail[..until], END) {
        // An overlap of three bytes cannot begin another mark.
        until = at;
        let record = &tail[at..];
        let Some(comment) = number::<2>(record, 20) else {
            continue;
        };
        if record.len() < 22 + comment as usize {
            continue;
        }
        let field = |at| number::<4>(record, at).unwrap_or_default();
        let end = End {
            at: from + at as u64,
            entries: number::<2>(record, 10).unwrap_or_default(),
            size: field(12),
            offset: field(16),
        };
        let is_wide = end.entries == 0xffff || end.size == 0xffff_ffff || end.offset == 0xffff_ffff;
        if is_wide {
            return end_64(source, end.at);
        }
        return Ok(end);
    }
    Err(IngestError::Damaged)
}

/// The end record of archives with wide fields; the narrow one stands at `at`.
fn end_64(source: &mut dyn Source, at: u64) -> Result<End, IngestError> {
    let mut locator = [0; 20];
    let locator_at = at.checked_sub(20).ok_or(IngestError::Damaged)?;
    read_exactly(source, locator_at, &mut locator)?;
    let stated = number::<8>(&locator, 8).unwrap_or_default();
    // The record has 56 bytes and stands right before the locator unless it was extended.
    let near = locator_at.saturating_sub(56);
    for at in [stated, near] {
        let mut record = [0; 56];
        if !locator.starts_with(LOCATOR_64)
            || at > near
            || read_exactly(source, at, &mut record).is_err()
            || !record.starts_with(END_64)
        {
            continue;
        }
        let field = |at| number::<8>(&record, at).unwrap_or_default();
        return Ok(End {
            at,
            entries: field(32),
            size: field(40),
            offset: field(48),
        });
    }
    Err(IngestError::Damaged)
}
