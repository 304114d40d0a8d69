use serde::{Deserialize, Serialize};

use super::{CustomerIx, Dataset};
use crate::base::{Day, order};

/// That an alarm about a customer was dealt with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handled {
    /// The as-of day it was dealt with on: a visit after it makes the customer one like others.
    pub on: Day,
    /// The as-of day from which it is told again; `None` when it is done.
    pub until: Option<Day>,
}

impl Handled {
    /// Whether nothing is to be said on this day of a customer who came last on that one.
    pub fn rests(self, as_of: Day, last: Day) -> bool {
        last <= self.on && self.until.is_none_or(|until| as_of < until)
    }
}

/// The alarms that were dealt with, by customer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HandledAlarms(Vec<(CustomerIx, Handled)>);

impl HandledAlarms {
    /// Those of customers of these data; of others nothing is known here.
    pub fn of(data: &Dataset, handled: &[(String, Handled)]) -> Self {
        let mut known: Vec<(CustomerIx, Handled)> = handled
            .iter()
            .filter_map(|(id, handled)| Some((data.customer_by_id(id)?, *handled)))
            .collect();
        order::sort_by(&mut known, |a, b| a.0.cmp(&b.0));
        Self(known)
    }

    /// What was done about this customer.
    pub fn get(&self, customer: CustomerIx) -> Option<Handled> {
        let place = self.0.binary_search_by_key(&customer, |&(ix, _)| ix).ok()?;
        Some(self.0[place].1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::testing::dataset;

    #[test]
    fn it_rests_until_a_day_or_the_next_visit() {
        let day = |text| Day::from_iso(text).unwrap();
        let done = Handled {
            on: day("2025-03-01"),
            until: None,
        };
        assert!(done.rests(day("2025-09-01"), day("2025-01-07")));
        assert!(!done.rests(day("2025-09-01"), day("2025-03-02")));
        let snoozed = Handled {
            until: Some(day("2025-04-01")),
            ..done
        };
        assert!(snoozed.rests(day("2025-03-31"), day("2025-01-07")));
        assert!(!snoozed.rests(day("2025-04-01"), day("2025-01-07")));
        let data = dataset(&[("a", "2025-01-01", 1.0), ("b", "2025-01-01", 1.0)]);
        let known = [("b".to_owned(), done), ("gone".to_owned(), snoozed)];
        let handled = HandledAlarms::of(&data, &known);
        assert_eq!(handled.get(CustomerIx(1)), Some(done));
        assert_eq!(handled.get(CustomerIx(0)), None);
    }
}
