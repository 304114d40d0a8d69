//! Why one customer left, for its card.

use super::super::params::ParamSpec;
use super::super::{Context, ParamValues};
use super::{ID, settings};
use crate::dataset::CustomerIx;

/// What the person can say of why the customer left, where it is silent for longer than usual or a
/// reason is there already. `params` are those of the panels the card rests on, taken along.
pub(in super::super) fn choice(
    context: &Context<'_>,
    params: &ParamValues,
    customer: CustomerIx,
) -> Option<ParamSpec> {
    let base = context.base;
    if base.is_of_totals() {
        return None;
    }
    let reasons = settings::reasons(context, &params.of_panel(ID));
    let silent = base.silent_days(customer).map(f64::from);
    let is_late = silent
        .zip(base.usual_gap_days(customer))
        .is_some_and(|(silent, usual)| silent > usual);
    let is_known = reasons.coded(customer).is_some() || reasons.stated(customer).is_some();
    (is_late || is_known || base.is_gone(customer))
        .then(|| settings::reason_spec(context, &reasons, customer))
}
