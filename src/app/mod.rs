//! The page: frame, state, the line to the engines, and what is shown. Only in a browser.
//!
//! Imports `protocol`, the vocabulary, `chart`, `i18n`, `store` and the web; never `engine`,
//! `analysis`, `numerics`.
//!
//! - `boot`: what the start script leaves behind
//! - `state`: what the page knows
//! - `link`, `engine_worker`, `oneshot`: the line to the engines
//! - `route`: the page's address
//! - `steps`: what a person's step does when it touches several objects of the state
//! - `download`: bytes to a file
//! - `pages`, `widgets`: what is shown, and the parts it is made of

pub mod boot;
pub mod download;
mod engine_worker;
pub mod link;
mod oneshot;
pub mod pages;
pub mod route;
pub mod state;
pub mod steps;
pub mod widgets;

use leptos::prelude::*;

/// Starts the page.
pub fn start() {
    mount_to_body(|| {
        state::provide();
        let session = expect_context();
        provide_context(route::Router::new(session));
        provide_context(link::Link::new(
            session,
            expect_context(),
            expect_context(),
            expect_context(),
        ));
        provide_context(steps::Steps::from_context());
        widgets::Desk::provide();
    });
}
