//! Results that leave as files the person asked for, and the raw form of values.
//!
//! Imports `base`, `i18n`, `chart` and the panel vocabulary. Pure.
//!
//! - `raw`: one value for other programs

mod raw;

pub use raw::raw_value;
