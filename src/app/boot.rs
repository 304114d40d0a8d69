//! What the start script leaves behind: the door to engines, and the page's own request counts.
//!
//! The script fetches and compiles both programs, closes the page off from the network, and then
//! sets `globalThis.regulars = { spawnEngine(), requestsAtLockdown, lockedAt, build }`.

use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::Worker;

use crate::base::Day;
use crate::i18n::NumberLocale;

/// Marks the addresses that the privacy page tries to reach.
pub const ATTEMPT: &str = "word=marmalade";

/// Starts an engine: a worker made from the kept text and the compiled program.
pub fn spawn_engine() -> Result<Worker, String> {
    let spawn: js_sys::Function = property(&regulars(), "spawnEngine")
        .dyn_into()
        .map_err(|_| "the start script did not provide spawnEngine".to_owned())?;
    spawn
        .call0(&regulars())
        .map_err(|error| text_of(&error))?
        .dyn_into()
        .map_err(|_| "spawnEngine did not return a worker".to_owned())
}

/// When the page was cut off from the network, in milliseconds since it was opened; `None` when it
/// was not.
pub fn locked_at_ms() -> Option<f64> {
    property(&regulars(), "lockedAt").as_f64()
}

/// The build the start script belongs to.
pub fn build() -> Option<String> {
    property(&regulars(), "build").as_string()
}

/// One request of the page, as the browser's own log has it.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestSeen {
    /// Address without the origin.
    pub name: String,
    /// Milliseconds since the page was opened.
    pub started_ms: f64,
    /// Bytes that came over the network, headers included; 0 from a cache.
    pub transferred_bytes: f64,
}

/// Every request since the page was opened, the page itself left out.
pub fn requests() -> Vec<RequestSeen> {
    let Some(performance) = web_sys::window().and_then(|window| window.performance()) else {
        return Vec::new();
    };
    performance
        .get_entries_by_type("resource")
        .iter()
        .filter(|entry| {
            // Pictures and programs made in the page never touch the network.
            let name = property(entry, "name").as_string().unwrap_or_default();
            // The attempts of the privacy page are counted there, by what became of them.
            !name.starts_with("blob:") && !name.starts_with("data:") && !name.contains(ATTEMPT)
        })
        .map(|entry| RequestSeen {
            name: path_of(&property(&entry, "name").as_string().unwrap_or_default()),
            started_ms: property(&entry, "startTime").as_f64().unwrap_or_default(),
            transferred_bytes: property(&entry, "transferSize")
                .as_f64()
                .unwrap_or_default(),
        })
        .collect()
}

/// Requests after the page was cut off; every one since the page was opened when it never was.
pub fn requests_since_lockdown() -> usize {
    let locked_at = locked_at_ms().unwrap_or(0.0);
    requests()
        .iter()
        .filter(|request| request.started_ms > locked_at)
        .count()
}

/// The person's day, by the clock of this machine.
pub fn today() -> Option<Day> {
    let now = js_sys::Date::new_0();
    let year = i16::try_from(now.get_full_year()).ok()?;
    let month = i8::try_from(now.get_month() + 1).ok()?;
    let day = i8::try_from(now.get_date()).ok()?;
    Day::from_civil(year, month, day)
}

/// How numbers are written where the browser's language is spoken; English when we have no rules
/// for it.
pub fn number_locale() -> NumberLocale {
    let language = web_sys::window().and_then(|window| window.navigator().language());
    match language.as_deref().map(|tag| tag.get(..2).unwrap_or(tag)) {
        Some("sv") => NumberLocale::Sv,
        Some("uk") => NumberLocale::Uk,
        Some("ru") => NumberLocale::Ru,
        Some("de") => NumberLocale::De,
        _ => NumberLocale::En,
    }
}

/// Milliseconds since the page was opened.
pub fn now_ms() -> f64 {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or(0.0, |performance| performance.now())
}

/// A JavaScript error in words.
pub fn text_of(error: &JsValue) -> String {
    property(error, "message")
        .as_string()
        .or_else(|| error.as_string())
        .unwrap_or_else(|| format!("{error:?}"))
}

/// A decimal number, read by the browser: the reader of Rust brings ten kilobytes of tables. `None`
/// when the text is not one.
pub fn number_of(text: &str) -> Option<f64> {
    let sign =
        |letter: char| letter.is_ascii_digit() || matches!(letter, '+' | '-' | '.' | 'e' | 'E');
    if text.is_empty() || !text.chars().all(sign) {
        return None;
    }
    let number = JsValue::from_str(text).unchecked_into_f64();
    number.is_finite().then_some(number)
}

/// A property of a JavaScript value, undefined when there is none.
pub fn property(of: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(of, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

pub(super) fn regulars() -> JsValue {
    property(&js_sys::global(), "regulars")
}

fn path_of(address: &str) -> String {
    address
        .split_once("://")
        .and_then(|(_, rest)| rest.split_once('/'))
        .map_or_else(|| address.to_owned(), |(_, path)| format!("/{path}"))
}
