use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};

use serde::{Deserialize, Serialize};

/// Money in ten-thousandths of the currency unit; refunds are negative.
///
/// One row holds at most ±10^12 units (`Money::ROW_LIMIT`), so a sum over 900 billion rows still
/// fits its 128 bits; sums are `i128` (see [`Money::sum`]) and saturate when put back.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Money(pub i64);

/// A quantity in ten-thousandths of the counted unit.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Quantity(pub i64);

/// A currency by its ISO 4217 code, upper case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Currency(pub String);

impl Money {
    /// Ten-thousandths in one unit.
    pub const SCALE: i64 = 10_000;
    /// The largest amount one row may carry: 10^12 units.
    pub const ROW_LIMIT: Self = Self(1_000_000_000_000 * Self::SCALE);
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// In currency units, for the door of a statistical model.
    pub fn to_units_f64(self) -> f64 {
        self.0 as f64 / Self::SCALE as f64
    }

    /// The nearest ten-thousandth to so many units; not-a-number gives nothing.
    pub fn from_units_f64(units: f64) -> Self {
        Self((units * Self::SCALE as f64).round_ties_even() as i64)
    }

    /// The exact sum of many amounts, saturating only beyond 9·10^14 units.
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Self {
        Self::from_sum(amounts.into_iter().map(|amount| i128::from(amount.0)).sum())
    }

    /// Puts a 128-bit sum back, saturating.
    pub fn from_sum(sum: i128) -> Self {
        Self(i64::try_from(sum).unwrap_or(if sum < 0 { i64::MIN } else { i64::MAX }))
    }

    /// This amount shared equally by `parts`, rounded half to even; nothing when there are none.
    pub fn per(self, parts: u64) -> Self {
        if parts == 0 {
            return Self::ZERO;
        }
        Self(div_half_even(i128::from(self.0), i128::from(parts)))
    }

    /// Share of `whole`, or `None` when the whole is not positive.
    pub fn share_of(self, whole: Self) -> Option<f64> {
        (whole.0 > 0).then(|| self.0 as f64 / whole.0 as f64)
    }
}

impl Quantity {
    /// One piece.
    pub const ONE: Self = Self(Money::SCALE);

    /// In counted units.
    pub fn to_units_f64(self) -> f64 {
        self.0 as f64 / Money::SCALE as f64
    }

    /// Quantity × unit price, rounded half to even at four decimals, and whether that rounded.
    pub fn times(self, unit_price: Money) -> (Option<Money>, bool) {
        let product = i128::from(self.0) * i128::from(unit_price.0);
        let scale = i128::from(Money::SCALE);
        let rounded = product % scale != 0;
        let amount = div_half_even(product, scale);
        let within = amount.unsigned_abs() <= Money::ROW_LIMIT.0.unsigned_abs();
        (within.then_some(Money(amount)), rounded)
    }
}

fn div_half_even(numerator: i128, denominator: i128) -> i64 {
    let floor = numerator.div_euclid(denominator);
    let twice = numerator.rem_euclid(denominator) * 2;
    let up = twice > denominator || (twice == denominator && floor % 2 != 0);
    let quotient = floor + i128::from(up);
    i64::try_from(quotient).unwrap_or(if quotient < 0 { i64::MIN } else { i64::MAX })
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Money {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        Self::sum(amounts)
    }
}

/// Currency units with a point and up to four decimals, at least two when there are any: the form
/// of JSON, CSV and `data-value`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let scale = Self::SCALE.unsigned_abs();
        let (units, rest) = (self.0.unsigned_abs() / scale, self.0.unsigned_abs() % scale);
        match rest {
            0 => write!(f, "{sign}{units}"),
            _ if rest.is_multiple_of(100) => write!(f, "{sign}{units}.{:02}", rest / 100),
            _ if rest.is_multiple_of(10) => write!(f, "{sign}{units}.{:03}", rest / 10),
            _ => write!(f, "{sign}{units}.{rest:04}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_written_with_a_point_and_no_needless_digits() {
        assert_eq!(Money(10_000).to_string(), "1");
        assert_eq!(Money(-12_500).to_string(), "-1.25");
        assert_eq!(Money(12_505).to_string(), "1.2505");
        assert_eq!(Money(5).to_string(), "0.0005");
        assert_eq!(Money(15_000).to_string(), "1.50");
    }

    #[test]
    fn products_round_half_to_even_and_say_so() {
        let price = Money(5);
        assert_eq!(Quantity(5_000).times(price), (Some(Money(2)), true));
        assert_eq!(Quantity(15_000).times(price), (Some(Money(8)), true));
        assert_eq!(Quantity(20_000).times(price), (Some(Money(10)), false));
        assert_eq!(Quantity(i64::MAX).times(Money::ROW_LIMIT).0, None);
    }

    #[test]
    fn equal_parts_round_half_to_even() {
        assert_eq!(Money(5).per(2), Money(2));
        assert_eq!(Money(7).per(2), Money(4));
        assert_eq!(Money(-5).per(2), Money(-2));
        assert_eq!(Money(5).per(0), Money::ZERO);
    }
}
