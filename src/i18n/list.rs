//! Messages of lists of customers: what a list is called and what its columns are.

use serde::{Deserialize, Serialize};

use super::{Language, Message, Say, Speaker};
use crate::base::Period;

/// Messages of lists of customers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum List {
    /// The list of all customers.
    AllCustomers,
    /// Those of a list whose name or id has a text in it.
    Found {
        /// The text.
        search: String,
        /// The list searched.
        among: Box<Message>,
    },
    /// Column: who.
    Customer,
    /// Column: segment by recency, frequency and money.
    Segment,
    /// Column: group by value and frequency.
    ValueFrequency,
    /// Column: class by revenue.
    AbcClass,
    /// Column: visits within the period.
    VisitsIn {
        /// The period.
        period: Period,
    },
    /// Column: revenue within the period.
    RevenueIn {
        /// The period.
        period: Period,
    },
    /// Column: revenue up to the as-of day.
    RevenueInAll,
    /// Column: money that will probably still come, discounted.
    ExpectedValue {
        /// How far ahead, in days.
        days: f64,
    },
    /// Column: how likely the customer is still one.
    PAlive,
    /// Column: whom to hold, to watch and to let go.
    Verdict,
    /// Column: money of a visit.
    AverageVisit,
    /// Column: money by month.
    Spending {
        /// How many months.
        months: u8,
    },
    /// Column: days between two visits.
    UsualGap,
    /// Column: days since the last visit.
    SilentFor,
    /// Column: day of the first visit.
    FirstVisit,
    /// Column: day of the last visit.
    LastVisit,
}

impl Say for List {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english(self, speaker),
        }
    }
}

fn english(message: &List, speaker: &Speaker) -> String {
    match message {
        List::AllCustomers => "All customers".to_owned(),
        List::Found { search, among } => format!("{}, with “{search}”", among.say(speaker)),
        List::Customer => "Customer".to_owned(),
        List::Segment => "Segment".to_owned(),
        List::ValueFrequency => "Value and frequency".to_owned(),
        List::AbcClass => "ABC".to_owned(),
        List::VisitsIn { period } => in_period("Visits", *period, speaker),
        List::RevenueIn { period } => in_period("Revenue", *period, speaker),
        List::RevenueInAll => "Revenue in all".to_owned(),
        List::ExpectedValue { days } => {
            format!("Expected, {} days", speaker.number(*days, 0))
        }
        List::PAlive => "Still a customer".to_owned(),
        List::Verdict => "Verdict".to_owned(),
        List::AverageVisit => "Average visit".to_owned(),
        List::Spending { months } => {
            format!("Spending, {} months", speaker.count(i64::from(*months)))
        }
        List::UsualGap => "Usual gap".to_owned(),
        List::SilentFor => "Silent for".to_owned(),
        List::FirstVisit => "First visit".to_owned(),
        List::LastVisit => "Last visit".to_owned(),
    }
}

/// A figure of a year by its number; two days do not fit above a column, and stand at its foot.
fn in_period(what: &str, period: Period, speaker: &Speaker) -> String {
    let name = speaker.period(period);
    if name.chars().count() > LONGEST_NAME {
        format!("{what} in the period")
    } else {
        format!("{what} {name}")
    }
}

/// Letters of a period that fit on a line above its column.
const LONGEST_NAME: usize = 10;
