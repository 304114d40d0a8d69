//! What was taken each month.

use super::{ID, MOST_MONTHS};
use crate::analysis::months::{Direction, MonthSums, YearOnYear, direction};
use crate::base::{Money, Month};
use crate::chart::spec::{Axis, ChartSpec, MonthBar, Months, Scale, Unit};
use crate::i18n::overview::{Overview as Say, Trend};
use crate::i18n::{Message, Words};
use crate::panels::Context;
use crate::panels::build::{column, count, open, row, whole};
use crate::panels::panel::{Figure, Row, Table, Value};
pub(super) fn last_months<'a>(context: &Context<'a>) -> &'a [MonthSums] {
    let months = context.base.months();
    &months[months.len().saturating_sub(MOST_MONTHS)..]
}

pub(super) fn months_table(context: &Context<'_>, months: &[MonthSums]) -> Table {
    Table {
        id: "months".to_owned(),
        columns: vec![
            column("month", Say::MonthColumn),
            column("revenue", Words::Revenue),
            column("occasions", Words::Visits),
            column("buyers", Say::Buyers),
            column("partial", Say::PartialColumn),
        ],
        rows: months
            .iter()
            .map(|sums| Row {
                action: Some(open(ID, format!("month:{}", sums.month))),
                ..row(vec![
                    Value::Month(sums.month),
                    Value::Money(sums.revenue),
                    count(sums.occasions),
                    count(sums.buyers),
                    Value::Flag(context.frame().is_partial(sums.month)),
                ])
            })
            .collect(),
        total: None,
    }
}

pub(super) fn months_figure(context: &Context<'_>, months: &[MonthSums]) -> Figure {
    let is_partial = |month: Month| context.frame().is_partial(month);
    let partial = months.iter().filter(|sums| is_partial(sums.month)).count();
    let bars = months
        .iter()
        .map(|sums| MonthBar {
            month: sums.month,
            value: sums.revenue.to_units_f64(),
            details: vec![
                (Words::Visits.into(), count_message(sums.occasions)),
                (Say::Buyers.into(), count_message(sums.buyers)),
            ],
            emphasised: is_peak(months, sums, is_partial),
            partial: is_partial(sums.month),
            action: Some(open(ID, format!("month:{}", sums.month))),
        })
        .collect();
    Figure {
        id: "months".to_owned(),
        span: 8,
        title: months_title(direction(months, is_partial)).into(),
        subtitle: Say::MonthsSubtitle.into(),
        source: Some(
            Say::MonthsSource {
                months: whole(months.len()),
                of: whole(context.base.months().len()),
                partial: whole(partial),
            }
            .into(),
        ),
        chart: ChartSpec::Months(Months {
            axis: Axis {
                label: Words::Revenue.into(),
                unit: Unit::Money,
                scale: Scale::Linear,
            },
            bars,
            line: None,
        }),
        table: "months".to_owned(),
        controls: Vec::new(),
    }
}

pub(super) fn count_message(count: u64) -> Message {
    Say::Count {
        count: whole(count),
    }
    .into()
}

/// Whether the month is the highest of a calendar year that is wholly in the data.
fn is_peak(months: &[MonthSums], sums: &MonthSums, is_partial: impl Fn(Month) -> bool) -> bool {
    let year = || {
        months
            .iter()
            .filter(|other| other.month.year() == sums.month.year() && !is_partial(other.month))
    };
    year().count() == 12
        && sums.revenue > Money::ZERO
        && year().all(|other| other.month == sums.month || other.revenue < sums.revenue)
}

fn months_title(direction: Direction) -> Say {
    let title = |trend: Trend, found: YearOnYear| Say::MonthsTitle {
        trend,
        months: found.months.into(),
        above: found.above.into(),
        below: found.below.into(),
    };
    match direction {
        Direction::Rising(found) => title(Trend::Rising, found),
        Direction::Falling(found) => title(Trend::Falling, found),
        Direction::Flat(found) => title(Trend::Flat, found),
        Direction::Uncertain(found) => title(Trend::PerhapsRising, found),
        Direction::NothingBefore(found) => Say::MonthsNothingBefore {
            months: found.months.into(),
        },
        Direction::TooLittle { full_months } => Say::MonthsTooFew {
            full_months: full_months.into(),
        },
    }
}
