use serde::Serialize;
use serde::de::DeserializeOwned;

use super::packing::{Unreadable, pack, unpack};
use super::saved::{LIST_ROWS, Lists, Results};
use crate::protocol::wire;

/// The layout of kept results and lists. It grows when any type they are made of changes, which the fixture
/// in `tests/saved` notices. There are no steps from one layout to the next: results can be made
/// again from the file, and a second decoder of every type would be the largest part of the page.
const LAYOUT: u8 = 11;

/// Stored text of at most `limit` characters, and the ids of the panels that were left out for it,
/// the largest first.
pub(super) fn write(results: &Results, limit: usize) -> (String, Vec<String>) {
    let mut kept = results.clone();
    let mut dropped = Vec::new();
    let mut packed = pack_whole(&kept);
    while packed.len() > limit
        && let Some(largest) = largest_panel(&kept)
    {
        dropped.push(kept.panels.remove(largest).panel.id);
        packed = pack_whole(&kept);
    }
    (packed, dropped)
}

/// Stored text of at most `limit` characters, in which every list has as many rows as fit, at most
/// [`LIST_ROWS`]. `None` when nothing fits.
pub(super) fn write_lists(lists: &Lists, limit: usize) -> Option<String> {
    let mut rows = LIST_ROWS;
    while rows > 0 {
        let packed = pack_whole(&lists.first_rows(rows));
        if packed.len() <= limit {
            return Some(packed);
        }
        // Rows take nearly all of the room, later ones as much as earlier ones.
        rows = rows * limit / packed.len() * 9 / 10;
    }
    None
}

/// The results or lists in a stored text.
pub(super) fn read<T: DeserializeOwned>(stored: &str) -> Result<T, Unreadable> {
    let bytes = unpack(stored)?;
    match bytes.split_first() {
        Some((&LAYOUT, kept)) => wire::decode(kept).map_err(|_| Unreadable::Damaged),
        Some((&layout, _)) if layout > LAYOUT => Err(Unreadable::Newer),
        Some(_) => Err(Unreadable::Older),
        None => Err(Unreadable::Damaged),
    }
}

fn pack_whole<T: Serialize>(kept: &T) -> String {
    let mut bytes = vec![LAYOUT];
    bytes.extend(wire::encode(kept));
    pack(&bytes)
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
        assert_eq!(
            read::<Results>(&pack(&[LAYOUT + 1, 0])),
            Err(Unreadable::Newer)
        );
        assert_eq!(
            read::<Results>(&pack(&[LAYOUT - 1, 0])),
            Err(Unreadable::Older)
        );
        assert_eq!(
            read::<Results>(&pack(&[LAYOUT, 1])),
            Err(Unreadable::Damaged)
        );
        assert_eq!(read::<Results>(&pack(&[])), Err(Unreadable::Damaged));
    }
}
