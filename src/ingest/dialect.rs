//! How the first bytes of a file are cut: delimiter, quote, where the table begins.

use super::cutter::Cutter;
use super::date::DateReader;
use super::encoding::Decoder;
use super::number::{NumberReader, is_nothing};
use super::raw_record::Record;
use super::roles;
use super::split::Faults;
use super::text::{fold, trim};
use super::workbook::Merge;
use super::{DateFormat, DateOrder, Encoding, SourceRecipe};
use crate::base::order;

/// The first records of a file.
#[derive(Clone, Debug, Default)]
pub(super) struct HeadRecords {
    /// Line and cells, decoded.
    pub(super) records: Vec<(u64, Vec<String>)>,
    /// What was wrong with the text.
    pub(super) faults: Faults,
    /// Bytes the records take.
    pub(super) bytes: usize,
    /// Joined cells of a sheet that may be part of its header.
    pub(super) merges: Vec<Merge>,
}

impl HeadRecords {
    /// Takes a record, unless there are enough.
    pub(super) fn add(&mut self, record: &Record<'_>, decoder: &Decoder) {
        if self.records.len() < LOOK_RECORDS {
            let cells = record.cells().take(MOST_COLUMNS + 1);
            let cells = cells.map(|cell| decoder.decode(cell).into_owned());
            self.records.push((record.line, cells.collect()));
            self.bytes += record.bytes().len() + 1;
        }
    }
}

/// Records looked at before anything is decided.
pub(super) const LOOK_RECORDS: usize = 2_000;

/// Columns of a table at most, as many as a worksheet has.
pub(super) const MOST_COLUMNS: usize = 16_384;

/// Lines above a header are few.
const PREAMBLE_RECORDS: usize = 40;

/// Cuts the first bytes. `whole` says that they are the whole file.
pub(super) fn records(head: &[u8], whole: bool, source: &SourceRecipe) -> HeadRecords {
    let decoder = Decoder::new(source.encoding);
    let mut cutter = Cutter::new(source);
    let mut out = HeadRecords::default();
    let mut sink = |record: &Record<'_>| out.add(record, &decoder);
    let mut lines = 0;
    for piece in head.chunks(1 << 16) {
        cutter.push(piece, &mut sink);
        lines = cutter.line();
        if lines > 2 * LOOK_RECORDS as u64 {
            break;
        }
    }
    if whole && lines <= 2 * LOOK_RECORDS as u64 {
        cutter.finish(&mut sink);
    }
    out.faults = cutter.faults();
    out
}

/// Marks between cells, the more usual first.
const DELIMITERS: [char; 7] = [',', ';', '\t', '|', '^', '~', '\x1f'];

/// Guesses how the file is cut, with the records it then has.
pub(super) fn guess(head: &[u8], whole: bool, encoding: Encoding) -> (SourceRecipe, HeadRecords) {
    let plain = SourceRecipe {
        encoding,
        ..SourceRecipe::default()
    };
    let mut best = Cut::of(head, whole, plain.clone());
    let occurs = |mark: char| memchr::memchr(mark as u8, head).is_some();
    for delimiter in DELIMITERS {
        if delimiter == plain.delimiter || !occurs(delimiter) {
            continue;
        }
        best.try_other(head, whole, |source| {
            *source = SourceRecipe {
                delimiter,
                ..plain.clone()
            };
        });
    }
    // A blank cuts words of any text: only where nothing else cuts, and evenly.
    if best.score == 0.0 {
        let by_blank = Cut::of(
            head,
            whole,
            SourceRecipe {
                delimiter: ' ',
                ..plain.clone()
            },
        );
        if by_blank.score > EVEN_SCORE {
            best = by_blank;
        }
    }
    let has =
        |bytes: &[u8]| memchr::memmem::find(&head[..head.len().min(1 << 16)], bytes).is_some();
    let faults = best.head.faults;
    if faults.quoted_records > 0 || faults.unclosed_quotes > 0 {
        if has(b"\\\"") {
            best.try_other(head, whole, |source| source.escape = Some('\\'));
        }
        if is_nested(&best.head.records) {
            best.try_nested(head, whole);
        }
    }
    if has(b"'") {
        best.try_other(head, whole, |source| source.quote = Some('\''));
    }
    if begins_with_blanks(&best.head.records) {
        best = Cut::of(
            head,
            whole,
            SourceRecipe {
                blank_after: true,
                ..best.source
            },
        );
    }
    let Cut {
        mut source, head, ..
    } = best;
    place_header(&head.records, &mut source);
    (source, head)
}

/// A score from which nearly all records have the same number of clean cells.
const EVEN_SCORE: f64 = 0.95;

/// A way to cut, and how well it explains the file.
struct Cut {
    score: f64,
    source: SourceRecipe,
    head: HeadRecords,
}

impl Cut {
    fn of(bytes: &[u8], whole: bool, mut source: SourceRecipe) -> Self {
        let mut head = records(bytes, whole, &source);
        if head.faults.unclosed_quotes * 4 > head.faults.quoted_records {
            source.quote = None;
            head = records(bytes, whole, &source);
        }
        let score = score(&head.records, source.delimiter);
        Self {
            score,
            source,
            head,
        }
    }

    /// Takes another way when it is better.
    fn try_other(&mut self, bytes: &[u8], whole: bool, change: impl FnOnce(&mut SourceRecipe)) {
        let mut source = self.source.clone();
        change(&mut source);
        let other = Self::of(bytes, whole, source);
        if other.score > self.score {
            *self = other;
        }
    }

    fn try_nested(&mut self, bytes: &[u8], whole: bool) {
        for delimiter in DELIMITERS {
            self.try_other(bytes, whole, |source| {
                source.nested = true;
                source.delimiter = delimiter;
            });
        }
    }
}

/// Whether every record is one cell that holds delimiters.
fn is_nested(records: &[(u64, Vec<String>)]) -> bool {
    let mut filled = records.iter().filter(|(_, cells)| !is_blank(cells));
    let holds = |cell: &String| cell.contains(DELIMITERS);
    !records.is_empty() && filled.all(|(_, cells)| cells.len() == 1 && cells.iter().any(holds))
}

/// Whether nearly all cells after the first begin with a blank.
fn begins_with_blanks(records: &[(u64, Vec<String>)]) -> bool {
    let cells = || records.iter().flat_map(|(_, cells)| cells.iter().skip(1));
    let blank = cells().filter(|cell| cell.starts_with(' ')).count();
    blank > 0 && blank * 10 >= cells().count() * 8
}

fn is_blank(cells: &[String]) -> bool {
    cells.iter().all(|cell| trim(cell).is_empty())
}

/// The most frequent number of cells, the greater of two equally frequent ones.
pub(super) fn usual_cells(records: &[(u64, Vec<String>)]) -> usize {
    let mut counts: Vec<usize> = records
        .iter()
        .filter(|(_, cells)| !is_blank(cells))
        .map(|(_, cells)| cells.len())
        .collect();
    order::sort_by_key(&mut counts, |&count| count as u64);
    let mut best = (0, 0);
    for run in counts.chunk_by(|a, b| a == b) {
        best = best.max((run.len(), run[0]));
    }
    best.1
}

/// How well a delimiter explains the records: the share of records with the usual number of
/// cells, less where cells still hold other delimiters or the first full record is of another
/// length (van den Burg, Nazábal & Sutton 2019 judge patterns and types alike).
fn score(records: &[(u64, Vec<String>)], delimiter: char) -> f64 {
    let usual = usual_cells(records);
    if usual < 2 {
        return 0.0;
    }
    let filled = records.iter().filter(|(_, cells)| !is_blank(cells));
    let (mut all, mut regular, mut cells_seen, mut clean) = (0.0, 0.0, 0.0, 0.0);
    for (_, cells) in filled.clone() {
        all += 1.0;
        regular += f64::from(u8::from(cells.len() == usual));
        for cell in cells {
            cells_seen += 1.0;
            let foreign = cell
                .chars()
                .any(|c| c != delimiter && matches!(c, ';' | '\t' | '|'));
            clean += f64::from(u8::from(!foreign));
        }
    }
    let first_is_regular = filled
        .take(PREAMBLE_RECORDS)
        .find(|(_, cells)| cells.len() > 1)
        .is_some_and(|(_, cells)| cells.len() == usual);
    let first = if first_is_regular { 1.0 } else { 0.7 };
    let more_cells = 1.0 + (usual.min(20) as f64) / 1_000.0;
    // Header words that stand in cells of their own say more than marks within quoted names.
    let words = records
        .iter()
        .take(PREAMBLE_RECORDS)
        .map(|(_, cells)| header_words(cells))
        .max();
    let header = match words.unwrap_or_default() {
        0 | 1 => 1.0,
        HEADER_WORDS => 1.3,
        _ => 2.0,
    };
    let clean = 0.25 + 0.75 * clean / cells_seen;
    regular / all * clean * first * more_cells * header
}

/// Header words in a record of no other cells, from which it is a header whatever its length.
const HEADER_WORDS: usize = 2;

/// Finds the header: the first record of the usual length, unless it already holds values of the
/// kinds the columns below it hold. A record of header words before it is the header all the same:
/// rows may end in a delimiter, or have cells too many and too few.
pub(super) fn place_header(records: &[(u64, Vec<String>)], source: &mut SourceRecipe) {
    let usual = usual_cells(records);
    let is_regular = |cells: &[String]| cells.len() == usual && !is_blank(cells) && !is_rule(cells);
    // A title in a sheet's first cell comes out with empty cells after it.
    let is_filled = |cells: &[String]| {
        let filled = cells.iter().filter(|cell| !trim(cell).is_empty());
        filled.count() * 2 > usual
    };
    let place = |fits: &dyn Fn(&[String]) -> bool| {
        let mut first = records.iter().take(PREAMBLE_RECORDS);
        first.position(|(_, cells)| fits(cells))
    };
    let first = place(&|cells| is_regular(cells) && is_filled(cells))
        .or_else(|| place(&|cells| is_regular(cells)))
        .unwrap_or(0);
    let first = place(&|cells| is_worded(cells)).map_or(first, |worded| worded.min(first));
    let first = first + usize::from(names_groups(&records[first.min(records.len())..]));
    source.skip_records = first as u32;
    let Some(((_, header), body)) = records.get(first..).and_then(<[_]>::split_first) else {
        return;
    };
    let kinds = |cells: &[String]| -> Vec<Kind> { cells.iter().map(|c| Kind::of(c)).collect() };
    let header_kinds = kinds(header);
    let known = header.iter().any(|cell| roles::is_known(cell));
    let body_kinds: Vec<Vec<Kind>> = body
        .iter()
        .take(50)
        .map(|(_, cells)| kinds(cells))
        .collect();
    let repeats = header_kinds.iter().enumerate().any(|(at, kind)| {
        let same = body_kinds.iter().filter(|row| row.get(at) == Some(kind));
        *kind != Kind::Text && same.count() * 2 > body_kinds.len()
    });
    let has_values = header_kinds.iter().any(|&kind| kind != Kind::Text);
    let is_header = !repeats && (known || !body.is_empty() || !has_values);
    source.header_record = is_header.then_some(1);
    source.skip_below = u32::from(is_header && names_units(body));
}

/// Whether the first record only names groups of the columns that the second names.
fn names_groups(records: &[(u64, Vec<String>)]) -> bool {
    let [(_, above), (_, below), _, ..] = records else {
        return false;
    };
    let known = |cells: &[String]| cells.iter().filter(|cell| roles::is_known(cell)).count();
    let filled = |cells: &[String]| cells.iter().filter(|cell| !trim(cell).is_empty()).count();
    is_worded(below)
        && !is_rule(above)
        && known(below) > known(above)
        && filled(below) >= filled(above)
        && !same_shape(above, below)
}

/// Whether the first record below a header holds units: words in columns of numbers and dates, and
/// nothing elsewhere.
fn names_units(body: &[(u64, Vec<String>)]) -> bool {
    let Some(((_, units), body)) = body.split_first() else {
        return false;
    };
    let rows = &body[..body.len().min(50)];
    let is_value = |cell: &String| Kind::of(cell) != Kind::Text;
    let stands_above_values = |at: usize| {
        let cells = rows.iter().filter_map(|(_, cells)| cells.get(at));
        let filled = cells.clone().filter(|cell| !trim(cell).is_empty()).count();
        filled > 0 && cells.filter(|cell| is_value(cell)).count() * 2 > filled
    };
    let mut filled = units
        .iter()
        .enumerate()
        .filter(|(_, cell)| !is_nothing(trim(cell)))
        .peekable();
    rows.len() > 1
        && filled.peek().is_some()
        && filled.all(|(at, cell)| {
            cell.chars().count() <= UNIT_LETTERS && !is_value(cell) && stands_above_values(at)
        })
}

/// Letters of a unit.
const UNIT_LETTERS: usize = 12;

/// Whether the lines of a text are columns that only blanks line up: no mark cuts them, and most
/// have as many gaps of two blanks or more.
pub(super) fn is_lined_up(records: &[(u64, Vec<String>)]) -> bool {
    const LEAST_GAPS: usize = 2;
    let gaps = |line: &str| {
        let parts = line
            .trim()
            .split("  ")
            .filter(|part| !part.trim().is_empty());
        parts.count().saturating_sub(1)
    };
    let lines: Vec<&str> = records
        .iter()
        .filter(|(_, cells)| !is_blank(cells) && !is_rule(cells))
        .filter_map(|(_, cells)| match &cells[..] {
            [line] => Some(line.as_str()),
            _ => None,
        })
        .collect();
    let most = |least: usize| lines.iter().filter(|line| gaps(line) >= least).count();
    lines.len() >= 3 && lines.len() == records.len() && most(LEAST_GAPS) * 10 >= lines.len() * 8
}

fn is_worded(cells: &[String]) -> bool {
    header_words(cells) >= HEADER_WORDS
}

/// Known header words of a record of words only.
fn header_words(cells: &[String]) -> usize {
    // In a table of thousands of columns the first ones say it too.
    let cells = &cells[..cells.len().min(WORDED_CELLS)];
    if !cells.iter().all(|cell| Kind::of(cell) == Kind::Text) {
        return 0;
    }
    cells.iter().filter(|cell| roles::is_known(cell)).count()
}

/// Cells looked at for header words.
const WORDED_CELLS: usize = 100;

/// Whether a record is a line drawn with dashes.
pub(super) fn is_rule(cells: &[String]) -> bool {
    let mut marks = 0;
    let drawn = cells.iter().flat_map(|cell| cell.chars()).all(|c| {
        marks += usize::from(!c.is_whitespace());
        c.is_whitespace() || matches!(c, '-' | '=' | '_' | '+' | '*' | '|' | '─' | '—')
    });
    drawn && marks >= 3
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Number,
    Date,
    Text,
}

impl Kind {
    fn of(cell: &str) -> Self {
        let ymd = DateFormat::of(DateOrder::Dmy);
        let decoder = Decoder::new(Encoding::Utf8);
        let cell = trim(cell);
        let mut dates = DateReader::new(&ymd, None);
        let _ = dates.read(cell.as_bytes());
        if dates.evidence.dates > 0 {
            return Self::Date;
        }
        let mut numbers = NumberReader::new('.');
        let _ = numbers.read(cell.as_bytes(), &decoder);
        if numbers.evidence.numbers() > 0 {
            Self::Number
        } else {
            Self::Text
        }
    }
}

/// Whether a cell is neither number nor date.
pub(super) fn is_text(cell: &str) -> bool {
    Kind::of(cell) == Kind::Text
}

/// Names of the columns: the header's, or numbered ones, as many as the records have cells.
pub(super) fn header(
    head: &HeadRecords,
    source: &SourceRecipe,
    numbered: impl Fn(usize) -> String,
) -> Vec<String> {
    super::header::names(head, source).unwrap_or_else(|| {
        let body = head.records.get(source.skip_records as usize..);
        let columns = usual_cells(body.unwrap_or_default());
        (1..=columns).map(numbered).collect()
    })
}

/// Whether two headers are of the same file shape: the same words in the same order.
pub(super) fn same_shape(a: &[String], b: &[String]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| fold(a) == fold(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(text: &str) -> (SourceRecipe, HeadRecords) {
        guess(text.as_bytes(), true, Encoding::Utf8)
    }

    fn cut(text: &str) -> (char, Option<char>, u32, Option<u32>) {
        let (source, _) = guessed(text);
        (
            source.delimiter,
            source.quote,
            source.skip_records,
            source.header_record,
        )
    }

    #[test]
    fn the_delimiter_is_the_one_that_cuts_evenly() {
        let semicolon = "Datum;Kunde;Betrag\n01.05.2023;Weiß, Söhne;90,60\n02.05.2023;A;1,50\n";
        assert_eq!(cut(semicolon), (';', Some('"'), 0, Some(1)));
        let comma = "a,b\n\"x;y\",\"1,5\"\n\"z;w\",2\n";
        assert_eq!(cut(comma), (',', Some('"'), 0, Some(1)));
        let names = "Date,Customer,Amount\n2023-01-01,\"Smith; Sons\",1\n2023-01-02,\"Bo; Co\",2\n";
        assert_eq!(cut(names).0, ',');
        assert_eq!(cut("a\tb,c\n1\t2,5\n").0, '\t');
        assert_eq!(cut("a|b|c\n1|2|3\n").0, '|');
    }

    #[test]
    fn a_header_is_told_from_values() {
        assert_eq!(cut("2022-05-01,N9,10.80\n2022-05-02,N16,11.20\n").3, None);
        assert_eq!(cut("date,customer,amount\n").3, Some(1));
        assert_eq!(cut("Kund;2022-01;2022-02\nA;1,50;2\nB;3;4\n").3, Some(1));
        assert_eq!(cut("00001,19970101,29.33\n").3, None);
    }

    #[test]
    fn lines_above_the_table_are_skipped() {
        let text = "Report\n\nmade today\ndate,customer,amount\n2022-05-01,a,1\n2022-05-02,b,2\n";
        assert_eq!(cut(text), (',', Some('"'), 3, Some(1)));
        let sap = "Liste\n\n-----------\n|Datum |Debitor |Betrag |\n-----------\n|1.5.22|a |1,00 |\n|2.5.22|b |2,00 |\n";
        assert_eq!(cut(sap), ('|', Some('"'), 3, Some(1)));
    }

    #[test]
    fn a_header_of_another_length_than_its_rows_is_no_preamble() {
        let ragged = "Datum;Kunde;Betrag;Notiz\n01.01.2023;a;1\n02.01.2023;b;2;x;y\n";
        assert_eq!(cut(ragged), (';', Some('"'), 0, Some(1)));
        let trailing = "Datum;Kunde;Betrag\n01.01.2023;a;1;\n02.01.2023;b;2;\n";
        assert_eq!(cut(trailing), (';', Some('"'), 0, Some(1)));
        let labels = "Kunde;alle\nDatum;01.02.2023\nTag;Wer;Wert\n01.01.2023;a;1\n02.01.2023;b;2\n";
        assert_eq!(cut(labels).2, 2);
    }

    #[test]
    fn a_header_decides_where_decimal_commas_cut_as_evenly() {
        let text = "Datum;Kunde;Betrag;Notiz\n1.1.2023;K0;0,00;a;b\n\n1.1.2023;K0;1,00;a;b\n\
                    1.1.2023;;2,00;\n";
        assert_eq!(cut(text).0, ';');
    }

    #[test]
    fn other_marks_are_found() {
        let cut = |text: &str| {
            let (source, head) = guessed(text);
            (source, head.records.last().map(|(_, cells)| cells.len()))
        };
        let rows = |mark: &str| {
            let lines = [
                "date,customer,amount",
                "2023-01-31,a b,1",
                "2023-02-01,c d,2",
            ];
            lines
                .map(|line| line.replace(' ', "").replace(',', mark) + "\n")
                .concat()
        };
        for mark in [",", ";", "\t", "|", "^", "~", "\x1f", " "] {
            let (source, cells) = cut(&rows(mark));
            assert_eq!(
                (source.delimiter.to_string().as_str(), cells),
                (mark, Some(3))
            );
        }
        let (source, cells) = cut(&rows(", "));
        assert!(source.blank_after && cells == Some(3));
        let (source, _) = cut("a,b\n1,\"x \\\"y\\\", z\"\n2,\"u, v\"\n");
        assert_eq!(source.escape, Some('\\'));
        let (source, _) = cut("a,b\n1,'x, \"y\" z'\n2,'u, v'\n3,w\n");
        assert_eq!(source.quote, Some('\''));
        let (source, cells) = cut("\"a,b\"\n\"1,\"\"x, y\"\"\"\n\"2,z\"\n");
        assert!(source.nested && cells == Some(2));
    }

    #[test]
    fn names_stand_in_the_second_line_and_units_below() {
        let groups = "When,Document,Who,,\nDate,Order,Customer,Qty,Price\n2023-01-31,1,K,1,4.50\n2023-02-06,2,K,1,5\n";
        assert_eq!(cut(groups).2, 1);
        let units = "Date,Order,Customer,Qty,Price\n,,,pcs,EUR\n2023-01-31,1,K,1,4.50\n2023-02-06,2,K,1,5\n";
        assert_eq!(guessed(units).0.skip_below, 1);
        let row = "Date,Customer,Amount\n,K,\n2023-01-31,K,4.50\n2023-02-06,K,1\n";
        assert_eq!(guessed(row).0.skip_below, 0);
    }

    #[test]
    fn columns_lined_up_with_blanks_are_told() {
        let lined = "Date        Customer     Amount\n2023-01-31  K1            12.50\n2023-02-01  K2             3.00\n";
        assert!(is_lined_up(&guessed(lined).1.records));
        assert!(!is_lined_up(
            &guessed("a word\nanother  one\nand a third\n").1.records
        ));
    }

    #[test]
    fn inch_marks_are_no_quotes() {
        let text = "item,customer,amount\n\"5 screw,a,1\n\"6 screw,b,2\n\"7 screw,c,3\n";
        assert_eq!(cut(text).1, None);
    }
}
