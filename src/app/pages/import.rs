//! The import: how the file is read, what only the person can say, what does not fit.

use std::sync::Arc;

use leptos::ev;

use super::import_columns::Columns;
use super::import_formats::Formats;
use super::import_progress::ReadingPage;
use super::import_project::ProjectChoice;
use super::import_record::HandOver;
use super::import_tables::{CustomersTable, DayOfList, Files, OfTotals, RecordTables};
use super::problems::{At, Problems, ReadResultGroups};
use super::rates::Rates;
use crate::app::ledger::closes;
use crate::app::link::Link;
use crate::app::recon::Recon;
use crate::app::state::{Import, ImportPhase, say, speaker};
use crate::app::steps::Steps;
use crate::app::view::prelude::*;
use crate::i18n::mapping::Mapping;
use crate::i18n::{Message, Say as _};
use crate::protocol::{EvidenceAbout, Question, ReadResult, recipe_edit};

/// What stands on the page.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    NoFile,
    Refused,
    Reading,
    Mapping,
}

/// The import page.
#[component]
pub(super) fn ImportPage() -> impl IntoView {
    let import = expect_context::<Import>();
    import.in_sight.set(true);
    on_cleanup(move || import.in_sight.set(false));
    let shown = Memo::new(move |_| match &*import.phase.read() {
        ImportPhase::Idle => Shown::NoFile,
        ImportPhase::Refused { .. } => Shown::Refused,
        ImportPhase::Reading if import.read.read().is_none() => Shown::Reading,
        ImportPhase::Deciding | ImportPhase::Analysing
            if import.is_sample.get()
                && import
                    .read
                    .read()
                    .as_ref()
                    .is_some_and(|read| read.questions.is_empty()) =>
        {
            Shown::Reading
        }
        ImportPhase::Reading | ImportPhase::Deciding | ImportPhase::Analysing => Shown::Mapping,
    });
    move || match shown.get() {
        Shown::NoFile => view! { <NoFile/> }.into_any(),
        Shown::Refused => view! { <Refused/> }.into_any(),
        Shown::Reading => view! { <ReadingPage/> }.into_any(),
        Shown::Mapping => view! { <MappingPage/> }.into_any(),
    }
}

#[component]
fn NoFile() -> impl IntoView {
    let steps = expect_context::<Steps>();
    view! {
        <div class="empty">
            <h1 class="answer">{say(Mapping::NoFile)}</h1>
            <p>{say(Mapping::NoFileText)}</p>
            <p class="row">
                <button type="button" class="btn primary" on:click=move |_| steps.choose_file()>
                    {say(Mapping::ToStart)}
                </button>
            </p>
        </div>
    }
}

#[component]
fn Refused() -> impl IntoView {
    let import = expect_context::<Import>();
    let steps = expect_context::<Steps>();
    let speaker = speaker();
    let reason = move || match &*import.phase.read() {
        ImportPhase::Refused { message, .. } => message.say(&speaker.read()),
        ImportPhase::Idle
        | ImportPhase::Reading
        | ImportPhase::Deciding
        | ImportPhase::Analysing => String::new(),
    };
    let details = move || match &*import.phase.read() {
        ImportPhase::Refused {
            details: Some(details),
            ..
        } => Some(view! { <p class="soft">{say(details.clone())}</p> }),
        _ => None,
    };
    let heading = move || {
        Mapping::CannotUse {
            name: import.name.get(),
        }
        .say(&speaker.read())
    };
    let needed = [
        ("customer", Mapping::NeedCustomer),
        ("date", Mapping::NeedDate),
        ("amount", Mapping::NeedAmount),
    ]
    .map(|(id, what)| {
        view! {
            <dt>{say(Mapping::Role { id: id.to_owned() })}</dt>
            <dd>{say(what)}</dd>
        }
    })
    .collect_view();
    view! {
        <div class="empty" role="alert">
            <h1 class="answer">{move || heading()}</h1>
            <p>{move || reason()}</p>
            {move || details()}
            <p class="row">
                <button type="button" class="btn primary" on:click=move |_| steps.choose_file()>
                    {say(Mapping::ChooseAnother)}
                </button>
                <button type="button" class="btn quiet" on:click=move |_| steps.leave_import()>
                    {say(Mapping::StartOver)}
                </button>
            </p>
            <Files refused=true/>
            <p>{say(Mapping::AskForExport)}</p>
            <dl class="dl left">{needed}</dl>
            <p class="muted">{say(Mapping::NothingKept)}</p>
        </div>
    }
}

#[component]
fn MappingPage() -> impl IntoView {
    let import = expect_context::<Import>();
    // Before every question is answered no row may have found its place yet.
    let read = move || {
        import
            .read
            .get()
            .filter(|read| read.questions.is_empty() || closes(&read.reconciliation))
    };
    view! {
        <Head/>
        <div class="grid">
            <Questions/>
            {move || import.read.get().map(|read| view! { <OfTotals read=read/> })}
            <Files refused=false/>
            <ProjectChoice/>
            <Formats/>
            <Columns/>
            {move || read().map(|read| view! { <CustomersTable read=read/> })}
            {move || {
                read().map(|read| {
                    view! { <RecordTables account=read.reconciliation.clone() importing=true/> }
                })
            }}
            {move || read().map(|read| view! { <Rates read=read/> })}
            {move || {
                read().map(|read| {
                    let account = read.reconciliation.clone();
                    let found = ReadResultGroups::of(Some(&read), &account);
                    view! { <Problems found=found account=account at=At::Import/> }
                })
            }}
            {move || {
                read().map(|read| view! { <Recon account=read.reconciliation.clone()/> })
            }}
            {move || read().map(|read| view! { <HandOver read=read/> })}
        </div>
    }
}

/// Why the rows cannot be analysed yet, or what was found.
fn heading(read: &ReadResult, missing: &[crate::dataset::Role]) -> Mapping {
    if !missing.is_empty() {
        return Mapping::RolesMissing {
            roles: missing.iter().map(|role| role.id().to_owned()).collect(),
        };
    }
    if !read.questions.is_empty() {
        return Mapping::QuestionsOpen {
            count: read.questions.len() as i64,
        };
    }
    if read.reconciliation.rows_used == 0 {
        return Mapping::NoRows;
    }
    match read.groups.len() {
        0 => Mapping::AllFound,
        groups => Mapping::AllFoundOdd {
            groups: groups as i64,
        },
    }
}

#[component]
fn Head() -> impl IntoView {
    let import = expect_context::<Import>();
    let link = expect_context::<Link>();
    let steps = expect_context::<Steps>();
    let speaker = speaker();
    let missing = Memo::new(move |_| {
        import
            .recipe()
            .map(|recipe| recipe_edit::missing_roles(&recipe))
            .unwrap_or_default()
    });
    let eyebrow = move || {
        let name = import.name.get();
        let message = match import.size_bytes.get() {
            0 => Mapping::EyebrowSample { name },
            bytes => Mapping::Eyebrow { name, bytes },
        };
        message.say(&speaker.read())
    };
    let title = move || {
        import
            .read
            .read()
            .as_ref()
            .map(|read| heading(read, &missing.read()).say(&speaker.read()))
    };
    let lede = move || {
        let remembered = import
            .preview
            .read()
            .as_ref()
            .is_some_and(|preview| preview.remembered);
        let changed = import.preview.read().as_ref().and_then(|preview| {
            let mut evidence = preview.evidence.iter();
            let changed = evidence.find(|it| it.about == EvidenceAbout::Recipe)?;
            Some(changed.because.say(&speaker.read()))
        });
        if let Some(changed) = changed {
            return changed;
        }
        let others = import.read.read().as_ref().and_then(|read| {
            let mut evidence = read.evidence.iter();
            let others = evidence.find(|it| it.about == EvidenceAbout::Amount)?;
            Some(others.because.say(&speaker.read()))
        });
        if let Some(others) = others {
            return others;
        }
        let message = if remembered {
            Mapping::LedeRemembered
        } else {
            Mapping::Lede
        };
        message.say(&speaker.read())
    };
    let can_analyse =
        move || {
            *import.phase.read() == ImportPhase::Deciding
                && missing.read().is_empty()
                && import.read.read().as_ref().is_some_and(|read| {
                    read.questions.is_empty() && read.reconciliation.rows_used > 0
                })
        };
    let analyse = move || {
        let message = match (&*import.phase.read(), &*import.read.read()) {
            (ImportPhase::Reading, _) => Mapping::ReadingAgain,
            (ImportPhase::Analysing, _) => Mapping::Analysing,
            (_, Some(read)) => Mapping::Analyse {
                rows: read.reconciliation.rows_used as i64,
            },
            (_, None) => Mapping::AnalyseUncounted,
        };
        message.say(&speaker.read())
    };
    let undo = move || {
        (!import.taken.read().is_empty()).then(|| {
            view! {
                <button
                    type="button"
                    class="btn quiet"
                    data-action="undo"
                    on:click=move |_| link.undo()
                >
                    {say(Mapping::Undo)}
                    <kbd class="kbd">"Ctrl Z"</kbd>
                </button>
            }
        })
    };
    let undo_key = window_event_listener(ev::keydown, move |event| {
        let is_undo = (event.ctrl_key() || event.meta_key()) && event.key() == "z";
        let is_free = !import.taken.read_untracked().is_empty() && !is_typing();
        if is_undo && is_free {
            event.prevent_default();
            link.undo();
        }
    });
    on_cleanup(move || undo_key.remove());
    let open_questions = move || {
        import
            .read
            .read()
            .as_ref()
            .is_some_and(|read| !read.questions.is_empty())
    };
    view! {
        <div class="head">
            <div>
                <p class="eyebrow">{move || eyebrow()}</p>
                <h1 class="answer" aria-live="polite">{move || title()}</h1>
                <p class="lede">{move || lede()}</p>
            </div>
            <div class="row keep">
                {move || undo()}
                <button type="button" class="btn" on:click=move |_| steps.leave_import()>
                    {say(Mapping::StartOver)}
                </button>
                <button
                    type="button"
                    class="btn primary"
                    data-action="analyse"
                    disabled=move || !can_analyse()
                    title=move || {
                        open_questions().then(|| Mapping::AnswerFirst.say(&speaker.read()))
                    }
                    on:click=move |_| link.analyse()
                >
                    {move || analyse()}
                </button>
            </div>
        </div>
    }
}

#[component]
fn Questions() -> impl IntoView {
    let import = expect_context::<Import>();
    let read = move || import.read.get().filter(|read| !read.questions.is_empty());
    move || {
        read().map(|read: Arc<ReadResult>| {
            view! {
                <section class="fig s12" data-questions=read.questions.len().to_string()>
                    <h2>{say(Mapping::Questions)}</h2>
                    <p class="fig-sub">{say(Mapping::QuestionsWhy)}</p>
                    <div class="fig-body stack-2">
                        {read
                            .questions
                            .iter()
                            .map(|question| view! { <OneQuestion question=question.clone()/> })
                            .collect_view()}
                    </div>
                </section>
            }
        })
    }
}

#[component]
fn OneQuestion(question: Question) -> impl IntoView {
    let link = expect_context::<Link>();
    let is_column = question.id.starts_with("column_");
    let is_year = question.id == "year";
    let is_day = question.id == "counted_to";
    let answers = question
        .answers
        .into_iter()
        .enumerate()
        .map(|(place, (words, recipe)): (usize, (Message, _))| {
            view! {
                <button
                    type="button"
                    class="btn"
                    data-answer=place.to_string()
                    on:click=move |_| link.reread(recipe.clone())
                >
                    {say(words)}
                </button>
            }
        })
        .collect_view();
    view! {
        <div class="notice warn-n" role="group" data-question=question.id>
            <div>
                <p>
                    <strong>{say(question.text)}</strong>
                </p>
                <p>{say(question.because)}</p>
                {is_column.then(|| view! { <p>{say(Mapping::ChooseColumn)}</p> })}
            </div>
            {is_year.then(|| view! { <YearOfDays/> })}
            {is_day.then(|| view! { <DayOfList/> })}
            <p class="row">{answers}</p>
        </div>
    }
}

/// Where the year of days without one is written, once their order is known.
#[component]
fn YearOfDays() -> impl IntoView {
    let import = expect_context::<Import>();
    let link = expect_context::<Link>();
    let recipe = Memo::new(move |_| import.recipe().filter(recipe_edit::lacks_year));
    let choose = move |event: leptos::ev::Event| {
        let year = event_target_value(&event).parse().ok();
        let year = year.filter(|year| (1900..=2100).contains(year));
        if let Some((recipe, year)) = recipe.get_untracked().zip(year) {
            link.reread(recipe_edit::with_year(&recipe, year));
        }
    };
    let shown = move || recipe.read().is_some();
    view! {
        <Show when=shown>
            <label class="field">
                <span>{say(Mapping::YearOfDays)}</span>
                <input
                    class="input num short"
                    type="number"
                    min="1900"
                    max="2100"
                    data-answer="year"
                    on:change=choose
                />
            </label>
        </Show>
    }
}

/// Whether a field has the focus in which the browser's own undo works.
fn is_typing() -> bool {
    let focused = document().active_element();
    focused.is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA"))
}
