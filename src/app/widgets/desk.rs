//! What every widget of a page shares: who is spoken to, and where actions go.

use leptos::prelude::*;

use crate::chart::spec::Action;
use crate::i18n::{Say, Speaker};
use crate::panels::panel::{Explain, Value};

/// Provided once by the page; widgets take it from the context.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    /// Who is spoken to.
    pub(crate) speaker: Signal<Speaker>,
    /// Does what a mark, a row or a link is for.
    pub(crate) act: Callback<Action>,
    /// Name of the data, for source lines and file names.
    pub(crate) source_name: Signal<String>,
    /// The figure the side panel explains.
    pub(crate) explained: RwSignal<Option<Explained>>,
}

/// A figure whose explanation stands in the side panel.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Explained {
    /// Its name.
    pub(crate) label: crate::i18n::Message,
    /// The figure.
    pub(crate) value: Value,
    /// Decimals shown.
    pub(crate) decimals: Option<u8>,
    /// How it came about.
    pub(crate) explain: Explain,
}

impl Desk {
    /// The desk of this page.
    pub(crate) fn of_page() -> Self {
        expect_context()
    }

    /// The text in the person's language; follows the speaker.
    pub(crate) fn say(self, message: &impl Say) -> String {
        self.speaker.with(|speaker| message.say(speaker))
    }

    /// The same text, read once.
    pub(crate) fn say_now(self, message: &impl Say) -> String {
        self.speaker.with_untracked(|speaker| message.say(speaker))
    }
}
