//! What can be set.

use super::super::ParamValues;
use super::super::build::number_param;
use super::super::params::{ParamKind, ParamSpec};
use super::names;
use crate::analysis::profit::{Driver, Line, Pool, Settings};
use crate::base::Money;
use crate::chart::spec::Unit;
use crate::i18n::profit::Profit as Say;

/// Largest pool, in currency units.
const MOST_UNITS: f64 = 1e12;

/// Key of the choice what the cost column holds, and its choice that is not the usual one.
pub(super) const COST_OF: (&str, &str) = ("unit_cost_of", "row");

fn pool_key(line: Line) -> String {
    format!("pool_{}", line.id())
}

fn driver_key(line: Line) -> String {
    format!("driver_{}", line.id())
}

/// The settings of these parameters.
pub(crate) fn settings(params: &ParamValues) -> Settings {
    let pool = |line: Line| {
        let units = params.number(&pool_key(line))?;
        let chosen = params.text(&driver_key(line));
        let mut drivers = Driver::ALL.into_iter();
        Some(Pool {
            money: Money::from_units_f64(units.clamp(0.0, MOST_UNITS)),
            driver: drivers
                .find(|driver| chosen == Some(driver.id()))
                .unwrap_or(line.usual_driver()),
        })
    };
    Settings {
        margin: params.number("margin").map(|margin| margin.clamp(0.0, 1.0)),
        cost_of_row: params.text(COST_OF.0) == Some(COST_OF.1),
        pools: Line::ALL.map(pool),
    }
}

/// What a form needs to know. A driver is asked for once there is a pool to share.
pub(super) fn specs(settings: &Settings, params: &ParamValues, has_costs: bool) -> Vec<ParamSpec> {
    let spec = |key: String, label: Say, kind: ParamKind, value: String| ParamSpec {
        key,
        label: label.into(),
        kind,
        value,
        clears: Vec::new(),
    };
    let mut specs = vec![number_param(
        "margin",
        Say::Margin { of_rest: has_costs },
        [0.0, 1.0, 0.01],
        Unit::Share,
        settings.margin,
    )];
    if has_costs || params.text(COST_OF.0).is_some() {
        let options = [("piece", Say::OfPiece), (COST_OF.1, Say::OfRow)];
        let value = options[usize::from(settings.cost_of_row)].0;
        specs.push(spec(
            COST_OF.0.to_owned(),
            Say::CostOf,
            ParamKind::Choice {
                options: options
                    .map(|(id, words)| (id.to_owned(), words.into()))
                    .to_vec(),
            },
            value.to_owned(),
        ));
    }
    for (line, pool) in Line::ALL.into_iter().zip(settings.pools) {
        let name = names::line(line);
        specs.push(number_param(
            pool_key(line),
            Say::Pool(name),
            [0.0, MOST_UNITS, 100.0],
            Unit::Money,
            pool.map(|pool| pool.money.to_units_f64()),
        ));
        let chosen = params.text(&driver_key(line)).is_some();
        if pool.is_some() || chosen {
            let driver = pool.map_or(line.usual_driver(), |pool| pool.driver);
            let option = |driver: Driver| {
                let words = Say::Driver(names::driver(driver));
                (driver.id().to_owned(), words.into())
            };
            specs.push(spec(
                driver_key(line),
                Say::DriverOf(name),
                ParamKind::Choice {
                    options: Driver::ALL.map(option).to_vec(),
                },
                driver.id().to_owned(),
            ));
        }
    }
    specs
}
