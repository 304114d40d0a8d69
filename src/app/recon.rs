//! The account of an import as two equations: rows, and money.

use super::state::{say, speaker};
use crate::app::view::prelude::*;
use crate::dataset::Reconciliation;
use crate::i18n::mapping::Mapping;

/// Rows read = used + set aside; money of the file = used + set aside.
#[component]
pub(super) fn Recon(account: Reconciliation) -> impl IntoView {
    let speaker = speaker();
    let count = move |rows: u64| move || speaker.read().count(rows as i64);
    let money = move |amount| move || speaker.read().money(amount, 2);
    let set_aside = account.rows_set_aside();
    let money_set_aside = account.amount_set_aside();
    view! {
        <section class="s12 recon">
            <p>
                <b>{count(account.rows_read)}</b>
                <span>{say(Mapping::RowsRead)}</span>
            </p>
            <i>"="</i>
            <p>
                <b>{count(account.rows_used)}</b>
                <span>{say(Mapping::RowsUsed)}</span>
            </p>
            <i>"+"</i>
            <p>
                <b>{count(set_aside)}</b>
                <span>{say(Mapping::RowsSetAside)}</span>
            </p>
            <p class="gap">
                <b>{money(account.amount_file)}</b>
                <span>{say(Mapping::InTheFile)}</span>
            </p>
            <i>"="</i>
            <p>
                <b>{money(account.amount_total)}</b>
                <span>{say(Mapping::Used)}</span>
            </p>
            <i>"+"</i>
            <p>
                <b>{money(money_set_aside)}</b>
                <span>{say(Mapping::MoneySetAside)}</span>
            </p>
        </section>
    }
}
