use crate::i18n::Message;
use crate::i18n::import::{FileKind, Import as Say};

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
        })
    }
}
