/// Rows of delimited text, cell by cell.
pub(super) struct Sheet {
    text: String,
    delimiter: char,
    line_end: &'static str,
    begun: bool,
}

impl Sheet {
    /// A sheet with this header.
    pub(super) fn new(delimiter: char, line_end: &'static str, header: &[&str]) -> Self {
        let mut sheet = Self {
            text: String::new(),
            delimiter,
            line_end,
            begun: false,
        };
        sheet.row(header);
        sheet
    }

    /// One cell of the current row, quoted when it must be.
    pub(super) fn cell(&mut self, text: &str) -> &mut Self {
        if self.begun {
            self.text.push(self.delimiter);
        }
        self.begun = true;
        if text.contains([self.delimiter, '"']) {
            self.text.push('"');
            self.text.push_str(&text.replace('"', "\"\""));
            self.text.push('"');
        } else {
            self.text.push_str(text);
        }
        self
    }

    /// Closes the current row.
    pub(super) fn end(&mut self) {
        self.text.push_str(self.line_end);
        self.begun = false;
    }

    /// A whole row.
    pub(super) fn row(&mut self, cells: &[&str]) {
        for cell in cells {
            self.cell(cell);
        }
        self.end();
    }

    /// The file.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.text.into_bytes()
    }
}

/// Hundredths with two decimals: −1.042,00 with the marks given.
pub(super) fn cents(cents: i64, group: Option<char>, decimal: char) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let (units, rest) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
    match group {
        Some(group) if units >= 1_000 => {
            format!(
                "{sign}{}{group}{:03}{decimal}{rest:02}",
                units / 1_000,
                units % 1_000
            )
        }
        _ => format!("{sign}{units}{decimal}{rest:02}"),
    }
}
