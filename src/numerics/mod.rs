//! Mathematics on plain numbers; knows no customer.
//!
//! Imports no other room.
//!
//! - `quantile`: medians and quantiles of type 7 without sorting everything
//! - `resample`: bootstrap over groups
//! - `rng`: the only source of randomness, seeded by the caller

pub mod quantile;
pub mod resample;
pub mod rng;
