//! Bootstrap over groups: how far a figure would move with other customers.

use super::quantile::quantile;
use super::rng::Pcg32;

/// Sums of `K` columns over as many groups as there are, drawn with replacement, `draws` times
/// (Efron 1979).
pub fn resampled_sums<const K: usize>(
    groups: &[[f64; K]],
    draws: usize,
    rng: &mut Pcg32,
) -> Vec<[f64; K]> {
    let bound = groups.len() as u32;
    (0..draws)
        .map(|_| {
            let mut sums = [0.0; K];
            for _ in 0..bound {
                let drawn = &groups[rng.below(bound) as usize];
                for (sum, value) in sums.iter_mut().zip(drawn) {
                    *sum += value;
                }
            }
            sums
        })
        .collect()
}

/// The central interval that holds `level` of the values (percentile interval, Efron & Tibshirani
/// 1993), `None` when there is no value or one is not finite.
pub fn percentile_interval(values: &mut [f64], level: f64) -> Option<(f64, f64)> {
    if values.iter().any(|value| !value.is_finite()) {
        return None;
    }
    let outside = (1.0 - level) / 2.0;
    Some((quantile(values, outside)?, quantile(values, 1.0 - outside)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_groups_leave_nothing_to_chance() {
        let sums = resampled_sums(&[[2.0, 1.0]; 10], 5, &mut Pcg32::new(1));
        for [twenty, ten] in sums {
            assert!((twenty - 20.0).abs() < 1e-12 && (ten - 10.0).abs() < 1e-12);
        }
    }

    #[test]
    fn the_spread_is_that_of_the_sum() {
        // A sum of 400 draws of 0 or 1 has a standard deviation of 10; 90 % lie within ±16.4.
        let groups: Vec<[f64; 1]> = (0..400).map(|group| [f64::from(group % 2)]).collect();
        let sums = resampled_sums(&groups, 4_000, &mut Pcg32::new(2));
        let mut totals: Vec<f64> = sums.iter().map(|sum| sum[0]).collect();
        let (low, high) = percentile_interval(&mut totals, 0.9).unwrap();
        assert!((low - 183.6).abs() < 1.5, "{low}");
        assert!((high - 216.4).abs() < 1.5, "{high}");
    }

    #[test]
    fn an_interval_of_nothing_or_of_not_a_number_is_none() {
        assert_eq!(percentile_interval(&mut [], 0.9), None);
        assert_eq!(percentile_interval(&mut [1.0, f64::NAN], 0.9), None);
    }
}
