//! A reading under way: real rows and bytes, and a way out.

use leptos::ev;

use super::import_formats::read_as;
use crate::app::state::{Import, Notices, Progress, say, speaker};
use crate::app::steps::Steps;
use crate::app::view::prelude::*;
use crate::app::widgets::ProgressOf;
use crate::i18n::Say as _;
use crate::i18n::mapping::Mapping;
use crate::protocol::Stage;

/// Parts of the reading that are said to those who cannot see the bar.
const PARTS_SPOKEN: f64 = 4.0;

/// The page while a file is read for the first time.
#[component]
pub(super) fn ReadingPage() -> impl IntoView {
    let import = expect_context::<Import>();
    let steps = expect_context::<Steps>();
    let speaker = speaker();
    let escape = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape" {
            steps.leave_import();
        }
    });
    on_cleanup(move || escape.remove());
    speak_parts();
    let heading = move || {
        let generating = import.preview.read().is_none()
            && import
                .progress
                .read()
                .is_some_and(|progress| progress.stage == Stage::Generating);
        let message = if generating {
            Mapping::Generating
        } else {
            Mapping::Reading {
                name: import.name.get(),
            }
        };
        message.say(&speaker.read())
    };
    view! {
        <div class="reading">
            <h1 class="answer">{move || heading()}</h1>
            <ProgressBar/>
            <Stages/>
            <p class="row">
                <button
                    type="button"
                    class="btn"
                    data-action="cancel"
                    on:click=move |_| steps.leave_import()
                >
                    {say(Mapping::Cancel)}
                    <span class="kbd">"Esc"</span>
                </button>
            </p>
            <p class="muted">{say(Mapping::ReadingFoot)}</p>
        </div>
    }
}

/// The bar; also stands while a file is read again.
#[component]
pub(super) fn ProgressBar() -> impl IntoView {
    let import = expect_context::<Import>();
    let share = move || import.progress.get().and_then(share).unwrap_or_default();
    let speaker = speaker();
    let label = move || {
        Mapping::Reading {
            name: import.name.get(),
        }
        .say(&speaker.read())
    };
    view! { <ProgressOf share=Signal::derive(share) label=Signal::derive(label)/> }
}

fn share(progress: Progress) -> Option<f64> {
    (progress.bytes_total > 0)
        .then(|| (progress.bytes_done as f64 / progress.bytes_total as f64).clamp(0.0, 1.0))
}

/// How far a stage is.
#[derive(Clone, Copy, PartialEq)]
enum Standing {
    Done,
    Now,
    Later,
}

#[component]
fn Stages() -> impl IntoView {
    let import = expect_context::<Import>();
    let speaker = speaker();
    let progress = move || import.progress.get();
    let has_preview = move || import.preview.read().is_some();
    let opened = move || {
        if has_preview() || progress().is_some() {
            Standing::Done
        } else {
            Standing::Now
        }
    };
    let recognised = move || match (has_preview(), opened()) {
        (true, _) => Standing::Done,
        (false, Standing::Done) => Standing::Now,
        (false, Standing::Now | Standing::Later) => Standing::Later,
    };
    let is_sorting = move || progress().is_some_and(|progress| progress.stage == Stage::Sorting);
    let reading = move || match (is_sorting(), recognised()) {
        (true, _) => Standing::Done,
        (false, Standing::Done) => Standing::Now,
        (false, Standing::Now | Standing::Later) => Standing::Later,
    };
    let checking = move || {
        if is_sorting() {
            Standing::Now
        } else {
            Standing::Later
        }
    };
    let size = move || match import.size_bytes.get() {
        0 => String::new(),
        bytes => speaker.read().bytes(bytes),
    };
    let rows = move || {
        progress()
            .map(|progress| {
                let about = share(progress)
                    .filter(|share| *share > 0.02 && *share < 1.0)
                    .map(|share| round_to_two_digits(progress.rows as f64 / share));
                Mapping::RowsSoFar {
                    rows: progress.rows as i64,
                    about,
                }
                .say(&speaker.read())
            })
            .unwrap_or_default()
    };
    let read_as = move || {
        let message = match &*import.preview.read() {
            Some(preview) => read_as(&preview.recipe),
            None => Mapping::HowRead,
        };
        message.say(&speaker.read())
    };
    let words = |message: Mapping| move || message.say(&speaker.read());
    view! {
        <ol class="stages">
            {stage(opened, words(Mapping::StageOpened), size)}
            {stage(recognised, read_as, String::new)}
            {stage(reading, words(Mapping::StageRows), rows)}
            {stage(checking, words(Mapping::StageChecking), String::new)}
        </ol>
    }
}

fn stage(
    standing: impl Fn() -> Standing + Copy + Send + 'static,
    words: impl Fn() -> String + Send + 'static,
    figure: impl Fn() -> String + Send + 'static,
) -> impl IntoView {
    let mark = move || match standing() {
        Standing::Done => view! { <span class="tick" aria-hidden="true">"✓"</span> }.into_any(),
        Standing::Now => view! { <span aria-hidden="true">"●"</span> }.into_any(),
        Standing::Later => view! { <span></span> }.into_any(),
    };
    view! {
        <li aria-current=move || (standing() == Standing::Now).then_some("step")>
            {move || mark()}
            <b class:muted=move || standing() == Standing::Later>{words}</b>
            <span>{figure}</span>
        </li>
    }
}

/// An estimate must not look like a count.
fn round_to_two_digits(value: f64) -> i64 {
    if value < 100.0 {
        return value.round() as i64;
    }
    let unit = 10_f64.powf(value.log10().floor() - 1.0);
    ((value / unit).round() * unit) as i64
}

/// Says every quarter of the reading in the live region.
fn speak_parts() {
    let import = expect_context::<Import>();
    let notices = expect_context::<Notices>();
    let speaker = speaker();
    let part = Memo::new(move |_| {
        import
            .progress
            .get()
            .and_then(share)
            .map(|share| (share * PARTS_SPOKEN).floor() as u32)
    });
    Effect::new(move |_| {
        if part.get().is_some()
            && let Some(progress) = import.progress.get_untracked()
            && let Some(share) = share(progress)
        {
            let message = Mapping::ProgressSpoken {
                share,
                rows: progress.rows as i64,
            };
            notices.announce(message.say(&speaker.read_untracked()));
        }
    });
}
