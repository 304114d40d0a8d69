use super::{Dataset, NO_CODE, Role, RowFlags};
use crate::base::{Day, Money, order};

/// Fewest orders of several lines that show a habit.
const LEAST_ORDERS: u64 = 3;

/// Orders all of whose lines have one amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepeatedTotals {
    /// Orders of several lines.
    pub orders: u64,
    /// Number of one of them.
    pub example: String,
    /// Its lines.
    pub example_lines: u64,
    /// What stands on each of its lines.
    pub example_amount: Money,
    /// Money of all lines after the first of each order.
    pub repeated: Money,
}

impl Dataset {
    /// Whether the amounts may be those of whole orders, repeated on each of their lines: every
    /// order of several lines has one amount, though its lines differ. Orders are told apart by
    /// customer, day and number.
    pub fn repeated_order_totals(&self) -> Option<RepeatedTotals> {
        let mut orders = 0_u64;
        let mut with_other_lines = 0_u64;
        let mut repeated = 0_i128;
        let mut amounts: Vec<Money> = Vec::new();
        let mut example: Option<(usize, u64)> = None;
        let mut all_alike = true;
        self.each_order(&mut |rows| {
            if rows.len() < 2 {
                return true;
            }
            let amount = self.amounts[rows[0]];
            all_alike = amount != Money::ZERO && self.has_one_amount(rows);
            if !all_alike {
                return false;
            }
            orders += 1;
            with_other_lines += u64::from(self.lines_differ(rows));
            repeated += i128::from(amount.0) * (rows.len() as i128 - 1);
            if amounts.len() < 2 && !amounts.contains(&amount) {
                amounts.push(amount);
            }
            if example.is_none_or(|(_, lines)| lines < rows.len() as u64) {
                example = Some((rows[0], rows.len() as u64));
            }
            true
        });
        let (row, example_lines) = example?;
        // One price for everything says nothing.
        let is_habit = all_alike
            && orders >= LEAST_ORDERS
            && with_other_lines * 2 > orders
            && amounts.len() > 1;
        is_habit.then(|| RepeatedTotals {
            orders,
            example: self
                .coded_by_role(Role::Order)
                .map_or("", |column| column.text(row as u32))
                .to_owned(),
            example_lines,
            example_amount: self.amounts[row],
            repeated: Money::from_sum(repeated),
        })
    }

    /// Takes the amounts of the lines after the first out of every order whose lines all have one
    /// amount, and marks them. Returns day and money of these lines.
    pub fn count_order_totals_once(&mut self) -> Vec<(Day, Money)> {
        let mut later = Vec::new();
        self.each_order(&mut |rows| {
            if rows.len() > 1 && self.has_one_amount(rows) {
                later.extend_from_slice(&rows[1..]);
            }
            true
        });
        let mut taken = Vec::with_capacity(later.len());
        for &row in &later {
            taken.push((self.days[row], self.amounts[row]));
            self.amounts[row] = Money::ZERO;
            self.flags[row] = self.flags[row].with(RowFlags::REPEATED_TOTAL);
        }
        taken
    }

    /// Hands over the rows of each order, in order of lines, while more are wanted.
    pub(super) fn each_order(&self, take: &mut dyn FnMut(&[usize]) -> bool) {
        let Some(column) = self.coded_by_role(Role::Order) else {
            return;
        };
        let mut order = Vec::new();
        for customer in self.customer_ixs() {
            let rows = self.rows_of(customer);
            let mut from = rows.start;
            while from < rows.end {
                let day = self.days[from..rows.end].iter();
                let to = from + day.take_while(|&&day| day == self.days[from]).count();
                order.clear();
                order.extend(from..to);
                if to - from > 1 {
                    order::sort_by_key(&mut order, |&row| u64::from(column.codes[row]));
                }
                for rows in order.chunk_by(|&a, &b| column.codes[a] == column.codes[b]) {
                    if column.codes[rows[0]] != NO_CODE && !take(rows) {
                        return;
                    }
                }
                from = to;
            }
        }
    }

    fn has_one_amount(&self, rows: &[usize]) -> bool {
        rows.iter()
            .all(|&row| self.amounts[row] == self.amounts[rows[0]])
    }

    /// Whether two lines differ in what they say of the goods.
    fn lines_differ(&self, rows: &[usize]) -> bool {
        let differs = |row: usize| {
            let mut coded = self.coded.iter();
            coded.any(|column| column.codes[row] != column.codes[rows[0]])
                || (self.quantities.as_ref())
                    .is_some_and(|quantities| quantities[row] != quantities[rows[0]])
        };
        rows.iter().any(|&row| differs(row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Day, Quantity};
    use crate::dataset::{DatasetBuilder, Interner, RowCosts, RowDays, RowRecord};

    /// `(order, product, units)` of one customer and day.
    fn data(rows: &[(&str, &str, f64)]) -> Dataset {
        let mut ids = Interner::default();
        let mut texts = [Interner::default(), Interner::default()];
        let mut builder = DatasetBuilder::new(2, false, [false; 3]);
        for (line, (order, product, units)) in rows.iter().enumerate() {
            let codes = [texts[0].intern(order), texts[1].intern(product)];
            let row = RowRecord {
                customer: ids.intern("a"),
                day: Day(1),
                amount: Money::from_units_f64(*units),
                source_row: line as u32 + 2,
                flags: RowFlags::default(),
                quantity: Quantity::ONE,
                costs: RowCosts::default(),
                days: RowDays::default(),
            };
            builder.push(row, &codes);
        }
        let [orders, products] = texts;
        let coded = vec![
            (Role::Order, "order".to_owned(), orders.finish()),
            (Role::Product, "product".to_owned(), products.finish()),
        ];
        builder.finish(ids.finish(), None, coded, None)
    }

    const TOTALS: [(&str, &str, f64); 7] = [
        ("1", "tea", 12.5),
        ("1", "cup", 12.5),
        ("2", "tea", 4.0),
        ("3", "pot", 9.0),
        ("3", "tea", 9.0),
        ("4", "cup", 8.0),
        ("4", "pot", 8.0),
    ];

    #[test]
    fn equal_amounts_on_lines_that_differ_are_noticed_and_counted_once() {
        let mut repeated = data(&TOTALS);
        let found = repeated.repeated_order_totals().unwrap();
        assert_eq!((found.orders, found.example.as_str()), (3, "1"));
        assert_eq!(found.repeated, Money::from_units_f64(29.5));
        let counted = repeated.count_order_totals_once();
        let money: Money = counted.iter().map(|&(_, amount)| amount).sum();
        assert_eq!((counted.len(), money), (3, Money::from_units_f64(29.5)));
        let sum: Money = repeated.amounts().iter().copied().sum();
        assert_eq!(sum, Money::from_units_f64(33.5));
    }

    #[test]
    fn lines_of_their_own_money_and_copies_are_no_sign() {
        let mut one_differs = TOTALS;
        one_differs[1].2 = 3.0;
        assert_eq!(data(&one_differs).repeated_order_totals(), None);
        assert_eq!(
            data(&TOTALS[..5]).repeated_order_totals(),
            None,
            "two orders are no habit"
        );
        let copies = TOTALS.map(|(order, _, units)| (order, "tea", units));
        assert_eq!(data(&copies).repeated_order_totals(), None);
        let one_price = TOTALS.map(|(order, product, _)| (order, product, 5.0));
        assert_eq!(data(&one_price).repeated_order_totals(), None);
    }
}
