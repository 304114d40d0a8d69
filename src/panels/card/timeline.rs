//! The customer's purchases over time.

use super::super::Context;
use super::super::build::{column, row, whole};
use super::super::panel::{Figure, Table, Value};
use super::Say;
use crate::base::Money;
use crate::chart::spec::{Axis, ChartSpec, Pins, Scale, Unit};
use crate::dataset::CustomerIx;

/// Pins drawn, refunds not counted.
const MOST_PINS: usize = 1_000;

/// Visits from which the largest is worth a word.
const NOTE_FROM: usize = 3;

pub(super) fn timeline(context: &Context<'_>, customer: CustomerIx, rows: &[usize]) -> Figure {
    let base = context.base;
    let frame = context.frame();
    let (days, amounts) = (
        base.occasion_days(customer),
        base.occasion_amounts(customer),
    );
    let first_drawn = days.len().saturating_sub(MOST_PINS);
    let drawn: Vec<_> = days[first_drawn..]
        .iter()
        .zip(&amounts[first_drawn..])
        .collect();
    let from = drawn.first().map_or(frame.as_of, |&(&day, _)| day);
    let mut refunds = refund_days(context, customer, rows);
    refunds.retain(|&(day, _)| day >= from);
    let all_refunds = refunds.len();
    refunds.drain(..all_refunds.saturating_sub(MOST_PINS / 2));
    // The first of equals.
    let largest = drawn
        .iter()
        .enumerate()
        .rev()
        .max_by_key(|&(_, &(_, &amount))| amount)
        .filter(|_| drawn.len() >= NOTE_FROM)
        .map(|(at, &(_, &money))| (at, Say::Largest { money }.into()));
    let silent_days = base.silent_days(customer).unwrap_or(0);
    let is_late = base
        .usual_gap_days(customer)
        .is_some_and(|usual| f64::from(silent_days) > usual);
    let silent = base.last_day(customer).filter(|_| is_late).map(|last| {
        let label = Say::Silent {
            days: silent_days.into(),
        };
        (last, label.into())
    });
    Figure {
        id: "timeline".to_owned(),
        span: 12,
        title: Say::Title {
            visits: base.period().occasions[customer.0 as usize].into(),
            period: frame.period,
            silent: silent_days.into(),
            last_within: base
                .last_day(customer)
                .is_some_and(|last| frame.period.contains(last)),
        }
        .into(),
        subtitle: Say::Subtitle {
            visits: whole(days.len()),
            refunds: whole(refunds.len()),
        }
        .into(),
        source: (first_drawn > 0).then(|| {
            Say::OnlyLast {
                drawn: whole(drawn.len()),
            }
            .into()
        }),
        chart: ChartSpec::Pins(Pins {
            axis: Axis {
                label: Say::MoneyAxis.into(),
                unit: Unit::Money,
                scale: Scale::Linear,
            },
            from,
            to: frame.as_of,
            pins: drawn
                .iter()
                .map(|&(&day, &amount)| (day, amount.to_units_f64()))
                .collect(),
            refunds: refunds
                .iter()
                .map(|&(day, amount)| (day, amount.to_units_f64()))
                .collect(),
            silent,
            note: largest,
        }),
        table: "purchases".to_owned(),
        controls: Vec::new(),
    }
}

/// Days without an occasion on which more was given back than bought, oldest first.
fn refund_days(
    context: &Context<'_>,
    customer: CustomerIx,
    rows: &[usize],
) -> Vec<(crate::base::Day, Money)> {
    let occasions = context.base.occasion_days(customer);
    let mut days: Vec<(crate::base::Day, Money)> = Vec::new();
    for &row in rows {
        let (day, amount) = (context.data.days()[row], context.data.amounts()[row]);
        if occasions.binary_search(&day).is_ok() {
            continue;
        }
        match days.last_mut() {
            Some((last, sum)) if *last == day => *sum += amount,
            _ => days.push((day, amount)),
        }
    }
    days.retain(|&(_, amount)| amount < Money::ZERO);
    days
}

pub(super) fn purchases_table(context: &Context<'_>, customer: CustomerIx) -> Table {
    let base = context.base;
    let days = base.occasion_days(customer).iter();
    let newest_first = days.zip(base.occasion_amounts(customer)).rev();
    Table {
        id: "purchases".to_owned(),
        columns: vec![column("day", Say::Day), column("amount", Say::Amount)],
        rows: newest_first
            .take(MOST_PINS)
            .map(|(&day, &amount)| row(vec![Value::Day(day), Value::Money(amount)]))
            .collect(),
        total: None,
    }
}
