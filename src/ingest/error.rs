use crate::i18n::Message;
use crate::i18n::engine::Failure;
use crate::i18n::import::{FileKind, Import as Say};
use crate::i18n::refused::Refused;

/// Why a file cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IngestError {
    /// No bytes, or nothing but blanks.
    Empty,
    /// A header and no rows.
    HeaderOnly,
    /// Not a text file.
    NotText(FileKind),
    /// UTF-16 text.
    Utf16,
    /// A record longer than any real one.
    LineTooLong {
        /// Line it starts on.
        line: u64,
    },
    /// More rows than a table can hold.
    TooManyRows,
    /// The bytes could not be had; the text is the system's own.
    FileGone(String),
    /// Not whole, or not as its format wants it.
    Damaged,
    /// A workbook or archive with a password.
    Protected,
    /// A workbook of Excel 97 to 2003 (XLS).
    OldWorkbook,
    /// A binary workbook (XLSB).
    BinaryWorkbook,
    /// Packed in a way that spreadsheets do not use.
    UnknownPacking,
    /// A workbook without a sheet that has rows.
    NoSheet,
    /// A workbook whose sheets are all empty.
    SheetsEmpty,
    /// XML that defines entities, which no spreadsheet writes.
    EntityDefinitions,
    /// Unpacks to more than a file of its size may.
    TooLargeUnpacked {
        /// The limit it goes beyond.
        limit_bytes: u64,
    },
    /// A row with more columns or more text than any table has.
    RowTooWide {
        /// Its number in the sheet.
        row: u64,
    },
    /// A text of a workbook longer than any real one.
    TextTooLong,
    /// Cells so far apart that nearly all between them are blank.
    SheetTooSparse,
    /// An archive with neither a workbook nor one text.
    NoTableInside,
}

impl From<IngestError> for Message {
    fn from(error: IngestError) -> Self {
        Self::Import(match error {
            IngestError::Empty => Say::FileEmpty,
            IngestError::HeaderOnly => Say::HeaderOnly,
            IngestError::NotText(kind) => Say::NotText(kind),
            IngestError::Utf16 => Say::Utf16,
            IngestError::LineTooLong { line } => Say::LineTooLong { line },
            IngestError::TooManyRows => Say::TooManyRows,
            IngestError::FileGone(_) => return Failure::FileGone.into(),
            IngestError::Damaged => Say::Refused(Refused::Damaged),
            IngestError::Protected => Say::Refused(Refused::Protected),
            IngestError::OldWorkbook => Say::NotText(FileKind::OldWorkbook),
            IngestError::BinaryWorkbook => Say::Refused(Refused::BinaryWorkbook),
            IngestError::UnknownPacking => Say::Refused(Refused::UnknownPacking),
            IngestError::NoSheet => Say::Refused(Refused::NoSheet),
            IngestError::SheetsEmpty => Say::Refused(Refused::SheetsEmpty),
            IngestError::EntityDefinitions => Say::Refused(Refused::EntityDefinitions),
            IngestError::TooLargeUnpacked { limit_bytes } => {
                Say::Refused(Refused::TooLargeUnpacked { limit_bytes })
            }
            IngestError::RowTooWide { row } => Say::Refused(Refused::RowTooWide { row }),
            IngestError::TextTooLong => Say::Refused(Refused::TextTooLong),
            IngestError::SheetTooSparse => Say::Refused(Refused::SheetTooSparse),
            IngestError::NoTableInside => Say::Refused(Refused::NoTableInside),
        })
    }
}
