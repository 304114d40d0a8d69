//! What survives a reload. Pure: the browser's storage is behind [`KeyValue`].
//!
//! Imports the vocabulary and `protocol`. Never holds a row of a file.
//!
//! Invariants: everything is packed with a version and a checksum, so what can be read is what was
//! written. What the person chose or wrote is JSON and follows this program from version to version;
//! results are the bytes of `protocol::wire` and hold for one layout of their types. Results are written under a new key, read back, and only then pointed to: a store
//! that fails at any step leaves the former results. What the person wrote is never thrown away to
//! make room.
//!
//! | key | document |
//! |---|---|
//! | `regulars/preferences` | [`Preferences`] |
//! | `regulars/recipes` | recipes by header shape |
//! | `regulars/project/<id>/about` | [`About`]: name, header shape, which results are valid |
//! | `regulars/project/<id>/settings` | [`Settings`] |
//! | `regulars/project/<id>/decisions` | [`Decisions`] |
//! | `regulars/project/<id>/results/<revision>` | [`Results`] |
//! | `regulars/project/<id>/lists/<revision>` | [`Lists`] that belong to these results |
//!
//! - `key_value`: the door to a store, and one in memory
//! - `session_store`: a store that can be told to write nothing more
//! - `packing`: text that proves itself whole
//! - `migrate`: documents of older versions
//! - `saved`: the documents
//! - `results`: results and lists within their limit
//! - `decisions`: what the person wrote, by customer
//! - `library`: reading, writing, making room, forgetting
//! - `inventory`: what is kept, and how large it is

mod decisions;
mod inventory;
mod key_value;
mod library;
mod migrate;
mod packing;
mod results;
mod saved;
mod session_store;

pub use decisions::{ALARM, DONE, Decision, Decisions};
pub use inventory::{Item, Kind};
pub use key_value::{KeyValue, MemoryStore, PutError};
pub use library::{Kept, Library, StoreError};
pub use packing::{Unreadable, pack, unpack};
pub use saved::{
    About, LIST_ROWS, Lists, PROJECT_LIMIT, Preferences, ProjectId, Results, SavedList, SavedPanel,
    Settings, Theme, header_shape,
};
pub use session_store::SessionStore;
