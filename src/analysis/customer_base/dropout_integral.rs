//! The one integral of the Pareto/NBD model.

use super::rules::Rules;

/// What the integral over the time of dropout gives; means are over its integrand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct DropoutMoments {
    /// `ln ∫ ((α+y)⁄(α+t_x))^−k ((β+y)⁄(β+t_x))^−(s+1) dy` for y from `t_x` to T.
    pub ln_integral: f64,
    /// Mean of `ln((α+y)⁄(α+t_x))`.
    pub mean_log_alpha: f64,
    /// Mean of `ln((β+y)⁄(β+t_x))`.
    pub mean_log_beta: f64,
    /// Mean of `1⁄(α+y)`.
    pub mean_inverse_alpha: f64,
    /// Mean of `1⁄(β+y)`.
    pub mean_inverse_beta: f64,
}

/// Beyond a fall by this exponent nothing adds to the integral.
const FALL: f64 = 42.0;

/// The integral `A₀` of Schmittlein et al. (1987) for `k = r + x` from `t_x` to T by Gauss–Legendre
/// in the variable `ln(y + min(α, β))`: there the integrand is nearly an exponential, also on the
/// ridge where α or β is huge. Exact to about twelve digits, where the hypergeometric form overflows
/// or cancels.
pub(super) fn dropout_moments(
    rules: &Rules,
    k: f64,
    [alpha, s, beta]: [f64; 3],
    from: f64,
    to: f64,
) -> DropoutMoments {
    let (by_alpha, by_beta) = (alpha + from, beta + from);
    let nearer = by_alpha.min(by_beta);
    let (inverse_alpha, inverse_beta) = (1.0 / by_alpha, 1.0 / by_beta);
    if to <= from {
        return DropoutMoments {
            ln_integral: f64::NEG_INFINITY,
            mean_log_alpha: 0.0,
            mean_log_beta: 0.0,
            mean_inverse_alpha: inverse_alpha,
            mean_inverse_beta: inverse_beta,
        };
    }
    let alpha_is_nearer = by_alpha <= by_beta;
    let other_inverse = nearer * inverse_alpha.min(inverse_beta);
    let (near_power, other_power) = if alpha_is_nearer {
        (k - 1.0, s + 1.0)
    } else {
        (s, k)
    };
    let fall = |w: f64| near_power * w + other_power * (w.exp_m1() * other_inverse).ln_1p();
    let mut width = ((to - from) / nearer).ln_1p();
    let mut whole_fall = fall(width);
    if whole_fall > FALL {
        let (mut low, mut high) = (0.0, width);
        for _ in 0..30 {
            let middle = f64::midpoint(low, high);
            if fall(middle) > FALL {
                high = middle;
            } else {
                low = middle;
            }
        }
        width = high;
        whole_fall = FALL;
    }
    // For an exponential that falls by e^−D the error is known (Abramowitz & Stegun 1964, 25.4.30);
    // the second term is for what is not exponential.
    let steep = whole_fall.abs();
    let wanted = 2.8 + 1.75 * steep.sqrt() + 0.13 * steep + 3.0 * width;
    let mut sums = [0.0; 5];
    for &(point, weight) in &rules.of(wanted).points {
        let w = width * point;
        let grown = w.exp();
        let stretched = 1.0 + (grown - 1.0) * other_inverse;
        let other = stretched.ln();
        let density = weight * (-(near_power * w + other_power * other)).exp();
        sums[0] += density;
        sums[1] += density * w;
        sums[2] += density * other;
        sums[3] += density / grown;
        sums[4] += density / stretched;
    }
    let per = 1.0 / sums[0];
    let (near_log, other_log) = (sums[1] * per, sums[2] * per);
    let near_inverse = sums[3] * per / nearer;
    let far_inverse = sums[4] * per * inverse_alpha.min(inverse_beta);
    let (logs, inverses) = if alpha_is_nearer {
        ((near_log, other_log), (near_inverse, far_inverse))
    } else {
        ((other_log, near_log), (far_inverse, near_inverse))
    };
    DropoutMoments {
        ln_integral: (sums[0] * width * nearer).ln(),
        mean_log_alpha: logs.0,
        mean_log_beta: logs.1,
        mean_inverse_alpha: inverses.0,
        mean_inverse_beta: inverses.1,
    }
}
#[cfg(test)]
mod tests {
    use crate::numerics::quadrature::GaussLegendre;

    use super::*;

    #[test]
    fn the_chosen_rule_is_as_exact_as_the_largest() {
        let rules = Rules::new();
        let panels = GaussLegendre::new(80);
        let mut worst = 0.0_f64;
        for k in [0.1, 0.6, 3.0, 12.0, 60.0, 700.0, 5000.0] {
            for (alpha, s, beta) in [
                (10.5, 0.6, 11.7),
                (74.0, 0.6, 81.7),
                (0.05, 0.3, 40.0),
                (300.0, 2.0, 2.0),
                (50.0, 1e-7, 1e6),
                (1e4, 30.0, 300.0),
                (1e5, 1.0, 1.0),
            ] {
                for (from, to) in [
                    (0.0, 1.0),
                    (0.0, 39.0),
                    (5.0, 400.0),
                    (399.0, 400.0),
                    (60.0, 75.0),
                ] {
                    let found = dropout_moments(&rules, k, [alpha, s, beta], from, to);
                    // Many panels of plain quadrature, close to `t_x` first.
                    let mut sum = 0.0;
                    let mut edge = from;
                    let mut width = (to - from) * 1e-6;
                    while edge < to {
                        let end = (edge + width).min(to);
                        sum += panels.integrate(edge, end, &mut |y| {
                            (-k * ((y - from) / (alpha + from)).ln_1p()
                                - (s + 1.0) * ((y - from) / (beta + from)).ln_1p())
                            .exp()
                        });
                        edge = end;
                        width *= 2.0;
                    }
                    let off = (found.ln_integral - sum.ln()).abs();
                    worst = worst.max(off);
                    assert!(off < 1e-9, "{k} {alpha} {s} {beta} {from} {to}: {off:e}");
                }
            }
        }
        assert!(worst < 1e-9, "{worst:e}");
    }

    #[test]
    fn no_time_no_dropout() {
        let found = dropout_moments(&Rules::new(), 2.0, [10.0, 0.5, 10.0], 3.0, 3.0);
        assert!(found.ln_integral == f64::NEG_INFINITY);
        assert!((found.mean_inverse_alpha - 1.0 / 13.0).abs() < 1e-15);
    }
}
