//! One engine in its worker: queue until it is ready, send, receive, end.

use std::cell::{Cell, RefCell};

use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{ErrorEvent, File, MessageEvent, Worker};

use super::boot;
use crate::protocol::{Event, Request, wire};

/// A running engine.
pub(super) struct EngineWorker {
    worker: Worker,
    ready: Cell<bool>,
    waiting: RefCell<Vec<(Request, Vec<File>)>>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(ErrorEvent)>,
}

impl EngineWorker {
    /// Starts an engine whose events go to `on_event`, with their bytes when they have any.
    pub(super) fn start(
        on_event: impl Fn(Event, Option<ArrayBuffer>) + 'static,
    ) -> Result<Self, String> {
        let worker = boot::spawn_engine()?;
        let on_event = std::rc::Rc::new(on_event);
        let for_errors = std::rc::Rc::clone(&on_event);
        let on_message = Closure::new(move |message: MessageEvent| {
            let (event, bytes) = received(&message.data());
            on_event(event, bytes);
        });
        let on_error = Closure::new(move |error: ErrorEvent| {
            error.prevent_default();
            for_errors(
                Event::Crashed {
                    text: error.message(),
                },
                None,
            );
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Ok(Self {
            worker,
            ready: Cell::new(false),
            waiting: RefCell::new(Vec::new()),
            _on_message: on_message,
            _on_error: on_error,
        })
    }

    /// Sends a request, or keeps it until the engine is ready: what is sent to a worker before its
    /// program runs is lost.
    pub(super) fn send(&self, request: Request, files: Vec<File>) {
        if self.ready.get() {
            self.post(&request, &files);
        } else {
            self.waiting.borrow_mut().push((request, files));
        }
    }

    /// The engine said that it is ready: everything kept goes out in order.
    pub(super) fn is_ready(&self) {
        self.ready.set(true);
        for (request, files) in self.waiting.take() {
            self.post(&request, &files);
        }
    }

    fn post(&self, request: &Request, files: &[File]) {
        let message = Array::of1(&Uint8Array::from(wire::encode(request).as_slice()));
        for file in files {
            message.push(file);
        }
        // Only a value that cannot be cloned is refused; bytes and files can.
        let _ = self.worker.post_message(&message);
    }

    /// Ends the engine at once, whatever it is doing.
    pub(super) fn end(self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
        // One of the closures may be the caller; they are let go when it has returned.
        wasm_bindgen_futures::spawn_local(async move { drop(self) });
    }
}

fn received(data: &JsValue) -> (Event, Option<ArrayBuffer>) {
    let parts = Array::from(data);
    let said = parts.get(0);
    let event = match said.dyn_ref::<Uint8Array>() {
        Some(bytes) => wire::decode(&bytes.to_vec()),
        // The last words of an engine that could not start.
        None => Err(said.as_string().unwrap_or_default()),
    };
    let event = event.unwrap_or_else(|text| Event::Crashed { text });
    (event, parts.get(1).dyn_into().ok())
}
