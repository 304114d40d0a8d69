use js_sys::Uint8Array;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Blob, DomException, FileReaderSync};

use crate::engine::Source;

/// The most the browser copies at once. Larger slices read no faster and cost their size again.
const SLICE_BYTES: usize = 4 << 20;

/// A file of the person's, read in slices: never held whole, never sent to the page.
pub(super) struct FileSource {
    file: Blob,
    reader: FileReaderSync,
}

impl FileSource {
    /// The error is the browser's own text: synchronous readers exist in workers only.
    pub(super) fn new(file: Blob) -> Result<Self, String> {
        let reader = FileReaderSync::new().map_err(|error| text_of(&error))?;
        Ok(Self { file, reader })
    }
}

impl Source for FileSource {
    fn size_bytes(&self) -> u64 {
        // The browser counts bytes in a double, exact up to 2^53.
        self.file.size() as u64
    }

    fn read(&mut self, offset: u64, buffer: &mut [u8]) -> Result<usize, String> {
        let mut done = 0;
        for part in buffer.chunks_mut(SLICE_BYTES) {
            let from = offset + done as u64;
            let to = from + part.len() as u64;
            let slice = self
                .file
                .slice_with_f64_and_f64(from as f64, to as f64)
                .map_err(|error| text_of(&error))?;
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
}

/// What the browser says went wrong, such as a file changed after it was chosen.
fn text_of(error: &JsValue) -> String {
    error
        .dyn_ref::<DomException>()
        .map_or_else(|| format!("{error:?}"), DomException::message)
}
