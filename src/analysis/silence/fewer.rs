//! Whether a customer comes less often than before.

use crate::numerics::special::incomplete_beta;

/// Chance of so few visits in the later of two windows if nothing has changed: `P(X ≤ recent)` of
/// the `before + recent` visits, each in the later window with the chance `share` (Przyborowski &
/// Wilenski 1940: two rates of Poisson compared given their sum). One without a visit.
pub fn chance_of_so_few(before: u32, recent: u32, share: f64) -> f64 {
    if before == 0 || !(0.0..1.0).contains(&share) {
        return 1.0;
    }
    // The binomial sum by the incomplete beta function (Abramowitz & Stegun 1964, 26.5.24).
    incomplete_beta(f64::from(before), f64::from(recent) + 1.0, 1.0 - share)
}

/// Such chances for one share, each told once where visits are few: a shop asks for the same ones
/// of one customer after another.
pub(super) struct Chances {
    share: f64,
    /// By visits in the earlier window, then in the later; not a number while not told.
    few: Vec<f64>,
}

impl Chances {
    /// Visits of a window up to which a chance is kept.
    const FEW: u32 = 32;

    pub(super) fn new(share: f64) -> Self {
        Self {
            share,
            few: vec![f64::NAN; (Self::FEW * Self::FEW) as usize],
        }
    }

    /// See [`chance_of_so_few`].
    pub(super) fn of(&mut self, (before, recent): (u32, u32)) -> f64 {
        if before >= Self::FEW || recent >= Self::FEW {
            return chance_of_so_few(before, recent, self.share);
        }
        let known = &mut self.few[(before * Self::FEW + recent) as usize];
        if known.is_nan() {
            *known = chance_of_so_few(before, recent, self.share);
        }
        *known
    }
}

/// How often so many visits, nothing having changed, are told as fewer: the largest chance within
/// the level that the test can take.
pub fn size_of_test(visits: u32, share: f64, level: f64) -> f64 {
    let chances = (0..visits).map(|recent| chance_of_so_few(visits - recent, recent, share));
    chances
        .take_while(|chance| *chance <= level)
        .last()
        .unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chance_told_before_is_the_same() {
        let mut chances = Chances::new(0.4);
        for _ in 0..2 {
            for visits in [(0, 3), (5, 2), (31, 31), (32, 1), (40, 90)] {
                let known = chances.of(visits).to_bits();
                assert_eq!(known, chance_of_so_few(visits.0, visits.1, 0.4).to_bits());
            }
        }
    }

    /// `choose(n, k)·p^k·(1−p)^(n−k)` added up.
    fn summed(before: u32, recent: u32, share: f64) -> f64 {
        let n = before + recent;
        let mut sum = 0.0;
        let mut term = (1.0 - share).powi(n as i32);
        for k in 0..=recent {
            sum += term;
            term *= f64::from(n - k) / f64::from(k + 1) * share / (1.0 - share);
        }
        sum
    }

    #[test]
    fn it_is_the_binomial_sum() {
        for (before, recent) in [(1, 0), (5, 0), (8, 2), (3, 9), (40, 25)] {
            for share in [0.5, 0.3, 0.62] {
                let found = chance_of_so_few(before, recent, share);
                let expected = summed(before, recent, share);
                assert!(
                    (found - expected).abs() < 1e-12,
                    "{before} {recent} {share}"
                );
            }
        }
        assert!((chance_of_so_few(5, 0, 0.5) - 0.031_25).abs() < 1e-12);
        assert!((chance_of_so_few(0, 3, 0.5) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn few_visits_can_hardly_be_fewer() {
        // Of four visits, all in the earlier half has a chance of 1 in 16; of five, of 1 in 32.
        assert!(size_of_test(4, 0.5, 0.05) <= 0.0);
        assert!((size_of_test(5, 0.5, 0.05) - 0.031_25).abs() < 1e-12);
        assert!(size_of_test(0, 0.5, 0.05) <= 0.0);
    }
}
