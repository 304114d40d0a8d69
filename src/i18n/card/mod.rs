//! Messages of `card`.
//!
//! - `english`: the sentences

mod english;

use serde::{Deserialize, Serialize};

use super::{CustomerRef, Language, Say, Speaker};
use crate::base::{Day, Money, Period};

/// Messages of `card`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Card {
    /// Small line above the name.
    Eyebrow {
        /// Who.
        customer: CustomerRef,
        /// First visit.
        since: Option<Day>,
    },
    /// The name.
    Name {
        /// Who.
        customer: CustomerRef,
    },
    /// Below the name: on time.
    OnTime {
        /// Days since the last visit.
        silent: i64,
        /// Days usually between two.
        usual: f64,
        /// Whether that is this customer's own rhythm, or the shop's.
        own: bool,
    },
    /// Below the name: late.
    Late {
        /// Days since the last visit.
        silent: i64,
        /// Days usually between two.
        usual: f64,
        /// Whether that is this customer's own rhythm, or the shop's.
        own: bool,
        /// Whether the rule counts the customer as gone.
        gone: bool,
    },
    /// Below the name: nobody in this shop came twice.
    NoRhythm {
        /// Days since the last visit.
        silent: i64,
    },
    /// Below the name and in place of the timeline: refunds only.
    RefundsOnly {
        /// Net money.
        revenue: Money,
    },
    /// What that means.
    RefundsOnlyText,
    /// Title of what the table of customers says.
    AttributesTitle,
    /// Title of contacts and campaigns.
    EventsTitle,
    /// Below it.
    EventsSubtitle,
    /// Column: the day.
    EventDay,
    /// Column: contact or campaign.
    Event,
    /// A contact.
    Contact,
    /// A campaign.
    Campaign,
    /// Column: kind of contact, name of the campaign.
    EventWhat,
    /// Column: what was said.
    EventText,
    /// Column: the day it was answered.
    EventAnswered,
    /// Title of direct costs.
    CostsTitle,
    /// Below it.
    CostsSubtitle,
    /// Column: the line of cost.
    CostLine,
    /// Column: its money.
    CostAmount,
    /// Title of what peers buy.
    NotYetTitle {
        /// What most of them buy.
        name: String,
        /// Part of the peers.
        share: f64,
    },
    /// Below it.
    NotYetSubtitle {
        /// How many there are.
        found: i64,
    },
    /// Who peers are, and what the columns mean.
    NotYetSource,
    /// Column: peers who bought it.
    Peers,
    /// Column: their part.
    PeerShare,
    /// Column: that part against that of all customers.
    Lift,
    /// Where it is from.
    AttributesSubtitle,
    /// Column: name of a mark.
    Attribute,
    /// Column: the mark.
    AttributeValue,
    /// In place of the timeline: no single purchases.
    OnlyTotals,
    /// What that means.
    OnlyTotalsText,
    /// Nothing in view.
    NotInView,
    /// What to do then.
    NotInViewText,
    /// Title of the timeline.
    Title {
        /// Visits in the period.
        visits: i64,
        /// The period.
        period: Period,
        /// Days since the last visit.
        silent: i64,
        /// Whether the last visit lies in the period.
        last_within: bool,
    },
    /// What the pins are.
    Subtitle {
        /// Visits in all.
        visits: i64,
        /// Days with refunds.
        refunds: i64,
    },
    /// Only the last pins are drawn.
    OnlyLast {
        /// How many.
        drawn: i64,
    },
    /// Axis.
    MoneyAxis,
    /// Label of the silence.
    Silent {
        /// How many days.
        days: i64,
    },
    /// Label of the largest pin.
    Largest {
        /// Its money.
        money: Money,
    },
    /// Stat.
    Revenue,
    /// Stat.
    Visits,
    /// Stat.
    Average,
    /// Stat.
    UsualGap,
    /// Stat.
    SilentDays,
    /// Stat.
    FirstDay,
    /// Stat.
    LastDay,
    /// Stat.
    RevenueIn {
        /// The period.
        period: Period,
    },
    /// Stat.
    VisitsIn {
        /// The period.
        period: Period,
    },
    /// Explanation.
    RevenueWords {
        /// As-of day.
        by: Day,
    },
    /// Explanation.
    VisitsWords {
        /// As-of day.
        by: Day,
    },
    /// Explanation.
    AverageWords,
    /// Explanation: own rhythm.
    OwnGapWords,
    /// Explanation: the shop's rhythm.
    PooledGapWords,
    /// Explanation.
    SilentWords {
        /// As-of day.
        by: Day,
    },
    /// Explanation.
    FirstWords,
    /// Explanation.
    LastWords,
    /// Explanation.
    WithinWords {
        /// The period.
        period: Period,
    },
    /// Formula.
    RowsFormula {
        /// Rows added up.
        rows: i64,
    },
    /// Formula.
    VisitsFormula {
        /// Visits.
        visits: i64,
        /// Rows they come from.
        rows: i64,
    },
    /// Formula.
    AverageFormula {
        /// Money.
        revenue: Money,
        /// Visits.
        visits: i64,
    },
    /// Formula.
    OwnGapFormula {
        /// Gaps.
        gaps: i64,
    },
    /// Formula.
    PooledGapFormula {
        /// Visits of this customer.
        visits: i64,
    },
    /// Formula.
    SilentFormula {
        /// As-of day.
        by: Day,
        /// Last visit.
        last: Day,
    },
    /// Formula.
    VisitsWithinFormula {
        /// Visits in the period.
        within: i64,
        /// Visits in all.
        of: i64,
    },
    /// Formula.
    FirstFormula {
        /// Visits in all.
        of: i64,
    },
    /// Formula.
    LastFormula {
        /// Visits in all.
        of: i64,
    },
    /// What would make it wrong.
    Caveat,
    /// What the intervals would be; there are none on a card.
    Note,
    /// Title of the standing.
    StandingTitle {
        /// Place by revenue.
        rank: i64,
        /// Of how many.
        of: i64,
        /// In the period.
        period: Period,
    },
    /// Title when the customer has no revenue in the period.
    StandingWithout {
        /// The period.
        period: Period,
    },
    /// What it compares.
    StandingSubtitle,
    /// Column.
    By,
    /// Column.
    Place,
    /// Row.
    BySegment,
    /// Row.
    ByGroup,
    /// Row.
    ByClass,
    /// Row.
    ByRank,
    /// Second line of a row.
    Scores {
        /// Recency.
        r: i64,
        /// Frequency.
        f: i64,
        /// Money.
        m: i64,
    },
    /// In place of the scores: fifths of so few customers say nothing.
    TooFewToScore {
        /// How many are scored.
        customers: i64,
    },
    /// Second line of a row.
    Within {
        /// The period.
        period: Period,
    },
    /// Second line of a row.
    RankOf {
        /// Of how many.
        of: i64,
    },
    /// Title of the rows.
    RowsTitle {
        /// How many are shown.
        shown: i64,
        /// Of how many.
        of: i64,
    },
    /// What they are.
    RowsSubtitle,
    /// Column.
    Line,
    /// Column.
    Day,
    /// Column.
    Amount,
    /// Column.
    Quantity,
    /// Column.
    Refund,
}

impl Say for Card {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english::english(self, speaker),
        }
    }
}
