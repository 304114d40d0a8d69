//! The frame around every page: navigation, bar, outlet, ledger; what all pages do alike.

use js_sys::Array;
use leptos::ev;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::JsValue;
use web_sys::{
    ClipboardEvent, DataTransfer, Element, File, FileList, FilePropertyBag, HtmlInputElement,
};

use super::bar::Bar;
use super::ledger::Ledger;
use super::link::Link;
use super::nav::{Nav, Tabs};
use super::notices::NoticeList;
use super::pages::Page;
use super::route::Router;
use super::state::{Notices, Preferences, Session, say, speaker};
use super::steps::Steps;
use crate::app::view::prelude::*;
use crate::i18n::Say as _;
use crate::i18n::shell::Shell as Words;
use crate::i18n::start::Start;
use crate::ingest::table_of_markup;
use crate::panels::pages::PAGES;
use crate::protocol::address::{self, Place};
use crate::store::Theme;

/// The whole page.
#[component]
pub(super) fn Shell() -> impl IntoView {
    let place = expect_context::<Router>().place;
    keep_to_places();
    follow_the_view();
    name_the_page(place);
    follow_the_theme();
    show_new_results();
    let is_start = Memo::new(move |_| *place.read() == Place::Start);
    view! {
        <FileInput/>
        <DropTarget/>
        <Show
            when=move || is_start.get()
            fallback=move || view! { <Frame place=place/> }
        >
            <NoticeList/>
            <Page place=place/>
        </Show>
        <Spoken/>
    }
}

#[component]
fn Frame(place: Memo<Place>) -> impl IntoView {
    let menu_open = RwSignal::new(false);
    let skip = move |event: ev::MouseEvent| {
        // The part after the # is the address of a page: the link may not change it.
        event.prevent_default();
        focus_main();
    };
    view! {
        <a class="skip" href="#main" on:click=skip>{say(Words::SkipToPage)}</a>
        <div class="app">
            <Nav place=place open=menu_open/>
            <Show when=move || menu_open.get()>
                <div class="scrim" aria-hidden="true" on:click=move |_| menu_open.set(false)></div>
            </Show>
            <div class="main">
                <Bar menu_open=menu_open place=place/>
                <main class="page" id="main" tabindex="-1" data-page=move || {
                    place.read().page_id().to_owned()
                }>
                    <NoticeList/>
                    <KeptNotice place=place/>
                    <Page place=place/>
                </main>
                <Ledger place=place/>
                <Tabs place=place open=menu_open/>
            </div>
        </div>
    }
}

/// Says that the figures come from storage, and what needs the file.
#[component]
fn KeptNotice(place: Memo<Place>) -> impl IntoView {
    let session = expect_context::<Session>();
    let steps = expect_context::<Steps>();
    let kept = move || {
        let day = session.kept_on.get()?;
        let info = session.info.read();
        let file = info.as_ref()?.name.clone();
        (!session.has_rows.get() && place.read().needs_results())
            .then_some(Words::KeptTitle { day, file })
    };
    move || {
        kept().map(|title| {
            view! {
                <div class="notice" role="status">
                    <div>
                        <p>
                            <strong>{say(title)}</strong>
                        </p>
                        <p>{say(Words::KeptText)}</p>
                    </div>
                    <button type="button" class="btn primary" on:click=move |_| steps.choose_file()>
                        {say(Words::OpenFile)}
                    </button>
                </div>
            }
        })
    }
}

/// The live region.
#[component]
fn Spoken() -> impl IntoView {
    let notices = expect_context::<Notices>();
    view! { <p class="sr" aria-live="polite" id="spoken">{move || notices.spoken.get()}</p> }
}

/// The one file input; buttons everywhere open it.
#[component]
fn FileInput() -> impl IntoView {
    let steps = expect_context::<Steps>();
    let chosen = move |event: ev::Event| {
        let input: HtmlInputElement = event_target(&event);
        let files = files_of(input.files());
        if !files.is_empty() {
            steps.open_files(files);
        }
        // The same file can be chosen again.
        input.set_value("");
    };
    view! {
        <input
            type="file"
            id="file"
            class="sr"
            tabindex="-1"
            multiple=true
            accept=".csv,.tsv,.txt,.xlsx,.xlsm,.ods,.gz,.zip,text/csv,text/tab-separated-values,text/plain"
            aria-label=say(Start::ChooseFile)
            on:change=chosen
        />
    }
}

/// The whole window takes a file.
#[component]
fn DropTarget() -> impl IntoView {
    let steps = expect_context::<Steps>();
    let speaker = speaker();
    let over = RwSignal::new(false);
    let listeners = [
        window_event_listener(ev::dragover, move |event| {
            if has_files(event.data_transfer()) {
                event.prevent_default();
                over.set(true);
            }
        }),
        window_event_listener(ev::dragleave, move |event| {
            // Leaving the window has nothing to go to; moving between elements does.
            if event.related_target().is_none() {
                over.set(false);
            }
        }),
        window_event_listener(ev::drop, move |event| {
            over.set(false);
            let transfer = event.data_transfer();
            if !has_files(transfer.clone()) {
                return;
            }
            event.prevent_default();
            let files = files_of(transfer.and_then(|transfer| transfer.files()));
            if !files.is_empty() {
                steps.open_files(files);
            }
        }),
    ];
    let pasted = window_event_listener(ev::paste, move |event| {
        let Some(text) = pasted_table(&event) else {
            return;
        };
        event.prevent_default();
        let options = FilePropertyBag::new();
        options.set_type("text/tab-separated-values");
        let name = Start::PastedName.say(&speaker.read_untracked());
        let parts = Array::of1(&JsValue::from_str(&text));
        if let Ok(file) = File::new_with_str_sequence_and_options(&parts, &name, &options) {
            steps.open_files(vec![file]);
        }
    });
    on_cleanup(move || {
        pasted.remove();
        for listener in listeners {
            listener.remove();
        }
    });
    view! {
        <Show when=move || over.get()>
            <div class="drop-over" aria-hidden="true">
                <p>{say(Start::LetGo)}</p>
            </div>
        </Show>
    }
}

/// The text of a paste, when it is a table and not meant for a field. Cells are taken from the markup
/// spreadsheets put beside the text, where line ends within cells are told from rows.
fn pasted_table(event: &ClipboardEvent) -> Option<String> {
    let is_field = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA"));
    if is_field {
        return None;
    }
    let data = event.clipboard_data()?;
    let markup = data.get_data("text/html").unwrap_or_default();
    let text = table_of_markup(&markup).or_else(|| data.get_data("text/plain").ok())?;
    let is_table = text.trim().lines().nth(1).is_some();
    is_table.then_some(text)
}

fn files_of(list: Option<FileList>) -> Vec<File> {
    let files = list.map(|files| (0..files.length()).filter_map(|at| files.get(at)).collect());
    files.unwrap_or_default()
}

fn has_files(transfer: Option<DataTransfer>) -> bool {
    transfer.is_some_and(|transfer| transfer.types().includes(&"Files".into(), 0))
}

/// Leads from addresses that lead nowhere, and from pages that have nothing to show yet.
fn keep_to_places() {
    let router = expect_context::<Router>();
    let session = expect_context::<Session>();
    Effect::new(move |_| {
        let has_results = session.has_results();
        match router.address() {
            Some(address) if address.place.needs_results() && !has_results => {
                router.go_instead(&Place::Start);
            }
            Some(_) => {}
            None if router.is_empty() => {}
            None => router.go_instead(&home(has_results)),
        }
    });
}

/// Where one is when nothing else was asked for.
fn home(has_results: bool) -> Place {
    if has_results {
        first_page()
    } else {
        Place::Start
    }
}

fn first_page() -> Place {
    PAGES
        .first()
        .map_or(Place::Data, |page| Place::Panels(page.id.to_owned()))
}

/// The address carries the view: back and forward change it.
fn follow_the_view() {
    let router = expect_context::<Router>();
    let session = expect_context::<Session>();
    let link = expect_context::<Link>();
    Effect::new(move |_| {
        let Some(address) = router.address() else {
            return;
        };
        if !address.place.needs_results() || !session.has_rows.get_untracked() {
            return;
        }
        let view = session
            .view
            .with_untracked(|current| address::view_in(&address, current));
        if view != session.view.get_untracked() {
            link.set_view(view);
        }
    });
    Effect::new(move |_| {
        let panels = match &*router.place.read() {
            Place::Panels(page) => PAGES.iter().find(|spec| spec.id == page),
            _ => None,
        };
        link.see(panels.map_or(&[], |page| page.panels));
    });
}

/// A new page is named in the title, said, and gets the focus; the first one only its title.
fn name_the_page(place: Memo<Place>) {
    let notices = expect_context::<Notices>();
    let speaker = speaker();
    let id = Memo::new(move |_| place.read().page_id().to_owned());
    Effect::new(move |before: Option<String>| {
        let id = id.get();
        let speaker = speaker.read_untracked();
        document().set_title(&Words::Title { id: id.clone() }.say(&speaker));
        if before.is_some_and(|before| before != id) {
            notices.announce(Words::Page { id: id.clone() }.say(&speaker));
            // The page's elements stand once this turn is over.
            request_animation_frame(|| {
                focus_main();
                window().scroll_to_with_x_and_y(0.0, 0.0);
            });
        }
        id
    });
}

fn focus_main() {
    let main = document()
        .get_element_by_id("main")
        .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(main) = main {
        let _ = main.focus();
    }
}

fn follow_the_theme() {
    let theme = expect_context::<Preferences>().theme;
    Effect::new(move |_| {
        let Some(root) = document().document_element() else {
            return;
        };
        let _ = match theme.get() {
            Theme::System => root.remove_attribute("data-theme"),
            Theme::Light => root.set_attribute("data-theme", "light"),
            Theme::Dark => root.set_attribute("data-theme", "dark"),
        };
    });
}

/// Confirmed results are shown at once.
fn show_new_results() {
    let router = expect_context::<Router>();
    let confirmed = expect_context::<Link>().confirmed;
    Effect::new(move |before: Option<u32>| {
        let now = confirmed.get();
        if before.is_some_and(|before| before != now) {
            // The import is over: back leads to where it began, not to an empty page.
            router.go_instead(&first_page());
        }
        now
    });
}
