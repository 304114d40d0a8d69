//! Words used by more than one room.

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};
use crate::base::{CalendarPeriod, CalendarStep};

/// Words used by more than one room.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Words {
    /// All of them.
    All,
    /// People or firms that buy.
    Customers,
    /// Money taken, net of refunds.
    Revenue,
    /// Distinct customer-days with a purchase.
    Visits,
    /// Part of a whole.
    Share,
    /// So it is.
    Yes,
    /// It is not.
    No,
    /// A month, quarter or year.
    CalendarPeriod(CalendarPeriod),
    /// The word for a step of the calendar, as a name.
    CalendarStep(CalendarStep),
    /// A whole number.
    Number(i64),
    /// Title: who counts as gone, by chances.
    GoneByChance {
        /// The threshold.
        below: f64,
    },
    /// Where the chances come from.
    GoneByChanceText,
    /// The same where it is asked when somebody left.
    ChancesOfNowText {
        /// Usual gaps that speak there.
        gaps: f64,
    },
    /// Title where no model tells the chances.
    NoChances,
    /// What speaks in their place.
    NoChancesText {
        /// Usual gaps.
        gaps: f64,
    },
}

impl Say for Words {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => match self {
                Self::All => "All",
                Self::Customers => "Customers",
                Self::Revenue => "Revenue",
                Self::Visits => "Visits",
                Self::Share => "Share",
                Self::Yes => "Yes",
                Self::No => "No",
                Self::CalendarPeriod(period) => return speaker.calendar_period(*period),
                Self::Number(number) => return speaker.count(*number),
                Self::GoneByChance { below } => {
                    return format!(
                        "Gone: a chance below {} of still being a customer",
                        speaker.percent(*below, 0)
                    );
                }
                Self::GoneByChanceText => {
                    "The chance is that of the model which forecasts this shop best, under its usual settings."
                }
                Self::ChancesOfNowText { gaps } => {
                    return format!(
                        "A chance tells who is gone now and not since when: the flow by silence counts customers as gone after {} usual gaps.",
                        speaker.number(*gaps, 1)
                    );
                }
                Self::NoChances => "No model tells the chance of still being a customer here",
                Self::NoChancesText { gaps } => {
                    return format!(
                        "There are too few customers or purchases, or they do not show that customers leave. Instead who has been silent for more than {} usual gaps counts as gone.",
                        speaker.number(*gaps, 1)
                    );
                }
                Self::CalendarStep(CalendarStep::Month) => "Month",
                Self::CalendarStep(CalendarStep::Quarter) => "Quarter",
                Self::CalendarStep(CalendarStep::Year) => "Year",
            }
            .to_owned(),
        }
    }
}

impl From<bool> for Words {
    fn from(flag: bool) -> Self {
        if flag { Self::Yes } else { Self::No }
    }
}
