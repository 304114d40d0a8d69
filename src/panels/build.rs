//! Small constructors the panels share.

use super::panel::{
    Action, Block, Column, Explain, Headline, Panel, Row, Selection, Stat, Tone, Value,
};
use super::params::{ParamKind, ParamSpec};
use crate::base::{CalendarPeriod, CalendarStep, Money};
use crate::chart::spec::Unit;
use crate::i18n::{Message, Words};

/// Opens the customers behind a key of a panel.
pub(super) fn open(panel: &str, key: impl Into<String>) -> Action {
    Action::OpenCustomers(selection(panel, key))
}

/// The customers behind a key of a panel.
pub(super) fn selection(panel: &str, key: impl Into<String>) -> Selection {
    Selection {
        panel: panel.to_owned(),
        key: key.into(),
    }
}

/// A notice as wide as the page.
pub(super) fn notice(tone: Tone, title: impl Into<Message>, text: impl Into<Message>) -> Block {
    Block::Notice {
        span: 12,
        tone,
        title: title.into(),
        text: text.into(),
        action: None,
    }
}

/// A notice as wide as the page, with a step to take.
pub(super) fn notice_with(tone: Tone, [title, text, step]: [Message; 3], action: Action) -> Block {
    Block::Notice {
        span: 12,
        tone,
        title,
        text,
        action: Some((step, action)),
    }
}

/// A panel that is a sentence: what is missing, and what to do.
pub(super) fn instead(id: &str, eyebrow: Message, title: Message, text: Message) -> Panel {
    Panel {
        id: id.to_owned(),
        headline: Some(Headline {
            eyebrow,
            title: title.clone(),
            lede: Some(text.clone()),
        }),
        blocks: vec![notice(Tone::Info, title, text)],
        ..Panel::default()
    }
}

/// A table with its title and where it is from.
pub(super) fn table_block(span: u8, [title, subtitle, source]: [Message; 3], table: &str) -> Block {
    Block::Table {
        span,
        title,
        subtitle,
        source: Some(source),
        table: table.to_owned(),
        callout: None,
    }
}

/// A number that can be set: least, most and step; empty where there is no value.
pub(super) fn number_param(
    key: impl Into<String>,
    label: impl Into<Message>,
    [min, max, step]: [f64; 3],
    unit: Unit,
    value: Option<f64>,
) -> ParamSpec {
    ParamSpec {
        key: key.into(),
        label: label.into(),
        kind: ParamKind::Number {
            min,
            max,
            step,
            unit,
        },
        value: value.map_or(String::new(), |value| value.to_string()),
        clears: Vec::new(),
    }
}

/// One of a few that can be chosen.
pub(super) fn choice_param(
    key: impl Into<String>,
    label: impl Into<Message>,
    options: Vec<(String, Message)>,
    value: impl Into<String>,
) -> ParamSpec {
    ParamSpec {
        key: key.into(),
        label: label.into(),
        kind: ParamKind::Choice { options },
        value: value.into(),
        clears: Vec::new(),
    }
}

/// The steps of the calendar as choices.
pub(super) fn step_options() -> Vec<(String, Message)> {
    let option = |step: CalendarStep| (step.id().to_owned(), Words::CalendarStep(step).into());
    CalendarStep::ALL.map(option).to_vec()
}

/// A month, quarter or year as a cell.
pub(super) fn calendar_value(period: CalendarPeriod) -> Value {
    match period.step {
        CalendarStep::Month => Value::Month(period.first_month()),
        CalendarStep::Quarter | CalendarStep::Year => {
            term(&period.to_string(), Words::CalendarPeriod(period))
        }
    }
}

/// A column with the decimals of its values.
pub(super) fn column(id: &str, label: impl Into<Message>) -> Column {
    Column {
        id: id.to_owned(),
        label: label.into(),
        decimals: None,
        bar: false,
    }
}

impl Column {
    /// With so many decimals.
    pub(super) fn decimals(mut self, decimals: u8) -> Self {
        self.decimals = Some(decimals);
        self
    }

    /// With a small bar beside each share.
    pub(super) fn with_bar(mut self) -> Self {
        self.bar = true;
        self
    }
}

/// A row of cells.
pub(super) fn row(cells: Vec<Value>) -> Row {
    Row {
        cells,
        ..Row::default()
    }
}

/// A key figure.
pub(super) fn stat(id: &str, label: impl Into<Message>, value: Value, explain: Explain) -> Stat {
    Stat {
        id: id.to_owned(),
        label: label.into(),
        value,
        decimals: None,
        change: None,
        explain,
    }
}

impl Stat {
    /// With so many decimals.
    pub(super) fn decimals(mut self, decimals: u8) -> Self {
        self.decimals = Some(decimals);
        self
    }
}

/// How a figure came about.
pub(super) fn explain(
    words: impl Into<Message>,
    formula: impl Into<Message>,
    caveat: impl Into<Message>,
) -> Explain {
    Explain {
        words: words.into(),
        formula: formula.into(),
        inputs: Vec::new(),
        caveat: caveat.into(),
        behind: None,
    }
}

impl Explain {
    /// With one more input.
    pub(super) fn input(mut self, label: impl Into<Message>, value: Value) -> Self {
        self.inputs.push((label.into(), value));
        self
    }

    /// With the customers behind it.
    pub(super) fn behind(mut self, action: Action) -> Self {
        self.behind = Some(action);
        self
    }
}

/// A stable id with its words.
pub(super) fn term(id: &str, label: impl Into<Message>) -> Value {
    Value::Term {
        id: id.to_owned(),
        label: label.into(),
    }
}

/// So many things.
pub(super) fn count(count: impl TryInto<i64>) -> Value {
    Value::Count(whole(count))
}

/// So many things as an argument of a message.
pub(super) fn whole(count: impl TryInto<i64>) -> i64 {
    count.try_into().unwrap_or(i64::MAX)
}

/// A share, when there is one.
pub(super) fn share(share: Option<f64>) -> Value {
    share
        .filter(|share| share.is_finite())
        .map_or(Value::None, Value::Share)
}

/// A number, when there is one.
pub(super) fn number(number: Option<f64>) -> Value {
    number
        .filter(|number| number.is_finite())
        .map_or(Value::None, Value::Number)
}

/// Money given in currency units, when there is any.
pub(super) fn units(units: Option<f64>) -> Value {
    units
        .filter(|units| units.is_finite())
        .map_or(Value::None, |units| {
            Value::Money(Money::from_units_f64(units))
        })
}
