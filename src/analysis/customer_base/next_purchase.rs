//! When a customer will probably come again.

use super::interval::{Interval, Predictive};

/// The next purchase of a customer; times from now, in the unit of the rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NextPurchase {
    /// Chance that there is one at all.
    pub chance: f64,
    /// If there is one, it comes as likely before as after this; `None` beyond a hundred years.
    pub median: Option<f64>,
    /// The interval of that time; the end is `None` beyond a hundred years.
    pub interval: Option<Interval>,
}

/// Years beyond which a date is none.
const LONGEST_YEARS: f64 = 100.0;

impl Predictive<'_> {
    /// The next purchase of the customer of this row, parameter uncertainty included.
    pub fn next_purchase(&self, row: usize) -> NextPurchase {
        let forecaster = self.forecaster;
        let group = forecaster.groups.group_of[row] as usize;
        let sets: Vec<_> = (0..self.draws.len())
            .map(|draw| (self.p_alive(group, draw), self.alive_of(draw, group)))
            .collect();
        let per = 1.0 / sets.len() as f64;
        let chance_within = |time: f64| -> f64 {
            sets.iter()
                .map(|(p_alive, alive)| {
                    per * p_alive * alive.chance_of_purchase(forecaster.rules, time)
                })
                .sum()
        };
        let longest = LONGEST_YEARS * forecaster.terms.year;
        let chance = chance_within(f64::INFINITY);
        let time_of = |share: f64| {
            let wanted = share * chance;
            if chance <= 0.0 || chance_within(longest) < wanted {
                return None;
            }
            // Bisection of the logarithm: from a millionth of the longest time.
            let (mut low, mut high) = (longest.ln() - 14.0, longest.ln());
            for _ in 0..40 {
                let middle = f64::midpoint(low, high);
                if chance_within(middle.exp()) < wanted {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            Some(high.exp())
        };
        let outside = 0.5 * (1.0 - self.level);
        let interval = time_of(outside)
            .zip(time_of(1.0 - outside))
            .map(|(low, high)| Interval { low, high });
        NextPurchase {
            chance,
            median: time_of(0.5),
            interval,
        }
    }
}
