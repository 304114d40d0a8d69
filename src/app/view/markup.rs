//! Markup as it is written down: a template, and what changes from one view of it to another.
//!
//! A template is text of lines, written by `view!`. The first character of a line says what it is:
//!
//! - `<tag`, `/`: an element begins, the innermost one ends; `~tag`: one of a drawing begins
//! - `=name`, `'value`: an attribute that never changes, and its value
//! - `"text`: text that never changes
//! - `@name`, `.name`, `:name`, `#name`: the next part is the value of this attribute, class,
//!   property of the style, property of the object
//! - `!name`: the next part is what is done at this event
//! - `&`: the next part wants to know the element
//! - `*`: the next part is shown here

use leptos::ev::EventDescriptor;
use leptos::html::ElementType;
use leptos::prelude::{NodeRef, Owner, event_target_value};
use leptos::tachys::html::node_ref::NodeRefContainer as _;
use wasm_bindgen::{JsCast, JsValue};

use super::any::{AnyView, IntoView};
use super::value::{IntoSource, Source};
use crate::app::signals::RwSignal;

/// Markup as it is written down.
pub struct Markup(Box<Written>);

/// A template and its parts.
pub(super) struct Written {
    pub(super) template: &'static str,
    pub(super) parts: Vec<Part>,
}

/// What changes from one view of a template to another.
pub(super) enum Part {
    /// The value of an attribute, a class or a property.
    Value(Source),
    /// What is done at an event, and whose contexts it sees.
    Handler(Owner, Box<dyn Handle>),
    /// Someone who wants to know the element.
    Reference(Box<dyn Refer>),
    /// What is shown.
    Child(AnyView),
}

/// What is done at an event. Not `FnMut`: of that trait every closure is compiled twice.
pub(super) trait Handle {
    fn handle(&mut self, event: JsValue);
}

/// Someone who wants to know an element.
pub(super) trait Refer {
    fn refer(&self, element: &web_sys::Element);
}

impl Markup {
    /// A template without its parts, with room for so many.
    pub fn new(template: &'static str, parts: usize) -> Self {
        Self(Box::new(Written {
            template,
            parts: Vec::with_capacity(parts),
        }))
    }

    pub(super) fn template(&self) -> &'static str {
        self.0.template
    }

    pub(super) fn into_written(self) -> Written {
        *self.0
    }

    /// The value of an attribute, a class or a property.
    pub fn value(self, value: impl IntoSource) -> Self {
        self.with(Part::Value(value.into_source()))
    }

    /// What is shown.
    pub fn child(self, child: impl IntoView) -> Self {
        self.with(Part::Child(child.into_any()))
    }

    /// What is done at an event; which one stands in the template.
    pub fn on<E>(self, _: E, handler: impl FnMut(E::EventType) + 'static) -> Self
    where
        E: EventDescriptor + 'static,
        E::EventType: From<JsValue>,
    {
        struct Typed<E, H>(H, std::marker::PhantomData<E>);

        impl<E, H> Handle for Typed<E, H>
        where
            E: EventDescriptor,
            E::EventType: From<JsValue>,
            H: FnMut(E::EventType),
        {
            fn handle(&mut self, event: JsValue) {
                (self.0)(event.into());
            }
        }

        let handler: Typed<E, _> = Typed(handler, std::marker::PhantomData);
        self.with_handler(Box::new(handler))
    }

    /// A value that follows what the person types, and the other way round.
    pub fn bind_value(self, text: RwSignal<String>) -> Self {
        self.value(text).on(leptos::ev::input, move |event| {
            text.try_set(event_target_value(&event));
        })
    }

    /// Someone who wants to know the element.
    pub fn node_ref<E>(self, node: NodeRef<E>) -> Self
    where
        E: ElementType,
        E::Output: JsCast + 'static,
    {
        self.with(Part::Reference(Box::new(node)))
    }

    #[inline(never)]
    fn with_handler(self, handler: Box<dyn Handle>) -> Self {
        self.with(Part::Handler(Owner::current().unwrap_or_default(), handler))
    }

    #[inline(never)]
    fn with(mut self, part: Part) -> Self {
        self.0.parts.push(part);
        self
    }
}

impl<E> Refer for NodeRef<E>
where
    E: ElementType,
    E::Output: JsCast + 'static,
{
    fn refer(&self, element: &web_sys::Element) {
        self.load(element);
    }
}
