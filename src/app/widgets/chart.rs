//! A chart for the width at hand: drawn as elements, answered by pointer, touch and keys.
//!
//! One overlay shows what a mark says, for hover, focus and tap alike; the drawing itself is not
//! touched by it. Lines that can be dragged have their own overlay (`cut_line`).

use std::sync::Arc;
use std::time::Duration;

use leptos::ev::{KeyboardEvent, MouseEvent, PointerEvent};
use leptos::html::Div;
use wasm_bindgen::JsCast as _;

use super::cut_line::{CutLine, LiveCuts, recut};
use super::desk::Desk;
use super::resize::{height_of, width_of};
use super::svg::svg_element;
use crate::app::view::prelude::*;
use crate::chart::hits::{Hit, Shape, Walk, nearest, walk};
use crate::chart::spec::Action;
use crate::chart::{self, ChartSpec, Drawing, Size};
use crate::i18n::widgets::Widgets;

/// How far the tooltip stands from its mark.
const TIP_GAP_PX: f64 = 14.0;

/// A chart.
#[component]
pub fn ChartView(
    /// What it shows.
    spec: Memo<Option<ChartSpec>>,
) -> impl IntoView {
    let desk = Desk::from_context();
    let holder = NodeRef::<Div>::new();
    let (width, room) = (width_of(holder), height_of(holder));
    let least = Memo::new(move |_| {
        let spec = spec.read();
        spec.as_ref()
            .map_or(0.0, |spec| height_px(spec, width.get()))
    });
    // Every chart of a new page has a turn of its own, so that none holds the page for long.
    let has_turn = RwSignal::new(false);
    set_timeout(
        move || {
            has_turn.try_set(true);
        },
        Duration::ZERO,
    );
    let drawing = Memo::new(move |_| {
        let width = if has_turn.get() { width.get() } else { 0.0 };
        let spec = spec.read();
        let spec = spec.as_ref().filter(|_| width >= 1.0)?;
        // Neighbours end at the same height: the drawing takes the room, within reason.
        let height = room
            .get()
            .clamp(least.get(), least.get() * most_stretch(spec));
        let size = Size::new(width, height);
        Some(Arc::new(chart::draw(spec, size, &desk.speaker.read())))
    });
    let active = RwSignal::new(None::<usize>);
    let live = LiveCuts::default();

    let ink = NodeRef::<Div>::new();
    Effect::new(move |_| {
        let drawing = drawing.get();
        let Some(ink) = ink.get() else {
            return;
        };
        active.set(None);
        live.clear();
        ink.set_text_content(None);
        if let Some(svg) = drawing.and_then(|drawing| svg_element(&drawing, false)) {
            let _ = ink.append_child(&svg);
        }
    });
    Effect::new(move |_| {
        let cuts = live.read();
        if let (Some(ink), Some(cuts)) = (ink.get_untracked(), cuts) {
            let (spec, drawing) = (spec.read_untracked(), drawing.read_untracked());
            if let (Some(ChartSpec::Scatter(scatter)), Some(drawing)) = (&*spec, &*drawing) {
                recut(&ink, scatter, drawing, cuts, &desk.speaker.read_untracked());
            }
        }
    });

    let pointer = Pointer {
        desk,
        drawing,
        active,
        tapped: RwSignal::new(None),
    };
    let current = Memo::new(move |_| {
        let drawing = drawing.read();
        active
            .get()
            .and_then(|ix| drawing.as_ref()?.hits.get(ix).cloned())
    });
    let summary = move || {
        drawing
            .read()
            .as_ref()
            .map(|drawing| drawing.summary.clone())
    };
    let walkable = move || {
        drawing
            .read()
            .as_ref()
            .is_some_and(|drawing| !drawing.hits.is_empty())
    };
    let params = Memo::new(move |_| {
        drawing.read().as_ref().map_or_else(Vec::new, |drawing| {
            drawing
                .handles
                .iter()
                .map(|handle| handle.param.clone())
                .collect()
        })
    });
    view! {
        <div class="chart" style:min-height=move || px(least.get())>
            <div class="chart-room" node_ref=holder></div>
            <div
                class="chart-walk"
                class:acts=move || current.read().as_ref().is_some_and(|hit| hit.action.is_some())
                role="application"
                aria-label=summary
                aria-roledescription=desk.text(Widgets::Chart)
                aria-description=desk.text(Widgets::WalkHint)
                tabindex=move || if walkable() { "0" } else { "-1" }
                on:pointermove=move |event| pointer.on_move(&event)
                on:pointerleave=move |event| pointer.on_leave(&event)
                on:click=move |event| pointer.on_click(&event)
                on:keydown=move |event| pointer.on_key(&event)
                on:blur=move |_| pointer.leave()
            >
                <div class="chart-ink" node_ref=ink></div>
            </div>
            <For each=move || params.get() key=Clone::clone let(param)>
                <CutLine param drawing live/>
            </For>
            {move || current.get().map(|hit| view! { <MarkTip hit width/> })}
            <p class="sr" aria-live="polite">
                {move || current.get().map(|hit| spoken(&hit))}
            </p>
        </div>
    }
}

/// What the pointer and the keys do on a chart.
#[derive(Clone, Copy)]
struct Pointer {
    desk: Desk,
    drawing: Memo<Option<Arc<Drawing>>>,
    active: RwSignal<Option<usize>>,
    /// The mark a finger touched last: a second tap follows it.
    tapped: RwSignal<Option<usize>>,
}

impl Pointer {
    fn on_move(self, event: &PointerEvent) {
        let hit = self.mark_at(event);
        if hit != self.active.get_untracked() {
            self.active.set(hit);
        }
    }

    fn on_leave(self, event: &PointerEvent) {
        // A finger leaves when it is lifted; what it touched stays readable.
        if event.pointer_type() != "touch" {
            self.leave();
        }
    }

    fn on_click(self, event: &MouseEvent) {
        let hit = self.mark_at(event);
        self.active.set(hit);
        let by_touch = event
            .dyn_ref::<PointerEvent>()
            .is_some_and(|event| event.pointer_type() == "touch");
        if by_touch && self.tapped.get_untracked() != hit {
            self.tapped.set(hit);
        } else {
            self.follow(hit);
        }
    }

    fn on_key(self, event: &KeyboardEvent) {
        let key = match event.key().as_str() {
            "ArrowRight" | "ArrowDown" => Walk::Next,
            "ArrowLeft" | "ArrowUp" => Walk::Previous,
            "Home" => Walk::Home,
            "End" => Walk::End,
            "Enter" | " " => {
                event.prevent_default();
                self.follow(self.active.get_untracked());
                return;
            }
            "Escape" if self.active.get_untracked().is_some() => {
                event.prevent_default();
                self.leave();
                return;
            }
            _ => return,
        };
        event.prevent_default();
        let marks = self
            .drawing
            .read_untracked()
            .as_ref()
            .map_or(0, |drawing| drawing.hits.len());
        self.active
            .update(|active| *active = walk(marks, *active, key));
    }

    fn leave(self) {
        self.tapped.set(None);
        if self.active.get_untracked().is_some() {
            self.active.set(None);
        }
    }

    fn follow(self, hit: Option<usize>) {
        let action = self
            .drawing
            .read_untracked()
            .as_ref()
            .zip(hit)
            .and_then(|(drawing, hit)| drawing.hits.get(hit)?.action.clone());
        if let Some(action) = action {
            self.desk.perform(&action);
        }
    }

    fn mark_at(self, event: &MouseEvent) -> Option<usize> {
        let holder = event
            .current_target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())?;
        let corner = holder.get_bounding_client_rect();
        let x = f64::from(event.client_x()) - corner.left();
        let y = f64::from(event.client_y()) - corner.top();
        let drawing = self.drawing.read_untracked();
        nearest(&drawing.as_ref()?.hits, x, y)
    }
}

/// What a mark says, beside it, and a ring around it.
#[component]
fn MarkTip(hit: Hit, width: RwSignal<f64>) -> impl IntoView {
    let desk = Desk::from_context();
    let (x, y) = hit.centre;
    let width = width.get_untracked();
    // Towards the middle of the chart, where there is room.
    let at_left = x > width / 2.0;
    let side = move || format!("{:.0}px", if at_left { width - x } else { x } + TIP_GAP_PX);
    let rows = hit
        .rows
        .iter()
        .map(|(name, value)| {
            if name.is_empty() {
                view! { <dd class="alone">{value.clone()}</dd> }.into_any()
            } else {
                view! {
                    <dt>{name.clone()}</dt>
                    <dd>{value.clone()}</dd>
                }
                .into_any()
            }
        })
        .collect_view();
    let hint = hit.action.as_ref().map(|action| {
        let words = match action {
            Action::OpenCustomers(_) => Widgets::EnterOpensCustomers,
            Action::OpenCustomer { .. } => Widgets::EnterOpensCard,
            Action::SetParam { .. } | Action::GoTo { .. } | Action::ExportCustomers(_) => {
                Widgets::EnterActs
            }
        };
        view! { <span class="muted">{desk.say_now(&words)}</span> }
    });
    let ring = ring_of(&hit.shape);
    view! {
        <span
            class="mark-ring"
            class:round=ring.round
            style:left=px(ring.left)
            style:top=px(ring.top)
            style:width=px(ring.width)
            style:height=px(ring.height)
        ></span>
        <div
            class="tip chart-tip"
            class:at-left=at_left
            style:left=move || (!at_left).then(side)
            style:right=move || at_left.then(side)
            style:top=px(y)
            aria-hidden="true"
        >
            <b>{hit.title.clone()}</b>
            <dl class="dl">{rows}</dl>
            {hint}
        </div>
    }
}

struct Ring {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
    round: bool,
}

fn ring_of(shape: &Shape) -> Ring {
    match *shape {
        Shape::Box(bounds) => Ring {
            left: bounds.left,
            top: bounds.top,
            width: bounds.right - bounds.left,
            height: bounds.bottom - bounds.top,
            round: false,
        },
        Shape::Disc { x, y, radius } => {
            let reach = radius + 2.5;
            Ring {
                left: x - reach,
                top: y - reach,
                width: 2.0 * reach,
                height: 2.0 * reach,
                round: true,
            }
        }
    }
}

fn px(value: f64) -> String {
    format!("{value:.1}px")
}

/// The same words for those who hear them.
fn spoken(hit: &Hit) -> String {
    let mut text = hit.title.clone();
    for (name, value) in &hit.rows {
        text.push_str(", ");
        if !name.is_empty() {
            text.push_str(name);
            text.push(' ');
        }
        text.push_str(value);
    }
    text
}

/// How much higher than its own height a kind of chart may be drawn.
fn most_stretch(spec: &ChartSpec) -> f64 {
    match spec {
        ChartSpec::Heat(_) => 2.5,
        ChartSpec::Curves(_) | ChartSpec::Bars(_) => 1.35,
        ChartSpec::Months(_) | ChartSpec::Columns(_) | ChartSpec::Scatter(_) => 1.25,
        ChartSpec::Pins(_) | ChartSpec::Interval(_) => 1.0,
    }
}

/// The height a kind of chart takes at a width.
pub fn height_px(spec: &ChartSpec, width: f64) -> f64 {
    match spec {
        ChartSpec::Months(_) | ChartSpec::Columns(_) => (width * 0.5).clamp(220.0, 388.0),
        ChartSpec::Scatter(_) => (width * 0.82).clamp(380.0, 560.0),
        ChartSpec::Heat(heat) => {
            let row = if heat.sizes.is_some() { 30.0 } else { 48.0 };
            48.0 + row * heat.rows.len() as f64 + 28.0
        }
        ChartSpec::Curves(_) => (width * 0.56).clamp(260.0, 340.0),
        ChartSpec::Bars(bars) => {
            let series = bars.series.len().max(1) as f64;
            56.0 + bars.rows.len() as f64 * (20.0 + 14.0 * series)
        }
        ChartSpec::Pins(_) => (width * 0.3).clamp(170.0, 220.0),
        ChartSpec::Interval(_) => chart::small::INTERVAL_SIZE.height_px,
    }
}
