//! Findings in a numbered list, each ending in a verb.

use super::desk::Desk;
use super::link_to::ActionLink;
use crate::app::view::prelude::*;
use crate::panels::panel::Finding;

/// The findings, dearest first as they come.
#[component]
pub fn Findings(
    /// The findings.
    findings: Memo<Vec<Finding>>,
) -> impl IntoView {
    let desk = Desk::from_context();
    let items = move || {
        findings
            .get()
            .into_iter()
            .enumerate()
            .map(|(ix, finding)| {
                let Finding {
                    money,
                    title,
                    text,
                    action,
                } = finding;
                let number = move || desk.speaker.read().count(ix as i64 + 1);
                view! {
                    <li data-finding=ix data-value=money.map(|money| money.to_string())>
                        <span class="n">{move || number()}</span>
                        <div>
                            <p class="what">{desk.text(title)}</p>
                            <p class="why">{desk.text(text)}</p>
                            {action
                                .map(|(words, action)| {
                                    view! {
                                        <p class="do">
                                            <ActionLink words action class="go" after=" →"/>
                                        </p>
                                    }
                                })}
                        </div>
                    </li>
                }
            })
            .collect_view()
    };
    view! { <ol class="findings">{move || items()}</ol> }
}
