//! What can be set.

use super::super::build::number_param;
use super::super::params::{ParamKind, ParamSpec};
use super::super::{Context, ParamValues};
use super::names;
use crate::analysis::triage::{Choice, Rules};
use crate::base::SortedMap;
use crate::chart::spec::Unit;
use crate::i18n::CustomerRef;
use crate::i18n::triage::Triage as Say;

/// Largest sum, in currency units.
const MOST_UNITS: f64 = 1e12;

/// Part of the expected value that a list may cost, unless the person says otherwise.
const BUDGET_SHARE: f64 = 0.05;

/// What the key of the person's word on a customer begins with; the customer's id follows.
const CHOICE_OF: &str = "verdict_of:";

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
        choices: {
            let mut choices = SortedMap::default();
            for (key, id) in params.0.iter() {
                let customer = key.strip_prefix(CHOICE_OF);
                if let Some((customer, choice)) = customer.zip(Choice::from_id(id)) {
                    choices.insert(customer.to_owned(), choice);
                }
            }
            choices
        },
    }
}

/// What a form needs to know to say something of one customer.
pub(super) fn choice_spec(rules: &Rules, customer: CustomerRef) -> ParamSpec {
    let by_rule = (String::new(), Say::ByRule.into());
    let choices = Choice::ALL.map(|choice| {
        let words = match choice {
            Choice::Verdict(verdict) => Say::Verdict(names::verdict(verdict)),
            Choice::Strategic => Say::Strategic,
        };
        (choice.id().to_owned(), words.into())
    });
    let chosen = rules.choices.get(&customer.id);
    ParamSpec {
        key: format!("{CHOICE_OF}{}", customer.id),
        label: Say::ChooseOf { customer }.into(),
        kind: ParamKind::Choice {
            options: std::iter::once(by_rule).chain(choices).collect(),
        },
        value: chosen.map_or(String::new(), |choice| choice.id().to_owned()),
        clears: Vec::new(),
    }
}

/// Part of the expected value of a list that it may cost.
pub(super) fn budget_share(params: &ParamValues) -> f64 {
    let share = params.number("budget_share");
    share.map_or(BUDGET_SHARE, |share| share.clamp(0.0, 1.0))
}

/// What a form needs to know: the rules, and what was said of single customers.
pub(super) fn specs(context: &Context<'_>, rules: &Rules, budget_share: f64) -> Vec<ParamSpec> {
    let share = [0.0, 1.0, 0.01];
    let money = [0.0, MOST_UNITS, 10.0];
    let either = [-MOST_UNITS, MOST_UNITS, 10.0];
    let mut specs = vec![
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
    ];
    let ids = rules.choices.keys();
    let customers = ids.filter_map(|id| context.data.customer_by_id(id));
    specs.extend(customers.map(|customer| choice_spec(rules, context.customer_ref(customer))));
    specs
}
