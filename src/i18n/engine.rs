//! Why the session could not do what was asked.

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};

/// Why the session could not do what was asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Failure {
    /// No file is open.
    NothingOpened,
    /// The file was not yet taken into analysis.
    NothingAnalysed,
    /// A decision of the person is missing.
    QuestionsOpen,
    /// No row can be used.
    NoRows,
    /// The file differs from pass to pass, or its reading does not settle.
    NotSettled,
    /// No panel has this id.
    UnknownPanel {
        /// The id asked for.
        panel: String,
    },
    /// The panel has no set of this name.
    UnknownSet {
        /// The name asked for.
        key: String,
    },
    /// The panel has no such table.
    UnknownTable {
        /// The id asked for.
        table: String,
    },
    /// No customer has this id in this file.
    UnknownCustomer {
        /// The id asked for.
        customer: String,
    },
    /// No list has this number any more.
    ListGone,
    /// No sample has this name.
    UnknownSample {
        /// The name asked for.
        sample: String,
    },
    /// The file is still being read.
    StillReading,
}

impl Say for Failure {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english(self),
        }
    }
}

fn english(failure: &Failure) -> String {
    match failure {
        Failure::NothingOpened => "Open a file first".to_owned(),
        Failure::NothingAnalysed => "Confirm the columns first".to_owned(),
        Failure::QuestionsOpen => "Answer the open questions about the file first".to_owned(),
        Failure::NoRows => "No row of this file can be used".to_owned(),
        Failure::NotSettled => {
            "The file could not be read the same way from start to end. Choose the encoding, \
             the delimiter and the columns yourself."
                .to_owned()
        }
        Failure::UnknownPanel { panel } => format!("There is no analysis called “{panel}”"),
        Failure::UnknownSet { key } => format!("There is no group of customers called “{key}”"),
        Failure::UnknownTable { table } => format!("This analysis has no table called “{table}”"),
        Failure::UnknownCustomer { customer } => {
            format!("This file has no customer “{customer}”")
        }
        Failure::ListGone => "This list is no longer open".to_owned(),
        Failure::UnknownSample { sample } => format!("There is no sample called “{sample}”"),
        Failure::StillReading => "The file is still being read".to_owned(),
    }
}
