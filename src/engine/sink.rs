use crate::protocol::Event;

/// Where the engine's answers go: the page's message port in the worker, a list in tests.
pub trait Sink {
    /// Takes one event; `bytes` are the file of an [`Event::File`].
    fn send(&mut self, event: Event, bytes: Option<Vec<u8>>);
}

/// Keeps every answer in order.
#[derive(Debug, Default)]
pub struct Collected(pub Vec<(Event, Option<Vec<u8>>)>);

impl Sink for Collected {
    fn send(&mut self, event: Event, bytes: Option<Vec<u8>>) {
        self.0.push((event, bytes));
    }
}
