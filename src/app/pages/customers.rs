//! The list of customers: all of them, or those behind a mark, a cell, a group.

use std::time::Duration;

use leptos::ev::Event;
use leptos::leptos_dom::helpers::TimeoutHandle;

use super::super::route::Router;
use super::super::state::Session;
use super::super::widgets::customer_grid::{CustomerGrid, order_of};
use super::super::widgets::desk::ListPlace;
use super::super::widgets::list_source::ListSource;
use super::super::widgets::notice::Notice;
use super::super::widgets::{Desk, WithExplanation};
use crate::app::view::prelude::*;
use crate::chart::spec::Action;
use crate::dataset::GoneRule;
use crate::i18n::customers::{Customers, Gone};
use crate::i18n::{CustomerRef, Message};
use crate::panels::panel::{Selection, Tone};
use crate::protocol::address::Place;
use crate::protocol::{ExportWhat, ListQuery};

/// How long typing must rest before the list is searched.
const TYPING_REST: Duration = Duration::from_millis(180);

/// The list of customers the address names.
#[component]
pub(super) fn CustomersPage() -> impl IntoView {
    let desk = Desk::from_context();
    let router: Router = expect_context();
    let session: Session = expect_context();
    let search = RwSignal::new(String::new());
    let addressed = Memo::new(
        move |before: Option<&ListQuery>| match &*router.place.read() {
            Place::Customers(query) => query.clone(),
            // On the way to another page the list stays as it is.
            _ => before.cloned().unwrap_or_default(),
        },
    );
    let query = Memo::new(move |_| ListQuery {
        search: search.get(),
        ..addressed.get()
    });
    let source = ListSource::new(query);
    let sort = Memo::new(move |_| {
        let query = addressed.read();
        order_of(&source.opened.read(), &query.sort, query.descending)
    });
    let seen = RwSignal::new((0, 0));
    // Back from a card: to the row it was opened from.
    let start = desk.place_in_list.with_untracked(|place| match place {
        Some(place) if place.query == query.get_untracked() => place.at,
        _ => 0,
    });
    let on_sort = Callback::new(move |(sort, descending): (String, bool)| {
        router.go(&Place::Customers(ListQuery {
            sort,
            descending,
            ..addressed.get_untracked()
        }));
    });
    let on_open = Callback::new(move |(at, customer): (u32, CustomerRef)| {
        let total = source
            .opened
            .read_untracked()
            .as_ref()
            .map_or(0, |list| list.total);
        desk.place_in_list.set(Some(ListPlace {
            query: query.get_untracked(),
            at,
            total,
            customer: customer.id.clone(),
        }));
        desk.perform(&Action::OpenCustomer { customer });
    });
    let is_empty = Memo::new(move |_| {
        source
            .opened
            .read()
            .as_ref()
            .is_some_and(|opened| opened.total == 0)
    });
    let is_open = Memo::new(move |_| source.opened.read().is_some());
    let instead = move || {
        if let Some(message) = source.failed.get() {
            notice(Tone::Error, Customers::Failed.into(), message)
        } else if !session.has_rows.get() && !is_open.get() {
            notice(
                Tone::Info,
                Customers::NotKept.into(),
                Customers::NeedsFile.into(),
            )
        } else if is_empty.get() && !source.opening.get() {
            notice(
                Tone::Info,
                Customers::Nobody.into(),
                Customers::NobodyHelp.into(),
            )
        } else if is_empty.get() || !is_open.get() {
            view! {
                <p class="muted" role="status">
                    {desk.text(Customers::Opening)}
                </p>
            }
            .into_any()
        } else {
            ().into_any()
        }
    };
    view! {
        <WithExplanation>
            <Head source sort query/>
            <Tools source search addressed/>
            <div class="fig-body">
                {move || instead()}
                <Show when=move || is_open.get() && !is_empty.get()>
                    <CustomerGrid source sort on_sort on_open seen start/>
                    <Foot source seen/>
                </Show>
            </div>
        </WithExplanation>
    }
}

#[component]
fn Head(source: ListSource, sort: Memo<(String, bool)>, query: Memo<ListQuery>) -> impl IntoView {
    let desk = Desk::from_context();
    let session: Session = expect_context();
    let opened = source.opened;
    let eyebrow = move || match opened.get() {
        Some(opened) => desk.say(&Customers::Eyebrow {
            shown: i64::from(source.whole()),
            of: i64::from(opened.of),
        }),
        None => desk.say(&Customers::Page),
    };
    let answer = move || {
        let Some(opened) = opened.get() else {
            return desk.say(&Customers::Page);
        };
        let customers = i64::from(source.whole());
        let query = query.read();
        let everybody = query.selection.panel.is_empty() && query.search.trim().is_empty();
        let set = Box::new(opened.title.clone());
        desk.say(&match customers {
            0 => Customers::AnswerNobody { set },
            _ if everybody => Customers::AnswerAll { customers },
            _ => Customers::Answer { customers, set },
        })
    };
    let lede = move || {
        let opened = opened.get()?;
        let (id, descending) = sort.get();
        let column = opened.columns.iter().find(|column| column.id == id)?;
        Some(desk.say(&Customers::SortedBy {
            column: Box::new(column.label.clone()),
            descending,
        }))
    };
    let export = move |_| {
        let query = query.get_untracked();
        desk.steps.export(ExportWhat::Customers { query }, false);
    };
    view! {
        <div class="head">
            <div>
                <p class="eyebrow">{move || eyebrow()}</p>
                <h1 class="answer">{move || answer()}</h1>
                <p class="lede">{move || lede()}</p>
            </div>
            <div class="row keep">
                <button
                    type="button"
                    class="btn"
                    data-action="export"
                    disabled=move || !session.has_rows.get()
                    on:click=export
                >
                    {desk.text(Customers::Export)}
                </button>
            </div>
        </div>
    }
}

/// Search, and the set with a cross that takes it away.
#[component]
fn Tools(
    source: ListSource,
    search: RwSignal<String>,
    addressed: Memo<ListQuery>,
) -> impl IntoView {
    let desk = Desk::from_context();
    let router: Router = expect_context();
    let session: Session = expect_context();
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let on_input = move |event: Event| {
        let text = event_target_value(&event);
        if let Some(timer) = timer.get_value() {
            timer.clear();
        }
        let rested = set_timeout_with_handle(
            move || {
                let _ = search.try_set(text);
            },
            TYPING_REST,
        );
        timer.set_value(rested.ok());
    };
    let show_all = move |_| {
        router.go(&Place::Customers(ListQuery {
            selection: Selection::default(),
            params: crate::panels::ParamValues::default(),
            ..addressed.get_untracked()
        }));
    };
    let chip = move || {
        if addressed.read().selection.panel.is_empty() {
            return None;
        }
        let title = source.opened.get()?.title.clone();
        Some(view! {
            <span class="chip">
                {desk.text(title)}
                <button
                    type="button"
                    class="x"
                    data-action="show-all"
                    aria-label=desk.text(Customers::ShowAll)
                    on:click=show_all
                >
                    "×"
                </button>
            </span>
        })
    };
    view! {
        <div class="row wide fig-body list-tools" role="search">
            <input
                class="input find"
                type="search"
                autocomplete="off"
                spellcheck="false"
                aria-label=desk.text(Customers::Find)
                placeholder=desk.text(Customers::FindHint)
                disabled=move || !session.has_rows.get()
                on:input=on_input
            />
            {move || chip()}
        </div>
    }
}

/// What the bars and the colour mean, and the keys.
#[component]
fn Foot(source: ListSource, seen: RwSignal<(u32, u32)>) -> impl IntoView {
    let desk = Desk::from_context();
    let session: Session = expect_context();
    let note = move || {
        let (from, to) = seen.get();
        let of = source.whole();
        let info = session.info.read();
        let gone = match session.view.read().gone {
            GoneRule::OwnGap => Gone::OwnGap,
            GoneRule::FixedDays { days } => Gone::Days(days),
            rule @ GoneRule::PAlive { .. } => Gone::Chance(rule.p_alive().unwrap_or_default()),
        };
        desk.say(&Customers::Note {
            from: i64::from(from) + 1,
            to: i64::from(to),
            of: i64::from(of),
            period: info.as_ref().map(|info| info.period),
            gone,
        })
    };
    let only_first = move || {
        source.kept_of.get()?;
        let opened = source.opened.read();
        let rows = i64::from(opened.as_ref()?.total);
        let words = desk.say(&Customers::OnlyFirst { rows });
        Some(view! { <p class="note">{words}</p> })
    };
    view! {
        {move || only_first()}
        <p class="fig-foot">
            <span>{move || note()}</span>
            <span class="keys">
                <span class="kbd">"↑"</span>
                " "
                <span class="kbd">"↓"</span>
                " "
                {desk.text(Customers::KeysMove)}
                " "
                <span class="kbd">"Enter"</span>
                " "
                {desk.text(Customers::KeysOpen)}
            </span>
        </p>
    }
}

fn notice(tone: Tone, title: Message, text: Message) -> AnyView {
    view! { <Notice tone title text action=None/> }.into_any()
}
