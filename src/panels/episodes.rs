//! P27 and P28: episodes by type, and what follows on the critical ones.

use super::build::{
    column, count, explain, notice, number, number_param, open, row, share, stat, term, whole,
};
use super::panel::{Block, Headline, Panel, Row, Table, Tone, Value};
use super::params::ParamSpec;
use super::{Context, Entry, ParamValues};
use crate::analysis::episodes::{Episodes, Kind, KindSums};
use crate::chart::spec::Unit;
use crate::dataset::CustomerIx;
use crate::i18n::episodes::{Episodes as Say, Kind as KindName};
use crate::i18n::{Message, Words};

/// See [`super::REGISTRY`].
pub(super) const ENTRY: Entry = Entry {
    id: ID,
    needs: &[],
    stats: &["critical_share"],
    tables: &["kinds"],
    valued: None,
    run,
    members,
    set_title,
};

const ID: &str = "episodes";

/// Part of a year's spending from which a purchase is large, unless the person says otherwise.
const LARGE_SHARE: f64 = 0.25;

/// Fewest episodes of a type of which a share is said in a title.
const LEAST_TOLD: u64 = 30;

/// Critical episodes on a card.
const MOST_ON_CARD: usize = 12;

fn large_from(params: &ParamValues) -> f64 {
    let typed = params.number("large_share");
    typed.map_or(LARGE_SHARE, |share| share.clamp(0.01, 1.0))
}

fn specs(large_from: f64) -> Vec<ParamSpec> {
    let range = [0.01, 1.0, 0.01];
    let unit = Unit::Share;
    vec![number_param(
        "large_share",
        Say::LargeShare,
        range,
        unit,
        Some(large_from),
    )]
}

fn name(kind: Kind) -> KindName {
    match kind {
        Kind::First => KindName::First,
        Kind::Large => KindName::Large,
        Kind::Purchase => KindName::Purchase,
        Kind::Return => KindName::Return,
        Kind::Complaint => KindName::Complaint,
        Kind::Contact => KindName::Contact,
        Kind::Campaign => KindName::Campaign,
    }
}

fn run(context: &Context<'_>, params: &ParamValues) -> Panel {
    let large_from = large_from(params);
    let headline = |title: Say| Headline {
        eyebrow: Say::Eyebrow.into(),
        title: title.into(),
        lede: None,
    };
    let empty = |title: Say, text: Say| Panel {
        id: ID.to_owned(),
        headline: Some(headline(title.clone())),
        blocks: vec![notice(Tone::Info, title, text)],
        params: specs(large_from),
        ..Panel::default()
    };
    if context.base.is_of_totals() {
        return empty(Say::NoPurchases, Say::NoPurchasesText);
    }
    let sums = Episodes::new(context.data, context.base, large_from).sums();
    let of = |kind: Kind| &sums[kind as usize];
    let usual = of(Kind::Purchase).back_share();
    let worst = Kind::ALL
        .into_iter()
        .filter(|kind| kind.is_critical() && of(*kind).told >= LEAST_TOLD)
        .filter_map(|kind| Some((kind, of(kind).back_share()?)))
        .reduce(|worst, other| if other.1 < worst.1 { other } else { worst });
    let title = match (worst, usual) {
        (Some((kind, back)), Some(usual)) if of(kind).is_below(of(Kind::Purchase)) => Say::Title {
            kind: name(kind),
            back,
            usual,
        },
        _ => Say::NothingStands,
    };
    let all: u64 = sums.iter().map(|sums| sums.episodes).sum();
    let critical = Kind::ALL.into_iter().filter(|kind| kind.is_critical());
    let critical: u64 = critical.map(|kind| of(kind).episodes).sum();
    let formula = Say::CriticalFormula {
        critical: whole(critical),
        all: whole(all),
    };
    let how = explain(Say::CriticalWords, formula, Say::Caveat);
    let part = (all > 0).then(|| critical as f64 / all as f64);
    Panel {
        id: ID.to_owned(),
        headline: Some(headline(title.clone())),
        stats: vec![stat("critical_share", Say::Critical, share(part), how)],
        tables: vec![table(&sums, usual)],
        blocks: vec![Block::Table {
            span: 12,
            title: title.into(),
            subtitle: Say::Subtitle.into(),
            source: Some(Say::Source { large_from }.into()),
            table: "kinds".to_owned(),
            callout: None,
        }],
        params: specs(large_from),
        ..Panel::default()
    }
}

fn table(sums: &[KindSums], usual: Option<f64>) -> Table {
    let all: u64 = sums.iter().map(|sums| sums.episodes).sum();
    let rows = Kind::ALL.into_iter().zip(sums);
    let rows = rows.filter(|(_, sums)| sums.episodes > 0);
    Table {
        id: "kinds".to_owned(),
        columns: vec![
            column("kind", Say::KindColumn),
            column("episodes", Say::EpisodesColumn),
            column("share", Words::Share).with_bar(),
            column("customers", Words::Customers),
            column("critical", Say::Critical),
            column("came_back", Say::BackColumn),
            column("against_usual", Say::AgainstColumn).decimals(2),
        ],
        rows: rows
            .map(|(kind, sums)| {
                let back = sums.back_share();
                let against = back.zip(usual).map(|(back, usual)| back / usual);
                Row {
                    action: Some(open(ID, format!("kind:{}", kind.id()))),
                    ..row(vec![
                        term(kind.id(), Say::Kind(name(kind))),
                        count(sums.episodes),
                        share((all > 0).then(|| sums.episodes as f64 / all as f64)),
                        count(sums.customers),
                        Value::Flag(kind.is_critical()),
                        share(back),
                        number(against),
                    ])
                }
            })
            .collect(),
        total: None,
    }
}

/// The critical episodes of one customer, the latest first, for its card; nothing where only sums
/// are known and nothing else happened.
pub(super) fn of_customer(
    context: &Context<'_>,
    params: &ParamValues,
    customer: CustomerIx,
) -> Option<(Table, Block)> {
    let large_from = large_from(&params.of_panel(ID));
    let found = Episodes::new(context.data, context.base, large_from).of(customer);
    if found.is_empty() {
        return None;
    }
    let counts = Kind::ALL.into_iter().filter_map(|kind| {
        let episodes = found.iter().filter(|of| of.kind == kind).count();
        let kind = name(kind);
        (episodes > 0).then(|| Say::Count {
            kind,
            episodes: whole(episodes),
        })
    });
    let subtitle = Say::CardSubtitle(counts.collect());
    let critical = || found.iter().filter(|of| of.kind.is_critical());
    let title = Say::CardTitle {
        critical: whole(critical().count()),
    };
    let rows = critical().rev().take(MOST_ON_CARD).map(|of| {
        row(vec![
            Value::Day(of.day),
            term(of.kind.id(), Say::Kind(name(of.kind))),
            of.amount.map_or(Value::None, Value::Money),
            share(of.of_year),
            of.came_back.map_or(Value::None, Value::Flag),
        ])
    });
    let table = Table {
        id: "episodes".to_owned(),
        columns: vec![
            column("day", Say::Day),
            column("kind", Say::KindColumn),
            column("amount", Say::Amount),
            column("of_year", Say::OfYear),
            column("came_back", Say::CameBack),
        ],
        rows: rows.collect(),
        total: None,
    };
    let block = Block::Table {
        span: 7,
        title: title.into(),
        subtitle: subtitle.into(),
        source: Some(Say::Source { large_from }.into()),
        table: "episodes".to_owned(),
        callout: None,
    };
    Some((table, block))
}

fn kind_of(key: &str) -> Option<Kind> {
    Kind::from_id(key.strip_prefix("kind:")?)
}

fn members(context: &Context<'_>, params: &ParamValues, key: &str) -> Option<Vec<CustomerIx>> {
    let kind = kind_of(key)?;
    let episodes = Episodes::new(context.data, context.base, large_from(params));
    Some(episodes.customers(kind))
}

fn set_title(_: &Context<'_>, _: &ParamValues, key: &str) -> Option<Message> {
    Some(Say::Members(name(kind_of(key)?)).into())
}
