//! A chart's description to a picture and its hit map.
//!
//! Imports `base` and `i18n`; the only room that knows plotters. Pure: the same bytes natively, in
//! the worker and in the page.
//!
//! - `spec`: what is drawn, as plain data

pub mod spec;

pub use spec::ChartSpec;
