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
