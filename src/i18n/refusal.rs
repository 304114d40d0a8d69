//! Files that cannot be read at all: why, and what to do.

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};

/// Why a file cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// No bytes, or nothing but blanks.
    Empty,
    /// The bytes could not be had; the text is the system's own.
    FileGone(String),
    /// The file holds a header and no rows.
    HeaderOnly,
    /// The file is not text.
    NotText(FileKind),
    /// Columns that are only lined up with blanks.
    SpaceAligned,
    /// A record is longer than any real one.
    LineTooLong {
        /// Line it starts on.
        line: u64,
    },
    /// A record has more cells than any table has columns.
    TooManyColumns {
        /// Line it starts on.
        line: u64,
    },
    /// More rows than the program can hold.
    TooManyRows,
    /// Not whole, or not as its format wants it.
    Damaged,
    /// A workbook or archive with a password.
    Protected,
    /// A binary workbook.
    BinaryWorkbook,
    /// Packed in a way that is not read.
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
    /// A file that should hold contacts, campaigns or costs, and does not.
    NoRecordsTable {
        /// Its name.
        name: String,
        /// Whether costs were wanted.
        is_of_costs: bool,
    },
    /// A file that was said to be a table of customers and is none.
    NoCustomersTable {
        /// The file.
        name: String,
    },
    /// Several files, none of which holds sales.
    NoSalesFile,
    /// Several files that were said to be the table of customers.
    SeveralCustomersTables,
    /// A workbook whose sheets are all empty.
    SheetsEmpty,
    /// XML that defines entities.
    EntityDefinitions,
    /// Unpacks to more than a file of its size may.
    TooLargeUnpacked {
        /// The limit it goes beyond.
        limit_bytes: u64,
    },
    /// A row of a sheet beyond its limits.
    RowTooWide {
        /// Its number in the sheet.
        row: u64,
    },
    /// A text longer than any real one.
    TextTooLong,
    /// Cells very far apart.
    SheetTooSparse,
    /// An archive without a table.
    NoTableInside,
    /// A column of numbers among columns of months that names no month.
    UnreadMonth {
        /// Its header.
        column: String,
    },
}

/// What a file that is not text seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileKind {
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
    /// JSON.
    Json,
    /// A web page or other text with tags.
    Markup,
    /// Something else.
    Unknown,
}

impl Say for Refusal {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => self.english(speaker),
        }
    }
}

impl Refusal {
    fn english(&self, speaker: &Speaker) -> String {
        match self {
            Self::Empty => "This file is empty".to_owned(),
            Self::FileGone(_) => {
                "The file can no longer be read. It may have been moved, deleted or changed: \
                 choose it again."
                    .to_owned()
            }
            Self::HeaderOnly => "This file has a header and no rows below it".to_owned(),
            Self::NotText(kind) => kind.english().to_owned(),
            Self::SpaceAligned => {
                "The columns of this file are only lined up with blanks, so where a cell ends is \
                 not sure. Export it with semicolons, commas or tabs between the cells"
                    .to_owned()
            }
            Self::LineTooLong { line } => format!(
                "Line {} is longer than 1 MB. Either this is not a table, or its line ends are lost",
                speaker.count(*line as i64)
            ),
            Self::TooManyColumns { line } => format!(
                "Line {} has more than {} cells. Either this is not a table, or its line ends are lost",
                speaker.count(*line as i64),
                speaker.count(16_384)
            ),
            Self::TooManyRows => {
                "This file has more rows than fit in memory. Split it by year and open one part, or \
                 export one row a customer with its totals"
                    .to_owned()
            }
            Self::Damaged => {
                "This file is damaged or not complete. Download or export it again".to_owned()
            }
            Self::Protected => {
                "This file is protected with a password. Save it without one and open that file"
                    .to_owned()
            }
            Self::BinaryWorkbook => {
                "This is a binary Excel workbook (XLSB). Save it as XLSX or CSV and open that file"
                    .to_owned()
            }
            Self::UnknownPacking => {
                "This file is packed in a way that is not read here. Unpack it and open the file inside"
                    .to_owned()
            }
            Self::UnreadMonth { column } => format!(
                "“{column}” stands among columns of months and names no month that is known here, so its amounts would be lost. Write it like 2024-03, or take the column out, and open the file again"
            ),
            Self::NoSheet => "This workbook has no sheet with rows".to_owned(),
            Self::SheetMissing { name } => {
                format!("This workbook has no sheet “{name}”. Choose another sheet")
            }
            Self::OtherColumns { name } => format!(
                "“{name}” does not have the same columns as what is read before it. Open it alone, or say what else it holds"
            ),
            Self::NoRecordsTable { name, is_of_costs } => {
                let wanted = if *is_of_costs { "amounts" } else { "days" };
                format!(
                    "“{name}” needs a column with the customers of the sales and one with {wanted}"
                )
            }
            Self::NoCustomersTable { name } => format!(
                "“{name}” has no column with the customers of the sales, once each, and another one to join"
            ),
            Self::NoSalesFile => "None of these files is read as sales. Say which one holds them".to_owned(),
            Self::SeveralCustomersTables => {
                "Only one file can be the table of customers. Say which one".to_owned()
            }
            Self::SheetsEmpty => "Every sheet of this workbook is empty".to_owned(),
            Self::EntityDefinitions => {
                "This workbook defines entities, which spreadsheets never do and which can be harmful. Save it again in a spreadsheet program"
                    .to_owned()
            }
            Self::TooLargeUnpacked { limit_bytes } => format!(
                "Unpacked, this file holds more than {}, the most that is read from a file like it. Save the table alone as CSV and open that file",
                speaker.bytes(*limit_bytes)
            ),
            Self::RowTooWide { row } => format!(
                "Row {} of the sheet has more than 16,384 columns or 1 MB of text, which no table has",
                speaker.count(*row as i64)
            ),
            Self::TextTooLong => {
                "A text of this workbook is longer than 1 MB, which no table has".to_owned()
            }
            Self::SheetTooSparse => {
                "The cells of this sheet lie so far apart that this is no table. Save the table alone as CSV and open that file"
                    .to_owned()
            }
            Self::NoTableInside => {
                "This archive holds neither a workbook nor one text file. Unpack it and open the file with the table"
                    .to_owned()
            }
        }
    }
}

impl FileKind {
    fn english(self) -> &'static str {
        match self {
            Self::OldWorkbook => {
                "This is an old Excel workbook (XLS). Save it as XLSX or CSV and open that file"
            }
            Self::Pdf => "This is a PDF. Export the table as CSV from the program that made it",
            Self::Picture => "This is a picture, not a table",
            Self::Compressed => "This file is compressed. Unpack it and open the CSV file inside",
            Self::Database => "This is a database file. Export the table as CSV and open that file",
            Self::Json => "This is JSON. Export the table as CSV from the program that made it",
            Self::Markup => {
                "This is a web page or another file with tags, not a table file. Open it in a spreadsheet and save it as CSV or XLSX"
            }
            Self::Unknown => {
                "This is not a text file. Export the table as CSV from the program that made it"
            }
        }
    }
}
