//! Cells of a sheet that are joined into one: only the first of them holds a text.

/// Rows in which joined cells may be part of a header; below, they are only counted.
const HEADER_ROWS: u64 = 200;

/// Joined cells that are kept; a header has no more.
const MOST_KEPT: usize = 4_096;

/// A rectangle of cells joined into one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Merge {
    /// First and last row, from 1.
    pub(crate) rows: (u64, u64),
    /// First and last column, from 0.
    pub(crate) columns: (u32, u32),
}

/// The joined cells of a sheet.
#[derive(Clone, Debug, Default)]
pub(crate) struct Merges {
    kept: Vec<Merge>,
    below: u64,
    first_below: u64,
}

impl Merges {
    /// Takes joined cells; a single cell is none.
    pub(super) fn add(&mut self, merge: Merge) {
        if merge.rows.0 == merge.rows.1 && merge.columns.0 == merge.columns.1 {
            return;
        }
        if merge.rows.0 <= HEADER_ROWS && self.kept.len() < MOST_KEPT {
            self.kept.push(merge);
        } else {
            self.below += 1;
            if self.first_below == 0 || merge.rows.0 < self.first_below {
                self.first_below = merge.rows.0;
            }
        }
    }

    /// Takes joined cells by their reference, such as `B1:D1`.
    pub(super) fn add_reference(&mut self, reference: &[u8]) {
        let mut corners = reference.split(|&byte| byte == b':').map(corner);
        if let (Some(Some(first)), Some(Some(last)), None) =
            (corners.next(), corners.next(), corners.next())
        {
            self.add(Merge {
                rows: (first.0.min(last.0), first.0.max(last.0)),
                columns: (first.1.min(last.1), first.1.max(last.1)),
            });
        }
    }

    /// Those that may be part of a header.
    pub(crate) fn of_header(&self) -> &[Merge] {
        &self.kept
    }

    /// How many begin below a row, and in which row the first.
    pub(crate) fn below(&self, row: u64) -> (u64, u64) {
        let kept = self.kept.iter().map(|merge| merge.rows.0);
        let kept = kept.filter(|first| *first > row);
        let first = kept.clone().chain([self.first_below]);
        let first = first.filter(|first| *first > 0).min();
        (kept.count() as u64 + self.below, first.unwrap_or(0))
    }
}

/// Row from 1 and column from 0 of a cell's reference.
fn corner(reference: &[u8]) -> Option<(u64, u32)> {
    let column = super::sheet::column_of(reference)?;
    let digits: Vec<u8> = reference
        .iter()
        .copied()
        .filter(u8::is_ascii_digit)
        .collect();
    let row: u64 = std::str::from_utf8(&digits).ok()?.parse().ok()?;
    (row > 0 && column < super::rows::MOST_COLUMNS).then_some((row, column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_become_rectangles() {
        let mut merges = Merges::default();
        for reference in ["B1:D1", "$A$2:$A$1", "C3:C3", "C3", "", "x:y", "A1:B2:C3"] {
            merges.add_reference(reference.as_bytes());
        }
        merges.add_reference(b"A900:B900");
        let expected = [
            Merge {
                rows: (1, 1),
                columns: (1, 3),
            },
            Merge {
                rows: (1, 2),
                columns: (0, 0),
            },
        ];
        assert_eq!(merges.of_header(), expected);
        assert_eq!(merges.below(0), (3, 1));
        assert_eq!(merges.below(1), (1, 900));
    }
}
