//! What survives a reload, seen from the page: bring it back, keep it, forget it.

use std::sync::Arc;
use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::task::spawn_local;

use super::boot;
use super::link::Link;
use super::state::{
    Import, Loadable, Matter, Notice, NoticeAction, Notices, Panels, Preferences, Session, Target,
};
use super::storage::Storage;
use crate::app::view::prelude::*;
use crate::base::{SortedMap, order};
use crate::dataset::View;
use crate::i18n::shell::Shell;
use crate::panels::panel::Tone;
use crate::protocol::{ListQuery, ListRow, SessionInfo, StoredRecipe};
use crate::store::{
    self, About, Item, LIST_ROWS, Lists, ProjectId, Results, SavedList, SavedPanel, Settings,
    StoreError,
};

/// How long results must rest before they are kept: a dragged line changes them many times.
const REST: Duration = Duration::from_millis(600);

/// Rows of a list asked for at a time.
const WINDOW_ROWS: u32 = 200;

/// Most lists kept: a heat map alone may lead to hundreds, and each is asked of the engine.
const MOST_LISTS: usize = 300;

/// The objects that are kept and brought back. A small copy, from context.
#[derive(Clone, Copy)]
pub struct Keeping {
    storage: Storage,
    session: Session,
    import: Import,
    panels: Panels,
    preferences: Preferences,
    notices: Notices,
    link: Link,
    /// Counts the keepings; an earlier one ends when the next begins.
    round: StoredValue<u32>,
    /// The settings of the project shown as this page last read or kept them.
    settings: StoredValue<Settings>,
}

impl Keeping {
    /// Brings back what was kept, and keeps what comes from now on. Needs the state and the link
    /// in context.
    pub fn provide() {
        let keeping = Self {
            storage: expect_context(),
            session: expect_context(),
            import: expect_context(),
            panels: expect_context(),
            preferences: expect_context(),
            notices: expect_context(),
            link: expect_context(),
            round: StoredValue::new(0),
            settings: StoredValue::new(Settings::default()),
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
        let settings = self.storage.read(|library| library.settings(id));
        self.settings.set_value(settings.clone());
        for (panel, params) in settings.params {
            self.panels.params(&panel).set(params);
        }
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
        self.storage.revision.set_value(kept.revision);
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
        // An engine begins without them, and an import is an engine, whatever its revision.
        let handled = Memo::new(move |_| {
            let import = confirmed.get();
            let revision = self.session.info.read().as_ref().map(|info| info.revision);
            let project = self
                .storage
                .project
                .get()
                .filter(|_| self.session.has_rows.get());
            let decisions = project.and_then(|project| {
                self.storage
                    .follow(|library| library.decisions(project))
                    .ok()
            });
            (import, revision, decisions.unwrap_or_default().handled())
        });
        Effect::new(move |before: Option<bool>| {
            let (_, _, handled) = handled.get();
            let any = !handled.is_empty();
            if (any || before == Some(true)) && self.session.has_rows.get_untracked() {
                self.link.set_handled(handled);
            }
            any
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

    /// Projects whose files have the same columns, the likeliest first, and where results go unless
    /// the person says otherwise: into the one of this file's name, or the one shown.
    pub fn proposed(&self, file_name: &str, header: &[String]) -> (Vec<About>, Target) {
        let shown = self.storage.project.get_untracked();
        let mut alike = self.storage.read(|library| library.projects_like(header));
        order::sort_by_key(&mut alike, |about| {
            let of_other_file = u64::from(about.file_name != file_name);
            2 * of_other_file + u64::from(shown != Some(about.id))
        });
        let target = alike
            .first()
            .filter(|about| shown == Some(about.id) || about.file_name == file_name)
            .map_or(Target::New, |about| Target::Project(about.id));
        (alike, target)
    }

    /// Puts new results into their project, and sets what was set in it.
    fn take_in(&self, info: &SessionInfo) {
        if !self.storage.is_allowed() {
            self.say_not_kept(Shell::NotKeptBlocked, None);
        }
        let shown = self.storage.project.get_untracked();
        let (alike, proposed) = self.proposed(&info.name, &info.header);
        let target = match self.import.target.get_untracked() {
            // The columns may have changed since it was chosen.
            Some(Target::Project(id)) if alike.iter().all(|about| about.id != id) => proposed,
            Some(chosen) => chosen,
            None => proposed,
        };
        let (id, kept) = match target {
            Target::Project(id) => {
                let kept = self
                    .storage
                    .change(|library| library.keep_file(id, &info.name, &info.header));
                (Some(id), kept)
            }
            Target::New => {
                let name = self.free_name(&super::bar::stem(&info.name));
                let made = self
                    .storage
                    .change(|library| library.create_project(&name, &info.name, &info.header));
                match made {
                    Ok(about) => (Some(about.id), Ok(())),
                    Err(error) => (None, Err(error)),
                }
            }
        };
        if let Some(id) = id.filter(|id| shown != Some(*id)) {
            self.set_as_before(id);
        }
        let recipe = StoredRecipe {
            header: info.header.clone(),
            recipe: info.recipe.clone(),
        };
        let recipe_kept = self.storage.change(|library| library.keep_recipe(recipe));
        // A recipe may fit where a project did not: that one is kept takes nothing back.
        self.say_if_not_kept(kept.and(recipe_kept));
        self.storage.project.set(id);
    }

    /// The name, with a number when another project has it already.
    fn free_name(&self, name: &str) -> String {
        let taken = self.storage.read(store::Library::projects);
        let mut free = name.to_owned();
        let mut number = 1;
        while taken.iter().any(|about| about.name == free) {
            number += 1;
            free = format!("{name} {number}");
        }
        free
    }

    /// The view and the parameters this project was left with.
    fn set_as_before(&self, id: ProjectId) {
        let settings = self.storage.read(|library| library.settings(id));
        self.settings.set_value(settings.clone());
        let Settings { view, mut params } = settings;
        let mut differs = self.session.view.with_untracked(|shown| *shown != view);
        for panel in Panels::ids() {
            let values = params.remove(panel).unwrap_or_default();
            let shown = self.panels.params(panel);
            differs |= shown.with_untracked(|shown| *shown != values);
            shown.set(values);
        }
        if differs {
            self.link.set_view(view);
        }
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
                Loadable::Failed(_) | Loadable::Waiting => {}
                Loadable::Missing | Loadable::Working(_) | Loadable::Kept(_) => whole = false,
            }
        }
        whole.then(|| Results {
            session: (*info).clone(),
            panels,
        })
    }

    /// Keeps the panels, then the beginnings of the lists that they lead to: that of all customers
    /// as soon as it is there, the others together, as they take a while to be had.
    fn keep_results(self) {
        let Some(id) = self.storage.project.get_untracked() else {
            return;
        };
        let Some(results) = untrack(|| self.results()) else {
            return;
        };
        let round = self.round.get_value().wrapping_add(1);
        self.round.set_value(round);
        self.keep(id, &results);
        spawn_local(async move {
            let mut lists = Lists::default();
            let queries = queries(&results);
            let last = queries.len() - 1;
            for (place, query) in queries.into_iter().enumerate() {
                // A list that cannot be had is simply not kept.
                if let Some((list, rows)) = self.first_rows(query).await {
                    lists.add(list, rows);
                }
                let is_latest = self.round.get_value() == round
                    && self.session.has_rows.get_untracked()
                    && self.storage.project.get_untracked() == Some(id);
                if !is_latest {
                    return;
                }
                if place == 0 || place == last {
                    // Nobody has to be told: the page says of such a list that it needs the file.
                    let _ = self
                        .storage
                        .change(|library| library.keep_lists(id, &lists));
                }
            }
        });
    }

    fn keep(&self, id: ProjectId, results: &Results) {
        // Of every panel: also of those that wait, were stopped or find no room.
        let mut params = SortedMap::default();
        for panel in Panels::ids() {
            let set = self.panels.params(panel).get_untracked();
            if !set.0.is_empty() {
                params.insert(panel.to_owned(), set);
            }
        }
        let settings = Settings {
            view: results.session.view.clone(),
            params,
        };
        let before = self.settings.get_value();
        self.settings.set_value(settings.clone());
        let kept = self.storage.change(|library| {
            let settings = library.settings(id).with_changes(&before, settings);
            library.keep_settings(id, &settings)?;
            library.keep_results(id, results, boot::today())?;
            library.project(id)
        });
        if let Ok(about) = &kept {
            let revision = about.revisions.first().copied();
            self.storage
                .revision
                .set_value(revision.unwrap_or_default());
        }
        self.say_if_not_kept(kept.map(drop));
    }

    async fn first_rows(&self, query: ListQuery) -> Option<(SavedList, Vec<ListRow>)> {
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
        let list = SavedList {
            query,
            title: list.title,
            total: list.total,
            of: list.of,
            columns: list.columns,
            rows: Vec::new(),
        };
        Some((list, rows))
    }

    fn say_if_not_kept(&self, kept: Result<(), StoreError>) {
        let (text, action) = match kept {
            Ok(()) if self.storage.is_allowed() => {
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

/// The lists worth keeping: all customers, then the first of those that the panels lead to, in their
/// order and with their parameters, as the page asks for them.
fn queries(results: &Results) -> Vec<ListQuery> {
    let mut queries = vec![ListQuery::default()];
    for saved in &results.panels {
        for selection in saved.panel.customer_sets() {
            let of = results
                .panels
                .iter()
                .find(|of| of.panel.id == selection.panel);
            let query = ListQuery {
                selection: selection.clone(),
                params: of.map(|of| of.params.clone()).unwrap_or_default(),
                ..ListQuery::default()
            };
            if queries.len() < MOST_LISTS && !queries.contains(&query) {
                queries.push(query);
            }
        }
    }
    queries
}
