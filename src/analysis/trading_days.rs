//! P14: what the days of the week do to sales, and through them to months.

use super::CustomerBase;
use super::season::{Measure, SeasonIndex, is_monthly};
use crate::base::{Day, Month, Period};

/// Fewest full weeks behind the indices.
pub const LEAST_WEEKS: i32 = 8;

/// Fewest visits behind the indices: ten for each day of the week.
const LEAST_VISITS: u64 = 70;

/// Fewest months beside their trend behind the effect on months.
const LEAST_MONTHS: usize = 12;

/// How many standard errors from zero the effect must be.
const CLEAR: f64 = 3.0;

/// What each day of the week brings, as a multiple of a usual day.
#[derive(Clone, Debug, PartialEq)]
pub struct Weekdays {
    /// Monday to Sunday, mean 1.
    pub index: [f64; 7],
    /// What was counted, by day of the week.
    pub sums: [f64; 7],
    /// Whole weeks it is counted over, closed days included.
    pub weeks: i32,
}

impl Weekdays {
    /// Counts the purchases of the whole weeks in view; refunds on days without a purchase are in no
    /// day of the week. `None` for fewer than [`LEAST_WEEKS`] weeks, for hardly any visits, and where
    /// one day stands for its month.
    pub fn of(base: &CustomerBase, measure: Measure) -> Option<Self> {
        let span = base.frame().span;
        let weeks = span.length_days() / 7;
        if weeks < LEAST_WEEKS || is_monthly(base) {
            return None;
        }
        let counted = Period::new(span.from, span.from.plus(weeks * 7 - 1))?;
        let mut money = [0_i128; 7];
        let mut visits = [0_u64; 7];
        for customer in base.present_ixs() {
            let amounts = base.occasion_amounts(customer);
            for (&day, amount) in base.occasion_days(customer).iter().zip(amounts) {
                if counted.contains(day) {
                    money[day.weekday()] += i128::from(amount.0);
                    visits[day.weekday()] += 1;
                }
            }
        }
        if visits.iter().sum::<u64>() < LEAST_VISITS {
            return None;
        }
        let sums: [f64; 7] = std::array::from_fn(|at| match measure {
            Measure::Revenue => crate::base::Money::from_sum(money[at]).to_units_f64(),
            // A customer comes at most once a day.
            Measure::Occasions | Measure::Customers => visits[at] as f64,
        });
        let mean = sums.iter().sum::<f64>() / 7.0;
        (mean > 0.0).then(|| Self {
            index: sums.map(|sum| sum / mean),
            sums,
            weeks,
        })
    }

    /// Days of a month, each as often as its day of the week counts.
    fn days_of(&self, month: Month) -> f64 {
        let length = month.last_day().since(month.first_day()) + 1;
        (0..length)
            .map(|at| self.index[month.first_day().plus(at).weekday()])
            .sum()
    }
}

/// How months with more of the good days differ.
#[derive(Clone, Debug, PartialEq)]
pub struct TradingDays {
    /// Change of a month, in parts of it, for one part more of weighted days; about 1 where they are
    /// all that matters.
    pub slope: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// Part of what season and trend leave open that it explains.
    pub explained: f64,
    /// Months behind it.
    pub months: u32,
    usual_days: [f64; 12],
    weekdays: Weekdays,
}

impl TradingDays {
    /// Least squares of what is left of the full months after trend and season, on their weighted
    /// days beside the mean of the same month (Young 1965). `None` where the months are too few or
    /// all have the same days.
    pub fn of(season: &SeasonIndex, weekdays: &Weekdays) -> Option<Self> {
        let mut usual_days = [0.0; 12];
        let mut counts = [0_u32; 12];
        for month in &season.months {
            let at = (month.month.of_year() - 1).clamp(0, 11) as usize;
            usual_days[at] += weekdays.days_of(month.month);
            counts[at] += 1;
        }
        for (days, count) in usual_days.iter_mut().zip(counts) {
            *days /= f64::from(count.max(1));
        }
        let pairs: Vec<(f64, f64)> = season
            .months
            .iter()
            .filter_map(|month| {
                let at = (month.month.of_year() - 1).clamp(0, 11) as usize;
                let index = season.index[at];
                (index > 0.0 && usual_days[at] > 0.0).then_some(())?;
                let days = weekdays.days_of(month.month) / usual_days[at] - 1.0;
                Some((days, month.ratio? / index - 1.0))
            })
            .collect();
        let count = pairs.len() as f64;
        let mean = |of: fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>() / count;
        let (mean_x, mean_y) = (mean(|pair| pair.0), mean(|pair| pair.1));
        let sum = |of: &dyn Fn(f64, f64) -> f64| -> f64 {
            pairs.iter().map(|&(x, y)| of(x - mean_x, y - mean_y)).sum()
        };
        let (xx, xy, yy) = (sum(&|x, _| x * x), sum(&|x, y| x * y), sum(&|_, y| y * y));
        if pairs.len() < LEAST_MONTHS || xx < 1e-9 {
            return None;
        }
        let slope = xy / xx;
        let left = (yy - slope * xy).max(0.0);
        Some(Self {
            slope,
            standard_error: (left / (count - 2.0) / xx).sqrt(),
            explained: if yy > 0.0 { slope * xy / yy } else { 0.0 },
            months: pairs.len() as u32,
            usual_days,
            weekdays: weekdays.clone(),
        })
    }

    /// Whether months with more of the good days clearly bring more.
    pub fn is_clear(&self) -> bool {
        self.slope > CLEAR * self.standard_error && self.slope > 0.0
    }

    /// What the days of a month make of it, 1 for the usual days.
    pub fn factor(&self, month: Month) -> f64 {
        let at = (month.of_year() - 1).clamp(0, 11) as usize;
        if self.usual_days[at] <= 0.0 {
            return 1.0;
        }
        let more = self.weekdays.days_of(month) / self.usual_days[at] - 1.0;
        (1.0 + self.slope * more).max(0.1)
    }
}

/// What the time of the year is worth: days weighed by the index of their month and, where the data
/// carry it, by the days of the week.
#[derive(Clone, Copy, Debug)]
pub struct Calendar<'a> {
    /// By month.
    pub season: &'a SeasonIndex,
    /// By days of the week, when clear.
    pub trading_days: Option<&'a TradingDays>,
}

impl Calendar<'_> {
    /// Usual months a period is worth: a full month is worth its index.
    pub fn worth(&self, period: Period) -> f64 {
        let (first, last) = (Month::of(period.from), Month::of(period.to));
        (first.0..=last.0)
            .map(|at| self.worth_within(Month(at), period))
            .sum()
    }

    fn worth_within(&self, month: Month, period: Period) -> f64 {
        let from = month.first_day().max(period.from);
        let to = month.last_day().min(period.to);
        let days = |from: Day, to: Day| f64::from(to.since(from) + 1);
        let part = days(from, to) / days(month.first_day(), month.last_day());
        self.of_month(month) * part
    }

    /// Usual months a month is worth.
    pub fn of_month(&self, month: Month) -> f64 {
        let by_days = self.trading_days.map_or(1.0, |days| days.factor(month));
        self.season.of_month(month) * by_days
    }

    /// What the time of the year makes of a period, as a multiple of what it makes of another; 1
    /// where either is worth nothing.
    pub fn ratio(&self, then: Period, now: Period) -> f64 {
        let (then, now) = (self.worth(then), self.worth(now));
        if then > 0.0 && now > 0.0 {
            now / then
        } else {
            1.0
        }
    }
}

/// A change between two periods, and how much of it the time of the year accounts for; money in
/// currency units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Compared {
    /// The later period.
    pub now: Period,
    /// The earlier one.
    pub then: Period,
    /// What was counted then.
    pub before: f64,
    /// Now less then.
    pub change: f64,
    /// What the season alone would have changed.
    pub season: f64,
}

impl Compared {
    /// Splits a change.
    pub fn of(calendar: &Calendar<'_>, then: (Period, f64), now: (Period, f64)) -> Self {
        Self {
            now: now.0,
            then: then.0,
            before: then.1,
            change: now.1 - then.1,
            season: then.1 * (calendar.ratio(then.0, now.0) - 1.0),
        }
    }

    /// What the season does not account for.
    pub fn rest(&self) -> f64 {
        self.change - self.season
    }

    /// A part of the change beside what was counted before.
    pub fn share_of_before(&self, part: f64) -> Option<f64> {
        (self.before > 0.0).then(|| part / self.before)
    }

    /// The rest beside what the season alone would have given.
    pub fn rest_share(&self) -> Option<f64> {
        let alone = self.before + self.season;
        (alone > 0.0).then(|| self.rest() / alone)
    }
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "what is written here is exact")]
mod tests {
    use super::*;

    /// Every month brings its weighted days times its place in the year.
    fn season(weekdays: &Weekdays, noise: f64) -> SeasonIndex {
        let months: Vec<(Month, f64)> = (24_000..24_060)
            .map(|at| {
                let month = Month(at);
                let off = if at % 3 == 0 { noise } else { -noise / 2.0 };
                let usual = if month.of_year() == 12 { 2.0 } else { 1.0 };
                (month, weekdays.days_of(month) * usual * (1.0 + off))
            })
            .collect();
        SeasonIndex::of_values(&months, &[]).unwrap()
    }

    fn weekdays(index: [f64; 7]) -> Weekdays {
        Weekdays {
            index,
            sums: index,
            weeks: 100,
        }
    }

    #[test]
    fn months_with_more_of_the_good_days_bring_more() {
        let weekdays = weekdays([0.8, 0.8, 0.8, 1.0, 1.4, 2.2, 0.0]);
        let found = TradingDays::of(&season(&weekdays, 0.0), &weekdays).unwrap();
        assert!(found.is_clear());
        assert!((found.slope - 1.0).abs() < 0.3, "{}", found.slope);
        let noisy = TradingDays::of(&season(&weekdays, 0.4), &weekdays).unwrap();
        assert!(noisy.standard_error > found.standard_error);
    }

    #[test]
    fn a_full_year_is_worth_twelve_months() {
        let weekdays = weekdays([1.0; 7]);
        let season = season(&weekdays, 0.0);
        let calendar = Calendar {
            season: &season,
            trading_days: None,
        };
        let year = |year| Period::year(year).unwrap();
        assert!((calendar.worth(year(2003)) - 12.0).abs() < 1e-9);
        assert!((calendar.ratio(year(2003), year(2004)) - 1.0).abs() < 1e-12);
        let december = Month::of(year(2003).to);
        let month = |month: Month| Period::new(month.first_day(), month.last_day()).unwrap();
        let ratio = calendar.ratio(month(Month(december.0 - 1)), month(december));
        assert!((ratio - 2.0).abs() < 0.1, "{ratio}");
    }

    #[test]
    fn season_and_rest_are_the_change() {
        let weekdays = weekdays([1.0; 7]);
        let season = season(&weekdays, 0.0);
        let calendar = Calendar {
            season: &season,
            trading_days: None,
        };
        let span = |from: &str, to: &str| {
            Period::new(Day::from_iso(from).unwrap(), Day::from_iso(to).unwrap()).unwrap()
        };
        let autumn = span("2003-07-01", "2003-09-30");
        let winter = span("2003-10-01", "2003-12-31");
        let found = Compared::of(&calendar, (autumn, 300.0), (winter, 420.0));
        assert_eq!(found.change, 120.0);
        assert!(found.season > 80.0 && found.season < 120.0);
        assert!((found.season + found.rest() - found.change).abs() < 1e-12);
    }
}
