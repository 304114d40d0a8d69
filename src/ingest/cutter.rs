//! The bytes of a text to its records: the encoding's marks, characters of several bytes, records
//! within records.

use super::SourceRecipe;
use super::encoding::{BYTE_ORDER_MARK, Utf8Check, Wide, Width};
use super::raw_record::{Record, Sink};
use super::split::{Dialect, Faults, Splitter};

/// Cuts one text. How the bytes are handed over makes no difference.
#[derive(Debug)]
pub(super) struct Cutter {
    /// Bytes at the start that may belong to byte order marks.
    start: Option<Vec<u8>>,
    wide: Option<Wide>,
    text: Vec<u8>,
    /// What the bytes say about their encoding.
    pub(super) utf8: Utf8Check,
    splitter: Splitter,
    /// Cuts the records that stand in the only cell of another's.
    inner: Option<Splitter>,
    /// Of the texts before.
    faults: Faults,
}

/// Hands the cell of every record of one cell to the inner splitter.
struct Unnest<'a> {
    inner: &'a mut Splitter,
    sink: &'a mut dyn Sink,
}

impl Sink for Unnest<'_> {
    fn record(&mut self, record: &Record<'_>) {
        self.inner.push(record.cell(0), self.sink);
        self.inner.push(b"\n", self.sink);
    }
}

impl Cutter {
    /// A cutter for this recipe.
    pub(super) fn new(source: &SourceRecipe) -> Self {
        let dialect = source.dialect();
        // A record in a record is one cell, whatever stands between its own cells.
        let outer = Dialect {
            delimiter: 0,
            ..Dialect::of(0, Some(b'"'))
        };
        Self {
            start: Some(Vec::new()),
            wide: Width::of(source.encoding).map(Wide::new),
            text: Vec::new(),
            utf8: Utf8Check::default(),
            splitter: Splitter::new(if source.nested { outer } else { dialect }),
            inner: source.nested.then(|| Splitter::new(dialect)),
            faults: Faults::default(),
        }
    }

    /// Begins another text of the same recipe; what was seen of the others is kept.
    pub(super) fn restart(&mut self, source: &SourceRecipe) {
        let faults = self.faults();
        let before = std::mem::replace(self, Self::new(source));
        self.utf8 = before.utf8;
        self.faults = faults;
    }

    /// The next bytes.
    pub(super) fn push(&mut self, bytes: &[u8], sink: &mut dyn Sink) {
        let Some(wide) = &mut self.wide else {
            self.push_text(bytes, sink);
            return;
        };
        let mut text = std::mem::take(&mut self.text);
        text.clear();
        wide.push(bytes, &mut text);
        self.push_text(&text, sink);
        self.text = text;
    }

    fn push_text(&mut self, bytes: &[u8], sink: &mut dyn Sink) {
        let Some(mut start) = self.start.take() else {
            self.push_records(bytes, sink);
            return;
        };
        start.extend_from_slice(bytes);
        let mut text = &start[..];
        while let Some(rest) = text.strip_prefix(BYTE_ORDER_MARK) {
            text = rest;
        }
        if BYTE_ORDER_MARK.starts_with(text) && text.len() < BYTE_ORDER_MARK.len() {
            self.start = Some(text.to_vec());
        } else {
            self.push_records(text, sink);
        }
    }

    fn push_records(&mut self, bytes: &[u8], sink: &mut dyn Sink) {
        self.utf8.push(bytes);
        match &mut self.inner {
            Some(inner) => self.splitter.push(bytes, &mut Unnest { inner, sink }),
            None => self.splitter.push(bytes, sink),
        }
    }

    /// The end of the text.
    pub(super) fn finish(&mut self, sink: &mut dyn Sink) {
        if let Some(wide) = &mut self.wide {
            let mut text = Vec::new();
            wide.finish(&mut text);
            self.utf8.add_damage(wide.damaged);
            self.push_text(&text, sink);
        }
        if let Some(start) = self.start.take() {
            self.push_records(&start, sink);
        }
        match &mut self.inner {
            Some(inner) => {
                self.splitter.finish(&mut Unnest { inner, sink });
                inner.finish(sink);
            }
            None => self.splitter.finish(sink),
        }
    }

    /// What was wrong with the text so far.
    pub(super) fn faults(&self) -> Faults {
        let now = self.inner.as_ref().unwrap_or(&self.splitter).faults();
        self.faults.and(now)
    }

    /// Line the next record starts on, from 1.
    pub(super) fn line(&self) -> u64 {
        self.splitter.line()
    }
}

impl SourceRecipe {
    /// The marks as bytes; a mark beyond ASCII is none.
    pub(super) fn dialect(&self) -> Dialect {
        let byte = |mark: char| u8::try_from(mark).ok().filter(u8::is_ascii);
        Dialect {
            delimiter: byte(self.delimiter).unwrap_or(b','),
            quote: self.quote.and_then(byte),
            escape: self.escape.and_then(byte),
            blank_after: self.blank_after,
        }
    }

    /// Records before the first data record.
    pub(super) fn records_before_data(&self) -> u64 {
        let header = self.header_record.map_or(0, |record| {
            u64::from(record) + u64::from(self.header_records.max(1)) - 1
        });
        u64::from(self.skip_records) + header + u64::from(self.skip_below)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Encoding;
    use super::*;

    fn rows(bytes: &[u8], source: &SourceRecipe) -> Vec<Vec<String>> {
        let mut all: Vec<Vec<Vec<String>>> = Vec::new();
        for size in [1, 2, 5, bytes.len().max(1)] {
            let mut rows: Vec<Vec<String>> = Vec::new();
            let mut sink = |record: &Record<'_>| {
                let cells = record.cells().map(String::from_utf8_lossy);
                rows.push(cells.map(std::borrow::Cow::into_owned).collect());
            };
            let mut cutter = Cutter::new(source);
            for piece in bytes.chunks(size) {
                cutter.push(piece, &mut sink);
            }
            cutter.finish(&mut sink);
            all.push(rows);
        }
        assert!(all.iter().all(|rows| *rows == all[0]));
        all.remove(0)
    }

    #[test]
    fn marks_at_the_start_are_no_text() {
        let source = SourceRecipe::default();
        assert_eq!(
            rows("\u{feff}\u{feff}\"a, b\",c\n".as_bytes(), &source),
            [["a, b", "c"]]
        );
        assert_eq!(rows(b"\xef\xbb", &source).len(), 1);
        assert!(rows(b"\xef\xbb\xbf", &source).is_empty());
    }

    #[test]
    fn a_record_in_a_record_is_taken_out() {
        let source = SourceRecipe {
            nested: true,
            ..SourceRecipe::default()
        };
        let text = "\"id,name\"\r\n\"1,\"\"Tea, \"\"\"\"green\"\"\"\"\"\"\"\r\n2,plain\r\n";
        assert_eq!(
            rows(text.as_bytes(), &source),
            [["id", "name"], ["1", "Tea, \"green\""], ["2", "plain"]]
        );
    }

    #[test]
    fn text_of_two_bytes_a_character_is_cut_alike() {
        let source = SourceRecipe {
            encoding: Encoding::Utf16Le,
            delimiter: '\t',
            ..SourceRecipe::default()
        };
        let bytes: Vec<u8> = "\u{feff}Дата\tСума\r\n1\t2\r\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(rows(&bytes, &source), [["Дата", "Сума"], ["1", "2"]]);
    }
}
