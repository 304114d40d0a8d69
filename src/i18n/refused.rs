//! Messages about workbooks and archives that are not read.

use serde::{Deserialize, Serialize};

use super::Speaker;

/// Why a workbook or an archive is not read, and what to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refused {
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
}

impl Refused {
    pub(super) fn english(self, speaker: &Speaker) -> String {
        match self {
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
            Self::NoSheet => "This workbook has no sheet with rows".to_owned(),
            Self::SheetsEmpty => "Every sheet of this workbook is empty".to_owned(),
            Self::EntityDefinitions => {
                "This workbook defines entities, which spreadsheets never do and which can be harmful. Save it again in a spreadsheet program"
                    .to_owned()
            }
            Self::TooLargeUnpacked { limit_bytes } => format!(
                "Unpacked, this file holds more than {}, the most that is read from a file like it. Save the table alone as CSV and open that file",
                speaker.bytes(limit_bytes)
            ),
            Self::RowTooWide { row } => format!(
                "Row {} of the sheet has more than 16,384 columns or 1 MB of text, which no table has",
                speaker.count(row as i64)
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
