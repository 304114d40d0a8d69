//! Sheets of an `OpenDocument` workbook (ODF 1.3 part 3, 9): one part holds them all.

use super::super::IngestError;
use super::number::{push_iso, push_number};
use super::rows::{MOST_COLUMNS, ROW_LIMIT_BYTES, Rows, Take};
use super::xml::{Tag, Token, push_text};
use super::{SheetInfo, Visibility};

/// How deep tables stand: document, body, spreadsheet, table.
const TABLE_DEPTH: u64 = 4;

/// More tables than a person chooses from.
const MOST_SHEETS: usize = 10_000;

/// Finds the names of all sheets.
#[derive(Debug, Default)]
pub(super) struct Names {
    depth: u64,
    /// The table style in progress, and all that hide their sheet.
    style: String,
    hiding: Vec<String>,
    pub(super) sheets: Vec<SheetInfo>,
}

impl Names {
    /// The next token of the part.
    pub(super) fn token(&mut self, token: Token<'_>) -> Result<(), IngestError> {
        match token {
            Token::Open(tag) => {
                self.depth += 1;
                match tag.name {
                    b"style" => self.style = tag.text("name").unwrap_or_default(),
                    b"table-properties" if tag.get("display") == Some(b"false") => {
                        self.hiding.push(self.style.clone());
                    }
                    b"table" if self.depth == TABLE_DEPTH => {
                        let style = tag.text("style-name").unwrap_or_default();
                        self.sheets.push(SheetInfo {
                            name: tag.text("name").unwrap_or_default(),
                            visibility: if self.hiding.contains(&style) {
                                Visibility::Hidden
                            } else {
                                Visibility::Visible
                            },
                        });
                    }
                    _ => {}
                }
            }
            Token::Close(_) => self.depth -= 1,
            _ => {}
        }
        if self.sheets.len() > MOST_SHEETS || self.hiding.len() > MOST_SHEETS {
            return Err(IngestError::Damaged);
        }
        Ok(())
    }
}

/// Reads one sheet.
#[derive(Debug)]
pub(super) struct Sheet {
    depth: u64,
    /// Sheets to pass over before the one that is read.
    before: usize,
    is_within: bool,
    row_times: u64,
    column: u32,
    cell: Option<Cell>,
}

#[derive(Debug)]
struct Cell {
    depth: u64,
    times: u32,
    from: usize,
    /// The value comes from an attribute; what is shown is not looked at.
    is_written: bool,
    paragraphs: u32,
    is_in_paragraph: bool,
    /// Whether a blank here would be the second of a run, or the first of a paragraph.
    after_blank: bool,
    /// How deep an element stands whose text is none of the cell's.
    skips_from: Option<u64>,
}

impl Sheet {
    /// A reader of the sheet of this number, from 0.
    pub(super) fn new(number: usize) -> Self {
        Self {
            depth: 0,
            before: number,
            is_within: false,
            row_times: 1,
            column: 0,
            cell: None,
        }
    }

    /// The next token of the part.
    pub(super) fn token(
        &mut self,
        token: Token<'_>,
        rows: &mut Rows,
        take: Take<'_>,
    ) -> Result<(), IngestError> {
        match token {
            Token::Open(tag) => {
                self.depth += 1;
                self.open(tag, rows);
            }
            Token::Close(name) => {
                self.close(name, rows, take)?;
                self.depth = self.depth.saturating_sub(1);
            }
            Token::Text(raw) => {
                if let Some(cell) = self.paragraph() {
                    let from = rows.text().len();
                    push_text(raw, rows.text());
                    cell.after_blank = collapse(rows.text(), from, cell.after_blank);
                }
            }
            Token::Cdata(raw) => {
                if let Some(cell) = self.paragraph() {
                    let from = rows.text().len();
                    rows.text().extend_from_slice(raw);
                    cell.after_blank = collapse(rows.text(), from, cell.after_blank);
                }
            }
        }
        if rows.text().len() > ROW_LIMIT_BYTES {
            return Err(rows.too_wide());
        }
        Ok(())
    }

    /// The cell, within a paragraph that is its value.
    fn paragraph(&mut self) -> Option<&mut Cell> {
        self.cell
            .as_mut()
            .filter(|cell| cell.is_in_paragraph && !cell.is_written && cell.skips_from.is_none())
    }

    fn open(&mut self, tag: Tag<'_>, rows: &mut Rows) {
        if self.depth == TABLE_DEPTH && tag.name == b"table" {
            self.is_within = self.before == 0;
            self.before = self.before.wrapping_sub(1);
        }
        if !self.is_within {
            return;
        }
        if let Some(cell) = &mut self.cell {
            if cell.skips_from.is_some() {
                return;
            }
            match tag.name {
                b"p" | b"h" if self.depth == cell.depth + 1 => {
                    cell.is_in_paragraph = true;
                    cell.after_blank = true;
                    cell.paragraphs += 1;
                    if cell.paragraphs > 1 && !cell.is_written {
                        rows.text().push(b'\n');
                    }
                }
                // Comments, pictures and tables within a cell.
                _ if self.depth == cell.depth + 1 => cell.skips_from = Some(self.depth),
                b"annotation" | b"note" | b"ruby-text" => cell.skips_from = Some(self.depth),
                b"s" | b"tab" | b"line-break" if !cell.is_written => {
                    let (letter, times) = match tag.name {
                        b"s" => (b' ', number(tag, "c").unwrap_or(1)),
                        b"tab" => (b'\t', 1),
                        _ => (b'\n', 1),
                    };
                    let times = times.min(ROW_LIMIT_BYTES as u64 + 1) as usize;
                    rows.text().extend(std::iter::repeat_n(letter, times));
                    cell.after_blank = false;
                }
                _ => {}
            }
            return;
        }
        match tag.name {
            b"table-row" => {
                self.row_times = number(tag, "number-rows-repeated").unwrap_or(1).max(1);
                self.column = 0;
                rows.start(None);
            }
            b"table-cell" | b"covered-table-cell" => self.open_cell(tag, rows),
            _ => {}
        }
    }

    fn open_cell(&mut self, tag: Tag<'_>, rows: &mut Rows) {
        let times = number(tag, "number-columns-repeated").unwrap_or(1).max(1);
        let spans = |name: &[u8]| name.ends_with(b"-spanned");
        if self.column < MOST_COLUMNS && tag.attributes().any(|(name, _)| spans(name)) {
            let columns = number(tag, "number-columns-spanned").unwrap_or(1);
            let columns = columns.min(u64::from(MOST_COLUMNS)) as u32;
            let row_count = number(tag, "number-rows-spanned").unwrap_or(1);
            rows.merge_cell(self.column, row_count, columns);
        }
        let out = rows.text();
        let from = out.len();
        // Named after their type, but a string, whose text stands in paragraphs.
        let value = |name: &str| tag.get(name).unwrap_or_default();
        match value("value-type") {
            b"float" | b"currency" | b"percentage" => push_number(value("value"), out),
            b"date" => push_iso(value("date-value"), out),
            b"boolean" => match value("boolean-value") {
                b"true" => out.extend_from_slice(b"TRUE"),
                b"false" => out.extend_from_slice(b"FALSE"),
                _ => {}
            },
            b"string" => push_text(value("string-value"), out),
            _ => {}
        }
        self.cell = Some(Cell {
            depth: self.depth,
            times: times.min(u64::from(u32::MAX)) as u32,
            is_written: out.len() > from,
            from,
            paragraphs: 0,
            is_in_paragraph: false,
            after_blank: true,
            skips_from: None,
        });
    }

    fn close(&mut self, name: &[u8], rows: &mut Rows, take: Take<'_>) -> Result<(), IngestError> {
        if self.depth == TABLE_DEPTH && name == b"table" {
            self.is_within = false;
        }
        if !self.is_within {
            return Ok(());
        }
        let Some(cell) = &mut self.cell else {
            if name == b"table-row" {
                rows.end(self.row_times, take)?;
            }
            return Ok(());
        };
        if cell.skips_from == Some(self.depth) {
            cell.skips_from = None;
        } else if self.depth == cell.depth + 1 {
            cell.is_in_paragraph = false;
            // A blank at the end of a paragraph is none.
            if cell.after_blank && rows.text().len() > cell.from {
                let trimmed = rows.text().strip_suffix(b" ").map(<[u8]>::len);
                rows.text().truncate(trimmed.unwrap_or(usize::MAX));
            }
        } else if self.depth == cell.depth {
            let (from, times) = (cell.from, cell.times);
            self.cell = None;
            super::text::utf8(rows.text(), from);
            let is_blank = rows.text().len() == from;
            // Blanks are repeated to the edge of the sheet, and that may lie far.
            rows.cell(self.column.min(MOST_COLUMNS - 1), from)?;
            if !is_blank && self.column >= MOST_COLUMNS {
                return Err(rows.too_wide());
            }
            rows.repeat_cell(self.column, times - 1)?;
            self.column = self.column.saturating_add(times);
        }
        Ok(())
    }
}

fn number(tag: Tag<'_>, name: &str) -> Option<u64> {
    std::str::from_utf8(tag.get(name)?)
        .ok()?
        .trim()
        .parse()
        .ok()
}

/// Turns every run of blanks from `from` on into one, as ODF says of text: more are elements.
/// Takes and gives whether the text before ends with one.
fn collapse(out: &mut Vec<u8>, from: usize, mut after_blank: bool) -> bool {
    let mut to = from;
    for at in from..out.len() {
        let is_blank = matches!(out[at], b' ' | b'\t' | b'\n' | b'\r');
        if !(is_blank && after_blank) {
            out[to] = if is_blank { b' ' } else { out[at] };
            to += 1;
        }
        after_blank = is_blank;
    }
    out.truncate(to);
    after_blank
}
