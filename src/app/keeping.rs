//! What survives a reload, seen from the page: bring it back, keep it, forget it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::boot;
use super::link::Link;
use super::state::{Loadable, Matter, Notice, NoticeAction, Notices, Panels, Preferences, Session};
use super::storage::Storage;
use crate::dataset::View;
use crate::i18n::shell::Shell;
use crate::panels::panel::Tone;
use crate::protocol::{ListQuery, SessionInfo, StoredRecipe};
use crate::store::{
    self, Item, LIST_ROWS, ProjectId, Results, SavedList, SavedPanel, Settings, StoreError,
    header_shape,
};

/// How long results must rest before they are kept: a dragged line changes them many times.
const REST: Duration = Duration::from_millis(600);

/// Rows of a list asked for at a time.
const WINDOW_ROWS: u32 = 200;

/// The objects that are kept and brought back. A small copy, from context.
#[derive(Clone, Copy)]
pub struct Keeping {
    storage: Storage,
    session: Session,
    panels: Panels,
    preferences: Preferences,
    notices: Notices,
    link: Link,
}

impl Keeping {
    /// Brings back what was kept, and keeps what comes from now on. Needs the state and the link
    /// in context.
    pub fn provide() {
        let keeping = Self {
            storage: expect_context(),
            session: expect_context(),
            panels: expect_context(),
            preferences: expect_context(),
            notices: expect_context(),
            link: expect_context(),
        };
        keeping.bring_back_preferences();
        let last = keeping
            .storage
            .read(store::Library::projects)
            .into_iter()
            .find(|about| about.kept_on.is_some());
        if let Some(about) = last {
            keeping.reopen(about.id);
        }
        keeping.follow();
        provide_context(keeping);
    }

    /// Shows the kept results of a project; false when there are none.
    pub fn reopen(&self, id: ProjectId) -> bool {
        let Ok(about) = self.storage.read(|library| library.project(id)) else {
            return false;
        };
        let Ok(Some(kept)) = self.storage.read(|library| library.results(id)) else {
            return false;
        };
        self.link.end_all();
        self.panels.clear();
        for saved in kept.results.panels {
            let state = self.panels.state(&saved.panel.id);
            state.params.set(saved.params);
            state.panel.set(Loadable::Kept(Arc::new(saved.panel)));
        }
        self.session.view.set(kept.results.session.view.clone());
        self.session.read.set(None);
        self.session.info.set(Some(Arc::new(kept.results.session)));
        self.session.kept_on.set(about.kept_on);
        self.storage.project.set(Some(id));
        true
    }

    /// Forgets a project; its results go from the page when they are shown.
    pub fn forget_project(&self, id: ProjectId) -> Vec<Item> {
        let left = self.storage.change(|library| library.forget_project(id));
        if self.storage.project.get_untracked() == Some(id) {
            self.clear();
        }
        left
    }

    /// Forgets everything, in memory and on the device. Returns what could not be removed.
    pub fn forget_everything(&self) -> Vec<Item> {
        self.clear();
        let Preferences {
            language,
            locale,
            theme,
            hide_names,
            ..
        } = self.preferences;
        let defaults = store::Preferences::default();
        language.set(defaults.language);
        locale.set(defaults.locale);
        theme.set(defaults.theme);
        hide_names.set(defaults.hide_names);
        self.storage.change(store::Library::forget_everything)
    }

    /// Makes room by giving up the results of this project, then keeps the ones shown.
    pub fn make_room(&self, project: ProjectId) {
        let made = self.storage.change(|library| library.make_room(&[project]));
        self.notices.dismiss(Matter::Storage);
        if made.is_ok() {
            self.keep_results();
        }
    }

    fn clear(&self) {
        self.link.end_all();
        self.panels.clear();
        self.session.info.set(None);
        self.session.read.set(None);
        self.session.view.set(View::default());
        self.session.kept_on.set(None);
        self.storage.project.set(None);
    }

    fn bring_back_preferences(&self) {
        let kept = self.storage.read(store::Library::preferences);
        self.preferences.language.set(kept.language);
        self.preferences.locale.set(kept.locale);
        self.preferences.theme.set(kept.theme);
        self.preferences.hide_names.set(kept.hide_names);
    }

    fn follow(self) {
        let Preferences {
            language,
            locale,
            theme,
            hide_names,
            ..
        } = self.preferences;
        Effect::new(move |_| {
            let wanted = store::Preferences {
                language: language.get(),
                locale: locale.get(),
                theme: theme.get(),
                hide_names: hide_names.get(),
            };
            // Nothing is written before something was chosen.
            if wanted != self.storage.read(store::Library::preferences) {
                let kept = self
                    .storage
                    .change(|library| library.keep_preferences(&wanted));
                self.say_if_not_kept(kept);
            }
        });
        let confirmed = self.link.confirmed;
        Effect::new(move |before: Option<u32>| {
            let now = confirmed.get();
            if before.is_some_and(|before| before != now)
                && let Some(info) = self.session.info.get_untracked()
            {
                self.take_in(&info);
            }
            now
        });
        let mut waiting: Option<TimeoutHandle> = None;
        Effect::new(move |_| {
            // Tracked whether or not they are whole, so that the next change is seen.
            let whole = self.results();
            if let Some(waiting) = waiting.take() {
                waiting.clear();
            }
            if whole.is_some() {
                waiting = set_timeout_with_handle(move || self.keep_results(), REST).ok();
            }
        });
    }

    /// Finds the project new results belong to, or makes one, and sets what was set in it.
    fn take_in(&self, info: &SessionInfo) {
        if !self.storage.lasts {
            self.say_not_kept(Shell::NotKeptBlocked, None);
        }
        let shown = self.storage.project.get_untracked();
        let found = self.storage.read(|library| {
            let mut alike = library.projects_like(&info.header);
            alike.retain(|about| {
                about.file_name == info.name
                    || (shown == Some(about.id)
                        && header_shape(&about.header) == header_shape(&info.header))
            });
            // The one on the page first, then the one of this file's name.
            alike.sort_by_key(|about| shown != Some(about.id));
            alike.into_iter().next()
        });
        let id = if let Some(about) = found {
            let kept = self
                .storage
                .change(|library| library.keep_file(about.id, &info.name, &info.header));
            self.say_if_not_kept(kept);
            if shown != Some(about.id) {
                self.set_as_before(about.id);
            }
            Some(about.id)
        } else {
            let made = self.storage.change(|library| {
                library.create_project(&super::bar::stem(&info.name), &info.name, &info.header)
            });
            match made {
                Ok(about) => Some(about.id),
                Err(error) => {
                    self.say_if_not_kept(Err(error));
                    None
                }
            }
        };
        let recipe = StoredRecipe {
            header: info.header.clone(),
            recipe: info.recipe.clone(),
        };
        let kept = self.storage.change(|library| library.keep_recipe(recipe));
        self.say_if_not_kept(kept);
        self.storage.project.set(id);
    }

    /// The view and the parameters this project was left with.
    fn set_as_before(&self, id: ProjectId) {
        let Settings { view, params } = self.storage.read(|library| library.settings(id));
        for (panel, values) in params {
            self.panels.params(&panel).set(values);
        }
        self.link.set_view(view);
    }

    /// Everything shown, when all of it is computed for the view in force (tracked).
    fn results(&self) -> Option<Results> {
        let info = self.session.info.get()?;
        let mut panels = Vec::new();
        let mut whole = self.session.has_rows.get();
        for id in Panels::ids() {
            let state = self.panels.state(id);
            match state.panel.get() {
                Loadable::Ready(panel) => panels.push(SavedPanel {
                    params: state.params.get_untracked(),
                    panel: (*panel).clone(),
                }),
                // A panel that cannot be computed is shown as such again when the file is open.
                Loadable::Failed(_) => {}
                Loadable::Missing | Loadable::Working(_) | Loadable::Kept(_) => whole = false,
            }
        }
        whole.then(|| Results {
            session: (*info).clone(),
            panels,
            lists: Vec::new(),
        })
    }

    fn keep_results(self) {
        let Some(id) = self.storage.project.get_untracked() else {
            return;
        };
        let Some(mut results) = untrack(|| self.results()) else {
            return;
        };
        spawn_local(async move {
            // A list that cannot be had is simply not kept.
            results
                .lists
                .extend(self.first_rows(ListQuery::default()).await);
            let still_shown = self.session.info.with_untracked(|info| {
                info.as_ref()
                    .is_some_and(|info| info.revision == results.session.revision)
            });
            if !still_shown || self.storage.project.get_untracked() != Some(id) {
                return;
            }
            let settings = Settings {
                view: results.session.view.clone(),
                params: results
                    .panels
                    .iter()
                    .filter(|saved| !saved.params.0.is_empty())
                    .map(|saved| (saved.panel.id.clone(), saved.params.clone()))
                    .collect::<BTreeMap<_, _>>(),
            };
            let kept = self.storage.change(|library| {
                library.keep_settings(id, &settings)?;
                library.keep_results(id, &results, boot::today())
            });
            self.say_if_not_kept(kept.map(drop));
        });
    }

    async fn first_rows(&self, query: ListQuery) -> Option<SavedList> {
        let list = self.link.open_list(query.clone()).await.ok()?;
        let wanted = (LIST_ROWS as u32).min(list.total);
        let mut rows = Vec::new();
        while (rows.len() as u32) < wanted {
            let from = rows.len() as u32;
            let count = WINDOW_ROWS.min(wanted - from);
            let window = self.link.rows(list.list, from, count).await.ok()?;
            if window.is_empty() {
                return None;
            }
            rows.extend(window);
        }
        Some(SavedList {
            query,
            title: list.title,
            total: list.total,
            of: list.of,
            columns: list.columns,
            rows,
        })
    }

    fn say_if_not_kept(&self, kept: Result<(), StoreError>) {
        let (text, action) = match kept {
            Ok(()) if self.storage.lasts => {
                self.notices.dismiss(Matter::Storage);
                return;
            }
            Ok(()) => return,
            Err(StoreError::NeedsRoom { candidates }) => match candidates.into_iter().next() {
                Some(oldest) => (
                    Shell::NotKeptNeedsRoom {
                        project: oldest.name,
                    },
                    Some(NoticeAction::MakeRoom(oldest.id)),
                ),
                None => (Shell::NotKeptFull, None),
            },
            Err(StoreError::Full) => (Shell::NotKeptFull, None),
            Err(StoreError::Newer) => (Shell::NotKeptNewer, None),
            Err(StoreError::Forbidden | StoreError::NotKept | StoreError::UnknownProject) => {
                (Shell::NotKeptBlocked, None)
            }
        };
        self.say_not_kept(text, action);
    }

    fn say_not_kept(&self, text: Shell, action: Option<NoticeAction>) {
        self.notices.show(Notice {
            matter: Matter::Storage,
            tone: Tone::Warn,
            title: Shell::NotKeptTitle.into(),
            text: text.into(),
            details: None,
            action,
        });
    }
}
