//! Messages of `ladder`, `life_cycle` and `cadence`: the panels of relationships.
//!
//! - `names`: places, stages, kinds and levels
//! - `english`: their English

mod english;
mod names;

use serde::{Deserialize, Serialize};

pub use names::{Level, Loyalty, Sign, Standing, Why};

use super::profit::Basis;
use super::value_frequency::Group;
use super::{CustomerRef, Language, Say, Speaker};
use crate::base::{Day, Period};

/// Messages of the panels of relationships.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Ladder {
    /// Small line above a headline.
    Eyebrow {
        /// The day it speaks from.
        as_of: Day,
    },
    /// A place or a stage.
    Name(Standing),
    /// What puts customers there.
    Rule(Standing),
    /// Why nobody can be told to stand there.
    NotTold(Standing),
    /// Title of a list of customers.
    OnlyTotals,
    /// What it needs.
    OnlyTotalsText,
    /// Title where nobody bought.
    Nobody,
    /// What that means.
    NobodyText,
    /// Title of the ladder.
    Title {
        /// Customers who came again.
        again: i64,
        /// Customers who bought.
        bought: i64,
        /// Customers on a rung before who have left.
        left: i64,
        /// Since when.
        then: Option<Day>,
    },
    /// Below it.
    Lede {
        /// On a rung now.
        on_ladder: i64,
        /// Of so many.
        of: i64,
    },
    /// What the figures rest on.
    Note {
        /// The earlier day.
        then: Option<Day>,
    },
    /// Title: rungs nobody can be told to stand on.
    Untold {
        /// Which.
        rungs: Vec<Standing>,
    },
    /// What they would need.
    UntoldText {
        /// Which.
        rungs: Vec<Standing>,
    },
    /// Title where there is no earlier day.
    NoThen,
    /// What it needs.
    NoThenText,
    /// Title of the funnel: the step most stop at.
    FunnelTitle {
        /// The rung below.
        from: Standing,
        /// The rung above.
        to: Standing,
        /// Share that reached it.
        share: f64,
    },
    /// Stat.
    CameAgain,
    /// What the figures of the levels rest on.
    CadenceNote,
    /// Title of the funnel without a step.
    FunnelTitlePlain,
    /// What it counts.
    FunnelSubtitle,
    /// What counts as reached.
    FunnelSource,
    /// Axis and column.
    ReachedAxis,
    /// Second line of a bar.
    OfBelow {
        /// Share of the rung below.
        share: f64,
        /// From.
        low: f64,
        /// To.
        high: f64,
    },
    /// Title of the table.
    RungsTitle {
        /// On a rung.
        on_ladder: i64,
        /// Have left.
        left: i64,
    },
    /// What it counts.
    RungsSubtitle {
        /// Period of the revenue.
        period: Period,
    },
    /// What it leaves out.
    RungsSource,
    /// Column.
    RungColumn,
    /// Column.
    Conversion,
    /// Column and input.
    Low,
    /// Column and input.
    High,
    /// Line of totals.
    AllInView,
    /// Second line: where they are from.
    Prospects,
    /// Second line under a filter.
    ProspectsFiltered,
    /// Second line without a table.
    ProspectsUnknown,
    /// Title of the matrix.
    MovementTitle {
        /// Moved up.
        up: i64,
        /// Left.
        left: i64,
        /// Came back.
        back: i64,
        /// Since.
        then: Day,
    },
    /// Title of the matrix of stages.
    StageMovementTitle {
        /// Further.
        up: i64,
        /// Back.
        back: i64,
        /// Broken off.
        rupture: i64,
        /// Since.
        then: Day,
    },
    /// What it counts.
    MovementSubtitle {
        /// The earlier day.
        then: Day,
        /// The later day.
        now: Day,
    },
    /// What to know.
    MovementSource {
        /// First day of the data, when it is close.
        begins: Option<Day>,
    },
    /// Title over the rows.
    ThenAxis {
        /// The day.
        day: Day,
    },
    /// Title over the columns.
    NowAxis {
        /// The day.
        day: Day,
    },
    /// A column's name with its sum.
    WithCount {
        /// Which.
        standing: Standing,
        /// How many.
        customers: i64,
    },
    /// Second line of a cell.
    Percent {
        /// Part of the row.
        share: f64,
    },
    /// From where to where.
    Moved {
        /// Before.
        then: Standing,
        /// Now.
        now: Standing,
    },
    /// Parameter: the earlier day.
    Then,
    /// List's title.
    StoodThere {
        /// Where.
        then: Standing,
    },
    /// List's title.
    ReachedIt {
        /// Which.
        rung: Standing,
    },
    /// List's title.
    Everybody,
    /// Stat and list's title.
    MovedUp,
    /// Explanation.
    MovedUpWords,
    /// Stat and list's title.
    LeftSince,
    /// Explanation.
    LeftSinceWords,
    /// Stat and list's title.
    CameBack,
    /// Explanation.
    CameBackWords,
    /// Explanation.
    MovesFormula {
        /// So many.
        customers: i64,
        /// Of so many.
        of: i64,
        /// Since.
        then: Day,
    },
    /// What would make it wrong.
    MovesCaveat,
    /// Explanation.
    ConversionWords,
    /// A part of a whole.
    PartFormula {
        /// The part.
        part: i64,
        /// The whole.
        whole: i64,
    },
    /// What would make it wrong.
    ConversionCaveat,
    /// Stat.
    Inertia,
    /// Explanation.
    InertiaWords,
    /// Explanation.
    InertiaFormula {
        /// Repeat buyers with a sign.
        attached: i64,
        /// Repeat buyers.
        repeat: i64,
    },
    /// What would make it wrong.
    InertiaCaveat {
        /// Whether there are answers.
        answers: bool,
        /// Customers who answered.
        answered: i64,
    },
    /// A kind.
    Loyalty(Loyalty),
    /// What it is.
    LoyaltyText(Loyalty),
    /// Title of the table.
    LoyaltyTitle {
        /// Without a sign.
        inertia: i64,
        /// Repeat buyers.
        repeat: i64,
    },
    /// What counts as a sign.
    LoyaltySubtitle {
        /// Which the data hold.
        signs: Vec<Sign>,
    },
    /// Where from.
    LoyaltySource,
    /// Column.
    LoyaltyColumn,
    /// Title where nothing tells.
    NoSigns,
    /// What it would need.
    NoSignsText,
    /// Finding.
    InertiaFinding {
        /// How many.
        customers: i64,
    },
    /// What to do.
    InertiaFindingText,
    /// Step.
    OpenThem,
    /// Control on a card.
    RungOf {
        /// Whose.
        customer: CustomerRef,
    },
    /// Choice.
    ByRule,
    /// Title of the control.
    Choose,
    /// What it does.
    ChooseHelp,
    /// Line on the card.
    CardRung,
    /// Line on the card.
    CardStage,
    /// Second line: the person's word.
    ChosenByYou,
    /// Second line: the trend moved it back.
    SlowedDown,
    /// Small line above the stages.
    StageEyebrow {
        /// The day.
        as_of: Day,
    },
    /// Title of the stages.
    StagesHeadline {
        /// Renew.
        renewal: i64,
        /// Broken off.
        rupture: i64,
        /// Of so many.
        of: i64,
    },
    /// Below it.
    StagesLede,
    /// Title of the table.
    StagesTitle,
    /// What it counts.
    StagesSubtitle {
        /// Period of the revenue.
        period: Period,
    },
    /// The rule.
    StagesSource {
        /// Gaps.
        identification: f64,
        /// Gaps.
        renewal: f64,
        /// Gaps.
        slower: f64,
    },
    /// Column.
    StageColumn,
    /// Column.
    MovedBackColumn,
    /// Explanation.
    RenewalWords,
    /// Explanation.
    StageFormula {
        /// So many.
        customers: i64,
        /// Of so many.
        of: i64,
    },
    /// What would make it wrong.
    StageCaveat,
    /// Stat and list's title.
    Slowing,
    /// Explanation.
    SlowingWords,
    /// Stat and list's title.
    RupturedSince,
    /// Explanation.
    RupturedSinceWords,
    /// Parameter.
    IdentificationGaps,
    /// Parameter.
    RenewalGaps,
    /// Parameter.
    SlowerGaps,
    /// Small line above the levels.
    CadenceEyebrow {
        /// Period of the margin.
        period: Period,
    },
    /// Title of the levels.
    CadenceHeadline {
        /// Contacts due.
        due: i64,
        /// Within so many days.
        days: i64,
    },
    /// Below it.
    CadenceLede {
        /// Groups worth more closeness.
        closer: i64,
        /// What the margin is.
        basis: Basis,
    },
    /// Title without groups.
    NoGroups,
    /// What it means.
    NoGroupsText,
    /// Title of the levels.
    LevelsTitle {
        /// The closest group.
        group: Group,
        /// Its level.
        level: Level,
    },
    /// What it counts.
    LevelsSubtitle {
        /// Period.
        period: Period,
        /// What the margin is.
        basis: Basis,
    },
    /// The rule.
    LevelsSource {
        /// Few.
        few: i64,
        /// Many.
        many: i64,
        /// Times.
        high: f64,
        /// Times.
        low: f64,
    },
    /// A level.
    Level(Level),
    /// What it is.
    LevelText(Level),
    /// Column.
    GroupColumn,
    /// Column.
    MarginEach(Basis),
    /// Column.
    MarginAll(Basis),
    /// Column.
    TimesMean,
    /// Column and stat.
    ContactsEach,
    /// Column.
    CurrentLevel,
    /// Column.
    ProposedLevel,
    /// Column.
    DueColumn,
    /// Title without contacts.
    NoLog,
    /// What it would need.
    NoLogText,
    /// Title where the contacts reach over too few days.
    ShortLog,
    /// What it would need.
    ShortLogText {
        /// Days at least.
        days: i64,
    },
    /// Title of the list.
    ListTitle {
        /// How many.
        due: i64,
        /// Until.
        until: Day,
    },
    /// What it holds.
    ListSubtitle {
        /// Days after a purchase.
        after: i64,
    },
    /// How many are shown.
    ListSource {
        /// Shown.
        shown: i64,
        /// Of so many.
        of: i64,
    },
    /// Title of an empty list.
    NobodyDue,
    /// What it means.
    NobodyDueText,
    /// Stat and list's title.
    Due,
    /// Explanation.
    DueWords,
    /// Explanation.
    DueFormula {
        /// After a purchase.
        after: i64,
        /// By the usual gap.
        interval: i64,
        /// Days ahead.
        days: i64,
    },
    /// What would make it wrong.
    DueCaveat {
        /// Whether there is a log.
        log: bool,
    },
    /// Explanation.
    ContactsWords,
    /// Explanation.
    ContactsFormula {
        /// Contacts.
        contacts: i64,
        /// Customers.
        customers: i64,
        /// Days of the log.
        days: i64,
    },
    /// What would make it wrong.
    ContactsCaveat,
    /// Column.
    DayColumn,
    /// Column.
    CustomerColumn,
    /// Column.
    WhyColumn,
    /// A cause.
    Why(Why),
    /// Column.
    LastPurchase,
    /// Column.
    LastContact,
    /// Column.
    UsualGap,
    /// Parameter.
    Few,
    /// Parameter.
    Many,
    /// Parameter.
    HighMargin,
    /// Parameter.
    LowMargin,
    /// Parameter.
    AfterDays,
    /// Parameter.
    AheadDays,
    /// Parameter.
    LeastDays,
}

impl Say for Ladder {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english::said(self, speaker),
        }
    }
}
