//! The key figures.

use super::super::build::{explain, number, open, stat, term, units, whole};
use super::super::panel::{Explain, Stat, Value};
use super::names;
use super::{ID, money};
use crate::analysis::customer_base::holdout::TrackRecord;
use crate::analysis::customer_base::{Model, ModelFit, Spend, SpendFit, Total};
use crate::analysis::value::{GroupTest, Valued};
use crate::i18n::Words;
use crate::i18n::value::{Bound, Source, Value as Say};

/// Visits × revenue of a visit = revenue.
pub(super) fn equation() -> Vec<(String, String)> {
    [
        ("expected_purchases_total", ""),
        ("purchase_value", "×"),
        ("expected_spend_total", "="),
    ]
    .map(|(id, sign)| (id.to_owned(), sign.to_owned()))
    .to_vec()
}

/// All figures.
pub(super) fn stats(valued: &Valued) -> Vec<Stat> {
    let totals = valued.totals.as_ref();
    let mut stats = vec![
        stat(
            "expected_purchases_total",
            Say::Purchases(Bound::Expected),
            Value::Number(valued.sums.purchases),
            purchases_how(valued),
        )
        .decimals(0),
        stat(
            "purchase_value",
            Say::PurchaseValue,
            units(purchase_value(valued)),
            spend_how(valued),
        ),
        stat(
            "expected_spend_total",
            Say::Spend(Bound::Expected),
            units(valued.sums.spend),
            spend_how(valued),
        )
        .decimals(0),
    ];
    let clv = stat(
        "clv_total",
        Say::Clv(Bound::Expected),
        units(valued.sums.clv),
        clv_how(valued),
    );
    stats.push(clv.decimals(0));
    let total = totals.and_then(|totals| totals.value);
    bounds(&mut stats, "clv_total", Say::Clv, total, units);
    if valued.residual.is_some() {
        let value = units(valued.residual);
        let residual = stat("residual_total", Say::Residual, value, residual_how(valued));
        stats.push(residual.decimals(0));
    }
    let total = totals.and_then(|totals| totals.spend);
    bounds(&mut stats, "expected_spend_total", Say::Spend, total, units);
    let total = totals.map(|totals| totals.purchases);
    let id = "expected_purchases_total";
    bounds(&mut stats, id, Say::Purchases, total, number);
    let model = valued.model();
    let used = Say::ModelUsedWords(names::choice(valued.speaking));
    stats.push(stat(
        "model_used",
        Say::ModelUsed,
        term(names::id(model), Say::Source(names::source(model))),
        match model {
            Some(_) => explain(used, model_formula(valued), Say::Caveat),
            None => Explain {
                words: used.into(),
                ..rhythm_how(valued)
            },
        },
    ));
    for model in Model::ALL {
        stats.extend(model_stat(valued, model));
    }
    if let Some(Spend::Model(fit)) = valued.spend() {
        stats.push(spend_stat(valued, fit));
    }
    stats.extend(holdout_stat(valued));
    stats.extend(valued.groups.test.map(groups_stat));
    stats
}

/// Whether fits by group say more than one for all.
fn groups_stat(test: GroupTest) -> Stat {
    let value = record([
        ("groups", Value::Count(whole(test.fitted))),
        ("log_likelihood_gain", Value::Number(test.gain)),
        ("p", Value::Number(test.p)),
        ("expected_purchases", Value::Number(test.purchases)),
    ]);
    let formula = Say::GroupTestFormula {
        gain: test.gain,
        numbers: i64::from(test.parameters),
        chance: test.p,
    };
    let how = explain(Say::GroupTestWords, formula, Say::Caveat);
    stat("group_test", Say::GroupTest, value, how)
}

fn purchase_value(valued: &Valued) -> Option<f64> {
    let purchases = valued.sums.purchases;
    (purchases > 0.0).then_some(valued.sums.spend? / purchases)
}

fn purchases_how(valued: &Valued) -> Explain {
    let how = match valued.model() {
        Some(_) => explain(
            Say::PurchasesWords {
                days: valued.settings.horizon_days,
            },
            Say::PurchasesFormula {
                customers: whole(valued.buyers.len()),
                visits: valued.sums.purchases,
            },
            Say::Caveat,
        ),
        None => rhythm_how(valued),
    };
    how.input(Words::Customers, Value::Count(whole(valued.buyers.len())))
        .input(Say::Horizon, Value::Days(valued.settings.horizon_days))
        .behind(open(ID, "all"))
}

fn rhythm_how(valued: &Valued) -> Explain {
    let days = valued.settings.horizon_days;
    let formula = Say::RhythmFormula {
        customers: whole(valued.buyers.len() - valued.gone),
        gone: whole(valued.gone),
        days,
        visits: valued.sums.purchases,
    };
    explain(Say::RhythmWords { days }, formula, Say::Caveat)
}

fn spend_how(valued: &Valued) -> Explain {
    let formula = match (purchase_value(valued), valued.sums.spend) {
        (Some(value), Some(spend)) => Say::SpendFormula {
            visits: valued.sums.purchases,
            value,
            spend: money(spend),
        },
        _ => Say::NotKnownFormula,
    };
    explain(Say::SpendWords, formula, Say::Caveat).behind(open(ID, "all"))
}

fn clv_how(valued: &Valued) -> Explain {
    let rate = valued.settings.discount_rate_per_year;
    let parts = super::clv_parts(
        Some(valued.sums.purchases),
        valued.sums.spend,
        valued.sums.clv,
        valued.margin,
    );
    let formula = parts.map_or(Say::NotKnownFormula, Say::ClvFormula);
    let words = Say::ClvWords {
        rate,
        margin: valued.margin,
    };
    let how = explain(words, formula, Say::Caveat)
        .input(Say::Spend(Bound::Expected), units(valued.sums.spend))
        .input(Say::Rate, Value::Share(rate))
        .input(Say::Horizon, Value::Days(valued.settings.horizon_days))
        .input(Say::MonthDays, Value::Days(valued.settings.month_days))
        .behind(open(ID, "all"));
    with_margin(how, valued)
}

fn with_margin(how: Explain, valued: &Valued) -> Explain {
    match valued.margin {
        Some(margin) => how.input(Say::Margin, Value::Share(margin)),
        None => how,
    }
}

fn residual_how(valued: &Valued) -> Explain {
    let rate = valued.settings.discount_rate_per_year;
    let formula = Say::ResidualFormula {
        customers: whole(valued.buyers.len()),
        residual: money(valued.residual.unwrap_or(0.0)),
    };
    let words = Say::ResidualWords { rate };
    let how = explain(words, formula, Say::Caveat)
        .input(Say::Rate, Value::Share(rate))
        .behind(open(ID, "all"));
    with_margin(how, valued)
}

fn bounds(
    stats: &mut Vec<Stat>,
    id: &str,
    label: fn(Bound) -> Say,
    total: Option<Total>,
    value: fn(Option<f64>) -> Value,
) {
    let Some(total) = total else {
        return;
    };
    let ends = [
        ("low", Bound::Low, total.interval.low),
        ("high", Bound::High, total.interval.high),
    ];
    stats.extend(ends.map(|(end, bound, at)| {
        let how = explain(Say::BoundWords, Say::BoundFormula, Say::Caveat);
        stat(&format!("{id}_{end}"), label(bound), value(Some(at)), how).decimals(0)
    }));
}

fn model_formula(valued: &Valued) -> Say {
    Say::ModelFormula {
        customers: whole(valued.buyers.len()),
        repeaters: whole(valued.repeaters),
    }
}

fn record<const N: usize>(entries: [(&str, Value); N]) -> Value {
    Value::Record(
        entries
            .map(|(name, value)| (name.to_owned(), value))
            .to_vec(),
    )
}

fn named<const N: usize>(names: [&str; N], values: [Option<f64>; N]) -> Value {
    let entries = names.into_iter().zip(values);
    Value::Record(
        entries
            .map(|(name, value)| (name.to_owned(), number(value)))
            .collect(),
    )
}

/// A model that was asked for; one that did not converge says so and has no parameters.
fn model_stat(valued: &Valued, model: Model) -> Option<Stat> {
    let fits = valued.fits.as_ref().ok()?;
    let fit: Option<&ModelFit> = fits.of(model);
    let names = names::parameters(model);
    let value = record([
        (
            "parameters",
            fit.map_or(Value::None, |fit| {
                named(names, fit.fitted.parameters.map(Some))
            }),
        ),
        (
            // Standard errors are those of the logarithms.
            "standard_errors",
            fit.map_or(Value::None, |fit| {
                let errors = fit.fitted.parameters.iter().zip(fit.standard_errors);
                let errors: Vec<Option<f64>> =
                    errors.map(|(at, error)| error.map(|se| se * at)).collect();
                named(names, std::array::from_fn(|at| errors[at]))
            }),
        ),
        ("log_likelihood", number(fit.map(|fit| fit.log_likelihood))),
        ("converged", Value::Flag(fit.is_some())),
        ("customers", Value::Count(whole(valued.buyers.len()))),
        ("repeaters", Value::Count(whole(valued.repeaters))),
    ]);
    let how = explain(Say::ModelWords, model_formula(valued), Say::Caveat);
    let name = Say::Source(names::source(Some(model)));
    Some(stat(names::id(Some(model)), name, value, how))
}

fn spend_stat(valued: &Valued, fit: &SpendFit) -> Stat {
    let names = ["p", "q", "v"];
    let at = [fit.model.p, fit.model.q, fit.model.v];
    let errors: [Option<f64>; 3] =
        std::array::from_fn(|place| fit.standard_errors[place].map(|se| se * at[place]));
    let value = record([
        ("parameters", named(names, at.map(Some))),
        ("standard_errors", named(names, errors)),
        ("log_likelihood", Value::Number(fit.log_likelihood)),
        ("converged", Value::Flag(true)),
        ("customers", Value::Count(whole(fit.customers))),
        ("repeaters", Value::Count(whole(fit.customers))),
    ]);
    let how = explain(Say::ModelWords, model_formula(valued), Say::Caveat);
    stat("gamma_gamma", Say::Source(Source::GammaGamma), value, how)
}

/// The track record of the model that speaks.
fn holdout_stat(valued: &Valued) -> Option<Stat> {
    let past = valued.past.as_ref().ok()?;
    let found: &TrackRecord = valued.record()?;
    let value = record([
        (
            "model",
            term(
                names::id(Some(found.model)),
                Say::Source(names::source(Some(found.model))),
            ),
        ),
        ("log_likelihood", Value::Number(found.log_likelihood)),
        ("predicted", Value::Number(found.purchases.predicted)),
        ("actual", Value::Number(found.purchases.actual)),
        ("mae", Value::Number(found.purchases.mae)),
        ("rmse", Value::Number(found.purchases.rmse)),
        ("calibration_end", Value::Day(valued.calibration_end)),
        ("customers", Value::Count(whole(past.customers))),
    ]);
    let words = Say::HoldoutWords {
        day: valued.calibration_end,
        customers: whole(past.customers),
    };
    let formula = Say::HoldoutFormula {
        predicted: found.purchases.predicted,
        actual: found.purchases.actual,
    };
    Some(stat(
        "holdout",
        Say::Holdout,
        value,
        explain(words, formula, Say::Caveat),
    ))
}
