//! The pages, and which of them stands at a place. Each maps state to widgets; none computes.
//!
//! - `start`, `rhythm`: the way in
//! - `import`, `import_formats`, `import_columns`, `import_progress`, `import_project`, `rates`,
//!   `import_tables`, `import_record`: how a file is read, where its results go, what can be handed over
//! - `data`, `unmatched`: what became of every row, and of what was written about customers;
//!   `problems`: odd rows, on both
//! - `panel_page`: any page made of panels
//! - `customers`, `card`, `alarm`: the list of customers, one customer, its alarm
//! - `privacy`: what was tried, what is stored
//! - `settings`: how figures are written and shown

mod alarm;
mod card;
mod customers;
mod data;
mod import;
mod import_columns;
mod import_formats;
mod import_progress;
mod import_project;
mod import_record;
mod import_tables;
mod panel_page;
mod privacy;
mod problems;
mod rates;
mod rhythm;
mod settings;
mod start;
mod unmatched;

use crate::app::view::prelude::*;
use crate::panels::pages::{PAGES, PageSpec};
use crate::protocol::address::Place;

/// Which page stands; a change within a page does not build it anew.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Start,
    Import,
    Data,
    Panels(PageSpec),
    Customers,
    Customer,
    Privacy,
    Settings,
}

/// The page of a place.
#[component]
pub(super) fn Page(place: Memo<Place>) -> impl IntoView {
    let kind = Memo::new(move |_| match &*place.read() {
        Place::Start => Kind::Start,
        Place::Import => Kind::Import,
        Place::Data => Kind::Data,
        Place::Panels(id) => PAGES
            .iter()
            .find(|page| page.id == id)
            .map_or(Kind::Data, |page| Kind::Panels(*page)),
        Place::Customers(_) => Kind::Customers,
        Place::Customer(_) => Kind::Customer,
        Place::Privacy => Kind::Privacy,
        Place::Settings => Kind::Settings,
    });
    move || match kind.get() {
        Kind::Start => view! { <start::StartPage/> }.into_any(),
        Kind::Import => view! { <import::ImportPage/> }.into_any(),
        Kind::Data => view! { <data::DataPage/> }.into_any(),
        Kind::Panels(page) => view! { <panel_page::PanelPage page=page/> }.into_any(),
        Kind::Customers => view! { <customers::CustomersPage/> }.into_any(),
        Kind::Customer => view! { <card::CardPage/> }.into_any(),
        Kind::Privacy => view! { <privacy::PrivacyPage/> }.into_any(),
        Kind::Settings => view! { <settings::SettingsPage/> }.into_any(),
    }
}
