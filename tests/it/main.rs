//! One integration binary: linking is what a small machine pays for.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::float_cmp,
    reason = "a test stops at the first surprise and compares numbers as they were written"
)]

mod architecture;
mod charts;
mod corpora;
mod support;
mod texts;
mod words;
mod encodings;
mod engine;
mod oracles;
mod panels;
mod profit;
mod retention;
mod golden_panels;
mod analyze;
mod samples;
mod totals;
mod customers_table;
mod records;
mod store;
mod ingest;
mod misreadings;
mod value;
mod valuing;
mod value_models;
mod value_simulation;
mod season;
mod silence;
mod credit;
mod ladder;
