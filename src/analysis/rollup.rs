//! P60 and P65: any figure by household, type, channel: by any column of the sales or of the table
//! of customers, in the period W.

use super::CustomerBase;
use super::profit::Profits;
use super::value::Valued;
use crate::base::{Money, order};
use crate::dataset::{CodedColumn, CustomerIx, Dataset, Role};

/// A column customers or their rows are gathered by.
#[derive(Clone, Copy, Debug)]
pub enum By<'a> {
    /// A column of the table of customers: every customer is in one group.
    Customers(&'a CodedColumn),
    /// A column of the sales: every row is in one group, a customer perhaps in several.
    Rows(&'a CodedColumn),
}

impl<'a> By<'a> {
    /// Every column there is, those of the table of customers first.
    pub fn all(data: &'a Dataset) -> impl Iterator<Item = Self> {
        let of_customers = data.attributes().iter().map(By::Customers);
        // Orders are as many as visits.
        let rows = data.coded().iter().filter(|of| of.role != Role::Order);
        of_customers.chain(rows.map(By::Rows))
    }

    /// The column.
    pub fn column(self) -> &'a CodedColumn {
        match self {
            Self::Customers(column) | Self::Rows(column) => column,
        }
    }

    /// The stable id.
    pub fn id(self) -> String {
        match self {
            Self::Customers(column) => format!("customers:{}", column.name),
            Self::Rows(column) => format!("sales:{}", column.name),
        }
    }
}

/// One group.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct GroupSums {
    /// Its code in the column; `None` for those without one.
    pub code: Option<u32>,
    /// Customers with a row in the period.
    pub customers: u64,
    /// Net sales of the period.
    pub revenue: Money,
    /// What is left of these on the basis of [`Profits`]; of customers only.
    pub result: Option<Money>,
    /// Their expected value, in currency units; of customers only, where it is computed.
    pub clv: Option<f64>,
}

/// The groups with a row in the period: most revenue first, equals by name, those without a value
/// last.
pub fn groups(
    data: &Dataset,
    base: &CustomerBase,
    by: By<'_>,
    profits: &Profits,
    valued: Option<&Valued>,
) -> Vec<GroupSums> {
    let column = by.column();
    let places = column.dictionary.len() + 1;
    let place = |code: u32| (code as usize).min(places - 1);
    let mut found = vec![GroupSums::default(); places];
    let mut values: Vec<(usize, f64)> = Vec::new();
    match by {
        By::Customers(_) => {
            for (at, &customer) in profits.customers.iter().enumerate() {
                let place = place(column.codes[customer.0 as usize]);
                let group = &mut found[place];
                group.customers += 1;
                group.revenue += profits.sales[at];
                *group.result.get_or_insert(Money::ZERO) += profits.result(at);
                let clv = valued.and_then(|valued| valued.value(customer).clv);
                values.extend(clv.map(|clv| (place, clv)));
            }
            // The same sums whatever the order of the customers.
            order::sort_by(&mut values, |a, b| a.1.total_cmp(&b.1));
            for (place, clv) in values {
                *found[place].clv.get_or_insert(0.0) += clv;
            }
        }
        By::Rows(_) => {
            let period = base.frame().period;
            let mut last = vec![None; places];
            for &customer in &profits.customers {
                for row in base.rows_of(data, customer) {
                    if !period.contains(data.days()[row]) {
                        continue;
                    }
                    let place = place(column.codes[row]);
                    let group = &mut found[place];
                    group.revenue += data.amounts()[row];
                    group.customers += u64::from(last[place].replace(customer) != Some(customer));
                }
            }
        }
    }
    for (place, group) in found.iter_mut().enumerate() {
        group.code = (place + 1 < places).then_some(place as u32);
    }
    found.retain(|group| group.customers > 0);
    let name = |group: &GroupSums| group.code.map(|code| column.dictionary.get(code));
    order::sort_by(&mut found, |a, b| {
        let nameless = a.code.is_none().cmp(&b.code.is_none());
        let larger = nameless.then(b.revenue.cmp(&a.revenue));
        larger.then_with(|| name(a).cmp(&name(b)))
    });
    found
}

/// The customers of a group with a row in the period, in index order.
pub fn members(
    data: &Dataset,
    base: &CustomerBase,
    by: By<'_>,
    code: u32,
    profits: &Profits,
) -> Vec<CustomerIx> {
    let column = by.column();
    let period = base.frame().period;
    let belongs = |&customer: &CustomerIx| match by {
        By::Customers(_) => column.codes[customer.0 as usize] == code,
        By::Rows(_) => {
            let mut rows = base.rows_of(data, customer);
            rows.any(|row| column.codes[row] == code && period.contains(data.days()[row]))
        }
    };
    let customers = profits.customers.iter().copied();
    customers.filter(belongs).collect()
}
