//! P19 and P70: the ladder of relationships (Payne et al. 1997) and what loyalty rests on (Dick &
//! Basu 1994).

use super::CustomerBase;
use super::past::Past;
use super::signals::Signals;
use crate::base::{Day, SortedMap};
use crate::dataset::{CustomerIx, Dataset};

/// Where a customer stands: on a rung, below the ladder, or off it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In the data later only.
    NotYet,
    /// Rows, but no purchase that is left: refunds, or goods taken back on the day.
    NoPurchase,
    /// One purchase.
    Customer,
    /// Bought again.
    Client,
    /// Bought again, and would recommend the shop.
    Advocate,
    /// Bought again, and has recommended the shop to somebody who bought.
    Propagandist,
    /// Bought again, under a contract.
    Partner,
    /// Silent for longer than the rule of the view allows: on no rung.
    Left,
}

impl Place {
    /// Every place, in the order of the matrix.
    pub const ALL: [Self; 8] = [
        Self::NotYet,
        Self::NoPurchase,
        Self::Customer,
        Self::Client,
        Self::Advocate,
        Self::Propagandist,
        Self::Partner,
        Self::Left,
    ];

    /// The rungs, lowest first.
    pub const RUNGS: [Self; 5] = [
        Self::Customer,
        Self::Client,
        Self::Advocate,
        Self::Propagandist,
        Self::Partner,
    ];

    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::NotYet => "not_yet",
            Self::NoPurchase => "no_purchase",
            Self::Customer => "customer",
            Self::Client => "client",
            Self::Advocate => "advocate",
            Self::Propagandist => "propagandist",
            Self::Partner => "partner",
            Self::Left => "left",
        }
    }

    /// The place with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|place| place.id() == id)
    }

    /// Whether it is a rung.
    pub fn is_rung(self) -> bool {
        Self::RUNGS.contains(&self)
    }

    /// Whether the person can say it of a customer.
    pub fn can_be_chosen(self) -> bool {
        self.is_rung() || self == Self::Left
    }
}

/// What the person says of single customers, by their ids.
pub type Choices = SortedMap<String, Place>;

/// What loyalty rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loyalty {
    /// Buys again, and shows attachment.
    True,
    /// Buys again, and shows none: habit, convenience or no choice.
    Inertia,
    /// Shows attachment, but does not buy again.
    Latent,
    /// Neither.
    None,
}

impl Loyalty {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::True, Self::Inertia, Self::Latent, Self::None];

    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::True => "true_loyalty",
            Self::Inertia => "inertia",
            Self::Latent => "latent",
            Self::None => "none",
        }
    }

    /// The kind with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|loyalty| loyalty.id() == id)
    }
}

/// The rung a customer had reached by a day, whether or not it has left since; `NoPurchase` below
/// the first.
fn reached(signals: &Signals<'_>, past: &Past<'_>, customer: CustomerIx) -> Place {
    let day = past.day;
    let has_bought = |other: CustomerIx| !past.occasion_days(other).is_empty();
    match past.occasion_days(customer).len() {
        0 => Place::NoPurchase,
        1 => Place::Customer,
        _ if signals.has_contract(customer, day) => Place::Partner,
        _ if signals.referred(customer).any(has_bought) => Place::Propagandist,
        _ if signals.is_promoter(customer) => Place::Advocate,
        _ => Place::Client,
    }
}

/// Where every customer of the view stood on a day.
#[derive(Debug)]
pub struct Ladder {
    /// Customers with a row in view, in index order.
    pub customers: Vec<CustomerIx>,
    /// Where each stood.
    pub places: Vec<Place>,
    /// The rung each had reached, those who had left included.
    pub reached: Vec<Place>,
    /// By rung: whether the data, or the person, can tell who stands on it.
    pub told: [bool; Place::RUNGS.len()],
}

impl Ladder {
    /// Places the customers on the day of `past`. What has no day counts on any: answers, a
    /// contract without an end, and the rung the person says. That somebody has left the person
    /// says of the as-of day.
    pub fn of(
        data: &Dataset,
        base: &CustomerBase,
        signals: &Signals<'_>,
        past: &Past<'_>,
        choices: &Choices,
    ) -> Self {
        let customers: Vec<CustomerIx> = base.present_ixs().collect();
        let mut reached: Vec<Place> = customers
            .iter()
            .map(|&customer| {
                if past.is_known(customer) {
                    reached(signals, past, customer)
                } else {
                    Place::NotYet
                }
            })
            .collect();
        let left = |place: Place, customer: CustomerIx| {
            if place.is_rung() && past.is_gone(customer) {
                Place::Left
            } else {
                place
            }
        };
        let pairs = reached.iter().zip(&customers);
        let mut places: Vec<Place> = pairs
            .map(|(&place, &customer)| left(place, customer))
            .collect();
        let mut told = [
            true,
            true,
            signals.has_answers(),
            signals.has_referrals(),
            signals.has_contracts(),
        ];
        for (id, &choice) in choices.iter() {
            let customer = data.customer_by_id(id);
            let Some(Ok(at)) = customer.map(|customer| customers.binary_search(&customer)) else {
                continue;
            };
            if !reached[at].is_rung() {
                continue;
            }
            if choice == Place::Left {
                if past.day == base.frame().as_of {
                    places[at] = choice;
                }
                continue;
            }
            places[at] = choice;
            reached[at] = choice;
            for (told, rung) in told.iter_mut().zip(Place::RUNGS) {
                *told |= rung == choice;
            }
        }
        Self {
            customers,
            places,
            reached,
            told,
        }
    }

    /// The places as small numbers, as [`super::movement`] wants them.
    pub fn codes(&self) -> Vec<u8> {
        self.places.iter().map(|&place| place as u8).collect()
    }

    /// Customers who have reached a rung or a higher one, those who have left included.
    pub fn reached_count(&self, rung: Place) -> u64 {
        self.reached.iter().filter(|&&place| place >= rung).count() as u64
    }

    /// The place of a customer in the lists.
    pub fn at(&self, customer: CustomerIx) -> Option<usize> {
        self.customers.binary_search(&customer).ok()
    }

    /// What the loyalty of the customer at a place of the lists rests on; `None` without a purchase,
    /// or where nothing in the data tells of attachment.
    pub fn loyalty(&self, signals: &Signals<'_>, at: usize, day: Day) -> Option<Loyalty> {
        if !signals.has_engagement() || !self.reached[at].is_rung() {
            return None;
        }
        let customer = self.customers[at];
        let buys_again = self.places[at].is_rung() && self.places[at] > Place::Customer;
        // Who recommends, or is said to, is attached; a contract alone binds.
        let supports = matches!(self.reached[at], Place::Advocate | Place::Propagandist);
        let is_attached = supports
            || signals.is_promoter(customer)
            || signals.referred(customer).next().is_some()
            || signals.in_contact(customer, day);
        Some(match (buys_again, is_attached) {
            (true, true) => Loyalty::True,
            (true, false) => Loyalty::Inertia,
            (false, true) => Loyalty::Latent,
            (false, false) => Loyalty::None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::ViewFrame;
    use crate::dataset::testing::{attribute, dataset};
    use crate::dataset::{CustomerEvent, CustomerRecords, RecordsKind, View};

    /// Six shops by hand: one purchase; two; two and an answer of nine; two, and the first came by
    /// it; two under a contract; two and gone.
    fn six() -> Dataset {
        let twice = |id, first, second| [(id, first, 10.0), (id, second, 10.0)];
        let mut rows = vec![("one", "2024-11-20", 5.0)];
        rows.extend(twice("two", "2024-09-01", "2024-11-10"));
        rows.extend(twice("fan", "2023-10-01", "2024-11-12"));
        rows.extend(twice("voice", "2024-09-20", "2024-11-15"));
        rows.extend(twice("firm", "2024-09-25", "2024-12-01"));
        rows.extend(twice("gone", "2023-02-01", "2023-05-01"));
        rows.push(("back", "2024-05-01", -3.0));
        let data = dataset(&rows);
        let ids: Vec<&str> = data.customer_ixs().map(|it| data.customer_id(it)).collect();
        let column = |name: &str, of: &str, text: &str| {
            let texts = ids.iter().map(|id| if *id == of { text } else { "" });
            attribute(name, &texts.collect::<Vec<_>>())
        };
        let columns = vec![
            column("Referred by", "one", "voice"),
            column("NPS", "fan", "9"),
            column("Contract until", "firm", "2025-06-30"),
        ];
        data.with_attributes(columns, Vec::new())
    }

    fn base(data: &Dataset) -> CustomerBase {
        let (first, last) = data.first_and_last_day().unwrap();
        let view = View {
            gone: crate::dataset::GoneRule::FixedDays { days: 200 },
            ..View::default()
        };
        CustomerBase::build(data, &ViewFrame::resolve(&view, first, last), None)
    }

    fn place_of(data: &Dataset, ladder: &Ladder, id: &str) -> Place {
        let customer = data.customer_by_id(id).unwrap();
        ladder.places[ladder.at(customer).unwrap()]
    }

    const IDS: [&str; 7] = ["one", "two", "fan", "voice", "firm", "gone", "back"];

    #[test]
    fn rungs_by_hand() {
        let data = six();
        let base = base(&data);
        let signals = Signals::of(&data);
        let on = |day: Day, choices: &Choices| {
            Ladder::of(&data, &base, &signals, &Past::of(&base, day), choices)
        };
        let now = on(base.frame().as_of, &Choices::default());
        assert_eq!(
            IDS.map(|id| place_of(&data, &now, id)),
            [
                Place::Customer,
                Place::Client,
                Place::Advocate,
                Place::Propagandist,
                Place::Partner,
                Place::Left,
                Place::NoPurchase
            ]
        );
        assert_eq!(now.told, [true; 5]);
        // Who left has reached the second rung.
        assert_eq!(
            Place::RUNGS.map(|rung| now.reached_count(rung)),
            [6, 5, 3, 2, 1]
        );
        let then = on(Day::from_iso("2023-12-01").unwrap(), &Choices::default());
        assert_eq!(place_of(&data, &then, "two"), Place::NotYet);
        assert_eq!(place_of(&data, &then, "fan"), Place::Customer);
        assert_eq!(place_of(&data, &then, "gone"), Place::Left);
        // Before the first order of the one it recommended, nobody had come by it.
        let before = on(Day::from_iso("2024-11-19").unwrap(), &Choices::default());
        assert_eq!(place_of(&data, &before, "voice"), Place::Client);

        let mut choices = Choices::default();
        choices.insert("two".to_owned(), Place::Partner);
        choices.insert("gone".to_owned(), Place::Client);
        choices.insert("firm".to_owned(), Place::Left);
        choices.insert("back".to_owned(), Place::Partner);
        choices.insert("nobody".to_owned(), Place::Partner);
        let now = on(base.frame().as_of, &choices);
        assert_eq!(place_of(&data, &now, "two"), Place::Partner);
        assert_eq!(place_of(&data, &now, "gone"), Place::Client);
        assert_eq!(place_of(&data, &now, "firm"), Place::Left);
        assert_eq!(place_of(&data, &now, "back"), Place::NoPurchase);
    }

    #[test]
    fn attachment_is_what_is_said_beside_purchases() {
        let data = six();
        let event = |id: &str, what: &str, day: &str| CustomerEvent {
            customer: data.customer_by_id(id).unwrap(),
            day: Day::from_iso(day).unwrap(),
            kind: RecordsKind::Contacts,
            what: what.to_owned(),
            text: String::new(),
            answered: None,
        };
        let mut events = vec![
            event("two", "complaint", "2024-11-01"),
            event("firm", "call", "2023-11-01"),
            event("gone", "visit", "2024-10-01"),
        ];
        crate::base::order::sort_by(&mut events, |a, b| a.customer.cmp(&b.customer));
        let data = data.with_records(CustomerRecords {
            events,
            ..CustomerRecords::default()
        });
        let base = base(&data);
        let signals = Signals::of(&data);
        let day = base.frame().as_of;
        let past = Past::of(&base, day);
        let now = Ladder::of(&data, &base, &signals, &past, &Choices::default());
        let of = |id: &str| {
            let customer = data.customer_by_id(id).unwrap();
            now.loyalty(&signals, now.at(customer).unwrap(), day)
        };
        // A complaint is no attachment, a call of two winters ago neither, nor is a contract.
        assert_eq!(
            IDS.map(of),
            [
                Some(Loyalty::None),
                Some(Loyalty::Inertia),
                Some(Loyalty::True),
                Some(Loyalty::True),
                Some(Loyalty::Inertia),
                Some(Loyalty::Latent),
                None
            ]
        );
    }

    #[test]
    fn without_a_column_higher_rungs_cannot_be_told() {
        let data = dataset(&[("a", "2024-01-01", 1.0), ("a", "2024-02-01", 1.0)]);
        let base = base(&data);
        let signals = Signals::of(&data);
        let past = Past::of(&base, base.frame().as_of);
        let now = Ladder::of(&data, &base, &signals, &past, &Choices::default());
        assert_eq!(now.told, [true, true, false, false, false]);
        assert_eq!(now.places, [Place::Client]);
        assert_eq!(now.loyalty(&signals, 0, past.day), None);
    }
}
