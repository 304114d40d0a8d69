//! P71 and P44: what is sold, to how many, what it leaves and how much of it comes back, in the
//! period W.

use super::CustomerBase;
use super::profit::{GOODS, RowGross};
use super::profit::{GrossFrom, Profits};
use crate::base::{Money, order};
use crate::dataset::{CodedColumn, CustomerIx, Dataset, Role, RowFlags};

/// One product or category, or all rows that name none.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct GoodsSums {
    /// Its code in the column; `None` for rows without one.
    pub code: Option<u32>,
    /// Customers with a row of it.
    pub customers: u64,
    /// Rows.
    pub rows: u64,
    /// Net sales.
    pub sales: Money,
    /// Money given back for it, above zero; net sales and this are what was sold.
    pub returned: Money,
    /// What is left of these once the goods are paid, where that is known.
    pub gross: Option<Money>,
}

impl GoodsSums {
    /// Part of what was sold that came back, by money.
    pub fn return_rate(&self) -> Option<f64> {
        self.returned.share_of(self.sales + self.returned)
    }
}

/// The column that says what was sold: the wanted one, else categories, else products.
pub fn column(data: &Dataset, wanted: Option<Role>) -> Option<&CodedColumn> {
    let wanted = wanted.filter(|role| GOODS.contains(role));
    let others = GOODS.into_iter().rev();
    let mut roles = wanted.into_iter().chain(others);
    roles.find_map(|role| data.coded_by_role(role))
}

/// Sums by what was sold, to everybody or to one customer: most sales first, equals by name, rows
/// that name nothing last. What a row leaves follows the rules of [`Profits`], so that the sums
/// are those of the statement but for the rounding of margins.
pub fn sums(
    data: &Dataset,
    base: &CustomerBase,
    profits: &Profits,
    column: &CodedColumn,
    only: Option<CustomerIx>,
) -> Vec<GoodsSums> {
    let known = RowGross::of(data, &profits.settings);
    let margin = match profits.gross_from {
        GrossFrom::Costs { margin, .. } => margin,
        GrossFrom::Margin(margin) => Some(margin),
        GrossFrom::Nothing => None,
    };
    let period = base.frame().period;
    // One more place for rows that name nothing.
    let places = column.dictionary.len() + 1;
    let mut found = vec![GoodsSums::default(); places];
    let mut unknown = vec![0_i128; places];
    let mut gross = vec![0_i128; places];
    let mut last = vec![None; places];
    let customers: Vec<CustomerIx> = match only {
        Some(customer) => vec![customer],
        None => base.present_ixs().collect(),
    };
    for customer in customers {
        for row in base.rows_of(data, customer) {
            if !period.contains(data.days()[row]) {
                continue;
            }
            let place = (column.codes[row] as usize).min(places - 1);
            let sums = &mut found[place];
            let amount = data.amounts()[row];
            sums.rows += 1;
            sums.sales += amount;
            if data.flags()[row].has(RowFlags::REFUND) {
                sums.returned += -amount.min(Money::ZERO);
            }
            if last[place].replace(customer) != Some(customer) {
                sums.customers += 1;
            }
            match known.as_ref().and_then(|known| known.at(row)) {
                Some(left) => gross[place] += i128::from(left.0),
                None => unknown[place] += i128::from(amount.0),
            }
        }
    }
    for (place, sums) in found.iter_mut().enumerate() {
        sums.code = (place + 1 < places).then_some(place as u32);
        let of_known = Money::from_sum(gross[place]);
        let rest = Money::from_sum(unknown[place]);
        sums.gross = profits.gross.as_ref().map(|_| {
            let at = |margin| Money::from_units_f64(rest.to_units_f64() * margin);
            of_known + margin.map_or(Money::ZERO, at)
        });
    }
    found.retain(|sums| sums.rows > 0);
    order::sort_by(&mut found, |a, b| {
        let by_sales = b.sales.cmp(&a.sales);
        let nameless = a.code.is_none().cmp(&b.code.is_none());
        let name = |sums: &GoodsSums| sums.code.map(|code| column.dictionary.get(code));
        nameless.then(by_sales).then_with(|| name(a).cmp(&name(b)))
    });
    found
}

/// Customers with a row of this code in the period, in index order.
pub fn buyers(
    data: &Dataset,
    base: &CustomerBase,
    column: &CodedColumn,
    code: u32,
) -> Vec<CustomerIx> {
    let period = base.frame().period;
    let has = |&customer: &CustomerIx| {
        let mut rows = base.rows_of(data, customer);
        rows.any(|row| column.codes[row] == code && period.contains(data.days()[row]))
    };
    base.present_ixs().filter(has).collect()
}
