//! Analysis to what a person sees: stats, tables, figures, findings. Still pure.
//!
//! - `panel`: the plain data a panel is
//! - `params`: what can be set on a panel
//! - `pages`: which panels stand on which page

pub mod pages;
pub mod panel;
pub mod params;

pub use panel::Panel;
pub use params::{ParamSpec, ParamValues};
