//! What the cells of a column say about how its days are written.

use crate::ingest::DateOrder;

/// Counts of one column. Cells, not distinct dates, are counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::ingest) struct DateEvidence {
    /// Cells that are a date by themselves: three parts, eight digits, or a month of a year.
    pub(in crate::ingest) dates: u64,
    /// Filled cells that may be nothing of a date.
    pub(in crate::ingest) others: u64,
    /// Numbers only: year first, by its four digits or by being above 31.
    pub(in crate::ingest) year_first: u64,
    /// Numbers only: year last, first part above 12, so day first.
    pub(in crate::ingest) first_above_12: u64,
    /// Numbers only: year last, second part above 12, so month first.
    pub(in crate::ingest) second_above_12: u64,
    /// Numbers only: year last, both parts up to 12.
    pub(in crate::ingest) either: u64,
    /// Of those, written with points.
    pub(in crate::ingest) either_with_points: u64,
    /// Year and month only.
    pub(in crate::ingest) months_only: u64,
    /// The month written as a word, by place of the day: first, second, last.
    pub(in crate::ingest) worded: [u64; 3],
    /// Years of two digits.
    pub(in crate::ingest) short_years: u64,
    /// A cell that reads both ways.
    pub(in crate::ingest) either_example: Option<String>,
    /// Cells that are a day only if the whole column is written so.
    pub(in crate::ingest) bare: [u64; Bare::COUNT],
    /// Of the pairs, those that are no day and month, no month and day, no month and year.
    pub(in crate::ingest) pairs_against: [u64; 3],
    /// A pair.
    pub(in crate::ingest) pair_example: Option<String>,
    /// Steps back in time from cell to cell, read day first.
    pub(super) steps_back_dmy: u64,
    /// Steps back in time from cell to cell, read month first.
    pub(super) steps_back_mdy: u64,
}

/// Numbers that are days only where a whole column is written so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) enum Bare {
    /// A day's number in a spreadsheet.
    Serial,
    /// Seconds since 1970.
    Seconds,
    /// Milliseconds since 1970.
    Milliseconds,
    /// `202401`.
    YearMonth,
    /// Two of day, month and year.
    Pair,
}

impl Bare {
    const COUNT: usize = 5;
    const ALL: [Self; Self::COUNT] = [
        Self::Serial,
        Self::Seconds,
        Self::Milliseconds,
        Self::YearMonth,
        Self::Pair,
    ];
}

/// What the evidence comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) enum OrderVerdict {
    /// The cells decide.
    Decided(DateOrder),
    /// No cell decides; points are written day first.
    ByPoints,
    /// No cell decides. The order under which the file is (nearer to being) sorted, if one is.
    Open(Option<DateOrder>),
    /// Two parts a cell that may be day and month, month and day, month and year.
    Pairs([bool; 3]),
    /// There are no dates.
    Unseen,
}

impl DateEvidence {
    /// The order the column is in.
    pub(in crate::ingest) fn decide(&self) -> OrderVerdict {
        if let Some((bare, _)) = self.all_bare() {
            return match bare {
                Bare::Serial => OrderVerdict::Decided(DateOrder::Excel1900),
                Bare::Seconds => OrderVerdict::Decided(DateOrder::UnixSeconds),
                Bare::Milliseconds => OrderVerdict::Decided(DateOrder::UnixMilliseconds),
                Bare::YearMonth => OrderVerdict::Decided(DateOrder::Ym),
                Bare::Pair => self.decide_pairs(),
            };
        }
        let worded: u64 = self.worded.iter().sum();
        let numeric = self.dates - worded - self.months_only;
        let year_last = numeric - self.year_first;
        if self.dates == 0 {
            OrderVerdict::Unseen
        } else if numeric == 0 {
            OrderVerdict::Decided(self.order_of_words())
        } else if self.year_first >= year_last {
            OrderVerdict::Decided(DateOrder::Ymd)
        } else if self.first_above_12 > 0 || self.second_above_12 > 0 {
            OrderVerdict::Decided(if self.first_above_12 >= self.second_above_12 {
                DateOrder::Dmy
            } else {
                DateOrder::Mdy
            })
        } else if self.either_with_points * 2 > self.either {
            OrderVerdict::ByPoints
        } else {
            OrderVerdict::Open(match self.steps_back_dmy.cmp(&self.steps_back_mdy) {
                std::cmp::Ordering::Less => Some(DateOrder::Dmy),
                std::cmp::Ordering::Equal => None,
                std::cmp::Ordering::Greater => Some(DateOrder::Mdy),
            })
        }
    }

    /// The kind of bare number most cells are, and how many, when more are that than dates.
    pub(in crate::ingest) fn all_bare(&self) -> Option<(Bare, u64)> {
        let kinds = Bare::ALL.into_iter().zip(self.bare);
        let (bare, cells) = kinds.max_by_key(|&(_, cells)| cells)?;
        (cells > self.dates).then_some((bare, cells))
    }

    /// Cells that are days as the column is written.
    pub(in crate::ingest) fn read_as_days(&self) -> u64 {
        self.all_bare().map_or(self.dates, |(_, cells)| cells)
    }

    /// Cells that hold something.
    pub(in crate::ingest) fn filled(&self) -> u64 {
        self.dates + self.others + self.bare.iter().sum::<u64>()
    }

    /// Which order the dates would have as numbers; for months only, which have none, any.
    fn order_of_words(&self) -> DateOrder {
        let [day_first, day_second, day_last] = self.worded;
        if day_first > 0 && day_first >= day_second.max(day_last) {
            DateOrder::Dmy
        } else if day_second > day_last {
            DateOrder::Mdy
        } else {
            DateOrder::Ymd
        }
    }

    /// What two parts may be, a few mistyped ones aside.
    fn decide_pairs(&self) -> OrderVerdict {
        let pairs = self.bare[Bare::Pair as usize];
        let fits = self.pairs_against.map(|against| against * 20 <= pairs);
        match fits {
            [false, false, true] => OrderVerdict::Decided(DateOrder::My),
            fits => OrderVerdict::Pairs(fits),
        }
    }
}
