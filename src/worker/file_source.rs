use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Blob, DomException, FileReaderSync};

use super::Bell;
use crate::engine::Source;

/// The most the browser copies at once. Larger slices read no faster and cost their size again.
const SLICE_BYTES: usize = 4 << 20;

/// A file of the person's, read in slices: never held whole, never sent to the page.
///
/// The next slice is on its way while the last one is looked through; the browser fetches it in
/// another process.
pub(super) struct FileSource {
    file: Blob,
    reader: FileReaderSync,
    expected: Rc<RefCell<Expected>>,
    /// Rung when expected bytes have come, or will not come.
    bell: Bell,
}

/// The bytes that will be read next, by where they begin.
enum Expected {
    Nothing,
    OnTheirWay(u64),
    Here(u64, Uint8Array),
}

impl FileSource {
    /// The error is the browser's own text: synchronous readers exist in workers only.
    pub(super) fn new(file: Blob, bell: Bell) -> Result<Self, String> {
        Ok(Self {
            file,
            reader: FileReaderSync::new().map_err(|error| text_of(&error))?,
            expected: Rc::new(RefCell::new(Expected::Nothing)),
            bell,
        })
    }

    fn slice(&self, offset: u64, count: usize) -> Result<Blob, String> {
        let to = offset + count as u64;
        self.file
            .slice_with_f64_and_f64(offset as f64, to as f64)
            .map_err(|error| text_of(&error))
    }
}

impl Source for FileSource {
    fn size_bytes(&self) -> u64 {
        // The browser counts bytes in a double, exact up to 2^53.
        self.file.size() as u64
    }

    fn read(&mut self, offset: u64, buffer: &mut [u8]) -> Result<usize, String> {
        if let Expected::Here(from, bytes) = self.expected.replace(Expected::Nothing)
            && from == offset
            && bytes.length() as usize <= buffer.len()
        {
            let count = bytes.length() as usize;
            bytes.copy_to(&mut buffer[..count]);
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
        // Where something goes wrong, the reader will try the same and say it.
        let Ok(slice) = self.slice(offset, count) else {
            return;
        };
        *self.expected.borrow_mut() = Expected::OnTheirWay(offset);
        let (expected, bell) = (Rc::clone(&self.expected), self.bell.clone());
        let settled = Closure::once(move |bytes: JsValue| {
            let mut expected = expected.borrow_mut();
            if matches!(*expected, Expected::OnTheirWay(from) if from == offset) {
                *expected = match bytes.dyn_into::<ArrayBuffer>() {
                    Ok(bytes) => Expected::Here(offset, Uint8Array::new(&bytes)),
                    Err(_) => Expected::Nothing,
                };
                bell.ring();
            }
        });
        let _then = slice.array_buffer().then2(&settled, &settled);
        // Called once, by the browser, whenever that is.
        settled.forget();
    }

    fn is_waiting(&self) -> bool {
        matches!(*self.expected.borrow(), Expected::OnTheirWay(_))
    }
}

/// What the browser says went wrong, such as a file changed after it was chosen.
fn text_of(error: &JsValue) -> String {
    error
        .dyn_ref::<DomException>()
        .map_or_else(|| format!("{error:?}"), DomException::message)
}
