//! Names that messages of `value` take in.

use serde::{Deserialize, Serialize};

use super::super::rfm::Segment;
use crate::base::CalendarPeriod;

/// A plainer way to say what customers are worth.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Plain {
    /// What they have brought.
    ToDate,
    /// What they bring in a month.
    Month,
    /// What they bring in a year.
    Year,
    /// That for as long as they stay.
    Simple,
    /// With a part of them leaving every year, over some years.
    Retained {
        /// How many.
        years: u32,
    },
    /// The same without end.
    RetainedForEver,
    /// What the model expects.
    Model {
        /// How far ahead.
        days: f64,
    },
    /// What it expects without end.
    ModelForEver,
}

impl Plain {
    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::ToDate => "to_date",
            Self::Month => "month",
            Self::Year => "year",
            Self::Simple => "simple",
            Self::Retained { .. } => "retained",
            Self::RetainedForEver => "retained_for_ever",
            Self::Model { .. } => "model",
            Self::ModelForEver => "residual",
        }
    }
}

/// What a group of customers is called.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum GroupLabel {
    /// A segment.
    Segment(Segment),
    /// When they came first.
    First(CalendarPeriod),
    /// As the column says.
    Text(String),
    /// All others taken together.
    Others,
}

/// Where figures come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// A model.
    BgNbd,
    /// A model.
    MbgNbd,
    /// A model.
    ParetoNbd,
    /// A model of amounts.
    GammaGamma,
    /// No model.
    OwnRhythm,
}

/// An estimate or an end of its interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Bound {
    /// The estimate.
    Expected,
    /// The lower end.
    Low,
    /// The upper end.
    High,
}

/// Why this model speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Choice {
    /// The person chose it.
    Wanted,
    /// It explained the held-out months best.
    Best,
    /// There was no record; it explains the data best.
    Likeliest,
    /// No model could be fitted.
    None,
}

/// Why no model speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Because {
    /// There is no customer.
    NoCustomers,
    /// No time in which to come again.
    NoTime,
    /// Nobody came twice.
    NoRepeats,
    /// A list of customers with their totals.
    NoSinglePurchases,
    /// Too few.
    TooFew {
        /// Customers.
        customers: i64,
        /// Of these, with a repeat visit.
        repeaters: i64,
        /// Customers a fit needs.
        least: i64,
        /// Repeaters a fit needs.
        least_repeaters: i64,
    },
    /// No search came to an end.
    NotConverged,
}
