//! Months to come, methods, months of the past, pieces of each part of the shop.

use super::super::Context;
use super::super::build::{column, number, row, share, term, units, whole};
use super::super::panel::{Table, Value};
use super::name;
use crate::analysis::by_value::{Division, months_by_value};
use crate::analysis::forecast::{Forecast, carried_on};
use crate::analysis::season::partial_months;
use crate::base::Month;
use crate::dataset::Role;
use crate::i18n::forecast::{Forecast as Say, Name};

/// Most parts whose pieces are told.
const MOST_VALUES: usize = 12;

pub(super) fn points(full: &[(Month, f64)], found: &Forecast) -> Table {
    let line = |point: &crate::analysis::forecast::Point| {
        let year_before = Month(point.month.0 - 12);
        let before = full.iter().find(|(month, _)| *month == year_before);
        row(vec![
            Value::Month(point.month),
            units(Some(point.expected)),
            units(point.interval.map(|(low, _)| low)),
            units(point.interval.map(|(_, high)| high)),
            units(before.map(|&(_, value)| value)),
        ])
    };
    Table {
        id: "points".to_owned(),
        columns: vec![
            column("month", Say::Name(Name::Month)),
            column("expected", Say::Name(Name::Expected)).decimals(0),
            column("low", Say::Name(Name::Low)).decimals(0),
            column("high", Say::Name(Name::High)).decimals(0),
            column("year_before", Say::Name(Name::YearBefore)).decimals(0),
        ],
        rows: found.points.iter().map(line).collect(),
        total: None,
    }
}

pub(super) fn methods(found: &Forecast) -> Table {
    let line = |tried: &crate::analysis::forecast::Tried| {
        let fit = tried.fitted();
        row(vec![
            term(tried.method.id(), Say::Method(name(tried.method))),
            share(tried.error_share),
            share(tried.next_month_error_share),
            number(tried.squared_error),
            number(fit.map(|fit| fit.alpha)),
            number(fit.map(|fit| fit.beta)),
            number(fit.map(|fit| fit.gamma)),
            number(fit.map(|fit| fit.phi)),
            Value::Flag(tried.method == found.method),
        ])
    };
    let greek = |letter: &str| crate::i18n::Message::Verbatim(letter.to_owned());
    Table {
        id: "methods".to_owned(),
        columns: vec![
            column("method", Say::Name(Name::Method)),
            column("error_share", Say::Name(Name::Error)),
            column("next_month_error_share", Say::Name(Name::NextMonthError)),
            column("squared_error", Say::Name(Name::SquaredError)).decimals(0),
            column("alpha", greek("α")).decimals(2),
            column("beta", greek("β")).decimals(2),
            column("gamma", greek("γ")).decimals(2),
            column("phi", greek("φ")).decimals(2),
            column("chosen", Say::Name(Name::Chosen)),
        ],
        rows: found.tried.iter().map(line).collect(),
        total: None,
    }
}

pub(super) fn backtest(found: &Forecast) -> Table {
    let line = |past: &crate::analysis::forecast::Hindcast| {
        let point = &past.point;
        let error = (past.actual - point.expected) / point.expected;
        row(vec![
            Value::Month(point.month),
            units(Some(point.expected)),
            units(Some(past.actual)),
            share((point.expected > 0.0).then_some(error)),
            units(point.interval.map(|(low, _)| low)),
            units(point.interval.map(|(_, high)| high)),
            past.is_inside().map_or(Value::None, Value::Flag),
        ])
    };
    Table {
        id: "backtest".to_owned(),
        columns: vec![
            column("month", Say::Name(Name::Month)),
            column("expected", Say::Name(Name::Expected)).decimals(0),
            column("actual", Say::Name(Name::Actual)).decimals(0),
            column("error", Say::Name(Name::Change)),
            column("low", Say::Name(Name::Low)).decimals(0),
            column("high", Say::Name(Name::High)).decimals(0),
            column("inside", Say::Name(Name::Inside)),
        ],
        rows: found.hindcasts.iter().map(line).collect(),
        total: None,
    }
}

/// Months of the past that fell into their interval, of those that had one.
pub(super) fn inside(found: &Forecast) -> Option<(i64, i64)> {
    let held: Vec<bool> = found
        .hindcasts
        .iter()
        .filter_map(crate::analysis::forecast::Hindcast::is_inside)
        .collect();
    let inside = held.iter().filter(|&&inside| inside).count();
    (!held.is_empty()).then(|| (whole(inside), whole(held.len())))
}

/// Pieces of each category (or product) to come, with what to say over them and the column's name;
/// `None` without a quantity or such a column.
pub(super) fn quantities(context: &Context<'_>, found: &Forecast) -> Option<(Table, Say, String)> {
    let data = context.data;
    data.quantities()?;
    let column_of = [Role::Category, Role::Product]
        .into_iter()
        .find_map(|role| data.coded_by_role(role))?;
    let division = Division {
        column: column_of,
        of_customers: false,
    };
    let partial = partial_months(context.base);
    let horizon = found.points.len();
    let mut best: Option<(String, f64, Option<f64>)> = None;
    let mut rows = Vec::new();
    for part in months_by_value(data, context.base, division, MOST_VALUES) {
        let values: Vec<(Month, f64)> = part
            .months
            .iter()
            .zip(&part.quantities)
            .filter(|(sums, _)| !partial.contains(&sums.month))
            .map(|(sums, &pieces)| (sums.month, pieces))
            .collect();
        let pieces: Vec<f64> = values.iter().map(|&(_, pieces)| pieces).collect();
        let expected: f64 = carried_on(&pieces, found.method, horizon).iter().sum();
        let before: Option<f64> = found
            .points
            .iter()
            .map(|point| {
                let year_before = Month(point.month.0 - 12);
                let found = values.iter().find(|(month, _)| *month == year_before);
                found.map(|&(_, pieces)| pieces)
            })
            .sum();
        let change = before
            .filter(|&before| before > 0.0)
            .map(|before| expected / before - 1.0);
        let text = column_of.dictionary.get(part.code).to_owned();
        if best.as_ref().is_none_or(|best| expected > best.1) {
            best = Some((text.clone(), expected, change));
        }
        rows.push(row(vec![
            Value::Text(text),
            number(before),
            Value::Number(expected),
            share(change),
        ]));
    }
    let (value, _, change) = best?;
    let table = Table {
        id: "quantities".to_owned(),
        columns: vec![
            column("value", Say::Name(Name::Value)),
            column("quantity_before", Say::Name(Name::QuantityBefore)).decimals(0),
            column("quantity_expected", Say::Name(Name::QuantityExpected)).decimals(0),
            column("change_share", Say::Name(Name::Change)),
        ],
        rows,
        total: None,
    };
    Some((
        table,
        Say::QuantitiesTitle { value, change },
        column_of.name.clone(),
    ))
}
