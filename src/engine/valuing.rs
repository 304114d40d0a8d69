//! The value of all customers, computed in pieces while the page is heard.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use crate::analysis::CustomerBase;
use crate::analysis::customer_base::Reason;
use crate::analysis::value::{Grouping, Settings, Valued};
use crate::base::pieces;
use crate::protocol::{JobId, Request};

/// A request that waits: for a panel, or under a rule of chances for a list, a card or a file.
#[derive(Debug)]
pub(super) struct Waiting {
    pub(super) job: JobId,
    pub(super) request: Request,
}

impl Waiting {
    /// The panel that waits, if it is one.
    fn panel(&self) -> Option<&str> {
        match &self.request {
            Request::Run { panel, .. } => Some(panel),
            _ => None,
        }
    }
}

/// Work that goes on, and the requests that wait for it.
pub(super) struct Valuing {
    pub(super) settings: Settings,
    pub(super) waiting: Vec<Waiting>,
    work: Pin<Box<dyn Future<Output = Result<Valued, Reason>>>>,
    share: Rc<Cell<f64>>,
    told: f64,
}

/// Steps of progress that are told.
const TOLD_STEP: f64 = 0.01;

impl Valuing {
    /// Nothing is computed yet but what is there from `before`.
    pub(super) fn new(
        base: Rc<CustomerBase>,
        settings: Settings,
        grouping: Grouping,
        before: Option<Rc<Valued>>,
        seed: u64,
    ) -> Self {
        let share = Rc::new(Cell::new(0.0));
        let done = Rc::clone(&share);
        let of = settings.clone();
        let work = async move {
            let mut tell = |share| done.set(share);
            Valued::in_pieces(&base, of, grouping, before, seed, &mut tell).await
        };
        Self {
            settings,
            waiting: Vec::new(),
            work: Box::pin(work),
            share,
            told: 0.0,
        }
    }

    /// Does the next piece.
    pub(super) fn next(&mut self) -> Option<Result<Valued, Reason>> {
        pieces::next(self.work.as_mut())
    }

    /// The share of the work that is done, when it has grown since it was last said.
    pub(super) fn news(&mut self) -> Option<f64> {
        let share = self.share.get();
        let grown = share >= self.told + TOLD_STEP;
        grown.then(|| {
            self.told = share;
            share
        })
    }
}

/// Work that waits for its turn, in order.
#[derive(Default)]
pub(super) struct Valuings(Vec<Valuing>);

impl Valuings {
    /// Lets a request wait for this work, or for the same work that goes on already. A panel waits
    /// once: the job it waited with before is given back.
    pub(super) fn wait(&mut self, valuing: Valuing, waiting: Waiting) -> Option<JobId> {
        let panel = waiting.panel();
        let before = self.leave(|other| panel.is_some() && other.panel() == panel);
        let same = self.0.iter_mut();
        match same
            .into_iter()
            .find(|other| other.settings == valuing.settings)
        {
            Some(same) => same.waiting.push(waiting),
            None => self.0.push(Valuing {
                waiting: vec![waiting],
                ..valuing
            }),
        }
        self.end_idle();
        before
    }

    /// Lets a job go that nobody waits for any more, and the work done for it alone.
    pub(super) fn stop(&mut self, job: JobId) -> Option<JobId> {
        let left = self.leave(|waiting| waiting.job == job);
        self.end_idle();
        left
    }

    fn end_idle(&mut self) {
        self.0.retain(|valuing| !valuing.waiting.is_empty());
    }

    fn leave(&mut self, leaves: impl Fn(&Waiting) -> bool) -> Option<JobId> {
        let mut left = None;
        for valuing in &mut self.0 {
            valuing.waiting.retain(|waiting| {
                let leaves = leaves(waiting);
                if leaves {
                    left = Some(waiting.job);
                }
                !leaves
            });
        }
        left
    }

    /// Lets everything go: the view is another. The jobs that waited.
    pub(super) fn clear(&mut self) -> Vec<JobId> {
        let waited = self.0.drain(..).flat_map(|valuing| valuing.waiting);
        waited.map(|waiting| waiting.job).collect()
    }

    /// The work whose turn it is.
    pub(super) fn first(&mut self) -> Option<&mut Valuing> {
        self.0.first_mut()
    }

    /// Takes the first work out: it is done.
    pub(super) fn take_first(&mut self) -> Option<Valuing> {
        (!self.0.is_empty()).then(|| self.0.remove(0))
    }

    /// Whether nothing goes on.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
