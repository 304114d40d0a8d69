//! The integral of the Pareto/NBD model for many customers at once.

use crate::numerics::quadrature::GaussLegendre;

use super::dropout_integral::DropoutMoments;

/// Points between two neighbouring ages.
const POINTS: usize = 4;

/// The most a step between neighbouring ages may let the integrand fall, as an exponent, for four
/// points to be exact to nine digits.
const STEEPEST: f64 = 1.0;

/// The most the integrand may fall over all ages, as an exponent, to stay in range.
const WIDEST: f64 = 500.0;

/// Customers of one shop share their days: with the integrand summed up over all of them once for
/// each x, the integral from `t_x` to T is a difference of two sums. Sums run from the last age
/// down, where the integrand rises, so that differences lose no more than a few digits.
#[derive(Clone, Debug, Default)]
pub(super) struct DropoutGrid {
    /// `ln(α+y)`, `ln(β+y)`, `1⁄(α+y)`, `1⁄(β+y)` and the weight at each point, from the first age
    /// up; logarithms are relative to those at the last age.
    points: Vec<[f64; 5]>,
    /// The same two logarithms at the ages.
    logs: Vec<[f64; 2]>,
    /// Sums down to each age: the integral, and with each of the four factors.
    sums: Vec<[f64; 5]>,
    /// The largest relative step between neighbouring ages, by α and by β.
    steps: [f64; 2],
    k: f64,
    s: f64,
    inverses: [f64; 2],
}

impl DropoutGrid {
    /// Takes the logarithms for these parameters.
    pub(super) fn prepare(&mut self, rule: &GaussLegendre, alpha: f64, beta: f64, times: &[f64]) {
        self.points.clear();
        self.logs.clear();
        self.steps = [0.0; 2];
        let Some(&last) = times.last() else {
            return;
        };
        self.inverses = [1.0 / (alpha + last), 1.0 / (beta + last)];
        let logs = |y: f64| {
            [
                ((alpha + y) * self.inverses[0]).ln(),
                ((beta + y) * self.inverses[1]).ln(),
            ]
        };
        self.logs.extend(times.iter().map(|&time| logs(time)));
        for ends in times.windows(2) {
            let width = ends[1] - ends[0];
            self.steps[0] = self.steps[0].max(width / (alpha + ends[0]));
            self.steps[1] = self.steps[1].max(width / (beta + ends[0]));
            for &(point, weight) in &rule.points {
                let y = ends[0] + width * point;
                let [by_alpha, by_beta] = logs(y);
                self.points.push([
                    by_alpha,
                    by_beta,
                    1.0 / (alpha + y),
                    1.0 / (beta + y),
                    weight * width,
                ]);
            }
        }
    }

    /// Sums up for `k = r + x`; `false` where the steps are too wide for it.
    pub(super) fn sum_up(&mut self, k: f64, s: f64) -> bool {
        let Some(first) = self.logs.first() else {
            return false;
        };
        let steepest = k * self.steps[0] + (s + 1.0) * self.steps[1];
        let widest = -(k * first[0] + (s + 1.0) * first[1]);
        if steepest > STEEPEST || widest > WIDEST {
            return false;
        }
        (self.k, self.s) = (k, s);
        self.sums.clear();
        self.sums.resize(self.logs.len(), [0.0; 5]);
        let mut sum = [0.0; 5];
        for (place, points) in self.points.chunks_exact(POINTS).enumerate().rev() {
            for &[by_alpha, by_beta, inverse_alpha, inverse_beta, weight] in points {
                let density = weight * (-k * by_alpha - (s + 1.0) * by_beta).exp();
                sum[0] += density;
                sum[1] += density * by_alpha;
                sum[2] += density * by_beta;
                sum[3] += density * inverse_alpha;
                sum[4] += density * inverse_beta;
            }
            self.sums[place] = sum;
        }
        true
    }

    /// The integral between two ages, by their places.
    pub(super) fn between(&self, last: usize, age: usize) -> DropoutMoments {
        let [by_alpha, by_beta] = self.logs[last];
        let (from, to) = (&self.sums[last], &self.sums[age]);
        let whole = from[0] - to[0];
        if whole <= 0.0 {
            return DropoutMoments {
                ln_integral: f64::NEG_INFINITY,
                mean_log_alpha: 0.0,
                mean_log_beta: 0.0,
                mean_inverse_alpha: self.inverses[0] * (-by_alpha).exp(),
                mean_inverse_beta: self.inverses[1] * (-by_beta).exp(),
            };
        }
        let per = 1.0 / whole;
        let mean = |at: usize| (from[at] - to[at]) * per;
        DropoutMoments {
            ln_integral: whole.ln() + self.k * by_alpha + (self.s + 1.0) * by_beta,
            mean_log_alpha: mean(1) - by_alpha,
            mean_log_beta: mean(2) - by_beta,
            mean_inverse_alpha: mean(3),
            mean_inverse_beta: mean(4),
        }
    }

    /// How many customers of one x make it quicker than one integral each.
    pub(super) fn worth_while(&self) -> usize {
        self.logs.len() / 4 + 1
    }
}

#[cfg(test)]
mod tests {
    use super::super::dropout_integral::dropout_moments;
    use super::super::rules::Rules;
    use super::*;

    #[test]
    fn differences_of_sums_are_the_integrals() {
        let rules = Rules::new();
        let times: Vec<f64> = (0..700).map(|day| f64::from(day) / 7.0).collect();
        for (alpha, s, beta) in [
            (4.4, 0.6, 11.7),
            (10.5, 0.2, 300.0),
            (300.0, 2.0, 20.0),
            (2400.0, 1e-7, 1e6),
        ] {
            let mut grid = DropoutGrid::default();
            grid.prepare(rules.of(POINTS as f64), alpha, beta, &times);
            for k in [0.2, 1.5, 6.0, 24.0] {
                assert!(grid.sum_up(k, s));
                for (last, age) in [
                    (0, 1),
                    (0, 699),
                    (3, 200),
                    (350, 351),
                    (340, 360),
                    (698, 699),
                ] {
                    let found = grid.between(last, age);
                    let expected =
                        dropout_moments(&rules, k, [alpha, s, beta], times[last], times[age]);
                    let pairs = [
                        (found.ln_integral, expected.ln_integral),
                        (found.mean_log_alpha, expected.mean_log_alpha),
                        (found.mean_log_beta, expected.mean_log_beta),
                        (found.mean_inverse_alpha, expected.mean_inverse_alpha),
                        (found.mean_inverse_beta, expected.mean_inverse_beta),
                    ];
                    for (found, expected) in pairs {
                        assert!(
                            (found - expected).abs() < 1e-8 * (1.0 + expected.abs()),
                            "{alpha} {k} {last} {age}: {found} {expected}"
                        );
                    }
                }
                let nothing = grid.between(5, 5);
                assert!(nothing.ln_integral == f64::NEG_INFINITY);
            }
        }
    }

    #[test]
    fn steps_too_wide_are_left_to_single_integrals() {
        let rules = Rules::new();
        let mut grid = DropoutGrid::default();
        grid.prepare(rules.of(POINTS as f64), 5.0, 9.0, &[0.0, 30.0, 300.0]);
        assert!(!grid.sum_up(3.0, 0.5));
        grid.prepare(rules.of(POINTS as f64), 5.0, 9.0, &[]);
        assert!(!grid.sum_up(3.0, 0.5));
    }
}
