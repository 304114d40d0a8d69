//! Plainer ways to say the value, beside what the models expect.

use super::super::build::{column, count, row, term, units};
use super::super::panel::{Block, Row, Table, Value};
use crate::analysis::CustomerBase;
use crate::analysis::lifetime_value::LastYear;
use crate::analysis::value::Valued;
use crate::i18n::Message;
use crate::i18n::value::{Plain, Value as Say};

/// Years of the retention model that ends.
const YEARS: u32 = 5;

/// Adds the table.
pub(super) fn add(
    base: &CustomerBase,
    valued: &Valued,
    tables: &mut Vec<Table>,
    blocks: &mut Vec<Block>,
) {
    let customers = valued.buyers.len() as u64;
    if customers == 0 {
        return;
    }
    let year = LastYear::of(base);
    let rate = valued.settings.discount_rate_per_year;
    let margin = valued.margin.unwrap_or(1.0);
    let to_date = base.totals().revenue.to_units_f64() * margin;
    let of_all = |way: Plain, total: Option<f64>| {
        let each = total.map(|total| total / customers as f64);
        line(way, customers, each, total)
    };
    let of_active = |way: Plain, each: Option<f64>| {
        let each = each.map(|each| each * margin);
        let active = year.map_or(0, |year| year.active);
        line(way, active, each, each.map(|each| each * active as f64))
    };
    let a_year = year.map(|year| year.per_customer());
    tables.push(Table {
        id: "plain".to_owned(),
        columns: vec![
            column("way", Say::PlainColumn),
            column("customers", Say::PlainCustomers),
            column("each", Say::PlainEach),
            column("total", Say::PlainTotal).decimals(0),
        ],
        rows: vec![
            of_all(Plain::ToDate, Some(to_date)),
            of_active(Plain::Month, a_year.map(|year| year / 12.0)),
            of_active(Plain::Year, a_year),
            of_active(Plain::Simple, year.and_then(|year| year.simple())),
            of_active(
                Plain::Retained { years: YEARS },
                year.and_then(|year| year.retained(YEARS, rate)),
            ),
            of_active(
                Plain::RetainedForEver,
                year.and_then(|year| year.retained_for_ever(rate)),
            ),
            of_all(
                Plain::Model {
                    days: valued.settings.horizon_days,
                },
                valued.sums.clv,
            ),
            of_all(Plain::ModelForEver, valued.residual),
        ],
        total: None,
    });
    blocks.push(Block::Table {
        span: 12,
        title: Message::from(Say::PlainTitle),
        subtitle: match year {
            Some(year) => Say::PlainYear {
                from: year.from,
                to: year.to,
                active: year.active as i64,
                visits_each: year.occasions as f64 / year.active as f64,
                visit: year.revenue.to_units_f64() / year.occasions.max(1) as f64,
                retention: year.retention,
            },
            None => Say::PlainNoYear,
        }
        .into(),
        source: Some(
            Say::PlainSource {
                rate,
                margin: valued.margin,
            }
            .into(),
        ),
        table: "plain".to_owned(),
        callout: None,
    });
}

fn line(way: Plain, customers: u64, each: Option<f64>, total: Option<f64>) -> Row {
    let counted = if each.is_some() {
        count(customers)
    } else {
        Value::None
    };
    row(vec![
        term(way.id(), Say::Plain(way)),
        counted,
        units(each),
        units(total),
    ])
}
