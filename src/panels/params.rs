//! What can be set on a panel.

use serde::{Deserialize, Serialize};

use crate::base::{Day, Month, SortedMap, order};
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
    /// Any months, as `2020-03,2020-04`; a form offers a few such lists: (value, label).
    Months {
        /// The lists offered.
        options: Vec<(String, Message)>,
    },
}

impl ParamSpec {
    /// Whether a value somebody wrote is one it can take; none at all is "by the rule". A list of
    /// columns is offered by ids, and may be heard by the file's own names as well.
    pub fn takes(&self, written: &str) -> bool {
        if written.is_empty() {
            return true;
        }
        match &self.kind {
            ParamKind::Choice { options } => options.iter().any(|(value, label)| {
                let by_name = *label == Message::Verbatim(written.to_owned());
                value == written || (by_name && *value == self.value)
            }),
            // Where the data leave nothing to choose the range is empty, and says nothing.
            ParamKind::Number { min, max, .. } => written.parse().is_ok_and(|number: f64| {
                number.is_finite() && (max <= min || (*min..=*max).contains(&number))
            }),
            ParamKind::Day { min, max } => {
                Day::from_iso(written).is_some_and(|day| (*min..=*max).contains(&day))
            }
            ParamKind::Months { .. } => written.split(',').all(|month| month_of(month).is_some()),
        }
    }
}

fn month_of(written: &str) -> Option<Month> {
    Day::from_iso(&format!("{}-01", written.trim())).map(Month::of)
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

    /// The months of a key, in order, each once; what is no month is left out.
    pub fn months(&self, key: &str) -> Vec<Month> {
        let text = self.text(key).unwrap_or_default();
        let mut months: Vec<Month> = text.split(',').filter_map(month_of).collect();
        order::sort_by(&mut months, Ord::cmp);
        months.dedup();
        months
    }

    /// The number of a key, if set and finite.
    pub fn number(&self, key: &str) -> Option<f64> {
        self.text(key)?
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Words;

    fn takes(kind: &ParamKind, in_force: &str, written: &str) -> bool {
        let spec = ParamSpec {
            key: "key".to_owned(),
            label: Words::Revenue.into(),
            kind: kind.clone(),
            value: in_force.to_owned(),
            clears: Vec::new(),
        };
        assert!(spec.takes(""), "by the rule");
        spec.takes(written)
    }

    #[test]
    fn a_choice_takes_what_it_offers_and_a_column_by_its_name_where_it_is_heard() {
        let option = |value: &str, name: &str| {
            let name = Message::Verbatim(name.to_owned());
            (value.to_owned(), name)
        };
        let options = vec![option("region", "Region"), option("attribute:Type", "Type")];
        let kind = ParamKind::Choice { options };
        assert!(takes(&kind, "region", "region"));
        assert!(takes(&kind, "region", "attribute:Type"));
        assert!(takes(&kind, "attribute:Type", "Type"));
        assert!(!takes(&kind, "region", "Type"), "it was not heard");
        assert!(!takes(&kind, "region", "foo"));
    }

    #[test]
    fn a_number_is_one_and_within_its_range() {
        let number = |min: f64, max: f64| ParamKind::Number {
            min,
            max,
            step: 0.1,
            unit: Unit::Number,
        };
        let kind = number(0.5, 50.0);
        for fits in ["0.5", "50", "2e1"] {
            assert!(takes(&kind, "", fits), "{fits}");
        }
        for unfit in ["0.4", "51", "many", "NaN", "inf", "1,5", " "] {
            assert!(!takes(&kind, "", unfit), "{unfit}");
        }
        assert!(takes(&number(0.0, 0.0), "", "12"), "no range is known");
        assert!(!takes(&number(0.0, 0.0), "", "twelve"));
    }

    #[test]
    fn days_and_months_are_written_as_they_are_read() {
        let day = |text: &str| Day::from_iso(text).unwrap();
        let kind = ParamKind::Day {
            min: day("2023-01-01"),
            max: day("2023-12-31"),
        };
        assert!(takes(&kind, "", "2023-02-28"));
        for unfit in ["2023-02-29", "2024-01-01", "28.02.2023", "soon"] {
            assert!(!takes(&kind, "", unfit), "{unfit}");
        }
        let kind = ParamKind::Months {
            options: Vec::new(),
        };
        assert!(takes(&kind, "", "2020-04, 2020-03"));
        for unfit in ["2020-13", "2020-04,", "2020-04,spring", "spring"] {
            assert!(!takes(&kind, "", unfit), "{unfit}");
        }
        let mut values = ParamValues::default();
        let written = "2020-04,2020-03, 2020-04,spring";
        values.0.insert("out".to_owned(), written.to_owned());
        let months = values.months("out");
        assert_eq!(
            months.iter().map(Month::to_string).collect::<Vec<_>>(),
            ["2020-03", "2020-04"]
        );
    }
}
