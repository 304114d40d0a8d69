//! Bytes to records: a push splitter that sees every byte once.
//!
//! The dialect is that of RFC 4180 as the `csv` crate reads it: a quote counts only at the start
//! of a cell, two quotes inside a quoted cell are one, what follows a closing quote belongs to the
//! cell. Line ends are LF, CR LF or CR. Unlike that crate, blank lines are records too, and a
//! quote that is never closed takes its own line only.

use super::raw_record::{Record, Sink};
use super::words8::{self, Word};

/// A record longer than this is not one: line ends are lost, or a quote was never closed.
pub(super) const RECORD_LIMIT_BYTES: usize = 1 << 20;

/// Bytes that may be read twice because of quotes that were never closed; beyond, quotes are
/// ordinary characters for the rest of the file.
const RESCAN_LIMIT_BYTES: usize = 256 << 20;

/// The marks a text is cut by; all are ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dialect {
    /// Between cells.
    pub(super) delimiter: u8,
    /// Around cells.
    pub(super) quote: Option<u8>,
    /// Before a quote that belongs to its cell, where quotes are not doubled.
    pub(super) escape: Option<u8>,
    /// Blanks after a delimiter belong to no cell.
    pub(super) blank_after: bool,
}

impl Dialect {
    /// Doubled quotes, and every blank its cell's.
    pub(super) fn of(delimiter: u8, quote: Option<u8>) -> Self {
        Self {
            delimiter,
            quote,
            escape: None,
            blank_after: false,
        }
    }
}

/// Cuts bytes into records. How the bytes are handed over makes no difference.
#[derive(Debug)]
pub(super) struct Splitter {
    delimiter: u8,
    quote: Option<u8>,
    escape: Option<u8>,
    blank_after: bool,
    marks: Marks,
    /// Bytes of a record that has begun and not ended.
    carry: Vec<u8>,
    /// How far the begun record was looked through.
    scan: Scan,
    line: u64,
    /// The last record ended with CR: an LF right after it belongs to that line end.
    after_cr: bool,
    bounds: Vec<(u32, u32)>,
    unquoted: Vec<u8>,
    faults: Faults,
    rescanned_bytes: usize,
}

/// What was wrong with the text itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Faults {
    /// Cells with an opening quote and no closing one.
    pub(super) unclosed_quotes: u64,
    /// Line of the first of them.
    pub(super) first_unclosed_line: u64,
    /// Records with a properly quoted cell.
    pub(super) quoted_records: u64,
    /// Line of a record longer than any real one; nothing was read from there on.
    pub(super) too_long_line: Option<u64>,
}

impl Faults {
    /// Of two texts, one after the other.
    pub(super) fn and(self, next: Self) -> Self {
        Self {
            unclosed_quotes: self.unclosed_quotes + next.unclosed_quotes,
            first_unclosed_line: if self.unclosed_quotes > 0 {
                self.first_unclosed_line
            } else {
                next.first_unclosed_line
            },
            quoted_records: self.quoted_records + next.quoted_records,
            too_long_line: self.too_long_line.or(next.too_long_line),
        }
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Scan {
    at: usize,
    place: Place,
    /// Whether a cell of the record is quoted.
    quoted: bool,
    /// Where the quoted cell in progress was opened.
    opened_at: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Plain,
    InQuotes,
    AfterQuote,
}

enum Found {
    /// The record's bytes end here; a line end follows.
    End(usize),
    /// The record goes on beyond the bytes at hand.
    More,
    /// A quote was opened and not closed where a closing one could stand.
    Unclosed,
}

/// The four bytes that end a cell, spread over a word each.
#[derive(Debug)]
struct Marks {
    delimiter: Word,
    quote: Word,
}

impl Splitter {
    /// A splitter for this dialect.
    pub(super) fn new(dialect: Dialect) -> Self {
        let Dialect {
            delimiter,
            quote,
            escape,
            blank_after,
        } = dialect;
        Self {
            delimiter,
            quote,
            escape,
            blank_after,
            marks: Marks {
                delimiter: Word::of(delimiter),
                quote: Word::of(quote.unwrap_or(b'\n')),
            },
            carry: Vec::new(),
            scan: Scan::default(),
            line: 1,
            after_cr: false,
            bounds: Vec::new(),
            unquoted: Vec::new(),
            faults: Faults::default(),
            rescanned_bytes: 0,
        }
    }

    /// What was wrong with the text so far.
    pub(super) fn faults(&self) -> Faults {
        self.faults
    }

    /// Line the next record starts on, from 1.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// The next bytes.
    pub(super) fn push(&mut self, mut bytes: &[u8], sink: &mut dyn Sink) {
        while !self.carry.is_empty() && !bytes.is_empty() {
            // The begun record is completed line by line, so that little is copied.
            let line_end = memchr::memchr2(b'\n', b'\r', bytes).map_or(bytes.len(), |at| at + 1);
            let (line, rest) = bytes.split_at(line_end);
            bytes = rest;
            let mut data = std::mem::take(&mut self.carry);
            data.extend_from_slice(line);
            let done = self.split(&data, false, sink);
            data.drain(..done);
            self.carry = data;
        }
        if !bytes.is_empty() {
            let done = self.split(bytes, false, sink);
            self.carry.extend_from_slice(&bytes[done..]);
        }
    }

    /// The end of the file: a last record without a line end is a record.
    pub(super) fn finish(&mut self, sink: &mut dyn Sink) {
        let data = std::mem::take(&mut self.carry);
        self.split(&data, true, sink);
    }

    /// Hands over every record that ends in `data` and returns how far it came.
    fn split(&mut self, data: &[u8], at_end: bool, sink: &mut dyn Sink) -> usize {
        let mut start = 0;
        while start < data.len() && self.faults.too_long_line.is_none() {
            if self.after_cr {
                self.after_cr = false;
                if data[start] == b'\n' {
                    start += 1;
                    continue;
                }
            }
            if self.scan.at == 0 && !self.blank_after {
                start = self.split_plain_lines(data, start, sink);
                if start >= data.len() || self.after_cr {
                    continue;
                }
            }
            let rest = &data[start..];
            let window = &rest[..rest.len().min(RECORD_LIMIT_BYTES)];
            let last = at_end && window.len() == rest.len();
            let end = match self.scan_record(window, last) {
                Found::End(end) => end,
                Found::Unclosed => self.give_up_quote(window),
                Found::More if window.len() < RECORD_LIMIT_BYTES => return start,
                Found::More if self.scan.place == Place::Plain => window.len(),
                Found::More => self.give_up_quote(window),
            };
            if end >= RECORD_LIMIT_BYTES {
                self.faults.too_long_line = Some(self.line);
                break;
            }
            let quoted = std::mem::take(&mut self.scan).quoted;
            self.emit(&rest[..end], quoted, sink);
            self.after_cr = rest.get(end) == Some(&b'\r');
            start += (end + 1).min(rest.len());
        }
        if self.faults.too_long_line.is_some() {
            return data.len();
        }
        start
    }

    /// The fast path: whole lines without a quote at the start of a cell, eight bytes at a time.
    /// Returns the start of the first record it leaves to the slow path.
    fn split_plain_lines(&mut self, data: &[u8], start: usize, sink: &mut dyn Sink) -> usize {
        let mut start = start;
        let mut cell = start;
        let mut at = start;
        self.bounds.clear();
        let limit = start.saturating_add(RECORD_LIMIT_BYTES);
        while at < limit {
            let Some(word) = Word::load(data, at) else {
                break;
            };
            let mut hits = word.equal(self.marks.delimiter)
                | word.equal(self.marks.quote)
                | word.equal(Word::of(b'\n'))
                | word.equal(Word::of(b'\r'));
            while hits != 0 {
                let hit = at + words8::first(hits);
                hits &= hits - 1;
                let byte = data[hit];
                if byte == self.delimiter {
                    self.bounds
                        .push(((cell - start) as u32, (hit - start) as u32));
                    cell = hit + 1;
                } else if byte == b'\n' || byte == b'\r' {
                    if hit - start >= RECORD_LIMIT_BYTES {
                        return start;
                    }
                    self.bounds
                        .push(((cell - start) as u32, (hit - start) as u32));
                    sink.record(&Record {
                        line: self.line,
                        bytes: &data[start..hit],
                        bounds: &self.bounds,
                        opaque: false,
                    });
                    self.line += 1;
                    self.bounds.clear();
                    start = hit + 1;
                    if byte == b'\r' {
                        match data.get(start) {
                            Some(b'\n') => {
                                // The LF of this line end is no hit of its own.
                                if start < at + 8 {
                                    hits &= hits - 1;
                                }
                                start += 1;
                            }
                            Some(_) => {}
                            None => {
                                self.after_cr = true;
                                return start;
                            }
                        }
                    }
                    cell = start;
                } else if hit == cell {
                    return start;
                }
            }
            at += 8;
            // An LF skipped with its CR may lie just before the next word.
            at = at.max(start);
        }
        start
    }

    /// Looks for the end of the record that starts `data`, from where the last look ended.
    fn scan_record(&mut self, data: &[u8], at_end: bool) -> Found {
        let Scan {
            mut at,
            mut place,
            mut quoted,
            mut opened_at,
        } = self.scan;
        let found = loop {
            match place {
                Place::Plain => {
                    let quote = self.quote.unwrap_or(b'\n');
                    let Some(hit) = memchr::memchr3(b'\n', b'\r', quote, &data[at..]) else {
                        at = data.len();
                        break if at_end { Found::End(at) } else { Found::More };
                    };
                    at += hit;
                    if matches!(data[at], b'\n' | b'\r') {
                        break Found::End(at);
                    }
                    if self.starts_cell(&data[..at]) {
                        place = Place::InQuotes;
                        opened_at = at;
                        quoted = true;
                    }
                    at += 1;
                }
                Place::InQuotes => {
                    let quote = self.quote.unwrap_or(b'"');
                    let escape = self.escape.unwrap_or(quote);
                    let Some(hit) = memchr::memchr2(quote, escape, &data[at..]) else {
                        at = data.len();
                        break if at_end { Found::Unclosed } else { Found::More };
                    };
                    if data[at + hit] == quote {
                        at += hit + 1;
                        place = Place::AfterQuote;
                    } else if at + hit + 1 < data.len() {
                        at += hit + 2;
                    } else {
                        at += hit;
                        break if at_end { Found::Unclosed } else { Found::More };
                    }
                }
                Place::AfterQuote => {
                    let Some(&byte) = data.get(at) else {
                        break if at_end { Found::End(at) } else { Found::More };
                    };
                    if Some(byte) == self.quote {
                        place = Place::InQuotes;
                        at += 1;
                    } else if byte == self.delimiter || matches!(byte, b'\n' | b'\r') {
                        place = Place::Plain;
                    } else if memchr::memchr2(b'\n', b'\r', &data[opened_at..at]).is_some() {
                        break Found::Unclosed;
                    } else {
                        place = Place::Plain;
                    }
                }
            }
        };
        self.scan = Scan {
            at,
            place,
            quoted,
            opened_at,
        };
        found
    }

    /// Whether a cell starts after these bytes of a record.
    fn starts_cell(&self, before: &[u8]) -> bool {
        let before = if self.blank_after {
            before.trim_ascii_end()
        } else {
            before
        };
        before.last().is_none_or(|&byte| byte == self.delimiter)
    }

    /// A quote of the record's first line was never closed: that line alone is the record, and the
    /// lines after it are read again. Returns the end of the line.
    fn give_up_quote(&mut self, data: &[u8]) -> usize {
        self.faults.unclosed_quotes += 1;
        if self.faults.unclosed_quotes == 1 {
            self.faults.first_unclosed_line = self.line;
        }
        self.rescanned_bytes += self.scan.at;
        if self.rescanned_bytes > RESCAN_LIMIT_BYTES {
            self.quote = None;
            self.marks.quote = Word::of(b'\n');
        }
        memchr::memchr2(b'\n', b'\r', data).unwrap_or(data.len())
    }

    fn emit(&mut self, raw: &[u8], quoted: bool, sink: &mut dyn Sink) {
        self.bounds.clear();
        if !quoted {
            let mut from = 0;
            for to in memchr::memchr_iter(self.delimiter, raw).chain([raw.len()]) {
                if self.blank_after {
                    let cell = raw[from..to].trim_ascii_start();
                    from = to - cell.len();
                }
                self.bounds.push((from as u32, to as u32));
                from = to + 1;
            }
            sink.record(&Record {
                line: self.line,
                bytes: raw,
                bounds: &self.bounds,
                opaque: false,
            });
            self.line += 1;
            return;
        }
        let opaque = self.unquote(raw);
        self.faults.quoted_records += 1;
        sink.record(&Record {
            line: self.line,
            bytes: &self.unquoted,
            bounds: &self.bounds,
            opaque,
        });
        self.line += 1 + line_ends(raw);
    }

    /// Writes the cells of a record with quotes, and says whether one holds the delimiter.
    fn unquote(&mut self, raw: &[u8]) -> bool {
        let quote = self.quote.unwrap_or(b'"');
        let out = &mut self.unquoted;
        out.clear();
        let mut opaque = false;
        let mut at = 0;
        loop {
            let from = out.len();
            if self.blank_after {
                at = raw.len() - raw[at..].trim_ascii_start().len();
            }
            let mut rest = &raw[at..];
            if rest.first() == Some(&quote)
                && let Some(length) = unquote_cell(&rest[1..], quote, self.escape, out)
            {
                opaque |= out[from..].contains(&self.delimiter);
                at += length + 1;
                rest = &raw[at..];
            }
            let plain = memchr::memchr(self.delimiter, rest).unwrap_or(rest.len());
            out.extend_from_slice(&rest[..plain]);
            self.bounds.push((from as u32, out.len() as u32));
            at += plain;
            if at >= raw.len() {
                return opaque;
            }
            out.push(self.delimiter);
            at += 1;
        }
    }
}

/// Writes what stands between quotes and returns its length with the closing quote, or nothing
/// when there is no closing quote.
fn unquote_cell(inside: &[u8], quote: u8, escape: Option<u8>, out: &mut Vec<u8>) -> Option<usize> {
    let written = out.len();
    let mut at = 0;
    loop {
        let mark = memchr::memchr2(quote, escape.unwrap_or(quote), &inside[at..]);
        let Some(hit) = mark else {
            out.truncate(written);
            return None;
        };
        out.extend_from_slice(&inside[at..at + hit]);
        at += hit + 1;
        if inside[at - 1] != quote {
            // Before anything but a quote or itself the mark is an ordinary character.
            match inside.get(at) {
                Some(&next) if next == quote || Some(next) == escape => out.push(next),
                Some(&next) => out.extend_from_slice(&[inside[at - 1], next]),
                None => out.push(inside[at - 1]),
            }
            at = (at + 1).min(inside.len());
            continue;
        }
        if inside.get(at) != Some(&quote) {
            return Some(at);
        }
        out.push(quote);
        at += 1;
    }
}

/// Line ends within a record; CR LF is one.
fn line_ends(bytes: &[u8]) -> u64 {
    memchr::memchr2_iter(b'\n', b'\r', bytes)
        .filter(|&at| !(bytes[at] == b'\n' && at > 0 && bytes[at - 1] == b'\r'))
        .count() as u64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Rows = Vec<(u64, Vec<String>)>;

    fn split_in(pieces: &[&[u8]], delimiter: u8, quote: Option<u8>) -> (Rows, Vec<u64>, Faults) {
        let mut rows = Vec::new();
        let mut hashes = Vec::new();
        let mut sink = |record: &Record<'_>| {
            let cells = record
                .cells()
                .map(|cell| String::from_utf8_lossy(cell).into_owned());
            rows.push((record.line, cells.collect()));
            hashes.push(record.hash());
        };
        let mut splitter = Splitter::new(Dialect::of(delimiter, quote));
        for piece in pieces {
            splitter.push(piece, &mut sink);
        }
        splitter.finish(&mut sink);
        (rows, hashes, splitter.faults())
    }

    fn split(text: &str) -> Rows {
        split_in(&[text.as_bytes()], b',', Some(b'"')).0
    }

    fn cells(text: &str) -> Vec<Vec<String>> {
        split(text).into_iter().map(|(_, cells)| cells).collect()
    }

    #[test]
    fn lines_are_physical_and_blank_lines_are_records() {
        let rows = split("a,b\r\n\r\n\"x\r\ny\",2\rlast");
        let expected: Rows = [
            (1, vec!["a", "b"]),
            (2, vec![""]),
            (3, vec!["x\r\ny", "2"]),
            (5, vec!["last"]),
        ]
        .into_iter()
        .map(|(line, cells)| (line, cells.into_iter().map(str::to_owned).collect()))
        .collect();
        assert_eq!(rows, expected);
    }

    #[test]
    fn quotes_count_at_the_start_of_a_cell_only() {
        assert_eq!(
            cells("5\" screw,\"a \"\"b\"\", c\",\"d\"e\n"),
            [["5\" screw", "a \"b\", c", "de"]]
        );
    }

    #[test]
    fn escaped_quotes_and_blanks_after_delimiters() {
        let read = |text: &str, dialect: Dialect| {
            let mut all: Vec<Vec<Vec<String>>> = Vec::new();
            for size in [1, 3, text.len()] {
                let mut rows: Vec<Vec<String>> = Vec::new();
                let mut sink = |record: &Record<'_>| {
                    let cells = record.cells().map(String::from_utf8_lossy);
                    rows.push(cells.map(std::borrow::Cow::into_owned).collect());
                };
                let mut splitter = Splitter::new(dialect);
                for piece in text.as_bytes().chunks(size) {
                    splitter.push(piece, &mut sink);
                }
                splitter.finish(&mut sink);
                all.push(rows);
            }
            assert!(all.iter().all(|rows| *rows == all[0]), "{text}");
            all.remove(0)
        };
        let mut escaped = Dialect::of(b',', Some(b'"'));
        escaped.escape = Some(b'\\');
        assert_eq!(
            read("a,\"x \\\"y\\\", \\\\ \\z\",\"b \"\"c\"\n1,2,3\n", escaped),
            [vec!["a", "x \"y\", \\ \\z", "b \"c"], vec!["1", "2", "3"]]
        );
        let mut blanks = Dialect::of(b',', Some(b'"'));
        blanks.blank_after = true;
        assert_eq!(
            read("a, b, \"c, d\", \n 1,2 ,3,4\n", blanks),
            [vec!["a", "b", "c, d", ""], vec!["1", "2 ", "3", "4"]]
        );
    }

    #[test]
    fn an_unclosed_quote_takes_its_own_line_only() {
        let text = "1,\"oops,x\n2,\"fine\",y\n3,\"a\nb\",z\n4,\"end";
        let (rows, _, faults) = split_in(&[text.as_bytes()], b',', Some(b'"'));
        let lines: Vec<u64> = rows.iter().map(|&(line, _)| line).collect();
        assert_eq!(lines, [1, 2, 3, 5]);
        assert_eq!(rows[0].1, ["1", "\"oops", "x"]);
        assert_eq!(rows[1].1, ["2", "fine", "y"]);
        assert_eq!(rows[3].1, ["4", "\"end"]);
        assert_eq!((faults.unclosed_quotes, faults.first_unclosed_line), (2, 1));
    }

    #[test]
    fn a_line_without_end_is_named_and_nothing_follows() {
        let long = "x".repeat(10 << 20);
        let text = format!("a,b\n{long}\nc,d\n");
        for size in [text.len(), 1 << 16] {
            let pieces: Vec<&[u8]> = text.as_bytes().chunks(size).collect();
            let (rows, _, faults) = split_in(&pieces, b',', Some(b'"'));
            assert_eq!(rows.len(), 1);
            assert_eq!(faults.too_long_line, Some(2));
        }
    }

    #[test]
    fn equal_cells_hash_alike_however_they_are_quoted() {
        let (_, hashes, _) = split_in(
            &[b"a,b,c\n\"a\",b,\"c\"\n\"a,b\",c\na,\"b,c\"\n\"a,b\",\"c\"\n"],
            b',',
            Some(b'"'),
        );
        assert_eq!(hashes[0], hashes[1]);
        assert_eq!(hashes[2], hashes[4]);
        assert_ne!(hashes[2], hashes[3]);
        assert_ne!(hashes[0], hashes[2]);
    }

    proptest! {
        #[test]
        fn any_cut_of_the_bytes_gives_the_same(
            text in "[ab,\"\r\n;]{0,80}",
            cuts in prop::collection::vec(1_usize..9, 0..40),
        ) {
            let bytes = text.as_bytes();
            let whole = split_in(&[bytes], b',', Some(b'"'));
            let ones: Vec<&[u8]> = bytes.chunks(1).collect();
            prop_assert_eq!(&split_in(&ones, b',', Some(b'"')), &whole);
            let mut pieces = Vec::new();
            let mut rest = bytes;
            for cut in cuts {
                let (piece, after) = rest.split_at(cut.min(rest.len()));
                pieces.push(piece);
                rest = after;
            }
            pieces.push(rest);
            prop_assert_eq!(&split_in(&pieces, b',', Some(b'"')), &whole);
        }

        #[test]
        fn well_formed_text_reads_as_the_csv_crate_reads_it(
            rows in prop::collection::vec(prop::collection::vec("[a-c,;\"\r\n é]{0,12}", 1..5), 0..12),
            crlf in any::<bool>(),
        ) {
            let end = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
            let mut writer = csv::WriterBuilder::new()
                .flexible(true)
                .terminator(end)
                .from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let bytes = writer.into_inner().unwrap();
            let (ours, ..) = split_in(&[&bytes], b',', Some(b'"'));
            let ours: Vec<Vec<String>> = ours.into_iter().map(|(_, cells)| cells).collect();
            prop_assert_eq!(ours, rows);
        }

        #[test]
        fn text_without_stray_quotes_reads_as_the_csv_crate_reads_it(
            text in "([ab]{0,3}|\"[ab,\n]{0,3}(\"\"[a]?)?\")((,|\n|\r\n|\r)([ab]{0,9}[\"]?|\"[ab,\n]{0,3}\")){0,20}",
        ) {
            let (ours, _, faults) = split_in(&[text.as_bytes()], b',', Some(b'"'));
            prop_assume!(faults.unclosed_quotes == 0);
            // That crate leaves blank lines out.
            let ours: Vec<Vec<String>> = ours
                .into_iter()
                .map(|(_, cells)| cells)
                .filter(|cells| cells.len() > 1 || !cells[0].is_empty())
                .collect();
            let theirs: Vec<Vec<String>> = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(text.as_bytes())
                .records()
                .map(|record| record.unwrap().iter().map(str::to_owned).collect::<Vec<String>>())
                .filter(|cells| cells.len() > 1 || !cells[0].is_empty())
                .collect();
            prop_assert_eq!(ours, theirs);
        }
    }
}
