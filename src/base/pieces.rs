//! Long work in pieces, so that whoever has it done can do something else in between.
//!
//! Such work is an `async fn` that awaits [`rest`] where a piece ends; nothing is waited for, and
//! there is no runtime. Dropping it stops it.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// Ends a piece: the work goes on when it is asked for the next one.
pub async fn rest() {
    let mut rested = false;
    poll_fn(|_| {
        if rested {
            Poll::Ready(())
        } else {
            rested = true;
            Poll::Pending
        }
    })
    .await;
}

/// Does the next piece; what the work came to, when that was the last one.
pub fn next<F: Future + ?Sized>(work: Pin<&mut F>) -> Option<F::Output> {
    let mut nobody = Context::from_waker(Waker::noop());
    match work.poll(&mut nobody) {
        Poll::Ready(done) => Some(done),
        Poll::Pending => None,
    }
}

/// Does all pieces, one after another.
pub fn to_the_end<F: Future>(work: F) -> F::Output {
    let mut work = pin!(work);
    loop {
        if let Some(done) = next(work.as_mut()) {
            return done;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_stops_at_every_rest() {
        let mut seen = 0;
        let work = async {
            for _ in 0..3 {
                rest().await;
            }
            7
        };
        let mut work = pin!(work);
        let done = loop {
            if let Some(done) = next(work.as_mut()) {
                break done;
            }
            seen += 1;
        };
        assert_eq!((seen, done), (3, 7));
        assert_eq!(to_the_end(async { rest().await }), ());
    }
}
