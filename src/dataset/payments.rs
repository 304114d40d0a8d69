use super::{Dataset, Role};
use crate::base::Day;

/// The roles of a row's further days, in the order of [`RowDays`].
pub const DAY_ROLES: [Role; 2] = [Role::DueDate, Role::PaidDate];

/// What a cell of such a column says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DayCell {
    /// Nothing, or a day that stands for none.
    #[default]
    Nothing,
    /// Something that is no day.
    Unreadable,
    /// A day.
    Said(Day),
}

impl DayCell {
    /// No calendar reaches so far back.
    pub(super) const NOTHING: Day = Day(i32::MIN);
    const UNREADABLE: Day = Day(i32::MIN + 1);

    /// As a day of a column.
    pub(super) fn packed(self) -> Day {
        match self {
            Self::Nothing => Self::NOTHING,
            Self::Unreadable => Self::UNREADABLE,
            Self::Said(day) => day,
        }
    }
}

/// The further days of one row, by [`DAY_ROLES`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowDays(pub [DayCell; DAY_ROLES.len()]);

/// Which of them a file has, by [`DAY_ROLES`].
pub type HasDays = [bool; DAY_ROLES.len()];

/// One column of days.
#[derive(Clone, Copy, Debug)]
pub struct DayColumn<'a>(&'a [Day]);

impl DayColumn<'_> {
    /// What the row's cell says.
    pub fn at(self, row: usize) -> DayCell {
        match self.0.get(row) {
            None | Some(&DayCell::NOTHING) => DayCell::Nothing,
            Some(&DayCell::UNREADABLE) => DayCell::Unreadable,
            Some(&day) => DayCell::Said(day),
        }
    }

    /// Whether any cell says a day.
    pub fn says_any(self) -> bool {
        (0..self.0.len()).any(|row| matches!(self.at(row), DayCell::Said(_)))
    }
}

/// Fewest orders of several lines that show a habit.
const LEAST_ORDERS: u64 = 3;

impl Dataset {
    /// The days with this role, when the file has them.
    pub fn row_days(&self, role: Role) -> Option<DayColumn<'_>> {
        let at = DAY_ROLES.iter().position(|&other| other == role)?;
        self.row_days[at].as_deref().map(DayColumn)
    }

    /// Some programs write the days of an order on its first line alone. Where every order of
    /// several lines that has a day has it there and nowhere else, it holds for all its lines.
    /// Returns to how many rows a day was given.
    pub fn spread_days_over_orders(&mut self) -> u64 {
        let mut spread = 0;
        for at in 0..DAY_ROLES.len() {
            let mut later: Vec<(usize, usize)> = Vec::new();
            let Some(days) = &self.row_days[at] else {
                continue;
            };
            let column = DayColumn(days);
            let is_empty = |row: usize| column.at(row) == DayCell::Nothing;
            let (mut orders, mut all_so) = (0, true);
            self.each_order(&mut |rows| {
                if rows.len() > 1 && !rows.iter().all(|&row| is_empty(row)) {
                    let (first, rest) = (rows[0], &rows[1..]);
                    orders += 1;
                    all_so = !is_empty(first) && rest.iter().all(|&row| is_empty(row));
                    later.extend(rest.iter().map(|&row| (first, row)));
                }
                all_so
            });
            if all_so
                && orders >= LEAST_ORDERS
                && let Some(days) = &mut self.row_days[at]
            {
                spread += later.len() as u64;
                for (first, row) in later {
                    days[row] = days[first];
                }
            }
        }
        spread
    }
}

#[cfg(test)]
pub(crate) mod testing {
    use super::*;
    use crate::base::{Money, Quantity};
    use crate::dataset::{DatasetBuilder, Interner, RowCosts, RowFlags, RowRecord};

    /// Customer, order, day of the sale, units of money, day due, day paid.
    pub(crate) type Sale<'a> = (&'a str, &'a str, i32, f64, Option<DayCell>, Option<DayCell>);

    /// Sales of which a column is kept where any row has a cell of it.
    pub(crate) fn sales(rows: &[Sale<'_>]) -> Dataset {
        let (mut ids, mut orders) = (Interner::default(), Interner::default());
        let has = [
            rows.iter().any(|row| row.4.is_some()),
            rows.iter().any(|row| row.5.is_some()),
        ];
        let mut builder = DatasetBuilder::new(1, false, [false; 3]).keeping_days(has, rows.len());
        for (line, &(customer, order, day, units, due, paid)) in rows.iter().enumerate() {
            let amount = Money::from_units_f64(units);
            let row = RowRecord {
                customer: ids.intern(customer),
                day: Day(day),
                amount,
                source_row: line as u32 + 2,
                flags: if amount < Money::ZERO {
                    RowFlags::REFUND
                } else {
                    RowFlags::default()
                },
                quantity: Quantity::ONE,
                costs: RowCosts::default(),
                days: RowDays([due, paid].map(Option::unwrap_or_default)),
            };
            builder.push(row, &[orders.intern(order)]);
        }
        let coded = vec![(Role::Order, "order".to_owned(), orders.finish())];
        builder.finish(ids.finish(), None, coded, None)
    }
}

#[cfg(test)]
mod tests {
    use super::testing::{Sale, sales};
    use super::*;

    const NO: Option<DayCell> = Some(DayCell::Nothing);
    const BAD: Option<DayCell> = Some(DayCell::Unreadable);

    fn day(day: i32) -> DayCell {
        DayCell::Said(Day(day))
    }

    #[test]
    fn a_cell_that_says_nothing_is_not_one_that_cannot_be_read() {
        let data = sales(&[
            ("a", "1", 5, 1.0, None, NO),
            ("a", "2", 4, 1.0, None, BAD),
            ("a", "3", 6, 1.0, None, Some(day(9))),
        ]);
        assert!(data.row_days(Role::DueDate).is_none());
        assert!(data.row_days(Role::Date).is_none());
        let paid = data.row_days(Role::PaidDate).unwrap();
        // By day of the sale.
        assert_eq!(
            [0, 1, 2, 3].map(|row| paid.at(row)),
            [
                DayCell::Unreadable,
                DayCell::Nothing,
                DayCell::Said(Day(9)),
                DayCell::Nothing
            ]
        );
        assert!(paid.says_any());
    }

    #[test]
    fn a_day_on_the_first_line_of_every_order_holds_for_all_its_lines() {
        let rows: Vec<Sale<'_>> = vec![
            ("a", "1", 1, 1.0, NO, Some(day(9))),
            ("a", "1", 1, 1.0, NO, NO),
            ("a", "2", 3, 1.0, NO, Some(day(8))),
            ("a", "2", 3, 1.0, NO, NO),
            ("b", "3", 3, 1.0, NO, NO),
            ("b", "3", 3, 1.0, NO, NO),
            ("b", "4", 5, 1.0, NO, Some(day(7))),
            ("b", "4", 5, 1.0, NO, NO),
            ("b", "4", 5, 1.0, NO, NO),
        ];
        let mut data = sales(&rows);
        assert_eq!(data.spread_days_over_orders(), 4);
        let paid = |data: &Dataset| {
            let column = data.row_days(Role::PaidDate).unwrap();
            (0..data.len())
                .map(|row| column.at(row))
                .collect::<Vec<_>>()
        };
        let said = |day: i32| DayCell::Said(Day(day));
        let expected = [9, 9, 8, 8].map(said);
        assert_eq!(paid(&data)[..4], expected);
        assert_eq!(paid(&data)[4..6], [DayCell::Nothing; 2]);
        assert_eq!(paid(&data)[6..], [7, 7, 7].map(said));

        // One later line with a day of its own: every line speaks for itself.
        let mut other = rows.clone();
        other[1].5 = Some(day(9));
        let mut data = sales(&other);
        assert_eq!(data.spread_days_over_orders(), 0);
        // So few orders show no habit.
        let mut data = sales(&rows[..4]);
        assert_eq!(data.spread_days_over_orders(), 0);
    }
}
