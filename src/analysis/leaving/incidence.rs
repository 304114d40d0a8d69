//! How many leave for each cause by what age, where one cause forestalls the others.

use super::Cause;
use crate::base::order;

/// How long a customer stayed, and how it ended: not yet, or for a cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending {
    /// Days from the first visit to the last one, or to the as-of day.
    pub days: i32,
    /// Why it ended.
    pub cause: Option<Cause>,
}

/// Cumulative incidence by cause (Aalen & Johansen 1978): what Kaplan–Meier by cause would overstate,
/// since it lets those who left for another cause leave once more.
#[derive(Clone, Debug)]
pub struct Incidence {
    /// Ages at which somebody left, in days, upwards.
    ages: Vec<i32>,
    /// Share that has left by then, one row an age, by [`Cause::ALL`].
    shares: Vec<[f64; Cause::ALL.len()]>,
    /// The longest anybody was watched, in days.
    pub longest: i32,
}

impl Incidence {
    /// Of these endings.
    pub fn of(mut endings: Vec<Ending>) -> Self {
        order::sort_by_key(&mut endings, |ending| {
            order::upwards(i64::from(ending.days))
        });
        let mut found = Self {
            ages: Vec::new(),
            shares: Vec::new(),
            longest: endings.last().map_or(0, |ending| ending.days),
        };
        let mut staying = 1.0;
        let mut shares = [0.0; Cause::ALL.len()];
        let mut watched = endings.len();
        for group in endings.chunk_by(|a, b| a.days == b.days) {
            let at_risk = watched as f64;
            watched -= group.len();
            let mut left = 0.0;
            for cause in group.iter().filter_map(|ending| ending.cause) {
                shares[cause as usize] += staying / at_risk;
                left += 1.0;
            }
            if left > 0.0 {
                staying *= 1.0 - left / at_risk;
                found.ages.push(group[0].days);
                found.shares.push(shares);
            }
        }
        found
    }

    /// Share that has left for a cause by an age; `None` beyond what anybody was watched for.
    pub fn by(&self, cause: Cause, days: i32) -> Option<f64> {
        let place = self.ages.partition_point(|&age| age <= days);
        let share = place
            .checked_sub(1)
            .map_or(0.0, |last| self.shares[last][cause as usize]);
        (days <= self.longest).then_some(share)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ending(days: i32, cause: Option<Cause>) -> Ending {
        Ending { days, cause }
    }

    /// Worked by hand: five customers; at 10 one of five leaves for the price, at 20 one is still
    /// watched, at 30 one of three moves, at 40 one of two leaves for the price.
    #[test]
    fn it_is_that_of_the_textbook() {
        let found = Incidence::of(vec![
            ending(30, Some(Cause::Moved)),
            ending(10, Some(Cause::Price)),
            ending(50, None),
            ending(20, None),
            ending(40, Some(Cause::Price)),
        ]);
        let close = |found: Option<f64>, expected: f64| {
            assert!(
                (found.unwrap() - expected).abs() < 1e-12,
                "{found:?} {expected}"
            );
        };
        close(found.by(Cause::Price, 5), 0.0);
        close(found.by(Cause::Price, 10), 0.2);
        // Staying after 10: 0.8; 0.8 · 1/3 move; staying 0.8 · 2/3; half of them for the price.
        close(found.by(Cause::Moved, 35), 0.8 / 3.0);
        close(found.by(Cause::Price, 50), 0.2 + 0.8 * 2.0 / 3.0 / 2.0);
        assert_eq!(found.by(Cause::Price, 51), None);
    }

    #[test]
    fn all_causes_and_those_who_stay_make_one() {
        let endings: Vec<Ending> = (0..200)
            .map(|at| {
                let cause = (at % 3 != 0).then(|| Cause::ALL[at % Cause::ALL.len()]);
                ending((at * 37 % 90) as i32, cause)
            })
            .collect();
        let found = Incidence::of(endings.clone());
        let (mut staying, mut watched) = (1.0, 200.0);
        for day in 0..=found.longest {
            let of_day = || endings.iter().filter(move |it| it.days == day);
            let left = of_day().filter(|it| it.cause.is_some()).count() as f64;
            staying *= 1.0 - left / watched;
            watched -= of_day().count() as f64;
            let shares = Cause::ALL
                .into_iter()
                .filter_map(|cause| found.by(cause, day));
            assert!((shares.sum::<f64>() + staying - 1.0).abs() < 1e-9, "{day}");
            if watched <= 0.0 {
                break;
            }
        }
        assert_eq!(Incidence::of(Vec::new()).by(Cause::Price, 0), Some(0.0));
    }
}
