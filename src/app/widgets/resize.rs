//! How wide an element is, now and after every change.

use leptos::html::Div;
use crate::app::view::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};

/// The width of an element in whole pixels; 0 until it stands on the page.
pub fn width_of(element: NodeRef<Div>) -> ReadSignal<f64> {
    size_of(element, Element::client_width)
}

/// The height of an element in whole pixels; 0 until it stands on the page.
pub fn height_of(element: NodeRef<Div>) -> ReadSignal<f64> {
    size_of(element, Element::client_height)
}

fn size_of(element: NodeRef<Div>, side: fn(&Element) -> i32) -> ReadSignal<f64> {
    let (size, set_size) = signal(0.0);
    let watching = StoredValue::new_local(None::<(ResizeObserver, Closure<dyn FnMut()>)>);
    element.on_load(move |element| {
        let element: Element = element.unchecked_into();
        let watched = element.clone();
        let on_resize = Closure::<dyn FnMut()>::new(move || {
            let _ = set_size.try_update(|size| *size = f64::from(side(&watched)));
        });
        set_size.set(f64::from(side(&element)));
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
