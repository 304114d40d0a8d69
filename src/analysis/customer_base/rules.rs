//! Quadrature rules made once.

use crate::numerics::quadrature::GaussLegendre;

/// Rules of rising order; the integral of dropout takes the smallest that is exact for it.
const ORDERS: [usize; 12] = [4, 6, 8, 10, 12, 16, 20, 24, 32, 40, 48, 80];

/// Gauss–Legendre rules of several orders.
#[derive(Clone, Debug)]
pub struct Rules {
    by_order: Vec<GaussLegendre>,
}

impl Rules {
    /// The rules.
    pub fn new() -> Self {
        Self {
            by_order: ORDERS.map(GaussLegendre::new).to_vec(),
        }
    }

    /// The smallest rule with at least so many points, or the largest.
    pub fn of(&self, wanted: f64) -> &GaussLegendre {
        let place = ORDERS
            .iter()
            .position(|&order| order as f64 >= wanted)
            .unwrap_or(ORDERS.len() - 1);
        &self.by_order[place]
    }
}

impl Default for Rules {
    fn default() -> Self {
        Self::new()
    }
}
