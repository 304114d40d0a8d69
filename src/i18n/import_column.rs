//! What `import` saw in a column.

use serde::{Deserialize, Serialize};

use super::Speaker;

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
    /// Day, month.
    DayMonth,
    /// Month, day.
    MonthDay,
    /// Month, year.
    MonthYear,
    /// Year, month.
    YearMonth,
    /// Days counted from 1900.
    Serials,
    /// Days counted from 1904.
    SerialsFrom1904,
    /// Seconds since 1970.
    UnixSeconds,
    /// Milliseconds since 1970.
    UnixMilliseconds,
}

/// The unit of times, as messages name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum UnitSeen {
    /// Days.
    Days,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
}

impl UnitSeen {
    pub(super) fn english(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::Weeks => "weeks",
            Self::Months => "months of 30.4 days",
        }
    }
}

impl OrderSeen {
    pub(super) fn english(self) -> &'static str {
        match self {
            Self::YearFirst => "year first",
            Self::DayFirst => "day first",
            Self::MonthFirst => "month first",
            Self::DayMonth => "day and month without a year",
            Self::MonthDay => "month and day without a year",
            Self::MonthYear => "month and year",
            Self::YearMonth => "year and month",
            Self::Serials => "Excel day numbers",
            Self::SerialsFrom1904 => "Excel day numbers from 1904",
            Self::UnixSeconds => "Unix seconds, days in UTC",
            Self::UnixMilliseconds => "Unix milliseconds, days in UTC",
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
    pub(super) fn english(&self, speaker: &Speaker) -> String {
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
