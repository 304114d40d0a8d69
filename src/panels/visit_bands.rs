//! P8: how often customers come, against a norm the person sets.

use super::build::{
    column, count, explain, notice, number_param, open, row, share, stat, term, whole,
};
use super::panel::{Block, Figure, Finding, Headline, Panel, Row, Stat, Table, Tone, Value};
use super::params::ParamSpec;
use super::{Context, Entry, ParamValues};
use crate::analysis::frame::Years;
use crate::analysis::visit_bands::{
    Band, BandSums, LEAST_DAYS, VisitBands, WEEKS_PER_MONTH, basket_ratio,
};
use crate::base::{Money, Period};
use crate::chart::spec::{Axis, BarRow, Bars, ChartSpec, Ink, Scale, Unit};
use crate::dataset::CustomerIx;
use crate::i18n::visit_bands::{Band as BandName, VisitBands as Say};
use crate::i18n::{Message, Words};

/// See [`super::REGISTRY`].
pub(super) const ENTRY: Entry = Entry {
    id: ID,
    needs: &[],
    stats: &["norm_share"],
    tables: &["bands"],
    valued: None,
    run,
    members,
    set_title,
};

const ID: &str = "visit_bands";

/// The norm until the person sets one, in visits a month.
const DEFAULT_NORM: f64 = 1.0;

/// Most visits a month a norm can ask for: one a day.
const MOST_NORM: f64 = 7.0 * WEEKS_PER_MONTH;

/// Fewest customers of whom a tenth is somebody.
const LEAST_BELOW: u64 = 10;

fn norm(params: &ParamValues) -> f64 {
    params
        .number("norm")
        .filter(|&norm| norm > 0.0)
        .unwrap_or(DEFAULT_NORM)
        .min(MOST_NORM)
}

fn name(band: Band) -> BandName {
    match band {
        Band::UnderMonthly => BandName::UnderMonthly,
        Band::Monthly => BandName::Monthly,
        Band::TwoOrThreeMonthly => BandName::TwoOrThreeMonthly,
        Band::Weekly => BandName::Weekly,
        Band::TwiceWeekly => BandName::TwiceWeekly,
        Band::ThreeWeekly => BandName::ThreeWeekly,
    }
}

/// Sums over all bands.
struct Totals {
    buyers: u64,
    occasions: u64,
    revenue: Money,
}

impl Totals {
    fn of(found: &VisitBands) -> Self {
        Self {
            buyers: found.in_norm.buyers + found.below_norm.buyers,
            occasions: found.in_norm.occasions + found.below_norm.occasions,
            revenue: found.in_norm.revenue + found.below_norm.revenue,
        }
    }

    fn buyers_share(&self, buyers: u64) -> Option<f64> {
        (self.buyers > 0).then(|| buyers as f64 / self.buyers as f64)
    }

    fn visits_share(&self, occasions: u64) -> Option<f64> {
        (self.occasions > 0).then(|| occasions as f64 / self.occasions as f64)
    }
}

/// The panel where a sentence stands in place of the bands.
fn notice_of(period: Period, norm: f64, title: Say, text: Say) -> Panel {
    Panel {
        id: ID.to_owned(),
        headline: Some(Headline {
            eyebrow: Say::Eyebrow { period }.into(),
            title: title.clone().into(),
            lede: Some(text.clone().into()),
        }),
        blocks: vec![notice(Tone::Info, title, text)],
        params: specs(norm),
        ..Panel::default()
    }
}

fn run(context: &Context<'_>, params: &ParamValues) -> Panel {
    let period = context.frame().period;
    let norm = norm(params);
    if !context.base.knows_first_days() {
        return notice_of(period, norm, Say::NoFirstDays, Say::NoFirstDaysText);
    }
    let found = VisitBands::of(context.base, norm);
    let totals = Totals::of(&found);
    let notice = |title: Say, text: Say| Panel {
        tables: vec![bands_table(&found, &totals)],
        ..notice_of(period, norm, title, text)
    };
    if period.length_days() < LEAST_DAYS {
        let days = whole(period.length_days());
        let least = whole(LEAST_DAYS);
        return notice(Say::TooShort { days }, Say::TooShortText { least });
    }
    let Some(norm_share) = found.norm_share() else {
        return notice(Say::NobodyBought { period }, Say::NobodyText);
    };
    let title = Say::Title {
        share: norm_share,
        revenue_share: found.in_norm.revenue.share_of(totals.revenue),
        norm,
    };
    let ratio = totals
        .visits_share(found.below_norm.occasions)
        .zip(found.below_norm.revenue.share_of(totals.revenue))
        .and_then(|(visits, revenue)| basket_ratio(visits, revenue));
    Panel {
        id: ID.to_owned(),
        headline: Some(Headline {
            eyebrow: Say::Eyebrow { period }.into(),
            title: title.clone().into(),
            lede: ratio.map(|ratio| Say::Lede { ratio }.into()),
        }),
        stats: vec![norm_stat(context, &found, &totals, norm_share)],
        tables: vec![bands_table(&found, &totals)],
        blocks: vec![Block::Figure(Box::new(figure(
            context, &found, &totals, title,
        )))],
        findings: below_finding(&found).into_iter().collect(),
        params: specs(norm),
    }
}

fn norm_stat(context: &Context<'_>, found: &VisitBands, totals: &Totals, value: f64) -> Stat {
    let norm = found.norm_monthly;
    let formula = Say::NormShareFormula {
        within: whole(found.in_norm.buyers),
        buyers: whole(totals.buyers),
    };
    let how = explain(Say::NormShareWords { norm }, formula, Say::Caveat)
        .input(Say::Norm, Value::Number(norm))
        .input(
            Say::Years,
            Value::Number(Years::of(context.frame().period).length()),
        )
        .behind(open(ID, "norm"));
    stat("norm_share", Say::NormShare, Value::Share(value), how)
}

fn bands_table(found: &VisitBands, totals: &Totals) -> Table {
    let cells = |name: Value, buyers: u64, occasions: u64, revenue: Money| {
        vec![
            name,
            count(buyers),
            share(totals.buyers_share(buyers)),
            count(occasions),
            share(totals.visits_share(occasions)),
            Value::Money(revenue),
            share(revenue.share_of(totals.revenue)),
            basket(revenue, occasions).map_or(Value::None, Value::Money),
        ]
    };
    Table {
        id: "bands".to_owned(),
        columns: vec![
            column("band", Say::BandColumn),
            column("buyers", Say::Buyers),
            column("buyers_share", Say::BuyersShare),
            column("occasions", Words::Visits),
            column("occasions_share", Say::VisitsShare),
            column("revenue", Words::Revenue).decimals(0),
            column("revenue_share", Say::RevenueShare),
            column("basket", Say::Basket),
        ],
        rows: found
            .bands
            .iter()
            .map(|sums| Row {
                action: Some(open(ID, format!("band:{}", sums.band.id()))),
                ..row(cells(
                    term(sums.band.id(), Say::Band(name(sums.band))),
                    sums.buyers,
                    sums.occasions,
                    sums.revenue,
                ))
            })
            .collect(),
        total: Some(row(cells(
            term("all", Words::All),
            totals.buyers,
            totals.occasions,
            totals.revenue,
        ))),
    }
}

fn basket(revenue: Money, occasions: u64) -> Option<Money> {
    (occasions > 0).then(|| revenue.per(occasions))
}

fn figure(context: &Context<'_>, found: &VisitBands, totals: &Totals, title: Say) -> Figure {
    let bar = |sums: &BandSums| BarRow {
        label: Say::Band(name(sums.band)).into(),
        detail: basket(sums.revenue, sums.occasions).map(|basket| Say::BasketOf { basket }.into()),
        values: vec![
            totals.buyers_share(sums.buyers).unwrap_or(0.0),
            totals.visits_share(sums.occasions).unwrap_or(0.0),
            sums.revenue.share_of(totals.revenue).unwrap_or(0.0),
        ],
        ink: None,
        action: Some(open(ID, format!("band:{}", sums.band.id()))),
    };
    Figure {
        id: "bands".to_owned(),
        span: 12,
        title: title.into(),
        subtitle: Say::Subtitle {
            period: context.frame().period,
        }
        .into(),
        source: Some(Say::Source.into()),
        chart: ChartSpec::Bars(Bars {
            axis: Axis {
                label: Say::ShareAxis.into(),
                unit: Unit::Share,
                scale: Scale::Linear,
            },
            series: vec![
                (Say::BuyersSeries.into(), Ink::Rest),
                (Say::VisitsSeries.into(), Ink::Cat3),
                (Say::RevenueSeries.into(), Ink::Accent),
            ],
            rows: found.bands.iter().map(bar).collect(),
            stacked: false,
            norm_from: Band::ALL
                .iter()
                .position(|band| band.from_monthly() >= found.norm_monthly),
        }),
        table: "bands".to_owned(),
        controls: vec!["norm".to_owned()],
    }
}

fn below_finding(found: &VisitBands) -> Option<Finding> {
    let below = found.below_norm;
    if below.buyers < LEAST_BELOW {
        return None;
    }
    let basket = basket(below.revenue, below.occasions)?;
    let worth = Money::from_units_f64(basket.to_units_f64() * below.buyers as f64 / 10.0);
    (basket > Money::ZERO).then(|| Finding {
        money: Some(worth),
        title: Say::BelowFinding {
            customers: whole(below.buyers),
            norm: found.norm_monthly,
        }
        .into(),
        text: Say::BelowFindingText { basket, worth }.into(),
        action: Some((Say::OpenBelow.into(), open(ID, "below"))),
    })
}

fn specs(norm: f64) -> Vec<ParamSpec> {
    let range = [0.1, MOST_NORM, 0.1];
    vec![number_param(
        "norm",
        Say::Norm,
        range,
        Unit::Number,
        Some(norm),
    )]
}

/// What a key names.
enum Key {
    InNorm,
    BelowNorm,
    Band(Band),
}

fn parse(key: &str) -> Option<Key> {
    match key {
        "norm" => Some(Key::InNorm),
        "below" => Some(Key::BelowNorm),
        _ => Band::from_id(key.strip_prefix("band:")?).map(Key::Band),
    }
}

fn members(context: &Context<'_>, params: &ParamValues, key: &str) -> Option<Vec<CustomerIx>> {
    let key = parse(key)?;
    let norm = norm(params);
    let found = VisitBands::of(context.base, norm);
    Some(found.members(context.base, |monthly| match key {
        Key::InNorm => monthly >= norm,
        Key::BelowNorm => monthly < norm,
        Key::Band(band) => Band::of(monthly) == band,
    }))
}

fn set_title(context: &Context<'_>, params: &ParamValues, key: &str) -> Option<Message> {
    let norm = norm(params);
    let title = match parse(key)? {
        Key::InNorm => Say::InNorm { norm },
        Key::BelowNorm => Say::BelowNorm { norm },
        Key::Band(band) => Say::BandMembers {
            band: name(band),
            period: context.frame().period,
        },
    };
    Some(title.into())
}
