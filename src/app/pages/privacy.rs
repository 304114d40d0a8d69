//! The privacy check: what was tried, what is stored, what no policy can stop.

use super::start::Forget;
use crate::app::attempts::{self, Outcome, PLACES, Way};
use crate::app::boot::{self, RequestSeen};
use crate::app::nav::request_count;
use crate::app::state::{Session, say, speaker};
use crate::app::storage::Storage;
use crate::app::view::prelude::*;
use crate::i18n::Say as _;
use crate::i18n::privacy::Privacy;
use crate::protocol::BUILD_ID;
use crate::store::{Item, Kind, Library};

/// Results by the place of the way in the list and by place; `None` while it is to be tried.
type Outcomes = RwSignal<Vec<[Option<Outcome>; 2]>>;

/// The privacy page.
#[component]
pub(super) fn PrivacyPage() -> impl IntoView {
    let ways = StoredValue::new(attempts::ways());
    let nothing = move || vec![[None, None]; ways.with_value(Vec::len)];
    let outcomes: Outcomes = RwSignal::new(nothing());
    let started = RwSignal::new(false);
    // Whether the attempts that were started are not all decided.
    let running = Memo::new(move |_| {
        started.get()
            && ways.with_value(|ways| {
                ways.iter()
                    .zip(&*outcomes.read())
                    .any(|(way, outcomes)| is_open(way, outcomes))
            })
    });
    let try_all = move || {
        outcomes.set(nothing());
        started.set(true);
        attempts::try_all(move |id, place, outcome| {
            let way = ways
                .try_with_value(|ways| ways.iter().position(|way| way.id == id))
                .flatten();
            outcomes.try_update(|outcomes| {
                if let Some(slot) = way.and_then(|way| outcomes.get_mut(way)) {
                    slot[place] = Some(outcome);
                }
            });
        });
    };
    view! {
        <Head outcomes=outcomes started=started running=running try_all=try_all/>
        <div class="grid">
            <Door/>
            <CheckWithoutUs/>
            <Tried ways=ways.get_value() outcomes=outcomes/>
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

/// Whether a way is still to be decided in a place where it exists.
fn is_open(way: &Way, outcomes: &[Option<Outcome>; 2]) -> bool {
    way.exists
        .iter()
        .zip(outcomes)
        .any(|(exists, outcome)| *exists && outcome.is_none())
}

/// What became of all attempts, in a sentence.
fn answer(outcomes: &[[Option<Outcome>; 2]]) -> Privacy {
    let count = |wanted: fn(&Outcome) -> bool| {
        let decided = outcomes.iter().flatten().flatten();
        decided.filter(|outcome| wanted(outcome)).count() as i64
    };
    let stopped = count(|outcome| matches!(outcome, Outcome::Stopped { .. }));
    let out = count(|outcome| *outcome == Outcome::GotOut);
    let unknown = count(|outcome| *outcome == Outcome::Unknown);
    let attempts = stopped + out + unknown;
    if out > 0 {
        Privacy::SomeGotOut { attempts, out }
    } else if unknown > 0 {
        Privacy::SomeUnknown {
            attempts,
            stopped,
            unknown,
        }
    } else {
        Privacy::AllStopped { attempts }
    }
}

#[component]
fn Head(
    outcomes: Outcomes,
    started: RwSignal<bool>,
    running: Memo<bool>,
    try_all: impl Fn() + Copy + Send + 'static,
) -> impl IntoView {
    let speaker = speaker();
    let count = request_count();
    let button = move || {
        let message = if started.get() {
            Privacy::TryAgain
        } else {
            Privacy::TryNow
        };
        message.say(&speaker.read())
    };
    let title = move || {
        let message = if running.get() {
            Privacy::Trying
        } else if started.get() {
            answer(&outcomes.read())
        } else {
            Privacy::NothingSent {
                requests: count.get() as i64,
            }
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
                <p class="door-words acc">
                    {say(Privacy::ClosedAt { seconds: seconds(locked_at) })}
                </p>
                <svg
                    class="door"
                    viewBox="0 40 760 72"
                    preserveAspectRatio="none"
                    aria-hidden="true"
                >
                    <rect class="f-acsoft" x=BEFORE_PX y="44" width="424" height="60"/>
                    <line class="axis-l" x1="0" y1="104.5" x2="760" y2="104.5"/>
                    {strokes}
                    <line class="cut-l" x1=BEFORE_PX y1="40" x2=BEFORE_PX y2="112"/>
                </svg>
                <p class="door-words">{move || since()}</p>
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
fn Tried(ways: Vec<Way>, outcomes: Outcomes) -> impl IntoView {
    let count = Privacy::WaysTried {
        ways: ways.len() as i64,
        attempts: ways
            .iter()
            .flat_map(|way| way.exists)
            .filter(|it| *it)
            .count() as i64,
    };
    let rows = ways
        .into_iter()
        .enumerate()
        .map(|(row, way)| view! { <OneWay way=way row=row outcomes=outcomes/> })
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
                            <th scope="col">{say(Privacy::FromPage)}</th>
                            <th scope="col">{say(Privacy::FromWorker)}</th>
                            <th scope="col">{say(Privacy::StoppedBy)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="fig-foot">{say(count)} " " {say(Privacy::TriedSource)}</p>
        </section>
    }
}

#[component]
fn OneWay(way: Way, row: usize, outcomes: Outcomes) -> impl IntoView {
    let outcome =
        move |place: usize| -> Option<Outcome> { outcomes.read().get(row)?.get(place)?.clone() };
    // The policy is the same in both places; each names its own rule all the same.
    let by = move || {
        let rules = (0..PLACES.len()).filter_map(|place| match outcome(place) {
            Some(Outcome::Stopped { by }) => Some(by),
            _ => None,
        });
        let mut rules: Vec<String> = rules.collect();
        rules.dedup();
        rules.join(", ")
    };
    let cells = PLACES
        .into_iter()
        .zip(way.exists)
        .enumerate()
        .map(|(place, (name, exists))| {
            if !exists {
                return view! { <td class="muted">{say(Privacy::NotThere)}</td> }.into_any();
            }
            let state = move || state_of(outcome(place).as_ref());
            let words = move || {
                let (class, words) = shown(outcome(place).as_ref());
                view! { <span class=class>{say(words)}</span> }
            };
            view! { <td data-place=name data-outcome=state>{words}</td> }.into_any()
        })
        .collect_view();
    let name = say(Privacy::AttemptName { id: way.id.clone() });
    view! {
        <tr data-attempt=way.id>
            <th scope="row">{name}</th>
            <td class="mono soft">{way.technical_name}</td>
            {cells}
            <td class="mono soft">{by}</td>
        </tr>
    }
}

/// The stable id of an outcome.
fn state_of(outcome: Option<&Outcome>) -> &'static str {
    match outcome {
        None => "waiting",
        Some(Outcome::Stopped { .. }) => "stopped",
        Some(Outcome::GotOut) => "out",
        Some(Outcome::Absent) => "absent",
        Some(Outcome::Unknown) => "unknown",
    }
}

/// How an outcome looks and what it is called.
fn shown(outcome: Option<&Outcome>) -> (&'static str, Privacy) {
    match outcome {
        None => ("muted", Privacy::NotTried),
        Some(Outcome::Stopped { .. }) => ("tag stop", Privacy::Stopped),
        Some(Outcome::GotOut) => ("tag no", Privacy::GotOut),
        Some(Outcome::Absent) => ("muted", Privacy::NotThere),
        Some(Outcome::Unknown) => ("tag amber", Privacy::Unknown),
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
    let items = move || storage.on_device(Library::inventory);
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
            .on_device(|library| stored_lines(&items, library))
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
