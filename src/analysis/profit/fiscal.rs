//! P21: what the relationship with customers returned, by fiscal year.

use super::{Pool, Profits, Settings};
use crate::analysis::CustomerBase;
use crate::base::{Money, Month, Period};
use crate::dataset::Dataset;

/// Most years told, the last ones: a mistyped day would else make a hundred.
const MOST_YEARS: i32 = 10;

/// Months of a year.
const MONTHS: i32 = 12;

/// A fiscal year with rows in view.
#[derive(Clone, Debug)]
pub struct FiscalYear {
    /// Its first to its last day.
    pub period: Period,
    /// Whether more of its days lie outside the data than a shop is closed for.
    pub is_partial: bool,
    /// What its rows bring.
    pub profits: Profits,
}

/// Fiscal years beginning on the first of a month (1 to 12), oldest first; at most ten, the last
/// ones, each computed when it is asked for.
///
/// A sum typed for the period W counts at the same amount a day in every year: so years that make up
/// W share it to the ten-thousandth, and a year of which the data hold a part bears a part.
pub fn fiscal_years<'a>(
    data: &'a Dataset,
    base: &'a CustomerBase,
    settings: &'a Settings,
    begins_in: i8,
) -> impl Iterator<Item = FiscalYear> + 'a {
    let span = base.frame().span;
    let begins = i32::from(begins_in.clamp(1, 12)) - 1;
    let number = move |month: Month| (month.0 - begins).div_euclid(MONTHS);
    let (first, last) = (number(Month::of(span.from)), number(Month::of(span.to)));
    (first.max(last - MOST_YEARS + 1)..=last).filter_map(move |number| {
        let from = Month(number * MONTHS + begins);
        let period = Period {
            from: from.first_day(),
            to: Month(from.0 + MONTHS - 1).last_day(),
        };
        let is_partial = base.frame().lacks_days(period);
        let seen = if is_partial {
            Period {
                from: period.from.max(span.from),
                to: period.to.min(span.to),
            }
        } else {
            period
        };
        let mut of_year = settings.clone();
        for pool in of_year.pools.iter_mut().flatten() {
            *pool = part_of(*pool, base.frame().period, seen);
        }
        let profits = Profits::of_period(data, base, period, of_year);
        (!profits.customers.is_empty()).then_some(FiscalYear {
            period,
            is_partial,
            profits,
        })
    })
}

/// What of a sum of `whole` falls on the days of `part`, at the same amount a day.
fn part_of(pool: Pool, whole: Period, part: Period) -> Pool {
    let length = i128::from(whole.length_days());
    let until = |days: i32| (i128::from(pool.money.0) * i128::from(days)).div_euclid(length);
    let (from, to) = (part.from.since(whole.from), part.to.since(whole.from) + 1);
    Pool {
        money: Money::from_sum(until(to) - until(from)),
        ..pool
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::{Sale, data, money, pool};
    use super::super::{Driver, Line, Statement};
    use super::*;
    use crate::analysis::ViewFrame;
    use crate::base::Day;
    use crate::dataset::{HasCosts, View};

    fn day(text: &str) -> i32 {
        Day::from_iso(text).unwrap().0
    }

    fn base(data: &Dataset, period: Option<Period>) -> CustomerBase {
        let (first, last) = data.first_and_last_day().unwrap();
        let everything = Period {
            from: first,
            to: last,
        };
        let view = View {
            period: Some(period.unwrap_or(everything)),
            ..View::default()
        };
        CustomerBase::build(data, &ViewFrame::resolve(&view, first, last), None)
    }

    fn years(data: &Dataset, settings: &Settings, begins: i8) -> Vec<(String, bool, Statement)> {
        let base = base(data, None);
        fiscal_years(data, &base, settings, begins)
            .map(|year| {
                let name = year.period.to_string();
                (name, year.is_partial, year.profits.total())
            })
            .collect()
    }

    const HAS: HasCosts = [true, true, false];

    /// One dealer: 100 at cost 60 and delivery 5 on the last day of June, 200 at cost 110 the day
    /// after, 50 at cost 20 a year and a half later.
    fn rows<'a>() -> Vec<Sale<'a>> {
        let sale = |day: &str, order, amount, cost, delivery| {
            let costs = [Some(cost), Some(delivery), None];
            ("A", self::day(day), order, 1.0, amount, costs)
        };
        vec![
            sale("2022-06-30", "1", 100.0, 60.0, 5.0),
            sale("2022-07-01", "2", 200.0, 110.0, 4.0),
            sale("2023-12-31", "3", 50.0, 20.0, 3.0),
        ]
    }

    #[test]
    fn a_year_begins_where_the_person_says() {
        let data = data(&rows(), HAS);
        let told = |begins| -> Vec<(String, bool, Money)> {
            let years = years(&data, &Settings::default(), begins).into_iter();
            years
                .map(|(name, is_partial, of)| (name, is_partial, of.profit().unwrap()))
                .collect()
        };
        let year =
            |period: &str, is_partial, profit| (period.to_owned(), is_partial, money(profit));
        assert_eq!(
            told(1),
            [
                year("2022-01-01..2022-12-31", true, 35.0 + 86.0),
                year("2023-01-01..2023-12-31", false, 27.0),
            ]
        );
        assert_eq!(
            told(7),
            [
                year("2021-07-01..2022-06-30", true, 35.0),
                year("2022-07-01..2023-06-30", false, 86.0),
                year("2023-07-01..2024-06-30", true, 27.0),
            ]
        );
    }

    #[test]
    fn a_year_without_rows_is_not_told() {
        let mut sales = rows();
        sales.push(("A", day("2026-03-01"), "4", 1.0, 10.0, [None; 3]));
        let told = years(&data(&sales, HAS), &Settings::default(), 1);
        let names: Vec<&str> = told.iter().map(|(name, ..)| &name[..4]).collect();
        assert_eq!(names, ["2022", "2023", "2026"]);
    }

    #[test]
    fn a_sum_counts_at_the_same_amount_a_day() {
        let data = data(&rows(), HAS);
        let mut settings = Settings::default();
        pool(&mut settings, Line::Salaries, 365.0, Driver::Customers);
        let of_2023 = Period::year(2023);
        let base = base(&data, of_2023);
        let salaries = |year: FiscalYear| year.profits.total().costs[Line::Salaries as usize];
        let found: Vec<_> = fiscal_years(&data, &base, &settings, 1)
            .map(salaries)
            .collect();
        // The data hold 185 days of 2022.
        assert_eq!(found, [Some(money(185.0)), Some(money(365.0))]);
    }

    proptest! {
        #[test]
        fn years_add_up_to_everything(
            drawn in prop::collection::vec(
                (0_u8..4, 18_600_i32..20_000, 1_i64..90_000, 0_i64..50_000),
                1..60,
            ),
            begins in 1_i8..=12,
            sum in 0_i64..1_000_000_000,
        ) {
            let sales: Vec<Sale<'_>> = drawn
                .iter()
                .map(|&(customer, day, cents, cost)| {
                    let id = ["A", "B", "C", "D"][usize::from(customer)];
                    let units = |cents: i64| cents as f64 / 100.0;
                    let costs = [Some(units(cost)), Some(units(cost / 3)), None];
                    (id, day, "1", 1.0, units(cents), costs)
                })
                .collect();
            let data = data(&sales, HAS);
            let mut settings = Settings::default();
            pool(&mut settings, Line::Other, sum as f64 / 10_000.0, Driver::Sales);
            let years = years(&data, &settings, begins);
            let all = Profits::of(&data, &base(&data, None), settings).total();
            let added = |of: &dyn Fn(&Statement) -> Money| -> Money {
                years.iter().map(|(.., statement)| of(statement)).sum()
            };
            prop_assert_eq!(added(&|of| of.sales), all.sales);
            prop_assert_eq!(added(&|of| of.gross_profit.unwrap()), all.gross_profit.unwrap());
            let delivery = |of: &Statement| of.costs[Line::Delivery as usize].unwrap();
            prop_assert_eq!(added(&delivery), delivery(&all));
            let visits: u64 = years.iter().map(|(.., of)| of.occasions).sum();
            prop_assert_eq!(visits, all.occasions);
            // Years that are whole but for days the shop was closed bear the sum of all their days,
            // and one without a row bears none.
            let base = base(&data, None);
            let span = base.frame().span;
            let is_exact = |(name, is_partial, _): &(String, bool, Statement)| {
                let period = Period::from_iso(name).unwrap();
                *is_partial || period.from >= span.from && period.to <= span.to
            };
            let follow = years.windows(2).all(|pair| {
                let [before, after] = [0, 1].map(|at| Period::from_iso(&pair[at].0).unwrap());
                before.to.plus(1) == after.from
            });
            if follow && years.iter().all(is_exact) {
                let other = |of: &Statement| of.costs[Line::Other as usize].unwrap();
                prop_assert_eq!(added(&other), other(&all));
            }
        }
    }
}
