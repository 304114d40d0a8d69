//! Integrals by weighted points.

/// Points and weights of the Gauss–Legendre rule on the interval from 0 to 1: exact for
/// polynomials up to twice the number of points.
#[derive(Clone, Debug)]
pub struct GaussLegendre {
    /// Points in rising order, each with its weight; the weights add up to one.
    pub points: Vec<(f64, f64)>,
}

impl GaussLegendre {
    /// The rule with so many points: roots of the Legendre polynomial by Newton's method from
    /// Tricomi's estimate (Abramowitz & Stegun 1964, 22.16.6 and 25.4.29).
    pub fn new(count: usize) -> Self {
        let order = count as f64;
        let points = (0..count)
            .map(|place| {
                let angle = std::f64::consts::PI * (place as f64 + 0.75) / (order + 0.5);
                let mut root = -angle.cos();
                let mut slope = 1.0;
                for _ in 0..16 {
                    let (value, derivative) = legendre(count, root);
                    slope = derivative;
                    let step = value / derivative;
                    root -= step;
                    if step.abs() < 1e-16 {
                        break;
                    }
                }
                let weight = 1.0 / ((1.0 - root * root) * slope * slope);
                (0.5 * (1.0 + root), weight)
            })
            .collect();
        Self { points }
    }

    /// `∫ f` from `from` to `to`.
    pub fn integrate(&self, from: f64, to: f64, f: &mut dyn FnMut(f64) -> f64) -> f64 {
        let width = to - from;
        let mut sum = 0.0;
        for &(point, weight) in &self.points {
            sum += weight * f(from + width * point);
        }
        sum * width
    }
}

/// The Legendre polynomial and its derivative, by the three-term recurrence.
fn legendre(order: usize, x: f64) -> (f64, f64) {
    let (mut before, mut value) = (1.0, x);
    for step in 2..=order {
        let n = step as f64;
        let next = ((2.0 * n - 1.0) * x * value - (n - 1.0) * before) / n;
        before = value;
        value = next;
    }
    (value, order as f64 * (x * value - before) / (x * x - 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn polynomials_are_exact() {
        for count in [1, 2, 5, 12, 48, 80] {
            let rule = GaussLegendre::new(count);
            let power = 2 * count as i32 - 1;
            let found = rule.integrate(0.0, 1.0, &mut |x| x.powi(power));
            let expected = 1.0 / f64::from(power + 1);
            assert!((found / expected - 1.0).abs() < 1e-12, "{count} {found}");
            let weights: f64 = rule.points.iter().map(|point| point.1).sum();
            assert!((weights - 1.0).abs() < 1e-13);
            assert!(rule.points.is_sorted_by(|a, b| a.0 < b.0));
        }
    }

    #[test]
    fn smooth_functions_are_exact_to_the_last_digits() {
        let found = GaussLegendre::new(20).integrate(-1.0, 2.0, &mut f64::exp);
        let expected = 2.0_f64.exp() - (-1.0_f64).exp();
        assert!((found - expected).abs() < 1e-13);
    }
}
