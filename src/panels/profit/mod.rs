//! P2 and P5: what customers bring once goods and the cost of the relationship are taken off.
//!
//! - `names`: lines, drivers and bases as messages
//! - `settings`: what can be set
//! - `statement`: its figures, its table and the steps from sales to what is left
//! - `whale`: who earns it and who gives it back
//! - `segments`: the statement by segment
//! - `fiscal`: the statement by fiscal year
//! - `goods`: what is sold and what it leaves
//! - `returns`: who gives back what was sold
//! - `credit`: what customers owe
//! - `notices`: what the figures rest on

pub(super) mod credit;
pub(super) mod fiscal;
pub(super) mod goods;
pub(super) mod names;
mod notices;
pub(super) mod returns;
mod segments;
mod settings;
mod statement;
mod whale;

use super::build::{open, whole};
use super::panel::{Action, Block, Finding, Headline, Panel, Table};
use super::{Context, Entry, ParamValues};
use crate::analysis::concentration::Concentration;
use crate::analysis::profit::{Basis, Line, Profits};
use crate::analysis::rfm::{Rfm, Segment};
use crate::base::{Money, order};
use crate::dataset::CustomerIx;
use crate::i18n::Message;
use crate::i18n::fiscal::Fiscal;
use crate::i18n::profit::Profit as Say;
use crate::i18n::returns::Returns;

pub(crate) use settings::settings;

/// See [`super::REGISTRY`].
pub(crate) const ENTRY: Entry = Entry {
    id: ID,
    needs: &[],
    stats: &[
        "sales",
        "sales_share",
        "gross_profit",
        "gross_profit_share",
        "cost_delivery",
        "cost_delivery_share",
        "cost_staff_bonus",
        "cost_staff_bonus_share",
        "cost_returns",
        "cost_returns_share",
        "cost_database",
        "cost_database_share",
        "cost_salaries",
        "cost_salaries_share",
        "cost_credit",
        "cost_credit_share",
        "cost_support",
        "cost_support_share",
        "cost_other",
        "cost_other_share",
        "relationship_cost",
        "relationship_cost_share",
        "profit",
        "profit_share",
        "return_rate",
        "dso_days",
        "open_balance",
        "overdue_balance",
    ],
    tables: &[
        "statement",
        "whale",
        "losing",
        "segments",
        "fiscal_years",
        "fiscal_segments",
        "products",
        "returns",
        "credit",
    ],
    valued: None,
    run,
    members,
    set_title,
};

const ID: &str = "profit";

/// Profits with their customers ranked by what they bring.
struct Ranked<'a> {
    profits: &'a Profits,
    by_result: Concentration,
}

impl<'a> Ranked<'a> {
    fn of(context: &Context<'_>, profits: &'a Profits) -> Self {
        let results: Vec<Money> = (0..profits.customers.len())
            .map(|at| profits.result(at))
            .collect();
        Self {
            profits,
            by_result: Concentration::of_money(context.data, &profits.customers, &results),
        }
    }

    /// Customers whose result is below zero.
    fn losing(&self) -> usize {
        let results = &self.by_result.revenue;
        results.len() - results.partition_point(|&result| result >= Money::ZERO)
    }

    /// What these cost.
    fn give_back(&self) -> Money {
        self.by_result.peak().1 - self.by_result.total
    }
}

fn run(context: &Context<'_>, params: &ParamValues) -> Panel {
    let period = context.frame().period;
    let settings = settings(params);
    let specs = settings::specs(context, &settings, params);
    let profits = context.profits(settings);
    let eyebrow = Message::from(Say::Eyebrow { period });
    if profits.customers.is_empty() {
        return Panel {
            id: ID.to_owned(),
            headline: Some(Headline {
                eyebrow,
                title: Say::Nobody { period }.into(),
                lede: Some(Say::NobodyText.into()),
            }),
            blocks: vec![notices::plain(Say::Nobody { period }, Say::NobodyText)],
            params: specs,
            ..Panel::default()
        };
    }
    let ranked = Ranked::of(context, &profits);
    let total = profits.total();
    let basis = names::basis(profits.basis());
    let mut blocks = vec![Block::Equation {
        terms: statement::equation(&total),
        note: Say::StatementSubtitle { period }.into(),
    }];
    notices::add(context, &profits, &total, &mut blocks);
    let mut tables = vec![statement::table(&total, period), whale::table(&ranked)];
    let mut keep = |found: Option<(Table, Block)>, blocks: &mut Vec<Block>| {
        if let Some((table, block)) = found {
            tables.push(table);
            blocks.push(block);
        }
    };
    blocks.push(statement::block(&profits, &total, period, 6));
    let controls = specs.iter().map(|spec| spec.key.clone()).collect();
    let steps = statement::steps(&total, period, controls);
    blocks.extend(steps.map(|figure| Block::Figure(Box::new(figure))));
    if profits.basis() != Basis::Revenue {
        blocks.push(whale::block(&ranked, period));
        keep(whale::losers(context, &ranked), &mut blocks);
    }
    keep(segments::of(context, &profits, &total), &mut blocks);
    for found in fiscal::of_all(context, params, &profits.settings) {
        keep(Some(found), &mut blocks);
    }
    keep(goods::of_all(context, params, &profits), &mut blocks);
    keep(returns::table(context, &profits), &mut blocks);
    blocks.extend(credit::notices(&profits));
    keep(credit::table(context, &profits), &mut blocks);
    let mut stats = statement::stats(&profits, &total);
    stats.extend(returns::stat_of(context, &profits));
    stats.extend(credit::stats(context, &profits));
    Panel {
        id: ID.to_owned(),
        headline: Some(Headline {
            eyebrow,
            title: Say::Title {
                basis,
                money: ranked.by_result.total,
                sales: total.sales,
            }
            .into(),
            lede: Some(
                Say::Lede {
                    basis,
                    losing: whole(ranked.losing()),
                    customers: whole(profits.customers.len()),
                    give_back: ranked.give_back(),
                    lines: whole(profits.lines.len()),
                    of_lines: whole(Line::ALL.len()),
                }
                .into(),
            ),
        }),
        stats,
        tables,
        blocks,
        findings: finding(&ranked).into_iter().collect(),
        params: specs,
    }
}

/// The statement of one customer, for its card; none without a row in the period.
pub(super) fn statement_of(
    context: &Context<'_>,
    params: &ParamValues,
    customer: CustomerIx,
) -> Option<(Table, Block)> {
    let period = context.frame().period;
    let profits = context.profits(settings(&params.of_panel(ID)));
    let statement = profits.statement(profits.place(customer)?);
    let block = statement::block(&profits, &statement, period, 7);
    Some((statement::table(&statement, period), block))
}

/// Those who cost more than they bring.
fn finding(ranked: &Ranked<'_>) -> Option<Finding> {
    let basis = ranked.profits.basis();
    let losing = ranked.losing();
    (losing > 0 && basis != Basis::Revenue).then(|| Finding {
        money: Some(ranked.give_back()),
        title: Say::LosingFinding {
            customers: whole(losing),
            money: ranked.give_back(),
        }
        .into(),
        text: Say::LosingFindingText {
            basis: names::basis(basis),
        }
        .into(),
        action: Some((Say::OpenLosing.into(), open(ID, "losing"))),
    })
}

/// What a key names.
enum Key<'a> {
    All,
    Losing,
    /// Gave something back.
    Returned,
    /// Open or overdue.
    Owing(&'a str),
    Largest(usize),
    Segment(Option<Segment>),
    /// A role and the text of something sold.
    Goods(&'a str),
    /// The fiscal year that begins in a calendar year.
    FiscalYear(&'a str),
}

fn parse(key: &str) -> Option<Key<'_>> {
    match key {
        "all" => return Some(Key::All),
        "losing" => return Some(Key::Losing),
        returns::RETURNED => return Some(Key::Returned),
        credit::OPEN | credit::OVERDUE => return Some(Key::Owing(key)),
        _ => {}
    }
    match key.split_once(':')? {
        ("largest", customers) => customers.parse().ok().map(Key::Largest),
        ("goods", of) => Some(Key::Goods(of)),
        ("fiscal", begins) => Some(Key::FiscalYear(begins)),
        ("segment", "none") => Some(Key::Segment(None)),
        ("segment", id) => Segment::from_id(id).map(|segment| Key::Segment(Some(segment))),
        _ => None,
    }
}

fn members(context: &Context<'_>, params: &ParamValues, key: &str) -> Option<Vec<CustomerIx>> {
    let key = parse(key)?;
    let profits = context.profits(settings(params));
    let mut members = match key {
        Key::All => profits.customers.clone(),
        Key::Losing => {
            let customers = profits.customers.iter().enumerate();
            let losing = customers.filter(|&(at, _)| profits.result(at) < Money::ZERO);
            losing.map(|(_, &customer)| customer).collect()
        }
        Key::Returned => returns::members(&profits),
        Key::Owing(key) => credit::members(profits.payments.credit()?, key),
        Key::Largest(customers) => {
            let ranking = Ranked::of(context, &profits).by_result.ranking;
            ranking.into_iter().take(customers).collect()
        }
        Key::Goods(key) => {
            let (column, code) = goods::line(context, key)?;
            crate::analysis::goods::buyers(context.data, context.base, column, code)
        }
        Key::FiscalYear(begins) => fiscal::year(context, params, begins)?.0,
        Key::Segment(wanted) => {
            let rfm = Rfm::of(context.base);
            let mut all = profits.customers.clone();
            all.retain(|&customer| rfm.segment(customer) == wanted);
            all
        }
    };
    order::sort_by_key(&mut members, |customer| customer.0.into());
    Some(members)
}

fn set_title(context: &Context<'_>, params: &ParamValues, key: &str) -> Option<Message> {
    let period = context.frame().period;
    let title = match parse(key)? {
        Key::All => Say::AllMembers { period },
        Key::Losing => Say::LosingMembers { period },
        Key::Returned => return Some(Returns::Members { period }.into()),
        Key::Owing(key) => return Some(credit::set_title(context, key)),
        Key::Largest(customers) => Say::BestMembers {
            customers: whole(customers),
            period,
        },
        Key::Goods(key) => {
            let (column, code) = goods::line(context, key)?;
            Say::GoodsMembers {
                name: column.dictionary.get(code).to_owned(),
                period,
            }
        }
        Key::FiscalYear(begins) => {
            let (_, period) = fiscal::year(context, params, begins)?;
            return Some(Fiscal::Members { period }.into());
        }
        Key::Segment(None) => Say::NoSegmentMembers { period },
        Key::Segment(Some(segment)) => Say::SegmentMembers {
            segment: super::rfm::name(segment),
            period,
        },
    };
    Some(title.into())
}
