//! A sum that does not depend on the order of its parts.

/// Adds numbers in whole steps of 2⁻⁶⁴, which is exact for all but the tiniest, up to 9·10¹⁸: the
/// rows of a file may stand in any order, and a mean that lies on half a cent is rounded alike.
#[derive(Clone, Copy, Debug, Default)]
pub struct SteadySum(i128);

impl SteadySum {
    const STEPS: f64 = 18_446_744_073_709_551_616.0;

    fn steps(part: f64) -> i128 {
        (part * Self::STEPS).round() as i128
    }

    /// The sum.
    pub fn total(self) -> f64 {
        self.0 as f64 / Self::STEPS
    }
}

impl std::ops::AddAssign<f64> for SteadySum {
    fn add_assign(&mut self, part: f64) {
        self.0 = self.0.saturating_add(Self::steps(part));
    }
}

impl FromIterator<f64> for SteadySum {
    fn from_iter<I: IntoIterator<Item = f64>>(parts: I) -> Self {
        let mut sum = Self::default();
        for part in parts {
            sum += part;
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_order_adds_up_to_the_same(parts in prop::collection::vec(-1e12..1e12, 1..50), turn in 0_usize..50) {
            let mut turned: Vec<f64> = parts.clone();
            turned.rotate_left(turn % parts.len());
            turned.reverse();
            let sum: SteadySum = parts.iter().copied().collect();
            let other: SteadySum = turned.into_iter().collect();
            prop_assert_eq!(sum.total().to_bits(), other.total().to_bits());
            let plain: f64 = parts.iter().sum();
            let size: f64 = parts.iter().map(|part| part.abs()).sum();
            prop_assert!((sum.total() - plain).abs() <= 1e-14 * size, "{} {}", sum.total(), plain);
        }
    }
}
