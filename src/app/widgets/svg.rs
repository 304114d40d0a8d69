//! A drawing as elements of the page. Elements are made one by one: text of a file can become
//! text and attribute values, never markup.

use leptos::html::Span;
use web_sys::Element;

use crate::app::view::prelude::*;
use crate::chart::{Drawing, Node, Palette};

const NAMESPACE: &str = "http://www.w3.org/2000/svg";

/// The drawing as one `<svg>` element; named by its summary, or hidden from readers when what it
/// shows stands beside it as text.
pub fn svg_element(drawing: &Drawing, hidden: bool) -> Option<Element> {
    let svg = element("svg")?;
    let (width, height) = (drawing.size.width_px, drawing.size.height_px);
    set(&svg, "width", &width.to_string());
    set(&svg, "height", &height.to_string());
    set(&svg, "viewBox", &format!("0 0 {width} {height}"));
    if hidden {
        set(&svg, "aria-hidden", "true");
    } else {
        set(&svg, "role", "img");
        set(&svg, "aria-label", &drawing.summary);
    }
    append(&svg, &drawing.nodes);
    Some(svg)
}

fn append(parent: &Element, nodes: &[Node]) {
    for node in nodes {
        let Some(child) = element(node.tag()) else {
            continue;
        };
        for (name, value) in node.attributes(Palette::Variables) {
            set(&child, name, &value);
        }
        if node.content().is_some() {
            child.set_text_content(node.content());
        }
        append(&child, node.children());
        let _ = parent.append_child(&child);
    }
}

fn element(tag: &str) -> Option<Element> {
    document().create_element_ns(Some(NAMESPACE), tag).ok()
}

fn set(element: &Element, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}

/// A small drawing in a line of text, drawn once; hidden from readers unless it stands alone.
pub fn picture(drawing: Drawing, class: &'static str, hidden: bool) -> impl IntoView {
    let holder = NodeRef::<Span>::new();
    holder.on_load(move |span| {
        // A place that is patched holds the drawing before.
        span.set_text_content(None);
        if let Some(svg) = svg_element(&drawing, hidden) {
            let _ = span.append_child(&svg);
        }
    });
    view! { <span class=class node_ref=holder></span> }
}
