#![doc = include_str!("ARCHITECTURE.md")]

// Rooms, innermost first. A room may import only rooms above it (tests/it/architecture.rs).
pub mod base;
pub mod numerics;
pub mod sample;
pub mod dataset;
pub mod i18n;
pub mod ingest;
pub mod analysis;
pub mod chart;
pub mod panels;
pub mod export;
pub mod protocol;
pub mod store;
pub mod engine;

#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod worker;
