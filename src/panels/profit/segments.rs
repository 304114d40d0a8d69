//! The statement by RFM segment.

use super::super::Context;
use super::super::build::{column, count, open, row, share, term};
use super::super::panel::{Block, Row, Table, Value};
use super::super::rfm::{LEAST_CUSTOMERS, segment_term};
use super::{ID, names};
use crate::analysis::profit::{Basis, Profits, Statement};
use crate::analysis::rfm::{Rfm, Segment};
use crate::base::Money;
use crate::i18n::Words;
use crate::i18n::profit::{Figure as Name, Profit as Say};

/// The table and its block; none where segments would mean little.
pub(super) fn of(
    context: &Context<'_>,
    profits: &Profits,
    total: &Statement,
) -> Option<(Table, Block)> {
    let rfm = Rfm::of(context.base);
    if rfm.customers < LEAST_CUSTOMERS {
        return None;
    }
    let cells = |name: Value, of: &Statement| {
        let money = |money: Option<Money>| money.map_or(Value::None, Value::Money);
        let basis = profits.basis();
        let left = of.left(basis).filter(|_| basis != Basis::Revenue);
        vec![
            name,
            count(of.customers),
            Value::Money(of.sales),
            money(of.gross_profit),
            money(of.relationship_cost()),
            money(of.profit()),
            share(left.and_then(|left| left.share_of(of.sales))),
        ]
    };
    let line = |key: String, name: Value, wanted: Option<Segment>| {
        let of = profits.sum(&|at| rfm.segment(profits.customers[at]) == wanted);
        (of.customers > 0).then(|| Row {
            action: Some(open(ID, key)),
            ..row(cells(name, &of))
        })
    };
    let mut rows: Vec<Row> = Segment::ALL
        .into_iter()
        .filter_map(|segment| {
            let key = format!("segment:{}", segment.id());
            line(key, segment_term(segment), Some(segment))
        })
        .collect();
    rows.extend(line(
        "segment:none".to_owned(),
        term("none", Say::NoSegment),
        None,
    ));
    let head = |id: &str, name: Name| column(id, Say::Figure(name)).decimals(0);
    let table = Table {
        id: "segments".to_owned(),
        columns: vec![
            column("segment", Say::Segment),
            column("customers", Words::Customers),
            head("sales", Name::Sales),
            head("gross_profit", Name::GrossProfit),
            head("relationship_cost", Name::RelationshipCost),
            head("profit", Name::Profit),
            column(
                "share_of_sales",
                Say::LeftOfSales(names::basis(profits.basis())),
            )
            .with_bar(),
        ],
        rows,
        total: Some(row(cells(term("all", Words::All), total))),
    };
    let block = Block::Table {
        span: 12,
        title: Say::SegmentsTitle.into(),
        subtitle: Say::SegmentsSubtitle {
            period: context.frame().period,
        }
        .into(),
        source: None,
        table: "segments".to_owned(),
        callout: None,
    };
    Some((table, block))
}
