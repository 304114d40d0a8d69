//! One customer: purchases over time, key figures, where it stands, the last rows.
//!
//! - `timeline`: purchases over time
//! - `standing`: where it stands among all
//! - `rows`: its last rows
//! - `records`: what further tables say
//! - `not_yet`: what its peers buy, and it does not

mod not_yet;
mod records;
mod rows;
mod standing;
mod timeline;

use super::build::{column, count, explain, notice, row, stat, whole};
use super::panel::{Block, Explain, Headline, Panel, Row, Stat, Table, Tone, Value};
use super::{Context, ParamSpec, ParamValues, episodes, leaving, profit, triage, value};
use crate::dataset::CustomerIx;
use crate::i18n::card::Card as Say;
use records::{costs_table, events_table};
use rows::{rows_block, rows_table};
use standing::Standing;
use timeline::{purchases_table, timeline};

const ID: &str = "card";

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
    let mut tables = vec![standing.table(context)];
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
    blocks.push(standing.block(context));
    if let Some((table, block)) = profit::statement_of(context, params, customer) {
        tables.push(table);
        blocks.push(block);
    }
    let parts = [
        value::card::expected(context, params, customer),
        profit::goods::of_customer(context, params, customer),
        not_yet::table(context, customer),
        episodes::of_customer(context, params, customer),
    ];
    for (table, block) in parts.into_iter().flatten() {
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
        blocks.push(attributes_block());
    }
    Panel {
        id: ID.to_owned(),
        headline: Some(headline(lede)),
        stats: stats(context, customer, &rows),
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
    [(triage::ENTRY.id, verdict), (leaving::ENTRY.id, reason)]
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

fn attributes_block() -> Block {
    block_of(
        "attributes",
        5,
        Say::AttributesTitle,
        Say::AttributesSubtitle,
    )
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

fn stats(context: &Context<'_>, customer: CustomerIx, rows: &[usize]) -> Vec<Stat> {
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
    vec![
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
    ]
}
