//! Months to come, and how far off methods and months of the past were.

use super::super::Context;
use super::super::build::{open, table_block};
use super::super::panel::{Block, Figure};
use super::{ID, name, tables};
use crate::analysis::forecast::{Forecast, Hindcast, LEVEL, Method};
use crate::analysis::months::MonthSums;
use crate::analysis::season::partial_months;
use crate::base::Money;
use crate::chart::spec::{
    Action, Axis, BarRow, Bars, ChartSpec, Ink, MonthBar, MonthLine, Months, Scale, Unit,
};
use crate::i18n::forecast::{Forecast as Say, Name};
use crate::i18n::{Message, Words};

/// Past months that are drawn.
const DRAWN: usize = 24;

/// Names the best month, where they differ.
fn points_title(found: &Forecast) -> Say {
    let best = found.points.iter().reduce(|best, next| {
        if next.expected > best.expected {
            next
        } else {
            best
        }
    });
    match best {
        Some(best) if found.method == Method::RecentMean => Say::EvenTitle {
            money: Money::from_units_f64(best.expected),
        },
        Some(best) => Say::PointsTitle {
            month: best.month,
            money: Money::from_units_f64(best.expected),
        },
        None => Say::Nothing,
    }
}

/// Months to come behind those of two years.
pub(super) fn points(context: &Context<'_>, found: &Forecast) -> Figure {
    let partial = partial_months(context.base);
    let all = context.base.months();
    let shown = &all[all.len().saturating_sub(DRAWN)..];
    // A last month that is not complete is expected anew.
    let first = found.points.first().map(|point| point.month);
    let past: Vec<&MonthSums> = shown
        .iter()
        .filter(|sums| first.is_none_or(|first| sums.month < first))
        .collect();
    let mut bars: Vec<MonthBar> = past
        .iter()
        .map(|sums| MonthBar {
            month: sums.month,
            value: sums.revenue.to_units_f64(),
            details: Vec::new(),
            emphasised: false,
            partial: partial.contains(&sums.month),
            action: Some(open("overview", format!("month:{}", sums.month))),
        })
        .collect();
    let mut values: Vec<Option<f64>> = vec![None; bars.len()];
    let mut band: Vec<Option<(f64, f64)>> = vec![None; bars.len()];
    for point in &found.points {
        let came = all.iter().find(|sums| sums.month == point.month);
        let bounds = point.interval.map(|(low, high)| {
            let money = Money::from_units_f64;
            (
                Say::Expected.into(),
                Say::Between {
                    low: money(low),
                    high: money(high),
                }
                .into(),
            )
        });
        bars.push(MonthBar {
            month: point.month,
            value: came.map_or(0.0, |sums| sums.revenue.to_units_f64()),
            details: bounds.into_iter().collect(),
            emphasised: false,
            partial: true,
            action: None,
        });
        values.push(Some(point.expected));
        band.push(Some(
            point.interval.unwrap_or((point.expected, point.expected)),
        ));
    }
    Figure {
        id: "points".to_owned(),
        span: 12,
        title: points_title(found).into(),
        subtitle: Say::PointsSubtitle { level: LEVEL }.into(),
        source: Some(Say::PointsSource(name(found.method)).into()),
        chart: ChartSpec::Months(Months {
            axis: Axis {
                label: Words::Revenue.into(),
                unit: Unit::Money,
                scale: Scale::Linear,
            },
            bars,
            line: Some(MonthLine {
                label: Say::Expected.into(),
                values,
                band,
            }),
        }),
        table: "points".to_owned(),
        controls: vec!["horizon_months".to_owned(), "method".to_owned()],
    }
}

fn axis(label: Name) -> Axis {
    Axis {
        label: Say::Name(label).into(),
        unit: Unit::Share,
        scale: Scale::Linear,
    }
}

/// Every method by how much it missed; choosing one carries the months on by it. A table where
/// there are none to compare: no month of the past could be forecast, or by one method only.
pub(super) fn methods(found: &Forecast, naive: Option<f64>, months: i64) -> Block {
    let subtitle = Say::MethodsSubtitle { months };
    let missed = |method| found.tried(method).and_then(|tried| tried.error_share);
    let error = missed(found.method);
    let title = error.map_or(Say::MethodsPlain, |error| Say::MethodsTitle {
        error,
        naive,
    });
    let texts = [title, subtitle, Say::MethodsSource].map(Message::from);
    let rows = found.tried.iter().filter_map(|tried| {
        let chosen = tried.method == found.method;
        Some(BarRow {
            label: Say::Method(name(tried.method)).into(),
            detail: tried
                .next_month_error_share
                .map(|error| Say::NextMonthMissed { error }.into()),
            values: vec![tried.error_share?],
            ink: Some(if chosen { Ink::Accent } else { Ink::Rest }),
            action: Some(Action::SetParam {
                param: format!("{ID}.method"),
                value: tried.method.id().to_owned(),
            }),
        })
    });
    let rows: Vec<BarRow> = rows.collect();
    if rows.len() < 2 {
        return table_block(7, texts, "methods");
    }
    let [title, subtitle, source] = texts;
    Block::Figure(Box::new(Figure {
        id: "methods".to_owned(),
        span: 7,
        title,
        subtitle,
        source: Some(source),
        chart: ChartSpec::Bars(Bars {
            axis: axis(Name::Error),
            series: Vec::new(),
            rows,
            norm_from: None,
            stacked: false,
        }),
        table: "methods".to_owned(),
        controls: Vec::new(),
    }))
}

/// By what part the months of the past came out above or below what had been expected of them,
/// with the interval they were expected in.
pub(super) fn past(found: &Forecast) -> Option<Block> {
    let (inside, of) = tables::inside(found)?;
    let texts = |subtitle: Say| {
        [Say::PastTitle { inside, of }, subtitle, Say::PastSource].map(Message::from)
    };
    // Of nothing expected no part can be said.
    if found
        .hindcasts
        .iter()
        .any(|past| past.point.expected <= 0.0)
    {
        return Some(table_block(5, texts(Say::PastPlain), "backtest"));
    }
    let part = |past: &Hindcast, value: f64| value / past.point.expected - 1.0;
    let bounds = |past: &Hindcast| {
        let (low, high) = past.point.interval?;
        Some((part(past, low), part(past, high)))
    };
    let money = Money::from_units_f64;
    let bars = found.hindcasts.iter().map(|past| {
        let between = past.point.interval.map(|(low, high)| {
            let between = Say::Between {
                low: money(low),
                high: money(high),
            };
            (Say::Expected.into(), between.into())
        });
        MonthBar {
            month: past.point.month,
            value: part(past, past.actual),
            details: between.into_iter().collect(),
            emphasised: past.is_inside() == Some(false),
            partial: false,
            action: Some(open("overview", format!("month:{}", past.point.month))),
        }
    });
    let bars: Vec<MonthBar> = bars.collect();
    let [title, subtitle, source] = texts(Say::PastSubtitle { level: LEVEL });
    Some(Block::Figure(Box::new(Figure {
        id: "backtest".to_owned(),
        span: 5,
        title,
        subtitle,
        source: Some(source),
        chart: ChartSpec::Months(Months {
            axis: axis(Name::AgainstExpected),
            line: Some(MonthLine {
                label: Say::Expected.into(),
                values: vec![None; bars.len()],
                band: found.hindcasts.iter().map(bounds).collect(),
            }),
            bars,
        }),
        table: "backtest".to_owned(),
        controls: Vec::new(),
    })))
}
