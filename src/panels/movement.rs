//! Customers by where they stood on one day and where they stand on another: a table and a heat map
//! whose cells open them.

use super::build::{column, count, open, row, term, whole};
use super::panel::{Figure, Row, Table, Value};
use crate::analysis::movement::Movement;
use crate::base::Day;
use crate::chart::spec::{ChartSpec, Heat, HeatCell};
use crate::i18n::ladder::{Ladder as Say, Standing};
use crate::i18n::{Message, Words};

const TABLE: &str = "movement";

/// A place with its stable id.
pub(super) type Named = (&'static str, Standing);

/// Who moved from where to where.
pub(super) struct Matrix<'a> {
    /// The panel whose keys the cells are: `then:ID`, `cell:ID:ID`.
    pub(super) panel: &'static str,
    pub(super) moved: &'a Movement,
    /// All places, by their numbers.
    pub(super) places: &'a [Named],
    pub(super) then: Day,
    pub(super) now: Day,
    /// First day of the data.
    pub(super) begins: Day,
    /// Whether the earlier day lies so close to it that moves are too many.
    pub(super) is_close: bool,
}

impl Matrix<'_> {
    fn rows(&self) -> Vec<usize> {
        let all = 0..self.places.len();
        all.filter(|&at| self.moved.then(at) > 0).collect()
    }

    fn columns(&self) -> Vec<usize> {
        let all = 0..self.places.len();
        all.filter(|&at| self.moved.now(at) > 0).collect()
    }

    /// The counts with their sums.
    pub(super) fn table(&self) -> Table {
        let shown = self.columns();
        let mut columns = vec![column("then", Say::ThenAxis { day: self.then })];
        columns.extend(shown.iter().map(|&at| {
            let (id, name) = self.places[at];
            column(id, Say::Name(name))
        }));
        columns.push(column("customers", Words::Customers));
        let line = |name: Value, of: &dyn Fn(usize) -> u64, all: u64| {
            let counts = shown.iter().map(|&at| count(of(at)));
            let cells = std::iter::once(name).chain(counts);
            row(cells.chain([count(all)]).collect())
        };
        let rows = self.rows().into_iter().map(|then| {
            let (id, name) = self.places[then];
            let of = |now: usize| self.moved.count(then, now);
            Row {
                action: Some(open(self.panel, format!("then:{id}"))),
                ..line(term(id, Say::Name(name)), &of, self.moved.then(then))
            }
        });
        let sums = |now: usize| self.moved.now(now);
        let all = self.moved.sum(|_, _| true);
        Table {
            id: TABLE.to_owned(),
            columns,
            rows: rows.collect(),
            total: Some(line(term("all", Words::All), &sums, all)),
        }
    }

    /// The same as a picture, darker where more of a row went.
    pub(super) fn figure(&self, title: Say, controls: Vec<String>) -> Figure {
        let (rows, columns) = (self.rows(), self.columns());
        let cells = rows
            .iter()
            .flat_map(|&then| columns.iter().map(move |&now| (then, now)));
        let with_count = |at: usize, customers: u64| -> Message {
            Say::WithCount {
                standing: self.places[at].1,
                customers: whole(customers),
            }
            .into()
        };
        Figure {
            id: TABLE.to_owned(),
            span: 12,
            title: title.into(),
            subtitle: Say::MovementSubtitle {
                then: self.then,
                now: self.now,
            }
            .into(),
            source: Some(
                Say::MovementSource {
                    begins: self.is_close.then_some(self.begins),
                }
                .into(),
            ),
            chart: ChartSpec::Heat(Heat {
                columns_title: Say::NowAxis { day: self.now }.into(),
                rows_title: Say::ThenAxis { day: self.then }.into(),
                columns: columns
                    .iter()
                    .map(|&at| with_count(at, self.moved.now(at)))
                    .collect(),
                rows: rows
                    .iter()
                    .map(|&at| with_count(at, self.moved.then(at)))
                    .collect(),
                sizes: None,
                cells: cells.map(|(then, now)| self.cell(then, now)).collect(),
                outlines: Vec::new(),
            }),
            table: TABLE.to_owned(),
            controls,
        }
    }

    fn cell(&self, then: usize, now: usize) -> HeatCell {
        let customers = self.moved.count(then, now);
        let share = customers as f64 / self.moved.then(then).max(1) as f64;
        let ((from, before), (to, after)) = (self.places[then], self.places[now]);
        HeatCell {
            value: Words::Number(whole(customers)).into(),
            detail: Say::Percent { share }.into(),
            name: Say::Moved {
                then: before,
                now: after,
            }
            .into(),
            step: if customers == 0 {
                0
            } else {
                (1.0 + 5.0 * share).round() as u8
            },
            action: (customers > 0).then(|| open(self.panel, format!("cell:{from}:{to}"))),
        }
    }
}
