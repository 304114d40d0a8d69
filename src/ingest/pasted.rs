//! A table on the clipboard as spreadsheets write it for web pages, to text with tabs: cells keep
//! the line ends and tabs within them.
//!
//! A scanner of its own, in one pass over text that may be anything. Nothing of the markup is kept,
//! run or looked up but the names of a few tags and two attributes; sizes that are stated are
//! bounded before they are used.

/// Text beyond this is not looked at.
const MOST_BYTES: usize = 64 << 20;

/// Columns of a table at most.
const MOST_COLUMNS: usize = 16_384;

/// Cells that cost nothing, which stated spans may ask for.
const MOST_BLANK_CELLS: usize = 1 << 20;

/// The first table of a piece of markup, cells with tabs between them and quoted where they must
/// be; nothing when it has no table of two cells or more.
pub fn table_of_markup(markup: &str) -> Option<String> {
    let mut markup = Markup {
        rest: markup.get(..MOST_BYTES).unwrap_or(markup),
    };
    let mut table = Table::default();
    while let Some(piece) = markup.next() {
        match piece {
            Piece::Text(text) => table.text(text),
            Piece::Open(tag) => table.open(tag),
            Piece::Close(name) => {
                if table.close(name) {
                    break;
                }
            }
        }
    }
    table.end_row();
    (table.cells > 1).then_some(table.out)
}

/// What markup is made of.
enum Piece<'a> {
    Text(&'a str),
    Open(Tag<'a>),
    Close(&'a str),
}

/// A tag: its name, and the text of its attributes.
#[derive(Clone, Copy)]
struct Tag<'a> {
    name: &'a str,
    attributes: &'a str,
}

impl Tag<'_> {
    /// A whole number among the attributes, 1 when there is none.
    fn number(self, wanted: &str) -> usize {
        let mut rest = self.attributes;
        while let Some((name, after)) = rest.split_once('=') {
            let name = name.split_whitespace().last().unwrap_or_default();
            let after = after.trim_start();
            let (value, next) = match after.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    after[1..].split_once(quote).unwrap_or((&after[1..], ""))
                }
                _ => after.split_once(char::is_whitespace).unwrap_or((after, "")),
            };
            if name.eq_ignore_ascii_case(wanted) {
                return value.trim().parse().unwrap_or(1).max(1);
            }
            rest = next;
        }
        1
    }
}

/// Cuts markup into pieces.
struct Markup<'a> {
    rest: &'a str,
}

impl<'a> Markup<'a> {
    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            let Some(inner) = self.rest.strip_prefix('<') else {
                let end = self.rest.find('<').unwrap_or(self.rest.len());
                let (text, rest) = self.rest.split_at(end);
                self.rest = rest;
                return Some(Piece::Text(text));
            };
            if let Some(comment) = inner.strip_prefix("!--") {
                self.rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
                continue;
            }
            if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
            {
                // A mark that begins no tag is text.
                self.rest = inner;
                return Some(Piece::Text("<"));
            }
            let (tag, rest) = split_tag(inner);
            self.rest = rest;
            if let Some(name) = tag.strip_prefix('/') {
                return Some(Piece::Close(name.trim()));
            }
            let end = tag.find(|c: char| c.is_whitespace() || c == '/');
            let (name, attributes) = tag.split_at(end.unwrap_or(tag.len()));
            if ["style", "script"]
                .iter()
                .any(|raw| name.eq_ignore_ascii_case(raw))
            {
                self.rest = after_raw(rest, name);
                continue;
            }
            if name.is_empty() || name.starts_with(['!', '?']) {
                continue;
            }
            return Some(Piece::Open(Tag { name, attributes }));
        }
    }
}

/// The inside of a tag and what comes after it; a mark in quotes ends no tag.
fn split_tag(inner: &str) -> (&str, &str) {
    let mut quote = None;
    for (at, c) in inner.char_indices() {
        match (quote, c) {
            (None, '>') => return (&inner[..at], &inner[at + 1..]),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    (inner, "")
}

/// What comes after the end of an element whose content is no markup.
fn after_raw<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("</") {
        if after
            .get(..name.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(name))
        {
            return after;
        }
        rest = after;
    }
    ""
}

/// The table in progress.
#[derive(Default)]
struct Table {
    out: String,
    /// Tables open at this place; cells of one within another are text of its cell.
    depth: usize,
    row: Vec<String>,
    is_in_row: bool,
    cell: Option<String>,
    /// Whether a blank here would be the second of a run, or the first of a line.
    after_blank: bool,
    /// By column, the rows below that a cell still covers.
    covered: Vec<usize>,
    blanks: usize,
    /// Cells with text.
    cells: usize,
    columns_of_cell: usize,
    rows_of_cell: usize,
}

impl Table {
    fn open(&mut self, tag: Tag<'_>) {
        let is = |name: &str| tag.name.eq_ignore_ascii_case(name);
        if is("table") {
            self.depth += 1;
        }
        match self.depth {
            0 => {}
            1 if is("tr") => {
                self.end_row();
                self.is_in_row = true;
            }
            1 if is("td") || is("th") => {
                self.end_cell();
                self.is_in_row = true;
                self.cell = Some(String::new());
                self.after_blank = true;
                self.columns_of_cell = tag.number("colspan").min(MOST_COLUMNS);
                self.rows_of_cell = tag.number("rowspan");
            }
            _ if is("br") => self.line(),
            _ if ["p", "div", "li", "tr"].iter().any(|name| is(name)) => {
                let is_filled = self.cell.as_ref().is_some_and(|cell| !cell.is_empty());
                if is_filled {
                    self.line();
                }
            }
            _ => {}
        }
    }

    /// Takes an end tag; true at the end of the table.
    fn close(&mut self, name: &str) -> bool {
        let is = |wanted: &str| name.eq_ignore_ascii_case(wanted);
        if self.depth == 1 {
            if is("td") || is("th") {
                self.end_cell();
            } else if is("tr") {
                self.end_row();
            }
        }
        if is("table") && self.depth > 0 {
            self.depth -= 1;
            return self.depth == 0;
        }
        false
    }

    fn line(&mut self) {
        if let Some(cell) = &mut self.cell {
            cell.truncate(cell.trim_end_matches(' ').len());
            cell.push('\n');
            self.after_blank = true;
        }
    }

    /// Text, with references resolved; every run of blanks is one, as pages show it.
    fn text(&mut self, text: &str) {
        let Some(cell) = &mut self.cell else {
            return;
        };
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            if let Some((c, after)) = rest.strip_prefix('&').and_then(reference) {
                cell.push(c);
                self.after_blank = false;
                rest = after;
                continue;
            }
            rest = &rest[c.len_utf8()..];
            let is_blank = matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c');
            if !is_blank {
                cell.push(c);
            } else if !self.after_blank {
                cell.push(' ');
            }
            self.after_blank = is_blank;
        }
    }

    fn end_cell(&mut self) {
        let Some(mut cell) = self.cell.take() else {
            return;
        };
        self.skip_covered();
        cell.truncate(cell.trim_end_matches([' ', '\n']).len());
        self.cells += usize::from(!cell.is_empty());
        let at = self.row.len();
        let to = (at + self.columns_of_cell).min(MOST_COLUMNS);
        if at < MOST_COLUMNS {
            self.row.push(cell);
            self.blank_to(to);
        }
        if self.rows_of_cell > 1 {
            self.covered.resize(self.covered.len().max(to), 0);
            if let Some(covered) = self.covered.get_mut(at..to) {
                covered.fill(self.rows_of_cell);
            }
        }
    }

    /// Leaves the places empty that a cell of a row above covers.
    fn skip_covered(&mut self) {
        let from = self.row.len().min(self.covered.len());
        let covered = self.covered[from..].iter();
        let covered = covered.take_while(|rows| **rows > 0).count();
        self.blank_to(from + covered);
    }

    fn blank_to(&mut self, to: usize) {
        let wanted = to.saturating_sub(self.row.len());
        let left = MOST_BLANK_CELLS.saturating_sub(self.blanks);
        let blanks = wanted.min(left);
        self.blanks += blanks;
        self.row.resize(self.row.len() + blanks, String::new());
    }

    fn end_row(&mut self) {
        self.end_cell();
        if !std::mem::take(&mut self.is_in_row) {
            return;
        }
        for rows in &mut self.covered {
            *rows = rows.saturating_sub(1);
        }
        for (at, cell) in self.row.drain(..).enumerate() {
            if at > 0 {
                self.out.push('\t');
            }
            if cell.contains(['\t', '\n', '\r', '"']) {
                self.out.push('"');
                self.out.push_str(&cell.replace('"', "\"\""));
                self.out.push('"');
            } else {
                self.out.push_str(&cell);
            }
        }
        self.out.push('\n');
    }
}

/// The character a reference stands for, and what comes after it; `text` begins behind its `&`.
fn reference(text: &str) -> Option<(char, &str)> {
    const LONGEST: usize = 10;
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let (name, rest) = (&text[..end], &text[end + 1..]);
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "euro" => '€',
        "pound" => '£',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| *c != '\0')?
        }
    };
    Some((c, rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn cells_keep_what_stands_in_them() {
        let markup = "<html><head><style>td { color: red } /* <table> */</style></head><body>\
            <!--StartFragment--><table border=0>\n<col width=64>\n\
            <tr height=20>\n  <td>date</td><TH scope='col'>customer &amp; shop</th><td>amount</td></tr>\
            <tr><td>2024-05-01</td><td>Bo<br style='mso-data-placement:same-cell'>  Lund </td>\
            <td align=right>1&nbsp;200,50&#8364;</td></tr>\
            <tr><td x='a>b'>2024-05-02<td>say \"no\"<td>a &lt; b &unknown; <b>2</b></tr>\
            <!--EndFragment--></table><table><tr><td>other</td></tr></table></body></html>";
        assert_eq!(
            table_of_markup(markup).as_deref(),
            Some(
                "date\tcustomer & shop\tamount\n\
                 2024-05-01\t\"Bo\nLund\"\t1\u{a0}200,50€\n\
                 2024-05-02\t\"say \"\"no\"\"\"\ta < b &unknown; 2\n"
            )
        );
    }

    #[test]
    fn covered_cells_stay_empty() {
        let markup = "<table><tr><td rowspan=2>Customer</td><td colspan=\"2\">2024</td></tr>\
            <tr><td>Jan</td><td>Feb</td></tr><tr><td>C1</td><td>1</td><td>2</td></tr></table>";
        assert_eq!(
            table_of_markup(markup).as_deref(),
            Some("Customer\t2024\t\n\tJan\tFeb\nC1\t1\t2\n")
        );
    }

    #[test]
    fn what_is_no_table_is_none() {
        for markup in [
            "",
            "a\tb",
            "<p>one</p>",
            "<table>",
            "<table><tr><td>alone</td></tr></table>",
        ] {
            assert_eq!(table_of_markup(markup), None, "{markup}");
        }
    }

    #[test]
    fn stated_spans_are_bounded() {
        let row = "<tr><td colspan=999999999 rowspan=4000000000>a</td></tr>";
        let markup = format!("<table>{}</table>", row.repeat(200));
        let text = table_of_markup(&markup).unwrap();
        assert!(text.len() < 4 << 20, "{}", text.len());
    }

    proptest! {
        #[test]
        fn anything_is_survived(
            pieces in prop::collection::vec(
                prop::sample::select(vec![
                    "<table>", "</table>", "<tr>", "</tr>", "<td>", "<td rowspan=3 colspan='2'>",
                    "</td>", "<br>", "<!--", "-->", "<style>", "</style", ">", "<", "&", "&#x41;",
                    "&#xD800;", "\"", "'", "ö", " ", "\t", "x",
                ]),
                0..60,
            ),
        ) {
            let text = table_of_markup(&pieces.concat());
            prop_assert!(text.is_none_or(|text| text.ends_with('\n')));
        }
    }
}
