//! P10, P23a: customers by the calendar period of their first purchase: how many of them buy, and
//! what they bring, each period after it.

use super::CustomerBase;
use super::first_purchase::{FirstPurchases, NO_VALUE};
use super::steps::{Calendar, stays_of};
use crate::base::{CalendarPeriod, CalendarStep, Money};
use crate::dataset::{CustomerIx, Dataset};

/// Fewest customers whose mean says something.
pub const LEAST_COMPARED: u64 = 10;

/// Customers and money of a cohort at one age.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CohortCell {
    /// Customers who bought.
    pub active: u64,
    /// Net money, refunds on the day they were booked.
    pub money: Money,
}

/// The customers whose first purchase lies in one period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cohort {
    /// The period.
    pub period: CalendarPeriod,
    /// Customers.
    pub size: u64,
    /// Of these, those who may be older than the data.
    pub may_be_old: u64,
    /// One cell an age, from 0 to the period of the as-of day.
    pub cells: Vec<CohortCell>,
}

impl Cohort {
    /// Part of the customers who bought at this age.
    pub fn retention(&self, age: usize) -> Option<f64> {
        let cell = self.cells.get(age)?;
        (self.size > 0).then(|| cell.active as f64 / self.size as f64)
    }

    /// Whether most of its customers may be older than the data.
    pub fn is_left_truncated(&self) -> bool {
        2 * self.may_be_old > self.size
    }
}

/// What customers do at one age, over all cohorts old enough.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AgeSums {
    /// Customers who are old enough.
    pub customers: u64,
    /// Those who bought.
    pub active: u64,
    /// What they brought.
    pub money: Money,
}

impl AgeSums {
    /// Part who bought.
    pub fn retention(&self) -> Option<f64> {
        (self.customers > 0).then(|| self.active as f64 / self.customers as f64)
    }

    /// Money a customer, in currency units.
    pub fn each(&self) -> Option<f64> {
        (self.customers > 0).then(|| self.money.to_units_f64() / self.customers as f64)
    }
}

/// Customers by the period of their first purchase.
#[derive(Clone, Debug)]
pub struct Cohorts {
    /// Those with customers, oldest first.
    pub cohorts: Vec<Cohort>,
    /// How many of the last ages of every cohort the data do not hold whole.
    pub open_ages: usize,
    /// Whether too few customers are left without the left-truncated cohorts: then means are over
    /// all.
    pub means_over_all: bool,
    /// Money booked before a customer's first purchase, or of those who never bought.
    pub outside: Money,
    /// Sums by age over the compared cohorts that are old enough.
    ages: Vec<AgeSums>,
}

impl Cohorts {
    /// Counts the cohorts; `amounts` are the money of the rows: their sales, or what is left of
    /// them.
    pub fn of(data: &Dataset, amounts: &[Money], base: &CustomerBase, step: CalendarStep) -> Self {
        let frame = base.frame();
        let calendar = Calendar::new(frame, step);
        let mut all: Vec<Cohort> = (0..calendar.len)
            .map(|place| Cohort {
                period: calendar.period(place),
                size: 0,
                may_be_old: 0,
                cells: vec![CohortCell::default(); calendar.len - place],
            })
            .collect();
        let mut stays = Vec::new();
        let mut outside = Money::ZERO;
        for customer in base.present_ixs() {
            stays_of(data, amounts, base, &calendar, customer, &mut stays);
            let first = base.first_day(customer);
            let began = first.and_then(|day| calendar.place(day));
            if let Some((place, day)) = began.zip(first) {
                all[place].size += 1;
                all[place].may_be_old += u64::from(frame.may_be_old(day));
            }
            for stay in &stays {
                match began.filter(|&place| place <= stay.place) {
                    Some(place) => {
                        let cell = &mut all[place].cells[stay.place - place];
                        cell.active += u64::from(stay.occasions > 0);
                        cell.money += stay.revenue;
                    }
                    None => outside += stay.revenue,
                }
            }
        }
        let open_ages = calendar.open_end(frame);
        all.retain(|cohort| cohort.size > 0);
        let others = all.iter().filter(|cohort| !cohort.is_left_truncated());
        let mut found = Self {
            means_over_all: others.map(|cohort| cohort.size).sum::<u64>() < LEAST_COMPARED,
            cohorts: all,
            open_ages,
            outside,
            ages: Vec::new(),
        };
        found.ages = found.sum_ages();
        found
    }

    fn sum_ages(&self) -> Vec<AgeSums> {
        let mut ages: Vec<AgeSums> = Vec::new();
        for cohort in self.cohorts.iter().filter(|it| self.is_compared(it)) {
            let cells = &cohort.cells[..self.whole_ages(cohort)];
            if ages.len() < cells.len() {
                ages.resize(cells.len(), AgeSums::default());
            }
            for (sums, cell) in ages.iter_mut().zip(cells) {
                sums.customers += cohort.size;
                sums.active += cell.active;
                sums.money += cell.money;
            }
        }
        ages
    }

    /// Ages of a cohort that the data hold whole.
    pub fn whole_ages(&self, cohort: &Cohort) -> usize {
        cohort.cells.len().saturating_sub(self.open_ages)
    }

    /// Whether means take the cohort in.
    pub fn is_compared(&self, cohort: &Cohort) -> bool {
        self.means_over_all || !cohort.is_left_truncated()
    }

    /// What customers do at this age, over the compared cohorts that are old enough for it;
    /// nothing where none is.
    pub fn at_age(&self, age: usize) -> AgeSums {
        self.ages.get(age).copied().unwrap_or_default()
    }

    /// Part of the customers who would buy at this age in months like any other: those who bought ÷
    /// the customers, each times the index of the months they were in (January to December, mean 1).
    /// `None` where nobody is old enough.
    pub fn without_season(&self, age: usize, index: &[f64; 12]) -> Option<f64> {
        let compared = self.cohorts.iter().filter(|it| self.is_compared(it));
        let old_enough = compared.filter(|it| age < self.whole_ages(it));
        let expected: f64 = old_enough
            .map(|cohort| {
                let then = cohort.period.plus(age as i32);
                let (first, months) = (then.first_month().0, then.step.months());
                let of = |month: i32| index[month.rem_euclid(12) as usize];
                let sum: f64 = (first..first + months).map(of).sum();
                cohort.size as f64 * sum / f64::from(months)
            })
            .sum();
        (expected > 0.0).then(|| self.at_age(age).active as f64 / expected)
    }

    /// Money a customer up to this age, in currency units: what the customers old enough for each
    /// age brought at it, added up. `None` where nobody is old enough.
    pub fn cumulative_each(&self, age: usize) -> Option<f64> {
        (0..=age).map(|age| self.at_age(age).each()).sum()
    }

    /// The greatest age of which [`Self::at_age`] has something to say.
    pub fn oldest_age(&self) -> Option<usize> {
        self.ages.len().checked_sub(1)
    }

    /// Customers of a cohort, and of one of its ages those who bought, in index order.
    pub fn members(
        base: &CustomerBase,
        period: CalendarPeriod,
        age: Option<i32>,
    ) -> Vec<CustomerIx> {
        let days = period.period();
        let later = age.map(|age| period.plus(age).period());
        base.buyer_ixs()
            .filter(|&customer| {
                let began = base
                    .first_day(customer)
                    .is_some_and(|day| days.contains(day));
                let occasions = base.occasion_days(customer);
                began
                    && later.is_none_or(|later| {
                        let at = occasions.partition_point(|&day| day < later.from);
                        occasions.get(at).is_some_and(|&day| day <= later.to)
                    })
            })
            .collect()
    }
}

/// The customers whose first purchase has one value in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CohortGroup {
    /// Place in [`FirstPurchases::values`].
    pub value: usize,
    /// Sums by age.
    pub ages: Vec<AgeSums>,
}

/// Follows groups of customers instead of periods: each customer at its own age, and at every age
/// only those who are old enough for it. Left-truncated customers are left out unless too few are
/// left without them.
pub fn groups(
    data: &Dataset,
    amounts: &[Money],
    base: &CustomerBase,
    step: CalendarStep,
    first: &FirstPurchases,
) -> Vec<CohortGroup> {
    let frame = base.frame();
    let calendar = Calendar::new(frame, step);
    let whole = calendar.len - calendar.open_end(frame);
    let is_old = |customer| {
        base.first_day(customer)
            .is_some_and(|day| frame.may_be_old(day))
    };
    let young = base.buyer_ixs().filter(|&customer| !is_old(customer));
    let takes_all = (young.count() as u64) < LEAST_COMPARED;
    let mut groups: Vec<CohortGroup> = (0..first.values.len())
        .map(|value| CohortGroup {
            value,
            ages: vec![AgeSums::default(); whole],
        })
        .collect();
    let mut stays = Vec::new();
    for customer in base.buyer_ixs() {
        let value = first.of_customer[customer.0 as usize];
        let began = base.first_day(customer).and_then(|day| calendar.place(day));
        let Some(place) = began.filter(|&place| place < whole) else {
            continue;
        };
        if value == NO_VALUE || (is_old(customer) && !takes_all) {
            continue;
        }
        let ages = &mut groups[value as usize].ages;
        for sums in &mut ages[..whole - place] {
            sums.customers += 1;
        }
        stays_of(data, amounts, base, &calendar, customer, &mut stays);
        for stay in &stays {
            if (place..whole).contains(&stay.place) {
                let sums = &mut ages[stay.place - place];
                sums.active += u64::from(stay.occasions > 0);
                sums.money += stay.revenue;
            }
        }
    }
    for group in &mut groups {
        group.ages.retain(|sums| sums.customers > 0);
    }
    groups
}
