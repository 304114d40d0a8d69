//! What can be set on a panel.

use serde::{Deserialize, Serialize};

use crate::base::{Day, SortedMap};
use crate::chart::spec::Unit;
use crate::i18n::Message;

/// One parameter of a panel: what a form needs to know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParamSpec {
    /// Key within the panel, for example `average_cut`.
    pub key: String,
    /// Its name.
    pub label: Message,
    /// What it accepts.
    pub kind: ParamKind,
    /// The value in force, as text; empty for "by the rule".
    pub value: String,
    /// Keys that lose their value when this one is set: choosing a rule takes own lines away, and
    /// moving a line takes the rule away.
    #[serde(default)]
    pub clears: Vec<String>,
}

fn plain_number() -> Unit {
    Unit::Number
}

/// What a parameter accepts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParamKind {
    /// One of a few: (value, label); drawn as a segmented control.
    Choice {
        /// The choices.
        options: Vec<(String, Message)>,
    },
    /// A number.
    Number {
        /// Least.
        min: f64,
        /// Most.
        max: f64,
        /// Step of the arrow keys.
        step: f64,
        /// What the number is; a share is typed as a percentage.
        #[serde(default = "plain_number")]
        unit: Unit,
    },
    /// A civil day.
    Day {
        /// First.
        min: Day,
        /// Last.
        max: Day,
    },
}

/// Values a person set, by key; keys not present have their default.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ParamValues(pub SortedMap<String, String>);

impl ParamValues {
    /// The text of a key, if set and not empty.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.0
            .get(key)
            .map(String::as_str)
            .filter(|text| !text.is_empty())
    }

    /// The values of another panel that were taken along.
    #[must_use]
    pub fn of_panel(&self, panel: &str) -> Self {
        let mut values = Self::default();
        for (key, value) in self.0.iter() {
            if let Some((of, key)) = key.split_once('.')
                && of == panel
            {
                values.0.insert(key.to_owned(), value.clone());
            }
        }
        values
    }

    /// Takes along the values of another panel, each under `panel.key`: those of a panel that this
    /// one's figures rest on.
    pub fn take_along(&mut self, panel: &str, values: &Self) {
        for (key, value) in values.0.iter() {
            self.0.insert(format!("{panel}.{key}"), value.clone());
        }
    }

    /// The number of a key, if set and finite.
    pub fn number(&self, key: &str) -> Option<f64> {
        self.text(key)?
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite())
    }
}
