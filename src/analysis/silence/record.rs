//! What the alarm of a past day would have been worth.

use super::{Clock, Level, Look, Rhythms, Rules};
use crate::analysis::CustomerBase;
use crate::base::{Day, order};
use crate::dataset::CustomerIx;

/// Days between the alarm and the day it is judged on.
pub const QUARTER_DAYS: i32 = 91;

/// Who was flagged a quarter earlier, and who of them had left: has not come since, and counts as
/// gone by the rule of the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// The day of the alarm.
    pub day: Day,
    /// Customers with a rhythm on that day who had not left long ago.
    pub considered: u64,
    /// Customers flagged red.
    pub flagged: u64,
    /// Of these, those who had left.
    pub gone: u64,
    /// Of all considered, those who had left.
    pub gone_of_all: u64,
    /// Of as many customers flagged for the longest silence alone, those who had left.
    pub gone_of_plain: u64,
    /// Days of silence above which the plain rule flags as many.
    pub plain_days: i32,
}

impl Record {
    /// Judges the alarm of a day by its rhythms; `None` where nobody could be flagged.
    pub(super) fn of(
        base: &CustomerBase,
        clock: &Clock,
        rules: Rules,
        day: Day,
        rhythms: &Rhythms,
    ) -> Option<Self> {
        if day <= base.frame().span.from {
            return None;
        }
        let left = |customer: CustomerIx| {
            let last = base.last_day(customer);
            last.is_some_and(|last| last <= day) && base.is_gone(customer)
        };
        let mut found = Self {
            day,
            considered: 0,
            flagged: 0,
            gone: 0,
            gone_of_all: 0,
            gone_of_plain: 0,
            plain_days: 0,
        };
        // Days of silence, and whether the customer had left.
        let mut silences: Vec<(i32, bool)> = Vec::new();
        Look::new(base, clock, day, rules).at_all(rhythms, |_, _, case| {
            let Some(case) = case.filter(|case| case.level != Level::Left) else {
                return;
            };
            let had_left = left(case.customer);
            found.considered += 1;
            found.gone_of_all += u64::from(had_left);
            if case.level == Level::Red {
                found.flagged += 1;
                found.gone += u64::from(had_left);
            }
            silences.push((case.silent_days, had_left));
        });
        // Equals stay in the order of the customers, so the same file gives the same figure.
        order::sort_by_key(&mut silences, |&(days, _)| {
            order::downwards(i64::from(days))
        });
        let plain = &silences[..found.flagged as usize];
        found.gone_of_plain = plain.iter().filter(|(_, had_left)| *had_left).count() as u64;
        found.plain_days = plain.last().map_or(0, |&(days, _)| days);
        (found.considered > 0).then_some(found)
    }

    /// Part of the flagged who had left; `None` where nobody was flagged.
    pub fn precision(&self) -> Option<f64> {
        share(self.gone, self.flagged)
    }

    /// Part of those who had left that was flagged.
    pub fn recall(&self) -> Option<f64> {
        share(self.gone, self.gone_of_all)
    }

    /// Part of those the plain rule flags who had left.
    pub fn baseline_precision(&self) -> Option<f64> {
        share(self.gone_of_plain, self.flagged)
    }
}

fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

#[cfg(test)]
mod tests {
    use super::super::Silence;
    use super::*;
    use crate::analysis::ViewFrame;
    use crate::dataset::View;
    use crate::dataset::testing::dataset;

    /// Two weekly customers, one of whom left before the quarter; a slow one who still comes.
    #[test]
    fn the_rhythm_finds_who_left_and_the_plain_rule_the_slow_one() {
        let start = Day::from_iso("2023-01-01").unwrap();
        let mut visits: Vec<(&str, i32)> = Vec::new();
        visits.extend((0..30).map(|at| ("left", at * 7)));
        visits.extend((0..52).map(|at| ("weekly", at * 7)));
        visits.extend((0..5).map(|at| ("slow", at * 90 - at % 2)));
        let as_of = start.plus(365);
        let days: Vec<String> = visits
            .iter()
            .map(|&(_, day)| start.plus(day).to_string())
            .collect();
        let rows: Vec<(&str, &str, f64)> = visits
            .iter()
            .zip(&days)
            .map(|(&(id, _), day)| (id, day.as_str(), 1.0))
            .collect();
        let data = dataset(&rows);
        let view = View {
            as_of: Some(as_of),
            ..View::default()
        };
        let base = CustomerBase::build(&data, &ViewFrame::resolve(&view, start, as_of), None);
        let clock = Clock::new(start, as_of, None);
        let (_, found) = Silence::with_record(&base, &clock, Rules::default());
        let found = found.unwrap();
        // 274 days in: the one who left is silent for 71, the slow one for 5.
        assert_eq!(found.day, start.plus(274));
        assert_eq!((found.considered, found.flagged, found.gone), (3, 1, 1));
        assert_eq!(found.precision(), Some(1.0));
        assert_eq!(found.recall(), Some(1.0));
        assert_eq!(found.gone_of_all, 1);
        assert_eq!(found.plain_days, 71);
    }
}
