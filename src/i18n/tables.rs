//! What the import page says of tables that are no sales.

use super::{Language, Say, Speaker};

/// What the import page says of tables that are no sales.
#[derive(Clone, Debug, PartialEq)]
pub enum Tables {
    /// Heading: one row a customer.
    OfTotals,
    /// What can be said of it.
    OfTotalsCan,
    /// What cannot, and what to do.
    OfTotalsCannot,
    /// In place of the period's choices.
    WholeTime,
    /// Label of the day up to which a list counts.
    CountedTo,
}

impl Say for Tables {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english(self, speaker),
        }
    }
}

fn english(message: &Tables, _: &Speaker) -> String {
    match message {
        Tables::OfTotals => "A list of customers, not of sales",
        Tables::OfTotalsCan => {
            "Each row says what a customer bought in all. That is enough for value and frequency, RFM, concentration, visit bands and the customer list, for the whole time of the file"
        }
        Tables::OfTotalsCannot => {
            "Months, seasons, changes against an earlier period, usual gaps, and who came, stayed and left need the day of every purchase. Read the sales themselves to see them"
        }
        Tables::WholeTime => "Whole time",
        Tables::CountedTo => "Another day",
    }
    .to_owned()
}
