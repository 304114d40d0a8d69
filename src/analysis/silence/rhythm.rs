//! Every customer's usual gap, drawn towards everybody's where little is known of the customer.

use super::Clock;
use crate::analysis::CustomerBase;
use crate::base::Day;
use crate::dataset::CustomerIx;
use crate::numerics::quantile::median;
use crate::numerics::special::normal_cdf;

/// What everybody's spread counts for beside a customer's own gaps, in gaps.
const GAPS_OF_ALL: f64 = 4.0;

/// Least spread of the logarithm of gaps: nobody is a machine.
const LEAST_SPREAD: f64 = 0.1;

/// Rounds until the share that leaves after a visit is told; each gains a digit or so.
const ROUNDS: usize = 60;

/// The gaps of one customer, as logarithms of days of the clock.
#[derive(Clone, Copy, Debug)]
struct Gaps {
    customer: CustomerIx,
    count: u32,
    /// Logarithm of the median.
    middle: f64,
    /// Squared distances from the mean.
    squares: f64,
}

/// When a customer usually comes again.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rhythm {
    /// Usual gap, in days of the clock.
    pub gap: f64,
    /// How far the logarithm of the next gap may lie from it: the customer's own spread, and how
    /// well the usual gap is known.
    pub spread: f64,
    /// Part of the usual gap that is the customer's own, from 0 to 1.
    pub own: f64,
}

impl Rhythm {
    /// Chance that a gap of somebody who still comes is shorter than this.
    pub fn overdue(&self, gap: f64) -> f64 {
        if gap <= 0.0 {
            return 0.0;
        }
        normal_cdf((gap / self.gap).ln() / self.spread)
    }
}

/// The rhythms of all customers who came at least twice.
///
/// The logarithms of a customer's gaps are spread alike about a level of its own, and levels are
/// spread about that of all: a normal model on two levels (Efron & Morris 1975), its spreads by
/// moments. A level is told by the median of the gaps, which one long holiday does not move.
#[derive(Clone, Debug)]
pub struct Rhythms {
    gaps: Vec<Gaps>,
    /// Level of all.
    centre: f64,
    /// Spread within a customer, squared.
    within: f64,
    /// Spread between customers, squared.
    between: f64,
}

impl Rhythms {
    /// Of the occasions up to a day.
    pub fn of(base: &CustomerBase, clock: &Clock, until: Day) -> Self {
        let [found] = Self::of_days(base, clock, [until]);
        found
    }

    /// Of several days at once, the latest last: the logarithm of a gap is taken once.
    pub fn of_days<const N: usize>(
        base: &CustomerBase,
        clock: &Clock,
        until: [Day; N],
    ) -> [Self; N] {
        let came_twice = base.buyer_ixs().filter(|&it| base.occasions(it) > 1);
        let most = came_twice.count();
        let mut gathered = until.map(|_| (Vec::with_capacity(most), Sums::default()));
        let mut all: Vec<f64> = Vec::new();
        let mut lengths: Vec<f64> = Vec::new();
        for customer in base.buyer_ixs() {
            let days = base.occasion_days(customer);
            let up_to = |until: Day| days.partition_point(|&day| day <= until);
            let known = until.last().map_or(0, |&last| up_to(last));
            all.clear();
            let pairs = days[..known].windows(2);
            all.extend(pairs.map(|pair| clock.between(pair[0], pair[1]).ln()));
            let mut told: Option<(Gaps, f64)> = None;
            for ((gaps, sums), &until) in gathered.iter_mut().zip(&until) {
                let Some(count) = up_to(until).checked_sub(1).filter(|&count| count > 0) else {
                    continue;
                };
                // Of most customers a day knows no more than the one before it.
                if let Some((same, mean)) = told.filter(|(same, _)| same.count as usize == count) {
                    sums.add(count as f64, mean, same.squares);
                    gaps.push(same);
                    continue;
                }
                lengths.clear();
                lengths.extend_from_slice(&all[..count]);
                let mean = lengths.iter().sum::<f64>() / count as f64;
                let squares = lengths.iter().map(|gap| (gap - mean).powi(2)).sum::<f64>();
                let found = Gaps {
                    customer,
                    count: count as u32,
                    middle: median(&mut lengths).unwrap_or(mean),
                    squares,
                };
                sums.add(count as f64, mean, squares);
                gaps.push(found);
                told = Some((found, mean));
            }
        }
        gathered.map(|(gaps, sums)| {
            let (within, between) = sums.spreads();
            let mut found = Self {
                gaps,
                centre: 0.0,
                within,
                between,
            };
            found.centre = found.centre_of_all();
            found
        })
    }

    /// How many customers have a rhythm.
    pub fn len(&self) -> usize {
        self.gaps.len()
    }

    /// Whether nobody has.
    pub fn is_empty(&self) -> bool {
        self.gaps.is_empty()
    }

    /// The customers with a rhythm, in index order.
    pub fn customers(&self) -> impl Iterator<Item = CustomerIx> + '_ {
        self.gaps.iter().map(|gaps| gaps.customer)
    }

    /// Everybody's usual gap, in days of the clock; `None` when nobody came twice.
    pub fn gap_of_all(&self) -> Option<f64> {
        (!self.gaps.is_empty()).then(|| self.centre.exp())
    }

    /// Gaps of everybody that weigh as much as one customer's own; `None` where they weigh nothing.
    pub fn gaps_of_prior(&self) -> Option<f64> {
        (self.between > 0.0).then(|| self.within / self.between)
    }

    /// The rhythm of the customer at a place of [`Self::customers`].
    pub fn at(&self, place: usize) -> Rhythm {
        let Gaps {
            count,
            middle,
            squares,
            ..
        } = self.gaps[place];
        let own = self.own(count);
        let count = f64::from(count);
        let spread = (GAPS_OF_ALL * self.within + squares) / (GAPS_OF_ALL + count - 1.0).max(1.0);
        let unknown = own * self.within / count;
        Rhythm {
            gap: (own * middle + (1.0 - own) * self.centre).exp(),
            spread: (spread + unknown).sqrt().max(LEAST_SPREAD),
            own,
        }
    }

    /// Weight of a customer's own gaps.
    fn own(&self, count: u32) -> f64 {
        let noise = self.within / f64::from(count);
        if noise > 0.0 {
            self.between / (self.between + noise)
        } else {
            1.0
        }
    }

    /// The mean level, customers weighted by how well theirs is known.
    fn centre_of_all(&self) -> f64 {
        let (mut sum, mut weights) = (0.0, 0.0);
        for gaps in &self.gaps {
            let noise = self.between + self.within / f64::from(gaps.count);
            let weight = if noise > 0.0 { 1.0 / noise } else { 1.0 };
            sum += weight * gaps.middle;
            weights += weight;
        }
        if weights > 0.0 { sum / weights } else { 0.0 }
    }
}

/// What the spreads are told from.
#[derive(Default)]
struct Sums {
    customers: f64,
    gaps: f64,
    gaps_squared: f64,
    level: f64,
    level_squared: f64,
    within: f64,
}

impl Sums {
    fn add(&mut self, count: f64, mean: f64, squares: f64) {
        self.customers += 1.0;
        self.gaps += count;
        self.gaps_squared += count * count;
        self.level += count * mean;
        self.level_squared += count * mean * mean;
        self.within += squares;
    }

    /// Spread within and between customers, squared, by the moments of an analysis of variance
    /// (Searle, Casella & `McCulloch` 1992, 3.6). Where everybody has a single gap, it is all within:
    /// no rhythm can be told from another. Of one customer there is no other to be drawn to.
    fn spreads(&self) -> (f64, f64) {
        let free = self.gaps - self.customers;
        let others = self.customers - 1.0;
        let about = self.level_squared - self.level * self.level / self.gaps;
        let among = if others > 0.0 {
            about.max(0.0) / others
        } else {
            0.0
        };
        if free <= 0.0 {
            return (among, 0.0);
        }
        let within = self.within / free;
        let size = (self.gaps - self.gaps_squared / self.gaps) / others;
        let between = if others > 0.0 && size > 0.0 {
            ((among - within) / size).max(0.0)
        } else {
            0.0
        };
        (within, between)
    }
}

/// Share of the customers who leave after a visit, told from gaps that ended and silences that have
/// not (Dempster, Laird & Rubin 1977). `silences` are of each customer: its gaps, and the chance
/// that somebody who still comes is silent for as long.
pub(super) fn leaving_share(silences: &[(u32, f64)]) -> f64 {
    let chances: f64 = silences.iter().map(|&(gaps, _)| f64::from(gaps)).sum();
    if chances <= 0.0 {
        return 0.0;
    }
    let mut share = 0.1;
    for _ in 0..ROUNDS {
        let left: f64 = silences
            .iter()
            .map(|&(_, silent)| 1.0 - still_comes(share, silent))
            .sum();
        let next = left / chances;
        let moved = (next - share).abs();
        share = next.clamp(0.0, 1.0);
        if moved < 1e-9 {
            break;
        }
    }
    share
}

/// Chance of still being a customer, where this share leaves after a visit and somebody who still
/// comes is silent for as long with that chance.
pub(super) fn still_comes(share: f64, silent: f64) -> f64 {
    let stays = (1.0 - share) * silent;
    if stays + share > 0.0 {
        stays / (stays + share)
    } else {
        1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::ViewFrame;
    use crate::dataset::View;
    use crate::dataset::testing::dataset;

    /// Customers with visits on these days of 2024 and on.
    fn rhythms(customers: &[&[i32]]) -> Rhythms {
        let start = Day::from_iso("2024-01-01").unwrap();
        let days: Vec<(String, String)> = customers
            .iter()
            .enumerate()
            .flat_map(|(at, days)| {
                days.iter()
                    .map(move |&day| (format!("c{at}"), start.plus(day).to_string()))
            })
            .collect();
        let rows: Vec<(&str, &str, f64)> = days
            .iter()
            .map(|(customer, day)| (customer.as_str(), day.as_str(), 1.0))
            .collect();
        let data = dataset(&rows);
        let last = data.days().iter().copied().max().unwrap();
        let frame = ViewFrame::resolve(&View::default(), start, last);
        let base = CustomerBase::build(&data, &frame, None);
        Rhythms::of(&base, &Clock::new(start, last, None), last)
    }

    #[test]
    fn many_gaps_speak_for_themselves_and_few_for_everybody() {
        let often: Vec<i32> = (0..40).map(|at| at * 7 + at % 3).collect();
        let seldom: Vec<i32> = (0..12).map(|at| at * 30 + at % 4).collect();
        let found = rhythms(&[&often, &seldom, &[0, 3], &[0, 200]]);
        let [often, seldom, short, long] = [0, 1, 2, 3].map(|at| found.at(at));
        assert!((often.gap - 8.0).abs() < 0.3, "{often:?}");
        assert!((seldom.gap - 31.0).abs() < 1.5, "{seldom:?}");
        assert!(often.own > seldom.own && seldom.own > short.own);
        assert!(short.gap > 3.0 && long.gap < 200.0, "{short:?} {long:?}");
    }

    /// Worked by hand: logarithms of the gaps are 1, 2 and 4, 5 (days are whole, so nearly).
    #[test]
    fn spreads_are_those_of_an_analysis_of_variance() {
        let mut sums = Sums::default();
        sums.add(2.0, 1.5, 0.5);
        sums.add(2.0, 4.5, 0.5);
        // Within: 1 ÷ 2. About the mean of 3: 2·2.25·2 = 9, of one degree. Size 2: (9 − ½) ÷ 2.
        let (within, between) = sums.spreads();
        assert!((within - 0.5).abs() < 1e-12);
        assert!((between - 4.25).abs() < 1e-12);
    }

    #[test]
    fn one_customer_is_drawn_to_nobody() {
        let found = rhythms(&[&[0, 5, 15, 25]]);
        let only = found.at(0);
        assert!((only.gap - 10.0).abs() < 1e-9, "{only:?}");
        assert!(only.spread.is_finite() && only.spread >= LEAST_SPREAD);
    }

    #[test]
    fn a_silence_as_long_as_usual_is_as_likely_as_not() {
        let rhythm = Rhythm {
            gap: 10.0,
            spread: 0.5,
            own: 1.0,
        };
        assert!((rhythm.overdue(10.0) - 0.5).abs() < 1e-6);
        assert!(rhythm.overdue(30.0) > 0.98);
        assert!(rhythm.overdue(0.0) <= 0.0);
    }

    #[test]
    fn the_share_that_leaves_is_found_again() {
        // Of 100 customers with four gaps each, 40 are silent for longer than anybody who comes.
        let silences: Vec<(u32, f64)> = (0..100)
            .map(|at| (4, if at < 40 { 0.0 } else { 1.0 }))
            .collect();
        let share = leaving_share(&silences);
        // Of the others some may have left as well: 40 + 60·q of 400 chances are q.
        assert!((share - 40.0 / (400.0 - 60.0)).abs() < 1e-6, "{share}");
        assert!((still_comes(0.1, 1.0) - 0.9).abs() < 1e-12);
        assert!(still_comes(0.1, 0.0) <= 0.0);
        assert!((leaving_share(&[]) - 0.0).abs() < 1e-12);
    }
}
