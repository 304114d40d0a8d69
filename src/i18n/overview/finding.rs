//! What stands out on the overview, and the next step.

use serde::{Deserialize, Serialize};

use super::Overview;
use crate::base::{Money, Period};
use crate::i18n::{Language, Message, Say, Speaker};

/// What stands out on the overview, and the next step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Finding {
    /// Finding: who left.
    Lost {
        /// Their part of the customers then.
        share: f64,
        /// Then.
        compared: Period,
    },
    /// What they had brought.
    LostText {
        /// How many.
        customers: i64,
        /// Money then.
        spent: Money,
        /// Of them, with a rhythm of their own.
        regulars: i64,
    },
    /// The step.
    OpenLost {
        /// How many.
        customers: i64,
    },
    /// Finding: regulars silent for longer than the rule allows.
    Silent {
        /// How many.
        customers: i64,
    },
    /// What they brought.
    SilentText {
        /// How many.
        customers: i64,
        /// Money in the period.
        spent: Money,
        /// When they count as gone.
        rule: Gone,
    },
    /// The step.
    OpenSilent {
        /// How many.
        customers: i64,
    },
    /// Finding: who came once.
    OneTime {
        /// How many.
        customers: i64,
        /// Of all with a visit.
        of: i64,
    },
    /// What one more visit would bring.
    OneTimeText {
        /// Money of their visit.
        average: Money,
        /// One more visit of each tenth customer.
        worth: Money,
    },
    /// The step.
    OpenOneTime,
    /// Finding: growth hides that the base shrinks.
    HiddenLeak {
        /// Repeat buyers now.
        now: i64,
        /// Repeat buyers then.
        then: i64,
    },
    /// What it means.
    HiddenLeakText {
        /// What the lost ones had brought.
        lost: Money,
    },
    /// The step.
    OpenStayed,
}

/// When a customer counts as gone.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Gone {
    /// After so many usual gaps.
    Gaps(f64),
    /// After so many days.
    Days(i64),
    /// Below this chance of still being a customer.
    Chance(f64),
}

impl Say for Finding {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english(self, speaker),
        }
    }
}

impl From<Finding> for Message {
    fn from(message: Finding) -> Self {
        Overview::Finding(message).into()
    }
}

fn they_spent(customers: i64) -> &'static str {
    if customers == 1 {
        "The customer spent"
    } else {
        "They spent"
    }
}

fn english(message: &Finding, speaker: &Speaker) -> String {
    use Finding as M;
    let customers = |count: i64| speaker.counted(count, "customer", "customers");
    let count = |number: i64| speaker.count(number);
    let fixed: &str = match message {
        M::Lost { share, compared } => {
            return format!(
                "{} of the customers of {} did not return",
                speaker.percent(*share, 0),
                speaker.period(*compared)
            );
        }
        M::LostText {
            customers: n,
            spent,
            regulars,
        } => {
            let spent = format!("{} {} then.", they_spent(*n), speaker.money(*spent, 0));
            return match regulars {
                0 => spent,
                1 if *n == 1 => format!("{spent} The customer had come four times or more."),
                1 => format!("{spent} One of them had come four times or more."),
                n => format!("{spent} {} of them had come four times or more.", count(*n)),
            };
        }
        M::OpenLost { customers: n } => {
            return match n {
                1 => "See who left".to_owned(),
                n => format!("See the {} who left", count(*n)),
            };
        }
        M::Silent { customers: n } => {
            return format!(
                "{} {} silent for longer than usual",
                speaker.counted(*n, "regular", "regulars"),
                if *n == 1 { "is" } else { "are" }
            );
        }
        M::SilentText {
            customers: n,
            spent,
            rule,
        } => {
            let away = match rule {
                Gone::Gaps(gaps) => format!("{} usual gaps", speaker.number(*gaps, 1)),
                Gone::Days(days) => speaker.counted(*days, "day", "days"),
                Gone::Chance(below) => {
                    return format!(
                        "{} {} in the period; for each the chance of still being a customer is below {}.",
                        they_spent(*n),
                        speaker.money(*spent, 0),
                        speaker.percent(*below, 0)
                    );
                }
            };
            return format!(
                "{} {} in the period and {} been away for more than {away}.",
                they_spent(*n),
                speaker.money(*spent, 0),
                if *n == 1 { "has" } else { "have" }
            );
        }
        M::OpenSilent { customers: n } => {
            return match n {
                1 => "Call the customer".to_owned(),
                n => format!("Call the {}, dearest first", count(*n)),
            };
        }
        M::OneTime { customers: n, of } => {
            return format!(
                "{} of {} came once and not again",
                count(*n),
                customers(*of)
            );
        }
        M::OneTimeText { average, worth } => {
            return format!(
                "Their purchase was {} on average. One in ten of them coming once more is worth {}.",
                speaker.money(*average, 2),
                speaker.money(*worth, 0)
            );
        }
        M::OpenOneTime => "See who they are",
        M::HiddenLeak { now, then } => {
            return format!(
                "Growth hides a shrinking base: {} came more than once, {} before",
                customers(*now),
                count(*then)
            );
        }
        M::HiddenLeakText { lost } => {
            return format!(
                "New customers stand in for {} that went with those who left.",
                speaker.money(*lost, 0)
            );
        }
        M::OpenStayed => "See who stayed",
    };
    fixed.to_owned()
}
