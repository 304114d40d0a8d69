//! Messages of `forecast`.
//!
//! - `english`: the sentences

mod english;

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};
use crate::base::{Day, Money, Month};

/// Messages of `forecast`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Forecast {
    /// The name of a column, a figure or a parameter.
    Name(Name),
    /// A method.
    Method(Method),
    /// Choice: the method with the smallest error.
    Best,
    /// Choice: so many months.
    MonthsAhead(i64),
    /// Small line above the headline.
    Eyebrow {
        /// Full months.
        months: i64,
        /// The last of them.
        last: Month,
    },
    /// Title: what the coming months should bring.
    Title {
        /// The first of them.
        first: Month,
        /// The last.
        last: Month,
        /// Money.
        total: Money,
        /// Against the same months a year before.
        change: Option<f64>,
    },
    /// Below the headline.
    Lede {
        /// By which method.
        method: Method,
        /// Its mean error in the past.
        error: Option<f64>,
        /// That of repeating the last year.
        naive: Option<f64>,
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
    /// Title where nothing was sold.
    Nothing,
    /// What to do then.
    NothingText,
    /// Title of the notice on a simpler method.
    Simpler {
        /// The method taken.
        method: Method,
    },
    /// Why.
    SimplerText {
        /// Full months.
        months: i64,
        /// Full months from which trend and season are smoothed.
        least: i64,
    },
    /// Title of the notice on a method that could not be taken.
    Refused {
        /// The one wanted.
        wanted: Method,
        /// The one taken.
        taken: Method,
    },
    /// Why.
    RefusedText,
    /// Explanation.
    MethodWords(Method),
    /// Explanation.
    MethodFormula {
        /// Methods tried.
        tried: i64,
        /// Mean error of the chosen one in the past.
        error: Option<f64>,
    },
    /// What would make it wrong.
    MethodCaveat,
    /// Explanation.
    CoverageWords {
        /// Part of the outcomes the intervals are to hold.
        level: f64,
    },
    /// Explanation.
    CoverageFormula {
        /// Forecasts of the past within.
        inside: i64,
        /// All of them.
        of: i64,
    },
    /// What would make it wrong.
    CoverageCaveat,
    /// Explanation.
    TotalWords,
    /// Explanation.
    TotalFormula {
        /// Months summed.
        months: i64,
        /// Sums of the monthly bounds.
        bounds: Option<(Money, Money)>,
    },
    /// Explanation.
    ErrorWords,
    /// Explanation.
    ErrorFormula {
        /// Forecasts of the past.
        forecasts: i64,
    },
    /// Note below the figures.
    Note {
        /// Forecasts of the past within the intervals, and all; none without intervals.
        coverage: Option<(i64, i64)>,
    },
    /// Title of the points.
    PointsTitle {
        /// The highest month to come.
        month: Month,
        /// What it should bring.
        money: Money,
    },
    /// Title where every month is expected to bring the same.
    EvenTitle {
        /// What each should bring.
        money: Money,
    },
    /// Their subtitle.
    PointsSubtitle {
        /// Part of the outcomes the interval is to hold.
        level: f64,
    },
    /// Their source.
    PointsSource(Method),
    /// The line.
    Expected,
    /// Detail of a month.
    Between {
        /// Bounds.
        low: Money,
        /// Bounds.
        high: Money,
    },
    /// Title of the methods.
    MethodsTitle {
        /// Mean error of the chosen method.
        error: f64,
        /// That of repeating the last year.
        naive: Option<f64>,
    },
    /// Title of the methods without a past.
    MethodsPlain,
    /// Their subtitle.
    MethodsSubtitle {
        /// Months forecast.
        months: i64,
    },
    /// Their source.
    MethodsSource,
    /// Title of the past forecasts.
    PastTitle {
        /// Months within their interval.
        inside: i64,
        /// All with one.
        of: i64,
    },
    /// Their subtitle.
    PastPlain,
    /// The same of the picture.
    PastSubtitle {
        /// Part of the outcomes the band is to hold.
        level: f64,
    },
    /// Second line of a method.
    NextMonthMissed {
        /// Mean error one month ahead.
        error: f64,
    },
    /// Their source.
    PastSource,
    /// Title of the quantities.
    QuantitiesTitle {
        /// The part that grows most.
        value: String,
        /// Its change.
        change: Option<f64>,
    },
    /// Their subtitle.
    QuantitiesSubtitle {
        /// The column.
        column: String,
        /// Months.
        months: i64,
    },
    /// Their source.
    QuantitiesSource,
    /// Title of those due.
    DueTitle {
        /// How many.
        customers: i64,
        /// By when.
        until: Day,
    },
    /// Their subtitle.
    DueSubtitle {
        /// Fewest visits.
        least: i64,
        /// Days looked ahead.
        days: i64,
    },
    /// Their source.
    DueSource {
        /// Shown.
        shown: i64,
        /// Of so many.
        of: i64,
        /// Expected from all of them.
        worth: Money,
    },
    /// All that are due, as a list's title.
    DueMembers {
        /// By when.
        until: Day,
    },
    /// Title where nobody is due.
    NobodyDue,
    /// What that means.
    NobodyDueText {
        /// Fewest visits.
        least: i64,
    },
    /// Title of the candidates.
    StandingTitle {
        /// How many.
        customers: i64,
        /// How many chance alone would give.
        by_chance: f64,
    },
    /// Their subtitle.
    StandingSubtitle {
        /// Largest spread.
        spread: f64,
        /// Fewest visits.
        least: i64,
        /// Of the candidates still coming.
        coming: i64,
    },
    /// Their source.
    StandingSource {
        /// Shown.
        shown: i64,
        /// Of so many.
        of: i64,
        /// Customers with enough visits.
        eligible: i64,
        /// Draws for each number of gaps.
        draws: i64,
    },
    /// All candidates, as a list's title.
    StandingMembers,
    /// Title of the proposal.
    AskTitle,
    /// Its text.
    AskText {
        /// Candidates.
        customers: i64,
        /// How many chance alone would give.
        by_chance: f64,
    },
    /// The step.
    SeeThem,
}

/// A method, as it is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Method {
    /// Mean of the last year.
    RecentMean,
    /// The year before again.
    SeasonalNaive,
    /// Holt–Winters.
    Additive,
    /// Holt–Winters.
    Multiplicative,
    /// Holt–Winters.
    Damped,
}

/// Names of columns, figures and parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Name {
    /// Parameter.
    Horizon,
    /// Parameter.
    Method,
    /// Parameter.
    DueDays,
    /// Figure.
    Coverage,
    /// Figure.
    Total,
    /// Figure and column.
    Error,
    /// Column.
    NextMonthError,
    /// What came, less what was expected, in parts of it.
    AgainstExpected,
    /// Column.
    SquaredError,
    /// Column.
    Month,
    /// Column.
    Expected,
    /// Column.
    Low,
    /// Column.
    High,
    /// Column.
    YearBefore,
    /// Column.
    Actual,
    /// Column.
    Inside,
    /// Column.
    Value,
    /// Column.
    QuantityBefore,
    /// Column.
    QuantityExpected,
    /// Column.
    Change,
    /// Column.
    Customer,
    /// Column.
    Last,
    /// Column.
    UsualGap,
    /// Column.
    Next,
    /// Column.
    From,
    /// Column.
    To,
    /// Column.
    Chance,
    /// Column.
    Basket,
    /// Column.
    Worth,
    /// Column.
    Every,
    /// Column.
    Spread,
    /// Column.
    BasketSpread,
    /// Column.
    Proposed,
    /// Column.
    StillComes,
    /// Column.
    Chosen,
    /// Input.
    FullMonths,
}

impl Say for Forecast {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english::said(self, speaker),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_compared_with_the_year_before() {
        let said = Forecast::Title {
            first: Month(2026 * 12),
            last: Month(2026 * 12 + 5),
            total: Money::from_units_f64(309_575.0),
            change: Some(0.031),
        }
        .say(&Speaker::default());
        assert_eq!(
            said,
            "January 2026 to June 2026 should bring 309,575, 3.1% more than a year before"
        );
    }
}
