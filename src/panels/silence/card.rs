//! The alarm about one customer, for its card.

use super::super::build::table_block;
use super::super::panel::{Block, Table};
use super::super::{Context, ParamValues};
use super::ground::{Ground, Group};
use super::{ID, Say, names, settings, tables};
use crate::dataset::CustomerIx;

/// Why it rings, since when, what is at stake and what to ask first; nothing where all is quiet or
/// the customer left long ago. `params` are those of the panels the card rests on, taken along.
pub(in super::super) fn alarm(
    context: &Context<'_>,
    params: &ParamValues,
    customer: CustomerIx,
) -> Option<(Table, Block)> {
    if context.base.is_of_totals() {
        return None;
    }
    let rules = settings::rules(&params.of_panel(ID));
    let ground = Ground::of(context, rules, params);
    let (group, stake) = ground.of_customer(customer)?;
    if group == Group::Left {
        return None;
    }
    let named = names::group(group);
    let title = Say::Group(named).into();
    let note = Say::Note {
        season: ground.knows_season(),
        modelled: ground.is_modelled(),
    };
    let texts = [title, Say::CardText(named).into(), note.into()];
    let table = tables::of_one(context, &ground, &stake);
    let block = table_block(12, texts, &table.id);
    Some((table, block))
}
