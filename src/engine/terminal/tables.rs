//! The answer as people read it.

use crate::export::{is_numeric, value_text};
use crate::i18n::terminal::Terminal;
use crate::i18n::{Say as _, Speaker};
use crate::panels::Panel;
use crate::panels::panel::{Block, Row, Stat, Table};
use crate::protocol::SessionInfo;

/// Cells of a line, and whether each stands at the right.
type Line = Vec<(String, bool)>;

/// The account and the view, in three lines.
pub(super) fn account(info: &SessionInfo, speaker: &Speaker) -> String {
    let account = &info.reconciliation;
    let lines = [
        Terminal::Rows {
            read: account.rows_read,
            used: account.rows_used,
            set_aside: account.rows_set_aside(),
        },
        Terminal::Sums {
            used: account.amount_total,
            set_aside: account.amount_set_aside(),
        },
        Terminal::Scope {
            as_of: info.as_of,
            period: info.period,
            rows: info.rows_in_view,
            customers: info.customers_in_view,
        },
    ];
    lines.map(|line| line.say(speaker)).join("\n")
}

/// A panel: its finding, notices, figures and tables.
pub(super) fn panel(panel: &Panel, speaker: &Speaker) -> String {
    let mut parts = vec![format!("── {} ──", panel.id)];
    if let Some(headline) = &panel.headline {
        parts.push(headline.title.say(speaker));
        parts.extend(headline.lede.iter().map(|lede| lede.say(speaker)));
    }
    for block in &panel.blocks {
        if let Block::Notice { title, text, .. } = block {
            parts.push(format!("{}. {}", title.say(speaker), text.say(speaker)));
        }
    }
    if !panel.stats.is_empty() {
        let lines: Vec<Line> = panel.stats.iter().map(|one| stat(one, speaker)).collect();
        parts.push(aligned(&lines));
    }
    for table in &panel.tables {
        parts.push(format!("{}\n{}", table.id, rows(table, speaker)));
    }
    for (at, finding) in panel.findings.iter().enumerate() {
        parts.push(format!(
            "{}. {}. {}",
            at + 1,
            finding.title.say(speaker),
            finding.text.say(speaker)
        ));
    }
    parts.join("\n\n")
}

fn stat(stat: &Stat, speaker: &Speaker) -> Line {
    let compared = stat.change.as_ref().map(|change| {
        Terminal::Compared {
            previous: value_text(&change.previous, stat.decimals, speaker),
            change_share: change.change_share,
            low: change.low,
            high: change.high,
        }
        .say(speaker)
    });
    vec![
        (stat.label.say(speaker), false),
        (value_text(&stat.value, stat.decimals, speaker), true),
        (compared.unwrap_or_default(), false),
    ]
}

fn rows(table: &Table, speaker: &Speaker) -> String {
    let line = |row: &Row| -> Line {
        let cells = table.columns.iter().zip(&row.cells);
        cells
            .map(|(column, cell)| {
                let text = value_text(cell, column.decimals, speaker);
                (text, is_numeric(cell))
            })
            .collect()
    };
    let mut lines: Vec<Line> = table.rows.iter().map(line).collect();
    let head = table.columns.iter().enumerate().map(|(at, column)| {
        let right = lines
            .first()
            .and_then(|first| first.get(at))
            .is_some_and(|&(_, right)| right);
        (column.label.say(speaker), right)
    });
    let head = head.collect();
    lines.insert(0, head);
    lines.extend(table.total.as_ref().map(line));
    aligned(&lines)
}

/// Columns side by side, two spaces apart.
fn aligned(lines: &[Line]) -> String {
    let columns = lines.iter().map(Vec::len).max().unwrap_or(0);
    let width = |at: usize| {
        let texts = lines.iter().filter_map(|line| line.get(at));
        texts
            .map(|(text, _)| text.chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let lines = lines.iter().map(|line| {
        let cells = line.iter().zip(&widths);
        let cells = cells.map(|((text, right), &width)| match right {
            true => format!("{text:>width$}"),
            false => format!("{text:<width$}"),
        });
        let line = cells.collect::<Vec<_>>().join("  ");
        line.trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_at_the_right() {
        let cell = |text: &str, right| (text.to_owned(), right);
        let text = aligned(&[
            vec![cell("Group", false), cell("Kr", true)],
            vec![cell("Ärlig", false), cell("1,000", true)],
            vec![cell("B", false), cell("5", true)],
        ]);
        assert_eq!(text, "Group     Kr\nÄrlig  1,000\nB          5");
    }
}
