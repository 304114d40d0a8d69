//! A word with a shape before it. The shape never stands alone.

use super::desk::Desk;
use crate::app::view::prelude::*;
use crate::chart::spec::Ink;
use crate::i18n::Message;

/// A stable id with the words shown for it. Ids that have a category colour everywhere else get
/// their dot.
#[component]
pub fn Tag(
    /// The id.
    id: String,
    /// The words.
    label: Message,
) -> impl IntoView {
    let desk = Desk::from_context();
    let shape = match id.as_str() {
        "much_often" => "tag dot-1",
        "little_often" => "tag dot-2",
        "much_rare" => "tag dot-3",
        "little_rare" => "tag dot-4",
        _ => "term",
    };
    view! { <span class=shape data-term=id>{desk.text(label)}</span> }
}

/// The dot of a category before a row's name.
pub fn dot_class(ink: Ink) -> &'static str {
    match ink {
        Ink::Accent => "dot dot-accent",
        Ink::Rest | Ink::Total => "dot dot-rest",
        Ink::Up => "dot dot-up",
        Ink::Down => "dot dot-down",
        Ink::Cat1 => "dot dot-1",
        Ink::Cat2 => "dot dot-2",
        Ink::Cat3 => "dot dot-3",
        Ink::Cat4 => "dot dot-4",
    }
}
