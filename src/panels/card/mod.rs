//! One customer: purchases over time, key figures, where it stands, the last rows.
//!
//! - `timeline`: purchases over time
//! - `standing`: where it stands among all
//! - `rows`: its last rows
//! - `records`: what further tables say
//! - `not_yet`: what its peers buy, and it does not
//! - `kind`: what follows from being a person, a shop or a processor

mod kind;
mod not_yet;
mod records;
mod rows;
mod standing;
mod timeline;

use super::build::{column, count, explain, notice, row, stat, table_block, whole};
use super::panel::{Block, Explain, Headline, Panel, Row, Stat, Table, Tone, Value};
use super::params::ParamSpec;
use super::{Context, ParamValues, episodes, ladder, leaving, profit, silence, triage, value};
use crate::analysis::profit::Profits;
use crate::dataset::{CustomerIx, CustomerKind};
use crate::i18n::card::Card as Say;
use records::{costs_table, events_table};
use rows::{rows_block, rows_table};
use standing::Standing;
use timeline::{purchases_table, timeline};

pub(crate) const ID: &str = "card";

/// The card of a customer; `params` are those of the panels it rests on, taken along.
pub fn card(context: &Context<'_>, params: &ParamValues, customer: CustomerIx) -> Panel {
    let base = context.base;
    let who = context.customer_ref(customer);
    let rows: Vec<usize> = base.rows_of(context.data, customer).collect();
    let headline = |lede: Say| Headline {
        eyebrow: Say::Eyebrow {
            customer: who.clone(),
            since: base.first_day(customer),
        }
        .into(),
        title: Say::Name {
            customer: who.clone(),
        }
        .into(),
        lede: Some(lede.into()),
    };
    if rows.is_empty() {
        return Panel {
            id: ID.to_owned(),
            headline: Some(headline(Say::NotInView)),
            blocks: vec![notice(Tone::Info, Say::NotInView, Say::NotInViewText)],
            ..Panel::default()
        };
    }
    let revenue = base.revenue(customer);
    let standing = Standing::of(context, customer);
    let of_totals = base.is_of_totals();
    let mut tables = vec![standing.table(context, params, customer)];
    if !of_totals {
        tables.push(rows_table(context, &rows));
    }
    let mut blocks = vec![equation()];
    let lede = if base.occasions(customer) == 0 {
        blocks.push(notice(
            Tone::Info,
            Say::RefundsOnly { revenue },
            Say::RefundsOnlyText,
        ));
        Say::RefundsOnly { revenue }
    } else if of_totals {
        blocks.push(notice(Tone::Info, Say::OnlyTotals, Say::OnlyTotalsText));
        rhythm(context, customer)
    } else {
        tables.push(purchases_table(context, customer));
        blocks.push(Block::Figure(Box::new(timeline(context, customer, &rows))));
        rhythm(context, customer)
    };
    blocks.extend(triage::card::verdict(context, params, customer));
    if let Some((table, block)) = silence::card::alarm(context, params, customer) {
        tables.push(table);
        blocks.push(block);
    }
    blocks.push(standing.block(context));
    if let Some((table, block)) = profit::statement_of(context, params, customer) {
        tables.push(table);
        blocks.push(block);
    }
    let profits = context.profits(profit::settings(&params.of_panel("profit")));
    let kind = CustomerKind::of_type(context.data.type_of(customer)).filter(|_| !of_totals);
    let of_kind = kind.map(|kind| {
        kind::Of {
            context,
            profits: &profits,
            customer,
            kind,
        }
        .parts()
    });
    // What a processor needs follows from what it makes, not from what others buy.
    let sells_on = kind != Some(CustomerKind::Processor);
    let parts = [
        value::card::expected(context, params, customer),
        profit::goods::of_customer(context, params, customer),
    ];
    let further = [
        sells_on
            .then(|| not_yet::table(context, customer))
            .flatten(),
        episodes::of_customer(context, params, customer),
        profit::fiscal::of_customer(context, params, customer),
    ];
    let of_kind = of_kind.into_iter().flatten();
    let parts = parts.into_iter().flatten().chain(of_kind);
    for (table, block) in parts.chain(further.into_iter().flatten()) {
        tables.push(table);
        blocks.push(block);
    }
    if !of_totals {
        blocks.push(rows_block(rows.len()));
    }
    if let Some(table) = events_table(context, customer) {
        tables.push(table);
        blocks.push(block_of("events", 7, Say::EventsTitle, Say::EventsSubtitle));
    }
    if let Some(table) = costs_table(context, customer) {
        tables.push(table);
        blocks.push(block_of(
            "direct_costs",
            5,
            Say::CostsTitle,
            Say::CostsSubtitle,
        ));
    }
    if let Some(table) = attributes_table(context, customer) {
        tables.push(table);
        blocks.push(attributes_block(context, customer));
    }
    Panel {
        id: ID.to_owned(),
        headline: Some(headline(lede)),
        stats: stats(context, &profits, customer, &rows),
        tables,
        blocks,
        params: own_words(context, params, customer),
        ..Panel::default()
    }
}

/// What the person can say of the customer, each under the panel that hears it.
fn own_words(context: &Context<'_>, params: &ParamValues, customer: CustomerIx) -> Vec<ParamSpec> {
    let verdict = Some(triage::card::choice(context, params, customer));
    let reason = leaving::card::choice(context, params, customer);
    let rung = Some(ladder::card::choice(context, params, customer));
    [
        (triage::ENTRY.id, verdict),
        (ladder::ENTRY.id, rung),
        (leaving::ENTRY.id, reason),
    ]
    .into_iter()
    .filter_map(|(panel, spec)| {
        let spec = spec?;
        let key = format!("{panel}.{}", spec.key);
        Some(ParamSpec { key, ..spec })
    })
    .collect()
}

/// What the table of customers says; nothing when it says nothing.
fn attributes_table(context: &Context<'_>, customer: CustomerIx) -> Option<Table> {
    let rows: Vec<Row> = context
        .data
        .attributes()
        .iter()
        .filter(|attribute| !attribute.text(customer.0).is_empty())
        .map(|attribute| {
            row(vec![
                Value::Text(attribute.name.clone()),
                Value::Text(attribute.text(customer.0).to_owned()),
            ])
        })
        .collect();
    (!rows.is_empty()).then(|| Table {
        id: "attributes".to_owned(),
        columns: vec![
            column("attribute", Say::Attribute),
            column("value", Say::AttributeValue),
        ],
        rows,
        total: None,
    })
}

/// A table of its own on the card.
fn block_of(table: &str, span: u8, title: Say, subtitle: Say) -> Block {
    Block::Table {
        span,
        title: title.into(),
        subtitle: subtitle.into(),
        source: None,
        table: table.to_owned(),
        callout: None,
    }
}

fn attributes_block(context: &Context<'_>, customer: CustomerIx) -> Block {
    let title = Say::AttributesTitle.into();
    let subtitle = Say::AttributesSubtitle.into();
    let words = [title, subtitle, kind::profile(context, customer)];
    table_block(5, words, "attributes")
}

fn equation() -> Block {
    Block::Equation {
        terms: [
            "revenue",
            "occasions",
            "average_occasion",
            "usual_gap_days",
            "silent_days",
        ]
        .into_iter()
        .zip(["", "=", "×", "", ""])
        .map(|(id, sign)| (id.to_owned(), sign.to_owned()))
        .collect(),
        note: Say::Note.into(),
    }
}

fn rhythm(context: &Context<'_>, customer: CustomerIx) -> Say {
    let base = context.base;
    let silent = base.silent_days(customer).unwrap_or(0);
    match base.usual_gap_days(customer) {
        None => Say::NoRhythm {
            silent: silent.into(),
        },
        Some(usual) if f64::from(silent) > usual => Say::Late {
            silent: silent.into(),
            usual,
            own: base.own_gap_days(customer).is_some(),
            gone: base.is_gone(customer),
        },
        Some(usual) => Say::OnTime {
            silent: silent.into(),
            usual,
            own: base.own_gap_days(customer).is_some(),
        },
    }
}

fn stats(
    context: &Context<'_>,
    profits: &Profits,
    customer: CustomerIx,
    rows: &[usize],
) -> Vec<Stat> {
    let base = context.base;
    let frame = context.frame();
    let (by, period) = (frame.as_of, frame.period);
    let ix = customer.0 as usize;
    let visits = whole(base.occasions(customer));
    let revenue = base.revenue(customer);
    let plain = |words: Say, formula: Say| explain(words, formula, Say::Caveat);
    let day = |day: Option<crate::base::Day>| day.map_or(Value::None, Value::Day);
    let silent: Explain = match base.last_day(customer) {
        Some(last) => plain(Say::SilentWords { by }, Say::SilentFormula { by, last }),
        None => plain(Say::SilentWords { by }, Say::LastFormula { of: visits }),
    };
    let gap = if base.own_gap_days(customer).is_some() {
        plain(Say::OwnGapWords, Say::OwnGapFormula { gaps: visits - 1 })
    } else {
        plain(Say::PooledGapWords, Say::PooledGapFormula { visits })
    }
    .input(Say::Visits, Value::Count(visits));
    let within = rows
        .iter()
        .filter(|&&row| period.contains(context.data.days()[row]));
    let within_rows = whole(within.count());
    let rows = whole(rows.len());
    let mut stats = vec![
        stat(
            "revenue",
            Say::Revenue,
            Value::Money(revenue),
            plain(Say::RevenueWords { by }, Say::RowsFormula { rows }),
        ),
        stat(
            "occasions",
            Say::Visits,
            Value::Count(visits),
            plain(Say::VisitsWords { by }, Say::VisitsFormula { visits, rows }),
        ),
        stat(
            "average_occasion",
            Say::Average,
            base.average_occasion(customer)
                .map_or(Value::None, Value::Money),
            plain(Say::AverageWords, Say::AverageFormula { revenue, visits }),
        ),
        stat(
            "usual_gap_days",
            Say::UsualGap,
            (visits > 0)
                .then(|| base.usual_gap_days(customer))
                .flatten()
                .map_or(Value::None, Value::Days),
            gap,
        ),
        stat(
            "silent_days",
            Say::SilentDays,
            base.silent_days(customer)
                .map_or(Value::None, |days| Value::Days(days.into())),
            silent,
        ),
        stat(
            "first_day",
            Say::FirstDay,
            day(base.first_day(customer)),
            plain(Say::FirstWords, Say::FirstFormula { of: visits }),
        ),
        stat(
            "last_day",
            Say::LastDay,
            day(base.last_day(customer)),
            plain(Say::LastWords, Say::LastFormula { of: visits }),
        ),
        stat(
            "revenue_in_period",
            Say::RevenueIn { period },
            Value::Money(base.period().revenue[ix]),
            plain(
                Say::WithinWords { period },
                Say::RowsFormula { rows: within_rows },
            ),
        ),
        stat(
            "occasions_in_period",
            Say::VisitsIn { period },
            count(base.period().occasions[ix]),
            plain(
                Say::WithinWords { period },
                Say::VisitsWithinFormula {
                    within: base.period().occasions[ix].into(),
                    of: visits,
                },
            ),
        ),
    ];
    stats.extend(profit::returns::of_customer(context, profits, customer));
    stats.extend(profit::credit::of_customer(context, profits, customer));
    stats
}
