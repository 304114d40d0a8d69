//! The days on which rows are due and were paid: read by the rules of their own columns. A cell that
//! cannot be read sets nothing aside.

use super::date::{DateEvidence, DateFault, DateReader};
use super::encoding::Decoder;
use super::layout::Layout;
use super::plan::{self, ColumnPlan, Verdict};
use super::raw_record::Record;
use super::{ColumnRecipe, DateFormat, Recipe};
use crate::dataset::{DAY_ROLES, DayCell, Role, RowDays};

/// Readers of these days, by [`DAY_ROLES`].
#[derive(Debug)]
pub(super) struct RowDaysReader {
    readers: [DateReader; DAY_ROLES.len()],
}

impl RowDaysReader {
    /// Days to come are nothing odd here: a sale of today is due later.
    pub(super) fn new(plans: &[ColumnPlan], decoder: &Decoder) -> Self {
        let reader = |role: Role| {
            let plan = plans.iter().find(|plan| plan.role == role);
            let unseen = DateFormat::of(super::DateOrder::Ymd);
            DateReader::new(plan.map_or(&unseen, |plan| &plan.date), None).decoding(decoder.clone())
        };
        Self {
            readers: DAY_ROLES.map(reader),
        }
    }

    /// The days of a record, by the columns they stand in.
    #[inline]
    pub(super) fn read(&mut self, columns: &Columns, record: &Record<'_>) -> RowDays {
        let mut days = RowDays::default();
        for ((at, reader), day) in columns.iter().zip(&mut self.readers).zip(&mut days.0) {
            if let Some(at) = *at {
                *day = cell(reader, record.cell(at));
            }
        }
        days
    }

    /// What the cells of a column say of their order.
    pub(super) fn evidence(&self, columns: &Columns, column: usize) -> Option<&DateEvidence> {
        let at = columns.iter().position(|&at| at == Some(column))?;
        Some(&self.readers[at].evidence)
    }

    /// Judges the orders by all cells, and says whether one was refuted. Where its cells leave it
    /// open, a column is written as the days of the sales are; while those are asked for, it waits.
    pub(super) fn judge(&self, layout: &Layout, recipe: &mut Recipe, plans: &[ColumnPlan]) -> bool {
        let of_sales = recipe.columns.iter().find(|it| it.index == layout.date);
        let of_sales = of_sales.and_then(|column| column.date.clone());
        let is_known = |format: &DateFormat| !format.order.lacks_year() || format.year.is_some();
        let of_sales = of_sales.filter(is_known);
        let mut refuted = false;
        for (column, plan) in recipe.columns.iter_mut().zip(plans) {
            let Some(evidence) = self.evidence(&layout.days, column.index) else {
                continue;
            };
            let settled = match (plan::judge_order(plan, evidence), &of_sales) {
                (Verdict::Holds(order), _) => {
                    if column.date.is_none() {
                        plan::with_order(column, order);
                    }
                    continue;
                }
                (Verdict::Refuted(order), _) => DateFormat::of(order),
                (Verdict::Ask, Some(format)) if plan.date != *format => format.clone(),
                (Verdict::Ask, _) => continue,
            };
            column.date = Some(settled);
            refuted = true;
        }
        refuted
    }
}

/// The columns of these days, by [`DAY_ROLES`].
pub(super) type Columns = [Option<usize>; DAY_ROLES.len()];

/// Whether a column holds such days.
pub(super) fn is_of_row_days(column: &ColumnRecipe) -> bool {
    DAY_ROLES.contains(&column.role)
}

fn cell(reader: &mut DateReader, cell: &[u8]) -> DayCell {
    match reader.read(cell) {
        Ok(day) => DayCell::Said(day),
        Err(DateFault::Missing | DateFault::Placeholder) => DayCell::Nothing,
        // Databases write a date of noughts where there is none.
        Err(_) if is_nought(cell) => DayCell::Nothing,
        Err(DateFault::Impossible | DateFault::Future) => DayCell::Unreadable,
    }
}

fn is_nought(cell: &[u8]) -> bool {
    cell.contains(&b'0') && cell.iter().all(|byte| b"0-/.: T".contains(byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Day, Money};
    use crate::dataset::Flag;
    use crate::ingest::{Import, RecipeChoice, read_all};

    fn read(text: &str) -> Import {
        let guess = RecipeChoice::Guess { stored: &[] };
        read_all(text.as_bytes(), guess, Day::from_iso("2024-06-30")).unwrap()
    }

    /// In order of lines.
    fn days(import: &Import, role: Role) -> Vec<String> {
        let data = &import.dataset;
        let column = data.row_days(role).unwrap();
        let mut rows: Vec<usize> = (0..data.len()).collect();
        crate::base::order::sort_by_key(&mut rows, |&row| data.source_rows()[row].into());
        let said = rows.into_iter().map(|row| match column.at(row) {
            DayCell::Nothing => "nothing".to_owned(),
            DayCell::Unreadable => "unreadable".to_owned(),
            DayCell::Said(day) => day.to_string(),
        });
        said.collect()
    }

    #[test]
    fn each_column_is_written_in_its_own_way() {
        let import = read(
            "customer,date,amount,due date,paid date\n\
             A,2024-01-05,10,04.02.2024,1/31/2024\n\
             B,2024-01-06,20,31.12.2030,2/1/2024\n\
             C,2024-01-07,30,06.02.2024,\n",
        );
        assert_eq!(import.reconciliation.rows_used, 3);
        assert_eq!(
            days(&import, Role::DueDate),
            ["2024-02-04", "2030-12-31", "2024-02-06"],
            "a day to come is none too late"
        );
        assert_eq!(
            days(&import, Role::PaidDate),
            ["2024-01-31", "2024-02-01", "nothing"]
        );
        assert_eq!(import.reconciliation.flags, []);
        assert!(import.questions.is_empty());
    }

    #[test]
    fn what_its_cells_leave_open_is_written_as_the_sales_are() {
        let american = "customer,date,amount,paid date\n\
                        A,01/31/2024,10,02/03/2024\nB,02/28/2024,20,03/04/2024\n";
        assert_eq!(
            days(&read(american), Role::PaidDate),
            ["2024-02-03", "2024-03-04"]
        );
        let british = "customer,date,amount,paid date\n\
                       A,31/01/2024,10,02/03/2024\nB,28/02/2024,20,03/04/2024\n";
        assert_eq!(
            days(&read(british), Role::PaidDate),
            ["2024-03-02", "2024-04-03"]
        );
        // Nothing tells which, and the sales are written otherwise: no guess.
        let iso = "customer,date,amount,paid date\n\
                   A,2024-01-31,10,02/03/2024\nB,2024-02-28,20,03/04/2024\n";
        assert_eq!(days(&read(iso), Role::PaidDate), ["unreadable"; 2]);
    }

    #[test]
    fn a_cell_that_cannot_be_read_is_counted_and_sets_nothing_aside() {
        let import = read(
            "customer,date,amount,paid date\n\
             A,2024-01-05,10,2024-02-01\n\
             A,2024-01-06,20,yes\n\
             A,2024-01-07,30,\n\
             A,2024-01-08,40,0000-00-00\n\
             A,2024-01-09,50,1900-01-01\n\
             A,2024-01-10,60,2024-02-30\n\
             A,2024-01-11,70,2024-03-01\n\
             A,2024-01-12,80,2024-03-02\n",
        );
        assert_eq!(
            days(&import, Role::PaidDate),
            [
                "2024-02-01",
                "unreadable",
                "nothing",
                "nothing",
                "nothing",
                "unreadable",
                "2024-03-01",
                "2024-03-02"
            ]
        );
        let account = &import.reconciliation;
        assert_eq!((account.rows_read, account.rows_used), (8, 8));
        let (flag, count) = account.flags[0];
        assert_eq!(
            (flag, count.rows, count.amount),
            (Flag::UnreadDay, 2, Money(800_000))
        );
        let group = import.groups.iter().find(|group| group.id == "unread_day");
        let group = group.unwrap();
        assert!(!group.set_aside && group.actions.is_empty());
        assert_eq!(group.examples[0], (3, "A,2024-01-06,20,yes".to_owned()));
    }

    #[test]
    fn a_file_without_such_columns_keeps_none() {
        let import = read("customer,date,amount\nA,2024-01-05,10\nB,2024-01-06,20\n");
        assert!(DAY_ROLES.map(|role| import.dataset.row_days(role).is_some()) == [false; 2]);
    }
}
