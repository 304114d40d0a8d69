//! One integration binary: linking is what a small machine pays for.
mod architecture;
mod charts;
mod support;
mod words;
mod engine;
mod oracles;
mod analyze;
mod samples;
mod store;
mod ingest;
