use crate::export::raw_value;
use crate::panels::panel::Value;

/// Whether a file opens with the mark by which spreadsheets know UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// For people: spreadsheets then read names rightly.
    ForSpreadsheets,
    /// For programs.
    None,
}

/// Writes records of cells as CSV: quoted where need be, a quote in them doubled, lines ended by LF.
pub(super) struct CsvFile {
    bytes: Vec<u8>,
}

impl CsvFile {
    pub(super) fn new(mark: Mark) -> Self {
        let bytes = match mark {
            Mark::ForSpreadsheets => "\u{feff}".as_bytes().to_vec(),
            Mark::None => Vec::new(),
        };
        Self { bytes }
    }

    /// One record.
    pub(super) fn record<T: AsRef<[u8]>>(&mut self, cells: impl IntoIterator<Item = T>) {
        let start = self.bytes.len();
        for (place, cell) in cells.into_iter().enumerate() {
            if place > 0 {
                self.bytes.push(b',');
            }
            self.cell(cell.as_ref());
        }
        if self.bytes.len() == start {
            // An empty line would be no record.
            self.bytes.extend(b"\"\"");
        }
        self.bytes.push(b'\n');
    }

    fn cell(&mut self, cell: &[u8]) {
        if !cell.iter().any(|byte| b",\"\r\n".contains(byte)) {
            self.bytes.extend(cell);
            return;
        }
        self.bytes.push(b'"');
        for &byte in cell {
            if byte == b'"' {
                self.bytes.push(b'"');
            }
            self.bytes.push(byte);
        }
        self.bytes.push(b'"');
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.bytes
    }
}

/// The cell of a value: text is guarded, numbers stay numbers.
pub(super) fn cell(value: &Value) -> String {
    let text = raw_value(value);
    match value {
        Value::Text(_) | Value::Customer(_) | Value::Term { .. } | Value::List(_) => guarded(text),
        Value::None
        | Value::Count(_)
        | Value::Number(_)
        | Value::Money(_)
        | Value::Share(_)
        | Value::Day(_)
        | Value::Month(_)
        | Value::Days(_)
        | Value::Flag(_)
        | Value::Sparkline { .. } => text,
    }
}

/// Text that a spreadsheet would take for a formula gets a leading apostrophe (OWASP ASVS 1.2.10).
pub(super) fn guarded(text: String) -> String {
    if may_be_formula(&text) {
        format!("'{text}")
    } else {
        text
    }
}

/// A cell of the file as it stood: guarded unless it is nothing but a number.
pub(super) fn guarded_cell(text: &str) -> String {
    if is_plain_number(text) {
        text.to_owned()
    } else {
        guarded(text.to_owned())
    }
}

fn may_be_formula(text: &str) -> bool {
    // The wide forms are the same signs on East Asian keyboards.
    text.starts_with([
        '=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠',
    ])
}

/// A sign, digits and marks between them: what no spreadsheet computes.
fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    digits.starts_with(|first: char| first.is_ascii_digit())
        && digits
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\u{a0}' | '\u{202f}'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Money;

    #[test]
    fn records_are_those_of_the_csv_crate() {
        let records: [&[&str]; 7] = [
            &["a", "b c", "ä"],
            &["say \"so\"", "1,5", "two\nlines", "x\r"],
            &["\"", "", ","],
            &[""],
            &["", ""],
            &[],
            &[" padded ", "'", ";", "\t", "\0"],
        ];
        let mut theirs = csv::WriterBuilder::new()
            .flexible(true)
            .from_writer(Vec::new());
        let mut ours = CsvFile::new(Mark::None);
        for record in records {
            theirs.write_record(record).unwrap();
            ours.record(record);
        }
        assert_eq!(ours.finish(), theirs.into_inner().unwrap());
    }

    #[test]
    fn text_like_a_formula_is_guarded() {
        for text in [
            "=HYPERLINK(\"x\")",
            "+46 70 123",
            "-5",
            "@cmd",
            "\tx",
            "\rx",
        ] {
            assert_eq!(cell(&Value::Text(text.to_owned())), format!("'{text}"));
        }
        assert_eq!(cell(&Value::Text("Café = bar".to_owned())), "Café = bar");
    }

    #[test]
    fn numbers_stay_numbers() {
        assert_eq!(cell(&Value::Money(Money(-125_000))), "-12.50");
        assert_eq!(guarded_cell("-12,50"), "-12,50");
        assert_eq!(guarded_cell("-1 200.00"), "-1 200.00");
        assert_eq!(guarded_cell("-1+1"), "'-1+1");
        assert_eq!(guarded_cell("-"), "'-");
    }
}
