//! Time until something happens, where some still wait (right-censored times).

use super::special::chi_square_tail;

/// The 97.5 % point of the standard normal distribution: bands hold 95 %.
const BAND_Z: f64 = 1.959_963_984_540_054;

/// Survival at a half, allowing for rounding of the product.
const HALF: f64 = 0.5 + 1e-12;

/// Whole days until something happened, or until the last look at those it had not happened to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Durations {
    /// By days: how many it happened to.
    events: Vec<u32>,
    /// By days: how many still waited when they were seen last.
    censored: Vec<u32>,
}

impl Durations {
    /// Adds one; negative days count as none.
    pub fn add(&mut self, days: i32, happened: bool) {
        let at = usize::try_from(days).unwrap_or(0);
        if at >= self.events.len() {
            self.events.resize(at + 1, 0);
            self.censored.resize(at + 1, 0);
        }
        let counts = if happened {
            &mut self.events
        } else {
            &mut self.censored
        };
        counts[at] += 1;
    }

    /// How many there are.
    pub fn count(&self) -> u64 {
        let all = self.events.iter().chain(&self.censored);
        all.map(|&count| u64::from(count)).sum()
    }

    /// To how many it happened.
    pub fn events(&self) -> u64 {
        self.events.iter().map(|&count| u64::from(count)).sum()
    }

    fn at(&self, day: usize) -> (u64, u64) {
        let of = |counts: &[u32]| counts.get(day).map_or(0, |&count| u64::from(count));
        (of(&self.events), of(&self.censored))
    }
}

/// What is known at the end of a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SurvivalPoint {
    /// Days since the beginning.
    pub day: u32,
    /// Those who still waited as the day began.
    pub at_risk: u64,
    /// Those it happened to on the day.
    pub events: u64,
    /// Part that waits longer than this day.
    pub survival: f64,
    /// 95 % band; none once nobody is left to wait.
    pub band: Option<(f64, f64)>,
}

/// The part still waiting, day by day from 0 to the longest time (Kaplan & Meier 1958), with the
/// band of the complementary log-log of Greenwood's variance (Kalbfleisch & Prentice 1980).
pub fn kaplan_meier(durations: &Durations) -> Vec<SurvivalPoint> {
    let mut at_risk = durations.count();
    let (mut survival, mut variance) = (1.0, 0.0);
    let mut points = Vec::with_capacity(durations.events.len());
    for (day, number) in (0..durations.events.len()).zip(0_u32..) {
        let (events, censored) = durations.at(day);
        let left = at_risk - events;
        if events > 0 {
            survival *= left as f64 / at_risk as f64;
            variance += events as f64 / (at_risk as f64 * left as f64);
        }
        points.push(SurvivalPoint {
            day: number,
            at_risk,
            events,
            survival,
            band: band(survival, variance),
        });
        at_risk = left - censored;
    }
    points
}

fn band(survival: f64, variance: f64) -> Option<(f64, f64)> {
    if survival >= 1.0 {
        return Some((1.0, 1.0));
    }
    if survival <= 0.0 {
        return None;
    }
    let log = survival.ln();
    let spread = (BAND_Z * variance.sqrt() / log.abs()).exp();
    Some(((log * spread).exp(), (log / spread).exp()))
}

/// The first day by whose end it has happened to half; `None` when the data do not reach so far.
pub fn median_day(points: &[SurvivalPoint]) -> Option<u32> {
    let reached = points.iter().find(|point| point.survival <= HALF)?;
    Some(reached.day)
}

/// Part still waiting after so many days; `None` beyond what anybody was seen for.
pub fn survival_at(points: &[SurvivalPoint], day: u32) -> Option<f64> {
    let point = points.get(day as usize)?;
    Some(point.survival)
}

/// Whether groups differ by more than chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogRank {
    /// The statistic.
    pub chi_square: f64,
    /// Degrees of freedom, one less than there are groups.
    pub degrees: u32,
    /// Chance of so great a difference among equal groups.
    pub p: f64,
}

/// The log-rank test over groups (Mantel 1966; Peto & Peto 1972). `None` with fewer than two groups
/// or where the groups never wait at the same time.
pub fn log_rank(groups: &[Durations]) -> Option<LogRank> {
    let groups: Vec<&Durations> = groups.iter().filter(|group| group.count() > 0).collect();
    let free = groups.len().checked_sub(1).filter(|&free| free > 0)?;
    let days = groups.iter().map(|group| group.events.len()).max()?;
    let mut at_risk: Vec<f64> = groups.iter().map(|group| group.count() as f64).collect();
    let mut excess = vec![0.0; free];
    let mut covariance = vec![vec![0.0; free]; free];
    for day in 0..days {
        let counts: Vec<(u64, u64)> = groups.iter().map(|group| group.at(day)).collect();
        let all: f64 = at_risk.iter().sum();
        let events = counts.iter().map(|count| count.0).sum::<u64>() as f64;
        if events > 0.0 && all > 1.0 {
            let spread = events * (all - events) / (all - 1.0);
            for one in 0..free {
                let part = at_risk[one] / all;
                excess[one] += counts[one].0 as f64 - events * part;
                for other in 0..free {
                    let same = if one == other { 1.0 } else { 0.0 };
                    covariance[one][other] += spread * part * (same - at_risk[other] / all);
                }
            }
        }
        for (waiting, (events, censored)) in at_risk.iter_mut().zip(&counts) {
            *waiting -= (events + censored) as f64;
        }
    }
    let solved = solve(covariance, excess.clone())?;
    let chi_square: f64 = excess.iter().zip(&solved).map(|(a, b)| a * b).sum();
    let degrees = u32::try_from(free).ok()?;
    chi_square.is_finite().then(|| LogRank {
        chi_square,
        degrees,
        p: chi_square_tail(chi_square, degrees),
    })
}

/// Solves a few linear equations with the largest pivot first; `None` when they are dependent.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Option<Vec<f64>> {
    let size = right.len();
    for column in 0..size {
        let pivot = (column..size)
            .max_by(|&a, &b| matrix[a][column].abs().total_cmp(&matrix[b][column].abs()))?;
        if matrix[pivot][column].abs() < 1e-9 {
            return None;
        }
        matrix.swap(column, pivot);
        right.swap(column, pivot);
        let (done, rest) = matrix.split_at_mut(column + 1);
        let above = &done[column];
        for (at, row) in rest.iter_mut().enumerate() {
            let factor = row[column] / above[column];
            for (cell, above) in row.iter_mut().zip(above).skip(column) {
                *cell -= factor * above;
            }
            right[column + 1 + at] -= factor * right[column];
        }
    }
    for row in (0..size).rev() {
        let known: f64 = (row + 1..size).map(|at| matrix[row][at] * right[at]).sum();
        right[row] = (right[row] - known) / matrix[row][row];
    }
    Some(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn durations(list: &[(i32, bool)]) -> Durations {
        let mut found = Durations::default();
        for &(days, happened) in list {
            found.add(days, happened);
        }
        found
    }

    /// Weeks in remission of the 6-MP trial (Freireich et al. 1963; Cox & Oakes 1984, table 1.1).
    fn treated() -> Durations {
        let events = [6, 6, 6, 7, 10, 13, 16, 22, 23].map(|weeks| (weeks, true));
        let censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(|weeks| (weeks, false));
        durations(&[&events[..], &censored[..]].concat())
    }

    fn untreated() -> Durations {
        let weeks = [
            1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23,
        ];
        durations(&weeks.map(|weeks| (weeks, true)))
    }

    #[test]
    fn the_trial_of_the_text_books() {
        let points = kaplan_meier(&treated());
        let at = |day: usize| points[day];
        assert_eq!((at(6).at_risk, at(6).events), (21, 3));
        assert!((at(6).survival - 0.857_142_857).abs() < 1e-9);
        assert!((at(22).survival - 0.537_815_126).abs() < 1e-9);
        assert!((at(23).survival - 0.448_179_272).abs() < 1e-9);
        assert_eq!(median_day(&points), Some(23));
        assert_eq!(median_day(&kaplan_meier(&untreated())), Some(8));
        let test = log_rank(&[treated(), untreated()]).unwrap();
        assert!((test.chi_square - 16.793).abs() < 1e-3, "{test:?}");
        assert_eq!(test.degrees, 1);
        assert!((test.p - 4.17e-5).abs() < 1e-7, "{test:?}");
    }

    #[test]
    fn a_band_needs_somebody_left() {
        let points = kaplan_meier(&durations(&[(1, true), (2, true)]));
        assert_eq!(points[0].band, Some((1.0, 1.0)));
        assert!(
            points[1]
                .band
                .is_some_and(|(low, high)| low < 0.5 && high > 0.5)
        );
        assert_eq!((points[2].survival, points[2].band), (0.0, None));
        assert_eq!(survival_at(&points, 3), None);
        assert!(kaplan_meier(&Durations::default()).is_empty());
    }

    #[test]
    fn equal_groups_do_not_differ_and_one_cannot() {
        let one = durations(&[(1, true), (3, true), (5, false)]);
        let test = log_rank(&[one.clone(), one.clone(), one.clone()]).unwrap();
        assert!(test.chi_square.abs() < 1e-9 && (test.p - 1.0).abs() < 1e-9);
        assert_eq!(log_rank(&[one]), None);
        let (early, late) = (durations(&[(0, false)]), durations(&[(5, true)]));
        assert_eq!(log_rank(&[early, late]), None);
    }
}
