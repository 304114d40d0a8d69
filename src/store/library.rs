use serde::Serialize;
use serde::de::DeserializeOwned;

use super::decisions::Decisions;
use super::inventory::{
    self, Item, Kind, PREFERENCES, RECIPES, lists_key, own_keys, project_key, project_prefix,
    results_key,
};
use super::key_value::{KeyValue, PutError};
use super::migrate;
use super::packing::Unreadable;
use super::results;
use super::saved::{
    About, Lists, PROJECT_LIMIT, Preferences, ProjectId, Results, Settings, header_shape,
};
use crate::base::{Day, order};
use crate::protocol::StoredRecipe;

/// The most recipes that are remembered; the one not used for longest goes first.
const RECIPES_LIMIT: usize = 100;

/// Results kept of one project: the valid ones and, until room is needed, the ones before.
const REVISIONS: usize = 2;

/// Why something could not be kept. What was kept before still is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// There is no room, but giving up the results of these projects would make some; oldest
    /// first. Ask, then [`Library::make_room`], then try again.
    NeedsRoom {
        /// The projects that could give up their results.
        candidates: Vec<About>,
    },
    /// There is no room, and nothing to give up.
    Full,
    /// The browser does not allow it.
    Forbidden,
    /// What was written does not read back.
    NotKept,
    /// A newer version of this program wrote what is there; it is left alone.
    Newer,
    /// No such project is kept.
    UnknownProject,
}

/// Results as they were kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// The results.
    pub results: Results,
    /// Which revision they are; lists are asked for by it.
    pub revision: u32,
    /// Whether the latest could not be read and these are the ones before.
    pub is_former: bool,
}

/// Everything that is kept, over a store.
pub struct Library {
    store: Box<dyn KeyValue>,
}

impl Library {
    /// The library in this store.
    pub fn new(store: impl KeyValue + 'static) -> Self {
        Self {
            store: Box::new(store),
        }
    }

    /// How the page looks and speaks; the defaults when nothing readable is kept.
    pub fn preferences(&self) -> Preferences {
        self.load("preferences", PREFERENCES)
            .ok()
            .flatten()
            .unwrap_or_default()
    }

    /// Keeps how the page looks and speaks.
    pub fn keep_preferences(&self, preferences: &Preferences) -> Result<(), StoreError> {
        self.keep("preferences", PREFERENCES, preferences)
    }

    /// How files were read, the last used first.
    pub fn recipes(&self) -> Vec<StoredRecipe> {
        self.load("recipes", RECIPES)
            .ok()
            .flatten()
            .unwrap_or_default()
    }

    /// Keeps how a file was read, for every file with its header shape.
    pub fn keep_recipe(&self, recipe: StoredRecipe) -> Result<(), StoreError> {
        let mut recipes = self.recipes();
        let shape = header_shape(&recipe.header);
        recipes.retain(|kept| header_shape(&kept.header) != shape);
        recipes.insert(0, recipe);
        recipes.truncate(RECIPES_LIMIT);
        self.keep("recipes", RECIPES, &recipes)
    }

    /// All projects, the last kept first.
    pub fn projects(&self) -> Vec<About> {
        let mut projects: Vec<About> = self
            .inventory()
            .into_iter()
            .filter(|item| item.kind == Kind::About)
            .filter_map(|item| self.load("about", &item.key).ok().flatten())
            .collect();
        order::sort_by(&mut projects, |one: &About, other| {
            (other.sequence, one.id).cmp(&(one.sequence, other.id))
        });
        projects
    }

    /// The project with this id.
    pub fn project(&self, id: ProjectId) -> Result<About, StoreError> {
        match self.load("about", &project_key(id, "about")) {
            Ok(Some(about)) => Ok(about),
            Ok(None) | Err(Unreadable::Damaged | Unreadable::Older) => {
                Err(StoreError::UnknownProject)
            }
            Err(Unreadable::Newer) => Err(StoreError::Newer),
        }
    }

    /// Projects whose files have this header shape, the last kept first: a new file of this shape
    /// may belong to one of them.
    pub fn projects_like(&self, header: &[String]) -> Vec<About> {
        let shape = header_shape(header);
        let mut projects = self.projects();
        projects.retain(|about| header_shape(&about.header) == shape);
        projects
    }

    /// A new project.
    pub fn create_project(
        &self,
        name: &str,
        file_name: &str,
        header: &[String],
    ) -> Result<About, StoreError> {
        let taken = self.inventory().into_iter().filter_map(|item| item.project);
        let about = About {
            id: taken.max().unwrap_or(0) + 1,
            name: name.to_owned(),
            file_name: file_name.to_owned(),
            header: header.to_vec(),
            kept_on: None,
            sequence: self.next_sequence(),
            revisions: Vec::new(),
        };
        self.keep_about(&about)?;
        Ok(about)
    }

    /// Gives a project another name.
    pub fn rename_project(&self, id: ProjectId, name: &str) -> Result<(), StoreError> {
        let mut about = self.project(id)?;
        name.clone_into(&mut about.name);
        self.keep_about(&about)
    }

    /// Says which file a project was last read from.
    pub fn keep_file(
        &self,
        id: ProjectId,
        file_name: &str,
        header: &[String],
    ) -> Result<(), StoreError> {
        let mut about = self.project(id)?;
        file_name.clone_into(&mut about.file_name);
        about.header = header.to_vec();
        self.keep_about(&about)
    }

    /// What was set in a project.
    pub fn settings(&self, id: ProjectId) -> Settings {
        self.load("settings", &project_key(id, "settings"))
            .ok()
            .flatten()
            .unwrap_or_default()
    }

    /// Keeps what was set in a project.
    pub fn keep_settings(&self, id: ProjectId, settings: &Settings) -> Result<(), StoreError> {
        self.project(id)?;
        self.keep("settings", &project_key(id, "settings"), settings)
    }

    /// What the person wrote about customers of a project.
    pub fn decisions(&self, id: ProjectId) -> Result<Decisions, Unreadable> {
        let decisions = self.load("decisions", &project_key(id, "decisions"))?;
        Ok(decisions.unwrap_or_default())
    }

    /// Keeps what the person wrote about customers of a project.
    pub fn keep_decisions(&self, id: ProjectId, decisions: &Decisions) -> Result<(), StoreError> {
        self.project(id)?;
        let key = project_key(id, "decisions");
        if decisions.is_empty() {
            self.guard("decisions", &key)?;
            self.store.remove(&key);
            return Ok(());
        }
        self.keep("decisions", &key, decisions)
    }

    /// The results of a project; the ones before when the latest are damaged.
    pub fn results(&self, id: ProjectId) -> Result<Option<Kept>, Unreadable> {
        let Some(about): Option<About> = self.load("about", &project_key(id, "about"))? else {
            return Ok(None);
        };
        let mut trouble = None;
        for (age, &revision) in about.revisions.iter().enumerate() {
            let stored = self.store.get(&results_key(id, revision));
            match stored.map_or(Err(Unreadable::Damaged), |stored| results::read(&stored)) {
                Ok(results) => {
                    return Ok(Some(Kept {
                        results,
                        revision,
                        is_former: age > 0,
                    }));
                }
                Err(unreadable) => trouble = trouble.or(Some(unreadable)),
            }
        }
        trouble.map_or(Ok(None), Err)
    }

    /// Keeps the results of a project and says which panels had to be left out: a new key, read
    /// back, then pointed to, then the oldest removed. When any of it fails the former results stay.
    pub fn keep_results(
        &self,
        id: ProjectId,
        results: &Results,
        kept_on: Option<Day>,
    ) -> Result<Vec<String>, StoreError> {
        let mut about = self.project(id)?;
        let (text, dropped) = results::write(results, PROJECT_LIMIT);
        self.sweep(&about);
        let revision = about.revisions.first().map_or(1, |latest| latest + 1);
        let key = results_key(id, revision);
        let put = match self.put_whole(&key, &text) {
            Err(StoreError::Full) if about.revisions.len() == REVISIONS => {
                self.give_up_former(&mut about)?;
                self.put_whole(&key, &text)
            }
            put => put,
        };
        put.map_err(|error| self.or_needs_room(error, id))?;
        about.revisions.insert(0, revision);
        about.revisions.truncate(REVISIONS);
        about.kept_on = kept_on;
        about.sequence = self.next_sequence();
        if let Err(error) = self.keep_about(&about) {
            self.store.remove(&key);
            return Err(self.or_needs_room(error, id));
        }
        self.sweep(&about);
        Ok(dropped)
    }

    /// The lists that were kept with this revision of the results, if there are any.
    pub fn lists(&self, id: ProjectId, revision: u32) -> Option<Lists> {
        let stored = self.store.get(&lists_key(id, revision))?;
        results::read(&stored).ok()
    }

    /// Keeps the lists of the latest results, in the room these leave the project. Lists are the
    /// first to go: those of earlier results go for them, and where nothing fits none are kept.
    pub fn keep_lists(&self, id: ProjectId, lists: &Lists) -> Result<(), StoreError> {
        let about = self.project(id)?;
        let Some(&revision) = about.revisions.first() else {
            return Ok(());
        };
        let results = self.store.get(&results_key(id, revision));
        let room = PROJECT_LIMIT.saturating_sub(results.map_or(0, |text| text.len()));
        let packed = results::write_lists(lists, room);
        for &former in about.revisions.iter().skip(1) {
            self.store.let_go(&lists_key(id, former));
        }
        match packed {
            Some(text) => self.put_whole(&lists_key(id, revision), &text),
            None => Ok(()),
        }
    }

    /// Gives up the results of these projects; what the person wrote and set stays.
    pub fn make_room(&self, projects: &[ProjectId]) -> Result<(), StoreError> {
        for &id in projects {
            let mut about = self.project(id)?;
            about.revisions.clear();
            about.kept_on = None;
            // The pointer shrinks, so that it can be written even to a full store.
            self.keep_about(&about)?;
            self.sweep(&about);
        }
        Ok(())
    }

    /// Forgets a project, what was written in it, and the recipe of its files unless another
    /// project reads such files too. Returns what is still kept of it: nothing.
    pub fn forget_project(&self, id: ProjectId) -> Vec<Item> {
        let shape = self
            .project(id)
            .ok()
            .map(|about| header_shape(&about.header));
        let prefix = project_prefix(id);
        for key in own_keys(&*self.store) {
            if key.starts_with(&prefix) {
                self.store.remove(&key);
            }
        }
        if let Some(shape) = shape {
            self.forget_recipe(shape);
        }
        let mut left = self.inventory();
        left.retain(|item| item.project == Some(id));
        left
    }

    /// Forgets everything. Returns what is still kept: nothing.
    pub fn forget_everything(&self) -> Vec<Item> {
        for key in own_keys(&*self.store) {
            self.store.remove(&key);
        }
        self.inventory()
    }

    /// Everything that is kept, with its size, by key.
    pub fn inventory(&self) -> Vec<Item> {
        inventory::take(&*self.store)
    }

    fn forget_recipe(&self, shape: u64) {
        if self
            .projects()
            .iter()
            .any(|about| header_shape(&about.header) == shape)
        {
            return;
        }
        let mut recipes = self.recipes();
        recipes.retain(|kept| header_shape(&kept.header) != shape);
        // If the shorter list cannot be written, none is better than one too many.
        if recipes.is_empty() || self.keep("recipes", RECIPES, &recipes).is_err() {
            self.store.remove(RECIPES);
        }
    }

    fn next_sequence(&self) -> u64 {
        self.projects()
            .first()
            .map_or(1, |latest| latest.sequence + 1)
    }

    /// Removes results and lists that nothing points to: older ones, and those a failure left
    /// behind.
    fn sweep(&self, about: &About) {
        let prefixes = ["results/", "lists/"].map(|part| project_key(about.id, part));
        for key in own_keys(&*self.store) {
            let revision = prefixes.iter().find_map(|prefix| key.strip_prefix(prefix));
            let orphaned = revision.is_some_and(|revision| {
                !about
                    .revisions
                    .iter()
                    .any(|valid| valid.to_string() == revision)
            });
            if orphaned {
                self.store.let_go(&key);
            }
        }
    }

    fn give_up_former(&self, about: &mut About) -> Result<(), StoreError> {
        about.revisions.truncate(1);
        self.keep_about(about)?;
        self.sweep(about);
        Ok(())
    }

    /// A full store may have other projects' results to give up.
    fn or_needs_room(&self, error: StoreError, id: ProjectId) -> StoreError {
        if error != StoreError::Full {
            return error;
        }
        let mut candidates = self.projects();
        candidates.retain(|about| about.id != id && !about.revisions.is_empty());
        candidates.reverse();
        if candidates.is_empty() {
            StoreError::Full
        } else {
            StoreError::NeedsRoom { candidates }
        }
    }

    fn keep_about(&self, about: &About) -> Result<(), StoreError> {
        self.keep("about", &project_key(about.id, "about"), about)
    }

    fn load<T: DeserializeOwned>(&self, name: &str, key: &str) -> Result<Option<T>, Unreadable> {
        self.store
            .get(key)
            .map(|stored| migrate::read(name, &stored))
            .transpose()
    }

    fn keep<T: Serialize>(&self, name: &str, key: &str, document: &T) -> Result<(), StoreError> {
        self.guard(name, key)?;
        let text = migrate::write(document).map_err(|_| StoreError::NotKept)?;
        self.put_whole(key, &text)
    }

    /// What a newer version wrote is not overwritten.
    fn guard(&self, name: &str, key: &str) -> Result<(), StoreError> {
        match self.load::<serde::de::IgnoredAny>(name, key) {
            Err(Unreadable::Newer) => Err(StoreError::Newer),
            Ok(_) | Err(Unreadable::Damaged | Unreadable::Older) => Ok(()),
        }
    }

    /// Puts a value and reads it back; when that fails, the former value is put back.
    fn put_whole(&self, key: &str, value: &str) -> Result<(), StoreError> {
        let former = self.store.get(key);
        self.store.put(key, value).map_err(|error| match error {
            PutError::Full => StoreError::Full,
            PutError::Forbidden => StoreError::Forbidden,
        })?;
        if self.store.get(key).as_deref() == Some(value) {
            return Ok(());
        }
        match former {
            Some(former) => {
                let _ = self.store.put(key, &former);
            }
            None => self.store.remove(key),
        }
        Err(StoreError::NotKept)
    }
}
