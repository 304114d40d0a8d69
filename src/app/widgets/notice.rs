//! What happened, what it means, one way on.

use super::desk::Desk;
use super::link_to::ActionLink;
use crate::app::view::prelude::*;
use crate::chart::spec::Action;
use crate::i18n::Message;
use crate::panels::panel::{Finding, Tone};

/// A sentence where a figure cannot stand, or a proposal beside one.
#[component]
pub fn Notice(
    /// How grave.
    tone: Tone,
    /// What is so.
    title: Message,
    /// What it means and what to do.
    text: Message,
    /// The way on.
    action: Option<(Message, Action)>,
) -> impl IntoView {
    let desk = Desk::from_context();
    let class = match tone {
        Tone::Info => "notice",
        Tone::Warn => "notice warn-n",
        Tone::Error => "notice bad",
    };
    view! {
        <div class=class>
            <div>
                <p>
                    <strong>{desk.text(title)}</strong>
                </p>
                <p>{desk.text(text)}</p>
            </div>
            {action.map(|(words, action)| view! { <ActionLink words action class="btn"/> })}
        </div>
    }
}

/// A proposal below a table.
#[component]
pub fn Callout(
    /// The proposal.
    finding: Finding,
) -> impl IntoView {
    view! {
        <Notice
            tone=Tone::Info
            title=finding.title
            text=finding.text
            action=finding.action
        />
    }
}
