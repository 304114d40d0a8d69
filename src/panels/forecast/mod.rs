//! P15 and P53: what the coming months will bring, who is due, who comes steadily.
//!
//! - `figures`: months to come, and how far off methods and months of the past were
//! - `lists`: who is due next, and who comes as steadily as a standing order
//! - `tables`: months to come, methods, months of the past, pieces

mod figures;
mod lists;
mod tables;

use super::build::{explain, instead, notice, number_param, share, stat, table_block, term, whole};
use super::panel::{Block, Headline, Panel, Stat, Tone, Value};
use super::params::{ParamKind, ParamSpec};
use super::season;
use super::{Context, Entry, ParamValues};
use crate::analysis::forecast::{Coverage, Forecast, LEAST_MONTHS, LEVEL, Method, Reason};
use crate::analysis::season::partial_months;
use crate::base::{Money, Month};
use crate::chart::spec::Unit;
use crate::dataset::CustomerIx;
use crate::i18n::Message;
use crate::i18n::forecast::{Forecast as Say, Method as MethodName, Name};
use lists::Lists;

/// See [`super::REGISTRY`].
pub(crate) const ENTRY: Entry = Entry {
    id: ID,
    needs: &[],
    stats: &["method", "coverage", "expected_total", "error_share"],
    tables: &["points", "methods", "backtest", "due", "standing"],
    valued: None,
    run,
    members,
    set_title,
};

const ID: &str = "forecast";

/// Months ahead until the person chooses.
const HORIZON: usize = 12;

/// Most months ahead.
const MOST_HORIZON: f64 = 36.0;

/// Days within which somebody is due.
const DUE_DAYS: i32 = 14;

/// Most days within which somebody is due.
const MOST_DUE_DAYS: f64 = 90.0;

/// Figures at the head of the page.
const SHOWN: [&str; 3] = ["coverage", "expected_total", "error_share"];

/// Full months from which trend and season are followed.
const LEAST_FOLLOWED: usize = 30;

fn name(method: Method) -> MethodName {
    match method {
        Method::RecentMean => MethodName::RecentMean,
        Method::SeasonalNaive => MethodName::SeasonalNaive,
        Method::Additive => MethodName::Additive,
        Method::Multiplicative => MethodName::Multiplicative,
        Method::Damped => MethodName::Damped,
    }
}

fn horizon(params: &ParamValues) -> usize {
    params
        .number("horizon_months")
        .map_or(HORIZON, |months| months.clamp(1.0, MOST_HORIZON) as usize)
}

fn due_days(params: &ParamValues) -> i32 {
    params
        .number("due_days")
        .map_or(DUE_DAYS, |days| days.clamp(1.0, MOST_DUE_DAYS) as i32)
}

pub(super) fn wanted(params: &ParamValues) -> Option<Method> {
    params.text("method").and_then(Method::from_id)
}

/// Money by full month, in order.
pub(super) fn full_months(context: &Context<'_>) -> Vec<(Month, f64)> {
    let partial = partial_months(context.base);
    context
        .base
        .months()
        .iter()
        .filter(|sums| !partial.contains(&sums.month))
        .map(|sums| (sums.month, sums.revenue.to_units_f64()))
        .collect()
}

fn run(context: &Context<'_>, params: &ParamValues) -> Panel {
    if context.base.is_of_totals() {
        return season::of_totals(ID);
    }
    let full = full_months(context);
    let lists = Lists::of(context, due_days(params));
    let found = Forecast::of(&full, horizon(params), wanted(params));
    let mut panel = match &found {
        Ok(found) => carried_on(context, params, &full, found),
        Err(reason) => without(&full, *reason),
    };
    panel.tables.extend(lists.tables(context));
    panel.blocks.extend(lists.blocks());
    panel.findings.extend(lists.finding());
    panel.params = specs(params, found.as_ref().ok());
    panel
}

fn eyebrow(full: &[(Month, f64)]) -> Message {
    full.last().map_or_else(
        || Say::Name(Name::Month).into(),
        |&(last, _)| {
            Say::Eyebrow {
                months: whole(full.len()),
                last,
            }
            .into()
        },
    )
}

fn without(full: &[(Month, f64)], reason: Reason) -> Panel {
    let (title, text) = match reason {
        Reason::TooShort { full_months } => (
            Say::TooShort {
                months: i64::from(full_months),
            },
            Say::TooShortText {
                least: whole(LEAST_MONTHS),
            },
        ),
        Reason::Nothing => (Say::Nothing, Say::NothingText),
    };
    instead(ID, eyebrow(full), title.into(), text.into())
}

/// Money of the months to come.
struct Total {
    expected: Money,
    bounds: Option<(Money, Money)>,
    /// Of the same months a year before, where all are known.
    year_before: Option<Money>,
}

impl Total {
    fn of(full: &[(Month, f64)], found: &Forecast) -> Self {
        let points = &found.points;
        let sum = |values: Option<Vec<f64>>| {
            values.map(|values| Money::from_units_f64(values.iter().sum()))
        };
        let bound = |of: fn((f64, f64)) -> f64| {
            sum(points.iter().map(|point| point.interval.map(of)).collect())
        };
        let before = |month: Month| {
            let year_before = Month(month.0 - 12);
            full.iter()
                .find(|(other, _)| *other == year_before)
                .map(|&(_, value)| value)
        };
        Self {
            expected: Money::from_units_f64(points.iter().map(|point| point.expected).sum()),
            bounds: bound(|(low, _)| low).zip(bound(|(_, high)| high)),
            year_before: sum(points.iter().map(|point| before(point.month)).collect()),
        }
    }

    fn change(&self) -> Option<f64> {
        let before = self.year_before?;
        (self.expected - before).share_of(before)
    }
}

fn carried_on(
    context: &Context<'_>,
    params: &ParamValues,
    full: &[(Month, f64)],
    found: &Forecast,
) -> Panel {
    let total = Total::of(full, found);
    let error = |method| found.tried(method).and_then(|tried| tried.error_share);
    let chosen = error(found.method);
    let naive = error(Method::SeasonalNaive).filter(|_| found.method != Method::SeasonalNaive);
    let stats = stats(found, &total, full);
    let mut blocks = vec![Block::Equation {
        terms: stats
            .iter()
            .filter(|stat| stat.value != Value::None && SHOWN.contains(&&*stat.id))
            .map(|stat| (stat.id.clone(), String::new()))
            .collect(),
        note: Say::Note {
            coverage: found
                .coverage
                .map(|coverage| (i64::from(coverage.inside), i64::from(coverage.of))),
        }
        .into(),
    }];
    let wanted = wanted(params).filter(|&wanted| wanted != found.method);
    if let Some(wanted) = wanted {
        let title = Say::Refused {
            wanted: name(wanted),
            taken: name(found.method),
        };
        blocks.push(notice(Tone::Info, title, Say::RefusedText));
    } else if full.len() < LEAST_FOLLOWED {
        let title = Say::Simpler {
            method: name(found.method),
        };
        let text = Say::SimplerText {
            months: whole(full.len()),
            least: whole(LEAST_FOLLOWED),
        };
        blocks.push(notice(Tone::Info, title, text));
    }
    let mut tables = vec![
        tables::points(full, found),
        tables::methods(found),
        tables::backtest(found),
    ];
    blocks.push(Block::Figure(Box::new(figures::points(context, found))));
    blocks.push(figures::methods(found, naive, whole(horizon(params))));
    blocks.extend(figures::past(found));
    if let Some((pieces, title, column)) = tables::quantities(context, found) {
        tables.push(pieces);
        blocks.push(table(
            12,
            title,
            Say::QuantitiesSubtitle {
                column,
                months: whole(found.points.len()),
            },
            Say::QuantitiesSource,
            "quantities",
        ));
    }
    let ends = found.points.first().zip(found.points.last());
    let title = ends.map_or(Say::Nothing, |(first, last)| Say::Title {
        first: first.month,
        last: last.month,
        total: total.expected,
        change: total.change(),
    });
    Panel {
        id: ID.to_owned(),
        headline: Some(Headline {
            eyebrow: eyebrow(full),
            title: title.into(),
            lede: Some(
                Say::Lede {
                    method: name(found.method),
                    error: chosen,
                    naive,
                }
                .into(),
            ),
        }),
        stats,
        tables,
        blocks,
        ..Panel::default()
    }
}

fn table(span: u8, title: Say, subtitle: Say, source: Say, table: &str) -> Block {
    table_block(span, [title.into(), subtitle.into(), source.into()], table)
}

fn stats(found: &Forecast, total: &Total, full: &[(Month, f64)]) -> Vec<Stat> {
    let chosen = found.tried(found.method);
    let error = chosen.and_then(|tried| tried.error_share);
    let months = || Value::Count(whole(full.len()));
    let method = explain(
        Say::MethodWords(name(found.method)),
        Say::MethodFormula {
            tried: whole(found.tried.len()),
            error,
        },
        Say::MethodCaveat,
    )
    .input(Say::Name(Name::FullMonths), months());
    let mut stats = vec![stat(
        "method",
        Say::Name(Name::Method),
        term(found.method.id(), Say::Method(name(found.method))),
        method,
    )];
    let coverage = found.coverage.map_or((0, 0), |coverage| {
        (i64::from(coverage.inside), i64::from(coverage.of))
    });
    let how = explain(
        Say::CoverageWords { level: LEVEL },
        Say::CoverageFormula {
            inside: coverage.0,
            of: coverage.1,
        },
        Say::CoverageCaveat,
    );
    stats.push(stat(
        "coverage",
        Say::Name(Name::Coverage),
        share(found.coverage.map(Coverage::share)),
        how,
    ));
    let mut how = explain(
        Say::TotalWords,
        Say::TotalFormula {
            months: whole(found.points.len()),
            bounds: total.bounds,
        },
        Say::MethodCaveat,
    )
    .input(Say::Name(Name::FullMonths), months());
    if let Some(before) = total.year_before {
        how = how.input(Say::Name(Name::YearBefore), Value::Money(before));
    }
    for (id, label, value) in [
        ("expected_total", Name::Total, Some(total.expected)),
        (
            "expected_total_low",
            Name::Low,
            total.bounds.map(|(low, _)| low),
        ),
        (
            "expected_total_high",
            Name::High,
            total.bounds.map(|(_, high)| high),
        ),
    ] {
        let value = value.map_or(Value::None, Value::Money);
        stats.push(stat(id, Say::Name(label), value, how.clone()).decimals(0));
    }
    let how = explain(
        Say::ErrorWords,
        Say::ErrorFormula {
            forecasts: coverage.1,
        },
        Say::MethodCaveat,
    );
    stats.push(stat(
        "error_share",
        Say::Name(Name::Error),
        share(error),
        how,
    ));
    stats
}

fn specs(params: &ParamValues, found: Option<&Forecast>) -> Vec<ParamSpec> {
    let mut specs = Vec::new();
    if let Some(found) = found {
        let horizon = horizon(params);
        let mut months = vec![6, HORIZON];
        if !months.contains(&horizon) {
            months.push(horizon);
        }
        let months = months.into_iter().map(|months| {
            let name = Say::MonthsAhead(whole(months));
            (months.to_string(), Message::from(name))
        });
        specs.push(ParamSpec {
            key: "horizon_months".to_owned(),
            label: Say::Name(Name::Horizon).into(),
            kind: ParamKind::Choice {
                options: months.collect(),
            },
            value: horizon.to_string(),
            clears: Vec::new(),
        });
        let mut methods = vec![(String::new(), Message::from(Say::Best))];
        methods.extend(found.tried.iter().map(|tried| {
            let method = tried.method;
            (method.id().to_owned(), Say::Method(name(method)).into())
        }));
        let chosen = wanted(params).filter(|&wanted| wanted == found.method);
        specs.push(ParamSpec {
            key: "method".to_owned(),
            label: Say::Name(Name::Method).into(),
            kind: ParamKind::Choice { options: methods },
            value: chosen.map_or(String::new(), |method| method.id().to_owned()),
            clears: Vec::new(),
        });
    }
    specs.push(number_param(
        "due_days",
        Say::Name(Name::DueDays),
        [1.0, MOST_DUE_DAYS, 1.0],
        Unit::Days,
        Some(f64::from(due_days(params))),
    ));
    specs
}

fn members(context: &Context<'_>, params: &ParamValues, key: &str) -> Option<Vec<CustomerIx>> {
    lists::members(context, due_days(params), key)
}

fn set_title(context: &Context<'_>, params: &ParamValues, key: &str) -> Option<Message> {
    Some(
        match key {
            "due" => Say::DueMembers {
                until: context.frame().as_of.plus(due_days(params) + 1),
            },
            "standing" => Say::StandingMembers,
            _ => return None,
        }
        .into(),
    )
}
