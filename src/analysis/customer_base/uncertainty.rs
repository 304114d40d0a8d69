//! Parameters as they might also be.

use crate::numerics::draws::normal;
use crate::numerics::rng::Pcg32;
use crate::numerics::small_matrix::{DIMENSIONS, Matrix, Vector, eigen};

/// The farthest a drawn parameter goes from its estimate, in logarithms.
const FARTHEST: f64 = 4.0;

/// Shifts of the logarithms of parameters: normal with this covariance, in pairs of opposite sign so
/// that their mean is none. `count` is even.
pub(super) fn shifts(covariance: &Matrix, count: usize, seed: u64) -> Vec<Vector> {
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
