//! Words every room speaks: days, periods, money.
//!
//! Imports no other room. Values here are plain numbers with a name and a unit; they derive serde
//! because they are arguments of messages and cells of panels.
//!
//! - `day`: civil days as one integer
//! - `period`: spans of days and calendar months
//! - `money`: exact money and quantities

mod day;
mod money;
mod period;

pub use day::{Civil, Day};
pub use money::{Currency, Money, Quantity};
pub use period::{Month, Period};
