//! Messages of the parts of a card that follow the kind of customer.

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};
use crate::base::{Money, Period};

/// Messages of the parts of a card that follow the kind of customer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Kind {
    /// Title: a person.
    Person,
    /// Title: a shop.
    Shop,
    /// Title: a processor.
    Processor,
    /// Which type the table of customers gives.
    Subtitle {
        /// Its words.
        of: String,
    },
    /// Column.
    Fact,
    /// Column.
    Value,
    /// Fact: the favourite day of the week.
    Weekday,
    /// Fact: the favourite month.
    Month,
    /// Its part of the visits.
    OfVisits {
        /// On that day or in that month.
        count: i64,
        /// In all.
        of: i64,
    },
    /// Fact: what it buys most of.
    MainGoods,
    /// Its part of the sales.
    ShareOfSales {
        /// The part.
        share: f64,
    },
    /// Fact: how many belong to the household.
    Household,
    /// What they brought.
    HouseholdRevenue {
        /// Of all of them, up to the as-of day.
        revenue: Money,
    },
    /// Fact: how much of what is sold it takes.
    Assortment,
    /// In numbers.
    OfGoods {
        /// It takes.
        taken: i64,
        /// Sold to anybody.
        of: i64,
        /// In the period.
        period: Period,
    },
    /// Fact: the middle order.
    OrderSize,
    /// Fact: orders a month of the period.
    OrdersAMonth,
    /// Fact: days between two.
    Gap,
    /// Fact: how much the gaps vary.
    Spread,
    /// What it means.
    SpreadMeans,
    /// Fact: what is left of its sales.
    Margin,
    /// Fact: pieces of the main goods in the middle order.
    QuantityAnOrder,
    /// Fact: the same a month.
    QuantityAMonth,
    /// Fact: whether a standing order would fit.
    Standing,
    /// By what rule.
    StandingRule {
        /// Fewest orders.
        least: i64,
        /// Most spread.
        spread: f64,
    },
    /// Title of the days of the week.
    WeekdaysTitle,
    /// Title of the months.
    MonthsTitle,
    /// Below them.
    VisitsSubtitle {
        /// Visits.
        visits: i64,
    },
    /// Title of the household.
    HouseholdTitle {
        /// Its name.
        name: String,
    },
    /// Below it.
    HouseholdSubtitle,
    /// Column.
    Customer,
    /// Column.
    LastVisit,
    /// Which fields of the profile are known, by `FIELDS`.
    Profile {
        /// One entry a field.
        known: Vec<bool>,
    },
}

/// The fields of a buyer's profile, in the order the literature names them.
const FIELDS: [&str; 11] = [
    "address",
    "contacts",
    "purchases",
    "personal interests",
    "goods preferred",
    "decision maker",
    "criteria of choice",
    "way of paying",
    "after-sale behaviour",
    "media",
    "content",
];

impl Say for Kind {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english(self, speaker),
        }
    }
}

fn english(message: &Kind, speaker: &Speaker) -> String {
    use Kind as M;
    let visits = |count: i64| speaker.counted(count, "visit", "visits");
    let fixed: &str = match message {
        M::Person => "A person: when it comes, and for what",
        M::Shop => "A shop: what it takes, and how it orders",
        M::Processor => "A processor: what it needs, and how steadily",
        M::Subtitle { of } => return format!("Type in the customers table: {of}"),
        M::Fact => "What",
        M::Value => "How much",
        M::Weekday => "Comes most often on",
        M::Month => "Comes most often in",
        M::OfVisits { count, of } => {
            return format!("{} of {}", speaker.count(*count), visits(*of));
        }
        M::MainGoods => "Buys mostly",
        M::ShareOfSales { share } => return format!("{} of its sales", speaker.percent(*share, 0)),
        M::Household => "Customers of its household",
        M::HouseholdRevenue { revenue } => {
            return format!("Together {} so far", speaker.money(*revenue, 0));
        }
        M::Assortment => "Takes of what is sold",
        M::OfGoods { taken, of, period } => {
            return format!(
                "{} of {} {}",
                speaker.count(*taken),
                speaker.count(*of),
                speaker.within(*period)
            );
        }
        M::OrderSize => "Middle order",
        M::OrdersAMonth => "Orders a month",
        M::Gap => "Days between two orders",
        M::Spread => "How much these days vary",
        M::SpreadMeans => "Standard deviation ÷ mean: 0 is a clock, 1 is chance",
        M::Margin => "Left of its sales once the goods are paid",
        M::QuantityAnOrder => "Of it in the middle order",
        M::QuantityAMonth => "Of it a month",
        M::Standing => "Fits a standing order",
        M::StandingRule { least, spread } => {
            return format!(
                "At least {}, and days that vary by at most {}",
                speaker.counted(*least, "order", "orders"),
                speaker.percent(*spread, 0)
            );
        }
        M::WeekdaysTitle => "On which days it comes",
        M::MonthsTitle => "In which months it comes",
        M::VisitsSubtitle { visits: count } => return format!("All {}", visits(*count)),
        M::HouseholdTitle { name } => return format!("Household {name}"),
        M::HouseholdSubtitle => "Who belongs to it by the customers table, up to the as-of day",
        M::Customer => "Customer",
        M::LastVisit => "Last visit",
        M::Profile { known } => {
            let names = |wanted: bool| -> Vec<String> {
                let fields = FIELDS.iter().zip(known);
                let fields = fields.filter(|(_, known)| **known == wanted);
                fields.map(|(name, _)| (*name).to_owned()).collect()
            };
            let (have, lack) = (names(true), names(false));
            let count = format!(
                "{} of {} fields of a buyer’s profile are known",
                speaker.count(have.len() as i64),
                speaker.count(FIELDS.len() as i64)
            );
            return match (have.is_empty(), lack.is_empty()) {
                (false, true) => count,
                (true, _) => format!("{count}; missing: {}", speaker.list(&lack)),
                (false, false) => format!(
                    "{count}: {}; missing: {}",
                    speaker.list(&have),
                    speaker.list(&lack)
                ),
            };
        }
    };
    fixed.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_says_what_is_there_and_what_is_not() {
        let say = |known: [bool; 11]| {
            let known = known.to_vec();
            Kind::Profile { known }.say(&Speaker::default())
        };
        let mut some = [false; 11];
        assert!(say(some).starts_with("0 of 11 fields of a buyer’s profile are known; missing:"));
        (some[1], some[2]) = (true, true);
        let said = say(some);
        assert!(
            said.starts_with("2 of 11 fields of a buyer’s profile are known: contacts and purchases; missing: address,"),
            "{said}"
        );
        assert_eq!(
            say([true; 11]),
            "11 of 11 fields of a buyer’s profile are known"
        );
    }
}
