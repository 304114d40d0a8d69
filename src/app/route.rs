//! Where one is: the page's address, read and written.
//!
//! The text after the `#` is read and written by `protocol::address`; here it meets the browser.

use leptos::ev;
use wasm_bindgen::JsValue;

use super::state::Session;
use crate::app::view::prelude::*;
use crate::protocol::address::{Address, Place};

/// The address in force. A small copy, from context.
#[derive(Clone, Copy)]
pub struct Router {
    /// The place shown.
    pub place: Memo<Place>,
    address: RwSignal<Option<Address>>,
    session: Session,
}

impl Router {
    /// Reads the address and follows it from now on, back and forward included.
    pub fn new(session: Session) -> Self {
        let address = RwSignal::new(current());
        // The listener lives as long as the page.
        let _ = window_event_listener(ev::hashchange, move |_| address.set(current()));
        let place = Memo::new(move |_| {
            address
                .read()
                .as_ref()
                .map_or(Place::Start, |address| address.place.clone())
        });
        Self {
            place,
            address,
            session,
        }
    }

    /// The address as it stands; `None` when it leads nowhere (tracked).
    pub fn address(&self) -> Option<Address> {
        self.address.get()
    }

    /// Whether no address was given at all, as when the page is opened.
    pub fn is_empty(&self) -> bool {
        matches!(location().hash().as_deref(), Err(_) | Ok("" | "#" | "#/"))
    }

    /// The link to a place, in the view in force (tracked).
    pub fn href(&self, place: &Place) -> String {
        Address {
            place: place.clone(),
            view: self.session.view.get(),
        }
        .to_hash()
    }

    /// Goes to a place, in the view in force.
    pub fn go(&self, place: &Place) {
        let hash = untrack(|| self.href(place));
        if location_hash().as_deref() != Some(hash.trim_start_matches('#')) {
            // A step of its own, so that the browser's back leads here.
            let _ = location().set_hash(&hash);
        }
    }

    /// Goes to a place without leaving a step behind: for addresses that lead nowhere.
    pub fn go_instead(&self, place: &Place) {
        let hash = untrack(|| self.href(place));
        replace(&hash);
        self.address.set(Address::from_hash(&hash));
    }

    /// Writes the view in force into the address, as a step of its own.
    pub fn write_view(&self) {
        let place = self.place.get_untracked();
        self.go(&place);
    }
}

fn replace(hash: &str) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(hash));
    }
}

fn current() -> Option<Address> {
    Address::from_hash(&location().hash().unwrap_or_default())
}
