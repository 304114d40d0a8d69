//! The rows a filter keeps.

use crate::dataset::{CodedColumn, Dataset, Filter, NO_CODE, Role};

/// One mark a row of a [`Dataset`]: kept or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowMask {
    kept: Vec<bool>,
}

impl RowMask {
    /// Rows that hold all filters, where several values of one column are alternatives. `None` when
    /// there is no filter. A filter on a column the data lack keeps nothing.
    pub fn from_filters(data: &Dataset, filters: &[Filter]) -> Option<Self> {
        if filters.is_empty() {
            return None;
        }
        let mut kept = vec![true; data.len()];
        // The filters of a column are taken together, at its first.
        for (at, filter) in filters.iter().enumerate() {
            let of_column = |other: &&Filter| {
                other.role == filter.role && other.column.as_deref() == filter.column.as_deref()
            };
            if filters[..at].iter().any(|other| of_column(&other)) {
                continue;
            }
            let name = filter.column.as_deref();
            let of_rows = column_of(data.coded(), filter.role, name);
            let Some(column) = of_rows.or_else(|| column_of(data.attributes(), filter.role, name))
            else {
                kept.fill(false);
                break;
            };
            let codes: Vec<u32> = filters
                .iter()
                .filter(of_column)
                .filter_map(|Filter { value, .. }| {
                    column
                        .dictionary
                        .code_of(value)
                        .or_else(|| value.is_empty().then_some(NO_CODE))
                })
                .collect();
            if of_rows.is_some() {
                for (kept, code) in kept.iter_mut().zip(&column.codes) {
                    *kept &= codes.contains(code);
                }
            } else {
                // Of a customer all rows are kept, or none.
                for customer in data.customer_ixs() {
                    if !codes.contains(&column.codes[customer.0 as usize]) {
                        kept[data.rows_of(customer)].fill(false);
                    }
                }
            }
        }
        Some(Self { kept })
    }

    /// Whether the row is kept.
    pub fn keeps(&self, row: usize) -> bool {
        self.kept.get(row).copied().unwrap_or(false)
    }

    /// Number of rows kept.
    pub fn kept_rows(&self) -> u64 {
        self.kept.iter().filter(|&&kept| kept).count() as u64
    }
}

fn column_of<'a>(
    columns: &'a [CodedColumn],
    role: Role,
    name: Option<&str>,
) -> Option<&'a CodedColumn> {
    columns
        .iter()
        .find(|column| column.role == role && name.is_none_or(|name| column.name == name))
}
