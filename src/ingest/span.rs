//! The last day that can be believed, found from all days of a file.

use crate::base::{Day, Month};

/// How many rows each month has, from 1900 to 2100.
#[derive(Debug)]
pub(super) struct MonthCounts {
    rows: Vec<u32>,
    /// The month of the last day counted.
    last: (Day, usize),
}

const FIRST_MONTH: i32 = 1900 * 12;
const MONTHS: usize = 201 * 12;

impl Default for MonthCounts {
    fn default() -> Self {
        Self {
            rows: vec![0; MONTHS],
            last: (Day(0), (1970 - 1900) * 12),
        }
    }
}

impl MonthCounts {
    /// Counts a row.
    #[inline]
    pub(super) fn add(&mut self, day: Day) {
        if day != self.last.0 {
            self.last = (day, month_ix(day));
        }
        if let Some(rows) = self.rows.get_mut(self.last.1) {
            *rows = rows.saturating_add(1);
        }
    }

    /// The year of the last row counted, from 1900.
    #[inline]
    pub(super) fn last_year(&self) -> usize {
        self.last.1.min(MONTHS - 1) / 12
    }

    /// The first day beyond belief, if there is one: the first day of the first month that comes
    /// after at least 95 % of the rows and after a gap of more than five years without any row.
    ///
    /// A mistyped year (2032 for 2023) stands alone years after the rest; a shop that slowly sells
    /// less leaves no such gap, however few its last rows are. Twenty rows are needed to call one
    /// of them the odd one out; days after 2100 never come so far (see `date`).
    pub(super) fn unbelievable_from(&self) -> Option<Day> {
        const GAP_MONTHS: usize = 60;
        let total: u64 = self.rows.iter().map(|&rows| u64::from(rows)).sum();
        let mut before = 0;
        let mut last_month = None;
        for (month, &rows) in self.rows.iter().enumerate().filter(|(_, rows)| **rows > 0) {
            if let Some(last) = last_month
                && month - last > GAP_MONTHS + 1
                && before * 20 >= total * 19
            {
                return Some(Month(FIRST_MONTH + month as i32).first_day());
            }
            last_month = Some(month);
            before += u64::from(rows);
        }
        None
    }

    /// Whether 1970-01-01, day 0 of many programs, stands for "unknown": no other row lies within
    /// five years after it.
    pub(super) fn epoch_is_a_placeholder(&self, epoch_rows: u64) -> bool {
        let from = month_ix(Day(0));
        let near: u64 = self.rows[from..=from + 60]
            .iter()
            .map(|&rows| u64::from(rows))
            .sum();
        let total: u64 = self.rows.iter().map(|&rows| u64::from(rows)).sum();
        epoch_rows > 0 && near <= epoch_rows && total > epoch_rows
    }
}

/// The month of a day, counted from 1900 (Hinnant 2013, `civil_from_days`): every row needs it, and
/// a calendar's date type costs more than the rest of the row.
fn month_ix(day: Day) -> usize {
    let days = day.0 + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let leap_days = day_of_era / 1_460 - day_of_era / 36_524 + day_of_era / 146_096;
    let year_of_era = (day_of_era - leap_days) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    // Months since March, so that the leap day is the last of its year.
    let month = (5 * day_of_year + 2) / 153;
    let month_ix = (era * 400 + year_of_era) * 12 + month + 2 - FIRST_MONTH;
    usize::try_from(month_ix).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(days: &[(&str, usize)]) -> MonthCounts {
        let mut counts = MonthCounts::default();
        for &(day, rows) in days {
            for _ in 0..rows {
                counts.add(Day::from_iso(day).unwrap());
            }
        }
        counts
    }

    #[test]
    fn months_are_those_of_the_calendar() {
        let first = Day::from_civil(1900, 1, 1).unwrap();
        for days in 0..73_414 {
            let day = first.plus(days);
            assert_eq!(
                month_ix(day) as i32,
                Month::of(day).0 - FIRST_MONTH,
                "{day}"
            );
        }
    }

    #[test]
    fn a_mistyped_year_stands_alone_years_later() {
        let typo = counts(&[("2022-03-01", 200), ("2023-10-25", 215), ("2032-05-01", 3)]);
        assert_eq!(
            typo.unbelievable_from()
                .map(|day| day.to_string())
                .as_deref(),
            Some("2032-05-01")
        );
    }

    #[test]
    fn a_long_tail_of_few_rows_is_believed() {
        let mut days = vec![("2005-01-01", 100_000)];
        days.extend([("2008-01-01", 10), ("2012-01-01", 10), ("2016-12-01", 1)]);
        assert_eq!(counts(&days).unbelievable_from(), None);
        let few = counts(&[("2010-01-01", 18), ("2024-01-01", 1)]);
        assert_eq!(few.unbelievable_from(), None);
    }

    #[test]
    fn day_nought_is_a_placeholder_when_it_stands_alone() {
        let alone = counts(&[("1970-01-01", 30), ("2023-01-01", 400)]);
        assert!(alone.epoch_is_a_placeholder(30));
        let lived = counts(&[("1970-01-01", 3), ("1971-01-01", 400)]);
        assert!(!lived.epoch_is_a_placeholder(3));
    }
}
