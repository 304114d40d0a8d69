//! How the key figures of the overview came about.

use serde::{Deserialize, Serialize};

use super::Overview;
use crate::base::{Day, Money, Period};
use crate::i18n::{Language, Message, Say, Speaker};

/// How the key figures of the overview came about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Explanation {
    /// Explanation.
    CustomersWords {
        /// Last day counted.
        by: Day,
    },
    /// Explanation.
    BuyersWords {
        /// When.
        period: Period,
    },
    /// Explanation.
    RevenueWords {
        /// When.
        period: Period,
    },
    /// Explanation.
    OccasionsWords {
        /// When.
        period: Period,
    },
    /// Explanation.
    OccasionsPerBuyerWords,
    /// Explanation.
    AverageOccasionWords,
    /// Explanation.
    RepeatShareWords {
        /// End of the period.
        by: Day,
    },
    /// Formula: counted.
    CountedFormula {
        /// What is counted.
        what: Counted,
        /// How many there are.
        count: i64,
    },
    /// Formula: revenue as a product.
    RevenueFormula {
        /// Customers who bought.
        buyers: i64,
        /// Visits of each.
        per_buyer: Option<f64>,
        /// Money of a visit.
        average: Option<Money>,
        /// The product.
        revenue: Money,
    },
    /// Formula: visits ÷ customers.
    PerBuyerFormula {
        /// Visits.
        occasions: i64,
        /// Customers.
        buyers: i64,
    },
    /// Formula: revenue ÷ visits.
    AverageFormula {
        /// Revenue.
        revenue: Money,
        /// Visits.
        occasions: i64,
    },
    /// Formula: repeat buyers ÷ buyers.
    RepeatFormula {
        /// Repeat buyers.
        repeats: i64,
        /// Buyers.
        buyers: i64,
    },
    /// What would make a count wrong.
    IdsCaveat,
    /// What would make money wrong.
    RefundsCaveat,
    /// What would make visits wrong.
    VisitsCaveat,
    /// What would make the repeat share wrong.
    RepeatCaveat,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Counted {
    /// Distinct ids with a row.
    Ids,
    /// Distinct ids with a visit.
    Buyers,
    /// Distinct pairs of customer and day.
    Visits,
}

impl Say for Explanation {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english(self, speaker),
        }
    }
}

impl From<Explanation> for Message {
    fn from(message: Explanation) -> Self {
        Overview::Explanation(message).into()
    }
}

fn english(message: &Explanation, speaker: &Speaker) -> String {
    use Explanation as M;
    let customers = |count: i64| speaker.counted(count, "customer", "customers");
    let visits = |count: i64| speaker.counted(count, "visit", "visits");
    let count = |number: i64| speaker.count(number);
    let fixed: &str = match message {
        M::CustomersWords { by } => {
            return format!(
                "Customers with at least one row in view up to {}",
                speaker.day(*by)
            );
        }
        M::BuyersWords { period } => {
            return format!(
                "Customers with at least one visit {}",
                speaker.within(*period)
            );
        }
        M::RevenueWords { period } => {
            return format!(
                "All money booked {}, refunds taken off on the day they were booked",
                speaker.within(*period)
            );
        }
        M::OccasionsWords { period } => {
            return format!(
                "Days on which a customer bought {}; several baskets on one day are one visit",
                speaker.within(*period)
            );
        }
        M::OccasionsPerBuyerWords => "How often a customer of the period came in it, on average",
        M::AverageOccasionWords => "What one visit of the period brought, on average",
        M::RepeatShareWords { by } => {
            return format!(
                "Part of the customers of the period who had come at least twice by {}",
                speaker.day(*by)
            );
        }
        M::CountedFormula { what, count: n } => {
            let what = match what {
                Counted::Ids => "Distinct customer ids",
                Counted::Buyers => "Distinct customer ids with a visit",
                Counted::Visits => "Distinct pairs of customer and day with money above zero",
            };
            return format!("{what}: {}", count(*n));
        }
        M::RevenueFormula {
            buyers,
            per_buyer,
            average,
            revenue,
        } => {
            let revenue = speaker.money(*revenue, 2);
            return match (per_buyer, average) {
                (Some(per_buyer), Some(average)) => format!(
                    "{} × {} × {} = {revenue}",
                    customers(*buyers),
                    speaker.number(*per_buyer, 2),
                    speaker.money(*average, 2)
                ),
                _ => format!("Sum of all amounts = {revenue}"),
            };
        }
        M::PerBuyerFormula { occasions, buyers } => {
            return format!("{} ÷ {}", visits(*occasions), customers(*buyers));
        }
        M::AverageFormula { revenue, occasions } => {
            return format!("{} ÷ {}", speaker.money(*revenue, 2), visits(*occasions));
        }
        M::RepeatFormula { repeats, buyers } => {
            return format!("{} ÷ {}", count(*repeats), customers(*buyers));
        }
        M::IdsCaveat => {
            "One customer under two ids counts twice; several people on one card count once"
        }
        M::RefundsCaveat => {
            "A refund booked after the period lowers the next one, not the one of the purchase"
        }
        M::VisitsCaveat => {
            "Two purchases on one day are one visit; a day whose refunds outweigh the purchases is none"
        }
        M::RepeatCaveat => {
            "Visits before the data begin are not seen: early customers look newer than they are"
        }
    };
    fixed.to_owned()
}
