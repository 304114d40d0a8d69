//! P24 and P25: what customers could still bring: their budget, or what the best of their kind bring.

use super::CustomerBase;
use super::attributes::number_of;
use super::frame::Years;
use crate::base::Money;
use crate::dataset::{CustomerIx, Dataset, Meaning, NO_CODE};
use crate::numerics::quantile::quantile;

/// Fewest customers of a kind that are compared with each other.
pub const LEAST_PEERS: usize = 8;

/// Shortest period from which yearly sales can be told, in days.
pub const LEAST_DAYS: i32 = 28;

/// Of the peers, so many bring less than the potential.
const PEERS_BELOW: f64 = 0.75;

/// Where a potential comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The customer's own budget.
    Budget,
    /// Customers of the same type.
    Peers,
    /// All customers: those of the type are too few.
    All,
}

/// What one customer could bring a year, in currency units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Potential {
    /// Who.
    pub customer: CustomerIx,
    /// Net sales of the period, of a year.
    pub sales: f64,
    /// What it could bring.
    pub potential: f64,
    /// Where that comes from.
    pub source: Source,
}

impl Potential {
    /// What is missing, never below zero.
    pub fn gap(&self) -> f64 {
        (self.potential - self.sales).max(0.0)
    }

    /// The part of the budget that comes here (share of wallet), where a budget is known.
    pub fn share_of_wallet(&self) -> Option<f64> {
        let known = self.source == Source::Budget && self.potential > 0.0;
        known.then(|| self.sales / self.potential)
    }
}

/// The buyers of the period W, in index order; none where the period is too short or nobody can be
/// compared.
pub fn potentials(data: &Dataset, base: &CustomerBase) -> Vec<Potential> {
    let sums = base.period();
    if sums.period.length_days() < LEAST_DAYS {
        return Vec::new();
    }
    let years = Years::of(sums.period).length();
    let buyers: Vec<CustomerIx> = sums.buyer_ixs().collect();
    let yearly = |money: Money| money.to_units_f64() / years;
    let sales: Vec<f64> = buyers
        .iter()
        .map(|customer| yearly(sums.revenue[customer.0 as usize]))
        .collect();
    let types = Meaning::Type.column(data);
    let type_of = |customer: CustomerIx| types.map_or(NO_CODE, |of| of.codes[customer.0 as usize]);
    let best_of = |picks: &dyn Fn(CustomerIx) -> bool| {
        let peers = buyers.iter().zip(&sales);
        let mut peers: Vec<f64> = peers
            .filter(|(customer, _)| picks(**customer))
            .map(|(_, &sales)| sales)
            .collect();
        let enough = peers.len() >= LEAST_PEERS;
        enough.then(|| quantile(&mut peers, PEERS_BELOW)).flatten()
    };
    let of_all = best_of(&|_| true);
    let codes = types.map_or(0, |of| of.dictionary.len() as u32);
    let of_types: Vec<Option<f64>> = (0..codes)
        .map(|code| best_of(&|customer| type_of(customer) == code))
        .collect();
    let budgets = Meaning::Budget.column(data);
    let of = |(&customer, &sales): (&CustomerIx, &f64)| {
        let budget = budgets.and_then(|column| number_of(column, customer));
        let of_type = of_types.get(type_of(customer) as usize).copied().flatten();
        let (potential, source) = match (budget.filter(|&budget| budget > 0.0), of_type, of_all) {
            (Some(budget), ..) => (budget, Source::Budget),
            (None, Some(best), _) => (best, Source::Peers),
            (None, None, Some(best)) => (best, Source::All),
            (None, None, None) => return None,
        };
        Some(Potential {
            customer,
            sales,
            potential,
            source,
        })
    };
    buyers.iter().zip(&sales).filter_map(of).collect()
}
