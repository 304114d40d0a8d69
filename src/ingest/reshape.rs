//! Records that are no sales as they stand: rows of a wide table, and customers with their totals.

use super::odd::Above;
use super::pass::Pass;
use super::raw_record::{Record, Sink};
use super::totals::TotalsReader;
use super::unfold::Unfold;
use crate::dataset::SetAsideReason;

/// What is done with records that are no sales as they stand.
#[derive(Debug)]
pub(super) enum Reshape {
    /// Each becomes a row a month.
    Unfold(Unfold),
    /// Each is a customer.
    Totals(Box<TotalsReader>),
}

/// Takes the rows that a record was unfolded to.
struct Rows<'a>(&'a mut Pass);

impl Sink for Rows<'_> {
    fn record(&mut self, record: &Record<'_>) {
        self.0.row(record);
    }
}

/// Takes records of sums in a wide table.
struct Sums<'a>(&'a mut Pass);

impl Sink for Sums<'_> {
    fn record(&mut self, record: &Record<'_>) {
        self.0.sums(record);
    }
}

impl Pass {
    #[cold]
    pub(super) fn reshaped(&mut self, record: &Record<'_>) {
        let Some(mut reshape) = self.reshape.take() else {
            return;
        };
        match &mut reshape {
            Reshape::Unfold(plan) => {
                let decoder = self.decoder.clone();
                if plan.is_sums(record, &decoder) {
                    plan.whole(record, &mut Sums(self));
                } else {
                    plan.cells(record, &decoder, &mut Rows(self));
                }
            }
            Reshape::Totals(totals) => self.totals_row(record, totals),
        }
        self.reshape = Some(reshape);
    }

    /// Sets aside a record of sums, averages or plans, which can be used if the person says so.
    fn sums(&mut self, record: &Record<'_>) {
        self.rows_read += 1;
        self.full_rows += u64::from(record.len() == self.header.len());
        if self.layout.is_none() {
            return;
        }
        self.above = Above::nothing(self.builder.len());
        self.usable_totals += 1;
        self.put_aside(record, SetAsideReason::TotalsRow, None, None);
    }

    /// The reader of a list of customers, when the file is one.
    pub(super) fn totals(&self) -> Option<&TotalsReader> {
        match &self.reshape {
            Some(Reshape::Totals(totals)) => Some(totals),
            Some(Reshape::Unfold(_)) | None => None,
        }
    }

    /// A record of a list of customers: a row whose day is the last purchase's.
    fn totals_row(&mut self, record: &Record<'_>, totals: &mut TotalsReader) {
        self.rows_read += 1;
        self.full_rows += u64::from(record.len() == self.header.len());
        let Some(layout) = &self.layout else {
            return;
        };
        let customer = self
            .customers
            .read(record.cell(layout.customer), &self.decoder);
        let money = self.money.read(record, &self.decoder);
        let read = totals.read(record, &mut self.dates, &self.decoder, money);
        let (day, money) = (read.day, read.money);
        if let (Ok(_), Ok(_), Ok(money), None) = (customer, day, money, read.totals) {
            let reason = SetAsideReason::UnfitTotals;
            let amount = read.amount_is_known.then_some(money.amount.0);
            self.put_aside(record, reason, amount, day.ok());
            return;
        }
        let rows = self.builder.len();
        self.settle(record, customer, day, money);
        if let Some(of_row) = read.totals.filter(|_| self.builder.len() > rows) {
            totals.rows.push((record.line as u32, of_row));
        }
    }
}
