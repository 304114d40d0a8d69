//! What happened, said at the head of the page.

use super::keeping::Keeping;
use super::state::{Notice, NoticeAction, Notices, say};
use crate::app::view::prelude::*;
use crate::i18n::shell::Shell;
use crate::panels::panel::Tone;

/// All notices, newest last.
#[component]
pub(super) fn NoticeList() -> impl IntoView {
    let notices = expect_context::<Notices>();
    let shown = move || {
        notices
            .list
            .get()
            .into_iter()
            .map(|notice| view! { <OneNotice notice=notice/> })
            .collect_view()
    };
    view! { <div class="notices">{move || shown()}</div> }
}

#[component]
fn OneNotice(notice: Notice) -> impl IntoView {
    let notices = expect_context::<Notices>();
    let matter = notice.matter;
    let details = notice.details.map(|details| {
        view! {
            <details>
                <summary>{say(Shell::WhatHappened)}</summary>
                <p class="mono">{say(details)}</p>
            </details>
        }
    });
    let keeping = expect_context::<Keeping>();
    let way_on = notice.action.map(|action| match action {
        NoticeAction::MakeRoom(project) => view! {
            <button type="button" class="btn" on:click=move |_| keeping.make_room(project)>
                {say(Shell::MakeRoom)}
            </button>
        },
    });
    view! {
        <div class=class_of(notice.tone) role=role_of(notice.tone)>
            <div>
                <p>
                    <strong>{say(notice.title)}</strong>
                </p>
                <p>{say(notice.text)}</p>
                {details}
            </div>
            <p class="row">
                {way_on}
                <button type="button" class="btn quiet" on:click=move |_| notices.dismiss(matter)>
                    {say(Shell::Dismiss)}
                </button>
            </p>
        </div>
    }
}

/// The class of a notice of this tone.
pub(super) fn class_of(tone: Tone) -> &'static str {
    match tone {
        Tone::Info => "notice",
        Tone::Warn => "notice warn-n",
        Tone::Error => "notice bad",
    }
}

fn role_of(tone: Tone) -> &'static str {
    match tone {
        Tone::Info | Tone::Warn => "status",
        Tone::Error => "alert",
    }
}
