//! Why there is no number.

/// Why no model speaks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reason {
    /// There is no customer.
    NoCustomers,
    /// Every customer came on the last day: no time in which to come again.
    NoObservationTime,
    /// Nobody came a second time.
    NoRepeatPurchases,
    /// Totals of customers, without the purchases they are made of.
    NoSinglePurchases,
    /// Too few to say anything about a population.
    TooFew {
        /// Customers there are.
        customers: usize,
        /// Of these, with a repeat purchase.
        repeaters: usize,
    },
    /// A row no customer can have: an age that is no number, or a last purchase after now.
    ImpossibleRow {
        /// Its place.
        row: usize,
    },
    /// No search came to an end.
    NotConverged,
}

/// Told between steps the share of the work that is done. Work in pieces is stopped by dropping it.
pub type Watch<'a> = dyn FnMut(f64) + 'a;
