//! What customers like this one buy, and it does not.

use super::super::Context;
use super::super::build::{column, count, number, row, share, whole};
use super::super::panel::{Block, Table, Value};
use super::Say;
use crate::analysis::goods;
use crate::analysis::peers::not_yet;
use crate::analysis::value_frequency::{CutChoice, ValueFrequency};
use crate::dataset::CustomerIx;
use crate::i18n::Message;

/// Goods shown.
const MOST_SHOWN: usize = 5;

/// The table and its block; nothing where the file does not say what is sold, or where peers buy
/// nothing else. Peers are the customers of the same group by value and frequency.
pub(super) fn table(context: &Context<'_>, customer: CustomerIx) -> Option<(Table, Block)> {
    let of = goods::column(context.data, None)?;
    let groups = ValueFrequency::of(context.base, CutChoice::default())?;
    let own = groups.group(customer)?;
    let is_peer = |other: CustomerIx| groups.group(other) == Some(own);
    let found = not_yet(context.data, context.base, of, customer, &is_peer);
    let name = |code: u32| of.dictionary.get(code).to_owned();
    let (first, peer_share) = found.first().map(|first| (name(first.code), first.share))?;
    let rows = found.iter().take(MOST_SHOWN).map(|not_yet| {
        row(vec![
            Value::Text(name(not_yet.code)),
            count(not_yet.peers),
            share(Some(not_yet.share)),
            number(Some(not_yet.lift)),
        ])
    });
    let table = Table {
        id: "not_yet".to_owned(),
        columns: vec![
            column("product", Message::Verbatim(of.name.clone())),
            column("peers", Say::Peers),
            column("peer_share", Say::PeerShare).with_bar(),
            column("lift", Say::Lift).decimals(2),
        ],
        rows: rows.collect(),
        total: None,
    };
    let block = Block::Table {
        span: 5,
        title: Say::NotYetTitle {
            name: first,
            share: peer_share,
        }
        .into(),
        subtitle: Say::NotYetSubtitle {
            found: whole(found.len()),
        }
        .into(),
        source: Some(Say::NotYetSource.into()),
        table: "not_yet".to_owned(),
        callout: None,
    };
    Some((table, block))
}
