//! Bytes to a [`Dataset`](crate::dataset::Dataset) and an account of every row.
//!
//! Imports `base`, `dataset` and `i18n`. Never fails because of a row: a bad row is counted and
//! kept for download. Only a file that cannot be read is an error; a decision that is the
//! person's is a [`Question`].
//!
//! From the door inwards:
//!
//! - `reader`: head, bytes, outcome; `report`: what it says; `recipe`: everything decided
//! - `source`: where the bytes come from
//! - `container`, `archive`, `workbook`: files within files, and sheets
//! - `magic`, `encoding`, `dialect`: what the bytes are and how they are cut
//! - `profile`, `roles`, `role_words`, `mapping`: what the columns look like and mean
//! - `plan`: which formats are settled, and what the whole file says about the others
//! - `split`, `words8`: bytes to records
//! - `number`, `currency`, `date`, `customer`, `money`, `text`: cells to values
//! - `pass`, `ledger`, `scraps`, `span`: records to rows and to rows set aside
//! - `outcome`, `describe`, `questions`: the account, in words
//! - `error`: files that cannot be read

#[cfg_attr(
    not(test),
    expect(
        dead_code,
        reason = "not read from yet; the reader opens files through it next"
    )
)]
mod archive;
#[cfg_attr(
    not(test),
    expect(
        dead_code,
        reason = "not read from yet; the reader opens files through it next"
    )
)]
mod container;
mod currency;
mod customer;
mod date;
mod describe;
mod dialect;
mod encoding;
mod error;
mod ledger;
mod magic;
mod mapping;
mod money;
mod number;
mod outcome;
mod pass;
mod plan;
mod profile;
mod questions;
mod reader;
mod recipe;
mod report;
mod role_words;
mod roles;
mod scraps;
mod source;
mod span;
mod split;
mod text;
mod words8;
#[cfg_attr(
    not(test),
    expect(
        dead_code,
        reason = "not read from yet; the reader opens files through it next"
    )
)]
mod workbook;

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
pub use source::{MemorySource, Source};
