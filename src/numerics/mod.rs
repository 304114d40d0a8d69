//! Mathematics on plain numbers; knows no customer.
//!
//! Imports no other room.
//!
//! - `draws`: normal and gamma numbers out of the seeded generator
//! - `holt_winters`: exponential smoothing with trend and season
//! - `hypergeometric`: the series of Gauss
//! - `optimise`: the lowest point of a smooth function in a box
//! - `proportion`: shares of counts with their uncertainty
//! - `quadrature`: integrals by weighted points
//! - `quantile`: medians and quantiles of type 7 without sorting everything
//! - `ratio`: ratios of sums with their uncertainty
//! - `resample`: bootstrap over groups
//! - `rng`: the only source of randomness, seeded by the caller
//! - `small_matrix`: four by four, which is as large as a model here gets
//! - `special`: gamma, beta and their relatives
//! - `survival`: time until something happens, where some still wait
//! - `steady_sum`: a sum in which the order of the parts does not matter
//! - `stl`: season, trend and rest of a series

pub mod draws;
pub mod holt_winters;
pub mod hypergeometric;
pub mod optimise;
pub mod proportion;
pub mod quadrature;
pub mod quantile;
pub mod ratio;
pub mod resample;
pub mod rng;
pub mod small_matrix;
pub mod special;
pub mod steady_sum;
pub mod stl;
pub mod survival;
