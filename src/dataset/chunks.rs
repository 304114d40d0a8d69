/// A column that grows without ever copying itself: full chunks are left where they are.
///
/// WebAssembly memory never shrinks, so the copy a growing `Vec` makes would be paid for the life
/// of the worker. When the number of rows is known beforehand, everything is one chunk, and the
/// hole it leaves takes the next sorted column.
#[derive(Debug)]
pub(super) struct Chunks<T> {
    full: Vec<Vec<T>>,
    open: Vec<T>,
}

/// There is no more memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct OutOfMemory;

impl<T: Copy> Chunks<T> {
    const CHUNK_ROWS: usize = 1 << 16;

    /// Room for so many rows at once; more may follow.
    pub(super) fn with_rows(rows: usize) -> Result<Self, OutOfMemory> {
        let mut open = Vec::new();
        open.try_reserve_exact(rows).map_err(|_| OutOfMemory)?;
        Ok(Self {
            full: Vec::new(),
            open,
        })
    }

    #[inline]
    pub(super) fn push(&mut self, value: T) -> Result<(), OutOfMemory> {
        if self.open.len() == self.open.capacity() {
            self.grow()?;
        }
        self.open.push(value);
        Ok(())
    }

    #[cold]
    fn grow(&mut self) -> Result<(), OutOfMemory> {
        if self.open.len() < Self::CHUNK_ROWS {
            let more = self.open.len().max(16);
            return self.open.try_reserve_exact(more).map_err(|_| OutOfMemory);
        }
        let mut next = Vec::new();
        next.try_reserve_exact(Self::CHUNK_ROWS)
            .map_err(|_| OutOfMemory)?;
        self.full.push(std::mem::replace(&mut self.open, next));
        Ok(())
    }

    pub(super) fn last(&self) -> Option<T> {
        let full = self.full.last().and_then(|chunk| chunk.last());
        self.open.last().or(full).copied()
    }

    /// The values, in pieces that lie side by side. Columns that got their values together are cut
    /// at the same places.
    pub(super) fn pieces(&self) -> impl Iterator<Item = &[T]> {
        let full = self.full.iter().map(Vec::as_slice);
        full.chain(std::iter::once(self.open.as_slice()))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = T> {
        self.pieces().flatten().copied()
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.full.iter_mut().flatten().chain(&mut self.open)
    }

    /// The values at their places, letting each chunk go as it is done. A place beyond `rows` is a
    /// row left out.
    pub(super) fn scatter(self, places: &[u32], rows: usize, fill: T) -> Vec<T> {
        let mut out = vec![fill; rows];
        let mut places = places.iter();
        let chunks = self.full.into_iter().chain(std::iter::once(self.open));
        for chunk in chunks {
            for (value, &place) in chunk.iter().zip(&mut places) {
                if let Some(slot) = out.get_mut(place as usize) {
                    *slot = *value;
                }
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_land_at_their_places_over_many_chunks() {
        let rows = Chunks::<u32>::CHUNK_ROWS * 2 + 7;
        let mut column = Chunks::with_rows(0).unwrap();
        for value in 0..rows as u32 {
            column.push(value).unwrap();
        }
        let places: Vec<u32> = (0..rows as u32).rev().collect();
        let sorted = column.scatter(&places, rows, 0);
        assert!(sorted.iter().rev().copied().eq(0..rows as u32));
    }

    #[test]
    fn a_place_beyond_the_end_leaves_the_row_out() {
        let mut column = Chunks::with_rows(3).unwrap();
        for value in [1_u8, 2, 3] {
            column.push(value).unwrap();
        }
        assert_eq!(column.scatter(&[1, u32::MAX, 0], 2, 0), [3, 1]);
    }
}
