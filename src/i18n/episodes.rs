//! Messages of `episodes`.

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};

/// Messages of `episodes`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Episodes {
    /// A type of episodes.
    Kind(Kind),
    /// How many of a type.
    Count {
        /// The type.
        kind: Kind,
        /// How many.
        episodes: i64,
    },
    /// Small line above the headline.
    Eyebrow,
    /// Title: how often customers come again after the episodes that lose most.
    Title {
        /// The type.
        kind: Kind,
        /// Part of these that a purchase followed in time.
        back: f64,
        /// The same of all other purchases.
        usual: f64,
    },
    /// Title: no type differs, or too little is known.
    NothingStands,
    /// Title: only sums are known.
    NoPurchases,
    /// What to do then.
    NoPurchasesText,
    /// What is counted.
    Subtitle,
    /// What an episode is.
    Source {
        /// Part of a year's spending from which a purchase is large.
        large_from: f64,
    },
    /// Figure.
    Critical,
    /// What it is.
    CriticalWords,
    /// How it is found.
    CriticalFormula {
        /// Critical ones.
        critical: i64,
        /// All.
        all: i64,
    },
    /// What would make it wrong.
    Caveat,
    /// Parameter.
    LargeShare,
    /// Column.
    KindColumn,
    /// Column.
    EpisodesColumn,
    /// Column.
    BackColumn,
    /// Column.
    AgainstColumn,
    /// Set of customers.
    Members(Kind),
    /// Card: the critical episodes.
    CardTitle {
        /// How many.
        critical: i64,
    },
    /// Card: all by type.
    CardSubtitle(Vec<Episodes>),
    /// Column.
    Day,
    /// Column.
    Amount,
    /// Column.
    OfYear,
    /// Column.
    CameBack,
}

/// A type of episodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// See `analysis::episodes`.
    First,
    /// See there.
    Large,
    /// See there.
    Purchase,
    /// See there.
    Return,
    /// See there.
    Complaint,
    /// See there.
    Contact,
    /// See there.
    Campaign,
}

impl Say for Episodes {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english(self, speaker),
        }
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::First => "First purchase",
        Kind::Large => "Large purchase",
        Kind::Purchase => "Other purchase",
        Kind::Return => "Return",
        Kind::Complaint => "Complaint",
        Kind::Contact => "Other contact",
        Kind::Campaign => "Campaign",
    }
}

fn counted(of: Kind, count: i64, speaker: &Speaker) -> String {
    let (one, more) = match of {
        Kind::First => ("first purchase", "first purchases"),
        Kind::Large => ("large purchase", "large purchases"),
        Kind::Purchase => ("other purchase", "other purchases"),
        Kind::Return => ("return", "returns"),
        Kind::Complaint => ("complaint", "complaints"),
        Kind::Contact => ("other contact", "other contacts"),
        Kind::Campaign => ("campaign", "campaigns"),
    };
    speaker.counted(count, one, more)
}

fn after(of: Kind) -> &'static str {
    match of {
        Kind::First => "the first purchase",
        Kind::Large => "a large purchase",
        Kind::Purchase => "another purchase",
        Kind::Return => "a return",
        Kind::Complaint => "a complaint",
        Kind::Contact => "another contact",
        Kind::Campaign => "a campaign",
    }
}

fn english(message: &Episodes, speaker: &Speaker) -> String {
    use Episodes as M;
    let fixed: &str = match message {
        M::Kind(of) => kind(*of),
        M::Count { kind, episodes } => return counted(*kind, *episodes, speaker),
        M::Eyebrow => "Episodes",
        M::Title { kind, back, usual } => {
            return format!(
                "After {} {} come again within 90 days, after other purchases {}",
                after(*kind),
                speaker.percent(*back, 0),
                speaker.percent(*usual, 0)
            );
        }
        M::NothingStands => "No kind of episode stands out by what follows",
        M::NoPurchases => "Single purchases are not in the file",
        M::NoPurchasesText => "Import the sales themselves to see what follows on what.",
        M::Subtitle => "All time, and whether a purchase followed within 90 days",
        M::Source { large_from } => {
            return format!(
                "Large: at least {} of the customer’s spending of the year up to it. What followed is told of episodes at least 90 days ago",
                speaker.percent(*large_from, 0)
            );
        }
        M::Critical => "Critical episodes",
        M::CriticalWords => {
            "First purchases, large ones, returns and complaints: what is exchanged is much for the customer, or something went wrong"
        }
        M::CriticalFormula { critical, all } => {
            return format!(
                "{} of {}",
                speaker.count(*critical),
                speaker.counted(*all, "episode", "episodes")
            );
        }
        M::Caveat => {
            "What follows on an episode need not follow from it: customers who return goods may be others from the start. Late deliveries are not in the file."
        }
        M::LargeShare => "Large purchase, share of a year’s spending",
        M::KindColumn => "Episode",
        M::EpisodesColumn => "Episodes",
        M::BackColumn => "Came again within 90 days",
        M::AgainstColumn => "Against other purchases",
        M::Members(of) => return format!("{}, customers", kind(*of)),
        M::CardTitle { critical: 0 } => "No critical episode",
        M::CardTitle { critical } => {
            return speaker.counted(*critical, "critical episode", "critical episodes");
        }
        M::CardSubtitle(counts) => {
            let counts: Vec<String> = counts.iter().map(|count| count.say(speaker)).collect();
            return format!("Among {}", speaker.list(&counts));
        }
        M::Day => "Day",
        M::Amount => "Money",
        M::OfYear => "Of a year’s spending",
        M::CameBack => "Came again within 90 days",
    };
    fixed.to_owned()
}
