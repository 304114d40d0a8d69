//! The window on a list of customers: as many rows as can be seen stand on the page, whatever the
//! length of the list.

use std::sync::Arc;

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::html::Div;

use super::super::link::OpenedList;
use super::desk::Desk;
use super::list_source::ListSource;
use super::resize::height_of;
use super::value_cell::{is_negative, value_view};
use crate::app::view::prelude::*;
use crate::chart::spec::Action;
use crate::export::{is_numeric, raw_value, value_text};
use crate::i18n::CustomerRef;
use crate::i18n::customers::Customers;
use crate::panels::panel::{Column, Value};
use crate::protocol::ListRow;
use crate::protocol::window::ListWindow;

/// Height of a row, name and number under each other. Also the least of a touch target.
pub const ROW_PX: f64 = 48.0;
/// Height of the names of the columns.
const HEAD_PX: f64 = 44.0;
/// Between two columns.
const GAP_REM: f64 = 0.75;
/// A character of a figure in the widest of the usual typefaces.
const CHARACTER_REM: f64 = 0.56;
/// Columns kept on a small screen.
const KEPT_NARROW: [&str; 3] = ["customer", "revenue_in_period", "silent_days"];
/// The column whose colour says that a customer is overdue.
const SILENT: &str = "silent_days";

/// A list of customers.
#[component]
pub fn CustomerGrid(
    /// Where the rows come from.
    source: ListSource,
    /// The column in order and whether its largest stand first.
    sort: Memo<(String, bool)>,
    /// Sorts by a column.
    on_sort: Callback<(String, bool)>,
    /// Opens a card: the row and the customer.
    on_open: Callback<(u32, CustomerRef)>,
    /// The rows in sight, for the note under the list.
    seen: RwSignal<(u32, u32)>,
    /// The row to begin at: the one whose card was opened last.
    start: u32,
) -> impl IntoView {
    let desk = Desk::from_context();
    let holder = NodeRef::<Div>::new();
    let height = height_of(holder);
    let scroll = RwSignal::new(0.0);
    let active = RwSignal::new(start);
    let window = Memo::new(move |_| ListWindow {
        rows: source
            .opened
            .read()
            .as_ref()
            .map_or(0, |opened| opened.total),
        row_px: ROW_PX,
        height_px: (height.get() - HEAD_PX).max(ROW_PX),
        scroll_px: scroll.get(),
    });
    let ready = Memo::new(move |_| window.read().rows_ready());
    Effect::new(move |_| source.need(&ready.get()));
    Effect::new(move |_| {
        let rows = window.read().rows_seen();
        seen.set((rows.start, rows.end));
    });
    let scroll_to = move |row: u32| {
        let window = window.try_get_untracked();
        let holder = holder.try_get_untracked().flatten();
        if let (Some(scroll), Some(holder)) = (window.and_then(|w| w.scroll_to_px(row)), holder) {
            holder.set_scroll_top(scroll.round() as i32);
        }
    };
    // Another list or another order begins at its first row.
    Effect::new(move |before: Option<()>| {
        source.opened.track();
        if before.is_some() {
            active.set(0);
            scroll_to(0);
        } else if start > 0 {
            // The height of the window is known once it is laid out.
            request_animation_frame(move || scroll_to(start));
        }
    });
    let columns = Memo::new(move |_| {
        source
            .opened
            .read()
            .as_ref()
            .map_or_else(Vec::new, |opened| opened.columns.clone())
    });
    let sample = Memo::new(move |_| source.row(0).map(|row| row.cells));
    // A figure is never cut short: its column is as wide as the longest seen so far.
    let longest = Memo::new(move |before: Option<&Vec<usize>>| {
        let (columns, speaker) = (columns.read(), desk.speaker.read());
        let mut longest = before.cloned().unwrap_or_default();
        longest.resize(columns.len(), 0);
        for row in ready.get().filter_map(|row| source.row(row)) {
            for (ix, cell) in row
                .cells
                .iter()
                .enumerate()
                .filter(|(_, cell)| is_numeric(cell))
            {
                if let (Some(column), Some(longest)) = (columns.get(ix), longest.get_mut(ix)) {
                    let text = value_text(cell, column.decimals, &speaker);
                    *longest = text.chars().count().max(*longest);
                }
            }
        }
        longest
    });
    let widths = move || widths(&columns.read(), sample.read().as_deref(), &longest.read());
    let keys = Keys {
        source,
        window,
        active,
        scroll_to: Callback::new(scroll_to),
        on_open,
    };
    let head = move || {
        let sample = sample.get().unwrap_or_default();
        columns
            .get()
            .into_iter()
            .enumerate()
            .map(|(ix, column)| {
                let numeric = sample.get(ix).is_some_and(is_numeric);
                view! { <ColumnHead column numeric sort on_sort/> }
            })
            .collect_view()
    };
    let row_view = move |row: u32| {
        view! { <GridRow row source columns active window on_open/> }
    };
    view! {
        <div
            class="list-box"
            class:old=move || source.opening.get()
            role="grid"
            tabindex="0"
            data-table="customers"
            aria-label=desk.text(Customers::Page)
            aria-rowcount=move || (window.read().rows + 1).to_string()
            aria-colcount=move || columns.read().len().to_string()
            aria-activedescendant=move || row_id(active.get())
            aria-busy=move || source.opening.get().then_some("true")
            style:--list-columns=move || template(&widths())
            style:--list-least=move || least_width(&widths())
            style:--list-columns-narrow=move || narrow_template(&columns.read(), &longest.read())
            node_ref=holder
            on:scroll=move |_| {
                if let Some(holder) = holder.get_untracked() {
                    scroll.set(f64::from(holder.scroll_top()));
                }
            }
            on:keydown=move |event| keys.on_key(&event)
        >
            <div class="list-head list-row" role="row" aria-rowindex="1">
                {move || head()}
            </div>
            <div
                class="list-rows"
                role="rowgroup"
                style:height=move || format!("{:.0}px", window.read().spacer_px())
            >
                <For each=move || ready.get() key=|row| *row children=row_view/>
            </div>
        </div>
    }
}

/// What the keys do in a list.
#[derive(Clone, Copy)]
struct Keys {
    source: ListSource,
    window: Memo<ListWindow>,
    active: RwSignal<u32>,
    scroll_to: Callback<u32>,
    on_open: Callback<(u32, CustomerRef)>,
}

impl Keys {
    fn on_key(self, event: &KeyboardEvent) {
        let window = self.window.get_untracked();
        let Some(last) = window.rows.checked_sub(1) else {
            return;
        };
        let at = self.active.get_untracked().min(last);
        let next = match event.key().as_str() {
            "ArrowDown" => at.saturating_add(1),
            "ArrowUp" => at.saturating_sub(1),
            "PageDown" => at.saturating_add(window.page_rows()),
            "PageUp" => at.saturating_sub(window.page_rows()),
            "Home" => 0,
            "End" => last,
            "Enter" => {
                if is_on_control(event) {
                    return;
                }
                event.prevent_default();
                if let Some(row) = untrack(|| self.source.row(at)) {
                    self.on_open.run((at, row.customer));
                }
                return;
            }
            _ => return,
        }
        .min(last);
        event.prevent_default();
        self.active.set(next);
        self.scroll_to.run(next);
    }
}

fn is_on_control(event: &KeyboardEvent) -> bool {
    use wasm_bindgen::JsCast as _;
    event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .is_some_and(|element| element.matches("button, a").unwrap_or(false))
}

#[component]
fn ColumnHead(
    column: Column,
    numeric: bool,
    sort: Memo<(String, bool)>,
    on_sort: Callback<(String, bool)>,
) -> impl IntoView {
    let desk = Desk::from_context();
    let id = column.id.clone();
    let order = Memo::new(move |_| {
        let sort = sort.read();
        (sort.0 == id).then_some(sort.1)
    });
    let aria = move || match order.get() {
        Some(true) => "descending",
        Some(false) => "ascending",
        None => "none",
    };
    let id = column.id.clone();
    // Numbers begin with the largest, words with A.
    let choose = move |_| {
        let descending = order
            .get_untracked()
            .map_or(numeric, |descending| !descending);
        on_sort.run((id.clone(), descending));
    };
    view! {
        <div
            class=cell_class(&column.id, numeric)
            role="columnheader"
            aria-sort=aria
            data-column=column.id.clone()
        >
            <button
                type="button"
                class="sort"
                class:sorted=move || order.get() == Some(true)
                class:sorted-up=move || order.get() == Some(false)
                on:click=choose
            >
                {move || desk.say(&column.label)}
            </button>
        </div>
    }
}

#[component]
fn GridRow(
    row: u32,
    source: ListSource,
    columns: Memo<Vec<Column>>,
    active: RwSignal<u32>,
    window: Memo<ListWindow>,
    on_open: Callback<(u32, CustomerRef)>,
) -> impl IntoView {
    let data = Memo::new(move |_| source.row(row));
    let open = move |event: MouseEvent| {
        if event.ctrl_key() || event.meta_key() {
            return;
        }
        if let Some(data) = data.read_untracked().as_ref() {
            event.prevent_default();
            active.set(row);
            on_open.run((row, data.customer.clone()));
        }
    };
    let cells = move || match data.get() {
        Some(data) => cells_view(data, &columns.read()),
        None => view! { <div class="list-wait" role="gridcell"></div> }.into_any(),
    };
    view! {
        <div
            class="list-row"
            class:is-selected=move || active.get() == row
            id=row_id(row)
            role="row"
            aria-rowindex=(row + 2).to_string()
            aria-selected=move || (active.get() == row).to_string()
            style:top=move || format!("{:.0}px", window.read().row_top_px(row))
            on:click=open
        >
            {move || cells()}
        </div>
    }
}

fn row_id(row: u32) -> String {
    format!("customer-row-{row}")
}

fn cells_view(data: ListRow, columns: &[Column]) -> AnyView {
    let desk = Desk::from_context();
    let ListRow {
        customer,
        cells,
        overdue,
    } = data;
    cells
        .into_iter()
        .zip(columns)
        .map(|(value, column)| {
            let raw = raw_value(&value);
            let numeric = is_numeric(&value);
            let late = overdue && column.id == SILENT;
            let lost = is_negative(&value);
            let content = match value {
                Value::Customer(_) => who_view(desk, customer.clone()),
                value => value_view(value, column.decimals),
            };
            view! {
                <div
                    class=cell_class(&column.id, numeric)
                    class:down=late || lost
                    class:strong=late
                    role="gridcell"
                    data-value=raw
                >
                    {content}
                </div>
            }
        })
        .collect_view()
        .into_any()
}

/// Name and number, both hidden when names are.
fn who_view(desk: Desk, customer: CustomerRef) -> AnyView {
    let action = Action::OpenCustomer {
        customer: customer.clone(),
    };
    let href = move || desk.steps.href_of(&action);
    let named = customer.clone();
    let name = move || desk.speaker.read().customer(&named);
    let number = move || {
        let hidden = desk.speaker.read().hide_names;
        (!hidden && !customer.name.is_empty()).then(|| customer.id.clone())
    };
    view! {
        <a href=href tabindex="-1">
            {move || name()}
        </a>
        <span>{move || number()}</span>
    }
    .into_any()
}

fn cell_class(column: &str, numeric: bool) -> String {
    let mut class = "list-cell".to_owned();
    if column == "customer" {
        class.push_str(" who");
    }
    if numeric {
        class.push_str(" num");
    }
    if !KEPT_NARROW.contains(&column) {
        class.push_str(" wide-only");
    }
    class
}

/// Least width of a column in rem and its part of what is left over, by what stands in it.
fn width_of_column(column: &Column, value: Option<&Value>) -> (f64, f64) {
    if column.id == "abc_class" {
        return (2.25, 0.2);
    }
    match value {
        Some(Value::Customer(_)) => (9.5, 1.6),
        Some(Value::Sparkline { .. } | Value::Timeline { .. }) => (8.25, 0.0),
        Some(Value::Term { .. } | Value::Text(_) | Value::List(_) | Value::Record(_)) => {
            (7.75, 1.0)
        }
        Some(Value::Money(_)) => (5.25, 0.6),
        Some(Value::Count(_) | Value::Number(_) | Value::Share(_) | Value::Flag(_)) => (3.5, 0.4),
        Some(Value::Day(_) | Value::Month(_)) => (6.0, 0.4),
        Some(Value::Days(_) | Value::None) | None => (4.75, 0.5),
    }
}

/// As [`width_of_column`], with room for as many characters of figures as a column has.
fn widths(columns: &[Column], sample: Option<&[Value]>, characters: &[usize]) -> Vec<(f64, f64)> {
    columns
        .iter()
        .enumerate()
        .map(|(ix, column)| {
            let value = sample.and_then(|cells| cells.get(ix));
            let (least, part) = width_of_column(column, value);
            let figures = characters.get(ix).map_or(0.0, |&count| count as f64);
            (least.max(figures * CHARACTER_REM), part)
        })
        .collect()
}

fn template(widths: &[(f64, f64)]) -> String {
    widths
        .iter()
        .map(|(least, part)| {
            if *part > 0.0 {
                format!("minmax({least}rem, {part}fr)")
            } else {
                format!("{least}rem")
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// Width of all columns at their least, gaps included.
fn least_width(widths: &[(f64, f64)]) -> String {
    let gaps = widths.len().saturating_sub(1) as f64 * GAP_REM;
    let all: f64 = widths.iter().map(|(least, _)| least).sum();
    format!("{}rem", all + gaps)
}

/// Names give way, figures do not.
fn narrow_template(columns: &[Column], characters: &[usize]) -> String {
    columns
        .iter()
        .zip(characters)
        .filter(|(column, _)| KEPT_NARROW.contains(&column.id.as_str()))
        .map(|(_, &count)| match count {
            0 => "minmax(0, 1.6fr)".to_owned(),
            _ => format!("minmax({}rem, 1fr)", count as f64 * CHARACTER_REM),
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// The column a list is in the order of, and whether its largest stand first; the engine's own
/// order when none was chosen.
pub fn order_of(opened: &Option<Arc<OpenedList>>, sort: &str, descending: bool) -> (String, bool) {
    let known = opened
        .as_ref()
        .is_some_and(|opened| opened.columns.iter().any(|column| column.id == sort));
    if known {
        (sort.to_owned(), descending)
    } else {
        ("revenue_in_period".to_owned(), true)
    }
}
