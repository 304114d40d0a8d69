//! Bytes to a [`Dataset`](crate::dataset::Dataset) and an account of every row.
//!
//! Imports `base`, `dataset` and `i18n`. Never fails because of a row: a bad row is counted and
//! kept for download. Only a file that cannot be read is an error; a decision that is the
//! person's is a [`Question`].
//!
//! From the door inwards:
//!
//! - `document`: files that were opened; `reader`: head, bytes, outcome; `report`: what it says;
//!   `recipe`: everything decided; `rules`: of it, what happens to odd rows
//! - `source`: where the bytes come from; `pasted`: a table on the clipboard
//! - `container`, `archive`, `workbook`: files within files, and sheets; `sheets`: which to read
//! - `magic`, `encoding`, `dialect`, `header`: what the bytes are, how they are cut, what names the
//!   columns
//! - `profile`, `roles`, `role_words`, `role_words_more`, `totals_words`, `header_facets`,
//!   `sum_parts`, `mapping`: what the columns look like and mean
//! - `chosen`: the recipe a reading begins with; `carry`: a stored recipe for a file whose columns have changed
//! - `plan`: which formats are settled, and what the whole file says about the others
//! - `raw_record`, `cutter`, `split`, `words8`: bytes to records; `unfold`: a wide table's cells to records;
//!   `month_headers`: its months, and what stands among them;
//!   `totals`: a list of customers, one record a customer; `reshape`: which of them it is
//! - `number`, `currency`, `currencies`, `date`, `customer`, `money`, `text`: cells to values
//! - `second_table`: a table of customers beside the sales; `join`: its rows to their customers
//! - `tables`: which of several files holds what; `records`: contacts, campaigns and direct costs beside the sales
//! - `row_days`: when rows are due and were paid
//! - `return_words`: cells that say that something came back
//! - `status`: orders that did not come about
//! - `identity`: ids and names that look like one customer's
//! - `pass`, `odd`, `layout`, `ledger`, `tally`, `scraps`, `span`: records to rows and to rows set aside
//! - `fuzzing`: the readers as functions of any bytes, for tests only
//! - `outcome`, `problems`, `describe`, `questions`: the account, in words
//!
//! A file that cannot be read is a [`Refusal`](crate::i18n::refusal::Refusal), which says why and
//! what to do; here it is called [`IngestError`].

mod archive;
mod carry;
mod chosen;
mod container;
mod currencies;
mod currency;
mod customer;
mod cutter;
mod date;
mod describe;
mod dialect;
mod document;
mod encoding;
#[cfg(any(test, fuzzing))]
pub mod fuzzing;
mod header;
mod header_facets;
mod identity;
mod join;
mod layout;
mod ledger;
mod magic;
mod mapping;
mod money;
mod month_headers;
mod number;
mod odd;
mod outcome;
mod pass;
mod pasted;
mod plan;
mod problems;
mod profile;
mod questions;
mod raw_record;
mod reader;
mod recipe;
mod records;
mod report;
mod reshape;
mod return_words;
mod role_words;
mod role_words_more;
mod roles;
mod row_days;
mod rules;
mod scraps;
mod second_table;
mod sheets;
mod source;
mod span;
mod split;
mod status;
mod sum_parts;
mod tables;
mod tally;
mod text;
mod totals;
mod totals_words;
mod unfold;
mod words8;
mod workbook;

pub use crate::i18n::refusal::Refusal as IngestError;
pub use document::Document;
pub use pasted::table_of_markup;
pub use reader::{Reader, RecipeChoice, read_all, read_document};
pub use recipe::{
    ColumnRecipe, CustomersTable, DateFormat, DateOrder, Encoding, KnownTable, NumberFormat,
    Recipe, SourceFormat, SourceRecipe,
};
pub use report::{
    ColumnEvidence, Evidence, EvidenceAbout, Import, IssueGroup, Outcome, PartLines, PreviewParts,
    PreviewRow, Question, YearShare,
};
pub use rules::{
    AgeUnit, CountedFrom, Guests, MeanOf, MissingAmounts, MissingDates, OnOddRow, OnRow,
    OrderAmounts, PositiveReturns, Rate, Rules, TotalsRules, UnmarkedCurrency,
};
pub use source::{MemorySource, Source};
