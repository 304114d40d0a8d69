//! The parts every page is made of. They know panels as plain data and no analysis.
//!
//! - `desk`: what all of them share: speaker, steps, side panel, undo
//! - `blocks`: a panel's blocks on the page's columns
//! - `equation`, `figure`, `table`, `findings`, `notice`: one file a kind of block
//! - `chart`, `cut_line`, `save`: a drawing that answers, lines that move, files
//! - `customer_grid`, `list_source`: the window on a list of customers, where its rows come from
//! - `explain`: figures that explain themselves
//! - `controls`: what can be set
//! - `value_cell`, `tag`, `link_to`: one value, one word, one step
//! - `progress`: how far something is
//! - `svg`, `resize`: elements of a drawing, sizes of elements

pub mod blocks;
pub mod chart;
pub mod controls;
pub mod customer_grid;
pub mod cut_line;
pub mod desk;
pub mod equation;
pub mod explain;
pub mod figure;
pub mod findings;
pub mod link_to;
pub mod list_source;
pub mod notice;
mod progress;
pub mod resize;
pub mod save;
pub mod svg;
pub mod table;
pub mod tag;
pub mod value_cell;

pub use blocks::PanelBlocks;
pub use desk::Desk;
pub use explain::WithExplanation;
pub(in crate::app) use progress::ProgressOf;
