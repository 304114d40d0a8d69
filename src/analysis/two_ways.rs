//! P15: the months to come, told by the months before and by the customers.

use super::CustomerBase;
use super::forecast::Forecast;
use super::trading_days::Calendar;
use crate::base::{Day, Money, Period};

/// Days at the beginning of the data in which customers seen for the first time may be old.
const MAYBE_OLD_DAYS: i32 = 90;

/// Part of the forecast within which two ways come to much the same.
const NEAR: f64 = 0.1;

/// Mean length of a month, in days.
const MONTH_DAYS: f64 = 30.4375;

/// The money of a time to come by both ways, in currency units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TwoWays {
    /// The time.
    pub ahead: Period,
    /// What the customers known today are expected to spend, as their models say it.
    pub known: f64,
    /// What the time of the year makes of it, 1 where nothing is known of the season.
    pub season: f64,
    /// What new customers brought in the same time before, with the season of the time to come;
    /// `None` where the data do not reach back far enough.
    pub newcomers: Option<f64>,
    /// What the months before say.
    pub forecast: f64,
    /// Sums of the monthly bounds of the forecast.
    pub bounds: Option<(f64, f64)>,
}

impl TwoWays {
    /// Puts both side by side over so many days after the as-of day. The forecast must reach that
    /// far.
    pub fn of(
        base: &CustomerBase,
        known: f64,
        days: i32,
        forecast: &Forecast,
        calendar: Option<&Calendar<'_>>,
    ) -> Option<Self> {
        let frame = base.frame();
        let ahead = Period::new(frame.as_of.plus(1), frame.as_of.plus(days))?;
        let behind = Period::new(frame.as_of.plus(1 - days), frame.as_of)?;
        let usual = f64::from(days) / MONTH_DAYS;
        let season = calendar.map_or(1.0, |calendar| calendar.worth(ahead) / usual);
        let reaches = behind.from.since(frame.span.from) >= MAYBE_OLD_DAYS;
        let again = calendar.map_or(1.0, |calendar| calendar.ratio(behind, ahead));
        let newcomers = reaches.then(|| again * new_revenue(base, behind.from));
        let parts = || {
            forecast.points.iter().filter_map(|point| {
                let (first, last) = (point.month.first_day(), point.month.last_day());
                let within = Period::new(first.max(ahead.from), last.min(ahead.to))?;
                let length = last.since(first) + 1;
                Some((point, f64::from(within.length_days()) / f64::from(length)))
            })
        };
        let bound = |of: fn((f64, f64)) -> f64| -> Option<f64> {
            parts()
                .map(|(point, part)| Some(part * of(point.interval?)))
                .sum()
        };
        Some(Self {
            ahead,
            known,
            season,
            newcomers,
            forecast: parts().map(|(point, part)| part * point.expected).sum(),
            bounds: bound(|(low, _)| low).zip(bound(|(_, high)| high)),
        })
    }

    /// Months a forecast must have to reach over so many days.
    pub fn months(days: i32) -> usize {
        (f64::from(days.max(0)) / 28.0).ceil() as usize + 2
    }

    /// What all customers together will spend, those to come included.
    pub fn together(&self) -> f64 {
        self.known * self.season + self.newcomers.unwrap_or(0.0)
    }

    /// Customers together less the forecast.
    pub fn gap(&self) -> f64 {
        self.together() - self.forecast
    }

    /// The gap as a part of the forecast.
    pub fn gap_share(&self) -> Option<f64> {
        (self.forecast > 0.0).then(|| self.gap() / self.forecast)
    }

    /// Whether both come to much the same: the customers' sum lies within the bounds of the forecast
    /// and not far from it.
    pub fn agree(&self) -> bool {
        let near = self.gap_share().is_some_and(|gap| gap.abs() < NEAR);
        near && self
            .bounds
            .is_none_or(|(low, high)| (low..=high).contains(&self.together()))
    }
}

/// Net money of customers who bought for the first time on this day or later, in currency units.
fn new_revenue(base: &CustomerBase, from: Day) -> f64 {
    let new = base
        .buyer_ixs()
        .filter(|&customer| base.first_day(customer).is_some_and(|first| first >= from))
        .map(|customer| base.revenue(customer));
    Money::sum(new).to_units_f64()
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "what is written here is exact")]
mod tests {
    use super::*;

    #[test]
    fn the_gap_is_told_beside_the_forecast() {
        let found = TwoWays {
            ahead: Period {
                from: Day(0),
                to: Day(359),
            },
            known: 250.0,
            season: 1.0,
            newcomers: Some(40.0),
            forecast: 300.0,
            bounds: Some((280.0, 320.0)),
        };
        assert_eq!(found.together(), 290.0);
        assert!((found.gap_share().unwrap() + 1.0 / 30.0).abs() < 1e-12);
        assert!(found.agree());
        let alone = TwoWays {
            newcomers: None,
            ..found
        };
        assert!(!alone.agree());
        assert_eq!(TwoWays::months(360), 15);
    }
}
