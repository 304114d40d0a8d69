//! Customers by where they stood on one day and where they stand on another.

use crate::dataset::CustomerIx;

/// Counts by place then and place now. Places are small numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movement {
    places: usize,
    counts: Vec<u64>,
}

impl Movement {
    /// Counts customers with one place each on either day, both in the same order.
    pub fn of(places: usize, then: &[u8], now: &[u8]) -> Self {
        let mut counts = vec![0; places * places];
        for (&then, &now) in then.iter().zip(now) {
            counts[usize::from(then) * places + usize::from(now)] += 1;
        }
        Self { places, counts }
    }

    /// Customers who stood there and stand here.
    pub fn count(&self, then: usize, now: usize) -> u64 {
        self.counts[then * self.places + now]
    }

    /// Customers who stood there.
    pub fn then(&self, place: usize) -> u64 {
        (0..self.places).map(|now| self.count(place, now)).sum()
    }

    /// Customers who stand there now.
    pub fn now(&self, place: usize) -> u64 {
        (0..self.places).map(|then| self.count(then, place)).sum()
    }

    /// Customers of the cells that a condition picks.
    pub fn sum(&self, picks: impl Fn(usize, usize) -> bool) -> u64 {
        let cells = (0..self.counts.len()).map(|at| (at / self.places, at % self.places));
        let picked = cells.filter(|&(then, now)| picks(then, now));
        picked.map(|(then, now)| self.count(then, now)).sum()
    }
}

/// The customers of the cells that a condition picks, in their order.
pub fn movers(
    customers: &[CustomerIx],
    then: &[u8],
    now: &[u8],
    picks: impl Fn(u8, u8) -> bool,
) -> Vec<CustomerIx> {
    let pairs = then.iter().zip(now);
    let all = customers.iter().zip(pairs);
    let picked = all.filter(|(_, (then, now))| picks(**then, **now));
    picked.map(|(&customer, _)| customer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_at_the_edges_are_those_of_the_cells() {
        let (then, now) = ([0, 0, 1, 2, 1], [1, 2, 1, 2, 0]);
        let moved = Movement::of(3, &then, &now);
        assert_eq!(moved.count(0, 2), 1);
        assert_eq!([0, 1, 2].map(|place| moved.then(place)), [2, 2, 1]);
        assert_eq!([0, 1, 2].map(|place| moved.now(place)), [1, 2, 2]);
        assert_eq!(moved.sum(|then, now| now > then), 2);
        let customers = [3, 4, 5, 6, 7].map(CustomerIx);
        let found = movers(&customers, &then, &now, |then, now| then == 1 && now == 0);
        assert_eq!(found, [CustomerIx(7)]);
    }
}
