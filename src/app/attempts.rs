//! Every way out of the page that we know, really tried: from the page and from a worker made as
//! the engine's is.
//!
//! The start script takes them (`public/attempts.js`), because both places run the same few lines.
//! An attempt counts as stopped only when the browser names the rule that stopped it.

use js_sys::{Array, Function};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};

use super::boot::{property, regulars};

/// Where a way is taken, in the order of the columns.
pub(super) const PLACES: [&str; 2] = ["page", "worker"];

/// A way out.
#[derive(Clone, Debug)]
pub(super) struct Way {
    /// Stable id.
    pub id: String,
    /// What programmers call it.
    pub technical_name: String,
    /// Whether it exists there, by [`PLACES`].
    pub exists: [bool; 2],
}

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The browser stopped it, by this rule.
    Stopped {
        /// The rule of the policy, or the error of the refused call.
        by: String,
    },
    /// Something came back.
    GotOut,
    /// This browser has no such way there.
    Absent,
    /// Neither stopped nor out, as far as anybody can see.
    Unknown,
}

/// All ways, in the order they are shown; none when the start script did not provide them.
pub(super) fn ways() -> Vec<Way> {
    Array::from(&property(&regulars(), "waysOut"))
        .iter()
        .map(|way| {
            let places = Array::from(&property(&way, "places"));
            Way {
                id: text(&way, "id"),
                technical_name: text(&way, "name"),
                exists: PLACES.map(|place| places.includes(&place.into(), 0)),
            }
        })
        .collect()
}

/// Takes every way. Each is reported by its id and the index of its place; a later report of the
/// same replaces the earlier one.
pub(super) fn try_all(on_report: impl Fn(String, usize, Outcome) + 'static) {
    let report = Closure::<dyn FnMut(JsValue)>::new(move |what: JsValue| {
        let place = text(&what, "place");
        let Some(place) = PLACES.iter().position(|known| *known == place) else {
            return;
        };
        let outcome = match text(&what, "outcome").as_str() {
            "stopped" => Outcome::Stopped {
                by: text(&what, "by"),
            },
            "out" => Outcome::GotOut,
            "absent" => Outcome::Absent,
            _ => Outcome::Unknown,
        };
        on_report(text(&what, "id"), place, outcome);
    });
    let regulars = regulars();
    if let Ok(start) = property(&regulars, "tryWaysOut").dyn_into::<Function>() {
        // Late reports may come whatever becomes of the page shown: the browser lets go of it.
        let _ = start.call1(&regulars, &report.into_js_value());
    }
}

fn text(of: &JsValue, name: &str) -> String {
    property(of, name).as_string().unwrap_or_default()
}
