//! Words every room speaks: days, periods, money; and the order lists stand in.
//!
//! Imports no other room. Values here are plain numbers with a name and a unit; they derive serde
//! because they are arguments of messages and cells of panels.
//!
//! - `day`: civil days as one integer
//! - `period`: spans of days and calendar months
//! - `calendar`: months, quarters and years as steps
//! - `money`: exact money and quantities
//! - `pieces`: long work that can be left and gone on with
//! - `sorted`: small maps and sets as sorted lists
//! - `order`: lists in order, without a program for each kind of list

mod calendar;
mod day;
mod money;
pub mod order;
mod period;
pub mod pieces;
mod sorted;

pub use calendar::{CalendarPeriod, CalendarStep};
pub use day::{Civil, Day};
pub use money::{Currency, Money, Quantity};
pub use period::{Month, Period};
pub use sorted::{SortedMap, SortedSet};
