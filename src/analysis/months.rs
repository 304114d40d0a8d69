//! Sums by calendar month.

use crate::base::{Day, Money, Month, Period};

/// Money, occasions and buyers of one calendar month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthSums {
    /// Which month.
    pub month: Month,
    /// Net money, refunds on the day they were booked.
    pub revenue: Money,
    /// Occasions.
    pub occasions: u64,
    /// Customers with at least one occasion in the month.
    pub buyers: u64,
}

/// Adds customer-days to months; days of one customer come in order.
#[derive(Debug)]
pub(super) struct MonthsBuilder {
    from: Day,
    first: Month,
    /// Place of the month by day since `from`.
    at: Vec<u32>,
    revenue: Vec<i128>,
    occasions: Vec<u64>,
    buyers: Vec<u64>,
    counted: u32,
}

const NOT_COUNTED: u32 = u32::MAX;

impl MonthsBuilder {
    pub(super) fn new(span: Period) -> Self {
        let (first, last) = (Month::of(span.from), Month::of(span.to));
        let months = (last.0 - first.0 + 1).max(0) as usize;
        let mut at = Vec::with_capacity(span.length_days().max(0) as usize);
        for place in 0..months {
            let month = Month(first.0 + place as i32);
            let days = month
                .last_day()
                .min(span.to)
                .since(month.first_day().max(span.from))
                + 1;
            at.extend(std::iter::repeat_n(place as u32, days.max(0) as usize));
        }
        Self {
            from: span.from,
            first,
            at,
            revenue: vec![0; months],
            occasions: vec![0; months],
            buyers: vec![0; months],
            counted: NOT_COUNTED,
        }
    }

    pub(super) fn add_day(&mut self, day: Day, net: i128, is_occasion: bool) {
        let since = usize::try_from(day.since(self.from)).unwrap_or(usize::MAX);
        let Some(&place) = self.at.get(since) else {
            return;
        };
        let month = place as usize;
        self.revenue[month] += net;
        if is_occasion {
            self.occasions[month] += 1;
            self.buyers[month] += u64::from(self.counted != place);
            self.counted = place;
        }
    }

    pub(super) fn next_customer(&mut self) {
        self.counted = NOT_COUNTED;
    }

    pub(super) fn finish(self) -> Vec<MonthSums> {
        (0..self.revenue.len())
            .map(|place| MonthSums {
                month: Month(self.first.0 + place as i32),
                revenue: Money::from_sum(self.revenue[place]),
                occasions: self.occasions[place],
                buyers: self.buyers[place],
            })
            .collect()
    }
}

/// The last full months against the same months a year before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct YearOnYear {
    /// Months compared, at most twelve.
    pub months: u32,
    /// Of these, above the same month a year before.
    pub above: u32,
    /// Of these, below it.
    pub below: u32,
    /// Money of these months.
    pub revenue: Money,
    /// Money of the same months a year before.
    pub revenue_before: Money,
    /// The last month compared.
    pub last: Month,
}

/// What the months say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Direction {
    /// Nearly all months lie above the year before.
    Rising(YearOnYear),
    /// Nearly all lie below.
    Falling(YearOnYear),
    /// The sum moved by less than a hundredth.
    Flat(YearOnYear),
    /// Some above, some below.
    Uncertain(YearOnYear),
    /// The same months a year before brought nothing.
    NothingBefore(YearOnYear),
    /// Fewer than [`LEAST_MONTHS`] full months have a full month a year before them.
    TooLittle {
        /// Full months there are.
        full_months: u32,
    },
}

/// Fewest months to compare with the year before: four of four in one direction come by chance
/// once in sixteen.
pub const LEAST_MONTHS: u32 = 4;

/// Change of a sum below which it counts as unchanged.
pub const FLAT_SHARE: f64 = 0.01;

/// Largest probability, under even chances, of so many months on one side.
const SIGN_TEST_LEVEL: f64 = 0.1;

/// Compares full months with the same month a year before, so that the season cancels out, by a
/// one-sided sign test at 10 % (Dixon & Mood 1946).
pub fn direction(months: &[MonthSums], is_partial: impl Fn(Month) -> bool) -> Direction {
    let full: Vec<&MonthSums> = months
        .iter()
        .filter(|sums| !is_partial(sums.month))
        .collect();
    let mut found = YearOnYear {
        months: 0,
        above: 0,
        below: 0,
        revenue: Money::ZERO,
        revenue_before: Money::ZERO,
        last: full.last().map_or(Month(0), |sums| sums.month),
    };
    for sums in full.iter().rev().take(12) {
        let year_before = Month(sums.month.0 - 12);
        let Ok(at) = full.binary_search_by_key(&year_before, |other| other.month) else {
            break;
        };
        found.months += 1;
        found.above += u32::from(sums.revenue > full[at].revenue);
        found.below += u32::from(sums.revenue < full[at].revenue);
        found.revenue += sums.revenue;
        found.revenue_before += full[at].revenue;
    }
    if found.months < LEAST_MONTHS {
        return Direction::TooLittle {
            full_months: full.len() as u32,
        };
    }
    if found.revenue_before <= Money::ZERO {
        return Direction::NothingBefore(found);
    }
    let change = (found.revenue - found.revenue_before)
        .share_of(found.revenue_before)
        .unwrap_or(0.0);
    if change.abs() < FLAT_SHARE {
        Direction::Flat(found)
    } else if change > 0.0 && tail(found.months, found.above) <= SIGN_TEST_LEVEL {
        Direction::Rising(found)
    } else if change < 0.0 && tail(found.months, found.below) <= SIGN_TEST_LEVEL {
        Direction::Falling(found)
    } else {
        Direction::Uncertain(found)
    }
}

/// Probability of `least` or more heads in `tosses` of an even coin.
fn tail(tosses: u32, least: u32) -> f64 {
    let mut ways = 1.0;
    let mut sum = 0.0;
    for heads in 0..=tosses {
        if heads >= least {
            sum += ways;
        }
        ways *= f64::from(tosses - heads) / f64::from(heads + 1);
    }
    sum / 2_f64.powi(tosses as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(revenue: &[f64]) -> Vec<MonthSums> {
        revenue
            .iter()
            .zip(24_000..)
            .map(|(&units, month)| MonthSums {
                month: Month(month),
                revenue: Money::from_units_f64(units),
                occasions: 1,
                buyers: 1,
            })
            .collect()
    }

    fn of(revenue: &[f64]) -> Direction {
        direction(&months(revenue), |_| false)
    }

    #[test]
    fn the_sign_test_counts_the_tail() {
        assert!((tail(12, 9) - 299.0 / 4096.0).abs() < 1e-12);
        assert!((tail(4, 4) - 1.0 / 16.0).abs() < 1e-12);
        assert!((tail(3, 0) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn every_direction_has_its_case() {
        let year = [10.0; 12];
        let then = |now: [f64; 12]| of(&[year, now].concat());
        assert!(matches!(then([12.0; 12]), Direction::Rising(y) if y.above == 12));
        assert!(matches!(then([8.0; 12]), Direction::Falling(y) if y.below == 12));
        assert!(matches!(then([10.05; 12]), Direction::Flat(_)));
        let mut mixed = [12.0; 12];
        mixed[..5].fill(9.0);
        assert!(matches!(then(mixed), Direction::Uncertain(y) if y.above == 7 && y.below == 5));
        assert!(matches!(
            of(&[[0.0; 12], year].concat()),
            Direction::NothingBefore(y) if y.months == 12
        ));
        assert_eq!(of(&year), Direction::TooLittle { full_months: 12 });
        assert_eq!(of(&[]), Direction::TooLittle { full_months: 0 });
    }

    #[test]
    fn partial_months_are_left_out() {
        let all = months(&[10.0; 25]);
        let last = all[24].month;
        let Direction::Flat(found) = direction(&all, |month| month == last) else {
            panic!("flat");
        };
        assert_eq!(found.last, all[23].month);
        assert_eq!(found.months, 12);
    }
}
