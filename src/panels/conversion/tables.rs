//! The tables behind the pictures.

use super::super::build::{calendar_value, column, count, open, row, share, term};
use super::super::panel::{Row, Table, Value};
use super::{Found, ID, Waiting};
use crate::analysis::conversion::RegularSums;
use crate::i18n::Words;
use crate::i18n::conversion::Conversion as Say;

/// Days that stand in the curve whether something happened on them or not.
const MARK_DAYS: [u32; 16] = [
    0, 1, 7, 14, 30, 60, 90, 120, 180, 270, 365, 540, 730, 1_095, 1_460, 1_825,
];

pub(super) fn all(found: &Found) -> Vec<Table> {
    vec![
        curve("curve", &found.second),
        curve("curve_third", &found.third),
        groups(found),
        regulars(found),
        curve("tenure", &found.tenure),
    ]
}

/// The days on which something happened, or somebody was seen last.
fn curve(id: &str, waiting: &Waiting) -> Table {
    let points = &waiting.points;
    let is_told = |at: usize| {
        let point = &points[at];
        let left = points.get(at + 1).map_or(0, |next| next.at_risk);
        point.at_risk != left || MARK_DAYS.contains(&point.day)
    };
    let line = |at: usize| {
        let point = &points[at];
        row(vec![
            count(point.day),
            count(point.at_risk),
            count(point.events),
            share(Some(point.survival)),
            share(point.band.map(|band| band.0)),
            share(point.band.map(|band| band.1)),
        ])
    };
    Table {
        id: id.to_owned(),
        columns: vec![
            column("day", Say::DayColumn),
            column("at_risk", Say::AtRiskColumn),
            column("events", Say::EventsColumn),
            column("survival", Say::SurvivalColumn),
            column("low", Say::LowColumn),
            column("high", Say::HighColumn),
        ],
        rows: (0..points.len())
            .filter(|&at| is_told(at))
            .map(line)
            .collect(),
        total: None,
    }
}

fn days(day: Option<u32>) -> Value {
    day.map_or(Value::None, |day| Value::Days(f64::from(day)))
}

fn groups(found: &Found) -> Table {
    let groups = &found.groups;
    let line = |(group, waiting): (usize, &Waiting)| {
        let customers = waiting.durations.count();
        let action = open(ID, format!("group:{}:{group}", groups.by));
        Row {
            action: (customers > 0).then_some(action),
            ..row(vec![
                term(&groups.ids[group], groups.names[group].clone()),
                count(customers),
                count(waiting.durations.events()),
                days(waiting.median()),
                share(waiting.share_within(30)),
                share(waiting.share_within(90)),
                share(waiting.share_within(365)),
            ])
        }
    };
    Table {
        id: "groups".to_owned(),
        columns: vec![
            column("group", Say::GroupColumn),
            column("customers", Words::Customers),
            column("second_purchases", Say::SecondColumn),
            column("median_days", Say::MedianColumn),
            column("share_30_days", Say::ShareWithin { days: 30 }),
            column("share_90_days", Say::ShareWithin { days: 90 }),
            column("share_365_days", Say::ShareWithin { days: 365 }),
        ],
        rows: groups.second.iter().enumerate().map(line).collect(),
        total: None,
    }
}

fn regulars(found: &Found) -> Table {
    let line = |sums: &RegularSums| Row {
        action: (sums.regulars > 0).then(|| open(ID, format!("regulars:{}", sums.period))),
        ..row(vec![
            calendar_value(sums.period),
            count(sums.regulars),
            Value::Money(sums.revenue),
            Value::Money(sums.revenue_all),
            share(sums.share()),
            Value::Flag(sums.partial),
        ])
    };
    Table {
        id: "regular_months".to_owned(),
        columns: vec![
            column("month", Say::MonthColumn),
            column("regulars", Say::Regulars),
            column("revenue", Say::RegularRevenueColumn).decimals(0),
            column("revenue_all", Words::Revenue).decimals(0),
            column("revenue_share", Say::RegularShareColumn),
            column("partial", Say::PartialColumn),
        ],
        rows: found.regulars.iter().map(line).collect(),
        total: None,
    }
}
