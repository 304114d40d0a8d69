//! P11: keep, replace or win back, and what a programme must add to pay.

use super::build::{
    column, count, explain, instead, notice, number_param, open, row, share, stat, term, units,
    whole,
};
use super::panel::{Block, Headline, Panel, Row, Stat, Table, Tone, Value};
use super::params::ParamSpec;
use super::{Context, Entry, ParamValues, profit, value};
use crate::analysis::economics::{Cost, Terms, Year, break_even_lift};
use crate::base::Money;
use crate::chart::spec::Unit;
use crate::dataset::CustomerIx;
use crate::i18n::Message;
use crate::i18n::economics::{Economics as Say, Way};

/// See [`super::REGISTRY`].
pub(crate) const ENTRY: Entry = Entry {
    id: ID,
    needs: &[],
    stats: &["lost"],
    tables: &["ways"],
    valued: None,
    run,
    members,
    set_title,
};

const ID: &str = "economics";

/// Largest sum or count that can be typed.
const MOST: f64 = 1e12;

/// How many times what keeping a customer costs a new one does, as the literature claims.
const KEEP: [f64; 2] = [5.0, 10.0];

/// How many times what keeping a customer costs winning one back does, likewise.
const WIN_BACK: [f64; 2] = [50.0, 100.0];

/// What is known and set.
struct Ground {
    terms: Option<Terms>,
    keep: [f64; 2],
    win_back: [f64; 2],
    acquisition: Option<f64>,
    programme: Option<f64>,
    /// Customers of a year ago, and those lost since; none where there were none.
    year: Option<Year>,
    /// Customers lost, by the person's number or the count.
    lost: Option<f64>,
    opening: f64,
    /// The value of one customer, and whether the person said it.
    worth: Option<(f64, bool)>,
}

impl Ground {
    fn of(context: &Context<'_>, params: &ParamValues) -> Self {
        let amount = |key: &str| {
            let number = params.number(key);
            number.map(|value| value.clamp(0.0, MOST))
        };
        let factor = |key: &str, usual: f64| {
            let number = params.number(key);
            number.map_or(usual, |value| value.clamp(1.0, 1000.0))
        };
        let keep = [
            factor("keep_factor", KEEP[0]),
            factor("keep_factor_high", KEEP[1]),
        ];
        let win_back = [
            factor("win_back_factor", WIN_BACK[0]),
            factor("win_back_factor_high", WIN_BACK[1]),
        ];
        let acquisition = amount("acquisition_cost").filter(|&cost| cost > 0.0);
        let year = Year::of(context.base);
        let said = amount("customer_value").map(|value| (value, true));
        Self {
            terms: acquisition.map(|acquisition| Terms {
                acquisition,
                keep,
                win_back,
            }),
            keep,
            win_back,
            acquisition,
            programme: amount("programme_cost").filter(|&cost| cost > 0.0),
            lost: amount("lost")
                .or(year.as_ref().map(|year| year.lost.len() as f64))
                .map(f64::round),
            opening: amount("opening")
                .or(year.as_ref().map(|year| year.opening as f64))
                .unwrap_or(0.0)
                .round(),
            year,
            worth: said.or_else(|| expected(context, params).map(|value| (value, false))),
        }
    }

    fn specs(&self) -> Vec<ParamSpec> {
        let money = [0.0, MOST, 10.0];
        let factor = [1.0, 1000.0, 1.0];
        let customers = [0.0, MOST, 1.0];
        let worth = self.worth.filter(|(_, said)| *said).map(|(value, _)| value);
        let times = |key: &str, label: Say, value: f64| {
            number_param(key, label, factor, Unit::Number, Some(value))
        };
        vec![
            number_param(
                "acquisition_cost",
                Say::AcquisitionCost,
                money,
                Unit::Money,
                self.acquisition,
            ),
            times("keep_factor", Say::KeepFrom, self.keep[0]),
            times("keep_factor_high", Say::KeepTo, self.keep[1]),
            times("win_back_factor", Say::WinBackFrom, self.win_back[0]),
            times("win_back_factor_high", Say::WinBackTo, self.win_back[1]),
            number_param("lost", Say::LostParam, customers, Unit::Count, self.lost),
            number_param(
                "opening",
                Say::OpeningParam,
                customers,
                Unit::Count,
                Some(self.opening),
            ),
            number_param(
                "programme_cost",
                Say::ProgrammeCost,
                money,
                Unit::Money,
                self.programme,
            ),
            number_param("customer_value", Say::WorthParam, money, Unit::Money, worth),
        ]
    }
}

/// What is expected of a customer on average, less the costs known, where the value models were
/// computed.
fn expected(context: &Context<'_>, params: &ParamValues) -> Option<f64> {
    let settings = value::settings(&params.of_panel(value::ENTRY.id));
    let valued = context.valued_before(&settings)?;
    let each = valued.sums.clv? / valued.buyers.len() as f64;
    let profits = context.profits(profit::settings(&params.of_panel(profit::ENTRY.id)));
    let sales = Money::sum(profits.sales.iter().copied());
    let results = Money::sum((0..profits.customers.len()).map(|at| profits.result(at)));
    let rate = results.share_of(sales)?;
    Some(each * rate).filter(|value| value.is_finite() && *value > 0.0)
}

fn run(context: &Context<'_>, params: &ParamValues) -> Panel {
    let as_of = context.frame().as_of;
    if context.base.is_of_totals() {
        let eyebrow = Say::Eyebrow { as_of }.into();
        return instead(
            ID,
            eyebrow,
            Say::OnlyTotals.into(),
            Say::OnlyTotalsText.into(),
        );
    }
    let ground = Ground::of(context, params);
    let title = match (ground.lost, ground.terms) {
        (None, _) => Say::NoYear,
        (Some(lost), Some(terms)) => {
            let [replace, keep, _] = terms.costs();
            Say::Title {
                lost: whole(lost as i64),
                replace: Money::from_units_f64(lost * replace.usual),
                keep: Money::from_units_f64(lost * keep.usual),
            }
        }
        (Some(lost), None) => Say::NoCost {
            lost: whole(lost as i64),
        },
    };
    let mut blocks = Vec::new();
    let mut tables = Vec::new();
    if let (Some(lost), Some(terms)) = (ground.lost, ground.terms) {
        tables.push(ways(lost, &terms));
        blocks.push(Block::Table {
            span: 12,
            title: Say::WaysTitle.into(),
            subtitle: Say::WaysSubtitle {
                lost: whole(lost as i64),
            }
            .into(),
            source: Some(Say::WaysSource.into()),
            table: "ways".to_owned(),
            callout: None,
        });
    }
    if ground.lost.is_none() {
        blocks.push(notice(Tone::Info, Say::NoYear, Say::NoYearText));
    }
    if ground.terms.is_none() {
        blocks.push(notice(Tone::Info, Say::NeedsCost, Say::NeedsCostText));
    }
    let stats = stats(&ground);
    let terms = stats.iter().map(|stat| (stat.id.clone(), String::new()));
    blocks.insert(
        0,
        Block::Equation {
            terms: terms.collect(),
            note: Say::Note.into(),
        },
    );
    if ground.programme.is_none() || ground.worth.is_none() {
        blocks.push(notice(Tone::Info, Say::NoProgramme, Say::NoProgrammeText));
    }
    Panel {
        id: ID.to_owned(),
        headline: Some(Headline {
            eyebrow: Say::Eyebrow { as_of }.into(),
            title: title.into(),
            lede: Some(Say::Lede.into()),
        }),
        stats,
        tables,
        blocks,
        findings: Vec::new(),
        params: ground.specs(),
    }
}

fn stats(ground: &Ground) -> Vec<Stat> {
    let mut how = match &ground.year {
        Some(year) => {
            let formula = Say::LostFormula {
                lost: whole(year.lost.len()),
                opening: whole(year.opening),
                from: year.from,
            };
            explain(Say::LostWords, formula, Say::LostCaveat)
        }
        None => explain(Say::LostWords, Say::NoYear, Say::LostCaveat),
    };
    if ground.year.is_some() {
        how = how.behind(open(ID, "lost"));
    }
    let lost = ground.lost.map_or(Value::None, |lost| count(lost as i64));
    let mut stats = vec![stat("lost", Say::Lost, lost, how)];
    if let (Some(lost), Some(terms)) = (ground.lost, ground.terms) {
        let [replace, keep, _] = terms.costs();
        let formula = Say::SavingFormula {
            lost: whole(lost as i64),
            replace: Money::from_units_f64(replace.usual),
            keep: Money::from_units_f64(keep.usual),
        };
        let how = explain(Say::SavingWords, formula, Say::FactorCaveat);
        let saving = lost * (replace.usual - keep.usual);
        stats.push(stat("saving", Say::Saving, units(Some(saving)), how).decimals(0));
    }
    if let (Some(programme), Some((worth, said))) = (ground.programme, ground.worth) {
        let formula = Say::LiftFormula {
            programme: Money::from_units_f64(programme),
            opening: whole(ground.opening as i64),
            worth: Money::from_units_f64(worth),
        };
        let how = explain(Say::LiftWords, formula, Say::LiftCaveat { said });
        let lift = break_even_lift(programme, ground.opening, worth);
        stats.push(stat("break_even_lift", Say::Lift, share(lift), how));
    }
    stats
}

fn ways(lost: f64, terms: &Terms) -> Table {
    let ways = [
        ("replace", Way::Replace),
        ("keep", Way::Keep),
        ("win_back", Way::WinBack),
    ];
    let rows = ways
        .into_iter()
        .zip(terms.costs())
        .map(|((id, way), cost)| {
            let Cost { usual, low, high } = cost;
            Row {
                detail: Some(Say::WayText(way).into()),
                ..row(vec![
                    term(id, Say::Way(way)),
                    units(Some(usual)),
                    units(Some(usual * lost)),
                    units(Some(low * lost)),
                    units(Some(high * lost)),
                ])
            }
        });
    Table {
        id: "ways".to_owned(),
        columns: vec![
            column("way", Say::WayColumn),
            column("each", Say::Each).decimals(0),
            column("total", Say::Total).decimals(0),
            column("total_low", Say::TotalLow).decimals(0),
            column("total_high", Say::TotalHigh).decimals(0),
        ],
        rows: rows.collect(),
        total: None,
    }
}

fn members(context: &Context<'_>, _: &ParamValues, key: &str) -> Option<Vec<CustomerIx>> {
    let lost = || Year::of(context.base).map_or_else(Vec::new, |year| year.lost);
    (key == "lost").then(lost)
}

fn set_title(_: &Context<'_>, _: &ParamValues, key: &str) -> Option<Message> {
    (key == "lost").then(|| Say::LostMembers.into())
}
