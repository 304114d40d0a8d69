//! How wide an element is, now and after every change.

use leptos::html::Div;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};

use crate::app::view::prelude::*;

/// The width of an element in whole pixels; 0 until it stands on the page.
pub fn width_of(element: NodeRef<Div>) -> RwSignal<f64> {
    size_of(element, Element::client_width)
}

/// The height of an element in whole pixels; 0 until it stands on the page.
pub fn height_of(element: NodeRef<Div>) -> RwSignal<f64> {
    size_of(element, Element::client_height)
}

fn size_of(element: NodeRef<Div>, side: fn(&Element) -> i32) -> RwSignal<f64> {
    let size = RwSignal::new(0.0);
    let watching = StoredValue::new_local(None::<(ResizeObserver, Closure<dyn FnMut()>)>);
    element.on_load(move |element| {
        let element: Element = element.unchecked_into();
        let watched = element.clone();
        let on_resize = Closure::<dyn FnMut()>::new(move || {
            size.try_set(f64::from(side(&watched)));
        });
        size.set(f64::from(side(&element)));
        if let Ok(observer) = ResizeObserver::new(on_resize.as_ref().unchecked_ref()) {
            observer.observe(&element);
            watching.set_value(Some((observer, on_resize)));
        }
    });
    on_cleanup(move || {
        if let Some((observer, _)) = watching.try_update_value(Option::take).flatten() {
            observer.disconnect();
        }
    });
    size
}
