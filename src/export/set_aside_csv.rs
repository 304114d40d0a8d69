//! The rows that were not used, as they stood, with line and reason.

use super::Mark;
use super::csv_file::{CsvFile, guarded_cell};
use crate::dataset::SetAsideRow;

/// Columns before those of the file. They stand first because a row may have more cells than the
/// header.
const COLUMNS: [&str; 2] = ["line", "reason"];

/// Writes the rows in file order; `header` is the file's.
pub fn write(header: &[String], rows: &[SetAsideRow], mark: Mark) -> Vec<u8> {
    let mut file = CsvFile::new(mark);
    file.record(
        COLUMNS
            .into_iter()
            .map(str::to_owned)
            .chain(header.iter().map(|name| guarded_cell(name))),
    );
    for row in rows {
        file.record(
            [row.line.to_string(), row.reason.id().to_owned()]
                .into_iter()
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
        let text = String::from_utf8(write(&header, &rows, Mark::None)).unwrap();
        assert_eq!(
            text,
            "line,reason,customer,date,amount\n\
             7,impossible_date,'=1+1,2024-02-30,\"-12,50\",extra\n"
        );
    }
}
