use super::chunks::{Chunks, OutOfMemory};
use super::costs::{COST_ROLES, HasCosts, RowCosts, UNKNOWN};
use super::payments::{DAY_ROLES, DayCell, HasDays, RowDays};
use super::{CodedColumn, CustomerRecords, Dataset, Dictionary, NO_CODE, Role, RowFlags};
use crate::base::order::{sort_keyed, upwards};
use crate::base::{Currency, Day, Money, Quantity};

/// One row on its way into a [`Dataset`].
#[derive(Clone, Copy, Debug)]
pub struct RowRecord {
    /// Code of the customer's id in the dictionary given to [`DatasetBuilder::finish`].
    pub customer: u32,
    /// Day of the transaction.
    pub day: Day,
    /// Its money.
    pub amount: Money,
    /// Line of the file, from 1.
    pub source_row: u32,
    /// Marks.
    pub flags: RowFlags,
    /// Quantity, when the file has one.
    pub quantity: Quantity,
    /// What it cost, as far as the file says it.
    pub costs: RowCosts,
    /// When it is due and was paid, as far as the file says it.
    pub days: RowDays,
}

/// A row taken out again before the table is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RemovedRow {
    /// Line of the file, from 1.
    pub source_row: u32,
    /// Its day.
    pub day: Day,
    /// Its money.
    pub amount: Money,
}

/// The only door to a [`Dataset`]: rows in file order, sorted when finished.
///
/// Columns are kept apart from the first row on. Sorting counts the rows of each customer, puts
/// them side by side in file order, and orders by day only the customers whose rows are not
/// already so; each column is moved once and its source let go.
#[derive(Debug, Default)]
pub struct DatasetBuilder {
    columns: Option<Columns>,
    rows: usize,
    full: bool,
}

#[derive(Debug)]
struct Columns {
    customers: Chunks<u32>,
    days: Chunks<Day>,
    amounts: Chunks<Money>,
    source_rows: Chunks<u32>,
    flags: Chunks<RowFlags>,
    quantities: Option<Chunks<Quantity>>,
    costs: [Option<Chunks<Money>>; COST_ROLES.len()],
    row_days: [Option<Chunks<Day>>; DAY_ROLES.len()],
    coded: Vec<Chunks<u32>>,
    /// Hash of each row's cells, when equal rows are to be found.
    hashes: Option<Chunks<u64>>,
}

/// The customer code of a row taken out.
const REMOVED: u32 = u32::MAX;

impl DatasetBuilder {
    /// The most rows a table holds: places and lines are 32 bits wide.
    pub const ROW_LIMIT: usize = u32::MAX as usize - 1;

    /// A builder for a file with so many coded columns.
    pub fn new(coded_columns: usize, has_quantity: bool, has_costs: HasCosts) -> Self {
        Self::with_rows(coded_columns, has_quantity, has_costs, false, 0)
    }

    /// A builder that makes room for `rows` rows at once, and finds equal rows when each comes
    /// with a hash (see [`DatasetBuilder::push_hashed`]).
    pub fn with_rows(
        coded_columns: usize,
        has_quantity: bool,
        has_costs: HasCosts,
        hashed: bool,
        rows: usize,
    ) -> Self {
        let columns = Columns::with_rows(coded_columns, has_quantity, has_costs, hashed, rows);
        Self {
            full: columns.is_err(),
            columns: columns.ok(),
            rows: 0,
        }
    }

    /// Keeps the days on which rows are due and were paid as well, with room for `rows` rows at once.
    #[must_use]
    pub fn keeping_days(mut self, has_days: HasDays, rows: usize) -> Self {
        if let Some(columns) = &mut self.columns {
            for (column, _) in columns.row_days.iter_mut().zip(has_days).filter(|it| it.1) {
                match Chunks::with_rows(rows) {
                    Ok(days) => *column = Some(days),
                    Err(OutOfMemory) => self.full = true,
                }
            }
        }
        self
    }

    /// Adds a row; `codes` has one entry a coded column.
    pub fn push(&mut self, row: RowRecord, codes: &[u32]) {
        self.push_hashed(row, codes, 0);
    }

    /// Adds a row with a hash of its cells. Rows of one customer and day with equal hashes are
    /// taken for equal: two different ones would need a coincidence of 64 bits.
    pub fn push_hashed(&mut self, row: RowRecord, codes: &[u32], hash: u64) {
        if self.full {
            return;
        }
        let pushed = self
            .columns
            .as_mut()
            .is_some_and(|columns| columns.push(row, codes, hash).is_ok());
        self.rows += 1;
        self.full = !pushed || self.rows >= Self::ROW_LIMIT;
    }

    /// Whether there is memory for sorting: what it takes beside the rows is reserved and given
    /// back, for so many rows that it matters. A program in a browser never gives memory back to the
    /// system, and sorting itself finds room that reading has left by then.
    pub fn has_room_to_sort(&self) -> bool {
        const BYTES_A_ROW: usize = size_of::<u32>() + size_of::<Day>() + size_of::<u64>();
        const SURE_ROWS: usize = 1 << 24;
        if self.rows < SURE_ROWS {
            return true;
        }
        let bytes = self.rows.checked_mul(BYTES_A_ROW);
        bytes.is_some_and(|bytes| Vec::<u8>::new().try_reserve_exact(bytes).is_ok())
    }

    /// Whether a row was refused because memory, or the table, is full. The table must not be
    /// used then.
    pub fn is_full(&self) -> bool {
        self.full
    }

    /// Number of rows so far.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Customer and day of the last row.
    pub fn last(&self) -> Option<(u32, Day)> {
        let columns = self.columns.as_ref()?;
        Some((columns.customers.last()?, columns.days.last()?))
    }

    /// Takes the rows of some days out again, in file order.
    pub fn remove(&mut self, doomed: impl Fn(Day) -> bool) -> Vec<RemovedRow> {
        let Some(columns) = &mut self.columns else {
            return Vec::new();
        };
        let rest = columns
            .days
            .iter()
            .zip(columns.amounts.iter())
            .zip(columns.source_rows.iter());
        let mut removed = Vec::new();
        for (customer, ((day, amount), source_row)) in columns.customers.iter_mut().zip(rest) {
            if *customer != REMOVED && doomed(day) {
                *customer = REMOVED;
                removed.push(RemovedRow {
                    source_row,
                    day,
                    amount,
                });
            }
        }
        removed
    }

    /// Sorts the rows by (customer, day, source row) and closes the table. Customers without rows
    /// are left out; the others keep the order of their codes.
    pub fn finish(
        self,
        customer_ids: Dictionary,
        customer_names: Option<Vec<String>>,
        coded: Vec<(Role, String, Dictionary)>,
        currency: Option<Currency>,
    ) -> Dataset {
        let Some(columns) = self.columns else {
            return Dataset::default();
        };
        let Sorted {
            spans,
            days,
            places,
            kept,
        } = columns.sort(customer_ids.len());
        let rows = days.len();
        // The widest columns first: each leaves a hole the next one fits in.
        let hashes = columns
            .hashes
            .map(|hashes| hashes.scatter(&places, rows, 0));
        let mut flags = columns.flags.scatter(&places, rows, RowFlags::default());
        if let Some(hashes) = hashes {
            mark_duplicates(&spans, &days, &hashes, &mut flags);
        }
        Dataset {
            amounts: columns.amounts.scatter(&places, rows, Money::ZERO),
            quantities: columns
                .quantities
                .map(|quantities| quantities.scatter(&places, rows, Quantity::ONE)),
            costs: columns
                .costs
                .map(|costs| costs.map(|costs| costs.scatter(&places, rows, UNKNOWN))),
            source_rows: columns.source_rows.scatter(&places, rows, 0),
            row_days: columns
                .row_days
                .map(|days| days.map(|days| days.scatter(&places, rows, DayCell::NOTHING))),
            coded: coded
                .into_iter()
                .zip(columns.coded)
                .map(|((role, name, dictionary), codes)| CodedColumn {
                    role,
                    name,
                    codes: codes.scatter(&places, rows, NO_CODE),
                    dictionary,
                })
                .collect(),
            customer_names: customer_names.map(|names| {
                names
                    .into_iter()
                    .zip(&kept)
                    .filter_map(|(name, &kept)| kept.then_some(name))
                    .collect()
            }),
            customer_ids: customer_ids.keep(&kept),
            spans,
            days,
            flags,
            currency,
            totals: None,
            attributes: Vec::new(),
            records: CustomerRecords::default(),
            without_purchase: None,
        }
    }
}

/// Where every row goes.
struct Sorted {
    spans: Vec<u32>,
    days: Vec<Day>,
    places: Vec<u32>,
    /// By customer code: whether it has rows.
    kept: Vec<bool>,
}

impl Columns {
    fn with_rows(
        coded_columns: usize,
        has_quantity: bool,
        has_costs: HasCosts,
        hashed: bool,
        rows: usize,
    ) -> Result<Self, OutOfMemory> {
        let column = |has: bool| has.then(|| Chunks::with_rows(rows)).transpose();
        Ok(Self {
            customers: Chunks::with_rows(rows)?,
            days: Chunks::with_rows(rows)?,
            amounts: Chunks::with_rows(rows)?,
            source_rows: Chunks::with_rows(rows)?,
            flags: Chunks::with_rows(rows)?,
            quantities: has_quantity.then(|| Chunks::with_rows(rows)).transpose()?,
            costs: [
                column(has_costs[0])?,
                column(has_costs[1])?,
                column(has_costs[2])?,
            ],
            row_days: [None, None],
            coded: (0..coded_columns)
                .map(|_| Chunks::with_rows(rows))
                .collect::<Result<_, _>>()?,
            hashes: hashed.then(|| Chunks::with_rows(rows)).transpose()?,
        })
    }

    fn push(&mut self, row: RowRecord, codes: &[u32], hash: u64) -> Result<(), OutOfMemory> {
        self.customers.push(row.customer)?;
        self.days.push(row.day)?;
        self.amounts.push(row.amount)?;
        self.source_rows.push(row.source_row)?;
        self.flags.push(row.flags)?;
        if let Some(quantities) = &mut self.quantities {
            quantities.push(row.quantity)?;
        }
        for (costs, cost) in self.costs.iter_mut().zip(row.costs.0) {
            if let Some(costs) = costs {
                costs.push(cost.unwrap_or(UNKNOWN))?;
            }
        }
        for (days, day) in self.row_days.iter_mut().zip(row.days.0) {
            if let Some(days) = days {
                days.push(day.packed())?;
            }
        }
        for (column, &code) in self.coded.iter_mut().zip(codes) {
            column.push(code)?;
        }
        if let Some(hashes) = &mut self.hashes {
            hashes.push(hash)?;
        }
        Ok(())
    }

    /// The places of all rows, and the two columns needed to find them.
    fn sort(&self, codes: usize) -> Sorted {
        let mut counts = vec![0_u32; codes];
        for &customer in self.customers.pieces().flatten() {
            if let Some(count) = counts.get_mut(customer as usize) {
                *count += 1;
            }
        }
        let kept: Vec<bool> = counts.iter().map(|&count| count > 0).collect();
        let mut spans = Vec::with_capacity(codes + 1);
        spans.push(0);
        let mut rows = 0;
        // From here on `counts` is where the customer's next row goes.
        for count in &mut counts {
            let customer_rows = std::mem::replace(count, rows);
            rows += customer_rows;
            if customer_rows > 0 {
                spans.push(rows);
            }
        }
        let mut places = Vec::with_capacity(self.customers.pieces().map(<[u32]>::len).sum());
        let mut days = vec![Day::default(); rows as usize];
        for (customers, row_days) in self.customers.pieces().zip(self.days.pieces()) {
            for (&customer, &day) in customers.iter().zip(row_days) {
                let Some(next) = counts.get_mut(customer as usize) else {
                    places.push(u32::MAX);
                    continue;
                };
                places.push(*next);
                days[*next as usize] = day;
                *next += 1;
            }
        }
        let unsorted = spans
            .windows(2)
            .any(|span| !days[span[0] as usize..span[1] as usize].is_sorted());
        if unsorted {
            order_days(&spans, &mut days, &mut places);
        }
        Sorted {
            spans,
            days,
            places,
            kept,
        }
    }
}

/// Orders the rows of each customer by day, keeping file order within a day.
fn order_days(spans: &[u32], days: &mut [Day], places: &mut [u32]) {
    let mut moved: Vec<u32> = (0..days.len() as u32).collect();
    let mut order: Vec<(u64, u32)> = Vec::new();
    for span in spans.windows(2) {
        let range = span[0] as usize..span[1] as usize;
        if days[range.clone()].is_sorted() {
            continue;
        }
        order.clear();
        let keys = days[range.clone()].iter().map(|day| upwards(day.0.into()));
        order.extend(keys.zip(span[0]..));
        sort_keyed(&mut order);
        let sorted: Vec<Day> = order.iter().map(|&(_, from)| days[from as usize]).collect();
        days[range.clone()].copy_from_slice(&sorted);
        for (place, &(_, from)) in range.zip(&order) {
            moved[from as usize] = place as u32;
        }
    }
    for place in places {
        if let Some(&to) = moved.get(*place as usize) {
            *place = to;
        }
    }
}

/// Marks every row whose hash an earlier row of the same customer and day has.
fn mark_duplicates(spans: &[u32], days: &[Day], hashes: &[u64], flags: &mut [RowFlags]) {
    let mut order: Vec<(u64, u32)> = Vec::new();
    for span in spans.windows(2) {
        let mut from = span[0] as usize;
        let end = span[1] as usize;
        while from < end {
            let same_day = days[from..end].iter().take_while(|&&day| day == days[from]);
            let to = from + same_day.count();
            if to - from > 1 {
                order.clear();
                order.extend(hashes[from..to].iter().copied().zip(from as u32..));
                sort_keyed(&mut order);
                for pair in order.windows(2) {
                    if pair[0].0 == pair[1].0 {
                        let flags = &mut flags[pair[1].1 as usize];
                        *flags = flags.with(RowFlags::EXACT_DUPLICATE);
                    }
                }
            }
            from = to;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dataset::{CustomerIx, Interner};

    fn record(customer: u32, day: i32, line: u32) -> RowRecord {
        RowRecord {
            customer,
            day: Day(day),
            amount: Money(i64::from(line)),
            source_row: line,
            flags: RowFlags::default(),
            quantity: Quantity::ONE,
            costs: RowCosts::default(),
            days: RowDays::default(),
        }
    }

    fn ids(count: u32) -> Dictionary {
        let mut ids = Interner::default();
        for id in 0..count {
            ids.intern(&id.to_string());
        }
        ids.finish()
    }

    #[test]
    fn equal_rows_of_a_day_are_marked_once_each() {
        let mut builder = DatasetBuilder::with_rows(0, false, [false; 3], true, 4);
        for (line, hash) in [(2, 7), (3, 8), (4, 7), (5, 7)] {
            builder.push_hashed(record(0, 1, line), &[], hash);
        }
        builder.push_hashed(record(0, 2, 6), &[], 7);
        let data = builder.finish(ids(1), None, Vec::new(), None);
        let marked: Vec<bool> = data
            .flags()
            .iter()
            .map(|flags| flags.has(RowFlags::EXACT_DUPLICATE))
            .collect();
        assert_eq!(marked, [false, false, true, true, false]);
    }

    #[test]
    fn a_customer_whose_rows_were_taken_out_is_gone() {
        let mut builder = DatasetBuilder::new(0, false, [false; 3]);
        for (line, customer, day) in [(2, 0, 5), (3, 1, 900), (4, 2, 6)] {
            builder.push(record(customer, day, line), &[]);
        }
        let removed = builder.remove(|day| day > Day(100));
        assert_eq!(builder.last().map(|(_, day)| day), Some(Day(6)));
        assert_eq!(
            removed,
            [RemovedRow {
                source_row: 3,
                day: Day(900),
                amount: Money(3)
            }]
        );
        let names = Some(vec!["a".to_owned(), "b".to_owned(), "c".to_owned()]);
        let data = builder.finish(ids(3), names, Vec::new(), None);
        assert_eq!(data.customers(), 2);
        assert_eq!(data.len(), 2);
        assert_eq!(data.customer_id(CustomerIx(1)), "2");
        assert_eq!(data.customer_name(CustomerIx(1)), "c");
    }

    proptest! {
        #[test]
        fn the_counting_sort_equals_a_plain_sort(
            rows in prop::collection::vec((0_u32..6, 0_i32..5, any::<bool>()), 0..200),
        ) {
            let mut builder = DatasetBuilder::new(1, true, [true; 3]);
            let mut plain = Vec::new();
            for (at, &(customer, day, _)) in rows.iter().enumerate() {
                builder.push(record(customer, day, at as u32), &[at as u32]);
                plain.push((customer, day, at as u32));
            }
            plain.sort_unstable();
            let coded = vec![(Role::Order, "order".to_owned(), Dictionary::default())];
            let data = builder.finish(ids(6), None, coded, None);
            let sorted: Vec<(u32, i32, u32)> = data
                .customer_ixs()
                .flat_map(|ix| data.rows_of(ix).map(move |row| (ix, row)))
                .map(|(ix, row)| (
                    data.customer_id(ix).parse().unwrap(),
                    data.days()[row].0,
                    data.source_rows()[row],
                ))
                .collect();
            prop_assert_eq!(sorted, plain);
            prop_assert_eq!(&data.coded()[0].codes, &data.source_rows().to_vec());
        }
    }
}
