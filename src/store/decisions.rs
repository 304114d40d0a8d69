use serde::{Deserialize, Serialize};

use crate::base::{Day, SortedMap};
use crate::dataset::Handled;

/// The field that says what becomes of the alarm about a customer: [`DONE`], or the day until which
/// it rests.
pub const ALARM: &str = "alarm";

/// The alarm was dealt with.
pub const DONE: &str = "done";

/// What the person wrote about customers: kept by customer id across imports, never thrown away to
/// make room.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Decisions(SortedMap<String, SortedMap<String, Decision>>);

/// One thing written about one customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What was written: a note's text, a chosen value.
    pub value: String,
    /// The day it was written.
    pub day: Day,
}

impl Decisions {
    /// What was written about a customer in a field (`note`, `verdict` …).
    pub fn get(&self, customer: &str, field: &str) -> Option<&Decision> {
        self.0.get(customer)?.get(field)
    }

    /// Everything written about a customer, by field.
    pub fn of(&self, customer: &str) -> impl Iterator<Item = (&str, &Decision)> {
        self.0
            .get(customer)
            .into_iter()
            .flat_map(SortedMap::iter)
            .map(|(field, decision)| (field.as_str(), decision))
    }

    /// Writes about a customer. Nothing but blanks takes it back. Returns what stood there before,
    /// for undo.
    pub fn set(&mut self, customer: &str, field: &str, value: &str, day: Day) -> Option<Decision> {
        let value = value.trim();
        if value.is_empty() {
            return self.remove(customer, field);
        }
        self.0.or_default(customer.to_owned()).insert(
            field.to_owned(),
            Decision {
                value: value.to_owned(),
                day,
            },
        )
    }

    /// Takes back what was written in a field.
    pub fn remove(&mut self, customer: &str, field: &str) -> Option<Decision> {
        let fields = self.0.get_mut(customer)?;
        let former = fields.remove(field);
        if fields.is_empty() {
            self.0.remove(customer);
        }
        former
    }

    /// Ids of the customers something was written about, sorted.
    pub fn customers(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Ids that the file at hand does not have, sorted: kept, and shown to the person.
    pub fn unmatched(&self, is_known: impl Fn(&str) -> bool) -> Vec<&str> {
        self.customers().filter(|id| !is_known(id)).collect()
    }

    /// The alarms that were dealt with, by customer.
    pub fn handled(&self) -> Vec<(String, Handled)> {
        let written = self.0.iter().filter_map(|(id, fields)| {
            let decision = fields.get(ALARM)?;
            let handled = Handled {
                on: decision.day,
                until: Day::from_iso(&decision.value),
            };
            Some((id.clone(), handled))
        });
        written.collect()
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alarm_is_done_or_rests_until_a_day() {
        let mut decisions = Decisions::default();
        decisions.set("7", ALARM, DONE, Day(20_000));
        decisions.set("8", ALARM, "2025-03-01", Day(20_000));
        decisions.set("9", "note", "call", Day(20_000));
        let on = Day(20_000);
        let until = Day::from_iso("2025-03-01");
        assert_eq!(
            decisions.handled(),
            [
                ("7".to_owned(), Handled { on, until: None }),
                ("8".to_owned(), Handled { on, until }),
            ]
        );
    }

    #[test]
    fn a_note_outlives_its_customer() {
        let mut decisions = Decisions::default();
        assert_eq!(
            decisions.set("007", "note", " call in May ", Day(20_000)),
            None
        );
        decisions.set("8", "verdict", "hold", Day(20_001));
        assert_eq!(decisions.get("007", "note").unwrap().value, "call in May");
        assert_eq!(decisions.unmatched(|id| id == "8"), ["007"]);
        let former = decisions.set("007", "note", "  ", Day(20_002)).unwrap();
        assert_eq!(former.day, Day(20_000));
        assert_eq!(decisions.customers().collect::<Vec<_>>(), ["8"]);
        assert_eq!(decisions.of("8").count(), 1);
    }
}
