//! The data after import: what became of every row, how the file was read.

use std::sync::Arc;

use super::import_formats::read_as;
use super::import_tables::TableAccount;
use super::problems::{self, At, Problems, ReadResultGroups};
use super::unmatched::Unmatched;
use crate::app::ledger::closes;
use crate::app::recon::Recon;
use crate::app::state::{Session, say};
use crate::app::steps::Steps;
use crate::app::view::prelude::*;
use crate::dataset::Reconciliation;
use crate::export::raw_value;
use crate::i18n::data::Data;
use crate::i18n::mapping::Mapping;
use crate::panels::panel::Value;
use crate::protocol::SessionInfo;

/// The data page.
#[component]
pub(super) fn DataPage() -> impl IntoView {
    let session = expect_context::<Session>();
    let info = move || session.info.get();
    move || info().map(|info| view! { <Account info=info/> })
}

#[component]
fn Account(info: Arc<SessionInfo>) -> impl IntoView {
    let session = expect_context::<Session>();
    let steps = expect_context::<Steps>();
    let account = info.reconciliation.clone();
    let moves = session
        .read
        .with_untracked(|read| problems::moves(&read.as_ref()?.groups));
    let title = title(&account, moves);
    let lede = match (account.first_day, account.last_day) {
        (Some(first), Some(last)) => Some(say(Data::Lede {
            first,
            last,
            customers: account.customers as i64,
        })),
        _ => None,
    };
    let read_again = move || {
        session.has_rows.get().then(|| {
            view! {
                <button
                    type="button"
                    class="btn"
                    data-action="read-again"
                    on:click=move |_| steps.read_again()
                >
                    {say(Data::ReadAgain)}
                </button>
            }
        })
    };
    view! {
        <section data-panel="quality">
            <div class="head">
                <div>
                    <p class="eyebrow">{say(Data::Eyebrow)}</p>
                    <h1 class="answer">{say(title)}</h1>
                    <p class="lede">{lede}</p>
                </div>
                <div class="row keep">
                    {move || read_again()}
                    <button type="button" class="btn" on:click=move |_| steps.choose_file()>
                        {say(Data::OtherFile)}
                    </button>
                </div>
            </div>
            <StatValues account=account.clone()/>
            <div class="grid">
                <Recon account=account.clone()/>
                <OddRows account=account.clone()/>
                <TableAccount account=account/>
                <HowRead info=info/>
                <Unmatched/>
            </div>
        </section>
    }
}

/// `moves` is the last year of the rows set aside, and what share of its money they would add.
fn title(account: &Reconciliation, moves: Option<(i16, f64)>) -> Data {
    if !closes(account) {
        return Data::DoesNotClose;
    }
    match (account.rows_set_aside(), moves) {
        (0, _) => Data::AllUsed {
            rows: account.rows_used as i64,
        },
        (set_aside, Some((year, share))) => Data::AccountedMoves {
            set_aside: set_aside as i64,
            year: i32::from(year),
            share,
        },
        (set_aside, None) => Data::Accounted {
            set_aside: set_aside as i64,
            share: set_aside as f64 / account.rows_read.max(1) as f64,
        },
    }
}

/// The account under its stable names, raw, for programs that look at the page.
#[component]
fn StatValues(account: Reconciliation) -> impl IntoView {
    let count = |count: u64| Value::Count(count as i64);
    let day = |day: Option<_>| day.map_or(Value::None, Value::Day);
    let mut stats = vec![
        ("rows_read".to_owned(), count(account.rows_read)),
        ("rows_used".to_owned(), count(account.rows_used)),
        (
            "amount_total".to_owned(),
            Value::Money(account.amount_total),
        ),
        ("amount_file".to_owned(), Value::Money(account.amount_file)),
        ("customers".to_owned(), count(account.customers)),
        ("first_day".to_owned(), day(account.first_day)),
        ("last_day".to_owned(), day(account.last_day)),
        (
            "currency".to_owned(),
            account
                .currency
                .map_or(Value::None, |currency| Value::Text(currency.0)),
        ),
        ("rounded_rows".to_owned(), count(account.rounded_rows)),
    ];
    for (reason, group) in account.set_aside {
        let id = reason.id();
        stats.push((format!("set_aside.{id}.rows"), count(group.rows)));
        stats.push((
            format!("set_aside.{id}.amount"),
            group.amount.map_or(Value::None, Value::Money),
        ));
    }
    for (flag, group) in account.flags {
        let id = flag.id();
        stats.push((format!("flags.{id}.rows"), count(group.rows)));
        stats.push((format!("flags.{id}.amount"), Value::Money(group.amount)));
    }
    stats
        .into_iter()
        .map(|(id, value)| view! { <data hidden data-stat=id data-value=raw_value(&value)></data> })
        .collect_view()
}

/// The odd rows: with examples and actions while the file is open, from the account alone when it
/// is not.
#[component]
fn OddRows(account: Reconciliation) -> impl IntoView {
    let session = expect_context::<Session>();
    move || {
        let has_rows = session.has_rows.get();
        let found = session
            .read
            .with(|read| ReadResultGroups::of(read.as_deref(), &account));
        let at = At::Data { has_rows };
        view! { <Problems found=found account=account.clone() at=at/> }
    }
}

#[component]
fn HowRead(info: Arc<SessionInfo>) -> impl IntoView {
    let rows = info
        .recipe
        .columns
        .iter()
        .map(|column| {
            let role = column.role.id().to_owned();
            view! {
                <tr>
                    <th scope="row">{column.name.clone()}</th>
                    <td>{say(Mapping::Role { id: role })}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="fig s5">
            <h2>{say(Data::Columns)}</h2>
            <p class="fig-sub">{say(read_as(&info.recipe))}</p>
            <div class="fig-body scroll-x">
                <table class="table dense">
                    <thead>
                        <tr>
                            <th scope="col">{say(Data::Column)}</th>
                            <th scope="col">{say(Data::Meaning)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}
