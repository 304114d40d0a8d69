//! Places and kinds of loyalty as messages.

use super::super::movement::Named;
use crate::analysis::ladder::{Loyalty, Place};
use crate::i18n::ladder::{Loyalty as LoyaltyName, Standing};

/// The name of a place.
pub(super) fn place(place: Place) -> Standing {
    match place {
        Place::NotYet => Standing::NotYet,
        Place::NoPurchase => Standing::NoPurchase,
        Place::Customer => Standing::Customer,
        Place::Client => Standing::Client,
        Place::Advocate => Standing::Advocate,
        Place::Propagandist => Standing::Propagandist,
        Place::Partner => Standing::Partner,
        Place::Left => Standing::Left,
    }
}

/// All places with their ids.
pub(super) fn places() -> [Named; Place::ALL.len()] {
    Place::ALL.map(|it| (it.id(), place(it)))
}

/// The name of a kind of loyalty.
pub(super) fn loyalty(loyalty: Loyalty) -> LoyaltyName {
    match loyalty {
        Loyalty::True => LoyaltyName::True,
        Loyalty::Inertia => LoyaltyName::Inertia,
        Loyalty::Latent => LoyaltyName::Latent,
        Loyalty::None => LoyaltyName::None,
    }
}
