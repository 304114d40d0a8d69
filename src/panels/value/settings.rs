//! What can be set.

use super::super::build::number_param;
use super::super::cohorts::split_param;
use super::super::params::{ParamKind, ParamSpec};
use super::super::{Context, ParamValues};
use super::names;
use crate::analysis::customer_base::Model;
use crate::analysis::value::{GroupBy, Settings, held_out};
use crate::base::Day;
use crate::chart::spec::Unit;
use crate::i18n::Message;
use crate::i18n::value::Value as Say;

/// "The best on the track record".
const BEST: &str = "best";

/// Customers by their segment.
const BY_SEGMENT: &str = "segment";

/// Customers by the year or quarter of their first purchase.
const BY_FIRST_PURCHASE: &str = "first_purchase";

/// Farthest horizon, in days.
const MOST_DAYS: f64 = 3650.0;

/// Longest month, in days.
const MOST_MONTH_DAYS: f64 = 366.0;

/// Highest discount rate a year.
const MOST_RATE: f64 = 10.0;

/// The settings of these parameters.
pub(crate) fn settings(params: &ParamValues) -> Settings {
    let usual = Settings::default();
    let within = |key: &str, min: f64, max: f64, usual: f64| {
        params
            .number(key)
            .map_or(usual, |value| value.clamp(min, max))
    };
    let chosen = params.text("model");
    Settings {
        model: Model::ALL
            .into_iter()
            .find(|&model| chosen == Some(names::id(Some(model)))),
        horizon_days: within("horizon_days", 1.0, MOST_DAYS, usual.horizon_days),
        discount_rate_per_year: within(
            "discount_rate_per_year",
            0.0,
            MOST_RATE,
            usual.discount_rate_per_year,
        ),
        time_unit_days: match params.text("time_unit_days") {
            Some("1") => 1.0,
            Some("7") => 7.0,
            _ => usual.time_unit_days,
        },
        month_days: within("month_days", 1.0, MOST_MONTH_DAYS, usual.month_days),
        calibration_end: params.text("calibration_end").and_then(Day::from_iso),
        by: match params.text("by") {
            None => GroupBy::default(),
            Some(chosen) if chosen == BY_SEGMENT => GroupBy::Segment,
            Some(chosen) if chosen == BY_FIRST_PURCHASE => GroupBy::FirstPurchase,
            Some(column) => GroupBy::Column(column.to_owned()),
        },
    }
}

/// What a form needs to know.
pub(super) fn specs(context: &Context<'_>, settings: &Settings) -> Vec<ParamSpec> {
    let base = context.base;
    let choice =
        |key: &str, label: Say, options: Vec<(String, Message)>, value: String| ParamSpec {
            key: key.to_owned(),
            label: label.into(),
            kind: ParamKind::Choice { options },
            value,
            clears: Vec::new(),
        };
    let mut models = vec![(BEST.to_owned(), Message::from(Say::BestModel))];
    models.extend(Model::ALL.map(|model| {
        let model = Some(model);
        let name = Say::Source(names::source(model));
        (names::id(model).to_owned(), name.into())
    }));
    // A half, a third and a quarter of the span held out, and the day in force.
    let in_force = settings.calibration_end(base);
    let mut days: Vec<Day> = [0.5, 1.0 / 3.0, 0.25]
        .map(|share| held_out(base, share))
        .to_vec();
    days.push(in_force);
    crate::base::order::sort_by(&mut days, Ord::cmp);
    days.dedup();
    let days = days
        .into_iter()
        .map(|day| (day.to_string(), Say::CalibrationDay(day).into()))
        .collect();
    let units = [1, 7]
        .map(|days: i64| (days.to_string(), Say::UnitOf { days }.into()))
        .to_vec();
    let model = settings.model.map_or(BEST, |model| names::id(Some(model)));
    let groups = vec![
        (BY_SEGMENT.to_owned(), Message::from(Say::BySegment)),
        (BY_FIRST_PURCHASE.to_owned(), Say::ByFirstPurchase.into()),
    ];
    let by = match &settings.by {
        GroupBy::Segment => BY_SEGMENT,
        GroupBy::FirstPurchase => BY_FIRST_PURCHASE,
        GroupBy::Column(id) => id,
    };
    let by = split_param(context.data, "by", Say::By, groups, by.to_owned());
    let mut specs = vec![
        choice("model", Say::ModelChoice, models, model.to_owned()),
        choice(
            "calibration_end",
            Say::CalibrationEnd,
            days,
            in_force.to_string(),
        ),
        choice(
            "time_unit_days",
            Say::Unit,
            units,
            settings.time_unit_days.to_string(),
        ),
        number_param(
            "horizon_days",
            Say::Horizon,
            [1.0, MOST_DAYS, 30.0],
            Unit::Number,
            Some(settings.horizon_days),
        ),
        number_param(
            "discount_rate_per_year",
            Say::Rate,
            [0.0, MOST_RATE, 0.01],
            Unit::Share,
            Some(settings.discount_rate_per_year),
        ),
        number_param(
            "month_days",
            Say::MonthDays,
            [1.0, MOST_MONTH_DAYS, 1.0],
            Unit::Number,
            Some(settings.month_days),
        ),
    ];
    specs.extend(by);
    specs
}
