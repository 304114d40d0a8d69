//! The columnar memory of one import.
//!
//! Imports `base`. A [`Dataset`] is sorted by (customer, day, source row) by construction; nothing
//! here can change it after it is built. Per-customer results elsewhere are arrays indexed by
//! [`CustomerIx`].
//!
//! - `schema`: the roles a column may play
//! - `intern`: text to small codes; `key`: text as numbers
//! - `transactions`: the table; `totals`: what it holds when its rows are customers
//! - `costs`: what a row cost beside its amount; `payments`: when it is due and was paid
//! - `builder`: rows in file order to the sorted table; `chunks`: columns that grow in place
//! - `issue`: rows set aside or flagged, counted and kept for download
//! - `orders`: amounts of whole orders on each of their lines
//! - `handled`: alarms that were dealt with
//! - `records`: contacts, campaigns and direct costs of the customers
//! - `meaning`: what a column of a table of customers says by its name
//! - `customer_index`: customers by their ids
//! - `customer_kind`, `profile_field`: person, shop or processor; fields of a buyer's profile
//! - `matches`: how a table of customers fits the sales
//! - `view`: from when, over what span and about whom the analyses speak

mod builder;
mod chunks;
mod costs;
mod customer_index;
mod customer_kind;
mod handled;
mod intern;
mod issue;
mod key;
mod matches;
mod meaning;
mod orders;
mod payments;
mod profile_field;
mod records;
mod schema;
mod totals;
mod transactions;
mod view;

pub use builder::{DatasetBuilder, RemovedRow, RowRecord};
pub use costs::{COST_ROLES, CostColumn, HasCosts, RowCosts};
pub use customer_index::CustomerIndex;
pub use customer_kind::CustomerKind;
pub use handled::{Handled, HandledAlarms};
pub use intern::{Dictionary, Interner, NewText};
pub use issue::{
    Flag, FlagCount, IssueLog, Reconciliation, Ruling, SetAside, SetAsideReason, SetAsideRow,
};
pub use matches::{MatchCounts, MatchReport, MatchReports, UnmatchedCustomer, UnmatchedRow};
pub use meaning::Meaning;
pub use orders::RepeatedTotals;
#[cfg(test)]
pub(crate) use payments::testing as payments_testing;
pub use payments::{DAY_ROLES, DayCell, DayColumn, HasDays, RowDays};
pub use profile_field::ProfileField;
pub use records::{
    CustomerEvent, CustomerRecords, DirectCost, RecordCounts, RecordsKind, TableKind,
};
pub use schema::Role;
pub use totals::{CustomerTotals, RowTotals};
#[cfg(test)]
pub(crate) use transactions::testing;
pub use transactions::{CodedColumn, CustomerIx, Dataset, NO_CODE, RowFlags};
pub use view::{Compare, Filter, FreeGoods, GoneRule, View};
