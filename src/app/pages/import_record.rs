//! What a person can hand over: the recipe, and the log of how the file was read.

use std::sync::Arc;

use crate::app::download;
use crate::app::state::{Import, say, speaker};
use crate::app::view::prelude::*;
use crate::i18n::mapping::Mapping;
use crate::i18n::{Message, Say as _, Speaker};
use crate::protocol::ReadResult;

/// The buttons that save the recipe and the log.
#[component]
pub(super) fn HandOver(read: Arc<ReadResult>) -> impl IntoView {
    let import = expect_context::<Import>();
    let speaker = speaker();
    let recipe = {
        let read = Arc::clone(&read);
        move || {
            let name = Mapping::RecipeFile {
                name: import.name.get_untracked(),
            };
            let text = serde_json::to_string_pretty(&read.recipe).unwrap_or_default();
            let name = name.say(&speaker.read_untracked());
            download::save_text(&name, "application/json", &text);
        }
    };
    let log = move || {
        let speaker = speaker.read_untracked();
        let name = import.name.get_untracked();
        let text = log_of(&name, &read, &speaker);
        let name = Mapping::LogFile { name }.say(&speaker);
        download::save_text(&name, "text/plain", &text);
    };
    view! {
        <p class="row s12">
            <button
                type="button"
                class="link"
                data-action="save-recipe"
                on:click=move |_| recipe()
            >
                {say(Mapping::SaveRecipe)}
            </button>
            <button type="button" class="link" data-action="save-log" on:click=move |_| log()>
                {say(Mapping::SaveLog)}
            </button>
        </p>
    }
}

/// How a file was read and what became of its rows, a line each.
fn log_of(name: &str, read: &ReadResult, speaker: &Speaker) -> String {
    let mut lines = vec![name.to_owned(), String::new()];
    let said = |message: &Message| message.say(speaker);
    for part in read.parts.iter().filter(|_| read.parts.len() > 1) {
        lines.push(format!("{}\t{}", part.lines_before + 1, part.name));
    }
    lines.extend(read.evidence.iter().map(|evidence| said(&evidence.because)));
    lines.push(String::new());
    for (column, seen) in read.recipe.columns.iter().zip(&read.columns) {
        let role = Mapping::Role {
            id: column.role.id().to_owned(),
        };
        lines.push(format!(
            "{}\t{}\t{}",
            column.name,
            role.say(speaker),
            said(&seen.summary)
        ));
    }
    lines.push(String::new());
    let account = &read.reconciliation;
    let count = |rows: u64| speaker.count(rows as i64);
    lines.push(format!(
        "{} = {} + {}",
        count(account.rows_read),
        count(account.rows_used),
        count(account.rows_set_aside())
    ));
    lines.push(format!(
        "{} = {} + {}",
        speaker.money(account.amount_file, 2),
        speaker.money(account.amount_total, 2),
        speaker.money(account.amount_set_aside(), 2)
    ));
    lines.push(String::new());
    for group in &read.groups {
        let amount = group.amount.map(|amount| speaker.money(amount, 2));
        lines.push(format!(
            "{}\t{}\t{}\t{}",
            said(&group.label),
            count(group.rows),
            amount.unwrap_or_default(),
            said(&group.happens)
        ));
    }
    lines.push(String::new());
    lines.join("\r\n")
}
