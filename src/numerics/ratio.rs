//! Ratios of sums with their uncertainty.

/// Fewest units whose spread tells an error.
const LEAST_UNITS: usize = 30;

/// The ratio of two sums over units that stand for others like them, and its standard error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio {
    /// Σy ÷ Σx.
    pub value: f64,
    /// Its standard error, linearised (Cochran 1977, 6.3): what one unit adds to both sums belongs
    /// together, so units with many cases are no surer than their number.
    pub error: f64,
}

impl Ratio {
    /// Of pairs (y, x), one a unit; `None` of fewer than thirty units or where Σx is not positive.
    pub fn of(pairs: &[(f64, f64)]) -> Option<Self> {
        let below: f64 = pairs.iter().map(|pair| pair.1).sum();
        if pairs.len() < LEAST_UNITS || below <= 0.0 {
            return None;
        }
        let value = pairs.iter().map(|pair| pair.0).sum::<f64>() / below;
        let square = |&(y, x): &(f64, f64)| (y - value * x) * (y - value * x);
        let n = pairs.len() as f64;
        let sum: f64 = pairs.iter().map(square).sum();
        let error = (sum * n / (n - 1.0)).sqrt() / below;
        (value.is_finite() && error.is_finite()).then_some(Self { value, error })
    }

    /// The interval of 95 %.
    pub fn interval(self) -> (f64, f64) {
        let half = super::proportion::Z_95 * self.error;
        (self.value - half, self.value + half)
    }

    /// The interval of 95 % of this ratio less another one over other units.
    pub fn less(self, other: Self) -> (f64, f64) {
        Self {
            value: self.value - other.value,
            error: self.error.hypot(other.error),
        }
        .interval()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// With x = 1 a ratio is a mean: its error is s ÷ √n.
    #[test]
    fn of_ones_it_is_the_error_of_a_mean() {
        let pairs: Vec<(f64, f64)> = (0..40).map(|at| (f64::from(at % 2), 1.0)).collect();
        let found = Ratio::of(&pairs).unwrap();
        assert!((found.value - 0.5).abs() < 1e-12);
        assert!((found.error - (0.25_f64 / 39.0).sqrt()).abs() < 1e-12);
        let (low, high) = found.less(found);
        assert!((low + high).abs() < 1e-12 && low < 0.0);
    }

    #[test]
    fn units_that_agree_leave_no_doubt_and_few_leave_no_answer() {
        let pairs: Vec<(f64, f64)> = (1..50)
            .map(|x| (3.0 * f64::from(x), f64::from(x)))
            .collect();
        let found = Ratio::of(&pairs).unwrap();
        assert!((found.value - 3.0).abs() < 1e-12 && found.error < 1e-12);
        assert_eq!(Ratio::of(&pairs[..29]), None);
        assert_eq!(Ratio::of(&[(1.0, 0.0); 40]), None);
    }
}
