//! The start: drop a file, try a sample, go on where you stopped, forget.

use crate::app::bar::ThemeButton;
use crate::app::keeping::Keeping;
use crate::app::nav::{Brand, request_count};
use crate::app::pages::rhythm::Rhythm;
use crate::app::route::Router;
use crate::app::state::{say, speaker};
use crate::app::steps::Steps;
use crate::app::storage::Storage;
use crate::app::view::prelude::*;
use crate::i18n::Say as _;
use crate::i18n::shell::Shell;
use crate::i18n::start::Start;
use crate::panels::pages::PAGES;
use crate::protocol::address::Place;
use crate::store::{About, Item, Library};

/// The samples offered, in their order.
const SAMPLES: [&str; 3] = ["deli", "furniture", "online"];

/// The start page.
#[component]
pub(super) fn StartPage() -> impl IntoView {
    let steps = expect_context::<Steps>();
    let router = expect_context::<Router>();
    view! {
        <div class="start" data-page="start">
            <header class="start-top">
                <Brand/>
                <span class="row wide">
                    <a href=move || router.href(&Place::Settings)>
                        {say(Shell::Page { id: "settings".to_owned() })}
                    </a>
                    <ThemeButton/>
                </span>
            </header>
            <main class="start-main" id="main" tabindex="-1">
                <div class="start-left">
                    <h1>{say(Start::Heading)}</h1>
                    <p class="lede">{say(Start::Lede)}</p>
                    <div class="drop">
                        <p class="drop-big">{say(Start::DropHere)}</p>
                        <p class="soft">{say(Start::Formats)}</p>
                        <p class="row">
                            <button
                                type="button"
                                class="btn primary large"
                                on:click=move |_| steps.choose_file()
                            >
                                {say(Start::ChooseFile)}
                            </button>
                            <span class="soft">
                                {say(Start::OrPaste)} " " <kbd class="kbd">"Ctrl V"</kbd>
                            </span>
                        </p>
                    </div>
                    <Promise/>
                    <Projects/>
                    <Forget/>
                </div>
                <div class="start-right">
                    <figure class="rhythm">
                        <Rhythm/>
                        <figcaption>{say(Start::RhythmCaption)}</figcaption>
                    </figure>
                    <Samples/>
                </div>
            </main>
        </div>
    }
}

#[component]
fn Promise() -> impl IntoView {
    let router = expect_context::<Router>();
    let speaker = speaker();
    let count = request_count();
    let requests = move || {
        Shell::RequestsSince {
            count: count.get() as i64,
        }
        .say(&speaker.read())
    };
    let tick = move || (count.get() == 0).then(|| view! { <span class="tick">"✓ "</span> });
    view! {
        <section class="promise">
            <h2>{say(Start::NothingLeaves)}</h2>
            <p class="soft">{say(Start::NothingLeavesText)}</p>
            <p class="row wide">
                <span class="nowrap" data-requests=move || count.get().to_string()>
                    {move || tick()}
                    {move || requests()}
                </span>
                <a href=move || router.href(&Place::Privacy)>{say(Start::CheckSteps)}</a>
            </p>
        </section>
    }
}

#[component]
fn Samples() -> impl IntoView {
    let steps = expect_context::<Steps>();
    let one = move |id: &'static str| {
        let named = |message: fn(String) -> Start| say(message(id.to_owned()));
        view! {
            <li>
                <button
                    type="button"
                    data-sample=id
                    on:click=move |_| steps.open_sample(id)
                >
                    <span>
                        <b>{named(|id| Start::SampleName { id })}</b>
                        <span class="soft">{named(|id| Start::SampleText { id })}</span>
                    </span>
                    <span class="muted">{named(|id| Start::SampleKind { id })}</span>
                </button>
            </li>
        }
    };
    view! {
        <section>
            <h2 class="list-h">{say(Start::TrySample)}</h2>
            <ul class="list">{SAMPLES.map(one).collect_view()}</ul>
        </section>
    }
}

#[component]
fn Projects() -> impl IntoView {
    let storage = expect_context::<Storage>();
    let projects = move || storage.follow(Library::projects);
    move || {
        let projects = projects();
        (!projects.is_empty()).then(|| {
            view! {
                <section class="resume">
                    <h2 class="list-h">{say(Start::GoOn)}</h2>
                    <ul class="list">
                        {projects
                            .into_iter()
                            .map(|about| view! { <Project about=about/> })
                            .collect_view()}
                    </ul>
                </section>
            }
        })
    }
}

#[component]
fn Project(about: About) -> impl IntoView {
    let keeping = expect_context::<Keeping>();
    let router = expect_context::<Router>();
    let storage = expect_context::<Storage>();
    let steps = expect_context::<Steps>();
    let id = about.id;
    let second_line = storage
        .read(|library| library.results(id))
        .ok()
        .flatten()
        .map(|kept| Start::ProjectLine {
            customers: kept.results.session.reconciliation.customers as i64,
            as_of: kept.results.session.as_of,
        });
    let has_results = second_line.is_some();
    let open = move |_| {
        if storage.project.get_untracked() == Some(id) || keeping.reopen(id) {
            let first = PAGES
                .first()
                .map_or(Place::Data, |page| Place::Panels(page.id.to_owned()));
            router.go(&first);
        } else {
            steps.choose_file();
        }
    };
    let second_line = if has_results {
        second_line.map(|line| say(line).into_any())
    } else {
        Some(say(Start::NeedsFile).into_any())
    };
    let forget_label = Start::ForgetProject {
        name: about.name.clone(),
    };
    view! {
        <li class="with-act">
            <button type="button" data-project=id.to_string() on:click=open>
                <span>
                    <b>{about.name}</b>
                    <span class="soft">{second_line}</span>
                </span>
                <span class="muted">
                    {about.kept_on.map(|day| say(Start::StoredOn { day }))}
                </span>
            </button>
            <button
                type="button"
                class="btn quiet"
                aria-label=say(forget_label)
                on:click=move |_| {
                    keeping.forget_project(id);
                }
            >
                {say(Start::Forget)}
            </button>
        </li>
    }
}

/// Forgets everything after asking once more, and proves it. Also stands on the privacy page.
#[component]
pub(super) fn Forget() -> impl IntoView {
    let storage = expect_context::<Storage>();
    let keeping = expect_context::<Keeping>();
    let asking = RwSignal::new(false);
    let left = RwSignal::new(None::<usize>);
    let speaker = speaker();
    let kept = move || storage.follow(Library::inventory);
    let question = move || {
        let items = kept();
        Start::ForgetSure {
            bytes: items.iter().map(|item| item.size_bytes).sum(),
            projects: storage.read(Library::projects).len() as i64,
        }
        .say(&speaker.read())
    };
    let forget = move |_| {
        let remaining: Vec<Item> = keeping.forget_everything();
        left.set(Some(remaining.len()));
        asking.set(false);
    };
    let proof = move || {
        left.get().map(|entries| {
            let message = if entries == 0 {
                Start::Forgotten
            } else {
                Start::NotForgotten {
                    entries: entries as i64,
                }
            };
            view! {
                <p role="status" data-forgotten=entries.to_string()>{say(message)}</p>
            }
        })
    };
    let not_kept = move || {
        let words = if !storage.is_allowed() {
            Start::KeepsNothing
        } else if storage.is_session_only() {
            Start::SessionOnly
        } else {
            return None;
        };
        Some(view! { <p class="warn">{say(words)}</p> })
    };
    view! {
        <div class="list-foot">
            <Show when=move || !kept().is_empty()>
                <Show
                    when=move || asking.get()
                    fallback=move || {
                        view! {
                            <button
                                type="button"
                                class="link"
                                data-action="forget"
                                on:click=move |_| {
                                    left.set(None);
                                    asking.set(true);
                                }
                            >
                                {say(Start::ForgetEverything)}
                            </button>
                        }
                    }
                >
                    <div class="notice bad" role="alertdialog" aria-label=say(Start::ForgetEverything)>
                        <p>{move || question()}</p>
                        <p class="row">
                            <button
                                type="button"
                                class="btn danger"
                                data-action="forget_confirm"
                                on:click=forget
                            >
                                {say(Start::ForgetNow)}
                            </button>
                            <button
                                type="button"
                                class="btn"
                                on:click=move |_| asking.set(false)
                            >
                                {say(Start::Keep)}
                            </button>
                        </p>
                    </div>
                </Show>
            </Show>
            {move || proof()}
            {move || not_kept()}
        </div>
    }
}
