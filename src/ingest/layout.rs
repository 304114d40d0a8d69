//! Which columns of a recipe a pass reads.

use super::Recipe;
use super::money::MoneyFrom;
use super::row_days;
use super::totals::TotalsLayout;
use crate::dataset::{COST_ROLES, DAY_ROLES, Role};

/// Which columns a pass reads.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub(super) customer: usize,
    pub(super) date: usize,
    pub(super) money: MoneyFrom,
    pub(super) quantity: Option<usize>,
    pub(super) return_flag: Option<usize>,
    pub(super) name: Option<usize>,
    /// Columns of what a row cost, by [`COST_ROLES`].
    pub(super) costs: [Option<usize>; COST_ROLES.len()],
    /// Columns of the days on which a row is due and was paid.
    pub(super) days: row_days::Columns,
    pub(super) currency: Option<usize>,
    pub(super) status: Option<usize>,
    pub(super) coded: Vec<usize>,
    /// The further columns of a list of customers; their last day is `date`.
    pub(super) totals: Option<TotalsLayout>,
}

impl Layout {
    /// The columns of a recipe, or nothing while a required one is missing.
    pub(super) fn of(recipe: &Recipe) -> Option<Self> {
        let at = |role| column_of(recipe, role);
        let totals = TotalsLayout::of(recipe);
        let quantity = at(Role::Quantity).filter(|_| totals.is_none());
        let product = quantity
            .and(at(Role::UnitPrice))
            .map(|unit_price| MoneyFrom::Product { unit_price });
        let mean = totals.as_ref().and_then(|totals| totals.mean);
        let amount = at(Role::Amount).or(mean).map(MoneyFrom::Amount);
        Some(Self {
            customer: at(Role::Customer)?,
            date: totals
                .as_ref()
                .map(|totals| totals.last)
                .or(at(Role::Date))?,
            money: amount.or(product)?,
            quantity,
            return_flag: at(Role::ReturnFlag),
            name: at(Role::CustomerName),
            costs: COST_ROLES.map(at),
            days: DAY_ROLES.map(|role| at(role).filter(|_| totals.is_none())),
            currency: at(Role::Currency),
            status: at(Role::Status),
            coded: recipe
                .columns
                .iter()
                .filter(|column| column.role.is_coded())
                .map(|column| column.index)
                .collect(),
            totals,
        })
    }

    /// The column whose cells the date format is judged by; none where days are counted from times.
    pub(super) fn dated(&self) -> Option<usize> {
        let has_days = self.totals.as_ref().is_none_or(|totals| !totals.are_ages);
        has_days.then_some(self.date)
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
