//! Expected purchases, spend and value of many customers together, with intervals by resampled
//! customers.

use crate::numerics::quantile::quantile;
use crate::numerics::small_matrix::Vector;
use crate::numerics::special::logistic;

use super::gamma_gamma::{GammaGamma, Spend};
use super::interval::{Interval, Predictive};
use super::rows::Row;

/// A sum over customers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Total {
    /// The expectation at the estimate.
    pub expected: f64,
    /// Where it will probably end.
    pub interval: Interval,
}

/// Sums over customers up to the horizon.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Totals {
    /// Purchases.
    pub purchases: Total,
    /// Money spent.
    pub spend: Option<Total>,
    /// Discounted margin.
    pub value: Option<Total>,
}

/// What the totals of any set of customers need.
#[derive(Debug)]
pub struct TotalsBase<'a> {
    predictive: &'a Predictive<'a>,
    /// Expected purchases of one who is alive, block after block, by parameter set.
    means: Vec<f64>,
    /// Parameters of amounts by parameter set; none without a model of amounts.
    spends: Vec<GammaGamma>,
}

/// Standard normal quantiles at the middles of eight equal parts: the chance left when the
/// parameters are known.
const EIGHTHS: [f64; 8] = [
    -1.534_12, -0.887_15, -0.488_78, -0.157_31, 0.157_31, 0.488_78, 0.887_15, 1.534_12,
];

/// A second moment of amounts needs more than this much history; below it is taken here.
const LEAST_SHAPE: f64 = 2.2;

impl<'a> TotalsBase<'a> {
    /// Computes what all customers share.
    pub fn new(predictive: &'a Predictive<'a>) -> Self {
        let forecaster = predictive.forecaster;
        let horizon = forecaster.terms.horizon;
        let sets = predictive.draws.len();
        let mut means = Vec::with_capacity(forecaster.blocks.len() * sets);
        for block in &forecaster.blocks {
            for draw in 0..sets {
                let alive = predictive.alive_of(draw, block.from as usize);
                means.push(alive.expected(forecaster.rules, horizon));
            }
        }
        let spends = match &forecaster.spend {
            Spend::Model(fit) => predictive
                .resampled
                .spend
                .iter()
                .map(|shift: &Vector| GammaGamma {
                    p: fit.model.p * shift[0].exp(),
                    q: fit.model.q * shift[1].exp(),
                    v: fit.model.v * shift[2].exp(),
                })
                .collect(),
            _ => Vec::new(),
        };
        Self {
            predictive,
            means,
            spends,
        }
    }

    /// Totals of the customers of the rows that are wanted: the spread of the sum under each
    /// parameter set, and of the sets. Purchases of different customers are independent.
    pub fn of(&self, wanted: &dyn Fn(usize) -> bool) -> Totals {
        let forecaster = self.predictive.forecaster;
        let sets = self.predictive.draws.len();
        let mut purchases = Sums::new(sets);
        let mut spend = Sums::new(sets);
        let mut value = Sums::new(sets);
        let mut spends_known = true;
        let mut expected = vec![0.0; sets];
        for group in 0..forecaster.groups.groups.len() {
            let place = forecaster.block_of[group] as usize;
            let block = &forecaster.blocks[place];
            let mut prepared = false;
            let p_alive = logistic(forecaster.odds[group].log_odds);
            let mean = p_alive * block.mean;
            let square = p_alive * (block.variance + block.mean * block.mean);
            let worth = if block.mean > 0.0 {
                forecaster.terms.margin * block.discounted / block.mean
            } else {
                0.0
            };
            for &row in forecaster.groups.members_of(group) {
                let row = row as usize;
                if !wanted(row) {
                    continue;
                }
                if !prepared {
                    for (draw, value) in expected.iter_mut().enumerate() {
                        *value =
                            self.predictive.p_alive(group, draw) * self.means[place * sets + draw];
                    }
                    prepared = true;
                }
                purchases.add(mean, square - mean * mean, &expected, &|_| 1.0);
                let customer = &forecaster.rows[row];
                let Some(money) = forecaster.spend.expected(customer) else {
                    spends_known = false;
                    continue;
                };
                let total_square = match &forecaster.spend {
                    Spend::Model(fit) => second_moment(&fit.model, customer, mean, square),
                    _ => money * money * square,
                };
                let (sum, variance) = (money * mean, total_square - (money * mean).powi(2));
                let money_of = |draw: usize| match self.spends.get(draw) {
                    Some(model) => amount(model, customer).unwrap_or(money),
                    None => money,
                };
                spend.add(sum, variance, &expected, &money_of);
                value.add(sum * worth, variance * worth * worth, &expected, &|draw| {
                    money_of(draw) * worth
                });
            }
        }
        let level = self.predictive.level;
        Totals {
            purchases: purchases.total(level),
            spend: spends_known.then(|| spend.total(level)),
            value: spends_known.then(|| value.total(level)),
        }
    }
}

/// x and x·m where the mean is known, else none.
fn history(customer: &Row) -> (f64, f64) {
    if customer.repeat_purchases > 0 && customer.mean_repeat_value > 0.0 {
        let x = f64::from(customer.repeat_purchases);
        (x, x * customer.mean_repeat_value)
    } else {
        (0.0, 0.0)
    }
}

fn amount(model: &GammaGamma, customer: &Row) -> Option<f64> {
    let (x, total) = history(customer);
    let rest = model.p * x + model.q - 1.0;
    (rest > 0.0).then_some(model.p * (model.v + total) / rest)
}

/// `E[S²]` of the money of Y purchases: each is gamma (p, ν), ν gamma (p·x + q, v + x·m).
fn second_moment(model: &GammaGamma, customer: &Row, mean: f64, square: f64) -> f64 {
    let (x, total) = history(customer);
    let shape = (model.p * x + model.q).max(LEAST_SHAPE);
    let scale = (model.v + total).powi(2) / ((shape - 1.0) * (shape - 2.0));
    scale * (model.p * model.p * square + model.p * mean)
}

/// A sum with its variance at the estimate, and its mean under each parameter set.
struct Sums {
    expected: f64,
    variance: f64,
    by_set: Vec<f64>,
}

impl Sums {
    fn new(sets: usize) -> Self {
        Self {
            expected: 0.0,
            variance: 0.0,
            by_set: vec![0.0; sets],
        }
    }

    fn add(&mut self, mean: f64, variance: f64, purchases: &[f64], factor: &dyn Fn(usize) -> f64) {
        self.expected += mean;
        self.variance += variance.max(0.0);
        for (draw, (sum, expected)) in self.by_set.iter_mut().zip(purchases).enumerate() {
            *sum += expected * factor(draw);
        }
    }

    /// The central interval of the mixture of normal distributions; no sum is below zero.
    fn total(&self, level: f64) -> Total {
        let spread = self.variance.sqrt();
        let mut values: Vec<f64> = self
            .by_set
            .iter()
            .flat_map(|mean| EIGHTHS.map(|z| (mean + z * spread).max(0.0)))
            .collect();
        let outside = 0.5 * (1.0 - level);
        let mut end = |p: f64| quantile(&mut values, p).unwrap_or(self.expected);
        Total {
            expected: self.expected,
            interval: Interval {
                low: end(outside),
                high: end(1.0 - outside),
            },
        }
    }
}
