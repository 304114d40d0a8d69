use std::cell::RefCell;

use super::key_value::{KeyValue, MemoryStore, PutError};

/// A store that can be told to write nothing more ("session only"): what is put from then on is
/// held in memory, over what was kept before. Removing removes both, so that forgetting leaves
/// nothing.
#[derive(Debug)]
pub struct SessionStore<S> {
    lasting: S,
    session: RefCell<Option<MemoryStore>>,
}

impl<S: KeyValue> SessionStore<S> {
    /// A store over one that lasts.
    pub fn new(lasting: S, session_only: bool) -> Self {
        Self {
            lasting,
            session: RefCell::new(session_only.then(MemoryStore::default)),
        }
    }

    /// Writes nothing more from now on, or again: then what was held meanwhile is written. What
    /// finds no room stays in memory, and nothing changes.
    pub fn set_session_only(&self, session_only: bool) -> Result<(), PutError> {
        let held = self.session.borrow().clone();
        match held {
            None if session_only => self.session.replace(Some(MemoryStore::default())),
            Some(held) if !session_only => {
                for key in held.keys() {
                    let value = held.get(&key).unwrap_or_default();
                    self.lasting.put(&key, &value)?;
                }
                self.session.replace(None)
            }
            _ => None,
        };
        Ok(())
    }
}

impl<S: KeyValue> KeyValue for SessionStore<S> {
    fn get(&self, key: &str) -> Option<String> {
        let held = self.session.borrow();
        let held = held.as_ref().and_then(|session| session.get(key));
        held.or_else(|| self.lasting.get(key))
    }

    fn put(&self, key: &str, value: &str) -> Result<(), PutError> {
        match &*self.session.borrow() {
            Some(session) => session.put(key, value),
            None => self.lasting.put(key, value),
        }
    }

    fn remove(&self, key: &str) {
        if let Some(session) = &*self.session.borrow() {
            session.remove(key);
        }
        self.lasting.remove(key);
    }

    fn let_go(&self, key: &str) {
        match &*self.session.borrow() {
            Some(session) => session.remove(key),
            None => self.lasting.let_go(key),
        }
    }

    fn keys(&self) -> Vec<String> {
        let union = MemoryStore::default();
        let held = self.session.borrow();
        let held = held.as_ref().map(KeyValue::keys).unwrap_or_default();
        for key in held.into_iter().chain(self.lasting.keys()) {
            // Without a limit it takes everything.
            let _taken = union.put(&key, "");
        }
        union.keys()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_written_for_a_session_and_all_of_it_afterwards() {
        let lasting = MemoryStore::default();
        lasting.put("a", "kept before").unwrap();
        let store = SessionStore::new(lasting.clone(), true);
        store.put("a", "changed").unwrap();
        store.put("b", "new").unwrap();
        assert_eq!(store.get("a").as_deref(), Some("changed"));
        assert_eq!(store.keys(), ["a", "b"]);
        assert_eq!(lasting.get("a").as_deref(), Some("kept before"));
        assert_eq!(lasting.keys(), ["a"]);
        store.set_session_only(false).unwrap();
        assert_eq!(lasting.get("a").as_deref(), Some("changed"));
        assert_eq!(lasting.get("b").as_deref(), Some("new"));
    }

    #[test]
    fn forgetting_leaves_neither_of_both() {
        let lasting = MemoryStore::default();
        let store = SessionStore::new(lasting.clone(), false);
        store.put("a", "kept").unwrap();
        store.set_session_only(true).unwrap();
        store.put("a", "held").unwrap();
        store.remove("a");
        assert_eq!(store.get("a"), None);
        assert!(store.keys().is_empty() && lasting.keys().is_empty());
    }

    #[test]
    fn what_finds_no_room_stays_in_the_session() {
        let store = SessionStore::new(MemoryStore::with_limit(4), true);
        store.put("long key", "long value").unwrap();
        assert_eq!(store.set_session_only(false), Err(PutError::Full));
        assert_eq!(store.get("long key").as_deref(), Some("long value"));
    }
}
