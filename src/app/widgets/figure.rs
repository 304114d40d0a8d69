//! A chart with what stands around it: the finding, the measure, controls, source, table view and
//! files.

use super::chart::ChartView;
use super::controls::ParamControl;
use super::desk::Desk;
use super::save::SaveMenu;
use super::table::DataTable;
use crate::app::view::prelude::*;
use crate::i18n::Message;
use crate::i18n::widgets::Widgets;
use crate::panels::ParamSpec;
use crate::panels::panel::{Figure, Table};

/// A figure of a panel.
#[component]
pub fn FigureView(
    /// Panel id.
    panel: String,
    /// The figure.
    figure: Memo<Option<Figure>>,
    /// The table with the same data.
    table: Memo<Option<Table>>,
    /// The parameters whose controls stand at its head.
    controls: Memo<Vec<ParamSpec>>,
) -> impl IntoView {
    let desk = Desk::from_context();
    let as_table = RwSignal::new(false);
    let part = move |of: fn(&Figure) -> Option<&Message>| {
        figure
            .read()
            .as_ref()
            .and_then(of)
            .map(|message| desk.say(message))
    };
    let spec = Memo::new(move |_| figure.read().as_ref().map(|figure| figure.chart.clone()));
    let name = Memo::new(move |_| figure.read().as_ref().map(|figure| figure.title.clone()));
    let class = move || {
        let span = figure.read().as_ref().map_or(12, |figure| figure.span);
        format!("fig {}", span_class(span))
    };
    let has_table = move || table.read().is_some();
    let figure_id = move || figure.read().as_ref().map(|figure| figure.id.clone());
    let panel_of_controls = panel.clone();
    let heads = move || {
        let specs = controls.get();
        (!specs.is_empty()).then(|| {
            let controls = specs
                .into_iter()
                .map(|spec| view! { <ParamControl panel=panel_of_controls.clone() spec/> })
                .collect_view();
            view! { <div class="row fig-controls">{controls}</div> }
        })
    };
    let toggle_words = move || {
        desk.say(if as_table.get() {
            &Widgets::Chart
        } else {
            &Widgets::Table
        })
    };
    let body = move || {
        if as_table.get() {
            view! { <DataTable table name dense=true/> }.into_any()
        } else {
            view! { <ChartView spec/> }.into_any()
        }
    };
    view! {
        <figure class=class data-figure=figure_id>
            <h2>{move || part(|figure| Some(&figure.title))}</h2>
            <p class="fig-sub">{move || part(|figure| Some(&figure.subtitle))}</p>
            {move || heads()}
            <div class="fig-body">{move || body()}</div>
            <figcaption class="fig-foot">
                <span>{move || part(|figure| figure.source.as_ref())}</span>
                <span class="tools">
                    <Show when=has_table>
                        <button
                            type="button"
                            class="tool"
                            data-action="table"
                            aria-pressed=move || as_table.get().to_string()
                            on:click=move |_| as_table.update(|shown| *shown = !*shown)
                        >
                            {move || toggle_words()}
                        </button>
                    </Show>
                    <SaveMenu panel=panel figure table/>
                </span>
            </figcaption>
        </figure>
    }
}

/// The class of a width of 12.
pub fn span_class(span: u8) -> &'static str {
    match span {
        0..=3 => "s3",
        4 => "s4",
        5 => "s5",
        6 => "s6",
        7 => "s7",
        8 => "s8",
        9 => "s9",
        _ => "s12",
    }
}
