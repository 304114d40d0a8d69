//! Messages of `flow`.
//!
//! - `english`: the sentences

mod english;

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};
use crate::base::{CalendarPeriod, CalendarStep, Money, Period};

/// Customers on one side of the flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Who {
    /// At the opening.
    Opening,
    /// For the first time.
    New,
    /// New ones who may be older than the data.
    MayBeOld,
    /// Back again.
    Returned,
    /// Stayed.
    Retained,
    /// Left.
    Lost,
    /// At the close.
    Closing,
    /// Came and left between opening and close.
    CameAndWent,
}

/// A rule of leaving.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rule {
    /// Bought in the period.
    BoughtInPeriod,
    /// Silent for over 2.5 usual gaps.
    OwnGap,
    /// Silent for over so many days.
    FixedDays {
        /// The days.
        days: i64,
    },
}

/// Messages of `flow`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Flow {
    /// Small line above the headline.
    Eyebrow,
    /// The same with what is counted.
    EyebrowOf {
        /// The step.
        step: CalendarStep,
        /// The period of the view.
        period: Period,
    },
    /// Title: how many stay away, and how far those who come back make up for it.
    Title {
        /// The step.
        step: CalendarStep,
        /// Part of the buyers.
        leak: f64,
        /// Returned ÷ lost.
        made_up: Option<f64>,
    },
    /// Below it: the same by silence.
    LedeBySilence {
        /// The step.
        step: CalendarStep,
        /// Part of the customers.
        leak: f64,
        /// Steps after which half are gone.
        half_life: Option<f64>,
    },
    /// Title of a list of customers.
    NoPurchases,
    /// What it needs.
    NoPurchasesText,
    /// Title when nobody bought.
    Nobody,
    /// What to do then.
    NobodyText,
    /// Title when there are no two whole periods.
    TooShort {
        /// The step.
        step: CalendarStep,
    },
    /// What to do then.
    TooShortText {
        /// The step.
        step: CalendarStep,
    },
    /// What the equation speaks of.
    EquationNote {
        /// The last whole period.
        period: CalendarPeriod,
    },
    /// Parameter.
    By,
    /// One side of the flow, as a name.
    Part {
        /// Which.
        who: Who,
    },
    /// The customers of one side, as a list's title.
    Members {
        /// Which.
        who: Who,
        /// When.
        period: CalendarPeriod,
        /// Under the rule of silence.
        by_silence: bool,
    },
    /// Those who bought in the compared period only, as a list's title.
    StayedAway,
    /// Explanation of one side.
    PartWords {
        /// Which.
        who: Who,
        /// When.
        period: CalendarPeriod,
    },
    /// The balance.
    BalanceFormula {
        /// At the opening.
        opening: i64,
        /// New.
        new: i64,
        /// Came back.
        returned: i64,
        /// Left.
        lost: i64,
        /// At the close.
        closing: i64,
    },
    /// What would make it wrong.
    PartCaveat {
        /// New ones who may be old.
        may_be_old: i64,
    },
    /// Stat.
    Retention {
        /// The step.
        step: CalendarStep,
    },
    /// Explanation.
    RetentionWords {
        /// The step.
        step: CalendarStep,
    },
    /// Formula.
    RetentionFormula {
        /// Openings together.
        opening: i64,
        /// Lost together.
        lost: i64,
    },
    /// Stat.
    Leak {
        /// The step.
        step: CalendarStep,
    },
    /// Explanation.
    LeakWords {
        /// The step.
        step: CalendarStep,
    },
    /// Formula.
    LeakFormula {
        /// Openings together.
        opening: i64,
        /// Lost together.
        lost: i64,
    },
    /// Stat.
    Refill {
        /// The step.
        step: CalendarStep,
    },
    /// Explanation.
    RefillWords {
        /// The step.
        step: CalendarStep,
    },
    /// Formula.
    RefillFormula {
        /// Lost together.
        lost: i64,
        /// Returned together.
        returned: i64,
        /// Periods.
        periods: i64,
    },
    /// Stat.
    HalfLife {
        /// The step.
        step: CalendarStep,
    },
    /// Explanation.
    HalfLifeWords {
        /// The step.
        step: CalendarStep,
    },
    /// Formula.
    HalfLifeFormula {
        /// Part who stay.
        retention: f64,
    },
    /// What would make the averages wrong.
    RateCaveat,
    /// Input.
    Periods {
        /// The step.
        step: CalendarStep,
    },
    /// Input.
    OpeningsTogether,
    /// Input.
    LostTogether,
    /// Input.
    ReturnedTogether,
    /// Stat and column.
    NewRevenue,
    /// Explanation.
    NewRevenueWords {
        /// The period.
        period: Period,
    },
    /// Stat.
    RepeatRevenue,
    /// Explanation.
    RepeatRevenueWords {
        /// The period.
        period: Period,
    },
    /// Input.
    NewRevenueBefore,
    /// Input.
    RepeatRevenueBefore,
    /// Formula.
    RevenueFormula {
        /// Of new customers.
        new: Money,
        /// Of the others.
        repeat: Money,
    },
    /// Stat.
    Growth,
    /// Explanation.
    GrowthWords,
    /// Stat.
    TrueGrowth,
    /// Explanation.
    TrueGrowthWords,
    /// Formula.
    ChangeFormula {
        /// Now.
        now: Money,
        /// Then.
        then: Money,
    },
    /// What would make the growth wrong.
    GrowthCaveat,
    /// Input: the lower end of an interval.
    GrowthFrom,
    /// Input: its upper end.
    GrowthTo,
    /// Stat.
    GrowthIntervals,
    /// Explanation.
    GrowthIntervalsWords,
    /// Formula.
    GrowthIntervalsFormula,
    /// Column.
    PeriodColumn,
    /// Column.
    RetentionColumn,
    /// Column.
    LeakColumn,
    /// Column.
    RefillColumn,
    /// Column.
    HalfLifeColumn,
    /// Column.
    ClosingColumn,
    /// Column.
    ReturnedRevenue,
    /// Column.
    RetainedRevenue,
    /// Column.
    OtherRevenue,
    /// Column.
    LostRevenue,
    /// Column under a rule of silence.
    LostYearRevenue,
    /// Column.
    PartialColumn,
    /// Column.
    RuleColumn,
    /// A rule of leaving.
    Rule(Rule),
    /// Title of the table of rules.
    RulesTitle {
        /// Least leak.
        low: f64,
        /// Largest leak.
        high: f64,
    },
    /// What it shows.
    RulesSubtitle,
    /// What the rules mean.
    RulesSource,
    /// Title of the second table.
    SilenceTitle {
        /// The rule.
        rule: Rule,
        /// The leak under it.
        leak: Option<f64>,
    },
    /// What it shows.
    SilenceSubtitle {
        /// The rule.
        rule: Rule,
    },
    /// How it is counted.
    SilenceSource,
    /// What the picture shows.
    FigureSubtitle,
    /// How it is counted.
    FigureSource,
    /// In a tooltip.
    PartOfPeriod,
    /// In a tooltip.
    MayBeOldNote {
        /// How many.
        customers: i64,
    },
    /// Title of the picture in money.
    RevenueTitle {
        /// Part of the revenue from new customers.
        new_share: Option<f64>,
        /// What the lost had brought, as a part of the revenue.
        lost_share: Option<f64>,
    },
    /// What it shows.
    RevenueSubtitle,
    /// The finding.
    HiddenLeak {
        /// Growth of the revenue.
        growth: Option<f64>,
        /// Fewer earlier customers bought.
        fewer: i64,
    },
    /// What is behind it.
    HiddenLeakText {
        /// Growth of the revenue of earlier customers.
        repeat: Option<f64>,
        /// Revenue of new customers.
        new_revenue: Money,
    },
    /// The step.
    OpenStayedAway,
}

impl Say for Flow {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english::english(self, speaker),
        }
    }
}
