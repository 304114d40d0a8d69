//! P5 and P38: how much of the revenue few customers bring.

use super::{CustomerBase, PeriodSums};
use crate::base::{Money, order};
use crate::dataset::{CustomerIx, Dataset};

/// Class of a customer by cumulative revenue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AbcClass {
    /// Brings the first part of the revenue.
    A,
    /// The next part.
    B,
    /// The rest, and everybody whose revenue is not positive.
    C,
}

impl AbcClass {
    /// Every class, largest customers first.
    pub const ALL: [Self; 3] = [Self::A, Self::B, Self::C];

    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::B => "b",
            Self::C => "c",
        }
    }

    /// The class with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.id() == id)
    }
}

/// Cumulative shares at which class A and class B end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AbcShares {
    /// End of class A.
    pub a: f64,
    /// End of class B, not below A's.
    pub b: f64,
}

impl Default for AbcShares {
    fn default() -> Self {
        Self { a: 0.8, b: 0.95 }
    }
}

/// Revenue of a period by customer, largest first; or other money by customer.
///
/// Ranked are customers with an occasion or with money booked in the period. Order: revenue
/// descending, then id. Shares are of the net revenue of all of them, so that classes add up to the
/// total of the page; refunds can lift the curve above one before it comes down to it.
#[derive(Clone, Debug)]
pub struct Concentration {
    /// Customers, largest revenue first.
    pub ranking: Vec<CustomerIx>,
    /// Their revenue, in the same order.
    pub revenue: Vec<Money>,
    /// Net revenue of all.
    pub total: Money,
    /// Customers whose revenue is not positive.
    pub not_positive: u64,
}

/// Customers and money of one class.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClassSums {
    /// The class.
    pub class: AbcClass,
    /// Customers.
    pub customers: u64,
    /// Net revenue.
    pub revenue: Money,
    /// Part of the total.
    pub share: f64,
}

impl Concentration {
    /// Ranks the customers of the period W.
    pub fn of(data: &Dataset, base: &CustomerBase) -> Self {
        Self::of_period(data, base.period())
    }

    fn of_period(data: &Dataset, sums: &PeriodSums) -> Self {
        let ranked: Vec<(u64, u32)> = (0_u32..)
            .zip(sums.revenue.iter().zip(&sums.occasions))
            .filter(|&(_, (&revenue, &occasions))| occasions > 0 || revenue != Money::ZERO)
            .map(|(ix, (&revenue, _))| (order::downwards(revenue.0), ix))
            .collect();
        Self::ranked(data, ranked, &|ix| sums.revenue[ix as usize])
    }

    /// Ranks the money of these customers, which are in index order.
    pub fn of_money(data: &Dataset, customers: &[CustomerIx], money: &[Money]) -> Self {
        let keys = money.iter().map(|money| order::downwards(money.0));
        let ranked = keys
            .zip(customers.iter().map(|customer| customer.0))
            .collect();
        Self::ranked(data, ranked, &|ix| {
            let at = customers.binary_search(&CustomerIx(ix));
            at.map_or(Money::ZERO, |at| money[at])
        })
    }

    fn ranked(data: &Dataset, mut ranked: Vec<(u64, u32)>, money: &dyn Fn(u32) -> Money) -> Self {
        order::sort_keyed(&mut ranked);
        let id_of = |&(_, ix): &(u64, u32)| data.customer_id(CustomerIx(ix));
        for equal in ranked.chunk_by_mut(|a, b| a.0 == b.0) {
            order::sort_by(equal, |a, b| id_of(a).cmp(id_of(b)));
        }
        let revenue: Vec<Money> = ranked.iter().map(|&(_, ix)| money(ix)).collect();
        let positive = revenue.partition_point(|&revenue| revenue > Money::ZERO);
        Self {
            total: Money::sum(revenue.iter().copied()),
            not_positive: (ranked.len() - positive) as u64,
            ranking: ranked.iter().map(|&(_, ix)| CustomerIx(ix)).collect(),
            revenue,
        }
    }

    /// The highest point of the curve: customers who bring something, and what they bring
    /// together. What is above the total, those after them give back.
    pub fn peak(&self) -> (usize, Money) {
        let positive = self.customers() - self.not_positive as usize;
        let sum = self.revenue.iter().take(positive).copied();
        (positive, Money::sum(sum))
    }

    /// Number of customers ranked.
    pub fn customers(&self) -> usize {
        self.ranking.len()
    }

    /// Whether shares can be told: there is positive revenue in all.
    pub fn has_shares(&self) -> bool {
        self.total > Money::ZERO
    }

    /// Revenue share of the largest `customers`, `None` without positive revenue.
    pub fn share_of_largest(&self, customers: usize) -> Option<f64> {
        let taken = self.revenue.iter().take(customers).copied();
        Money::sum(taken).share_of(self.total)
    }

    /// Customers in the largest `percent` of a hundred, rounded up: ⌈p·n⌉.
    pub fn largest_percent(&self, percent: usize) -> usize {
        (self.customers() * percent).div_ceil(100)
    }

    /// Revenue share of the largest `percent` of a hundred customers.
    pub fn top_share(&self, percent: usize) -> Option<f64> {
        self.share_of_largest(self.largest_percent(percent))
    }

    /// Fewest customers that together bring this share.
    pub fn customers_for(&self, share: f64) -> Option<usize> {
        self.has_shares().then(|| {
            let before = self.crossing(share);
            (before + 1).min(self.customers())
        })
    }

    /// Classes of the ranking, in its order. A is everybody before whom less than the first share
    /// was reached (the one who crosses it included), B likewise for the second; revenue that is
    /// not positive is C.
    pub fn classes(&self, shares: AbcShares) -> Vec<AbcClass> {
        let positive = self.customers() - self.not_positive as usize;
        let mut before: i128 = 0;
        let mut classes = Vec::with_capacity(self.customers());
        for (rank, revenue) in self.revenue.iter().enumerate() {
            classes.push(match self.share(before) {
                Some(share) if rank < positive && share < shares.a => AbcClass::A,
                Some(share) if rank < positive && share < shares.b => AbcClass::B,
                _ => AbcClass::C,
            });
            before += i128::from(revenue.0);
        }
        classes
    }

    /// Customers and money by class, A first.
    pub fn class_sums(&self, shares: AbcShares) -> [ClassSums; 3] {
        let mut sums = AbcClass::ALL.map(|class| ClassSums {
            class,
            customers: 0,
            revenue: Money::ZERO,
            share: 0.0,
        });
        for (class, &revenue) in self.classes(shares).into_iter().zip(&self.revenue) {
            let sum = &mut sums[class as usize];
            sum.customers += 1;
            sum.revenue += revenue;
        }
        for sum in &mut sums {
            sum.share = sum.revenue.share_of(self.total).unwrap_or(0.0);
        }
        sums
    }

    /// Gini coefficient in population form, 2·Σ i·xᵢ ÷ (n·Σ x) − (n + 1) ÷ n over x = max(0,
    /// revenue) ascending (Gini 1912). `None` when nobody brought anything.
    pub fn gini(&self) -> Option<f64> {
        let n = self.customers() as f64;
        let mut weighted = 0.0;
        let mut sum = 0.0;
        for (rank, revenue) in self.revenue.iter().rev().enumerate() {
            let positive = (*revenue).max(Money::ZERO).to_units_f64();
            weighted += (rank + 1) as f64 * positive;
            sum += positive;
        }
        (sum > 0.0).then(|| (2.0 * weighted / (n * sum) - (n + 1.0) / n).max(0.0))
    }

    /// Herfindahl–Hirschman index: sum of squared shares of max(0, revenue), 1/n to 1 (Hirschman
    /// 1945, Herfindahl 1950).
    pub fn hhi(&self) -> Option<f64> {
        let positive = || self.revenue.iter().map(|&money| money.max(Money::ZERO));
        let sum = Money::sum(positive()).to_units_f64();
        (sum > 0.0).then(|| {
            positive()
                .map(|money| (money.to_units_f64() / sum).powi(2))
                .sum()
        })
    }

    /// Cumulative share of revenue over share of customers, largest first, from (0, 0) to (1, 1),
    /// at about `steps` even steps and at the largest fifth.
    pub fn curve(&self, steps: usize) -> Vec<(f64, f64)> {
        let n = self.customers();
        if n == 0 || !self.has_shares() {
            return Vec::new();
        }
        let mut at: Vec<usize> = (0..=steps.min(n))
            .map(|step| step * n / steps.min(n))
            .chain([self.largest_percent(20)])
            .collect();
        order::sort_by_key(&mut at, |&at| at as u64);
        at.dedup();
        let mut points = Vec::with_capacity(at.len());
        let mut sum: i128 = 0;
        let mut done = 0;
        for customers in at {
            sum += self.revenue[done..customers]
                .iter()
                .map(|money| i128::from(money.0))
                .sum::<i128>();
            done = customers;
            let share = self.share(sum).unwrap_or_default();
            points.push((customers as f64 / n as f64, share));
        }
        points
    }

    /// Share of the total that a sum is. Whole ten-thousandths are divided, so that exactly four
    /// fifths are the same number as 0.8.
    fn share(&self, sum: i128) -> Option<f64> {
        Money::from_sum(sum).share_of(self.total)
    }

    /// Customers before the one who reaches this share of the total.
    fn crossing(&self, share: f64) -> usize {
        let mut sum: i128 = 0;
        self.revenue
            .iter()
            .position(|money| {
                sum += i128::from(money.0);
                self.share(sum).is_some_and(|reached| reached >= share)
            })
            .unwrap_or(self.customers())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::ViewFrame;
    use crate::base::Day;
    use crate::dataset::View;
    use crate::dataset::testing::dataset;

    fn of(rows: &[(&str, &str, f64)]) -> Concentration {
        let data = dataset(rows);
        let (first, last) = (Day::from_iso("2024-01-01"), Day::from_iso("2024-01-31"));
        let frame = ViewFrame::resolve(&View::default(), first.unwrap(), last.unwrap());
        Concentration::of(&data, &CustomerBase::build(&data, &frame, None))
    }

    #[test]
    fn the_customer_who_crosses_the_line_still_belongs() {
        let found = of(&[
            ("a", "2024-01-01", 50.0),
            ("b", "2024-01-01", 30.0),
            ("c", "2024-01-01", 15.0),
            ("d", "2024-01-01", 5.0),
        ]);
        let classes = found.classes(AbcShares::default());
        assert_eq!(
            classes,
            [AbcClass::A, AbcClass::A, AbcClass::B, AbcClass::C],
            "exactly 80 % and 95 % are reached by b and c"
        );
        assert_eq!(found.customers_for(0.8), Some(2));
        assert_eq!(found.customers_for(1.0), Some(4));
        assert_eq!(found.top_share(20), Some(0.5));
        assert_eq!(found.largest_percent(51), 3);
    }

    #[test]
    fn exactly_four_fifths_are_reached_though_floating_point_says_less() {
        // 2.4 ÷ 3.0 in floating point is less than 0.8.
        let found = of(&[
            ("a", "2024-01-01", 1.2),
            ("b", "2024-01-01", 1.2),
            ("c", "2024-01-01", 0.3),
            ("d", "2024-01-01", 0.3),
        ]);
        let classes = found.classes(AbcShares::default());
        assert_eq!(
            classes,
            [AbcClass::A, AbcClass::A, AbcClass::B, AbcClass::B]
        );
        assert_eq!(found.customers_for(0.8), Some(2));
    }

    #[test]
    fn refunds_are_counted_as_c_and_shares_still_add_up() {
        let found = of(&[
            ("a", "2024-01-01", 100.0),
            ("b", "2024-01-01", 10.0),
            ("b", "2024-01-02", -30.0),
            ("c", "2024-01-02", -5.0),
        ]);
        assert_eq!(found.not_positive, 2);
        let sums = found.class_sums(AbcShares::default());
        assert_eq!(sums[2].customers, 2);
        let shares: f64 = sums.iter().map(|sum| sum.share).sum();
        assert!((shares - 1.0).abs() < 1e-12);
        let curve = found.curve(100);
        assert_eq!(curve.first(), Some(&(0.0, 0.0)));
        assert_eq!(curve.last(), Some(&(1.0, 1.0)));
        assert!(curve[1].1 > 1.0, "the curve rises above one");
    }

    #[test]
    fn equal_customers_have_no_gini_and_the_least_index() {
        let found = of(&[("a", "2024-01-01", 5.0), ("b", "2024-01-01", 5.0)]);
        assert_eq!(found.gini(), Some(0.0));
        assert_eq!(found.hhi(), Some(0.5));
    }

    #[test]
    fn a_hand_computed_gini() {
        // 1, 2, 5: 2·(1 + 4 + 15) ÷ (3·8) − 4/3 = 1/3; shares 5/8, 2/8, 1/8: 30/64.
        let found = of(&[
            ("a", "2024-01-01", 1.0),
            ("b", "2024-01-01", 2.0),
            ("c", "2024-01-01", 5.0),
        ]);
        assert!((found.gini().unwrap() - 1.0 / 3.0).abs() < 1e-12);
        assert!((found.hhi().unwrap() - 30.0 / 64.0).abs() < 1e-12);
    }

    #[test]
    fn without_positive_revenue_there_are_no_shares() {
        let found = of(&[("a", "2024-01-01", -5.0)]);
        assert!(!found.has_shares());
        assert_eq!(found.customers_for(0.8), None);
        assert_eq!(found.top_share(20), None);
        assert_eq!(found.gini(), None);
        assert_eq!(found.classes(AbcShares::default()), [AbcClass::C]);
        assert!(found.curve(100).is_empty());
    }
}
