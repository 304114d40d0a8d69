//! The verdicts, their reasons, the nearest changes and the lists to act on.

use super::super::Context;
use super::super::build::{column, count, open, row, share, term, units, whole};
use super::super::panel::{Action, Block, Row, Table, Value};
use super::super::profit::names as profit_names;
use super::{ID, Tier, names};
use crate::analysis::profit::Basis;
use crate::analysis::triage::{Reason, Triage, Verdict};
use crate::base::order;
use crate::chart::spec::Ink;
use crate::i18n::Words;
use crate::i18n::triage::{Tier as TierName, Triage as Say};

/// Nearest changes shown.
const MOST_NEAREST: usize = 15;

/// Sums over customers, in currency units.
#[derive(Clone, Copy, Default)]
pub(super) struct Sums {
    pub(super) customers: u64,
    sales: f64,
    /// What is left of the sales of the period.
    pub(super) left: f64,
    clv: Option<f64>,
    pub(super) worth: Option<f64>,
    at_risk: Option<f64>,
}

impl Sums {
    pub(super) fn of(triage: &Triage<'_>, picks: &dyn Fn(usize) -> bool) -> Self {
        let mut sums = Self::default();
        let add = |sum: &mut Option<f64>, part: Option<f64>| {
            if let Some(part) = part {
                *sum = Some(sum.unwrap_or(0.0) + part);
            }
        };
        for at in (0..triage.customers.len()).filter(|&at| picks(at)) {
            let facts = triage.facts(at);
            sums.customers += 1;
            sums.sales += facts.sales;
            sums.left += facts.profit();
            add(&mut sums.clv, facts.clv);
            add(&mut sums.worth, triage.worth[at]);
            add(&mut sums.at_risk, triage.at_risk[at]);
        }
        sums
    }
}

/// The verdict as a cell.
pub(crate) fn verdict_term(verdict: Verdict) -> Value {
    term(verdict.id(), Say::Verdict(names::verdict(verdict)))
}

fn ink(verdict: Verdict) -> Ink {
    match verdict {
        Verdict::Hold => Ink::Accent,
        Verdict::Watch => Ink::Cat2,
        Verdict::LetGo => Ink::Down,
    }
}

/// Customers and money by verdict.
pub(super) fn verdicts(
    triage: &Triage<'_>,
    by_verdict: &[Sums; 3],
    all: &Sums,
    margin: Option<f64>,
) -> Table {
    // Of nobody nothing is expected, once anything is.
    let of = |part: Option<f64>, whole: Option<f64>| units(part.or(whole.map(|_| 0.0)));
    let at_margin = |sales: Option<f64>| sales.map(|sales| sales * margin.unwrap_or(1.0));
    let cells = |name: Value, sums: &Sums| {
        vec![
            name,
            count(sums.customers),
            units(Some(sums.sales)),
            units((triage.basis == Basis::Profit).then_some(sums.left)),
            of(at_margin(sums.clv), at_margin(all.clv)),
            of(sums.worth, all.worth),
            of(sums.at_risk, all.at_risk),
        ]
    };
    let basis = profit_names::basis(triage.basis);
    let money = |id: &str, label: Say| column(id, label).decimals(0);
    Table {
        id: "verdicts".to_owned(),
        columns: vec![
            column("verdict", Say::VerdictColumn),
            column("customers", Words::Customers),
            column("revenue", Words::Revenue).decimals(0),
            money("profit", Say::ProfitColumn),
            money("clv", Say::ClvColumn),
            money("expected_value", Say::WorthColumn(basis)),
            money("value_at_risk", Say::AtRiskColumn),
        ],
        rows: Verdict::ALL
            .into_iter()
            .zip(by_verdict)
            .map(|(verdict, sums)| Row {
                detail: Some(Say::Advice(names::verdict(verdict)).into()),
                ink: Some(ink(verdict)),
                action: Some(open(ID, format!("verdict:{}", verdict.id()))),
                ..row(cells(verdict_term(verdict), sums))
            })
            .collect(),
        total: Some(row(cells(term("all", Words::All), all))),
    }
}

/// Customers by reason.
pub(super) fn reasons(triage: &Triage<'_>) -> Table {
    let of = |reason: Reason| triage.reasons.iter().filter(|&&of| of == reason).count();
    let counted = Reason::ALL.map(|reason| (reason, of(reason)));
    let all = triage.customers.len() as f64;
    Table {
        id: "reasons".to_owned(),
        columns: vec![
            column("reason", Say::ReasonColumn),
            column("verdict", Say::VerdictColumn),
            column("customers", Words::Customers),
            column("share", Words::Share).with_bar(),
        ],
        rows: counted
            .into_iter()
            .filter(|&(_, customers)| customers > 0)
            .map(|(reason, customers)| Row {
                action: Some(open(ID, format!("reason:{}", reason.id()))),
                ..row(vec![
                    term(reason.id(), Say::Reason(names::reason(reason))),
                    verdict_term(reason.verdict()),
                    count(customers),
                    share(Some(customers as f64 / all)),
                ])
            })
            .collect(),
        total: None,
    }
}

/// Who is nearest to a better verdict: the smallest change first, equals by id.
pub(super) fn nearest(context: &Context<'_>, triage: &Triage<'_>) -> Option<(Table, Block)> {
    let mut found: Vec<(usize, crate::analysis::flip::Flip)> = (0..triage.customers.len())
        .filter(|&at| triage.reasons[at].verdict() != Verdict::Hold)
        .filter_map(|at| Some((at, triage.flip(at)?)))
        .collect();
    let size = |flip: &crate::analysis::flip::Flip| order::upwards_f64(flip.relative.abs());
    order::sort_by_key(&mut found, |(_, flip)| size(flip));
    if let Some(last) = found.get(MOST_NEAREST - 1).map(|(_, flip)| size(flip)) {
        found.truncate(found.partition_point(|(_, flip)| size(flip) <= last));
    }
    let id = |at: usize| context.data.customer_id(triage.customers[at]);
    order::sort_by(&mut found, |a, b| {
        let by_size = size(&a.1).cmp(&size(&b.1));
        by_size.then_with(|| id(a.0).cmp(id(b.0)))
    });
    found.truncate(MOST_NEAREST);
    if found.is_empty() {
        return None;
    }
    let shown = whole(found.len());
    let rows = found.iter().map(|(at, flip)| {
        let customer = context.customer_ref(triage.customers[*at]);
        Row {
            action: Some(Action::OpenCustomer {
                customer: customer.clone(),
            }),
            ..row(vec![
                Value::Customer(customer),
                verdict_term(triage.reasons[*at].verdict()),
                term(flip.lever.id(), names::flip(flip)),
                share(Some(flip.relative)),
                units(triage.worth[*at]),
            ])
        }
    });
    let basis = profit_names::basis(triage.basis);
    let table = Table {
        id: "nearest".to_owned(),
        columns: vec![
            column("customer", Say::Customer),
            column("verdict", Say::VerdictColumn),
            column("change", Say::ChangeColumn),
            column("relative", Say::ByColumn),
            column("expected_value", Say::WorthColumn(basis)).decimals(0),
        ],
        rows: rows.collect(),
        total: None,
    };
    let block = Block::Table {
        span: 12,
        title: Say::NearestTitle { shown }.into(),
        subtitle: Say::NearestSubtitle.into(),
        source: Some(Say::NearestSource.into()),
        table: "nearest".to_owned(),
        callout: None,
    };
    Some((table, block))
}

/// The three lists with what they may cost.
pub(super) fn tiers(context: &Context<'_>, triage: &Triage<'_>, budget_share: f64) -> Table {
    let rows = Tier::ALL.into_iter().map(|tier| {
        let sums = Sums::of(triage, &|at| {
            Tier::of(context.base, triage, at) == Some(tier)
        });
        // Of those who left only what comes back with them can be won.
        let value = match tier {
            Tier::RecentlyLeft => sums.at_risk,
            Tier::Best | Tier::Regulars => sums.worth,
        };
        let name = tier_name(tier);
        Row {
            detail: Some(Say::Offer(name).into()),
            action: Some(open(ID, format!("tier:{}", tier.id()))),
            ..row(vec![
                term(tier.id(), Say::Tier(name)),
                count(sums.customers),
                units(value),
                units(value.map(|value| value.max(0.0) * budget_share)),
            ])
        }
    });
    let basis = profit_names::basis(triage.basis);
    Table {
        id: "tiers".to_owned(),
        columns: vec![
            column("tier", Say::TierColumn),
            column("customers", Words::Customers),
            column("value", Say::WorthColumn(basis)).decimals(0),
            column("budget", Say::BudgetColumn).decimals(0),
        ],
        rows: rows.collect(),
        total: None,
    }
}

/// The name of a list.
pub(super) fn tier_name(tier: Tier) -> TierName {
    match tier {
        Tier::Best => TierName::Best,
        Tier::Regulars => TierName::Regulars,
        Tier::RecentlyLeft => TierName::RecentlyLeft,
    }
}
