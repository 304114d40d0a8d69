//! The browser's storage: the door `store` asks for, and what the page keeps behind it.

use std::rc::Rc;

use gloo_storage::{LocalStorage as Browser, Storage as _};

use crate::app::view::prelude::*;
use crate::base::order;
use crate::protocol::{ListQuery, ListRow, StoredRecipe};
use crate::store::{KeyValue, Library, MemoryStore, ProjectId, PutError, SavedList};

/// Written and removed once, to learn whether the browser keeps anything.
const PROBE: &str = "regulars/probe";

/// The code browsers give when there is no room left.
const QUOTA_EXCEEDED: f64 = 22.0;

/// The browser's local storage.
struct BrowserStore;

impl BrowserStore {
    /// `None` when the browser keeps nothing for this page: asking for it may already be refused.
    fn open() -> Option<Self> {
        let storage = window().local_storage().ok().flatten()?;
        if let Err(error) = storage.set_item(PROBE, PROBE) {
            // One that is full can still be read.
            let holds_something = storage.length().is_ok_and(|length| length > 0);
            return (is_full(&error) && holds_something).then_some(Self);
        }
        let kept = storage.get_item(PROBE).ok().flatten();
        storage.remove_item(PROBE).ok()?;
        (kept.as_deref() == Some(PROBE)).then_some(Self)
    }
}

impl KeyValue for BrowserStore {
    fn get(&self, key: &str) -> Option<String> {
        Browser::raw().get_item(key).ok().flatten()
    }

    fn put(&self, key: &str, value: &str) -> Result<(), PutError> {
        Browser::raw().set_item(key, value).map_err(|error| {
            if is_full(&error) {
                PutError::Full
            } else {
                PutError::Forbidden
            }
        })
    }

    fn remove(&self, key: &str) {
        let _ = Browser::raw().remove_item(key);
    }

    fn keys(&self) -> Vec<String> {
        let storage = Browser::raw();
        let count = storage.length().unwrap_or_default();
        let mut keys: Vec<String> = (0..count)
            .filter_map(|place| storage.key(place).ok().flatten())
            .collect();
        order::sort_by(&mut keys, String::cmp);
        keys
    }
}

fn is_full(error: &wasm_bindgen::JsValue) -> bool {
    super::boot::property(error, "code").as_f64() == Some(QUOTA_EXCEEDED)
}

/// What the page keeps. A small copy, from context.
#[derive(Clone, Copy)]
pub struct Storage {
    library: StoredValue<Rc<Library>, LocalStorage>,
    /// Whether what is kept outlives the tab.
    pub lasts: bool,
    /// Counts what was kept or forgotten, so that lists of it can follow.
    pub changes: RwSignal<u32>,
    /// The project whose results are shown.
    pub project: RwSignal<Option<ProjectId>>,
    /// The kept revision of these results.
    pub revision: StoredValue<u32>,
}

impl Storage {
    /// The browser's storage, or memory when the browser keeps nothing.
    pub fn open() -> Self {
        let (library, lasts) = match BrowserStore::open() {
            Some(store) => (Library::new(store), true),
            None => (Library::new(MemoryStore::default()), false),
        };
        Self {
            library: StoredValue::new_local(Rc::new(library)),
            lasts,
            changes: RwSignal::new(0),
            project: RwSignal::new(None),
            revision: StoredValue::new(0),
        }
    }

    /// Reads what is kept.
    pub fn read<R>(&self, read: impl FnOnce(&Library) -> R) -> R {
        self.library.with_value(|library| read(library))
    }

    /// Reads what is kept, again whenever that changes (tracked).
    pub fn follow<R>(&self, read: impl FnOnce(&Library) -> R) -> R {
        self.changes.track();
        self.read(read)
    }

    /// Changes what is kept.
    pub fn change<R>(&self, change: impl FnOnce(&Library) -> R) -> R {
        let result = self.read(change);
        self.changes.update(|changes| *changes += 1);
        result
    }

    /// How files were read before.
    pub fn recipes(&self) -> Vec<StoredRecipe> {
        self.read(Library::recipes)
    }

    /// The beginning of a list of the results shown, with its rows, when it was kept: for showing
    /// it without the file.
    pub fn kept_list(&self, query: &ListQuery) -> Option<(SavedList, Vec<ListRow>)> {
        let project = self.project.get_untracked()?;
        let revision = self.revision.get_value();
        let lists = self.read(|library| library.lists(project, revision))?;
        let (list, rows) = lists.list(query)?;
        Some((list.clone(), rows.into_iter().cloned().collect()))
    }
}
