//! What can be set: the day compared with, and the person's word on single customers.

use super::super::params::{ParamKind, ParamSpec};
use super::super::{Context, ParamValues};
use super::names;
use crate::analysis::ladder::{Choices, Place};
use crate::base::Day;
use crate::i18n::CustomerRef;
use crate::i18n::ladder::Ladder as Say;

/// Key of the day compared with.
pub(in super::super) const THEN: &str = "then";

/// What the key of the person's word on a customer begins with; the customer's id follows.
const RUNG_OF: &str = "rung_of:";

/// Days from the as-of day back to the one compared with.
const YEAR_DAYS: i32 = 365;

/// The earlier day: the one chosen, else a year before, or where the data begin later than that
/// the middle of them; `None` where no day lies between.
pub(in super::super) fn then(context: &Context<'_>, params: &ParamValues) -> Option<Day> {
    let frame = context.frame();
    let fits = |day: &Day| (frame.span.from..frame.as_of).contains(day);
    let chosen = params.text(THEN).and_then(Day::from_iso).filter(fits);
    let middle = || frame.as_of.plus(-(frame.as_of.since(frame.span.from) / 2));
    let usual = Some(frame.as_of.plus(-YEAR_DAYS)).filter(fits);
    chosen.or(usual).or_else(|| Some(middle()).filter(fits))
}

/// The person's word.
pub(crate) fn choices(params: &ParamValues) -> Choices {
    let mut choices = Choices::default();
    for (key, id) in params.0.iter() {
        let customer = key.strip_prefix(RUNG_OF);
        let place = Place::from_id(id).filter(|place| place.can_be_chosen());
        if let Some((customer, place)) = customer.zip(place) {
            choices.insert(customer.to_owned(), place);
        }
    }
    choices
}

/// What a form needs to know to say something of one customer.
pub(super) fn choice_spec(choices: &Choices, customer: CustomerRef) -> ParamSpec {
    let by_rule = (String::new(), Say::ByRule.into());
    let places = Place::ALL.into_iter().filter(|place| place.can_be_chosen());
    let options = places.map(|place| {
        let words = Say::Name(names::place(place));
        (place.id().to_owned(), words.into())
    });
    let chosen = choices.get(&customer.id);
    ParamSpec {
        key: format!("{RUNG_OF}{}", customer.id),
        kind: ParamKind::Choice {
            options: std::iter::once(by_rule).chain(options).collect(),
        },
        label: Say::RungOf { customer }.into(),
        value: chosen.map_or(String::new(), |place| place.id().to_owned()),
        clears: Vec::new(),
    }
}

/// What a form needs to know.
pub(super) fn specs(context: &Context<'_>, choices: &Choices, then: Option<Day>) -> Vec<ParamSpec> {
    let frame = context.frame();
    let day = then.map(|then| ParamSpec {
        key: THEN.to_owned(),
        label: Say::Then.into(),
        kind: ParamKind::Day {
            min: frame.span.from,
            max: frame.as_of.plus(-1),
        },
        value: then.to_string(),
        clears: Vec::new(),
    });
    let ids = choices.keys();
    let customers = ids.filter_map(|id| context.data.customer_by_id(id));
    let of_customers = customers.map(|it| choice_spec(choices, context.customer_ref(it)));
    day.into_iter().chain(of_customers).collect()
}
