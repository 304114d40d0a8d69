//! The figures and how they came about.

use super::super::build::{count, explain, share, stat, units, whole};
use super::super::panel::Stat;
use super::{Told, year_of};
use crate::analysis::cohorts::Cohorts;
use crate::base::Money;
use crate::i18n::cohorts::{Cohorts as Say, MoneyOf};

/// Of the next period and of a year later.
pub(super) fn all(told: &Told) -> Vec<Stat> {
    let (cohorts, step) = (&told.cohorts, told.step);
    let year = year_of(step);
    let retention = |id: &str, age: usize| {
        let sums = cohorts.at_age(age);
        let value = sums.retention()?;
        let (age, customers) = (whole(age), whole(sums.customers));
        let words = Say::RetentionWords { step, age };
        let formula = Say::RetentionFormula {
            active: whole(sums.active),
            customers,
        };
        let how = explain(words, formula, Say::Caveat)
            .input(Say::OldEnoughColumn, count(sums.customers))
            .input(Say::ActiveColumn, count(sums.active));
        Some(stat(
            id,
            Say::RetentionAt { step, age },
            share(Some(value)),
            how,
        ))
    };
    let money = |cohorts: &Cohorts, of: MoneyOf, id: &str, age: usize| {
        let value = cohorts.cumulative_each(age)?;
        let customers = whole(cohorts.at_age(age).customers);
        let words = Say::RevenueWords {
            of,
            step,
            age: whole(age),
        };
        let formula = Say::RevenueFormula {
            each: Money::from_units_f64(value),
            customers,
        };
        let how =
            explain(words, formula, Say::Caveat).input(Say::OldEnoughColumn, count(customers));
        let label = Say::RevenueAt {
            of,
            step,
            age: whole(age),
        };
        Some(stat(id, label, units(Some(value)), how))
    };
    // By years the next period is a year later.
    let later = (year > 1).then_some(year);
    let left = told.left.as_ref();
    [
        retention("retention_next", 1),
        later.and_then(|year| retention("retention_year", year)),
        money(cohorts, MoneyOf::Revenue, "revenue_first_each", 0),
        money(cohorts, MoneyOf::Revenue, "revenue_year_each", year),
        left.and_then(|left| money(left, MoneyOf::GrossProfit, "gross_profit_first_each", 0)),
        left.and_then(|left| money(left, MoneyOf::GrossProfit, "gross_profit_year_each", year)),
    ]
    .into_iter()
    .flatten()
    .collect()
}
