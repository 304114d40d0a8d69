//! What each column means, over the first rows as they stand in the file.

use std::sync::Arc;

use crate::app::link::Link;
use crate::app::state::{Import, ImportPhase, say, speaker};
use crate::app::view::prelude::*;
use crate::dataset::Role;
use crate::i18n::Say as _;
use crate::i18n::mapping::Mapping;
use crate::ingest::Recipe;
use crate::protocol::{ColumnEvidence, Preview, recipe_edit};

/// The block of columns.
#[component]
pub(super) fn Columns() -> impl IntoView {
    let import = expect_context::<Import>();
    let recipe = Memo::new(move |_| import.recipe());
    let speaker = speaker();
    let sub = move || {
        let shown = import
            .preview
            .read()
            .as_ref()
            .map_or(0, |preview| preview.rows.len() as i64);
        let total = import
            .read
            .read()
            .as_ref()
            .filter(|_| *import.phase.read() != ImportPhase::Reading)
            .map(|read| read.reconciliation.rows_read as i64);
        Mapping::ColumnsSub { shown, total }.say(&speaker.read())
    };
    let later = move || {
        let recipe = recipe.read();
        let roles: Vec<String> = recipe
            .iter()
            .flat_map(|recipe| &recipe.columns)
            .map(|column| column.role)
            .filter(|role| role.is_for_later())
            .map(|role| role.id().to_owned())
            .collect();
        (!roles.is_empty()).then(|| {
            let text = Mapping::KeptForLater { roles }.say(&speaker.read());
            view! { <p class="fig-sub">{text}</p> }
        })
    };
    let table = move || {
        import
            .preview
            .get()
            .map(|preview| view! { <Table preview=preview recipe=recipe/> })
    };
    view! {
        <section class="fig s12">
            <h2 id="columns">{say(Mapping::Columns)}</h2>
            <p class="fig-sub">{move || sub()}</p>
            {move || later()}
            <div class="fig-body preview" tabindex="0" role="region" aria-labelledby="columns">
                {move || table()}
            </div>
        </section>
    }
}

#[component]
fn Table(preview: Arc<Preview>, recipe: Memo<Option<Recipe>>) -> impl IntoView {
    let roles = |recipe: &Option<Recipe>| -> Vec<Role> {
        recipe
            .iter()
            .flat_map(|recipe| recipe.columns.iter().map(|column| column.role))
            .collect()
    };
    // Cells that are missing where they are needed are marked, so the rows follow the roles.
    let roles = Memo::new(move |_| roles(&recipe.read()));
    let heads = preview
        .header
        .iter()
        .enumerate()
        .map(|(index, name)| {
            let seen = preview.columns.get(index).cloned();
            let class = class_of(seen.as_ref());
            view! {
                <th scope="col" class=class>
                    <ColumnRole index=index name=name.clone() seen=seen recipe=recipe/>
                </th>
            }
        })
        .collect_view();
    let names = preview
        .header
        .iter()
        .enumerate()
        .map(|(index, name)| {
            let class = class_of(preview.columns.get(index));
            view! { <th scope="col" class=class><ColumnName index=index name=name.clone()/></th> }
        })
        .collect_view();
    let rows = move || {
        let roles = roles.get();
        preview
            .rows
            .iter()
            .map(|row| {
                let cells = (0..preview.header.len())
                    .map(|index| {
                        let numeric = is_numeric(preview.columns.get(index));
                        let cell = row.cells.get(index).cloned().unwrap_or_default();
                        let role = roles.get(index).copied().unwrap_or(Role::Ignore);
                        one_cell(cell, numeric, role)
                    })
                    .collect_view();
                view! {
                    <tr>
                        <td class="num muted">{row.line.to_string()}</td>
                        {cells}
                    </tr>
                }
            })
            .collect_view()
    };
    view! {
        <table class="table dense map">
            <thead>
                <tr class="roles">
                    <td></td>
                    {heads}
                </tr>
                <tr>
                    <th scope="col" class="num">{say(Mapping::Line)}</th>
                    {names}
                </tr>
            </thead>
            <tbody>{move || rows()}</tbody>
        </table>
    }
}

fn one_cell(cell: String, numeric: bool, role: Role) -> AnyView {
    let needed = matches!(role, Role::Customer | Role::Date | Role::Amount);
    if needed && cell.trim().is_empty() {
        let class = if numeric { "num hole" } else { "hole" };
        return view! { <td class=class>{say(Mapping::Missing)}</td> }.into_any();
    }
    let class = match (numeric, role) {
        (true, _) if cell.trim_start().starts_with(['-', '−', '(']) => "num neg",
        (true, _) => "num",
        (false, Role::Ignore) => "muted",
        (false, _) => "",
    };
    view! { <td class=class>{cell}</td> }.into_any()
}

fn is_numeric(seen: Option<&ColumnEvidence>) -> bool {
    seen.is_some_and(|seen| seen.numeric)
}

fn class_of(seen: Option<&ColumnEvidence>) -> &'static str {
    if is_numeric(seen) { "num" } else { "" }
}

/// The name of a column, and what was seen in it: over the whole file once that was read.
#[component]
fn ColumnName(index: usize, name: String) -> impl IntoView {
    let import = expect_context::<Import>();
    let speaker = speaker();
    let seen = move || {
        let read = import.read.read();
        let preview = import.preview.read();
        let is_read = *import.phase.read() != ImportPhase::Reading;
        let columns = match (read.as_ref().filter(|_| is_read), &*preview) {
            (Some(read), _) => &read.columns,
            (None, Some(preview)) => &preview.columns,
            (None, None) => return None,
        };
        columns
            .get(index)
            .map(|seen| seen.summary.say(&speaker.read()))
    };
    view! {
        <span class="colname">{name_or_place(index, name)}</span>
        <span class="ev">{move || seen()}</span>
    }
}

fn name_or_place(index: usize, name: String) -> AnyView {
    if name.trim().is_empty() {
        say(Mapping::Unnamed {
            place: index as i64 + 1,
        })
        .into_any()
    } else {
        name.into_any()
    }
}

#[component]
fn ColumnRole(
    index: usize,
    name: String,
    seen: Option<ColumnEvidence>,
    recipe: Memo<Option<Recipe>>,
) -> impl IntoView {
    let link = expect_context::<Link>();
    let role = Memo::new(move |_| {
        recipe
            .read()
            .as_ref()
            .and_then(|recipe| recipe.columns.iter().find(|column| column.index == index))
            .map_or(Role::Ignore, |column| column.role)
    });
    let class = move || {
        if role.get() == Role::Ignore {
            "select is-unset"
        } else {
            "select"
        }
    };
    let choose = move |event: leptos::ev::Event| {
        let chosen = Role::from_id(&event_target_value(&event));
        if let (Some(role), Some(recipe)) = (chosen, recipe.get_untracked()) {
            link.reread(recipe_edit::with_role(&recipe, index, role));
        }
    };
    let fitting = seen.map(|seen| seen.fitting).unwrap_or_default();
    let others: Vec<Role> = Role::ALL
        .into_iter()
        .filter(|role| !fitting.contains(role))
        .collect();
    let option = move |of: Role| {
        view! {
            <option value=of.id() prop:selected=move || role.get() == of>
                {say(Mapping::Role { id: of.id().to_owned() })}
            </option>
        }
    };
    let groups = if fitting.is_empty() {
        others.into_iter().map(option).collect_view().into_any()
    } else {
        view! {
            <optgroup label=say(Mapping::Fitting)>
                {fitting.into_iter().map(option).collect_view()}
            </optgroup>
            <optgroup label=say(Mapping::OtherRoles)>
                {others.into_iter().map(option).collect_view()}
            </optgroup>
        }
        .into_any()
    };
    view! {
        <select
            class=class
            data-column=index.to_string()
            aria-label=say(Mapping::RoleOf { column: name })
            on:change=choose
        >
            {groups}
        </select>
    }
}
