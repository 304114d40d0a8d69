use crate::i18n::Message;
use crate::i18n::engine::Failure;
use crate::ingest::IngestError;
use crate::protocol::{Event, JobId};

/// Why a request could not be done.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Fault {
    /// What was asked for cannot be given.
    Failure(Failure),
    /// The file cannot be read as a table.
    Ingest(IngestError),
}

impl Fault {
    /// The sentence.
    pub(super) fn message(&self) -> Message {
        match self {
            Self::Failure(failure) => failure.clone().into(),
            Self::Ingest(error) => error.clone().into(),
        }
    }

    /// The answer to the page: one sentence, what the system said folded below it.
    pub(super) fn event(&self, job: Option<JobId>) -> Event {
        let details = match self {
            Self::Ingest(IngestError::FileGone(text)) => Some(Message::Verbatim(text.clone())),
            Self::Failure(_) | Self::Ingest(_) => None,
        };
        Event::Failed {
            job,
            message: self.message(),
            details,
        }
    }
}

impl From<Failure> for Fault {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl From<IngestError> for Fault {
    fn from(error: IngestError) -> Self {
        Self::Ingest(error)
    }
}
