//! Questions of `import`: what only the person can decide.

use serde::{Deserialize, Serialize};

use super::Speaker;
use super::import::{OrderSeen, UnitSeen};
use crate::base::{Currency, Day, Money};

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
    /// In which year days without one are.
    Year {
        /// A day.
        example: String,
    },
    /// Why: no cell has one.
    YearBecause {
        /// Header of the column.
        column: String,
    },
    /// Answer: in this year.
    InYear {
        /// Order of day and month.
        order: OrderSeen,
        /// Which.
        year: u16,
    },
    /// Whether an amount is of the line or of the whole order.
    OrderAmounts {
        /// Header of the column.
        column: String,
    },
    /// Why: all lines of an order have the same.
    OrderAmountsBecause {
        /// Orders of several lines.
        orders: u64,
        /// Number of one.
        example: String,
        /// Its lines.
        lines: u64,
        /// What stands on each.
        amount: Money,
    },
    /// Whether orders count that did not come about.
    VoidRows,
    /// Why: their status says so.
    VoidRowsBecause {
        /// Header of the column.
        column: String,
        /// What it says, a few.
        words: Vec<String>,
        /// Rows.
        rows: u64,
        /// Their money.
        amount: Money,
    },
    /// Answer: no.
    VoidRowsOut,
    /// Answer: yes.
    VoidRowsUsed,
    /// Answer: of the whole order.
    AmountOfOrder {
        /// What all orders come to.
        total: Money,
    },
    /// Answer: of the line.
    AmountOfLine {
        /// What all lines come to.
        total: Money,
    },
    /// Why no column of dates: the columns of a list of customers are not all there.
    TotalsIncomplete,
    /// Which purchases an average is taken over.
    MeanOf {
        /// Header of the column.
        column: String,
        /// Whether its header may mean a sum as well.
        may_be_sum: bool,
    },
    /// Why: some lists write sums there, and others averages.
    MeanOrSumBecause,
    /// Answer: it is the sum.
    MeanOfNothing,
    /// Why: nobody who bought once shows it.
    MeanOfBecause,
    /// Answer: every one.
    MeanOfAll,
    /// Answer: all but the first.
    MeanOfRepeats,
    /// In which unit times are.
    AgeUnit {
        /// Header of the times since the first purchase.
        first: String,
        /// Header of the times to the last one.
        last: String,
    },
    /// Why: no header names it.
    AgeUnitBecause,
    /// Answer: in this one.
    InUnit(UnitSeen),
    /// Where the time to the last purchase is counted from.
    LastPurchaseFrom {
        /// Header of the column.
        column: String,
    },
    /// Why: the word is used for both.
    LastPurchaseFromBecause,
    /// Answer: from the first purchase on.
    FromFirstPurchase,
    /// Answer: back from the day of the list.
    FromCountedTo,
    /// Up to which day a list counts.
    CountedTo {
        /// Header of the times since the first purchase.
        column: String,
    },
    /// Why: it holds times and no days.
    CountedToBecause,
    /// Answer: up to this day.
    UpTo {
        /// Which.
        day: Day,
    },
    /// Why: numbers of either kind stand in one column.
    DecimalMixedBecause {
        /// Header of the column.
        column: String,
    },
    /// Why: some rows name a currency and some do not.
    UnmarkedBecause {
        /// Rows that name none.
        rows: u64,
        /// Rows that name one.
        marked: u64,
    },
    /// Answer: this one, and the rows that name none are in it too.
    AllInCurrency {
        /// Which.
        currency: Currency,
        /// All these rows.
        rows: u64,
        /// Their money.
        amount: Money,
    },
    /// Answer: only the rows that name none.
    InNoCurrency {
        /// These rows.
        rows: u64,
        /// Their money.
        amount: Money,
    },
}

impl ImportQuestion {
    pub(super) fn english(&self, speaker: &Speaker) -> String {
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
                OrderSeen::DayMonth => "Day, month",
                OrderSeen::MonthDay => "Month, day",
                OrderSeen::MonthYear => "Month, year",
                OrderSeen::YearMonth => "Year, month",
                other => other.english(),
            }
            .to_owned(),
            Self::Year { example } => format!("Which year is “{example}” in"),
            Self::YearBecause { column } => {
                format!("No date in “{column}” has a year of four digits")
            }
            Self::InYear { order, year } => match order {
                OrderSeen::MonthDay => format!("Month, day, in {year}"),
                _ => format!("Day, month, in {year}"),
            },
            Self::OrderAmounts { column } => {
                format!("Is “{column}” the money of the line, or of the whole order")
            }
            Self::OrderAmountsBecause {
                orders,
                example,
                lines,
                amount,
            } => format!(
                "In all {} of several lines every line has the same amount, though the lines differ: order “{example}” has {} with {} each",
                speaker.counted(*orders as i64, "order", "orders"),
                speaker.counted(*lines as i64, "line", "lines"),
                speaker.number(amount.to_units_f64(), 2)
            ),
            Self::VoidRows => "Do orders count that were cancelled, failed or paid back".to_owned(),
            Self::VoidRowsBecause {
                column,
                words,
                rows,
                amount,
            } => format!(
                "“{column}” says {} in {}, {} in all",
                words
                    .iter()
                    .map(|word| format!("“{word}”"))
                    .collect::<Vec<_>>()
                    .join(", "),
                speaker.counted(*rows as i64, "row", "rows"),
                speaker.number(amount.to_units_f64(), 2)
            ),
            Self::VoidRowsOut => "No, leave them out".to_owned(),
            Self::VoidRowsUsed => "Yes, count them".to_owned(),
            Self::AmountOfOrder { total } => format!(
                "Of the whole order: count it once, {} in all",
                speaker.number(total.to_units_f64(), 2)
            ),
            Self::AmountOfLine { total } => format!(
                "Of the line: lines add up to {}",
                speaker.number(total.to_units_f64(), 2)
            ),
            Self::TotalsIncomplete => "A list of customers needs the number of purchases and the \
                 day of the last one, or the days since; a list of sales needs a date"
                .to_owned(),
            Self::MeanOf {
                column,
                may_be_sum: false,
            } => {
                format!("Which purchases is “{column}” the average of")
            }
            Self::MeanOf {
                column,
                may_be_sum: true,
            } => {
                format!("Is “{column}” the sum of a customer’s purchases, or an average")
            }
            Self::MeanOrSumBecause => {
                "Lists for RFM have the sum under this name, those for models an average".to_owned()
            }
            Self::MeanOfNothing => "The sum of all purchases".to_owned(),
            Self::MeanOfBecause => {
                "Nobody in the file bought once, which would tell the two apart".to_owned()
            }
            Self::MeanOfAll => "All purchases: money is the average times the purchases".to_owned(),
            Self::MeanOfRepeats => "All but the first: the money of first purchases is not in \
                 the file and counts as nothing"
                .to_owned(),
            Self::AgeUnit { first, last } if first.is_empty() => {
                format!("In which unit are the times “{last}”")
            }
            Self::AgeUnit { first, last } => {
                format!("In which unit are the times “{first}” and “{last}”")
            }
            Self::AgeUnitBecause => "No header names days, weeks or months".to_owned(),
            Self::InUnit(unit) => match unit {
                UnitSeen::Days => "Days".to_owned(),
                UnitSeen::Weeks => "Weeks".to_owned(),
                UnitSeen::Months => "Months of 30.4 days".to_owned(),
            },
            Self::LastPurchaseFrom { column } => format!("Where is “{column}” counted from"),
            Self::LastPurchaseFromBecause => {
                "“Recency” is used for both, and nobody who bought once tells them apart".to_owned()
            }
            Self::FromFirstPurchase => "From the first purchase to the last".to_owned(),
            Self::FromCountedTo => "From the last purchase to the day of the list".to_owned(),
            Self::CountedTo { column } => format!("Up to which day does “{column}” count"),
            Self::CountedToBecause => {
                "The file holds times and no days. A day that is not offered \
                 can be written into the recipe, as rules.totals.counted_to"
                    .to_owned()
            }
            Self::UpTo { day } => speaker.day(*day),
            Self::DecimalMixedBecause { column } => format!(
                "Some numbers in “{column}” have a decimal point, some a decimal comma, and some read both ways"
            ),
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
            Self::UnmarkedBecause { rows, marked } => format!(
                "{} a currency and {} none: amounts of different currencies must not be added",
                speaker.counted(*marked as i64, "row names", "rows name"),
                speaker.counted(*rows as i64, "row names", "rows name")
            ),
            Self::AllInCurrency {
                currency,
                rows,
                amount,
            } => format!(
                "{}, also where none is named: {}, {}",
                currency.0,
                speaker.counted(*rows as i64, "row", "rows"),
                speaker.number(amount.to_units_f64(), 2)
            ),
            Self::InNoCurrency { rows, amount } => format!(
                "Only rows that name none: {}, {}",
                speaker.counted(*rows as i64, "row", "rows"),
                speaker.number(amount.to_units_f64(), 2)
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
