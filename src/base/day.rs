use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A civil day, counted from 1970-01-01. Never an instant: no time zone can move it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

/// Year, month (1–12) and day of the month (1–31) of a civil day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    /// Year, −9999 to 9999.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: i8,
    /// Day of the month, 1 to 31.
    pub day: i8,
}

impl Day {
    /// The day of a civil date, or `None` when the calendar has no such day.
    pub fn from_civil(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self::from_date)
    }

    /// Reads `YYYY-MM-DD`.
    pub fn from_iso(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let year = parts.next()?.parse().ok()?;
        let month = parts.next()?.parse().ok()?;
        let day = parts.next()?.parse().ok()?;
        Self::from_civil(year, month, day)
    }

    /// Year, month and day of the month.
    pub fn civil(self) -> Civil {
        let date = self.date();
        Civil {
            year: date.year(),
            month: date.month(),
            day: date.day(),
        }
    }

    /// Day of the week, Monday 0 to Sunday 6.
    pub fn weekday(self) -> usize {
        // Day 0 is a Thursday. Asked of every row, so no calendar is.
        (i64::from(self.0) + 3).rem_euclid(7) as usize
    }

    /// The day `days` later (earlier when negative), kept within the calendar's range.
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Days from `earlier` to this day.
    pub fn since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }

    fn date(self) -> Date {
        let span = jiff::Span::new()
            .try_days(i64::from(self.0))
            .unwrap_or_default();
        Date::constant(1970, 1, 1).saturating_add(span)
    }

    fn from_date(date: Date) -> Self {
        let since = date.duration_since(Date::constant(1970, 1, 1));
        Self((since.as_secs() / 86_400) as i32)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Civil { year, month, day } = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Self::from_iso(&text).ok_or_else(|| serde::de::Error::custom("a day is written YYYY-MM-DD"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_epoch_is_a_thursday() {
        assert_eq!(Day::from_civil(1970, 1, 1), Some(Day(0)));
        assert_eq!(Day(0).weekday(), 3);
        assert_eq!([-4, -3, -1, 4].map(|day| Day(day).weekday()), [6, 0, 2, 0]);
        let leap_day = Day::from_civil(2024, 2, 29).map(Day::weekday);
        assert_eq!(leap_day, Some(3));
    }

    #[test]
    fn civil_dates_round_trip_over_four_centuries() {
        for day in -75_000..75_000 {
            let Civil {
                year,
                month,
                day: of_month,
            } = Day(day).civil();
            assert_eq!(Day::from_civil(year, month, of_month), Some(Day(day)));
        }
    }

    #[test]
    fn days_the_calendar_lacks_are_refused() {
        assert_eq!(Day::from_civil(2023, 2, 29), None);
        assert_eq!(
            Day::from_civil(2024, 2, 29)
                .map(|day| day.to_string())
                .as_deref(),
            Some("2024-02-29")
        );
        assert_eq!(Day::from_iso("2024-13-01"), None);
    }
}
