//! Putting lists in order, with one sort for all of them.
//!
//! Every instance of the standard library's sorts is a program of some kilobytes; here numbers are
//! ordered by their digits, everything else through one list of places. All are stable.

use std::cmp::Ordering;

/// Lists up to this length are ordered by inserting one after the other.
const FEW: usize = 24;

/// Bits of one digit: its counts stay in the nearest cache.
const DIGIT_BITS: u32 = 11;
const DIGITS: usize = 1 << DIGIT_BITS;

/// A key that orders whole numbers upwards.
pub fn upwards(value: i64) -> u64 {
    value.cast_unsigned() ^ (1 << 63)
}

/// A key that orders whole numbers downwards.
pub fn downwards(value: i64) -> u64 {
    !upwards(value)
}

/// A key that orders floating-point numbers upwards, as `f64::total_cmp` does.
pub fn upwards_f64(value: f64) -> u64 {
    let bits = value.to_bits();
    if bits >> 63 == 0 {
        bits | 1 << 63
    } else {
        !bits
    }
}

/// Orders pairs by their keys; equal keys stay in the order they come in. Sorts by digits from the
/// lowest (Knuth 1998, 5.2.5), leaving out those all keys have in common.
pub fn sort_keyed(pairs: &mut Vec<(u64, u32)>) {
    if pairs.len() <= FEW {
        for end in 1..pairs.len() {
            let pair = pairs[end];
            let mut at = end;
            while at > 0 && pairs[at - 1].0 > pair.0 {
                pairs[at] = pairs[at - 1];
                at -= 1;
            }
            pairs[at] = pair;
        }
        return;
    }
    let first = pairs.first().map_or(0, |pair| pair.0);
    let mut falls = false;
    let mut before = first;
    let mut differing = 0;
    for &(key, _) in pairs.iter() {
        differing |= key ^ first;
        falls |= key < before;
        before = key;
    }
    if !falls {
        return;
    }
    let mut sorted = vec![(0, 0); pairs.len()];
    let mut shift = differing.trailing_zeros();
    while shift < 64 && differing >> shift != 0 {
        let digit = |key: u64| (key >> shift) as usize & (DIGITS - 1);
        let mut starts = vec![0_u32; DIGITS];
        for &(key, _) in pairs.iter() {
            starts[digit(key)] += 1;
        }
        let mut from = 0;
        for start in &mut starts {
            from += std::mem::replace(start, from);
        }
        for &pair in pairs.iter() {
            let next = &mut starts[digit(pair.0)];
            sorted[*next as usize] = pair;
            *next += 1;
        }
        std::mem::swap(pairs, &mut sorted);
        shift += DIGIT_BITS;
        if shift < 64 {
            shift += (differing >> shift).trailing_zeros().min(63 - shift);
        }
    }
}

/// Places of so many things in their order; those that compare equal stay in the order they come
/// in.
pub fn sorted(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<u32> {
    let mut places: Vec<u32> = (0..count as u32).collect();
    let pairs = 1..count;
    if pairs.into_iter().any(|at| compare(at - 1, at).is_gt()) {
        places.sort_unstable_by(|&a, &b| compare(a as usize, b as usize).then(a.cmp(&b)));
    }
    places
}

/// Orders a list by comparing its items.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let places = sorted(items.len(), &|a, b| compare(&items[a], &items[b]));
    put(items, &places);
}

/// Orders a list by numbers its items have.
pub fn sort_by_key<T>(items: &mut [T], key: impl Fn(&T) -> u64) {
    let mut pairs: Vec<(u64, u32)> = items.iter().map(key).zip(0..).collect();
    sort_keyed(&mut pairs);
    let places: Vec<u32> = pairs.into_iter().map(|(_, place)| place).collect();
    put(items, &places);
}

/// Brings the item at `places[0]` to the front, the one at `places[1]` after it, and so on.
fn put<T>(items: &mut [T], places: &[u32]) {
    for at in 0..items.len() {
        let mut from = places[at] as usize;
        // What stood here has been moved to where the one brought in its place came from.
        while from < at {
            from = places[from] as usize;
        }
        items.swap(at, from);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn keys_keep_the_order_of_numbers() {
        let whole = [i64::MIN, -5, -1, 0, 1, 7, i64::MAX];
        assert!(whole.map(upwards).is_sorted());
        assert!(whole.map(downwards).iter().rev().is_sorted());
        let real = [
            f64::NEG_INFINITY,
            -1.5,
            -0.0,
            0.0,
            1e-300,
            2.0,
            f64::INFINITY,
        ];
        assert!(real.map(upwards_f64).is_sorted());
    }

    proptest! {
        #[test]
        fn every_sort_equals_the_standard_one(
            keys in prop::collection::vec(
                prop_oneof![any::<u64>(), 0_u64..9, (0_u64..9).prop_map(|key| key << 60)],
                0..300,
            ),
        ) {
            let mut expected: Vec<(u64, u32)> = keys.iter().copied().zip(0..).collect();
            let mut keyed = expected.clone();
            expected.sort_by_key(|pair| pair.0);
            let start = keyed.clone();
            sort_keyed(&mut keyed);
            prop_assert_eq!(&keyed, &expected);
            let mut compared = start.clone();
            sort_by(&mut compared, |a, b| a.0.cmp(&b.0));
            prop_assert_eq!(&compared, &expected);
            let mut by_key = start;
            sort_by_key(&mut by_key, |pair| pair.0);
            prop_assert_eq!(&by_key, &expected);
        }
    }
}
