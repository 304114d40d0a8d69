//! Tables that are no sales: lists of customers with their totals, tables of customers.

use std::sync::Arc;

use crate::app::link::Link;
use crate::app::state::{Import, Session, say};
use crate::app::steps::Steps;
use crate::app::view::prelude::*;
use crate::base::Day;
use crate::dataset::{MatchCounts, Reconciliation, RecordCounts, RecordsKind, Role, TableKind};
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
        Some(counts) => fit_of(&counts, read.reconciliation.customers, true),
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

/// How the further tables fit, on the page of the account; nothing without one.
#[component]
pub(super) fn TableAccount(account: Reconciliation) -> impl IntoView {
    let customers = account.customers_table.as_ref().map(|counts| {
        let name = counts.name.clone();
        view! {
            <section class="fig s12" data-customers-table="true">
                <h2>{say(Tables::CustomersTable { name })}</h2>
                <p class="fig-sub">{say(Tables::CustomersTableWhy)}</p>
                <div class="fig-body stack-2">
                    {fit_of(counts, account.customers, false)}
                </div>
            </section>
        }
    });
    view! {
        {customers}
        <RecordTables account=account importing=false/>
    }
}

/// How the tables of contacts, campaigns and costs fit; nothing without one.
#[component]
pub(super) fn RecordTables(account: Reconciliation, importing: bool) -> impl IntoView {
    let customers = account.customers;
    let tables = account.records.into_iter().zip(0..);
    tables
        .map(|(counts, at)| {
            let lines = records_report(&counts, customers);
            let unmatched = counts.rows_read - counts.rows_used;
            let kind = counts.kind.id();
            let of_costs = counts.kind == RecordsKind::Costs;
            view! {
                <section class="fig s12" data-records-table=kind>
                    <h2>{say(Tables::RecordsTable { id: kind.to_owned(), name: counts.name })}</h2>
                    <p class="fig-sub">{say(Tables::RecordsTableWhy { of_costs })}</p>
                    <div class="fig-body stack-2">
                        <Fit lines=lines unmatched=unmatched records=Some(at) importing=importing/>
                    </div>
                </section>
            }
        })
        .collect_view()
}

/// What each of several files is, or each sheet beside the sales, to be said otherwise. Nothing for
/// one table, and for sales alone only where they were refused.
#[component]
pub(super) fn Files(refused: bool) -> impl IntoView {
    let import = expect_context::<Import>();
    let link = expect_context::<Link>();
    let shown = move |tables: &[(String, TableKind)]| {
        let mut kinds = tables.iter();
        refused && tables.len() > 1 || kinds.any(|(_, kind)| *kind != TableKind::Sales)
    };
    let fields = move |tables: Vec<(String, TableKind)>| {
        let chosen = RwSignal::new(tables.clone());
        // Of the sheets those with the sales are chosen by name.
        let of_sheets = tables.iter().all(|(_, kind)| *kind != TableKind::Sales);
        let fields = tables
            .iter()
            .cloned()
            .enumerate()
            .map(|(at, (name, kind))| {
                let choose = move |event: leptos::ev::Event| {
                    let id = event_target_value(&event);
                    if let Some(kind) = TableKind::ALL.into_iter().find(|kind| kind.id() == id) {
                        chosen.update(|tables| tables[at].1 = kind);
                    }
                };
                let options = TableKind::ALL
                    .into_iter()
                    .filter(|of| !of_sheets || *of != TableKind::Sales)
                    .map(|of| {
                        view! {
                            <option value=of.id() prop:selected=of == kind>
                                {say(Tables::Kind { id: of.id().to_owned() })}
                            </option>
                        }
                    })
                    .collect_view();
                view! {
                    <label class="field">
                        <span>{name}</span>
                        <select class="select" data-file=at.to_string() on:change=choose>
                            {options}
                        </select>
                    </label>
                }
            });
        let fields = fields.collect_view();
        view! {
            <section class="fig s12" data-files=tables.len().to_string()>
                <h2>{say(if of_sheets { Tables::Sheets } else { Tables::Files })}</h2>
                <p class="fig-sub">
                    {say(if of_sheets { Tables::SheetsWhy } else { Tables::FilesWhy })}
                </p>
                <div class="fig-body stack-2">
                    <div class="row">{fields}</div>
                    <p class="row">
                        <button
                            type="button"
                            class="btn"
                            data-action="open-as"
                            disabled=move || *chosen.read() == tables
                            on:click=move |_| link.open_as(chosen.get_untracked())
                        >
                            {say(Tables::OpenAs)}
                        </button>
                    </p>
                </div>
            </section>
        }
    };
    move || {
        Some(import.tables.get())
            .filter(|tables| shown(tables))
            .map(fields)
    }
}

/// How a table of customers fits.
fn fit_of(counts: &MatchCounts, customers: u64, importing: bool) -> AnyView {
    let unmatched = counts.customers_without_row
        + counts.rows_without_customer
        + counts.repeated_ids
        + counts.rows_without_id;
    let lines = report(counts, customers);
    view! { <Fit lines=lines unmatched=unmatched records=None importing=importing/> }.into_any()
}

/// What fits and what not, and the door to what does not.
#[component]
fn Fit(lines: Vec<Tables>, unmatched: u64, records: Option<u32>, importing: bool) -> impl IntoView {
    let steps = expect_context::<Steps>();
    let session = expect_context::<Session>();
    let lines = lines
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
                    on:click=move |_| steps.export(ExportWhat::Unmatched { records }, importing)
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
    say_causes(
        &mut lines,
        [
            (counts.rows_without_customer, |rows| {
                Tables::WithoutCustomer { rows }
            }),
            (counts.repeated_ids, |rows| Tables::Repeated { rows }),
            (counts.rows_without_id, |rows| Tables::WithoutId { rows }),
        ],
    );
    lines
}

/// The same of a table with any number of rows a customer.
fn records_report(counts: &RecordCounts, customers: u64) -> Vec<Tables> {
    let mut lines = vec![Tables::RecordsUsed {
        used: counts.rows_used as i64,
        rows: counts.rows_read as i64,
        customers: counts.customers as i64,
        of: customers as i64,
    }];
    if counts.kind == RecordsKind::Costs {
        lines.push(Tables::Costs {
            used: counts.amount_used,
            left: counts.amount_without_customer,
        });
    }
    say_causes(
        &mut lines,
        [
            (counts.rows_without_customer, |rows| {
                Tables::WithoutCustomer { rows }
            }),
            (counts.rows_without_id, |rows| Tables::WithoutId { rows }),
            (
                counts.rows_without_day + counts.rows_without_amount,
                |rows| Tables::Unread { rows },
            ),
        ],
    );
    lines
}

/// Rows that are not joined, and how their cause is said.
type Cause = (u64, fn(i64) -> Tables);

/// Rows that are not joined, by cause.
fn say_causes(lines: &mut Vec<Tables>, causes: [Cause; 3]) {
    let causes = causes.into_iter().filter(|(rows, _)| *rows > 0);
    lines.extend(causes.map(|(rows, say)| say(rows as i64)));
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
