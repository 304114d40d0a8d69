//! What the period is compared with.

use super::bar::info;
use crate::app::state::{Session, say, speaker};
use crate::app::steps::Steps;
use crate::app::view::prelude::*;
use crate::dataset::Compare;
use crate::i18n::Say as _;
use crate::i18n::shell::Shell;

#[component]
pub(super) fn CompareControl() -> impl IntoView {
    let steps = expect_context::<Steps>();
    let info = info();
    let session = expect_context::<Session>();
    let speaker = speaker();
    let options = move || {
        let period = info.read().as_ref().map(|info| info.period);
        let Some(period) = period else {
            return Vec::new();
        };
        let mut options = vec![(
            "previous",
            Shell::Against {
                period: period.before(),
            },
        )];
        // For a calendar year the two are the same days.
        if period.before() != period.year_before() {
            options.push((
                "year_before",
                Shell::AgainstYearBefore {
                    period: period.year_before(),
                },
            ));
        }
        options.push(("none", Shell::AgainstNothing));
        options
    };
    let chosen = move || match session.view.read().compare {
        Compare::Previous => "previous",
        Compare::YearBefore => "year_before",
        Compare::None => "none",
    };
    let choose = move |event: leptos::ev::Event| {
        let compare = match event_target_value(&event).as_str() {
            "year_before" => Compare::YearBefore,
            "none" => Compare::None,
            _ => Compare::Previous,
        };
        steps.change_view(|view| view.compare = compare);
    };
    view! {
        <select class="select quiet" aria-label=say(Shell::Comparison) on:change=choose>
            {move || {
                options()
                    .into_iter()
                    .map(|(value, message)| {
                        view! {
                            <option value=value prop:selected=move || chosen() == value>
                                {message.say(&speaker.read())}
                            </option>
                        }
                    })
                    .collect_view()
            }}
        </select>
    }
}
