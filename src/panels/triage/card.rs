//! The verdict on one customer, for its card.

use super::super::build::{notice, notice_with};
use super::super::panel::{Action, Block, Tone};
use super::super::params::ParamSpec;
use super::super::profit::names as profit_names;
use super::super::{Context, ParamValues, profit};
use super::{ID, Say, names, of_value, rules, settings};
use crate::analysis::triage::{Reason, Triage};
use crate::base::Money;
use crate::dataset::CustomerIx;
use crate::i18n::Message;

/// The verdict and the one number that would change it. Nothing is fitted for a card: where the
/// value of all customers is not there yet, it says how to get it. `params` are those of the
/// panels it rests on, taken along.
pub(in super::super) fn verdict(
    context: &Context<'_>,
    params: &ParamValues,
    customer: CustomerIx,
) -> Option<Block> {
    let Some(valued) = context.valued_before(&of_value(params)) else {
        let page = ID.to_owned();
        let words = [Say::CardLater, Say::CardLaterText, Say::OpenVerdicts];
        let step = Action::GoTo { page };
        return Some(notice_with(Tone::Info, words.map(Message::from), step));
    };
    let profits = context.profits(profit::settings(&params.of_panel(profit::ENTRY.id)));
    let rules = rules(&params.of_panel(ID));
    let triage = Triage::of(context.data, context.base, &profits, Some(&valued), rules);
    let at = triage.place(customer)?;
    let reason = triage.reasons[at];
    let title = Say::CardTitle {
        verdict: names::verdict(reason.verdict()),
        reason: names::reason(reason),
    };
    let flip = match reason {
        Reason::Chosen(_) => Some(Say::CardChosen),
        _ => triage.flip(at).map(|flip| names::flip(&flip)),
    };
    let text = Say::CardText {
        worth: triage.worth[at].map(Money::from_units_f64),
        line: Money::from_units_f64(triage.lines.hold()),
        flip: flip.map(Box::new),
        basis: profit_names::basis(triage.basis),
    };
    Some(notice(Tone::Info, title, text))
}

/// What the person can say of one customer.
pub(in super::super) fn choice(
    context: &Context<'_>,
    params: &ParamValues,
    customer: CustomerIx,
) -> ParamSpec {
    let rules = rules(&params.of_panel(ID));
    settings::choice_spec(&rules, context.customer_ref(customer))
}
