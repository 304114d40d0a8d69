//! P23a, P26: how newcomers become regulars: the time to the second and third purchase, what
//! regulars bring, and how long customers stay.

use super::CustomerBase;
use super::past::Past;
use super::silence_then::{RunningGap, SilenceThen};
use super::steps::{Calendar, closes, stays_of};
use crate::base::{CalendarPeriod, CalendarStep, Money};
use crate::dataset::{CustomerIx, Dataset};
use crate::numerics::survival::Durations;

/// Days from the first purchase to the one with this number (2 for the second), and whether it
/// came; those who still wait are seen until the as-of day. `None` without a purchase.
pub fn days_to_purchase(
    base: &CustomerBase,
    customer: CustomerIx,
    number: usize,
) -> Option<(i32, bool)> {
    let days = base.occasion_days(customer);
    let first = *days.first()?;
    Some(match days.get(number.saturating_sub(1)) {
        Some(day) => (day.since(first), true),
        None => (base.frame().as_of.since(first), false),
    })
}

/// Days from the first to the last purchase, and whether the customer has left by the rule of the
/// view; those who have not are seen until the as-of day. `None` without a purchase, or where the
/// rule cannot tell.
pub fn tenure(base: &CustomerBase, customer: CustomerIx) -> Option<(i32, bool)> {
    base.gone_after_days(customer)?;
    Some(if base.is_gone(customer) {
        (base.last_purchase_age_days(customer)?, true)
    } else {
        (base.age_days(customer)?, false)
    })
}

/// The times of all buyers.
pub fn durations(
    base: &CustomerBase,
    time: impl Fn(CustomerIx) -> Option<(i32, bool)>,
) -> Durations {
    let mut found = Durations::default();
    for (days, happened) in base.buyer_ixs().filter_map(time) {
        found.add(days, happened);
    }
    found
}

/// Who is a regular.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RegularRule {
    /// Fewest occasions.
    pub occasions: u32,
    /// Longest silence in usual gaps.
    pub gaps: f64,
}

impl Default for RegularRule {
    fn default() -> Self {
        Self {
            occasions: 3,
            gaps: 1.5,
        }
    }
}

impl RegularRule {
    /// Whether the customer was one at the end of a day, by what was known then.
    pub fn is_regular(&self, past: &Past<'_>, customer: CustomerIx) -> bool {
        if past.occasion_days(customer).len() < self.least_occasions() {
            return false;
        }
        let silent = past.silent_days(customer);
        let usual = past.usual_gap_days(customer);
        silent
            .zip(usual)
            .is_some_and(|(silent, usual)| f64::from(silent) <= self.gaps * usual)
    }

    fn least_occasions(&self) -> usize {
        self.occasions.max(1) as usize
    }
}

/// Regulars at the end of one period, and what they brought in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegularSums {
    /// The period.
    pub period: CalendarPeriod,
    /// Whether the data hold only a part of it.
    pub partial: bool,
    /// Regulars at its end.
    pub regulars: u64,
    /// What they brought in it.
    pub revenue: Money,
    /// What all customers brought in it.
    pub revenue_all: Money,
}

impl RegularSums {
    /// Part of the revenue, 0 to 1; `None` where there is nothing to share.
    pub fn share(&self) -> Option<f64> {
        let share = self.revenue.share_of(self.revenue_all)?;
        (0.0..=1.0).contains(&share).then_some(share)
    }
}

/// Regulars month by month.
pub fn regulars(data: &Dataset, base: &CustomerBase, rule: RegularRule) -> Vec<RegularSums> {
    let frame = base.frame();
    let calendar = Calendar::new(frame, CalendarStep::Month);
    let mut sums: Vec<RegularSums> = (0..calendar.len)
        .map(|place| RegularSums {
            period: calendar.period(place),
            partial: calendar.is_partial(frame, place),
            regulars: 0,
            revenue: Money::ZERO,
            revenue_all: Money::ZERO,
        })
        .collect();
    let closes = closes(&calendar, frame);
    // Without a usual gap nobody is told to be a regular.
    let allowed = SilenceThen::of(base, &calendar, &closes, rule.gaps, false);
    let mut gap = RunningGap::default();
    // By place: those who begin to be regulars, less those who end.
    let mut began = vec![0_i64; calendar.len + 1];
    let mut stays = Vec::new();
    for customer in base.present_ixs() {
        stays_of(data, data.amounts(), base, &calendar, customer, &mut stays);
        for stay in &stays {
            sums[stay.place].revenue_all += stay.revenue;
        }
        if (base.occasions(customer) as usize) < rule.least_occasions() {
            continue;
        }
        gap.clear();
        let days = base.occasion_days(customer);
        let mut known = 0;
        for (at, stay) in stays.iter().enumerate() {
            known += stay.occasions as usize;
            if known < rule.least_occasions() {
                continue;
            }
            let (last, own) = (days[known - 1], gap.of_first(days, known));
            if allowed.counts(stay.place, last, own) {
                sums[stay.place].revenue += stay.revenue;
            }
            // Without a row a regular stays one until the silence grows too long.
            let next = stays.get(at + 1).map_or(calendar.len, |next| next.place);
            allowed.stretches(last, own, stay.place..next, &mut |stretch| {
                began[stretch.start] += 1;
                began[stretch.end] -= 1;
            });
        }
    }
    let mut regulars = 0_i64;
    for (sums, change) in sums.iter_mut().zip(&began) {
        regulars += change;
        sums.regulars = u64::try_from(regulars).unwrap_or(0);
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::steps::close;
    use crate::analysis::testing::as_of;
    use crate::base::Day;
    use crate::dataset::testing::dataset;

    /// Regulars of a month are those of a view as of its last day: counted by that view's own gaps,
    /// which know no later purchase.
    #[test]
    fn regulars_of_a_month_are_those_of_a_view_as_of_its_end() {
        let start = Day::from_iso("2022-01-03").unwrap();
        let rows: Vec<(String, String, f64)> = (0..260_i32)
            .map(|at| {
                let customer = at % 17;
                let day = start.plus(at * at % 700 + customer);
                (
                    format!("k{customer:02}"),
                    day.to_string(),
                    f64::from(at % 9 + 1),
                )
            })
            .filter(|(customer, day, _)| customer.as_str() > "k04" || day.as_str() < "2022-05-20")
            .collect();
        let data = dataset(&rows);
        let base = as_of(&data, None);
        for (occasions, gaps) in [(3, 1.5), (2, 1.0), (1, 0.7), (6, 2.0)] {
            let rule = RegularRule { occasions, gaps };
            let mut seen = 0;
            for sums in regulars(&data, &base, rule) {
                let end = close(base.frame(), sums.period);
                let then = as_of(&data, Some(end));
                let is_regular = |customer: &CustomerIx| {
                    let silent = then.silent_days(*customer).map(f64::from);
                    let usual = then.usual_gap_days(*customer);
                    then.occasions(*customer) >= occasions
                        && silent
                            .zip(usual)
                            .is_some_and(|(silent, usual)| silent <= gaps * usual)
                };
                let expected: Vec<CustomerIx> = then.buyer_ixs().filter(is_regular).collect();
                let past = Past::of(&base, end);
                let found = base.buyer_ixs().filter(|&it| rule.is_regular(&past, it));
                assert_eq!(found.collect::<Vec<_>>(), expected, "{}", sums.period);
                assert_eq!(sums.regulars, expected.len() as u64, "{}", sums.period);
                let within = |customer: &CustomerIx| {
                    let rows = then.rows_within(&data, *customer, sums.period.period());
                    Money::sum(rows.map(|row| data.amounts()[row]))
                };
                assert_eq!(sums.revenue, Money::sum(expected.iter().map(within)));
                seen += expected.len();
            }
            assert!(seen > 20, "{seen}");
        }
    }
}
