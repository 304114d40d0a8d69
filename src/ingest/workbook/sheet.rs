//! A worksheet of an OOXML workbook (ECMA-376 part 1, 18.3): tokens to rows.

use super::super::IngestError;
use super::Shared;
use super::number::{push_iso, push_number, push_serial};
use super::rows::{MOST_COLUMNS, ROW_LIMIT_BYTES, Rows, Take};
use super::text::{self, Runs};
use super::xml::{Tag, Token, push_text};

/// What a cell's value is, by its attribute `t`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Number,
    Shared,
    Text,
    /// The text is an element; a value beside it is none.
    Inline,
    Boolean,
    /// An error such as `#N/A`.
    Verbatim,
    IsoDay,
}

/// Reads one worksheet. Whatever stands outside `sheetData` is passed over, the stated dimension
/// with it; but joined cells are noted, which are named behind the rows.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    is_within: bool,
    /// Column of the next cell without a reference.
    next_column: u32,
    cell: Option<Cell>,
    value: Vec<u8>,
    runs: Runs,
}

#[derive(Clone, Copy, Debug)]
struct Cell {
    column: u32,
    kind: Kind,
    style: u32,
    /// Where its text begins.
    from: usize,
    is_in_value: bool,
    is_inline: bool,
}

impl Sheet {
    /// The next token of the part.
    pub(super) fn token(
        &mut self,
        token: Token<'_>,
        rows: &mut Rows,
        shared: &Shared,
        take: Take<'_>,
    ) -> Result<(), IngestError> {
        match token {
            Token::Open(tag) if tag.name == b"sheetData" => self.is_within = true,
            Token::Close(b"sheetData") => self.is_within = false,
            Token::Open(tag) if !self.is_within && tag.name == b"mergeCell" => {
                rows.merge_reference(tag.get("ref").unwrap_or_default());
            }
            _ if !self.is_within => {}
            Token::Open(tag) => self.open(tag, rows)?,
            Token::Close(name) => self.close(name, rows, shared, take)?,
            Token::Text(raw) => match self.cell {
                Some(cell) if cell.is_in_value => push_text(raw, &mut self.value),
                Some(cell) if cell.is_inline => self.runs.text(raw, rows.text()),
                _ => {}
            },
            Token::Cdata(raw) => match self.cell {
                Some(cell) if cell.is_in_value => self.value.extend_from_slice(raw),
                Some(cell) if cell.is_inline => self.runs.cdata(raw, rows.text()),
                _ => {}
            },
        }
        if self.value.len() > ROW_LIMIT_BYTES || rows.text().len() > ROW_LIMIT_BYTES {
            return Err(rows.too_wide());
        }
        Ok(())
    }

    fn open(&mut self, tag: Tag<'_>, rows: &mut Rows) -> Result<(), IngestError> {
        match (tag.name, &mut self.cell) {
            (b"row", _) => {
                rows.start(tag.get("r").and_then(digits));
                self.next_column = 0;
                self.cell = None;
            }
            (b"c", _) => self.open_cell(tag, rows)?,
            (b"v", Some(cell)) => cell.is_in_value = cell.kind != Kind::Inline,
            (b"is", Some(cell)) => {
                cell.is_inline = true;
                self.runs = Runs::default();
            }
            (_, Some(cell)) if cell.is_inline => self.runs.open(tag, rows.text()),
            _ => {}
        }
        Ok(())
    }

    fn open_cell(&mut self, tag: Tag<'_>, rows: &mut Rows) -> Result<(), IngestError> {
        let mut cell = Cell {
            column: self.next_column,
            kind: Kind::Number,
            style: 0,
            from: rows.text().len(),
            is_in_value: false,
            is_inline: false,
        };
        for (name, value) in tag.attributes() {
            match name {
                b"r" => cell.column = column_of(value).unwrap_or(cell.column),
                b"s" => cell.style = digits(value).unwrap_or_default() as u32,
                b"t" => {
                    cell.kind = match value {
                        b"s" => Kind::Shared,
                        b"str" => Kind::Text,
                        b"inlineStr" => Kind::Inline,
                        b"b" => Kind::Boolean,
                        b"e" => Kind::Verbatim,
                        b"d" => Kind::IsoDay,
                        _ => Kind::Number,
                    }
                }
                _ => {}
            }
        }
        if cell.column >= MOST_COLUMNS {
            return Err(rows.too_wide());
        }
        self.next_column = cell.column + 1;
        self.value.clear();
        self.cell = Some(cell);
        Ok(())
    }

    fn close(
        &mut self,
        name: &[u8],
        rows: &mut Rows,
        shared: &Shared,
        take: Take<'_>,
    ) -> Result<(), IngestError> {
        match (name, &mut self.cell) {
            (b"row", _) => {
                self.cell = None;
                return rows.end(1, take);
            }
            (b"c", Some(cell)) => {
                let cell = *cell;
                self.cell = None;
                self.write(cell, rows, shared);
                return rows.cell(cell.column, cell.from);
            }
            (b"v", Some(cell)) => cell.is_in_value = false,
            (b"is", Some(cell)) => {
                cell.is_inline = false;
                text::finish(rows.text(), cell.from);
            }
            (_, Some(cell)) if cell.is_inline => self.runs.close(name, rows.text()),
            _ => {}
        }
        Ok(())
    }

    /// Writes the cell's value behind what an inline text wrote.
    fn write(&self, cell: Cell, rows: &mut Rows, shared: &Shared) {
        let raw = self.value.as_slice();
        if raw.is_empty() {
            return;
        }
        let out = rows.text();
        out.truncate(cell.from);
        match cell.kind {
            Kind::Shared => {
                let number =
                    digits(raw.trim_ascii()).and_then(|number| usize::try_from(number).ok());
                match number.and_then(|number| shared.strings.get()?.get(number)) {
                    Some(text) => out.extend_from_slice(text),
                    None => rows.text_missing(),
                }
            }
            Kind::Text | Kind::Inline | Kind::Verbatim => {
                out.extend_from_slice(raw);
                text::finish(out, cell.from);
            }
            Kind::Boolean => match raw.trim_ascii() {
                b"1" | b"true" => out.extend_from_slice(b"TRUE"),
                b"0" | b"false" => out.extend_from_slice(b"FALSE"),
                other => push_number(other, out),
            },
            Kind::IsoDay => push_iso(raw, out),
            Kind::Number => {
                let is_day =
                    shared.styles.shows_day(cell.style) && push_serial(raw, shared.day_system, out);
                if !is_day {
                    push_number(raw, out);
                }
            }
        }
    }
}

/// A whole number of digits only.
fn digits(raw: &[u8]) -> Option<u64> {
    let is_number = raw.iter().all(u8::is_ascii_digit);
    std::str::from_utf8(raw)
        .ok()
        .filter(|_| is_number)?
        .parse()
        .ok()
}

/// The column, from 0, that a reference such as `$AB12` begins with.
pub(super) fn column_of(reference: &[u8]) -> Option<u32> {
    let letters = reference.iter().filter(|&&byte| byte != b'$');
    let mut column = 0;
    let mut count = 0;
    for byte in letters
        .take_while(|byte| byte.is_ascii_alphabetic())
        .take(6)
    {
        column = column * 26 + u32::from(byte.to_ascii_uppercase() - b'A') + 1;
        count += 1;
    }
    (count > 0).then(|| column - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_by_their_letters() {
        for (reference, expected) in [
            ("A1", Some(0)),
            ("$Z$9", Some(25)),
            ("aa1", Some(26)),
            ("XFD1048576", Some(MOST_COLUMNS - 1)),
            ("XFE1", Some(MOST_COLUMNS)),
            ("ZZZZZZZZZZZZ1", Some(321_272_405)),
            ("1", None),
            ("", None),
        ] {
            assert_eq!(column_of(reference.as_bytes()), expected, "{reference}");
        }
    }
}
