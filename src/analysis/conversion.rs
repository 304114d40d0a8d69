//! P23a, P26: how newcomers become regulars: the time to the second and third purchase, what
//! regulars bring, and how long customers stay.

use super::CustomerBase;
use super::steps::{Calendar, stays_of};
use crate::base::{CalendarPeriod, CalendarStep, Day, Money};
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
    /// Whether the customer is one at the end of this day.
    pub fn is_regular(&self, base: &CustomerBase, customer: CustomerIx, day: Day) -> bool {
        let days = base.occasion_days(customer);
        let known = days.partition_point(|&occasion| occasion <= day);
        self.holds(base, customer, known, day)
    }

    /// The same with the number of occasions up to that day known.
    fn holds(&self, base: &CustomerBase, customer: CustomerIx, known: usize, day: Day) -> bool {
        if known < self.occasions.max(1) as usize {
            return false;
        }
        let last = base.occasion_days(customer)[known - 1];
        base.usual_gap_days(customer)
            .is_some_and(|gap| f64::from(day.since(last)) <= self.gaps * gap)
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
    let ends: Vec<Day> = sums.iter().map(|sums| end_of(base, sums.period)).collect();
    // By place: those who begin to be regulars, less those who end.
    let mut began = vec![0_i64; calendar.len + 1];
    let mut stays = Vec::new();
    for customer in base.present_ixs() {
        stays_of(data, data.amounts(), base, &calendar, customer, &mut stays);
        for stay in &stays {
            sums[stay.place].revenue_all += stay.revenue;
        }
        if base.occasions(customer) < rule.occasions {
            continue;
        }
        let limit = base.usual_gap_days(customer).map(|gap| gap * rule.gaps);
        let days = base.occasion_days(customer);
        let mut known = 0;
        for (at, stay) in stays.iter().enumerate() {
            known += stay.occasions as usize;
            if !rule.holds(base, customer, known, ends[stay.place]) {
                continue;
            }
            sums[stay.place].revenue += stay.revenue;
            // Without a row a regular stays one until the silence grows too long.
            let next = stays.get(at + 1).map_or(calendar.len, |next| next.place);
            let allowed = limit.map_or(0.0, |limit| limit.min(f64::from(i32::MAX / 2)));
            let lapse = days[known - 1].plus(allowed.floor() as i32 + 1);
            let to = calendar.place(lapse).unwrap_or(calendar.len);
            began[stay.place] += 1;
            began[to.max(stay.place + 1).min(next)] -= 1;
        }
    }
    let mut regulars = 0_i64;
    for (sums, change) in sums.iter_mut().zip(&began) {
        regulars += change;
        sums.regulars = u64::try_from(regulars).unwrap_or(0);
    }
    sums
}

/// The last day of a period that the data reach.
pub fn end_of(base: &CustomerBase, period: CalendarPeriod) -> Day {
    period.period().to.min(base.frame().as_of)
}
