//! The top bar: what applies to the whole page.

use std::sync::Arc;

use super::bar_compare::CompareControl;
use super::nav::Brand;
use super::popover::Popover;
use super::state::{Import, Preferences, Session, say, speaker};
use super::steps::Steps;
use crate::app::view::prelude::*;
use crate::base::{Day, Period};
use crate::dataset::Filter;
use crate::i18n::Say as _;
use crate::i18n::mapping::Mapping;
use crate::i18n::shell::Shell;
use crate::i18n::tables::Tables;
use crate::protocol::address::Place;
use crate::protocol::periods::{self, PeriodChoice};
use crate::protocol::{Filterable, SessionInfo};
use crate::store::Theme;

/// The top bar of every page but the start.
#[component]
pub(super) fn Bar(
    /// Whether the drawer is open.
    menu_open: RwSignal<bool>,
    /// The place shown.
    place: Memo<Place>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let import = expect_context::<Import>();
    let importing = move || *place.read() == Place::Import;
    let project = move || {
        if importing() && !import.name.read().is_empty() {
            stem(&import.name.read())
        } else {
            session
                .info
                .read()
                .as_ref()
                .map(|info| stem(&info.name))
                .unwrap_or_default()
        }
    };
    let has_view = move || {
        session.has_rows.get()
            && session.has_results()
            && matches!(
                *place.read(),
                Place::Panels(_) | Place::Customers(_) | Place::Customer(_)
            )
    };
    let speaker = speaker();
    // What stands beside the project where nothing can be chosen.
    let beside = move || {
        let message = match &*place.read() {
            Place::Data => Shell::CustomPeriod {
                period: session.info.read().as_ref()?.span,
            },
            other @ (Place::Privacy | Place::Settings) => Shell::Page {
                id: other.page_id().to_owned(),
            },
            _ => return None,
        };
        Some(message.say(&speaker.read()))
    };
    view! {
        <header class="bar">
            <button
                type="button"
                class="btn menu-btn"
                aria-controls="pages"
                aria-expanded=move || menu_open.get().to_string()
                on:click=move |_| menu_open.update(|open| *open = !*open)
            >
                {say(Shell::Menu)}
            </button>
            <Brand/>
            <span class="project">{move || project()}</span>
            <span class="muted">{move || beside()}</span>
            <Show when=importing>
                <ImportSteps/>
            </Show>
            <Show when=has_view>
                <ViewControls/>
            </Show>
            <span class="spacer"></span>
            <span class="bar-tools">
                <Tools/>
            </span>
        </header>
    }
}

/// Hide names and theme: in the bar, and in the drawer of small screens.
#[component]
pub(super) fn Tools() -> impl IntoView {
    let preferences = expect_context::<Preferences>();
    let hide = preferences.hide_names;
    let speaker = speaker();
    let names = move || {
        let message = if hide.get() {
            Shell::ShowNames
        } else {
            Shell::HideNames
        };
        message.say(&speaker.read())
    };
    view! {
        <button
            type="button"
            class="btn quiet"
            data-action="hide-names"
            on:click=move |_| hide.update(|hide| *hide = !*hide)
        >
            {move || names()}
        </button>
        <ThemeButton/>
    }
}

/// Goes round the three themes; its name for readers says the one in force.
#[component]
pub(super) fn ThemeButton() -> impl IntoView {
    let theme = expect_context::<Preferences>().theme;
    let speaker = speaker();
    let name = move || {
        let message = match theme.get() {
            Theme::System => Shell::ThemeSystem,
            Theme::Light => Shell::ThemeLight,
            Theme::Dark => Shell::ThemeDark,
        };
        message.say(&speaker.read())
    };
    let next = move |_| {
        theme.update(|theme| {
            *theme = match theme {
                Theme::System => Theme::Light,
                Theme::Light => Theme::Dark,
                Theme::Dark => Theme::System,
            };
        });
    };
    view! {
        <button
            type="button"
            class="btn quiet"
            data-action="theme"
            aria-label=name
            title=name
            on:click=next
        >
            {say(Shell::Theme)}
        </button>
    }
}

#[component]
fn ImportSteps() -> impl IntoView {
    view! {
        <ol class="steps" aria-label=say(Mapping::Steps)>
            <li>{say(Mapping::StepFile)}</li>
            <li aria-current="step">{say(Mapping::StepColumns)}</li>
            <li>{say(Mapping::StepAnswer)}</li>
        </ol>
    }
}

#[component]
fn ViewControls() -> impl IntoView {
    let info = info();
    let speaker = speaker();
    let open = RwSignal::new(false);
    let has_periods = move || info.read().as_ref().is_none_or(|info| !info.is_of_totals);
    let period = move || {
        let info = info.read();
        let period = info.as_ref()?.period;
        Some(Shell::CustomPeriod { period }.say(&speaker.read()))
    };
    view! {
        // On the smallest screens the period alone stands in the bar and opens the rest.
        <button
            type="button"
            class="btn quiet view-btn"
            aria-expanded=move || open.get().to_string()
            on:click=move |_| open.update(|open| *open = !*open)
        >
            {period}
        </button>
        <div class="view" class:is-open=move || open.get()>
            <Show when=has_periods>
                <PeriodControl/>
                <CompareControl/>
            </Show>
            <Show when=move || !has_periods()>
                <span class="muted" data-whole-time="">{say(Tables::WholeTime)}</span>
            </Show>
            <AsOfControl/>
            <FilterControl/>
        </div>
    }
}

/// The session's info; the controls below stand only while there is one.
pub(super) fn info() -> Memo<Option<Arc<SessionInfo>>> {
    let session = expect_context::<Session>();
    Memo::new(move |_| session.info.get())
}

#[component]
fn PeriodControl() -> impl IntoView {
    let steps = expect_context::<Steps>();
    let info = info();
    let speaker = speaker();
    let offered = Memo::new(move |_| {
        info.read()
            .as_ref()
            .map(|info| periods::choices(info.span.from, info.as_of))
            .unwrap_or_default()
    });
    let in_force = move || info.read().as_ref().map(|info| info.period);
    let buttons = move || {
        offered
            .get()
            .into_iter()
            .map(|choice| {
                let period = choice.period();
                let label = move || {
                    let message = match choice {
                        PeriodChoice::Year(year) => Shell::Year { year },
                        PeriodChoice::LastTwelveMonths(_) => Shell::LastTwelveMonths,
                        PeriodChoice::Everything(_) => Shell::Everything,
                    };
                    message.say(&speaker.read())
                };
                let choose = move |_| steps.change_view(|view| view.period = period);
                view! {
                    <button
                        type="button"
                        aria-pressed=move || (in_force() == period).to_string()
                        on:click=choose
                    >
                        {move || label()}
                    </button>
                }
            })
            .collect_view()
    };
    let open = RwSignal::new(false);
    let is_own = Memo::new(move |_| {
        in_force().is_some_and(|period| {
            !offered
                .read()
                .iter()
                .any(|choice| choice.period() == Some(period))
        })
    });
    let own_label = Signal::derive(move || {
        let message = match in_force().filter(|_| is_own.get()) {
            Some(period) => Shell::CustomPeriod { period },
            None => Shell::Custom,
        };
        message.say(&speaker.read())
    });
    let own_class = Signal::derive(move || {
        if is_own.get() {
            "btn is-on".to_owned()
        } else {
            "btn quiet".to_owned()
        }
    });
    view! {
        <div class="seg" role="group" aria-label=say(Shell::Period)>
            {move || buttons()}
        </div>
        <Popover label=own_label class=own_class open=open>
            <OwnDates open=open/>
        </Popover>
    }
}

#[component]
fn OwnDates(open: RwSignal<bool>) -> impl IntoView {
    let steps = expect_context::<Steps>();
    let info = info();
    let in_force = info.with_untracked(|info| info.as_ref().map(|info| info.period));
    let day = |pick: fn(Period) -> Day| in_force.map(pick).map(|d| d.to_string());
    let from = RwSignal::new(day(|period| period.from).unwrap_or_default());
    let to = RwSignal::new(day(|period| period.to).unwrap_or_default());
    let chosen = move || {
        let (from, to) = (Day::from_iso(&from.read())?, Day::from_iso(&to.read())?);
        Period::new(from, to)
    };
    let apply = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(period) = untrack(chosen) {
            steps.change_view(|view| view.period = Some(period));
            open.set(false);
        }
    };
    view! {
        <form class="stack-2" on:submit=apply>
            <label class="field">
                <span>{say(Shell::FromDay)}</span>
                <input class="input" type="date" bind:value=from/>
            </label>
            <label class="field">
                <span>{say(Shell::ToDay)}</span>
                <input class="input" type="date" bind:value=to/>
            </label>
            <Show when=move || chosen().is_none()>
                <p class="down" role="alert">{say(Shell::PeriodImpossible)}</p>
            </Show>
            <button class="btn primary" type="submit" disabled=move || chosen().is_none()>
                {say(Shell::Apply)}
            </button>
        </form>
    }
}

#[component]
fn AsOfControl() -> impl IntoView {
    let info = info();
    let speaker = speaker();
    let open = RwSignal::new(false);
    let label = Signal::derive(move || {
        info.read()
            .as_ref()
            .map(|info| Shell::AsOf { day: info.as_of }.say(&speaker.read()))
            .unwrap_or_default()
    });
    view! {
        <Popover label=label class="btn quiet" open=open>
            <AsOfDay open=open/>
        </Popover>
    }
}

#[component]
fn AsOfDay(open: RwSignal<bool>) -> impl IntoView {
    let steps = expect_context::<Steps>();
    let Some(info) = info().get_untracked() else {
        return ().into_any();
    };
    let span = info.span;
    let text = RwSignal::new(info.as_of.to_string());
    let chosen = move || Day::from_iso(&text.read()).filter(|day| span.contains(*day));
    let apply = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(day) = untrack(chosen) {
            steps.change_view(|view| view.as_of = (day != span.to).then_some(day));
            open.set(false);
        }
    };
    let reset = move |_| {
        steps.change_view(|view| view.as_of = None);
        open.set(false);
    };
    view! {
        <form class="stack-2" on:submit=apply>
            <label class="field">
                <span>{say(Shell::AsOfDay)}</span>
                <input
                    class="input"
                    type="date"
                    min=span.from.to_string()
                    max=span.to.to_string()
                    bind:value=text
                />
                <em>{say(Shell::AsOfHelp)}</em>
            </label>
            <Show when=move || chosen().is_none()>
                <p class="down" role="alert">{say(Shell::DayOutside { span })}</p>
            </Show>
            <p class="row">
                <button class="btn primary" type="submit" disabled=move || chosen().is_none()>
                    {say(Shell::Apply)}
                </button>
                <button class="btn quiet" type="button" on:click=reset>
                    {say(Shell::LastDayOfData { day: span.to })}
                </button>
            </p>
        </form>
    }
    .into_any()
}

#[component]
fn FilterControl() -> impl IntoView {
    let steps = expect_context::<Steps>();
    let info = info();
    let session = expect_context::<Session>();
    let speaker = speaker();
    let open = RwSignal::new(false);
    let chips = move || {
        let filters = session.view.read().filters.clone();
        if filters.is_empty() {
            return view! { <span class="chip">{say(Shell::AllRows)}</span> }.into_any();
        }
        filters
            .into_iter()
            .map(|filter| {
                let column = column_of(&filter, info.read().as_deref(), &speaker.read());
                let value = filter.value.clone();
                let remove_label = Shell::RemoveFilter {
                    column: column.clone(),
                    value: value.clone(),
                };
                let remove = move |_| {
                    steps.change_view(|view| view.filters.retain(|kept| *kept != filter));
                };
                view! {
                    <span class="chip">
                        {say(Shell::FilterIs { column, value })}
                        <button
                            type="button"
                            class="x"
                            aria-label=say(remove_label)
                            on:click=remove
                        >
                            "×"
                        </button>
                    </span>
                }
            })
            .collect_view()
            .into_any()
    };
    let can_filter = move || {
        info.read()
            .as_ref()
            .is_some_and(|info| !info.filterable.is_empty())
    };
    let add = Signal::derive(move || Shell::AddFilter.say(&speaker.read()));
    view! {
        <span class="chips">{move || chips()}</span>
        <Show when=can_filter>
            <Popover label=add class="chip add" open=open>
                <FilterChoice open=open/>
            </Popover>
        </Show>
    }
}

/// Values shown of one column before the person narrows them.
const VALUES_SHOWN: usize = 40;

#[component]
fn FilterChoice(open: RwSignal<bool>) -> impl IntoView {
    let steps = expect_context::<Steps>();
    let speaker = speaker();
    let filterable: Arc<[Filterable]> = info()
        .get_untracked()
        .map(|info| info.filterable.clone().into())
        .unwrap_or_default();
    let column = RwSignal::new(0_usize);
    let search = RwSignal::new(String::new());
    let columns = filterable
        .iter()
        .enumerate()
        .map(|(place, column)| {
            let label = column.label.clone();
            view! { <option value=place.to_string()>{move || label.say(&speaker.read())}</option> }
        })
        .collect_view();
    let values = move || {
        let Some(chosen) = filterable.get(column.get()) else {
            return Vec::new();
        };
        let wanted = search.read().to_lowercase();
        chosen
            .values
            .iter()
            .filter(|(value, _)| value.to_lowercase().contains(&wanted))
            .take(VALUES_SHOWN)
            .map(|(value, rows)| {
                let filter = Filter {
                    value: value.clone(),
                    ..chosen.filter.clone()
                };
                let rows = *rows as i64;
                let add = move |_| {
                    let filter = filter.clone();
                    steps.change_view(|view| {
                        if !view.filters.contains(&filter) {
                            view.filters.push(filter);
                        }
                    });
                    open.set(false);
                };
                view! {
                    <li>
                        <button type="button" on:click=add>
                            <span>{value.clone()}</span>
                            <small>{say(Shell::RowsWith { rows })}</small>
                        </button>
                    </li>
                }
            })
            .collect()
    };
    view! {
        <div class="stack-2">
            <label class="field">
                <span>{say(Shell::FilterColumn)}</span>
                <select
                    class="select"
                    on:change=move |event| {
                        column.set(event_target_value(&event).parse().unwrap_or_default());
                    }
                >
                    {columns}
                </select>
            </label>
            <label class="field">
                <span>{say(Shell::FindValue)}</span>
                <input class="input" type="search" bind:value=search/>
            </label>
            <ul class="values">{move || values()}</ul>
        </div>
    }
}

fn column_of(
    filter: &Filter,
    info: Option<&SessionInfo>,
    speaker: &crate::i18n::Speaker,
) -> String {
    info.and_then(|info| {
        info.filterable
            .iter()
            .find(|known| known.filter.role == filter.role && known.filter.column == filter.column)
    })
    .map(|known| known.label.say(speaker))
    .or_else(|| filter.column.clone())
    .unwrap_or_else(|| filter.role.id().to_owned())
}

/// A file's name without its ending: what a project is called until the person says otherwise.
pub(super) fn stem(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem.to_owned(),
        _ => name.to_owned(),
    }
}
