use super::packing::{Unreadable, pack, unpack};
use super::saved::{LIST_ROWS, Results};
use crate::protocol::wire;

/// The layout of kept results. It grows when any type they are made of changes, which the fixture
/// in `tests/saved` notices. There are no steps from one layout to the next: results can be made
/// again from the file, and a second decoder of every type would be the largest part of the page.
const LAYOUT: u8 = 3;

/// Something left out of what is kept, because it would have taken too much room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dropped {
    /// All lists are kept with so many rows only.
    ListRows {
        /// How many.
        kept: usize,
    },
    /// A panel.
    Panel {
        /// Its id.
        panel: String,
    },
}

/// Stored text of at most `limit` characters: rows of lists are left out first, then the largest
/// panels. What was left out is said.
pub(super) fn write(results: &Results, limit: usize) -> (String, Vec<Dropped>) {
    let mut kept = results.clone();
    let mut rows = LIST_ROWS;
    keep_rows(&mut kept, rows);
    let mut dropped = Vec::new();
    let mut packed = pack_whole(&kept);
    while packed.len() > limit && rows > 0 {
        rows /= 2;
        keep_rows(&mut kept, rows);
        packed = pack_whole(&kept);
    }
    if rows < LIST_ROWS {
        dropped.push(Dropped::ListRows { kept: rows });
    }
    while packed.len() > limit
        && let Some(largest) = largest_panel(&kept)
    {
        let saved = kept.panels.remove(largest);
        dropped.push(Dropped::Panel {
            panel: saved.panel.id,
        });
        packed = pack_whole(&kept);
    }
    (packed, dropped)
}

/// The results in a stored text.
pub(super) fn read(stored: &str) -> Result<Results, Unreadable> {
    let bytes = unpack(stored)?;
    match bytes.split_first() {
        Some((&LAYOUT, results)) => wire::decode(results).map_err(|_| Unreadable::Damaged),
        Some((&layout, _)) if layout > LAYOUT => Err(Unreadable::Newer),
        Some(_) => Err(Unreadable::Older),
        None => Err(Unreadable::Damaged),
    }
}

fn pack_whole(results: &Results) -> String {
    let mut bytes = vec![LAYOUT];
    bytes.extend(wire::encode(results));
    pack(&bytes)
}

fn keep_rows(results: &mut Results, rows: usize) {
    for list in &mut results.lists {
        list.rows.truncate(rows);
    }
}

fn largest_panel(results: &Results) -> Option<usize> {
    let mut largest = None;
    for (at, saved) in results.panels.iter().enumerate() {
        let size = wire::encode(saved).len();
        if largest.is_none_or(|(most, _)| size > most) {
            largest = Some((size, at));
        }
    }
    largest.map(|(_, at)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_layout_is_told_from_damage() {
        assert_eq!(read(&pack(&[LAYOUT + 1, 0])), Err(Unreadable::Newer));
        assert_eq!(read(&pack(&[LAYOUT - 1, 0])), Err(Unreadable::Older));
        assert_eq!(read(&pack(&[LAYOUT, 1])), Err(Unreadable::Damaged));
        assert_eq!(read(&pack(&[])), Err(Unreadable::Damaged));
    }
}
