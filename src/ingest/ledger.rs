//! The account of rows set aside or treated by a rule: counted always, kept whole while there is
//! room.

use super::encoding::Decoder;
use super::raw_record::Record;
use super::tally::Tally;
use crate::base::{Day, order};
use crate::dataset::{Flag, IssueLog, Ruling, SetAside, SetAsideReason, SetAsideRow};

/// Bytes of set-aside rows kept for download.
const KEPT_BYTES: usize = 64 << 20;

/// Letters of a record shown as an example.
const EXAMPLE_LETTERS: usize = 300;

/// Examples shown of each cause.
pub(super) const EXAMPLES: usize = 5;

/// Why a row is set aside: the reason, and for one the person leaves out, the mark it has.
pub(super) type Why = (SetAsideReason, Option<Flag>);

/// Line and text of a record.
pub(super) type Example = (u32, String);

/// Counts and keeps rows set aside.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    /// Between the cells of an example.
    delimiter: char,
    rows: Vec<SetAsideRow>,
    /// Money and day of each of them.
    seen: Vec<(Option<i64>, Option<Day>)>,
    kept_bytes: usize,
    causes: Vec<(Why, Cause)>,
    ruled: Vec<(Ruling, Cause)>,
    flags: Vec<(Flag, FlagExamples)>,
}

/// The rows of one cause.
#[derive(Debug, Default)]
pub(super) struct Cause {
    pub(super) tally: Tally,
    pub(super) examples: Vec<Example>,
    kept_rows: u64,
}

#[derive(Debug, Default)]
struct FlagExamples {
    lines: Vec<u32>,
    texts: Vec<Example>,
}

/// What the ledger comes to.
#[derive(Debug, Default)]
pub(super) struct Balance {
    pub(super) issues: IssueLog,
    pub(super) set_aside: Vec<(SetAsideReason, SetAside)>,
    pub(super) causes: Vec<(Why, Cause)>,
    pub(super) ruled: Vec<(Ruling, Cause)>,
    pub(super) flag_examples: Vec<(Flag, Vec<Example>)>,
    /// Money set aside, where known.
    pub(super) amount: i128,
}

impl Ledger {
    /// An empty one; `delimiter` stands between the cells of the file.
    pub(super) fn new(delimiter: char) -> Self {
        Self {
            delimiter,
            ..Self::default()
        }
    }

    /// Sets a record aside, with its money and day when they are known and its own.
    pub(super) fn set_aside(
        &mut self,
        record: &Record<'_>,
        why: Why,
        (amount, day): (Option<i64>, Option<Day>),
        decoder: &Decoder,
    ) {
        let size: usize = record.bytes().len() + record.len() * size_of::<String>();
        let cells = (self.kept_bytes + size <= KEPT_BYTES).then(|| cells_of(record, decoder));
        self.add(record.line as u32, why, (amount, day), cells);
    }

    /// Sets a row aside whose cells may no longer be at hand.
    pub(super) fn add(
        &mut self,
        line: u32,
        why: Why,
        (amount, day): (Option<i64>, Option<Day>),
        cells: Option<Vec<String>>,
    ) {
        let cause = entry(&mut self.causes, why);
        cause.tally.add(amount, day);
        if let Some(cells) = cells {
            if cause.examples.len() < EXAMPLES {
                cause.examples.push((line, shown(&cells, self.delimiter)));
            }
            cause.kept_rows += 1;
            let size: usize = cells
                .iter()
                .map(|cell| cell.len() + size_of::<String>())
                .sum();
            self.kept_bytes += size + size_of::<SetAsideRow>();
            self.rows.push(SetAsideRow {
                line,
                reason: why.0,
                cells,
            });
            self.seen.push((amount, day));
        }
    }

    /// Notes a row that is used and that a rule treats, or could treat, otherwise.
    pub(super) fn ruled(
        &mut self,
        record: &Record<'_>,
        ruling: Ruling,
        amount: i64,
        day: Day,
        decoder: &Decoder,
    ) {
        let cause = entry(&mut self.ruled, ruling);
        cause.tally.add(Some(amount), Some(day));
        if cause.examples.len() < EXAMPLES {
            let text = shown(&cells_of(record, decoder), self.delimiter);
            cause.examples.push((record.line as u32, text));
        }
    }

    /// Takes out of the rows treated by rules those of the years that are not kept: all rows of
    /// the others were taken out of the table.
    pub(super) fn retain_ruled_years(&mut self, keep: &dyn Fn(i16) -> bool) {
        for (_, cause) in &mut self.ruled {
            cause.tally.retain_years(keep);
        }
    }

    /// Notes an example of a mark on a row that is used.
    #[inline]
    pub(super) fn flag(&mut self, record: &Record<'_>, flag: Flag, decoder: &Decoder) {
        let examples = entry(&mut self.flags, flag);
        if examples.lines.len() < IssueLog::EXAMPLES {
            examples.lines.push(record.line as u32);
            if examples.texts.len() < EXAMPLES {
                let text = shown(&cells_of(record, decoder), self.delimiter);
                examples.texts.push((record.line as u32, text));
            }
        }
    }

    /// Notes the lines of a mark found after the sort, with a text for the first.
    pub(super) fn flag_lines(&mut self, flag: Flag, lines: &[u32], text: impl Fn(u32) -> String) {
        let examples = entry(&mut self.flags, flag);
        examples.lines.extend(lines.iter().take(IssueLog::EXAMPLES));
        examples
            .texts
            .extend(lines.iter().take(EXAMPLES).map(|&line| (line, text(line))));
    }

    /// Calls what stands below the last used row by its name: text with few cells filled, set aside
    /// for something it lacks.
    pub(super) fn name_footer(&mut self, last_used_line: u32, columns: usize) {
        let tail = self
            .rows
            .iter_mut()
            .zip(&self.seen)
            .rev()
            .take_while(|(row, _)| row.line > last_used_line);
        for (row, &(amount, day)) in tail {
            let filled = row.cells.iter().filter(|cell| !cell.trim().is_empty());
            let lacks = matches!(
                row.reason,
                SetAsideReason::MissingCustomer
                    | SetAsideReason::MissingDate
                    | SetAsideReason::ImpossibleDate
                    | SetAsideReason::MissingAmount
            );
            let filled = filled.count();
            if !lacks || filled == 0 || filled > 1 && filled * 3 > columns {
                continue;
            }
            let line = row.line;
            let was = entry(&mut self.causes, (row.reason, None));
            was.tally.take(amount, day);
            was.kept_rows -= 1;
            let example = was.examples.iter().position(|(known, _)| *known == line);
            let example = example.map(|at| was.examples.remove(at));
            row.reason = SetAsideReason::Footer;
            let footer = entry(&mut self.causes, (SetAsideReason::Footer, None));
            footer.tally.add(amount, day);
            footer.kept_rows += 1;
            footer.examples.extend(example);
        }
    }

    /// Closes the account. `drop_lines`, sorted, are used rows that were taken out after all.
    pub(super) fn close(mut self, drop_lines: &[u32]) -> Balance {
        order::sort_by_key(&mut self.rows, |row| row.line.into());
        self.causes.retain(|(_, cause)| cause.tally.rows() > 0);
        self.ruled.retain(|(_, cause)| cause.tally.rows() > 0);
        order::sort_by(&mut self.causes, |a, b| a.0.cmp(&b.0));
        order::sort_by(&mut self.ruled, |a, b| a.0.cmp(&b.0));
        order::sort_by(&mut self.flags, |a, b| a.0.cmp(&b.0));
        let is_used = |line: &u32| drop_lines.binary_search(line).is_err();
        let not_kept = |(_, cause): &(Why, Cause)| cause.tally.rows() - cause.kept_rows;
        let not_kept_rows = self.causes.iter().map(not_kept).sum();
        let mut balance = Balance {
            issues: IssueLog {
                set_aside: self.rows,
                flag_examples: Vec::new(),
                not_kept_rows,
            },
            ..Balance::default()
        };
        for ((reason, _), cause) in &mut self.causes {
            balance.amount += cause.tally.amount();
            let group = entry(&mut balance.set_aside, *reason);
            group.rows += cause.tally.rows();
            group.amount = match (group.amount, cause.tally.money()) {
                (Some(one), Some(other)) => Some(one + other),
                (one, other) => one.or(other),
            };
            order::sort_by(&mut cause.examples, Ord::cmp);
        }
        for (_, cause) in &mut self.ruled {
            cause.examples.retain(|(line, _)| is_used(line));
        }
        balance.causes = self.causes;
        balance.ruled = self.ruled;
        for (flag, mut examples) in self.flags {
            examples.lines.retain(is_used);
            examples.texts.retain(|(line, _)| is_used(line));
            balance.issues.flag_examples.push((flag, examples.lines));
            balance.flag_examples.push((flag, examples.texts));
        }
        balance
    }
}

impl Balance {
    /// Adds rows that a rule let in.
    pub(super) fn add_ruled(&mut self, ruling: Ruling, tally: Tally, examples: Vec<Example>) {
        let cause = Cause {
            tally,
            examples,
            kept_rows: 0,
        };
        self.ruled.push((ruling, cause));
        order::sort_by(&mut self.ruled, |a, b| a.0.cmp(&b.0));
    }
}

fn cells_of(record: &Record<'_>, decoder: &Decoder) -> Vec<String> {
    let cells = record.cells();
    cells
        .map(|cell| decoder.decode(cell).into_owned())
        .collect()
}

fn entry<K: PartialEq, V: Default>(entries: &mut Vec<(K, V)>, key: K) -> &mut V {
    let known = entries.iter().position(|(known, _)| *known == key);
    let at = known.unwrap_or_else(|| {
        entries.push((key, V::default()));
        entries.len() - 1
    });
    &mut entries[at].1
}

/// A record as an example: its cells, as the file has them side by side.
fn shown(cells: &[String], delimiter: char) -> String {
    let mut text = String::new();
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            text.push(delimiter);
        }
        if cell.contains([delimiter, '"', '\n', '\r']) {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(cell);
        }
    }
    match text.char_indices().nth(EXAMPLE_LETTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_reads_as_the_file_does() {
        let cells = ["", "a;b", "say \"no\"", "1,50", ""].map(str::to_owned);
        assert_eq!(shown(&cells, ';'), ";\"a;b\";\"say \"\"no\"\"\";1,50;");
        let long = vec!["x".repeat(2 * EXAMPLE_LETTERS)];
        assert_eq!(shown(&long, ',').chars().count(), EXAMPLE_LETTERS + 1);
    }
}
