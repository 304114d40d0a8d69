//! P3: what each customer will probably still bring.
//!
//! - `names`: models, reasons and checks as messages
//! - `bands`: customers by expected value
//! - `stats`: the key figures
//! - `record`: the track record and the checks
//! - `figures`: curve, distribution and the list of the most valuable
//! - `groups`: the value by group of customers
//! - `plain`: plainer ways beside the models
//! - `settings`: what can be set
//! - `card`: what is expected of one customer

mod bands;
pub(super) mod card;
mod figures;
mod groups;
mod names;
mod plain;
mod record;
mod settings;
mod stats;

use std::rc::Rc;

use super::build::{notice, open, whole};
use super::panel::{Block, Finding, Headline, Panel, Tone};
use super::{Context, Entry, ParamValues, profit};
use crate::analysis::customer_base::{Reason, Speaking};
use crate::analysis::value::Valued;
use crate::base::{Money, order};
use crate::dataset::CustomerIx;
use crate::i18n::Message;
use crate::i18n::value::{ClvParts, Value as Say};
use bands::Bands;

pub(crate) use settings::settings;

/// See [`super::REGISTRY`].
pub(crate) const ENTRY: Entry = Entry {
    id: ID,
    needs: &[],
    stats: &[
        "expected_purchases_total",
        "expected_purchases_total_low",
        "expected_purchases_total_high",
        "purchase_value",
        "expected_spend_total",
        "expected_spend_total_low",
        "expected_spend_total_high",
        "clv_total",
        "clv_total_low",
        "clv_total_high",
        "residual_total",
        "model_used",
        "bg_nbd",
        "mbg_nbd",
        "pareto_nbd",
        "gamma_gamma",
        "holdout",
        "group_test",
    ],
    tables: &[
        "models",
        "tracking",
        "calibration",
        "by_frequency",
        "checks",
        "curve",
        "distribution",
        "groups",
        "most_valuable",
        "plain",
    ],
    valued: Some(settings::settings),
    run,
    members,
    set_title,
};

const ID: &str = "value";

/// Fewest customers of whom a tenth is somebody.
const LEAST_CUSTOMERS: usize = 20;

/// Money of currency units.
fn money(units: f64) -> Money {
    Money::from_units_f64(units)
}

fn run(context: &Context<'_>, params: &ParamValues) -> Panel {
    let settings = settings(params);
    let specs = settings::specs(context, &settings);
    let eyebrow = Message::from(Say::Eyebrow {
        days: settings.horizon_days,
        gross: margin(context, params).is_some(),
    });
    let valued = match valued(context, params) {
        Ok(valued) if valued.values.iter().any(|v| v.expected_purchases.is_some()) => valued,
        Ok(valued) => return nothing(eyebrow, reason_of(&valued), specs),
        Err(reason) => return nothing(eyebrow, reason, specs),
    };
    let valued: &Valued = &valued;
    let ranked = ranked(context, valued);
    let bands = Bands::of(valued, &ranked);
    let mut tables = vec![];
    let mut blocks = vec![Block::Equation {
        terms: stats::equation(),
        note: Say::IntervalNote {
            visits: valued.totals.map(|totals| {
                let interval = totals.purchases.interval;
                (interval.low, interval.high)
            }),
        }
        .into(),
    }];
    if let Speaking::OwnRhythm(reason) = valued.speaking {
        let because = Say::Because(names::because(reason));
        let gone = whole(valued.gone);
        blocks.push(notice(Tone::Info, Say::NoModel { gone }, because));
    }
    record::add(valued, &mut tables, &mut blocks);
    figures::add(
        context,
        valued,
        &ranked,
        bands.as_ref(),
        &mut tables,
        &mut blocks,
    );
    groups::add(valued, &mut tables, &mut blocks);
    plain::add(context.base, valued, &mut tables, &mut blocks);
    Panel {
        id: ID.to_owned(),
        headline: Some(Headline {
            eyebrow,
            title: title(valued, &ranked).into(),
            lede: lede(valued),
        }),
        stats: stats::stats(valued),
        tables,
        blocks,
        findings: finding(valued, &ranked).into_iter().collect(),
        params: specs,
    }
}

fn reason_of(valued: &Valued) -> Reason {
    match valued.speaking {
        Speaking::OwnRhythm(reason) => reason,
        _ => Reason::NoCustomers,
    }
}

fn nothing(eyebrow: Message, reason: Reason, params: Vec<super::ParamSpec>) -> Panel {
    let because = Say::Because(names::because(reason));
    Panel {
        id: ID.to_owned(),
        headline: Some(Headline {
            eyebrow,
            title: Say::NotEnough.into(),
            lede: Some(because.clone().into()),
        }),
        blocks: vec![notice(Tone::Info, Say::NotEnough, because)],
        params,
        ..Panel::default()
    }
}

/// Places in `values`, the most valuable first; ties by id. Without amounts by visits.
fn ranked(context: &Context<'_>, valued: &Valued) -> Vec<u32> {
    let id = |at: u32| context.data.customer_id(valued.buyers[at as usize]);
    let worth = |at: u32| {
        let value = &valued.values[at as usize];
        match valued.sums.clv {
            Some(_) => value.clv,
            None => value.expected_purchases,
        }
    };
    let mut ranked: Vec<u32> = (0..valued.values.len() as u32)
        .filter(|&at| worth(at).is_some())
        .collect();
    order::sort_by(&mut ranked, |&a, &b| {
        let by_worth = worth(b).unwrap_or(0.0).total_cmp(&worth(a).unwrap_or(0.0));
        by_worth.then_with(|| id(a).cmp(id(b)))
    });
    ranked
}

/// The most valuable tenth, when a tenth is somebody.
fn top<'a>(valued: &Valued, ranked: &'a [u32]) -> Option<&'a [u32]> {
    valued.sums.clv?;
    let top = ranked.get(..ranked.len().div_ceil(10));
    top.filter(|_| ranked.len() >= LEAST_CUSTOMERS)
}

fn worth_of(valued: &Valued, places: &[u32]) -> f64 {
    let clv = |&at: &u32| valued.values[at as usize].clv.unwrap_or(0.0);
    places.iter().map(clv).sum()
}

fn top_share(valued: &Valued, ranked: &[u32]) -> Option<f64> {
    let sum = valued.sums.clv.filter(|&sum| sum > 0.0)?;
    Some(worth_of(valued, top(valued, ranked)?) / sum)
}

fn title(valued: &Valued, ranked: &[u32]) -> Say {
    let customers = whole(ranked.len());
    match valued.sums.clv {
        None => Say::TitleVisits {
            customers,
            visits: valued.sums.purchases,
        },
        Some(sum) if valued.model().is_none() => Say::TitleRhythm {
            customers: whole(ranked.len().saturating_sub(valued.gone)),
            gone: whole(valued.gone),
            money: money(sum),
            gross: valued.margin.is_some(),
        },
        Some(sum) => Say::Title {
            customers,
            money: money(sum),
            gross: valued.margin.is_some(),
            top_share: top_share(valued, ranked),
        },
    }
}

fn lede(valued: &Valued) -> Option<Message> {
    if let Speaking::OwnRhythm(reason) = valued.speaking {
        return Some(Say::Because(names::because(reason)).into());
    }
    let range = valued.totals.and_then(|totals| totals.value);
    let range = range.map(|total| (money(total.interval.low), money(total.interval.high)));
    let record = valued.record().and_then(record::error);
    let record = record.map(|error| (valued.calibration_end, error));
    (range.is_some() || record.is_some()).then(|| Say::Lede { range, record }.into())
}

fn finding(valued: &Valued, ranked: &[u32]) -> Option<Finding> {
    valued.model()?;
    let top = top(valued, ranked)?;
    let share = top_share(valued, ranked)?;
    let worth = money(worth_of(valued, top));
    Some(Finding {
        money: Some(worth),
        title: Say::TopFinding {
            customers: whole(top.len()),
            money: worth,
        }
        .into(),
        text: Say::TopFindingText { share }.into(),
        action: Some((Say::OpenTop.into(), open(ID, "top"))),
    })
}

/// What a key names.
enum Key {
    All,
    Top,
    Band(usize),
    Group(u32),
}

fn parse(key: &str) -> Option<Key> {
    match key {
        "all" => Some(Key::All),
        "top" => Some(Key::Top),
        _ => match key.split_once(':')? {
            ("band", band) => band.parse().ok().map(Key::Band),
            ("group", place) => place.parse().ok().map(Key::Group),
            _ => None,
        },
    }
}

/// What is earned of each unit of money spent, under the parameters of `profit` taken along; none
/// for revenue.
pub(super) fn margin(context: &Context<'_>, params: &ParamValues) -> Option<f64> {
    context.margin(profit::settings(&params.of_panel(profit::ENTRY.id)))
}

/// What the worth of later money is the product of; none where there is none.
fn clv_parts(
    visits: Option<f64>,
    spend: Option<f64>,
    clv: Option<f64>,
    margin: Option<f64>,
) -> Option<ClvParts> {
    let (visits, spend, clv) = (visits?, spend?, clv?);
    (visits > 0.0 && spend > 0.0 && margin != Some(0.0)).then(|| ClvParts {
        visits,
        value: spend / visits,
        factor: clv / spend / margin.unwrap_or(1.0),
        margin,
        clv: money(clv),
    })
}

/// The value of all customers, at the margin where one is known.
fn valued(context: &Context<'_>, params: &ParamValues) -> Result<Rc<Valued>, Reason> {
    let valued = context.valued(settings(params))?;
    Ok(match margin(context, params) {
        Some(margin) => Rc::new(valued.at_margin(margin)),
        None => valued,
    })
}

fn members(context: &Context<'_>, params: &ParamValues, key: &str) -> Option<Vec<CustomerIx>> {
    let key = parse(key)?;
    let valued = valued(context, params).ok()?;
    let ranked = ranked(context, &valued);
    let mut places: Vec<u32> = match key {
        Key::Group(place) => return Some(valued.groups.members(place)),
        Key::All => ranked,
        Key::Top => top(&valued, &ranked)?.to_vec(),
        Key::Band(band) => Bands::of(&valued, &ranked)?.members(&valued, &ranked, band)?,
    };
    order::sort_by(&mut places, Ord::cmp);
    let customer = |at: u32| valued.buyers[at as usize];
    Some(places.into_iter().map(customer).collect())
}

fn set_title(context: &Context<'_>, params: &ParamValues, key: &str) -> Option<Message> {
    let title = match parse(key)? {
        Key::All => Say::Everybody,
        Key::Top => Say::TopTenth,
        Key::Band(band) => {
            let valued = valued(context, params).ok()?;
            let (from, to) = Bands::of(&valued, &ranked(context, &valued))?.ends(band)?;
            Say::BandMembers { from, to }
        }
        Key::Group(place) => {
            let valued = context.valued(settings(params)).ok()?;
            Say::Group(groups::label(&valued.groups.group(place)?.name))
        }
    };
    Some(title.into())
}
