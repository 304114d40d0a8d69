//! Customers by expected value.

use super::money;
use crate::analysis::value::Valued;
use crate::base::Money;

/// Most bands.
const MOST: usize = 7;

/// Lower ends of bands of expected value, zero first.
pub(super) struct Bands {
    from: Vec<f64>,
}

impl Bands {
    /// Bands whose ends are 1, 2 or 5 times a power of ten; the last begins where one customer in
    /// a hundred lies. None where no money is known, or nothing is expected.
    pub(super) fn of(valued: &Valued, ranked: &[u32]) -> Option<Self> {
        valued.sums.clv?;
        let high = *ranked.get(ranked.len() / 100)?;
        let high = valued.values[high as usize]
            .clv
            .filter(|&high| high > 0.0)?;
        // Below the fourth decimal money is nothing.
        let high = high.max(0.01);
        let mut power = high.log10().floor() as i32;
        let mut step = [5.0, 2.0, 1.0]
            .iter()
            .position(|step| step * 10_f64.powi(power) <= high)
            .unwrap_or(2);
        let mut from = Vec::with_capacity(MOST);
        while from.len() + 1 < MOST {
            from.push([5.0, 2.0, 1.0][step] * 10_f64.powi(power));
            step += 1;
            if step == 3 {
                step = 0;
                power -= 1;
            }
        }
        from.push(0.0);
        from.reverse();
        Some(Self { from })
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.from.len()
    }

    /// The ends of a band; none above the last.
    pub(super) fn ends(&self, band: usize) -> Option<(Money, Option<Money>)> {
        let from = self.from.get(band)?;
        Some((money(*from), self.from.get(band + 1).map(|&to| money(to))))
    }

    fn of_value(&self, value: f64) -> usize {
        self.from.partition_point(|&from| from <= value).max(1) - 1
    }

    /// Customers and their money, band after band.
    pub(super) fn sums(&self, valued: &Valued, ranked: &[u32]) -> Vec<(u64, f64)> {
        let mut sums = vec![(0, 0.0); self.len()];
        for &at in ranked {
            let value = valued.values[at as usize].clv.unwrap_or(0.0);
            let sum = &mut sums[self.of_value(value)];
            sum.0 += 1;
            sum.1 += value;
        }
        sums
    }

    /// Places of the customers of a band; none for one that does not exist.
    pub(super) fn members(&self, valued: &Valued, ranked: &[u32], band: usize) -> Option<Vec<u32>> {
        (band < self.len()).then(|| {
            let value = |at: u32| valued.values[at as usize].clv.unwrap_or(0.0);
            let all = ranked.iter().copied();
            all.filter(|&at| self.of_value(value(at)) == band).collect()
        })
    }
}
