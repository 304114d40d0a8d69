//! P24 and P25: what customers could still bring.

use super::build::{column, explain, notice, open, row, share, stat, term, units, whole};
use super::panel::{Action, Block, Finding, Headline, Panel, Row, Table, Tone, Value};
use super::{Context, Entry, ParamValues};
use crate::analysis::potential::{LEAST_DAYS, LEAST_PEERS, Potential, Source, potentials};
use crate::base::{Money, order};
use crate::dataset::CustomerIx;
use crate::i18n::Message;
use crate::i18n::potential::{Potential as Say, Source as SourceName};

/// See [`super::REGISTRY`].
pub(super) const ENTRY: Entry = Entry {
    id: ID,
    needs: &[],
    stats: &["headroom", "share_of_wallet"],
    tables: &["potential"],
    valued: None,
    run,
    members,
    set_title,
};

const ID: &str = "potential";

/// The only set of customers.
const BELOW: &str = "below";

/// Customers shown.
const MOST_SHOWN: usize = 15;

fn run(context: &Context<'_>, _: &ParamValues) -> Panel {
    let period = context.frame().period;
    let headline = |title: Say| Headline {
        eyebrow: Say::Eyebrow { period }.into(),
        title: title.into(),
        lede: None,
    };
    let found = potentials(context.data, context.base);
    if found.is_empty() {
        let text = Say::TooLittleText {
            least: whole(LEAST_PEERS),
            days: whole(LEAST_DAYS),
        };
        return Panel {
            id: ID.to_owned(),
            headline: Some(headline(Say::TooLittle)),
            blocks: vec![notice(Tone::Info, Say::TooLittle, text)],
            ..Panel::default()
        };
    }
    let below = found.iter().filter(|of| of.gap() > 0.0);
    let mut gaps: Vec<f64> = below.map(Potential::gap).collect();
    let customers = whole(gaps.len());
    let gap = steady(&mut gaps);
    let title = if gaps.is_empty() {
        Say::NoGap
    } else {
        let gap = Money::from_units_f64(gap);
        Say::Title { customers, gap }
    };
    let of = |wanted: Source| found.iter().filter(|of| of.source == wanted).count();
    let source = Say::SourceLine {
        budgets: whole(of(Source::Budget)),
        peers: whole(of(Source::Peers)),
        all: whole(of(Source::All)),
    };
    let callout = (!gaps.is_empty()).then(|| Finding {
        money: None,
        title: title.clone().into(),
        text: Say::Caveat.into(),
        action: Some((Say::Open.into(), open(ID, BELOW))),
    });
    let how = explain(
        Say::HeadroomWords,
        Say::HeadroomFormula { customers },
        Say::Caveat,
    );
    let mut stats = vec![
        stat(
            "headroom",
            Say::Headroom,
            units(Some(gap)),
            how.behind(open(ID, BELOW)),
        )
        .decimals(0),
    ];
    stats.extend(share_of_wallet(&found));
    Panel {
        id: ID.to_owned(),
        headline: Some(headline(title.clone())),
        stats,
        tables: vec![table(context, &found)],
        blocks: vec![Block::Table {
            span: 12,
            title: title.into(),
            subtitle: Say::Subtitle.into(),
            source: Some(source.into()),
            table: "potential".to_owned(),
            callout,
        }],
        ..Panel::default()
    }
}

/// The same sum whatever the order of the customers.
fn steady(parts: &mut [f64]) -> f64 {
    order::sort_by(parts, f64::total_cmp);
    parts.iter().sum()
}

fn share_of_wallet(found: &[Potential]) -> Option<super::panel::Stat> {
    let known = || found.iter().filter(|of| of.source == Source::Budget);
    let mut sales: Vec<f64> = known().map(|of| of.sales).collect();
    let mut budgets: Vec<f64> = known().map(|of| of.potential).collect();
    let (sales, budgets) = (steady(&mut sales), steady(&mut budgets));
    (budgets > 0.0).then(|| {
        let formula = Say::ShareOfWalletFormula {
            sales: Money::from_units_f64(sales),
            budgets: Money::from_units_f64(budgets),
        };
        let how = explain(Say::ShareOfWalletWords, formula, Say::Caveat);
        let part = share(Some(sales / budgets));
        stat("share_of_wallet", Say::ShareOfWallet, part, how)
    })
}

fn table(context: &Context<'_>, found: &[Potential]) -> Table {
    let mut ranked: Vec<&Potential> = found.iter().collect();
    let id = |of: &Potential| context.data.customer_id(of.customer);
    order::sort_by(&mut ranked, |a, b| {
        let larger = b.gap().total_cmp(&a.gap());
        larger.then_with(|| id(a).cmp(id(b)))
    });
    let rows = ranked.into_iter().filter(|of| of.gap() > 0.0);
    let rows = rows.take(MOST_SHOWN).map(|of| {
        let customer = context.customer_ref(of.customer);
        Row {
            action: Some(Action::OpenCustomer {
                customer: customer.clone(),
            }),
            ..row(vec![
                Value::Customer(customer),
                units(Some(of.sales)),
                units(Some(of.potential)),
                units(Some(of.gap())),
                share(of.share_of_wallet()),
                source(of.source),
            ])
        }
    });
    Table {
        id: "potential".to_owned(),
        columns: vec![
            column("customer", Say::Customer),
            column("sales_per_year", Say::SalesColumn).decimals(0),
            column("potential", Say::PotentialColumn).decimals(0),
            column("gap", Say::GapColumn).decimals(0),
            column("share_of_wallet", Say::ShareOfWallet),
            column("source", Say::SourceColumn),
        ],
        rows: rows.collect(),
        total: None,
    }
}

fn source(source: Source) -> Value {
    let (id, name) = match source {
        Source::Budget => ("budget", SourceName::Budget),
        Source::Peers => ("peers", SourceName::Peers),
        Source::All => ("all", SourceName::All),
    };
    term(id, Say::Source(name))
}

fn members(context: &Context<'_>, _: &ParamValues, key: &str) -> Option<Vec<CustomerIx>> {
    let found = (key == BELOW).then(|| potentials(context.data, context.base))?;
    let below = found.into_iter().filter(|of| of.gap() > 0.0);
    Some(below.map(|of| of.customer).collect())
}

fn set_title(_: &Context<'_>, _: &ParamValues, key: &str) -> Option<Message> {
    (key == BELOW).then(|| Say::Members.into())
}
