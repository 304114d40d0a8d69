//! One customer: purchases, key figures, where it stands; and the way to its neighbours in the
//! list it was opened from.

use std::sync::Arc;

use leptos::ev::{self, KeyboardEvent};
use leptos::task::spawn_local;
use wasm_bindgen::JsCast as _;

use super::super::boot;
use super::super::link::Link;
use super::super::route::Router;
use super::super::state::{Loadable, Panels, Session};
use super::super::storage::Storage;
use super::super::widgets::controls::ParamControl;
use super::super::widgets::desk::ListPlace;
use super::super::widgets::notice::Notice;
use super::super::widgets::{Desk, PanelBlocks, WithExplanation};
use super::alarm::Alarm;
use crate::app::view::prelude::*;
use crate::i18n::Message;
use crate::i18n::customers::Customers;
use crate::i18n::ladder::Ladder;
use crate::i18n::leaving::Leaving;
use crate::i18n::triage::Triage;
use crate::panels::panel::{Headline, Tone};
use crate::panels::{Panel, ParamSpec};
use crate::protocol::ListQuery;
use crate::protocol::address::Place;

/// The field of [`crate::store::Decisions`] a note stands in.
const NOTE: &str = "note";

/// The card of the customer the address names.
#[component]
pub(super) fn CardPage() -> impl IntoView {
    let desk = Desk::from_context();
    let router: Router = expect_context();
    let customer = Memo::new(move |before: Option<&String>| match &*router.place.read() {
        Place::Customer(id) => id.clone(),
        // On the way to another page the card stays as it is.
        _ => before.cloned().unwrap_or_default(),
    });
    let card = fetched(customer);
    let shown = Memo::new(move |_| card.read().value().cloned());
    let old = Signal::derive(move || card.read().is_old());
    let has_value = Memo::new(move |_| shown.read().is_some());
    let failed = move || match &*card.read() {
        Loadable::Failed(message) => Some(notice(
            Tone::Warn,
            Customers::CardFailed.into(),
            message.clone(),
        )),
        Loadable::Missing => Some(notice(
            Tone::Info,
            Customers::NotKept.into(),
            Customers::NeedsFile.into(),
        )),
        Loadable::Waiting | Loadable::Working(_) | Loadable::Ready(_) | Loadable::Kept(_) => None,
    };
    let id = move || {
        shown
            .read()
            .as_ref()
            .map_or_else(|| "card".to_owned(), |panel| panel.id.clone())
    };
    view! {
        <WithExplanation>
            <Head customer panel=shown/>
            {move || failed()}
            <Show when=move || has_value.get()>
                <div class="grid" data-customer=move || {
                    (!desk.speaker.read().hide_names).then(|| customer.get())
                }>
                    <PanelBlocks id=id() panel=shown old/>
                    <OwnWords panel=shown/>
                    <Alarm customer panel=shown/>
                    <Note customer/>
                </div>
            </Show>
        </WithExplanation>
    }
}

/// The card of a customer, asked for again when the customer, the data or what it rests on change.
fn fetched(customer: Memo<String>) -> RwSignal<Loadable<Arc<Panel>>> {
    let link: Link = expect_context();
    let session: Session = expect_context();
    let panels: Panels = expect_context();
    let card = RwSignal::new(Loadable::Missing);
    let serial = StoredValue::new(0_u32);
    let revision = Memo::new(move |_| {
        let info = session.info.read();
        info.as_ref().map(|info| info.revision)
    });
    Effect::new(move |_| {
        revision.track();
        // Undo works on a card too.
        panels.params_along("card");
        let customer = customer.get();
        if customer.is_empty() || !session.has_rows.get() {
            return;
        }
        let asked = serial.get_value().wrapping_add(1);
        serial.set_value(asked);
        card.update(|card| *card = std::mem::take(card).again());
        spawn_local(async move {
            let answer = link.card(&customer).await;
            if serial.try_get_value() == Some(asked) {
                card.set(match answer {
                    Ok(panel) => Loadable::Ready(Arc::new(panel)),
                    Err(message) => Loadable::Failed(message),
                });
            }
        });
    });
    card
}

#[component]
fn Head(customer: Memo<String>, panel: Memo<Option<Arc<Panel>>>) -> impl IntoView {
    let desk = Desk::from_context();
    let router: Router = expect_context();
    let headline = Memo::new(move |_| {
        let panel = panel.read();
        panel.as_ref().and_then(|panel| panel.headline.clone())
    });
    let back = Memo::new(move |_| {
        let place = desk.place_in_list.read();
        let query = place.as_ref().map(|place| place.query.clone());
        query.unwrap_or_default()
    });
    let list_href = move || {
        router.href(&Place::Customers(ListQuery {
            search: String::new(),
            ..back.get()
        }))
    };
    let part = move |of: fn(&Headline) -> Option<&Message>| {
        headline
            .read()
            .as_ref()
            .and_then(of)
            .map(|message| desk.say(message))
    };
    view! {
        <p class="eyebrow">
            <a href=list_href>{desk.text(Customers::Page)}</a>
            " / "
            {move || part(|headline| Some(&headline.eyebrow))}
        </p>
        <div class="head">
            <div>
                <h1 class="answer">{move || part(|headline| Some(&headline.title))}</h1>
                <p class="lede">{move || part(|headline| headline.lede.as_ref())}</p>
            </div>
            <Neighbours customer/>
        </div>
    }
}

/// Which neighbour.
#[derive(Clone, Copy)]
enum Way {
    Back,
    On,
}

/// The cards before and after in the list this one was opened from.
#[component]
fn Neighbours(customer: Memo<String>) -> impl IntoView {
    let desk = Desk::from_context();
    let router: Router = expect_context();
    let link: Link = expect_context();
    // A card may be opened from elsewhere, too: then it stands in no list.
    let place = Memo::new(move |_| {
        let place = desk.place_in_list.get();
        place.filter(|place| place.customer == *customer.read())
    });
    let go = move |way: Way| {
        let Some(place) = place.get_untracked() else {
            return;
        };
        spawn_local(async move {
            let Ok(list) = link.open_list(place.query.clone()).await else {
                return;
            };
            let at = match way {
                Way::Back => place.at.checked_sub(1),
                Way::On => {
                    // What was decided on this card may have taken the customer from the list.
                    let rows = link.rows(list.list, place.at, 1).await.unwrap_or_default();
                    let stands = rows.iter().any(|row| row.customer.id == place.customer);
                    Some(place.at + u32::from(stands))
                }
            };
            let Some(at) = at.filter(|at| *at < list.total) else {
                return;
            };
            let rows = link.rows(list.list, at, 1).await.unwrap_or_default();
            if let Some(row) = rows.into_iter().next() {
                desk.place_in_list.set(Some(ListPlace {
                    at,
                    total: list.total,
                    customer: row.customer.id.clone(),
                    ..place
                }));
                router.go(&Place::Customer(row.customer.id));
            }
        });
    };
    let listener = window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        let typing = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .is_some_and(|element| element.matches("input, textarea, select").unwrap_or(false));
        if typing || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        match event.key().as_str() {
            "j" | "J" => go(Way::On),
            "k" | "K" => go(Way::Back),
            _ => {}
        }
    });
    on_cleanup(move || listener.remove());
    let where_it_stands = move || {
        place.get().map(|place| {
            desk.say(&Customers::PlaceInList {
                at: i64::from(place.at) + 1,
                of: i64::from(place.total),
            })
        })
    };
    let is_first = move || place.get().is_none_or(|place| place.at == 0);
    let is_last = move || place.get().is_none_or(|place| place.at + 1 >= place.total);
    view! {
        <Show when=move || place.get().is_some()>
            <div class="row keep">
                <span class="muted">{move || where_it_stands()}</span>
                <button
                    type="button"
                    class="btn quiet"
                    data-action="previous"
                    disabled=is_first
                    on:click=move |_| go(Way::Back)
                >
                    {desk.text(Customers::Previous)}
                    <span class="kbd">"K"</span>
                </button>
                <button
                    type="button"
                    class="btn quiet"
                    data-action="next"
                    disabled=is_last
                    on:click=move |_| go(Way::On)
                >
                    {desk.text(Customers::Next)}
                    <span class="kbd">"J"</span>
                </button>
            </div>
        </Show>
    }
}

/// What the person says of the customer, in place of the rules and of the file.
#[component]
fn OwnWords(panel: Memo<Option<Arc<Panel>>>) -> impl IntoView {
    let desk = Desk::from_context();
    let specs = Memo::new(move |_| {
        let panel = panel.read();
        panel.as_ref().map_or_else(Vec::new, |it| it.params.clone())
    });
    let choice = move |mut spec: ParamSpec| {
        let (panel, key) = spec.key.split_once('.')?;
        let (panel, key) = (panel.to_owned(), key.to_owned());
        spec.key = key;
        let [title, help] = match panel.as_str() {
            "ladder" => [Ladder::Choose, Ladder::ChooseHelp].map(Message::from),
            "leaving" => [Leaving::Code, Leaving::CodeHelp].map(Message::from),
            _ => [Triage::Choose, Triage::ChooseHelp].map(Message::from),
        };
        Some(view! {
            <section class="fig s12" data-choices=panel.clone()>
                <h2>{desk.text(title)}</h2>
                <p class="fig-sub">{desk.text(help)}</p>
                <div class="fig-body">
                    <ParamControl panel spec/>
                </div>
            </section>
        })
    };
    let choices = move || specs.get().into_iter().filter_map(choice).collect_view();
    view! { {move || choices()} }
}

/// What the person writes about the customer; kept by the customer's id, across files.
#[component]
fn Note(customer: Memo<String>) -> impl IntoView {
    let desk = Desk::from_context();
    let storage: Storage = expect_context();
    let kept = RwSignal::new(None::<bool>);
    // What is being written, and of whom: the card may be left without leaving the field first.
    let written = StoredValue::new(None::<(String, String)>);
    let stored = move || {
        let project = storage.project.get()?;
        storage.follow(|library| {
            let decisions = library.decisions(project).ok()?;
            let note = decisions.get(&customer.read(), NOTE)?;
            Some(note.value.clone())
        })
    };
    // With the customer, so that the field is filled anew for another one, also with nothing; and
    // only then: whatever else is kept meanwhile must not take away what is being written.
    let text = Memo::new(move |_| (customer.get(), stored().unwrap_or_default()));
    let keep = move || {
        let (customer, text) = written.try_update_value(Option::take)??;
        let (project, today) = storage.project.get_untracked().zip(boot::today())?;
        let is_kept = storage.change(|library| {
            library.decisions(project).is_ok_and(|mut decisions| {
                decisions.set(&customer, NOTE, &text, today);
                library.keep_decisions(project, &decisions).is_ok()
            })
        });
        Some(is_kept && storage.lasts())
    };
    on_cleanup(move || {
        keep();
    });
    Effect::new(move |_| {
        customer.track();
        keep();
        // The status is about this customer.
        kept.set(None);
    });
    let status = move || {
        desk.say(match kept.get() {
            None => &Customers::NoteHelp,
            Some(true) => &Customers::NoteKept,
            Some(false) => &Customers::NoteNotKept,
        })
    };
    view! {
        // A note may name the person: it is hidden with the names.
        <Show when=move || !desk.speaker.read().hide_names>
            <section class="fig s12">
                <h2 id="note-title">{desk.text(Customers::NoteTitle)}</h2>
                <div class="fig-body">
                    <textarea
                        class="note-field"
                        rows="3"
                        aria-labelledby="note-title"
                        aria-describedby="note-status"
                        prop:value=move || text.read().1.clone()
                        on:input=move |event| {
                            let text = event_target_value(&event);
                            written.set_value(Some((customer.get_untracked(), text)));
                        }
                        on:change=move |_| kept.set(Some(keep().unwrap_or_default()))
                    ></textarea>
                </div>
                <p class="fig-foot">
                    <span id="note-status" role="status">
                        {move || status()}
                    </span>
                </p>
            </section>
        </Show>
    }
}

fn notice(tone: Tone, title: Message, text: Message) -> AnyView {
    view! { <Notice tone title text action=None/> }.into_any()
}
