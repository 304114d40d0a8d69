//! Normal, gamma and Poisson numbers out of the seeded generator.

use super::rng::Pcg32;

/// A number strictly between 0 and 1, evenly.
pub fn uniform(rng: &mut Pcg32) -> f64 {
    (f64::from(rng.next_u32()) + 0.5) / 4_294_967_296.0
}

/// A standard normal number (Box & Muller 1958; its second number is not kept, so that every draw
/// takes the same two).
pub fn normal(rng: &mut Pcg32) -> f64 {
    let radius = (-2.0 * uniform(rng).ln()).sqrt();
    radius * (std::f64::consts::TAU * uniform(rng)).cos()
}

/// A gamma number of this shape and rate one (Marsaglia & Tsang 2000; shapes below one through
/// shape + 1).
pub fn gamma(shape: f64, rng: &mut Pcg32) -> f64 {
    if shape < 1.0 {
        let boost = uniform(rng).powf(1.0 / shape);
        return boost * gamma(shape + 1.0, rng);
    }
    let d = shape - 1.0 / 3.0;
    let c = 1.0 / (9.0 * d).sqrt();
    loop {
        let x = normal(rng);
        let cube = 1.0 + c * x;
        if cube <= 0.0 {
            continue;
        }
        let v = cube * cube * cube;
        if uniform(rng).ln() < 0.5 * x * x + d - d * v + d * v.ln() {
            return d * v;
        }
    }
}

/// A Poisson number of mean one, by inversion.
pub fn poisson_of_one(rng: &mut Pcg32) -> u32 {
    let wanted = uniform(rng);
    let mut number = 0;
    let mut chance = (-1.0_f64).exp();
    let mut reached = chance;
    // Beyond fifteen lies less than any of the generator's steps.
    while wanted > reached && number < 15 {
        number += 1;
        chance /= f64::from(number);
        reached += chance;
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moments(mut draw: impl FnMut() -> f64) -> (f64, f64) {
        let count = 100_000;
        let (mut sum, mut squares) = (0.0, 0.0);
        for _ in 0..count {
            let value = draw();
            sum += value;
            squares += value * value;
        }
        let mean = sum / f64::from(count);
        (mean, squares / f64::from(count) - mean * mean)
    }

    #[test]
    fn draws_have_their_mean_and_variance() {
        let mut rng = Pcg32::new(5);
        let (mean, variance) = moments(|| uniform(&mut rng));
        assert!((mean - 0.5).abs() < 0.005 && (variance - 1.0 / 12.0).abs() < 0.002);
        let (mean, variance) = moments(|| normal(&mut rng));
        assert!(mean.abs() < 0.015 && (variance - 1.0).abs() < 0.02);
        let (mean, variance) = moments(|| f64::from(poisson_of_one(&mut rng)));
        assert!((mean - 1.0).abs() < 0.015 && (variance - 1.0).abs() < 0.03);
        for shape in [0.25, 1.0, 6.5] {
            let (mean, variance) = moments(|| gamma(shape, &mut rng));
            assert!((mean / shape - 1.0).abs() < 0.03, "{shape} {mean}");
            assert!((variance / shape - 1.0).abs() < 0.06, "{shape} {variance}");
        }
    }
}
