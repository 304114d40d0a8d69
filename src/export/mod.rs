//! Results that leave as files the person asked for, and the raw form of values.
//!
//! Imports `base`, `dataset`, `i18n`, `chart` and the panel vocabulary. Pure.
//!
//! - `raw`: one value for other programs
//! - `text`: one value for people
//! - `json`: panels and accounts for other programs
//! - `csv_file`: rows of cells to a file, guarded against formulas
//! - `customers_csv`, `set_aside_csv`, `table_csv`, `unmatched_csv`: what the files hold

mod csv_file;
mod json;
mod raw;
mod text;

pub mod customers_csv;
pub mod set_aside_csv;
pub mod table_csv;
pub mod unmatched_csv;

pub use csv_file::Mark;
pub use json::{Json, panel_json, reconciliation_json};
pub use raw::raw_value;
pub use text::{is_numeric, value_text};
