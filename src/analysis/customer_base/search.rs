//! From starting points to a settled maximum with its uncertainty.

use crate::numerics::optimise::{Bounds, Minimum, Objective, minimise, second_derivatives};
use crate::numerics::small_matrix::{DIMENSIONS, Matrix, Vector, dot, eigen};

/// Gain in log-likelihood below which a search has ended.
const TOLERANCE: f64 = 1e-8;

/// A settled search whose next full step would gain more than this did not converge.
const UNSETTLED: f64 = 1e-4;

/// Step of the second derivatives, in logarithms of parameters.
const DIFFERENCE: f64 = 1e-3;

/// The largest variance of the logarithm of a parameter that is believed: a factor of seven either
/// way. Along a ridge nothing changes, however far one goes.
const MOST_VARIANCE: f64 = 4.0;

/// Curvature below which a direction is a ridge.
const RIDGE: f64 = 1e-5;

/// A maximum of a likelihood, in logarithms of parameters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settled {
    /// Logarithms of the parameters.
    pub point: Vector,
    /// The negative log-likelihood.
    pub value: f64,
    /// Covariance of the logarithms; along a ridge it is capped.
    pub covariance: Matrix,
    /// The inverse of the curvature where there is any, nothing along a ridge.
    pub curvature_inverse: Matrix,
    /// Standard errors of the logarithms; none on a ridge or at a bound.
    pub standard_errors: [Option<f64>; DIMENSIONS],
    /// How often the likelihood was asked.
    pub evaluations: u32,
    /// Whether the search came to an end.
    pub converged: bool,
}

impl Settled {
    /// Nothing found yet.
    pub(super) const UNKNOWN: Self = Self {
        point: [0.0; DIMENSIONS],
        value: f64::INFINITY,
        covariance: [[0.0; DIMENSIONS]; DIMENSIONS],
        curvature_inverse: [[0.0; DIMENSIONS]; DIMENSIONS],
        standard_errors: [None; DIMENSIONS],
        evaluations: 0,
        converged: false,
    };
}

/// The best end of searches from a starting point and others.
pub(super) fn best_of(
    objective: &mut Objective<'_>,
    start: &Vector,
    others: &[Vector],
    bounds: &Bounds,
    tolerance: f64,
) -> Minimum {
    let mut best = minimise(objective, start, bounds, None, tolerance);
    let mut evaluations = best.evaluations;
    for start in others {
        let found = minimise(objective, start, bounds, None, tolerance);
        evaluations += found.evaluations;
        // Nothing is below what is no number.
        let better = found.value < best.value || !best.value.is_finite();
        if better && found.value.is_finite() {
            best = found;
        }
    }
    Minimum {
        evaluations,
        ..best
    }
}

/// Searches on from a point near the maximum, then measures the curvature there.
pub(super) fn settle(
    objective: &mut Objective<'_>,
    start: &Vector,
    inverse: Option<&Matrix>,
    bounds: &Bounds,
) -> Settled {
    let mut found = minimise(objective, start, bounds, inverse, TOLERANCE);
    let mut evaluations = found.evaluations;
    for _ in 0..3 {
        let curvature = second_derivatives(objective, &found.point, bounds, DIFFERENCE);
        evaluations += 2 * DIMENSIONS as u32;
        let ridge = Ridge::new(&curvature, bounds, &found);
        let gain = ridge.gain(&found.gradient);
        // On a ridge the quadratic gain means nothing; there the search's own end counts.
        if gain < UNSETTLED && (found.converged || ridge.slope(&found.gradient) < 1e-2) {
            return Settled {
                point: found.point,
                value: found.value,
                covariance: ridge.covariance(),
                curvature_inverse: ridge.inverse(),
                standard_errors: ridge.standard_errors(),
                evaluations,
                converged: found.value.is_finite(),
            };
        }
        let inverse = ridge.covariance();
        found = minimise(objective, &found.point, bounds, Some(&inverse), TOLERANCE);
        evaluations += found.evaluations;
    }
    Settled {
        point: found.point,
        value: found.value,
        evaluations,
        ..Settled::UNKNOWN
    }
}

/// The inverse of the curvature at a point, capped along ridges.
pub(super) fn inverse_curvature(
    objective: &mut Objective<'_>,
    at: &Minimum,
    bounds: &Bounds,
) -> Matrix {
    let curvature = second_derivatives(objective, &at.point, bounds, DIFFERENCE);
    Ridge::new(&curvature, bounds, at).covariance()
}

/// The principal directions of the curvature among the coordinates that can still move.
struct Ridge {
    free: [bool; DIMENSIONS],
    values: Vector,
    vectors: Matrix,
}

impl Ridge {
    fn new(curvature: &Matrix, bounds: &Bounds, at: &Minimum) -> Self {
        let free: [bool; DIMENSIONS] = std::array::from_fn(|place| {
            bounds.is_free(place, &at.point, &at.gradient)
                && at.point[place] > bounds.low[place]
                && at.point[place] < bounds.high[place]
        });
        let mut among = *curvature;
        for (i, row) in among.iter_mut().enumerate() {
            for (j, cell) in row.iter_mut().enumerate() {
                if !free[i] || !free[j] || !cell.is_finite() {
                    *cell = 0.0;
                }
            }
        }
        let (values, vectors) = eigen(&among);
        Self {
            free,
            values,
            vectors,
        }
    }

    fn is_of_free(&self, at: usize) -> bool {
        (0..DIMENSIONS).any(|place| self.free[place] && self.vectors[at][place].abs() > 1e-8)
    }

    /// What a full step of Newton would gain, where there is curvature.
    fn gain(&self, gradient: &Vector) -> f64 {
        (0..DIMENSIONS)
            .filter(|&at| self.is_of_free(at) && self.values[at] > RIDGE)
            .map(|at| 0.5 * dot(&self.vectors[at], gradient).powi(2) / self.values[at])
            .filter(|gain| gain.is_finite())
            .sum()
    }

    /// The steepest slope left along what can still move.
    fn slope(&self, gradient: &Vector) -> f64 {
        (0..DIMENSIONS)
            .filter(|&at| self.free[at])
            .map(|at| gradient[at].abs())
            .fold(0.0, f64::max)
    }

    /// The inverse, capped along a ridge.
    fn covariance(&self) -> Matrix {
        self.spread(&|curvature| 1.0 / curvature.max(1.0 / MOST_VARIANCE))
    }

    /// The inverse where there is curvature.
    fn inverse(&self) -> Matrix {
        self.spread(&|curvature| {
            if curvature > RIDGE {
                1.0 / curvature
            } else {
                0.0
            }
        })
    }

    fn spread(&self, variance: &dyn Fn(f64) -> f64) -> Matrix {
        let mut matrix = [[0.0; DIMENSIONS]; DIMENSIONS];
        for at in 0..DIMENSIONS {
            if !self.is_of_free(at) {
                continue;
            }
            let variance = variance(self.values[at]);
            for (i, row) in matrix.iter_mut().enumerate() {
                for (j, cell) in row.iter_mut().enumerate() {
                    if self.free[i] && self.free[j] {
                        *cell += variance * self.vectors[at][i] * self.vectors[at][j];
                    }
                }
            }
        }
        matrix
    }

    fn standard_errors(&self) -> [Option<f64>; DIMENSIONS] {
        std::array::from_fn(|place| {
            if !self.free[place] {
                return None;
            }
            let mut variance = 0.0;
            for at in 0..DIMENSIONS {
                let share = self.vectors[at][place].powi(2);
                if self.values[at] > RIDGE {
                    variance += share / self.values[at];
                } else if share > 1e-6 {
                    return None;
                }
            }
            Some(variance.sqrt())
        })
    }
}
