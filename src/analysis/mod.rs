//! One file per method; pure functions of the data, the frame and the parameters.
//!
//! Imports `base`, `numerics`, `dataset`. Nothing here knows words, charts or pages, and nothing
//! here derives serde. Definitions follow the product's contract; formulas cite their source.
//!
//! - `frame`: the resolved view (as-of day, period, what it is compared with) and its defaults
//! - `mask`: the rows a filter keeps
//! - `customers`: what every other analysis starts from, one linear pass
//! - `customers_totals`: the same from a list of customers without single purchases
//! - `customer_base`: models of when customers come again, when they stop and what a purchase is worth
//! - `lifetime_value`: plainer ways to say what customers are worth
//! - `months`: sums by calendar month
//! - `overview`: totals, their change with its uncertainty, and who came, stayed and left
//! - `value_frequency`: four groups by average occasion and frequency
//! - `rfm`: recency, frequency and money in fifths; named segments
//! - `concentration`: ABC classes, Pareto curve, Gini, Herfindahl–Hirschman
//! - `value`: what each customer will probably still bring
//! - `profit`, `profit_rows`: what customers bring once goods and costs are taken off
//! - `allocation`: sharing a sum so that the shares add up to it
//! - `triage`: whom to hold, to watch and to let go; `flip`: what would change that
//! - `steps`: what customers did in each month, quarter or year
//! - `flow`: the leaky bucket: who comes, comes back and leaves, by calendar period
//! - `cohorts`: customers by the period of their first purchase
//! - `conversion`: time to the second purchase, regulars, how long customers stay
//! - `first_purchase`: customers by what their first purchase was
//! - `visit_bands`: how often customers come, against a norm

pub mod allocation;
pub mod cohorts;
pub mod concentration;
pub mod conversion;
pub mod customer_base;
pub mod customers;
mod customers_totals;
pub mod first_purchase;
pub mod flip;
pub mod flow;
pub mod frame;
pub mod lifetime_value;
pub mod mask;
pub mod months;
pub mod overview;
pub mod profit;
mod profit_rows;
pub mod rfm;
pub mod steps;
pub mod triage;
pub mod value;
pub mod value_frequency;
pub mod visit_bands;

pub use customers::{CustomerBase, PeriodSums};
pub use frame::ViewFrame;
pub use mask::RowMask;
