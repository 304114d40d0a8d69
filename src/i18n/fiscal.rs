//! Messages of the statement by fiscal year.

use serde::{Deserialize, Serialize};

use super::profit::{Basis, basis_name};
use super::{Language, Say, Speaker};
use crate::base::{Money, Period};

/// Messages of the statement by fiscal year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Fiscal {
    /// Title: the whole year that brought most and the one that brought least.
    Title {
        /// What is told.
        basis: Basis,
        /// The best.
        best: (Period, Money),
        /// The other, where there are two whole ones.
        worst: Option<(Period, Money)>,
    },
    /// Title of the customers' segments.
    SegmentsTitle(Basis),
    /// What typed sums count for; the period they were typed for, where there are any.
    Subtitle {
        /// The period.
        sums_of: Option<Period>,
    },
    /// What makes a return a decision, and whether a table of costs is left out.
    Source {
        /// Left out.
        table_left_out: bool,
    },
    /// Column, row and set: a fiscal year.
    Year {
        /// Its days.
        period: Period,
        /// Whether the data hold a part of it.
        is_partial: bool,
    },
    /// Column.
    Years,
    /// Set of customers.
    Members {
        /// Its days.
        period: Period,
    },
    /// Parameter.
    BeginsIn,
}

impl Say for Fiscal {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english(self, speaker),
        }
    }
}

fn english(message: &Fiscal, speaker: &Speaker) -> String {
    use Fiscal as M;
    match message {
        M::Title { basis, best, worst } => {
            let of = |(period, money): &(Period, Money)| {
                format!("{} ({})", year(*period), speaker.money(*money, 0))
            };
            let basis = basis_name(*basis);
            let (period, money) = best;
            match worst {
                Some(worst) => format!("Highest {basis} in {}, lowest in {}", of(best), of(worst)),
                None => format!(
                    "In {}, the one whole fiscal year: {} of {basis}",
                    year(*period),
                    speaker.money(*money, 0)
                ),
            }
        }
        M::SegmentsTitle(basis) => {
            format!(
                "What today\u{2019}s segments left: {} by fiscal year",
                basis_name(*basis)
            )
        }
        M::Subtitle { sums_of: None } => "Everything up to the as-of day".to_owned(),
        M::Subtitle {
            sums_of: Some(period),
        } => format!(
            "Everything up to the as-of day; sums typed for {} count at the same amount a day",
            speaker.period(*period)
        ),
        M::Source { table_left_out } => {
            let table = if *table_left_out {
                "The table of costs names no days and is in no year. "
            } else {
                ""
            };
            format!(
                "{table}What a year returned is one half of the decision, what is expected the other: hold is to go on, watch to change the terms, let go to end it."
            )
        }
        M::Year { period, is_partial } => {
            let part = if *is_partial { ", in part" } else { "" };
            format!("{}{part}", year(*period))
        }
        M::Years => "Fiscal year".to_owned(),
        M::Members { period } => format!("Bought in the fiscal year {}", year(*period)),
        M::BeginsIn => "Fiscal year begins in".to_owned(),
    }
}

/// 2024, or 2023/24 of a year that begins in another month than January.
fn year(period: Period) -> String {
    match period.as_calendar_year() {
        Some(year) => year.to_string(),
        None => format!(
            "{}/{:02}",
            period.from.civil().year,
            period.to.civil().year.rem_euclid(100)
        ),
    }
}
