//! One file per method; pure functions of the data, the frame and the parameters.
//!
//! Imports `base`, `numerics`, `dataset`. Nothing here knows words, charts or pages, and nothing
//! here derives serde. Definitions follow the product's contract; formulas cite their source.
//!
//! - `frame`: the resolved view (as-of day, period, what it is compared with) and its defaults
//! - `mask`: the rows a filter keeps
//! - `customers`: what every other analysis starts from, one linear pass

pub mod customers;
pub mod frame;
pub mod mask;

pub use customers::{CustomerBase, PeriodSums};
pub use frame::ViewFrame;
pub use mask::RowMask;
