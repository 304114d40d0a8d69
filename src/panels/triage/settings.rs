//! What can be set.

use super::super::ParamValues;
use super::super::build::number_param;
use super::super::params::ParamSpec;
use crate::analysis::triage::Rules;
use crate::chart::spec::Unit;
use crate::i18n::triage::Triage as Say;

/// Largest sum, in currency units.
const MOST_UNITS: f64 = 1e12;

/// Part of the expected value that a list may cost, unless the person says otherwise.
const BUDGET_SHARE: f64 = 0.05;

/// The rule table of these parameters.
pub(crate) fn rules(params: &ParamValues) -> Rules {
    let usual = Rules::default();
    let within = |key: &str, min: f64, max: f64| {
        let number = params.number(key);
        number.map(|value| value.clamp(min, max))
    };
    Rules {
        top_share: within("top_share", 0.0, 1.0).unwrap_or(usual.top_share),
        hold_above: within("hold_above", 0.0, MOST_UNITS),
        let_go_up_to: within("let_go_up_to", -MOST_UNITS, MOST_UNITS).unwrap_or(usual.let_go_up_to),
        acquisition_cost: within("acquisition_cost", 0.0, MOST_UNITS)
            .unwrap_or(usual.acquisition_cost),
    }
}

/// Part of the expected value of a list that it may cost.
pub(super) fn budget_share(params: &ParamValues) -> f64 {
    let share = params.number("budget_share");
    share.map_or(BUDGET_SHARE, |share| share.clamp(0.0, 1.0))
}

/// What a form needs to know.
pub(super) fn specs(rules: &Rules, budget_share: f64) -> Vec<ParamSpec> {
    let share = [0.0, 1.0, 0.01];
    let money = [0.0, MOST_UNITS, 10.0];
    let either = [-MOST_UNITS, MOST_UNITS, 10.0];
    vec![
        number_param(
            "top_share",
            Say::TopShare,
            share,
            Unit::Share,
            Some(rules.top_share),
        ),
        number_param(
            "hold_above",
            Say::HoldAbove,
            money,
            Unit::Money,
            rules.hold_above,
        ),
        number_param(
            "let_go_up_to",
            Say::LetGoUpTo,
            either,
            Unit::Money,
            Some(rules.let_go_up_to),
        ),
        number_param(
            "acquisition_cost",
            Say::AcquisitionCost,
            money,
            Unit::Money,
            Some(rules.acquisition_cost),
        ),
        number_param(
            "budget_share",
            Say::BudgetShare,
            share,
            Unit::Share,
            Some(budget_share),
        ),
    ]
}
