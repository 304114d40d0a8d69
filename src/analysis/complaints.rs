//! Which contacts are complaints.

use crate::dataset::{CustomerEvent, CustomerIx, Dataset, RecordsKind};

/// Beginnings of words for a complaint, in the languages files come in.
const WORDS: [&str; 14] = [
    "complain",
    "beschwer",
    "reklam",
    "reclam",
    "réclam",
    "plainte",
    "klacht",
    "klage",
    "queja",
    "skarg",
    "жалоб",
    "рекламац",
    "претенз",
    "valitus",
];

/// How complaints are told from other contacts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Complaints {
    /// By the kind of the contact.
    Named,
    /// No kind says which they are, but contacts are answered: every contact is taken for one.
    Every,
    /// There are none.
    Unknown,
}

impl Complaints {
    /// How they are told in these data.
    pub fn of(data: &Dataset) -> Self {
        let contacts = || data.events().iter().filter(|event| is_contact(event));
        if contacts().any(is_named) {
            Self::Named
        } else if contacts().any(|event| event.answered.is_some()) {
            Self::Every
        } else {
            Self::Unknown
        }
    }

    /// Whether this contact is one.
    pub fn has(self, event: &CustomerEvent) -> bool {
        is_contact(event)
            && match self {
                Self::Named => is_named(event),
                Self::Every => true,
                Self::Unknown => false,
            }
    }

    /// The complaints of a customer, oldest first.
    pub fn of_customer(
        self,
        data: &Dataset,
        customer: CustomerIx,
    ) -> impl Iterator<Item = &CustomerEvent> {
        let events = data.events_of(customer).iter();
        events.filter(move |event| self.has(event))
    }
}

fn is_contact(event: &CustomerEvent) -> bool {
    event.kind == RecordsKind::Contacts
}

fn is_named(event: &CustomerEvent) -> bool {
    let what = event.what.to_lowercase();
    is_contact(event) && WORDS.iter().any(|word| what.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Day;
    use crate::dataset::CustomerRecords;
    use crate::dataset::testing::dataset;

    fn told(contacts: &[(&str, bool)]) -> (Complaints, usize) {
        let day = Day::from_iso("2024-01-05").unwrap();
        let events = contacts.iter().map(|&(what, answered)| CustomerEvent {
            customer: CustomerIx(0),
            day,
            kind: RecordsKind::Contacts,
            what: what.to_owned(),
            text: String::new(),
            answered: answered.then_some(day),
        });
        let records = CustomerRecords {
            events: events.collect(),
            ..CustomerRecords::default()
        };
        let data = dataset(&[("a", "2024-01-01", 1.0)]).with_records(records);
        let found = Complaints::of(&data);
        (found, found.of_customer(&data, CustomerIx(0)).count())
    }

    #[test]
    fn a_kind_says_so_or_an_answer_does() {
        let named = told(&[("Reklamation", false), ("call", true)]);
        assert_eq!(named, (Complaints::Named, 1));
        assert_eq!(told(&[("late", true), ("", false)]), (Complaints::Every, 2));
        assert_eq!(told(&[("call", false)]), (Complaints::Unknown, 0));
    }
}
