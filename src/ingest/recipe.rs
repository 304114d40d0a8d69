use serde::{Deserialize, Serialize};

use crate::dataset::Role;

/// Everything decided about reading a file: small, stored by header shape, exportable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipe {
    /// Version of this format, [`Recipe::VERSION`].
    pub version: u32,
    /// How bytes become cells.
    pub source: SourceRecipe,
    /// One entry a column, in file order; empty to have them guessed from the cells.
    pub columns: Vec<ColumnRecipe>,
    /// What happens to odd rows.
    #[serde(default)]
    pub rules: Rules,
    /// Headers of the columns kept as dimensions, in file order.
    #[serde(default)]
    pub dimensions: Vec<String>,
}

impl Recipe {
    /// The version this program writes.
    pub const VERSION: u32 = 1;
}

/// How bytes become cells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRecipe {
    /// Kind of file.
    pub format: SourceFormat,
    /// Encoding of the text.
    #[serde(default)]
    pub encoding: Encoding,
    /// Mark between cells.
    #[serde(default = "comma")]
    pub delimiter: char,
    /// Mark around cells, `None` when quotes are ordinary characters.
    #[serde(default = "quote")]
    pub quote: Option<char>,
    /// Number of the header record among the records after the skipped ones, from 1; `None` when
    /// there is no header.
    #[serde(default)]
    pub header_record: Option<u32>,
    /// Records before the header that are not data.
    #[serde(default)]
    pub skip_records: u32,
    /// Sheet of a workbook.
    #[serde(default)]
    pub sheet: Option<String>,
}

fn comma() -> char {
    ','
}

#[expect(clippy::unnecessary_wraps, reason = "serde wants the field's type")]
fn quote() -> Option<char> {
    Some('"')
}

/// Kind of file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceFormat {
    /// Delimited text.
    #[default]
    Csv,
}

/// Encoding of a text file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    /// With or without a byte order mark.
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    /// Cyrillic.
    #[serde(rename = "windows-1251")]
    Windows1251,
    /// Western European.
    #[serde(rename = "windows-1252")]
    Windows1252,
}

/// How one column is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnRecipe {
    /// Place in the record, from 0.
    pub index: usize,
    /// Header text, verbatim.
    pub name: String,
    /// What it means.
    pub role: Role,
    /// How its numbers are written, when it holds numbers.
    #[serde(default)]
    pub number: Option<NumberFormat>,
    /// How its dates are written, when it holds dates.
    #[serde(default)]
    pub date: Option<DateFormat>,
}

/// How numbers of a column are written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberFormat {
    /// The decimal mark.
    pub decimal: char,
    /// The mark between groups of digits, `None` when there is none.
    #[serde(default)]
    pub group: Option<char>,
}

/// How dates of a column are written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateFormat {
    /// Order of day, month and year.
    pub order: DateOrder,
    /// Two-digit years up to this one are in the 2000s.
    #[serde(default = "pivot_year")]
    pub pivot_year: u8,
    /// The year of days written without one.
    #[serde(default)]
    pub year: Option<u16>,
}

impl DateFormat {
    /// Dates in this order; years of two digits are from 1970 to 2069.
    #[must_use]
    pub fn of(order: DateOrder) -> Self {
        Self {
            order,
            pivot_year: pivot_year(),
            year: None,
        }
    }
}

fn pivot_year() -> u8 {
    69
}

/// Order of day, month and year in a date, or what stands in their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// Year, month, day (ISO).
    Ymd,
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
    /// Day, month; the year is the format's.
    Dm,
    /// Month, day; the year is the format's.
    Md,
    /// Month, year of two digits; the first of the month.
    My,
    /// Year, month without a mark between (`202401`); the first of the month.
    Ym,
    /// Days of a spreadsheet, 1 is 1900-01-01.
    Excel1900,
    /// Days of a spreadsheet, 0 is 1904-01-01.
    Excel1904,
    /// Seconds since 1970-01-01 00:00 UTC; the day is UTC's.
    UnixSeconds,
    /// Milliseconds since 1970-01-01 00:00 UTC; the day is UTC's.
    UnixMilliseconds,
}

impl DateOrder {
    /// Whether dates have no year of their own.
    #[must_use]
    pub fn lacks_year(self) -> bool {
        matches!(self, Self::Dm | Self::Md)
    }
}

/// What happens to odd rows.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Rules {
    /// Rows of exactly 0.
    pub zero_amounts: OnRow,
    /// Rows equal to an earlier row in every cell.
    pub exact_duplicates: OnRow,
    /// Rows of money going back.
    pub refunds: OnRow,
    /// Rows without a customer.
    pub guests: Guests,
    /// The currency to keep, or the one the person says the file is in.
    pub currency: Option<String>,
}

/// Whether odd rows are used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnRow {
    /// Used and flagged.
    #[default]
    Use,
    /// Set aside as the person's choice.
    SetAside,
}

/// What happens to rows without a customer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Guests {
    /// Set aside, with their money.
    #[default]
    SetAside,
    /// Counted together as one visible customer.
    OneCustomer,
}
