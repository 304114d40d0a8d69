//! What can be set: a choice of a few as a segmented control, of many as a list, a number as a
//! field; and Undo.

use leptos::ev::Event;

use super::desk::Desk;
use crate::app::boot::number_of;
use crate::app::state::Panels;
use crate::app::view::prelude::*;
use crate::base::Day;
use crate::chart::spec::Unit;
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
        ParamKind::Choice { options } | ParamKind::Months { options }
            if options.len() > MOST_BUTTONS =>
        {
            view! { <LongChoice panel key_name=key label options value/> }.into_any()
        }
        ParamKind::Choice { options } | ParamKind::Months { options } => {
            view! { <Choice panel key_name=key label options value/> }.into_any()
        }
        ParamKind::Number {
            min,
            max,
            step,
            unit,
        } => {
            let range = Range {
                min,
                max,
                step,
                unit,
            };
            view! { <NumberField panel key_name=key label range value/> }.into_any()
        }
        ParamKind::Day { min, max } => {
            view! { <DayField panel key_name=key label min max value/> }.into_any()
        }
    }
}

/// The value in force: the one set last, also while the panel is still computed with another, or
/// the one the panel was computed with.
fn in_force(panel: &str, key: &str, value: String) -> Memo<String> {
    let params = expect_context::<Panels>().params(panel);
    let key = key.to_owned();
    Memo::new(move |_| params.read().0.get(&key).unwrap_or(&value).clone())
}

/// A day; one outside the range, or none, takes the choice back.
#[component]
fn DayField(
    panel: String,
    key_name: String,
    label: Message,
    min: Day,
    max: Day,
    value: String,
) -> impl IntoView {
    let desk = Desk::from_context();
    let value = in_force(&panel, &key_name, value);
    let param = StoredValue::new((panel, key_name.clone()));
    let commit = move |event: Event| {
        let typed = event_target_value(&event);
        let day = Day::from_iso(&typed).filter(|day| (min..=max).contains(day));
        let value = day.map_or(String::new(), |day| day.to_string());
        param.with_value(|(panel, key)| desk.set_param(panel, key, &value));
    };
    view! {
        <label class="field" data-param=key_name>
            <span>{desk.text(label)}</span>
            <input
                class="input"
                type="date"
                min=min.to_string()
                max=max.to_string()
                prop:value=move || value.get()
                disabled=move || !desk.can_set()
                on:change=commit
            />
        </label>
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
    let value = in_force(&panel, &key_name, value);
    let param = StoredValue::new((panel, key_name.clone()));
    let buttons = options
        .into_iter()
        .map(|(option, words)| {
            let pressed = Memo::new({
                let option = option.clone();
                move |_| *value.read() == option
            });
            let choose = {
                let option = option.clone();
                move |_| {
                    if !pressed.get_untracked() {
                        param.with_value(|(panel, key)| desk.set_param(panel, key, &option));
                    }
                }
            };
            view! {
                <button
                    type="button"
                    aria-pressed=move || pressed.get().to_string()
                    data-choice=option
                    disabled=move || !desk.can_set()
                    on:click=choose
                >
                    {desk.text(words)}
                </button>
            }
        })
        .collect_view();
    view! {
        <div class="seg" role="group" aria-label=desk.text(label) data-param=key_name>
            {buttons}
        </div>
    }
}

/// Choices that stand side by side; more of them stand in a list that opens.
const MOST_BUTTONS: usize = 6;

#[component]
fn LongChoice(
    panel: String,
    key_name: String,
    label: Message,
    options: Vec<(String, Message)>,
    value: String,
) -> impl IntoView {
    let desk = Desk::from_context();
    let value = in_force(&panel, &key_name, value);
    let param = StoredValue::new((panel, key_name.clone()));
    let choose = move |event: Event| {
        let chosen = event_target_value(&event);
        param.with_value(|(panel, key)| desk.set_param(panel, key, &chosen));
    };
    let options = options
        .into_iter()
        .map(|(option, words)| {
            let chosen = Memo::new({
                let option = option.clone();
                move |_| *value.read() == option
            });
            view! {
                <option value=option prop:selected=move || chosen.get()>
                    {desk.text(words)}
                </option>
            }
        })
        .collect_view();
    view! {
        <label class="field" data-param=key_name>
            <span>{desk.text(label)}</span>
            <select class="select" disabled=move || !desk.can_set() on:change=choose>
                {options}
            </select>
        </label>
    }
}

/// What a number field accepts, in the units of the parameter.
#[derive(Clone, Copy)]
struct Range {
    min: f64,
    max: f64,
    step: f64,
    unit: Unit,
}

impl Range {
    /// Typed units in one unit of the parameter: shares are typed as percentages.
    fn typed_per_unit(self) -> f64 {
        match self.unit {
            Unit::Share => 100.0,
            Unit::Count | Unit::Number | Unit::Money | Unit::Change | Unit::Days => 1.0,
        }
    }

    fn typed(self, value: f64) -> f64 {
        rounded(value * self.typed_per_unit())
    }

    /// What stands after the field.
    fn sign(self) -> &'static str {
        match self.unit {
            Unit::Share => "%",
            Unit::Count | Unit::Number | Unit::Money | Unit::Change | Unit::Days => "",
        }
    }

    /// The value typed, as the parameter has it; empty takes it back. `None` when not allowed.
    fn parsed(self, text: &str) -> Option<String> {
        let text = text.trim();
        if text.is_empty() {
            return Some(String::new());
        }
        let typed = number_of(&text.replace(',', "."))?;
        let value = rounded(typed / self.typed_per_unit());
        (self.min..=self.max)
            .contains(&value)
            .then(|| value.to_string())
    }
}

/// Without the traces of binary fractions: 0.29 × 100 is 29.
fn rounded(value: f64) -> f64 {
    (value * 1e9).round() / 1e9
}

#[component]
fn NumberField(
    panel: String,
    key_name: String,
    label: Message,
    range: Range,
    value: String,
) -> impl IntoView {
    let desk = Desk::from_context();
    let wrong = RwSignal::new(false);
    let value = in_force(&panel, &key_name, value);
    let param = StoredValue::new((panel, key_name.clone()));
    let commit = move |event: Event| {
        let parsed = range.parsed(&event_target_value(&event));
        wrong.set(parsed.is_none());
        if let Some(value) = parsed {
            param.with_value(|(panel, key)| desk.set_param(panel, key, &value));
        }
    };
    let help = move || {
        wrong.get().then(|| {
            let speaker = desk.speaker.read();
            let said = |value: f64| match range.unit {
                Unit::Share => speaker.percent(value, 0),
                Unit::Count | Unit::Number | Unit::Money | Unit::Change | Unit::Days => {
                    speaker.number(value, decimals_of(value))
                }
            };
            let text = desk.say(&Widgets::OutOfRange {
                min: said(range.min),
                max: said(range.max),
            });
            view! { <em class="down">{text}</em> }
        })
    };
    let shown = move || {
        let value = value.get();
        number_of(&value).map_or(value, |number| range.typed(number).to_string())
    };
    view! {
        <label class="field" data-param=key_name>
            <span>{desk.text(label)}</span>
            <input
                class="input num short"
                type="number"
                min=range.typed(range.min).to_string()
                max=range.typed(range.max).to_string()
                step=range.typed(range.step).to_string()
                prop:value=shown
                disabled=move || !desk.can_set()
                aria-invalid=move || wrong.get().then_some("true")
                on:change=commit
            />
            {range.sign()}
            {move || help()}
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
            {desk.text(Widgets::Undo)}
        </button>
    }
}
