//! P2: what customers bring once goods and the cost of the relationship are taken off, in the
//! period W.
//!
//! Every figure of a group is the sum of its customers', so that customers, segments and total
//! agree to the ten-thousandth.
//!
//! - `lines`: the lines of the cost of the relationship, and what a sum is shared by
//! - `rows`: what the rows of a period say, by customer
//! - `statement`: the statement of somebody
//! - `fiscal`: the same by fiscal year

mod fiscal;
mod lines;
mod rows;
mod statement;

pub use fiscal::{FiscalYear, fiscal_years};
pub use lines::{Driver, Line};
pub use rows::gross_of_rows;
pub(super) use rows::{GOODS, RowGross};
pub use statement::{Basis, Statement};

use super::CustomerBase;
use super::allocation::allocate;
use super::attributes::number_of;
use super::credit::Payments;
use crate::base::{Money, Period, SortedMap};
use crate::dataset::{CustomerIx, Dataset, DirectCost, Meaning};
use rows::{Gathered, KnownGoods};

/// A sum for all customers and what it is shared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pool {
    /// The cost of the period.
    pub money: Money,
    /// What it is shared by.
    pub driver: Driver,
}

/// What the person may set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// Gross profit of a unit of sales, where the file has no cost of the goods.
    pub margin: Option<f64>,
    /// The same by what is sold: a product or a category, where a row says no cost of its own.
    pub margins: SortedMap<String, f64>,
    /// Whether the column of costs holds that of the whole row and not of one piece.
    pub cost_of_row: bool,
    /// What lending money costs a year; what it cost is not known without it.
    pub credit_rate: Option<f64>,
    /// Pools by [`Line::ALL`]; one takes the place of the line's column.
    pub pools: [Option<Pool>; Line::ALL.len()],
}

/// Where gross profit comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum GrossFrom {
    /// A column of costs, margins of what is sold, or both.
    Costs {
        /// Rows with money of which neither is known.
        rows_without: u64,
        /// Their net sales.
        sales_without: Money,
        /// The margin they are taken at.
        margin: Option<f64>,
    },
    /// One margin for all.
    Margin(f64),
    /// It is not known.
    Nothing,
}

/// Where a line comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CostFrom {
    /// A column of the file.
    Column {
        /// Rows whose cell says nothing; they count as no cost.
        rows_without: u64,
    },
    /// A table of costs by customer, beside the sales.
    Table {
        /// Whether the rows of the sales say the line too: both are added.
        and_column: bool,
    },
    /// What is lent by waiting for payment, at a rate a year.
    Credit {
        /// The rate.
        rate: f64,
    },
    /// A sum shared among all.
    Pool {
        /// What it should be shared by.
        wanted: Driver,
        /// What it is shared by: where nobody has any of it, every customer alike.
        driver: Driver,
    },
}

/// A line of costs that is known.
#[derive(Clone, Debug)]
pub struct LineCosts {
    /// Which.
    pub line: Line,
    /// Where from.
    pub from: CostFrom,
    /// One entry a customer of [`Profits::customers`].
    pub of_customers: Vec<Money>,
}

/// The profit statements of all customers with a row in the period.
#[derive(Clone, Debug)]
pub struct Profits {
    /// Under which settings.
    pub settings: Settings,
    /// Customers with a row in the period, in index order.
    pub customers: Vec<CustomerIx>,
    /// Their net sales.
    pub sales: Vec<Money>,
    /// Money given back to them, above zero; with the net sales it is what was sold.
    pub returned: Vec<Money>,
    /// Their occasions.
    pub occasions: Vec<u32>,
    /// Their orders, where they were counted; else their occasions.
    pub orders: Vec<u32>,
    /// Where gross profit comes from.
    pub gross_from: GrossFrom,
    /// Their gross profit.
    pub gross: Option<Vec<Money>>,
    /// The lines that are known.
    pub lines: Vec<LineCosts>,
    /// Whether a table of costs was left out: it has no days and knows no rows, so that it speaks of
    /// all time and of everything that was sold.
    pub table_left_out: bool,
    /// What the file says of payments.
    pub payments: Payments,
}

impl Profits {
    /// Those of the period W.
    pub fn of(data: &Dataset, base: &CustomerBase, settings: Settings) -> Self {
        Self::of_period(data, base, base.frame().period, settings)
    }

    /// Those of any period.
    fn of_period(data: &Dataset, base: &CustomerBase, period: Period, settings: Settings) -> Self {
        let mut found = Gathered::of(data, base, period, &settings);
        let take = std::mem::take::<Vec<u32>>;
        let (pools, rate) = (settings.pools, settings.credit_rate);
        let mut profits = Self {
            settings,
            gross_from: GrossFrom::Nothing,
            gross: None,
            lines: Vec::new(),
            table_left_out: false,
            payments: Payments::of(data, base, period),
            customers: std::mem::take(&mut found.customers),
            sales: std::mem::take(&mut found.sales),
            occasions: take(&mut found.occasions),
            orders: take(&mut found.orders),
            returned: std::mem::take(&mut found.returned),
        };
        profits.add_gross(found.known.as_ref());
        let speaks = of_everything(base, period);
        profits.table_left_out = !speaks && !data.direct_costs().is_empty();
        for (line, pool) in Line::ALL.into_iter().zip(pools) {
            let column = line.role().and_then(|role| found.direct(role));
            let table = profits.of_table(data, line).filter(|_| speaks);
            let credit = rate.filter(|_| line == Line::Credit);
            let credit = credit.and_then(|rate| profits.cost_of_credit(data, rate));
            let (from, of_customers) = match (pool, credit, column, table) {
                (Some(pool), ..) => profits.share(data, pool),
                (None, Some(found), ..) => found,
                (None, None, column, Some(mut costs)) => {
                    let and_column = column.is_some();
                    let of_column = column.map(|(costs, _)| costs).unwrap_or_default();
                    for (sum, cost) in costs.iter_mut().zip(of_column) {
                        *sum += cost;
                    }
                    (CostFrom::Table { and_column }, costs)
                }
                (None, None, Some((costs, rows_without)), None) => {
                    (CostFrom::Column { rows_without }, costs)
                }
                (None, None, None, None) => continue,
            };
            profits.lines.push(LineCosts {
                line,
                from,
                of_customers,
            });
        }
        profits
    }

    /// What a table of costs says of a line, by customer; `None` where it does not name the line.
    fn of_table(&self, data: &Dataset, line: Line) -> Option<Vec<Money>> {
        let names = data.cost_lines().iter().zip(data.cost_roles());
        let lines: Vec<Line> = names.map(|(name, role)| Line::named(name, *role)).collect();
        lines.contains(&line).then(|| {
            let mut costs = vec![Money::ZERO; self.customers.len()];
            let of_line = |cost: &&DirectCost| lines[cost.line as usize] == line;
            for cost in data.direct_costs().iter().filter(of_line) {
                if let Some(at) = self.place(cost.customer) {
                    costs[at] += cost.amount;
                }
            }
            as_costs(&mut costs);
            costs
        })
    }

    fn add_gross(&mut self, known: Option<&KnownGoods>) {
        let typed = self.settings.margin;
        let at_margin =
            |sales: Money, margin: f64| Money::from_units_f64(sales.to_units_f64() * margin);
        let Some(known) = known else {
            if let Some(margin) = typed {
                self.gross_from = GrossFrom::Margin(margin);
                let gross = self.sales.iter().map(|&sales| at_margin(sales, margin));
                self.gross = Some(gross.collect());
            }
            return;
        };
        let sum = |money: &[Money]| Money::sum(money.iter().copied());
        let (sales, gross) = (sum(&known.sales), sum(&known.gross));
        let margin = typed.or_else(|| gross.share_of(sales));
        if known.rows_without > 0 && margin.is_none() {
            return;
        }
        self.gross_from = GrossFrom::Costs {
            rows_without: known.rows_without,
            sales_without: sum(&self.sales) - sales,
            margin,
        };
        let of_known = known.gross.iter().zip(&known.sales);
        let all = of_known.zip(&self.sales).map(|((&gross, &known), &sales)| {
            gross + margin.map_or(Money::ZERO, |margin| at_margin(sales - known, margin))
        });
        self.gross = Some(all.collect());
    }

    fn share(&self, data: &Dataset, pool: Pool) -> (CostFrom, Vec<Money>) {
        let counts = |counts: &[u32]| counts.iter().map(|&count| i64::from(count)).collect();
        let money = |money: &[Money]| money.iter().map(|money| money.0).collect();
        let equally = vec![1; self.customers.len()];
        let weights: Vec<i64> = match pool.driver {
            Driver::Orders => counts(&self.orders),
            Driver::Occasions => counts(&self.occasions),
            Driver::Sales => money(&self.sales),
            Driver::ReturnedValue => money(&self.returned),
            Driver::Customers => equally.clone(),
            Driver::Hours => self.hours(data),
            Driver::BalanceDays => self.balance_days(),
        };
        let (driver, shares) = match self.allocated(data, pool.money, &weights) {
            Some(shares) => (pool.driver, Some(shares)),
            None => (
                Driver::Customers,
                self.allocated(data, pool.money, &equally),
            ),
        };
        let from = CostFrom::Pool {
            wanted: pool.driver,
            driver,
        };
        (from, shares.unwrap_or_default())
    }

    /// Shares of a sum by weights, of equals by id.
    fn allocated(&self, data: &Dataset, sum: Money, weights: &[i64]) -> Option<Vec<Money>> {
        let id = |at: usize| data.customer_id(self.customers[at]);
        allocate(sum, weights, &|a, b| id(a).cmp(id(b)))
    }

    /// What waiting for payment costs at a rate a year, by customer; `None` where no payment is
    /// known.
    fn cost_of_credit(&self, data: &Dataset, rate: f64) -> Option<(CostFrom, Vec<Money>)> {
        let cost = self.payments.credit()?.total().cost(rate);
        let costs = self.allocated(data, cost, &self.balance_days());
        let nothing = || vec![Money::ZERO; self.customers.len()];
        Some((CostFrom::Credit { rate }, costs.unwrap_or_else(nothing)))
    }

    /// Money × days by customer; nothing where no payment is known.
    fn balance_days(&self) -> Vec<i64> {
        let credit = self.payments.credit();
        let days = |&customer: &CustomerIx| {
            credit.map_or(0, |credit| credit.of_customer(customer).weight())
        };
        self.customers.iter().map(days).collect()
    }

    /// Thousandths of an hour by customer; nothing where the table of customers does not say them.
    fn hours(&self, data: &Dataset) -> Vec<i64> {
        let column = Meaning::Hours.column(data);
        let hours = |&customer: &CustomerIx| {
            let hours = column.and_then(|column| number_of(column, customer));
            hours.map_or(0, |hours| (hours.clamp(0.0, 1e9) * 1_000.0).round() as i64)
        };
        self.customers.iter().map(hours).collect()
    }

    /// The most that can be said.
    pub fn basis(&self) -> Basis {
        match (&self.gross, self.lines.is_empty()) {
            (None, _) => Basis::Revenue,
            (Some(_), true) => Basis::GrossProfit,
            (Some(_), false) => Basis::Profit,
        }
    }

    /// The place of a customer in [`Profits::customers`].
    pub fn place(&self, customer: CustomerIx) -> Option<usize> {
        self.customers.binary_search(&customer).ok()
    }

    /// The statement of the customer at a place.
    pub fn statement(&self, at: usize) -> Statement {
        let mut costs = [None; Line::ALL.len()];
        for line in &self.lines {
            costs[line.line as usize] = line.of_customers.get(at).copied();
        }
        Statement {
            customers: 1,
            occasions: u64::from(self.occasions[at]),
            sales: self.sales[at],
            gross_profit: self.gross.as_ref().map(|gross| gross[at]),
            costs,
        }
    }

    /// The statement of the customers whose places are picked.
    pub fn sum(&self, picks: &dyn Fn(usize) -> bool) -> Statement {
        let picked = || (0..self.customers.len()).filter(|&at| picks(at));
        let money = |of: &[Money]| picked().filter_map(|at| of.get(at).copied()).sum::<Money>();
        let mut costs = [None; Line::ALL.len()];
        for line in &self.lines {
            costs[line.line as usize] = Some(money(&line.of_customers));
        }
        Statement {
            customers: picked().count() as u64,
            occasions: picked().map(|at| u64::from(self.occasions[at])).sum(),
            sales: money(&self.sales),
            gross_profit: self.gross.as_ref().map(|gross| money(gross)),
            costs,
        }
    }

    /// The statement of all.
    pub fn total(&self) -> Statement {
        self.sum(&|_| true)
    }

    /// What the customer at a place brings on this basis.
    pub fn result(&self, at: usize) -> Money {
        let costs = self.lines.iter().map(|line| line.of_customers[at]);
        match (self.basis(), &self.gross) {
            (Basis::Profit, Some(gross)) => gross[at] - costs.sum(),
            (Basis::GrossProfit, Some(gross)) => gross[at],
            _ => self.sales[at],
        }
    }

    /// The part of the customer's costs that grows with the number of orders.
    pub fn cost_of_orders(&self, at: usize) -> Money {
        let follows = |line: &&LineCosts| match line.from {
            CostFrom::Pool { driver, .. } => driver.follows_orders(),
            CostFrom::Column { .. } | CostFrom::Table { .. } | CostFrom::Credit { .. } => {
                line.line.usual_driver().follows_orders()
            }
        };
        let lines = self.lines.iter().filter(follows);
        lines.map(|line| line.of_customers[at]).sum()
    }
}

/// Whether the period is all time, and everything that was sold is in view.
fn of_everything(base: &CustomerBase, period: Period) -> bool {
    let span = base.frame().span;
    !base.is_filtered() && period.from <= span.from && period.to >= span.to
}

/// Some ledgers write costs below zero: they are costs all the same.
pub(super) fn as_costs(costs: &mut [Money]) {
    if Money::sum(costs.iter().copied()) < Money::ZERO {
        for cost in costs {
            *cost = -*cost;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::ViewFrame;
    use crate::base::{Day, Quantity};
    use crate::dataset::{
        DatasetBuilder, HasCosts, Interner, Role, RowCosts, RowDays, RowFlags, RowRecord, View,
    };

    /// Customer, day, order, quantity, amount, and costs by [`crate::dataset::COST_ROLES`].
    pub(super) type Sale<'a> = (&'a str, i32, &'a str, f64, f64, [Option<f64>; 3]);

    pub(super) fn money(units: f64) -> Money {
        Money::from_units_f64(units)
    }

    pub(super) fn data(sales: &[Sale<'_>], has: HasCosts) -> Dataset {
        let (mut ids, mut orders) = (Interner::default(), Interner::default());
        let mut builder = DatasetBuilder::new(1, true, has);
        for (line, &(customer, day, order, quantity, amount, costs)) in sales.iter().enumerate() {
            let flags = if amount < 0.0 {
                RowFlags::REFUND
            } else {
                RowFlags::default()
            };
            let row = RowRecord {
                customer: ids.intern(customer),
                day: Day(day),
                amount: money(amount),
                source_row: line as u32 + 2,
                flags,
                quantity: Quantity(money(quantity).0),
                costs: RowCosts(costs.map(|cost| cost.map(money))),
                days: RowDays::default(),
            };
            builder.push(row, &[orders.intern(order)]);
        }
        let coded = vec![(Role::Order, "order".to_owned(), orders.finish())];
        builder.finish(ids.finish(), None, coded, None)
    }

    fn profits(data: &Dataset, settings: Settings) -> Profits {
        let (first, last) = data.first_and_last_day().unwrap();
        let frame = ViewFrame::resolve(&View::default(), first, last);
        let base = CustomerBase::build(data, &frame, None);
        Profits::of(data, &base, settings)
    }

    pub(super) fn pool(settings: &mut Settings, line: Line, units: f64, driver: Driver) {
        settings.pools[line as usize] = Some(Pool {
            money: money(units),
            driver,
        });
    }

    /// Two dealers. A: two orders of 2 pieces for 100 at cost 30 a piece, one of them in two rows;
    /// a piece comes back. B: one order of 1 for 50 without a known cost.
    fn dealers() -> Vec<Sale<'static>> {
        vec![
            ("A", 1, "1", 2.0, 100.0, [Some(30.0), Some(4.0), Some(1.5)]),
            ("A", 9, "2", 1.0, 60.0, [Some(30.0), Some(5.0), None]),
            ("A", 9, "2", 1.0, 40.0, [Some(30.0), None, None]),
            ("A", 12, "3", -1.0, -50.0, [Some(30.0), Some(2.5), None]),
            ("B", 5, "4", 1.0, 50.0, [None, Some(6.0), Some(0.5)]),
        ]
    }

    #[test]
    fn a_statement_worked_by_hand() {
        let data = data(&dealers(), [true; 3]);
        let mut settings = Settings::default();
        pool(&mut settings, Line::Database, 10.0, Driver::Customers);
        pool(&mut settings, Line::Salaries, 31.0, Driver::Occasions);
        pool(&mut settings, Line::Returns, 7.0, Driver::ReturnedValue);
        pool(&mut settings, Line::Other, 1.0, Driver::Orders);
        let found = profits(&data, settings);
        assert_eq!(found.orders, [2, 1], "a return is no order");
        // A: 150 of sales, goods 60 + 30 + 30 − 30. The margin of these is 40 %, and so is B's.
        let a = found.statement(0);
        assert_eq!(a.sales, money(150.0));
        assert_eq!(
            (a.goods(), a.gross_profit),
            (Some(money(90.0)), Some(money(60.0)))
        );
        assert_eq!(
            found.gross_from,
            GrossFrom::Costs {
                rows_without: 1,
                sales_without: money(50.0),
                margin: Some(0.4)
            }
        );
        let b = found.statement(1);
        assert_eq!(b.gross_profit, Some(money(20.0)));
        let costs = |of: &Statement| of.costs.map(|cost| cost.map(Money::to_units_f64));
        assert_eq!(
            costs(&a),
            [
                Some(11.5),
                Some(1.5),
                Some(7.0),
                Some(5.0),
                Some(20.67),
                None,
                None,
                Some(0.67)
            ]
        );
        assert_eq!(
            costs(&b),
            [
                Some(6.0),
                Some(0.5),
                Some(0.0),
                Some(5.0),
                Some(10.33),
                None,
                None,
                Some(0.33)
            ]
        );
        assert_eq!(a.relationship_cost(), Some(money(46.34)));
        assert_eq!(a.profit(), Some(money(13.66)));
        assert_eq!(b.profit(), Some(money(-2.16)));
        let total = found.total();
        assert_eq!(total.relationship_cost(), Some(money(68.5)));
        assert_eq!(total.profit(), Some(money(11.5)));
        assert_eq!(found.basis(), Basis::Profit);
        assert_eq!(found.result(1), money(-2.16));
        assert_eq!(found.cost_of_orders(0), money(11.5 + 20.67 + 0.67));
    }

    #[test]
    fn what_is_not_known_is_not_made_up() {
        let bare = data(&dealers(), [false; 3]);
        let found = profits(&bare, Settings::default());
        assert_eq!(found.basis(), Basis::Revenue);
        let total = found.total();
        assert_eq!(
            (total.gross_profit, total.relationship_cost()),
            (None, None)
        );
        assert_eq!(total.profit(), None);
        let margin = Settings {
            margin: Some(0.25),
            ..Settings::default()
        };
        let found = profits(&bare, margin);
        assert_eq!(found.basis(), Basis::GrossProfit);
        assert_eq!(found.total().gross_profit, Some(money(50.0)));
        assert_eq!(found.total().profit(), None);
        let only_bonus = profits(&data(&dealers(), [false, false, true]), Settings::default());
        assert_eq!(only_bonus.basis(), Basis::Revenue);
        assert_eq!(only_bonus.total().relationship_cost(), Some(money(2.0)));
        assert_eq!(only_bonus.total().profit(), None);
        // Nobody knows a cost: the column alone says nothing.
        let empty: Vec<Sale<'_>> = vec![("A", 1, "1", 1.0, 5.0, [None; 3])];
        let empty = profits(&data(&empty, [true; 3]), Settings::default());
        assert_eq!(empty.gross_from, GrossFrom::Nothing);
    }

    #[test]
    fn a_pool_takes_the_place_of_its_column_and_never_is_lost() {
        let data = data(&dealers()[4..], [true; 3]);
        let mut settings = Settings::default();
        pool(&mut settings, Line::Delivery, 3.0, Driver::Orders);
        pool(&mut settings, Line::Returns, 2.0, Driver::ReturnedValue);
        let found = profits(&data, settings);
        let total = found.total();
        assert_eq!(total.costs[Line::Delivery as usize], Some(money(3.0)));
        assert_eq!(total.costs[Line::Returns as usize], Some(money(2.0)));
        let returns = &found.lines[2];
        assert_eq!(
            returns.from,
            CostFrom::Pool {
                wanted: Driver::ReturnedValue,
                driver: Driver::Customers
            }
        );
    }

    #[test]
    fn costs_may_be_of_the_row_and_may_be_written_below_zero() {
        let sales: Vec<Sale<'_>> = vec![
            ("A", 1, "1", 4.0, 100.0, [Some(-60.0), Some(-5.0), None]),
            ("A", 2, "2", -1.0, -25.0, [Some(15.0), None, None]),
        ];
        let settings = Settings {
            cost_of_row: true,
            ..Settings::default()
        };
        let found = profits(&data(&sales, [true, true, false]), settings);
        assert_eq!(found.total().goods(), Some(money(45.0)));
        assert_eq!(found.total().costs[0], Some(money(5.0)));
    }

    proptest! {
        #[test]
        fn customers_add_up_to_segments_and_all(
            rows in prop::collection::vec(
                (0_u8..6, 0_i32..40, 1_u8..4, -3_000_i64..9_000, prop::option::of(0_i64..4_000)),
                1..60,
            ),
            pools in prop::collection::vec((0_usize..8, 0_usize..5, 0_i64..1_000_000), 0..6),
            margin in prop::option::of(0.0_f64..1.0),
            has_cost: bool,
        ) {
            let names = ["a", "b", "c", "d", "e", "f"];
            let sales: Vec<Sale<'_>> = rows
                .iter()
                .map(|&(customer, day, pieces, cents, cost)| {
                    let cost = cost.map(|cost| cost as f64 / 100.0);
                    let who = names[usize::from(customer)];
                    (who, day, who, f64::from(pieces), cents as f64 / 100.0, [cost, cost, None])
                })
                .collect();
            let data = data(&sales, [has_cost, true, false]);
            let mut settings = Settings { margin, ..Settings::default() };
            for &(line, driver, cents) in &pools {
                pool(&mut settings, Line::ALL[line], cents as f64 / 100.0, Driver::ALL[driver]);
            }
            let found = profits(&data, settings.clone());
            let total = found.total();
            let parts: Vec<Statement> =
                (0..found.customers.len()).map(|at| found.statement(at)).collect();
            let sum = |of: &dyn Fn(&Statement) -> Option<Money>| {
                parts.iter().map(of).collect::<Option<Vec<Money>>>().map(Money::sum)
            };
            prop_assert_eq!(sum(&|of| Some(of.sales)), Some(total.sales));
            prop_assert_eq!(sum(&|of| of.gross_profit), total.gross_profit);
            prop_assert_eq!(sum(&Statement::relationship_cost), total.relationship_cost());
            prop_assert_eq!(sum(&Statement::profit), total.profit());
            for (at, pool) in settings.pools.iter().enumerate() {
                if let Some(pool) = pool {
                    prop_assert_eq!(total.costs[at], Some(pool.money));
                }
            }
            let results = (0..found.customers.len()).map(|at| found.result(at));
            let expected = match found.basis() {
                Basis::Profit => total.profit(),
                Basis::GrossProfit => total.gross_profit,
                Basis::Revenue => Some(total.sales),
            };
            prop_assert_eq!(Some(results.sum::<Money>()), expected);
            let even = found.sum(&|at| at % 2 == 0);
            let odd = found.sum(&|at| at % 2 == 1);
            prop_assert_eq!(even.sales + odd.sales, total.sales);
            prop_assert_eq!(even.customers + odd.customers, total.customers);
        }
    }
}
