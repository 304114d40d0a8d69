//! Places, stages, kinds and levels, and their English.

use serde::{Deserialize, Serialize};

/// Where a customer stands on the ladder or in the life cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// Not in the data yet.
    NotYet,
    /// No purchase that is left.
    NoPurchase,
    /// Has not bought.
    Prospect,
    /// One purchase.
    Customer,
    /// Bought again.
    Client,
    /// Would recommend.
    Advocate,
    /// Has recommended.
    Propagandist,
    /// Under a contract.
    Partner,
    /// Silent for too long.
    Left,
    /// One purchase.
    Formation,
    /// Not yet a rhythm.
    Experimenting,
    /// A rhythm.
    Identification,
    /// Kept for long.
    Renewal,
    /// Broken off.
    Rupture,
}

/// What loyalty rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Loyalty {
    /// Purchases and attachment.
    True,
    /// Purchases alone.
    Inertia,
    /// Attachment alone.
    Latent,
    /// Neither.
    None,
}

/// A sign of attachment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sign {
    /// Has recommended somebody who bought.
    Referral,
    /// Would recommend.
    Answer,
    /// A contact within a year.
    Contact,
}

/// How closely customers are served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Level {
    /// Sold, not followed.
    Basic,
    /// Invited to get in touch.
    Reactive,
    /// Asked after a purchase.
    Accountable,
    /// Contacted from time to time.
    Proactive,
    /// Worked with all the time.
    Partnership,
}

/// Why somebody is contacted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// After a purchase.
    AfterPurchase,
    /// A usual gap has passed.
    Interval,
}

/// Its name.
pub(super) fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::NotYet => "Not here yet",
        Standing::NoPurchase => "Without a purchase",
        Standing::Prospect => "Prospect",
        Standing::Customer => "Customer",
        Standing::Client => "Client",
        Standing::Advocate => "Advocate",
        Standing::Propagandist => "Recommender",
        Standing::Partner => "Partner",
        Standing::Left => "Gone",
        Standing::Formation => "Formation",
        Standing::Experimenting => "Experimenting",
        Standing::Identification => "Identification",
        Standing::Renewal => "Renewal",
        Standing::Rupture => "Rupture",
    }
}

/// What puts customers there.
pub(super) fn rule(of: Standing) -> &'static str {
    match of {
        Standing::NotYet => "First row later",
        Standing::NoPurchase => "Refunds, or goods taken back on the day",
        Standing::Prospect => "Named, and has not bought",
        Standing::Customer => "One purchase",
        Standing::Client => "Bought again",
        Standing::Advocate => "Bought again, and answered 9 or 10",
        Standing::Propagandist => "Bought again, and recommended somebody who bought",
        Standing::Partner => "Bought again, under a contract",
        Standing::Left | Standing::Rupture => "Silent for longer than the rule of the view allows",
        Standing::Formation => "One purchase so far",
        Standing::Experimenting => "Comes again, without a long rhythm of its own",
        Standing::Identification => "Comes in a rhythm of its own",
        Standing::Renewal => "Has kept its rhythm for long",
    }
}

/// What would be needed to tell.
pub(super) fn not_told(of: Standing) -> &'static str {
    match of {
        Standing::Advocate => "No column of answers from 0 to 10",
        Standing::Propagandist => "No column says who recommended whom",
        Standing::Partner => "No column of contracts",
        _ => "Not in the files",
    }
}

/// Its name.
pub(super) fn loyalty(of: Loyalty) -> &'static str {
    match of {
        Loyalty::True => "Loyal",
        Loyalty::Inertia => "Inertia",
        Loyalty::Latent => "Attached, but does not buy again",
        Loyalty::None => "Neither",
    }
}

/// What it is.
pub(super) fn loyalty_text(of: Loyalty) -> &'static str {
    match of {
        Loyalty::True => "Buys again, and shows attachment",
        Loyalty::Inertia => "Buys again, without a sign of attachment",
        Loyalty::Latent => "Shows attachment; bought once, or is gone",
        Loyalty::None => "Bought once or is gone, without a sign",
    }
}

/// Its name.
pub(super) fn level(of: Level) -> &'static str {
    match of {
        Level::Basic => "Basic",
        Level::Reactive => "Reactive",
        Level::Accountable => "Accountable",
        Level::Proactive => "Proactive",
        Level::Partnership => "Partnership",
    }
}

/// What it is.
pub(super) fn level_text(of: Level) -> &'static str {
    match of {
        Level::Basic => "Sold, and not followed",
        Level::Reactive => "Invited to get in touch",
        Level::Accountable => "Asked soon after every purchase",
        Level::Proactive => "Contacted once in every usual gap",
        Level::Partnership => "Worked with all the time",
    }
}
