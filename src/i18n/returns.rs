//! Messages of what customers give back.

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};
use crate::base::{Money, Period};

/// Messages of what customers give back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Returns {
    /// Title: who gave back how much.
    Title {
        /// Customers who did.
        customers: i64,
        /// Money.
        returned: Money,
        /// Of what was sold.
        share: f64,
    },
    /// Subtitle.
    Subtitle {
        /// The period.
        period: Period,
    },
    /// What is counted.
    Source,
    /// Column.
    Customer,
    /// Column.
    Sold,
    /// Column.
    Returned,
    /// Column and figure.
    Rate,
    /// What it is.
    RateWords {
        /// The period.
        period: Period,
    },
    /// How it is found.
    RateFormula {
        /// Given back.
        returned: Money,
        /// Sold.
        sold: Money,
    },
    /// What would make it wrong.
    Caveat,
    /// Row: customers that are not shown by name.
    Others {
        /// How many.
        count: i64,
    },
    /// Set of customers.
    Members {
        /// The period.
        period: Period,
    },
}

impl Say for Returns {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english(self, speaker),
        }
    }
}

fn english(message: &Returns, speaker: &Speaker) -> String {
    use Returns as M;
    let customers = |count: i64| speaker.counted(count, "customer", "customers");
    let fixed = match message {
        M::Title {
            customers: count,
            returned,
            share,
        } => {
            return format!(
                "{} gave back {}, {} of all that was sold",
                customers(*count),
                speaker.money(*returned, 0),
                speaker.percent(*share, 1)
            );
        }
        M::Subtitle { period } => {
            return format!("Given back {}, most money first", speaker.within(*period));
        }
        M::Source => {
            "Rows that are returns count on the day they are booked, whenever the goods were sold"
        }
        M::Customer => "Customer",
        M::Sold => "Sold",
        M::Returned => "Given back",
        M::Rate => "Return rate",
        M::RateWords { period } => {
            return format!(
                "Money given back {} as a part of what was sold",
                speaker.within(*period)
            );
        }
        M::RateFormula { returned, sold } => {
            return format!(
                "{} ÷ {}",
                speaker.money(*returned, 2),
                speaker.money(*sold, 2)
            );
        }
        M::Caveat => {
            "Goods sold before the period and given back within it raise the rate; a discount booked as a row below zero counts as given back."
        }
        M::Others { count } => return format!("{} more", customers(*count)),
        M::Members { period } => {
            return format!("Gave something back {}", speaker.within(*period));
        }
    };
    fixed.to_owned()
}
