//! Messages of `import`.

use serde::{Deserialize, Serialize};

pub use super::import_column::{ColumnSeen, OrderSeen, UnitSeen};
pub use super::import_question::ImportQuestion;
use super::{Language, Say, Speaker};
use crate::base::Day;

/// Messages of `import`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Import {
    /// Why the file is read so.
    Evidence(Box<ImportEvidence>),
    /// What was seen in a column.
    Column(ColumnSeen),
    /// A decision only the person can take.
    Question(Box<ImportQuestion>),
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
    /// UTF-8, in which some text was converted twice.
    TwiceConverted {
        /// Places that show it.
        places: u64,
    },
    /// Two or four bytes a character, all of them characters.
    WideCharacters {
        /// Bytes of each.
        bytes: u32,
    },
    /// Columns of months, each cell read as a row.
    MonthsUnfolded {
        /// How many columns.
        months: u32,
    },
    /// One row a customer, and no single purchases.
    CustomerTotals {
        /// Header of the number of purchases.
        count: String,
        /// Header of the first day, or of the time since; empty where there is none.
        first: String,
        /// Header of the last day, or of the time to it.
        last: String,
        /// Whether the number leaves out the first purchase.
        repeats: bool,
        /// Rows whose customer has another one.
        repeated_rows: u64,
    },
    /// Several columns hold amounts of the sale.
    OtherAmounts {
        /// Header of the one that is the money.
        used: String,
        /// Headers of the others.
        others: Vec<String>,
    },
    /// Days due or paid that stand on the first line of orders: lines that were given them.
    DaysOfOrders(u64),
    /// Times of a list of customers.
    TotalsCounted {
        /// Their unit.
        unit: UnitSeen,
        /// The day up to which they count.
        to: Day,
        /// Whether the last purchase is counted back from that day.
        backwards: bool,
    },
    /// Money of a list of customers without sums.
    TotalsMean {
        /// Header of the mean.
        column: String,
        /// Whether it leaves out the first purchase.
        repeats: bool,
    },
    /// The remembered recipe joins a table that was not opened.
    TableNotOpened {
        /// Its name.
        name: String,
    },
    /// The columns are not quite those of the remembered recipe.
    ColumnsChanged {
        /// Columns that were used and are not there.
        missing: Vec<String>,
        /// Columns that were not there.
        added: Vec<String>,
    },
    /// Cells of a workbook that are not as they should be.
    SheetFaults {
        /// Cells given more than once.
        repeated_cells: u64,
        /// Cells whose text is not in the file.
        missing_texts: u64,
        /// Cells below the header that are joined with others.
        merged_cells: u64,
        /// Rows before one with a lower number.
        rows_out_of_order: u64,
        /// Row of the first such cell, 0 when there is none.
        first_row: u64,
    },
    /// Sheets of a workbook.
    Sheets {
        /// How many are read.
        read: u32,
        /// Names of the others.
        left: Vec<String>,
        /// How many of all nobody sees.
        hidden: u32,
    },
    /// Not UTF-8; read so, the words have letters of a language.
    Letters {
        /// The most frequent beyond A to Z.
        letters: String,
    },
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
    /// The header takes several rows.
    HeaderRows {
        /// How many.
        rows: u32,
    },
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
    /// More than one thing.
    Together(Vec<Self>),
    /// Years of two digits.
    ShortYears {
        /// The last of this century.
        pivot: u8,
    },
    /// Months are words.
    MonthNames {
        /// Dates.
        dates: u64,
    },
    /// What the cells of the whole column are.
    Written {
        /// Cells.
        dates: u64,
        /// What they are.
        how: OrderSeen,
    },
    /// Days without a year.
    NoYear {
        /// A cell.
        example: String,
    },
    /// Days without a year, and the person says which.
    YearChosen {
        /// The year.
        year: u16,
    },
    /// Numbers that read with the other decimal mark only, and are read so.
    AgainstMark {
        /// How many.
        cells: u64,
        /// One.
        example: String,
    },
    /// Numbers that read both ways beside numbers of either kind.
    DecimalMixed {
        /// With a point.
        point: u64,
        /// With a comma.
        comma: u64,
        /// One that reads both ways.
        example: String,
    },
    /// Amounts marked as credits.
    Credits {
        /// How many.
        cells: u64,
    },
    /// Numbers with an exponent.
    Exponents {
        /// How many.
        cells: u64,
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
            Self::Evidence(evidence) => evidence.english(speaker),
            Self::Column(seen) => seen.english(speaker),
            Self::Question(question) => question.english(speaker),
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
            Self::TwiceConverted { places } => format!(
                "{} like “Ã¤” for “ä”: the text was converted twice before. It is read as it stands",
                speaker.counted(*places as i64, "place looks", "places look")
            ),
            Self::WideCharacters { bytes } => format!("Every character takes {bytes} bytes"),
            Self::MonthsUnfolded { months } => format!(
                "{} are months, so each of their cells is read as one row of that month",
                speaker.counted((*months).into(), "column", "columns")
            ),
            Self::CustomerTotals {
                count,
                first,
                last,
                repeats,
                repeated_rows,
            } => {
                let counted = if *repeats {
                    "the number of purchases after the first"
                } else {
                    "the number of purchases"
                };
                let when = if first.is_empty() {
                    format!("“{last}” says when the last one was")
                } else {
                    format!("“{first}” and “{last}” say when the first and the last one was")
                };
                let mut said = format!(
                    "One row is one customer: “{count}” is {counted}, {when}. Single purchases are \
                     not in the file"
                );
                if first.is_empty() {
                    said.push_str(
                        ". When customers first came is not in it either, so how often they come \
                         and what to expect of them is not known",
                    );
                }
                if *repeated_rows > 0 {
                    said.push_str(". ");
                    said += &speaker.counted(*repeated_rows as i64, "row is", "rows are");
                    said.push_str(" of a customer with another row, and added to it");
                }
                said
            }
            Self::OtherAmounts { used, others } => format!(
                "“{used}” is counted; {} could be the money as well",
                others
                    .iter()
                    .map(|it| format!("“{it}”"))
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
            Self::DaysOfOrders(rows) => {
                let lines = speaker.counted(*rows as i64, "line", "lines");
                format!("Due and paid dates of {lines} stand on the first line of the order")
            }
            Self::TotalsCounted {
                unit,
                to,
                backwards,
            } => format!(
                "Times are {}, counted up to {}{}",
                unit.english(),
                speaker.day(*to),
                if *backwards {
                    "; the last purchase is counted back from that day"
                } else {
                    ""
                }
            ),
            Self::TotalsMean { column, repeats } => format!(
                "Money is “{column}” times {}",
                if *repeats {
                    "the purchases after the first, because those who bought once have none. The \
                     money of first purchases is not in the file"
                } else {
                    "the purchases"
                }
            ),
            Self::TableNotOpened { name } => format!(
                "The table “{name}” was joined to a file like this one before. To join it again, open both files together"
            ),
            Self::ColumnsChanged { missing, added } => {
                let mut said =
                    vec!["Read as a file before it with nearly these columns".to_owned()];
                if !missing.is_empty() {
                    said.push(format!("no longer there: {}", missing.join(", ")));
                }
                if !added.is_empty() {
                    said.push(format!("new: {}", added.join(", ")));
                }
                said.join("; ")
            }
            Self::SheetFaults {
                repeated_cells,
                missing_texts,
                merged_cells,
                rows_out_of_order,
                first_row,
            } => {
                let mut said = Vec::new();
                if *repeated_cells > 0 {
                    said.push(format!(
                        "{} given twice, the last one counts",
                        speaker.counted(*repeated_cells as i64, "cell is", "cells are")
                    ));
                }
                if *merged_cells > 0 {
                    said.push(format!(
                        "{} several rows or columns: the first has the value, the others are read \
                         as empty",
                        speaker.counted(
                            *merged_cells as i64,
                            "joined cell spans",
                            "joined cells span"
                        )
                    ));
                }
                if *missing_texts > 0 {
                    said.push(format!(
                        "{} a text that is not in the file and are read as empty",
                        speaker.counted(*missing_texts as i64, "cell names", "cells name")
                    ));
                }
                if *rows_out_of_order > 0 {
                    said.push(format!(
                        "{} out of order",
                        speaker.counted(*rows_out_of_order as i64, "row stands", "rows stand")
                    ));
                }
                if *first_row > 0 {
                    said.push(format!(
                        "the first in row {}",
                        speaker.count(*first_row as i64)
                    ));
                }
                said.join(", ")
            }
            Self::Sheets { read, left, hidden } => {
                let mut said = vec![if *read == 1 {
                    "One sheet is read".to_owned()
                } else {
                    let read = speaker.count((*read).into());
                    format!("{read} sheets with the same columns are read")
                }];
                if !left.is_empty() {
                    said.push(format!("not among the sales: {}", left.join(", ")));
                }
                if *hidden > 0 {
                    let hidden = speaker.counted((*hidden).into(), "sheet is", "sheets are");
                    said.push(format!("{hidden} hidden"));
                }
                said.join("; ")
            }
            Self::Letters { letters } if letters.is_empty() => {
                "Not valid UTF-8; read so, no words come out wrong".to_owned()
            }
            Self::Letters { letters } => {
                format!("Not valid UTF-8; read so, the words have letters such as {letters}")
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
            Self::HeaderRows { rows } => format!(
                "Names stand in {}, those of one column are joined",
                speaker.counted(i64::from(*rows), "row", "rows")
            ),
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
            Self::Together(all) => {
                let said: Vec<String> = all.iter().map(|one| one.english(speaker)).collect();
                said.join("; ")
            }
            Self::ShortYears { pivot } => format!(
                "years of two digits are from {} to {}",
                1901 + i32::from(*pivot),
                2000 + i32::from(*pivot)
            ),
            Self::MonthNames { dates } => format!(
                "{} the month as a word",
                speaker.counted(*dates as i64, "date has", "dates have")
            ),
            Self::Written { dates, how } => format!(
                "{}, read as {}",
                speaker.counted(*dates as i64, "number", "numbers"),
                how.english()
            ),
            Self::NoYear { example } => {
                format!("“{example}” and all others have no year")
            }
            Self::YearChosen { year } => format!("No year in the dates, {year} chosen"),
            Self::AgainstMark { cells, example } => format!(
                "{} with the other mark, as “{example}”, and cannot be meant otherwise",
                speaker.counted(*cells as i64, "number is written", "numbers are written")
            ),
            Self::DecimalMixed {
                point,
                comma,
                example,
            } => format!(
                "{} with a point, {} with a comma, and “{example}” reads both ways",
                speaker.counted(
                    *point as i64,
                    "number has decimals",
                    "numbers have decimals"
                ),
                count(comma)
            ),
            Self::Credits { cells } => format!(
                "{} as a credit by Cr, below zero",
                speaker.counted(*cells as i64, "number is marked", "numbers are marked")
            ),
            Self::Exponents { cells } => format!(
                "{} with an exponent, so the last digits may be lost",
                speaker.counted(*cells as i64, "number is written", "numbers are written")
            ),
        }
    }
}
