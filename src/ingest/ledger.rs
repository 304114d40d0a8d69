//! The account of rows set aside: counted always, kept whole while there is room.

use super::encoding::Decoder;
use super::split::Record;
use crate::base::{Money, order};
use crate::dataset::{Flag, IssueLog, SetAside, SetAsideReason, SetAsideRow};

/// Bytes of set-aside rows kept for download.
const KEPT_BYTES: usize = 64 << 20;

/// Letters of a record shown as an example.
const EXAMPLE_LETTERS: usize = 160;

/// Examples shown of each cause.
const EXAMPLES: usize = 3;

/// Counts and keeps rows set aside.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    rows: Vec<SetAsideRow>,
    kept_bytes: usize,
    counts: Vec<(SetAsideReason, Count)>,
    examples: Vec<(Flag, FlagExamples)>,
}

#[derive(Debug, Default)]
struct Count {
    rows: u64,
    kept_rows: u64,
    amount: i128,
    amount_known: bool,
    examples: Vec<(u32, String)>,
}

#[derive(Debug, Default)]
struct FlagExamples {
    lines: Vec<u32>,
    texts: Vec<(u32, String)>,
}

/// What the ledger comes to.
#[derive(Debug, Default)]
pub(super) struct Balance {
    pub(super) issues: IssueLog,
    pub(super) set_aside: Vec<(SetAsideReason, SetAside)>,
    pub(super) reason_examples: Vec<(SetAsideReason, Vec<(u32, String)>)>,
    pub(super) flag_examples: Vec<(Flag, Vec<(u32, String)>)>,
    /// Money set aside, where known.
    pub(super) amount: i128,
}

impl Ledger {
    /// Sets a record aside, with its money when that is known and its own.
    pub(super) fn set_aside(
        &mut self,
        record: &Record<'_>,
        reason: SetAsideReason,
        amount: Option<i64>,
        decoder: &Decoder,
    ) {
        let size: usize = record.bytes().len() + record.len() * size_of::<String>();
        let cells = (self.kept_bytes + size <= KEPT_BYTES).then(|| {
            record
                .cells()
                .map(|cell| decoder.decode(cell).into_owned())
                .collect()
        });
        self.add(record.line as u32, reason, amount, cells);
    }

    /// Sets a row aside whose cells may no longer be at hand.
    pub(super) fn add(
        &mut self,
        line: u32,
        reason: SetAsideReason,
        amount: Option<i64>,
        cells: Option<Vec<String>>,
    ) {
        let count = entry(&mut self.counts, reason);
        count.rows += 1;
        if let Some(amount) = amount {
            count.amount += i128::from(amount);
            count.amount_known = true;
        }
        if let Some(cells) = cells {
            if count.examples.len() < EXAMPLES {
                count.examples.push((line, shown(&cells)));
            }
            count.kept_rows += 1;
            let size: usize = cells
                .iter()
                .map(|cell| cell.len() + size_of::<String>())
                .sum();
            self.kept_bytes += size + size_of::<SetAsideRow>();
            self.rows.push(SetAsideRow {
                line,
                reason,
                cells,
            });
        }
    }

    /// Notes an example of a mark on a row that is used.
    #[inline]
    pub(super) fn flag(&mut self, record: &Record<'_>, flag: Flag, decoder: &Decoder) {
        let examples = entry(&mut self.examples, flag);
        if examples.lines.len() < IssueLog::EXAMPLES {
            examples.lines.push(record.line as u32);
            if examples.texts.len() < EXAMPLES {
                let cells: Vec<String> = record
                    .cells()
                    .map(|cell| decoder.decode(cell).into_owned())
                    .collect();
                examples.texts.push((record.line as u32, shown(&cells)));
            }
        }
    }

    /// Notes the lines of a mark found after the sort, with a text for the first.
    pub(super) fn flag_lines(&mut self, flag: Flag, lines: &[u32], text: impl Fn(u32) -> String) {
        let examples = entry(&mut self.examples, flag);
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
            .rev()
            .take_while(|row| row.line > last_used_line);
        for row in tail {
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
            let was = entry(&mut self.counts, row.reason);
            was.rows -= 1;
            was.kept_rows -= 1;
            let example = was.examples.iter().position(|(known, _)| *known == line);
            let example = example.map(|at| was.examples.remove(at));
            row.reason = SetAsideReason::Footer;
            let footer = entry(&mut self.counts, SetAsideReason::Footer);
            footer.rows += 1;
            footer.kept_rows += 1;
            footer.examples.extend(example);
        }
    }

    /// Closes the account. `drop_lines`, sorted, are used rows that were taken out after all.
    pub(super) fn close(mut self, drop_lines: &[u32]) -> Balance {
        order::sort_by_key(&mut self.rows, |row| row.line.into());
        self.counts.retain(|(_, count)| count.rows > 0);
        order::sort_by(&mut self.counts, |a, b| a.0.cmp(&b.0));
        order::sort_by(&mut self.examples, |a, b| a.0.cmp(&b.0));
        let is_used = |line: &u32| drop_lines.binary_search(line).is_err();
        let all = |count: &Count| count.rows;
        let kept = |count: &Count| count.kept_rows;
        let total = |of: fn(&Count) -> u64| self.counts.iter().map(|(_, c)| of(c)).sum::<u64>();
        let not_kept_rows = total(all) - total(kept);
        let mut balance = Balance {
            issues: IssueLog {
                set_aside: self.rows,
                flag_examples: Vec::new(),
                not_kept_rows,
            },
            ..Balance::default()
        };
        for (reason, mut count) in self.counts {
            let amount = count.amount_known.then(|| Money::from_sum(count.amount));
            balance.amount += count.amount;
            balance.set_aside.push((
                reason,
                SetAside {
                    rows: count.rows,
                    amount,
                },
            ));
            order::sort_by(&mut count.examples, Ord::cmp);
            balance.reason_examples.push((reason, count.examples));
        }
        for (flag, mut examples) in self.examples {
            examples.lines.retain(is_used);
            examples.texts.retain(|(line, _)| is_used(line));
            balance.issues.flag_examples.push((flag, examples.lines));
            balance.flag_examples.push((flag, examples.texts));
        }
        balance
    }
}

fn entry<K: PartialEq, V: Default>(entries: &mut Vec<(K, V)>, key: K) -> &mut V {
    let known = entries.iter().position(|(known, _)| *known == key);
    let at = known.unwrap_or_else(|| {
        entries.push((key, V::default()));
        entries.len() - 1
    });
    &mut entries[at].1
}

/// A record as an example: its filled cells.
fn shown(cells: &[String]) -> String {
    let filled: Vec<&str> = cells
        .iter()
        .map(|cell| cell.trim())
        .filter(|cell| !cell.is_empty())
        .collect();
    let text = filled.join(" · ");
    match text.char_indices().nth(EXAMPLE_LETTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
