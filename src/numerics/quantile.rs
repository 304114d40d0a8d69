//! Medians and quantiles of type 7 (Hyndman & Fan 1996), by selection instead of sorting.

/// Up to so many values are sorted by inserting, which then is the fastest.
const FEW: usize = 64;

/// Median of whole numbers, the mean of the middle two for an even count; reorders them.
pub fn median_of_ints(values: &mut [i32]) -> Option<f64> {
    if values.len() > FEW {
        let mut values: Vec<f64> = values.iter().copied().map(f64::from).collect();
        return median(&mut values);
    }
    insert_in_order(values, |before, value| before <= value);
    let lower = *values.get(values.len().checked_sub(1)? / 2)?;
    let upper = *values.get(values.len() / 2)?;
    Some(f64::midpoint(f64::from(lower), f64::from(upper)))
}

/// Median of whole numbers given as counts: `counts[value]` of them are `value`.
pub fn median_of_counts(counts: &[u32]) -> Option<f64> {
    let total: u64 = counts.iter().map(|&count| u64::from(count)).sum();
    let at = |place: u64| {
        let mut before = 0;
        counts.iter().position(|&count| {
            before += u64::from(count);
            before > place
        })
    };
    let lower = at(total.checked_sub(1)? / 2)?;
    let upper = at(total / 2)?;
    Some(f64::midpoint(lower as f64, upper as f64))
}

/// Quantile of type 7: linear between the order statistics around `(n − 1)·p`; reorders them.
pub fn quantile(values: &mut [f64], p: f64) -> Option<f64> {
    if values.is_empty() {
        return None;
    }
    let at = (values.len() - 1) as f64 * p.clamp(0.0, 1.0);
    let below = at.floor() as usize;
    if values.len() <= FEW {
        insert_in_order(values, |before, value| before.total_cmp(value).is_le());
        let (lower, upper) = (values[below], values.get(below + 1));
        return Some(upper.map_or(lower, |upper| lower + (upper - lower) * (at - below as f64)));
    }
    let (_, &mut lower, above) = values.select_nth_unstable_by(below, f64::total_cmp);
    let upper = above.iter().copied().min_by(f64::total_cmp);
    Some(upper.map_or(lower, |upper| lower + (upper - lower) * (at - below as f64)))
}

/// Sorts a few values.
fn insert_in_order<T: Copy>(values: &mut [T], is_before: impl Fn(&T, &T) -> bool) {
    for end in 1..values.len() {
        let value = values[end];
        let place = values[..end].partition_point(|before| is_before(before, &value));
        values[place..=end].rotate_right(1);
    }
}

/// Median: the quantile at one half; reorders the values.
pub fn median(values: &mut [f64]) -> Option<f64> {
    quantile(values, 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_even_count_has_the_mean_of_the_middle_two() {
        let mut many: Vec<f64> = (0..=FEW).rev().map(|value| value as f64).collect();
        assert_eq!(median(&mut many), Some(FEW as f64 / 2.0));
        assert_eq!(median_of_ints(&mut [4, 1, 9, 2]), Some(3.0));
        assert_eq!(median_of_ints(&mut [9, 1, 4]), Some(4.0));
        assert_eq!(median_of_ints(&mut [7]), Some(7.0));
        assert_eq!(median_of_ints(&mut []), None);
        assert_eq!(median(&mut [4.0, 1.0, 9.0, 2.0]), Some(3.0));
    }

    #[test]
    fn counts_have_the_median_of_their_values() {
        let many: Vec<i32> = (0..99).map(|at| at * 37 % 100).collect();
        for values in [
            &[4, 1, 9, 2][..],
            &[9, 1, 4],
            &[7],
            &[],
            &[0, 0, 3, 3],
            &many,
        ] {
            let mut counts = vec![0; 100];
            for &value in values {
                counts[value as usize] += 1;
            }
            let expected = median_of_ints(&mut values.to_vec());
            assert_eq!(median_of_counts(&counts), expected, "{values:?}");
        }
    }

    #[test]
    fn quantiles_interpolate_between_order_statistics() {
        let values = || [10.0, 40.0, 20.0, 30.0];
        assert_eq!(quantile(&mut values(), 0.0), Some(10.0));
        assert_eq!(quantile(&mut values(), 1.0), Some(40.0));
        assert_eq!(quantile(&mut values(), 0.25), Some(17.5));
        assert_eq!(quantile(&mut [], 0.5), None);
    }
}
