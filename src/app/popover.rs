//! A button that opens a small panel under it.

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, Node};

use crate::app::view::prelude::*;

/// A button and the panel it opens. Escape and leaving close it; focus goes in and comes back.
#[component]
pub(super) fn Popover(
    /// Words on the button.
    #[prop(into)]
    label: Signal<String>,
    /// Classes of the button.
    #[prop(into)]
    class: Signal<String>,
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What the panel shows; built anew at each opening.
    children: ChildrenFn,
) -> impl IntoView {
    let whole = NodeRef::<html::Div>::new();
    let button = NodeRef::<html::Button>::new();
    let panel = NodeRef::<html::Div>::new();
    let children = StoredValue::new(children);
    Effect::new(move |was_open: Option<bool>| {
        let is_open = open.get();
        if let (true, Some(panel)) = (is_open, panel.get()) {
            focus_first(&panel);
        }
        if was_open == Some(true)
            && !is_open
            && whole
                .get_untracked()
                .is_some_and(|whole| has_focus(&whole) || nothing_has_focus())
            && let Some(button) = button.get_untracked()
        {
            let _ = button.focus();
        }
        is_open
    });
    let leave = move |event: FocusEvent| {
        let to = event
            .related_target()
            .and_then(|target| target.dyn_into::<Node>().ok());
        let stays = whole
            .get_untracked()
            .is_some_and(|whole| whole.contains(to.as_ref()));
        if to.is_some() && !stays {
            open.set(false);
        }
    };
    let key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            event.stop_propagation();
            open.set(false);
        }
    };
    // A press outside closes too, whether or not it takes the focus.
    let outside = window_event_listener(leptos::ev::pointerdown, move |event| {
        let target = event.target().and_then(|target| target.dyn_into().ok());
        if open.get_untracked()
            && whole
                .get_untracked()
                .is_some_and(|whole| !whole.contains(target.as_ref()))
        {
            open.set(false);
        }
    });
    on_cleanup(move || outside.remove());
    view! {
        <div class="pop" node_ref=whole on:focusout=leave on:keydown=key>
            <button
                type="button"
                class=class
                node_ref=button
                aria-expanded=move || open.get().to_string()
                aria-haspopup="dialog"
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {label}
            </button>
            <Show when=move || open.get()>
                <div class="pop-panel" role="dialog" aria-label=label tabindex="-1" node_ref=panel>
                    {children.with_value(|children| children())}
                </div>
            </Show>
        </div>
    }
}

/// Puts the focus on the first control within, or on the element itself.
pub(super) fn focus_first(within: &HtmlElement) {
    let first = within
        .query_selector("input, select, button, a[href]")
        .ok()
        .flatten()
        .and_then(|element| element.dyn_into::<HtmlElement>().ok());
    let _ = first.as_ref().unwrap_or(within).focus();
}

fn has_focus(within: &HtmlElement) -> bool {
    within.contains(
        document()
            .active_element()
            .map(wasm_bindgen::JsCast::unchecked_into::<Node>)
            .as_ref(),
    )
}

/// The focused control was inside what closed: the browser put the focus on the page.
fn nothing_has_focus() -> bool {
    document()
        .active_element()
        .is_none_or(|element| element.tag_name() == "BODY")
}
