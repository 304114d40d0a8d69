//! Messages of `silence`.
//!
//! - `english`: the sentences

mod english;

use serde::{Deserialize, Serialize};

use super::profit::Basis;
use super::{Language, Say, Speaker};
use crate::base::{Day, Money};

/// Messages of `silence`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Silence {
    /// Small line above the headline.
    Eyebrow {
        /// The day it speaks from.
        as_of: Day,
    },
    /// Title.
    Title {
        /// How many are silent for too long.
        customers: i64,
        /// What they brought in the year before.
        yearly: Money,
        /// What that money is.
        basis: Basis,
    },
    /// Title where nobody is.
    Calm,
    /// Below it.
    NobodySilent {
        /// How many to watch.
        amber: i64,
    },
    /// Below the title: nobody seems to have left.
    AsMuchAsChance,
    /// Below the title: where to begin.
    Lede {
        /// How many first ones.
        first: i64,
        /// Of how many.
        of: i64,
        /// Their part of the money at risk.
        share: Option<f64>,
        /// What the alarm of a quarter earlier was worth: how many had left of how many flagged.
        record: Option<(i64, i64)>,
    },
    /// Title of a list of customers.
    OnlyTotals,
    /// What it needs.
    OnlyTotalsText,
    /// Title where nobody came often enough.
    NobodyOften {
        /// Fewest visits.
        visits: i64,
    },
    /// What to do then.
    NobodyOftenText {
        /// Fewest visits.
        visits: i64,
    },
    /// What the figures rest on.
    Note {
        /// Whether the season is allowed for.
        season: bool,
        /// Whether the value models say who is still a customer.
        modelled: bool,
    },
    /// Title of the alarms.
    AlarmsTitle,
    /// Who is in them.
    AlarmsSubtitle {
        /// Fewest visits.
        visits: i64,
        /// Usual gaps.
        red: f64,
        /// By which lines.
        lines: Lines,
        /// What the money is.
        basis: Basis,
    },
    /// How many are shown.
    AlarmsSource {
        /// In the table.
        shown: i64,
        /// In all.
        red: i64,
        /// To be watched.
        amber: i64,
    },
    /// Second line of an alarm.
    LastVisit {
        /// The day.
        day: Day,
    },
    /// Column.
    Customer,
    /// Column.
    VisitsColumn,
    /// Column.
    UsualGap,
    /// Column.
    SilentFor,
    /// Column.
    Ratio,
    /// Column.
    StillCustomer,
    /// Column: money of the year before the silence.
    Yearly(Basis),
    /// Column and stat.
    AtRisk,
    /// Column: the first day of the alarm.
    Since,
    /// Column: what to ask first.
    Ask,
    /// What to ask first.
    Clue(Clue),
    /// Title of those who come less often.
    FewerTitle {
        /// How many.
        customers: i64,
    },
    /// What is compared.
    FewerSubtitle {
        /// Days of a window.
        days: i64,
    },
    /// How many chance alone would give.
    FewerSource {
        /// That number.
        by_chance: f64,
    },
    /// Column.
    Before,
    /// Column.
    Recent,
    /// Column.
    ByChance,
    /// Title of the track record.
    RecordTitle {
        /// Part of the flagged who had left.
        precision: f64,
        /// The same of the plain rule.
        plain: f64,
    },
    /// On which day, over whom.
    RecordSubtitle {
        /// The day of the alarm.
        day: Day,
        /// Customers with a rhythm on it.
        considered: i64,
    },
    /// What had left means.
    RecordSource,
    /// Title where the past says nothing.
    NoRecord,
    /// Why.
    NoRecordText {
        /// Days between the alarm and its judgement.
        days: i64,
    },
    /// Column.
    Way,
    /// Column.
    Flagged,
    /// Column.
    HadLeft,
    /// Column.
    Precision,
    /// Column.
    Recall,
    /// Way.
    ThisAlarm,
    /// Way.
    PlainRule {
        /// Days of silence from which it flags.
        days: i64,
    },
    /// Title of the groups.
    GroupsTitle,
    /// What they are.
    GroupsSubtitle,
    /// Column.
    GroupColumn,
    /// A group.
    Group(Group),
    /// Who is in it.
    GroupText(Group),
    /// The same of one customer, on the card.
    CardText(Group),
    /// A group as a list's title.
    Members(Group),
    /// Parameter.
    Lines,
    /// Choice.
    By(Lines),
    /// Parameter.
    DropLevel,
    /// Parameter.
    Amber,
    /// Parameter.
    Red,
    /// Parameter.
    LeastVisits,
    /// Parameter.
    Window,
    /// Parameter.
    Longest,
    /// Stat.
    Silent,
    /// Explanation.
    SilentWords {
        /// Usual gaps.
        gaps: f64,
        /// By which lines.
        lines: Lines,
    },
    /// Stat.
    Watched,
    /// Explanation.
    WatchedWords {
        /// Usual gaps.
        gaps: f64,
        /// By which lines.
        lines: Lines,
    },
    /// Stat.
    Fewer,
    /// Explanation.
    FewerWords {
        /// Days of a window.
        days: i64,
        /// Chance below which a drop is told.
        level: f64,
    },
    /// Explanation.
    CountFormula {
        /// Those counted.
        customers: i64,
        /// All with a rhythm.
        of: i64,
        /// Fewest visits.
        visits: i64,
    },
    /// What would make it wrong.
    Caveat,
    /// Input.
    GapOfAll,
    /// Input.
    GapsOfPrior,
    /// Explanation.
    AtRiskWords {
        /// Whether the value models say who is still a customer.
        modelled: bool,
    },
    /// Explanation.
    AtRiskFormula {
        /// Over how many it is summed.
        customers: i64,
        /// What the money is.
        basis: Basis,
    },
    /// What would make it wrong.
    AtRiskCaveat,
    /// Input.
    LeavingShare,
    /// Stat.
    Backtest,
    /// Explanation.
    BacktestWords {
        /// The day of the alarm.
        day: Day,
    },
    /// Explanation.
    BacktestFormula {
        /// The flagged who had left.
        gone: i64,
        /// The flagged.
        flagged: i64,
        /// All who had left.
        all: i64,
    },
    /// The finding.
    Finding {
        /// How many.
        customers: i64,
        /// What they brought in the year before.
        yearly: Money,
    },
    /// What is at stake.
    FindingText {
        /// Money at risk.
        at_risk: Money,
    },
    /// The step.
    OpenSilent,
}

/// What went before a silence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Clue {
    /// A complaint nobody has answered.
    OpenComplaint,
    /// A complaint that was answered.
    Complaint,
    /// Goods given back.
    Return,
    /// Less and less often.
    Slower,
    /// Smaller and smaller purchases.
    Smaller,
    /// From one day to the next.
    Sudden,
}

/// By what a silence is told to be too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lines {
    /// By usual gaps.
    Gaps,
    /// By the customer's own spread.
    Spread,
    /// By both.
    Both,
}

/// Customers told together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Group {
    /// Silent for too long.
    Red,
    /// To be watched.
    Amber,
    /// Less often than before.
    Fewer,
    /// Dealt with.
    Handled,
    /// Left long ago.
    Left,
}

impl Say for Silence {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english::english(self, speaker),
        }
    }
}
