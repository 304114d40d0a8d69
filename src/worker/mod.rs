//! The engine's rim in the browser: a message loop in a dedicated worker, and a file's bytes.
//!
//! Imports `engine` and `protocol`, and the browser's bindings; never `app`, never drawing.
//! A message is `[bytes, attachments…]` both ways: files come in, bytes go out.
//! Nothing is answered before [`Event::Ready`]; a panic is told as [`Event::Crashed`] and ends the
//! worker, which the page then replaces.
//!
//! - `file_source`: a browser's file as the engine's source

mod file_source;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageChannel, MessageEvent, MessagePort};

use crate::engine::{Engine, Sink, Source};
use crate::protocol::{Event, Request, wire};
use file_source::FileSource;

/// Starts the engine in the worker this runs in.
pub fn start() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let mut port = Port(scope.clone());

    let last_words = port.clone();
    std::panic::set_hook(Box::new(move |info| {
        last_words.clone().send(
            Event::Crashed {
                text: info.to_string(),
            },
            None,
        );
    }));

    let turns = match Turns::start(port.clone()) {
        Ok(turns) => turns,
        Err(error) => {
            let text = format!("{error:?}");
            return port.send(Event::Crashed { text }, None);
        }
    };
    let mut answers = port.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
        match request_of(&message.data(), &turns.bell) {
            Ok((request, sources)) => turns.begin(request, sources, &mut answers),
            Err(text) => answers.send(Event::Crashed { text }, None),
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The loop lives as long as the worker.
    on_message.forget();

    port.send(Engine::ready(), None);
}

/// The engine and the turns it takes: a long reading goes on one slice a turn, and what the page
/// says is heard between two turns. A turn is a message to oneself, which no browser delays the way
/// it delays timers.
struct Turns {
    engine: Rc<RefCell<Engine>>,
    bell: Bell,
}

/// Asks for a turn.
#[derive(Clone)]
struct Bell {
    port: MessagePort,
    /// Whether a turn is coming.
    rung: Rc<Cell<bool>>,
}

impl Bell {
    fn ring(&self) {
        if !self.rung.replace(true) {
            // A port between two ends of one worker takes every message.
            let _rung = self.port.post_message(&JsValue::NULL);
        }
    }
}

impl Turns {
    fn start(mut answers: Port) -> Result<Self, JsValue> {
        let channel = MessageChannel::new()?;
        let engine = Rc::new(RefCell::new(Engine::new()));
        let bell = Bell {
            port: channel.port2(),
            rung: Rc::new(Cell::new(false)),
        };
        let turns = Self {
            engine: engine.clone(),
            bell: bell.clone(),
        };
        let on_turn = Closure::<dyn FnMut()>::new(move || {
            bell.rung.set(false);
            let mut engine = engine.borrow_mut();
            // Bytes on their way ring themselves.
            if !engine.is_waiting() && engine.step(&mut answers) && !engine.is_waiting() {
                bell.ring();
            }
        });
        channel
            .port1()
            .set_onmessage(Some(on_turn.as_ref().unchecked_ref()));
        on_turn.forget();
        Ok(turns)
    }

    fn begin(&self, request: Request, sources: Vec<Box<dyn Source>>, answers: &mut Port) {
        self.engine.borrow_mut().begin(request, sources, answers);
        self.bell.ring();
    }
}

/// A request and the files that came with it.
fn request_of(message: &JsValue, bell: &Bell) -> Result<(Request, Vec<Box<dyn Source>>), String> {
    let parts: &Array = message
        .dyn_ref()
        .ok_or("a message of the page is not a list")?;
    let said: Uint8Array = parts
        .get(0)
        .dyn_into()
        .map_err(|_| "a message of the page has no bytes")?;
    let request = wire::decode(&said.to_vec())?;
    let mut sources: Vec<Box<dyn Source>> = Vec::new();
    for attachment in parts.iter().skip(1) {
        let file: Blob = attachment
            .dyn_into()
            .map_err(|_| "what came with a message of the page is no file")?;
        sources.push(Box::new(FileSource::new(file, bell.clone())?));
    }
    Ok((request, sources))
}

/// The way to the page.
#[derive(Clone)]
struct Port(DedicatedWorkerGlobalScope);

impl Sink for Port {
    fn send(&mut self, event: Event, bytes: Option<Vec<u8>>) {
        let said = Uint8Array::from(wire::encode(&event).as_slice());
        let message = Array::of1(&said);
        let transferred = Array::of1(&said.buffer());
        if let Some(bytes) = bytes {
            let buffer = Uint8Array::from(bytes.as_slice()).buffer();
            message.push(&buffer);
            transferred.push(&buffer);
        }
        // Fails only for values that cannot be cloned, and buffers can.
        let _sent = self.0.post_message_with_transfer(&message, &transferred);
    }
}
