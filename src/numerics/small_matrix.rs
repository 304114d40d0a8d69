//! Four by four, which is as large as a model here gets; smaller ones leave the rest at zero.

/// Number of coordinates.
pub const DIMENSIONS: usize = 4;

/// A point or a direction.
pub type Vector = [f64; DIMENSIONS];

/// Rows of a square matrix.
pub type Matrix = [[f64; DIMENSIONS]; DIMENSIONS];

/// The inner product.
pub fn dot(a: &Vector, b: &Vector) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// Matrix times vector.
pub fn times(matrix: &Matrix, vector: &Vector) -> Vector {
    matrix.map(|row| dot(&row, vector))
}

/// The matrix with this diagonal and nothing else.
pub fn diagonal(values: &Vector) -> Matrix {
    let mut matrix = [[0.0; DIMENSIONS]; DIMENSIONS];
    for (at, &value) in values.iter().enumerate() {
        matrix[at][at] = value;
    }
    matrix
}

/// Eigenvalues and eigenvectors (as rows) of a symmetric matrix, by rotations (Jacobi 1846; cyclic
/// form of Golub & Van Loan 1996, 8.4).
pub fn eigen(matrix: &Matrix) -> (Vector, Matrix) {
    let mut rest = *matrix;
    let mut vectors = diagonal(&[1.0; DIMENSIONS]);
    for _ in 0..60 {
        let mut off = 0.0;
        for p in 0..DIMENSIONS {
            for q in p + 1..DIMENSIONS {
                off += rest[p][q] * rest[p][q];
                rotate(&mut rest, &mut vectors, p, q);
            }
        }
        if off == 0.0 {
            break;
        }
    }
    (std::array::from_fn(|at| rest[at][at]), vectors)
}

/// One rotation that makes the element at (p, q) zero.
fn rotate(rest: &mut Matrix, vectors: &mut Matrix, p: usize, q: usize) {
    let off = rest[p][q];
    if off.abs() <= 1e-300 || off.abs() < 1e-18 * (rest[p][p] * rest[q][q]).abs().sqrt() {
        rest[p][q] = 0.0;
        rest[q][p] = 0.0;
        return;
    }
    let theta = (rest[q][q] - rest[p][p]) / (2.0 * off);
    let t = theta.signum() / (theta.abs() + theta.hypot(1.0));
    let c = 1.0 / t.hypot(1.0);
    let s = t * c;
    for row in rest.iter_mut() {
        let (a, b) = (row[p], row[q]);
        row[p] = c * a - s * b;
        row[q] = s * a + c * b;
    }
    for at in 0..DIMENSIONS {
        let (a, b) = (rest[p][at], rest[q][at]);
        rest[p][at] = c * a - s * b;
        rest[q][at] = s * a + c * b;
        let (a, b) = (vectors[p][at], vectors[q][at]);
        vectors[p][at] = c * a - s * b;
        vectors[q][at] = s * a + c * b;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eigenvectors_put_the_matrix_together_again() {
        let matrix = [
            [4.0, 1.0, -2.0, 0.5],
            [1.0, 3.0, 0.25, 1e-6],
            [-2.0, 0.25, 1e4, 0.0],
            [0.5, 1e-6, 0.0, -1.0],
        ];
        let (values, vectors) = eigen(&matrix);
        for (i, row) in matrix.iter().enumerate() {
            for (j, cell) in row.iter().enumerate() {
                let again: f64 = (0..DIMENSIONS)
                    .map(|at| values[at] * vectors[at][i] * vectors[at][j])
                    .sum();
                assert!((again - cell).abs() < 1e-10, "{i} {j} {again}");
            }
        }
    }

    #[test]
    fn a_smaller_matrix_leaves_the_rest_at_zero() {
        let mut matrix = diagonal(&[2.0, 5.0, 0.0, 0.0]);
        matrix[0][1] = 1.0;
        matrix[1][0] = 1.0;
        let (values, _) = eigen(&matrix);
        let trace: f64 = values.iter().sum();
        assert!((trace - 7.0).abs() < 1e-12);
        let nothing = times(&matrix, &[0.0, 0.0, 1.0, 1.0]);
        assert!(nothing.iter().all(|value| value.abs() < 1e-300));
    }
}
