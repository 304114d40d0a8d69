//! What is expected of one customer, for its card.

use super::super::build::{column, number, row, share, term, units};
use super::super::panel::{Block, Row, Table, Value};
use super::super::{Context, ParamValues};
use super::{ID, Say, settings};
use crate::base::Day;
use crate::dataset::CustomerIx;
use crate::i18n::value::Bound;

/// The figures, where the value of all customers is there already: nothing is fitted for a card.
/// `params` are those of the panels it rests on, taken along.
pub(in super::super) fn expected(
    context: &Context<'_>,
    params: &ParamValues,
    customer: CustomerIx,
) -> Option<(Table, Block)> {
    let valued = context.valued_before(&settings(&params.of_panel(ID)))?;
    let known_margin = super::margin(context, params);
    let margin = known_margin.unwrap_or(1.0);
    let days = valued.settings.horizon_days;
    let of = valued.value(customer).at_margin(margin);
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
    let near = valued.close_ups(context.base, &[customer]);
    if let Some(near) = near.and_then(|near| near.first().copied()) {
        let day = |day: Option<Day>| day.map_or(Value::None, Value::Day);
        rows.extend([
            line(
                "residual",
                Say::Residual,
                units(near.residual.map(|residual| residual * margin)),
            ),
            line("comes_again", Say::ComesAgain, share(Some(near.chance))),
            line(
                "next_purchase",
                Say::NextPurchase(Bound::Expected),
                day(near.next_day),
            ),
            line(
                "next_purchase_low",
                Say::NextPurchase(Bound::Low),
                day(near.between.map(|(from, _)| from)),
            ),
            line(
                "next_purchase_high",
                Say::NextPurchase(Bound::High),
                day(near.between.map(|(_, to)| to)),
            ),
        ]);
    }
    let table = Table {
        id: "expected".to_owned(),
        columns: vec![
            column("figure", Say::Figure),
            column("value", Say::CardTitle { days }).decimals(2),
        ],
        rows,
        total: None,
    };
    let block = Block::Table {
        span: 5,
        title: Say::CardTitle { days }.into(),
        subtitle: Say::CardSubtitle {
            model: super::names::source(valued.model()),
            clv: super::clv_parts(
                of.expected_purchases,
                of.expected_spend,
                of.clv,
                known_margin,
            ),
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
