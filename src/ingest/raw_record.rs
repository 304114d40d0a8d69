//! A record, and who takes it.

use super::words8;

/// One record: its cells as pieces of one run of bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'a> {
    /// Line of the file it starts on, from 1.
    pub(super) line: u64,
    pub(super) bytes: &'a [u8],
    pub(super) bounds: &'a [(u32, u32)],
    /// Whether cell bounds cannot be told from the bytes alone.
    pub(super) opaque: bool,
}

impl<'a> Record<'a> {
    /// A record of cells that were never one text: `bounds` are each cell's place in `bytes`.
    pub(super) fn of_cells(line: u64, bytes: &'a [u8], bounds: &'a [(u32, u32)]) -> Self {
        Self {
            line,
            bytes,
            bounds,
            opaque: true,
        }
    }

    /// The record with its line counted on from those of the parts before.
    pub(super) fn after(self, lines: u64) -> Self {
        Self {
            line: self.line + lines,
            ..self
        }
    }

    /// Number of cells; a blank line has one.
    pub(super) fn len(&self) -> usize {
        self.bounds.len()
    }

    /// A cell's bytes without quotes, empty when the record is shorter.
    #[inline]
    pub(super) fn cell(&self, at: usize) -> &'a [u8] {
        match self.bounds.get(at) {
            Some(&(from, to)) => &self.bytes[from as usize..to as usize],
            None => &[],
        }
    }

    /// All cells.
    pub(super) fn cells(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let bytes = self.bytes;
        self.bounds
            .iter()
            .map(move |&(from, to)| &bytes[from as usize..to as usize])
    }

    /// The cells with marks between them, as bytes.
    pub(super) fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// A hash that is equal for records equal in every cell, however they were quoted.
    pub(super) fn hash(&self) -> u64 {
        let mut hash = words8::hash(self.bytes) ^ self.bounds.len() as u64;
        if self.opaque {
            for &(from, to) in self.bounds {
                hash = words8::mix(hash, u64::from(from) << 32 | u64::from(to));
            }
        }
        hash
    }
}

/// Who takes the records.
pub(super) trait Sink {
    /// The next record.
    fn record(&mut self, record: &Record<'_>);
}

impl<F: FnMut(&Record<'_>)> Sink for F {
    fn record(&mut self, record: &Record<'_>) {
        self(record);
    }
}
