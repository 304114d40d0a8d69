//! Parameters as they might also be: what the fit would have been, had other customers come to the
//! shop.

use crate::numerics::draws::{normal, poisson_of_one};
use crate::numerics::rng::Pcg32;
use crate::numerics::small_matrix::{DIMENSIONS, Matrix, Vector, dot, eigen};

use super::fitting::ModelFit;
use super::gamma_gamma::Spend;
use super::likelihood::Tables;
use super::rows::{Groups, Row};
use super::rules::Rules;

/// How many sets of parameters stand for what the parameters might also be.
const RESAMPLES: usize = 32;

/// Shifts of the logarithms of the parameters of a fit by resampled customers, in pairs of opposite
/// sign.
#[derive(Clone, Debug, Default)]
pub struct Resampled {
    pub(super) purchases: Vec<Vector>,
    /// Of p, q and v; none without a model of amounts.
    pub(super) spend: Vec<Vector>,
}

impl Resampled {
    /// Resamples the customers of a fit.
    pub fn of(
        rules: &Rules,
        rows: &[Row],
        groups: &Groups,
        fit: &ModelFit,
        spend: &Spend,
        seed: u64,
    ) -> Self {
        let scores = Tables::default().scores(&fit.fitted, groups, rules);
        let weights = groups.groups.iter().map(|group| group.weight as u32);
        let scores: Vec<(Vector, u32)> = scores.into_iter().zip(weights).collect();
        let purchases = bootstrap(&scores, &fit.curvature_inverse, &fit.covariance, seed);
        let spend = match spend {
            Spend::Model(fit) => {
                let scores = fit.scores(rows).into_iter();
                let scores: Vec<(Vector, u32)> = scores.map(|score| (score, 1)).collect();
                let seed = seed ^ 0x5eed;
                bootstrap(&scores, &fit.curvature_inverse, &fit.covariance, seed)
            }
            _ => Vec::new(),
        };
        Self { purchases, spend }
    }
}

/// One step of Newton from the estimate towards the fit to resampled customers, each taken a Poisson
/// number of times (Shao & Tu 1995, section 9.2; Hanley & Macgibbon 2006). So the spread is that of
/// the shop's own customers, whether or not the model describes them well. Along a ridge customers
/// say nothing; there the capped covariance speaks.
fn bootstrap(
    scores: &[(Vector, u32)],
    curvature_inverse: &Matrix,
    covariance: &Matrix,
    seed: u64,
) -> Vec<Vector> {
    let mut along = *covariance;
    for (row, known) in along.iter_mut().zip(curvature_inverse) {
        for (cell, known) in row.iter_mut().zip(known) {
            *cell -= known;
        }
    }
    let mut moves = shifts(&along, RESAMPLES, seed);
    let mut rng = Pcg32::new(seed ^ 0xb007);
    for pair in moves.chunks_exact_mut(2) {
        let mut sum = [0.0; DIMENSIONS];
        for (score, customers) in scores {
            let taken: u32 = (0..*customers).map(|_| poisson_of_one(&mut rng)).sum();
            let more = f64::from(taken) - f64::from(*customers);
            for (sum, slope) in sum.iter_mut().zip(score) {
                *sum += more * slope;
            }
        }
        for (at, row) in curvature_inverse.iter().enumerate() {
            let moved = (pair[0][at] + dot(row, &sum)).clamp(-FARTHEST, FARTHEST);
            (pair[0][at], pair[1][at]) = (moved, -moved);
        }
    }
    moves
}

/// The farthest a drawn parameter goes from its estimate, in logarithms.
const FARTHEST: f64 = 4.0;

/// Shifts of the logarithms of parameters: normal with this covariance, in pairs of opposite sign so
/// that their mean is none. `count` is even.
fn shifts(covariance: &Matrix, count: usize, seed: u64) -> Vec<Vector> {
    let (values, vectors) = eigen(covariance);
    let mut rng = Pcg32::new(seed);
    let mut shifts = Vec::with_capacity(count);
    while shifts.len() + 1 < count.max(2) {
        let mut shift = [0.0; DIMENSIONS];
        for at in 0..DIMENSIONS {
            let size = normal(&mut rng) * values[at].max(0.0).sqrt();
            for (place, coordinate) in shift.iter_mut().enumerate() {
                *coordinate += size * vectors[at][place];
            }
        }
        let shift = shift.map(|value: f64| value.clamp(-FARTHEST, FARTHEST));
        shifts.push(shift);
        shifts.push(shift.map(|value| -value));
    }
    shifts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resampled_means_spread_as_means_do() {
        // The score of a mean is the deviation, its curvature the number of customers.
        let customers = 400;
        let mut rng = Pcg32::new(3);
        let values: Vec<f64> = (0..customers).map(|_| normal(&mut rng)).collect();
        let mean = values.iter().sum::<f64>() / f64::from(customers);
        let variance = values
            .iter()
            .map(|value| (value - mean).powi(2))
            .sum::<f64>();
        let scores: Vec<(Vector, u32)> = values
            .iter()
            .map(|value| ([value - mean, 0.0, 0.0, 0.0], 1))
            .collect();
        let mut inverse = [[0.0; 4]; 4];
        inverse[0][0] = 1.0 / f64::from(customers);
        let mut squares = 0.0;
        let mut drawn = 0.0;
        for seed in 0..40 {
            for shift in bootstrap(&scores, &inverse, &inverse, seed) {
                squares += shift[0].powi(2);
                drawn += 1.0;
                assert!(shift[1..].iter().all(|rest| *rest == 0.0));
            }
        }
        let expected = variance / f64::from(customers).powi(2);
        assert!((squares / drawn / expected - 1.0).abs() < 0.1);
    }

    #[test]
    fn shifts_have_their_covariance_and_no_mean() {
        let mut covariance = [[0.0; 4]; 4];
        covariance[0][0] = 0.04;
        covariance[1][1] = 0.09;
        covariance[0][1] = -0.03;
        covariance[1][0] = -0.03;
        let shifts = shifts(&covariance, 20_000, 9);
        let mean = |i: usize, j: usize| {
            shifts.iter().map(|shift| shift[i] * shift[j]).sum::<f64>() / shifts.len() as f64
        };
        for (i, row) in covariance.iter().enumerate() {
            assert!(shifts.iter().map(|shift| shift[i]).sum::<f64>().abs() < 1e-9);
            for (j, cell) in row.iter().enumerate() {
                assert!((mean(i, j) - cell).abs() < 0.003, "{i} {j}");
            }
        }
    }
}
