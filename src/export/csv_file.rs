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

/// Writes records of cells as CSV.
pub(super) struct CsvFile {
    writer: csv::Writer<Vec<u8>>,
}

impl CsvFile {
    pub(super) fn new(mark: Mark) -> Self {
        let start = match mark {
            Mark::ForSpreadsheets => "\u{feff}".as_bytes().to_vec(),
            Mark::None => Vec::new(),
        };
        let writer = csv::WriterBuilder::new().flexible(true).from_writer(start);
        Self { writer }
    }

    /// One record. Writing to memory cannot fail.
    pub(super) fn record<T: AsRef<[u8]>>(&mut self, cells: impl IntoIterator<Item = T>) {
        let _ = self.writer.write_record(cells);
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.writer.into_inner().unwrap_or_default()
    }
}

/// The cell of a value: text is guarded, numbers stay numbers.
pub(super) fn cell(value: &Value) -> String {
    let text = raw_value(value);
    match value {
        Value::Text(_)
        | Value::Customer(_)
        | Value::Term { .. }
        | Value::List(_)
        | Value::Record(_) => guarded(text),
        Value::None
        | Value::Count(_)
        | Value::Number(_)
        | Value::Money(_)
        | Value::Share(_)
        | Value::Day(_)
        | Value::Month(_)
        | Value::Days(_)
        | Value::Flag(_)
        | Value::Sparkline { .. }
        | Value::Timeline { .. } => text,
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
