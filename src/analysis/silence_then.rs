//! How long a silence could be at the end of each period, by what was known then: purchases that came
//! later say nothing of an earlier close.

use std::ops::Range;

use super::CustomerBase;
use super::customers::OWN_GAP_OCCASIONS;
use super::steps::Calendar;
use crate::base::Day;
use crate::numerics::quantile::median_of_counts;

/// Silences allowed at the closes of a calendar: so many usual gaps, as [`super::past::Past`] tells
/// them of one day.
#[derive(Debug)]
pub struct SilenceThen<'a> {
    closes: &'a [Day],
    gaps: f64,
    /// By place: the oldest last purchase that still counts, of customers without a gap of their own.
    oldest: Vec<Day>,
}

impl<'a> SilenceThen<'a> {
    /// One pass over the occasions. `closes` are the last days of the calendar's periods; where no
    /// gap was known yet, everybody counts or nobody does.
    pub fn of(
        base: &CustomerBase,
        calendar: &Calendar,
        closes: &'a [Day],
        gaps: f64,
        counts_without_gap: bool,
    ) -> Self {
        let unknown = Day(if counts_without_gap {
            i32::MIN
        } else {
            i32::MAX
        });
        let pooled = pooled_gaps(base, calendar);
        let oldest = |(&close, usual): (&Day, Option<f64>)| {
            usual.map_or(unknown, |usual| close.plus(-whole_days(usual * gaps)))
        };
        Self {
            closes,
            gaps,
            oldest: closes.iter().zip(pooled).map(oldest).collect(),
        }
    }

    /// Silence of a fixed length, the same at every close.
    pub fn fixed(closes: &'a [Day], days: f64) -> Self {
        let oldest = closes.iter().map(|close| close.plus(-whole_days(days)));
        Self {
            closes,
            gaps: 0.0,
            oldest: oldest.collect(),
        }
    }

    /// Whether somebody who last came on that day still counts at a close.
    pub fn counts(&self, place: usize, last: Day, own_gap: Option<f64>) -> bool {
        match own_gap {
            Some(gap) => f64::from(self.closes[place].since(last)) <= gap * self.gaps,
            None => last >= self.oldest[place],
        }
    }

    /// Tells the stretches of these places in which somebody who does not come any more counts. A
    /// gap of its own ends them once; everybody's may grow, so that somebody counts again.
    pub fn stretches(
        &self,
        last: Day,
        own_gap: Option<f64>,
        places: Range<usize>,
        tell: &mut dyn FnMut(Range<usize>),
    ) {
        let mut from = None;
        let end = if let Some(gap) = own_gap {
            let allowed = gap * self.gaps;
            let closes = &self.closes[places.clone()];
            let within = closes.partition_point(|day| f64::from(day.since(last)) <= allowed);
            from = (within > 0).then_some(places.start);
            places.start + within
        } else {
            for place in places.clone() {
                let counts = last >= self.oldest[place];
                match from.filter(|_| !counts) {
                    Some(began) => {
                        tell(began..place);
                        from = None;
                    }
                    None if counts => from = from.or(Some(place)),
                    None => {}
                }
            }
            places.end
        };
        if let Some(began) = from {
            tell(began..end);
        }
    }
}

fn whole_days(days: f64) -> i32 {
    days.min(f64::from(i32::MAX / 2)).floor() as i32
}

/// Median of the gaps of all customers that had ended by the close of each period.
fn pooled_gaps(base: &CustomerBase, calendar: &Calendar) -> Vec<Option<f64>> {
    // By place and length: a sum over places is what was known at the close of the last of them.
    let mut ended: Vec<Vec<u32>> = vec![Vec::new(); calendar.len];
    for customer in base.buyer_ixs() {
        for pair in base.occasion_days(customer).windows(2) {
            let Some(place) = calendar.place(pair[1]) else {
                continue;
            };
            let gap = pair[1].since(pair[0]) as usize;
            let counts = &mut ended[place];
            if gap >= counts.len() {
                counts.resize(gap + 1, 0);
            }
            counts[gap] += 1;
        }
    }
    let mut known: Vec<u32> = Vec::new();
    let median = |counts: Vec<u32>| {
        if counts.len() > known.len() {
            known.resize(counts.len(), 0);
        }
        for (sum, count) in known.iter_mut().zip(counts) {
            *sum += count;
        }
        median_of_counts(&known)
    };
    ended.into_iter().map(median).collect()
}

/// A customer's own usual gap while its purchases become known one after another.
#[derive(Debug, Default)]
pub struct RunningGap {
    sorted: Vec<i32>,
}

impl RunningGap {
    /// Begins with another customer.
    pub fn clear(&mut self) {
        self.sorted.clear();
    }

    /// Median of the gaps between the first so many of these days, from four on; never fewer than
    /// the time before.
    pub fn of_first(&mut self, days: &[Day], known: usize) -> Option<f64> {
        let pairs = days[..known].windows(2).skip(self.sorted.len());
        for pair in pairs {
            let gap = pair[1].since(pair[0]);
            let place = self.sorted.partition_point(|&other| other <= gap);
            self.sorted.insert(place, gap);
        }
        if known < OWN_GAP_OCCASIONS as usize {
            return None;
        }
        let count = self.sorted.len();
        let (lower, upper) = (self.sorted[(count - 1) / 2], self.sorted[count / 2]);
        Some(f64::midpoint(f64::from(lower), f64::from(upper)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::quantile::median_of_ints;

    #[test]
    fn a_running_gap_is_the_median_of_what_is_known() {
        let days: Vec<Day> = [0, 9, 10, 30, 31, 36, 90, 90 + 9].map(Day).to_vec();
        let mut running = RunningGap::default();
        for known in 0..=days.len() {
            let mut gaps: Vec<i32> = days[..known]
                .windows(2)
                .map(|pair| pair[1].since(pair[0]))
                .collect();
            let expected = median_of_ints(&mut gaps).filter(|_| known >= 4);
            assert_eq!(running.of_first(&days, known), expected, "{known}");
        }
        running.clear();
        assert_eq!(running.of_first(&days, 5), Some(5.0), "1, 1, 9 and 20");
    }

    #[test]
    fn stretches_are_the_places_at_which_somebody_counts() {
        let closes: Vec<Day> = (1..9).map(|at| Day(at * 30)).collect();
        let then = SilenceThen {
            closes: &closes,
            gaps: 2.0,
            oldest: [0, 40, 90, 20, 20, 90, 20, 99].map(Day).to_vec(),
        };
        for last in [10, 30, 45, 90, 100] {
            for own in [None, Some(5.0), Some(30.0), Some(60.5), Some(500.0)] {
                for from in 0..closes.len() {
                    let mut told = vec![false; closes.len()];
                    then.stretches(Day(last), own, from..closes.len(), &mut |stretch| {
                        assert!(!stretch.is_empty());
                        told[stretch].fill(true);
                    });
                    for (place, &told) in told.iter().enumerate().skip(from) {
                        let counts = then.counts(place, Day(last), own);
                        assert_eq!(told, counts, "{last} {own:?} {place}");
                    }
                }
            }
        }
    }
}
