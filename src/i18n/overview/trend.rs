//! Which way a sum went, in words.

use serde::{Deserialize, Serialize};

use crate::i18n::Speaker;

/// Which way a sum went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trend {
    /// Up, beyond chance.
    Rising,
    /// Down, beyond chance.
    Falling,
    /// By less than a hundredth.
    Flat,
    /// Up, but it may be chance.
    PerhapsRising,
    /// Down, but it may be chance.
    PerhapsFalling,
}

pub(super) fn headline(
    trend: Trend,
    change: f64,
    (lost, of): (i64, i64),
    speaker: &Speaker,
) -> String {
    let change = speaker.percent(change, 1);
    let who = format!(
        "{} of {}",
        speaker.count(lost),
        speaker.counted(of, "customer", "customers")
    );
    match (trend, lost) {
        (Trend::Rising, 0) => format!("Revenue grew {change} and every customer stayed"),
        (Trend::Rising, _) => format!("Revenue grew {change}, but {who} left on the way"),
        (Trend::Falling, 0) => format!("Revenue fell {change}, though every customer stayed"),
        (Trend::Falling, _) => format!("Revenue fell {change}; {who} did not return"),
        (Trend::Flat, 0) => "Revenue stayed as it was and every customer stayed".to_owned(),
        (Trend::Flat, _) => format!("Revenue stayed as it was, though {who} left"),
        (Trend::PerhapsRising, 0) => {
            format!("Revenue rose {change}, which may be chance; every customer stayed")
        }
        (Trend::PerhapsRising, _) => {
            format!("Revenue rose {change}, which may be chance; {who} left")
        }
        (Trend::PerhapsFalling, 0) => {
            format!("Revenue fell {change}, which may be chance; every customer stayed")
        }
        (Trend::PerhapsFalling, _) => {
            format!("Revenue fell {change}, which may be chance; {who} left")
        }
    }
}

pub(super) fn months_title(
    trend: Trend,
    (months, above, below): (i64, i64, i64),
    speaker: &Speaker,
) -> String {
    let count = |number: i64| speaker.count(number);
    let last = last_months(months, speaker);
    match trend {
        Trend::Rising if above == months => {
            format!("Revenue was above the year before in each of {last}")
        }
        Trend::Rising => format!(
            "Revenue was above the year before in {} of {last}",
            count(above)
        ),
        Trend::Falling if below == months => {
            format!("Revenue was below the year before in each of {last}")
        }
        Trend::Falling => {
            format!(
                "Revenue was below the year before in {} of {last}",
                count(below)
            )
        }
        Trend::Flat => format!(
            "Revenue of {last} was that of the year before, within {}",
            speaker.percent(0.01, 0)
        ),
        Trend::PerhapsRising | Trend::PerhapsFalling => format!(
            "No clear direction: of {last}, {} {} above the year before and {} below",
            count(above),
            if above == 1 { "was" } else { "were" },
            count(below)
        ),
    }
}

pub(super) fn last_months(months: i64, speaker: &Speaker) -> String {
    format!("the last {} full months", speaker.count(months))
}
