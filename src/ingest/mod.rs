//! Bytes to a [`Dataset`](crate::dataset::Dataset) and an account of every row.
//!
//! Imports `base`, `dataset` and `i18n`. Never fails because of a row: a bad row is counted and
//! kept for download. Only a file that cannot be read is an error; a decision that is the
//! person's is a [`Question`].
//!
//! - `recipe`: everything decided about reading a file
//! - `report`: what a reading says about the file
//! - `reader`: the door: head, bytes, outcome

mod error;
mod reader;
mod recipe;
mod report;

pub use error::IngestError;
pub use reader::{HEAD_BYTES, Reader, RecipeChoice, read_all};
pub use recipe::{
    ColumnRecipe, DateFormat, DateOrder, Encoding, Guests, NumberFormat, OnRow, Recipe, Rules,
    SourceFormat, SourceRecipe,
};
pub use report::{
    ColumnEvidence, Evidence, EvidenceAbout, Import, IssueGroup, Outcome, PreviewParts, PreviewRow,
    Question,
};
