//! Bytes to a file in the person's download folder. No request is made: the bytes are in the page.

use js_sys::Array;
use leptos::prelude::document;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Saves bytes (an `ArrayBuffer`, a typed array or text) under a name.
pub fn save(name: &str, mime: &str, content: &JsValue) {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let Ok(blob) =
        Blob::new_with_buffer_source_sequence_and_options(&Array::of1(content), &options)
    else {
        return;
    };
    save_blob(name, &blob);
}

/// Saves text under a name, as UTF-8.
pub fn save_text(name: &str, mime: &str, text: &str) {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let parts = Array::of1(&JsValue::from_str(text));
    if let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &options) {
        save_blob(name, &blob);
    }
}

/// Saves a blob under a name.
pub fn save_blob(name: &str, blob: &Blob) {
    let Ok(address) = Url::create_object_url_with_blob(blob) else {
        return;
    };
    let anchor = document()
        .create_element("a")
        .ok()
        .and_then(|element| element.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(anchor) = anchor {
        anchor.set_href(&address);
        anchor.set_download(&safe_name(name));
        anchor.click();
    }
    // The browser has taken its own reference by the time the next task runs.
    leptos::prelude::set_timeout(
        move || {
            let _ = Url::revoke_object_url(&address);
        },
        std::time::Duration::from_mins(1),
    );
}

/// Keeps a proposed name from being a path or a hidden file.
fn safe_name(name: &str) -> String {
    let name: String = name
        .chars()
        .map(|character| match character {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
            character if character.is_control() => '-',
            character => character,
        })
        .collect();
    name.trim_start_matches('.').to_owned()
}
