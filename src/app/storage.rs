//! The browser's storage: the door `store` asks for, and what the page keeps behind it.

use std::rc::Rc;

use gloo_storage::{LocalStorage as Browser, SessionStorage, Storage as _};

use crate::app::view::prelude::*;
use crate::base::order;
use crate::protocol::{ListQuery, ListRow, StoredRecipe};
use crate::store::{KeyValue, Library, MemoryStore, ProjectId, PutError, SavedList, SessionStore};

/// Written and removed once, to learn whether the browser keeps anything.
const PROBE: &str = "regulars/probe";

/// Stands in the tab's own storage while nothing is to be written: it outlives a reload, not the
/// tab, and what is kept on the device stays without a trace of it.
const SESSION_ONLY: &str = "regulars/session-only";

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

type Device = Rc<SessionStore<BrowserStore>>;

/// What the page keeps. A small copy, from context.
#[derive(Clone, Copy)]
pub struct Storage {
    library: StoredValue<Rc<Library>, LocalStorage>,
    device: StoredValue<Option<Device>, LocalStorage>,
    /// Whether nothing is to be written on this device.
    session_only: RwSignal<bool>,
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
        let session_only = SessionStorage::raw().get_item(SESSION_ONLY);
        let session_only = session_only.ok().flatten().is_some();
        let device =
            BrowserStore::open().map(|store| Rc::new(SessionStore::new(store, session_only)));
        let library = match &device {
            Some(device) => Library::new(Rc::clone(device)),
            None => Library::new(MemoryStore::default()),
        };
        Self {
            library: StoredValue::new_local(Rc::new(library)),
            device: StoredValue::new_local(device),
            session_only: RwSignal::new(session_only),
            changes: RwSignal::new(0),
            project: RwSignal::new(None),
            revision: StoredValue::new(0),
        }
    }

    /// Whether the browser keeps anything for this page.
    pub fn is_allowed(&self) -> bool {
        self.device.with_value(Option::is_some)
    }

    /// Whether the person wants nothing written (tracked).
    pub fn is_session_only(&self) -> bool {
        self.session_only.get()
    }

    /// Whether what is kept now outlives the tab.
    pub fn lasts(&self) -> bool {
        self.is_allowed() && !self.session_only.get_untracked()
    }

    /// Writes nothing more, or again, and then also what was held meanwhile.
    pub fn set_session_only(&self, session_only: bool) -> Result<(), PutError> {
        let device = self.device.get_value();
        if let Some(device) = device {
            device.set_session_only(session_only)?;
            let tab = SessionStorage::raw();
            // Where the tab has no storage of its own, the choice lasts until the page is left.
            let _kept = if session_only {
                tab.set_item(SESSION_ONLY, "1")
            } else {
                tab.remove_item(SESSION_ONLY)
            };
            self.session_only.set(session_only);
            self.changes.update(|changes| *changes += 1);
        }
        Ok(())
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

    /// Reads what is kept on the device alone, again whenever anything kept changes (tracked).
    pub fn on_device<R>(&self, read: impl FnOnce(&Library) -> R) -> R {
        self.changes.track();
        if self.is_allowed() {
            read(&Library::new(BrowserStore))
        } else {
            self.read(read)
        }
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
