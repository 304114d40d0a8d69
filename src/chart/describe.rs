//! A chart in one sentence, for those who hear it.

use super::plot::figure;
use super::spec::{
    Bars, ChartSpec, Columns, Curves, Heat, Ink, Interval, Months, Pins, Scatter, Unit,
};
use crate::i18n::Message;
use crate::i18n::chart::{Chart, Figure};

/// A chart in one sentence: what it shows, how many marks, which is the greatest.
pub fn describe(spec: &ChartSpec) -> Message {
    match spec {
        ChartSpec::Months(spec) => months(spec),
        ChartSpec::Scatter(spec) => scatter(spec),
        ChartSpec::Heat(spec) => heat(spec),
        ChartSpec::Curves(spec) => curves(spec),
        ChartSpec::Bars(spec) => bars(spec),
        ChartSpec::Columns(spec) => columns(spec),
        ChartSpec::Pins(spec) => pins(spec),
        ChartSpec::Interval(spec) => interval(spec),
    }
    .into()
}

fn months(spec: &Months) -> Chart {
    let unit = spec.axis.unit;
    let highest = greatest(spec.bars.iter().map(|bar| (bar.month, bar.value)), unit);
    let line = spec.line.as_ref().and_then(|line| {
        let last = line.values.iter().rev().find_map(|value| *value)?;
        last.is_finite()
            .then(|| (Box::new(line.label.clone()), figure(last, unit)))
    });
    Chart::Months {
        measure: Box::new(spec.axis.label.clone()),
        months: count(spec.bars.len()),
        highest,
        line,
    }
}

fn scatter(spec: &Scatter) -> Chart {
    Chart::Scatter {
        dots: count(spec.dots.len()),
        x: Box::new(spec.x.label.clone()),
        y: Box::new(spec.y.label.clone()),
        x_cut: figure(spec.x_cut.value, spec.x.unit),
        y_cut: figure(spec.y_cut.value, spec.y.unit),
    }
}

fn heat(spec: &Heat) -> Chart {
    let darkest = spec
        .cells
        .iter()
        // The first of the darkest, in reading order.
        .rev()
        .max_by_key(|cell| cell.step)
        .filter(|cell| cell.step > 1)
        .map(|cell| (Box::new(cell.name.clone()), Box::new(cell.value.clone())));
    Chart::Heat {
        rows_title: Box::new(spec.rows_title.clone()),
        columns_title: Box::new(spec.columns_title.clone()),
        rows: count(spec.rows.len()),
        columns: count(spec.columns.len()),
        darkest,
    }
}

fn curves(spec: &Curves) -> Chart {
    let rises = spec.lines.iter().all(|line| {
        let ends = line.points.first().zip(line.points.last());
        ends.is_none_or(|(first, last)| first.1 <= last.1)
    });
    Chart::Curves {
        rises,
        names: spec.lines.iter().map(|line| line.label.clone()).collect(),
        x: Box::new(spec.x.label.clone()),
        points: spec
            .points
            .iter()
            .map(|point| point.label.clone())
            .collect(),
    }
}

fn bars(spec: &Bars) -> Chart {
    let values = spec
        .rows
        .iter()
        .filter(|row| row.ink != Some(Ink::Total))
        .filter_map(|row| Some((Box::new(row.label.clone()), *row.values.first()?)));
    Chart::Bars {
        measure: Box::new(spec.axis.label.clone()),
        rows: count(spec.rows.len()),
        longest: greatest(values, spec.axis.unit),
    }
}

fn columns(spec: &Columns) -> Chart {
    let last = spec.columns.last();
    let last = last.map(|last| {
        let values = spec.series.iter().zip(&last.values);
        let said = values.map(|((name, _), value)| (name.clone(), figure(*value, spec.axis.unit)));
        (Box::new(last.label.clone()), said.collect())
    });
    Chart::Columns {
        measure: Box::new(spec.axis.label.clone()),
        columns: count(spec.columns.len()),
        last,
    }
}

fn pins(spec: &Pins) -> Chart {
    Chart::Pins {
        measure: Box::new(spec.axis.label.clone()),
        pins: count(spec.pins.len()),
        from: spec.from,
        to: spec.to,
        highest: greatest(spec.pins.iter().copied(), spec.axis.unit),
        refunds: count(spec.refunds.len()),
    }
}

pub(super) fn interval(spec: &Interval) -> Chart {
    Chart::Interval {
        low: spec.low,
        high: spec.high,
    }
}

/// The greatest of several named values, the first of equals.
fn greatest<Name>(values: impl Iterator<Item = (Name, f64)>, unit: Unit) -> Option<(Name, Figure)> {
    values
        .filter(|(_, value)| value.is_finite())
        .reduce(|best, next| if next.1 > best.1 { next } else { best })
        .map(|(name, value)| (name, figure(value, unit)))
}

fn count(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}
