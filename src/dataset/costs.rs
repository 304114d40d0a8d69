use super::{Dataset, Role};
use crate::base::Money;

/// The roles of what a row cost, in the order of [`RowCosts`].
pub const COST_ROLES: [Role; 3] = [Role::UnitCost, Role::DeliveryCost, Role::StaffBonus];

/// The money of a cell that says none: no cost of a row is as large.
pub(super) const UNKNOWN: Money = Money(i64::MIN);

/// What one row cost beside its amount, by [`COST_ROLES`]; `None` where its cell says nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowCosts(pub [Option<Money>; COST_ROLES.len()]);

/// Which costs a file has, by [`COST_ROLES`].
pub type HasCosts = [bool; COST_ROLES.len()];

/// One column of costs.
#[derive(Clone, Copy, Debug)]
pub struct CostColumn<'a>(&'a [Money]);

impl CostColumn<'_> {
    /// What the row cost, when its cell says it.
    pub fn at(self, row: usize) -> Option<Money> {
        self.0.get(row).copied().filter(|&cost| cost != UNKNOWN)
    }
}

impl Dataset {
    /// The costs with this role, when the file has them.
    pub fn costs(&self, role: Role) -> Option<CostColumn<'_>> {
        let at = COST_ROLES.iter().position(|&other| other == role)?;
        self.costs[at].as_deref().map(CostColumn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Day, Quantity};
    use crate::dataset::{DatasetBuilder, Interner, RowDays, RowFlags, RowRecord};

    #[test]
    fn a_cell_that_says_nothing_is_not_a_cost_of_nothing() {
        let mut ids = Interner::default();
        let mut builder = DatasetBuilder::new(0, false, [true, false, true]);
        for (line, bonus) in [(2, None), (3, Some(Money::ZERO)), (4, Some(Money(5)))] {
            let row = RowRecord {
                customer: ids.intern("a"),
                day: Day(1),
                amount: Money(10),
                source_row: line,
                flags: RowFlags::default(),
                quantity: Quantity::ONE,
                costs: RowCosts([Some(Money(7)), Some(Money(8)), bonus]),
                days: RowDays::default(),
            };
            builder.push(row, &[]);
        }
        let data = builder.finish(ids.finish(), None, Vec::new(), None);
        let bonuses = data.costs(Role::StaffBonus).unwrap();
        assert_eq!(
            [0, 1, 2, 3].map(|row| bonuses.at(row)),
            [None, Some(Money::ZERO), Some(Money(5)), None]
        );
        assert_eq!(data.costs(Role::UnitCost).unwrap().at(0), Some(Money(7)));
        assert!(data.costs(Role::DeliveryCost).is_none());
        assert!(data.costs(Role::Amount).is_none());
    }
}
