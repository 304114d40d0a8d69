use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{ArrayBuffer, Promise, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Blob, DomException, FileReaderSync, ReadableStreamByobReader};

use super::Bell;
use crate::engine::Source;

/// The most the browser copies at once. Larger slices read no faster and cost their size again.
const SLICE_BYTES: usize = 4 << 20;

/// A file of the person's, read in slices: never held whole, never sent to the page.
///
/// The next bytes are on their way while the last ones are looked through; the browser fetches them
/// in another process.
pub(super) struct FileSource {
    file: Blob,
    reader: FileReaderSync,
    stream: Option<Stream>,
    /// What expected bytes come in, between two of them.
    buffer: Option<ArrayBuffer>,
    expected: Rc<RefCell<Expected>>,
    asked: u64,
    /// Rung when expected bytes have come, or will not come.
    bell: Bell,
}

/// The file from a place on. The browser fills the buffer it is given and gives it back: a seventh
/// of the time of a reading less than with slices, each of which is new memory.
struct Stream {
    bytes: ReadableStreamByobReader,
    at: u64,
}

/// The bytes that will be read next, by where they begin.
enum Expected {
    Nothing,
    /// Asked for the so-manieth time; what was asked before is no longer waited for.
    OnTheirWay(u64),
    Here(u64, Uint8Array),
}

impl FileSource {
    /// The error is the browser's own text: synchronous readers exist in workers only.
    pub(super) fn new(file: Blob, bell: Bell) -> Result<Self, String> {
        Ok(Self {
            file,
            reader: FileReaderSync::new().map_err(|error| text_of(&error))?,
            stream: None,
            buffer: None,
            expected: Rc::new(RefCell::new(Expected::Nothing)),
            asked: 0,
            bell,
        })
    }

    fn slice(&self, offset: u64, count: usize) -> Result<Blob, String> {
        let to = offset + count as u64;
        self.file
            .slice_with_f64_and_f64(offset as f64, to as f64)
            .map_err(|error| text_of(&error))
    }

    /// The file from `offset` on, where the browser fills buffers.
    fn stream_at(&mut self, offset: u64) -> Option<ReadableStreamByobReader> {
        if self.stream.as_ref().is_none_or(|it| it.at != offset) {
            let rest = self.file.slice_with_f64(offset as f64).ok()?;
            let bytes = ReadableStreamByobReader::new(&rest.stream()).ok()?;
            self.stream = Some(Stream { bytes, at: offset });
        }
        self.stream.as_ref().map(|stream| stream.bytes.clone())
    }

    /// Asks for the bytes from `offset` on, at most so many.
    fn ask(&mut self, offset: u64, count: usize) -> Result<Promise, String> {
        let Some(stream) = self.stream_at(offset) else {
            return Ok(self.slice(offset, count)?.array_buffer());
        };
        let has_room = |it: &ArrayBuffer| it.byte_length() as usize >= count;
        let old = self.buffer.take().filter(has_room);
        let buffer = old.unwrap_or_else(|| ArrayBuffer::new(count as u32));
        let view = Uint8Array::new_with_byte_offset_and_length(&buffer, 0, count as u32);
        Ok(stream.read_with_array_buffer_view(&view))
    }

    /// The expected bytes, if they have come and are these. A stream of which bytes were asked and
    /// not taken stands where nobody knows.
    fn take_expected(&mut self, offset: u64, most: usize) -> Option<Uint8Array> {
        match self.expected.replace(Expected::Nothing) {
            Expected::Nothing => None,
            Expected::Here(from, bytes) if from == offset && bytes.length() as usize <= most => {
                if let Some(stream) = &mut self.stream {
                    stream.at += u64::from(bytes.length());
                }
                Some(bytes)
            }
            Expected::Here(..) | Expected::OnTheirWay(..) => {
                self.stream = None;
                None
            }
        }
    }
}

impl Source for FileSource {
    fn size_bytes(&self) -> u64 {
        // The browser counts bytes in a double, exact up to 2^53.
        self.file.size() as u64
    }

    fn read(&mut self, offset: u64, buffer: &mut [u8]) -> Result<usize, String> {
        if let Some(bytes) = self.take_expected(offset, buffer.len()) {
            let count = bytes.length() as usize;
            bytes.copy_to(&mut buffer[..count]);
            self.buffer = Some(bytes.buffer());
            return Ok(count);
        }
        let mut done = 0;
        for part in buffer.chunks_mut(SLICE_BYTES) {
            let slice = self.slice(offset + done as u64, part.len())?;
            let bytes = self
                .reader
                .read_as_array_buffer(&slice)
                .map_err(|error| text_of(&error))?;
            let bytes = Uint8Array::new(&bytes);
            let count = bytes.length() as usize;
            bytes.copy_to(&mut part[..count]);
            done += count;
            if count < part.len() {
                break;
            }
        }
        Ok(done)
    }

    fn expect(&mut self, offset: u64, count: usize) {
        // Bytes that were expected and not read are not wanted any more.
        let _unwanted = self.take_expected(offset, 0);
        let Ok(bytes) = self.ask(offset, count) else {
            // The reader will try the same and say what went wrong.
            return;
        };
        self.asked += 1;
        let ticket = self.asked;
        *self.expected.borrow_mut() = Expected::OnTheirWay(ticket);
        let (expected, bell) = (Rc::clone(&self.expected), self.bell.clone());
        let settled = Closure::once(move |came: JsValue| {
            let mut expected = expected.borrow_mut();
            if matches!(*expected, Expected::OnTheirWay(asked) if asked == ticket) {
                *expected = match bytes_of(came) {
                    Some(bytes) if bytes.length() > 0 => Expected::Here(offset, bytes),
                    _ => Expected::Nothing,
                };
                bell.ring();
            }
        });
        let _then = bytes.then2(&settled, &settled);
        // Called once, by the browser, whenever that is.
        settled.forget();
    }

    fn at_hand(&self, offset: u64) -> Option<usize> {
        match &*self.expected.borrow() {
            Expected::Here(from, bytes) if *from == offset => Some(bytes.length() as usize),
            _ => None,
        }
    }

    fn is_waiting(&self) -> bool {
        matches!(*self.expected.borrow(), Expected::OnTheirWay(_))
    }
}

/// The bytes a promise gave: a slice's, or what a stream put into its buffer.
fn bytes_of(came: JsValue) -> Option<Uint8Array> {
    match came.dyn_into::<ArrayBuffer>() {
        Ok(slice) => Some(Uint8Array::new(&slice)),
        Err(piece) => {
            let value = Reflect::get(&piece, &JsValue::from_str("value")).ok()?;
            value.dyn_into().ok()
        }
    }
}

/// What the browser says went wrong, such as a file changed after it was chosen.
fn text_of(error: &JsValue) -> String {
    error
        .dyn_ref::<DomException>()
        .map_or_else(|| format!("{error:?}"), DomException::message)
}
