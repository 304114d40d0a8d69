//! How good a forecast from a past day would have been.

use crate::numerics::special::logistic;

use super::gamma_gamma::Spend;
use super::likelihood::Tables;
use super::model::{Fitted, Model};
use super::own_rhythm::same_rate;
use super::reason::Reason;
use super::rows::{Groups, Row};
use super::rules::Rules;

/// Customers known on a past day: as they were then, and as they are now, in the same order.
#[derive(Clone, Copy, Debug)]
pub struct Holdout<'a> {
    /// On the past day.
    pub before: &'a [Row],
    /// Now.
    pub after: &'a [Row],
    /// The time between.
    pub horizon: f64,
}

/// How far a forecast was off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Errors {
    /// Sum of what was expected.
    pub predicted: f64,
    /// Sum of what came.
    pub actual: f64,
    /// Mean absolute error of a customer.
    pub mae: f64,
    /// Root of the mean squared error of a customer.
    pub rmse: f64,
}

/// Customers of about equal P(alive) on the past day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AliveBand {
    /// How many.
    pub customers: usize,
    /// Mean P(alive).
    pub p_alive: f64,
    /// Mean chance of a purchase up to now.
    pub predicted_active: f64,
    /// Share with a purchase up to now.
    pub actual_active: f64,
}

/// Customers of equal past frequency.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FrequencyBand {
    /// Repeat purchases on the past day; the last band holds these and more.
    pub repeat_purchases: u32,
    /// How many customers.
    pub customers: usize,
    /// Mean purchases since.
    pub actual: f64,
    /// Mean of what was expected.
    pub predicted: f64,
}

/// What a model of the past day would have said.
#[derive(Clone, Debug, PartialEq)]
pub struct TrackRecord {
    /// Which model.
    pub model: Model,
    /// Log-likelihood of what came, given what was known.
    pub log_likelihood: f64,
    /// Purchases.
    pub purchases: Errors,
    /// Money, where anything is known of amounts.
    pub spend: Option<Errors>,
    /// Calibration of P(alive), tenths of the customers.
    pub by_p_alive: Vec<AliveBand>,
    /// Expectations by past frequency.
    pub by_frequency: Vec<FrequencyBand>,
}

/// What simple rules would have said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Baselines {
    /// Everybody goes on at the own rate.
    pub same_rate: Errors,
    /// Everybody comes at the mean rate of all.
    pub mean_rate: Errors,
}

/// The last band of past frequency: so many repeat purchases and more.
pub const MANY: u32 = 7;

/// Bands of P(alive).
const BANDS: usize = 10;

impl Holdout<'_> {
    fn actual(&self) -> impl Iterator<Item = f64> {
        self.before.iter().zip(self.after).map(|(before, after)| {
            f64::from(after.repeat_purchases) - f64::from(before.repeat_purchases)
        })
    }

    /// What was spent between.
    fn spent(&self) -> impl Iterator<Item = f64> {
        let total = |row: &Row| {
            if row.repeat_purchases > 0 {
                f64::from(row.repeat_purchases) * row.mean_repeat_value
            } else {
                0.0
            }
        };
        self.before
            .iter()
            .zip(self.after)
            .map(move |(before, after)| total(after) - total(before))
    }

    /// The record of a model fitted on the past day. The log-likelihood is that of the whole
    /// history less that of the history before, both at these parameters.
    pub fn record(
        &self,
        rules: &Rules,
        fitted: &Fitted,
        spend: &Spend,
    ) -> Result<TrackRecord, Reason> {
        if self.before.is_empty() || self.before.len() != self.after.len() {
            return Err(Reason::NoCustomers);
        }
        let groups = Groups::new(self.before)?;
        let whole = Groups::new(self.after)?;
        let mut tables = Tables::default();
        let mut unused = [0.0; 4];
        let log_likelihood = tables.log_likelihood(fitted, &whole, rules, &mut unused)
            - tables.log_likelihood(fitted, &groups, rules, &mut unused);
        let odds = tables.alive_odds(fitted, &groups, rules);
        let mut cached = None;
        let of_group: Vec<(f64, f64, f64)> = groups
            .groups
            .iter()
            .zip(&odds)
            .map(|(group, odds)| {
                let key = (group.count, group.age);
                let (mean, active) = match cached {
                    Some((same, mean, active)) if same == key => (mean, active),
                    _ => {
                        let x = groups.counts[group.count as usize];
                        let alive = fitted.alive(x, groups.times[group.age as usize]);
                        let mean = alive.expected(rules, self.horizon);
                        let active = alive.chance_of_purchase(rules, self.horizon);
                        cached = Some((key, mean, active));
                        (mean, active)
                    }
                };
                let p_alive = logistic(odds.log_odds);
                (p_alive, p_alive * mean, p_alive * active)
            })
            .collect();
        let of_row = |row: usize| of_group[groups.group_of[row] as usize];
        let predicted: Vec<f64> = (0..self.before.len()).map(|row| of_row(row).1).collect();
        let money: Option<Vec<f64>> = self
            .before
            .iter()
            .zip(&predicted)
            .map(|(row, purchases)| spend.expected(row).map(|value| value * purchases))
            .collect();
        Ok(TrackRecord {
            model: fitted.model,
            log_likelihood,
            purchases: errors(&predicted, &mut self.actual()),
            spend: money.map(|money| errors(&money, &mut self.spent())),
            by_p_alive: self.alive_bands(&groups, &of_group),
            by_frequency: self.frequency_bands(&predicted),
        })
    }

    /// The records of the simple rules.
    pub fn baselines(&self) -> Baselines {
        let same: Vec<f64> = self
            .before
            .iter()
            .map(|row| same_rate(row, self.horizon).unwrap_or(0.0))
            .collect();
        let (purchases, time) = self.before.iter().fold((0.0, 0.0), |(x, t), row| {
            (x + f64::from(row.repeat_purchases), t + row.age)
        });
        let rate = if time > 0.0 { purchases / time } else { 0.0 };
        let mean = vec![rate * self.horizon; self.before.len()];
        Baselines {
            same_rate: errors(&same, &mut self.actual()),
            mean_rate: errors(&mean, &mut self.actual()),
        }
    }

    /// Tenths by P(alive); customers of one group are never parted.
    fn alive_bands(&self, groups: &Groups, of_group: &[(f64, f64, f64)]) -> Vec<AliveBand> {
        let mut order: Vec<(u64, u32)> = of_group
            .iter()
            .map(|group| crate::base::order::upwards_f64(group.0))
            .zip(0_u32..)
            .collect();
        crate::base::order::sort_keyed(&mut order);
        let actual: Vec<f64> = self.actual().collect();
        let size = self.before.len() as f64 / BANDS as f64;
        let mut bands: Vec<AliveBand> = Vec::new();
        let (mut passed, mut last_key) = (0.0, None);
        for (key, group) in order {
            // Equal chances stay together, also over the border of a band.
            let opens =
                bands.is_empty() || (passed >= size * bands.len() as f64 && last_key != Some(key));
            if opens {
                bands.push(AliveBand {
                    customers: 0,
                    p_alive: 0.0,
                    predicted_active: 0.0,
                    actual_active: 0.0,
                });
            }
            last_key = Some(key);
            let (p_alive, _, active) = of_group[group as usize];
            if let Some(band) = bands.last_mut() {
                for &row in groups.members_of(group as usize) {
                    passed += 1.0;
                    band.customers += 1;
                    band.p_alive += p_alive;
                    band.predicted_active += active;
                    band.actual_active += f64::from(u32::from(actual[row as usize] > 0.0));
                }
            }
        }
        for band in &mut bands {
            let per = 1.0 / band.customers as f64;
            band.p_alive *= per;
            band.predicted_active *= per;
            band.actual_active *= per;
        }
        bands
    }

    fn frequency_bands(&self, predicted: &[f64]) -> Vec<FrequencyBand> {
        let mut bands: Vec<FrequencyBand> = (0..=MANY)
            .map(|repeat_purchases| FrequencyBand {
                repeat_purchases,
                customers: 0,
                actual: 0.0,
                predicted: 0.0,
            })
            .collect();
        for ((row, expected), actual) in self.before.iter().zip(predicted).zip(self.actual()) {
            let band = &mut bands[row.repeat_purchases.min(MANY) as usize];
            band.customers += 1;
            band.actual += actual;
            band.predicted += expected;
        }
        bands.retain(|band| band.customers > 0);
        for band in &mut bands {
            band.actual /= band.customers as f64;
            band.predicted /= band.customers as f64;
        }
        bands
    }
}

fn errors(predicted: &[f64], actual: &mut dyn Iterator<Item = f64>) -> Errors {
    let mut found = Errors {
        predicted: 0.0,
        actual: 0.0,
        mae: 0.0,
        rmse: 0.0,
    };
    for (predicted, actual) in predicted.iter().zip(actual) {
        found.predicted += predicted;
        found.actual += actual;
        found.mae += (predicted - actual).abs();
        found.rmse += (predicted - actual).powi(2);
    }
    let count = predicted.len().max(1) as f64;
    found.mae /= count;
    found.rmse = (found.rmse / count).sqrt();
    found
}

/// The place of the record whose log-likelihood is the highest; ties go to the first.
pub fn best(records: &[TrackRecord]) -> Option<usize> {
    let mut best: Option<usize> = None;
    for (at, record) in records.iter().enumerate() {
        if best.is_none_or(|best| record.log_likelihood > records[best].log_likelihood) {
            best = Some(at);
        }
    }
    best
}

/// Expected repeat purchases of all customers up to each of these days (tracking plot): the sum of
/// E[X(day − first day)]. Days count from any zero; `unit` is how many days the model's unit of
/// time has.
pub fn tracking(
    rules: &Rules,
    fitted: &Fitted,
    first_days: &[i32],
    days: &[i32],
    unit: f64,
) -> Vec<f64> {
    let longest = days.iter().copied().max().unwrap_or(0);
    let earliest = first_days.iter().copied().min().unwrap_or(0);
    let span = usize::try_from(i64::from(longest) - i64::from(earliest)).unwrap_or(0);
    let mut starts = vec![0.0; span + 1];
    for &first in first_days {
        if first <= longest {
            starts[(i64::from(first) - i64::from(earliest)) as usize] += 1.0;
        }
    }
    let mut after: Vec<Option<f64>> = vec![None; span + 1];
    days.iter()
        .map(|&day| {
            let Ok(until) = usize::try_from(i64::from(day) - i64::from(earliest)) else {
                return 0.0;
            };
            let mut sum = 0.0;
            for (start, &customers) in starts[..=until].iter().enumerate() {
                if customers > 0.0 {
                    let lag = until - start;
                    let expected = *after[lag]
                        .get_or_insert_with(|| fitted.expected_of_new(rules, lag as f64 / unit));
                    sum += customers * expected;
                }
            }
            sum
        })
        .collect()
}
