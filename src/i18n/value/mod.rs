//! Messages of `value`.
//!
//! - `check`: assumptions and what was found of them
//! - `english`: the sentences
//! - `formula`: how a value is made up, with as many digits as it takes to come to it
//! - `names`: names that messages take in
//! - `rhythm`: what is said where no model speaks

mod check;
mod english;
mod formula;
mod names;
mod rhythm;

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};
use crate::base::{Day, Money, Month};

pub use check::{Check, Figures, Verdict};
pub use names::{Because, Bound, Choice, GroupLabel, Plain, Source};

/// Messages of `value`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// Name of what the figures come from.
    Source(Source),
    /// A set of customers, as a list's title.
    Everybody,
    /// The most valuable tenth, as a list's title.
    TopTenth,
    /// The customers of a band, as a list's title.
    BandMembers {
        /// From this value on.
        from: Money,
        /// Below this one; none for the last.
        to: Option<Money>,
    },
    /// A plainer way to say the value.
    Plain(Plain),
    /// Title of the plainer ways.
    PlainTitle,
    /// What they rest on.
    PlainYear {
        /// First month of the year.
        from: Month,
        /// Its last month.
        to: Month,
        /// Customers who came in it.
        active: i64,
        /// Visits of each.
        visits_each: f64,
        /// Money of a visit, in currency units.
        visit: f64,
        /// Share of those of the year before who came again.
        retention: Option<f64>,
    },
    /// Too few months for them.
    PlainNoYear,
    /// Their formulas.
    PlainSource {
        /// Discount rate a year.
        rate: f64,
        /// The margin everything is at; `None` for revenue.
        margin: Option<f64>,
    },
    /// Column: the way.
    PlainColumn,
    /// Column: of how many customers.
    PlainCustomers,
    /// Column: money of each.
    PlainEach,
    /// Column: money of all of them.
    PlainTotal,
    /// Small line above the headline.
    Eyebrow {
        /// The horizon.
        days: f64,
        /// Gross profit, not revenue.
        gross: bool,
    },
    /// Title: what all will bring.
    Title {
        /// How many customers.
        customers: i64,
        /// Discounted revenue or gross profit.
        money: Money,
        /// Gross profit, not revenue.
        gross: bool,
        /// Part of it that the most valuable tenth brings.
        top_share: Option<f64>,
    },
    /// Title where nothing is known of amounts.
    TitleVisits {
        /// How many customers.
        customers: i64,
        /// Expected visits.
        visits: f64,
    },
    /// Title where no model speaks.
    TitleRhythm {
        /// How many customers are carried on.
        customers: i64,
        /// How many count as gone and are carried at nothing.
        gone: i64,
        /// Discounted revenue or gross profit.
        money: Money,
        /// Gross profit, not revenue.
        gross: bool,
    },
    /// Title where nothing can be said.
    NotEnough,
    /// Below the headline: how sure it is.
    Lede {
        /// Where four outcomes in five lie.
        range: Option<(Money, Money)>,
        /// The day of the track record and how far off its total was.
        record: Option<(Day, f64)>,
    },
    /// Why no model speaks.
    Because(Because),
    /// Title of the notice beside figures of the own rhythm.
    NoModel {
        /// Customers who have left and are carried at nothing.
        gone: i64,
    },
    /// Title of the notice where there is no track record.
    NoRecord {
        /// The day it would have started from.
        day: Day,
    },
    /// Stat.
    Purchases(Bound),
    /// Stat.
    Spend(Bound),
    /// Stat.
    Clv(Bound),
    /// Stat.
    PurchaseValue,
    /// Stat.
    ModelUsed,
    /// Stat.
    Holdout,
    /// Explanation.
    PurchasesWords {
        /// The horizon.
        days: f64,
    },
    /// Explanation.
    PurchasesFormula {
        /// How many customers.
        customers: i64,
        /// The sum.
        visits: f64,
    },
    /// Explanation where no model speaks.
    RhythmWords {
        /// The horizon.
        days: f64,
    },
    /// Explanation where no model speaks.
    RhythmFormula {
        /// How many customers are carried on.
        customers: i64,
        /// How many count as gone.
        gone: i64,
        /// The horizon.
        days: f64,
        /// The sum.
        visits: f64,
    },
    /// Explanation.
    SpendWords,
    /// Explanation.
    SpendFormula {
        /// Visits.
        visits: f64,
        /// Money of one, in currency units.
        value: f64,
        /// Money.
        spend: Money,
    },
    /// Explanation.
    NotKnownFormula,
    /// Explanation.
    ClvWords {
        /// A year.
        rate: f64,
        /// The margin; `None` for revenue.
        margin: Option<f64>,
    },
    /// Explanation.
    ClvFormula(ClvParts),
    /// Stat, column and figure: value without end.
    Residual,
    /// Explanation.
    ResidualWords {
        /// A year.
        rate: f64,
    },
    /// Explanation.
    ResidualFormula {
        /// How many customers.
        customers: i64,
        /// The sum.
        residual: Money,
    },
    /// Input.
    Margin,
    /// Figure: chance of any further purchase.
    ComesAgain,
    /// Column and figure: the day of the next purchase.
    NextPurchase(Bound),
    /// Parameter: what customers are grouped by.
    By,
    /// Choice.
    BySegment,
    /// Choice.
    ByFirstPurchase,
    /// Name of a group, in its row and as a list's title.
    Group(GroupLabel),
    /// Title of the groups.
    GroupsTitle {
        /// The most valuable.
        group: GroupLabel,
        /// Its part of the value.
        share: f64,
    },
    /// Title where no money is known.
    GroupsTitleVisits,
    /// Subtitle: segments.
    GroupsBySegment,
    /// Subtitle: fits by group were compared with one for all.
    GroupsTested {
        /// Groups with a fit of their own.
        fitted: i64,
        /// Whether they differ.
        differ: bool,
        /// How often chance alone would say so.
        chance: f64,
        /// Visits that the fits by group expect.
        visits: f64,
        /// Visits that one fit for all expects.
        pooled: f64,
    },
    /// Subtitle: fewer than two groups could be fitted.
    GroupsUntested,
    /// Stat: whether the groups differ.
    GroupTest,
    /// Explanation.
    GroupTestWords,
    /// Explanation.
    GroupTestFormula {
        /// What the log-likelihood gains.
        gain: f64,
        /// Numbers that the fits take beyond those of one.
        numbers: i64,
        /// How often chance alone gains as much.
        chance: f64,
    },
    /// Source of the groups.
    GroupsSource,
    /// Column.
    GroupColumn,
    /// Column.
    OwnPurchases,
    /// Detail of a group without a fit of its own.
    Pooled,
    /// Explanation of an end of an interval.
    BoundWords,
    /// Explanation.
    BoundFormula,
    /// Explanation of the choice.
    ModelUsedWords(Choice),
    /// Explanation.
    ModelFormula {
        /// Customers of the fit.
        customers: i64,
        /// Of these, with a repeat visit.
        repeaters: i64,
    },
    /// Explanation.
    ModelWords,
    /// Explanation.
    HoldoutWords {
        /// The day.
        day: Day,
        /// Customers known then.
        customers: i64,
    },
    /// Explanation.
    HoldoutFormula {
        /// Foreseen.
        predicted: f64,
        /// What came.
        actual: f64,
    },
    /// What would make it wrong.
    Caveat,
    /// Note below the equation.
    IntervalNote {
        /// Where four outcomes in five of the visits lie, when a model says.
        visits: Option<(f64, f64)>,
    },
    /// Input.
    Horizon,
    /// Input and parameter.
    Rate,
    /// Parameter.
    Unit,
    /// Choice.
    UnitOf {
        /// Days of it.
        days: i64,
    },
    /// Parameter.
    MonthDays,
    /// Parameter.
    CalibrationEnd,
    /// Choice.
    CalibrationDay(Day),
    /// Parameter.
    ModelChoice,
    /// Choice.
    BestModel,
    /// Column.
    Model,
    /// Column.
    LogLikelihood,
    /// Column.
    Foreseen,
    /// Column.
    Came,
    /// Column.
    ErrorShare,
    /// Column.
    MissPerCustomer,
    /// Column.
    RootMiss,
    /// Column.
    Used,
    /// Row: everybody goes on at the own rate.
    SameRate,
    /// Row: everybody comes at the mean rate.
    MeanRate,
    /// Title of the track record.
    RecordTitle {
        /// How far off the total was.
        error: f64,
        /// Whether a simple rule was better for the single customer.
        beaten: bool,
    },
    /// Subtitle of the track record.
    RecordSubtitle {
        /// The day.
        day: Day,
        /// Customers known then.
        customers: i64,
        /// Days since.
        days: i64,
    },
    /// Source of the track record.
    RecordSource,
    /// Title of the tracking chart.
    TrackingTitle {
        /// The day.
        day: Day,
    },
    /// Subtitle of the tracking chart.
    TrackingSubtitle {
        /// The model.
        model: Source,
    },
    /// Source of the tracking chart.
    TrackingSource,
    /// Column and axis.
    RepeatVisits,
    /// Column and line.
    ExpectedVisits,
    /// Column.
    Month,
    /// Title, subtitle and source of the chances said and what came of them.
    CalibrationTitle,
    /// See above.
    CalibrationSubtitle,
    /// See above.
    CalibrationSource,
    /// Column.
    ForeseenShare,
    /// Column.
    CameShare,
    /// Title, subtitle and source of visits foreseen and made by visits before.
    FrequencyTitle,
    /// See above.
    FrequencySubtitle,
    /// See above.
    FrequencySource,
    /// Row: repeat visits before.
    RepeatsBefore {
        /// How many.
        repeats: i64,
        /// Or more.
        or_more: bool,
    },
    /// Column.
    ForeseenEach,
    /// Column.
    CameEach,
    /// Title of the checks.
    ChecksTitle {
        /// How many hold.
        hold: i64,
        /// How many there are.
        all: i64,
    },
    /// Subtitle of the checks.
    ChecksSubtitle,
    /// Column.
    Assumption,
    /// Column.
    Verdict,
    /// A verdict.
    VerdictIs(Verdict),
    /// An assumption.
    Check(Check),
    /// What was found of an assumption.
    Found(Check, Figures),
    /// Title of the curve.
    CurveTitle {
        /// Part that the first half of the horizon brings.
        half: f64,
    },
    /// Subtitle of the curve.
    CurveSubtitle {
        /// Gross profit, not revenue.
        gross: bool,
    },
    /// Source of the curve.
    CurveSource,
    /// Row of the curve.
    UpToDay {
        /// Days from the as-of day.
        days: i64,
    },
    /// Column and axis.
    Worth,
    /// Column.
    Days,
    /// Title of the distribution.
    SpreadTitle {
        /// Customers of the upper half of the value.
        customers: i64,
    },
    /// Subtitle of the distribution.
    SpreadSubtitle,
    /// Source of the distribution.
    SpreadSource,
    /// A band.
    Band {
        /// From this value on.
        from: Money,
        /// Below this one; none for the last.
        to: Option<Money>,
    },
    /// Column.
    BandColumn,
    /// Column.
    WorthShare,
    /// Title of the list.
    MostValuable {
        /// How many are shown.
        customers: i64,
    },
    /// Subtitle of the list.
    MostValuableSubtitle {
        /// Whether there are intervals.
        intervals: bool,
        /// The margin; `None` for revenue.
        margin: Option<f64>,
    },
    /// Source of the list.
    MostValuableSource {
        /// Gross profit, not revenue.
        gross: bool,
    },
    /// Column.
    PAlive,
    /// Column.
    DiscountedVisits,
    /// The finding.
    TopFinding {
        /// How many.
        customers: i64,
        /// Their value.
        money: Money,
    },
    /// What to do.
    TopFindingText {
        /// Part of all.
        share: f64,
    },
    /// The step.
    OpenTop,
    /// Column.
    Figure,
    /// Card: title.
    CardTitle {
        /// The horizon.
        days: f64,
    },
    /// Card: subtitle.
    CardSubtitle {
        /// Where the figures come from.
        model: Source,
        /// How the value of later money is made up, where the money is known.
        clv: Option<ClvParts>,
    },
}

/// What the worth of later money is the product of.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClvParts {
    /// Expected visits.
    pub visits: f64,
    /// Money of one, in currency units.
    pub value: f64,
    /// What a unit of it is worth now.
    pub factor: f64,
    /// What is earned of a unit; `None` for revenue.
    pub margin: Option<f64>,
    /// The product.
    pub clv: Money,
}

impl Say for Value {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english::english(self, speaker),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(message: &Value) -> String {
        message.say(&Speaker::default())
    }

    #[test]
    fn errors_of_the_record_are_said_in_words() {
        let lede = |error| {
            say(&Value::Lede {
                range: None,
                record: Some((Day(0), error)),
            })
        };
        assert!(lede(-0.121).ends_with("foreseen 12% too few visits."));
        assert!(lede(0.16).ends_with("foreseen 16% too many visits."));
        assert!(lede(0.001).ends_with("foreseen as many visits as were made."));
    }

    #[test]
    fn reasons_are_sentences() {
        let few = say(&Value::Because(Because::TooFew {
            customers: 40,
            repeaters: 1,
            least: 100,
            least_repeaters: 30,
        }));
        assert_eq!(
            few,
            "A model of the whole customer base needs 100 customers of whom 30 came again; \
             here are 40 and 1."
        );
    }
}
