//! P15 and P53: who is due next, and who comes as regularly as a standing order.

use super::CustomerBase;
use crate::base::{Day, Money, order};
use crate::dataset::CustomerIx;
use crate::numerics::quantile::quantile;
use crate::numerics::rng::Pcg32;

/// Fewest occasions of a customer whose next day is told from its own gaps.
pub const LEAST_FOR_DUE: usize = 12;

/// Fewest own gaps longer than the silence.
const LEAST_POSSIBLE: usize = 3;

/// Fewest occasions of a candidate for a standing order.
pub const LEAST_FOR_STANDING: usize = 5;

/// Largest spread of the gaps of a candidate: their standard deviation as a part of their mean.
pub const MOST_SPREAD: f64 = 0.35;

/// Customers drawn for each number of gaps.
pub const DRAWS: u32 = 4_000;

/// When a customer is expected next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Due {
    /// Who.
    pub customer: CustomerIx,
    /// Last occasion.
    pub last: Day,
    /// Median of all gaps.
    pub usual_gap_days: f64,
    /// Middle of the days that are still possible.
    pub expected: Day,
    /// Between these lies half of them.
    pub between: (Day, Day),
    /// Part of the gaps longer than the silence that end within the window.
    pub chance: f64,
    /// Mean money of an occasion.
    pub basket: Money,
    /// Chance × basket.
    pub worth: Money,
}

/// Customers whose own gaps say that they come within `window` days of the as-of day, the most
/// money first; those silent for longer than nearly all their gaps are not among them.
pub fn due(base: &CustomerBase, window: i32) -> Vec<Due> {
    let as_of = base.frame().as_of;
    let mut found: Vec<Due> = base
        .present_ixs()
        .filter_map(|customer| due_one(base, customer, as_of, window))
        .collect();
    order::sort_by(&mut found, |one: &Due, other| {
        other
            .worth
            .cmp(&one.worth)
            .then(one.customer.cmp(&other.customer))
    });
    found
}

fn due_one(base: &CustomerBase, customer: CustomerIx, as_of: Day, window: i32) -> Option<Due> {
    let days = base.occasion_days(customer);
    if days.len() < LEAST_FOR_DUE || base.is_gone(customer) {
        return None;
    }
    let last = *days.last()?;
    let silent = f64::from(as_of.since(last));
    let mut gaps: Vec<f64> = gaps_of(days).collect();
    let usual_gap_days = quantile(&mut gaps, 0.5)?;
    gaps.retain(|&gap| gap > silent);
    let possible = gaps.len();
    let within = gaps
        .iter()
        .filter(|&&gap| gap <= silent + f64::from(window))
        .count();
    if within == 0 || possible < LEAST_POSSIBLE {
        return None;
    }
    let mut day_of = |share: f64| Some(last.plus(quantile(&mut gaps, share)?.round() as i32));
    let expected = day_of(0.5)?;
    let between = (day_of(0.25)?, day_of(0.75)?);
    let chance = within as f64 / possible as f64;
    let basket = base.average_occasion(customer)?.max(Money::ZERO);
    Some(Due {
        customer,
        last,
        usual_gap_days,
        expected,
        between,
        chance,
        basket,
        worth: Money::from_units_f64(chance * basket.to_units_f64()),
    })
}

fn gaps_of(days: &[Day]) -> impl Iterator<Item = f64> + '_ {
    days.windows(2)
        .map(|pair| f64::from(pair[1].since(pair[0])))
}

/// Spread of the gaps: standard deviation (of a sample) ÷ mean; `None` for fewer than two gaps.
pub fn spread(days: &[Day]) -> Option<f64> {
    let count = days.len().checked_sub(1).filter(|&count| count >= 2)? as f64;
    let mean = gaps_of(days).sum::<f64>() / count;
    let squares: f64 = gaps_of(days).map(|gap| (gap - mean) * (gap - mean)).sum();
    (mean > 0.0).then(|| (squares / (count - 1.0)).sqrt() / mean)
}

/// A candidate for a standing order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// Who.
    pub customer: CustomerIx,
    /// Occasions.
    pub occasions: u32,
    /// Mean gap.
    pub every_days: f64,
    /// Spread of the gaps.
    pub spread: f64,
    /// Mean money of an occasion.
    pub basket: Money,
    /// Standard deviation of the money of an occasion, in currency units.
    pub basket_spread: f64,
    /// One mean gap after the last occasion.
    pub proposed: Day,
    /// Whether the customer still comes.
    pub still_comes: bool,
}

/// Candidates for standing orders, and how many there would be by chance.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// The candidates, those that still come first, the steadiest first.
    pub candidates: Vec<Candidate>,
    /// Customers with enough occasions.
    pub eligible: u64,
    /// Candidates to expect if every eligible customer's gaps were drawn at random.
    pub by_chance: f64,
}

impl Standing {
    /// Looks for them.
    pub fn of(base: &CustomerBase, seed: u64) -> Self {
        let mut candidates = Vec::new();
        // By number of gaps.
        let mut customers_with: Vec<u64> = Vec::new();
        for customer in base.present_ixs() {
            let days = base.occasion_days(customer);
            if days.len() < LEAST_FOR_STANDING {
                continue;
            }
            let gaps = days.len() - 1;
            if customers_with.len() <= gaps {
                customers_with.resize(gaps + 1, 0);
            }
            customers_with[gaps] += 1;
            if let Some(spread) = spread(days).filter(|&spread| spread <= MOST_SPREAD) {
                candidates.extend(candidate(base, customer, days, spread));
            }
        }
        order::sort_by(&mut candidates, |one: &Candidate, other| {
            other
                .still_comes
                .cmp(&one.still_comes)
                .then(one.spread.total_cmp(&other.spread))
                .then(one.customer.cmp(&other.customer))
        });
        Self {
            candidates,
            eligible: customers_with.iter().sum(),
            by_chance: by_chance(&customers_with, seed),
        }
    }

    /// Candidates that still come.
    pub fn still_coming(&self) -> u64 {
        let coming = self.candidates.iter().filter(|found| found.still_comes);
        coming.count() as u64
    }
}

fn candidate(
    base: &CustomerBase,
    customer: CustomerIx,
    days: &[Day],
    spread: f64,
) -> Option<Candidate> {
    let gaps = (days.len() - 1) as f64;
    let last = *days.last()?;
    let every_days = f64::from(last.since(*days.first()?)) / gaps;
    let basket = base.average_occasion(customer)?;
    let amounts = base.occasion_amounts(customer);
    let mean = Money::sum(amounts.iter().copied()).to_units_f64() / amounts.len() as f64;
    let squares: f64 = amounts
        .iter()
        .map(|amount| (amount.to_units_f64() - mean) * (amount.to_units_f64() - mean))
        .sum();
    let still_comes = !base.is_gone(customer);
    // The next turn that is still to come.
    let as_of = base.frame().as_of;
    let passed = f64::from(as_of.since(last).max(0));
    let turns = (passed / every_days).floor() + 1.0;
    Some(Candidate {
        customer,
        occasions: days.len() as u32,
        every_days,
        spread,
        basket,
        basket_spread: (squares / gaps).sqrt(),
        proposed: last.plus((turns * every_days).round() as i32),
        still_comes,
    })
}

/// How many customers would have gaps as steady if each gap ended with the same chance every day,
/// whatever passed before: exponential gaps, as many as each customer has. The spread does not know
/// their mean.
fn by_chance(customers_with: &[u64], seed: u64) -> f64 {
    let mut rng = Pcg32::new(seed);
    let mut expected = 0.0;
    let least = LEAST_FOR_STANDING - 1;
    for (gaps, &customers) in customers_with.iter().enumerate().skip(least) {
        let mut steady = 0_u32;
        for _ in 0..DRAWS {
            let (mut sum, mut squares) = (0.0, 0.0);
            for _ in 0..gaps {
                let even = (f64::from(rng.next_u32()) + 0.5) / 4_294_967_296.0;
                let gap = -even.ln();
                sum += gap;
                squares += gap * gap;
            }
            let count = gaps as f64;
            let mean = sum / count;
            let variance = (squares - count * mean * mean) / (count - 1.0);
            steady += u32::from(variance <= (MOST_SPREAD * mean).powi(2));
        }
        expected += customers as f64 * f64::from(steady) / f64::from(DRAWS);
        // With more gaps it is rarer still.
        if steady == 0 {
            break;
        }
    }
    expected
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "what is written here is exact")]
mod tests {
    use super::*;

    fn days(list: &[i32]) -> Vec<Day> {
        list.iter().map(|&day| Day(day)).collect()
    }

    #[test]
    fn the_spread_is_that_of_a_sample() {
        assert_eq!(spread(&days(&[0, 7, 14, 21])), Some(0.0));
        let found = spread(&days(&[0, 5, 15, 30])).unwrap();
        assert!((found - 0.5).abs() < 1e-12, "{found}");
        assert_eq!(spread(&days(&[0, 5])), None);
    }

    #[test]
    fn a_weekly_customer_is_due_and_steady() {
        use crate::analysis::ViewFrame;
        use crate::dataset::View;
        use crate::dataset::testing::dataset;

        let first = Day::from_iso("2024-01-01").unwrap();
        let weeks: Vec<String> = (0..16)
            .map(|week| first.plus(7 * week + week % 2).to_string())
            .collect();
        let mut rows: Vec<(&str, &str, f64)> =
            weeks.iter().map(|day| ("weekly", &**day, 20.0)).collect();
        rows.push(("once", "2024-02-02", 5.0));
        let data = dataset(&rows);
        let as_of = first.plus(7 * 15 + 3);
        let base = CustomerBase::build(
            &data,
            &ViewFrame::resolve(&View::default(), first, as_of),
            None,
        );
        let found = due(&base, 7);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].chance, 1.0);
        assert_eq!(found[0].basket, Money::from_units_f64(20.0));
        assert!((found[0].expected.since(as_of) - 5).abs() <= 1);
        assert!(due(&base, 1).is_empty());
        let standing = Standing::of(&base, 7);
        assert_eq!((standing.candidates.len(), standing.eligible), (1, 1));
        assert_eq!(standing.still_coming(), 1);
        assert!(standing.candidates[0].spread < 0.2);
        assert!(standing.candidates[0].proposed > as_of);
    }

    #[test]
    fn chance_makes_few_steady_customers() {
        let mut with = vec![0; 5];
        with[4] = 1000;
        let found = by_chance(&with, 7);
        // Four exponential gaps are as steady about once in twenty-five.
        assert!((15.0..70.0).contains(&found), "{found}");
        assert_eq!(by_chance(&with, 7), found);
        assert_eq!(by_chance(&[], 7), 0.0);
    }
}
