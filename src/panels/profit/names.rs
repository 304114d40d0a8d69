//! Lines, drivers and bases as messages.

use crate::analysis::profit::{Basis, Driver, Line};
use crate::i18n::profit::{Basis as BasisName, Driver as DriverName, Line as LineName};

/// The name of a line.
pub(in super::super) fn line(line: Line) -> LineName {
    match line {
        Line::Delivery => LineName::Delivery,
        Line::StaffBonus => LineName::StaffBonus,
        Line::Returns => LineName::Returns,
        Line::Database => LineName::Database,
        Line::Salaries => LineName::Salaries,
        Line::Credit => LineName::Credit,
        Line::Support => LineName::Support,
        Line::Other => LineName::Other,
    }
}

/// The name of a driver.
pub(super) fn driver(driver: Driver) -> DriverName {
    match driver {
        Driver::Orders => DriverName::Orders,
        Driver::Occasions => DriverName::Occasions,
        Driver::Hours => DriverName::Hours,
        Driver::BalanceDays => DriverName::BalanceDays,
        Driver::Sales => DriverName::Sales,
        Driver::ReturnedValue => DriverName::ReturnedValue,
        Driver::Customers => DriverName::Customers,
    }
}

/// The name of a basis.
pub(in super::super) fn basis(basis: Basis) -> BasisName {
    match basis {
        Basis::Revenue => BasisName::Revenue,
        Basis::GrossProfit => BasisName::GrossProfit,
        Basis::Profit => BasisName::Profit,
    }
}
