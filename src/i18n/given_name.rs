//! Names given to columns of a file that has none for them.

use super::{Language, Say, Speaker};

/// A name that stands in a header as if it were the file's: said once, by the reader. It is no
/// [`super::Message`], so that the engine's program carries no sentence beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GivenName {
    /// Of a column without a name.
    Column {
        /// Its place, from 1.
        number: usize,
    },
    /// Of the months of an unfolded table.
    Month,
    /// Of the amounts of an unfolded table.
    Amount,
}

impl Say for GivenName {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => match self {
                Self::Column { number } => format!("Column {number}"),
                Self::Month => "Month".to_owned(),
                Self::Amount => "Amount".to_owned(),
            },
        }
    }
}
