//! P5 by profit: who earns it and who gives it back.

use super::super::Context;
use super::super::build::{column, count, notice, open, row, share, whole};
use super::super::panel::{Block, Figure, Row, Table, Tone, Value};
use super::{ID, Ranked, names};
use crate::base::{Money, Period};
use crate::chart::spec::{Axis, ChartSpec, Curve, CurvePoint, Curves, Ink, Scale, Unit};
use crate::i18n::Words;
use crate::i18n::profit::Profit as Say;

/// Points of the curve.
const CURVE_STEPS: usize = 200;

/// Losers shown.
const MOST_LOSERS: usize = 10;

/// The curve, or why there is none.
pub(super) fn block(ranked: &Ranked<'_>, period: Period) -> Block {
    let basis = names::basis(ranked.profits.basis());
    let curve = &ranked.by_result;
    if !curve.has_shares() {
        return notice(Tone::Info, Say::NoCurve(basis), Say::NoCurveText);
    }
    let axis = |label: Say| Axis {
        label: label.into(),
        unit: Unit::Share,
        scale: Scale::Linear,
    };
    let (earning, peak) = curve.peak();
    let at_peak = peak.share_of(curve.total).unwrap_or(1.0);
    let losing = ranked.losing();
    let point = (losing > 0).then(|| CurvePoint {
        x: earning as f64 / curve.customers().max(1) as f64,
        y: at_peak,
        label: Say::Peak { share: at_peak }.into(),
        ink: Ink::Accent,
        action: Some(open(ID, format!("largest:{earning}"))),
    });
    Block::Figure(Box::new(Figure {
        id: "whale".to_owned(),
        span: 6,
        title: Say::WhaleTitle {
            basis,
            earning: whole(earning),
            losing: whole(losing),
            give_back: at_peak - 1.0,
        }
        .into(),
        subtitle: Say::WhaleSubtitle { basis, period }.into(),
        source: Some(
            Say::WhaleSource {
                top_tenth: curve.top_share(10).unwrap_or(0.0),
                eighty: whole(curve.customers_for(0.8).unwrap_or(0)),
            }
            .into(),
        ),
        chart: ChartSpec::Curves(Curves {
            x: axis(Say::CustomersAxis),
            y: axis(Say::ShareOfResult(basis)),
            lines: vec![Curve {
                label: Say::ShareOfResult(basis).into(),
                ink: Ink::Accent,
                points: curve.curve(CURVE_STEPS),
                steps: false,
                band: Vec::new(),
            }],
            diagonal: Some(Say::Diagonal.into()),
            points: point.into_iter().collect(),
        }),
        table: "whale".to_owned(),
        controls: Vec::new(),
    }))
}

/// The curve at every tenth of the customers.
pub(super) fn table(ranked: &Ranked<'_>) -> Table {
    let curve = &ranked.by_result;
    Table {
        id: "whale".to_owned(),
        columns: vec![
            column("customers_share", Say::CustomersShare).decimals(0),
            column("customers", Words::Customers),
            column(
                "profit",
                Say::ShareOfResult(names::basis(ranked.profits.basis())),
            ),
        ],
        rows: (1..=10)
            .map(|tenth| {
                let customers = curve.largest_percent(tenth * 10);
                Row {
                    action: Some(open(ID, format!("largest:{customers}"))),
                    ..row(vec![
                        Value::Share(tenth as f64 / 10.0),
                        count(customers),
                        share(curve.share_of_largest(customers)),
                    ])
                }
            })
            .collect(),
        total: None,
    }
}

/// Those who cost more than they bring, lowest first; none when there are none.
pub(super) fn losers(context: &Context<'_>, ranked: &Ranked<'_>) -> Option<(Table, Block)> {
    use crate::i18n::profit::Figure as Name;
    let losing = ranked.losing();
    let shown = losing.min(MOST_LOSERS);
    let curve = &ranked.by_result;
    let lowest = curve.ranking.iter().rev().take(shown);
    let rows: Vec<Row> = lowest
        .filter_map(|&customer| {
            let of = ranked.profits.statement(ranked.profits.place(customer)?);
            let money = |money: Option<Money>| money.map_or(Value::None, Value::Money);
            let who = context.customer_ref(customer);
            Some(Row {
                action: Some(super::Action::OpenCustomer {
                    customer: who.clone(),
                }),
                ..row(vec![
                    Value::Customer(who),
                    Value::Money(of.sales),
                    money(of.gross_profit),
                    money(of.relationship_cost()),
                    money(of.profit()),
                ])
            })
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let head = |id: &str, name: Name| column(id, Say::Figure(name)).decimals(2);
    let table = Table {
        id: "losing".to_owned(),
        columns: vec![
            column("customer", Say::Customer),
            head("sales", Name::Sales),
            head("gross_profit", Name::GrossProfit),
            head("relationship_cost", Name::RelationshipCost),
            head("profit", Name::Profit),
        ],
        rows,
        total: None,
    };
    let block = Block::Table {
        span: 6,
        title: Say::LosersTitle {
            shown: whole(shown),
            of: whole(losing),
        }
        .into(),
        subtitle: Say::LosersSubtitle {
            basis: names::basis(ranked.profits.basis()),
        }
        .into(),
        source: None,
        table: "losing".to_owned(),
        callout: None,
    };
    Some((table, block))
}
