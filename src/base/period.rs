use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Civil, Day};

/// A span of days, both ends included. `from` is never after `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
}

/// A calendar month, counted from January of year 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(pub i32);

impl Period {
    /// The span from `from` to `to`, or `None` when it would be empty.
    pub fn new(from: Day, to: Day) -> Option<Self> {
        (from <= to).then_some(Self { from, to })
    }

    /// The calendar year.
    pub fn year(year: i16) -> Option<Self> {
        Self::new(Day::from_civil(year, 1, 1)?, Day::from_civil(year, 12, 31)?)
    }

    /// Reads `FROM..TO`, both `YYYY-MM-DD`.
    pub fn from_iso(text: &str) -> Option<Self> {
        let (from, to) = text.split_once("..")?;
        Self::new(Day::from_iso(from)?, Day::from_iso(to)?)
    }

    /// Number of days.
    pub fn length_days(self) -> i32 {
        self.to.since(self.from) + 1
    }

    /// Whether the day lies within.
    pub fn contains(self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }

    /// The calendar year this period is, if it is exactly one.
    pub fn as_calendar_year(self) -> Option<i16> {
        let year = self.from.civil().year;
        (Self::year(year) == Some(self)).then_some(year)
    }

    /// The period of the same length just before. The calendar year before a calendar year is a
    /// calendar year, though a leap day may make it a day longer or shorter.
    pub fn before(self) -> Self {
        if let Some(year) = self
            .as_calendar_year()
            .and_then(|year| Self::year(year - 1))
        {
            return year;
        }
        Self {
            from: self.from.plus(-self.length_days()),
            to: self.from.plus(-1),
        }
    }

    /// The same days one calendar year earlier (29 February becomes 28 February).
    pub fn year_before(self) -> Self {
        Self {
            from: a_year_earlier(self.from),
            to: a_year_earlier(self.to),
        }
    }
}

fn a_year_earlier(day: Day) -> Day {
    let Civil {
        year,
        month,
        day: of_month,
    } = day.civil();
    Day::from_civil(year - 1, month, of_month)
        .or_else(|| Day::from_civil(year - 1, month, 28))
        .unwrap_or(day)
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.from, self.to)
    }
}

impl Month {
    /// The month a day lies in.
    pub fn of(day: Day) -> Self {
        let Civil { year, month, .. } = day.civil();
        Self(i32::from(year) * 12 + i32::from(month) - 1)
    }

    /// Calendar year.
    pub fn year(self) -> i16 {
        self.0.div_euclid(12) as i16
    }

    /// Month of the year, 1 to 12.
    pub fn of_year(self) -> i8 {
        self.0.rem_euclid(12) as i8 + 1
    }

    /// First day of the month.
    pub fn first_day(self) -> Day {
        Day::from_civil(self.year(), self.of_year(), 1).unwrap_or_default()
    }

    /// Last day of the month.
    pub fn last_day(self) -> Day {
        Self(self.0 + 1).first_day().plus(-1)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.of_year())
    }
}

impl Serialize for Month {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Day::from_iso(&format!("{text}-01"))
            .map(Self::of)
            .ok_or_else(|| serde::de::Error::custom("a month is written YYYY-MM"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Period {
        Period::from_iso(text).unwrap()
    }

    #[test]
    fn the_period_before_a_year_is_a_year() {
        assert_eq!(
            period("2025-01-01..2025-12-31").before(),
            period("2024-01-01..2024-12-31")
        );
        assert_eq!(
            period("2025-03-01..2025-03-10").before(),
            period("2025-02-19..2025-02-28")
        );
    }

    #[test]
    fn the_year_before_a_leap_day_ends_on_the_28th() {
        assert_eq!(
            period("2024-02-01..2024-02-29").year_before(),
            period("2023-02-01..2023-02-28")
        );
    }

    #[test]
    fn a_month_knows_its_ends() {
        let month = Month::of(Day::from_iso("2024-02-10").unwrap());
        assert_eq!(month.to_string(), "2024-02");
        assert_eq!(month.last_day().to_string(), "2024-02-29");
    }
}
