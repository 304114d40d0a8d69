use crate::base::{Civil, Day};
use crate::numerics::rng::Pcg32;

/// Quantiles of the exponential distribution at 0/64 … 63/64 and near 1, in thousandths of its
/// mean.
const EXPONENTIAL: [u16; 65] = [
    0, 16, 32, 48, 65, 81, 98, 116, 134, 152, 170, 189, 208, 227, 247, 267, 288, 309, 330, 352,
    375, 398, 421, 445, 470, 495, 521, 548, 575, 604, 633, 662, 693, 725, 758, 792, 827, 863, 901,
    940, 981, 1023, 1068, 1114, 1163, 1214, 1269, 1326, 1386, 1451, 1520, 1594, 1674, 1761, 1856,
    1962, 2079, 2213, 2367, 2549, 2773, 3060, 3466, 4159, 7000,
];

/// Quantiles of the log-normal distribution with σ = 0.5, in thousandths of its median.
const LOGNORMAL: [u16; 65] = [
    273, 341, 394, 433, 464, 492, 517, 541, 563, 583, 604, 623, 642, 660, 678, 696, 714, 731, 749,
    766, 783, 800, 818, 835, 853, 870, 888, 906, 924, 943, 962, 981, 1000, 1020, 1040, 1061, 1082,
    1104, 1126, 1149, 1173, 1197, 1223, 1249, 1277, 1306, 1336, 1368, 1401, 1437, 1474, 1515, 1558,
    1605, 1657, 1714, 1777, 1850, 1933, 2032, 2153, 2312, 2538, 2936, 4055,
];

fn from_quantiles(rng: &mut Pcg32, quantiles: &[u16; 65]) -> u64 {
    let bits = rng.next_u32();
    let step = (bits >> 26) as usize;
    let (low, high) = (u64::from(quantiles[step]), u64::from(quantiles[step + 1]));
    low + (((high - low) * u64::from(bits >> 10 & 0xffff)) >> 16)
}

/// A waiting time around `mean`: the mean of two exponential ones (Erlang 2), as people who shop by
/// habit neither come by the clock nor by pure chance.
pub(super) fn waiting(rng: &mut Pcg32, mean: u64) -> u64 {
    let two = from_quantiles(rng, &EXPONENTIAL) + from_quantiles(rng, &EXPONENTIAL);
    mean * two / 2_000
}

/// A skewed draw around `median`; every further `spread` widens it (σ = 0.5 · √spread).
pub(super) fn skewed(rng: &mut Pcg32, median: u64, spread: u32) -> u64 {
    (0..spread).fold(median, |value, _| {
        value * from_quantiles(rng, &LOGNORMAL) / 1_000
    })
}

/// Whether something happens that happens so many times in a thousand.
pub(super) fn chance(rng: &mut Pcg32, per_mille: u32) -> bool {
    rng.below(1_000) < per_mille
}

/// One item, evenly. The list must not be empty.
pub(super) fn pick<T: Copy>(rng: &mut Pcg32, items: &[T]) -> T {
    items[rng.below(items.len() as u32) as usize]
}

/// The place of one item, by weight.
pub(super) fn weighted(rng: &mut Pcg32, weights: &[u32]) -> usize {
    let mut left = rng.below(weights.iter().sum());
    for (place, &weight) in weights.iter().enumerate() {
        if left < weight {
            return place;
        }
        left -= weight;
    }
    weights.len() - 1
}

/// A span of days that weigh differently: season, weekdays, holidays. What happens at an even pace
/// in weight happens in season on the calendar.
pub(super) struct Calendar {
    first: Day,
    /// Weight before each day, and of all.
    before: Vec<u64>,
}

impl Calendar {
    /// The years from `first_year` to `last_year`, each day with the weight given to it.
    pub(super) fn of_years(
        first_year: i16,
        last_year: i16,
        weight: impl Fn(Day, Civil) -> u64,
    ) -> Self {
        let first = Day::from_civil(first_year, 1, 1).unwrap_or_default();
        let end = Day::from_civil(last_year + 1, 1, 1).unwrap_or_default();
        let mut before = Vec::with_capacity(end.since(first) as usize + 1);
        let mut sum = 0;
        before.push(sum);
        for number in 0..end.since(first) {
            let day = first.plus(number);
            sum += weight(day, day.civil());
            before.push(sum);
        }
        Self { first, before }
    }

    /// Weight of all days.
    pub(super) fn weight(&self) -> u64 {
        self.before.last().copied().unwrap_or(0)
    }

    /// Weight of so many average days.
    pub(super) fn weight_of_days(&self, days: u64) -> u64 {
        self.weight() * days / (self.before.len() as u64 - 1)
    }

    /// Weight before this day, at most that of all.
    pub(super) fn weight_before(&self, day: Day) -> u64 {
        let number = usize::try_from(day.since(self.first)).unwrap_or(0);
        self.before
            .get(number)
            .copied()
            .unwrap_or_else(|| self.weight())
    }

    /// The day in which a weight falls, `None` after the last.
    pub(super) fn day_at(&self, weight: u64) -> Option<Day> {
        let after = self.before.partition_point(|&before| before <= weight);
        (after < self.before.len()).then(|| self.first.plus(after as i32 - 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_have_the_means_they_promise() {
        let mut rng = Pcg32::new(5);
        let draws = 200_000;
        let mean = (0..draws).map(|_| waiting(&mut rng, 1_000)).sum::<u64>() / draws;
        assert!((995..1_020).contains(&mean), "{mean}");
        let mean = (0..draws).map(|_| skewed(&mut rng, 1_000, 1)).sum::<u64>() / draws;
        assert!((1_120..1_145).contains(&mean), "{mean}");
    }

    #[test]
    fn weight_falls_on_days_that_have_some() {
        let calendar = Calendar::of_years(2024, 2024, |day, _| u64::from(day.weekday() == 5));
        assert_eq!(calendar.weight(), 52);
        let last = calendar.day_at(51);
        assert_eq!(last, Day::from_civil(2024, 12, 28));
        assert_eq!(calendar.day_at(52), None);
        assert_eq!(last.map(|day| calendar.weight_before(day)), Some(51));
    }
}
