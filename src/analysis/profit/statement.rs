//! The profit statement of somebody.

use super::Line;
use crate::base::Money;

/// The most that can be said of what customers bring.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// Sales: nothing is known of the cost of goods.
    Revenue,
    /// Gross profit: nothing is known of the cost of the relationship.
    GrossProfit,
    /// Profit of the relationship.
    Profit,
}

/// The profit statement of somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    /// Customers it speaks of.
    pub customers: u64,
    /// Their occasions.
    pub occasions: u64,
    /// Net sales.
    pub sales: Money,
    /// Sales less the cost of the goods.
    pub gross_profit: Option<Money>,
    /// Costs by [`Line::ALL`].
    pub costs: [Option<Money>; Line::ALL.len()],
}

impl Statement {
    /// The sum of the known lines.
    pub fn relationship_cost(&self) -> Option<Money> {
        let known = || self.costs.iter().flatten().copied();
        known().next().map(|_| known().sum())
    }

    /// Gross profit less the cost of the relationship; `None` while either is not known.
    pub fn profit(&self) -> Option<Money> {
        Some(self.gross_profit? - self.relationship_cost()?)
    }

    /// What is left on a basis; `None` while that is not known.
    pub fn left(&self, basis: Basis) -> Option<Money> {
        match basis {
            Basis::Revenue => Some(self.sales),
            Basis::GrossProfit => self.gross_profit,
            Basis::Profit => self.profit(),
        }
    }

    /// The cost of the goods.
    pub fn goods(&self) -> Option<Money> {
        self.gross_profit.map(|gross| self.sales - gross)
    }
}
