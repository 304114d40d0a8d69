//! A panel's table as CSV, with the stable ids of its columns.

use super::Mark;
use super::csv_file::{CsvFile, cell};
use crate::panels::panel::Table;

/// Writes the rows. The row of totals stays out: a program that reads the file would count twice.
pub fn write(table: &Table, mark: Mark) -> Vec<u8> {
    let mut file = CsvFile::new(mark);
    file.record(table.columns.iter().map(|column| column.id.as_bytes()));
    for row in &table.rows {
        file.record(row.cells.iter().map(cell));
    }
    file.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Money;
    use crate::i18n::{Message, Words};
    use crate::panels::panel::{Column, Row, Value};

    #[test]
    fn a_table_is_its_column_ids_and_raw_values() {
        let column = |id: &str| Column {
            id: id.to_owned(),
            label: Message::Words(Words::All),
            decimals: None,
            bar: false,
        };
        let table = Table {
            id: "segments".to_owned(),
            columns: vec![column("segment"), column("revenue")],
            rows: vec![Row {
                cells: vec![Value::Text("@x".to_owned()), Value::Money(Money(-10_500))],
                ..Row::default()
            }],
            total: Some(Row::default()),
        };
        assert_eq!(
            String::from_utf8(write(&table, Mark::ForSpreadsheets)).unwrap(),
            "\u{feff}segment,revenue\n'@x,-1.05\n"
        );
    }
}
