//! How a page is written down and how it comes to stand in the browser: one type of view for every
//! page.
//!
//! Components, events and the reactive graph are those of Leptos. Its own views are a type each, and
//! a page made of hundreds of them is mostly copies of what builds, patches and removes them.
//!
//! - `any`: `AnyView`, and what can be shown
//! - `markup`: elements as they are written down
//! - `value`: what an attribute can be
//! - `standing`: what stands in the page, built, patched and removed
//! - `flow`: what is shown under a condition, or once an item
//! - `prelude`: what files of the page use of this and of Leptos

mod any;
mod flow;
mod markup;
pub mod prelude;
mod standing;
mod value;

pub use any::IntoView;
pub use flow::{Key, ToChildren};
pub use markup::Markup;
pub use standing::mount_to_body;
