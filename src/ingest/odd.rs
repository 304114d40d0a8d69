//! Records something is wrong with: set aside with a reason, or used by a rule of the recipe.

use super::customer::{Customer, CustomerFault, ends_in_total, is_total};
use super::date::DateFault;
use super::dialect::{is_rule, same_shape};
use super::ledger::Why;
use super::money::RowMoney;
use super::number::NumberFault;
use super::pass::Pass;
use super::raw_record::Record;
use super::status::is_void;
use super::text::trim;
use super::{Guests, MissingAmounts, MissingDates, OnOddRow, OnRow, PositiveReturns};
use crate::base::{Day, Money, Quantity};
use crate::dataset::{DatasetBuilder, Flag, Ruling, SetAsideReason};

/// Customer and day of the row above, for rows that leave out what repeats.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Above {
    customer: Option<Customer>,
    day: Option<Day>,
    /// Rows in the table when this was noted; when there are more, the last one is the row above.
    rows: usize,
}

impl Above {
    /// No row stands above: the table has so many.
    pub(super) fn nothing(rows: usize) -> Self {
        Self {
            customer: None,
            day: None,
            rows,
        }
    }

    fn now(self, builder: &DatasetBuilder) -> Self {
        match builder.last() {
            Some((code, day)) if builder.len() > self.rows => Self {
                customer: Some(Customer {
                    code,
                    trimmed: false,
                }),
                day: Some(day),
                rows: builder.len(),
            },
            _ => self,
        }
    }
}

impl Pass {
    /// A record something is wrong with: the first reason that holds, and that no rule overcomes,
    /// sets it aside.
    #[cold]
    pub(super) fn odd(
        &mut self,
        record: &Record<'_>,
        customer: Result<Customer, CustomerFault>,
        day: Result<Day, DateFault>,
        money: Result<RowMoney, NumberFault>,
    ) {
        let cells: Vec<String> = record
            .cells()
            .map(|cell| self.decoder.decode(cell).into_owned())
            .collect();
        let above = self.above.now(&self.builder);
        let currency = self.currency(record, money.as_ref().ok());
        let amount = match &money {
            Ok(money) => Some(money.amount.0),
            Err(NumberFault::TooLarge(amount)) => *amount,
            Err(_) => None,
        };
        if let Some(reason) = self.no_sale(&cells, customer, day) {
            if reason == SetAsideReason::TotalsRow {
                // What stands below a sum is of another group.
                self.above = Above::nothing(self.builder.len());
                let is_named = customer == Err(CustomerFault::Total);
                self.usable_totals += u64::from(is_named && day.is_ok() && money.is_ok());
            }
            self.put_aside(record, reason, None, day.ok());
            return;
        }
        self.above = Above {
            customer: customer.ok().or(above.customer),
            day: day.ok().or(above.day),
            rows: self.builder.len(),
        };
        let mut rulings = Vec::new();
        let mut extra = cells.iter().skip(self.header.len());
        let shifted = cells.len() > self.most_cells;
        if shifted || extra.any(|cell| !trim(cell).is_empty()) {
            if self.rules.too_many_cells == OnOddRow::SetAside {
                self.put_aside(record, SetAsideReason::TooManyCells, amount, day.ok());
                return;
            }
            rulings.push(Ruling::ExtraCellsUsed);
        }
        let mut money = money;
        if self.is_other_currency(currency, money.as_mut().ok()) {
            if let Some(rows) = currency.and_then(|ix| self.currencies.aside.get_mut(ix)) {
                *rows += 1;
            }
            self.put_aside(record, SetAsideReason::OtherCurrency, None, day.ok());
            return;
        }
        let customer = match (customer, self.rules.guests) {
            (Err(CustomerFault::Missing | CustomerFault::Placeholder), Guests::OneCustomer) => {
                rulings.push(Ruling::GuestsCounted);
                Ok(self.customers.guests())
            }
            (Err(CustomerFault::Missing), Guests::RowAbove) if day.is_ok() => {
                rulings.push(Ruling::CustomersFilled);
                above.customer.ok_or(CustomerFault::Missing)
            }
            (customer, _) => customer,
        };
        let fills_day = self.rules.missing_dates == MissingDates::RowAbove
            && day == Err(DateFault::Missing)
            && customer.is_ok();
        let day = if fills_day {
            rulings.push(Ruling::DatesFilled);
            above.day.ok_or(DateFault::Missing)
        } else {
            day
        };
        let is_nought = self.rules.missing_amounts == MissingAmounts::Zero;
        if is_nought && money == Err(NumberFault::Missing) {
            rulings.push(Ruling::AmountsZero);
            money = Ok(RowMoney {
                amount: Money::ZERO,
                quantity: Quantity::ONE,
                refund: false,
                rounded: false,
                currency: None,
            });
        }
        let reason = match (customer, day, money) {
            (Ok(customer), Ok(day), Ok(money)) => {
                if self.take(record, customer, day, money, currency) {
                    for ruling in rulings {
                        let amount = money.amount.0;
                        self.ledger
                            .ruled(record, ruling, amount, day, &self.decoder);
                    }
                }
                return;
            }
            (Err(fault), ..) => match fault {
                CustomerFault::Missing => SetAsideReason::MissingCustomer,
                CustomerFault::Placeholder => SetAsideReason::PlaceholderCustomer,
                CustomerFault::Total => SetAsideReason::TotalsRow,
            },
            (_, Err(fault), _) => match fault {
                DateFault::Missing => SetAsideReason::MissingDate,
                DateFault::Impossible => SetAsideReason::ImpossibleDate,
                DateFault::Placeholder => SetAsideReason::PlaceholderDate,
                DateFault::Future => SetAsideReason::FutureDate,
            },
            (.., Err(fault)) => match fault {
                NumberFault::Missing => SetAsideReason::MissingAmount,
                NumberFault::Unreadable => SetAsideReason::UnreadableAmount,
                NumberFault::TooLarge(_) => SetAsideReason::AmountTooLarge,
                NumberFault::Error => SetAsideReason::ErrorCell,
            },
        };
        self.put_aside(record, reason, amount, day.ok());
    }

    pub(super) fn put_aside(
        &mut self,
        record: &Record<'_>,
        reason: SetAsideReason,
        amount: Option<i64>,
        day: Option<Day>,
    ) {
        self.ledger
            .set_aside(record, (reason, None), (amount, day), &self.decoder);
    }

    /// Records that are no sale at all. Their amounts, if any, are not the file's money.
    fn no_sale(
        &self,
        cells: &[String],
        customer: Result<Customer, CustomerFault>,
        day: Result<Day, DateFault>,
    ) -> Option<SetAsideReason> {
        if cells.iter().all(|cell| trim(cell).is_empty()) {
            return Some(SetAsideReason::BlankLine);
        }
        if is_rule(cells) {
            return Some(SetAsideReason::RuleLine);
        }
        if day.is_err() && trim(&cells[0]).starts_with('#') {
            return Some(SetAsideReason::CommentLine);
        }
        if self.has_header && day.is_err() {
            let mut named = cells.to_vec();
            named.truncate(self.header.len());
            if same_shape(&named, &self.header) {
                return Some(SetAsideReason::RepeatedHeader);
            }
        }
        let lacks = customer.is_err() || day.is_err();
        let mut cells = cells.iter();
        let is_sum = customer == Err(CustomerFault::Total)
            || lacks && cells.any(|cell| is_total(cell) || day.is_err() && ends_in_total(cell));
        is_sum.then_some(SetAsideReason::TotalsRow)
    }

    /// The mark for which the person does not want a row.
    pub(super) fn left_out(
        &mut self,
        record: &Record<'_>,
        money: &RowMoney,
        hash: u64,
    ) -> Option<Flag> {
        let copy = match &mut self.seen_rows {
            Some(seen) => match seen.find(&hash.to_le_bytes()) {
                Ok(_) => true,
                Err(new) => {
                    seen.add(new);
                    false
                }
            },
            None => false,
        };
        let rules = &self.rules;
        if copy {
            Some(Flag::ExactDuplicate)
        } else if rules.refunds == OnRow::SetAside && money.refund {
            Some(Flag::Refund)
        } else if rules.zero_amounts == OnRow::SetAside && money.amount == Money::ZERO {
            Some(Flag::ZeroAmount)
        } else if rules.void_rows == Some(OnRow::SetAside)
            && money.amount > Money::ZERO
            && self.is_void(record)
        {
            Some(Flag::Void)
        } else if rules.short_rows == OnRow::SetAside && record.len() < self.header.len() {
            Some(Flag::ShortRow)
        } else {
            None
        }
    }

    fn is_void(&self, record: &Record<'_>) -> bool {
        let status = self.layout.as_ref().and_then(|layout| layout.status);
        status.is_some_and(|at| {
            let header = self.header.get(at).map_or("", String::as_str);
            is_void(header, &self.decoder.decode(record.cell(at)))
        })
    }

    /// Sets aside a row the person does not want.
    #[cold]
    pub(super) fn leave_out(
        &mut self,
        record: &Record<'_>,
        mark: Flag,
        (customer, day, money): (Customer, Day, RowMoney),
    ) {
        self.above = Above {
            customer: Some(customer),
            day: Some(day),
            rows: self.builder.len(),
        };
        let why: Why = (SetAsideReason::ChosenByPerson, Some(mark));
        let seen = (Some(money.amount.0), Some(day));
        self.ledger.set_aside(record, why, seen, &self.decoder);
    }

    /// Turns the money of goods that came back where the file writes it above zero, if the person
    /// says so.
    #[cold]
    pub(super) fn judge_return(&mut self, record: &Record<'_>, day: Day, money: &mut RowMoney) {
        if money.amount <= Money::ZERO {
            return;
        }
        let ruling = match self.rules.positive_returns {
            PositiveReturns::AsWritten => Ruling::ReturnsAsWritten,
            PositiveReturns::Refund => {
                money.amount = -money.amount;
                Ruling::ReturnsAsRefunds
            }
        };
        let amount = money.amount.0;
        self.ledger
            .ruled(record, ruling, amount, day, &self.decoder);
    }
}
