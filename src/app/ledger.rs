//! The line at the foot of every page: what became of every row and every cent.

use super::route::Router;
use super::state::{Import, Session, say, speaker};
use crate::app::view::prelude::*;
use crate::base::Day;
use crate::dataset::Reconciliation;
use crate::i18n::Say as _;
use crate::i18n::shell::Shell;
use crate::protocol::address::Place;

/// What the line speaks of.
#[derive(Clone, PartialEq)]
struct Account {
    file: String,
    reconciliation: Reconciliation,
    as_of: Option<Day>,
    rows_in_view: Option<u64>,
}

/// The ledger line; empty before anything was read.
#[component]
pub(super) fn Ledger(place: Memo<Place>) -> impl IntoView {
    let session = expect_context::<Session>();
    let import = expect_context::<Import>();
    let account = Memo::new(move |_| {
        let importing = *place.read() == Place::Import;
        match import.read.read().as_ref().filter(|_| importing) {
            // Before every question is answered no row has found its place.
            Some(read) if !read.questions.is_empty() && !closes(&read.reconciliation) => None,
            Some(read) => Some(Account {
                file: import.name.get(),
                reconciliation: read.reconciliation.clone(),
                as_of: read.reconciliation.last_day,
                rows_in_view: None,
            }),
            None => session
                .info
                .read()
                .as_ref()
                .filter(|_| !importing)
                .map(|info| Account {
                    file: info.name.clone(),
                    reconciliation: info.reconciliation.clone(),
                    as_of: Some(info.as_of),
                    rows_in_view: (info.rows_in_view != info.reconciliation.rows_used)
                        .then_some(info.rows_in_view),
                }),
        }
    });
    view! {
        <footer class="ledger">
            {move || account.get().map(|account| view! { <Line account=account/> })}
        </footer>
    }
}

#[component]
fn Line(account: Account) -> impl IntoView {
    let router = expect_context::<Router>();
    let Account {
        file,
        reconciliation,
        as_of,
        rows_in_view,
    } = account;
    let rows = Shell::LedgerRows {
        read: reconciliation.rows_read as i64,
        used: reconciliation.rows_used as i64,
    };
    let set_aside = Shell::LedgerSetAside {
        rows: reconciliation.rows_set_aside() as i64,
    };
    let speaker = speaker();
    let (rows_read, rows_used) = (reconciliation.rows_read, reconciliation.rows_used);
    let row_words = move || {
        let speaker = speaker.read();
        let figures = [rows_read, rows_used].map(|rows| speaker.count(rows as i64));
        with_bold(&rows.say(&speaker), &figures)
    };
    let money_used = reconciliation.amount_total;
    let money_words = Shell::LedgerMoney {
        used: money_used,
        set_aside: reconciliation.amount_set_aside(),
    };
    let money = if closes(&reconciliation) {
        view! {
            <span>
                <span class="tick" aria-hidden="true">"✓ "</span>
                {move || {
                    let speaker = speaker.read();
                    with_bold(&money_words.say(&speaker), &[speaker.money(money_used, 2)])
                }}
            </span>
        }
        .into_any()
    } else {
        view! { <span class="down">{say(Shell::LedgerOpen)}</span> }.into_any()
    };
    let day = as_of.map(|day| {
        view! { <span>{move || Shell::AsOf { day }.say(&speaker.read())}</span> }
    });
    let in_view = rows_in_view.map(|rows| {
        view! { <span>{say(Shell::RowsInView { rows: rows as i64 })}</span> }
    });
    view! {
        <span>
            {move || row_words()} <a href=move || router.href(&Place::Data)>{say(set_aside)}</a>
        </span>
        {money}
        {in_view}
        {day}
        <span class="spacer"></span>
        <span>{file}</span>
    }
}

/// A sentence with these figures of it in bold, in the order in which they come.
fn with_bold(sentence: &str, figures: &[String]) -> AnyView {
    let mut rest = sentence;
    let mut parts: Vec<AnyView> = Vec::with_capacity(figures.len());
    for figure in figures {
        if let Some((before, after)) = rest.split_once(figure.as_str()) {
            let before = before.to_owned();
            parts.push(view! { {before} <b>{figure.clone()}</b> }.into_any());
            rest = after;
        }
    }
    let rest = rest.to_owned();
    view! { {parts} {rest} }.into_any()
}

/// Whether the account closes: in rows, and to the cent.
pub(super) fn closes(account: &Reconciliation) -> bool {
    account.rows_read == account.rows_used + account.rows_set_aside()
        && account.amount_file == account.amount_total + account.amount_set_aside()
}
