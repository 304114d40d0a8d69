//! Which columns of a recipe a pass reads.

use super::Recipe;
use super::money::MoneyFrom;
use crate::dataset::Role;

/// Which columns a pass reads.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub(super) customer: usize,
    pub(super) date: usize,
    pub(super) money: MoneyFrom,
    pub(super) quantity: Option<usize>,
    pub(super) return_flag: Option<usize>,
    pub(super) name: Option<usize>,
    pub(super) unit_cost: Option<usize>,
    pub(super) currency: Option<usize>,
    pub(super) coded: Vec<usize>,
}

impl Layout {
    /// The columns of a recipe, or nothing while a required one is missing.
    pub(super) fn of(recipe: &Recipe) -> Option<Self> {
        let at = |role| column_of(recipe, role);
        let quantity = at(Role::Quantity);
        let product = quantity
            .and(at(Role::UnitPrice))
            .map(|unit_price| MoneyFrom::Product { unit_price });
        Some(Self {
            customer: at(Role::Customer)?,
            date: at(Role::Date)?,
            money: at(Role::Amount).map(MoneyFrom::Amount).or(product)?,
            quantity,
            return_flag: at(Role::ReturnFlag),
            name: at(Role::CustomerName),
            unit_cost: at(Role::UnitCost),
            currency: at(Role::Currency),
            coded: recipe
                .columns
                .iter()
                .filter(|column| column.role.is_coded())
                .map(|column| column.index)
                .collect(),
        })
    }
}

/// The first column with a role.
pub(super) fn column_of(recipe: &Recipe, role: Role) -> Option<usize> {
    recipe
        .columns
        .iter()
        .find(|column| column.role == role)
        .map(|column| column.index)
}
