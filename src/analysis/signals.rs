//! What tells of a relationship beside purchases: recommendations, answers, contracts, contacts.

use super::attributes;
use super::complaints::Complaints;
use crate::base::{Day, order};
use crate::dataset::{CodedColumn, CustomerIx, Dataset, Interner, Meaning, NO_CODE, RecordsKind};

/// Least answer, of 0 to 10, of somebody who would recommend (Reichheld 2003).
pub const PROMOTER_FROM: f64 = 9.0;

/// Days for which a contact tells of a relationship.
pub const CONTACT_DAYS: i32 = 365;

/// Texts that say that there is none.
const NO: [&str; 14] = [
    "",
    "0",
    "-",
    "no",
    "n",
    "false",
    "none",
    "nein",
    "nej",
    "non",
    "нет",
    "ні",
    "no contract",
    "keiner",
];

/// What the data say beside purchases. A column that says nothing of anybody is none.
#[derive(Debug)]
pub struct Signals<'a> {
    data: &'a Dataset,
    complaints: Complaints,
    /// By who recommended, then who was recommended.
    referrals: Vec<(CustomerIx, CustomerIx)>,
    /// Answers of 0 to 10 by customer; below zero where there is none.
    answers: Option<Vec<f32>>,
    contract: Option<&'a CodedColumn>,
    /// Whether the data hold contacts.
    pub has_contacts: bool,
}

impl<'a> Signals<'a> {
    /// Reads the columns and the log.
    pub fn of(data: &'a Dataset) -> Self {
        let says = |column: &&CodedColumn| column.codes.iter().any(|&code| code != NO_CODE);
        let events = data.events().iter();
        Self {
            data,
            complaints: Complaints::of(data),
            referrals: Meaning::ReferredBy
                .column(data)
                .map_or_else(Vec::new, |column| referrals(data, column)),
            answers: Meaning::Nps.column(data).and_then(answers),
            contract: Meaning::Contract.column(data).filter(says),
            has_contacts: events
                .into_iter()
                .any(|event| event.kind == RecordsKind::Contacts),
        }
    }

    /// Whether anybody is known to have recommended the shop to a customer.
    pub fn has_referrals(&self) -> bool {
        !self.referrals.is_empty()
    }

    /// Whether anybody answered how likely it would recommend.
    pub fn has_answers(&self) -> bool {
        self.answers.is_some()
    }

    /// Whether contracts are known.
    pub fn has_contracts(&self) -> bool {
        self.contract.is_some()
    }

    /// Whether anything tells of attachment beside purchases. A contract does not: it binds.
    pub fn has_engagement(&self) -> bool {
        self.has_referrals() || self.has_answers() || self.has_contacts
    }

    /// The customers this one recommended the shop to.
    pub fn referred(&self, customer: CustomerIx) -> impl Iterator<Item = CustomerIx> + '_ {
        let all = &self.referrals;
        let from = all.partition_point(|&(by, _)| by < customer);
        let to = all.partition_point(|&(by, _)| by <= customer);
        all[from..to].iter().map(|&(_, whom)| whom)
    }

    /// Whether the customer would recommend the shop.
    pub fn is_promoter(&self, customer: CustomerIx) -> bool {
        let answers = self.answers.as_ref();
        answers.is_some_and(|it| f64::from(it[customer.0 as usize]) >= PROMOTER_FROM)
    }

    /// Customers who answered.
    pub fn answered(&self) -> u64 {
        let answers = self.answers.iter().flatten();
        answers.filter(|&&answer| answer >= 0.0).count() as u64
    }

    /// Whether the customer has a contract on this day.
    pub fn has_contract(&self, customer: CustomerIx, day: Day) -> bool {
        self.contract
            .is_some_and(|column| runs(column.text(customer.0), day))
    }

    /// The customer's last contact up to the day that is no complaint.
    pub fn last_contact(&self, customer: CustomerIx, day: Day) -> Option<Day> {
        self.contacts(customer, day).next()
    }

    /// The customer's contacts up to the day that are no complaints, latest first.
    pub fn contacts(&self, customer: CustomerIx, day: Day) -> impl Iterator<Item = Day> + '_ {
        // Where no kind names complaints, contacts are contacts.
        let is_complaint = |event: &&crate::dataset::CustomerEvent| {
            self.complaints == Complaints::Named && self.complaints.has(event)
        };
        let events = self.data.events_of(customer).iter().rev();
        events
            .filter(|event| event.kind == RecordsKind::Contacts)
            .filter(move |event| event.day <= day && !is_complaint(event))
            .map(|event| event.day)
    }

    /// Whether there was a contact within [`CONTACT_DAYS`] up to the day.
    pub fn in_contact(&self, customer: CustomerIx, day: Day) -> bool {
        let last = self.last_contact(customer, day);
        last.is_some_and(|last| day.since(last) < CONTACT_DAYS)
    }
}

/// Who recommended whom: names in the column are ids of customers, or else their names.
fn referrals(data: &Dataset, column: &CodedColumn) -> Vec<(CustomerIx, CustomerIx)> {
    let mut ids = Interner::default();
    let mut names = Interner::default();
    // A name that several bear names nobody.
    let mut of_name: Vec<Option<CustomerIx>> = Vec::new();
    for customer in data.customer_ixs() {
        ids.intern(data.customer_id(customer));
        let code = names.intern(data.customer_name(customer)) as usize;
        if code == of_name.len() {
            of_name.push(Some(customer));
        } else {
            of_name[code] = None;
        }
    }
    let mut referrer = |text: &str| {
        let text = text.trim();
        let by_id = ids.find(text.as_bytes()).ok().map(CustomerIx);
        let mut named = || names.find(text.as_bytes()).ok();
        by_id.or_else(|| of_name.get(named()? as usize).copied().flatten())
    };
    let texts = column.dictionary.iter();
    let known: Vec<Option<CustomerIx>> = texts
        .map(|text| referrer(text).filter(|_| !text.trim().is_empty()))
        .collect();
    let mut found: Vec<(CustomerIx, CustomerIx)> = data
        .customer_ixs()
        .filter_map(|whom| {
            let code = *column.codes.get(whom.0 as usize)?;
            let by = known.get(code as usize).copied().flatten()?;
            // Nobody recommends the shop to itself.
            (by != whom).then_some((by, whom))
        })
        .collect();
    order::sort_by_key(&mut found, |(by, whom)| {
        u64::from(by.0) << 32 | u64::from(whom.0)
    });
    found
}

/// Answers of 0 to 10; `None` where nobody gave one.
fn answers(column: &CodedColumn) -> Option<Vec<f32>> {
    let texts = column.dictionary.iter();
    let known: Vec<f32> = texts
        .map(|text| {
            let answer = attributes::number(text).filter(|it| (0.0..=10.0).contains(it));
            answer.map_or(-1.0, |answer| answer as f32)
        })
        .collect();
    let answer = |&code: &u32| known.get(code as usize).copied().unwrap_or(-1.0);
    let answers: Vec<f32> = column.codes.iter().map(answer).collect();
    answers.iter().any(|&it| it >= 0.0).then_some(answers)
}

/// Whether what is written of a contract says that it runs on this day: until a day, or at all.
fn runs(text: &str, day: Day) -> bool {
    let text = text.trim().to_lowercase();
    if NO.contains(&text.as_str()) {
        return false;
    }
    end_day(&text).is_none_or(|end| end >= day)
}

/// The day a text writes in digits; the later one where day and month may be exchanged.
fn end_day(text: &str) -> Option<Day> {
    let parts: Vec<&str> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let &[one, two, three, ..] = parts.as_slice() else {
        return None;
    };
    let civil = |year: &str, month: &str, day: &str| {
        Day::from_civil(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    };
    match (one.len(), three.len()) {
        (4, _) => civil(one, two, three),
        (_, 4) if text.contains('.') => civil(three, two, one),
        (_, 4) => civil(three, two, one).max(civil(three, one, two)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::testing::{attribute, dataset};

    #[test]
    fn contracts_run_until_their_day_or_at_all() {
        let day = Day::from_iso("2025-03-05").unwrap();
        for (text, wanted) in [
            ("yes", true),
            ("No", false),
            ("", false),
            ("2025-03-05", true),
            ("2025-03-04", false),
            ("31.12.2025", true),
            ("04.03.2025", false),
            // May be the third of April as well.
            ("04/03/2025", true),
            ("C-118", true),
        ] {
            assert_eq!(runs(text, day), wanted, "{text}");
        }
    }

    #[test]
    fn who_recommended_is_found_by_id_or_name() {
        let rows = ["a", "b", "c", "d"].map(|id| (id, "2024-01-01", 1.0));
        let data = dataset(&rows);
        let referred = attribute("Referred by", &["", "a", "a", "stranger"]);
        let nps = attribute("NPS", &["10", "8", "", "n/a"]);
        let data = data.with_attributes(vec![referred, nps], Vec::new());
        let signals = Signals::of(&data);
        let of = |ix: u32| signals.referred(CustomerIx(ix)).collect::<Vec<_>>();
        assert_eq!(of(0), [CustomerIx(1), CustomerIx(2)]);
        assert!(of(1).is_empty() && of(3).is_empty());
        let promoters = (0..4).map(|ix| signals.is_promoter(CustomerIx(ix)));
        assert_eq!(promoters.collect::<Vec<_>>(), [true, false, false, false]);
        assert_eq!(signals.answered(), 2);
        assert!(!signals.has_contracts() && !signals.has_contacts);

        let names = ["", "Bo", "Cy", "Di"].map(str::to_owned).to_vec();
        let by_name = attribute("Referred by", &["Cy", "", "", ""]);
        let data = dataset(&rows).with_attributes(vec![by_name], names);
        let signals = Signals::of(&data);
        assert_eq!(
            signals.referred(CustomerIx(2)).collect::<Vec<_>>(),
            [CustomerIx(0)]
        );
        assert!(!signals.has_answers());
    }
}
