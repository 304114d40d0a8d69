//! P10, P23a: customers by the calendar period of their first purchase: how many of them buy, and
//! what they bring, each period after it.

use super::CustomerBase;
use super::first_purchase::{FirstPurchases, NO_VALUE};
use super::steps::{Calendar, Stay, stays_of};
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

impl CohortCell {
    fn add(&mut self, stay: &Stay) {
        self.active += u64::from(stay.occasions > 0);
        self.money += stay.revenue;
    }
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
    /// The same of the others only.
    young: Vec<CohortCell>,
}

impl Cohort {
    /// Part of the customers who bought at this age.
    pub fn retention(&self, age: usize) -> Option<f64> {
        let cell = self.cells.get(age)?;
        (self.size > 0).then(|| cell.active as f64 / self.size as f64)
    }

    /// Customers who are not older than the data.
    fn young(&self) -> u64 {
        self.size - self.may_be_old
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
    /// Whether too few customers are left without those who may be older than the data: then means
    /// are over all.
    pub means_over_all: bool,
    /// Money booked before a customer's first purchase, or of those who never bought.
    pub outside: Money,
    /// Sums by age over the compared customers who are old enough.
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
                young: vec![CohortCell::default(); calendar.len - place],
            })
            .collect();
        let mut stays = Vec::new();
        let mut outside = Money::ZERO;
        for customer in base.present_ixs() {
            stays_of(data, amounts, base, &calendar, customer, &mut stays);
            let first = base.first_day(customer);
            let began = first.and_then(|day| calendar.place(day));
            let is_old = first.is_some_and(|day| frame.may_be_old(day));
            if let Some(place) = began {
                all[place].size += 1;
                all[place].may_be_old += u64::from(is_old);
            }
            for stay in &stays {
                match began.filter(|&place| place <= stay.place) {
                    Some(place) => {
                        let age = stay.place - place;
                        all[place].cells[age].add(stay);
                        if !is_old {
                            all[place].young[age].add(stay);
                        }
                    }
                    None => outside += stay.revenue,
                }
            }
        }
        let open_ages = calendar.open_end(frame);
        all.retain(|cohort| cohort.size > 0);
        let young = all.iter().map(Cohort::young);
        let mut found = Self {
            means_over_all: young.sum::<u64>() < LEAST_COMPARED,
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
        for cohort in &self.cohorts {
            let (customers, cells) = self.compared(cohort);
            if customers == 0 {
                continue;
            }
            let cells = &cells[..self.whole_ages(cohort)];
            if ages.len() < cells.len() {
                ages.resize(cells.len(), AgeSums::default());
            }
            for (sums, cell) in ages.iter_mut().zip(cells) {
                sums.customers += customers;
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

    /// The customers of a cohort that means take in, and what they do at each age. Who may be older
    /// than the data is left out one by one, as in [`groups`]: the first days of the data end within
    /// a period.
    fn compared<'a>(&self, cohort: &'a Cohort) -> (u64, &'a [CohortCell]) {
        if self.means_over_all {
            (cohort.size, &cohort.cells)
        } else {
            (cohort.young(), &cohort.young)
        }
    }

    /// What customers do at this age, over the compared customers who are old enough for it;
    /// nothing where none is.
    pub fn at_age(&self, age: usize) -> AgeSums {
        self.ages.get(age).copied().unwrap_or_default()
    }

    /// Part of the customers who would buy at this age in months like any other: those who bought ÷
    /// the customers, each times the index of the months they were in (January to December, mean 1).
    /// `None` where nobody is old enough.
    pub fn without_season(&self, age: usize, index: &[f64; 12]) -> Option<f64> {
        let old_enough = self.cohorts.iter().filter(|it| age < self.whole_ages(it));
        let expected: f64 = old_enough
            .map(|cohort| {
                let then = cohort.period.plus(age as i32);
                let (first, months) = (then.first_month().0, then.step.months());
                let of = |month: i32| index[month.rem_euclid(12) as usize];
                let sum: f64 = (first..first + months).map(of).sum();
                self.compared(cohort).0 as f64 * sum / f64::from(months)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::as_of;
    use crate::base::Day;
    use crate::dataset::testing::dataset;

    /// The ninetieth day falls into April: of its customers the first ones may be old. Means are told
    /// again by counting each customer at its own age.
    #[test]
    fn means_leave_out_who_may_be_old_one_by_one() {
        let start = Day::from_iso("2022-01-03").unwrap();
        let rows: Vec<(String, String, f64)> = (0..60_i32)
            .flat_map(|customer| {
                let first = start.plus(customer * 3 + customer / 20);
                (0..=customer % 5).map(move |at| {
                    let day = first.plus(at * (customer % 40 + 9));
                    (
                        format!("k{customer:02}"),
                        day.to_string(),
                        f64::from(at + 1),
                    )
                })
            })
            .collect();
        let data = dataset(&rows);
        let base = as_of(&data, None);
        let frame = base.frame();
        for step in [CalendarStep::Month, CalendarStep::Quarter] {
            let found = Cohorts::of(&data, data.amounts(), &base, step);
            assert!(!found.means_over_all);
            let mixed = |cohort: &Cohort| cohort.may_be_old > 0 && cohort.young() > 0;
            assert!(found.cohorts.iter().any(mixed));
            let period = |day: Day| CalendarPeriod::of(step, day);
            let open = i32::from(frame.lacks_days(period(frame.as_of).period()));
            let last = period(frame.as_of).plus(-open);
            let young = base
                .buyer_ixs()
                .filter(|&it| !frame.may_be_old(base.first_day(it).unwrap()));
            let young: Vec<CustomerIx> = young.collect();
            for age in 0..=found.oldest_age().unwrap() {
                let then = |it: CustomerIx| period(base.first_day(it).unwrap()).plus(age as i32);
                let old_enough = young.iter().copied().filter(|&it| then(it) <= last);
                let old_enough: Vec<CustomerIx> = old_enough.collect();
                let data = &data;
                let rows = |it: CustomerIx| {
                    let days = then(it).period();
                    data.rows_of(it)
                        .filter(move |&row| days.contains(data.days()[row]))
                };
                let active = old_enough
                    .iter()
                    .filter(|&&it| rows(it).count() > 0)
                    .count();
                let money = old_enough.iter().flat_map(|&it| rows(it));
                let expected = AgeSums {
                    customers: old_enough.len() as u64,
                    active: active as u64,
                    money: Money::sum(money.map(|row| data.amounts()[row])),
                };
                assert_eq!(found.at_age(age), expected, "{step:?} {age}");
            }
        }
    }
}
