//! Customers by what their first purchase was: its channel, its product, its store.

use super::CustomerBase;
use crate::base::order;
use crate::dataset::{CodedColumn, CustomerIx, Dataset, NO_CODE, Role};

/// Values followed by name; the others are taken together.
pub const MOST_VALUES: usize = 6;

/// A customer without a value.
pub const NO_VALUE: u32 = u32::MAX;

/// A column customers can be grouped by.
#[derive(Clone, Copy, Debug)]
pub struct FirstColumn<'a> {
    /// The column.
    pub column: &'a CodedColumn,
    /// Whether it says something of the customer, not of a row.
    pub of_customer: bool,
}

impl FirstColumn<'_> {
    /// The stable id: the role, with the header where a role may stand for several columns.
    pub fn id(&self) -> String {
        if self.of_customer {
            format!("attribute:{}", self.column.name)
        } else if self.column.role == Role::Dimension {
            format!("dimension:{}", self.column.name)
        } else {
            self.column.role.id().to_owned()
        }
    }
}

/// One value of the column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstValue {
    /// The text, `None` for all others taken together.
    pub text: Option<String>,
    /// Customers.
    pub customers: u64,
}

/// Customers by the value of their first purchase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstPurchases {
    /// The values, most customers first, the others last.
    pub values: Vec<FirstValue>,
    /// By [`CustomerIx`]: place among the values, or [`NO_VALUE`].
    pub of_customer: Vec<u32>,
}

/// The columns that divide customers: at least two values, and not nearly one a customer.
pub fn columns(data: &Dataset) -> Vec<FirstColumn<'_>> {
    let divides = |column: &&CodedColumn| {
        let values = column.dictionary.len();
        !matches!(column.role, Role::Order | Role::Status)
            && values >= 2
            && 2 * values <= data.customers().max(column.codes.len() / 4)
    };
    let of_rows = data.coded().iter().map(|column| (column, false));
    let of_customers = data.attributes().iter().map(|column| (column, true));
    of_rows
        .chain(of_customers)
        .filter(|(column, _)| divides(column))
        .map(|(column, of_customer)| FirstColumn {
            column,
            of_customer,
        })
        .collect()
}

/// The column with this id.
pub fn column<'a>(data: &'a Dataset, id: &str) -> Option<FirstColumn<'a>> {
    columns(data).into_iter().find(|column| column.id() == id)
}

impl FirstPurchases {
    /// Divides the buyers. Of several rows on the day of the first purchase the one with the most
    /// money counts, of equal ones the first.
    pub fn of(data: &Dataset, base: &CustomerBase, by: FirstColumn<'_>) -> Self {
        let codes = &by.column.codes;
        let code_of = |customer: CustomerIx| {
            if by.of_customer {
                return codes[customer.0 as usize];
            }
            let first = base.first_day(customer);
            let rows = base
                .rows_of(data, customer)
                .skip_while(|&row| Some(data.days()[row]) < first)
                .take_while(|&row| Some(data.days()[row]) == first);
            let mut best = None;
            for row in rows {
                let amount = data.amounts()[row];
                if best.is_none_or(|(most, _)| amount > most) {
                    best = Some((amount, codes[row]));
                }
            }
            best.map_or(NO_CODE, |(_, code)| code)
        };
        let mut counts = vec![0_u64; by.column.dictionary.len()];
        let mut of_customer = vec![NO_VALUE; base.len()];
        for customer in base.buyer_ixs() {
            let code = code_of(customer);
            if let Some(count) = counts.get_mut(code as usize) {
                *count += 1;
                of_customer[customer.0 as usize] = code;
            }
        }
        let mut ranked: Vec<u32> = (0_u32..)
            .zip(&counts)
            .filter(|&(_, &count)| count > 0)
            .map(|(code, _)| code)
            .collect();
        order::sort_by(&mut ranked, |&a: &u32, &b| {
            let by_count = counts[b as usize].cmp(&counts[a as usize]);
            by_count.then_with(|| by.column.dictionary.get(a).cmp(by.column.dictionary.get(b)))
        });
        // One left over is named as well: "others" would say less and take the same room.
        let named = if ranked.len() <= MOST_VALUES + 1 {
            ranked.len()
        } else {
            MOST_VALUES
        };
        let mut place = vec![NO_VALUE; counts.len()];
        let mut values: Vec<FirstValue> = Vec::with_capacity(named + 1);
        for &code in &ranked {
            let customers = counts[code as usize];
            if values.len() < named {
                place[code as usize] = values.len() as u32;
                let text = by.column.dictionary.get(code).to_owned();
                values.push(FirstValue {
                    text: Some(text),
                    customers,
                });
                continue;
            }
            if values.len() == named {
                values.push(FirstValue {
                    text: None,
                    customers: 0,
                });
            }
            place[code as usize] = named as u32;
            values[named].customers += customers;
        }
        for value in &mut of_customer {
            *value = place.get(*value as usize).copied().unwrap_or(NO_VALUE);
        }
        Self {
            values,
            of_customer,
        }
    }

    /// Customers of one value, in index order.
    pub fn members(&self, base: &CustomerBase, value: usize) -> Vec<CustomerIx> {
        base.buyer_ixs()
            .filter(|customer| self.of_customer[customer.0 as usize] as usize == value)
            .collect()
    }
}
