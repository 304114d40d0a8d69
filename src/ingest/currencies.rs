//! The currencies of a file: their rows, their money, and one converted into another.

use super::currency;
use super::encoding::Decoder;
use crate::base::Money;

/// Rows and money by currency, in order of appearance.
#[derive(Debug, Default)]
pub(super) struct Currencies {
    pub(super) seen: Vec<(String, u64, i128)>,
    /// Rows of each that are set aside because another was chosen.
    pub(super) aside: Vec<u64>,
    last: Vec<u8>,
    last_ix: Option<usize>,
}

impl Currencies {
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

    #[test]
    fn money_is_converted_half_to_even() {
        assert_eq!(convert(Money(10_000), 89_500), Some((Money(895), false)));
        assert_eq!(convert(Money(5), 500_000), Some((Money(2), true)));
        assert_eq!(convert(Money(15), 500_000), Some((Money(8), true)));
        assert_eq!(convert(Money(-5), 500_000), Some((Money(-2), true)));
        assert_eq!(convert(Money::ROW_LIMIT, 2_000_000), None);
    }
}
