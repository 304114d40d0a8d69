//! The privacy check: what was tried, what is stored, what no policy can stop.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::start::Forget;
use crate::app::attempts::{self, ATTEMPTS, Attempt, Outcome};
use crate::app::boot::{self, RequestSeen};
use crate::app::nav::request_count;
use crate::app::state::{Session, say, speaker};
use crate::app::storage::Storage;
use crate::i18n::Say as _;
use crate::i18n::privacy::Privacy;
use crate::protocol::BUILD_ID;
use crate::store::{Item, Kind, Library};

/// Results by the place of the attempt; `None` while it is to be tried.
type Outcomes = RwSignal<Vec<Option<Outcome>>>;

/// The privacy page.
#[component]
pub(super) fn PrivacyPage() -> impl IntoView {
    let outcomes: Outcomes = RwSignal::new(vec![None; ATTEMPTS.len()]);
    let running = RwSignal::new(false);
    let try_all = move || {
        if running.get_untracked() {
            return;
        }
        running.set(true);
        outcomes.set(vec![None; ATTEMPTS.len()]);
        spawn_local(async move {
            for (place, attempt) in ATTEMPTS.into_iter().enumerate() {
                let gone = outcomes.try_get_untracked().is_none();
                let leads_away = attempt.id == "form"
                    && outcomes
                        .try_get_untracked()
                        .is_some_and(|outcomes| outcomes.contains(&Some(Outcome::GotOut)));
                if gone || leads_away {
                    break;
                }
                let outcome = attempts::run(attempt).await;
                outcomes.try_update(|outcomes| {
                    if let Some(slot) = outcomes.get_mut(place) {
                        *slot = Some(outcome);
                    }
                });
            }
            running.try_set(false);
        });
    };
    view! {
        <Head outcomes=outcomes running=running try_all=try_all/>
        <div class="grid">
            <Door/>
            <CheckWithoutUs/>
            <Tried outcomes=outcomes/>
            <Limits/>
            <Stored/>
            <section class="fig s4">
                <h2>{say(Privacy::ForgetHeading)}</h2>
                <p class="fig-sub">{say(Privacy::ForgetSub)}</p>
                <div class="fig-body stack-2">
                    <p>{say(Privacy::ForgetText)}</p>
                    <Forget/>
                </div>
                <ThisCopy/>
            </section>
        </div>
    }
}

#[component]
fn Head(
    outcomes: Outcomes,
    running: RwSignal<bool>,
    try_all: impl Fn() + Copy + Send + 'static,
) -> impl IntoView {
    let speaker = speaker();
    let count = request_count();
    let button = move || {
        let message = if outcomes.read().iter().all(Option::is_none) {
            Privacy::TryNow
        } else {
            Privacy::TryAgain
        };
        message.say(&speaker.read())
    };
    let title = move || {
        let outcomes = outcomes.read();
        let out = outcomes
            .iter()
            .filter(|outcome| **outcome == Some(Outcome::GotOut))
            .count() as i64;
        let tried = outcomes.iter().flatten().count() as i64;
        let message = if tried == 0 && !running.get() {
            Privacy::NothingSent {
                requests: count.get() as i64,
            }
        } else if out > 0 {
            Privacy::SomeGotOut {
                attempts: tried,
                out,
            }
        } else if (tried as usize) < ATTEMPTS.len() {
            Privacy::Trying
        } else {
            Privacy::AllStopped { attempts: tried }
        };
        message.say(&speaker.read())
    };
    view! {
        <div class="head">
            <div>
                <p class="eyebrow">{say(Privacy::Eyebrow)}</p>
                <h1 class="answer" aria-live="polite">{move || title()}</h1>
                <p class="lede">{say(Privacy::Lede)}</p>
            </div>
            <div class="row keep">
                <button
                    type="button"
                    class="btn primary"
                    data-action="try"
                    disabled=move || running.get()
                    on:click=move |_| try_all()
                >
                    {move || button()}
                </button>
            </div>
        </div>
    }
}

/// Width of the part of the timeline before the door closed.
const BEFORE_PX: f64 = 336.0;

#[component]
fn Door() -> impl IntoView {
    let requests = boot::requests();
    let Some(locked_at) = boot::locked_at_ms() else {
        return view! {
            <section class="fig s8">
                <h2 class="down">{say(Privacy::DoorOpen)}</h2>
            </section>
        }
        .into_any();
    };
    let speaker = speaker();
    let count = request_count();
    let (before, _): (Vec<RequestSeen>, Vec<RequestSeen>) = requests
        .into_iter()
        .partition(|request| request.started_ms <= locked_at);
    let strokes = before
        .iter()
        .map(|request| {
            let x = request.started_ms / locked_at * (BEFORE_PX - 8.0);
            view! { <line class="ln sk-ink" x1=x y1="64" x2=x y2="104"/> }
        })
        .collect_view();
    let bytes: f64 = before.iter().map(|request| request.transferred_bytes).sum();
    let files = Privacy::FilesBefore {
        files: before.len() as i64,
        bytes: bytes as u64,
    };
    let since = move || {
        Privacy::Since {
            count: count.get() as i64,
            seconds: ((boot::now_ms() - locked_at) / 1_000.0).max(0.0),
        }
        .say(&speaker.read())
    };
    let seconds = |milliseconds: f64| milliseconds / 1_000.0;
    let rows = before
        .into_iter()
        .map(|request| {
            let at = Privacy::Seconds {
                seconds: seconds(request.started_ms),
            };
            let size = request.transferred_bytes as u64;
            view! {
                <tr>
                    <td class="mono">{request.name}</td>
                    <td class="num">{say(at)}</td>
                    <td class="num">{move || speaker.read().bytes(size)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <figure class="fig s8">
            <h2>{say(Privacy::DoorClosed)}</h2>
            <p class="fig-sub">{say(Privacy::DoorSub)}</p>
            <div class="fig-body">
                <p class="soft">{say(files)}</p>
                <svg viewBox="0 0 760 112" aria-hidden="true">
                    <rect class="f-acsoft" x=BEFORE_PX y="44" width="424" height="60"/>
                    <line class="axis-l" x1="0" y1="104.5" x2="760" y2="104.5"/>
                    {strokes}
                    <line class="cut-l" x1=BEFORE_PX y1="22" x2=BEFORE_PX y2="112"/>
                    <text x="344" y="32" class="t12 acc b">
                        {say(Privacy::ClosedAt { seconds: seconds(locked_at) })}
                    </text>
                    <text x="352" y="78" class="t13 ink b">{move || since()}</text>
                </svg>
                <details>
                    <summary>{say(Privacy::ListFiles)}</summary>
                    <table class="table dense">
                        <thead>
                            <tr>
                                <th scope="col">{say(Privacy::File)}</th>
                                <th scope="col" class="num">{say(Privacy::At)}</th>
                                <th scope="col" class="num">{say(Privacy::Size)}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </details>
            </div>
            <figcaption class="fig-foot">{say(Privacy::DoorSource)}</figcaption>
        </figure>
    }
    .into_any()
}

#[component]
fn CheckWithoutUs() -> impl IntoView {
    let steps = [Privacy::CheckNetwork, Privacy::CheckCable]
        .into_iter()
        .enumerate()
        .map(|(place, step)| {
            view! {
                <li>
                    <span class="n">{(place + 1).to_string()}</span>
                    <p>{say(step)}</p>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="fig s4">
            <h2>{say(Privacy::CheckWithoutUs)}</h2>
            <p class="fig-sub">{say(Privacy::CheckWithoutUsSub)}</p>
            <ol class="findings fig-body">{steps}</ol>
        </section>
    }
}

#[component]
fn Tried(outcomes: Outcomes) -> impl IntoView {
    let rows = ATTEMPTS
        .into_iter()
        .enumerate()
        .map(|(place, attempt)| {
            view! { <OneAttempt attempt=attempt place=place outcomes=outcomes/> }
        })
        .collect_view();
    view! {
        <section class="fig s8">
            <h2>{say(Privacy::WhatWasTried)}</h2>
            <p class="fig-sub">{say(Privacy::WhatWasTriedSub)}</p>
            <div class="fig-body scroll-x">
                <table class="table dense">
                    <thead>
                        <tr>
                            <th scope="col">{say(Privacy::Attempt)}</th>
                            <th scope="col">{say(Privacy::TechnicalName)}</th>
                            <th scope="col">{say(Privacy::Result)}</th>
                            <th scope="col">{say(Privacy::StoppedBy)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="fig-foot">{say(Privacy::TriedSource)}</p>
        </section>
    }
}

#[component]
fn OneAttempt(attempt: Attempt, place: usize, outcomes: Outcomes) -> impl IntoView {
    let outcome = move || outcomes.read().get(place).cloned().flatten();
    let result = move || match outcome() {
        None => view! { <span class="muted">{say(Privacy::NotTried)}</span> }.into_any(),
        Some(Outcome::Stopped { .. }) => {
            view! { <span class="tag stop">{say(Privacy::Stopped)}</span> }.into_any()
        }
        Some(Outcome::GotOut) => {
            view! { <span class="tag no">{say(Privacy::GotOut)}</span> }.into_any()
        }
    };
    let by = move || match outcome() {
        Some(Outcome::Stopped { by }) => by,
        Some(Outcome::GotOut) | None => String::new(),
    };
    let state = move || match outcome() {
        None => "waiting",
        Some(Outcome::Stopped { .. }) => "stopped",
        Some(Outcome::GotOut) => "out",
    };
    view! {
        <tr data-attempt=attempt.id data-outcome=state>
            <th scope="row">{say(Privacy::AttemptName { id: attempt.id.to_owned() })}</th>
            <td class="mono soft">{attempt.technical_name}</td>
            <td>{move || result()}</td>
            <td class="mono soft">{move || by()}</td>
        </tr>
    }
}

#[component]
fn Limits() -> impl IntoView {
    let limits = (1..=Privacy::LIMITS)
        .map(|number| {
            view! {
                <li>
                    <span class="n">{number.to_string()}</span>
                    <div>
                        <p class="what">{say(Privacy::Limit { number })}</p>
                        <p class="why">{say(Privacy::LimitText { number })}</p>
                    </div>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="fig s4">
            <h2>{say(Privacy::CannotStop)}</h2>
            <p class="fig-sub">{say(Privacy::CannotStopSub)}</p>
            <ol class="findings fig-body">{limits}</ol>
        </section>
    }
}

/// One line of what is stored.
struct StoredLine {
    what: Privacy,
    text: Privacy,
    bytes: u64,
}

/// Sizes by project, settings first.
fn stored_lines(items: &[Item], library: &Library) -> Vec<StoredLine> {
    let sum = |wanted: &dyn Fn(&Item) -> bool| -> u64 {
        items
            .iter()
            .filter(|item| wanted(item))
            .map(|item| item.size_bytes)
            .sum()
    };
    let mut lines = Vec::new();
    let settings = sum(&|item| item.project.is_none() && item.kind != Kind::Unknown);
    if settings > 0 {
        lines.push(StoredLine {
            what: Privacy::Settings,
            text: Privacy::SettingsText,
            bytes: settings,
        });
    }
    lines.extend(library.projects().into_iter().map(|about| StoredLine {
        bytes: sum(&|item| item.project == Some(about.id)),
        what: Privacy::Project { name: about.name },
        text: Privacy::ProjectText,
    }));
    lines
}

#[component]
fn Stored() -> impl IntoView {
    let storage = expect_context::<Storage>();
    let session = expect_context::<Session>();
    let speaker = speaker();
    let items = move || storage.follow(Library::inventory);
    let heading = move || {
        let bytes = items().iter().map(|item| item.size_bytes).sum();
        let message = if bytes == 0 {
            Privacy::StoredNothing
        } else {
            Privacy::StoredHeading { bytes }
        };
        message.say(&speaker.read())
    };
    let lines = move || {
        let items = items();
        storage
            .read(|library| stored_lines(&items, library))
            .into_iter()
            .map(|line| {
                let bytes = line.bytes;
                view! {
                    <tr>
                        <th scope="row" class="who">
                            <b>{say(line.what)}</b>
                            <span>{say(line.text)}</span>
                        </th>
                        <td class="num">{move || speaker.read().bytes(bytes)}</td>
                        <td>{say(Privacy::UntilForgotten)}</td>
                    </tr>
                }
            })
            .collect_view()
    };
    let rows_in_memory = move || {
        let info = session.info.read();
        let name = info
            .as_ref()
            .filter(|_| session.has_rows.get())?
            .name
            .clone();
        Some(view! {
            <tr>
                <th scope="row" class="who">
                    <b>{say(Privacy::RowsInMemory { name })}</b>
                    <span>{say(Privacy::RowsInMemoryText)}</span>
                </th>
                <td class="num">{say(Privacy::MemoryOnly)}</td>
                <td>{say(Privacy::UntilClosed)}</td>
            </tr>
        })
    };
    view! {
        <section class="fig s8">
            <h2>{move || heading()}</h2>
            <p class="fig-sub">{say(Privacy::StoredSub)}</p>
            <div class="fig-body scroll-x">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{say(Privacy::What)}</th>
                            <th scope="col" class="num">{say(Privacy::StoredSize)}</th>
                            <th scope="col">{say(Privacy::HowLong)}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || lines()}
                        {move || rows_in_memory()}
                    </tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn ThisCopy() -> impl IntoView {
    let build = boot::build().map(|build| {
        view! {
            <dt>{say(Privacy::Build)}</dt>
            <dd class="mono">{build}</dd>
        }
    });
    view! {
        <h2 class="gap-above">{say(Privacy::ThisCopy)}</h2>
        <dl class="dl left fig-body">
            <dt>{say(Privacy::Version)}</dt>
            <dd>{BUILD_ID}</dd>
            {build}
        </dl>
    }
}
