//! Every way out of the page that we know, really tried.
//!
//! An attempt counts as stopped only when the browser says so: by a violation of the page's policy,
//! or by refusing the call. That an address cannot be reached proves nothing. Attempts run one
//! after the other, so that a violation belongs to the one under way.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use js_sys::{Array, Function, Promise, Reflect};
use leptos::prelude::{document, set_timeout, window};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlElement};

use super::boot::property;
use super::oneshot;

/// An address that cannot exist (RFC 2606), with the made-up word of [`boot::ATTEMPT`](super::boot::ATTEMPT).
const NOWHERE: &str = "https://regulars.invalid/check?word=marmalade";

/// How long the browser gets to report a violation.
const PATIENCE: Duration = Duration::from_millis(700);

/// The rest between two attempts, in which late reports of the earlier one arrive.
const REST: Duration = Duration::from_millis(40);

/// The event by which a browser reports a violation.
const VIOLATION: &str = "securitypolicyviolation";

/// A way out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attempt {
    /// Stable id.
    pub id: &'static str,
    /// What programmers call it.
    pub technical_name: &'static str,
    run: fn() -> Result<(), JsValue>,
}

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The browser stopped it, by this rule.
    Stopped {
        /// The directive, or the error of the refused call.
        by: String,
    },
    /// Nothing said that it was stopped.
    GotOut,
}

/// All ways, in the order they are tried. The form is last: if it were not stopped, it would lead
/// away from the page.
pub(super) const ATTEMPTS: [Attempt; 14] = [
    attempt("fetch_other", "fetch", || fetch(NOWHERE)),
    attempt("fetch_own", "fetch", || fetch("./?word=marmalade")),
    attempt("xhr", "XMLHttpRequest", xhr),
    attempt("beacon", "sendBeacon", beacon),
    attempt("web_socket", "WebSocket", || {
        make("WebSocket", "wss://regulars.invalid/")
    }),
    attempt("event_source", "EventSource", || {
        make("EventSource", NOWHERE)
    }),
    attempt("image", "img", || element("img", &[("src", NOWHERE)])),
    attempt("style_sheet", "link stylesheet", || {
        element("link", &[("rel", "stylesheet"), ("href", NOWHERE)])
    }),
    attempt("prefetch", "link prefetch", || {
        element("link", &[("rel", "prefetch"), ("href", NOWHERE)])
    }),
    attempt("frame", "iframe", || element("iframe", &[("src", NOWHERE)])),
    attempt("script", "script", || {
        element("script", &[("src", NOWHERE)])
    }),
    attempt("eval", "new Function", || make("Function", "return 1")),
    attempt("worker", "Worker", || {
        make("Worker", "./worker.js?word=marmalade")
    }),
    attempt("form", "form", form),
];

const fn attempt(
    id: &'static str,
    technical_name: &'static str,
    run: fn() -> Result<(), JsValue>,
) -> Attempt {
    Attempt {
        id,
        technical_name,
        run,
    }
}

/// Tries one way out.
pub(super) async fn run(attempt: Attempt) -> Outcome {
    let (sender, receiver) = oneshot::channel();
    let sender = Rc::new(RefCell::new(Some(sender)));
    let reported = Rc::clone(&sender);
    let listener = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
        let directive = property(&event, "effectiveDirective")
            .as_string()
            .unwrap_or_default();
        if let Some(sender) = reported.borrow_mut().take() {
            sender.send(directive);
        }
    });
    let document = document();
    let function = listener.as_ref().unchecked_ref::<Function>();
    let _ = document.add_event_listener_with_callback(VIOLATION, function);
    let refused = (attempt.run)().err();
    if let Some(error) = &refused
        && let Some(sender) = sender.borrow_mut().take()
    {
        sender.send(error_name(error));
    }
    set_timeout(
        move || {
            // Dropping the sender ends the waiting.
            sender.borrow_mut().take();
        },
        PATIENCE,
    );
    let directive = receiver.await;
    rest().await;
    let _ = document.remove_event_listener_with_callback(VIOLATION, function);
    match directive {
        Some(by) => Outcome::Stopped { by },
        None => Outcome::GotOut,
    }
}

async fn rest() {
    let (sender, receiver) = oneshot::channel();
    set_timeout(move || sender.send(()), REST);
    receiver.await;
}

fn error_name(error: &JsValue) -> String {
    property(error, "name").as_string().unwrap_or_default()
}

fn fetch(address: &str) -> Result<(), JsValue> {
    let fetch: Function = property(&window(), "fetch").dyn_into()?;
    let answer: Promise = fetch.call1(&window(), &address.into())?.dyn_into()?;
    // Its refusal is expected; unheard it would be an error of the page.
    spawn_local(async move {
        let _ = JsFuture::from(answer).await;
    });
    Ok(())
}

fn xhr() -> Result<(), JsValue> {
    let request = constructed("XMLHttpRequest", &Array::new())?;
    let open: Function = property(&request, "open").dyn_into()?;
    open.call2(&request, &"GET".into(), &NOWHERE.into())?;
    let send: Function = property(&request, "send").dyn_into()?;
    send.call0(&request).map(drop)
}

fn beacon() -> Result<(), JsValue> {
    let navigator = window().navigator();
    let send: Function = property(&navigator, "sendBeacon").dyn_into()?;
    send.call1(&navigator, &NOWHERE.into()).map(drop)
}

/// `new Class(argument)`.
fn make(class: &str, argument: &str) -> Result<(), JsValue> {
    let made = constructed(class, &Array::of1(&argument.into()))?;
    // What would go on trying is closed once it had its chance; closed at once, it would not even
    // begin, and nothing could be said of it.
    if let Ok(close) = property(&made, "close").dyn_into::<Function>() {
        set_timeout(
            move || {
                let _ = close.call0(&made);
            },
            PATIENCE,
        );
    }
    Ok(())
}

fn constructed(class: &str, arguments: &Array) -> Result<JsValue, JsValue> {
    let class: Function = property(&js_sys::global(), class).dyn_into()?;
    Reflect::construct(&class, arguments)
}

/// An element with these attributes, put into the page and taken out again.
fn element(name: &str, attributes: &[(&str, &str)]) -> Result<(), JsValue> {
    let element = document().create_element(name)?;
    for (name, value) in attributes {
        element.set_attribute(name, value)?;
    }
    hide(&element);
    document()
        .body()
        .ok_or(JsValue::UNDEFINED)?
        .append_child(&element)?;
    set_timeout(move || element.remove(), PATIENCE);
    Ok(())
}

fn hide(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        element.set_hidden(true);
    }
}

fn form() -> Result<(), JsValue> {
    let form = document().create_element("form")?;
    form.set_attribute("method", "post")?;
    form.set_attribute("action", NOWHERE)?;
    hide(&form);
    document()
        .body()
        .ok_or(JsValue::UNDEFINED)?
        .append_child(&form)?;
    let submit: Function = property(&form, "submit").dyn_into()?;
    let submitted = submit.call0(&form).map(drop);
    // A form that is gone before the browser looks at it is not sent and not refused either.
    set_timeout(move || form.remove(), PATIENCE);
    submitted
}
