//! What is expected of one customer, for its card.

use super::super::build::{column, number, row, share, term, units};
use super::super::panel::{Block, Row, Table, Value};
use super::super::{Context, ParamValues};
use super::{ID, Say, settings};
use crate::dataset::CustomerIx;
use crate::i18n::value::Bound;

/// The figures, where the value of all customers is there already: nothing is fitted for a card.
/// `params` are those of the panels it rests on, taken along.
pub(in super::super) fn expected(
    context: &Context<'_>,
    params: &ParamValues,
    customer: CustomerIx,
) -> Option<(Table, Block)> {
    let settings = settings(&params.of_panel(ID));
    let valued = context.valued_before(settings)?;
    let of = valued.value(customer);
    of.expected_purchases?;
    let line = |id: &str, name: Say, value: Value| row(vec![term(id, name), value]);
    let mut rows: Vec<Row> = vec![
        line("p_alive", Say::PAlive, share(of.p_alive)),
        line(
            "expected_purchases",
            Say::Purchases(Bound::Expected),
            number(of.expected_purchases),
        ),
        line(
            "expected_spend",
            Say::Spend(Bound::Expected),
            units(of.expected_spend),
        ),
        line("clv", Say::Clv(Bound::Expected), units(of.clv)),
    ];
    if let Some(interval) = of.interval {
        let ends = [
            ("clv_low", Bound::Low, interval.low),
            ("clv_high", Bound::High, interval.high),
        ];
        rows.extend(ends.map(|(id, bound, end)| line(id, Say::Clv(bound), units(Some(end)))));
    }
    let table = Table {
        id: "expected".to_owned(),
        columns: vec![
            column("figure", Say::Figure),
            column(
                "value",
                Say::CardTitle {
                    days: settings.horizon_days,
                },
            )
            .decimals(2),
        ],
        rows,
        total: None,
    };
    let block = Block::Table {
        span: 5,
        title: Say::CardTitle {
            days: settings.horizon_days,
        }
        .into(),
        subtitle: Say::CardSubtitle {
            model: super::names::source(valued.model()),
        }
        .into(),
        source: valued
            .record()
            .and_then(super::record::error)
            .map(|error| Say::Lede {
                range: None,
                record: Some((valued.calibration_end, error)),
            })
            .map(Into::into),
        table: "expected".to_owned(),
        callout: None,
    };
    Some((table, block))
}
