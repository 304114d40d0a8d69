//! Totals of the period, their change with its uncertainty, and who came, stayed and left.

use super::{CustomerBase, PeriodSums};
use crate::base::{Money, order};
use crate::dataset::{CustomerIx, Dataset};
use crate::numerics::resample::{percentile_interval, resampled_sums};
use crate::numerics::rng::{Pcg32, hash};

/// Resamples behind an interval.
pub const RESAMPLES: usize = 300;

/// Part of the resampled changes an interval holds.
pub const INTERVAL_LEVEL: f64 = 0.9;

/// Most groups customers are resampled in.
pub const MOST_GROUPS: usize = 2_000;

/// Fewest buyers in each period from which an interval is told.
pub const LEAST_BUYERS: u64 = 10;

/// The figures of one period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Customers with a row up to the end of the period.
    pub customers: u64,
    /// Customers with an occasion in the period.
    pub buyers: u64,
    /// Net money of the period.
    pub revenue: Money,
    /// Occasions of the period.
    pub occasions: u64,
    /// Buyers with at least two occasions up to the end of the period.
    pub repeat_buyers: u64,
}

/// One of the figures whose change is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Known customers.
    Customers,
    /// Customers who bought.
    Buyers,
    /// Net money.
    Revenue,
    /// Occasions.
    Occasions,
    /// Occasions ÷ buyers.
    OccasionsPerBuyer,
    /// Revenue ÷ occasions.
    AverageOccasion,
    /// Repeat buyers ÷ buyers.
    RepeatShare,
}

impl Measure {
    /// Every measure, in the order of the stats.
    pub const ALL: [Self; 7] = [
        Self::Customers,
        Self::Buyers,
        Self::Revenue,
        Self::Occasions,
        Self::OccasionsPerBuyer,
        Self::AverageOccasion,
        Self::RepeatShare,
    ];

    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Customers => "customers",
            Self::Buyers => "buyers",
            Self::Revenue => "revenue",
            Self::Occasions => "occasions",
            Self::OccasionsPerBuyer => "occasions_per_buyer",
            Self::AverageOccasion => "average_occasion",
            Self::RepeatShare => "repeat_share",
        }
    }
}

/// Customers, buyers, money in units, occasions, repeat buyers.
type Sums = [f64; 5];

impl Figures {
    fn of(base: &CustomerBase, sums: &PeriodSums) -> Self {
        Self {
            customers: base.customers_by(sums.period.to),
            buyers: sums.buyers,
            revenue: sums.revenue_total,
            occasions: sums.occasions_total,
            repeat_buyers: sums.repeat_buyers,
        }
    }

    /// The figure; `None` where it would divide by nothing.
    pub fn value(&self, measure: Measure) -> Option<f64> {
        value(&self.sums(), measure)
    }

    fn sums(&self) -> Sums {
        [
            self.customers as f64,
            self.buyers as f64,
            self.revenue.to_units_f64(),
            self.occasions as f64,
            self.repeat_buyers as f64,
        ]
    }
}

fn value(
    &[customers, buyers, revenue, occasions, repeats]: &Sums,
    measure: Measure,
) -> Option<f64> {
    let over = |part: f64, whole: f64| (whole > 0.0).then(|| part / whole);
    match measure {
        Measure::Customers => Some(customers),
        Measure::Buyers => Some(buyers),
        Measure::Revenue => Some(revenue),
        Measure::Occasions => Some(occasions),
        Measure::OccasionsPerBuyer => over(occasions, buyers),
        Measure::AverageOccasion => over(revenue, occasions),
        Measure::RepeatShare => over(repeats, buyers),
    }
}

fn change(now: &Sums, then: &Sums, measure: Measure) -> Option<f64> {
    let (now, then) = (value(now, measure)?, value(then, measure)?);
    (then > 0.0).then(|| (now - then) / then)
}

/// A change against the compared period, and between what bounds it lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeasuredChange {
    /// (now − then) ÷ then; `None` when then was nothing.
    pub share: Option<f64>,
    /// 90 % interval, `None` when customers are too few.
    pub interval: Option<(f64, f64)>,
}

impl MeasuredChange {
    /// Whether the direction is open: the interval holds zero, or there is none. Where no resample
    /// changes anything there is no direction to be open.
    pub fn may_be_chance(&self) -> bool {
        self.interval.is_none_or(|(low, high)| {
            let is_point = low >= high;
            low <= 0.0 && high >= 0.0 && !is_point
        })
    }
}

/// What a customer did between the compared period and the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Movement {
    /// Bought then, not now.
    Lost,
    /// Bought in both.
    Stayed,
    /// Bought now, not then, but before.
    Returned,
    /// Bought for the first time now.
    New,
    /// Bought in neither, but money was booked: late refunds.
    Neither,
}

impl Movement {
    /// Every movement, in the order of the table.
    pub const ALL: [Self; 5] = [
        Self::Lost,
        Self::Stayed,
        Self::Returned,
        Self::New,
        Self::Neither,
    ];

    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Lost => "lost",
            Self::Stayed => "stayed",
            Self::Returned => "returned",
            Self::New => "new",
            Self::Neither => "neither",
        }
    }

    /// The movement with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|movement| movement.id() == id)
    }
}

/// Customers and money of one movement; over all five the change adds up to the change of revenue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MovementSums {
    /// Which.
    pub movement: Movement,
    /// Customers.
    pub customers: u64,
    /// Their money in the compared period.
    pub revenue_previous: Money,
    /// Their money in the period.
    pub revenue: Money,
}

impl MovementSums {
    /// Money now less money then.
    pub fn change(&self) -> Money {
        self.revenue - self.revenue_previous
    }
}

/// The compared period beside the period.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Its figures.
    pub previous: Figures,
    /// Changes, in the order of [`Measure::ALL`].
    pub changes: [MeasuredChange; 7],
    /// Who came, stayed and left, in the order of [`Movement::ALL`].
    pub movements: [MovementSums; 5],
}

impl Comparison {
    /// The change of one measure.
    pub fn change(&self, measure: Measure) -> MeasuredChange {
        self.changes[measure as usize]
    }

    /// The sums of one movement.
    pub fn movement(&self, movement: Movement) -> MovementSums {
        self.movements[movement as usize]
    }
}

/// The totals of the page.
#[derive(Clone, Debug)]
pub struct Overview {
    /// Figures of the period W.
    pub now: Figures,
    /// What it is compared with, when the data cover it.
    pub comparison: Option<Comparison>,
}

impl Overview {
    /// Sums the period and compares it. `seed` starts the resampling.
    pub fn of(data: &Dataset, base: &CustomerBase, seed: u64) -> Self {
        let now = Figures::of(base, base.period());
        let comparison = base.compared().map(|compared| {
            let previous = Figures::of(base, compared);
            let draws = (now.buyers >= LEAST_BUYERS && previous.buyers >= LEAST_BUYERS)
                .then(|| resample(data, base, compared, seed));
            Comparison {
                previous,
                changes: Measure::ALL.map(|measure| MeasuredChange {
                    share: change(&now.sums(), &previous.sums(), measure),
                    interval: draws.as_ref().and_then(|draws| interval(draws, measure)),
                }),
                movements: movements(base, compared),
            }
        });
        Self { now, comparison }
    }
}

/// What the customer did, `None` when neither period saw it.
pub fn movement(
    base: &CustomerBase,
    compared: &PeriodSums,
    customer: CustomerIx,
) -> Option<Movement> {
    let at = customer.0 as usize;
    let period = base.period();
    let began_before = || {
        base.first_day(customer)
            .is_some_and(|first| first < period.period.from)
    };
    match (compared.is_buyer(customer), period.is_buyer(customer)) {
        (true, false) => Some(Movement::Lost),
        (true, true) => Some(Movement::Stayed),
        (false, true) if began_before() => Some(Movement::Returned),
        (false, true) => Some(Movement::New),
        (false, false) => (period.revenue[at] != Money::ZERO
            || compared.revenue[at] != Money::ZERO)
            .then_some(Movement::Neither),
    }
}

/// Customers of one movement, in index order; nobody when nothing is compared.
pub fn movement_members(base: &CustomerBase, wanted: Movement) -> Vec<CustomerIx> {
    base.compared().map_or_else(Vec::new, |compared| {
        base.present_ixs()
            .filter(|&customer| movement(base, compared, customer) == Some(wanted))
            .collect()
    })
}

fn movements(base: &CustomerBase, compared: &PeriodSums) -> [MovementSums; 5] {
    let mut sums = Movement::ALL.map(|movement| MovementSums {
        movement,
        customers: 0,
        revenue_previous: Money::ZERO,
        revenue: Money::ZERO,
    });
    for customer in base.present_ixs() {
        let Some(movement) = movement(base, compared, customer) else {
            continue;
        };
        let at = customer.0 as usize;
        let sum = &mut sums[movement as usize];
        sum.customers += 1;
        sum.revenue_previous += compared.revenue[at];
        sum.revenue += base.period().revenue[at];
    }
    sums
}

/// Resamples customers in at most [`MOST_GROUPS`] random groups of equal size (the random group
/// method, Wolter 2007, ch. 2), so that the cost does not grow with the shop. A customer's group
/// depends on its id and the seed alone, never on the order of the rows.
fn resample(
    data: &Dataset,
    base: &CustomerBase,
    compared: &PeriodSums,
    seed: u64,
) -> Vec<(Sums, Sums)> {
    let period = base.period();
    let mut order: Vec<(u64, u32)> = base
        .present_ixs()
        .map(|customer| {
            (
                hash(seed, data.customer_id(customer).as_bytes()),
                customer.0,
            )
        })
        .collect();
    // Two ids with one hash would need a coincidence of 64 bits.
    order::sort_keyed(&mut order);
    let groups = order.len().min(MOST_GROUPS);
    let mut group_of = vec![0; base.len()];
    for (rank, &(_, customer)) in order.iter().enumerate() {
        group_of[customer as usize] = rank % groups;
    }
    let mut counts = vec![[0_i64; 10]; groups];
    // In the order they lie in, so that what is known of them is read from one end to the other.
    for customer in base.present_ixs() {
        let sums = &mut counts[group_of[customer.0 as usize]];
        for (sums, period) in sums.chunks_exact_mut(5).zip([period, compared]) {
            add_customer(sums, base, period, customer);
        }
    }
    let groups: Vec<[f64; 10]> = counts
        .into_iter()
        .map(|mut sums| {
            let money = [2, 7].map(|at| Money(std::mem::take(&mut sums[at])).to_units_f64());
            let mut units = sums.map(|sum| sum as f64);
            (units[2], units[7]) = (money[0], money[1]);
            units
        })
        .collect();
    resampled_sums(&groups, RESAMPLES, &mut Pcg32::new(seed))
        .into_iter()
        .map(|[a, b, c, d, e, f, g, h, i, j]| ([a, b, c, d, e], [f, g, h, i, j]))
        .collect()
}

fn add_customer(sums: &mut [i64], base: &CustomerBase, period: &PeriodSums, customer: CustomerIx) {
    let at = customer.0 as usize;
    let is_buyer = period.is_buyer(customer);
    sums[0] += i64::from(base.is_known_by(customer, period.period.to));
    sums[1] += i64::from(is_buyer);
    sums[2] = sums[2].saturating_add(period.revenue[at].0);
    sums[3] += i64::from(period.occasions[at]);
    sums[4] += i64::from(is_buyer && base.came_again_by(customer, period.period.to));
}

fn interval(draws: &[(Sums, Sums)], measure: Measure) -> Option<(f64, f64)> {
    let mut changes = draws
        .iter()
        .map(|(now, then)| change(now, then, measure))
        .collect::<Option<Vec<f64>>>()?;
    percentile_interval(&mut changes, INTERVAL_LEVEL)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::ViewFrame;
    use crate::base::Day;
    use crate::dataset::View;
    use crate::dataset::testing::dataset;

    fn two_years(rows: &[(&str, &str, f64)]) -> (Dataset, CustomerBase) {
        let data = dataset(rows);
        let span = (Day::from_iso("2023-01-01"), Day::from_iso("2024-12-31"));
        let frame = ViewFrame::resolve(&View::default(), span.0.unwrap(), span.1.unwrap());
        let base = CustomerBase::build(&data, &frame, None);
        (data, base)
    }

    #[test]
    fn movements_add_up_to_the_change_of_revenue() {
        let (data, base) = two_years(&[
            ("lost", "2023-05-01", 30.0),
            ("lost", "2024-01-02", -5.0),
            ("stayed", "2023-05-01", 10.0),
            ("stayed", "2024-05-01", 15.0),
            ("new", "2024-06-01", 7.0),
            ("refunds only", "2024-06-01", -2.0),
        ]);
        let found = Overview::of(&data, &base, 1);
        let comparison = found.comparison.unwrap();
        let changes = comparison.movements.map(|sums| sums.change());
        let expected = [-35.0, 5.0, 0.0, 7.0, -2.0];
        assert_eq!(changes, expected.map(Money::from_units_f64));
        assert_eq!(
            Money::sum(changes),
            found.now.revenue - comparison.previous.revenue
        );
        assert_eq!(
            movement_members(&base, Movement::Lost),
            [CustomerIx(0)],
            "and the customer behind it"
        );
        assert_eq!(comparison.change(Measure::Revenue).interval, None);
        assert!(comparison.change(Measure::Revenue).may_be_chance());
    }

    #[test]
    fn one_who_pauses_has_returned() {
        let (_, base) = {
            let data = dataset(&[("a", "2022-01-01", 1.0), ("a", "2024-02-01", 1.0)]);
            let span = (Day::from_iso("2022-01-01"), Day::from_iso("2024-12-31"));
            let frame = ViewFrame::resolve(&View::default(), span.0.unwrap(), span.1.unwrap());
            let base = CustomerBase::build(&data, &frame, None);
            (data, base)
        };
        assert_eq!(movement_members(&base, Movement::Returned), [CustomerIx(0)]);
    }

    #[test]
    fn intervals_hold_the_change_and_do_not_depend_on_the_order_of_rows() {
        let ids: Vec<String> = (0..60).map(|number| format!("c{number}")).collect();
        let mut rows: Vec<(&str, &str, f64)> = Vec::new();
        for (number, id) in ids.iter().enumerate() {
            rows.push((id, "2023-03-01", 10.0 + number as f64));
            if number % 3 > 0 {
                rows.push((id, "2024-03-01", 20.0 + number as f64));
            }
        }
        let intervals = |rows: &[(&str, &str, f64)]| {
            let (data, base) = two_years(rows);
            let found = Overview::of(&data, &base, 9);
            found.comparison.unwrap().changes
        };
        let forwards = intervals(&rows);
        rows.reverse();
        assert_eq!(intervals(&rows), forwards);
        let repeat_share = forwards[Measure::RepeatShare as usize];
        assert_eq!(repeat_share.share, None, "nobody had come twice then");
        for change in &forwards[..6] {
            let (share, (low, high)) = (change.share.unwrap(), change.interval.unwrap());
            assert!(low <= share && share <= high, "{low} {share} {high}");
        }
    }
}
