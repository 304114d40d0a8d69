//! The session: requests in, events out. Runs natively in tests and in the worker.
//!
//! Imports every pure room except `chart`'s drawing and `store`. Knows no browser: bytes come
//! through a [`Source`], answers leave through a [`Sink`].
//!
//! - `source`, `sink`: the two doors

mod sink;
mod source;

pub use sink::{Collected, Sink};
pub use source::{MemorySource, Source};

use crate::i18n::{Message, engine::Failure};
use crate::protocol::{BUILD_ID, Event, JobId, Request};

/// One session over one file. Answers every request; never panics on what a file or a page says.
#[derive(Default)]
pub struct Engine {}

impl Engine {
    /// A session without a file.
    pub fn new() -> Self {
        Self::default()
    }

    /// What the worker says first.
    pub fn ready() -> Event {
        Event::Ready {
            build: BUILD_ID.to_owned(),
        }
    }

    /// Does what is asked; `source` is the file that comes with [`Request::Open`].
    pub fn handle(
        &mut self,
        request: Request,
        _source: Option<Box<dyn Source>>,
        sink: &mut dyn Sink,
    ) {
        let job = job_of(&request);
        sink.send(
            Event::Failed {
                job,
                message: Message::from(Failure::NothingOpened),
                details: None,
            },
            None,
        );
    }
}

/// The job a request belongs to, when it has one.
fn job_of(request: &Request) -> Option<JobId> {
    match request {
        Request::Run { job, .. }
        | Request::Card { job, .. }
        | Request::OpenList { job, .. }
        | Request::Rows { job, .. }
        | Request::Export { job, .. } => Some(*job),
        Request::Open { .. }
        | Request::OpenSample { .. }
        | Request::Reread { .. }
        | Request::Analyse
        | Request::SetView { .. } => None,
    }
}
