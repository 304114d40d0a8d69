//! Where a search for the parameters of a model of purchasing moves.
//!
//! `[ln r, ln(r⁄α), ln(third⁄fourth), ln fourth]`: mean rate and mean dropout are told well by any
//! data, how much customers differ in them often is not. Then r and α, or a and b, grow together
//! without end, and a search by their logarithms creeps along a diagonal; here it is one coordinate.

use super::search::Settled;
use crate::numerics::small_matrix::{DIMENSIONS, Matrix, Vector};

/// Each logarithm of a parameter as a sum of coordinates.
const OF_COORDINATES: Matrix = [
    [1.0, 0.0, 0.0, 0.0],
    [1.0, -1.0, 0.0, 0.0],
    [0.0, 0.0, 1.0, 1.0],
    [0.0, 0.0, 0.0, 1.0],
];

/// Logarithms of the parameters at a point.
pub(super) fn logarithms(point: &Vector) -> Vector {
    let [shape, rate, dropout, fourth] = *point;
    [shape, shape - rate, dropout + fourth, fourth]
}

/// The point of these logarithms of parameters.
pub(super) fn point(logarithms: &Vector) -> Vector {
    let [shape, scale, third, fourth] = *logarithms;
    [shape, shape - scale, third - fourth, fourth]
}

/// The gradient by the coordinates, of that by the logarithms of the parameters.
pub(super) fn gradient(by_logarithms: &Vector) -> Vector {
    let [shape, scale, third, fourth] = *by_logarithms;
    [shape + scale, -scale, third, third + fourth]
}

/// What a search found, in logarithms of the parameters.
pub(super) fn in_logarithms(found: &Settled) -> Settled {
    let exact = covariance(&found.curvature_inverse);
    let standard_errors = std::array::from_fn(|at| {
        let parts = OF_COORDINATES[at].iter().zip(&found.standard_errors);
        let known = parts
            .into_iter()
            .all(|(part, error)| *part == 0.0 || error.is_some());
        known.then(|| exact[at][at].max(0.0).sqrt())
    });
    Settled {
        point: logarithms(&found.point),
        covariance: covariance(&found.covariance),
        curvature_inverse: exact,
        standard_errors,
        ..*found
    }
}

/// The covariance of the logarithms of parameters, of that of the coordinates.
fn covariance(of_coordinates: &Matrix) -> Matrix {
    let by_rows = |matrix: &Matrix| -> Matrix {
        std::array::from_fn(|row| {
            std::array::from_fn(|column| {
                let terms = (0..DIMENSIONS).map(|at| OF_COORDINATES[row][at] * matrix[at][column]);
                terms.sum()
            })
        })
    };
    let half = by_rows(of_coordinates);
    by_rows(&std::array::from_fn(|i| {
        std::array::from_fn(|j| half[j][i])
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_and_logarithms_are_each_others_inverse() {
        let logs = [0.3, 2.0, -1.5, 4.0];
        let back = logarithms(&point(&logs));
        assert!(logs.iter().zip(back).all(|(a, b)| (a - b).abs() < 1e-12));
        // One parameter after the other moves as its row says.
        for at in 0..DIMENSIONS {
            let mut moved = [0.0; DIMENSIONS];
            moved[at] = 1.0;
            let logs = logarithms(&moved);
            for (row, log) in OF_COORDINATES.iter().zip(logs) {
                assert!((row[at] - log).abs() < 1e-12);
            }
            // The chain rule: a slope along a coordinate is the sum of those it moves.
            let slopes = [0.7, -0.2, 1.1, 0.4];
            let along: f64 = logs
                .iter()
                .zip(slopes)
                .map(|(log, slope)| log * slope)
                .sum();
            assert!((gradient(&slopes)[at] - along).abs() < 1e-12);
        }
    }

    #[test]
    fn a_spread_along_a_ridge_is_that_of_both_parameters() {
        let mut of_coordinates = [[0.0; DIMENSIONS]; DIMENSIONS];
        of_coordinates[3][3] = 4.0;
        of_coordinates[2][2] = 0.01;
        let found = covariance(&of_coordinates);
        assert!((found[2][2] - 4.01).abs() < 1e-12 && (found[3][3] - 4.0).abs() < 1e-12);
        assert!((found[2][3] - 4.0).abs() < 1e-12 && (found[3][2] - 4.0).abs() < 1e-12);
    }
}
