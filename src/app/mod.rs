//! The page: frame, state, the line to the engines, and what is shown. Only in a browser.
//!
//! Imports `protocol`, the vocabulary, `chart`, `i18n`, `store` and the web; never `engine`,
//! `analysis`, `numerics`.
//!
//! - `view`, `signals`: how pages are written down, and what they follow
//! - `boot`: what the start script leaves behind
//! - `state`: what the page knows
//! - `link`, `engine_worker`, `oneshot`: the line to the engines
//! - `route`: the page's address
//! - `steps`: what a person's step does when it touches several objects of the state
//! - `storage`, `keeping`: the browser's storage, and what survives a reload
//! - `download`: bytes to a file
//! - `shell`, `nav`, `bar`, `bar_compare`, `popover`, `notices`, `ledger`, `recon`: the frame and its parts
//! - `recovery`: when the page itself stops
//! - `attempts`: every way out, tried
//! - `pages`: one file a page; `widgets`: the parts of pages made of panels

#![allow(
    unreachable_pub,
    clippy::needless_pass_by_value,
    clippy::large_types_passed_by_value,
    reason = "the component macro writes items of its own, components own their properties, and \
              handles of signals are large in debug builds only"
)]

mod attempts;
mod bar;
mod bar_compare;
pub mod boot;
pub mod download;
mod engine_worker;
pub mod keeping;
mod ledger;
pub mod link;
mod nav;
mod notices;
mod oneshot;
mod pages;
mod popover;
mod recon;
mod recovery;
pub mod route;
mod shell;
pub mod signals;
pub mod state;
pub mod steps;
pub mod storage;
mod view;
pub mod widgets;

use view::prelude::*;

/// Starts the page.
pub fn start() {
    recovery::watch();
    view::mount_to_body(|| view! { <App/> });
}

/// Makes what every part shares, then the page.
#[component]
fn App() -> impl IntoView {
    state::provide();
    let session = expect_context();
    provide_context(storage::Storage::open());
    provide_context(route::Router::new(session));
    provide_context(link::Link::new(
        session,
        expect_context(),
        expect_context(),
        expect_context(),
    ));
    provide_context(steps::Steps::from_context());
    keeping::Keeping::provide();
    widgets::Desk::provide();
    view! { <shell::Shell/> }
}
