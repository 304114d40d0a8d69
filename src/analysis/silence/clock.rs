//! Days counted by how many visits usually fall on them.

use crate::base::{Day, Month};

/// Least weight of a day: a shop that is closed for a month still ages a little.
const LEAST_WEIGHT: f64 = 0.05;

/// Days of an average month.
const MONTH_DAYS: f64 = 365.25 / 12.0;

/// A clock that runs faster where the season brings more visits, so that a quiet month is no
/// silence. Every month of it is as long as its index, an average one as a twelfth of a year. Without
/// a season it counts calendar days.
#[derive(Clone, Debug)]
pub struct Clock {
    from: Day,
    /// By days since `from`: what the clock shows at the end of the day.
    shown: Vec<f64>,
}

impl Clock {
    /// The clock from a day to another. `season` are the indices of the months from January on,
    /// one on average; they are not used where one of them is no number above nothing at all.
    pub fn new(from: Day, to: Day, season: Option<&[f64; 12]>) -> Self {
        let usable = season.filter(|season| {
            let all = season
                .iter()
                .all(|index| index.is_finite() && *index >= 0.0);
            all && season.iter().any(|&index| index > 0.0)
        });
        let mut shown = Vec::new();
        if let Some(season) = usable {
            shown.reserve(usize::try_from(to.since(from)).unwrap_or_default() + 1);
            let mut sum = 0.0;
            let mut day = from;
            while day <= to {
                let month = Month::of(day);
                let index = season[(month.of_year() - 1) as usize].max(LEAST_WEIGHT);
                let length = month.last_day().since(month.first_day()) + 1;
                let weight = index * MONTH_DAYS / f64::from(length);
                let end = month.last_day().min(to);
                while day <= end {
                    sum += weight;
                    shown.push(sum);
                    day = day.plus(1);
                }
            }
        }
        Self { from, shown }
    }

    /// Whether a season is counted in.
    pub fn knows_season(&self) -> bool {
        !self.shown.is_empty()
    }

    /// What passes from the end of a day to the end of a later one, in days of an average month.
    pub fn between(&self, earlier: Day, later: Day) -> f64 {
        if self.shown.is_empty() {
            return f64::from(later.since(earlier));
        }
        let at = |day: Day| {
            let place = day.since(self.from);
            let last = self.shown.len() - 1;
            usize::try_from(place).map_or(0.0, |place| self.shown[place.min(last)])
        };
        at(later) - at(earlier)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::from_iso(text).unwrap()
    }

    #[test]
    fn without_a_season_days_are_days() {
        let clock = Clock::new(day("2024-01-01"), day("2024-12-31"), None);
        let passed = clock.between(day("2024-02-01"), day("2024-03-01"));
        assert!((passed - 29.0).abs() < 1e-12);
        assert!(!clock.knows_season());
    }

    #[test]
    fn a_strong_month_counts_more() {
        let mut season = [0.9; 12];
        season[11] = 2.1;
        let clock = Clock::new(day("2024-01-01"), day("2025-01-31"), Some(&season));
        let between = |a, b| clock.between(day(a), day(b));
        let month = 30.4375;
        assert!((between("2024-10-31", "2024-11-30") - 0.9 * month).abs() < 1e-9);
        assert!((between("2024-11-30", "2024-12-31") - 2.1 * month).abs() < 1e-9);
        let first = 0.9 * month / 31.0;
        assert!((between("2024-12-31", "2025-01-01") - first).abs() < 1e-9);
    }

    #[test]
    fn an_index_that_is_no_number_is_not_used() {
        let mut season = [1.0; 12];
        season[3] = f64::NAN;
        let clock = Clock::new(day("2024-01-01"), day("2024-12-31"), Some(&season));
        assert!(!clock.knows_season());
    }
}
