//! A figure as a file: drawing, picture or data.

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html::{Button, Div};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, Node, Url,
};

use super::super::download;
use super::super::state::{Matter, Notice, Notices, Session};
use super::chart::height_px;
use super::desk::Desk;
use crate::app::view::prelude::*;
use crate::chart::{self, Size};
use crate::export::{Mark, table_csv};
use crate::i18n::widgets::Widgets;
use crate::panels::panel::{Figure, Table, Tone};

/// Width a saved picture is drawn for.
const SAVED_WIDTH_PX: f64 = 800.0;
/// Sizes of pictures, in times of the drawing.
const TIMES: [u8; 3] = [1, 2, 3];

/// The files a figure can leave as.
#[component]
pub fn SaveMenu(
    /// Panel id, for the file's name.
    panel: String,
    /// The figure.
    figure: Memo<Option<Figure>>,
    /// The table with the same data.
    table: Memo<Option<Table>>,
) -> impl IntoView {
    let desk = Desk::from_context();
    let open = RwSignal::new(false);
    let button = NodeRef::<Button>::new();
    let menu = NodeRef::<Div>::new();
    let files = StoredValue::new(Files {
        desk,
        panel,
        figure,
        table,
        session: expect_context(),
        notices: expect_context(),
    });
    let close = move || {
        open.set(false);
        if let Some(button) = button.get_untracked() {
            let _ = button.focus();
        }
    };
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "Escape" if open.get_untracked() => {
            event.prevent_default();
            event.stop_propagation();
            close();
        }
        "ArrowDown" => {
            event.prevent_default();
            move_focus(menu, 1);
        }
        "ArrowUp" => {
            event.prevent_default();
            move_focus(menu, -1);
        }
        _ => {}
    };
    // Focus that goes elsewhere closes the menu.
    let on_focus_out = move |event: FocusEvent| {
        let inside = event
            .related_target()
            .and_then(|target| target.dyn_into::<Node>().ok())
            .zip(menu.get_untracked())
            .is_some_and(|(target, menu)| menu.contains(Some(&target)));
        if !inside && open.get_untracked() {
            open.set(false);
        }
    };
    // At every opening: what is heard of by `on_load` may happen only once.
    Effect::new(move |_| {
        if menu.get().is_some() {
            move_focus(menu, 1);
        }
    });
    let item = move |words: Widgets, format: Widgets, act: fn(&Files)| {
        view! {
            <button
                type="button"
                role="menuitem"
                on:click=move |_| {
                    files.with_value(act);
                    close();
                }
            >
                {desk.text(words)}
                <small>{desk.text(format)}</small>
            </button>
        }
    };
    let items = move || {
        let pictures: [fn(&Files); 3] = [
            |files| files.save_picture(TIMES[0]),
            |files| files.save_picture(TIMES[1]),
            |files| files.save_picture(TIMES[2]),
        ];
        let pictures = TIMES
            .into_iter()
            .zip(pictures)
            .map(|(times, act)| item(Widgets::SavePicture, Widgets::Png { times }, act))
            .collect_view();
        let data = table
            .read()
            .is_some()
            .then(|| item(Widgets::SaveData, Widgets::Csv, Files::save_data));
        view! {
            {item(Widgets::SaveDrawing, Widgets::Svg, Files::save_drawing)}
            {pictures}
            {data}
        }
    };
    view! {
        <span class="save" on:keydown=on_key on:focusout=on_focus_out>
            <button
                type="button"
                class="tool"
                data-action="save"
                aria-haspopup="menu"
                aria-expanded=move || open.get().to_string()
                node_ref=button
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {desk.text(Widgets::Save)}
            </button>
            <Show when=move || open.get()>
                <div
                    class="menu"
                    role="menu"
                    aria-label=desk.text(Widgets::Save)
                    node_ref=menu
                >
                    {move || items()}
                </div>
            </Show>
        </span>
    }
}

fn move_focus(menu: NodeRef<Div>, step: i32) {
    let Some(menu) = menu.get_untracked() else {
        return;
    };
    let items = menu.children();
    let count = items.length() as i32;
    let focused = document().active_element();
    let at = (0..count).find(|ix| items.item(*ix as u32) == focused);
    let next = at.map_or(0, |at| (at + step).rem_euclid(count.max(1)));
    if let Some(item) = items
        .item(next as u32)
        .and_then(|item| item.dyn_into::<web_sys::HtmlElement>().ok())
    {
        let _ = item.focus();
    }
}

#[derive(Clone)]
struct Files {
    desk: Desk,
    panel: String,
    figure: Memo<Option<Figure>>,
    table: Memo<Option<Table>>,
    session: Session,
    notices: Notices,
}

impl Files {
    fn save_drawing(&self) {
        if let Some((svg, _)) = self.drawing() {
            download::save_text(&self.name("svg"), "image/svg+xml", &svg);
        }
    }

    fn save_data(&self) {
        if let Some(table) = self.table.read_untracked().as_ref() {
            let bytes = table_csv::write(table, Mark::ForSpreadsheets);
            let bytes = js_sys::Uint8Array::from(bytes.as_slice());
            download::save(&self.name("csv"), "text/csv", &bytes);
        }
    }

    /// Draws the saved drawing on a canvas, so many times its size, and saves that.
    fn save_picture(&self, times: u8) {
        let Some((svg, size)) = self.drawing() else {
            return;
        };
        let name = self.name("png");
        let notices = self.notices;
        let failed = move || {
            notices.show(Notice {
                matter: Matter::Request,
                tone: Tone::Warn,
                title: Widgets::PictureFailed.into(),
                text: Widgets::PictureFailedInstead.into(),
                details: None,
                action: None,
            });
        };
        if paint(&svg, size, f64::from(times), name, failed).is_none() {
            failed();
        }
    }

    /// The figure as the text of an SVG file in the light colours, and its size.
    fn drawing(&self) -> Option<(String, Size)> {
        let figure = self.figure.read_untracked();
        let figure = figure.as_ref()?;
        let speaker = self.desk.speaker.read_untracked();
        let size = Size::new(SAVED_WIDTH_PX, height_px(&figure.chart, SAVED_WIDTH_PX));
        let drawing = chart::draw(&figure.chart, size, &speaker);
        let source = figure
            .source
            .as_ref()
            .map(|source| self.desk.say_now(source))
            .unwrap_or_default();
        let name = self
            .session
            .info
            .read_untracked()
            .as_ref()
            .map(|info| info.name.clone())
            .unwrap_or_default();
        let caption = chart::Caption {
            title: self.desk.say_now(&figure.title),
            subtitle: self.desk.say_now(&figure.subtitle),
            source: self.desk.say_now(&Widgets::SavedFrom { source, name }),
        };
        Some(chart::to_svg_file(&drawing, &caption))
    }

    fn name(&self, extension: &str) -> String {
        let figure = self.figure.read_untracked();
        let id = figure
            .as_ref()
            .map_or("figure", |figure| figure.id.as_str());
        format!("{}-{id}.{extension}", self.panel)
    }
}

fn paint(
    svg: &str,
    size: Size,
    times: f64,
    name: String,
    failed: impl Fn() + Clone + 'static,
) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type("image/svg+xml");
    let parts = js_sys::Array::of1(&JsValue::from_str(svg));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let image = HtmlImageElement::new().ok()?;
    let drawn = {
        let (image, address, failed) = (image.clone(), address.clone(), failed.clone());
        Closure::once_into_js(move || {
            if to_canvas(&image, size, times, name, failed.clone()).is_none() {
                failed();
            }
            let _ = Url::revoke_object_url(&address);
        })
    };
    image.set_onload(Some(drawn.unchecked_ref()));
    image.set_onerror(Some(Closure::once_into_js(failed).unchecked_ref()));
    image.set_src(&address);
    Some(())
}

fn to_canvas(
    image: &HtmlImageElement,
    size: Size,
    times: f64,
    name: String,
    failed: impl Fn() + 'static,
) -> Option<()> {
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    let (width, height) = (size.width_px * times, size.height_px * times);
    canvas.set_width(width.round() as u32);
    canvas.set_height(height.round() as u32);
    let pen: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    pen.draw_image_with_html_image_element_and_dw_and_dh(image, 0.0, 0.0, width, height)
        .ok()?;
    let ready = Closure::once_into_js(move |blob: Option<Blob>| match blob {
        Some(blob) => download::save_blob(&name, &blob),
        None => failed(),
    });
    canvas.to_blob(ready.unchecked_ref()).ok()
}
