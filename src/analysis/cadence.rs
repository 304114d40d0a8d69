//! P34: how closely a group of customers is worth being served (Kotler), and whom to contact when.

use super::past::Past;
use super::signals::Signals;
use crate::base::Day;
use crate::dataset::CustomerIx;

/// How closely customers are served, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Sold, and not followed.
    Basic,
    /// Invited to get in touch.
    Reactive,
    /// Asked soon after the purchase.
    Accountable,
    /// Contacted from time to time.
    Proactive,
    /// Worked with all the time.
    Partnership,
}

impl Level {
    /// Every level.
    pub const ALL: [Self; 5] = [
        Self::Basic,
        Self::Reactive,
        Self::Accountable,
        Self::Proactive,
        Self::Partnership,
    ];

    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::Reactive => "reactive",
            Self::Accountable => "accountable",
            Self::Proactive => "proactive",
            Self::Partnership => "partnership",
        }
    }

    /// Contacts a customer and year from which a group is served at [`Level::ALL`] after the first:
    /// one in two years, two, one a quarter, one a month.
    pub const CONTACTS_FROM: [f64; 4] = [0.5, 2.0, 4.0, 12.0];

    /// The level that so many contacts a customer and year are.
    pub fn of_contacts(yearly: f64) -> Self {
        let reached = Self::CONTACTS_FROM.iter().take_while(|&&it| yearly >= it);
        Self::ALL[reached.count()]
    }
}

/// What the person may set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rules {
    /// Up to so many customers are few: one person knows them all.
    pub few: u64,
    /// More than so many are many: nobody can speak to them all.
    pub many: u64,
    /// A margin a customer of at least so many times the mean is high.
    pub high: f64,
    /// Less than so many times the mean is low.
    pub low: f64,
    /// Days after a purchase on which to ask how it was.
    pub after_days: i32,
    /// Days looked ahead.
    pub ahead_days: i32,
    /// Fewest days between two contacts.
    pub least_days: i32,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            few: 50,
            many: 500,
            high: 1.5,
            low: 0.5,
            after_days: 7,
            ahead_days: 14,
            least_days: 7,
        }
    }
}

/// The level a group is worth by its margin a customer, in times the mean of all, and by how many
/// they are (Kotler & Keller, levels of relationship marketing).
pub fn proposed(customers: u64, times_mean: f64, rules: &Rules) -> Level {
    let size = usize::from(customers > rules.few) + usize::from(customers > rules.many);
    let margin = usize::from(times_mean >= rules.low) + usize::from(times_mean >= rules.high);
    let of = match size {
        0 => [Level::Accountable, Level::Proactive, Level::Partnership],
        1 => [Level::Reactive, Level::Accountable, Level::Proactive],
        _ => [Level::Basic, Level::Reactive, Level::Accountable],
    };
    of[margin]
}

/// Why somebody is to be contacted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The last purchase.
    AfterPurchase,
    /// The time between two purchases has passed.
    Interval,
}

impl Cause {
    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::AfterPurchase => "after_purchase",
            Self::Interval => "interval",
        }
    }
}

/// The next contact of a customer who is served at a level, from the day of `past` on and within
/// the days looked ahead; nobody who has left is contacted so.
pub fn due(
    past: &Past<'_>,
    signals: &Signals<'_>,
    customer: CustomerIx,
    level: Level,
    rules: &Rules,
) -> Option<(Day, Cause)> {
    let today = past.day;
    let last = *past.occasion_days(customer).last()?;
    if past.is_gone(customer) {
        return None;
    }
    let contact = signals.last_contact(customer, today);
    let after = || {
        let was_asked = contact.is_some_and(|contact| contact > last);
        let day = last.plus(rules.after_days);
        (!was_asked && day >= today).then_some((day, Cause::AfterPurchase))
    };
    let interval = || {
        let usual = past.usual_gap_days(customer)?.max(1.0);
        // As many usual gaps as are long enough.
        let step = usual * (f64::from(rules.least_days) / usual).ceil().max(1.0);
        let from = contact.map_or(last, |contact| contact.max(last));
        let steps = (f64::from(today.since(from)) / step).ceil().max(1.0);
        let day = from.plus((steps * step).round() as i32);
        Some((day.max(today), Cause::Interval))
    };
    let (day, cause) = match level {
        Level::Basic | Level::Reactive => None,
        Level::Accountable => after(),
        Level::Proactive => interval(),
        Level::Partnership => {
            let both = after().into_iter().chain(interval());
            both.min_by_key(|&(day, _)| day)
        }
    }?;
    (day.since(today) <= rules.ahead_days).then_some((day, cause))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{CustomerBase, ViewFrame};
    use crate::dataset::testing::dataset;
    use crate::dataset::{CustomerEvent, CustomerRecords, RecordsKind, View};

    #[test]
    fn kotlers_nine_cells() {
        let rules = Rules::default();
        let row = |customers| [0.4, 0.5, 1.5].map(|times| proposed(customers, times, &rules));
        assert_eq!(
            row(50),
            [Level::Accountable, Level::Proactive, Level::Partnership]
        );
        assert_eq!(
            row(51),
            [Level::Reactive, Level::Accountable, Level::Proactive]
        );
        assert_eq!(
            row(501),
            [Level::Basic, Level::Reactive, Level::Accountable]
        );
    }

    #[test]
    fn contacts_are_a_level() {
        let of = [0.0, 0.49, 0.5, 2.0, 4.0, 11.9, 12.0].map(Level::of_contacts);
        assert_eq!(
            of,
            [
                Level::Basic,
                Level::Basic,
                Level::Reactive,
                Level::Accountable,
                Level::Proactive,
                Level::Proactive,
                Level::Partnership
            ]
        );
    }

    /// Somebody comes every tenth day up to the 28th, seen on the 30th; one contact on the given
    /// day of the month, if any.
    fn due_on_the_30th(level: Level, contact: Option<&str>, rules: &Rules) -> Option<(Day, Cause)> {
        let rows = ["2024-05-29", "2024-06-08", "2024-06-18", "2024-06-28"];
        let mut rows = rows.map(|day| ("a", day, 1.0)).to_vec();
        rows.push(("b", "2024-06-30", 1.0));
        let events = contact.map(|day| CustomerEvent {
            customer: CustomerIx(0),
            day: Day::from_iso(day).unwrap(),
            kind: RecordsKind::Contacts,
            what: "call".to_owned(),
            text: String::new(),
            answered: None,
        });
        let data = dataset(&rows).with_records(CustomerRecords {
            events: events.into_iter().collect(),
            ..CustomerRecords::default()
        });
        let (first, last) = data.first_and_last_day().unwrap();
        let frame = ViewFrame::resolve(&View::default(), first, last);
        let base = CustomerBase::build(&data, &frame, None);
        let (past, signals) = (Past::of(&base, last), Signals::of(&data));
        due(&past, &signals, CustomerIx(0), level, rules)
    }

    #[test]
    fn due_days_by_hand() {
        let rules = Rules::default();
        let on = |level, contact| due_on_the_30th(level, contact, &rules);
        let day = |text: &str| Day::from_iso(text).unwrap();
        let after = Some((day("2024-07-05"), Cause::AfterPurchase));
        assert_eq!(on(Level::Basic, None), None);
        assert_eq!(on(Level::Accountable, None), after);
        assert_eq!(on(Level::Accountable, Some("2024-06-28")), after);
        assert_eq!(on(Level::Accountable, Some("2024-06-29")), None);
        let next = Some((day("2024-07-08"), Cause::Interval));
        assert_eq!(on(Level::Proactive, None), next);
        let later = Some((day("2024-07-10"), Cause::Interval));
        assert_eq!(on(Level::Proactive, Some("2024-06-30")), later);
        assert_eq!(on(Level::Partnership, None), after);
        assert_eq!(
            on(Level::Partnership, Some("2024-06-29")).unwrap().1,
            Cause::Interval
        );
        let rare = Rules {
            least_days: 11,
            ..rules
        };
        assert_eq!(
            due_on_the_30th(Level::Proactive, None, &rare),
            None,
            "on 18 July"
        );
        let far = Rules {
            ahead_days: 20,
            ..rare
        };
        let found = due_on_the_30th(Level::Proactive, None, &far);
        assert_eq!(found, Some((day("2024-07-18"), Cause::Interval)));
    }
}
