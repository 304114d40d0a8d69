//! P8: how often customers come, against a norm.

use super::CustomerBase;
use super::frame::Years;
use crate::base::Money;
use crate::dataset::CustomerIx;

/// Weeks of a month, as the literature's worked example counts them.
pub const WEEKS_PER_MONTH: f64 = 4.348;

/// Shortest period from which a frequency can be told, in days.
pub const LEAST_DAYS: i32 = 28;

/// How often a customer comes. Bands are half-open: the lower end belongs, the upper does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// Less than once a month.
    UnderMonthly,
    /// Once a month and more, less than twice.
    Monthly,
    /// Twice a month and more, less than weekly.
    TwoOrThreeMonthly,
    /// Once a week and more, less than twice.
    Weekly,
    /// Twice a week and more, less than three times.
    TwiceWeekly,
    /// Three times a week and more.
    ThreeWeekly,
}

impl Band {
    /// Every band, rarest first.
    pub const ALL: [Self; 6] = [
        Self::UnderMonthly,
        Self::Monthly,
        Self::TwoOrThreeMonthly,
        Self::Weekly,
        Self::TwiceWeekly,
        Self::ThreeWeekly,
    ];

    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::UnderMonthly => "under_monthly",
            Self::Monthly => "monthly",
            Self::TwoOrThreeMonthly => "two_or_three_monthly",
            Self::Weekly => "weekly",
            Self::TwiceWeekly => "twice_weekly",
            Self::ThreeWeekly => "three_weekly",
        }
    }

    /// The band with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|band| band.id() == id)
    }

    /// Lower end, in visits a month.
    pub fn from_monthly(self) -> f64 {
        match self {
            Self::UnderMonthly => 0.0,
            Self::Monthly => 1.0,
            Self::TwoOrThreeMonthly => 2.0,
            Self::Weekly => WEEKS_PER_MONTH,
            Self::TwiceWeekly => 2.0 * WEEKS_PER_MONTH,
            Self::ThreeWeekly => 3.0 * WEEKS_PER_MONTH,
        }
    }

    /// The band of so many visits a month.
    pub fn of(monthly: f64) -> Self {
        Self::ALL
            .into_iter()
            .rev()
            .find(|band| monthly >= band.from_monthly())
            .unwrap_or(Self::UnderMonthly)
    }
}

/// Customers, visits and money of one band.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BandSums {
    /// The band.
    pub band: Band,
    /// Buyers of the period.
    pub buyers: u64,
    /// Their occasions.
    pub occasions: u64,
    /// Their net revenue.
    pub revenue: Money,
}

/// The buyers of the period W by how often they come.
#[derive(Clone, Debug)]
pub struct VisitBands {
    /// The bands, rarest first.
    pub bands: [BandSums; 6],
    /// Visits a month that are the norm.
    pub norm_monthly: f64,
    /// Those who meet the norm.
    pub in_norm: BandPart,
    /// Those who do not.
    pub below_norm: BandPart,
    years: Years,
}

/// Buyers on one side of the norm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BandPart {
    /// Buyers.
    pub buyers: u64,
    /// Their occasions.
    pub occasions: u64,
    /// Their net revenue.
    pub revenue: Money,
}

impl BandPart {
    fn add(&mut self, occasions: u32, revenue: Money) {
        self.buyers += 1;
        self.occasions += u64::from(occasions);
        self.revenue += revenue;
    }
}

impl VisitBands {
    /// Puts the buyers of W into bands; the frequency is that of the value × frequency groups.
    pub fn of(base: &CustomerBase, norm_monthly: f64) -> Self {
        let sums = base.period();
        let mut found = Self {
            bands: Band::ALL.map(|band| BandSums {
                band,
                buyers: 0,
                occasions: 0,
                revenue: Money::ZERO,
            }),
            norm_monthly,
            in_norm: BandPart::default(),
            below_norm: BandPart::default(),
            years: Years::of(sums.period),
        };
        for customer in sums.buyer_ixs() {
            let at = customer.0 as usize;
            let (occasions, revenue) = (sums.occasions[at], sums.revenue[at]);
            let monthly = found.monthly(occasions);
            let band = &mut found.bands[Band::of(monthly) as usize];
            band.buyers += 1;
            band.occasions += u64::from(occasions);
            band.revenue += revenue;
            if monthly >= norm_monthly {
                found.in_norm.add(occasions, revenue);
            } else {
                found.below_norm.add(occasions, revenue);
            }
        }
        found
    }

    /// Share of the buyers who meet the norm, `None` when nobody bought.
    pub fn norm_share(&self) -> Option<f64> {
        let buyers = self.in_norm.buyers + self.below_norm.buyers;
        (buyers > 0).then(|| self.in_norm.buyers as f64 / buyers as f64)
    }

    /// Buyers that a condition on their visits a month picks, in index order.
    pub fn members(&self, base: &CustomerBase, picks: impl Fn(f64) -> bool) -> Vec<CustomerIx> {
        let sums = base.period();
        sums.buyer_ixs()
            .filter(|customer| picks(self.monthly(sums.occasions[customer.0 as usize])))
            .collect()
    }

    /// Visits a month of a customer with so many occasions in W.
    pub fn monthly(&self, occasions: u32) -> f64 {
        self.years.per_month(occasions)
    }
}

/// How many times larger the basket of some buyers is than the others', from their shares of visits
/// and of revenue; `None` when either side has no visits or the others no revenue.
pub fn basket_ratio(visit_share: f64, revenue_share: f64) -> Option<f64> {
    let own = revenue_share / visit_share;
    let others = (1.0 - revenue_share) / (1.0 - visit_share);
    let ratio = own / others;
    (visit_share > 0.0 && visit_share < 1.0 && ratio.is_finite() && ratio >= 0.0).then_some(ratio)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 20 % buy once a month, 50 % once a week, 30 % twice a week; the rare ones bring half the
    /// revenue.
    #[test]
    fn the_worked_example_of_the_literature() {
        let per_buyer_month = 0.2 + 0.5 * WEEKS_PER_MONTH + 0.3 * 2.0 * WEEKS_PER_MONTH;
        assert!((per_buyer_month - 4.983).abs() < 5e-4, "{per_buyer_month}");
        let visit_share = 0.2 / per_buyer_month;
        assert!((visit_share - 0.0401).abs() < 5e-5, "{visit_share}");
        let ratio = basket_ratio(visit_share, 0.5).unwrap();
        assert!((ratio - 23.9).abs() < 0.05, "{ratio}");
    }

    #[test]
    fn bands_are_half_open() {
        assert_eq!(Band::of(0.999), Band::UnderMonthly);
        assert_eq!(Band::of(1.0), Band::Monthly);
        assert_eq!(Band::of(WEEKS_PER_MONTH), Band::Weekly);
        assert_eq!(Band::of(4.347), Band::TwoOrThreeMonthly);
        assert_eq!(Band::of(13.044), Band::ThreeWeekly);
        assert_eq!(Band::of(0.0), Band::UnderMonthly);
    }

    #[test]
    fn a_ratio_needs_two_sides() {
        assert_eq!(basket_ratio(1.0, 1.0), None);
        assert_eq!(basket_ratio(0.0, 0.0), None);
        assert_eq!(basket_ratio(0.5, 1.0), None);
        assert_eq!(basket_ratio(0.5, 0.5), Some(1.0));
    }
}
