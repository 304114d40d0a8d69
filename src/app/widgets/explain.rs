//! Figures that explain themselves, and the side panel that does it.

use leptos::ev::KeyboardEvent;
use leptos::html::Section;

use super::desk::{Desk, Explained};
use super::link_to::ActionLink;
use crate::app::view::prelude::*;
use crate::export::{raw_value, value_text};
use crate::i18n::Say as _;
use crate::i18n::widgets::Widgets;
use crate::panels::panel::Explain;

/// A figure with a dotted underline; choosing it (or `e` on it) opens the side panel.
#[component]
pub fn Explainable(
    /// The figure.
    figure: Explained,
) -> impl IntoView {
    let desk = Desk::from_context();
    let (value, decimals) = (figure.value.clone(), figure.decimals);
    let text = move || value_text(&value, decimals, &desk.speaker.read());
    let name = {
        let (label, text) = (figure.label.clone(), text.clone());
        move || {
            desk.say(&Widgets::FigureExplains {
                label: desk.say(&label),
                value: text(),
            })
        }
    };
    let open = StoredValue::new(figure);
    let on_key = move |event: KeyboardEvent| {
        let plain = !(event.ctrl_key() || event.meta_key() || event.alt_key());
        if plain && event.key() == "e" {
            event.prevent_default();
            desk.explain(open.get_value());
        }
    };
    let is_open = move || open.with_value(|figure| desk.explained.read().as_ref() == Some(figure));
    view! {
        <button
            type="button"
            class="ex"
            aria-label=name
            aria-expanded=move || is_open().to_string()
            on:click=move |_| desk.explain(open.get_value())
            on:keydown=on_key
        >
            {move || text()}
        </button>
    }
}

/// A page that makes room for the side panel: narrower while a figure is explained.
#[component]
pub fn WithExplanation(
    /// The page.
    children: Children,
) -> impl IntoView {
    let desk = Desk::from_context();
    // An explanation belongs to the page it was opened on.
    on_cleanup(move || {
        let _ = desk.explained.try_set(None);
    });
    view! {
        <div class="page-frame" class:with-panel=move || desk.explained.read().is_some()>
            {children()}
            {move || desk.explained.get().map(|figure| view! { <SidePanel figure/> })}
        </div>
    }
}

#[component]
fn SidePanel(figure: Explained) -> impl IntoView {
    let desk = Desk::from_context();
    let Explained {
        label,
        value,
        decimals,
        explain,
    } = figure;
    let Explain {
        words,
        formula,
        inputs,
        caveat,
        behind,
    } = explain;
    let panel = NodeRef::<Section>::new();
    panel.on_load(|panel| {
        let _ = panel.focus();
    });
    let raw = raw_value(&value);
    let value = move || value_text(&value, decimals, &desk.speaker.read());
    let inputs = inputs
        .into_iter()
        .map(|(name, value)| {
            let text = move || value_text(&value, None, &desk.speaker.read());
            view! {
                <dt>{desk.text(name)}</dt>
                <dd>{move || text()}</dd>
            }
        })
        .collect_view();
    view! {
        <section
            class="panel"
            aria-label=desk.text(Widgets::ExplainThisNumber)
            tabindex="-1"
            node_ref=panel
            data-explains=raw
        >
            <div class="panel-in">
            <div class="panel-top">
                <span>{desk.text(Widgets::ExplainThisNumber)}</span>
                <button type="button" class="btn quiet" on:click=move |_| desk.close_explanation()>
                    {move || Widgets::Close.say(&desk.speaker.read())}
                    <span class="kbd">"Esc"</span>
                </button>
            </div>
            <h2>{desk.text(label)}</h2>
            <p class="big">{move || value()}</p>
            <h3>{desk.text(Widgets::InWords)}</h3>
            <p>{desk.text(words)}</p>
            <h3>{desk.text(Widgets::WithNumbers)}</h3>
            <div class="formula">{desk.text(formula)}</div>
            <h3>{desk.text(Widgets::WhereFrom)}</h3>
            <dl class="dl">{inputs}</dl>
            {behind
                .map(|action| {
                    view! {
                        <p class="behind">
                            <ActionLink
                                words=Widgets::OpenBehind.into()
                                action
                                class="btn"
                            />
                        </p>
                    }
                })}
            <h3>{desk.text(Widgets::WhatWouldBeWrong)}</h3>
            <p>{desk.text(caveat)}</p>
            </div>
        </section>
    }
}
