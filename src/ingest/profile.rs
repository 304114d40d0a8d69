//! What the values of one column look like in the first records.

use super::currency;
use super::date::{DateEvidence, DateReader};
use super::encoding::Decoder;
use super::number::{NumberEvidence, NumberReader, is_nothing};
use super::return_words::{Vocabulary, is_return, is_return_by_name};
use super::text::trim;
use super::{DateFormat, DateOrder, Encoding};
use crate::dataset::{Interner, Role};

/// Kinds of documents that a column which tells returns from sales may hold.
const MOST_KINDS: u64 = 6;

/// Counts of one column over the first records.
#[derive(Debug, Default)]
pub(super) struct Profile {
    /// Cells that hold something.
    pub(super) filled: u64,
    /// Records looked at.
    pub(super) records: u64,
    /// Different values.
    pub(super) distinct: u64,
    /// Cells that are numbers, and how.
    pub(super) numbers: NumberEvidence,
    /// Cells that are dates, and how.
    pub(super) dates: DateEvidence,
    /// Numbers whose one decimal is a nought.
    decimal_noughts: u64,
    with_digits: u64,
    with_letters: u64,
    percents: u64,
    currency_codes: u64,
    /// By any word, by plain ones, and by plain ones that stand alone.
    said: Said,
    said_plainly: Said,
    said_alone: Said,
}

/// Cells that say "return" and cells that say "sale".
#[derive(Clone, Copy, Debug, Default)]
struct Said {
    returns: u64,
    sales: u64,
}

impl Said {
    fn count(&mut self, is_return: Option<bool>) {
        self.returns += u64::from(is_return == Some(true));
        self.sales += u64::from(is_return == Some(false));
    }
}

impl Profile {
    /// Looks at one column.
    pub(super) fn of<'a>(cells: impl Iterator<Item = &'a str>) -> Self {
        let decoder = Decoder::new(Encoding::Utf8);
        let format = DateFormat::of(DateOrder::Dmy);
        let mut dates = DateReader::new(&format, None);
        let mut numbers = NumberReader::new('.');
        let mut seen = Interner::default();
        let mut profile = Self::default();
        for cell in cells {
            profile.records += 1;
            let cell = trim(cell);
            if is_nothing(cell) {
                continue;
            }
            profile.filled += 1;
            seen.intern(cell);
            let _ = dates.read(cell.as_bytes());
            let _ = numbers.read(cell.as_bytes(), &decoder);
            profile.decimal_noughts += u64::from(has_decimal_nought(cell));
            profile.with_digits += u64::from(cell.bytes().any(|byte| byte.is_ascii_digit()));
            profile.with_letters += u64::from(cell.chars().any(char::is_alphabetic));
            profile.percents += u64::from(cell.ends_with('%'));
            profile.currency_codes += u64::from(currency::of_sign(cell).is_some());
            if seen.dictionary().len() <= MOST_KINDS as usize {
                profile.count_said(cell);
            }
        }
        profile.distinct = seen.dictionary().len() as u64;
        profile.numbers = numbers.evidence;
        profile.dates = dates.evidence;
        profile
    }

    fn count_said(&mut self, cell: &str) {
        self.said.count(is_return(cell, Vocabulary::Any));
        let plainly = is_return(cell, Vocabulary::Plain);
        self.said_plainly.count(plainly);
        self.said_alone.count(is_return_by_name(cell));
    }

    /// Whether most filled cells are dates.
    pub(super) fn is_dates(&self) -> bool {
        self.filled > 0 && self.dates.dates * 2 > self.filled
    }

    /// Whether most filled cells are numbers.
    pub(super) fn is_numbers(&self) -> bool {
        self.filled > 0 && self.numbers.numbers() * 2 > self.filled
    }

    /// Whether most filled cells are numbers with decimals.
    pub(super) fn has_decimals(&self) -> bool {
        self.is_numbers() && (self.numbers.numbers() - self.numbers.plain) * 4 > self.filled
    }

    /// Whether most filled cells are numbers with decimals that say something: whole numbers that
    /// programs of tables write `17850.0`, because a cell of the column is empty, have none.
    fn has_real_decimals(&self) -> bool {
        let decimals = self.numbers.numbers() - self.numbers.plain;
        self.has_decimals() && decimals.saturating_sub(self.decimal_noughts) * 4 > self.filled
    }

    /// Whether most filled cells are dates, or are where a header says that they are: numbers of
    /// days and seconds, months without a mark, days without a year.
    fn is_dates_by_header(&self) -> bool {
        let bare = self.dates.all_bare();
        self.is_dates() || bare.is_some_and(|(_, cells)| cells * 10 >= self.filled * 9)
    }

    fn has_separated_dates(&self) -> bool {
        self.is_dates() && !self.is_numbers()
    }

    /// Whether any value could play a role that needs dates or numbers.
    pub(super) fn could_be(&self, role: Role) -> bool {
        match role {
            Role::Date => self.dates.dates > 0 || self.dates.read_as_days() * 2 > self.filled,
            Role::Amount | Role::Quantity | Role::UnitPrice => {
                self.numbers.numbers() > 0 && !self.has_separated_dates() && self.percents == 0
            }
            _ => false,
        }
    }

    /// Whether most values hold a digit, as ids and codes do.
    pub(super) fn is_codes(&self) -> bool {
        self.with_digits * 2 > self.filled
    }

    /// Whether every value is a sale or a return by its own words, whatever the header.
    pub(super) fn is_returns_and_sales(&self) -> bool {
        self.fits(Role::ReturnFlag)
            && self.said_alone.sales > 0
            && self.marks_returns(self.said_alone)
    }

    /// Whether the column tells returns from sales in such words.
    pub(super) fn tells_returns(&self, vocabulary: Vocabulary) -> bool {
        self.marks_returns(match vocabulary {
            Vocabulary::Plain => self.said_plainly,
            Vocabulary::Any => self.said,
        })
    }

    /// Where more than half of all rows would go back, the words mean something else, unless every
    /// one is the plain name of a sale or a return.
    fn marks_returns(&self, said: Said) -> bool {
        let alone = self.said_alone;
        let by_name = alone.sales > 0 && alone.returns + alone.sales == self.filled;
        self.distinct <= MOST_KINDS
            && said.returns > 0
            && (by_name || said.returns * 2 <= self.records)
            && (said.returns + said.sales) * 10 >= self.filled * 8
    }

    /// Whether the values could play the role.
    pub(super) fn fits(&self, role: Role) -> bool {
        if self.filled == 0 {
            return matches!(role, Role::Ignore | Role::Dimension);
        }
        let most = |cells: u64| cells * 10 >= self.filled * 8;
        match role {
            Role::Date | Role::DueDate | Role::PaidDate | Role::FirstDay | Role::LastDay => {
                self.is_dates_by_header()
            }
            Role::Amount
            | Role::Quantity
            | Role::UnitPrice
            | Role::UnitCost
            | Role::DeliveryCost
            | Role::StaffBonus
            | Role::MeanValue
            | Role::LastPurchaseAge
            | Role::Age => self.is_numbers() && !self.has_separated_dates(),
            Role::Occasions | Role::RepeatPurchases => {
                self.is_numbers() && !self.has_decimals() && !self.has_separated_dates()
            }
            Role::Discount => self.is_numbers() || most(self.percents),
            Role::Customer => !self.has_separated_dates() && !self.has_real_decimals(),
            Role::CustomerName => {
                self.with_letters * 2 > self.filled
                    && !self.is_numbers()
                    && !self.has_separated_dates()
            }
            Role::Order => {
                !self.has_separated_dates()
                    && !self.has_decimals()
                    && self.distinct * 5 >= self.filled.min(200)
            }
            Role::Currency => most(self.currency_codes),
            Role::ReturnFlag => {
                self.distinct <= MOST_KINDS
                    && self.said.returns > 0
                    && most(self.said.returns + self.said.sales)
            }
            Role::Product
            | Role::Category
            | Role::Channel
            | Role::Store
            | Role::Region
            | Role::Manager
            | Role::Coupon
            | Role::PaymentMethod
            | Role::Status => !self.has_decimals() && !self.has_separated_dates(),
            Role::Dimension | Role::Ignore => true,
        }
    }
}

fn has_decimal_nought(cell: &str) -> bool {
    let digits = cell.strip_suffix(".0").or_else(|| cell.strip_suffix(",0"));
    digits.is_some_and(|it| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(cells: &[&str]) -> Profile {
        Profile::of(cells.iter().copied())
    }

    #[test]
    fn shapes_limit_the_roles() {
        let dates = profile(&["01.05.2023", "", "02.05.2023"]);
        assert!(dates.fits(Role::Date) && !dates.fits(Role::Customer) && !dates.fits(Role::Amount));
        let ids = profile(&["007", "008", "009"]);
        assert!(ids.fits(Role::Customer) && !ids.fits(Role::Date));
        let money = profile(&["1,50 €", "2,00 €", "-3,25 €"]);
        assert!(money.fits(Role::Amount) && !money.fits(Role::Customer));
        let ids = profile(&["17850.0", "17851.0", "", "17850.0"]);
        assert!(ids.fits(Role::Customer) && ids.fits(Role::Amount));
        assert!(!profile(&["17850.0", "17851.5", "12.25"]).fits(Role::Customer));
        let percents = profile(&["3.5%", "2%"]);
        assert!(percents.fits(Role::Discount) && !percents.fits(Role::Amount));
        let returns = profile(&["Sale", "Return", "Sale"]);
        assert!(returns.fits(Role::ReturnFlag));
        assert!(!profile(&["Visa", "Cash"]).fits(Role::ReturnFlag));
        assert!(profile(&["EUR", "SEK"]).fits(Role::Currency));
    }
}
