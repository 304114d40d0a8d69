//! Whether the alarm about a customer is dealt with: snoozed, done, or taken back.

use std::sync::Arc;

use super::super::state::Session;
use super::super::storage::Storage;
use super::super::widgets::Desk;
use crate::app::view::prelude::*;
use crate::i18n::customers::Customers;
use crate::panels::Panel;
use crate::store::{ALARM, DONE};

/// Days an alarm rests unless another day is chosen.
const SNOOZE_DAYS: i32 = 30;

/// What the person decides about the alarm; kept by the customer's id, across files. Nothing where no
/// alarm rings and none was dealt with.
#[component]
pub(super) fn Alarm(customer: Memo<String>, panel: Memo<Option<Arc<Panel>>>) -> impl IntoView {
    let desk = Desk::from_context();
    let storage: Storage = expect_context();
    let session: Session = expect_context();
    let until = RwSignal::new(String::new());
    let as_of = Memo::new(move |_| session.info.read().as_ref().map(|info| info.as_of));
    Effect::new(move |_| {
        customer.track();
        let proposed = as_of.get().map(|day| day.plus(SNOOZE_DAYS).to_string());
        until.set(proposed.unwrap_or_default());
    });
    let decided = Memo::new(move |_| {
        let project = storage.project.get()?;
        storage.follow(|library| {
            let decisions = library.decisions(project).ok()?;
            Some(decisions.get(&customer.read(), ALARM)?.clone())
        })
    });
    let write = move |value: &str| {
        if let Some((project, day)) = storage.project.get_untracked().zip(as_of.get_untracked()) {
            storage.change(|library| {
                library.decisions(project).is_ok_and(|mut decisions| {
                    decisions.set(&customer.read_untracked(), ALARM, value, day);
                    library.keep_decisions(project, &decisions).is_ok()
                })
            });
        }
    };
    let said = move || match decided.get() {
        None => desk.say(&Customers::AlarmHelp),
        Some(decision) => match crate::base::Day::from_iso(&decision.value) {
            Some(day) => desk.say(&Customers::AlarmRests { until: day }),
            None => desk.say(&Customers::AlarmDone { on: decision.day }),
        },
    };
    let is_heard = Memo::new(move |_| {
        let rings = |panel: &Arc<Panel>| panel.tables.iter().any(|table| table.id == "alarm");
        decided.read().is_some() || panel.read().as_ref().is_some_and(rings)
    });
    let section = move || {
        view! {
        <section class="fig s12" data-decision="alarm">
            <h2>{desk.text(Customers::AlarmTitle)}</h2>
            <p class="muted" role="status">
                {move || said()}
            </p>
            <p class="row">
                <Show
                    when=move || decided.read().is_none()
                    fallback=move || {
                        view! {
                            <button
                                type="button"
                                class="btn"
                                data-action="undo-alarm"
                                on:click=move |_| write("")
                            >
                                {desk.text(Customers::AlarmUndo)}
                            </button>
                        }
                    }
                >
                    <input
                        class="input"
                        type="date"
                        aria-label=desk.text(Customers::AlarmUntil)
                        min=move || as_of.get().map(|day| day.plus(1).to_string())
                        bind:value=until
                    />
                    <button
                        type="button"
                        class="btn"
                        data-action="snooze-alarm"
                        on:click=move |_| write(&until.get_untracked())
                    >
                        {desk.text(Customers::AlarmSnooze)}
                    </button>
                    <button
                        type="button"
                        class="btn"
                        data-action="alarm-done"
                        on:click=move |_| write(DONE)
                    >
                        {desk.text(Customers::AlarmMarkDone)}
                    </button>
                </Show>
            </p>
        </section>
        }
    };
    view! { {move || is_heard.get().then(section)} }
}
