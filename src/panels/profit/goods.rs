//! P71: what is sold and what it leaves, of all customers or of one.

use super::super::build::{column, count, open, row, share, term, whole};
use super::super::panel::{Block, Row, Table, Value};
use super::super::{Context, ParamValues};
use super::{ID, Say, settings};
use crate::analysis::goods::{self, GoodsSums};
use crate::analysis::profit::{Basis, Profits};
use crate::dataset::{CodedColumn, CustomerIx, Role};
use crate::i18n::profit::Figure as Name;
use crate::i18n::{Message, Words};

/// Goods shown by name; the rest is one line.
const MOST_SHOWN: usize = 20;

/// Goods shown on a card.
const MOST_ON_CARD: usize = 6;

/// Id of the table.
const TABLE: &str = "products";

/// The column the person wants, or the usual one.
pub(super) fn column_of<'a>(
    context: &Context<'a>,
    params: &ParamValues,
) -> Option<&'a CodedColumn> {
    let wanted = params.text(settings::GOODS).and_then(Role::from_id);
    goods::column(context.data, wanted)
}

fn added(sums: &[GoodsSums]) -> GoodsSums {
    let gross = sums.iter().map(|sums| sums.gross);
    GoodsSums {
        code: None,
        customers: 0,
        rows: sums.iter().map(|sums| sums.rows).sum(),
        sales: sums.iter().map(|sums| sums.sales).sum(),
        returned: sums.iter().map(|sums| sums.returned).sum(),
        gross: gross.sum::<Option<_>>(),
    }
}

/// The table, its rows by name up to a number; nothing where the file does not say what is sold.
fn table(
    context: &Context<'_>,
    of: &CodedColumn,
    profits: &Profits,
    only: Option<CustomerIx>,
    most: usize,
) -> Option<Table> {
    let sums = goods::sums(context.data, context.base, profits, of, only);
    let all = added(&sums);
    let is_named = sums.iter().any(|sums| sums.code.is_some());
    let cells = |name: Value, sums: &GoodsSums, customers: Option<u64>| {
        let mut cells = vec![name];
        if only.is_none() {
            cells.push(customers.map_or(Value::None, count));
        }
        cells.extend([
            Value::Money(sums.sales),
            share(sums.sales.share_of(all.sales)),
            sums.gross.map_or(Value::None, Value::Money),
            share(sums.gross.and_then(|gross| gross.share_of(sums.sales))),
            share(sums.return_rate()),
        ]);
        cells
    };
    let line = |sums: &GoodsSums| match sums.code {
        Some(code) => {
            let text = of.dictionary.get(code);
            Row {
                action: Some(open(ID, format!("goods:{}:{text}", of.role.id()))),
                ..row(cells(
                    Value::Text(text.to_owned()),
                    sums,
                    Some(sums.customers),
                ))
            }
        }
        None => row(cells(
            term("none", Say::NoGoods),
            sums,
            Some(sums.customers),
        )),
    };
    // One that is left over stands by its name.
    let shown = if sums.len() == most + 1 {
        sums.len()
    } else {
        most
    };
    let (shown, rest) = sums.split_at(sums.len().min(shown));
    let mut rows: Vec<Row> = shown.iter().map(line).collect();
    if !rest.is_empty() {
        let name = Say::OtherGoods {
            count: whole(rest.len()),
        };
        rows.push(row(cells(term("others", name), &added(rest), None)));
    }
    let mut columns = vec![column("product", Message::Verbatim(of.name.clone()))];
    if only.is_none() {
        columns.push(column("customers", Words::Customers));
    }
    columns.extend([
        column("sales", Say::Figure(Name::Sales)).decimals(0),
        column("share", Say::ShareOfSales).with_bar(),
        column("gross_profit", Say::Figure(Name::GrossProfit)).decimals(0),
        column("margin", Say::MarginColumn),
        column("return_rate", Say::ReturnRate),
    ]);
    is_named.then(|| Table {
        id: TABLE.to_owned(),
        columns,
        rows,
        total: Some(row(cells(term("all", Words::All), &all, None))),
    })
}

fn block(title: Say, subtitle: Say, span: u8) -> Block {
    Block::Table {
        span,
        title: title.into(),
        subtitle: subtitle.into(),
        source: None,
        table: TABLE.to_owned(),
        callout: None,
    }
}

/// What the period's goods leave.
pub(super) fn of_all(
    context: &Context<'_>,
    params: &ParamValues,
    profits: &Profits,
) -> Option<(Table, Block)> {
    let of = column_of(context, params)?;
    let table = table(context, of, profits, None, MOST_SHOWN)?;
    let title = match (profits.basis(), thinnest(&table)) {
        (Basis::Revenue, _) | (_, None) => Say::GoodsTitle,
        (_, Some((name, margin))) => Say::ThinnestGoods { name, margin },
    };
    let subtitle = Say::GoodsSubtitle {
        period: context.frame().period,
    };
    Some((table, block(title, subtitle, 12)))
}

/// The named goods that leave least of their sales.
fn thinnest(table: &Table) -> Option<(String, f64)> {
    let named = table.rows.iter().filter_map(|row| match row.cells[..] {
        [Value::Text(ref name), .., Value::Share(margin), _] => Some((name.clone(), margin)),
        _ => None,
    });
    let named: Vec<(String, f64)> = named.collect();
    let least = named.iter().map(|(_, margin)| *margin).reduce(f64::min)?;
    let most = named.iter().map(|(_, margin)| *margin).reduce(f64::max)?;
    let found = named.into_iter().find(|(_, margin)| *margin <= least);
    found.filter(|_| most > least)
}

/// What one customer buys in the period, for its card.
pub(in super::super) fn of_customer(
    context: &Context<'_>,
    params: &ParamValues,
    customer: CustomerIx,
) -> Option<(Table, Block)> {
    let params = params.of_panel(ID);
    let profits = context.profits(settings(&params));
    profits.place(customer)?;
    let of = column_of(context, &params)?;
    let table = table(context, of, &profits, Some(customer), MOST_ON_CARD)?;
    let first = table.rows.iter().find_map(|row| match row.cells[..] {
        [Value::Text(ref name), _, Value::Share(share), ..] => Some((name.clone(), share)),
        _ => None,
    });
    let title = first.map_or(Say::GoodsTitle, |(name, share)| Say::MostlyBuys {
        name,
        share,
    });
    let subtitle = Say::GoodsSubtitle {
        period: context.frame().period,
    };
    Some((table, block(title, subtitle, 7)))
}

/// The customers behind a line, and what the line is called.
pub(super) fn line<'a>(context: &Context<'a>, key: &'a str) -> Option<(&'a CodedColumn, u32)> {
    let (role, text) = key.split_once(':')?;
    let of = context.data.coded_by_role(Role::from_id(role)?)?;
    Some((of, of.dictionary.code_of(text)?))
}

/// Goods with the most sales that a margin can be given for: most first.
pub(super) fn largest(context: &Context<'_>, params: &ParamValues, most: usize) -> Vec<String> {
    let Some(of) = column_of(context, params) else {
        return Vec::new();
    };
    let profits = context.profits(settings(params));
    let sums = goods::sums(context.data, context.base, &profits, of, None);
    let codes = sums.iter().filter_map(|sums| sums.code).take(most);
    codes
        .map(|code| of.dictionary.get(code).to_owned())
        .collect()
}
