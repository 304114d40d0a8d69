//! P44: who gives back what was sold, and how much of it.

use super::super::Context;
use super::super::build::{column, explain, open, row, share, stat, table_block, term, whole};
use super::super::panel::{Action, Block, Row, Stat, Table, Value};
use super::ID;
use crate::analysis::profit::Profits;
use crate::base::{Money, order};
use crate::dataset::CustomerIx;
use crate::i18n::Words;
use crate::i18n::returns::Returns as Say;

/// Id of the table.
const TABLE: &str = "returns";

/// Key of the customers who gave something back.
pub(super) const RETURNED: &str = "returned";

/// Customers shown by name; the rest is one line.
const MOST_SHOWN: usize = 10;

/// What was sold and what of it came back.
#[derive(Clone, Copy, Default)]
struct Returned {
    sold: Money,
    returned: Money,
}

impl Returned {
    fn of(profits: &Profits, places: &[usize]) -> Self {
        let sum = |money: &[Money]| places.iter().map(|&at| money[at]).sum::<Money>();
        let returned = sum(&profits.returned);
        Self {
            sold: sum(&profits.sales) + returned,
            returned,
        }
    }

    fn rate(&self) -> Option<f64> {
        self.returned.share_of(self.sold)
    }
}

/// Places of customers who gave something back, in index order.
fn places(profits: &Profits) -> Vec<usize> {
    let returned = profits.returned.iter().enumerate();
    let gave = returned.filter(|(_, returned)| **returned > Money::ZERO);
    gave.map(|(at, _)| at).collect()
}

/// The customers behind the key, in index order.
pub(super) fn members(profits: &Profits) -> Vec<CustomerIx> {
    let places = places(profits).into_iter();
    places.map(|at| profits.customers[at]).collect()
}

/// The part of all that was sold; none where nothing came back.
pub(super) fn stat_of(context: &Context<'_>, profits: &Profits) -> Option<Stat> {
    let all: Vec<usize> = (0..profits.customers.len()).collect();
    figure(context, Returned::of(profits, &all))
}

/// The same of one customer, for its card.
pub(in super::super) fn of_customer(
    context: &Context<'_>,
    profits: &Profits,
    customer: CustomerIx,
) -> Option<Stat> {
    let at = profits.place(customer)?;
    figure(context, Returned::of(profits, &[at]))
}

fn figure(context: &Context<'_>, of: Returned) -> Option<Stat> {
    let rate = of.rate().filter(|_| of.returned > Money::ZERO)?;
    let words = Say::RateWords {
        period: context.frame().period,
    };
    let formula = Say::RateFormula {
        returned: of.returned,
        sold: of.sold,
    };
    let how = explain(words, formula, Say::Caveat).behind(open(ID, RETURNED));
    Some(stat("return_rate", Say::Rate, Value::Share(rate), how))
}

/// Customers by what they gave back; none where nothing came back.
pub(super) fn table(context: &Context<'_>, profits: &Profits) -> Option<(Table, Block)> {
    let mut ranked = places(profits);
    let customers = ranked.len();
    let id = |at: usize| context.data.customer_id(profits.customers[at]);
    order::sort_by(&mut ranked, |&a, &b| {
        let by_money = profits.returned[b].cmp(&profits.returned[a]);
        by_money.then_with(|| id(a).cmp(id(b)))
    });
    let cells = |name: Value, of: Returned| {
        row(vec![
            name,
            Value::Money(of.sold),
            Value::Money(of.returned),
            share(of.rate()),
        ])
    };
    // One that is left over stands by its name.
    let most = MOST_SHOWN + usize::from(customers == MOST_SHOWN + 1);
    let (shown, rest) = ranked.split_at(customers.min(most));
    let mut rows: Vec<Row> = Vec::with_capacity(shown.len() + 1);
    for &at in shown {
        let who = context.customer_ref(profits.customers[at]);
        rows.push(Row {
            action: Some(Action::OpenCustomer {
                customer: who.clone(),
            }),
            ..cells(Value::Customer(who), Returned::of(profits, &[at]))
        });
    }
    if !rest.is_empty() {
        let name = Say::Others {
            count: whole(rest.len()),
        };
        rows.push(cells(term("others", name), Returned::of(profits, rest)));
    }
    let everybody: Vec<usize> = (0..profits.customers.len()).collect();
    let all = Returned::of(profits, &everybody);
    let title = Say::Title {
        customers: whole(customers),
        returned: all.returned,
        share: all.rate()?,
    };
    let subtitle = Say::Subtitle {
        period: context.frame().period,
    };
    let table = Table {
        id: TABLE.to_owned(),
        columns: vec![
            column("customer", Say::Customer),
            column("sold", Say::Sold).decimals(2),
            column("returned", Say::Returned).decimals(2),
            column("return_rate", Say::Rate).with_bar(),
        ],
        rows,
        total: Some(cells(term("all", Words::All), all)),
    };
    let words = [title.into(), subtitle.into(), Say::Source.into()];
    (customers > 0).then(|| (table, table_block(12, words, TABLE)))
}
