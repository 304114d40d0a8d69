//! How things stood with every customer on a day.

use std::borrow::Cow;

use super::CustomerBase;
use super::customers::OWN_GAP_OCCASIONS;
use crate::base::Day;
use crate::dataset::CustomerIx;
use crate::numerics::quantile::{median_of_counts, median_of_ints};

/// What was known of the customers at the end of a day: the same definitions as [`CustomerBase`]
/// has on its as-of day, on purchases up to the day only.
#[derive(Debug)]
pub struct Past<'a> {
    base: &'a CustomerBase,
    /// The day.
    pub day: Day,
    own_gap_days: Cow<'a, [f32]>,
    pooled_gap_days: Option<f64>,
}

impl<'a> Past<'a> {
    /// One pass over the occasions; of the as-of day the base knows it all.
    pub fn of(base: &'a CustomerBase, day: Day) -> Self {
        if day >= base.frame().as_of {
            return Self {
                base,
                day,
                own_gap_days: Cow::Borrowed(&base.own_gap_days),
                pooled_gap_days: base.pooled_gap_days,
            };
        }
        let mut own_gap_days = Vec::with_capacity(base.len());
        let mut gap_counts: Vec<u32> = Vec::new();
        let mut gaps: Vec<i32> = Vec::new();
        for ix in 0..base.len() as u32 {
            let days = until(base, day, CustomerIx(ix));
            gaps.clear();
            gaps.extend(days.windows(2).map(|pair| pair[1].since(pair[0])));
            for &gap in &gaps {
                let gap = gap as usize;
                if gap >= gap_counts.len() {
                    gap_counts.resize(gap + 1, 0);
                }
                gap_counts[gap] += 1;
            }
            let own = if days.len() >= OWN_GAP_OCCASIONS as usize {
                median_of_ints(&mut gaps)
            } else {
                None
            };
            own_gap_days.push(own.map_or(-1.0, |gap| gap as f32));
        }
        Self {
            base,
            day,
            own_gap_days: Cow::Owned(own_gap_days),
            pooled_gap_days: median_of_counts(&gap_counts),
        }
    }

    /// Days of the customer's occasions up to the day, oldest first.
    pub fn occasion_days(&self, customer: CustomerIx) -> &'a [Day] {
        until(self.base, self.day, customer)
    }

    /// Whether the customer had a row in view by the day.
    pub fn is_known(&self, customer: CustomerIx) -> bool {
        self.base.is_known_by(customer, self.day)
    }

    /// The customer's usual gap: its own when it has one, else the pooled one.
    pub fn usual_gap_days(&self, customer: CustomerIx) -> Option<f64> {
        let own = self.own_gap_days[customer.0 as usize];
        let own = (own >= 0.0).then(|| f64::from(own));
        own.or(self.pooled_gap_days)
    }

    /// Days since the last occasion.
    pub fn silent_days(&self, customer: CustomerIx) -> Option<i32> {
        let last = self.occasion_days(customer).last()?;
        Some(self.day.since(*last))
    }

    /// Whether the customer had been silent for longer than the rule of the view allows; where that
    /// asks for a chance, than the usual gaps allow: chances of another day are not known.
    pub fn is_gone(&self, customer: CustomerIx) -> bool {
        let usual = self.usual_gap_days(customer);
        match (
            self.silent_days(customer),
            self.base.frame().gone_after_days(usual),
        ) {
            (Some(silent), Some(after)) => f64::from(silent) > after,
            _ => false,
        }
    }
}

fn until(base: &CustomerBase, day: Day, customer: CustomerIx) -> &[Day] {
    let days = base.occasion_days(customer);
    &days[..days.partition_point(|&occasion| occasion <= day)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::as_of;
    use crate::dataset::testing::dataset;

    #[test]
    fn a_day_of_the_past_is_what_the_base_says_as_of_it() {
        let rows: Vec<(String, String, f64)> = (0..90_i32)
            .map(|at| {
                let day = Day::from_iso("2023-01-01").unwrap().plus(at * at % 500);
                (format!("k{}", at * 7 % 11), day.to_string(), 5.0)
            })
            .collect();
        let data = dataset(&rows);
        let (_, last) = data.first_and_last_day().unwrap();
        let base = as_of(&data, None);
        for back in [0, 60, 200, 480] {
            let day = last.plus(-back);
            let (then, past) = (as_of(&data, Some(day)), Past::of(&base, day));
            for customer in data.customer_ixs() {
                assert_eq!(past.is_known(customer), then.is_present(customer));
                assert_eq!(
                    past.occasion_days(customer),
                    then.occasion_days(customer),
                    "{day}"
                );
                assert_eq!(past.silent_days(customer), then.silent_days(customer));
                assert_eq!(past.is_gone(customer), then.is_gone(customer), "{day}");
                if past.is_known(customer) {
                    let usual = then.usual_gap_days(customer);
                    assert_eq!(past.usual_gap_days(customer), usual, "{day}");
                }
            }
        }
    }
}
