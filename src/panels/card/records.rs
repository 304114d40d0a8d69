//! What further tables say of a customer, on the card: contacts, campaigns, direct costs.

use super::super::Context;
use super::super::build::{column, row, term};
use super::super::panel::{Row, Table, Value};
use super::Say;
use crate::dataset::{CustomerIx, RecordsKind};

/// Contacts and campaigns shown.
const MOST_EVENTS: usize = 200;

/// Contacts and campaigns, the latest first; nothing without any.
pub(super) fn events_table(context: &Context<'_>, customer: CustomerIx) -> Option<Table> {
    let events = context.data.events_of(customer).iter().rev();
    let rows: Vec<Row> = events
        .filter(|event| event.day <= context.frame().as_of)
        .take(MOST_EVENTS)
        .map(|event| {
            row(vec![
                Value::Day(event.day),
                match event.kind {
                    RecordsKind::Campaign => term("campaign", Say::Campaign),
                    RecordsKind::Contacts | RecordsKind::Costs => term("contact", Say::Contact),
                },
                Value::Text(event.what.clone()),
                Value::Text(event.text.clone()),
                event.answered.map_or(Value::None, Value::Day),
            ])
        })
        .collect();
    (!rows.is_empty()).then(|| Table {
        id: "events".to_owned(),
        columns: vec![
            column("day", Say::EventDay),
            column("event", Say::Event),
            column("what", Say::EventWhat),
            column("text", Say::EventText),
            column("answered", Say::EventAnswered),
        ],
        rows,
        total: None,
    })
}

/// Direct costs by line; nothing without any.
pub(super) fn costs_table(context: &Context<'_>, customer: CustomerIx) -> Option<Table> {
    let lines = context.data.cost_lines();
    let costs = context.data.direct_costs_of(customer).iter();
    let rows: Vec<Row> = costs
        .map(|cost| {
            row(vec![
                Value::Text(lines[cost.line as usize].clone()),
                Value::Money(cost.amount),
            ])
        })
        .collect();
    (!rows.is_empty()).then(|| Table {
        id: "direct_costs".to_owned(),
        columns: vec![
            column("line", Say::CostLine),
            column("amount", Say::CostAmount),
        ],
        rows,
        total: None,
    })
}
