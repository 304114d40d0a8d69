//! Messages of the first page: figures and their names.
//!
//! - `english`: the sentences
//! - `explanation`: how its numbers came about
//! - `finding`: what it found
//! - `trend`: which way a sum went

mod english;
mod explanation;
mod finding;
mod trend;

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};
use crate::base::{Day, Money, Month, Period};

pub use explanation::{Counted, Explanation};
pub use finding::{Finding, Gone};
pub use trend::Trend;

/// Messages of `overview`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Overview {
    /// How a key figure came about.
    Explanation(Explanation),
    /// What stands out.
    Finding(Finding),
    /// Small line above the headline.
    Eyebrow {
        /// The period.
        period: Period,
        /// What it is compared with.
        compared: Option<Period>,
    },
    /// Headline: revenue and who left.
    Headline {
        /// Which way revenue went.
        trend: Trend,
        /// By how much, always positive.
        change: f64,
        /// Customers who bought then and not now.
        lost: i64,
        /// Customers who bought then.
        of: i64,
    },
    /// Headline when a change could not be told from chance by its size.
    TooFew {
        /// Revenue now.
        revenue: Money,
        /// Revenue then.
        previous: Money,
        /// Customers who bought in the poorer of the two periods.
        buyers: i64,
    },
    /// Headline when there was no revenue to compare with.
    NothingBefore {
        /// Revenue now.
        revenue: Money,
        /// Revenue then, not positive.
        previous: Money,
        /// Then.
        compared: Period,
    },
    /// Headline without a comparison.
    NotCompared {
        /// Customers who bought.
        buyers: i64,
        /// For how much.
        revenue: Money,
        /// When.
        period: Period,
    },
    /// Headline when nobody bought.
    NobodyBought {
        /// When.
        period: Period,
    },
    /// Headline when only refunds were booked.
    OnlyRefunds {
        /// How much.
        revenue: Money,
        /// When.
        period: Period,
    },
    /// Below the headline: what those who left would have brought.
    Lede {
        /// Whether others filled the hole.
        hole: Hole,
        /// How many left.
        lost: i64,
        /// What a tenth of them had brought; of fewer than ten, one.
        kept: Money,
    },
    /// Below the headline when nobody left.
    LedeNobodyLeft,
    /// Below the headline when those who left had brought nothing.
    LedeNothingLost,
    /// Why nothing is compared: the data begin too late.
    DataBeginLate {
        /// Their first day.
        first: Day,
    },
    /// Why nothing is compared: the person chose so.
    NothingCompared,
    /// Why nothing is compared: the file has no single purchases.
    OnlyTotals,
    /// Title of the notice in place of the months.
    NoMonthsTitle,
    /// Why, and what to do.
    NoMonthsText,
    /// What to do when nobody bought.
    ChooseAnotherPeriod,
    /// Stat.
    Customers,
    /// Stat.
    Buyers,
    /// Stat.
    Revenue {
        /// When, if a calendar year.
        period: Period,
    },
    /// Stat.
    Occasions,
    /// Stat.
    OccasionsPerBuyer,
    /// Stat.
    AverageOccasion,
    /// Stat.
    RepeatShare,
    /// Input and count.
    RepeatBuyers,
    /// Input.
    RefundsOnly,
    /// What the intervals are.
    IntervalNote {
        /// Resamples.
        resamples: i64,
    },
    /// Why there are none.
    NoIntervalNote,
    /// Title of the months.
    MonthsTitle {
        /// Which way.
        trend: Trend,
        /// Months compared.
        months: i64,
        /// Of these, above the year before.
        above: i64,
        /// Below it.
        below: i64,
    },
    /// Title of the months when a year cannot be compared with the one before.
    MonthsTooFew {
        /// Full months there are.
        full_months: i64,
    },
    /// Title of the months when the year before brought nothing.
    MonthsNothingBefore {
        /// Months compared.
        months: i64,
    },
    /// What the months measure.
    MonthsSubtitle,
    /// How many there are.
    MonthsSource {
        /// Months drawn.
        months: i64,
        /// Months there are.
        of: i64,
        /// Of those drawn, partial ones.
        partial: i64,
    },
    /// Column.
    MonthColumn,
    /// Column.
    PartialColumn,
    /// Detail of a bar.
    Count {
        /// How many.
        count: i64,
    },
    /// Title of the findings.
    FindingsTitle,
    /// Subtitle of the findings.
    FindingsSubtitle {
        /// How many.
        findings: i64,
    },
    /// Title of the movements.
    MovementTitle {
        /// What moved most in the direction of the whole.
        carrier: Movement,
        /// Which way the whole went.
        grew: bool,
    },
    /// Title when customers first seen carry the growth, who may be old ones.
    FirstSeenCarry,
    /// Title when the sum changed by less than a hundredth.
    MovementFlat,
    /// Title when the sum did not change.
    MovementEven,
    /// What the bars measure.
    MovementSubtitle {
        /// Now.
        period: Period,
        /// Then.
        compared: Period,
    },
    /// How the parts add up.
    MovementSource {
        /// The change of revenue.
        change: Money,
        /// Late refunds of customers who bought in neither.
        neither: Money,
        /// Whether new customers may be old ones.
        may_be_old: bool,
    },
    /// Title of the notice in its place.
    NoMovementTitle,
    /// A movement.
    Movement(Movement),
    /// Second line of its bar.
    MovementCustomers {
        /// How many.
        customers: i64,
    },
    /// Column.
    MovementColumn,
    /// The movements' sum.
    ChangeTotal,
    /// Column: revenue of a period.
    RevenueOf {
        /// The period.
        period: Period,
    },
    /// Column.
    ChangeColumn,
    /// A list's title.
    Members {
        /// What they did.
        movement: Movement,
    },
    /// A list's title.
    BuyersOf {
        /// When.
        period: Period,
    },
    /// A list's title.
    BuyersOfMonth {
        /// When.
        month: Month,
    },
    /// A list's title.
    KnownBy {
        /// When.
        day: Day,
    },
    /// A list's title.
    RepeatMembers,
    /// A list's title.
    OneTimeMembers,
    /// A list's title.
    SilentRegulars,
}

/// Whether others brought what those who left had brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Hole {
    /// More than that.
    Filled,
    /// Less.
    Partly,
    /// Nobody new or returned came.
    Open,
    /// Who seems new may be old: the data begin shortly before.
    Untold,
}

/// What a customer did between two periods.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Movement {
    /// Bought then, not now.
    Lost,
    /// Bought in both.
    Stayed,
    /// Bought now and before, not then.
    Returned,
    /// Bought now for the first time.
    New,
    /// Bought in neither.
    Neither,
}

impl Say for Overview {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english::english(self, speaker),
        }
    }
}
