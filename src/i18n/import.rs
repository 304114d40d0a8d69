//! Messages of `import`.

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};

/// Messages of `import`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Import {
    /// The file holds nothing.
    FileEmpty,
    /// The file holds a header and no rows.
    HeaderOnly,
    /// The file is not text.
    NotText(FileKind),
    /// The file is UTF-16 text.
    Utf16,
    /// A record is longer than any real one.
    LineTooLong {
        /// Line it starts on.
        line: u64,
    },
    /// More rows than the program can hold.
    TooManyRows,
}

/// What a file that is not text seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileKind {
    /// An Excel or OpenDocument workbook, or another zip archive.
    Workbook,
    /// An old Excel workbook.
    OldWorkbook,
    /// A PDF.
    Pdf,
    /// A picture.
    Picture,
    /// A compressed file.
    Compressed,
    /// A database file.
    Database,
    /// Something else.
    Unknown,
}

impl Say for Import {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => self.english(speaker),
        }
    }
}

impl Import {
    fn english(&self, speaker: &Speaker) -> String {
        match self {
            Self::FileEmpty => "This file is empty".to_owned(),
            Self::HeaderOnly => "This file has a header and no rows below it".to_owned(),
            Self::NotText(kind) => match kind {
                FileKind::Workbook => "This is a workbook (XLSX, ODS) or a zip archive. Save the sheet as CSV and open that file",
                FileKind::OldWorkbook => "This is an old Excel workbook (XLS). Save the sheet as CSV and open that file",
                FileKind::Pdf => "This is a PDF. Export the table as CSV from the program that made it",
                FileKind::Picture => "This is a picture, not a table",
                FileKind::Compressed => "This file is compressed. Unpack it and open the CSV file inside",
                FileKind::Database => "This is a database file. Export the table as CSV and open that file",
                FileKind::Unknown => "This is not a text file. Export the table as CSV from the program that made it",
            }
            .to_owned(),
            Self::Utf16 => "This file is UTF-16 text. Save it as CSV in UTF-8 and open that file".to_owned(),
            Self::LineTooLong { line } => format!(
                "Line {} is longer than 1 MB: this is not a table, or its line ends are lost",
                speaker.count(*line as i64)
            ),
            Self::TooManyRows => "This file has more rows than fit in memory. Split it by year and open one part".to_owned(),
        }
    }
}
