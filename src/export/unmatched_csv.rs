//! What does not fit between the sales and a further table.

use super::Mark;
use super::csv_file::{CsvFile, cell, guarded_cell};
use crate::dataset::MatchReport;
use crate::panels::panel::Value;

/// Columns before those of the table: a customer of the sales fills `customer`, `rows` and
/// `amount`, a row of the table `line` and its cells.
const COLUMNS: [&str; 5] = ["reason", "line", "customer", "rows", "amount"];

/// Customers without a row in index order, then rows in the order of the table.
pub fn write(matches: &MatchReport, mark: Mark) -> Vec<u8> {
    let mut file = CsvFile::new(mark);
    let names = matches.header.iter().map(|name| guarded_cell(name));
    file.record(COLUMNS.map(str::to_owned).into_iter().chain(names));
    for customer in &matches.customers {
        file.record([
            "customers_without_row".to_owned(),
            String::new(),
            guarded_cell(&customer.customer),
            customer.rows.to_string(),
            cell(&Value::Money(customer.amount)),
        ]);
    }
    for row in &matches.rows {
        let first = [
            row.reason.to_owned(),
            row.line.to_string(),
            String::new(),
            String::new(),
            String::new(),
        ];
        let cells = row.cells.iter().map(|cell| guarded_cell(cell));
        file.record(first.into_iter().chain(cells));
    }
    file.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Money;
    use crate::dataset::{UnmatchedCustomer, UnmatchedRow};

    #[test]
    fn customers_and_rows_stand_below_one_header() {
        let report = MatchReport {
            header: vec!["id".to_owned(), "type".to_owned()],
            rows: vec![UnmatchedRow {
                line: 4,
                reason: "rows_without_customer",
                cells: vec!["9".to_owned(), "=shop".to_owned()],
            }],
            customers: vec![UnmatchedCustomer {
                customer: "007".to_owned(),
                rows: 2,
                amount: Money(125_000),
            }],
            ..MatchReport::default()
        };
        let text = String::from_utf8(write(&report, Mark::None)).unwrap();
        assert_eq!(
            text,
            "reason,line,customer,rows,amount,id,type\n\
             customers_without_row,,007,2,12.50\n\
             rows_without_customer,4,,,,9,'=shop\n"
        );
    }
}
