//! The currencies of a file: their rows, their money, and one converted into another.

use super::currency::{self, CurrencyCode};
use super::encoding::Decoder;
use super::layout::column_of;
use super::{Recipe, Rules, UnmarkedCurrency};
use crate::base::Money;
use crate::dataset::Role;

/// Rows and money by currency, in order of appearance.
#[derive(Debug, Default)]
pub(super) struct Currencies {
    pub(super) seen: Vec<(String, u64, i128)>,
    /// Rows of each that are set aside because another was chosen.
    pub(super) aside: Vec<u64>,
    /// Rows with money that name none.
    pub(super) unmarked: Unmarked,
    last: Vec<u8>,
    last_ix: Option<usize>,
}

/// Rows that name no currency, and their money.
#[derive(Clone, Debug, Default)]
pub(super) struct Unmarked {
    pub(super) rows: u64,
    pub(super) sum: i128,
    /// The currency that the header of the amounts names.
    pub(super) by_header: Option<CurrencyCode>,
}

impl Unmarked {
    fn of(recipe: &Recipe) -> Self {
        let amount = [Role::Amount, Role::UnitPrice, Role::MeanValue]
            .into_iter()
            .find_map(|role| column_of(recipe, role));
        let name = amount.and_then(|at| recipe.columns.get(at));
        Self {
            by_header: name.and_then(|column| currency::of_header(&column.name)),
            ..Self::default()
        }
    }

    /// Adds the rows to those of the header's currency. What is left names none at all.
    pub(super) fn named(self, seen: &mut Vec<(String, u64, i128)>) -> Self {
        let Some(code) = self.by_header.filter(|_| self.rows > 0 && !seen.is_empty()) else {
            return self;
        };
        match seen.iter_mut().find(|(known, ..)| known == code) {
            Some((_, rows, sum)) => {
                *rows += self.rows;
                *sum += self.sum;
            }
            None => seen.push((code.to_owned(), self.rows, self.sum)),
        }
        Self {
            by_header: Some(code),
            ..Self::default()
        }
    }
}

/// What is done with the money of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is in the currency of the file.
    Used,
    /// It is in another one, worth so many millionths of it.
    Converted(i64),
    /// It is in another one.
    Other,
}

impl Currencies {
    /// Of a file that is read by this recipe.
    pub(super) fn of(recipe: &Recipe) -> Self {
        Self {
            unmarked: Unmarked::of(recipe),
            ..Self::default()
        }
    }

    /// What the rules do with a row by its currency; `has_money` where its amount can be read and is
    /// not nought, which is the same in every currency.
    pub(super) fn verdict(
        &self,
        rules: &Rules,
        currency: Option<usize>,
        has_money: bool,
    ) -> Verdict {
        let code = match currency.and_then(|ix| self.seen.get(ix)) {
            Some((code, ..)) => code.as_str(),
            None if rules.unmarked_currency == UnmarkedCurrency::Other && has_money => "",
            None => return Verdict::Used,
        };
        let Some(chosen) = &rules.currency else {
            return if rules.unmarked_currency == UnmarkedCurrency::OfFile {
                Verdict::Other
            } else {
                Verdict::Used
            };
        };
        if code == chosen {
            return Verdict::Used;
        }
        let rate = rules.rates.iter().find(|rate| rate.currency == code);
        rate.map_or(Verdict::Other, |rate| {
            Verdict::Converted(rate.rate_millionths)
        })
    }

    /// The place of a cell's currency in `seen`, or nothing when the cell is empty.
    pub(super) fn of_cell(&mut self, cell: &[u8], decoder: &Decoder) -> Option<usize> {
        if self.last_ix.is_some() && self.last == cell {
            return self.last_ix;
        }
        let text = decoder.decode(decoder.trim(cell));
        if text.is_empty() {
            return None;
        }
        let code = currency::of_sign(&text).map_or_else(|| text.to_uppercase(), str::to_owned);
        let ix = self.place(&code);
        self.last = cell.to_vec();
        self.last_ix = Some(ix);
        Some(ix)
    }

    /// The place of a currency by its code.
    pub(super) fn place(&mut self, code: &str) -> usize {
        let known = self.seen.iter().position(|(known, ..)| known == code);
        known.unwrap_or_else(|| {
            self.seen.push((code.to_owned(), 0, 0));
            self.aside.push(0);
            self.seen.len() - 1
        })
    }
}

/// Money in another currency, half to even, and whether it was rounded; nothing beyond what a row
/// may carry.
pub(super) fn convert(money: Money, rate_millionths: i64) -> Option<(Money, bool)> {
    const MILLION: i128 = 1_000_000;
    let exact = i128::from(money.0) * i128::from(rate_millionths);
    let (whole, rest) = (exact.div_euclid(MILLION), exact.rem_euclid(MILLION));
    let is_up = rest * 2 > MILLION || rest * 2 == MILLION && whole % 2 != 0;
    let value = i64::try_from(whole + i128::from(is_up)).ok()?;
    (value.abs() <= Money::ROW_LIMIT.0).then_some((Money(value), rest != 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use UnmarkedCurrency::{AsChosen, OfFile, Other};

    #[test]
    fn rows_without_a_currency_are_a_kind_of_their_own() {
        let mut currencies = Currencies::default();
        let usd = currencies.place("USD");
        let rules = |chosen: Option<&str>, unmarked| Rules {
            currency: chosen.map(str::to_owned),
            unmarked_currency: unmarked,
            ..Rules::default()
        };
        for (chosen, unmarked, of_usd, of_none) in [
            (None, AsChosen, Verdict::Used, Verdict::Used),
            (Some("USD"), AsChosen, Verdict::Used, Verdict::Used),
            (Some("USD"), Other, Verdict::Used, Verdict::Other),
            (None, OfFile, Verdict::Other, Verdict::Used),
            (Some("UAH"), AsChosen, Verdict::Other, Verdict::Used),
        ] {
            let rules = rules(chosen, unmarked);
            assert_eq!(currencies.verdict(&rules, Some(usd), true), of_usd);
            assert_eq!(currencies.verdict(&rules, None, true), of_none);
            assert_eq!(currencies.verdict(&rules, None, false), Verdict::Used);
        }
    }

    #[test]
    fn a_header_says_what_rows_without_a_currency_are_in() {
        let unmarked = Unmarked {
            rows: 2,
            sum: 30,
            by_header: Some("UAH"),
        };
        let mut seen = vec![("EUR".to_owned(), 1, 5)];
        assert_eq!(unmarked.clone().named(&mut seen).rows, 0);
        assert_eq!(seen[1], ("UAH".to_owned(), 2, 30));
        let mut seen = Vec::new();
        assert_eq!(unmarked.named(&mut seen).rows, 2);
        assert!(seen.is_empty());
    }

    #[test]
    fn money_is_converted_half_to_even() {
        assert_eq!(convert(Money(10_000), 89_500), Some((Money(895), false)));
        assert_eq!(convert(Money(5), 500_000), Some((Money(2), true)));
        assert_eq!(convert(Money(15), 500_000), Some((Money(8), true)));
        assert_eq!(convert(Money(-5), 500_000), Some((Money(-2), true)));
        assert_eq!(convert(Money::ROW_LIMIT, 2_000_000), None);
    }
}
