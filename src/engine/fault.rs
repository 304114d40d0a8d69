use crate::i18n::Message;
use crate::i18n::engine::Failure;
use crate::ingest::IngestError;
use crate::protocol::{Event, JobId};

/// Why a request could not be done: one sentence, and what the system said.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fault {
    pub(super) message: Message,
    pub(super) details: Option<Message>,
}

impl Fault {
    /// The bytes could not be had; `text` is the system's own.
    pub(super) fn file_gone(text: String) -> Self {
        Self {
            message: Failure::FileGone.into(),
            details: Some(Failure::System { text }.into()),
        }
    }

    pub(super) fn event(self, job: Option<JobId>) -> Event {
        Event::Failed {
            job,
            message: self.message,
            details: self.details,
        }
    }
}

impl From<Failure> for Fault {
    fn from(failure: Failure) -> Self {
        Self {
            message: failure.into(),
            details: None,
        }
    }
}

impl From<IngestError> for Fault {
    fn from(error: IngestError) -> Self {
        Self {
            message: error.into(),
            details: None,
        }
    }
}
