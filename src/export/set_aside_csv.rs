//! The rows that were not used, as they stood, with line and reason.

use super::Mark;
use super::csv_file::{CsvFile, guarded_cell};
use crate::dataset::SetAsideRow;

/// Columns before those of the file. They stand first because a row may have more cells than the
/// header.
const COLUMNS: [&str; 2] = ["line", "reason"];

/// The column before those, when several files or sheets were read.
const PART_COLUMN: &str = "part";

/// Writes the rows in file order; `header` is the file's. `parts` are the files or sheets that were
/// read one after another, each with the lines of those before it; lines are told within a part.
pub fn write(
    header: &[String],
    rows: &[SetAsideRow],
    parts: &[(String, u32)],
    mark: Mark,
) -> Vec<u8> {
    let mut file = CsvFile::new(mark);
    let has_parts = parts.len() > 1;
    let first = has_parts.then_some(PART_COLUMN);
    file.record(
        first
            .into_iter()
            .chain(COLUMNS)
            .map(str::to_owned)
            .chain(header.iter().map(|name| guarded_cell(name))),
    );
    for row in rows {
        let part = parts.iter().rev().find(|(_, before)| *before < row.line);
        let (name, before) = part.map_or(("", 0), |(name, before)| (name.as_str(), *before));
        let name = has_parts.then(|| guarded_cell(name));
        let line = if has_parts {
            row.line - before
        } else {
            row.line
        };
        file.record(
            name.into_iter()
                .chain([line.to_string(), row.reason.id().to_owned()])
                .chain(row.cells.iter().map(|cell| guarded_cell(cell))),
        );
    }
    file.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::SetAsideReason;

    #[test]
    fn rows_keep_their_cells_and_tell_why() {
        let rows = [SetAsideRow {
            line: 7,
            reason: SetAsideReason::ImpossibleDate,
            cells: ["=1+1", "2024-02-30", "-12,50", "extra"]
                .map(str::to_owned)
                .to_vec(),
        }];
        let header = ["customer", "date", "amount"].map(str::to_owned);
        let text = String::from_utf8(write(&header, &rows, &[], Mark::None)).unwrap();
        assert_eq!(
            text,
            "line,reason,customer,date,amount\n\
             7,impossible_date,'=1+1,2024-02-30,\"-12,50\",extra\n"
        );
    }

    #[test]
    fn lines_are_those_of_the_part() {
        let row = |line| SetAsideRow {
            line,
            reason: SetAsideReason::MissingDate,
            cells: vec!["a".to_owned()],
        };
        let parts = [("may.csv".to_owned(), 0), ("june.csv".to_owned(), 40)];
        let header = ["customer".to_owned()];
        let bytes = write(&header, &[row(3), row(40), row(42)], &parts, Mark::None);
        assert_eq!(
            String::from_utf8(bytes).unwrap(),
            "part,line,reason,customer\n\
             may.csv,3,missing_date,a\n\
             may.csv,40,missing_date,a\n\
             june.csv,2,missing_date,a\n"
        );
    }
}
