//! Tables that are no sales: lists of customers with their totals, tables of customers.

use std::sync::Arc;

use crate::app::link::Link;
use crate::app::state::{Import, Session, say};
use crate::app::steps::Steps;
use crate::app::view::prelude::*;
use crate::base::Day;
use crate::dataset::{MatchCounts, Reconciliation, Role};
use crate::i18n::mapping::Mapping;
use crate::i18n::tables::Tables;
use crate::ingest::{ColumnRecipe, CustomersTable as Table, Recipe};
use crate::protocol::{EvidenceAbout, ExportWhat, ReadResult};

/// What a list of customers can say and what not; nothing for sales.
#[component]
pub(super) fn OfTotals(read: Arc<ReadResult>) -> impl IntoView {
    if !read.recipe.is_of_totals() {
        return ().into_any();
    }
    let how = read
        .evidence
        .iter()
        .filter(|evidence| evidence.about == EvidenceAbout::Layout)
        .map(|evidence| view! { <p>{say(evidence.because.clone())}</p> })
        .collect_view();
    view! {
        <section class="fig s12" data-totals="">
            <h2>{say(Tables::OfTotals)}</h2>
            <p class="fig-sub">{say(Tables::OfTotalsCan)}</p>
            <div class="fig-body stack-2">
                {how}
                <div class="notice">
                    <p>{say(Tables::OfTotalsCannot)}</p>
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// Where the day is written up to which a list counts, beside the likely ones.
#[component]
pub(super) fn DayOfList() -> impl IntoView {
    let import = expect_context::<Import>();
    let link = expect_context::<Link>();
    let choose = move |event: leptos::ev::Event| {
        let day = Day::from_iso(&event_target_value(&event));
        if let Some((mut recipe, day)) = import.recipe().zip(day) {
            recipe.rules.totals.counted_to = Some(day);
            link.reread(recipe);
        }
    };
    view! {
        <label class="field">
            <span>{say(Tables::CountedTo)}</span>
            <input class="input" type="date" data-answer="day" on:change=choose/>
        </label>
    }
}

/// What a column of a table of customers may be.
const ROLES: [Role; 6] = [
    Role::Customer,
    Role::CustomerName,
    Role::Region,
    Role::Manager,
    Role::Dimension,
    Role::Ignore,
];

/// The second table: how it fits, what its columns are, and the way out. Nothing without one.
#[component]
pub(super) fn CustomersTable(read: Arc<ReadResult>) -> impl IntoView {
    let Some(table) = read.recipe.customers_table.clone() else {
        return ().into_any();
    };
    let counts = read.reconciliation.customers_table.clone();
    if counts.is_none() && table.joined {
        // A remembered table that was not opened this time.
        return ().into_any();
    }
    let link = expect_context::<Link>();
    let joined = table.joined;
    let recipe = read.recipe.clone();
    let switch = move |_| {
        let changed = changed(&recipe, &|table| table.joined = !joined);
        link.reread(changed);
    };
    let fields = joined.then(|| {
        let columns = table.columns.iter().zip(&read.table_examples);
        let fields = columns.map(|(column, example)| {
            let recipe = read.recipe.clone();
            view! { <OneColumn column=column.clone() example=example.clone() recipe=recipe/> }
        });
        view! { <div class="formats">{fields.collect_view()}</div> }
    });
    let fit = match counts {
        Some(counts) => view! {
            <Fit counts=counts customers=read.reconciliation.customers importing=true/>
        }
        .into_any(),
        None => view! { <p>{say(Tables::LeftOut)}</p> }.into_any(),
    };
    view! {
        <section class="fig s12" data-customers-table=joined.to_string()>
            <h2>{say(Tables::CustomersTable { name: table.name })}</h2>
            <p class="fig-sub">{say(Tables::CustomersTableWhy)}</p>
            <div class="fig-body stack-2">
                {fit}
                {fields}
                <p class="row">
                    <button
                        type="button"
                        class="btn quiet"
                        data-action="join-table"
                        on:click=switch
                    >
                        {say(if joined { Tables::LeaveOut } else { Tables::Join })}
                    </button>
                </p>
            </div>
        </section>
    }
    .into_any()
}

/// How the table of customers fits, on the page of the account; nothing without one.
#[component]
pub(super) fn TableAccount(account: Reconciliation) -> impl IntoView {
    let Some(counts) = account.customers_table else {
        return ().into_any();
    };
    let name = counts.name.clone();
    view! {
        <section class="fig s12" data-customers-table="true">
            <h2>{say(Tables::CustomersTable { name })}</h2>
            <p class="fig-sub">{say(Tables::CustomersTableWhy)}</p>
            <div class="fig-body stack-2">
                <Fit counts=counts customers=account.customers importing=false/>
            </div>
        </section>
    }
    .into_any()
}

/// What fits and what not, and the door to what does not.
#[component]
fn Fit(counts: MatchCounts, customers: u64, importing: bool) -> impl IntoView {
    let steps = expect_context::<Steps>();
    let session = expect_context::<Session>();
    let unmatched = counts.customers_without_row
        + counts.rows_without_customer
        + counts.repeated_ids
        + counts.rows_without_id;
    let lines = report(&counts, customers)
        .into_iter()
        .map(|line| view! { <p>{say(line)}</p> })
        .collect_view();
    let has_rows = move || importing || session.has_rows.get();
    let download = move || {
        (unmatched > 0 && has_rows()).then(|| {
            view! {
            <p>
                <button
                    type="button"
                    class="link"
                    data-action="download-unmatched"
                    on:click=move |_| steps.export(ExportWhat::Unmatched, importing)
                >
                    {say(Tables::DownloadUnmatched)}
                </button>
            </p>
            }
        })
    };
    view! {
        <div>
            {lines}
            {move || download()}
        </div>
    }
}

/// What fits and what not, in sentences.
fn report(counts: &MatchCounts, customers: u64) -> Vec<Tables> {
    let mut lines = vec![Tables::Matched {
        matched: counts.matched as i64,
        of: customers as i64,
        rows: counts.rows_read as i64,
    }];
    if counts.customers_without_row > 0 {
        lines.push(Tables::WithoutRow {
            customers: counts.customers_without_row as i64,
            amount: counts.amount_without_row,
        });
    }
    let rows = counts.rows_without_customer as i64;
    if rows > 0 {
        lines.push(Tables::WithoutCustomer { rows });
    }
    let rows = counts.repeated_ids as i64;
    if rows > 0 {
        lines.push(Tables::Repeated { rows });
    }
    let rows = counts.rows_without_id as i64;
    if rows > 0 {
        lines.push(Tables::WithoutId { rows });
    }
    lines
}

/// The recipe with its table changed.
fn changed(recipe: &Recipe, change: &dyn Fn(&mut Table)) -> Recipe {
    let mut recipe = recipe.clone();
    if let Some(table) = &mut recipe.customers_table {
        change(table);
    }
    recipe
}

#[component]
fn OneColumn(column: ColumnRecipe, example: String, recipe: Recipe) -> impl IntoView {
    let link = expect_context::<Link>();
    let (index, role) = (column.index, column.role);
    let choose = move |event: leptos::ev::Event| {
        let Some(chosen) = Role::from_id(&event_target_value(&event)) else {
            return;
        };
        link.reread(changed(&recipe, &|table| {
            for column in &mut table.columns {
                if column.index == index {
                    column.role = chosen;
                } else if column.role == chosen && chosen != Role::Dimension {
                    column.role = Role::Ignore;
                }
            }
        }));
    };
    let options = ROLES
        .into_iter()
        .map(|of| {
            view! {
                <option value=of.id() prop:selected=of == role>
                    {say(Mapping::Role { id: of.id().to_owned() })}
                </option>
            }
        })
        .collect_view();
    view! {
        <label class="field">
            <span>{column.name}</span>
            <select class="select" data-table-column=index.to_string() on:change=choose>
                {options}
            </select>
            <em>{say(Tables::Example { value: example })}</em>
        </label>
    }
}
