//! The periods the frame offers at one touch.

use crate::base::{Day, Period};

/// Most calendar years offered.
const MOST_YEARS: usize = 3;

/// Days of a year that may lie outside the data: shops are closed on the first of January.
const TOLERANCE_DAYS: i32 = 3;

/// A period offered at one touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodChoice {
    /// A full calendar year.
    Year(i16),
    /// The 365 days up to the as-of day.
    LastTwelveMonths(Period),
    /// From the first day to the as-of day.
    Everything(Period),
}

impl PeriodChoice {
    /// The period.
    pub fn period(self) -> Option<Period> {
        match self {
            Self::Year(year) => Period::year(year),
            Self::LastTwelveMonths(period) | Self::Everything(period) => Some(period),
        }
    }
}

/// What can be offered over data that begins on `first`, seen from `as_of`: full years, latest
/// first, then the last twelve months when there is more than that, then everything.
pub fn choices(first: Day, as_of: Day) -> Vec<PeriodChoice> {
    let Some(everything) = Period::new(first, as_of) else {
        return Vec::new();
    };
    let mut choices: Vec<PeriodChoice> = (first.civil().year..=as_of.civil().year)
        .rev()
        .filter(|year| {
            Period::year(*year).is_some_and(|period| {
                period.from.plus(TOLERANCE_DAYS) >= first && period.to <= as_of.plus(TOLERANCE_DAYS)
            })
        })
        .take(MOST_YEARS)
        .map(PeriodChoice::Year)
        .collect();
    let twelve_months = Period::new(as_of.plus(-364), as_of)
        .filter(|period| period.from > first && period.as_calendar_year().is_none());
    choices.extend(twelve_months.map(PeriodChoice::LastTwelveMonths));
    if Period::year(everything.from.civil().year) != Some(everything) {
        choices.push(PeriodChoice::Everything(everything));
    }
    choices
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::from_iso(text).unwrap()
    }

    #[test]
    fn full_years_come_first_and_tolerate_closed_days() {
        assert_eq!(
            choices(day("2023-01-02"), day("2025-12-30")),
            vec![
                PeriodChoice::Year(2025),
                PeriodChoice::Year(2024),
                PeriodChoice::Year(2023),
                PeriodChoice::LastTwelveMonths(Period::from_iso("2024-12-31..2025-12-30").unwrap()),
                PeriodChoice::Everything(Period::from_iso("2023-01-02..2025-12-30").unwrap()),
            ]
        );
    }

    #[test]
    fn a_short_file_offers_only_itself() {
        assert_eq!(
            choices(day("2025-03-01"), day("2025-06-30")),
            vec![PeriodChoice::Everything(
                Period::from_iso("2025-03-01..2025-06-30").unwrap()
            )]
        );
        assert_eq!(choices(day("2025-03-01"), day("2025-02-01")), vec![]);
    }

    #[test]
    fn one_calendar_year_is_offered_once() {
        assert_eq!(
            choices(day("2025-01-01"), day("2025-12-31")),
            vec![PeriodChoice::Year(2025)]
        );
    }
}
