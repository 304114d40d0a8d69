//! Messages of `rollup`.

use serde::{Deserialize, Serialize};

use super::profit::Basis;
use super::{Language, Say, Speaker};
use crate::base::Period;

/// Messages of `rollup`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Rollup {
    /// Small line above the headline.
    Eyebrow {
        /// The period.
        period: Period,
    },
    /// Title: the largest group.
    Title {
        /// Its name.
        name: String,
        /// Its part of the revenue.
        share: f64,
    },
    /// Title: nothing to gather by.
    NoColumn,
    /// What to do then.
    NoColumnText,
    /// Title: no sales in the period.
    Nobody {
        /// The period.
        period: Period,
    },
    /// What to do then.
    NobodyText,
    /// What is shown.
    Subtitle {
        /// The column.
        column: String,
        /// The period.
        period: Period,
    },
    /// Of a column of the sales: customers may be counted in several groups.
    OfRows,
    /// Parameter.
    By,
    /// Line: those without a value.
    Without,
    /// Line: all that are not named.
    Others {
        /// How many.
        count: i64,
    },
    /// Column.
    PerCustomer,
    /// Column.
    Result(Basis),
    /// Column.
    ExpectedValue,
    /// Figure.
    Groups,
    /// What it is.
    GroupsWords,
    /// How it is found.
    GroupsFormula {
        /// The column.
        column: String,
    },
    /// What would make it wrong.
    Caveat,
    /// Set of customers.
    Members {
        /// The group.
        name: String,
        /// The period.
        period: Period,
    },
}

impl Say for Rollup {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english(self, speaker),
        }
    }
}

fn english(message: &Rollup, speaker: &Speaker) -> String {
    use Rollup as M;
    let fixed: &str = match message {
        M::Eyebrow { period } => return format!("By group {}", speaker.within(*period)),
        M::Title { name, share } => {
            return format!(
                "{name} brings {} of the revenue",
                speaker.percent(*share, 0)
            );
        }
        M::NoColumn => "There is no column to gather customers by",
        M::NoColumnText => {
            "Households, types and channels come from a column of the sales or of a table of customers. Map one on the page Data."
        }
        M::Nobody { period } => {
            return format!("Nobody bought {}", speaker.within(*period));
        }
        M::NobodyText => "Choose another period or fewer filters.",
        M::Subtitle { column, period } => {
            return format!("By {column}, {}", speaker.within(*period));
        }
        M::OfRows => "A customer with rows in several groups is counted in each",
        M::By => "By column",
        M::Without => "Without a value",
        M::Others { count } => return speaker.counted(*count, "other", "others"),
        M::PerCustomer => "A customer",
        M::Result(Basis::Revenue) => "Left",
        M::Result(Basis::GrossProfit) => "Gross profit",
        M::Result(Basis::Profit) => "Profit",
        M::ExpectedValue => "Expected value",
        M::Groups => "Groups",
        M::GroupsWords => "Different values of the column with a row in the period",
        M::GroupsFormula { column } => return format!("Counted in the column {column}"),
        M::Caveat => "Values that are written in two ways are two groups.",
        M::Members { name, period } => return format!("{name}, {}", speaker.within(*period)),
    };
    fixed.to_owned()
}
