//! Cells to records: one record a row of the sheet, with the row's number as its line.

use super::super::IngestError;
use super::super::raw_record::Record;
use super::SheetFaults;
use super::merges::{Merge, Merges};
use crate::base::order;

/// Text of one row at most; a record of a text file has the same limit.
pub(super) const ROW_LIMIT_BYTES: usize = 1 << 20;

/// Columns of a sheet, A to XFD.
pub(super) const MOST_COLUMNS: u32 = 16_384;

/// Rows of a sheet.
pub(super) const MOST_ROWS: u64 = 1_048_576;

/// Blank rows that are told where a sheet has a gap.
const MOST_BLANK_ROWS: u64 = 1_000;

/// Cells that cost a file nothing: blanks up to a far cell, and repetitions.
const MOST_FREE_CELLS: u64 = 128 << 20;

/// The first rows are held until this many are known, so that they can be put in order.
const OPENING_ROWS: usize = 1_000;

/// What they may weigh meanwhile.
const OPENING_BYTES: usize = 1 << 20;

/// Who takes the records.
pub(crate) type Take<'a> = &'a mut dyn FnMut(&Record<'_>);

/// Lays the cells of rows out as records.
///
/// Rows come in order in all real files; where the first ones do not, they are put in order, and
/// later ones are handed over as they come, with their own number.
#[derive(Debug)]
pub(super) struct Rows {
    /// Number of the row in progress, from 1.
    row: u64,
    bytes: Vec<u8>,
    /// Column from 0, and the place of the text in `bytes`.
    cells: Vec<(u32, u32, u32)>,
    bounds: Vec<(u32, u32)>,
    /// The highest row handed over.
    last: u64,
    opening: Option<Vec<Held>>,
    opening_bytes: usize,
    free_cells: u64,
    handed: u64,
    faults: SheetFaults,
    merges: Merges,
}

#[derive(Debug)]
struct Held {
    row: u64,
    bytes: Vec<u8>,
    bounds: Vec<(u32, u32)>,
}

impl Rows {
    pub(super) fn new() -> Self {
        Self {
            row: 0,
            bytes: Vec::new(),
            cells: Vec::new(),
            bounds: Vec::new(),
            last: 0,
            opening: Some(Vec::new()),
            opening_bytes: 0,
            free_cells: 0,
            handed: 0,
            faults: SheetFaults::default(),
            merges: Merges::default(),
        }
    }

    /// Records with content handed over so far.
    pub(super) fn handed(&self) -> u64 {
        self.handed
    }

    /// What was odd so far.
    pub(super) fn faults(&self) -> SheetFaults {
        self.faults
    }

    /// Joined cells so far.
    pub(super) fn merges(&self) -> &Merges {
        &self.merges
    }

    /// Joined cells, by their reference.
    pub(super) fn merge_reference(&mut self, reference: &[u8]) {
        self.merges.add_reference(reference);
    }

    /// The cell of this column in the row in progress is joined with so many rows and columns.
    pub(super) fn merge_cell(&mut self, column: u32, rows: u64, columns: u32) {
        let last = column.saturating_add(columns.max(1) - 1);
        self.merges.add(Merge {
            rows: (self.row, self.row.saturating_add(rows.max(1) - 1)),
            columns: (column, last.min(MOST_COLUMNS - 1)),
        });
    }

    /// Begins a row: the one of this number, or the next.
    pub(super) fn start(&mut self, row: Option<u64>) {
        self.row = row.unwrap_or(self.row.saturating_add(1));
        self.bytes.clear();
        self.cells.clear();
    }

    /// Where the text of the next cell goes; its place begins at the end.
    pub(super) fn text(&mut self) -> &mut Vec<u8> {
        &mut self.bytes
    }

    /// A text that is not there under the number a cell gives.
    pub(super) fn text_missing(&mut self) {
        self.faults.missing_texts += 1;
        if self.faults.missing_texts == 1 {
            self.faults.first_missing_row = self.row;
        }
    }

    /// The row in progress cannot be one.
    pub(super) fn too_wide(&self) -> IngestError {
        IngestError::RowTooWide {
            row: self.row.max(1),
        }
    }

    /// The text from `from` on is the cell of this column, counted from 0. Blank ones are none.
    pub(super) fn cell(&mut self, column: u32, from: usize) -> Result<(), IngestError> {
        if self.bytes.len() > ROW_LIMIT_BYTES
            || column >= MOST_COLUMNS
            || self.cells.len() > 2 * MOST_COLUMNS as usize
        {
            return Err(self.too_wide());
        }
        if self.bytes.len() > from {
            self.cells
                .push((column, from as u32, self.bytes.len() as u32));
        }
        Ok(())
    }

    /// Repeats the last cell, if it is the one of `column`, in the next columns.
    pub(super) fn repeat_cell(&mut self, column: u32, times: u32) -> Result<(), IngestError> {
        let Some(&(last, from, to)) = self.cells.last().filter(|last| last.0 == column) else {
            return Ok(());
        };
        if times >= MOST_COLUMNS - last || self.cells.len() > MOST_COLUMNS as usize {
            return Err(self.too_wide());
        }
        self.spend(u64::from(times))?;
        self.cells
            .extend((1..=times).map(|step| (last + step, from, to)));
        Ok(())
    }

    /// Ends the row, which stands in the sheet this often.
    pub(super) fn end(&mut self, times: u64, take: Take<'_>) -> Result<(), IngestError> {
        let first = self.row;
        self.row = first.saturating_add(times.saturating_sub(1));
        if self.cells.is_empty() {
            return Ok(());
        }
        if first == 0 || self.row > MOST_ROWS {
            return Err(IngestError::TooManyRows);
        }
        self.lay_out(first)?;
        self.spend((times - 1).saturating_mul(self.bounds.len() as u64))?;
        let (bytes, bounds) = (
            std::mem::take(&mut self.bytes),
            std::mem::take(&mut self.bounds),
        );
        for row in first..=self.row {
            self.hand(row, &bytes, &bounds, &mut *take);
        }
        (self.bytes, self.bounds) = (bytes, bounds);
        Ok(())
    }

    /// The end of the sheet.
    pub(super) fn finish(&mut self, take: Take<'_>) {
        self.release(take);
    }

    fn spend(&mut self, cells: u64) -> Result<(), IngestError> {
        self.free_cells = self.free_cells.saturating_add(cells);
        if self.free_cells > MOST_FREE_CELLS {
            return Err(IngestError::SheetTooSparse);
        }
        Ok(())
    }

    /// Puts the row's cells side by side. A cell given twice is what it is given as last.
    fn lay_out(&mut self, row: u64) -> Result<(), IngestError> {
        if !self.cells.is_sorted_by(|a, b| a.0 < b.0) {
            // Stable, so that of one cell the last stays last.
            order::sort_by_key(&mut self.cells, |cell| u64::from(cell.0));
            let twice = self.cells.windows(2).filter(|pair| pair[0].0 == pair[1].0);
            let twice = twice.count() as u64;
            if twice > 0 && self.faults.repeated_cells == 0 {
                self.faults.first_repeated_row = row;
            }
            self.faults.repeated_cells += twice;
        }
        self.bounds.clear();
        let mut blanks = 0;
        for at in 0..self.cells.len() {
            let (column, from, to) = self.cells[at];
            if self.cells.get(at + 1).is_some_and(|next| next.0 == column) {
                continue;
            }
            blanks += column as usize - self.bounds.len();
            self.bounds.resize(column as usize, (0, 0));
            self.bounds.push((from, to));
        }
        self.spend(blanks as u64)
    }

    fn hand(&mut self, row: u64, bytes: &[u8], bounds: &[(u32, u32)], take: Take<'_>) {
        let Some(opening) = &mut self.opening else {
            return self.tell(row, bytes, bounds, take);
        };
        opening.push(Held {
            row,
            bytes: bytes.to_vec(),
            bounds: bounds.to_vec(),
        });
        self.opening_bytes += bytes.len() + size_of_val(bounds);
        if opening.len() >= OPENING_ROWS || self.opening_bytes >= OPENING_BYTES {
            self.release(take);
        }
    }

    /// Hands over the first rows, in order.
    fn release(&mut self, take: Take<'_>) {
        let mut opening = self.opening.take().unwrap_or_default();
        let falls = opening.windows(2).filter(|pair| pair[0].row >= pair[1].row);
        self.faults.rows_out_of_order += falls.count() as u64;
        order::sort_by_key(&mut opening, |held| held.row);
        for held in opening {
            self.tell(held.row, &held.bytes, &held.bounds, &mut *take);
        }
    }

    fn tell(&mut self, row: u64, bytes: &[u8], bounds: &[(u32, u32)], take: Take<'_>) {
        if row > self.last {
            let gap = (row - self.last - 1).min(MOST_BLANK_ROWS);
            for blank in 1..=gap {
                take(&Record::of_cells(self.last + blank, &[], &[(0, 0)]));
            }
            self.last = row;
        } else if row < self.last {
            self.faults.rows_out_of_order += 1;
        }
        self.handed += 1;
        take(&Record::of_cells(row, bytes, bounds));
    }
}
