//! What a person sees when the page itself stops by a fault.
//!
//! After a panic nothing of the program may run again: the panel is built from the hook at once,
//! and its link loads the page anew without help of the program.

use std::panic::{self, PanicHookInfo};

use leptos::prelude::document;
use web_sys::{Element, console};

use crate::i18n::shell::Shell;
use crate::i18n::{Say as _, Speaker};

/// Shows the recovery panel at every panic from now on.
pub(super) fn watch() {
    panic::set_hook(Box::new(|info| {
        console::error_1(&info.to_string().into());
        // Nothing can be done about a page that cannot even be written to.
        let _ = show(info);
    }));
}

fn show(info: &PanicHookInfo<'_>) -> Option<()> {
    let document = document();
    let body = document.body()?;
    if document.get_element_by_id("recovery").is_some() {
        return Some(());
    }
    let speaker = Speaker::default();
    let panel = element("div")?;
    panel.set_id("recovery");
    panel.set_class_name("recovery");
    panel.set_attribute("role", "alert").ok()?;
    let heading = element("h1")?;
    heading.set_text_content(Some(&Shell::PageStoppedTitle.say(&speaker)));
    let text = element("p")?;
    text.set_text_content(Some(&Shell::PageStoppedText.say(&speaker)));
    let reload = element("a")?;
    reload.set_class_name("btn primary");
    reload.set_attribute("href", "./").ok()?;
    reload.set_text_content(Some(&Shell::Reload.say(&speaker)));
    let details = element("details")?;
    let summary = element("summary")?;
    summary.set_text_content(Some(&Shell::WhatHappened.say(&speaker)));
    let fault = element("pre")?;
    fault.set_text_content(Some(&info.to_string()));
    details.append_child(&summary).ok()?;
    details.append_child(&fault).ok()?;
    for part in [&heading, &text, &reload, &details] {
        panel.append_child(part).ok()?;
    }
    body.append_child(&panel).ok()?;
    Some(())
}

fn element(name: &str) -> Option<Element> {
    document().create_element(name).ok()
}
