//! Gamma, beta and their relatives, for positive arguments, in log space.

/// From here on the asymptotic series are exact to the last digits.
const FAR: f64 = 10.0;

/// `ln Γ(x)` for `x > 0`: Stirling's series (Abramowitz & Stegun 1964, 6.1.41) after stepping up
/// by the recurrence. Not a number for `x ≤ 0`.
pub fn ln_gamma(x: f64) -> f64 {
    if x <= 0.0 {
        return f64::NAN;
    }
    let (mut far, mut product) = (x, 1.0);
    while far < FAR {
        product *= far;
        far += 1.0;
    }
    (far - 0.5) * far.ln() - far + HALF_LN_TAU + stirling(far) - product.ln()
}

/// What Stirling's formula leaves of `ln Γ(x)` for `x ≥ 10` (Abramowitz & Stegun 1964, 6.1.41).
fn stirling(x: f64) -> f64 {
    let inverse = 1.0 / x;
    let square = inverse * inverse;
    inverse
        * (1.0 / 12.0
            - square
                * (1.0 / 360.0
                    - square
                        * (1.0 / 1260.0
                            - square
                                * (1.0 / 1680.0
                                    - square
                                        * (1.0 / 1188.0
                                            - square * (691.0 / 360_360.0 - square / 156.0))))))
}

/// `ln Γ(x + d) − ln Γ(x)` for positive arguments, exact where x is so large that the difference
/// of both would be rounding.
pub fn ln_gamma_ratio(x: f64, d: f64) -> f64 {
    if x < FAR {
        return ln_gamma(x + d) - ln_gamma(x);
    }
    (x + d - 0.5) * (d / x).ln_1p() + d * x.ln() - d + stirling(x + d) - stirling(x)
}

/// `½ ln 2π`.
const HALF_LN_TAU: f64 = 0.918_938_533_204_672_8;

/// `ψ(x) = d ln Γ(x) / dx` for `x > 0` (Abramowitz & Stegun 1964, 6.3.18 after 6.3.5).
pub fn digamma(x: f64) -> f64 {
    if x <= 0.0 {
        return f64::NAN;
    }
    let (mut far, mut below) = (x, 0.0);
    while far < FAR {
        below += 1.0 / far;
        far += 1.0;
    }
    let square = 1.0 / (far * far);
    let series = square
        * (1.0 / 12.0
            - square
                * (1.0 / 120.0
                    - square
                        * (1.0 / 252.0
                            - square
                                * (1.0 / 240.0
                                    - square
                                        * (1.0 / 132.0
                                            - square * (691.0 / 32_760.0 - square / 12.0))))));
    far.ln() - 0.5 / far - series - below
}

/// `ψ′(x)` for `x > 0` (Abramowitz & Stegun 1964, 6.4.12 after 6.4.6).
pub fn trigamma(x: f64) -> f64 {
    if x <= 0.0 {
        return f64::NAN;
    }
    let (mut far, mut below) = (x, 0.0);
    while far < FAR {
        below += 1.0 / (far * far);
        far += 1.0;
    }
    let inverse = 1.0 / far;
    let square = inverse * inverse;
    let series = inverse
        * square
        * (1.0 / 6.0
            - square
                * (1.0 / 30.0
                    - square
                        * (1.0 / 42.0
                            - square
                                * (1.0 / 30.0 - square * (5.0 / 66.0 - square * 691.0 / 2730.0)))));
    inverse + 0.5 * square + series + below
}

/// `ln B(a, b)` for positive arguments.
pub fn ln_beta(a: f64, b: f64) -> f64 {
    ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b)
}

/// `ln(1 + eˣ)` without overflow and without losing a small `eˣ`.
pub fn ln_one_plus_exp(x: f64) -> f64 {
    if x > 0.0 {
        x + (-x).exp().ln_1p()
    } else {
        x.exp().ln_1p()
    }
}

/// `1 ⁄ (1 + e⁻ˣ)`, exact in both tails.
pub fn logistic(x: f64) -> f64 {
    if x >= 0.0 {
        1.0 / (1.0 + (-x).exp())
    } else {
        let small = x.exp();
        small / (1.0 + small)
    }
}

/// The regularised incomplete beta function `I_x(a, b)` by its continued fraction (Abramowitz &
/// Stegun 1964, 26.5.8, evaluated by the method of Lentz 1976).
pub fn incomplete_beta(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let front = (a * x.ln() + b * (-x).ln_1p() - ln_beta(a, b)).exp();
    if x < (a + 1.0) / (a + b + 2.0) {
        front * beta_fraction(a, b, x) / a
    } else {
        1.0 - front * beta_fraction(b, a, 1.0 - x) / b
    }
}

/// Enough for arguments of ten million: the fraction needs a few times the root of the larger.
const FRACTION_STEPS: u32 = 20_000;

fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    let away_from_zero = |value: f64| {
        if value.abs() < 1e-300 { 1e-300 } else { value }
    };
    let mut c = 1.0;
    let mut d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = d;
    for step in 1..FRACTION_STEPS {
        let m = f64::from(step);
        let twice = a + 2.0 * m;
        for term in [
            m * (b - m) * x / ((twice - 1.0) * twice),
            -(a + m) * (a + b + m) * x / (twice * (twice + 1.0)),
        ] {
            d = 1.0 / away_from_zero(1.0 + term * d);
            c = away_from_zero(1.0 + term / c);
            fraction *= c * d;
        }
        if (c * d - 1.0).abs() < 1e-15 {
            break;
        }
    }
    fraction
}

/// The standard normal distribution function, from the complementary error function by Chebyshev
/// fitting (Press et al. 1992, 6.2, `erfcc`); relative error below 1.2e-7.
pub fn normal_cdf(x: f64) -> f64 {
    let z = x.abs() * std::f64::consts::FRAC_1_SQRT_2;
    let t = 1.0 / (1.0 + 0.5 * z);
    let inner = -1.265_512_23
        + t * (1.000_023_68
            + t * (0.374_091_96
                + t * (0.096_784_18
                    + t * (-0.186_288_06
                        + t * (0.278_868_07
                            + t * (-1.135_203_98
                                + t * (1.488_515_87 + t * (-0.822_152_23 + t * 0.170_872_77))))))));
    let tail = 0.5 * t * (inner - z * z).exp();
    if x >= 0.0 { 1.0 - tail } else { tail }
}

/// The chance that a chi-square variable of so many degrees of freedom exceeds `x`, by the
/// recurrence over degrees (Abramowitz & Stegun 1964, 26.4.8): exact sums for even degrees, the
/// normal tail for odd ones.
pub fn chi_square_tail(x: f64, degrees: u32) -> f64 {
    if x <= 0.0 || degrees == 0 {
        return 1.0;
    }
    let half = x / 2.0;
    let is_odd = degrees % 2 == 1;
    let mut shape = if is_odd { 0.5 } else { 1.0 };
    let mut tail = if is_odd {
        2.0 * normal_cdf(-x.sqrt())
    } else {
        (-half).exp()
    };
    while shape < f64::from(degrees) / 2.0 {
        tail += (shape * half.ln() - half - ln_gamma(shape + 1.0)).exp();
        shape += 1.0;
    }
    tail.clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expected: f64) {
        let scale = expected.abs().max(1.0);
        assert!(
            (found - expected).abs() < 3e-14 * scale,
            "{found} {expected}"
        );
    }

    #[test]
    fn ratios_of_gammas_are_products() {
        for x in [0.3, 2.0, 9.9, 10.0, 77.5, 1e6, 1e9] {
            let product: f64 = (0..5).map(|step| (x + f64::from(step)).ln()).sum();
            let ratio = ln_gamma_ratio(x, 5.0);
            assert!(
                (ratio / product - 1.0).abs() < 1e-13,
                "{x} {ratio} {product}"
            );
        }
    }

    #[test]
    fn gamma_and_its_derivatives_at_known_points() {
        close(ln_gamma(1.0), 0.0);
        close(ln_gamma(2.0), 0.0);
        close(ln_gamma(0.5), std::f64::consts::PI.sqrt().ln());
        close(ln_gamma(11.0), 3_628_800_f64.ln());
        close(ln_gamma(1e-9), 20.723_265_836_368_98);
        close(ln_gamma(1e6), 12_815_504.569_147_77);
        close(digamma(1.0), -0.577_215_664_901_532_9);
        close(digamma(0.5), -1.963_510_026_021_423_4);
        close(digamma(1e3), 6.907_255_195_648_812);
        close(trigamma(1.0), 1.644_934_066_848_226_4);
        close(trigamma(0.5), 4.934_802_200_544_679);
        close(ln_beta(2.0, 3.0), (1.0_f64 / 12.0).ln());
        assert!(ln_gamma(0.0).is_nan() && digamma(-1.0).is_nan() && trigamma(0.0).is_nan());
    }

    #[test]
    fn derivatives_follow_the_function() {
        for step in 1..200 {
            let x = f64::from(step) * 0.13;
            let h = 1e-5 * x;
            let slope = (ln_gamma(x + h) - ln_gamma(x - h)) / (2.0 * h);
            assert!((slope - digamma(x)).abs() < 1e-6 * (1.0 + slope.abs()));
            let curve = (digamma(x + h) - digamma(x - h)) / (2.0 * h);
            assert!((curve - trigamma(x)).abs() < 1e-6 * (1.0 + curve.abs()));
        }
    }

    #[test]
    fn logistic_forms_hold_in_both_tails() {
        close(ln_one_plus_exp(800.0), 800.0);
        assert!((ln_one_plus_exp(-700.0) / (-700.0_f64).exp() - 1.0).abs() < 1e-12);
        close(ln_one_plus_exp(0.0), 2.0_f64.ln());
        close(logistic(0.0), 0.5);
        assert!((logistic(-700.0) / (-700.0_f64).exp() - 1.0).abs() < 1e-12);
        close(logistic(700.0), 1.0);
    }

    #[test]
    fn incomplete_beta_is_the_binomial_tail() {
        // P(at least 3 of 10 with chance 0.2) = I_0.2(3, 8).
        close(incomplete_beta(3.0, 8.0, 0.2), 0.322_200_473_6);
        close(incomplete_beta(0.5, 0.5, 0.5), 0.5);
        close(incomplete_beta(2.0, 1.0, 0.3), 0.09);
        assert!((incomplete_beta(1e6, 1e6, 0.5) - 0.5).abs() < 1e-6);
        close(incomplete_beta(3.0, 4.0, 0.0), 0.0);
        close(incomplete_beta(3.0, 4.0, 1.0), 1.0);
    }

    #[test]
    fn the_normal_distribution_at_its_quantiles() {
        assert!((normal_cdf(0.0) - 0.5).abs() < 1e-7);
        assert!((normal_cdf(1.281_551_565_544_6) - 0.9).abs() < 1e-7);
        assert!((normal_cdf(-1.959_963_984_540_05) - 0.025).abs() < 1e-7);
    }

    #[test]
    fn the_tail_of_chi_square_at_its_quantiles() {
        for (x, degrees, tail) in [
            (3.841_458_820_694_124, 1, 0.05),
            (5.991_464_547_107_979, 2, 0.05),
            (11.344_866_730_144_37, 3, 0.01),
            (18.307_038_053_275_15, 10, 0.05),
            (24.995_790_139_728_62, 15, 0.05),
        ] {
            let found = chi_square_tail(x, degrees);
            assert!((found / tail - 1.0).abs() < 1e-6, "{degrees}: {found}");
        }
        close(chi_square_tail(0.0, 4), 1.0);
        assert!(chi_square_tail(1e6, 4) < 1e-300);
    }
}
