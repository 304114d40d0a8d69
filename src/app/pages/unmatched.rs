//! What the person wrote about customers that the file at hand does not have: kept, and shown.

use leptos::task::spawn_local;

use crate::app::link::Link;
use crate::app::state::{Preferences, Session, say, speaker};
use crate::app::storage::Storage;
use crate::app::view::prelude::*;
use crate::base::Day;
use crate::i18n::Message;
use crate::i18n::data::Data;
use crate::i18n::engine::Failure;

/// One thing written: the customer's id, the text, the day.
type Written = (String, String, Day);

/// The table; nothing while every customer written about is in the file. Without the rows nobody
/// knows who is, and nothing is said.
#[component]
pub(super) fn Unmatched() -> impl IntoView {
    let session = expect_context::<Session>();
    let storage = expect_context::<Storage>();
    let link = expect_context::<Link>();
    let hide_names = expect_context::<Preferences>().hide_names;
    let speaker = speaker();
    let unmatched = RwSignal::new(Vec::<Written>::new());
    let written = Memo::new(move |_| {
        let project = storage.project.get().filter(|_| session.has_rows.get())?;
        storage.follow(|library| library.decisions(project)).ok()
    });
    Effect::new(move |_| {
        let decisions = written.get().unwrap_or_default();
        spawn_local(async move {
            let mut gone = Vec::new();
            for id in decisions.customers() {
                let unknown = Message::from(Failure::UnknownCustomer {
                    customer: id.to_owned(),
                });
                if link.card(id).await.err() == Some(unknown) {
                    let written = decisions.of(id);
                    gone.extend(written.map(|(_, decision)| {
                        (id.to_owned(), decision.value.clone(), decision.day)
                    }));
                }
            }
            unmatched.try_set(gone);
        });
    });
    move || {
        let unmatched = unmatched.get();
        // What was written may name the person.
        (!unmatched.is_empty() && !hide_names.get()).then(|| {
            let count = unmatched.len() as i64;
            let rows = unmatched
                .into_iter()
                .map(|(id, text, day)| {
                    let name = id.clone();
                    view! {
                        <tr data-unmatched=id>
                            <th scope="row">{name}</th>
                            <td>{text}</td>
                            <td class="num">{move || speaker.read().day(day)}</td>
                        </tr>
                    }
                })
                .collect_view();
            view! {
                <section class="fig s12">
                    <h2>{say(Data::Unmatched { count })}</h2>
                    <p class="fig-sub">{say(Data::UnmatchedSub)}</p>
                    <div class="fig-body scroll-x">
                        <table class="table dense" data-table="unmatched">
                            <thead>
                                <tr>
                                    <th scope="col">{say(Data::UnmatchedCustomer)}</th>
                                    <th scope="col">{say(Data::UnmatchedNote)}</th>
                                    <th scope="col" class="num">{say(Data::UnmatchedDay)}</th>
                                </tr>
                            </thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </div>
                </section>
            }
        })
    }
}
