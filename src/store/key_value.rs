use std::cell::RefCell;
use std::rc::Rc;

use crate::base::SortedMap;

/// Why a value could not be put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PutError {
    /// There is no room left.
    Full,
    /// The browser does not allow it.
    Forbidden,
}

/// Texts by key, as the browser keeps them. Putting replaces the former value or changes nothing.
pub trait KeyValue {
    /// The value of a key.
    fn get(&self, key: &str) -> Option<String>;
    /// Sets the value of a key.
    fn put(&self, key: &str, value: &str) -> Result<(), PutError>;
    /// Removes a key, if it is there.
    fn remove(&self, key: &str);
    /// Removes a key that nothing here points to any more; what lasts beneath a session may still
    /// point to it.
    fn let_go(&self, key: &str) {
        self.remove(key);
    }
    /// All keys, sorted.
    fn keys(&self) -> Vec<String>;
}

impl<S: KeyValue> KeyValue for Rc<S> {
    fn get(&self, key: &str) -> Option<String> {
        S::get(self, key)
    }

    fn put(&self, key: &str, value: &str) -> Result<(), PutError> {
        S::put(self, key, value)
    }

    fn remove(&self, key: &str) {
        S::remove(self, key);
    }

    fn let_go(&self, key: &str) {
        S::let_go(self, key);
    }

    fn keys(&self) -> Vec<String> {
        S::keys(self)
    }
}

/// A store that is gone when the page closes: for "session only" (see
/// [`SessionStore`](super::SessionStore)), for blocked storage, for tests.
/// Clones share one content.
#[derive(Clone, Debug)]
pub struct MemoryStore {
    values: Rc<RefCell<SortedMap<String, String>>>,
    limit_chars: usize,
}

impl MemoryStore {
    /// A store that holds at most so many characters of keys and values.
    pub fn with_limit(limit_chars: usize) -> Self {
        Self {
            limit_chars,
            ..Self::default()
        }
    }

    fn chars(&self) -> usize {
        let values = self.values.borrow();
        values
            .iter()
            .map(|(key, value)| key.len() + value.len())
            .sum()
    }
}

impl Default for MemoryStore {
    fn default() -> Self {
        Self {
            values: Rc::default(),
            limit_chars: usize::MAX,
        }
    }
}

impl KeyValue for MemoryStore {
    fn get(&self, key: &str) -> Option<String> {
        self.values.borrow().get(key).cloned()
    }

    fn put(&self, key: &str, value: &str) -> Result<(), PutError> {
        let former = self.get(key).map_or(0, |former| key.len() + former.len());
        let needed = self.chars() - former + key.len() + value.len();
        if needed > self.limit_chars {
            return Err(PutError::Full);
        }
        self.values
            .borrow_mut()
            .insert(key.to_owned(), value.to_owned());
        Ok(())
    }

    fn remove(&self, key: &str) {
        self.values.borrow_mut().remove(key);
    }

    fn keys(&self) -> Vec<String> {
        self.values.borrow().keys().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_store_keeps_what_it_has() {
        let store = MemoryStore::with_limit(10);
        assert_eq!(store.put("key", "value"), Ok(()));
        assert_eq!(store.put("key", "longer value"), Err(PutError::Full));
        assert_eq!(store.get("key").as_deref(), Some("value"));
        assert_eq!(store.put("key", "valued!"), Ok(()));
        store.remove("key");
        assert!(store.keys().is_empty());
    }
}
