//! Messages of `season`.
//!
//! - `english`: the sentences

mod english;

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};
use crate::base::{Money, Month, Period};

/// Messages of `season`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Season {
    /// The name of a column, a figure or a parameter.
    Name(Name),
    /// A month of the year, 1 to 12.
    MonthOfYear(i8),
    /// A day of the week, Monday 0 to Sunday 6.
    Weekday(u8),
    /// What is counted.
    Counted(Counted),
    /// Small line above the headline.
    Eyebrow {
        /// Full months.
        months: i64,
        /// The last of them.
        last: Month,
    },
    /// Title: the month that stands out, and what it brings.
    Title {
        /// What is counted.
        counted: Counted,
        /// The month of the year with the highest index.
        high: (i8, f64),
        /// The one with the lowest.
        low: (i8, f64),
        /// Part of the swing that returns.
        strength: f64,
    },
    /// Below the headline.
    Lede {
        /// The month of the year with the lowest index.
        low: (i8, f64),
        /// Part of the swing that returns.
        strength: f64,
    },
    /// Title where months are too few.
    TooShort {
        /// Full months.
        months: i64,
    },
    /// What to do then.
    TooShortText {
        /// Fewest full months.
        least: i64,
    },
    /// Title where a month of the year is not known.
    MonthUnknown(i8),
    /// What to do then.
    MonthUnknownText,
    /// Title for a list of customers.
    ListOfTotals,
    /// What it needs.
    ListOfTotalsText,
    /// Explanation.
    StrengthWords,
    /// Explanation.
    StrengthFormula {
        /// Part of the swing that returns.
        strength: f64,
        /// Full months.
        months: i64,
    },
    /// What would make it wrong.
    StrengthCaveat,
    /// Explanation.
    TradingWords,
    /// Explanation.
    TradingFormula {
        /// Slope and its standard error.
        slope: (f64, f64),
        /// Months.
        months: i64,
    },
    /// What would make it wrong.
    TradingCaveat,
    /// Note below the figures.
    Note,
    /// Subtitle of the index.
    IndexSubtitle(Counted),
    /// Source of the index.
    IndexSource {
        /// Full months.
        months: i64,
        /// Of these, left out.
        left_out: i64,
        /// Whether a month at either end was partial.
        partial: bool,
    },
    /// Second line of a month: its index.
    IndexOf(f64),
    /// Title of the adjusted months.
    AdjustedTitle {
        /// Change of the last half-year against the one before, without the season.
        change: Option<f64>,
    },
    /// Its subtitle.
    AdjustedSubtitle(Counted),
    /// Its source.
    AdjustedSource {
        /// Whether the days of the week are taken out as well.
        trading_days: bool,
    },
    /// Title of the days of the week.
    WeekdaysTitle {
        /// The best day.
        high: (u8, f64),
        /// The weakest.
        low: (u8, f64),
    },
    /// Its subtitle.
    WeekdaysSubtitle {
        /// Whole weeks.
        weeks: i64,
        /// What is counted.
        counted: Counted,
    },
    /// Its source: whether months with more good days bring more.
    WeekdaysSource {
        /// Whether the effect on months is clear; `None` where it could not be looked for.
        clear: Option<bool>,
    },
    /// Title of the comparisons.
    ComparisonsTitle {
        /// Change of the period.
        change: f64,
        /// What the season alone would have changed.
        season: f64,
        /// The period.
        now: Period,
        /// The compared one.
        then: Period,
    },
    /// Title where the period is compared with nothing.
    ComparisonsPlain,
    /// Its subtitle.
    ComparisonsSubtitle,
    /// Its source.
    ComparisonsSource,
    /// A comparison.
    Against {
        /// The period.
        now: Period,
        /// The compared one.
        then: Period,
    },
    /// Title of the split.
    SplitTitle {
        /// The value with the strongest season.
        value: String,
        /// Its strength.
        strength: f64,
    },
    /// Title where no part has a season.
    SplitPlain,
    /// Its subtitle.
    SplitSubtitle {
        /// The column.
        column: String,
        /// Values shown.
        values: i64,
    },
    /// Its source.
    SplitSource,
    /// The customers of a value, as a list's title.
    CustomersOf {
        /// The value.
        value: String,
    },
    /// Choice: no split.
    NotSplit,
    /// Choice: all months count.
    AllMonths,
    /// Choice: without these months.
    Without(Vec<Month>),
    /// The finding.
    PeakFinding {
        /// The month of the year.
        month: i8,
        /// Its index.
        index: f64,
    },
    /// What to do with it.
    PeakFindingText {
        /// Mean of the year's months.
        usual: Money,
        /// What the month adds to it.
        more: Money,
    },
    /// The step.
    PeakStep,
}

/// What is counted by month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Counted {
    /// Net money.
    Revenue,
    /// Visits.
    Visits,
    /// Customers who bought.
    Customers,
}

/// Names of columns, figures and parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Name {
    /// Parameter.
    Measure,
    /// Parameter.
    Split,
    /// Parameter.
    LeftOut,
    /// Figure.
    Strength,
    /// Figure.
    TradingDays,
    /// Title and column.
    Index,
    /// Column.
    Month,
    /// Column.
    MonthNumber,
    /// Column.
    Lowest,
    /// Column.
    Highest,
    /// Column.
    Years,
    /// Column.
    Trend,
    /// Column.
    Ratio,
    /// Column.
    Adjusted,
    /// Column.
    LeftOutColumn,
    /// Column.
    Partial,
    /// Column.
    Weekday,
    /// Column.
    Share,
    /// Column.
    Comparison,
    /// Column.
    Before,
    /// Column.
    Change,
    /// Column.
    ChangeShare,
    /// Column.
    Season,
    /// Column.
    SeasonShare,
    /// Column.
    Rest,
    /// Column.
    RestShare,
    /// Column.
    Value,
    /// Column.
    Peak,
    /// Column.
    PeakIndex,
    /// Column.
    Low,
    /// Column.
    LowIndex,
    /// Axis.
    AgainstUsual,
    /// Input.
    FullMonths,
    /// Input.
    StandardError,
    /// Input.
    Explained,
}

impl Say for Season {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english::said(self, speaker),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(message: &Season) -> String {
        message.say(&Speaker::default())
    }

    #[test]
    fn the_month_that_stands_out_is_named() {
        let title = |high, low, strength| {
            say(&Season::Title {
                counted: Counted::Revenue,
                high: (12, high),
                low: (2, low),
                strength,
            })
        };
        assert_eq!(
            title(1.83, 0.82, 0.99),
            "December sells 1.83 times a usual month"
        );
        assert_eq!(
            title(1.2, 0.3, 0.9),
            "February sells only 30% of a usual month"
        );
        assert_eq!(
            title(1.2, 0.9, 0.12),
            "Months differ, but the season explains only 12% of it"
        );
    }

    #[test]
    fn a_change_says_how_much_of_it_is_season() {
        let year = |year| Period::year(year).unwrap();
        let title = say(&Season::ComparisonsTitle {
            change: -0.12,
            season: -0.09,
            now: year(2025),
            then: year(2024),
        });
        assert_eq!(title, "2025 −12.0%, of which season −9.0%, against 2024");
    }
}
