//! The rung of one customer, for its card.

use super::super::build::term;
use super::super::panel::Value;
use super::super::params::ParamSpec;
use super::super::{Context, ParamValues};
use super::{ID, Say, names, settings};
use crate::analysis::ladder::{Choices, Ladder};
use crate::analysis::past::Past;
use crate::analysis::signals::Signals;
use crate::dataset::CustomerIx;

/// The rung, and what puts the customer on it; `params` are those of the panels the card rests on.
pub(in super::super) fn rung(
    context: &Context<'_>,
    params: &ParamValues,
    customer: CustomerIx,
) -> Option<(Value, Say)> {
    if context.base.is_of_totals() {
        return None;
    }
    let choices = settings::choices(&params.of_panel(ID));
    let id = context.data.customer_id(customer);
    let mut own = Choices::default();
    if let Some(&choice) = choices.get(id) {
        own.insert(id.to_owned(), choice);
    }
    let signals = Signals::of(context.data);
    let past = Past::of(context.base, context.frame().as_of);
    let found = Ladder::of(context.data, context.base, &signals, &past, &own);
    let place = found.places[found.at(customer)?];
    let name = names::place(place);
    let why = if own.get(id) == Some(&place) {
        Say::ChosenByYou
    } else {
        Say::Rule(name)
    };
    Some((term(place.id(), Say::Name(name)), why))
}

/// What the person can say of one customer.
pub(in super::super) fn choice(
    context: &Context<'_>,
    params: &ParamValues,
    customer: CustomerIx,
) -> ParamSpec {
    let choices = settings::choices(&params.of_panel(ID));
    settings::choice_spec(&choices, context.customer_ref(customer))
}
