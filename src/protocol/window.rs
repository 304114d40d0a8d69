//! Which rows of a long list stand in the window on it, and where.
//!
//! Browsers cap the height of an element near 33 million pixels. A list that would be higher is
//! squeezed: its scroll bar then moves over rows in proportion, and the rows in sight still stand
//! at full height.

use std::ops::Range;

/// Height no list goes beyond.
const MOST_HEIGHT_PX: f64 = 30_000_000.0;

/// Rows beyond either edge that are kept ready.
const MARGIN_ROWS: u32 = 12;

/// A window on a list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ListWindow {
    /// Rows of the list.
    pub rows: u32,
    /// Height of one row.
    pub row_px: f64,
    /// Height of the window.
    pub height_px: f64,
    /// How far it is scrolled.
    pub scroll_px: f64,
}

impl ListWindow {
    /// Height of the whole list as the scroll bar knows it.
    pub fn spacer_px(&self) -> f64 {
        self.full_px().min(MOST_HEIGHT_PX)
    }

    /// Where the top of a row stands within the spacer.
    pub fn row_top_px(&self, row: u32) -> f64 {
        f64::from(row) * self.row_px - self.top_px() + self.scroll_px
    }

    /// Rows to hold ready: those in sight and some beyond either edge.
    pub fn rows_ready(&self) -> Range<u32> {
        let seen = self.rows_seen();
        seen.start.saturating_sub(MARGIN_ROWS)..(seen.end + MARGIN_ROWS).min(self.rows)
    }

    /// Rows of which something is in sight.
    pub fn rows_seen(&self) -> Range<u32> {
        let top = self.top_px();
        let first = (top / self.row_px).floor().max(0.0) as u32;
        let end = ((top + self.height_px) / self.row_px).ceil().max(0.0) as u32;
        first.min(self.rows)..end.min(self.rows)
    }

    /// Rows that fit wholly, at least one: a step of the Page keys.
    pub fn page_rows(&self) -> u32 {
        ((self.height_px / self.row_px).floor() as u32).max(1)
    }

    /// How far to scroll so that a row is wholly in sight; `None` when it is already.
    pub fn scroll_to_px(&self, row: u32) -> Option<f64> {
        let top = f64::from(row) * self.row_px;
        let bottom = top + self.row_px;
        let seen = self.top_px();
        let wanted = if top < seen {
            top
        } else if bottom > seen + self.height_px {
            bottom - self.height_px
        } else {
            return None;
        };
        Some(wanted / self.stretch())
    }

    fn full_px(&self) -> f64 {
        f64::from(self.rows) * self.row_px
    }

    /// Pixels of the list one pixel of the scroll bar moves over.
    fn stretch(&self) -> f64 {
        let room = self.spacer_px() - self.height_px;
        if room <= 0.0 {
            return 1.0;
        }
        ((self.full_px() - self.height_px) / room).max(1.0)
    }

    fn top_px(&self) -> f64 {
        let most = (self.full_px() - self.height_px).max(0.0);
        (self.scroll_px.max(0.0) * self.stretch()).min(most)
    }
}

/// The parts of `part_rows` rows that together hold `rows`, by number.
pub fn parts(rows: &Range<u32>, part_rows: u32) -> Range<u32> {
    if rows.is_empty() {
        return 0..0;
    }
    rows.start / part_rows..(rows.end - 1) / part_rows + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(rows: u32, scroll_px: f64) -> ListWindow {
        ListWindow {
            rows,
            row_px: 48.0,
            height_px: 480.0,
            scroll_px,
        }
    }

    #[test]
    fn the_first_and_the_last_row_can_be_seen_at_any_length() {
        for rows in [1, 9, 10, 11, 100_000, 1_000_000, 10_000_000] {
            let start = window(rows, 0.0);
            assert_eq!(start.rows_seen().start, 0);
            let end = window(rows, (start.spacer_px() - 480.0).max(0.0));
            assert_eq!(end.rows_seen().end, rows, "{rows} rows");
            assert!(start.spacer_px() <= MOST_HEIGHT_PX);
        }
    }

    #[test]
    fn a_row_in_sight_stands_within_the_window() {
        for rows in [20, 100_000, 5_000_000] {
            let spacer = window(rows, 0.0).spacer_px();
            for step in 0..=100 {
                let scroll = (spacer - 480.0) * f64::from(step) / 100.0;
                let window = window(rows, scroll);
                for row in window.rows_seen() {
                    let top = window.row_top_px(row) - scroll;
                    assert!((-48.0..=480.0).contains(&top), "{rows} {step} {row} {top}");
                }
            }
        }
    }

    #[test]
    fn scrolling_to_a_row_brings_it_into_sight() {
        for rows in [50, 100_000, 5_000_000] {
            let mut window = window(rows, 0.0);
            for row in [0, 3, rows / 3, rows / 2, rows - 1, 7] {
                if let Some(scroll) = window.scroll_to_px(row) {
                    window.scroll_px = scroll;
                }
                assert!(window.rows_seen().contains(&row), "{row} of {rows}");
            }
        }
    }

    #[test]
    fn an_empty_list_has_no_rows() {
        let window = window(0, 0.0);
        assert!(window.rows_ready().is_empty());
        assert_eq!(parts(&window.rows_ready(), 100), 0..0);
    }

    #[test]
    fn parts_cover_the_rows() {
        assert_eq!(parts(&(0..1), 100), 0..1);
        assert_eq!(parts(&(99..101), 100), 0..2);
        assert_eq!(parts(&(100..200), 100), 1..2);
    }
}
