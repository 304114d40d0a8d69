use super::archive::{Archive, EntryStream, gzip};
use super::workbook::{Workbook, ole};
use super::{IngestError, Source};

/// What a file holds that is not plain text itself.
pub(crate) enum Container {
    /// Sheets.
    Workbook(Workbook),
    /// One text, packed.
    Text(PackedText),
}

/// Where a packed text stands.
pub(crate) enum PackedText {
    /// In a gzip file.
    Gzip,
    /// In a zip archive.
    Entry(Box<Archive>),
}

impl PackedText {
    /// The text from its first byte.
    pub(crate) fn stream(&self, source: &mut dyn Source) -> Result<EntryStream, IngestError> {
        match self {
            Self::Gzip => Ok(gzip(source)),
            Self::Entry(archive) => {
                let text = archive.only_text().ok_or(IngestError::NoTableInside)?;
                archive.stream(text, source)
            }
        }
    }
}

impl Container {
    /// Opens a workbook, a zip archive with one text, or a gzip file; nothing when the file is
    /// none of these by its first bytes (or, for a zip archive behind other bytes, its last).
    pub(crate) fn open(source: &mut dyn Source) -> Result<Option<Self>, IngestError> {
        let mut head = [0; 8];
        let count = source.read(0, &mut head).map_err(IngestError::FileGone)?;
        let head = &head[..count];
        if head.starts_with(ole::SIGNATURE) {
            return Err(ole::refusal(source));
        }
        if head.starts_with(b"\x1f\x8b") {
            return Ok(Some(Self::Text(PackedText::Gzip)));
        }
        let zip: [&[u8]; 3] = [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"];
        if !zip.iter().any(|mark| head.starts_with(mark)) && !Archive::ends(source)? {
            return Ok(None);
        }
        let archive = Archive::open(source)?;
        if let Some(workbook) = Workbook::open(&archive, source)? {
            return Ok(Some(Self::Workbook(workbook)));
        }
        let text = archive.only_text().ok_or(IngestError::NoTableInside)?;
        // What may not be unpacked is refused here.
        archive.stream(text, source)?;
        Ok(Some(Self::Text(PackedText::Entry(Box::new(archive)))))
    }
}
