//! Curve, distribution and the list of the most valuable.

use super::super::Context;
use super::super::build::{column, count, number, open, row, share, units, whole};
use super::super::panel::{Action, Block, Figure, Row, Table, Value};
use super::ID;
use super::bands::Bands;
use crate::analysis::value::Valued;
use crate::base::Day;
use crate::chart::spec::{Axis, BarRow, Bars, ChartSpec, Scale, Unit};
use crate::dataset::CustomerIx;
use crate::i18n::value::{Bound, Value as Say};
use crate::i18n::{Message, Words};

/// Rows of the list.
const MOST_LISTED: usize = 20;

/// Rows of the curve that a person can take in.
const MOST_POINTS: usize = 15;

/// What is drawn of the value itself.
pub(super) fn add(
    context: &Context<'_>,
    valued: &Valued,
    ranked: &[u32],
    bands: Option<&Bands>,
    tables: &mut Vec<Table>,
    blocks: &mut Vec<Block>,
) {
    let sum = valued.sums.clv.filter(|&sum| sum > 0.0);
    if let (Some(sum), Some(bands)) = (sum, bands) {
        tables.push(curve(valued));
        blocks.push(Block::Figure(Box::new(curve_figure(valued, sum))));
        let sums = bands.sums(valued, ranked);
        tables.push(distribution(bands, &sums, sum));
        let figure = distribution_figure(valued, ranked, bands, &sums, sum);
        blocks.push(Block::Figure(Box::new(figure)));
    }
    let listed = &ranked[..ranked.len().min(MOST_LISTED)];
    tables.push(most_valuable(context, valued, listed));
    blocks.push(Block::Table {
        span: 12,
        title: Say::MostValuable {
            customers: whole(listed.len()),
        }
        .into(),
        subtitle: Say::MostValuableSubtitle {
            intervals: valued.totals.is_some(),
            margin: valued.margin,
        }
        .into(),
        source: Some(
            Say::MostValuableSource {
                gross: valued.margin.is_some(),
            }
            .into(),
        ),
        table: "most_valuable".to_owned(),
        callout: None,
    });
}

fn curve(valued: &Valued) -> Table {
    let cells = |&(days, worth): &(f64, f64)| row(vec![Value::Days(days), units(Some(worth))]);
    Table {
        id: "curve".to_owned(),
        columns: vec![
            column("days", Say::Days),
            column("clv", Say::Worth).decimals(0),
        ],
        rows: valued.curve.iter().map(cells).collect(),
        total: None,
    }
}

fn curve_figure(valued: &Valued, sum: f64) -> Figure {
    let half = valued.settings.horizon_days / 2.0;
    let before = valued.curve.iter().rev().find(|(days, _)| *days <= half);
    let step = valued.curve.len().div_ceil(MOST_POINTS).max(1);
    let last = valued.curve.len().saturating_sub(1);
    let bars = valued
        .curve
        .iter()
        .enumerate()
        .filter(|(at, _)| (last - at).is_multiple_of(step))
        .map(|(_, &(days, worth))| BarRow {
            label: Say::UpToDay {
                days: days.round() as i64,
            }
            .into(),
            detail: None,
            values: vec![worth],
            ink: None,
            action: None,
        });
    Figure {
        id: "curve".to_owned(),
        span: 6,
        title: match before {
            Some(&(_, worth)) => Say::CurveTitle { half: worth / sum }.into(),
            None => Message::from(Say::Worth),
        },
        subtitle: Say::CurveSubtitle {
            gross: valued.margin.is_some(),
        }
        .into(),
        source: Some(Say::CurveSource.into()),
        chart: ChartSpec::Bars(Bars {
            axis: Axis {
                label: Say::Worth.into(),
                unit: Unit::Money,
                scale: Scale::Linear,
            },
            series: Vec::new(),
            rows: bars.collect(),
            norm_from: None,
            stacked: false,
        }),
        table: "curve".to_owned(),
        controls: Vec::new(),
    }
}

fn band_name(bands: &Bands, band: usize) -> Message {
    bands.ends(band).map_or_else(
        || Message::from(Say::BandColumn),
        |(from, to)| Say::Band { from, to }.into(),
    )
}

fn band_action(band: usize) -> Action {
    open(ID, format!("band:{band}"))
}

fn distribution(bands: &Bands, sums: &[(u64, f64)], sum: f64) -> Table {
    let line = |(band, &(customers, worth)): (usize, &(u64, f64))| Row {
        action: Some(band_action(band)),
        ..row(vec![
            Value::Term {
                id: bands
                    .ends(band)
                    .map_or_else(String::new, |(from, _)| from.to_string()),
                label: band_name(bands, band),
            },
            count(customers),
            units(Some(worth)),
            share(Some(worth / sum)),
        ])
    };
    Table {
        id: "distribution".to_owned(),
        columns: vec![
            column("from", Say::BandColumn),
            column("customers", Words::Customers),
            column("clv", Say::Worth).decimals(0),
            column("clv_share", Say::WorthShare),
        ],
        rows: sums.iter().enumerate().map(line).collect(),
        total: None,
    }
}

/// How many of the most valuable customers hold half of the value.
fn holders_of_half(valued: &Valued, ranked: &[u32], sum: f64) -> usize {
    let mut held = 0.0;
    let reached = ranked.iter().position(|&at| {
        held += valued.values[at as usize].clv.unwrap_or(0.0);
        held >= sum / 2.0
    });
    reached.map_or(ranked.len(), |at| at + 1)
}

fn distribution_figure(
    valued: &Valued,
    ranked: &[u32],
    bands: &Bands,
    sums: &[(u64, f64)],
    sum: f64,
) -> Figure {
    let bars = sums
        .iter()
        .enumerate()
        .map(|(band, &(customers, _))| BarRow {
            label: band_name(bands, band),
            detail: None,
            values: vec![customers as f64],
            ink: None,
            action: Some(band_action(band)),
        });
    Figure {
        id: "distribution".to_owned(),
        span: 6,
        title: Say::SpreadTitle {
            customers: whole(holders_of_half(valued, ranked, sum)),
        }
        .into(),
        subtitle: Say::SpreadSubtitle.into(),
        source: Some(Say::SpreadSource.into()),
        chart: ChartSpec::Bars(Bars {
            axis: Axis {
                label: Words::Customers.into(),
                unit: Unit::Count,
                scale: Scale::Linear,
            },
            series: Vec::new(),
            rows: bars.collect(),
            norm_from: None,
            stacked: false,
        }),
        table: "distribution".to_owned(),
        controls: Vec::new(),
    }
}

fn most_valuable(context: &Context<'_>, valued: &Valued, listed: &[u32]) -> Table {
    let customers: Vec<CustomerIx> = listed
        .iter()
        .map(|&at| valued.buyers[at as usize])
        .collect();
    let near = valued.close_ups(context.base, &customers);
    let day = |day: Option<Day>| day.map_or(Value::None, Value::Day);
    let line = |(place, &at): (usize, &u32)| {
        let customer = context.customer_ref(valued.buyers[at as usize]);
        let value = &valued.values[at as usize];
        let near = near.as_ref().map(|near| near[place]);
        let visits = value
            .clv
            .zip(value.purchase_value)
            .map(|(clv, price)| clv / (price * valued.margin.unwrap_or(1.0)))
            .filter(|visits| visits.is_finite());
        Row {
            action: Some(Action::OpenCustomer {
                customer: customer.clone(),
            }),
            ..row(vec![
                Value::Customer(customer),
                share(value.p_alive),
                number(value.expected_purchases),
                number(visits),
                units(value.purchase_value),
                units(value.clv),
                units(value.interval.map(|ends| ends.low)),
                units(value.interval.map(|ends| ends.high)),
                units(near.and_then(|near| near.residual)),
                day(near.and_then(|near| near.next_day)),
                day(near.and_then(|near| near.between).map(|(_, to)| to)),
            ])
        }
    };
    Table {
        id: "most_valuable".to_owned(),
        columns: vec![
            column("customer", Words::Customers),
            column("p_alive", Say::PAlive),
            column("expected_purchases", Say::Purchases(Bound::Expected)).decimals(1),
            column("discounted_purchases", Say::DiscountedVisits).decimals(2),
            column("purchase_value", Say::PurchaseValue),
            column("clv", Say::Worth),
            column("clv_low", Say::Clv(Bound::Low)),
            column("clv_high", Say::Clv(Bound::High)),
            column("residual", Say::Residual),
            column("next_purchase", Say::NextPurchase(Bound::Expected)),
            column("next_purchase_high", Say::NextPurchase(Bound::High)),
        ],
        rows: listed.iter().enumerate().map(line).collect(),
        total: None,
    }
}
