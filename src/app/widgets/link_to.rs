//! A word that does the next thing: a real link where it leads somewhere, a button where it acts.

use leptos::ev::MouseEvent;
use wasm_bindgen::JsCast as _;

use super::desk::Desk;
use crate::app::view::prelude::*;
use crate::chart::spec::Action;
use crate::i18n::Message;

/// The words of an action, as a link when it has an address.
#[component]
pub fn ActionLink(
    /// The words.
    words: Message,
    /// What it does.
    action: Action,
    /// Class of the link or button.
    class: &'static str,
    /// What stands after the words.
    #[prop(optional)]
    after: &'static str,
) -> impl IntoView {
    let desk = Desk::from_context();
    let text = move || format!("{}{after}", desk.say(&words));
    if leads_somewhere(&action) {
        let href = move || desk.steps.href_of(&action);
        view! {
            <a class=class href=href>
                {move || text()}
            </a>
        }
        .into_any()
    } else {
        view! {
            <button type="button" class=class on:click=move |_| desk.perform(&action)>
                {move || text()}
            </button>
        }
        .into_any()
    }
}

/// Whether an action is a place of its own, with an address.
pub fn leads_somewhere(action: &Action) -> bool {
    match action {
        Action::OpenCustomers(_) | Action::OpenCustomer { .. } | Action::GoTo { .. } => true,
        Action::SetParam { .. } | Action::ExportCustomers(_) => false,
    }
}

/// Whether a click in a row belongs to a control in it, or asks the browser for a new tab.
pub fn is_for_the_browser(event: &MouseEvent) -> bool {
    let on_control = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .and_then(|element| element.closest("a, button, input").ok().flatten())
        .is_some();
    on_control || event.ctrl_key() || event.meta_key() || event.button() != 0
}
