//! What stands in the page: built from what is written down, patched when it is written anew,
//! and removed.
//!
//! Markup of the same template as the one that stands is patched in place, so that focus, scrolling
//! and what was typed survive; any other view takes its place.

use std::borrow::Cow;
use std::collections::VecDeque;

use leptos::prelude::{Owner, RenderEffect};
use leptos::tachys::renderer::{RemoveEventHandler, Rndr};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Comment, Element, Node, Text};

use super::any::AnyView;
use super::flow::{Key, Keyed, Row};
use super::markup::{Handle, Part, Written};
use super::value::{Source, Value};

const SVG: &str = "http://www.w3.org/2000/svg";

/// A view that stands in the page, or is about to.
enum Standing {
    /// Nothing: a mark of the place.
    Nothing(Comment),
    Text(Text, Cow<'static, str>),
    Markup(StandingMarkup),
    /// Several, and the mark of the place where more would go.
    List(Vec<Standing>, Comment),
    Reactive(Following<Standing>),
    Keyed(Vec<StandingRow>, Comment),
}

struct StandingMarkup {
    template: &'static str,
    /// What stands in no element of the template.
    roots: Vec<Root>,
    parts: Vec<Held>,
}

enum Root {
    Node(Node),
    /// A part that is shown.
    Part(usize),
}

/// What is held of a part.
enum Held {
    Fixed(Target, Value),
    Reactive(Target, Following<Value>),
    /// Dropping the remover takes the handler off.
    Handler(Element, &'static str, Option<RemoveEventHandler<Element>>),
    Reference(Element),
    Child(Standing),
}

/// What a value is given to.
#[derive(Clone)]
struct Target {
    element: Element,
    kind: Kind,
    name: &'static str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Attribute,
    Class,
    Style,
    Property,
}

struct StandingRow {
    key: Key,
    view: Standing,
    /// Dropped after the view, which reads what it owns.
    _owner: Owner,
}

/// An effect with its latest result. The result goes before the effect does.
struct Following<T: 'static>(RenderEffect<T>);

impl<T> Drop for Following<T> {
    fn drop(&mut self) {
        drop(self.0.take_value());
    }
}

/// Puts the whole page into the body, for as long as it is open.
pub fn mount_to_body(page: impl FnOnce() -> AnyView + 'static) {
    // Leptos brings the reactive system up and keeps its root; what it is given to show is nothing.
    leptos::mount::mount_to_body(move || {
        let mut view = Standing::build(page());
        view.mount(&leptos::tachys::dom::body(), None);
        std::mem::forget(view);
    });
}

impl Standing {
    fn build(view: AnyView) -> Self {
        match view {
            AnyView::Nothing => Self::Nothing(Rndr::create_placeholder()),
            AnyView::Text(text) => Self::Text(Rndr::create_text_node(&text), text),
            AnyView::Markup(markup) => Self::Markup(StandingMarkup::build(markup.into_written())),
            AnyView::List(views) => Self::List(
                views.into_iter().map(Self::build).collect(),
                Rndr::create_placeholder(),
            ),
            AnyView::Reactive(view) => Self::Reactive(Following(RenderEffect::new(
                move |before: Option<Self>| match before {
                    Some(mut standing) => {
                        standing.turn_into(view.shown());
                        standing
                    }
                    None => Self::build(view.shown()),
                },
            ))),
            AnyView::Keyed(Keyed { rows, owner }) => Self::Keyed(
                rows.into_iter()
                    .map(|row| StandingRow::build(row, &owner))
                    .collect(),
                Rndr::create_placeholder(),
            ),
        }
    }

    /// Shows another view in its place.
    fn turn_into(&mut self, view: AnyView) {
        let view = match (&mut *self, view) {
            (Self::Nothing(_), AnyView::Nothing) => return,
            (Self::Text(node, before), AnyView::Text(text)) => {
                if *before != text {
                    Rndr::set_text(node, &text);
                    *before = text;
                }
                return;
            }
            (Self::Markup(standing), AnyView::Markup(markup))
                if standing.template == markup.template() =>
            {
                return standing.patch(markup.into_written());
            }
            (Self::List(standing, end), AnyView::List(views)) => {
                return patch_list(standing, views, end);
            }
            (Self::Keyed(rows, end), AnyView::Keyed(keyed)) => {
                return patch_rows(rows, keyed, end);
            }
            (_, view) => view,
        };
        let mut new = Self::build(view);
        if let Some(first) = self.first_node() {
            new.mount_before(&first);
        }
        self.unmount();
        *self = new;
    }

    fn mount(&mut self, parent: &Element, before: Option<&Node>) {
        match self {
            Self::Nothing(mark) => Rndr::insert_node(parent, mark, before),
            Self::Text(text, _) => Rndr::insert_node(parent, text, before),
            Self::Markup(standing) => {
                for root in &standing.roots {
                    match root {
                        Root::Node(node) => Rndr::insert_node(parent, node, before),
                        Root::Part(place) => {
                            if let Some(Held::Child(view)) = standing.parts.get_mut(*place) {
                                view.mount(parent, before);
                            }
                        }
                    }
                }
            }
            Self::List(views, end) => {
                for view in views {
                    view.mount(parent, before);
                }
                Rndr::insert_node(parent, end, before);
            }
            Self::Reactive(effect) => {
                effect.0.with_value_mut(|view| view.mount(parent, before));
            }
            Self::Keyed(rows, end) => {
                for row in rows {
                    row.view.mount(parent, before);
                }
                Rndr::insert_node(parent, end, before);
            }
        }
    }

    /// Puts it where a node stands; nowhere when that one stands nowhere.
    fn mount_before(&mut self, node: &Node) {
        if let Some(parent) = node.parent_element() {
            self.mount(&parent, Some(node));
        }
    }

    fn unmount(&mut self) {
        match self {
            Self::Nothing(mark) => Rndr::remove(mark),
            Self::Text(text, _) => Rndr::remove(text),
            Self::Markup(standing) => {
                for root in &standing.roots {
                    match root {
                        Root::Node(node) => Rndr::remove(node),
                        Root::Part(place) => {
                            if let Some(Held::Child(view)) = standing.parts.get_mut(*place) {
                                view.unmount();
                            }
                        }
                    }
                }
            }
            Self::List(views, end) => {
                views.iter_mut().for_each(Self::unmount);
                Rndr::remove(end);
            }
            Self::Reactive(effect) => {
                effect.0.with_value_mut(Self::unmount);
            }
            Self::Keyed(rows, end) => {
                for row in rows {
                    row.view.unmount();
                }
                Rndr::remove(end);
            }
        }
    }

    /// Where it begins.
    fn first_node(&self) -> Option<Node> {
        match self {
            Self::Nothing(mark) => Some(mark.clone().into()),
            Self::Text(text, _) => Some(text.clone().into()),
            Self::Markup(standing) => match standing.roots.first()? {
                Root::Node(node) => Some(node.clone()),
                Root::Part(place) => match standing.parts.get(*place)? {
                    Held::Child(view) => view.first_node(),
                    _ => None,
                },
            },
            Self::List(views, end) => match views.first() {
                Some(view) => view.first_node(),
                None => Some(end.clone().into()),
            },
            Self::Reactive(effect) => effect.0.with_value_mut(|view| view.first_node()).flatten(),
            Self::Keyed(rows, end) => match rows.first() {
                Some(row) => row.view.first_node(),
                None => Some(end.clone().into()),
            },
        }
    }
}

/// The views of a list by their place.
fn patch_list(standing: &mut Vec<Standing>, views: Vec<AnyView>, end: &Comment) {
    for mut surplus in standing.drain(views.len().min(standing.len())..) {
        surplus.unmount();
    }
    for (place, view) in views.into_iter().enumerate() {
        if let Some(standing) = standing.get_mut(place) {
            standing.turn_into(view);
        } else {
            let mut new = Standing::build(view);
            new.mount_before(end);
            standing.push(new);
        }
    }
}

/// Rows by their key: those that stay keep their elements, which move only where the order changed.
fn patch_rows(standing: &mut Vec<StandingRow>, keyed: Keyed, end: &Comment) {
    let mut before = VecDeque::from(std::mem::take(standing));
    before.retain_mut(|row| {
        let stays = keyed.rows.iter().any(|new| new.key == row.key);
        if !stays {
            row.view.unmount();
        }
        stays
    });
    for row in keyed.rows {
        let mut row = match before.iter().position(|old| old.key == row.key) {
            Some(place) => {
                let Some(old) = before.remove(place) else {
                    continue;
                };
                if place == 0 {
                    standing.push(old);
                    continue;
                }
                old
            }
            None => StandingRow::build(row, &keyed.owner),
        };
        let next = before.front().and_then(|old| old.view.first_node());
        row.view.mount_before(next.as_ref().unwrap_or(end));
        standing.push(row);
    }
}

impl StandingRow {
    fn build(row: Row, parent: &Owner) -> Self {
        let owner = parent.with(Owner::new);
        let view = owner.with(|| Standing::build((row.make)()));
        Self {
            key: row.key,
            view,
            _owner: owner,
        }
    }
}

impl StandingMarkup {
    fn build(written: Written) -> Self {
        let mut standing = Self {
            template: written.template,
            roots: Vec::new(),
            parts: Vec::with_capacity(written.parts.len()),
        };
        let mut parts = written.parts.into_iter();
        let mut open: Vec<Element> = Vec::new();
        let mut attribute = "";
        for line in written.template.split('\n') {
            let (sign, rest) = line.split_at(1);
            match (sign, open.last()) {
                ("<", _) => open.push(Rndr::create_element(rest, None)),
                ("~", _) => open.push(Rndr::create_element(rest, Some(SVG))),
                ("/", _) => {
                    if let Some(element) = open.pop() {
                        standing.put(open.last(), element.into());
                    }
                }
                ("\"", parent) => standing.put(parent, Rndr::create_text_node(rest).into()),
                ("=", _) => attribute = rest,
                ("'", Some(element)) => Rndr::set_attribute(element, attribute, rest),
                (sign, parent) => {
                    if let Some(part) = parts.next() {
                        standing.hold(sign, rest, parent, part);
                    }
                }
            }
        }
        standing
    }

    /// Puts a node of the template into its element.
    fn put(&mut self, parent: Option<&Element>, node: Node) {
        match parent {
            Some(parent) => Rndr::insert_node(parent, &node, None),
            None => self.roots.push(Root::Node(node)),
        }
    }

    /// Puts a part where the template says.
    fn hold(&mut self, sign: &str, name: &'static str, parent: Option<&Element>, part: Part) {
        let held = match (part, parent) {
            (Part::Child(view), parent) => {
                let mut view = Standing::build(view);
                match parent {
                    Some(parent) => view.mount(parent, None),
                    None => self.roots.push(Root::Part(self.parts.len())),
                }
                Held::Child(view)
            }
            (Part::Value(source), Some(element)) => {
                let kind = match sign {
                    "." => Kind::Class,
                    ":" => Kind::Style,
                    "#" => Kind::Property,
                    _ => Kind::Attribute,
                };
                let element = element.clone();
                give(
                    Target {
                        element,
                        kind,
                        name,
                    },
                    source,
                    None,
                )
            }
            (Part::Handler(owner, handler), Some(element)) => {
                let remover = listen(element, name, owner, handler);
                Held::Handler(element.clone(), name, Some(remover))
            }
            (Part::Reference(reference), Some(element)) => {
                reference.refer(element);
                Held::Reference(element.clone())
            }
            // Only what is shown may stand in no element.
            (_, None) => return,
        };
        self.parts.push(held);
    }

    fn patch(&mut self, written: Written) {
        for (held, part) in self.parts.iter_mut().zip(written.parts) {
            match (held, part) {
                (Held::Child(standing), Part::Child(view)) => standing.turn_into(view),
                (Held::Reference(element), Part::Reference(reference)) => reference.refer(element),
                (Held::Handler(element, event, remover), Part::Handler(owner, handler)) => {
                    // The one before is taken off first: both would be called.
                    *remover = None;
                    *remover = Some(listen(element, event, owner, handler));
                }
                (held @ Held::Fixed(..), Part::Value(source)) => {
                    if let Held::Fixed(target, before) = &*held {
                        *held = give(target.clone(), source, Some(before.clone()));
                    }
                }
                (held @ Held::Reactive(..), Part::Value(source)) => {
                    if let Held::Reactive(target, effect) = &*held {
                        let before = effect.0.take_value();
                        *held = give(target.clone(), source, before);
                    }
                }
                _ => {}
            }
        }
    }
}

fn listen(
    element: &Element,
    event: &str,
    owner: Owner,
    mut handler: Box<dyn Handle>,
) -> RemoveEventHandler<Element> {
    let handle = move |event| owner.with(|| handler.handle(event));
    Rndr::add_event_listener(element, event, Box::new(handle))
}

/// Gives a value to its target, now and whenever it changes; `before` is what the target has.
fn give(target: Target, source: Source, before: Option<Value>) -> Held {
    match source {
        Source::Fixed(value) => {
            target.take(before.as_ref(), &value);
            Held::Fixed(target, value)
        }
        Source::Reactive(source) => {
            let taker = target.clone();
            let follow = move |before: Option<Value>| {
                let value = source.value();
                taker.take(before.as_ref(), &value);
                value
            };
            let effect = RenderEffect::new_with_value(follow, before);
            Held::Reactive(target, Following(effect))
        }
    }
}

impl Target {
    fn take(&self, before: Option<&Value>, value: &Value) {
        // A property is given again: the person may have changed it since.
        if before == Some(value) && self.kind != Kind::Property {
            return;
        }
        let Self {
            element,
            kind,
            name,
        } = self;
        match (kind, value) {
            (Kind::Attribute, Value::Text(text)) => Rndr::set_attribute(element, name, text),
            (Kind::Attribute, Value::Flag(true)) => Rndr::set_attribute(element, name, ""),
            (Kind::Attribute, Value::Flag(false) | Value::Absent) => {
                if before.is_some() {
                    Rndr::remove_attribute(element, name);
                }
            }
            (Kind::Class, value) => {
                let there = matches!(value, Value::Flag(true) | Value::Text(_));
                if there || before.is_some() {
                    let _ = element.class_list().toggle_with_force(name, there);
                }
            }
            (Kind::Style, value) => {
                let style = element.unchecked_ref::<web_sys::HtmlElement>().style();
                let _ = match value {
                    Value::Text(text) => style.set_property(name, text),
                    Value::Flag(_) | Value::Absent => style.remove_property(name).map(drop),
                };
            }
            (Kind::Property, Value::Text(text)) => {
                Rndr::set_property_or_value(element, name, &JsValue::from_str(text));
            }
            (Kind::Property, Value::Flag(flag)) => {
                Rndr::set_property_or_value(element, name, &JsValue::from_bool(*flag));
            }
            (Kind::Property, Value::Absent) => {}
        }
    }
}
