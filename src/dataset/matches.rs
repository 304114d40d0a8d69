use serde::{Deserialize, Serialize};

use crate::base::Money;

/// How the rows of a table of customers fit the customers of the sales.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchCounts {
    /// Name of the file or sheet.
    pub name: String,
    /// Records after the header, blank ones left out.
    pub rows_read: u64,
    /// Customers of the sales with a row.
    pub matched: u64,
    /// Customers of the sales without one.
    pub customers_without_row: u64,
    /// Their money.
    pub amount_without_row: Money,
    /// Rows whose id is no customer of the sales.
    pub rows_without_customer: u64,
    /// Rows whose id stands in a row before; the first is joined.
    pub repeated_ids: u64,
    /// Rows without an id.
    pub rows_without_id: u64,
    /// Customers without a row whose id is written otherwise there.
    pub id_variants: u64,
}

/// What of a table of customers and of the sales does not fit each other.
#[derive(Clone, Debug, Default)]
pub struct MatchReport {
    /// Header of the table.
    pub header: Vec<String>,
    /// A value of each column.
    pub examples: Vec<String>,
    /// Rows that belong to no customer, in the order of the table.
    pub rows: Vec<UnmatchedRow>,
    /// Customers without a row, in index order.
    pub customers: Vec<UnmatchedCustomer>,
}

/// What of every further table does not fit the sales.
#[derive(Clone, Debug, Default)]
pub struct MatchReports {
    /// Of the table of customers, when one was joined.
    pub customers: Option<MatchReport>,
    /// Of the tables of contacts, campaigns and costs, in their order.
    pub records: Vec<MatchReport>,
}

/// A row of the table that is not joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnmatchedRow {
    /// Line of the table.
    pub line: u32,
    /// Stable id of the reason: `rows_without_customer`, `repeated_ids`, `rows_without_id`,
    /// `rows_without_day`, `rows_without_amount`.
    pub reason: &'static str,
    /// Its cells.
    pub cells: Vec<String>,
}

/// A customer of the sales that the table does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnmatchedCustomer {
    /// Its id.
    pub customer: String,
    /// Rows of the sales.
    pub rows: u64,
    /// Their money.
    pub amount: Money,
}
