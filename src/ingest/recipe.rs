use serde::{Deserialize, Serialize};

use super::rules::Rules;
use crate::dataset::{Role, TableKind};

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
    /// A second table with one row a customer.
    #[serde(default)]
    pub customers_table: Option<Box<CustomersTable>>,
    /// What the files beside the sales hold, so that the next ones like them are taken for the same.
    #[serde(default)]
    pub tables: Vec<KnownTable>,
}

/// A file beside the sales, and what it was taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownTable {
    /// Header cells, verbatim.
    pub header: Vec<String>,
    /// What it holds.
    pub kind: TableKind,
}

/// A table with one row a customer: another file, or another sheet of the workbook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomersTable {
    /// Name of the file or sheet.
    pub name: String,
    /// Whether it is joined to the sales.
    pub joined: bool,
    /// How bytes become cells.
    pub source: SourceRecipe,
    /// One entry a column: [`Role::Customer`] is the id it is joined by, [`Role::Ignore`] is not
    /// read, and every other is kept as a mark of the customer.
    pub columns: Vec<ColumnRecipe>,
}

impl Recipe {
    /// The version this program writes.
    pub const VERSION: u32 = 1;

    /// Whether the columns are those of a list of customers: counts and days in place of a date.
    pub fn is_of_totals(&self) -> bool {
        let has = |role| self.columns.iter().any(|column| column.role == role);
        !has(Role::Date)
            && (has(Role::Occasions) || has(Role::RepeatPurchases))
            && (has(Role::LastDay) || has(Role::LastPurchaseAge))
    }
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
    /// Mark before a quote that belongs to its cell, where quotes are not doubled.
    #[serde(default)]
    pub escape: Option<char>,
    /// Whether blanks after a delimiter belong to no cell.
    #[serde(default)]
    pub blank_after: bool,
    /// Whether every record is one quoted cell that holds the real record.
    #[serde(default)]
    pub nested: bool,
    /// Whether columns headed by months hold the amounts: every cell of them becomes a row of its
    /// own.
    #[serde(default)]
    pub unfold_months: bool,
    /// Number of the header record among the records after the skipped ones, from 1; `None` when
    /// there is no header.
    #[serde(default)]
    pub header_record: Option<u32>,
    /// Records the header takes; the names of one column are joined.
    #[serde(default = "one")]
    pub header_records: u32,
    /// Records before the header that are not data.
    #[serde(default)]
    pub skip_records: u32,
    /// Records below the header that are not data: units, a second line of names.
    #[serde(default)]
    pub skip_below: u32,
    /// Sheet of a workbook.
    #[serde(default)]
    pub sheet: Option<String>,
    /// Sheets with the same columns that are read after it.
    #[serde(default)]
    pub further_sheets: Vec<String>,
}

impl SourceRecipe {
    /// What stands between cells where a record is shown: a sheet has no mark of its own.
    pub fn mark_between_cells(&self) -> char {
        match self.format {
            SourceFormat::Csv => self.delimiter,
            SourceFormat::Xlsx | SourceFormat::Ods => '\t',
        }
    }

    /// The sheets that are read, in order.
    pub fn sheets(&self) -> impl Iterator<Item = &String> {
        self.sheet.iter().chain(&self.further_sheets)
    }
}

impl Default for SourceRecipe {
    fn default() -> Self {
        Self {
            format: SourceFormat::Csv,
            encoding: Encoding::Utf8,
            delimiter: ',',
            quote: Some('"'),
            escape: None,
            blank_after: false,
            nested: false,
            unfold_months: false,
            header_record: Some(1),
            header_records: 1,
            skip_records: 0,
            skip_below: 0,
            sheet: None,
            further_sheets: Vec::new(),
        }
    }
}

fn one() -> u32 {
    1
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
    /// A workbook of Office Open XML.
    Xlsx,
    /// A workbook of `OpenDocument`.
    Ods,
}

/// Encoding of a text file, under its name on the web.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    /// With or without a byte order mark.
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    /// Two bytes a unit, the lower first.
    #[serde(rename = "utf-16le")]
    Utf16Le,
    /// Two bytes a unit, the upper first.
    #[serde(rename = "utf-16be")]
    Utf16Be,
    /// Four bytes a character, the lowest first.
    #[serde(rename = "utf-32le")]
    Utf32Le,
    /// Four bytes a character, the highest first.
    #[serde(rename = "utf-32be")]
    Utf32Be,
    /// Central European.
    #[serde(rename = "windows-1250")]
    Windows1250,
    /// Cyrillic.
    #[serde(rename = "windows-1251")]
    Windows1251,
    /// Western European.
    #[serde(rename = "windows-1252")]
    Windows1252,
    /// Baltic.
    #[serde(rename = "windows-1257")]
    Windows1257,
    /// Western European, without the euro sign.
    #[serde(rename = "iso-8859-1")]
    Iso8859_1,
    /// Central European.
    #[serde(rename = "iso-8859-2")]
    Iso8859_2,
    /// Cyrillic.
    #[serde(rename = "iso-8859-5")]
    Iso8859_5,
    /// Western European, with the euro sign.
    #[serde(rename = "iso-8859-15")]
    Iso8859_15,
    /// Russian, from Unix.
    #[serde(rename = "koi8-r")]
    Koi8R,
    /// Ukrainian, from Unix.
    #[serde(rename = "koi8-u")]
    Koi8U,
    /// Cyrillic, from DOS.
    #[serde(rename = "ibm866")]
    Ibm866,
    /// Western European, from old Macs.
    #[serde(rename = "macintosh")]
    Macintosh,
    /// Cyrillic, from old Macs.
    #[serde(rename = "x-mac-cyrillic")]
    MacCyrillic,
}

impl Encoding {
    /// Those with one byte a character, the more usual first.
    pub const SINGLE_BYTE: [Self; 13] = [
        Self::Windows1252,
        Self::Windows1251,
        Self::Windows1250,
        Self::Windows1257,
        Self::Iso8859_15,
        Self::Iso8859_1,
        Self::Iso8859_2,
        Self::Koi8R,
        Self::Koi8U,
        Self::Ibm866,
        Self::Iso8859_5,
        Self::Macintosh,
        Self::MacCyrillic,
    ];

    /// Its name on the web, as recipes write it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Utf32Le => "utf-32le",
            Self::Utf32Be => "utf-32be",
            Self::Windows1250 => "windows-1250",
            Self::Windows1251 => "windows-1251",
            Self::Windows1252 => "windows-1252",
            Self::Windows1257 => "windows-1257",
            Self::Iso8859_1 => "iso-8859-1",
            Self::Iso8859_2 => "iso-8859-2",
            Self::Iso8859_5 => "iso-8859-5",
            Self::Iso8859_15 => "iso-8859-15",
            Self::Koi8R => "koi8-r",
            Self::Koi8U => "koi8-u",
            Self::Ibm866 => "ibm866",
            Self::Macintosh => "macintosh",
            Self::MacCyrillic => "x-mac-cyrillic",
        }
    }

    /// All of them, Unicode first.
    pub fn all() -> impl Iterator<Item = Self> {
        let unicode = [
            Self::Utf8,
            Self::Utf16Le,
            Self::Utf16Be,
            Self::Utf32Le,
            Self::Utf32Be,
        ];
        unicode.into_iter().chain(Self::SINGLE_BYTE)
    }
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
    /// All of them, the more usual first.
    pub const ALL: [Self; 11] = [
        Self::Ymd,
        Self::Dmy,
        Self::Mdy,
        Self::Dm,
        Self::Md,
        Self::My,
        Self::Ym,
        Self::Excel1900,
        Self::Excel1904,
        Self::UnixSeconds,
        Self::UnixMilliseconds,
    ];

    /// Its name, as recipes write it.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Ymd => "ymd",
            Self::Dmy => "dmy",
            Self::Mdy => "mdy",
            Self::Dm => "dm",
            Self::Md => "md",
            Self::My => "my",
            Self::Ym => "ym",
            Self::Excel1900 => "excel1900",
            Self::Excel1904 => "excel1904",
            Self::UnixSeconds => "unix_seconds",
            Self::UnixMilliseconds => "unix_milliseconds",
        }
    }

    /// Whether dates have no year of their own.
    #[must_use]
    pub fn lacks_year(self) -> bool {
        matches!(self, Self::Dm | Self::Md)
    }
}

#[cfg(test)]
mod tests {
    use super::super::rules::Guests;
    use super::*;

    #[test]
    fn names_are_those_that_recipes_write() {
        for order in DateOrder::ALL {
            assert_eq!(serde_json::to_value(order).unwrap(), order.id());
        }
        for encoding in Encoding::all() {
            assert_eq!(serde_json::to_value(encoding).unwrap(), encoding.id());
        }
    }

    #[test]
    fn a_recipe_without_the_later_rules_is_read() {
        let recipe: Recipe = serde_json::from_str(
            r#"{"version":1,"source":{"format":"csv"},"columns":[],"rules":{"guests":"one_customer"}}"#,
        )
        .unwrap();
        let source = SourceRecipe {
            header_record: None,
            ..SourceRecipe::default()
        };
        assert_eq!(recipe.source, source);
        let rules = Rules {
            guests: Guests::OneCustomer,
            ..Rules::default()
        };
        assert_eq!(recipe.rules, rules);
    }
}
