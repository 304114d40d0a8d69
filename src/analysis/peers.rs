//! P45: what customers like one buy, and it does not.

use super::CustomerBase;
use crate::base::order;
use crate::dataset::{CodedColumn, CustomerIx, Dataset};

/// Fewest peers who must have bought something before it is worth a word.
pub const LEAST_PEERS: u32 = 5;

/// Least share of the peers who must have bought it.
pub const LEAST_SHARE: f64 = 0.1;

/// Something peers bought.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NotYet {
    /// Its code in the column.
    pub code: u32,
    /// Peers who bought it.
    pub peers: u32,
    /// Their share of the peers (support).
    pub share: f64,
    /// That share ÷ the share of all customers who bought it (lift).
    pub lift: f64,
}

/// What peers bought and the customer did not, up to the as-of day: the largest share of the peers
/// first, equals by name. `is_peer` is asked for every customer with a row in view but this one.
pub fn not_yet(
    data: &Dataset,
    base: &CustomerBase,
    column: &CodedColumn,
    customer: CustomerIx,
    is_peer: &dyn Fn(CustomerIx) -> bool,
) -> Vec<NotYet> {
    let codes = column.dictionary.len();
    let mut own = vec![false; codes];
    for row in base.rows_of(data, customer) {
        if let Some(own) = own.get_mut(column.codes[row] as usize) {
            *own = true;
        }
    }
    let (mut all, mut peers) = (1_u32, 0_u32);
    let (mut of_all, mut of_peers) = (vec![0_u32; codes], vec![0_u32; codes]);
    let mut last = vec![None; codes];
    for other in base.present_ixs().filter(|&other| other != customer) {
        let peer = is_peer(other);
        all += 1;
        peers += u32::from(peer);
        for row in base.rows_of(data, other) {
            let code = column.codes[row] as usize;
            let Some(last) = last.get_mut(code) else {
                continue;
            };
            if last.replace(other) != Some(other) {
                of_all[code] += 1;
                of_peers[code] += u32::from(peer);
            }
        }
    }
    let found = (0..codes).filter_map(|code| {
        let bought = of_peers[code];
        let share = f64::from(bought) / f64::from(peers.max(1));
        let lift = share / (f64::from(of_all[code]) / f64::from(all));
        let tells = !own[code] && bought >= LEAST_PEERS && share >= LEAST_SHARE;
        tells.then_some(NotYet {
            code: code as u32,
            peers: bought,
            share,
            lift,
        })
    });
    let mut found: Vec<NotYet> = found.collect();
    let name = |of: &NotYet| column.dictionary.get(of.code);
    order::sort_by(&mut found, |a, b| {
        let more = b.peers.cmp(&a.peers);
        more.then_with(|| name(a).cmp(name(b)))
    });
    found
}
