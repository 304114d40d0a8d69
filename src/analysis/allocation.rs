//! Sharing a sum by weights, so that the shares add up to it.

use std::cmp::Ordering;

use crate::base::{Money, order};

/// Ten-thousandths of a hundredth of the unit.
const HUNDREDTH: i64 = Money::SCALE / 100;

/// Shares of `pool`, one a weight, that add up to it exactly. Each gets what its weight is of all,
/// rounded down to hundredths (to ten-thousandths where the pool has them); what is left goes to the
/// largest remainders one by one (Hamilton's method), of equals to the one that `before` puts first.
/// Weights that are not positive get nothing; `None` when there is no other.
pub fn allocate(
    pool: Money,
    weights: &[i64],
    before: &dyn Fn(usize, usize) -> Ordering,
) -> Option<Vec<Money>> {
    let positive = |&weight: &i64| weight.max(0).unsigned_abs();
    let total: u128 = weights
        .iter()
        .map(|weight| u128::from(positive(weight)))
        .sum();
    if total == 0 {
        return None;
    }
    let unit = if pool.0 % HUNDREDTH == 0 {
        HUNDREDTH
    } else {
        1
    };
    let units = (pool.0 / unit).unsigned_abs();
    let unit = unit * pool.0.signum();
    // Remainders are below the total; keys hold their upper 64 bits.
    let shift = 64_u32.saturating_sub(total.leading_zeros());
    let mut given = 0;
    let mut rests: Vec<(u64, u32)> = Vec::new();
    let mut shares: Vec<u64> = Vec::with_capacity(weights.len());
    for (at, weight) in (0_u32..).zip(weights) {
        let (share, rest) = divide(u128::from(units) * u128::from(positive(weight)), total);
        given += share;
        shares.push(share);
        if rest > 0 {
            rests.push((!((rest >> shift) as u64), at));
        }
    }
    order::sort_keyed(&mut rests);
    let left = units.saturating_sub(given) as usize;
    // Only among equals of whom some get one and some do not does their order matter.
    if let (Some(last), Some(next)) = (left.checked_sub(1).map(|at| rests[at]), rests.get(left))
        && last.0 == next.0
    {
        let from = rests.partition_point(|rest| rest.0 < last.0);
        let to = rests.partition_point(|rest| rest.0 <= last.0);
        order::sort_by(&mut rests[from..to], |a, b| {
            before(a.1 as usize, b.1 as usize)
        });
    }
    for &(_, at) in rests.iter().take(left) {
        shares[at as usize] += 1;
    }
    let money = |share: u64| Money::from_sum(i128::from(share) * i128::from(unit));
    Some(shares.into_iter().map(money).collect())
}

/// Quotient and remainder; in 64 bits where they hold both, which is many times faster.
fn divide(part: u128, whole: u128) -> (u64, u128) {
    match (u64::try_from(part), u64::try_from(whole)) {
        (Ok(part), Ok(whole)) => (part / whole, u128::from(part % whole)),
        _ => ((part / whole) as u64, part % whole),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn first(a: usize, b: usize) -> Ordering {
        a.cmp(&b)
    }

    #[test]
    fn what_is_left_goes_to_the_largest_remainders() {
        // 100.00 by 1 : 1 : 1 leaves a hundredth, by 5 : 3 : 3 two of them.
        let hundred = Money(1_000_000);
        let shares = |weights: &[i64]| allocate(hundred, weights, &first).unwrap();
        assert_eq!(
            shares(&[1, 1, 1]),
            [Money(333_400), Money(333_300), Money(333_300)]
        );
        // 45.45 45…, 27.27 27… twice: the first has the largest remainder.
        assert_eq!(
            shares(&[5, 3, 3]),
            [Money(454_600), Money(272_700), Money(272_700)]
        );
        assert_eq!(shares(&[0, -7, 2]), [Money::ZERO, Money::ZERO, hundred]);
        // A pool with ten-thousandths is shared in them.
        let three = |before| allocate(Money(3), &[1, 1], before);
        assert_eq!(three(&first), Some(vec![Money(2), Money(1)]));
        assert_eq!(three(&|a, b| b.cmp(&a)), Some(vec![Money(1), Money(2)]));
        assert_eq!(allocate(hundred, &[0, -1], &first), None);
        assert_eq!(allocate(hundred, &[], &first), None);
    }

    proptest! {
        #[test]
        fn shares_add_up_and_lie_within_one_unit_of_the_part(
            pool in prop_oneof![0_i64..100_000, any::<i64>().prop_map(|pool| pool / 1_000)],
            weights in prop::collection::vec(
                prop_oneof![-5_i64..50, any::<i64>().prop_map(|weight| weight / 1_000)],
                1..40,
            ),
        ) {
            let total: i128 = weights.iter().map(|&weight| i128::from(weight.max(0))).sum();
            let Some(shares) = allocate(Money(pool), &weights, &first) else {
                prop_assert_eq!(total, 0);
                return Ok(());
            };
            prop_assert_eq!(Money::sum(shares.iter().copied()), Money(pool));
            let unit = if pool % HUNDREDTH == 0 { HUNDREDTH } else { 1 };
            for (share, &weight) in shares.iter().zip(&weights) {
                let exact = pool as f64 * weight.max(0) as f64 / total as f64;
                let error = (share.0 as f64 - exact).abs();
                prop_assert!(error <= unit as f64 * (1.0 + 1e-9) + exact.abs() * 1e-12);
            }
        }

        #[test]
        fn more_weight_never_gets_less(
            pool in 0_i64..10_000_000,
            weights in prop::collection::vec(0_i64..1_000, 2..30),
        ) {
            if let Some(shares) = allocate(Money(pool), &weights, &first) {
                for (one, &of_one) in shares.iter().zip(&weights) {
                    for (other, &of_other) in shares.iter().zip(&weights) {
                        prop_assert!(of_one <= of_other || one >= other);
                    }
                }
            }
        }
    }
}
