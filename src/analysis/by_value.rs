//! Months of the parts of a shop: of each value of a column.

use super::CustomerBase;
use super::months::MonthSums;
use crate::base::{Day, Money, Month, order};
use crate::dataset::{CodedColumn, CustomerIx, Dataset, NO_CODE};

/// A column by which the shop is divided.
#[derive(Clone, Copy, Debug)]
pub struct Division<'a> {
    /// The column.
    pub column: &'a CodedColumn,
    /// Whether it says something of customers, and not of rows.
    pub of_customers: bool,
}

impl Division<'_> {
    fn code(&self, customer: CustomerIx, row: usize) -> u32 {
        let place = if self.of_customers {
            customer.0 as usize
        } else {
            row
        };
        self.column.codes.get(place).copied().unwrap_or(NO_CODE)
    }
}

/// One value of the column.
#[derive(Clone, Debug, PartialEq)]
pub struct OfValue {
    /// Its code.
    pub code: u32,
    /// Net money of all its rows in view.
    pub revenue: Money,
    /// Every calendar month in view, as [`CustomerBase::months`] has them. An occasion is a day on
    /// which a customer bought something of the value.
    pub months: Vec<MonthSums>,
    /// Pieces by month, of a file that has a quantity.
    pub quantities: Vec<f64>,
}

/// The values with the most money, at most so many, by their months. Rows without a value belong to
/// none.
pub fn months_by_value(
    data: &Dataset,
    base: &CustomerBase,
    division: Division<'_>,
    most: usize,
) -> Vec<OfValue> {
    let mut revenue = vec![0_i128; division.column.dictionary.len()];
    for customer in base.present_ixs() {
        for row in base.rows_of(data, customer) {
            if let Some(sum) = revenue.get_mut(division.code(customer, row) as usize) {
                *sum += i128::from(data.amounts()[row].0);
            }
        }
    }
    let mut largest = order::sorted(revenue.len(), &|one, other| {
        revenue[other].cmp(&revenue[one])
    });
    largest.retain(|&code| revenue[code as usize] > 0);
    largest.truncate(most);
    let mut slots = vec![NO_CODE; revenue.len()];
    for (slot, &code) in (0_u32..).zip(&largest) {
        slots[code as usize] = slot;
    }
    let first = base.months().first().map_or(0, |sums| sums.month.0);
    let nothing = || {
        let empty = |sums: &MonthSums| MonthSums {
            month: sums.month,
            revenue: Money::ZERO,
            occasions: 0,
            buyers: 0,
        };
        base.months().iter().map(empty).collect::<Vec<_>>()
    };
    let mut found: Vec<OfValue> = largest
        .iter()
        .map(|&code| OfValue {
            code,
            revenue: Money::from_sum(revenue[code as usize]),
            months: nothing(),
            quantities: vec![0.0; base.months().len()],
        })
        .collect();
    // Of each value the last day of the customer at hand that was counted.
    let mut counted: Vec<Option<(CustomerIx, Day)>> = vec![None; found.len()];
    for customer in base.present_ixs() {
        for row in base.rows_of(data, customer) {
            let code = division.code(customer, row) as usize;
            let slot = slots.get(code).copied().unwrap_or(NO_CODE) as usize;
            let (Some(value), Some(last)) = (found.get_mut(slot), counted.get_mut(slot)) else {
                continue;
            };
            let day = data.days()[row];
            let month = Month::of(day);
            let at = usize::try_from(month.0 - first).unwrap_or(usize::MAX);
            let (Some(sums), Some(quantity)) =
                (value.months.get_mut(at), value.quantities.get_mut(at))
            else {
                continue;
            };
            let amount = data.amounts()[row];
            sums.revenue += amount;
            if let Some(quantities) = data.quantities() {
                *quantity += quantities[row].to_units_f64();
            }
            if amount > Money::ZERO && *last != Some((customer, day)) {
                let of_month =
                    last.is_some_and(|(who, day)| who == customer && Month::of(day) == month);
                sums.occasions += 1;
                sums.buyers += u64::from(!of_month);
                *last = Some((customer, day));
            }
        }
    }
    found
}

/// Customers with a row of this value in view, in index order.
pub fn customers_with(
    data: &Dataset,
    base: &CustomerBase,
    division: Division<'_>,
    code: u32,
) -> Vec<CustomerIx> {
    base.present_ixs()
        .filter(|&customer| {
            base.rows_of(data, customer)
                .any(|row| division.code(customer, row) == code)
        })
        .collect()
}
