//! A table of a panel: numbers at the right, small bars beside shares, rows that open the customers
//! behind them.

use super::desk::Desk;
use super::link_to::{is_for_the_browser, leads_somewhere};
use super::tag::dot_class;
use super::value_cell::{is_negative, name_view, share_view, value_view};
use crate::app::view::prelude::*;
use crate::chart::spec::Ink;
use crate::export::{is_numeric, raw_value};
use crate::i18n::Message;
use crate::panels::panel::{Column, Row, Table, Value};

/// Tables of more rows scroll in a box of their own.
const LONG: usize = 20;

/// A table. It may scroll sideways within its own box, the page never does.
#[component]
pub fn DataTable(
    /// The table.
    table: Memo<Option<Table>>,
    /// Its name for readers.
    name: Memo<Option<Message>>,
    /// Rows of 32 px instead of 40.
    #[prop(optional)]
    dense: bool,
) -> impl IntoView {
    let desk = Desk::from_context();
    let caption = move || name.get().map(|name| desk.say(&name));
    let body = move || {
        table.get().map(without_empty_columns).map(|table| {
            let shape = Shape::of(&table);
            let head = head_view(&table.columns, &shape);
            let rows = table
                .rows
                .into_iter()
                .map(|row| row_view(row, &table.columns, &shape))
                .collect_view();
            let total = table
                .total
                .map(|row| total_view(row, &table.columns, &shape));
            view! {
                <table class="table" class:dense=dense data-table=table.id>
                    <caption class="sr">{move || caption()}</caption>
                    <thead>
                        <tr>{head}</tr>
                    </thead>
                    <tbody>{rows} {total}</tbody>
                </table>
            }
        })
    };
    let is_long = move || {
        let table = table.read();
        table.as_ref().is_some_and(|table| table.rows.len() > LONG)
    };
    // A table may be taller or wider than its box: without a mouse it is scrolled with the arrow keys.
    view! {
        <div class="scroll-x" class:long=is_long tabindex="0">
            {move || body()}
        </div>
    }
}

/// Leaves out columns nobody can fill yet (profit before there are costs).
fn without_empty_columns(mut table: Table) -> Table {
    let kept: Vec<bool> = (0..table.columns.len())
        .map(|ix| {
            table.rows.is_empty()
                || table
                    .rows
                    .iter()
                    .any(|row| row.cells.get(ix).is_some_and(|value| *value != Value::None))
        })
        .collect();
    let keep = |ix: usize| kept.get(ix).copied().unwrap_or(true);
    let mut ix = 0..;
    table.columns.retain(|_| ix.next().is_none_or(keep));
    for row in table.rows.iter_mut().chain(&mut table.total) {
        let mut ix = 0..;
        row.cells.retain(|_| ix.next().is_none_or(keep));
    }
    table
}

/// Which columns stand at the right.
struct Shape {
    numeric: Vec<bool>,
}

impl Shape {
    fn of(table: &Table) -> Self {
        let numeric = (0..table.columns.len())
            .map(|ix| {
                table
                    .rows
                    .iter()
                    .filter_map(|row| row.cells.get(ix))
                    .find(|value| **value != Value::None)
                    .is_some_and(is_numeric)
            })
            .collect();
        Self { numeric }
    }

    /// The first column names the rows and stands at the left.
    fn class(&self, ix: usize) -> &'static str {
        if ix > 0 && self.numeric.get(ix) == Some(&true) {
            "num"
        } else {
            ""
        }
    }
}

fn head_view(columns: &[Column], shape: &Shape) -> AnyView {
    let desk = Desk::from_context();
    columns
        .iter()
        .enumerate()
        .map(|(ix, column)| {
            let label = column.label.clone();
            view! {
                <th scope="col" class=shape.class(ix) data-column=column.id.clone()>
                    {desk.text(label)}
                </th>
            }
        })
        .collect_view()
        .into_any()
}

fn row_view(row: Row, columns: &[Column], shape: &Shape) -> AnyView {
    let desk = Desk::from_context();
    let Row {
        cells,
        detail,
        ink,
        action,
    } = row;
    let mut cells = cells.into_iter().zip(columns).enumerate();
    let first = cells.next().map(|(_, (value, column))| {
        let raw = raw_value(&value);
        let dot = ink.map(|ink| view! { <span class=dot_class(ink)></span> });
        let words = name_view(value, column.decimals);
        let words = match action.clone() {
            Some(action) if leads_somewhere(&action) => {
                let href = move || desk.steps.href_of(&action);
                view! { <a href=href>{words}</a> }.into_any()
            }
            Some(action) => view! {
                <button type="button" class="as-link" on:click=move |_| desk.perform(&action)>
                    {words}
                </button>
            }
            .into_any(),
            None => words,
        };
        let class = if detail.is_some() { "who" } else { "" };
        let name = if detail.is_some() {
            view! { <b>{dot} {words}</b> }.into_any()
        } else {
            view! { {dot} {words} }.into_any()
        };
        let detail =
            detail.map(|detail| view! { <span class="row-detail">{desk.text(detail)}</span> });
        view! {
            <th scope="row" class=class data-value=raw>
                {name}
                {detail}
            </th>
        }
    });
    let others = cells
        .map(|(ix, (value, column))| cell_view(value, column, shape.class(ix), ink))
        .collect_view();
    let opens = action.is_some();
    let on_click = move |event: leptos::ev::MouseEvent| {
        if let Some(action) = action.as_ref().filter(|_| !is_for_the_browser(&event)) {
            desk.perform(action);
        }
    };
    view! {
        <tr class:opens=opens on:click=on_click>
            {first}
            {others}
        </tr>
    }
    .into_any()
}

fn cell_view(value: Value, column: &Column, class: &'static str, ink: Option<Ink>) -> AnyView {
    let raw = raw_value(&value);
    let lost = is_negative(&value);
    let content = match value {
        Value::Share(share) if column.bar => {
            share_view(share, column.decimals, ink.unwrap_or(Ink::Accent))
        }
        value => value_view(value, column.decimals),
    };
    view! {
        <td class=class class:down=lost data-value=raw>
            {content}
        </td>
    }
    .into_any()
}

fn total_view(row: Row, columns: &[Column], shape: &Shape) -> AnyView {
    let mut cells = row.cells.into_iter().zip(columns).enumerate();
    let first = cells.next().map(|(_, (value, column))| {
        view! {
            <th scope="row">
                {name_view(value, column.decimals)}
            </th>
        }
    });
    let others = cells
        .map(|(ix, (value, column))| {
            let raw = raw_value(&value);
            let content = match value {
                Value::None => ().into_any(),
                value => value_view(value, column.decimals),
            };
            view! {
                <td class=shape.class(ix) data-value=raw>
                    {content}
                </td>
            }
        })
        .collect_view();
    view! {
        <tr class="total">
            {first}
            {others}
        </tr>
    }
    .into_any()
}
