//! From when and over what span the analyses speak, with every default resolved.

use crate::base::{Day, Month, Period};
use crate::dataset::{Compare, Dataset, GoneRule, View};

/// Days of a month or year that may lie outside the data before it counts as partial.
pub const PARTIAL_TOLERANCE_DAYS: i32 = 3;

/// First days of the data in which a new customer may be an old one whose first purchase the data
/// do not reach back to.
pub const LEFT_TRUNCATED_DAYS: i32 = 90;

/// Usual gaps of silence after which a customer counts as gone, under [`GoneRule::OwnGap`].
pub const GONE_AFTER_GAPS: f64 = 2.5;

/// A [`View`] with nothing left open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ViewFrame {
    /// The day the analysis speaks from; later rows are out of view.
    pub as_of: Day,
    /// First and last day of the data in view.
    pub span: Period,
    /// The period W.
    pub period: Period,
    /// What the person asked to compare with.
    pub compare: Compare,
    /// What it is compared with; `None` when nothing is, or when the data do not cover it.
    pub compared: Option<Period>,
    /// When a customer counts as gone.
    pub gone: GoneRule,
    /// Whether days whose rows are all exactly 0 count as occasions.
    pub free_goods: bool,
}

impl ViewFrame {
    /// Resolves a view over data from `first` to `last`.
    pub fn resolve(view: &View, first: Day, last: Day) -> Self {
        let as_of = view.as_of.unwrap_or(last);
        let from = first.min(as_of);
        let span = Period {
            from,
            to: last.min(as_of).max(from),
        };
        let period = view.period.unwrap_or_else(|| default_period(first, as_of));
        Self {
            as_of,
            span,
            period,
            compare: view.compare,
            compared: compared_period(period, view.compare, first),
            gone: view.gone,
            free_goods: view.free_goods_are_occasions.0,
        }
    }

    /// Resolves a view of data; of a list of customers it is always everything.
    pub fn of(view: &View, data: &Dataset, first: Day, last: Day) -> Self {
        if data.totals().is_some() {
            Self::of_totals(view, first, last)
        } else {
            Self::resolve(view, first, last)
        }
    }

    /// Whether more than [`PARTIAL_TOLERANCE_DAYS`] days of the month lie outside the data.
    pub fn is_partial(&self, month: Month) -> bool {
        self.lacks_days(Period {
            from: month.first_day(),
            to: month.last_day(),
        })
    }

    /// The same of any period.
    pub fn lacks_days(&self, period: Period) -> bool {
        let missing =
            self.span.from.since(period.from).max(0) + period.to.since(self.span.to).max(0);
        missing > PARTIAL_TOLERANCE_DAYS
    }

    /// Days of silence after which a customer with this usual gap counts as gone. A chance tells who
    /// is gone and not since when: under it, those of the usual gaps.
    pub fn gone_after_days(&self, usual_gap_days: Option<f64>) -> Option<f64> {
        match self.gone {
            GoneRule::OwnGap | GoneRule::PAlive { .. } => {
                usual_gap_days.map(|gap| gap * GONE_AFTER_GAPS)
            }
            GoneRule::FixedDays { days } => Some(f64::from(days)),
        }
    }

    /// Whether a customer whose first purchase in the data was on this day may be older than the
    /// data.
    pub fn may_be_old(&self, first: Day) -> bool {
        first.since(self.span.from) < LEFT_TRUNCATED_DAYS
    }
}

/// Length of a period in calendar years, as a fraction: whole years that fit, and the rest as a part
/// of the next one. A calendar year is exactly one, leap or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Years {
    /// Days, with every whole year counted as long as the year the rest lies in.
    days: i32,
    /// Days of that year.
    year_days: i32,
}

impl Years {
    /// The length of the period.
    pub fn of(period: Period) -> Self {
        let end = period.to.plus(1);
        let from = period.from.civil();
        let anniversary = |years: i16| {
            let year = from.year.saturating_add(years);
            Day::from_civil(year, from.month, from.day)
                .or_else(|| Day::from_civil(year, from.month, 28))
                .unwrap_or(end)
        };
        let mut whole = end.civil().year.saturating_sub(from.year).max(0);
        if anniversary(whole) > end {
            whole -= 1;
        }
        let (start, next) = (anniversary(whole), anniversary(whole.saturating_add(1)));
        let year_days = next.since(start).max(1);
        Self {
            days: i32::from(whole) * year_days + end.since(start),
            year_days,
        }
    }

    /// In years.
    pub fn length(self) -> f64 {
        f64::from(self.days) / f64::from(self.year_days)
    }

    /// So many in the period are how many a year, rounded once: what lies exactly on a line is
    /// equal to it.
    pub fn per_year(self, count: u32) -> f64 {
        f64::from(count) * f64::from(self.year_days) / f64::from(self.days)
    }

    /// So many in the period are how many a month, the twelfth part of a year; rounded once.
    pub fn per_month(self, count: u32) -> f64 {
        f64::from(count) * f64::from(self.year_days) / (f64::from(self.days) * 12.0)
    }
}

/// The last full calendar year if a full one precedes it, else the last 365 days, else everything.
///
/// A year is full when at most [`PARTIAL_TOLERANCE_DAYS`] of its days lie outside the data: shops
/// are closed on the first of January.
pub fn default_period(first: Day, as_of: Day) -> Period {
    let everything = Period {
        from: first.min(as_of),
        to: as_of,
    };
    let tolerant = as_of.plus(PARTIAL_TOLERANCE_DAYS);
    let last_year = (0..=1)
        .filter_map(|back| Period::year(as_of.civil().year - back))
        .find(|year| year.to <= tolerant);
    if let Some(year) = last_year
        && year.before().from.plus(PARTIAL_TOLERANCE_DAYS) >= first
    {
        return year;
    }
    if as_of.since(first) + 1 >= 365 {
        return Period {
            from: as_of.plus(-364),
            to: as_of,
        };
    }
    everything
}

/// What the period is compared with, or `None` when the data begin after it does: a part would be
/// compared with a whole. One day in thirty may be missing, at most [`PARTIAL_TOLERANCE_DAYS`].
pub fn compared_period(period: Period, compare: Compare, first: Day) -> Option<Period> {
    let compared = match compare {
        Compare::Previous => period.before(),
        Compare::YearBefore => period.year_before(),
        Compare::None => return None,
    };
    let tolerance_days = (compared.length_days() / 30).min(PARTIAL_TOLERANCE_DAYS);
    (first <= compared.from.plus(tolerance_days)).then_some(compared)
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "whole years are exact")]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::from_iso(text).unwrap()
    }

    fn default_of(first: &str, as_of: &str) -> String {
        default_period(day(first), day(as_of)).to_string()
    }

    #[test]
    fn the_last_full_year_is_taken_when_a_full_one_precedes_it() {
        assert_eq!(
            default_of("2023-01-02", "2025-12-31"),
            "2025-01-01..2025-12-31"
        );
        assert_eq!(
            default_of("2023-01-02", "2025-12-30"),
            "2025-01-01..2025-12-31"
        );
        assert_eq!(
            default_of("2023-01-02", "2026-03-05"),
            "2025-01-01..2025-12-31"
        );
    }

    #[test]
    fn else_the_last_365_days_else_everything() {
        assert_eq!(
            default_of("1997-01-01", "1998-06-30"),
            "1997-07-01..1998-06-30"
        );
        assert_eq!(
            default_of("2024-03-01", "2024-05-31"),
            "2024-03-01..2024-05-31"
        );
        assert_eq!(
            default_of("2024-03-01", "2024-03-01"),
            "2024-03-01..2024-03-01"
        );
    }

    #[test]
    fn a_year_is_one_year_leap_or_not() {
        let years = |text: &str| Years::of(Period::from_iso(text).unwrap());
        let of = |text: &str| years(text).length();
        assert_eq!(of("2024-01-01..2024-12-31"), 1.0);
        assert_eq!(of("2025-01-01..2025-12-31"), 1.0);
        assert_eq!(of("2023-03-01..2024-02-29"), 1.0);
        assert_eq!(of("2024-02-29..2026-02-27"), 2.0);
        assert!((of("2024-01-01..2024-01-01") - 1.0 / 366.0).abs() < 1e-12);
        assert!((of("1997-01-01..1998-06-30") - (1.0 + 181.0 / 365.0)).abs() < 1e-12);
        // 1 year and 244 of 366 days, 20 months: 20 ÷ (1 + 2/3) ÷ 12 in floating point is not 1.
        assert_eq!(years("2022-07-01..2024-02-29").per_month(20), 1.0);
        assert_eq!(years("2022-07-01..2024-02-29").per_year(20), 12.0);
    }

    #[test]
    fn a_compared_period_the_data_do_not_cover_is_none() {
        let year = Period::year(1998).unwrap();
        let covered = compared_period(year, Compare::Previous, day("1997-01-04"));
        assert_eq!(covered, Period::year(1997));
        let one_day = Period::from_iso("1997-01-02..1997-01-02").unwrap();
        let before = compared_period(one_day, Compare::Previous, day("1997-01-02"));
        assert_eq!(before, None, "a day has no tolerance");
        assert_eq!(
            compared_period(year, Compare::Previous, day("1997-01-05")),
            None
        );
        assert_eq!(
            compared_period(year, Compare::None, day("1990-01-01")),
            None
        );
    }

    #[test]
    fn months_after_the_data_are_outside_of_them() {
        let view = View {
            as_of: Some(day("2024-12-31")),
            ..View::default()
        };
        let frame = ViewFrame::resolve(&view, day("2024-01-01"), day("2024-06-10"));
        assert_eq!(frame.span.to, day("2024-06-10"));
        assert!(frame.is_partial(Month::of(day("2024-06-01"))));
    }

    #[test]
    fn a_month_may_lack_three_days() {
        let frame = ViewFrame::resolve(&View::default(), day("2024-01-04"), day("2024-03-27"));
        assert!(!frame.is_partial(Month::of(day("2024-01-10"))));
        assert!(!frame.is_partial(Month::of(day("2024-02-10"))));
        assert!(frame.is_partial(Month::of(day("2024-03-10"))));
    }
}
