//! What can be set.

use super::super::build::{choice_param, number_param};
use super::super::params::{ParamKind, ParamSpec};
use super::super::{Context, ParamValues};
use super::{goods, names};
use crate::analysis::profit::{Driver, Line, Pool, Settings};
use crate::base::{Money, SortedMap};
use crate::chart::spec::Unit;
use crate::dataset::Role;
use crate::i18n::Message;
use crate::i18n::credit::Credit;
use crate::i18n::fiscal::Fiscal;
use crate::i18n::profit::Profit as Say;
use crate::i18n::season::Season;

/// Key of what lending money costs a year.
const CREDIT_RATE: &str = "credit_rate";

/// Largest pool, in currency units.
const MOST_UNITS: f64 = 1e12;

/// Key of the choice what the cost column holds, and its choice that is not the usual one.
pub(super) const COST_OF: (&str, &str) = ("unit_cost_of", "row");

/// Key of the choice which column says what is sold.
pub(super) const GOODS: &str = "goods";

/// Key of the choice whether margins are asked for by what is sold, and its choice that says so.
const MARGINS: (&str, &str) = ("margins", "by_goods");

/// What the key of the margin of something sold begins with; its name follows.
const MARGIN_OF: &str = "margin_of:";

/// Goods whose margins are asked for.
const MOST_MARGINS: usize = 12;

/// Key of the month, 1 to 12, a fiscal year begins in.
const FISCAL_YEAR_START: &str = "fiscal_year_start";

/// The month a fiscal year begins in: January unless the person says otherwise.
pub(super) fn fiscal_year_start(params: &ParamValues) -> i8 {
    let said = params.text(FISCAL_YEAR_START);
    let month = said.and_then(|text| text.parse().ok());
    month.filter(|month| (1..=12).contains(month)).unwrap_or(1)
}

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
    let mut margins = SortedMap::default();
    for key in params.0.keys() {
        if let Some((name, margin)) = key.strip_prefix(MARGIN_OF).zip(params.number(key)) {
            margins.insert(name.to_owned(), margin.clamp(0.0, 1.0));
        }
    }
    Settings {
        margins,
        margin: params.number("margin").map(|margin| margin.clamp(0.0, 1.0)),
        credit_rate: params.number(CREDIT_RATE).map(|rate| rate.clamp(0.0, 1.0)),
        cost_of_row: params.text(COST_OF.0) == Some(COST_OF.1),
        pools: Line::ALL.map(pool),
    }
}

/// What a form needs to know. A driver is asked for once there is a pool to share.
pub(super) fn specs(
    context: &Context<'_>,
    settings: &Settings,
    params: &ParamValues,
) -> Vec<ParamSpec> {
    let has_costs = context.data.costs(Role::UnitCost).is_some();
    let spec = |key: String, label: Say, kind: ParamKind, value: String| ParamSpec {
        key,
        label: label.into(),
        kind,
        value,
        clears: Vec::new(),
    };
    let mut specs = vec![number_param(
        "margin",
        Say::Margin {
            of_rest: has_costs || !settings.margins.is_empty(),
        },
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
    specs.extend(of_goods(context, settings, params));
    if context.data.row_days(Role::PaidDate).is_some() || settings.credit_rate.is_some() {
        let rate = settings.credit_rate;
        let limits = [0.0, 1.0, 0.01];
        specs.push(number_param(
            CREDIT_RATE,
            Credit::Rate,
            limits,
            Unit::Share,
            rate,
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
    if !context.base.is_of_totals() {
        let months = (1..=12).map(|month| (month.to_string(), Season::MonthOfYear(month).into()));
        specs.push(choice_param(
            FISCAL_YEAR_START,
            Fiscal::BeginsIn,
            months.collect(),
            fiscal_year_start(params).to_string(),
        ));
    }
    specs
}

/// What is asked about goods, where the file says what is sold.
fn of_goods(context: &Context<'_>, settings: &Settings, params: &ParamValues) -> Vec<ParamSpec> {
    let Some(column) = goods::column_of(context, params) else {
        return Vec::new();
    };
    let choice = |key: &str, label: Say, options: Vec<(String, Message)>, value: &str| ParamSpec {
        key: key.to_owned(),
        label: label.into(),
        kind: ParamKind::Choice { options },
        value: value.to_owned(),
        clears: Vec::new(),
    };
    let columns = [Role::Category, Role::Product].map(|role| context.data.coded_by_role(role));
    let columns: Vec<(String, Message)> = columns
        .into_iter()
        .flatten()
        .map(|column| {
            let name = Message::Verbatim(column.name.clone());
            (column.role.id().to_owned(), name)
        })
        .collect();
    let mut specs = Vec::new();
    if columns.len() > 1 {
        specs.push(choice(GOODS, Say::GoodsBy, columns, column.role.id()));
    }
    let by_goods = params.text(MARGINS.0) == Some(MARGINS.1);
    let options = [("one", Say::OneMargin), (MARGINS.1, Say::MarginsByGoods)];
    let value = options[usize::from(by_goods)].0;
    let options = options.map(|(id, words)| (id.to_owned(), words.into()));
    specs.push(choice(MARGINS.0, Say::Margins, options.to_vec(), value));
    // Of those that have one already none is left out, or it could not be taken back.
    let mut names: Vec<String> = settings.margins.keys().cloned().collect();
    if by_goods {
        let mut largest = goods::largest(context, params, MOST_MARGINS);
        largest.retain(|name| !names.contains(name));
        names.extend(largest);
    }
    specs.extend(names.into_iter().map(|name| {
        let margin = settings.margins.get(&name).copied();
        let key = format!("{MARGIN_OF}{name}");
        let label = Say::MarginOf { name };
        number_param(key, label, [0.0, 1.0, 0.01], Unit::Share, margin)
    }));
    specs
}
