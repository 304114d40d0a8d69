use super::super::{IngestError, Source};

/// Packed bytes read at once.
pub(super) const STEP_BYTES: usize = 256 << 10;

/// A stretch of the file, read ahead in pieces.
#[derive(Debug)]
pub(super) struct Packed {
    /// Where the next piece begins.
    at: u64,
    end: u64,
    buffer: Vec<u8>,
    used: usize,
    step: usize,
}

impl Packed {
    /// The bytes from `at` up to `end`.
    pub(super) fn new(at: u64, end: u64) -> Self {
        Self {
            at,
            end,
            buffer: Vec::new(),
            used: 0,
            step: STEP_BYTES,
        }
    }

    /// Pieces of another size.
    #[cfg(test)]
    pub(super) fn set_step(&mut self, step: usize) {
        self.step = step;
    }

    /// What is read and not used.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.buffer[self.used..]
    }

    /// Takes `count` of them.
    pub(super) fn take(&mut self, count: usize) {
        self.used = (self.used + count).min(self.buffer.len());
    }

    /// Whether nothing is left, neither here nor in the file.
    pub(super) fn is_spent(&self) -> bool {
        self.at >= self.end && self.bytes().is_empty()
    }

    /// Bytes not used yet.
    pub(super) fn left(&self) -> u64 {
        self.end.saturating_sub(self.at) + self.bytes().len() as u64
    }

    /// Reads until `count` bytes are at hand, or as many as there are.
    pub(super) fn want(
        &mut self,
        source: &mut dyn Source,
        count: usize,
    ) -> Result<(), IngestError> {
        while self.bytes().len() < count && self.at < self.end {
            self.buffer.drain(..self.used);
            self.used = 0;
            let held = self.buffer.len();
            let more = self
                .step
                .min(usize::try_from(self.end - self.at).unwrap_or(usize::MAX));
            self.buffer.resize(held + more, 0);
            let got = source
                .read(self.at, &mut self.buffer[held..])
                .map_err(IngestError::FileGone);
            self.buffer
                .truncate(held + got.as_ref().map_or(0, |&got| got));
            if got? == 0 {
                return Err(IngestError::Damaged);
            }
            self.at += (self.buffer.len() - held) as u64;
        }
        Ok(())
    }
}
