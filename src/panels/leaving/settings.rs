//! What can be set.

use super::super::build::choice_param;
use super::super::params::ParamSpec;
use super::super::{Context, ParamValues};
use super::names;
use crate::analysis::leaving::{Cause, Reasons, reason_column};
use crate::base::SortedMap;
use crate::dataset::{CodedColumn, CustomerIx};
use crate::i18n::Message;
use crate::i18n::leaving::Leaving as Say;

/// Key of the column of reasons.
const COLUMN: &str = "column";

/// What the key of the person's word on a customer begins with; the customer's id follows.
const REASON_OF: &str = "reason_of:";

/// The column of reasons: the one chosen, else the likeliest.
fn column<'a>(context: &Context<'a>, params: &ParamValues) -> Option<&'a CodedColumn> {
    let chosen = params.text(COLUMN);
    let mut columns = context.data.attributes().iter();
    let by_name = columns.find(|column| chosen == Some(column.name.as_str()));
    by_name.or_else(|| reason_column(context.data))
}

/// What is known of why customers left.
pub(super) fn reasons<'a>(context: &Context<'a>, params: &ParamValues) -> Reasons<'a> {
    Reasons::new(context.data, column(context, params), &coded(params))
}

/// What the person says, by the customer's id.
pub(crate) fn coded(params: &ParamValues) -> SortedMap<String, Cause> {
    let mut coded = SortedMap::default();
    for (key, id) in params.0.iter() {
        let customer = key.strip_prefix(REASON_OF);
        if let Some((customer, cause)) = customer.zip(Cause::from_id(id)) {
            coded.insert(customer.to_owned(), cause);
        }
    }
    coded
}

/// What a form needs to know to say why one customer left.
pub(super) fn reason_spec(
    context: &Context<'_>,
    reasons: &Reasons<'_>,
    customer: CustomerIx,
) -> ParamSpec {
    let by_file = reasons
        .stated(customer)
        .map_or(Say::NotCoded, |cause| Say::ByFile(names::cause(cause)));
    let causes = Cause::ALL.map(|cause| {
        let words = Message::from(Say::Cause(names::cause(cause)));
        (cause.id().to_owned(), words)
    });
    let options = std::iter::once((String::new(), by_file.into())).chain(causes);
    let customer_ref = context.customer_ref(customer);
    choice_param(
        format!("{REASON_OF}{}", customer_ref.id),
        Say::CodeOf {
            customer: customer_ref,
        },
        options.collect(),
        reasons.coded(customer).map_or("", Cause::id),
    )
}

/// What a form needs to know: the column, and what was said of single customers.
pub(super) fn specs(context: &Context<'_>, reasons: &Reasons<'_>) -> Vec<ParamSpec> {
    let columns = context.data.attributes();
    let options: Vec<(String, Message)> = columns
        .iter()
        .map(|column| (column.name.clone(), Message::Verbatim(column.name.clone())))
        .collect();
    let mut specs = Vec::new();
    if !options.is_empty() {
        let chosen = reasons.column.map_or("", |column| column.name.as_str());
        specs.push(choice_param(COLUMN, Say::Column, options, chosen));
    }
    let coded = reasons.coded_ixs();
    specs.extend(coded.map(|customer| reason_spec(context, reasons, customer)));
    specs
}
