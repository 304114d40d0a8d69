//! The columnar memory of one import.
//!
//! Imports `base`. A [`Dataset`] is sorted by (customer, day, source row) by construction; nothing
//! here can change it after it is built. Per-customer results elsewhere are arrays indexed by
//! [`CustomerIx`].
//!
//! - `schema`: the roles a column may play
//! - `intern`: text to small codes
//! - `transactions`: the table and its builder
//! - `issue`: rows set aside or flagged, counted and kept for download
//! - `view`: from when, over what span and about whom the analyses speak

mod intern;
mod issue;
mod schema;
mod transactions;
mod view;

pub use intern::{Dictionary, Interner};
pub use issue::{Flag, FlagCount, IssueLog, Reconciliation, SetAside, SetAsideReason, SetAsideRow};
pub use schema::Role;
#[cfg(test)]
pub(crate) use transactions::testing;
pub use transactions::{
    CodedColumn, CustomerIx, Dataset, DatasetBuilder, NO_CODE, RowFlags, RowRecord,
};
pub use view::{Compare, Filter, FreeGoods, GoneRule, View};
