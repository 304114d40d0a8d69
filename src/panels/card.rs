//! One customer: purchases over time, key figures, where it stands, the last rows.

use super::build::{column, count, explain, notice, row, stat, term, whole};
use super::card_records::{costs_table, events_table};
use super::panel::{
    Block, Column, Explain, Figure, Headline, Panel, Row, Stat, Table, Tone, Value,
};
use super::{Context, ParamValues, concentration, profit, rfm, triage, value, value_frequency};
use crate::analysis::concentration::{AbcShares, Concentration};
use crate::analysis::rfm::{Rfm, Segment};
use crate::analysis::value_frequency::{CutChoice, ValueFrequency};
use crate::base::Money;
use crate::chart::spec::{Axis, ChartSpec, Pins, Scale, Unit};
use crate::dataset::{CustomerIx, NO_CODE, Role, RowFlags};
use crate::i18n::Message;
use crate::i18n::card::Card as Say;

const ID: &str = "card";

/// Rows shown.
const MOST_ROWS: usize = 50;

/// Pins drawn, refunds not counted.
const MOST_PINS: usize = 1_000;

/// Visits from which the largest is worth a word.
const NOTE_FROM: usize = 3;

/// Columns of the file shown beside a row, when they are mapped.
const SHOWN_ROLES: [Role; 3] = [Role::Order, Role::Product, Role::Category];

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
    if let Some((table, block)) = value::card::expected(context, params, customer) {
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
        params: vec![triage::card::choice(context, params, customer)],
        ..Panel::default()
    }
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

fn rows_block(rows: usize) -> Block {
    Block::Table {
        span: 7,
        title: Say::RowsTitle {
            shown: whole(rows.min(MOST_ROWS)),
            of: whole(rows),
        }
        .into(),
        subtitle: Say::RowsSubtitle.into(),
        source: None,
        table: "rows".to_owned(),
        callout: None,
    }
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

fn timeline(context: &Context<'_>, customer: CustomerIx, rows: &[usize]) -> Figure {
    let base = context.base;
    let frame = context.frame();
    let (days, amounts) = (
        base.occasion_days(customer),
        base.occasion_amounts(customer),
    );
    let first_drawn = days.len().saturating_sub(MOST_PINS);
    let drawn: Vec<_> = days[first_drawn..]
        .iter()
        .zip(&amounts[first_drawn..])
        .collect();
    let from = drawn.first().map_or(frame.as_of, |&(&day, _)| day);
    let mut refunds = refund_days(context, customer, rows);
    refunds.retain(|&(day, _)| day >= from);
    let all_refunds = refunds.len();
    refunds.drain(..all_refunds.saturating_sub(MOST_PINS / 2));
    // The first of equals.
    let largest = drawn
        .iter()
        .enumerate()
        .rev()
        .max_by_key(|&(_, &(_, &amount))| amount)
        .filter(|_| drawn.len() >= NOTE_FROM)
        .map(|(at, &(_, &money))| (at, Say::Largest { money }.into()));
    let silent_days = base.silent_days(customer).unwrap_or(0);
    let is_late = base
        .usual_gap_days(customer)
        .is_some_and(|usual| f64::from(silent_days) > usual);
    let silent = base.last_day(customer).filter(|_| is_late).map(|last| {
        let label = Say::Silent {
            days: silent_days.into(),
        };
        (last, label.into())
    });
    Figure {
        id: "timeline".to_owned(),
        span: 12,
        title: Say::Title {
            visits: base.period().occasions[customer.0 as usize].into(),
            period: frame.period,
            silent: silent_days.into(),
            last_within: base
                .last_day(customer)
                .is_some_and(|last| frame.period.contains(last)),
        }
        .into(),
        subtitle: Say::Subtitle {
            visits: whole(days.len()),
            refunds: whole(refunds.len()),
        }
        .into(),
        source: (first_drawn > 0).then(|| {
            Say::OnlyLast {
                drawn: whole(drawn.len()),
            }
            .into()
        }),
        chart: ChartSpec::Pins(Pins {
            axis: Axis {
                label: Say::MoneyAxis.into(),
                unit: Unit::Money,
                scale: Scale::Linear,
            },
            from,
            to: frame.as_of,
            pins: drawn
                .iter()
                .map(|&(&day, &amount)| (day, amount.to_units_f64()))
                .collect(),
            refunds: refunds
                .iter()
                .map(|&(day, amount)| (day, amount.to_units_f64()))
                .collect(),
            silent,
            note: largest,
        }),
        table: "purchases".to_owned(),
        controls: Vec::new(),
    }
}

/// Days without an occasion on which more was given back than bought, oldest first.
fn refund_days(
    context: &Context<'_>,
    customer: CustomerIx,
    rows: &[usize],
) -> Vec<(crate::base::Day, Money)> {
    let occasions = context.base.occasion_days(customer);
    let mut days: Vec<(crate::base::Day, Money)> = Vec::new();
    for &row in rows {
        let (day, amount) = (context.data.days()[row], context.data.amounts()[row]);
        if occasions.binary_search(&day).is_ok() {
            continue;
        }
        match days.last_mut() {
            Some((last, sum)) if *last == day => *sum += amount,
            _ => days.push((day, amount)),
        }
    }
    days.retain(|&(_, amount)| amount < Money::ZERO);
    days
}

fn purchases_table(context: &Context<'_>, customer: CustomerIx) -> Table {
    let base = context.base;
    let days = base.occasion_days(customer).iter();
    let newest_first = days.zip(base.occasion_amounts(customer)).rev();
    Table {
        id: "purchases".to_owned(),
        columns: vec![column("day", Say::Day), column("amount", Say::Amount)],
        rows: newest_first
            .take(MOST_PINS)
            .map(|(&day, &amount)| row(vec![Value::Day(day), Value::Money(amount)]))
            .collect(),
        total: None,
    }
}

fn rows_table(context: &Context<'_>, rows: &[usize]) -> Table {
    let data = context.data;
    let coded: Vec<_> = SHOWN_ROLES
        .into_iter()
        .filter_map(|role| data.coded_by_role(role))
        .collect();
    let mut columns = vec![column("line", Say::Line), column("day", Say::Day)];
    columns.extend(coded.iter().map(|coded| Column {
        id: coded.role.id().to_owned(),
        label: Message::Verbatim(coded.name.clone()),
        decimals: None,
        bar: false,
    }));
    if data.quantities().is_some() {
        columns.push(column("quantity", Say::Quantity));
    }
    columns.push(column("amount", Say::Amount));
    columns.push(column("refund", Say::Refund));
    let text = |code: u32, dictionary: &crate::dataset::Dictionary| {
        if code == NO_CODE {
            Value::None
        } else {
            Value::Text(dictionary.get(code).to_owned())
        }
    };
    let cells = |&at: &usize| {
        let mut cells = vec![count(data.source_rows()[at]), Value::Day(data.days()[at])];
        cells.extend(
            coded
                .iter()
                .map(|coded| text(coded.codes[at], &coded.dictionary)),
        );
        if let Some(quantities) = data.quantities() {
            cells.push(Value::Number(quantities[at].to_units_f64()));
        }
        cells.push(Value::Money(data.amounts()[at]));
        let is_refund = data.flags()[at].has(RowFlags::REFUND);
        cells.push(Value::Flag(is_refund));
        row(cells)
    };
    Table {
        id: "rows".to_owned(),
        columns,
        rows: rows.iter().rev().take(MOST_ROWS).map(cells).collect(),
        total: None,
    }
}

/// Where a customer stands among all.
struct Standing {
    scores: Option<crate::analysis::rfm::Scores>,
    scored: u64,
    group: Option<crate::analysis::value_frequency::Group>,
    class: Option<crate::analysis::concentration::AbcClass>,
    rank: Option<usize>,
    ranked: usize,
}

impl Standing {
    fn of(context: &Context<'_>, customer: CustomerIx) -> Self {
        let base = context.base;
        let abc = Concentration::of(context.data, base);
        let rank = abc.ranking.iter().position(|&other| other == customer);
        let classes = abc.classes(AbcShares::default());
        let rfm = Rfm::of(base);
        Self {
            scores: rfm.scores(customer),
            scored: rfm.customers,
            group: ValueFrequency::of(base, CutChoice::default())
                .and_then(|found| found.group(customer)),
            class: rank.and_then(|rank| classes.get(rank).copied()),
            rank: rank.map(|rank| rank + 1),
            ranked: abc.customers(),
        }
    }

    fn table(&self, context: &Context<'_>) -> Table {
        let period = context.frame().period;
        let line = |id: &str, by: Say, place: Option<Value>, detail: Option<Say>| Row {
            cells: vec![term(id, by), place.unwrap_or_default()],
            detail: detail.map(Message::from),
            ..Row::default()
        };
        let tells = self.scored >= rfm::LEAST_CUSTOMERS;
        let scores = self.scores.map(|scores| {
            if tells {
                Say::Scores {
                    r: scores.r.into(),
                    f: scores.f.into(),
                    m: scores.m.into(),
                }
            } else {
                Say::TooFewToScore {
                    customers: whole(self.scored),
                }
            }
        });
        let segment = self.scores.filter(|_| tells).map(Segment::of);
        let of = whole(self.ranked);
        Table {
            id: "standing".to_owned(),
            columns: vec![column("by", Say::By), column("place", Say::Place)],
            rows: vec![
                line(
                    "rank",
                    Say::ByRank,
                    self.rank.map(count),
                    Some(Say::RankOf { of }),
                ),
                line(
                    "segment",
                    Say::BySegment,
                    segment.map(rfm::segment_term),
                    scores,
                ),
                line(
                    "value_frequency_group",
                    Say::ByGroup,
                    self.group.map(value_frequency::group_term),
                    Some(Say::Within { period }),
                ),
                line(
                    "abc_class",
                    Say::ByClass,
                    self.class.map(concentration::class_term),
                    Some(Say::Within { period }),
                ),
            ],
            total: None,
        }
    }

    fn block(&self, context: &Context<'_>) -> Block {
        let period = context.frame().period;
        let title = match self.rank {
            Some(rank) => Say::StandingTitle {
                rank: whole(rank),
                of: whole(self.ranked),
                period,
            },
            None => Say::StandingWithout { period },
        };
        Block::Table {
            span: 5,
            title: title.into(),
            subtitle: Say::StandingSubtitle.into(),
            source: None,
            table: "standing".to_owned(),
            callout: None,
        }
    }
}
