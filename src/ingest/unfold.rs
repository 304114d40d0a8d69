//! A wide table unfolded: where columns are headed by months, every cell of them is a row of its
//! own, with the month as its date.

use super::Encoding;
use super::customer::is_total;
use super::encoding::Decoder;
use super::month_headers::{self, is_no_customer, is_over_months};
use super::number::is_nothing;
use super::profile::Profile;
use super::raw_record::{Record, Sink};
use super::text::trim;
use crate::dataset::Role;
use crate::i18n::{GivenName, Say as _, Speaker};

/// Columns of months that make a table wide.
const LEAST_MONTHS: usize = 3;

/// Which columns stay, and which become rows.
#[derive(Debug)]
pub(super) struct Unfold {
    /// Places of the columns that every row keeps.
    kept: Vec<usize>,
    /// Places of the months, and the months ("2024-01").
    months: Vec<(usize, String)>,
    /// Whether rows of sums are used like any other.
    uses_sums: bool,
    bytes: Vec<u8>,
    bounds: Vec<(u32, u32)>,
}

impl Unfold {
    /// The plan for a header with months in it, if there are enough. Sums over the months are
    /// left out.
    pub(super) fn of(header: &[String]) -> Option<Self> {
        let mut kept = Vec::new();
        let mut months: Vec<(usize, String)> = Vec::new();
        let named = month_headers::of(header);
        for ((at, name), month) in header.iter().enumerate().zip(named) {
            match month {
                Some((year, month)) => months.push((at, format!("{year:04}-{month:02}"))),
                None if is_total(name) => {}
                None => kept.push(at),
            }
        }
        let differ = |(at, (_, month)): (usize, &(usize, String))| {
            months[..at].iter().all(|(_, known)| known != month)
        };
        (months.len() >= LEAST_MONTHS && months.iter().enumerate().all(differ)).then(|| Self {
            kept,
            months,
            uses_sums: false,
            bytes: Vec::new(),
            bounds: Vec::new(),
        })
    }

    /// Whether a table looks wide: no column of dates, and numbers below the months.
    pub(super) fn fits(header: &[String], profiles: &[Profile]) -> bool {
        let Some(plan) = Self::of(header) else {
            return false;
        };
        let is_amounts = |&(at, _): &(usize, String)| {
            profiles
                .get(at)
                .is_some_and(|profile| profile.filled == 0 || profile.is_numbers())
        };
        let has_dates = |&at: &usize| {
            profiles
                .get(at)
                .is_some_and(|profile| profile.is_dates() && !profile.is_numbers())
        };
        plan.months.iter().all(is_amounts) && !plan.kept.iter().any(has_dates)
    }

    /// The same where the person may want rows of sums used.
    pub(super) fn using_sums(self, uses_sums: bool) -> Self {
        Self { uses_sums, ..self }
    }

    /// The header of a column of numbers that stands among the months and names none that can be
    /// read: its money would be lost.
    pub(super) fn unread_month(&self, header: &[String], profiles: &[Profile]) -> Option<String> {
        let (first, last) = (self.months.first()?.0, self.months.last()?.0);
        let is_unread = |at: usize| {
            let name = header.get(at).map_or("", String::as_str);
            let is_amounts = profiles
                .get(at)
                .is_some_and(|profile| profile.is_numbers() && profile.could_be(Role::Amount));
            (first..last).contains(&at) && is_amounts && !is_over_months(name)
        };
        let at = self.kept.iter().copied().find(|&at| is_unread(at))?;
        header.get(at).cloned()
    }

    /// The header of the long table.
    pub(super) fn header(&self, header: &[String]) -> Vec<String> {
        let kept = self.kept.iter().filter_map(|&at| header.get(at).cloned());
        let said = |name: GivenName| name.say(&Speaker::default());
        kept.chain([said(GivenName::Month), said(GivenName::Amount)])
            .collect()
    }

    /// The rows of records that were read to be looked at.
    pub(super) fn records(&mut self, body: &[(u64, Vec<String>)]) -> Vec<(u64, Vec<String>)> {
        let decoder = Decoder::new(Encoding::Utf8);
        let mut rows = Vec::new();
        let mut sink = |record: &Record<'_>| {
            let cells = record.cells().map(|cell| decoder.decode(cell).into_owned());
            rows.push((record.line, cells.collect()));
        };
        let (mut bytes, mut bounds) = (Vec::new(), Vec::new());
        for (line, cells) in body {
            bytes.clear();
            bounds.clear();
            for cell in cells {
                let from = bytes.len() as u32;
                bytes.extend_from_slice(cell.as_bytes());
                bounds.push((from, bytes.len() as u32));
            }
            let record = Record::of_cells(*line, &bytes, &bounds);
            self.record(&record, &Decoder::new(Encoding::Utf8), &mut sink);
        }
        rows
    }

    /// How many columns hold months.
    pub(super) fn months(&self) -> usize {
        self.months.len()
    }

    /// The rows of one record. A record without any amount, or of sums, stays one.
    fn record(&mut self, record: &Record<'_>, decoder: &Decoder, sink: &mut dyn Sink) {
        if self.is_sums(record, decoder) {
            self.whole(record, sink);
        } else {
            self.cells(record, decoder, sink);
        }
    }

    /// Whether a record holds sums, averages or plans and no customer's amounts.
    pub(super) fn is_sums(&self, record: &Record<'_>, decoder: &Decoder) -> bool {
        let mut is_named = false;
        let mut is_sums = |&at: &usize| {
            let cell = decoder.decode(record.cell(at));
            let cell = trim(&cell);
            // Who a row is of stands first; what is a plan further on may be bought.
            let is_first = !is_named && !cell.is_empty();
            is_named |= is_first;
            is_total(cell) || is_first && is_no_customer(cell)
        };
        !self.uses_sums && self.kept.iter().any(&mut is_sums)
    }

    /// A row for every amount of a record, or one when it has none.
    pub(super) fn cells(&mut self, record: &Record<'_>, decoder: &Decoder, sink: &mut dyn Sink) {
        let mut found = false;
        for at in 0..self.months.len() {
            let (column, month) = &self.months[at];
            let amount = record.cell(*column);
            if is_nothing(trim(&decoder.decode(amount))) {
                continue;
            }
            found = true;
            let month = month.clone();
            self.emit(record, month.as_bytes(), amount, sink);
        }
        if !found {
            self.whole(record, sink);
        }
    }

    /// A record as one row without money.
    pub(super) fn whole(&mut self, record: &Record<'_>, sink: &mut dyn Sink) {
        self.emit(record, b"", b"", sink);
    }

    fn emit(&mut self, record: &Record<'_>, month: &[u8], amount: &[u8], sink: &mut dyn Sink) {
        self.bytes.clear();
        self.bounds.clear();
        let kept = self.kept.iter().map(|&at| record.cell(at));
        for cell in kept.chain([month, amount]) {
            let from = self.bytes.len() as u32;
            self.bytes.extend_from_slice(cell);
            self.bounds.push((from, self.bytes.len() as u32));
        }
        sink.record(&Record::of_cells(record.line, &self.bytes, &self.bounds));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(names: &str) -> Vec<String> {
        names.split(';').map(str::to_owned).collect()
    }

    #[test]
    fn every_cell_below_a_month_is_a_row() {
        let names = header("Kund;Ort;2022-01;2022-02;2022-03;Summa");
        let mut plan = Unfold::of(&names).unwrap();
        assert_eq!(plan.header(&names), ["Kund", "Ort", "Month", "Amount"]);
        let body: Vec<(u64, Vec<String>)> = [
            "Åsa;Lund;10,50;;3;13,50",
            "Bo;Umeå;;;;",
            "Summa;;10,50;;3;13,50",
        ]
        .map(|line| (2, header(line)))
        .to_vec();
        let rows: Vec<String> = plan
            .records(&body)
            .into_iter()
            .map(|(_, cells)| cells.join("|"))
            .collect();
        assert_eq!(
            rows,
            [
                "Åsa|Lund|2022-01|10,50",
                "Åsa|Lund|2022-03|3",
                "Bo|Umeå||",
                "Summa|||"
            ]
        );
    }

    #[test]
    fn a_month_that_is_not_read_is_not_lost() {
        let names = header("Kund;2022-01;jui 2022;2022-08;Q3 2022;2022-10;Summa");
        let body = [header("Åsa;1;2;3;6;4;10"), header("Bo;1;2;3;6;4;10")];
        let profiles: Vec<Profile> = (0..names.len())
            .map(|at| Profile::of(body.iter().map(|row| row[at].as_str())))
            .collect();
        let plan = Unfold::of(&names).unwrap();
        assert_eq!(
            plan.unread_month(&names, &profiles).as_deref(),
            Some("jui 2022")
        );
        let names = header("Kund;2022-01;Ort;2022-08;Q3 2022;2022-10;Summa");
        let plan = Unfold::of(&names).unwrap();
        let mut profiles = profiles;
        profiles[2] = Profile::of(["Lund", "Umeå"].into_iter());
        assert_eq!(plan.unread_month(&names, &profiles), None);
    }

    #[test]
    fn few_or_equal_months_make_no_wide_table() {
        assert!(Unfold::of(&header("Kund;2022-01;2022-02")).is_none());
        assert!(Unfold::of(&header("Kund;2022-01;2022-02;2022-02")).is_none());
        assert!(Unfold::of(&header("Date;Customer;Amount")).is_none());
    }
}
