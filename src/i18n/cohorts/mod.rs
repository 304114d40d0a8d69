//! Messages of `cohorts`.
//!
//! - `english`: what they say in English

mod english;

use serde::{Deserialize, Serialize};

use super::{Language, Message, Say, Speaker};
use crate::base::{CalendarPeriod, CalendarStep, Day, Money};

/// Messages of `cohorts`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Cohorts {
    /// Small line above the headline.
    Eyebrow,
    /// Title: how many come back.
    Title {
        /// The step.
        step: CalendarStep,
        /// In the next period.
        next: f64,
        /// Later: age and share.
        far: Option<(i64, f64)>,
    },
    /// Below it: what a customer brings.
    Lede {
        /// Of what.
        of: MoneyOf,
        /// The step.
        step: CalendarStep,
        /// In the first period.
        first: Money,
        /// The later age.
        age: i64,
        /// Up to that age.
        later: Money,
    },
    /// Title of a list of customers.
    NoPurchases,
    /// What it needs.
    NoPurchasesText,
    /// Title when nobody bought.
    Nobody,
    /// What to do then.
    NobodyText,
    /// Title when hardly anybody bought.
    TooFew {
        /// How many.
        customers: i64,
    },
    /// What it means.
    TooFewText,
    /// Title when no cohort can be followed.
    TooShort {
        /// The step.
        step: CalendarStep,
    },
    /// What to do then.
    TooShortText {
        /// The step.
        step: CalendarStep,
    },
    /// Parameter.
    By,
    /// Its choice that suits the length of the data.
    ByLength,
    /// Parameter.
    Measure,
    /// Its choice.
    ByCustomers,
    /// Its choice.
    ByRevenue,
    /// Its choice.
    ByProfit,
    /// Title where gross profit was asked for and is not known.
    NoProfit,
    /// What is shown then.
    NoProfitText,
    /// Next step.
    ToCosts,
    /// Parameter.
    Split,
    /// Its choice that divides nobody.
    NoSplit,
    /// The values without a name of their own.
    OtherValues,
    /// The customers of a cohort, as a list's title.
    CohortMembers {
        /// The cohort.
        period: CalendarPeriod,
    },
    /// Those who bought at an age, as a list's title.
    CellMembers {
        /// The cohort.
        period: CalendarPeriod,
        /// The age.
        age: i64,
        /// When that was.
        at: CalendarPeriod,
    },
    /// The customers of a value, as a list's title.
    ValueMembers {
        /// The column.
        name: String,
        /// The value.
        text: String,
    },
    /// The customers of the other values, as a list's title.
    OtherMembers {
        /// The column.
        name: String,
    },
    /// What the heat map shows.
    HeatSubtitle {
        /// The step.
        step: CalendarStep,
    },
    /// What it shows in money.
    MoneySubtitle {
        /// Of what.
        of: MoneyOf,
        /// The step.
        step: CalendarStep,
    },
    /// In a cell of money.
    Units {
        /// Money of a customer.
        money: Money,
    },
    /// In a tooltip of money.
    MoneyOfSize {
        /// Who bought at this age.
        active: i64,
        /// Of how many.
        size: i64,
    },
    /// What is left out of it.
    HeatSource {
        /// Cohorts that may hold older customers.
        truncated: Vec<Message>,
        /// Whether they are taken into the means, for want of others.
        taken_in: bool,
        /// The as-of day, where the last period is cut by it.
        as_of: Option<Day>,
        /// Money that belongs to no cell.
        outside: Option<Money>,
    },
    /// Column and axis.
    CohortColumn,
    /// Column.
    AgeColumn,
    /// Axis.
    AgeAxis {
        /// The step.
        step: CalendarStep,
    },
    /// Column.
    ActiveColumn,
    /// Column and axis.
    RetentionColumn,
    /// Column.
    SizeColumn,
    /// Column.
    MoneyColumn(MoneyOf),
    /// Column.
    CumulativeColumn(MoneyOf),
    /// Column and axis.
    CumulativeEachColumn(MoneyOf),
    /// Column.
    EachColumn(MoneyOf),
    /// Column.
    MayBeOldColumn,
    /// Column.
    PartialColumn,
    /// Column.
    OldEnoughColumn,
    /// In a cell.
    Percent {
        /// The share.
        share: f64,
    },
    /// In a tooltip.
    OfSize {
        /// Who bought.
        active: i64,
        /// Of how many.
        size: i64,
    },
    /// A cell, as a name.
    CellName {
        /// The cohort.
        period: CalendarPeriod,
        /// The age.
        age: i64,
        /// Whether the data hold only a part of it.
        partial: bool,
    },
    /// Name of a curve.
    AllCohorts,
    /// Line and column: the season allowed for.
    WithoutSeason,
    /// Title of the curve.
    CurveTitle {
        /// The step.
        step: CalendarStep,
        /// The oldest age.
        ages: i64,
    },
    /// Title of the curves by a column.
    SplitTitle {
        /// The column.
        name: String,
    },
    /// What the curve shows.
    CurveSubtitle {
        /// The step.
        step: CalendarStep,
    },
    /// What it is made of.
    CurveSource,
    /// Title of the curve of money.
    CumulativeTitle {
        /// Of what.
        of: MoneyOf,
        /// The step.
        step: CalendarStep,
        /// The age.
        age: i64,
        /// Money of a customer.
        money: Money,
    },
    /// What it shows.
    CumulativeSubtitle(MoneyOf),
    /// At a point.
    CumulativePoint {
        /// Money of a customer.
        money: Money,
    },
    /// Stat.
    RetentionAt {
        /// The step.
        step: CalendarStep,
        /// The age.
        age: i64,
    },
    /// Explanation.
    RetentionWords {
        /// The step.
        step: CalendarStep,
        /// The age.
        age: i64,
    },
    /// Formula.
    RetentionFormula {
        /// Who bought.
        active: i64,
        /// Old enough.
        customers: i64,
    },
    /// Stat.
    RevenueAt {
        /// Of what.
        of: MoneyOf,
        /// The step.
        step: CalendarStep,
        /// The age.
        age: i64,
    },
    /// Explanation.
    RevenueWords {
        /// Of what.
        of: MoneyOf,
        /// The step.
        step: CalendarStep,
        /// The age.
        age: i64,
    },
    /// Formula.
    RevenueFormula {
        /// Money of a customer.
        each: Money,
        /// Old enough.
        customers: i64,
    },
    /// What would make it wrong.
    Caveat,
}

/// Which money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MoneyOf {
    /// What was sold.
    Revenue,
    /// What is left of it once the goods are paid.
    GrossProfit,
}

impl MoneyOf {
    /// At the beginning of a sentence, and within one.
    fn names(self) -> [&'static str; 2] {
        match self {
            Self::Revenue => ["Revenue", "revenue"],
            Self::GrossProfit => ["Gross profit", "gross profit"],
        }
    }
}

impl Say for Cohorts {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english::say(self, speaker),
        }
    }
}
