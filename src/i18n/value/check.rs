//! Assumptions and what was found of them.

use serde::{Deserialize, Serialize};

use super::super::Speaker;

/// How a check ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// It holds.
    Holds,
    /// To be read with care.
    Doubtful,
    /// It misleads.
    Fails,
}

/// An assumption.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Check {
    /// Enough customers.
    Enough,
    /// Customers stop.
    Churn,
    /// Customers differ.
    RatesDiffer,
    /// Frequency and amount are unrelated.
    FrequencyValue,
    /// Amounts have a mean.
    Amounts,
    /// No customer makes the result.
    OneCustomer,
    /// The total was met.
    Total,
    /// P(alive) means what it says.
    Calibration,
    /// Better than going on as before.
    BeatsBaseline,
}

/// The figures a check rests on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// Whether it holds.
    pub holds: bool,
    /// The first figure.
    pub first: f64,
    /// The second, where there is one.
    pub second: f64,
}

pub(super) fn check(check: Check) -> &'static str {
    match check {
        Check::Enough => "There are enough customers",
        Check::Churn => "The data show that customers leave",
        Check::RatesDiffer => "Customers differ in how often they come",
        Check::FrequencyValue => "Who comes often does not spend more or less a visit",
        Check::Amounts => "Amounts have a mean that few customers do not decide",
        Check::OneCustomer => "No single customer makes the result",
        Check::Total => "The held-out total was met",
        Check::Calibration => "The chance of being active means what it says",
        Check::BeatsBaseline => "The forecast of a customer is better than a simple rule",
    }
}

pub(super) fn found(which: Check, figures: Figures, speaker: &Speaker) -> String {
    let Figures {
        holds,
        first,
        second,
    } = figures;
    match which {
        Check::Enough => format!(
            "{}, of whom {} came again",
            people(first as i64, speaker),
            speaker.count(second as i64)
        ),
        Check::Churn if holds => {
            format!(
                "Leaving explains the data better than staying: log-likelihood {} higher",
                speaker.number(first, 1)
            )
        }
        Check::Churn => {
            "No churn identifiable in these data: the chance of being a customer still is an assumption here"
                .to_owned()
        }
        Check::RatesDiffer if holds => {
            format!("Shape of the rates {}", speaker.number(first, 2))
        }
        Check::RatesDiffer => "All come at about the same rate".to_owned(),
        Check::FrequencyValue => format!(
            "Correlation {} over {}",
            speaker.number(first, 2),
            people(second as i64, speaker)
        ),
        Check::Amounts if holds => "A model of amounts fits".to_owned(),
        Check::Amounts => {
            "No model of amounts holds: each customer’s own mean is used, with the median of all as one more visit"
                .to_owned()
        }
        Check::OneCustomer => format!(
            "The busiest customer made {} of all repeat visits",
            speaker.percent(first, 1)
        ),
        Check::Total => format!("Foreseen {}", off(first, speaker)),
        Check::Calibration => format!(
            "Largest gap between foreseen and actual share of buyers {}",
            speaker.percent(first, 0)
        ),
        Check::BeatsBaseline => format!(
            "Miss per customer {} visits, of the better simple rule {}",
            speaker.number(first, 2),
            speaker.number(second, 2)
        ),
    }
}

/// "12% too few visits", "as many visits as were made".
pub(super) fn off(error: f64, speaker: &Speaker) -> String {
    let percent = speaker.percent(error.abs(), 0);
    if error.abs() < 0.005 {
        "as many visits as were made".to_owned()
    } else if error < 0.0 {
        format!("{percent} too few visits")
    } else {
        format!("{percent} too many visits")
    }
}

pub(super) fn people(customers: i64, speaker: &Speaker) -> String {
    speaker.counted(customers, "customer", "customers")
}
