//! A list of customers in the engine, of which the page holds windows.

use std::ops::Range;
use std::sync::Arc;

use leptos::task::spawn_local;

use super::super::link::{Link, OpenedList};
use super::super::state::Session;
use super::super::storage::Storage;
use crate::app::view::prelude::*;
use crate::base::{SortedMap, SortedSet};
use crate::i18n::Message;
use crate::protocol::window::parts;
use crate::protocol::{ListQuery, ListRow};
use crate::store::SavedList;

/// Rows asked for at once.
const PART_ROWS: u32 = 100;

/// Parts held beyond those in sight.
const PARTS_AROUND: u32 = 6;

/// A list and the parts of it the page holds.
#[derive(Clone, Copy)]
pub struct ListSource {
    /// The list, once it is open. An earlier one stays while the next is opened.
    pub opened: RwSignal<Option<Arc<OpenedList>>>,
    /// Why it could not be opened.
    pub failed: RwSignal<Option<Message>>,
    /// Whether another list is being opened.
    pub opening: RwSignal<bool>,
    /// Rows of the whole list, when only its stored beginning is shown.
    pub kept_of: RwSignal<Option<u32>>,
    parts: RwSignal<SortedMap<u32, Arc<Vec<ListRow>>>>,
    asked: StoredValue<SortedSet<u32>>,
    /// Counts the lists asked for; an answer for an earlier one is dropped.
    serial: StoredValue<u32>,
    query: Memo<ListQuery>,
    link: Link,
}

impl ListSource {
    /// Opens the list of a query, again whenever the query or the data change. Without the rows
    /// it is the stored beginning, if there is one.
    pub fn new(query: Memo<ListQuery>) -> Self {
        let session: Session = expect_context();
        let storage: Storage = expect_context();
        let source = Self {
            opened: RwSignal::new(None),
            failed: RwSignal::new(None),
            opening: RwSignal::new(false),
            kept_of: RwSignal::new(None),
            parts: RwSignal::new(SortedMap::default()),
            asked: StoredValue::new(SortedSet::default()),
            serial: StoredValue::new(0),
            query,
            link: expect_context(),
        };
        let revision = Memo::new(move |_| {
            let info = session.info.read();
            info.as_ref().map(|info| info.revision)
        });
        Effect::new(move |_| {
            revision.track();
            let query = query.get();
            if session.has_rows.get() {
                source.open(query);
            } else {
                source.show_kept(storage.kept_list(&query));
            }
        });
        source
    }

    /// Rows of the whole list, also when only its beginning is shown (tracked).
    pub fn whole(self) -> u32 {
        self.kept_of.get().unwrap_or_else(|| {
            let opened = self.opened.read();
            opened.as_ref().map_or(0, |opened| opened.total)
        })
    }

    /// A row, when the page holds it (tracked).
    pub fn row(self, row: u32) -> Option<ListRow> {
        let parts = self.parts.read();
        let part = parts.get(&(row / PART_ROWS))?;
        part.get((row % PART_ROWS) as usize).cloned()
    }

    /// Asks for rows the page does not hold yet, and lets go of those far away.
    pub fn need(self, rows: &Range<u32>) {
        let Some(opened) = self.opened.get_untracked() else {
            return;
        };
        if self.kept_of.read_untracked().is_some() {
            return;
        }
        let wanted = parts(rows, PART_ROWS);
        let missing: Vec<u32> = {
            let held = self.parts.read_untracked();
            wanted
                .clone()
                .filter(|part| !held.contains_key(part))
                .filter(|part| {
                    self.asked
                        .try_update_value(|asked| asked.insert(*part))
                        .unwrap_or_default()
                })
                .collect()
        };
        for part in missing {
            self.ask_for(&opened, part);
        }
        let near =
            wanted.start.saturating_sub(PARTS_AROUND)..wanted.end.saturating_add(PARTS_AROUND);
        if self
            .parts
            .read_untracked()
            .keys()
            .any(|part| !near.contains(part))
        {
            self.parts
                .update(|parts| parts.retain(|part, _| near.contains(part)));
        }
    }

    fn open(self, query: ListQuery) {
        let serial = self.next_serial();
        self.opening.set(true);
        spawn_local(async move {
            let opened = self.link.open_list(query).await;
            // The first rows come with the list: it is never seen without them.
            let first = match &opened {
                Ok(opened) if opened.total > 0 => self.link.rows(opened.list, 0, PART_ROWS).await,
                Ok(_) | Err(_) => Ok(Vec::new()),
            };
            if self.serial.try_get_value() != Some(serial) {
                return;
            }
            self.opening.set(false);
            self.asked.set_value(SortedSet::default());
            match (opened, first) {
                (Ok(opened), Ok(rows)) => {
                    self.failed.set(None);
                    self.kept_of.set(None);
                    self.hold([rows]);
                    self.opened.set(Some(Arc::new(opened)));
                }
                (Err(message), _) | (_, Err(message)) => self.failed.set(Some(message)),
            }
        });
    }

    fn show_kept(self, kept: Option<(SavedList, Vec<ListRow>)>) {
        // An answer still under way belongs to an engine that is gone.
        self.next_serial();
        self.opening.set(false);
        self.failed.set(None);
        let Some((saved, rows)) = kept else {
            self.kept_of.set(None);
            self.opened.set(None);
            return;
        };
        let total = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        self.hold(rows.chunks(PART_ROWS as usize).map(<[ListRow]>::to_vec));
        self.kept_of.set(Some(saved.total));
        self.opened.set(Some(Arc::new(OpenedList {
            list: 0,
            total,
            of: saved.of,
            title: saved.title,
            columns: saved.columns,
        })));
    }

    /// Holds these parts from the first on, and no other.
    fn hold(self, parts: impl IntoIterator<Item = Vec<ListRow>>) {
        let mut held = SortedMap::default();
        for (part, rows) in (0..).zip(parts) {
            held.insert(part, Arc::new(rows));
        }
        self.parts.set(held);
    }

    fn ask_for(self, opened: &OpenedList, part: u32) {
        let list = opened.list;
        let serial = self.serial.get_value();
        spawn_local(async move {
            let rows = self.link.rows(list, part * PART_ROWS, PART_ROWS).await;
            if self.serial.try_get_value() != Some(serial) {
                return;
            }
            self.asked.update_value(|asked| {
                asked.remove(&part);
            });
            match rows {
                Ok(rows) => self.parts.update(|parts| {
                    parts.insert(part, Arc::new(rows));
                }),
                // The engine holds so many lists only, and dies with them: opened again, this one
                // says by itself what is wrong.
                Err(_) => self.open(self.query.get_untracked()),
            }
        });
    }

    fn next_serial(self) -> u32 {
        let serial = self.serial.get_value().wrapping_add(1);
        self.serial.set_value(serial);
        serial
    }
}
