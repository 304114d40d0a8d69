//! A panel's blocks on the page's twelve columns. A block keeps its place and its focus while the
//! panel is computed anew.

use std::sync::Arc;

use crate::app::view::Key;
use crate::app::view::prelude::*;

use super::controls::ParamControl;
use super::desk::Desk;
use super::equation::{Equation, FigureLine};
use super::figure::{FigureView, span_class};
use super::findings::Findings;
use super::notice::{Callout, Notice};
use super::table::DataTable;
use crate::chart::ChartSpec;
use crate::i18n::Message;
use crate::panels::panel::{Block, Figure, Panel, Stat, Table, Value};
use crate::panels::params::{ParamKind, ParamSpec};

/// Which block of a panel: its kind, its id within the kind, its number among equals.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct BlockKey {
    kind: Kind,
    id: String,
    nth: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    Equation,
    Figure,
    Table,
    Findings,
    Notice,
}

impl From<BlockKey> for Key {
    fn from(block: BlockKey) -> Self {
        let BlockKey { kind, id, nth } = block;
        Self::Name(format!("{} {nth} {id}", kind as u8))
    }
}

impl BlockKey {
    fn of(block: &Block) -> Self {
        let (kind, id) = match block {
            Block::Equation { .. } => (Kind::Equation, ""),
            Block::Figure(figure) => (Kind::Figure, figure.id.as_str()),
            Block::Table { table, .. } => (Kind::Table, table.as_str()),
            Block::Findings { .. } => (Kind::Findings, ""),
            Block::Notice { .. } => (Kind::Notice, ""),
        };
        Self {
            kind,
            id: id.to_owned(),
            nth: 0,
        }
    }

    fn all(blocks: &[Block]) -> Vec<Self> {
        let mut keys: Vec<Self> = Vec::with_capacity(blocks.len());
        for block in blocks {
            let mut key = Self::of(block);
            while keys.contains(&key) {
                key.nth += 1;
            }
            keys.push(key);
        }
        keys
    }

    fn find<'a>(&self, panel: &'a Panel) -> Option<&'a Block> {
        let at = Self::all(&panel.blocks)
            .iter()
            .position(|key| key == self)?;
        panel.blocks.get(at)
    }
}

/// What is shown of a panel: the latest, if there is one.
pub type ShownPanel = Memo<Option<Arc<Panel>>>;

/// The blocks of a panel, as children of the page's grid.
#[component]
pub fn PanelBlocks(
    /// Panel id.
    id: String,
    /// The panel.
    panel: ShownPanel,
    /// Whether it is being computed anew: shown at reduced ink.
    #[prop(into)]
    old: Signal<bool>,
) -> impl IntoView {
    let keys = Memo::new(move |_| {
        panel
            .read()
            .as_ref()
            .map_or_else(Vec::new, |panel| BlockKey::all(&panel.blocks))
    });
    let others = Memo::new(move |_| panel.read().as_deref().map_or_else(Vec::new, other_stats));
    let fields = Memo::new(move |_| {
        let panel = panel.read();
        let specs = panel.as_deref().map_or_else(Vec::new, unplaced_params);
        specs.into_iter().filter(is_number).collect::<Vec<_>>()
    });
    let (panel_id, of_fields) = (id.clone(), id.clone());
    let of_fields = StoredValue::new(of_fields);
    let controls = move || {
        fields
            .get()
            .into_iter()
            .map(|spec| view! { <ParamControl panel=of_fields.get_value() spec/> })
            .collect_view()
    };
    view! {
        <section
            class="panel-blocks"
            class:old=old
            data-panel=id
            aria-busy=move || old.get().then_some("true")
        >
            <For
                each=move || keys.get()
                key=Clone::clone
                children=move |key| block_view(panel_id.clone(), key, panel)
            />
            <Show when=move || !others.read().is_empty() || !fields.read().is_empty()>
                <div class="s12 figure-line">
                    <FigureLine stats=others/>
                    {move || controls()}
                </div>
            </Show>
        </section>
    }
}

/// Figures that stand in no equation and have words. The share of another figure stands in a table.
fn other_stats(panel: &Panel) -> Vec<Stat> {
    let in_equation = |stat: &Stat| {
        panel.blocks.iter().any(|block| match block {
            Block::Equation { terms, .. } => terms.iter().any(|(id, _)| *id == stat.id),
            Block::Figure(_)
            | Block::Table { .. }
            | Block::Findings { .. }
            | Block::Notice { .. } => false,
        })
    };
    let is_share = |stat: &Stat| {
        let of = stat.id.strip_suffix("_share");
        of.is_some_and(|of| panel.stats.iter().any(|other| other.id == of))
    };
    panel
        .stats
        .iter()
        .filter(|stat| !in_equation(stat) && !is_share(stat))
        .filter(|stat| !matches!(stat.value, Value::Record(_) | Value::None))
        .cloned()
        .collect()
}

/// Choices that concern the whole page: they stand at its head.
pub fn head_params(panel: &Panel) -> Vec<ParamSpec> {
    let mut specs = unplaced_params(panel);
    specs.retain(|spec| !is_number(spec) && !speaks_of_one(spec));
    specs
}

/// What was said of one customer stands on its card.
fn speaks_of_one(spec: &ParamSpec) -> bool {
    spec.key.contains("_of:")
}

fn is_number(spec: &ParamSpec) -> bool {
    matches!(spec.kind, ParamKind::Number { .. })
}

/// Parameters without a place of their own in a figure: neither its controls nor its lines.
fn unplaced_params(panel: &Panel) -> Vec<ParamSpec> {
    let placed = |spec: &ParamSpec| {
        panel.blocks.iter().any(|block| match block {
            Block::Figure(figure) => {
                figure.controls.contains(&spec.key) || is_line(figure, &panel.id, &spec.key)
            }
            Block::Equation { .. }
            | Block::Table { .. }
            | Block::Findings { .. }
            | Block::Notice { .. } => false,
        })
    };
    panel
        .params
        .iter()
        .filter(|spec| !placed(spec))
        .cloned()
        .collect()
}

/// Whether a parameter is set by dragging a line of the figure.
fn is_line(figure: &Figure, panel: &str, key: &str) -> bool {
    let ChartSpec::Scatter(scatter) = &figure.chart else {
        return false;
    };
    [&scatter.x_cut, &scatter.y_cut]
        .iter()
        .any(|line| line.param.split_once('.') == Some((panel, key)))
}

fn block_view(panel_id: String, key: BlockKey, panel: ShownPanel) -> AnyView {
    let kind = key.kind;
    let block = Memo::new(move |_| {
        let panel = panel.read();
        key.find(panel.as_deref()?).cloned()
    });
    match kind {
        Kind::Equation => equation_view(block, panel),
        Kind::Figure => figure_view(panel_id, block, panel),
        Kind::Table => view! { <TableBlock block panel/> }.into_any(),
        Kind::Findings => view! { <FindingsBlock block panel/> }.into_any(),
        Kind::Notice => notice_view(block),
    }
}

fn equation_view(block: Memo<Option<Block>>, panel: ShownPanel) -> AnyView {
    let terms = Memo::new(move |_| {
        let (block, panel) = (block.read(), panel.read());
        let (Some(Block::Equation { terms, .. }), Some(panel)) = (block.as_ref(), panel.as_ref())
        else {
            return Vec::new();
        };
        terms
            .iter()
            .filter_map(|(id, sign)| {
                let stat = panel.stats.iter().find(|stat| stat.id == *id)?;
                Some((stat.clone(), sign.clone()))
            })
            .collect()
    });
    let note = Memo::new(move |_| match block.read().as_ref() {
        Some(Block::Equation { note, .. }) => Some(note.clone()),
        _ => None,
    });
    view! {
        <div class="s12">
            <Equation terms note/>
        </div>
    }
    .into_any()
}

fn figure_view(panel_id: String, block: Memo<Option<Block>>, panel: ShownPanel) -> AnyView {
    let figure = Memo::new(move |_| match block.read().as_ref() {
        Some(Block::Figure(figure)) => Some((**figure).clone()),
        _ => None,
    });
    let table = table_of(panel, move || {
        figure.read().as_ref().map(|figure| figure.table.clone())
    });
    let controls = Memo::new(move |_| {
        let (figure, panel) = (figure.read(), panel.read());
        let (Some(figure), Some(panel)) = (figure.as_ref(), panel.as_ref()) else {
            return Vec::new();
        };
        panel
            .params
            .iter()
            .filter(|spec| figure.controls.contains(&spec.key))
            .cloned()
            .collect()
    });
    view! { <FigureView panel=panel_id figure table controls/> }.into_any()
}

fn table_of(
    panel: ShownPanel,
    id: impl Fn() -> Option<String> + Send + Sync + 'static,
) -> Memo<Option<Table>> {
    Memo::new(move |_| {
        let id = id()?;
        let panel = panel.read();
        let tables = &panel.as_ref()?.tables;
        tables.iter().find(|table| table.id == id).cloned()
    })
}

#[component]
fn TableBlock(block: Memo<Option<Block>>, panel: ShownPanel) -> impl IntoView {
    let desk = Desk::from_context();
    let table = table_of(panel, move || match block.read().as_ref() {
        Some(Block::Table { table, .. }) => Some(table.clone()),
        _ => None,
    });
    let name = Memo::new(move |_| match block.read().as_ref() {
        Some(Block::Table { title, .. }) => Some(title.clone()),
        _ => None,
    });
    let class = move || match block.read().as_ref() {
        Some(Block::Table { span, .. }) => format!("fig {}", span_class(*span)),
        _ => "fig s12".to_owned(),
    };
    let subtitle = move || match block.read().as_ref() {
        Some(Block::Table { subtitle, .. }) => Some(desk.say(subtitle)),
        _ => None,
    };
    let source = move || match block.read().as_ref() {
        Some(Block::Table { source, .. }) => source.as_ref().map(|source| desk.say(source)),
        _ => None,
    };
    let callout = Memo::new(move |_| match block.read().as_ref() {
        Some(Block::Table { callout, .. }) => callout.clone(),
        _ => None,
    });
    view! {
        <section class=class>
            <h2>{move || say_some(desk, name.read().as_ref())}</h2>
            <p class="fig-sub">{move || subtitle()}</p>
            <div class="fig-body">
                <DataTable table name/>
            </div>
            {move || {
                callout
                    .get()
                    .map(|finding| {
                        view! {
                            <div class="fig-body">
                                <Callout finding/>
                            </div>
                        }
                    })
            }}
            <p class="fig-foot">
                <span>{move || source()}</span>
            </p>
        </section>
    }
}

#[component]
fn FindingsBlock(block: Memo<Option<Block>>, panel: ShownPanel) -> impl IntoView {
    let desk = Desk::from_context();
    let findings = Memo::new(move |_| {
        panel
            .read()
            .as_ref()
            .map_or_else(Vec::new, |panel| panel.findings.clone())
    });
    let head = move |of: fn(&Block) -> Option<&Message>| {
        block
            .read()
            .as_ref()
            .and_then(of)
            .map(|message| desk.say(message))
    };
    let class = move || match block.read().as_ref() {
        Some(Block::Findings { span, .. }) => format!("fig {}", span_class(*span)),
        _ => "fig s12".to_owned(),
    };
    let title = move || {
        head(|block| match block {
            Block::Findings { title, .. } => Some(title),
            _ => None,
        })
    };
    let subtitle = move || {
        head(|block| match block {
            Block::Findings { subtitle, .. } => Some(subtitle),
            _ => None,
        })
    };
    view! {
        <section class=class>
            <h2>{move || title()}</h2>
            <p class="fig-sub">{move || subtitle()}</p>
            <div class="fig-body">
                <Findings findings/>
            </div>
        </section>
    }
}

fn notice_view(block: Memo<Option<Block>>) -> AnyView {
    let body = move || match block.get() {
        Some(Block::Notice {
            span,
            tone,
            title,
            text,
            action,
        }) => Some(view! {
            <div class=span_class(span)>
                <Notice tone title text action/>
            </div>
        }),
        _ => None,
    };
    (move || body()).into_any()
}

fn say_some(desk: Desk, message: Option<&Message>) -> Option<String> {
    message.map(|message| desk.say(message))
}
