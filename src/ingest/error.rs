use crate::i18n::Message;
use crate::i18n::engine::Failure;
use crate::i18n::refusal::{FileKind, Refusal as Say};

/// Why a file cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IngestError {
    /// No bytes, or nothing but blanks.
    Empty,
    /// A header and no rows.
    HeaderOnly,
    /// Not a text file.
    NotText(FileKind),
    /// Columns that are only lined up with blanks.
    SpaceAligned,
    /// A record longer than any real one.
    LineTooLong {
        /// Line it starts on.
        line: u64,
    },
    /// A record with more cells than any table has columns.
    TooManyColumns {
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
    /// A workbook without the sheet that the recipe names.
    SheetMissing {
        /// The sheet.
        name: String,
    },
    /// A file or sheet without the columns of the one before it.
    OtherColumns {
        /// The file or sheet.
        name: String,
    },
    /// A file that was said to be a table of customers and is none.
    NoCustomersTable {
        /// The file.
        name: String,
    },
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
        Self::from(match error {
            IngestError::FileGone(_) => return Failure::FileGone.into(),
            IngestError::Empty => Say::FileEmpty,
            IngestError::HeaderOnly => Say::HeaderOnly,
            IngestError::NotText(kind) => Say::NotText(kind),
            IngestError::SpaceAligned => Say::SpaceAligned,
            IngestError::LineTooLong { line } => Say::LineTooLong { line },
            IngestError::TooManyColumns { line } => Say::TooManyColumns { line },
            IngestError::TooManyRows => Say::TooManyRows,
            IngestError::Damaged => Say::Damaged,
            IngestError::Protected => Say::Protected,
            IngestError::OldWorkbook => Say::NotText(FileKind::OldWorkbook),
            IngestError::BinaryWorkbook => Say::BinaryWorkbook,
            IngestError::UnknownPacking => Say::UnknownPacking,
            IngestError::NoSheet => Say::NoSheet,
            IngestError::SheetMissing { name } => Say::SheetMissing { name },
            IngestError::OtherColumns { name } => Say::OtherColumns { name },
            IngestError::NoCustomersTable { name } => Say::NoCustomersTable { name },
            IngestError::SheetsEmpty => Say::SheetsEmpty,
            IngestError::EntityDefinitions => Say::EntityDefinitions,
            IngestError::TooLargeUnpacked { limit_bytes } => Say::TooLargeUnpacked { limit_bytes },
            IngestError::RowTooWide { row } => Say::RowTooWide { row },
            IngestError::TextTooLong => Say::TextTooLong,
            IngestError::SheetTooSparse => Say::SheetTooSparse,
            IngestError::NoTableInside => Say::NoTableInside,
        })
    }
}
