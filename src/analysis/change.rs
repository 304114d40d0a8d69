//! P52 and P74: what a change of revenue is made of, exactly.

use super::overview::{Movement, movement};
use super::{CustomerBase, PeriodSums};
use crate::base::Money;

/// One part of the change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What the time of the year gives and takes.
    Season,
    /// Customers who bought then and not now.
    Lost,
    /// Customers who bought for the first time now.
    New,
    /// Customers who bought before, but not then.
    Returned,
    /// Visits of those who stayed.
    Frequency,
    /// Money a visit of those who stayed.
    Basket,
    /// Money booked for customers who bought in neither period.
    LateRefunds,
}

impl Part {
    /// Every part, in the order of the table.
    pub const ALL: [Self; 7] = [
        Self::Season,
        Self::Lost,
        Self::New,
        Self::Returned,
        Self::Frequency,
        Self::Basket,
        Self::LateRefunds,
    ];

    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Season => "season",
            Self::Lost => "lost",
            Self::New => "new",
            Self::Returned => "returned",
            Self::Frequency => "frequency",
            Self::Basket => "basket",
            Self::LateRefunds => "late_refunds",
        }
    }

    /// The part with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.id() == id)
    }
}

/// Customers, visits and money of one movement in both periods.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Customers.
    pub customers: u64,
    /// Visits then and now.
    pub occasions: [u64; 2],
    /// Money then and now.
    pub revenue: [Money; 2],
}

/// A change of revenue and its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Money then and now.
    pub revenue: [Money; 2],
    /// What the time of the year makes of the period, as a multiple of what it makes of the compared
    /// one; 1 where nothing is known of the season.
    pub season: f64,
    /// By movement, in the order of [`Movement::ALL`].
    pub groups: [Group; 5],
    /// The parts, in the order of [`Part::ALL`]; they add up to the change.
    pub parts: [Money; 7],
}

impl Change {
    /// Splits the change between the compared period and the period; `None` when nothing is
    /// compared. `season` is the multiple the time of the year accounts for.
    pub fn of(base: &CustomerBase, season: f64) -> Option<Self> {
        let compared = base.compared()?;
        let groups = groups(base, compared);
        let revenue = [compared.revenue_total, base.period().revenue_total];
        Some(Self {
            revenue,
            season,
            parts: split(&groups, revenue[1] - revenue[0], season),
            groups,
        })
    }

    /// Money now less money then.
    pub fn total(&self) -> Money {
        self.revenue[1] - self.revenue[0]
    }

    /// One part.
    pub fn part(&self, part: Part) -> Money {
        self.parts[part as usize]
    }

    /// One movement.
    pub fn group(&self, movement: Movement) -> Group {
        self.groups[movement as usize]
    }
}

fn groups(base: &CustomerBase, compared: &PeriodSums) -> [Group; 5] {
    let mut groups = [Group::default(); 5];
    for customer in base.present_ixs() {
        let Some(movement) = movement(base, compared, customer) else {
            continue;
        };
        let at = customer.0 as usize;
        let group = &mut groups[movement as usize];
        group.customers += 1;
        for (then_or_now, sums) in [compared, base.period()].into_iter().enumerate() {
            group.occasions[then_or_now] += u64::from(sums.occasions[at]);
            group.revenue[then_or_now] += sums.revenue[at];
        }
    }
    groups
}

/// Shares the change out by Shapley's value (1953): the mean over all orders in which the causes can
/// come in. The season multiplies everything; without it the others are what they would have been
/// in the season of the compared period. Money in neither period's occasions stands alone.
fn split(groups: &[Group; 5], total: Money, season: f64) -> [Money; 7] {
    let money =
        |movement: Movement, at: usize| groups[movement as usize].revenue[at].to_units_f64();
    let mean_season = f64::midpoint(1.0, season);
    let gain = 0.5 * (season - 1.0);
    let lost = money(Movement::Lost, 0);
    let new = money(Movement::New, 1) / season;
    let returned = money(Movement::Returned, 1) / season;
    let stayed = groups[Movement::Stayed as usize];
    let visits = stayed.occasions.map(|occasions| occasions as f64);
    let [by_season, frequency, basket] = if visits.contains(&0.0) {
        [0.0; 3]
    } else {
        shapley_of_product(
            [1.0, visits[0], money(Movement::Stayed, 0) / visits[0]],
            [
                season,
                visits[1] / season,
                money(Movement::Stayed, 1) / visits[1],
            ],
        )
    };
    // What was booked late for those who came only once is theirs.
    let booked = |movement: Movement, at: usize| groups[movement as usize].revenue[at];
    let late = booked(Movement::Neither, 1) - booked(Movement::Neither, 0);
    let of_lost = booked(Movement::Lost, 1);
    let of_new = booked(Movement::New, 0) + booked(Movement::Returned, 0);
    let late = late + of_lost - of_new;
    let mut parts = [
        by_season + gain * (lost + new + returned),
        -lost * mean_season,
        new * mean_season,
        returned * mean_season,
        frequency,
        basket,
        0.0,
    ]
    .map(Money::from_units_f64);
    parts[Part::LateRefunds as usize] = late;
    // Rounding goes to the largest part, where it is the smallest share.
    let rest = total - Money::sum(parts);
    let mut largest = 0;
    for at in 1..Part::LateRefunds as usize {
        if parts[at].0.abs() > parts[largest].0.abs() {
            largest = at;
        }
    }
    parts[largest] += rest;
    parts
}

/// What each factor contributes to the change of their product, averaged over all orders.
pub fn shapley_of_product(then: [f64; 3], now: [f64; 3]) -> [f64; 3] {
    std::array::from_fn(|at| {
        let (one, other) = ((at + 1) % 3, (at + 2) % 3);
        let rest = (2.0 * (then[one] * then[other] + now[one] * now[other])
            + then[one] * now[other]
            + now[one] * then[other])
            / 6.0;
        (now[at] - then[at]) * rest
    })
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "what is written here is exact")]
mod tests {
    use super::*;

    #[test]
    fn contributions_of_factors_add_up() {
        let (then, now) = ([100.0, 4.0, 25.0], [110.0, 3.5, 30.0]);
        let parts = shapley_of_product(then, now);
        let product = |factors: [f64; 3]| factors.iter().product::<f64>();
        assert!((parts.iter().sum::<f64>() - (product(now) - product(then))).abs() < 1e-9);
        assert_eq!(shapley_of_product(then, then), [0.0; 3]);
        let doubled = shapley_of_product([1.0, 2.0, 3.0], [2.0, 2.0, 3.0]);
        assert_eq!(doubled, [6.0, 0.0, 0.0]);
    }

    fn group(customers: u64, occasions: [u64; 2], units: [f64; 2]) -> Group {
        Group {
            customers,
            occasions,
            revenue: units.map(Money::from_units_f64),
        }
    }

    fn example() -> [Group; 5] {
        [
            group(3, [4, 0], [100.0, -5.0]),
            group(5, [10, 12], [200.0, 260.0]),
            group(1, [0, 1], [0.0, 30.0]),
            group(2, [0, 3], [-1.0, 70.0]),
            group(1, [0, 0], [-8.0, -2.0]),
        ]
    }

    fn total(groups: &[Group; 5]) -> Money {
        let sum = |at: usize| Money::sum(groups.iter().map(|group| group.revenue[at]));
        sum(1) - sum(0)
    }

    #[test]
    fn without_a_season_every_movement_is_its_own_money() {
        let groups = example();
        let parts = split(&groups, total(&groups), 1.0);
        let units = parts.map(Money::to_units_f64);
        assert_eq!(units[..4], [0.0, -100.0, 70.0, 30.0]);
        // 20 a visit then, 21.67 now: 2 visits × 20.83, and 1.67 × 11 visits.
        assert!((units[4] - 41.6667).abs() < 1e-3);
        assert!((units[5] - 18.3333).abs() < 1e-3);
        assert_eq!(units[6], 2.0);
        assert_eq!(Money::sum(parts), total(&groups));
    }

    #[test]
    fn a_season_alone_explains_everything() {
        let mut groups = [Group::default(); 5];
        groups[Movement::Stayed as usize] = group(5, [100, 150], [1000.0, 1500.0]);
        let parts = split(&groups, total(&groups), 1.5).map(Money::to_units_f64);
        assert!((parts[Part::Season as usize] - 500.0).abs() < 1e-3);
        assert!(parts[Part::Frequency as usize].abs() < 1e-3);
    }

    #[test]
    fn parts_add_up_whatever_the_season() {
        let groups = example();
        for season in [0.2, 0.9, 1.1, 3.0] {
            let parts = split(&groups, total(&groups), season);
            assert_eq!(Money::sum(parts), total(&groups));
        }
    }
}
