//! What every widget shares: who is spoken to, what explains itself, where steps go.

use leptos::ev;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::super::link::Link;
use super::super::state::{Import, Panels, Preferences, Said, Session, said};
use super::super::steps::Steps;
use super::super::storage::Storage;
use crate::app::view::prelude::*;
use crate::chart::spec::Action;
use crate::i18n::{Message, Say, Speaker};
use crate::panels::ParamValues;
use crate::panels::history::{ParamChange, ParamHistory};
use crate::panels::panel::{Explain, Stat, Value};
use crate::protocol::ListQuery;

/// Provided once; widgets take it from context.
#[derive(Clone, Copy)]
pub struct Desk {
    /// Who is spoken to.
    pub speaker: Memo<Speaker>,
    /// What steps can be taken.
    pub steps: Steps,
    /// The figure the side panel explains.
    pub explained: RwSignal<Option<Explained>>,
    /// Where the card shown stands in the list it was opened from.
    pub place_in_list: RwSignal<Option<ListPlace>>,
    /// What had focus when the side panel opened.
    opener: StoredValue<Option<HtmlElement>, LocalStorage>,
    link: Link,
    session: Session,
    import: Import,
    panels: Panels,
    history: RwSignal<ParamHistory>,
}

/// A place in a list of customers.
#[derive(Clone, Debug, PartialEq)]
pub struct ListPlace {
    /// The list.
    pub query: ListQuery,
    /// The row, from 0.
    pub at: u32,
    /// Rows of the list.
    pub total: u32,
    /// Id of the customer in that row.
    pub customer: String,
}

/// A figure whose explanation stands in the side panel.
#[derive(Clone, Debug, PartialEq)]
pub struct Explained {
    /// Its name.
    pub label: Message,
    /// The figure.
    pub value: Value,
    /// Decimals shown.
    pub decimals: Option<u8>,
    /// How it came about.
    pub explain: Explain,
}

impl From<&Stat> for Explained {
    fn from(stat: &Stat) -> Self {
        Self {
            label: stat.label.clone(),
            value: stat.value.clone(),
            decimals: stat.decimals,
            explain: stat.explain.clone(),
        }
    }
}

impl Desk {
    /// Makes the desk and hands it down. Needs the state, the link and the steps in context.
    pub fn provide() {
        let desk = Self {
            speaker: expect_context::<Preferences>().speaker(),
            steps: expect_context(),
            explained: RwSignal::new(None),
            place_in_list: RwSignal::new(None),
            opener: StoredValue::new_local(None),
            link: expect_context(),
            session: expect_context(),
            import: expect_context(),
            panels: expect_context(),
            history: RwSignal::new(ParamHistory::default()),
        };
        provide_context(desk);
        // Settings are those of one project.
        let project = expect_context::<Storage>().project;
        Effect::new(move |before: Option<_>| {
            let now = project.get();
            if before.is_some_and(|before| before != now) {
                desk.history.set(ParamHistory::default());
            }
            now
        });
        // Both listeners live as long as the page.
        let _ = window_event_listener(ev::keydown, move |event| desk.on_key(&event));
    }

    /// The desk of the page.
    pub fn from_context() -> Self {
        expect_context()
    }

    /// The text in the person's language, for a place in a view; follows the speaker.
    pub fn text(self, message: impl Into<Message>) -> Said {
        said(self.speaker, message.into())
    }

    /// The text in the person's language; follows the speaker.
    pub fn say(self, message: &impl Say) -> String {
        message.say(&self.speaker.read())
    }

    /// The text in the person's language, as of now.
    pub fn say_now(self, message: &impl Say) -> String {
        message.say(&self.speaker.read_untracked())
    }

    /// Does what a mark, a row or a link is for. Settings can be taken back.
    pub fn perform(self, action: &Action) {
        match action {
            Action::SetParam { param, value } => {
                if let Some((panel, key)) = param.split_once('.') {
                    self.set_param(panel, key, value);
                }
            }
            Action::OpenCustomers(_)
            | Action::OpenCustomer { .. }
            | Action::GoTo { .. }
            | Action::ExportCustomers(_) => self.steps.perform(action),
        }
    }

    /// Whether parameters can be set: that needs the rows (tracked).
    pub fn can_set(self) -> bool {
        self.session.has_rows.get()
    }

    /// Sets a parameter, as a step that can be taken back; an empty value is the default. Those it
    /// stands against go back to their defaults with it.
    pub fn set_param(self, panel: &str, key: &str, value: &str) {
        if !self.session.has_rows.get_untracked() {
            return;
        }
        let clears = self.panels.panel(panel).with_untracked(|shown| {
            let specs = shown.value().map_or(&[][..], |panel| &panel.params);
            let spec = specs.iter().find(|spec| spec.key == key);
            spec.map(|spec| spec.clears.clone()).unwrap_or_default()
        });
        let values = self.panels.params(panel);
        let before = values.get_untracked();
        let mut after = before.clone();
        after.0.retain(|other, _| !clears.contains(other));
        if value.is_empty() {
            after.0.remove(key);
        } else {
            after.0.insert(key.to_owned(), value.to_owned());
        }
        if after == before {
            return;
        }
        values.set(after.clone());
        self.link.run_again(panel);
        self.history.update(|history| {
            history.record(ParamChange {
                panel: panel.to_owned(),
                before,
                after,
            });
        });
    }

    /// Whether there is a setting to take back (tracked).
    pub fn can_undo(self) -> bool {
        self.can_set() && self.history.read().can_undo()
    }

    /// Takes the last setting back.
    pub fn undo(self) {
        self.put_back(ParamHistory::undo);
    }

    /// Does the setting taken back last again.
    pub fn redo(self) {
        self.put_back(ParamHistory::redo);
    }

    /// Opens the side panel on a figure.
    pub fn explain(self, figure: Explained) {
        let focused = document()
            .active_element()
            .and_then(|element| element.dyn_into::<HtmlElement>().ok());
        if self.explained.with_untracked(Option::is_none) {
            self.opener.set_value(focused);
        }
        self.explained.set(Some(figure));
    }

    /// Closes the side panel and gives focus back to what opened it.
    pub fn close_explanation(self) {
        self.explained.set(None);
        if let Some(opener) = self.opener.try_update_value(Option::take).flatten() {
            let _ = opener.focus();
        }
    }

    fn put_back(self, step: fn(&mut ParamHistory) -> Option<(String, ParamValues)>) {
        if !self.session.has_rows.get_untracked() {
            return;
        }
        if let Some((panel, values)) = self.history.try_update(step).flatten() {
            self.panels.params(&panel).set(values);
            self.link.run_again(&panel);
        }
    }

    fn on_key(self, event: &KeyboardEvent) {
        let typing = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .is_some_and(|element| element.matches("input, textarea, select").unwrap_or(false));
        // On the page of import, decisions about the file are taken back.
        if typing || event.default_prevented() || self.import.in_sight.get_untracked() {
            return;
        }
        let command = event.ctrl_key() || event.meta_key();
        match event.key().as_str() {
            "z" | "Z" if command && event.shift_key() => {
                event.prevent_default();
                self.redo();
            }
            "z" if command => {
                event.prevent_default();
                self.undo();
            }
            "Escape" if self.explained.with_untracked(Option::is_some) => {
                event.prevent_default();
                self.close_explanation();
            }
            _ => {}
        }
    }
}
