//! The expected amount of a purchase.

use crate::base::order;
use crate::numerics::optimise::Bounds;
use crate::numerics::quantile::median;
use crate::numerics::small_matrix::{Matrix, Vector};
use crate::numerics::special::{digamma, ln_gamma, ln_gamma_ratio};

use super::reason::Watch;
use super::rows::Row;
use super::search::{best_of, inverse_curvature, settle};

/// Amounts of a purchase are gamma (p, ν), and ν is gamma (q, v) over the customers (Fader & Hardie
/// 2013, note 25).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GammaGamma {
    /// Shape of the amounts.
    pub p: f64,
    /// Shape of the spread over customers.
    pub q: f64,
    /// Scale, in money.
    pub v: f64,
}

impl GammaGamma {
    /// Expected amount of a purchase of a customer with x repeat purchases of mean m (note 25,
    /// equation 5); without one, the mean of the population. `None` where it is infinite (p·x + q ≤
    /// 1).
    pub fn expected(&self, repeat_purchases: u32, mean: f64) -> Option<f64> {
        let px = self.p * f64::from(repeat_purchases);
        let rest = px + self.q - 1.0;
        let total = self.v + f64::from(repeat_purchases) * mean;
        (rest > 0.0).then_some(self.p * total / rest)
    }
}

/// Where the amount of a customer's next purchases comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(
    clippy::large_enum_variant,
    reason = "there is one for all customers, and copying it is easier than following it"
)]
pub enum Spend {
    /// A fitted model.
    Model(SpendFit),
    /// Everybody spends the same.
    SamePrice {
        /// The amount.
        value: f64,
    },
    /// No model holds: the customer's own mean, with the median of all as one more purchase.
    Pooled {
        /// Median over customers of their mean amounts.
        median: f64,
        /// Why no model speaks.
        because: NoSpendModel,
    },
    /// No repeat purchase has a positive amount.
    None,
}

/// Why no model of amounts speaks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NoSpendModel {
    /// Fewer customers with a positive mean than a fit needs.
    TooFew {
        /// How many there are.
        customers: usize,
    },
    /// The amounts spread so widely that a population mean does not exist, or lies far above
    /// everything seen (q at or near one).
    HeavyTail {
        /// The estimate of q.
        q: f64,
    },
    /// The search did not come to an end.
    NotConverged,
}

/// A fitted model of amounts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SpendFit {
    /// The parameters.
    pub model: GammaGamma,
    /// The log-likelihood.
    pub log_likelihood: f64,
    /// Standard errors of the logarithms of p, q, v; none on a ridge or at a bound.
    pub standard_errors: [Option<f64>; 3],
    /// Covariance of the logarithms, capped along a ridge.
    pub covariance: Matrix,
    /// The same from the curvature alone, nothing along a ridge.
    pub curvature_inverse: Matrix,
    /// Customers of the fit.
    pub customers: usize,
    /// Customers with repeat purchases whose mean is not above zero; not part of the fit.
    pub excluded: usize,
    /// How often the likelihood was asked.
    pub evaluations: u32,
}

impl Spend {
    /// Expected amount of a purchase of this customer; `None` where nothing is known. A mean that
    /// is not above zero counts as not known.
    pub fn expected(&self, row: &Row) -> Option<f64> {
        let (x, mean) = if is_known(row) {
            (row.repeat_purchases, row.mean_repeat_value)
        } else {
            (0, 0.0)
        };
        match self {
            Self::Model(fit) => fit.model.expected(x, mean),
            Self::SamePrice { value } => Some(*value),
            Self::Pooled { median, .. } => {
                Some((f64::from(x) * mean + median) / (f64::from(x) + 1.0))
            }
            Self::None => None,
        }
    }
}

/// Customers of the first, rough searches.
const ROUGH_CUSTOMERS: usize = 3000;

/// Customers with a positive mean below which no model is fitted.
const FEWEST: usize = 30;

/// A population mean this many times the mean of what was seen is an artefact of the tail.
const FAR_ABOVE: f64 = 3.0;

/// The largest logarithm of p: purchases of one customer differ by one in a hundred there, and the
/// likelihood, a small difference of sums that grow with p, still has its digits.
const MOST_LN_P: f64 = 9.0;

/// The largest logarithm of q: customers differ by one in a thousand there.
const MOST_LN_Q: f64 = 14.0;

/// Means that differ by less than this share are one price.
const SAME: f64 = 1e-9;

/// Customers of equal x.
struct Class {
    x: f64,
    from: usize,
    to: usize,
}

/// Fits the amounts of purchases of customers with repeat purchases; falls back where no fit holds.
/// Ends early only when cancelled.
pub fn fit_spend(rows: &[Row], watch: &mut Watch<'_>) -> Spend {
    let repeaters = rows.iter().filter(|row| row.repeat_purchases > 0).count();
    let used: Vec<&Row> = rows.iter().filter(|row| is_known(row)).collect();
    let mut means: Vec<f64> = used.iter().map(|row| row.mean_repeat_value).collect();
    let Some(middle) = median(&mut means) else {
        return Spend::None;
    };
    let (low, high) = means
        .iter()
        .fold((f64::INFINITY, 0.0_f64), |(low, high), &mean| {
            (low.min(mean), high.max(mean))
        });
    if high - low <= SAME * high {
        return Spend::SamePrice { value: middle };
    }
    let pooled = |because| Spend::Pooled {
        median: middle,
        because,
    };
    if used.len() < FEWEST {
        return pooled(NoSpendModel::TooFew {
            customers: used.len(),
        });
    }
    let amounts = Amounts::new(&used);
    let every = (used.len() / ROUGH_CUSTOMERS).max(1);
    let some: Vec<&Row> = used.iter().copied().step_by(every).collect();
    let few = Amounts::new(&some);
    let scale = used.len() as f64 / some.len() as f64;
    let bounds = Bounds {
        low: [-7.0, -7.0, middle.ln() - 14.0, 0.0],
        high: [MOST_LN_P, MOST_LN_Q, middle.ln() + 14.0, 0.0],
    };
    let starts = [[0.7, 1.0, -0.3], [2.0, 1.5, -0.5], [-1.0, 1.5, -0.5]]
        .map(|[ln_p, ln_q, level]| [ln_p, ln_q, middle.ln() + level, 0.0]);
    let mut asked = 0.0_f64;
    let mut ask = |amounts: &Amounts, scale: f64, point: &[f64; 4], gradient: &mut [f64; 4]| {
        asked += 1.0 / scale;
        watch(1.0 - (-asked / 20.0).exp());
        let value = amounts.negative_log_likelihood(&of_level(point), gradient);
        let by_v = gradient[2];
        gradient[0] -= by_v;
        gradient[1] += by_v;
        for slope in gradient.iter_mut() {
            *slope *= scale;
        }
        scale * value
    };
    let mut rough = |point: &[f64; 4], gradient: &mut [f64; 4]| ask(&few, scale, point, gradient);
    let [start, others @ ..] = &starts;
    let near = best_of(&mut rough, start, others, &bounds, 1e-3);
    let inverse = inverse_curvature(&mut rough, &near, &bounds);
    let mut whole = |point: &[f64; 4], gradient: &mut [f64; 4]| ask(&amounts, 1.0, point, gradient);
    let found = settle(&mut whole, &near.point, Some(&inverse), &bounds);
    if !found.converged {
        return pooled(NoSpendModel::NotConverged);
    }
    let [p, q, v, _] = of_level(&found.point).map(f64::exp);
    let covariance = covariance_of_level(&found.covariance);
    let [of_p, of_q, of_level, _] = found.standard_errors;
    let of_v = of_p
        .and(of_q)
        .and(of_level)
        .map(|_| covariance[2][2].sqrt());
    let model = GammaGamma { p, q, v };
    let (weight, sum) = used.iter().fold((0.0, 0.0), |(weight, sum), row| {
        let x = f64::from(row.repeat_purchases);
        (weight + x, sum + x * row.mean_repeat_value)
    });
    let seen = (sum / weight).max(means.iter().sum::<f64>() / means.len() as f64);
    match model.expected(0, 0.0) {
        Some(population) if population <= FAR_ABOVE * seen => Spend::Model(SpendFit {
            model,
            log_likelihood: -found.value,
            standard_errors: [of_p, of_q, of_v],
            covariance,
            curvature_inverse: covariance_of_level(&found.curvature_inverse),
            customers: used.len(),
            excluded: repeaters - used.len(),
            evaluations: found.evaluations,
        }),
        _ => pooled(NoSpendModel::HeavyTail { q }),
    }
}

/// Whether the amounts of this customer are part of a fit.
fn is_known(row: &Row) -> bool {
    row.repeat_purchases > 0 && row.mean_repeat_value > 0.0 && row.mean_repeat_value.is_finite()
}

impl SpendFit {
    /// The gradient of the log-likelihood of every customer of the fit by `[ln p, ln q, ln v]`, in
    /// an order that does not depend on that of the rows.
    pub(super) fn scores(&self, rows: &[Row]) -> Vec<Vector> {
        let mut used: Vec<&Row> = rows.iter().filter(|row| is_known(row)).collect();
        order::sort_by(&mut used, |a, b| {
            let by_count = a.repeat_purchases.cmp(&b.repeat_purchases);
            by_count.then_with(|| a.mean_repeat_value.total_cmp(&b.mean_repeat_value))
        });
        let GammaGamma { p, q, v } = self.model;
        let mut scores = Vec::with_capacity(used.len());
        let mut of_x = (0, [0.0; 2]);
        for row in used {
            let x = f64::from(row.repeat_purchases);
            if of_x.0 != row.repeat_purchases {
                let both = digamma(p * x + q);
                of_x = (
                    row.repeat_purchases,
                    [both - digamma(p * x), both - digamma(q)],
                );
            }
            let [by_p, by_q] = of_x.1;
            let scaled = x * row.mean_repeat_value / v;
            let share = scaled / (1.0 + scaled);
            scores.push([
                p * x * (by_p + share.ln()),
                q * (by_q - scaled.ln_1p()),
                q * share - p * x * (1.0 - share),
                0.0,
            ]);
        }
        scores
    }
}

/// `[ln p, ln q, ln v]` of a point of the search, whose third coordinate is the level `ln(p·v⁄q)`:
/// where customers are nearly alike, q and v grow together without end and only the level is told.
fn of_level(point: &Vector) -> Vector {
    let [ln_p, ln_q, level, rest] = *point;
    [ln_p, ln_q, level - ln_p + ln_q, rest]
}

/// The covariance of `[ln p, ln q, ln v]` from that of a point of the search.
fn covariance_of_level(level: &Matrix) -> Matrix {
    let mut half = *level;
    for at in 0..half.len() {
        half[2][at] = level[2][at] - level[0][at] + level[1][at];
    }
    let mut whole = half;
    for row in &mut whole {
        row[2] += row[1] - row[0];
    }
    whole
}

/// Amounts by classes of equal x: `x·m` with its logarithm.
struct Amounts {
    classes: Vec<Class>,
    totals: Vec<(f64, f64)>,
    /// Σ ln m.
    ln_means: f64,
}

impl Amounts {
    fn new(rows: &[&Row]) -> Self {
        let mut pairs: Vec<(u64, u32)> = rows
            .iter()
            .map(|row| u64::from(row.repeat_purchases))
            .zip(0_u32..)
            .collect();
        order::sort_keyed(&mut pairs);
        let mut classes: Vec<Class> = Vec::new();
        let mut totals = Vec::with_capacity(rows.len());
        let mut ln_means = 0.0;
        for &(x, place) in &pairs {
            let x = x as f64;
            let mean = rows[place as usize].mean_repeat_value;
            totals.push((x * mean, (x * mean).ln()));
            ln_means += mean.ln();
            match classes.last_mut() {
                Some(class) if (class.x - x).abs() < 0.5 => class.to = totals.len(),
                _ => classes.push(Class {
                    x,
                    from: totals.len() - 1,
                    to: totals.len(),
                }),
            }
        }
        Self {
            classes,
            totals,
            ln_means,
        }
    }

    /// Note 25, equation 1a, written with u = x·m as `−ln B(px, q) − q ln(1 + u⁄v) − px ln(1 + v⁄u)
    /// − ln m`; and its gradient by the logarithms of p, q, v.
    fn negative_log_likelihood(&self, point: &[f64; 4], gradient: &mut [f64; 4]) -> f64 {
        let [p, q, v, _] = point.map(f64::exp);
        let (ln_v, inverse) = (point[2], 1.0 / v);
        let mut value = -self.ln_means;
        let mut by = [0.0; 3];
        for class in &self.classes {
            let (x, count) = (class.x, (class.to - class.from) as f64);
            // Sums of ln(1 + u⁄v), ln(1 + v⁄u) and u⁄(u+v).
            let (mut above, mut below, mut share) = (0.0, 0.0, 0.0);
            for &(total, ln_total) in &self.totals[class.from..class.to] {
                let scaled = total * inverse;
                let log = scaled.ln_1p();
                above += log;
                below += log - ln_total;
                share += scaled / (1.0 + scaled);
            }
            below += count * ln_v;
            let px = p * x;
            value += count * (ln_gamma_ratio(q, px) - ln_gamma(px)) - q * above - px * below;
            let both = digamma(px + q);
            by[0] += x * (count * (both - digamma(px)) - below);
            by[1] += count * (both - digamma(q)) - above;
            by[2] += q * share - px * (count - share);
        }
        *gradient = [-by[0] * p, -by[1] * q, -by[2], 0.0];
        -value
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::draws::gamma;
    use crate::numerics::rng::Pcg32;

    fn customers(count: usize, [p, q, v]: [f64; 3], seed: u64) -> Vec<Row> {
        let mut rng = Pcg32::new(seed);
        (0..count)
            .map(|_| {
                let x = rng.below(6);
                let nu = gamma(q, &mut rng) / v;
                let total = gamma(p * f64::from(x).max(1.0), &mut rng) / nu;
                Row {
                    repeat_purchases: x,
                    last_purchase_age: 0.0,
                    age: 1.0,
                    mean_repeat_value: total / f64::from(x).max(1.0),
                }
            })
            .collect()
    }

    #[test]
    fn gradients_are_slopes() {
        let rows = customers(60, [3.0, 3.0, 20.0], 4);
        let used: Vec<&Row> = rows.iter().filter(|row| row.repeat_purchases > 0).collect();
        let amounts = Amounts::new(&used);
        for point in [
            [1.0, 1.2, 3.0, 0.0],
            [-1.0, 0.1, 6.0, 0.0],
            [8.0, 1.0, -3.0, 0.0],
        ] {
            let mut gradient = [0.0; 4];
            amounts.negative_log_likelihood(&point, &mut gradient);
            for (at, found) in gradient.into_iter().enumerate().take(3) {
                let h = 1e-5;
                let side = |by: f64| {
                    let mut moved = point;
                    moved[at] += by;
                    amounts.negative_log_likelihood(&moved, &mut [0.0; 4])
                };
                let slope = (side(h) - side(-h)) / (2.0 * h);
                assert!(
                    (slope - found).abs() < 1e-4 * (1.0 + slope.abs()),
                    "{point:?} {at} {slope} {found}"
                );
            }
        }
    }

    #[test]
    fn scores_add_up_to_the_slope() {
        let rows = customers(300, [6.0, 4.0, 15.0], 8);
        let Spend::Model(mut fit) = fit_spend(&rows, &mut |_| {}) else {
            panic!("no model");
        };
        let sum = |fit: &SpendFit, at: usize| -> f64 {
            fit.scores(&rows).iter().map(|score| score[at]).sum()
        };
        let used: Vec<&Row> = rows.iter().filter(|row| is_known(row)).collect();
        let amounts = Amounts::new(&used);
        // Nothing at the maximum, and the slope beside it.
        assert!((0..3).all(|at| sum(&fit, at).abs() < 1e-2));
        fit.model.p *= 1.1;
        let GammaGamma { p, q, v } = fit.model;
        let mut gradient = [0.0; 4];
        amounts.negative_log_likelihood(&[p.ln(), q.ln(), v.ln(), 0.0], &mut gradient);
        for (at, slope) in gradient.iter().enumerate().take(3) {
            assert!(
                (sum(&fit, at) + slope).abs() < 1e-6 * (1.0 + slope.abs()),
                "{at}"
            );
        }
    }

    #[test]
    fn more_purchases_pull_less_to_the_population() {
        let model = GammaGamma {
            p: 6.25,
            q: 3.74,
            v: 15.44,
        };
        let population = model.expected(0, 0.0).unwrap();
        let mut before = population;
        for x in 1..50 {
            let now = model.expected(x, 100.0).unwrap();
            assert!(now > before && now < 100.0);
            before = now;
        }
        let nobody = GammaGamma { q: 0.8, ..model };
        assert_eq!(nobody.expected(0, 0.0), None);
    }

    #[test]
    fn a_million_among_small_amounts_stays_finite() {
        let mut rows = customers(400, [3.0, 3.0, 20.0], 8);
        rows[7].repeat_purchases = 1;
        rows[7].mean_repeat_value = 1e6;
        let spend = fit_spend(&rows, &mut |_| {});
        for row in &rows {
            let value = spend.expected(row).unwrap();
            assert!(value.is_finite() && value > 0.0 && value < 1.2e6);
        }
    }

    #[test]
    fn customers_who_are_alike_take_no_long_search() {
        let mut rng = Pcg32::new(3);
        let rows: Vec<Row> = (0..4000)
            .map(|at| {
                let x = 1 + at % 9;
                Row {
                    repeat_purchases: x,
                    last_purchase_age: 0.0,
                    age: 1.0,
                    mean_repeat_value: 9.0 * gamma(3.2 * f64::from(x), &mut rng)
                        / (3.2 * f64::from(x)),
                }
            })
            .collect();
        let Spend::Model(fit) = fit_spend(&rows, &mut |_| {}) else {
            panic!("no model of amounts");
        };
        assert!(fit.evaluations < 200, "{}", fit.evaluations);
        for row in rows.iter().take(9) {
            let expected = fit
                .model
                .expected(row.repeat_purchases, row.mean_repeat_value);
            assert!((expected.unwrap() - 9.0).abs() < 0.5);
        }
    }

    #[test]
    fn nobody_spends_nothing() {
        assert_eq!(fit_spend(&[], &mut |_| {}), Spend::None);
    }

    #[test]
    fn the_money_unit_changes_the_scale_alone() {
        let rows = customers(500, [3.0, 3.0, 20.0], 12);
        let cents: Vec<Row> = rows
            .iter()
            .map(|row| Row {
                mean_repeat_value: row.mean_repeat_value * 100.0,
                ..*row
            })
            .collect();
        for (row, cent) in rows.iter().zip(&cents) {
            let one = fit_spend(&rows, &mut |_| {}).expected(row).unwrap();
            let other = fit_spend(&cents, &mut |_| {}).expected(cent).unwrap();
            assert!((other / one / 100.0 - 1.0).abs() < 1e-4);
            if row.repeat_purchases == 5 {
                break;
            }
        }
    }
}
