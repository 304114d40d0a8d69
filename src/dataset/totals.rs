use super::Dataset;
use crate::base::{Day, Money};

/// What one row of a list of customers says beside its money and its day, which is that of the last
/// purchase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowTotals {
    /// Purchases.
    pub occasions: u32,
    /// Day of the first one, when the file says it or it is the only one.
    pub first_day: Option<Day>,
    /// Mean money of the purchases after the first, when the file says it.
    pub mean_repeat: Option<Money>,
}

/// The rest of a list of customers: a file without transactions, one row a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerTotals {
    /// One entry a row of the [`Dataset`].
    pub rows: Vec<RowTotals>,
    /// The day up to which the file counts, when it is known.
    pub counted_to: Option<Day>,
}

impl Dataset {
    /// What the rows are beside money and day, when they are customers and not transactions.
    pub fn totals(&self) -> Option<&CustomerTotals> {
        self.totals.as_ref()
    }

    /// Says that the rows are customers: `rows` are by line of the file, sorted.
    #[must_use]
    pub fn with_totals(mut self, rows: &[(u32, RowTotals)], counted_to: Option<Day>) -> Self {
        let of_line = |line: &u32| {
            let at = rows.binary_search_by_key(line, |(line, _)| *line).ok()?;
            Some(rows[at].1)
        };
        let found: Option<Vec<RowTotals>> = self.source_rows.iter().map(of_line).collect();
        self.totals = found.map(|rows| CustomerTotals { rows, counted_to });
        self
    }

    /// Whether the day of every customer's first purchase is known.
    pub fn knows_first_days(&self) -> bool {
        let mut rows = self.totals.iter().flat_map(|totals| &totals.rows);
        rows.all(|row| row.first_day.is_some())
    }

    /// First and last day the data speak of; of a list of customers, from the first purchase on.
    pub fn first_and_last_day(&self) -> Option<(Day, Day)> {
        // The rows of a customer stand by day.
        let days_of = |customer| &self.days[self.rows_of(customer)];
        let first = self
            .customer_ixs()
            .filter_map(|it| days_of(it).first())
            .min();
        let last = self
            .customer_ixs()
            .filter_map(|it| days_of(it).last())
            .max();
        let (first, last) = (*first?, *last?);
        let Some(totals) = &self.totals else {
            return Some((first, last));
        };
        let firsts = totals.rows.iter().filter_map(|row| row.first_day);
        let first = firsts.min().map_or(first, |day| day.min(first));
        Some((first, totals.counted_to.unwrap_or(last).max(last)))
    }
}
