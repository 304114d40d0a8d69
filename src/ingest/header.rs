//! Headers of more than one row, and of joined cells: which records they take, and the names they
//! come to.
//!
//! A spreadsheet joins cells to name a group of columns ("2024" above "Jan", "Feb", "Mar") or to
//! let one name stand beside two rows of others. Only a header is spread so: in the rows below it
//! a joined cell is one value, and what it covers stays empty.

use super::SourceRecipe;
use super::dialect::{HeadRecords, is_text, usual_cells};
use super::text::trim;
use super::workbook::Merge;

/// Rows a header takes at most.
const MOST_ROWS: usize = 4;

/// Takes into the header what joined cells show to be part of it.
pub(super) fn widen(head: &HeadRecords, source: &mut SourceRecipe) {
    if head.merges.is_empty() {
        return;
    }
    let at = source.skip_records as usize;
    let width = usual_cells(&head.records);
    let (mut top, mut bottom) = (at, at);
    while bottom + 1 - top < MOST_ROWS && top > 0 {
        let above = top - 1;
        if !joins(head, above) && !has_group(head, above, width) {
            break;
        }
        top = above;
    }
    while bottom + 1 - top < MOST_ROWS {
        let names_below = has_group(head, bottom, width) && is_worded(head, bottom + 1);
        if !joins(head, bottom) && !names_below {
            break;
        }
        bottom += 1;
    }
    if bottom > top {
        // A year above months looks like a value among values.
        source.header_record = Some(1);
    }
    source.skip_records = top as u32;
    source.header_records = (bottom + 1 - top) as u32;
    if bottom > at {
        source.skip_below = 0;
    }
}

fn line_of(head: &HeadRecords, at: usize) -> Option<u64> {
    head.records.get(at).map(|(line, _)| *line)
}

/// Whether a cell of a record is joined with one of the next.
fn joins(head: &HeadRecords, at: usize) -> bool {
    let (Some(line), Some(next)) = (line_of(head, at), line_of(head, at + 1)) else {
        return false;
    };
    head.merges
        .iter()
        .any(|merge| merge.rows.0 <= line && merge.rows.1 >= next)
}

/// Whether a record holds a name for several columns, each with a name of its own below. One for
/// all columns is a title.
fn has_group(head: &HeadRecords, at: usize, width: usize) -> bool {
    let Some(line) = line_of(head, at) else {
        return false;
    };
    let Some((_, below)) = head.records.get(at + 1) else {
        return false;
    };
    head.merges.iter().any(|merge| {
        let (from, to) = (merge.columns.0 as usize, merge.columns.1 as usize);
        let covered = below.iter().skip(from).take(to - from + 1);
        let named = covered.filter(|cell| !trim(cell).is_empty()).count();
        merge.rows.0 == line && to > from && to - from + 1 < width && named > 1
    })
}

/// Whether a record holds words only.
fn is_worded(head: &HeadRecords, at: usize) -> bool {
    let record = head.records.get(at);
    record.is_some_and(|(_, cells)| {
        let filled = || cells.iter().filter(|cell| !trim(cell).is_empty());
        filled().count() > 0 && filled().all(|cell| is_text(cell))
    })
}

/// The names of the columns: of one record as they stand, of several joined, and joined cells
/// spread over what they cover.
pub(super) fn names(head: &HeadRecords, source: &SourceRecipe) -> Option<Vec<String>> {
    let first = source.skip_records as usize + (source.header_record? as usize).checked_sub(1)?;
    let count = source.header_records.max(1) as usize;
    let rows = head.records.get(first..first.checked_add(count)?)?;
    let lines = rows.first()?.0..=rows.last()?.0;
    let merges: Vec<&Merge> = head
        .merges
        .iter()
        .filter(|merge| lines.contains(&merge.rows.0))
        .collect();
    if let ([(_, cells)], true) = (rows, merges.is_empty()) {
        return Some(cells.clone());
    }
    let body = head.records.get(first + count..).unwrap_or_default();
    let usual = usual_cells(body);
    let longest = rows.iter().map(|(_, cells)| cells.len()).max();
    let covered = merges.iter().map(|merge| merge.columns.1 as usize + 1);
    let width = covered
        .map(|cells| cells.min(usual))
        .max()
        .max(longest)
        .unwrap_or(0);
    let mut grid: Vec<Vec<String>> = rows
        .iter()
        .map(|(_, cells)| {
            let mut cells = cells.clone();
            cells.resize(width, String::new());
            cells
        })
        .collect();
    for merge in merges {
        let Some(row) = rows.iter().position(|(line, _)| *line == merge.rows.0) else {
            continue;
        };
        let columns = merge.columns.0 as usize..(merge.columns.1 as usize + 1).min(width);
        let Some(text) = grid[row].get(columns.start).cloned() else {
            continue;
        };
        let covered = rows.iter().zip(&mut grid);
        for (_, cells) in covered
            .filter(|((line, _), _)| *line <= merge.rows.1)
            .skip(row)
        {
            for cell in &mut cells[columns.clone()] {
                if trim(cell).is_empty() {
                    cell.clone_from(&text);
                }
            }
        }
    }
    let name = |column: usize| {
        let mut parts: Vec<&str> = grid.iter().map(|cells| trim(&cells[column])).collect();
        parts.retain(|part| !part.is_empty());
        parts.dedup();
        parts.join(" ")
    };
    Some((0..width).map(name).collect())
}

/// The last record of the header as it stands: by it the header of a further sheet is found.
pub(super) fn last_record<'a>(
    head: &'a HeadRecords,
    source: &SourceRecipe,
) -> Option<&'a Vec<String>> {
    let before = source
        .records_before_data()
        .checked_sub(u64::from(source.skip_below))?;
    source.header_record?;
    let record = head.records.get((before as usize).checked_sub(1)?);
    record.map(|(_, cells)| cells)
}

/// Whether a header could be of joined cells: a cell of it is empty beside a filled one.
pub(super) fn has_gaps(head: &HeadRecords, source: &SourceRecipe) -> bool {
    let at = source.skip_records as usize;
    let rows = head.records.iter().take(at + 2).skip(at.saturating_sub(1));
    let width = usual_cells(&head.records);
    let is_gapped = |cells: &Vec<String>| {
        let gap = |pair: &[String]| !trim(&pair[0]).is_empty() && trim(&pair[1]).is_empty();
        cells.len() < width || cells.windows(2).any(gap)
    };
    rows.into_iter().any(|(_, cells)| is_gapped(cells))
}

#[cfg(test)]
mod tests {
    use super::super::dialect::place_header;
    use super::*;

    fn sheet(rows: &[&str], merges: &[(u64, u64, u32, u32)]) -> (HeadRecords, SourceRecipe) {
        let head = HeadRecords {
            records: (1..)
                .zip(rows)
                .map(|(line, row)| (line, row.split(',').map(str::to_owned).collect()))
                .collect(),
            merges: merges
                .iter()
                .map(|&(top, bottom, left, right)| Merge {
                    rows: (top, bottom),
                    columns: (left, right),
                })
                .collect(),
            ..HeadRecords::default()
        };
        let mut source = SourceRecipe::default();
        place_header(&head.records, &mut source);
        widen(&head, &mut source);
        (head, source)
    }

    fn seen(rows: &[&str], merges: &[(u64, u64, u32, u32)]) -> (u32, u32, Vec<String>) {
        let (head, source) = sheet(rows, merges);
        let names = names(&head, &source).unwrap();
        (source.skip_records, source.header_records, names)
    }

    #[test]
    fn a_group_is_spread_over_the_names_below_it() {
        let rows = [
            "Customer,2024,,,2025",
            ",Jan,Feb,Mar,Jan",
            "C1,1,2,3,4",
            "C2,5,6,7,8",
        ];
        let (skip, records, names) = seen(&rows, &[(1, 2, 0, 0), (1, 1, 1, 3)]);
        assert_eq!((skip, records), (0, 2));
        let expected = ["Customer", "2024 Jan", "2024 Feb", "2024 Mar", "2025 Jan"];
        assert_eq!(names, expected);
    }

    #[test]
    fn a_title_over_all_columns_is_no_group() {
        let rows = [
            "Sales,,,",
            "date,customer,shop,amount",
            "2024-01-01,C1,X,3",
            "2024-01-02,C2,Y,4",
        ];
        let (skip, records, names) = seen(&rows, &[(1, 1, 0, 3)]);
        assert_eq!((skip, records), (1, 1));
        assert_eq!(names, ["date", "customer", "shop", "amount"]);
    }

    #[test]
    fn one_name_for_two_columns_is_the_name_of_both() {
        let rows = [
            "date,customer,,amount",
            "2024-01-01,C1,Bo,3",
            "2024-01-02,C2,Li,4",
        ];
        let (_, records, names) = seen(&rows, &[(1, 1, 1, 2)]);
        assert_eq!(records, 1);
        assert_eq!(names, ["date", "customer", "customer", "amount"]);
    }

    #[test]
    fn joined_cells_below_the_header_name_nothing() {
        let rows = [
            "date,customer,amount",
            "2024-01-01,C1,3",
            ",C2,4",
            "2024-01-02,C2,4",
        ];
        let (skip, records, names) = seen(&rows, &[(2, 3, 0, 0)]);
        assert_eq!((skip, records), (0, 1));
        assert_eq!(names, ["date", "customer", "amount"]);
    }
}
