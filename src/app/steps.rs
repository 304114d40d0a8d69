//! What a person's step does when it touches several objects of the state.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::download;
use super::link::{Link, SavedFile};
use super::route::Router;
use super::state::{Matter, Notice, Notices, Panels};
use crate::chart::spec::{Action, Selection};
use crate::dataset::View;
use crate::i18n::Message;
use crate::i18n::shell::Shell;
use crate::panels::panel::Tone;
use crate::protocol::address::Place;
use crate::protocol::{ExportWhat, ListQuery};

/// The objects a step may touch. A small copy, taken from context once by whoever offers steps.
#[derive(Clone, Copy)]
pub struct Steps {
    link: Link,
    router: Router,
    panels: Panels,
    notices: Notices,
}

impl Steps {
    /// From context.
    pub fn from_context() -> Self {
        Self {
            link: expect_context(),
            router: expect_context(),
            panels: expect_context(),
            notices: expect_context(),
        }
    }

    /// Does what a mark, a cell, a row or a finding offers.
    pub fn perform(&self, action: &Action) {
        match action {
            Action::OpenCustomers(_) | Action::OpenCustomer { .. } | Action::GoTo { .. } => {
                if let Some(place) = untrack(|| self.place_of(action)) {
                    self.router.go(&place);
                }
            }
            Action::SetParam { param, value } => {
                if let Some((panel, key)) = param.split_once('.') {
                    self.link.set_param(panel, key, value);
                }
            }
            Action::ExportCustomers(selection) => self.export(
                ExportWhat::Customers {
                    query: self.query_of(selection),
                },
                false,
            ),
        }
    }

    /// Where an action leads, when it leads somewhere (tracked): for real links.
    pub fn href_of(&self, action: &Action) -> Option<String> {
        self.place_of(action).map(|place| self.router.href(&place))
    }

    /// The list of a set, with the parameters that make the set (tracked).
    pub fn query_of(&self, selection: &Selection) -> ListQuery {
        ListQuery {
            selection: selection.clone(),
            params: self.panels.params(&selection.panel).get(),
            ..ListQuery::default()
        }
    }

    /// Saves a file made by the engine: of the results, or of the import under way.
    pub fn export(&self, what: ExportWhat, of_import: bool) {
        let steps = *self;
        spawn_local(async move {
            match steps.link.export(what, of_import).await {
                Ok(SavedFile { name, mime, bytes }) => download::save(&name, &mime, &bytes),
                Err(message) => steps.say_failed(message),
            }
        });
    }

    /// Changes the view of everything shown; it becomes a step of the browser's history.
    pub fn set_view(&self, change: impl FnOnce(&mut View), current: &View) {
        let mut view = current.clone();
        change(&mut view);
        if view != *current {
            self.link.set_view(view);
            self.router.write_view();
        }
    }

    fn place_of(&self, action: &Action) -> Option<Place> {
        match action {
            Action::OpenCustomers(selection) => Some(Place::Customers(self.query_of(selection))),
            Action::OpenCustomer { customer } => Some(Place::Customer(customer.id.clone())),
            Action::GoTo { page } => Place::from_page_id(page),
            Action::SetParam { .. } | Action::ExportCustomers(_) => None,
        }
    }

    fn say_failed(&self, message: Message) {
        self.notices.show(Notice {
            matter: Matter::Request,
            tone: Tone::Warn,
            title: message,
            text: Shell::AsBefore.into(),
            details: None,
        });
    }
}
