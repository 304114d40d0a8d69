//! Intervals for what a customer will do, and for all together.

use crate::base::pieces::{self, rest};
use crate::numerics::small_matrix::dot;
use crate::numerics::special::{digamma, logistic, normal_cdf, trigamma};

use super::alive::Alive;
use super::forecast::{BLOCKS_BETWEEN, Block, Forecaster};
use super::gamma_gamma::{GammaGamma, Spend};
use super::model::Fitted;
use super::reason::Watch;
use super::uncertainty::Resampled;

/// An interval that holds the stated share of the predictive distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Intervals of one customer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CustomerIntervals {
    /// Purchases up to the horizon.
    pub purchases: Interval,
    /// Money spent up to the horizon.
    pub spend: Option<Interval>,
    /// Discounted margin of it.
    pub value: Option<Interval>,
}

/// Chances below this are not listed; far below the ten per cent outside an interval.
const LEAST_CHANCE: f64 = 0.004;

/// The predictive distributions of a forecast.
#[derive(Debug)]
pub struct Predictive<'a> {
    pub(super) forecaster: &'a Forecaster<'a>,
    /// Share of the distribution an interval holds.
    pub(super) level: f64,
    pub(super) draws: Vec<Fitted>,
    pub(super) resampled: &'a Resampled,
    /// ψ and ψ′ at p·y for y = 1, 2, …
    logs_of_purchases: Vec<(f64, f64)>,
    /// ψ and ψ′ at p·x + q, for each distinct x.
    logs_of_history: Vec<(f64, f64)>,
}

/// Work space of one block: P(Y ≥ j | alive) by parameter set.
#[derive(Debug, Default)]
struct Chances {
    listed: Vec<Vec<f64>>,
    complete: bool,
    /// P(Y ≥ j) of one group.
    mixed: Vec<f64>,
}

impl<'a> Predictive<'a> {
    /// With the parameter sets of resampled customers.
    pub fn new(forecaster: &'a Forecaster<'a>, level: f64, resampled: &'a Resampled) -> Self {
        let fit = &forecaster.fit;
        let draws = resampled
            .purchases
            .iter()
            .map(|shift| Fitted {
                model: fit.fitted.model,
                parameters: std::array::from_fn(|at| fit.fitted.parameters[at] * shift[at].exp()),
            })
            .collect();
        let (mut of_purchases, mut of_history) = (Vec::new(), Vec::new());
        if let Spend::Model(spend) = &forecaster.spend {
            let GammaGamma { p, q, .. } = spend.model;
            of_purchases.extend((1..=MOST_LISTED).map(|y| {
                let shape = p * f64::from(y);
                (digamma(shape), trigamma(shape))
            }));
            of_history.extend(forecaster.groups.counts.iter().map(|&x| {
                let shape = p * f64::from(x) + q;
                (digamma(shape), trigamma(shape))
            }));
        }
        Self {
            forecaster,
            level,
            draws,
            resampled,
            logs_of_purchases: of_purchases,
            logs_of_history: of_history,
        }
    }

    /// Intervals of every customer, by row.
    pub fn for_all(&self, watch: &mut Watch<'_>) -> Vec<CustomerIntervals> {
        pieces::to_the_end(self.for_all_in_pieces(watch))
    }

    /// The same in pieces.
    pub async fn for_all_in_pieces(&self, watch: &mut Watch<'_>) -> Vec<CustomerIntervals> {
        let forecaster = self.forecaster;
        let nothing = CustomerIntervals {
            purchases: Interval {
                low: 0.0,
                high: 0.0,
            },
            spend: None,
            value: None,
        };
        let mut found = vec![nothing; forecaster.rows.len()];
        let mut chances = Chances::default();
        for (at, block) in forecaster.blocks.iter().enumerate() {
            if at % BLOCKS_BETWEEN == 0 {
                watch(at as f64 / forecaster.blocks.len() as f64);
                rest().await;
            }
            self.list(block, &mut chances);
            for group in block.from..block.to {
                let purchases = self.of_group(block, group as usize, &mut chances);
                for &row in forecaster.groups.members_of(group as usize) {
                    found[row as usize] = self.of_row(row as usize, purchases, &chances.mixed);
                }
            }
        }
        found
    }

    /// Intervals of the customer of this row.
    pub fn for_customer(&self, row: usize) -> CustomerIntervals {
        let group = self.forecaster.groups.group_of[row] as usize;
        let block = &self.forecaster.blocks[self.forecaster.block_of[group] as usize];
        let mut chances = Chances::default();
        self.list(block, &mut chances);
        let purchases = self.of_group(block, group, &mut chances);
        self.of_row(row, purchases, &chances.mixed)
    }

    /// P(Y ≥ 1), P(Y ≥ 2), … of the customer of this row, parameter uncertainty included, as far
    /// as they are listed.
    pub fn chances_of(&self, row: usize) -> Vec<f64> {
        let group = self.forecaster.groups.group_of[row] as usize;
        let block = &self.forecaster.blocks[self.forecaster.block_of[group] as usize];
        let mut chances = Chances::default();
        self.list(block, &mut chances);
        self.of_group(block, group, &mut chances);
        chances.mixed
    }

    pub(super) fn alive_of(&self, draw: usize, group: usize) -> Alive {
        let groups = self.forecaster.groups;
        let group = groups.groups[group];
        self.draws[draw].alive(
            groups.counts[group.count as usize],
            groups.times[group.age as usize],
        )
    }

    /// Lists the chances of a block for every parameter set.
    fn list(&self, block: &Block, chances: &mut Chances) {
        chances.listed.resize(self.draws.len(), Vec::new());
        chances.complete = true;
        let horizon = self.forecaster.terms.horizon;
        for (draw, listed) in chances.listed.iter_mut().enumerate() {
            let alive = self.alive_of(draw, block.from as usize);
            if alive
                .chances(self.forecaster.rules, horizon, LEAST_CHANCE, listed)
                .is_none()
            {
                chances.complete = false;
                return;
            }
        }
    }

    /// P(alive) of a group under a parameter set, by the slope of its log-odds.
    pub(super) fn p_alive(&self, group: usize, draw: usize) -> f64 {
        let odds = &self.forecaster.odds[group];
        let moved = dot(&odds.slope, &self.resampled.purchases[draw]);
        logistic(odds.log_odds + moved)
    }

    /// Mixes the parameter sets for a group, and reads the interval off.
    fn of_group(&self, block: &Block, group: usize, chances: &mut Chances) -> Interval {
        let outside = 0.5 * (1.0 - self.level);
        let per = 1.0 / self.draws.len() as f64;
        chances.mixed.clear();
        if !chances.complete {
            return self.of_heavy(block, group, outside);
        }
        let longest = chances.listed.iter().map(Vec::len).max().unwrap_or(0);
        chances.mixed.resize(longest, 0.0);
        for (draw, listed) in chances.listed.iter().enumerate() {
            let share = per * self.p_alive(group, draw);
            for (sum, &chance) in chances.mixed.iter_mut().zip(listed) {
                *sum += share * chance;
            }
        }
        // The smallest y with P(Y > y) at most the share above.
        let quantile = |above: f64| {
            let at = chances.mixed.iter().position(|&chance| chance <= above);
            at.unwrap_or(chances.mixed.len()) as f64
        };
        Interval {
            low: quantile(1.0 - outside),
            high: quantile(outside),
        }
    }

    /// Hundreds of purchases: bisection on the incomplete beta function.
    fn of_heavy(&self, block: &Block, group: usize, outside: f64) -> Interval {
        let horizon = self.forecaster.terms.horizon;
        let sets: Vec<(f64, Alive)> = (0..self.draws.len())
            .step_by(2)
            .map(|draw| {
                (
                    self.p_alive(group, draw),
                    self.alive_of(draw, block.from as usize),
                )
            })
            .collect();
        let per = 1.0 / sets.len() as f64;
        let above = |y: f64| -> f64 {
            sets.iter()
                .map(|(p_alive, alive)| {
                    per * p_alive
                        * alive.chance_of_at_least(self.forecaster.rules, y + 1.0, horizon)
                })
                .sum()
        };
        let quantile = |share: f64| {
            if above(0.0) <= share {
                return 0.0;
            }
            let (mut low, mut high) = (0.0, block.mean.max(1.0).ceil());
            while above(high) > share && high < 1e9 {
                low = high;
                high *= 2.0;
            }
            while high - low > 1.0 {
                let middle = f64::midpoint(low, high).floor();
                if above(middle) > share {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            high
        };
        Interval {
            low: quantile(1.0 - outside),
            high: quantile(outside),
        }
    }

    /// Intervals of a customer, money included.
    fn of_row(&self, row: usize, purchases: Interval, mixed: &[f64]) -> CustomerIntervals {
        let forecaster = self.forecaster;
        let customer = &forecaster.rows[row];
        let spend = match &forecaster.spend {
            Spend::Model(fit) if !mixed.is_empty() => {
                let known = customer.repeat_purchases > 0 && customer.mean_repeat_value > 0.0;
                let (x, history) = if known {
                    let group = forecaster.groups.groups[forecaster.groups.group_of[row] as usize];
                    (
                        f64::from(customer.repeat_purchases),
                        self.logs_of_history[group.count as usize],
                    )
                } else {
                    (0.0, (digamma(fit.model.q), trigamma(fit.model.q)))
                };
                let scale = if known {
                    fit.model.v + x * customer.mean_repeat_value
                } else {
                    fit.model.v
                };
                let outside = 0.5 * (1.0 - self.level);
                let ln_scale = scale.ln() - history.0;
                let quantile = |share: f64| self.spend_quantile(mixed, share, ln_scale, history.1);
                Some(Interval {
                    low: quantile(outside),
                    high: quantile(1.0 - outside),
                })
            }
            spend => spend.expected(customer).map(|value| Interval {
                low: purchases.low * value,
                high: purchases.high * value,
            }),
        };
        let group = forecaster.groups.group_of[row] as usize;
        let block = &forecaster.blocks[forecaster.block_of[group] as usize];
        let worth = if block.mean > 0.0 {
            forecaster.terms.margin * block.discounted / block.mean
        } else {
            0.0
        };
        CustomerIntervals {
            purchases,
            spend,
            value: spend.map(|spend| Interval {
                low: (spend.low * worth).min(spend.high * worth),
                high: (spend.low * worth).max(spend.high * worth),
            }),
        }
    }

    /// Quantile of the money of a random number of purchases. That of y purchases is beta prime
    /// (p·y, p·x + q) in units of v + x·m (Fader & Hardie 2013); it is taken as the log-normal of
    /// the same mean and variance of the logarithm.
    fn spend_quantile(&self, mixed: &[f64], share: f64, ln_scale: f64, spread: f64) -> f64 {
        let none = 1.0 - mixed.first().copied().unwrap_or(0.0);
        if share <= none {
            return 0.0;
        }
        let below = |ln_money: f64| {
            let mut sum = none;
            for (at, &chance) in mixed.iter().enumerate() {
                let exactly = chance - mixed.get(at + 1).copied().unwrap_or(0.0);
                let (mean, variance) = self.logs_of_purchases[at];
                let z = (ln_money - ln_scale - mean) / (variance + spread).sqrt();
                sum += exactly * normal_cdf(z);
            }
            sum - share
        };
        let ends = |at: usize, side: f64| {
            let (mean, variance) = self.logs_of_purchases[at];
            ln_scale + mean + side * (variance + spread).sqrt()
        };
        let (mut low, mut high) = (ends(0, -5.0), ends(mixed.len() - 1, 5.0).max(ends(0, 5.0)));
        let (mut at_low, mut at_high) = (below(low), below(high));
        // Regula falsi with the Illinois rule (Dowell & Jarratt 1971).
        let mut side = 0;
        for _ in 0..60 {
            if high - low < 1e-4 || at_high <= 0.0 {
                break;
            }
            let middle = (low * at_high - high * at_low) / (at_high - at_low);
            let value = below(middle);
            if value.abs() < 1e-5 {
                return middle.exp();
            }
            if value < 0.0 {
                (low, at_low) = (middle, value);
                if side < 0 {
                    at_high *= 0.5;
                }
                side = -1;
            } else {
                (high, at_high) = (middle, value);
                if side > 0 {
                    at_low *= 0.5;
                }
                side = 1;
            }
        }
        f64::midpoint(low, high).exp()
    }
}

/// Purchases that are listed one by one, as in [`Alive::chances`].
const MOST_LISTED: u32 = 400;
