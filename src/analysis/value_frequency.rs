//! P1: four groups by average occasion and frequency.

use super::CustomerBase;
use super::frame::Years;
use crate::base::{Money, order};
use crate::dataset::CustomerIx;
use crate::numerics::quantile::median;

/// How the two cut lines are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CutRule {
    /// Median over customers.
    #[default]
    Median,
    /// Mean over customers.
    Mean,
    /// Set by the person; a line not set stands at the median.
    Own,
    /// Each line at the highest value above which customers bring 80 % of the revenue.
    Pareto,
}

impl CutRule {
    /// Every rule, in the order of the control.
    pub const ALL: [Self; 4] = [Self::Median, Self::Mean, Self::Own, Self::Pareto];

    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Median => "median",
            Self::Mean => "mean",
            Self::Own => "own",
            Self::Pareto => "pareto",
        }
    }

    /// The rule with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.id() == id)
    }
}

/// Revenue share above each line under [`CutRule::Pareto`].
pub const PARETO_SHARE: f64 = 0.8;

/// What the person chose about the lines.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CutChoice {
    /// How the lines are found.
    pub rule: CutRule,
    /// Own line of the average occasion, in currency units.
    pub average: Option<f64>,
    /// Own line of the frequency, in occasions a year.
    pub frequency: Option<f64>,
}

/// One of the four groups. Much: the average occasion is strictly above its line; often: the
/// frequency is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Above both lines.
    MuchOften,
    /// Above the line of frequency only.
    LittleOften,
    /// Above the line of the average only.
    MuchRare,
    /// Above neither.
    LittleRare,
}

impl Group {
    /// Every group, in the order of the table.
    pub const ALL: [Self; 4] = [
        Self::MuchOften,
        Self::LittleOften,
        Self::MuchRare,
        Self::LittleRare,
    ];

    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::MuchOften => "much_often",
            Self::LittleOften => "little_often",
            Self::MuchRare => "much_rare",
            Self::LittleRare => "little_rare",
        }
    }

    /// The group with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.id() == id)
    }
}

/// The buyers of the period W on the two quantities, and the lines between them.
#[derive(Clone, Debug)]
pub struct ValueFrequency {
    /// Customers with an occasion in W, in index order.
    pub buyers: Vec<CustomerIx>,
    /// Net amount ÷ occasions in W, in currency units, in the order of `buyers`.
    pub average: Vec<f64>,
    /// Occasions in W ÷ length of W in years, in the order of `buyers`.
    pub frequency: Vec<f64>,
    /// Line of the average occasion.
    pub average_cut: f64,
    /// Line of the frequency.
    pub frequency_cut: f64,
    /// The rule in force.
    pub rule: CutRule,
    /// Length of W in years.
    pub years: f64,
}

/// Customers and money of one group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupSums {
    /// The group.
    pub group: Group,
    /// Customers.
    pub customers: u64,
    /// Occasions in W.
    pub occasions: u64,
    /// Net revenue in W.
    pub revenue: Money,
    /// Mean over customers of their average occasion, in currency units; `None` for nobody.
    pub mean_average: Option<f64>,
    /// Mean over customers of their frequency; `None` for nobody.
    pub mean_frequency: Option<f64>,
}

impl ValueFrequency {
    /// Places the buyers of W and draws the lines; `None` when nobody bought in W.
    pub fn of(base: &CustomerBase, choice: CutChoice) -> Option<Self> {
        let sums = base.period();
        let years = Years::of(sums.period);
        let buyers: Vec<CustomerIx> = sums.buyer_ixs().collect();
        let mut average = Vec::with_capacity(buyers.len());
        let mut frequency = Vec::with_capacity(buyers.len());
        for customer in &buyers {
            let at = customer.0 as usize;
            let occasions = sums.occasions[at];
            // One rounding only, so that equal averages are equal numbers and stay off the line.
            average.push(sums.revenue[at].0 as f64 / (f64::from(occasions) * Money::SCALE as f64));
            frequency.push(years.per_year(occasions));
        }
        let revenue = |at: usize| sums.revenue[buyers[at].0 as usize];
        let cut = |values: &[f64], own: Option<f64>| match choice.rule {
            CutRule::Mean => Some(on_value(
                values.iter().sum::<f64>() / values.len() as f64,
                values,
            )),
            CutRule::Pareto => pareto_cut(values, revenue),
            CutRule::Own if own.is_some() => own.map(|own| on_value(own, values)),
            CutRule::Median | CutRule::Own => None,
        };
        let average_cut = match cut(&average, choice.average) {
            Some(cut) => cut,
            None => median(&mut average.clone())?,
        };
        let frequency_cut = match cut(&frequency, choice.frequency) {
            Some(cut) => cut,
            None => median(&mut frequency.clone())?,
        };
        (!buyers.is_empty()).then_some(Self {
            buyers,
            average,
            frequency,
            average_cut,
            frequency_cut,
            rule: choice.rule,
            years: years.length(),
        })
    }

    /// Group of the buyer at this place of `buyers`.
    pub fn group_at(&self, at: usize) -> Group {
        match (
            self.average[at] > self.average_cut,
            self.frequency[at] > self.frequency_cut,
        ) {
            (true, true) => Group::MuchOften,
            (false, true) => Group::LittleOften,
            (true, false) => Group::MuchRare,
            (false, false) => Group::LittleRare,
        }
    }

    /// The customer's group, `None` without an occasion in W.
    pub fn group(&self, customer: CustomerIx) -> Option<Group> {
        self.buyers
            .binary_search(&customer)
            .ok()
            .map(|at| self.group_at(at))
    }

    /// Buyers of a group, in index order.
    pub fn members(&self, group: Group) -> Vec<CustomerIx> {
        (0..self.buyers.len())
            .filter(|&at| self.group_at(at) == group)
            .map(|at| self.buyers[at])
            .collect()
    }

    /// Customers and money of the four groups, in the order of [`Group::ALL`].
    pub fn sums(&self, base: &CustomerBase) -> [GroupSums; 4] {
        let period = base.period();
        let mut sums = Group::ALL.map(|group| GroupSums {
            group,
            customers: 0,
            occasions: 0,
            revenue: Money::ZERO,
            mean_average: None,
            mean_frequency: None,
        });
        let mut means = [(0_i128, 0_i128); 4];
        for (at, customer) in self.buyers.iter().enumerate() {
            let group = self.group_at(at) as usize;
            let ix = customer.0 as usize;
            sums[group].customers += 1;
            sums[group].occasions += u64::from(period.occasions[ix]);
            sums[group].revenue += period.revenue[ix];
            means[group].0 += fixed(self.average[at]);
            means[group].1 += fixed(self.frequency[at]);
        }
        for (sum, (average, frequency)) in sums.iter_mut().zip(means) {
            if sum.customers > 0 {
                sum.mean_average = Some(average as f64 / FIXED / sum.customers as f64);
                sum.mean_frequency = Some(frequency as f64 / FIXED / sum.customers as f64);
            }
        }
        sums
    }
}

/// Parts of one in a number of fixed point.
const FIXED: f64 = (1_u64 << 40) as f64;

/// Numbers of fixed point have the same sum in any order of the customers.
fn fixed(value: f64) -> i128 {
    (value * FIXED).round_ties_even() as i128
}

/// The line, or the value it can be told from only by rounding: customers exactly on a line must not
/// lie above it because a sum was cut off in its last bit.
fn on_value(line: f64, values: &[f64]) -> f64 {
    let apart = |value: f64| (value - line).abs();
    let nearest = values
        .iter()
        .copied()
        .fold(f64::INFINITY, |nearest, value| {
            if apart(value) < apart(nearest) {
                value
            } else {
                nearest
            }
        });
    if apart(nearest) <= line.abs() * 1e-12 {
        nearest
    } else {
        line
    }
}

/// The highest line with at least [`PARETO_SHARE`] of the revenue strictly above it: it stands at
/// the next lower value that occurs, or just below the lowest. `None` without positive revenue.
fn pareto_cut(values: &[f64], revenue: impl Fn(usize) -> Money) -> Option<f64> {
    let total = Money::sum((0..values.len()).map(&revenue));
    let keys = values.iter().map(|&value| !order::upwards_f64(value));
    let mut order: Vec<(u64, u32)> = keys.zip(0..).collect();
    order::sort_keyed(&mut order);
    let mut above: i128 = 0;
    for (rank, &(_, at)) in order.iter().enumerate() {
        let at = at as usize;
        above += i128::from(revenue(at).0);
        let next = order.get(rank + 1).map(|&(_, next)| values[next as usize]);
        let ends_tie = next.is_none_or(|next| next < values[at]);
        let share = Money::from_sum(above).share_of(total)?;
        if ends_tie && share >= PARETO_SHARE {
            return Some(next.unwrap_or_else(|| values[at].next_down()));
        }
    }
    None
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the values of these tests are exact")]
mod tests {
    use super::*;
    use crate::analysis::ViewFrame;
    use crate::base::{Day, Period};
    use crate::dataset::View;
    use crate::dataset::testing::dataset;

    /// Averages 10, 20, 30, 40 with 4, 3, 2, 1 occasions in one year.
    fn base() -> CustomerBase {
        let mut rows = Vec::new();
        let days = ["2024-01-01", "2024-02-01", "2024-03-01", "2024-12-31"];
        for (customer, (units, occasions)) in [
            ("a", (10.0, 4)),
            ("b", (20.0, 3)),
            ("c", (30.0, 2)),
            ("d", (40.0, 1)),
        ] {
            for day in &days[..occasions] {
                rows.push((customer, *day, units));
            }
        }
        let data = dataset(&rows);
        let year = (Day::from_iso(days[0]), Day::from_iso(days[3]));
        let view = View {
            period: Period::year(2024),
            ..View::default()
        };
        let frame = ViewFrame::resolve(&view, year.0.unwrap(), year.1.unwrap());
        CustomerBase::build(&data, &frame, None)
    }

    fn with(rule: CutRule) -> ValueFrequency {
        let choice = CutChoice {
            rule,
            ..CutChoice::default()
        };
        ValueFrequency::of(&base(), choice).unwrap()
    }

    #[test]
    fn lines_by_median_and_mean() {
        let found = with(CutRule::Median);
        assert_eq!(found.frequency, [4.0, 3.0, 2.0, 1.0]);
        assert_eq!((found.average_cut, found.frequency_cut), (25.0, 2.5));
        let groups: Vec<Group> = (0..4).map(|at| found.group_at(at)).collect();
        assert_eq!(
            groups,
            [
                Group::LittleOften,
                Group::LittleOften,
                Group::MuchRare,
                Group::MuchRare
            ]
        );
        assert_eq!(with(CutRule::Mean).average_cut, 25.0);
    }

    #[test]
    fn equal_customers_lie_on_their_mean() {
        let ids: Vec<String> = (0..10).map(|number| format!("c{number}")).collect();
        let rows: Vec<_> = ids
            .iter()
            .map(|id| (id.as_str(), "2024-01-01", 0.1))
            .collect();
        let data = dataset(&rows);
        let day = Day::from_iso("2024-01-01").unwrap();
        let frame = ViewFrame::resolve(&View::default(), day, day);
        let base = CustomerBase::build(&data, &frame, None);
        let choice = CutChoice {
            rule: CutRule::Mean,
            ..CutChoice::default()
        };
        let found = ValueFrequency::of(&base, choice).unwrap();
        // Ten tenths summed in floating point are less than one.
        assert_eq!(found.average_cut, 0.1);
        assert_eq!(found.members(Group::LittleRare).len(), 10);
    }

    #[test]
    fn on_the_line_is_not_above_it() {
        let choice = CutChoice {
            rule: CutRule::Own,
            average: Some(30.0),
            frequency: None,
        };
        let found = ValueFrequency::of(&base(), choice).unwrap();
        assert_eq!(found.frequency_cut, 2.5, "a line not set is the median");
        assert_eq!(found.group(CustomerIx(2)), Some(Group::LittleRare));
        assert_eq!(found.members(Group::MuchRare), [CustomerIx(3)]);
    }

    #[test]
    fn pareto_lines_leave_four_fifths_of_the_revenue_above() {
        // Revenue 40, 60, 60, 40. By average from above: 40, 100, 160 of 200: the line is at 10.
        let found = with(CutRule::Pareto);
        assert_eq!(found.average_cut, 10.0);
        // By frequency from above: 40, 100, 160: the line is at 1.
        assert_eq!(found.frequency_cut, 1.0);
    }

    #[test]
    fn the_groups_part_the_buyers() {
        let base = base();
        let found = with(CutRule::Median);
        let sums = found.sums(&base);
        assert_eq!(sums.iter().map(|sum| sum.customers).sum::<u64>(), 4);
        let revenue = Money::sum(sums.iter().map(|sum| sum.revenue));
        assert_eq!(revenue, base.period().revenue_total);
        assert_eq!(sums[1].mean_average, Some(15.0));
        assert_eq!(sums[0].mean_average, None);
    }
}
