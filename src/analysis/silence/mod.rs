//! P9: who has been silent for longer than is usual for them, and who comes less often.
//!
//! - `clock`: days counted by how many visits usually fall on them
//! - `rhythm`: every customer's usual gap, drawn towards everybody's where little is known
//! - `fewer`: whether a customer comes less often than before
//! - `clue`: what there is to ask about
//! - `record`: what the alarm of a past day would have been worth

mod clock;
mod clue;
mod fewer;
mod record;
mod rhythm;

pub use clock::Clock;
pub use clue::{Clue, clue};
use fewer::Chances;
pub use fewer::{chance_of_so_few, size_of_test};
pub use record::{QUARTER_DAYS, Record};
pub use rhythm::{Rhythm, Rhythms};

use super::CustomerBase;
use crate::base::{Day, Money, order};
use crate::dataset::{CustomerIx, Dataset};
use rhythm::{leaving_share, still_comes};

/// Days of the year whose money is at risk.
pub const YEAR_DAYS: i32 = 365;

/// Chances of a gap so short at which a silence is amber and red by the customer's own spread.
const PERSONAL_LINES: [f64; 2] = [0.75, 0.9];

/// By what a silence is told to be too long.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lines {
    /// By usual gaps: finds the most of those who leave, and is right as often as the others.
    #[default]
    Gaps,
    /// By the customer's own spread.
    Spread,
    /// By both: fewest alarms; somebody who always came in bursts is not silent between two of them.
    Both,
}

/// What the person may set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rules {
    /// By what a silence is told to be too long.
    pub lines: Lines,
    /// Usual gaps of silence above which a customer is watched.
    pub amber: f64,
    /// Usual gaps of silence above which the alarm rings.
    pub red: f64,
    /// Fewest visits of somebody whose silence means something.
    pub least_visits: u32,
    /// Days of each of the two windows in which visits are compared.
    pub window_days: i32,
    /// A drop of visits that chance gives less often than this is told.
    pub drop_level: f64,
    /// Longest silence of which the alarm speaks, in days, where the usual gap is not so long
    /// itself: who is silent for longer has left.
    pub longest_days: i32,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            lines: Lines::default(),
            amber: 1.5,
            red: 2.5,
            least_visits: 3,
            window_days: 91,
            drop_level: 0.05,
            longest_days: 365,
        }
    }
}

/// How a customer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// As usual.
    Quiet,
    /// To be watched.
    Amber,
    /// Silent for too long.
    Red,
    /// Silent for so long that there is nothing to be alarmed about any more.
    Left,
}

impl Level {
    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Quiet => "quiet",
            Self::Amber => "amber",
            Self::Red => "red",
            Self::Left => "left",
        }
    }
}

/// One customer with a rhythm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Case {
    /// Who.
    pub customer: CustomerIx,
    /// How it stands.
    pub level: Level,
    /// Day of the last visit.
    pub last: Day,
    /// Calendar days since.
    pub silent_days: i32,
    /// Usual gap in calendar days, at the time of year of the silence.
    pub usual_gap_days: f64,
    /// Silence in usual gaps.
    pub ratio: f64,
    /// Chance that a gap of somebody who still comes is shorter than the silence.
    pub overdue: f64,
    /// Chance of still being a customer by the rhythm alone.
    pub p_alive: f64,
    /// Visits in the earlier and in the later window.
    pub windows: (u32, u32),
    /// Chance of so few visits in the later one if nothing has changed.
    pub drop_chance: f64,
    /// The first day on which the silence was beyond the red line, where it is.
    pub red_since: Option<Day>,
}

/// How the customers with a rhythm stand on a day.
#[derive(Clone, Debug)]
pub struct Silence {
    /// The day.
    pub as_of: Day,
    /// Under which rules.
    pub rules: Rules,
    /// One entry a customer with enough visits, in index order.
    pub cases: Vec<Case>,
    /// Everybody's usual gap in days of the clock, when somebody came twice.
    pub gap_of_all: Option<f64>,
    /// Gaps of everybody that weigh as much as a customer's own; `None` where they weigh nothing.
    pub gaps_of_prior: Option<f64>,
    /// Share of the customers who leave after a visit, by the rhythms.
    pub leaving_share: f64,
    /// Part of the visits of both windows that falls into the later one if nothing changes.
    recent_share: f64,
}

impl Silence {
    /// Looks at everybody on a day; later visits are not known.
    pub fn of(base: &CustomerBase, clock: &Clock, as_of: Day, rules: Rules) -> Self {
        Self::by(base, clock, as_of, rules, &Rhythms::of(base, clock, as_of))
    }

    /// The same of the as-of day, and what the alarm of a quarter before was worth.
    pub fn with_record(base: &CustomerBase, clock: &Clock, rules: Rules) -> (Self, Option<Record>) {
        let as_of = base.frame().as_of;
        let day = as_of.plus(-QUARTER_DAYS);
        let [then, now] = Rhythms::of_days(base, clock, [day, as_of]);
        let record = Record::of(base, clock, rules, day, &then);
        drop(then);
        (Self::by(base, clock, as_of, rules, &now), record)
    }

    fn by(base: &CustomerBase, clock: &Clock, as_of: Day, rules: Rules, rhythms: &Rhythms) -> Self {
        let visits = base.buyer_ixs().map(|it| base.occasions(it));
        let often = visits.filter(|&visits| visits >= rules.least_visits);
        let mut cases = Vec::with_capacity(often.count());
        let mut silences = Vec::with_capacity(rhythms.len());
        let look = Look::new(base, clock, as_of, rules);
        look.at_all(rhythms, |gaps, silent, case| {
            silences.push((gaps, silent));
            cases.extend(case);
        });
        let share = leaving_share(&silences);
        for case in &mut cases {
            case.p_alive = still_comes(share, case.p_alive);
        }
        Self {
            as_of,
            rules,
            cases,
            gap_of_all: rhythms.gap_of_all(),
            gaps_of_prior: rhythms.gaps_of_prior(),
            leaving_share: share,
            recent_share: look.recent_share,
        }
    }

    /// How many customers chance alone would call less frequent if nothing had changed for anybody:
    /// what the test comes to over everybody's visits (Lehmann & Romano 2005, 4.4).
    pub fn fewer_by_chance(&self) -> f64 {
        let mut sizes: Vec<Option<f64>> = Vec::new();
        let mut sum = 0.0;
        for case in &self.cases {
            let visits = (case.windows.0 + case.windows.1) as usize;
            if visits >= sizes.len() {
                sizes.resize(visits + 1, None);
            }
            sum += *sizes[visits].get_or_insert_with(|| {
                size_of_test(visits as u32, self.recent_share, self.rules.drop_level)
            });
        }
        sum
    }

    /// The case of a customer.
    pub fn case(&self, customer: CustomerIx) -> Option<&Case> {
        let place = self
            .cases
            .binary_search_by_key(&customer, |case| case.customer);
        Some(&self.cases[place.ok()?])
    }
}

/// A look at one customer after another on a day. Cases are large: who needs a figure of each only
/// keeps that.
struct Look<'a> {
    base: &'a CustomerBase,
    clock: &'a Clock,
    as_of: Day,
    rules: Rules,
    recent_share: f64,
}

impl<'a> Look<'a> {
    fn new(base: &'a CustomerBase, clock: &'a Clock, as_of: Day, rules: Rules) -> Self {
        Self {
            base,
            clock,
            as_of,
            rules,
            recent_share: recent_share(clock, as_of, rules.window_days),
        }
    }

    /// Tells of every customer with a rhythm, in index order: its gaps, the chance that somebody who
    /// still comes is silent for as long, and the case of one with enough visits. Its chance of
    /// still being a customer is known once everybody was seen; until then it is the other one.
    fn at_all(&self, rhythms: &Rhythms, mut tell: impl FnMut(u32, f64, Option<Case>)) {
        let mut chances = Chances::new(self.recent_share);
        for (place, customer) in rhythms.customers().enumerate() {
            let days = self.base.occasion_days(customer);
            let days = &days[..days.partition_point(|&day| day <= self.as_of)];
            let Some(&last) = days.last() else { continue };
            let rhythm = rhythms.at(place);
            let passed = self.clock.between(last, self.as_of);
            let overdue = rhythm.overdue(passed);
            let is_case = days.len() >= self.rules.least_visits as usize;
            let case = is_case.then(|| {
                let silent_days = self.as_of.since(last);
                // The usual gap as it is at this time of the year, so that silence ÷ gap is the
                // ratio.
                let calendar = if passed > 0.0 {
                    f64::from(silent_days) / passed
                } else {
                    1.0
                };
                let windows = windows(days, self.as_of, self.rules.window_days);
                let mut case = Case {
                    customer,
                    level: Level::Quiet,
                    last,
                    silent_days,
                    usual_gap_days: rhythm.gap * calendar,
                    ratio: passed / rhythm.gap,
                    overdue,
                    p_alive: 1.0 - overdue,
                    windows,
                    drop_chance: chances.of(windows),
                    red_since: None,
                };
                case.level = self.rules.level(&case);
                if matches!(case.level, Level::Red | Level::Left) {
                    case.red_since = Some(self.red_since(&rhythm, last));
                }
                case
            });
            tell(days.len() as u32 - 1, 1.0 - overdue, case);
        }
    }

    /// The first day on which a silence that is too long by now was too long. The clock is asked
    /// day by day: the season of the silence is not that of today, so a gap in today's days would
    /// name another day with every export.
    fn red_since(&self, rhythm: &Rhythm, last: Day) -> Day {
        let is_red = |silent_days: i32| {
            let passed = self.clock.between(last, last.plus(silent_days));
            let [_, red] = self
                .rules
                .beyond(passed / rhythm.gap, rhythm.overdue(passed));
            red
        };
        let (mut before, mut since) = (0, self.as_of.since(last));
        while since - before > 1 {
            let middle = before + (since - before) / 2;
            if is_red(middle) {
                since = middle;
            } else {
                before = middle;
            }
        }
        last.plus(since)
    }
}

impl Rules {
    /// Whether a customer comes noticeably less often than before.
    pub fn is_fewer(&self, case: &Case) -> bool {
        case.drop_chance <= self.drop_level
    }

    /// Whether a silence of so many usual gaps, and of this chance that a gap is shorter, is beyond
    /// the amber and the red line.
    fn beyond(&self, ratio: f64, overdue: f64) -> [bool; 2] {
        let by_gaps = [ratio > self.amber, ratio > self.red];
        let by_spread = PERSONAL_LINES.map(|line| overdue > line);
        match self.lines {
            Lines::Gaps => by_gaps,
            Lines::Spread => by_spread,
            Lines::Both => [by_gaps[0] && by_spread[0], by_gaps[1] && by_spread[1]],
        }
    }

    fn level(&self, case: &Case) -> Level {
        let [amber, red] = self.beyond(case.ratio, case.overdue);
        let long = f64::from(self.longest_days).max(2.0 * self.red * case.usual_gap_days);
        if red && f64::from(case.silent_days) > long {
            Level::Left
        } else if red {
            Level::Red
        } else if amber || self.is_fewer(case) {
            Level::Amber
        } else {
            Level::Quiet
        }
    }
}

/// Visits in the two windows before a day: of so many days up to it, and of as many before those.
fn windows(days: &[Day], as_of: Day, length: i32) -> (u32, u32) {
    let until = |back: i32| days.partition_point(|&day| day <= as_of.plus(-back));
    let (recent, before) = (until(length), until(2 * length));
    ((recent - before) as u32, (days.len() - recent) as u32)
}

/// Part of the visits of both windows that the season puts into the later one; a half where the
/// clock does not reach back so far.
fn recent_share(clock: &Clock, as_of: Day, length: i32) -> f64 {
    let weight = |from: i32, to: i32| clock.between(as_of.plus(-from), as_of.plus(-to));
    let (earlier, later) = (weight(2 * length, length), weight(length, 0));
    if earlier > 0.0 && later > 0.0 {
        later / (earlier + later)
    } else {
        0.5
    }
}

/// What a customer brought in the year that ended with its last visit; refunds booked since count.
pub fn year_before(data: &Dataset, base: &CustomerBase, case: &Case) -> Money {
    let from = case.last.plus(-YEAR_DAYS);
    let rows = base.rows_of(data, case.customer);
    let amounts = rows.filter(|&row| data.days()[row] > from);
    Money::sum(amounts.map(|row| data.amounts()[row]))
}

/// Orders what is at stake with customers by the money, most first, then by id.
pub fn by_money<T>(data: &Dataset, stakes: &mut [T], of: impl Fn(&T) -> (CustomerIx, Money)) {
    let id = |customer| data.customer_id(customer);
    order::sort_by(stakes, |a, b| {
        let ((a, of_a), (b, of_b)) = (of(a), of(b));
        of_b.cmp(&of_a).then_with(|| id(a).cmp(id(b)))
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::ViewFrame;
    use crate::dataset::View;
    use crate::dataset::testing::dataset;

    const START: &str = "2022-01-01";

    fn day(text: &str) -> Day {
        Day::from_iso(text).unwrap()
    }

    /// A shop of customers with visits on these days after the start.
    fn shop(customers: &[(&str, Vec<i32>)], as_of: i32) -> (Dataset, CustomerBase) {
        let start = day(START);
        let rows: Vec<(&str, String)> = customers
            .iter()
            .flat_map(|(id, days)| {
                days.iter()
                    .map(move |&day| (*id, start.plus(day).to_string()))
            })
            .collect();
        let rows: Vec<(&str, &str, f64)> = rows
            .iter()
            .map(|(id, day)| (*id, day.as_str(), 10.0))
            .collect();
        let data = dataset(&rows);
        let view = View {
            as_of: Some(start.plus(as_of)),
            ..View::default()
        };
        let frame = ViewFrame::resolve(&view, start, start.plus(as_of));
        let base = CustomerBase::build(&data, &frame, None);
        (data, base)
    }

    fn every(gap: i32, times: i32) -> Vec<i32> {
        (0..times).map(|at| at * gap + at % 2).collect()
    }

    fn silence(base: &CustomerBase, season: Option<&[f64; 12]>) -> Silence {
        let frame = base.frame();
        let clock = Clock::new(frame.span.from, frame.as_of, season);
        Silence::of(base, &clock, frame.as_of, Rules::default())
    }

    #[test]
    fn the_same_silence_rings_for_who_comes_weekly_and_not_for_who_comes_monthly() {
        let (data, base) = shop(
            &[
                ("monthly", every(30, 12)),
                ("weekly", every(7, 48)),
                ("weekly and here", every(7, 56)),
                ("once", vec![3]),
            ],
            392,
        );
        let found = silence(&base, None);
        let case = |id: &str| found.case(data.customer_by_id(id).unwrap());
        let weekly = case("weekly").unwrap();
        assert_eq!(weekly.level, Level::Red);
        assert_eq!(weekly.silent_days, 62);
        let ratio = f64::from(weekly.silent_days) / weekly.usual_gap_days;
        assert!((ratio - weekly.ratio).abs() < 1e-12);
        assert!(weekly.p_alive < 0.05, "{weekly:?}");
        assert_eq!(weekly.windows, (12, 5));
        assert_eq!(case("monthly").unwrap().level, Level::Amber);
        let here = case("weekly and here").unwrap();
        assert_eq!(here.level, Level::Quiet);
        assert!(here.p_alive > 0.9, "{here:?}");
        assert_eq!(case("once"), None);
    }

    #[test]
    fn a_quiet_season_is_no_silence() {
        // Nobody comes from June to August.
        let mut season = [1.33; 12];
        season[5..8].fill(0.01);
        let spring: Vec<i32> = (0..22).map(|at| at * 7).collect();
        let (_, base) = shop(&[("a", spring.clone()), ("b", spring)], 230);
        assert_eq!(silence(&base, None).cases[0].level, Level::Red);
        let known = silence(&base, Some(&season));
        assert_eq!(known.cases[0].level, Level::Quiet, "{:?}", known.cases[0]);
    }

    #[test]
    fn who_comes_half_as_often_is_watched() {
        // Every third day until the last quarter, then every twelfth.
        let mut days = every(3, 90);
        days.extend((0..8).map(|at| 275 + at * 12));
        let (_, base) = shop(&[("a", days), ("b", every(5, 70))], 362);
        let found = silence(&base, None);
        assert!(
            Rules::default().is_fewer(&found.cases[0]),
            "{:?}",
            found.cases[0]
        );
        assert!(found.fewer_by_chance() < 0.1);
        assert_eq!(found.cases[0].level, Level::Amber);
        assert!(!Rules::default().is_fewer(&found.cases[1]));
    }

    #[test]
    fn who_left_long_ago_is_no_alarm() {
        let (data, base) = shop(&[("a", every(10, 20)), ("b", every(10, 70))], 700);
        let found = silence(&base, None);
        assert_eq!(found.cases[0].level, Level::Left);
        let money = year_before(&data, &base, &found.cases[0]);
        assert_eq!(money, Money::from_units_f64(200.0));
    }

    /// A day earlier by the same rhythm it is quiet or watched, on the day itself it rings: told by
    /// looking at each day on its own instead of searching.
    #[test]
    fn it_rings_from_the_day_on_which_the_look_of_that_day_says_so() {
        let mut summer = [1.0; 12];
        summer[5..8].fill(0.2);
        summer[10..].fill(1.9);
        let customers = [
            ("weekly", every(7, 30)),
            ("monthly", every(30, 9)),
            ("burst", vec![0, 2, 3, 60, 61, 64, 120]),
            ("wide", vec![10, 40, 130, 150]),
        ];
        let rules = [Lines::Gaps, Lines::Spread, Lines::Both].map(|lines| Rules {
            lines,
            ..Rules::default()
        });
        let mut seen = 0;
        for as_of in (250..700).step_by(37) {
            let (_, base) = shop(&customers, as_of);
            let frame = base.frame();
            for season in [None, Some(&summer)] {
                let clock = Clock::new(frame.span.from, frame.as_of, season);
                let rhythms = Rhythms::of(&base, &clock, frame.as_of);
                for rules in rules {
                    for case in Silence::of(&base, &clock, frame.as_of, rules).cases {
                        let level = |day: Day| {
                            let found = Silence::by(&base, &clock, day, rules, &rhythms);
                            found.case(case.customer).unwrap().level
                        };
                        let is_red = matches!(case.level, Level::Red | Level::Left);
                        assert_eq!(case.red_since.is_some(), is_red);
                        let Some(since) = case.red_since else {
                            continue;
                        };
                        assert!(matches!(level(since), Level::Red | Level::Left), "{case:?}");
                        let before = level(since.plus(-1));
                        assert!(matches!(before, Level::Quiet | Level::Amber), "{case:?}");
                        seen += 1;
                    }
                }
            }
        }
        assert!(seen > 100, "{seen}");
    }

    /// Later exports move the day only as far as the rhythm and the season learn, not with the
    /// speed of the clock on the day of the export.
    #[test]
    fn the_day_it_rings_from_does_not_depend_on_the_day_of_the_export() {
        let mut season = [1.0; 12];
        season[5..8].fill(0.2);
        let days = |as_of: i32| {
            let (_, base) = shop(&[("a", every(10, 12)), ("b", every(12, 10))], as_of);
            let found = silence(&base, Some(&season));
            found
                .cases
                .iter()
                .map(|case| case.red_since)
                .collect::<Vec<_>>()
        };
        let first = days(170);
        assert!(first.iter().all(Option::is_some), "{first:?}");
        for as_of in 171..330 {
            assert_eq!(days(as_of), first, "as of day {as_of}");
        }
    }

    #[test]
    fn nobody_who_came_twice_makes_no_cases() {
        let (_, base) = shop(&[("a", vec![0]), ("b", vec![5])], 30);
        let found = silence(&base, None);
        assert!(found.cases.is_empty());
        assert_eq!(found.gap_of_all, None);
    }
}
