use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Day, Month, Period};

/// How long the steps of a calendar are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CalendarStep {
    /// Calendar months.
    #[default]
    Month,
    /// Quarters of a calendar year.
    Quarter,
    /// Calendar years.
    Year,
}

impl CalendarStep {
    /// Every step, shortest first.
    pub const ALL: [Self; 3] = [Self::Month, Self::Quarter, Self::Year];

    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// The step with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.id() == id)
    }

    /// Months of a step.
    pub fn months(self) -> i32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }
}

/// A calendar month, quarter or year, counted from year 0. Written `2024-03`, `2024-Q1`, `2024`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CalendarPeriod {
    /// Which kind.
    pub step: CalendarStep,
    /// How many steps after the first of year 0.
    pub ordinal: i32,
}

impl CalendarPeriod {
    /// The one a day lies in.
    pub fn of(step: CalendarStep, day: Day) -> Self {
        Self {
            step,
            ordinal: Month::of(day).0.div_euclid(step.months()),
        }
    }

    /// Reads what [`fmt::Display`] writes.
    pub fn from_id(id: &str) -> Option<Self> {
        let (year, rest) = id.split_once('-').unwrap_or((id, ""));
        let (step, within) = match rest.strip_prefix('Q') {
            _ if rest.is_empty() => (CalendarStep::Year, 1),
            Some(quarter) => (CalendarStep::Quarter, quarter.parse().ok()?),
            None => (CalendarStep::Month, rest.parse().ok()?),
        };
        let steps = 12 / step.months();
        let year: i32 = year.parse().ok().filter(|year| (0..=9999).contains(year))?;
        let found = Self {
            step,
            ordinal: year * steps + within - 1,
        };
        ((1..=steps).contains(&within) && found.to_string() == id).then_some(found)
    }

    /// The one so many steps later.
    #[must_use]
    pub fn plus(self, steps: i32) -> Self {
        Self {
            ordinal: self.ordinal.saturating_add(steps),
            ..self
        }
    }

    /// Its first month.
    pub fn first_month(self) -> Month {
        Month(self.ordinal.saturating_mul(self.step.months()))
    }

    /// Its days.
    pub fn period(self) -> Period {
        let first = self.first_month();
        Period {
            from: first.first_day(),
            to: Month(first.0 + self.step.months() - 1).last_day(),
        }
    }
}

impl fmt::Display for CalendarPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let month = self.first_month();
        match self.step {
            CalendarStep::Month => month.fmt(f),
            CalendarStep::Quarter => {
                write!(f, "{:04}-Q{}", month.year(), (month.of_year() - 1) / 3 + 1)
            }
            CalendarStep::Year => write!(f, "{:04}", month.year()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_read_as_it_is_written() {
        let day = Day::from_iso("2024-08-15").unwrap();
        for (step, id, period) in [
            (CalendarStep::Month, "2024-08", "2024-08-01..2024-08-31"),
            (CalendarStep::Quarter, "2024-Q3", "2024-07-01..2024-09-30"),
            (CalendarStep::Year, "2024", "2024-01-01..2024-12-31"),
        ] {
            let found = CalendarPeriod::of(step, day);
            assert_eq!(found.to_string(), id);
            assert_eq!(found.period().to_string(), period);
            assert_eq!(CalendarPeriod::from_id(id), Some(found));
            assert!(found.plus(1).period().from == found.period().to.plus(1));
        }
        for wrong in [
            "", "x", "2024-13", "2024-0", "2024-Q5", "2024-Q", "24", "2024-1", "-5",
        ] {
            assert_eq!(CalendarPeriod::from_id(wrong), None, "{wrong}");
        }
    }
}
