//! What can be set: a choice of a few as a segmented control, a number as a field; and Undo.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::desk::Desk;
use crate::i18n::Message;
use crate::i18n::widgets::Widgets;
use crate::panels::ParamSpec;
use crate::panels::params::ParamKind;

/// The control of one parameter.
#[component]
pub fn ParamControl(
    /// Panel id.
    panel: String,
    /// The parameter.
    spec: ParamSpec,
) -> impl IntoView {
    let ParamSpec {
        key,
        label,
        kind,
        value,
        clears: _,
    } = spec;
    match kind {
        ParamKind::Choice { options } => {
            view! { <Choice panel key_name=key label options value/> }.into_any()
        }
        ParamKind::Number { min, max, step } => {
            view! { <NumberField panel key_name=key label limits=(min, max) step value/> }
                .into_any()
        }
    }
}

#[component]
fn Choice(
    panel: String,
    key_name: String,
    label: Message,
    options: Vec<(String, Message)>,
    value: String,
) -> impl IntoView {
    let desk = Desk::from_context();
    let param = StoredValue::new((panel, key_name.clone()));
    let buttons = options
        .into_iter()
        .map(|(option, words)| {
            let pressed = option == value;
            let choose = {
                let option = option.clone();
                move |_| {
                    if !pressed {
                        param.with_value(|(panel, key)| desk.set_param(panel, key, &option));
                    }
                }
            };
            view! {
                <button
                    type="button"
                    aria-pressed=pressed.to_string()
                    data-choice=option
                    disabled=move || !desk.can_set()
                    on:click=choose
                >
                    {move || desk.say(&words)}
                </button>
            }
        })
        .collect_view();
    view! {
        <div class="seg" role="group" aria-label=move || desk.say(&label) data-param=key_name>
            {buttons}
        </div>
    }
}

#[component]
fn NumberField(
    panel: String,
    key_name: String,
    label: Message,
    limits: (f64, f64),
    step: f64,
    value: String,
) -> impl IntoView {
    let desk = Desk::from_context();
    let (min, max) = limits;
    let wrong = RwSignal::new(false);
    let param = StoredValue::new((panel, key_name.clone()));
    let commit = move |text: String| {
        let number = text.trim().replace(',', ".").parse::<f64>().ok();
        let allowed =
            text.trim().is_empty() || number.is_some_and(|number| (min..=max).contains(&number));
        wrong.set(!allowed);
        if allowed {
            let value = number.map_or_else(String::new, |number| number.to_string());
            param.with_value(|(panel, key)| desk.set_param(panel, key, &value));
        }
    };
    let help = move || {
        wrong.get().then(|| {
            let speaker = desk.speaker.read();
            let text = desk.say(&Widgets::OutOfRange {
                min: speaker.number(min, decimals_of(min)),
                max: speaker.number(max, decimals_of(max)),
            });
            view! { <em class="down">{text}</em> }
        })
    };
    view! {
        <label class="field" data-param=key_name>
            <span>{move || desk.say(&label)}</span>
            <input
                class="input num short"
                type="number"
                min=min.to_string()
                max=max.to_string()
                step=step.to_string()
                prop:value=value
                disabled=move || !desk.can_set()
                aria-invalid=move || wrong.get().then_some("true")
                on:change=move |event| commit(event_target_value(&event))
            />
            {help}
        </label>
    }
}

/// As few decimals as the number needs.
fn decimals_of(number: f64) -> u8 {
    if number.fract() == 0.0 { 0 } else { 2 }
}

/// Takes the last setting back.
#[component]
pub fn UndoButton() -> impl IntoView {
    let desk = Desk::from_context();
    view! {
        <button
            type="button"
            class="btn"
            data-action="undo"
            aria-keyshortcuts="Control+Z"
            disabled=move || !desk.can_undo()
            on:click=move |_| desk.undo()
        >
            {move || desk.say(&Widgets::Undo)}
        </button>
    }
}

/// Whether a key stands for choosing: Enter or Space.
pub fn is_choosing(event: &KeyboardEvent) -> bool {
    matches!(event.key().as_str(), "Enter" | " ")
}
