//! Messages of `import`.

use serde::{Deserialize, Serialize};

use super::refused::Refused;
use super::{Language, Say, Speaker};
use crate::base::{Currency, Money};

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
    /// A workbook or archive that is not read.
    Refused(Refused),
    /// Name of a column without one.
    ColumnName {
        /// Its place, from 1.
        number: u32,
    },
    /// Why the file is read so.
    Evidence(Box<ImportEvidence>),
    /// What was seen in a column.
    Column(ColumnSeen),
    /// A decision only the person can take.
    Question(Box<ImportQuestion>),
}

/// What a file that is not text seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileKind {
    /// An Excel or `OpenDocument` workbook, or another zip archive.
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

/// Why the file is read so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ImportEvidence {
    /// No letters beyond ASCII.
    Ascii,
    /// Valid UTF-8.
    Utf8 {
        /// Characters of more than one byte.
        wide_characters: u64,
    },
    /// UTF-8 with damage.
    Utf8Damaged {
        /// Bytes that are none.
        invalid_bytes: u64,
    },
    /// Not UTF-8; letters beyond ASCII stand side by side.
    Cyrillic,
    /// Not UTF-8; letters beyond ASCII stand alone.
    Western,
    /// The person, or a stored recipe, says so.
    Chosen,
    /// The delimiter in every row.
    DelimiterInAll {
        /// How many in a row.
        per_row: u32,
        /// Rows.
        rows: u64,
    },
    /// The delimiter in most rows.
    DelimiterInMost {
        /// How many in a row.
        per_row: u32,
        /// Rows with as many.
        rows: u64,
        /// Rows in all.
        of: u64,
    },
    /// One column only.
    OneColumn,
    /// Cells in quotes.
    Quoted {
        /// Rows with one.
        rows: u64,
    },
    /// No cell in quotes.
    NotQuoted,
    /// Quotes that are never closed.
    UnclosedQuotes {
        /// How many.
        cells: u64,
        /// Line of the first.
        first_line: u64,
    },
    /// Quotes are ordinary characters.
    QuotesAreText,
    /// The header.
    HeaderRow {
        /// Its line.
        line: u64,
    },
    /// No header.
    NoHeader,
    /// A cell that reads with this decimal mark only.
    ReadsOneWay {
        /// The cell.
        example: String,
    },
    /// The other decimal mark decides nothing here, another column's does.
    DecimalOfOtherColumns,
    /// No decimals anywhere.
    NoDecimals,
    /// Every number reads both ways.
    DecimalOpen {
        /// A cell.
        example: String,
    },
    /// Days above 12 decide.
    DaysAbove12 {
        /// Dates.
        dates: u64,
    },
    /// Days above 12 decide, though some dates say otherwise.
    DaysAbove12Mostly {
        /// Dates that decide.
        dates: u64,
        /// Dates against.
        against: u64,
    },
    /// The year comes first.
    YearFirst {
        /// Dates.
        dates: u64,
    },
    /// Days are not given, only months.
    MonthsOnly {
        /// Dates.
        dates: u64,
    },
    /// Dates with points are written day first.
    ByPoints {
        /// Dates.
        dates: u64,
    },
    /// Every date reads both ways.
    OrderOpen {
        /// A cell.
        example: String,
    },
    /// A column says the currency.
    CurrencyColumn {
        /// Its header.
        column: String,
    },
    /// Signs beside the amounts say it.
    CurrencySigns {
        /// Amounts with the sign.
        rows: u64,
    },
    /// The header says it.
    CurrencyHeader {
        /// The header.
        column: String,
    },
    /// The person says it.
    CurrencyChosen,
    /// Nothing says it.
    CurrencyUnknown,
}

/// What was seen in a column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ColumnSeen {
    /// Nothing in it.
    Empty,
    /// Dates.
    Dates {
        /// Share of the filled cells.
        share: f64,
        /// Order of day and month, when known.
        order: Option<OrderSeen>,
    },
    /// Numbers.
    Numbers {
        /// Share of the filled cells.
        share: f64,
        /// How many are negative.
        negative: u64,
    },
    /// Whole numbers.
    WholeNumbers {
        /// Share of the filled cells.
        share: f64,
    },
    /// Anything else.
    Values {
        /// Share of the rows with a value.
        filled_share: f64,
        /// Different ones.
        distinct: u64,
    },
    /// Mostly empty.
    MostlyEmpty {
        /// Share of the rows without a value.
        empty_share: f64,
    },
}

/// Order of day, month and year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OrderSeen {
    /// Year, month, day.
    YearFirst,
    /// Day, month, year.
    DayFirst,
    /// Month, day, year.
    MonthFirst,
}

/// A decision only the person can take: its question, its reason, its answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ImportQuestion {
    /// Which column is the customer.
    CustomerColumn,
    /// Why: no header says so.
    CustomerColumnBecause,
    /// Which column is the date.
    DateColumn,
    /// Why: no column holds dates.
    DateColumnNone,
    /// Why: some do, and none is named.
    DateColumnUnnamed,
    /// Which column is the amount.
    AmountColumn,
    /// Why: no column holds numbers.
    AmountColumnNone,
    /// Why: some do, and none is named.
    AmountColumnUnnamed,
    /// Which comes first, day or month.
    DateOrder {
        /// A date.
        example: String,
    },
    /// Why: all dates read both ways.
    DateOrderBecause {
        /// Header of the column.
        column: String,
        /// Order under which the file is sorted.
        sorted: Option<OrderSeen>,
    },
    /// Answer: in this order.
    InOrder(OrderSeen),
    /// What is the decimal mark.
    Decimal {
        /// A number.
        example: String,
    },
    /// Why: all numbers read both ways.
    DecimalBecause {
        /// Header of the column.
        column: String,
    },
    /// Answer: the mark separates decimals.
    AsDecimals {
        /// A number, read so.
        example: String,
        /// Its value.
        value: Money,
    },
    /// Answer: the mark separates thousands.
    AsThousands {
        /// A number, read so.
        example: String,
        /// Its value.
        value: Money,
    },
    /// Which currency.
    Currencies,
    /// Why: they must not be added.
    CurrenciesBecause {
        /// How many.
        currencies: u32,
    },
    /// Answer: this one.
    InCurrency {
        /// Which.
        currency: Currency,
        /// Rows in it.
        rows: u64,
        /// Their money.
        amount: Money,
    },
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
            Self::NotText(kind) => kind.english().to_owned(),
            Self::Utf16 => {
                "This file is UTF-16 text. Save it as CSV in UTF-8 and open that file".to_owned()
            }
            Self::LineTooLong { line } => format!(
                "Line {} is longer than 1 MB. Either this is not a table, or its line ends are lost",
                speaker.count(*line as i64)
            ),
            Self::TooManyRows => {
                "This file has more rows than fit in memory. Split it by year and open one part"
                    .to_owned()
            }
            Self::Refused(refused) => refused.english(speaker),
            Self::ColumnName { number } => format!("Column {number}"),
            Self::Evidence(evidence) => evidence.english(speaker),
            Self::Column(seen) => seen.english(speaker),
            Self::Question(question) => question.english(speaker),
        }
    }
}

impl FileKind {
    fn english(self) -> &'static str {
        match self {
            Self::Workbook => {
                "This is a workbook (XLSX, ODS) or a zip archive. Save the sheet as CSV and open that file"
            }
            Self::OldWorkbook => {
                "This is an old Excel workbook (XLS). Save it as XLSX or CSV and open that file"
            }
            Self::Pdf => "This is a PDF. Export the table as CSV from the program that made it",
            Self::Picture => "This is a picture, not a table",
            Self::Compressed => "This file is compressed. Unpack it and open the CSV file inside",
            Self::Database => "This is a database file. Export the table as CSV and open that file",
            Self::Unknown => {
                "This is not a text file. Export the table as CSV from the program that made it"
            }
        }
    }
}

impl ImportEvidence {
    fn english(&self, speaker: &Speaker) -> String {
        let count = |number: &u64| speaker.count(*number as i64);
        match self {
            Self::Ascii => "No letters beyond A to Z, so every encoding reads it alike".to_owned(),
            Self::Utf8 { wide_characters } => format!(
                "{} beyond A to Z, all valid",
                speaker.counted(*wide_characters as i64, "letter", "letters")
            ),
            Self::Utf8Damaged { invalid_bytes } => format!(
                "{} damaged, shown as �; the rest is valid",
                speaker.counted(*invalid_bytes as i64, "byte is", "bytes are")
            ),
            Self::Cyrillic => {
                "Not valid UTF-8, and letters beyond A to Z stand side by side as in Cyrillic words"
                    .to_owned()
            }
            Self::Western => {
                "Not valid UTF-8, and letters beyond A to Z stand alone as ö, ä, é do".to_owned()
            }
            Self::Chosen => "Chosen".to_owned(),
            Self::DelimiterInAll { per_row, rows: 1 } => format!("{per_row} in the only row"),
            Self::DelimiterInAll { per_row, rows } => {
                format!("{per_row} in every one of {} rows", count(rows))
            }
            Self::DelimiterInMost { per_row, rows, of } => {
                format!("{per_row} in {} of {} rows", count(rows), count(of))
            }
            Self::OneColumn => "No row has a second column".to_owned(),
            Self::Quoted { rows } => format!(
                "{} with a cell in quotes",
                speaker.counted(*rows as i64, "row", "rows")
            ),
            Self::NotQuoted => "No cell is in quotes".to_owned(),
            Self::UnclosedQuotes { cells, first_line } => format!(
                "{} never closed, the first in line {}; each was taken as it stands",
                speaker.counted(*cells as i64, "quote is", "quotes are"),
                count(first_line)
            ),
            Self::QuotesAreText => {
                "Most quotes are never closed, so they are read as text".to_owned()
            }
            Self::HeaderRow { line } => format!("No numbers in row {}", count(line)),
            Self::NoHeader => "The first row already holds values".to_owned(),
            Self::ReadsOneWay { example } => format!("“{example}” reads one way only"),
            Self::DecimalOfOtherColumns => "Decided by other columns of the file".to_owned(),
            Self::NoDecimals => "No number has decimals".to_owned(),
            Self::DecimalOpen { example } => format!("“{example}” and all others read both ways"),
            Self::DaysAbove12 { dates } => format!(
                "{} a day above 12",
                speaker.counted(*dates as i64, "date has", "dates have")
            ),
            Self::DaysAbove12Mostly { dates, against } => format!(
                "{} a day above 12; {} the other way only",
                speaker.counted(*dates as i64, "date has", "dates have"),
                speaker.counted(*against as i64, "reads", "read")
            ),
            Self::YearFirst { dates } => format!(
                "{} with the year",
                speaker.counted(*dates as i64, "date begins", "dates begin")
            ),
            Self::MonthsOnly { dates } => format!(
                "{} a month without a day and counted on its first day",
                speaker.counted(*dates as i64, "date is", "dates are")
            ),
            Self::ByPoints { dates } => format!(
                "Dates with points are written day first, and none of {} says otherwise",
                count(dates)
            ),
            Self::OrderOpen { example } => format!("“{example}” and all others read both ways"),
            Self::CurrencyColumn { column } => format!("Column “{column}” says so"),
            Self::CurrencySigns { rows } => format!(
                "{} it",
                speaker.counted(*rows as i64, "amount carries", "amounts carry")
            ),
            Self::CurrencyHeader { column } => format!("The header “{column}” says so"),
            Self::CurrencyChosen => "Chosen, the file does not say".to_owned(),
            Self::CurrencyUnknown => "The file does not say".to_owned(),
        }
    }
}

impl OrderSeen {
    fn english(self) -> &'static str {
        match self {
            Self::YearFirst => "year first",
            Self::DayFirst => "day first",
            Self::MonthFirst => "month first",
        }
    }
}

/// A share as a percentage that says 100 only when it is all.
fn percent(speaker: &Speaker, share: f64) -> String {
    if share >= 1.0 {
        speaker.percent(1.0, 0)
    } else {
        speaker.percent(share.min(0.999), 1)
    }
}

impl ColumnSeen {
    fn english(&self, speaker: &Speaker) -> String {
        match self {
            Self::Empty => "Empty".to_owned(),
            Self::Dates { share, order } => {
                let share = percent(speaker, *share);
                match order {
                    Some(order) => format!("{share} dates, {}", order.english()),
                    None => format!("{share} dates"),
                }
            }
            Self::Numbers { share, negative } => {
                let share = percent(speaker, *share);
                match negative {
                    0 => format!("{share} numbers"),
                    _ => format!(
                        "{share} numbers, {} negative",
                        speaker.count(*negative as i64)
                    ),
                }
            }
            Self::WholeNumbers { share } => format!("{} whole numbers", percent(speaker, *share)),
            Self::Values {
                filled_share,
                distinct,
            } => {
                let distinct = speaker.count(*distinct as i64);
                if *filled_share >= 1.0 {
                    format!("{distinct} different")
                } else {
                    format!(
                        "{} filled, {distinct} different",
                        percent(speaker, *filled_share)
                    )
                }
            }
            Self::MostlyEmpty { empty_share } => {
                format!("{} empty", speaker.percent(empty_share.min(0.99), 0))
            }
        }
    }
}

impl ImportQuestion {
    fn english(&self, speaker: &Speaker) -> String {
        match self {
            Self::CustomerColumn => "Which column says who bought".to_owned(),
            Self::CustomerColumnBecause => {
                "No header names the customer in a way that is known here".to_owned()
            }
            Self::DateColumn => "Which column is the day of the purchase".to_owned(),
            Self::DateColumnNone => "No column holds dates that can be read".to_owned(),
            Self::DateColumnUnnamed => {
                "No header says which column of dates is the day of the purchase".to_owned()
            }
            Self::AmountColumn => "Which column is the money of the row".to_owned(),
            Self::AmountColumnNone => {
                "No column holds amounts, and there is no quantity with a price".to_owned()
            }
            Self::AmountColumnUnnamed => {
                "No header says which column of numbers is the money".to_owned()
            }
            Self::DateOrder { example } => format!("Which comes first in “{example}”"),
            Self::DateOrderBecause { column, sorted } => {
                let both =
                    format!("No date in “{column}” has a day above 12, so all read both ways");
                match sorted {
                    Some(order) => format!(
                        "{both}. Read {}, the rows are nearer to being in order of time",
                        order.english()
                    ),
                    None => both,
                }
            }
            Self::InOrder(order) => match order {
                OrderSeen::YearFirst => "Year, month, day",
                OrderSeen::DayFirst => "Day, month, year",
                OrderSeen::MonthFirst => "Month, day, year",
            }
            .to_owned(),
            Self::Decimal { example } => format!("How is “{example}” meant"),
            Self::DecimalBecause { column } => format!(
                "Every number in “{column}” has three digits after its mark, so all read both ways"
            ),
            Self::AsDecimals { example, value } => format!(
                "“{example}” is {}: the mark comes before decimals",
                speaker.number(value.to_units_f64(), 3)
            ),
            Self::AsThousands { example, value } => format!(
                "“{example}” is {}: the mark comes between thousands",
                speaker.number(value.to_units_f64(), 0)
            ),
            Self::Currencies => "Which currency should be analysed".to_owned(),
            Self::CurrenciesBecause { currencies } => format!(
                "The file holds {currencies} currencies, and their amounts must not be added"
            ),
            Self::InCurrency {
                currency,
                rows,
                amount,
            } => format!(
                "{}: {}, {}",
                currency.0,
                speaker.counted(*rows as i64, "row", "rows"),
                speaker.number(amount.to_units_f64(), 2)
            ),
        }
    }
}
