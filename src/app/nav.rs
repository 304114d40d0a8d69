//! The navigation: a column, a drawer on small screens, tabs on the smallest.

use leptos::ev::KeyboardEvent;
use leptos::html;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use super::bar::Tools;
use super::boot;
use super::popover::focus_first;
use super::route::Router;
use super::state::{Session, say, speaker};
use crate::app::view::prelude::*;
use crate::i18n::Say as _;
use crate::i18n::shell::Shell;
use crate::panels::pages::PAGES;
use crate::protocol::ListQuery;
use crate::protocol::address::Place;

/// How often the request count is read again.
const COUNT_EVERY: std::time::Duration = std::time::Duration::from_secs(2);

/// Pages with a tab: five tabs fit on a phone, the other pages stand in the drawer.
const TAB_PAGES: usize = 2;

/// The column of pages.
#[component]
pub(super) fn Nav(
    /// The place shown.
    place: Memo<Place>,
    /// Whether the drawer is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let nav = NodeRef::<html::Nav>::new();
    // What opened the drawer, in the bar or among the tabs, gets the focus back.
    let opener = StoredValue::new_local(None::<HtmlElement>);
    Effect::new(move |_| {
        if open.get() {
            opener.set_value(
                document()
                    .active_element()
                    .and_then(|it| it.dyn_into().ok()),
            );
            if let Some(nav) = nav.get() {
                focus_first(&nav);
            }
        } else if let Some(opener) = opener.try_update_value(Option::take).flatten() {
            let _ = opener.focus();
        }
    });
    let key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            open.set(false);
        }
    };
    // A chosen page closes the drawer.
    Effect::new(move |seen: Option<()>| {
        place.track();
        if seen.is_some() && open.get_untracked() {
            open.set(false);
        }
    });
    view! {
        <nav
            class="nav"
            class:is-open=move || open.get()
            id="pages"
            aria-label=say(Shell::Pages)
            node_ref=nav
            on:keydown=key
        >
            <Brand/>
            <div class="nav-group">
                <PageLink place=place to=Place::Data/>
            </div>
            <div class="nav-group">
                {PAGES
                    .iter()
                    .map(|page| {
                        view! { <PageLink place=place to=Place::Panels(page.id.to_owned())/> }
                    })
                    .collect_view()}
                <PageLink place=place to=Place::Customers(ListQuery::default())/>
            </div>
            <div class="nav-group nav-tools">
                <Tools/>
            </div>
            <div class="nav-foot">
                <RequestCount/>
                <p class="nav-group">
                    <PageLink place=place to=Place::Settings/>
                </p>
            </div>
        </nav>
    }
}

/// The program's mark, leading to the start.
#[component]
pub(super) fn Brand() -> impl IntoView {
    let router = expect_context::<Router>();
    view! {
        <a class="brand" href=move || router.href(&Place::Start)>
            <svg width="20" height="16" viewBox="0 0 20 16" aria-hidden="true">
                <rect class="f-ink" x="0" y="0" width="2.5" height="16"/>
                <rect class="f-ink" x="5.5" y="0" width="2.5" height="16"/>
                <rect class="f-ink" x="11" y="0" width="2.5" height="16"/>
                <rect class="f-accent" x="16.5" y="0" width="2.5" height="16"/>
            </svg>
            <span>{say(Shell::Name)}</span>
        </a>
    }
}

#[component]
fn PageLink(place: Memo<Place>, to: Place) -> impl IntoView {
    let router = expect_context::<Router>();
    let session = expect_context::<Session>();
    let speaker = speaker();
    let name = Shell::Page {
        id: to.page_id().to_owned(),
    };
    let target = to.clone();
    let href = move || router.href(&target);
    let id = to.page_id().to_owned();
    let current = move || {
        let here = place.read();
        // A card stands under the list, an import under the data.
        let group = match &*here {
            Place::Customer(_) => "customers",
            Place::Import => "data",
            other => other.page_id(),
        };
        (group == id).then_some("page")
    };
    let is_customers = matches!(to, Place::Customers(_));
    let waiting = move || {
        is_customers
            .then(|| {
                let info = session.info.read();
                info.as_ref()
                    .map(|info| speaker.read().count(info.customers_in_view as i64))
            })
            .flatten()
            .map(|count| view! { <small>{count}</small> })
    };
    view! {
        <a href=href aria-current=current>
            {say(name)}
            {move || waiting()}
        </a>
    }
}

/// How many requests the browser counted since the page was cut off.
#[component]
pub(super) fn RequestCount() -> impl IntoView {
    let router = expect_context::<Router>();
    let speaker = speaker();
    let count = request_count();
    let sent = move || {
        let message = if count.get() == 0 {
            Shell::NothingSent
        } else {
            Shell::SomethingSent
        };
        message.say(&speaker.read())
    };
    let requests = move || {
        Shell::RequestsSince {
            count: count.get() as i64,
        }
        .say(&speaker.read())
    };
    view! {
        <p data-requests=move || count.get().to_string()>{move || sent()}<br/>{move || requests()}</p>
        <p>
            <a href=move || router.href(&Place::Privacy)>{say(Shell::CheckYourself)}</a>
        </p>
    }
}

/// The count as a signal, read from the browser's own log every now and then.
pub(super) fn request_count() -> RwSignal<usize> {
    let count = RwSignal::new(boot::requests_since_lockdown());
    if let Ok(handle) = set_interval_with_handle(
        move || {
            let now = boot::requests_since_lockdown();
            if count.try_get_untracked().is_some_and(|shown| shown != now) {
                count.try_set(now);
            }
        },
        COUNT_EVERY,
    ) {
        on_cleanup(move || handle.clear());
    }
    count
}

/// The tabs of the smallest screens; the last opens the drawer with all the rest.
#[component]
pub(super) fn Tabs(
    /// The place shown.
    place: Memo<Place>,
    /// Whether the drawer is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <nav class="tabs" aria-label=say(Shell::Pages)>
            {PAGES
                .iter()
                .take(TAB_PAGES)
                .map(|page| {
                    view! { <PageLink place=place to=Place::Panels(page.id.to_owned())/> }
                })
                .collect_view()}
            <PageLink place=place to=Place::Customers(ListQuery::default())/>
            <PageLink place=place to=Place::Data/>
            <button
                type="button"
                aria-controls="pages"
                aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {say(Shell::More)}
            </button>
        </nav>
    }
}
