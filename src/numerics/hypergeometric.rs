//! The series of Gauss.

/// Terms after which the rest is estimated: they fall slowly only where z is next to one.
const MOST_TERMS: u32 = 20_000;

/// `₂F₁(a, b; c; z)` for `0 ≤ z < 1` and `c > 0` by its series (Abramowitz & Stegun 1964, 15.1.1).
/// Exact where the terms have one sign, or where none grows far beyond the sum; the caller chooses
/// the linear transformation (15.3.3–15.3.5) for which that holds. Next to one, where c > a + b, the
/// terms fall like `n^−(1+c−a−b)` and what is left after many is added as their integral, good to
/// about six digits. `None` when the series does not settle.
pub fn gauss_series(a: f64, b: f64, c: f64, z: f64) -> Option<f64> {
    let (mut term, mut sum, mut n) = (1.0_f64, 1.0_f64, 0.0_f64);
    for _ in 0..MOST_TERMS {
        let ratio = (a + n) * (b + n) / ((c + n) * (n + 1.0)) * z;
        term *= ratio;
        sum += term;
        n += 1.0;
        // What is left is below a geometric series of the present ratio, once that is below one.
        let left = 1.0 - ratio.abs().max(z);
        if term.abs() <= 1e-17 * sum.abs() * left.max(1e-6) || term == 0.0 {
            return sum.is_finite().then_some(sum);
        }
    }
    let fall = c - a - b + n * (1.0 - z);
    let whole = sum + term * n / fall;
    (fall > 0.0 && whole.is_finite()).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: Option<f64>, expected: f64) {
        let found = found.unwrap();
        assert!((found / expected - 1.0).abs() < 1e-13, "{found} {expected}");
    }

    #[test]
    fn elementary_cases() {
        // ln(1 − z) = −z F(1, 1; 2; z); (1 − z)^−a = F(a, b; b; z).
        close(gauss_series(1.0, 1.0, 2.0, 0.5), 2.0 * 2.0_f64.ln());
        close(gauss_series(0.3, 2.0, 2.0, 0.9), 0.1_f64.powf(-0.3));
        close(gauss_series(0.5, 0.5, 1.5, 0.25), 2.0 * 0.5_f64.asin());
        close(
            gauss_series(4.0, -2.0, 1.0, 0.5),
            1.0 - 8.0 * 0.5 + 10.0 * 0.25,
        );
        close(gauss_series(2.0, 3.0, 4.0, 0.0), 1.0);
    }

    #[test]
    fn close_to_one_it_still_settles() {
        close(gauss_series(0.5, 0.25, 0.25, 0.99), 0.01_f64.powf(-0.5));
        let near = gauss_series(0.5, 0.25, 0.25, 0.999).unwrap();
        assert!((near / 0.001_f64.powf(-0.5) - 1.0).abs() < 1e-10, "{near}");
        // F(a, b; c; 1) = Γ(c)Γ(c−a−b) ⁄ Γ(c−a)Γ(c−b); here Γ(2)Γ(½) ⁄ Γ(1)Γ(3⁄2) = 2.
        let slow = gauss_series(1.0, 0.5, 2.0, 1.0 - 1e-12).unwrap();
        assert!((slow / 2.0 - 1.0).abs() < 1e-4, "{slow}");
        let slow = gauss_series(0.5, 0.5, 2.0, 1.0 - 1e-12).unwrap();
        assert!(
            (slow / (4.0 / std::f64::consts::PI) - 1.0).abs() < 1e-7,
            "{slow}"
        );
        assert_eq!(gauss_series(2.0, 2.0, 1.0, 1.0 - 1e-12), None);
    }
}
