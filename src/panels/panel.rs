//! The plain data a panel is: values under stable ids, and how they are laid out.
//!
//! Stats and tables *are* the answer (the terminal prints them raw, the page formats them, exports
//! write them); blocks only say where they stand.

use serde::{Deserialize, Serialize};

use super::params::ParamSpec;
use crate::base::{Day, Money, Month, Period};
pub use crate::chart::spec::{Action, Selection};
use crate::chart::spec::{ChartSpec, Interval};
use crate::i18n::{CustomerRef, Message};

/// What one analysis shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Panel {
    /// Stable id (`rfm`).
    pub id: String,
    /// The finding this panel would put at the head of its page.
    pub headline: Option<Headline>,
    /// Key figures by stable id.
    pub stats: Vec<Stat>,
    /// Tables by stable id.
    pub tables: Vec<Table>,
    /// What stands on the page, in order.
    pub blocks: Vec<Block>,
    /// Findings, each leading somewhere; the Overview ranks all panels' by money.
    pub findings: Vec<Finding>,
    /// What can be set.
    pub params: Vec<ParamSpec>,
}

/// The page's answer in one sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Headline {
    /// Small line above: page and period.
    pub eyebrow: Message,
    /// The finding with its number.
    pub title: Message,
    /// One or two sentences more.
    pub lede: Option<Message>,
}

/// A key figure. Every one explains itself: there is no figure without [`Explain`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stat {
    /// Stable id (`revenue`).
    pub id: String,
    /// Its name.
    pub label: Message,
    /// The figure.
    pub value: Value,
    /// Decimals shown; `None` is the value type's own.
    pub decimals: Option<u8>,
    /// Against the compared period.
    pub change: Option<Change>,
    /// How it came about.
    pub explain: Explain,
}

/// A figure against the compared period.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The figure of the compared period.
    pub previous: Value,
    /// (now − then) ÷ then, `None` when then was nothing.
    pub change_share: Option<f64>,
    /// 90 % interval of the change, `None` when it could not be had.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// Whether the interval leaves the direction open.
    pub may_be_chance: bool,
}

/// How a number came about: in words, with this shop's numbers, where from, what would make it
/// wrong.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Explain {
    /// A plain sentence.
    pub words: Message,
    /// The formula with this shop's inputs.
    pub formula: Message,
    /// The inputs by name.
    pub inputs: Vec<(Message, Value)>,
    /// What would make it wrong.
    pub caveat: Message,
    /// The customers behind it.
    pub behind: Option<Action>,
}

/// One value: of a figure, of a cell.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Not known, not defined.
    #[default]
    None,
    /// Whole things.
    Count(i64),
    /// A plain number.
    Number(f64),
    /// Money.
    Money(Money),
    /// A part of a whole, 0…1.
    Share(f64),
    /// A civil day.
    Day(Day),
    /// A calendar month.
    Month(Month),
    /// A span in days.
    Days(f64),
    /// A stable id (`champions`) with the words shown for it.
    Term {
        /// The id.
        id: String,
        /// The words.
        label: Message,
    },
    /// Yes or no.
    Flag(bool),
    /// Several values, in order.
    List(Vec<Value>),
    /// Text of the file.
    Text(String),
    /// A customer.
    Customer(CustomerRef),
    /// Small bars, oldest first, with how many of the last are in the period.
    Sparkline {
        /// Heights, in any unit.
        bars: Vec<f32>,
        /// How many of the last are in the period (accent).
        recent: u8,
    },
    /// Values by stable names, for programs; people read them in tables.
    Record(Vec<(String, Value)>),
    /// Days on a span of time; what follows the last of them is shaded.
    Timeline {
        /// The span.
        span: Period,
        /// The days, oldest first; those outside the span are not drawn.
        days: Vec<Day>,
    },
}

/// A table: the data under stable column ids, and how the columns are named.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Stable id (`segments`).
    pub id: String,
    /// Columns, left to right.
    pub columns: Vec<Column>,
    /// Rows, top to bottom.
    pub rows: Vec<Row>,
    /// A last row of totals.
    pub total: Option<Row>,
}

/// A column of a [`Table`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Stable id (`revenue`).
    pub id: String,
    /// Its name.
    pub label: Message,
    /// Decimals shown; `None` is the value type's own.
    pub decimals: Option<u8>,
    /// Whether the page draws a small bar beside a share.
    pub bar: bool,
}

/// A row of a [`Table`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// One cell a column.
    pub cells: Vec<Value>,
    /// A second line under the first cell.
    pub detail: Option<Message>,
    /// Colour of the row's category dot.
    pub ink: Option<crate::chart::spec::Ink>,
    /// What choosing the row does.
    pub action: Option<Action>,
}

/// Something on the page, `span` of 12 columns wide.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(
    clippy::large_enum_variant,
    reason = "a panel has a handful of blocks; a box would be in the way of everyone who reads them; \
              large where pointers are wide"
)]
pub enum Block {
    /// Key figures joined by signs (revenue = buyers × visits × average).
    Equation {
        /// Stat ids with the sign that stands before each (empty for the first).
        terms: Vec<(String, String)>,
        /// What the intervals are.
        note: Message,
    },
    /// A chart with its title, table view and tools.
    Figure(Box<Figure>),
    /// A table.
    Table {
        /// Width.
        span: u8,
        /// The finding.
        title: Message,
        /// What is measured and in which unit.
        subtitle: Message,
        /// Where from, what is left out.
        source: Option<Message>,
        /// Table id.
        table: String,
        /// A proposal below the table.
        callout: Option<Finding>,
    },
    /// Findings in a numbered list.
    Findings {
        /// Width.
        span: u8,
        /// Title.
        title: Message,
        /// Subtitle.
        subtitle: Message,
    },
    /// A sentence where a figure cannot stand (too little data, a missing column).
    Notice {
        /// Width.
        span: u8,
        /// How grave.
        tone: Tone,
        /// What is so.
        title: Message,
        /// What it means and what to do.
        text: Message,
        /// The way out.
        action: Option<(Message, Action)>,
    },
}

/// A chart with what stands around it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Stable id within the panel, for file names and tests.
    pub id: String,
    /// Width of 12.
    pub span: u8,
    /// The finding.
    pub title: Message,
    /// What is measured and in which unit.
    pub subtitle: Message,
    /// Where from, what is left out.
    pub source: Option<Message>,
    /// The picture.
    pub chart: ChartSpec,
    /// Id of the table with the same data.
    pub table: String,
    /// Parameters whose controls stand at the figure's head.
    pub controls: Vec<String>,
}

/// How grave a notice is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Good to know.
    #[default]
    Info,
    /// Missing or doubtful.
    Warn,
    /// Wrong.
    Error,
}

/// A finding that ends in a verb.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Money at stake, for ranking.
    pub money: Option<Money>,
    /// The finding with its number.
    pub title: Message,
    /// A sentence or two.
    pub text: Message,
    /// The next step and its words.
    pub action: Option<(Message, Action)>,
}

impl Change {
    /// The small drawing under a key figure, when there is an interval.
    pub fn interval(&self) -> Option<Interval> {
        Some(Interval {
            low: self.low?,
            value: self.change_share?,
            high: self.high?,
            reference: 0.0,
        })
    }
}

impl Panel {
    /// The sets of customers this panel leads to, each once: those of its table rows first, then
    /// those of its marks, then those behind its figures and findings.
    pub fn customer_sets(&self) -> Vec<&Selection> {
        let rows = self.tables.iter().flat_map(|table| &table.rows);
        let mut actions: Vec<&Action> = rows.filter_map(|row| row.action.as_ref()).collect();
        for block in &self.blocks {
            match block {
                Block::Figure(figure) => actions.extend(figure.chart.actions()),
                Block::Table { callout, .. } => {
                    actions.extend(callout.iter().filter_map(next_step));
                }
                Block::Notice { action, .. } => {
                    actions.extend(action.iter().map(|(_, action)| action));
                }
                Block::Equation { .. } | Block::Findings { .. } => {}
            }
        }
        let behind = self.stats.iter().map(|stat| stat.explain.behind.as_ref());
        actions.extend(behind.flatten());
        actions.extend(self.findings.iter().filter_map(next_step));
        let mut sets = Vec::new();
        for action in actions {
            if let Action::OpenCustomers(selection) = action
                && !sets.contains(&selection)
            {
                sets.push(selection);
            }
        }
        sets
    }
}

fn next_step(finding: &Finding) -> Option<&Action> {
    finding.action.as_ref().map(|(_, action)| action)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::spec::{Axis, BarRow, Bars, Unit};

    fn opens(key: &str) -> Action {
        Action::OpenCustomers(Selection {
            panel: "p".to_owned(),
            key: key.to_owned(),
        })
    }

    #[test]
    fn every_set_is_named_once_tables_first() {
        let words = || Message::Verbatim(String::new());
        let bar = |key| BarRow {
            label: words(),
            detail: None,
            values: vec![1.0],
            ink: None,
            action: Some(opens(key)),
        };
        let chart = ChartSpec::Bars(Bars {
            axis: Axis {
                label: words(),
                unit: Unit::Count,
                scale: crate::chart::spec::Scale::Linear,
            },
            series: Vec::new(),
            rows: vec![bar("mark"), bar("row")],
            norm_from: None,
            stacked: false,
        });
        let panel = Panel {
            tables: vec![Table {
                rows: vec![Row {
                    action: Some(opens("row")),
                    ..Row::default()
                }],
                ..Table::default()
            }],
            blocks: vec![Block::Figure(Box::new(Figure {
                id: String::new(),
                span: 12,
                title: words(),
                subtitle: words(),
                source: None,
                chart,
                table: String::new(),
                controls: Vec::new(),
            }))],
            findings: vec![Finding {
                money: None,
                title: words(),
                text: words(),
                action: Some((words(), opens("finding"))),
            }],
            ..Panel::default()
        };
        let keys: Vec<&str> = panel.customer_sets().iter().map(|set| &*set.key).collect();
        assert_eq!(keys, ["row", "mark", "finding"]);
    }
}
