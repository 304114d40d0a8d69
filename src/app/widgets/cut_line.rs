//! A line of a chart that can be dragged, moved by keys, or set by typing a value.
//!
//! The line itself is drawn by the chart; this is what takes pointer, focus and keys. Marks
//! recolour while it moves, the parameter is set when it rests.

use std::sync::Arc;
use std::time::Duration;

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html::{Div, Input};
use leptos::leptos_dom::helpers::TimeoutHandle;
use wasm_bindgen::JsCast as _;
use web_sys::Element;

use super::desk::Desk;
use crate::app::boot::number_of;
use crate::app::view::prelude::*;
use crate::chart::Drawing;
use crate::chart::grips::{Direction, DragHandle};
use crate::chart::scatter;
use crate::chart::spec::{Action, Scatter};
use crate::i18n::Speaker;
use crate::i18n::widgets::Widgets;

/// How long keys must rest before the value is set.
const KEYS_REST: Duration = Duration::from_millis(250);

/// Where the two lines stand while they move; nothing when they rest.
#[derive(Clone, Copy)]
pub struct LiveCuts {
    cuts: RwSignal<Cuts>,
}

/// Values of the moving lines.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cuts {
    x: Option<f64>,
    y: Option<f64>,
}

impl Default for LiveCuts {
    fn default() -> Self {
        Self {
            cuts: RwSignal::new(Cuts::default()),
        }
    }
}

impl LiveCuts {
    /// Where they stand, when one moves (tracked).
    pub fn read(self) -> Option<Cuts> {
        let cuts = self.cuts.get();
        (cuts != Cuts::default()).then_some(cuts)
    }

    /// Both rest again: the drawing was made anew.
    pub fn clear(self) {
        if self.cuts.get_untracked() != Cuts::default() {
            self.cuts.set(Cuts::default());
        }
    }

    fn of(self, direction: Direction) -> Option<f64> {
        self.cuts.with(|cuts| match direction {
            Direction::Horizontal => cuts.x,
            Direction::Vertical => cuts.y,
        })
    }

    fn set(self, direction: Direction, value: Option<f64>) {
        self.cuts.update(|cuts| match direction {
            Direction::Horizontal => cuts.x = value,
            Direction::Vertical => cuts.y = value,
        });
    }
}

/// Recolours the dots and moves the lines of a drawing on the page.
pub fn recut(ink: &Element, spec: &Scatter, drawing: &Drawing, cuts: Cuts, speaker: &Speaker) {
    let x_cut = cuts.x.unwrap_or(spec.x_cut.value);
    let y_cut = cuts.y.unwrap_or(spec.y_cut.value);
    let Some(recut) = scatter::recut(spec, drawing, x_cut, y_cut, speaker) else {
        return;
    };
    let find = |selector: &str| ink.query_selector(selector).ok().flatten();
    for (corner, path) in recut.dots.iter().enumerate() {
        if let Some(dots) = find(&format!("path[data-corner='{corner}']")) {
            let _ = dots.set_attribute("d", path);
        }
    }
    for handle in &drawing.handles {
        let (name, moved, dx, dy, text) = match handle.direction {
            Direction::Horizontal => {
                let dx = recut.x_px - handle.at_px;
                ("horizontal", cuts.x.is_some(), dx, 0.0, &recut.x_text)
            }
            Direction::Vertical => {
                let dy = recut.y_px - handle.at_px;
                ("vertical", cuts.y.is_some(), 0.0, dy, &recut.y_text)
            }
        };
        let group = format!("[data-direction='{name}']");
        if let Some(group) = find(&group).filter(|_| moved) {
            let _ = group.set_attribute("transform", &format!("translate({dx:.1} {dy:.1})"));
            if let Some(readout) = group.query_selector(".chart-readout").ok().flatten() {
                readout.set_text_content(Some(text));
            }
        }
    }
}

/// What takes pointer, focus and keys for one line.
#[component]
pub fn CutLine(
    /// `panel.key` of the parameter it sets.
    param: String,
    /// The drawing it stands in.
    drawing: Memo<Option<Arc<Drawing>>>,
    /// Where the lines stand while they move.
    live: LiveCuts,
) -> impl IntoView {
    let desk = Desk::from_context();
    let name = param.clone();
    let handle = Memo::new(move |_| {
        let drawing = drawing.read();
        let handles = &drawing.as_ref()?.handles;
        handles.iter().find(|handle| handle.param == name).cloned()
    });
    let line = Line {
        desk,
        handle,
        live,
        param: StoredValue::new(param.clone()),
        dragging: RwSignal::new(false),
        typing: RwSignal::new(false),
        timer: StoredValue::new(None),
        holder: NodeRef::new(),
    };
    let of = move |read: fn(&DragHandle) -> f64| handle.read().as_ref().map(read);
    let is_level = move || {
        handle
            .read()
            .as_ref()
            .is_some_and(|handle| handle.direction == Direction::Vertical)
    };
    let class = move || {
        if is_level() {
            "cut-line level"
        } else {
            "cut-line upright"
        }
    };
    let along = move || {
        let handle = handle.read();
        let handle = handle.as_ref()?;
        let value = line.value(handle);
        Some(format!("{:.1}px", handle.px_of(value)))
    };
    let grip = move || {
        let handle = handle.read();
        let handle = handle.as_ref()?;
        let across = match handle.direction {
            Direction::Horizontal => handle.grip.1,
            Direction::Vertical => handle.grip.0,
        };
        Some(format!("{across:.1}px"))
    };
    let now = move || handle.read().as_ref().map(|handle| line.value(handle));
    let spoken_now = move || {
        let handle = handle.read();
        let handle = handle.as_ref()?;
        Some(match live.of(handle.direction) {
            Some(value) => desk.speaker.read().number(value, 2),
            None => handle.label.clone(),
        })
    };
    let label = move || handle.read().as_ref().map(|handle| handle.label.clone());
    let limit = move |upper: bool| {
        handle.read().as_ref().map(|handle| {
            let (low, high) = handle.limits();
            if upper { high } else { low }
        })
    };
    view! {
        <div
            class=class
            class:is-moving=move || line.dragging.get()
            role="slider"
            tabindex="0"
            data-param=param
            aria-label=label
            aria-orientation=move || if is_level() { "vertical" } else { "horizontal" }
            aria-valuenow=now
            aria-valuemin=move || limit(false)
            aria-valuemax=move || limit(true)
            aria-valuetext=spoken_now
            aria-description=desk.text(Widgets::HandleHint)
            data-value=move || of(|handle| handle.value)
            style:--at=along
            style:--grip=grip
            node_ref=line.holder
            on:pointerdown=move |event| line.on_down(&event)
            on:pointermove=move |event| line.on_move(&event)
            on:pointerup=move |_| line.on_up()
            on:pointercancel=move |_| line.give_up()
            on:keydown=move |event| line.on_key(&event)
        ></div>
        <Show when=move || line.typing.get()>
            <ValueField line/>
        </Show>
    }
}

#[derive(Clone, Copy)]
struct Line {
    desk: Desk,
    handle: Memo<Option<DragHandle>>,
    live: LiveCuts,
    param: StoredValue<String>,
    dragging: RwSignal<bool>,
    typing: RwSignal<bool>,
    timer: StoredValue<Option<TimeoutHandle>>,
    holder: NodeRef<Div>,
}

impl Line {
    fn value(self, handle: &DragHandle) -> f64 {
        self.live.of(handle.direction).unwrap_or(handle.value)
    }

    fn on_down(self, event: &PointerEvent) {
        if event.button() != 0 {
            return;
        }
        event.prevent_default();
        if let Some(holder) = self.holder.get_untracked() {
            let _ = holder.set_pointer_capture(event.pointer_id());
            let _ = holder.focus();
        }
        self.dragging.set(true);
    }

    fn on_move(self, event: &PointerEvent) {
        if !self.dragging.get_untracked() {
            return;
        }
        let handle = self.handle.read_untracked();
        let corner = self
            .holder
            .get_untracked()
            .and_then(|holder| holder.parent_element())
            .map(|chart| chart.get_bounding_client_rect());
        if let (Some(handle), Some(corner)) = (handle.as_ref(), corner) {
            let px = match handle.direction {
                Direction::Horizontal => f64::from(event.client_x()) - corner.left(),
                Direction::Vertical => f64::from(event.client_y()) - corner.top(),
            };
            self.live.set(handle.direction, Some(handle.value_at(px)));
        }
    }

    fn on_up(self) {
        if self.dragging.get_untracked() {
            self.dragging.set(false);
            self.rest();
        }
    }

    fn give_up(self) {
        self.dragging.set(false);
        let handle = self.handle.read_untracked();
        if let Some(handle) = handle.as_ref() {
            // Once more where it stood, so that the dots get their colours back.
            self.live.set(handle.direction, Some(handle.value));
        }
    }

    fn on_key(self, event: &KeyboardEvent) {
        let handle = self.handle.read_untracked();
        let Some(handle) = handle.as_ref() else {
            return;
        };
        let step = if event.shift_key() { 10 } else { 1 };
        let value = untrack(|| self.value(handle));
        let moved = match event.key().as_str() {
            "ArrowRight" | "ArrowUp" => handle.stepped(value, step),
            "ArrowLeft" | "ArrowDown" => handle.stepped(value, -step),
            "Home" => handle.limits().0,
            "End" => handle.limits().1,
            "Enter" => {
                event.prevent_default();
                self.typing.set(true);
                return;
            }
            _ => return,
        };
        event.prevent_default();
        self.live.set(handle.direction, Some(moved));
        self.rest_after_keys();
    }

    fn rest_after_keys(self) {
        if let Some(timer) = self.timer.get_value() {
            timer.clear();
        }
        let timer = set_timeout_with_handle(move || self.rest(), KEYS_REST).ok();
        self.timer.set_value(timer);
    }

    /// Sets the parameter to where the line stands.
    fn rest(self) {
        let moved = self.handle.try_read_untracked().and_then(|handle| {
            let handle = handle.as_ref()?;
            untrack(|| self.live.of(handle.direction))
        });
        if let Some(value) = moved {
            self.set(value);
        }
    }

    fn set(self, value: f64) {
        self.desk.perform(&Action::SetParam {
            param: self.param.get_value(),
            value: value.to_string(),
        });
    }
}

/// A field over the grip, for a value typed.
#[component]
fn ValueField(line: Line) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    field.on_load(|field| {
        let _ = field.focus();
        field.select();
    });
    let value = line
        .handle
        .read_untracked()
        .as_ref()
        .map(|handle| handle.value.to_string());
    let name = move || {
        line.handle
            .read()
            .as_ref()
            .map(|handle| handle.label.clone())
    };
    let at = move |axis: fn(&DragHandle) -> f64| {
        move || {
            let handle = line.handle.read();
            handle
                .as_ref()
                .map(|handle| format!("{:.0}px", axis(handle)))
        }
    };
    let done = move || {
        line.typing.set(false);
        if let Some(holder) = line.holder.get_untracked() {
            let _ = holder.focus();
        }
    };
    let on_key = move |event: KeyboardEvent| {
        event.stop_propagation();
        match event.key().as_str() {
            "Enter" => {
                let typed = event
                    .target()
                    .and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok())
                    .map(|field| field.value().trim().replace(',', "."));
                let number = typed.and_then(|text| number_of(&text));
                let handle = line.handle.read_untracked();
                if let (Some(number), Some(handle)) = (number, handle.as_ref()) {
                    let (low, high) = handle.limits();
                    let number = number.clamp(low, high);
                    line.live.set(handle.direction, Some(number));
                    line.set(number);
                }
                event.prevent_default();
                done();
            }
            "Escape" => {
                event.prevent_default();
                done();
            }
            _ => {}
        }
    };
    view! {
        <input
            class="input num cut-field"
            type="text"
            inputmode="decimal"
            aria-label=name
            prop:value=value
            style:left=at(|handle| handle.grip.0)
            style:top=at(|handle| handle.grip.1)
            node_ref=field
            on:keydown=on_key
            on:blur=move |_| line.typing.set(false)
        />
    }
}
