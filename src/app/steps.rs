//! What a person's step does when it touches several objects of the state.

use leptos::task::spawn_local;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, HtmlInputElement};

use super::link::{Link, SavedFile};
use super::route::Router;
use super::state::{Import, ImportPhase, Matter, Notice, Notices, Panels, Session};
use super::storage::Storage;
use super::{boot, download};
use crate::app::view::prelude::*;
use crate::chart::spec::{Action, Selection};
use crate::dataset::View;
use crate::i18n::Message;
use crate::i18n::mapping::Mapping;
use crate::i18n::shell::Shell;
use crate::ingest::Recipe;
use crate::panels::panel::Tone;
use crate::protocol::address::Place;
use crate::protocol::{ExportWhat, ListQuery};

/// The objects a step may touch. A small copy, taken from context once by whoever offers steps.
#[derive(Clone, Copy)]
pub struct Steps {
    link: Link,
    router: Router,
    storage: Storage,
    session: Session,
    import: Import,
    panels: Panels,
    notices: Notices,
}

impl Steps {
    /// From context.
    pub fn from_context() -> Self {
        Self {
            link: expect_context(),
            router: expect_context(),
            storage: expect_context(),
            session: expect_context(),
            import: expect_context(),
            panels: expect_context(),
            notices: expect_context(),
        }
    }

    /// Opens the browser's file choice.
    pub fn choose_file(&self) {
        let input = document()
            .get_element_by_id("file")
            .and_then(|element| element.dyn_into::<HtmlInputElement>().ok());
        if let Some(input) = input {
            input.click();
        }
    }

    /// Reads files, one after another, and shows how. A recipe alone, while a file is being decided
    /// on, is what that file is read by.
    pub fn open_files(&self, files: Vec<File>) {
        let is_deciding = *self.import.phase.read_untracked() == ImportPhase::Deciding;
        if let [file] = &files[..]
            && is_deciding
            && file.name().to_lowercase().ends_with(".json")
        {
            self.open_recipe(file.clone());
            return;
        }
        self.link
            .open_files(files, self.storage.recipes(), boot::today());
        self.router.go(&Place::Import);
    }

    fn open_recipe(&self, file: File) {
        let (link, notices) = (self.link, self.notices);
        spawn_local(async move {
            let text = JsFuture::from(file.text()).await;
            let text = text.ok().and_then(|text| text.as_string());
            match text.and_then(|text| serde_json::from_str::<Recipe>(&text).ok()) {
                Some(recipe) => link.reread(recipe),
                None => notices.show(Notice {
                    matter: Matter::Request,
                    tone: Tone::Warn,
                    title: Mapping::NoRecipe.into(),
                    text: Mapping::NoRecipeText.into(),
                    details: None,
                    action: None,
                }),
            }
        });
    }

    /// Makes a sample and shows how it would be read.
    pub fn open_sample(&self, sample: &str) {
        self.link.open_sample(sample);
        self.router.go(&Place::Import);
    }

    /// Reads the file of the results once more; asks for it when it is not open.
    pub fn read_again(&self) {
        if self.link.read_again(None) {
            self.router.go(&Place::Import);
        } else {
            self.choose_file();
        }
    }

    /// Reads the file of the results once more by another recipe; the one in force can be taken
    /// back.
    pub fn decide_anew(&self, recipe: Recipe) {
        if self.link.read_again(Some(recipe)) {
            self.router.go(&Place::Import);
        }
    }

    /// Ends an import and goes back to where it began.
    pub fn leave_import(&self) {
        self.link.cancel_import();
        let place = if untrack(|| self.session.has_results()) {
            Place::Data
        } else {
            Place::Start
        };
        self.router.go_instead(&place);
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
            params: self.panels.params_along(&selection.panel),
            ..ListQuery::default()
        }
    }

    /// Saves a file made by the engine: of the results, or of the import under way.
    pub fn export(&self, what: ExportWhat, of_import: bool) {
        let steps = *self;
        let what = match what {
            ExportWhat::Customers { mut query } => {
                // The file has columns of all panels.
                untrack(|| {
                    for id in Panels::ids().filter(|id| *id != query.selection.panel) {
                        query.params.take_along(id, &self.panels.params(id).read());
                    }
                });
                ExportWhat::Customers { query }
            }
            other => other,
        };
        spawn_local(async move {
            match steps.link.export(what, of_import).await {
                Ok(SavedFile { name, mime, bytes }) => download::save(&name, &mime, &bytes),
                Err(message) => steps.say_failed(message),
            }
        });
    }

    /// Changes the view of everything shown; it becomes a step of the browser's history.
    pub fn change_view(&self, change: impl FnOnce(&mut View)) {
        let current = self.session.view.get_untracked();
        let mut view = current.clone();
        change(&mut view);
        if view != current {
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
            action: None,
        });
    }
}
