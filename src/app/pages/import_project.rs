//! Where the results go when a project with the same columns is kept: into it, or beside it.

use crate::app::keeping::Keeping;
use crate::app::state::{Import, Target, say, speaker};
use crate::app::view::prelude::*;
use crate::i18n::Say as _;
use crate::i18n::mapping::Mapping;
use crate::store::About;

/// Projects offered; more than these nobody reads.
const OFFERED: usize = 3;

/// The choice; nothing when no project has these columns.
#[component]
pub(super) fn ProjectChoice() -> impl IntoView {
    let import = expect_context::<Import>();
    let keeping = expect_context::<Keeping>();
    let speaker = speaker();
    let offered = Memo::new(move |_| {
        let header = import.preview.read().as_ref()?.header.clone();
        let (mut alike, proposed) = keeping.proposed(&import.name.read(), &header);
        alike.truncate(OFFERED);
        (!alike.is_empty()).then_some((alike, proposed))
    });
    let chosen = move || {
        let proposed = offered.read().as_ref().map(|(_, proposed)| *proposed);
        import.target.get().or(proposed)
    };
    let button = move |target: Target, words: Mapping| {
        view! {
            <button
                type="button"
                aria-pressed=move || (chosen() == Some(target)).to_string()
                on:click=move |_| import.target.set(Some(target))
            >
                {say(words)}
            </button>
        }
    };
    let consequence = move |alike: &[About]| {
        let continued = alike
            .iter()
            .find(|about| chosen() == Some(Target::Project(about.id)));
        let message = match continued {
            Some(about) => Mapping::ContinueText {
                file: about.file_name.clone(),
            },
            None => Mapping::NewProjectText,
        };
        message.say(&speaker.read())
    };
    move || {
        let (alike, _) = offered.get()?;
        let buttons = alike
            .iter()
            .map(|about| {
                let name = about.name.clone();
                button(Target::Project(about.id), Mapping::ContinueProject { name })
            })
            .collect_view();
        Some(view! {
            <section class="fig s12" data-choice="project">
                <h2 id="project-choice">{say(Mapping::WhereItGoes)}</h2>
                <p class="fig-sub">{say(Mapping::WhereItGoesWhy)}</p>
                <div class="fig-body stack-2">
                    <div class="seg" role="group" aria-labelledby="project-choice">
                        {buttons}
                        {button(Target::New, Mapping::NewProject)}
                    </div>
                    <p class="soft" aria-live="polite">
                        {move || consequence(&alike)}
                    </p>
                </div>
            </section>
        })
    }
}
