//! The lines of the cost of the relationship, and what a sum is shared by.

use crate::dataset::Role;

/// A line of the cost of the relationship.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    /// Bringing the goods.
    Delivery,
    /// Bonuses to the customer's staff.
    StaffBonus,
    /// Taking goods back.
    Returns,
    /// Keeping the customer data.
    Database,
    /// Account managers.
    Salaries,
    /// Money lent by paying late.
    Credit,
    /// Support in kind: equipment, transport.
    Support,
    /// Everything else.
    Other,
}

/// What a pool is shared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Driver {
    /// Distinct orders; occasions where the file has none.
    Orders,
    /// Net sales above zero.
    Sales,
    /// Money given back.
    ReturnedValue,
    /// Every customer alike.
    Customers,
    /// Occasions.
    Occasions,
    /// Hours of work, as the table of customers says them.
    Hours,
    /// Money lent × days, from the sale to its payment.
    BalanceDays,
}

impl Line {
    /// Every line, as the statement has them.
    pub const ALL: [Self; 8] = [
        Self::Delivery,
        Self::StaffBonus,
        Self::Returns,
        Self::Database,
        Self::Salaries,
        Self::Credit,
        Self::Support,
        Self::Other,
    ];

    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Delivery => "delivery",
            Self::StaffBonus => "staff_bonus",
            Self::Returns => "returns",
            Self::Database => "database",
            Self::Salaries => "salaries",
            Self::Credit => "credit",
            Self::Support => "support",
            Self::Other => "other",
        }
    }

    /// The line that a table of costs means: by its id, by what its words speak for, or the rest.
    pub(super) fn named(name: &str, role: Option<Role>) -> Self {
        let is_named = |line: &Self| {
            let by_role = role.is_some() && line.role() == role;
            by_role || line.id() == name.trim().to_lowercase().replace(' ', "_")
        };
        Self::ALL.into_iter().find(is_named).unwrap_or(Self::Other)
    }

    /// What its pool is shared by unless the person says otherwise.
    pub fn usual_driver(self) -> Driver {
        match self {
            Self::Delivery => Driver::Orders,
            Self::Returns => Driver::ReturnedValue,
            Self::Database => Driver::Customers,
            Self::Salaries => Driver::Occasions,
            Self::StaffBonus | Self::Credit | Self::Support | Self::Other => Driver::Sales,
        }
    }

    /// The column of the file that holds it row by row.
    pub fn role(self) -> Option<Role> {
        match self {
            Self::Delivery => Some(Role::DeliveryCost),
            Self::StaffBonus => Some(Role::StaffBonus),
            _ => None,
        }
    }
}

impl Driver {
    /// Every driver.
    pub const ALL: [Self; 7] = [
        Self::Orders,
        Self::Occasions,
        Self::Sales,
        Self::ReturnedValue,
        Self::Customers,
        Self::Hours,
        Self::BalanceDays,
    ];

    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Orders => "orders",
            Self::Sales => "sales",
            Self::ReturnedValue => "returned_value",
            Self::Customers => "customers",
            Self::Occasions => "occasions",
            Self::Hours => "hours",
            Self::BalanceDays => "balance_days",
        }
    }

    /// Whether the cost grows with the number of orders.
    pub fn follows_orders(self) -> bool {
        matches!(self, Self::Orders | Self::Occasions)
    }
}
