//! P52 and P74: what the change of revenue is made of, and what targets would make of it.

use super::build::{column, explain, instead, number_param, open, row, share, stat, term, whole};
use super::panel::{Action, Block, Figure, Finding, Headline, Panel, Row, Stat, Table, Value};
use super::params::ParamSpec;
use super::season::{self, Seen};
use super::{Context, Entry, ParamValues};
use crate::analysis::change::{Change, Part, shapley_of_product};
use crate::analysis::overview::Movement;
use crate::analysis::season::Measure;
use crate::base::Money;
use crate::chart::spec::{Axis, BarRow, Bars, ChartSpec, Ink, Scale, Unit};
use crate::dataset::CustomerIx;
use crate::i18n::Message;
use crate::i18n::change::{Change as Say, Driver, Name, Part as PartName};

/// See [`super::REGISTRY`].
pub(crate) const ENTRY: Entry = Entry {
    id: ID,
    needs: &[],
    stats: &["change", "season", "base", "loss", "frequency", "basket"],
    tables: &["parts", "drivers"],
    valued: None,
    run,
    members,
    set_title,
};

const ID: &str = "change";

/// Most a target can be.
const MOST_TARGET: f64 = 1e9;

fn name(part: Part) -> PartName {
    match part {
        Part::Season => PartName::Season,
        Part::Lost => PartName::Lost,
        Part::New => PartName::New,
        Part::Returned => PartName::Returned,
        Part::Frequency => PartName::Frequency,
        Part::Basket => PartName::Basket,
        Part::LateRefunds => PartName::LateRefunds,
    }
}

/// The movement whose customers a part speaks of.
fn movement(part: Part) -> Option<Movement> {
    match part {
        Part::Season | Part::LateRefunds => None,
        Part::Lost => Some(Movement::Lost),
        Part::New => Some(Movement::New),
        Part::Returned => Some(Movement::Returned),
        Part::Frequency | Part::Basket => Some(Movement::Stayed),
    }
}

fn action(part: Part) -> Option<Action> {
    movement(part).map(of_movement)
}

/// Opens the customers of a movement, as the overview names them.
fn of_movement(movement: Movement) -> Action {
    open("overview", format!("movement:{}", movement.id()))
}

fn ink(part: Part) -> Ink {
    match part {
        Part::Season | Part::LateRefunds => Ink::Rest,
        Part::Lost => Ink::Down,
        Part::New => Ink::Cat3,
        Part::Returned => Ink::Cat2,
        Part::Frequency | Part::Basket => Ink::Accent,
    }
}

/// What is known of the season between the two periods.
struct Season {
    ratio: Option<f64>,
    trading_days: bool,
}

impl Season {
    fn of(context: &Context<'_>, params: &ParamValues) -> Self {
        let left_out = season::settings::left_out(&params.of_panel(season::ID));
        let seen = Seen::of(context, Measure::Revenue, left_out);
        let calendar = seen.calendar();
        let compared = context.base.compared();
        Self {
            ratio: calendar
                .zip(compared)
                .map(|(calendar, then)| calendar.ratio(then.period, context.frame().period)),
            trading_days: seen.clear_days().is_some(),
        }
    }
}

fn run(context: &Context<'_>, params: &ParamValues) -> Panel {
    if context.base.is_of_totals() {
        return season::of_totals(ID);
    }
    let period = context.frame().period;
    let Some(compared) = context.base.compared() else {
        return instead(
            ID,
            Say::Name(Name::Change).into(),
            Say::NothingCompared.into(),
            Say::NothingComparedText.into(),
        );
    };
    let season = Season::of(context, params);
    let Some(found) = Change::of(context.base, season.ratio.unwrap_or(1.0)) else {
        return Panel::default();
    };
    let compared = compared.period;
    let carrier = Part::ALL
        .into_iter()
        .max_by_key(|&part| (found.part(part).0.abs(), std::cmp::Reverse(part as usize)))
        .filter(|&part| found.part(part) != Money::ZERO)
        .map(|part| (name(part), found.part(part)));
    let drivers = Drivers::of(context, &found, params);
    let stats = stats(&found, &season);
    let mut blocks = Vec::new();
    blocks.push(Block::Equation {
        terms: stats
            .iter()
            .filter(|stat| stat.value != Value::None)
            .filter(|stat| {
                stat.id != "late_refunds" || found.part(Part::LateRefunds) != Money::ZERO
            })
            .map(|stat| {
                (
                    stat.id.clone(),
                    sign_before(&stat.id, season.ratio.is_some()),
                )
            })
            .collect(),
        note: Say::Note.into(),
    });
    blocks.push(Block::Figure(Box::new(Figure {
        id: "parts".to_owned(),
        span: 7,
        title: Say::PartsTitle.into(),
        subtitle: Say::PartsSubtitle { period, compared }.into(),
        source: Some(
            Say::PartsSource {
                season: season.ratio,
                trading_days: season.trading_days,
            }
            .into(),
        ),
        chart: waterfall(&found),
        table: "parts".to_owned(),
        controls: Vec::new(),
    })));
    blocks.push(drivers.block());
    Panel {
        id: ID.to_owned(),
        headline: Some(Headline {
            eyebrow: Say::Eyebrow { period, compared }.into(),
            title: Say::Title {
                change: found.total(),
                carrier,
            }
            .into(),
            lede: Some(
                Say::Lede {
                    revenue: found.revenue,
                    season: season.ratio.map(|_| found.part(Part::Season)),
                }
                .into(),
            ),
        }),
        stats,
        tables: vec![parts_table(&found, &season), drivers.table()],
        blocks,
        findings: loss_finding(&found).into_iter().collect(),
        params: drivers.specs(),
    }
}

/// The sign before a term of the sum: the first part stands after the change.
fn sign_before(id: &str, has_season: bool) -> String {
    let first = if has_season { "season" } else { "base" };
    let sign = match id {
        "change" => "",
        _ if id == first => "=",
        _ => "+",
    };
    sign.to_owned()
}

/// The figures: the change, and its parts as goals tell them apart.
fn stats(found: &Change, season: &Season) -> Vec<Stat> {
    let change = explain(
        Say::ChangeWords,
        Say::ChangeFormula {
            revenue: found.revenue,
        },
        Say::Caveat,
    )
    .input(Say::Name(Name::Before), Value::Money(found.revenue[0]))
    .input(Say::Name(Name::Now), Value::Money(found.revenue[1]));
    let mut stats = vec![stat(
        "change",
        Say::Name(Name::Change),
        Value::Money(found.total()),
        change,
    )];
    let base = found.part(Part::New) + found.part(Part::Returned);
    let parts = [
        ("season", PartName::Season, found.part(Part::Season)),
        ("base", PartName::Base, base),
        ("loss", PartName::Lost, found.part(Part::Lost)),
        (
            "frequency",
            PartName::Frequency,
            found.part(Part::Frequency),
        ),
        ("basket", PartName::Basket, found.part(Part::Basket)),
        (
            "late_refunds",
            PartName::LateRefunds,
            found.part(Part::LateRefunds),
        ),
    ];
    for (id, part, money) in parts {
        let mut how = explain(Say::PartWords(part), Say::PartFormula, Say::Caveat);
        let value = if part == PartName::Season && season.ratio.is_none() {
            Value::None
        } else {
            how = how.input(Say::Name(Name::SeasonFactor), Value::Number(found.season));
            Value::Money(money)
        };
        stats.push(stat(id, Say::Part(part), value, how));
    }
    for stat in &mut stats {
        stat.decimals = Some(0);
    }
    stats
}

fn parts_table(found: &Change, season: &Season) -> Table {
    let line = |part: Part| {
        let customers = movement(part).map(|movement| found.group(movement).customers);
        let is_known = part != Part::Season || season.ratio.is_some();
        let money = found.part(part);
        Row {
            action: action(part),
            ..row(vec![
                term(part.id(), Say::Part(name(part))),
                customers.map_or(Value::None, |customers| Value::Count(whole(customers))),
                if is_known {
                    Value::Money(money)
                } else {
                    Value::None
                },
                share(money.share_of(found.revenue[0]).filter(|_| is_known)),
            ])
        }
    };
    Table {
        id: "parts".to_owned(),
        columns: vec![
            column("part", Say::Name(Name::Part)),
            column("customers", crate::i18n::Words::Customers),
            column("change", Say::Name(Name::Change)).decimals(2),
            column("share_of_before", Say::Name(Name::ShareOfBefore)),
        ],
        rows: Part::ALL.into_iter().map(line).collect(),
        total: Some(row(vec![
            term("change", Say::Name(Name::Change)),
            Value::None,
            Value::Money(found.total()),
            share(found.total().share_of(found.revenue[0])),
        ])),
    }
}

fn waterfall(found: &Change) -> ChartSpec {
    let rows = Part::ALL
        .into_iter()
        .filter(|&part| found.part(part) != Money::ZERO)
        .map(|part| BarRow {
            label: Say::Part(name(part)).into(),
            detail: None,
            values: vec![found.part(part).to_units_f64()],
            ink: Some(ink(part)),
            action: action(part),
        })
        .chain([BarRow {
            label: Say::Name(Name::Change).into(),
            detail: None,
            values: vec![found.total().to_units_f64()],
            ink: Some(Ink::Total),
            action: None,
        }])
        .collect();
    ChartSpec::Bars(Bars {
        axis: Axis {
            label: Say::Name(Name::Change).into(),
            unit: Unit::Change,
            scale: Scale::Linear,
        },
        series: Vec::new(),
        rows,
        norm_from: None,
        stacked: true,
    })
}

/// Customers × visits a customer × money a visit: then, now, and as they should be.
struct Drivers {
    then: [f64; 3],
    now: [f64; 3],
    targets: [Option<f64>; 3],
    /// Part of the customers of the compared period who bought again.
    retention: Option<f64>,
    target_retention: Option<f64>,
}

const DRIVERS: [(&str, Driver); 3] = [
    ("customers", Driver::Customers),
    ("frequency", Driver::Frequency),
    ("basket", Driver::Basket),
];

impl Drivers {
    fn of(context: &Context<'_>, found: &Change, params: &ParamValues) -> Self {
        let base = context.base;
        let of = |sums: &crate::analysis::PeriodSums| {
            let (buyers, visits) = (sums.buyers as f64, sums.occasions_total as f64);
            let per = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
            [
                buyers,
                per(visits, buyers),
                per(sums.revenue_total.to_units_f64(), visits),
            ]
        };
        let target = |key: &str| {
            params
                .number(&format!("target_{key}"))
                .map(|target| target.clamp(0.0, MOST_TARGET))
        };
        let stayed = found.group(Movement::Stayed).customers as f64;
        let before = stayed + found.group(Movement::Lost).customers as f64;
        let target_retention = target("retention").map(|share| share.min(1.0));
        let now = of(base.period());
        let mut targets = DRIVERS.map(|(key, _)| target(key));
        // Who is kept more comes on top of those who are here.
        targets[0] = targets[0].or_else(|| Some(now[0] - stayed + before * target_retention?));
        Self {
            then: base.compared().map_or([0.0; 3], of),
            now,
            targets,
            retention: (before > 0.0).then(|| stayed / before),
            target_retention,
        }
    }

    fn wanted(&self) -> [f64; 3] {
        std::array::from_fn(|at| self.targets[at].unwrap_or(self.now[at]))
    }

    fn has_targets(&self) -> bool {
        self.targets.iter().any(Option::is_some)
    }

    fn table(&self) -> Table {
        let effects = shapley_of_product(self.then, self.now);
        let of_targets = shapley_of_product(self.now, self.wanted());
        let money = |units: f64| Value::Money(Money::from_units_f64(units));
        let change = |then: f64, now: f64| share((then > 0.0).then(|| now / then - 1.0));
        let with_targets = self.has_targets();
        let target = |value: Value| if with_targets { value } else { Value::None };
        let line = |at: usize| {
            let (id, driver) = DRIVERS[at];
            let cell = |value: f64| match driver {
                Driver::Customers => Value::Count(value.round() as i64),
                Driver::Frequency | Driver::Retention => Value::Number(value),
                Driver::Basket | Driver::Revenue => money(value),
            };
            row(vec![
                term(id, Say::Driver(driver)),
                cell(self.then[at]),
                cell(self.now[at]),
                change(self.then[at], self.now[at]),
                money(effects[at]),
                target(cell(self.wanted()[at])),
                target(money(of_targets[at])),
            ])
        };
        let product = |factors: [f64; 3]| factors.iter().product::<f64>();
        let (then, now, wanted) = (
            product(self.then),
            product(self.now),
            product(self.wanted()),
        );
        Table {
            id: "drivers".to_owned(),
            columns: vec![
                column("driver", Say::Name(Name::Driver)),
                column("before", Say::Name(Name::Before)).decimals(2),
                column("now", Say::Name(Name::Now)).decimals(2),
                column("change_share", Say::Name(Name::ChangeShare)),
                column("effect", Say::Name(Name::Effect)).decimals(0),
                column("target", Say::Name(Name::Target)).decimals(2),
                column("target_effect", Say::Name(Name::TargetEffect)).decimals(0),
            ],
            rows: (0..3).map(line).collect(),
            total: Some(row(vec![
                term("revenue", Say::Driver(Driver::Revenue)),
                money(then),
                money(now),
                change(then, now),
                money(now - then),
                target(money(wanted)),
                target(money(wanted - now)),
            ])),
        }
    }

    fn block(&self) -> Block {
        let title = if self.has_targets() {
            let product = |factors: [f64; 3]| factors.iter().product::<f64>();
            let revenue = Money::from_units_f64(product(self.wanted()));
            Say::TargetTitle {
                revenue,
                more: revenue - Money::from_units_f64(product(self.now)),
            }
        } else {
            let effects = shapley_of_product(self.then, self.now);
            let mut most = 0;
            for at in 1..3 {
                if effects[at].abs() > effects[most].abs() {
                    most = at;
                }
            }
            Say::DriversTitle {
                driver: DRIVERS[most].1,
                effect: Money::from_units_f64(effects[most]),
            }
        };
        Block::Table {
            span: 12,
            title: title.into(),
            subtitle: Say::DriversSubtitle.into(),
            source: Some(
                Say::DriversSource {
                    retention: self.retention,
                }
                .into(),
            ),
            table: "drivers".to_owned(),
            callout: None,
        }
    }

    fn specs(&self) -> Vec<ParamSpec> {
        let most = [0.0, MOST_TARGET, 1.0];
        let param = |key: &str, driver: Driver, range: [f64; 3], unit, value| {
            number_param(
                format!("target_{key}"),
                Say::Target(driver),
                range,
                unit,
                value,
            )
        };
        // A target that follows from another is not set.
        let customers = self.targets[0].filter(|_| self.target_retention.is_none());
        vec![
            param("customers", Driver::Customers, most, Unit::Count, customers),
            param(
                "frequency",
                Driver::Frequency,
                [0.0, MOST_TARGET, 0.1],
                Unit::Number,
                self.targets[1],
            ),
            param("basket", Driver::Basket, most, Unit::Money, self.targets[2]),
            param(
                "retention",
                Driver::Retention,
                [0.0, 1.0, 0.01],
                Unit::Share,
                self.target_retention,
            ),
        ]
    }
}

fn loss_finding(found: &Change) -> Option<Finding> {
    let lost = found.group(Movement::Lost);
    let won = found.group(Movement::New).revenue[1] + found.group(Movement::Returned).revenue[1];
    (lost.customers > 0 && lost.revenue[0] > Money::ZERO).then(|| Finding {
        money: Some(lost.revenue[0]),
        title: Say::LossFinding {
            customers: whole(lost.customers),
            money: lost.revenue[0],
        }
        .into(),
        text: Say::LossFindingText { won }.into(),
        action: Some((Say::SeeLost.into(), of_movement(Movement::Lost))),
    })
}

/// Its sets are those of the overview.
fn members(_: &Context<'_>, _: &ParamValues, _: &str) -> Option<Vec<CustomerIx>> {
    None
}

fn set_title(_: &Context<'_>, _: &ParamValues, _: &str) -> Option<Message> {
    None
}
