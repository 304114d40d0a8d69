//! Bytes to a [`Dataset`](crate::dataset::Dataset) and an account of every row.
//!
//! Imports `base` and `dataset`. Never fails because of a row: a bad row is counted and kept for
//! download. Only a file that cannot be read, or a decision that is the person's, is an error.

mod recipe;

pub use recipe::{
    ColumnRecipe, DateFormat, DateOrder, Encoding, Guests, NumberFormat, OnRow, Recipe, Rules,
    SourceFormat, SourceRecipe,
};
