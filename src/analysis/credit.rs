//! P51: what customers owe, how long they take to pay, and what it costs to wait.
//!
//! Money of a row is lent from the day of the sale to the day it was paid, or to the as-of day while
//! it is open. Σ money × days, divided by the money, is the mean time to payment weighted by money;
//! by Little’s law (1961, L = λW: mean balance = sales a day × days outstanding) it is the textbook
//! DSO, mean receivables ÷ sales × days, without its error where sales rise or fall. What is open
//! has waited at least so long, so with open money the figure is a lower bound.
//!
//! Balances are a stock: of all rows up to the as-of day, old ones first of all. Days and cost
//! belong to a statement of the period, and like its other costs they follow the sales that caused
//! them: rows sold in the period, to their payment. Every row so counts in one period, once.
//!
//! - Paid before the sale is nothing lent, and no gain.
//! - Money given back with a day of payment is taken off for the days between. Without one it is
//!   taken off what is open, evenly; where nothing is open, it went back at once.
//! - What cannot be read is not known: in no figure, and counted.

use super::CustomerBase;
use crate::base::{Day, Money, Period};
use crate::dataset::{CustomerIx, Dataset, DayCell, DayColumn, Role};
use crate::numerics::quantile::median_of_ints;

/// Days of a year, as the rate is divided by them.
const YEAR_DAYS: f64 = 365.0;

/// What the file says of payments.
#[derive(Clone, Debug)]
pub enum Payments {
    /// Nothing.
    Unsaid,
    /// When rows are due, and of none when it was paid.
    DueOnly {
        /// Mean days from sale to due day, weighted by money.
        term_days: Option<f64>,
    },
    /// When they were paid.
    Known(Credit),
}

/// What customers owe and owed.
#[derive(Clone, Debug)]
pub struct Credit {
    /// Customers with money whose payment is known, in index order.
    pub customers: Vec<CustomerIx>,
    /// One entry each.
    pub of: Vec<Owed>,
    /// Whether the file says when rows are due.
    pub knows_due: bool,
    /// Rows with money whose day of payment cannot be read.
    pub rows_unread: u64,
    /// Open rows that do not say when they are due.
    pub open_without_due: u64,
}

/// What one customer, or several, owe and owed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Owed {
    /// Not paid by the as-of day.
    pub open: Money,
    /// Of it, what should have been.
    pub overdue: Money,
    /// The first day it should have been.
    pub overdue_since: Option<Day>,
    /// Overdue money × days late, in ten-thousandths.
    overdue_days: i128,
    /// Money paid by the as-of day.
    pub paid: Money,
    /// Of the rows of the period: money paid or open.
    pub counted: Money,
    /// Of these: money × days from the sale to payment or the as-of day, in ten-thousandths.
    balance_days: i128,
}

impl Owed {
    /// Of several.
    pub fn sum(all: impl Iterator<Item = Self>) -> Self {
        all.fold(Self::default(), Self::and)
    }

    fn and(self, other: Self) -> Self {
        let since = [self.overdue_since, other.overdue_since];
        Self {
            open: self.open + other.open,
            overdue: self.overdue + other.overdue,
            overdue_since: since.into_iter().flatten().min(),
            overdue_days: self.overdue_days + other.overdue_days,
            paid: self.paid + other.paid,
            counted: self.counted + other.counted,
            balance_days: self.balance_days + other.balance_days,
        }
    }

    /// Days sales outstanding, of the rows of the period.
    pub fn dso_days(&self) -> Option<f64> {
        per(self.balance_days, self.counted)
    }

    /// Mean days by which the overdue money is late.
    pub fn days_late(&self) -> Option<f64> {
        per(self.overdue_days, self.overdue)
    }

    /// Balance × days of the rows of the period, in currency units × days.
    pub fn balance_days(&self) -> f64 {
        self.balance_days as f64 / Money::SCALE as f64
    }

    /// The same as a weight.
    pub fn weight(&self) -> i64 {
        i64::try_from(self.balance_days).unwrap_or(i64::MAX)
    }

    /// What lending it cost at a rate a year, in whole hundredths.
    pub fn cost(&self, rate: f64) -> Money {
        let hundredths = self.balance_days() * rate / YEAR_DAYS * 100.0;
        Money::from_units_f64(hundredths.round_ties_even() / 100.0)
    }
}

fn per(money_days: i128, money: Money) -> Option<f64> {
    (money > Money::ZERO).then(|| money_days as f64 / money.0 as f64)
}

/// Sums over rows of one customer, in ten-thousandths.
#[derive(Clone, Copy, Default)]
struct Sums {
    paid: i128,
    paid_days: i128,
    /// Open, before money given back is taken off.
    lent: i128,
    lent_days: i128,
    /// Given back without a day of payment.
    back: i128,
    late: i128,
    late_days: i128,
    late_since: Option<Day>,
}

impl Sums {
    fn add(&mut self, row: &Row, as_of: Day) {
        let days = |from: Day, to: Day| i128::from(to.since(from).max(0));
        match row.paid.filter(|&day| day <= as_of) {
            Some(day) => {
                self.paid += row.amount;
                self.paid_days += row.amount * days(row.sold, day);
            }
            None if row.amount < 0 => self.back -= row.amount,
            None => {
                self.lent += row.amount;
                self.lent_days += row.amount * days(row.sold, as_of);
                if let Some(due) = row.due.filter(|&due| due < as_of) {
                    self.late += row.amount;
                    self.late_days += row.amount * days(due, as_of);
                    self.late_since = Some(self.late_since.map_or(due, |since| since.min(due)));
                }
            }
        }
    }

    fn open(&self) -> i128 {
        (self.lent - self.back).max(0)
    }

    /// The part of a sum over open rows that is left once money given back is taken off.
    fn of_open(&self, sum: i128) -> i128 {
        let open = self.open();
        match sum.checked_mul(open) {
            _ if open == self.lent => sum,
            Some(product) => product / self.lent,
            None => (sum as f64 * (open as f64 / self.lent as f64)) as i128,
        }
    }

    fn owed(&self, of_period: &Self) -> Owed {
        let overdue = Money::from_sum(self.of_open(self.late));
        Owed {
            open: Money::from_sum(self.open()),
            overdue,
            overdue_since: self.late_since.filter(|_| overdue > Money::ZERO),
            overdue_days: self.of_open(self.late_days),
            paid: Money::from_sum(self.paid),
            counted: Money::from_sum(of_period.paid.max(0) + of_period.open()),
            balance_days: of_period.paid_days.max(0) + of_period.of_open(of_period.lent_days),
        }
    }
}

/// A row with money whose payment is known.
struct Row {
    amount: i128,
    sold: Day,
    due: Option<Day>,
    paid: Option<Day>,
}

fn said(cell: DayCell) -> Option<Day> {
    match cell {
        DayCell::Said(day) => Some(day),
        DayCell::Nothing | DayCell::Unreadable => None,
    }
}

impl Payments {
    /// What the rows in view say; days and cost belong to the sales of the period.
    pub fn of(data: &Dataset, base: &CustomerBase, period: Period) -> Self {
        let due = data.row_days(Role::DueDate);
        match data.row_days(Role::PaidDate).filter(|paid| paid.says_any()) {
            Some(paid) => Self::Known(Credit::of(data, base, period, (paid, due))),
            None => match due.filter(|due| due.says_any()) {
                Some(due) => Self::DueOnly {
                    term_days: term_days(data, base, period, due),
                },
                None => Self::Unsaid,
            },
        }
    }

    /// What is owed, where it is known.
    pub fn credit(&self) -> Option<&Credit> {
        match self {
            Self::Known(credit) => Some(credit),
            Self::Unsaid | Self::DueOnly { .. } => None,
        }
    }
}

/// Mean days from sale to due day of the sales of the period.
fn term_days(
    data: &Dataset,
    base: &CustomerBase,
    period: Period,
    due: DayColumn<'_>,
) -> Option<f64> {
    let (mut money, mut money_days) = (0_i128, 0_i128);
    for customer in base.present_ixs() {
        for row in base.rows_within(data, customer, period) {
            let (amount, sold) = (data.amounts()[row], data.days()[row]);
            if let Some(due) = said(due.at(row)).filter(|_| amount > Money::ZERO) {
                money += i128::from(amount.0);
                money_days += i128::from(amount.0) * i128::from(due.since(sold).max(0));
            }
        }
    }
    per(money_days, Money::from_sum(money))
}

impl Credit {
    fn of(
        data: &Dataset,
        base: &CustomerBase,
        period: Period,
        (paid, due): (DayColumn<'_>, Option<DayColumn<'_>>),
    ) -> Self {
        let as_of = base.frame().as_of;
        let mut found = Self {
            customers: Vec::new(),
            of: Vec::new(),
            knows_due: due.is_some_and(DayColumn::says_any),
            rows_unread: 0,
            open_without_due: 0,
        };
        for customer in base.present_ixs() {
            let (mut all, mut of_period) = (Sums::default(), Sums::default());
            let mut any = false;
            for row in base.rows_of(data, customer) {
                let amount = i128::from(data.amounts()[row].0);
                if amount == 0 {
                    continue;
                }
                let cell = paid.at(row);
                if cell == DayCell::Unreadable {
                    found.rows_unread += 1;
                    continue;
                }
                any = true;
                let sold = data.days()[row];
                let (due, paid) = (due.and_then(|due| said(due.at(row))), said(cell));
                let is_open = paid.is_none_or(|day| day > as_of);
                found.open_without_due += u64::from(is_open && amount > 0 && due.is_none());
                let row = Row {
                    amount,
                    sold,
                    due,
                    paid,
                };
                all.add(&row, as_of);
                if period.contains(sold) {
                    of_period.add(&row, as_of);
                }
            }
            if any {
                found.customers.push(customer);
                found.of.push(all.owed(&of_period));
            }
        }
        found
    }

    /// What one customer owes and owed; nothing where no payment of it is known.
    pub fn of_customer(&self, customer: CustomerIx) -> Owed {
        let at = self.customers.binary_search(&customer).ok();
        at.map(|at| self.of[at]).unwrap_or_default()
    }

    /// What all do.
    pub fn total(&self) -> Owed {
        Owed::sum(self.of.iter().copied())
    }
}

/// The median of the days a customer took to pay, over its rows paid by the as-of day; and how many
/// these are.
pub fn usual_days_to_pay(
    data: &Dataset,
    base: &CustomerBase,
    customer: CustomerIx,
) -> Option<(f64, usize)> {
    let paid = data.row_days(Role::PaidDate)?;
    let as_of = base.frame().as_of;
    let rows = base.rows_of(data, customer);
    let rows = rows.filter(|&row| data.amounts()[row] > Money::ZERO);
    let days = rows.filter_map(|row| {
        let paid = said(paid.at(row)).filter(|&day| day <= as_of)?;
        Some(paid.since(data.days()[row]).max(0))
    });
    let mut days: Vec<i32> = days.collect();
    let rows = days.len();
    median_of_ints(&mut days).map(|median| (median, rows))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::ViewFrame;
    use crate::dataset::View;
    use crate::dataset::payments_testing::{Sale, sales};

    const NO: Option<DayCell> = Some(DayCell::Nothing);
    const BAD: Option<DayCell> = Some(DayCell::Unreadable);

    fn day(day: i32) -> DayCell {
        DayCell::Said(Day(day))
    }

    fn money(units: f64) -> Money {
        Money::from_units_f64(units)
    }

    fn base(data: &Dataset, as_of: i32, period: Option<Period>) -> CustomerBase {
        let (first, last) = data.first_and_last_day().unwrap();
        let view = View {
            as_of: Some(Day(as_of)),
            period: Some(period.unwrap_or(Period {
                from: Day(-10_000),
                to: Day(as_of),
            })),
            ..View::default()
        };
        let frame = ViewFrame::resolve(&view, first, last);
        CustomerBase::build(data, &frame, None)
    }

    fn payments(data: &Dataset, as_of: i32, period: Option<Period>) -> Payments {
        let base = base(data, as_of, period);
        Payments::of(data, &base, base.frame().period)
    }

    fn credit(rows: &[Sale<'_>], as_of: i32, period: Option<Period>) -> Credit {
        let data = sales(rows);
        match payments(&data, as_of, period) {
            Payments::Known(credit) => credit,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn days_and_balances_worked_by_hand() {
        // By day 100. A: 100 paid after 30 days; 200 open for 40, due 10 days ago; 50 open for 20,
        // due to come. B: 300 paid after 10 days, 20 of it back at once.
        let rows: Vec<Sale<'_>> = vec![
            ("A", "1", 0, 100.0, Some(day(30)), Some(day(30))),
            ("A", "2", 60, 200.0, Some(day(90)), NO),
            ("A", "3", 80, 50.0, Some(day(110)), NO),
            ("B", "4", 10, 300.0, Some(day(40)), Some(day(20))),
            ("B", "5", 20, -20.0, NO, Some(day(20))),
        ];
        let found = credit(&rows, 100, None);
        let [a, b] = found.of[..] else {
            panic!("{found:?}")
        };
        assert_eq!(
            (a.open, a.overdue, a.paid),
            (money(250.0), money(200.0), money(100.0))
        );
        assert_eq!(
            (a.overdue_since, a.days_late()),
            (Some(Day(90)), Some(10.0))
        );
        // 100 × 30 + 200 × 40 + 50 × 20.
        assert_eq!((a.balance_days(), a.counted), (12_000.0, money(350.0)));
        assert_eq!(a.dso_days(), Some(12_000.0 / 350.0));
        assert_eq!((b.balance_days(), b.counted), (3_000.0, money(280.0)));
        assert_eq!((b.open, b.days_late()), (Money::ZERO, None));
        // 12,000 × 7.3 % ÷ 365.
        assert_eq!(a.cost(0.073), money(2.4));
        let total = found.total();
        assert_eq!(total.dso_days(), Some(15_000.0 / 630.0));
        assert_eq!(found.of_customer(CustomerIx(1)), b);
        assert!(found.knows_due);
    }

    #[test]
    fn money_given_back_is_taken_off_what_is_open_and_never_beyond() {
        // 100 due and 300 not; 100 comes back: a quarter off both.
        let mut rows: Vec<Sale<'_>> = vec![
            ("A", "1", 0, 100.0, Some(day(60)), NO),
            ("A", "2", 0, 300.0, Some(day(200)), NO),
            ("A", "3", 50, -100.0, NO, NO),
            ("B", "4", 0, 10.0, Some(day(5)), Some(day(5))),
        ];
        let a = credit(&rows, 100, None).of[0];
        assert_eq!((a.open, a.overdue), (money(300.0), money(75.0)));
        assert_eq!((a.balance_days(), a.days_late()), (30_000.0, Some(40.0)));
        // More comes back than is open: nobody owes the customer’s money to the customer here.
        rows.push(("A", "5", 60, -900.0, NO, NO));
        rows.push(("B", "6", 60, -7.0, NO, NO));
        let found = credit(&rows, 100, None);
        assert_eq!(
            (found.of[0].open, found.of[0].overdue_since),
            (Money::ZERO, None)
        );
        assert_eq!(found.of[0].weight(), 0);
        assert_eq!(
            found.of[1].weight(),
            50 * Money::SCALE,
            "paid rows keep their days"
        );
    }

    #[test]
    fn the_period_counts_its_own_sales_and_balances_are_of_all() {
        let rows: Vec<Sale<'_>> = vec![
            ("A", "1", 0, 100.0, Some(day(5)), NO),
            ("A", "2", 50, 200.0, Some(day(90)), Some(day(70))),
        ];
        let late = Period {
            from: Day(40),
            to: Day(100),
        };
        let early = Period {
            from: Day(0),
            to: Day(39),
        };
        let of = |period| credit(&rows, 100, Some(period)).of[0];
        assert_eq!(of(late).open, money(100.0));
        assert_eq!(of(early).open, money(100.0));
        assert_eq!(
            (of(late).balance_days(), of(late).counted),
            (4_000.0, money(200.0))
        );
        assert_eq!(of(early).weight(), 10_000 * Money::SCALE);
        // Looked at from day 60 the second is open too, for 10 days.
        let before = credit(&rows, 60, None).of[0];
        assert_eq!(
            (before.open, before.balance_days()),
            (money(300.0), 8_000.0)
        );
    }

    #[test]
    fn what_is_not_known_is_not_made_up() {
        let rows: Vec<Sale<'_>> = vec![
            ("A", "1", 0, 100.0, None, BAD),
            ("A", "2", 0, 100.0, None, Some(day(-5))),
            ("A", "3", 0, 50.0, None, NO),
            ("B", "4", 0, 50.0, None, BAD),
        ];
        let found = credit(&rows, 10, None);
        assert_eq!(found.customers, [CustomerIx(0)]);
        assert_eq!((found.rows_unread, found.knows_due), (2, false));
        // Paid ahead is no gain.
        assert_eq!(found.of[0].weight(), 500 * Money::SCALE);
        assert_eq!(found.of_customer(CustomerIx(1)), Owed::default());
        // Days due alone say nothing of what is open.
        let due: Vec<Sale<'_>> = vec![("A", "1", 0, 100.0, Some(day(30)), NO)];
        let data = sales(&due);
        let found = payments(&data, 100, None);
        assert!(matches!(
            found,
            Payments::DueOnly {
                term_days: Some(30.0)
            }
        ));
        assert!(found.credit().is_none());
        let bare: Vec<Sale<'_>> = vec![("A", "1", 0, 100.0, None, None)];
        let data = sales(&bare);
        assert!(matches!(payments(&data, 100, None), Payments::Unsaid));
    }

    #[test]
    fn the_usual_days_to_pay_are_the_middle_ones() {
        let rows: Vec<Sale<'_>> = vec![
            ("A", "1", 0, 1.0, None, Some(day(10))),
            ("A", "2", 0, 1.0, None, Some(day(12))),
            ("A", "3", 0, 1.0, None, Some(day(90))),
            ("A", "4", 0, 1.0, None, NO),
            ("A", "5", 0, -1.0, None, Some(day(3))),
        ];
        let data = sales(&rows);
        let usual = |as_of| usual_days_to_pay(&data, &base(&data, as_of, None), CustomerIx(0));
        assert_eq!(usual(100), Some((12.0, 3)));
        assert_eq!(usual(50), Some((11.0, 2)));
        assert_eq!(usual(5), None);
    }

    proptest! {
        #[test]
        fn balances_stay_within_what_was_sold_and_add_up(
            rows in prop::collection::vec(
                (0_usize..4, 0_i32..80, -500_i64..2_000, 0_i32..140, -10_i32..90, 0_u8..4),
                1..40,
            ),
            as_of in 60_i32..120,
        ) {
            let names = ["a", "b", "c", "d"];
            let sold: Vec<Sale<'_>> = rows
                .iter()
                .map(|&(who, sold, cents, due, term, kind)| {
                    let paid = match kind {
                        0 => NO,
                        1 => BAD,
                        _ => Some(day(sold + term)),
                    };
                    (names[who], "1", sold, cents as f64 / 100.0, Some(day(due)), paid)
                })
                .chain(std::iter::once(("a", "2", 0, 1.0, Some(day(1)), Some(day(1)))))
                .collect();
            let found = credit(&sold, as_of, None);
            for of in &found.of {
                prop_assert!(Money::ZERO <= of.overdue && of.overdue <= of.open);
                prop_assert_eq!(of.overdue > Money::ZERO, of.overdue_since.is_some());
                prop_assert!(of.balance_days() >= 0.0);
                prop_assert!(of.dso_days().is_none_or(|days| days.is_finite() && days >= 0.0));
            }
            let total = found.total();
            prop_assert_eq!(total.open, found.of.iter().map(|of| of.open).sum::<Money>());
            // Two periods that part the sales part the money × days where nothing goes back.
            if rows.iter().all(|row| row.2 >= 0) {
                let part = |from, to| {
                    let period = Period { from: Day(from), to: Day(to) };
                    credit(&sold, as_of, Some(period)).total().balance_days()
                };
                let parts = part(-10, 30) + part(31, 200);
                prop_assert!((parts - total.balance_days()).abs() < 1e-6 * (1.0 + parts));
            }
        }
    }
}
