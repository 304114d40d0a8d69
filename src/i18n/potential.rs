//! Messages of `potential`.

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};
use crate::base::{Money, Period};

/// Messages of `potential`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Potential {
    /// Small line above the headline.
    Eyebrow {
        /// The period.
        period: Period,
    },
    /// Title: what is missing in all.
    Title {
        /// Customers below what they could bring.
        customers: i64,
        /// What they could bring more a year.
        gap: Money,
    },
    /// Title: nothing is missing.
    NoGap,
    /// Title: too little to compare.
    TooLittle,
    /// Why, and what to do.
    TooLittleText {
        /// Fewest customers of a kind.
        least: i64,
        /// Shortest period.
        days: i64,
    },
    /// How it is found.
    Subtitle,
    /// What it rests on.
    SourceLine {
        /// Customers whose budget is known.
        budgets: i64,
        /// Customers compared with their type.
        peers: i64,
        /// Customers compared with all.
        all: i64,
    },
    /// Where one potential comes from.
    Source(Source),
    /// Figure.
    ShareOfWallet,
    /// What it is.
    ShareOfWalletWords,
    /// How it is found.
    ShareOfWalletFormula {
        /// Sales a year.
        sales: Money,
        /// Budgets.
        budgets: Money,
    },
    /// Figure.
    Headroom,
    /// What it is.
    HeadroomWords,
    /// How it is found.
    HeadroomFormula {
        /// Customers below what they could bring.
        customers: i64,
    },
    /// What would make it wrong.
    Caveat,
    /// Column.
    Customer,
    /// Column.
    SalesColumn,
    /// Column.
    PotentialColumn,
    /// Column.
    GapColumn,
    /// Column.
    SourceColumn,
    /// Set of customers.
    Members,
    /// Step.
    Open,
}

/// Where a potential comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// The customer's budget.
    Budget,
    /// Customers of its type.
    Peers,
    /// All customers.
    All,
}

impl Say for Potential {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english(self, speaker),
        }
    }
}

fn english(message: &Potential, speaker: &Speaker) -> String {
    use Potential as M;
    let customers = |count: i64| speaker.counted(count, "customer", "customers");
    let fixed: &str = match message {
        M::Eyebrow { period } => return format!("Potential, sales {}", speaker.within(*period)),
        M::Title {
            customers: count,
            gap,
        } => {
            return format!(
                "{} could bring {} more a year",
                customers(*count),
                speaker.money(*gap, 0)
            );
        }
        M::NoGap => "Nobody brings less than comparable customers",
        M::TooLittle => "There is too little to compare customers by",
        M::TooLittleText { least, days } => {
            return format!(
                "Potential needs a column of budgets in the table of customers, or at least {} in a period of {} and more.",
                customers(*least),
                speaker.days(*days as f64)
            );
        }
        M::Subtitle => {
            "Sales a year against the customer’s budget, or what three in four of its kind do not reach"
        }
        M::SourceLine {
            budgets,
            peers,
            all,
        } => {
            return format!(
                "By budget {}, by customers of the same type {}, by all customers {}. Without a budget it is an estimate",
                speaker.count(*budgets),
                speaker.count(*peers),
                speaker.count(*all)
            );
        }
        M::Source(Source::Budget) => "Budget",
        M::Source(Source::Peers) => "Same type, estimate",
        M::Source(Source::All) => "All customers, estimate",
        M::ShareOfWallet => "Share of wallet",
        M::ShareOfWalletWords => "The part of their budgets that customers spend here",
        M::ShareOfWalletFormula { sales, budgets } => {
            return format!(
                "{} ÷ {}",
                speaker.money(*sales, 0),
                speaker.money(*budgets, 0)
            );
        }
        M::Headroom => "Could bring more a year",
        M::HeadroomWords => {
            "What customers lack to their budget, or to what three in four of their kind do not reach"
        }
        M::HeadroomFormula { customers: count } => {
            return format!("Σ (potential − sales a year) over {}", customers(*count));
        }
        M::Caveat => {
            "A budget is what somebody wrote down. Comparable customers may be larger, or buy for other reasons: ask before you plan with it."
        }
        M::Customer => "Customer",
        M::SalesColumn => "Sales a year",
        M::PotentialColumn => "Potential",
        M::GapColumn => "More a year",
        M::SourceColumn => "By",
        M::Members => "Customers below their potential",
        M::Open => "See all of them",
    };
    fixed.to_owned()
}
