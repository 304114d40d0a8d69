//! How numbers are written, by locale.
//!
//! One result everywhere: the page, the engine, the terminal and the golden files. The tables agree
//! with CLDR as browsers use it (`tests/oracles/intl.json`) with one deliberate difference: the
//! minus is U+2212 in every locale, where `Intl` writes U+002D for most.

use serde::{Deserialize, Serialize};

/// How numbers, money and days are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum NumberLocale {
    /// English.
    #[default]
    #[serde(rename = "en")]
    En,
    /// Swedish.
    #[serde(rename = "sv")]
    Sv,
    /// Ukrainian.
    #[serde(rename = "uk")]
    Uk,
    /// Russian.
    #[serde(rename = "ru")]
    Ru,
    /// German.
    #[serde(rename = "de")]
    De,
}

impl NumberLocale {
    /// Every locale, in the order a chooser lists them.
    pub const ALL: [Self; 5] = [Self::En, Self::Sv, Self::Uk, Self::Ru, Self::De];

    /// The stable id: an ISO 639-1 code.
    pub fn id(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Sv => "sv",
            Self::Uk => "uk",
            Self::Ru => "ru",
            Self::De => "de",
        }
    }

    /// The locale with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|locale| locale.id() == id)
    }

    /// The locale of a language tag (`de-AT`), when it is one of ours.
    pub fn from_language_tag(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_']).next()?;
        Self::from_id(&language.to_ascii_lowercase())
    }

    fn group_mark(self) -> char {
        match self {
            Self::En => ',',
            Self::Sv | Self::Uk | Self::Ru => NO_BREAK_SPACE,
            Self::De => '.',
        }
    }

    fn decimal_mark(self) -> char {
        match self {
            Self::En => '.',
            Self::Sv | Self::Uk | Self::Ru | Self::De => ',',
        }
    }

    /// What stands between a number and its percent sign.
    pub(super) fn percent_sign(self) -> &'static str {
        match self {
            Self::En | Self::Uk => "%",
            Self::Sv | Self::Ru | Self::De => "\u{a0}%",
        }
    }

    /// The words for 10^3, 10^6, 10^9 and 10^12 on an axis, each with the space before it; `None`
    /// when the locale writes such numbers out.
    pub(super) fn short_scale(self) -> [Option<&'static str>; 4] {
        match self {
            Self::En => [Some("k"), Some("m"), Some("bn"), Some("tn")],
            Self::Sv => [
                Some("\u{a0}tn"),
                Some("\u{a0}mn"),
                Some("\u{a0}md"),
                Some("\u{a0}bn"),
            ],
            Self::Uk => [
                Some("\u{a0}тис."),
                Some("\u{a0}млн"),
                Some("\u{a0}млрд"),
                Some("\u{a0}трлн"),
            ],
            Self::Ru => [
                Some("\u{a0}тыс."),
                Some("\u{a0}млн"),
                Some("\u{a0}млрд"),
                Some("\u{a0}трлн"),
            ],
            Self::De => [
                None,
                Some("\u{a0}Mio."),
                Some("\u{a0}Mrd."),
                Some("\u{a0}Bio."),
            ],
        }
    }
}

pub(super) const NO_BREAK_SPACE: char = '\u{a0}';

/// The minus sign: as wide as a plus, never broken from its number.
pub(super) const MINUS: char = '\u{2212}';

/// When a sign is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// Before numbers below 0.
    Negative,
    /// Before all but 0: for changes.
    Always,
}

/// A number as decimal digits, so that rounding is exact.
///
/// A float counts as the shortest decimal that reads back as the same float: 1.005 is 1.005, not
/// 1.00499999999999989, and rounds half away from zero to 1.01, as in `Intl` ("halfExpand").
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    negative: bool,
    /// Digits 0 to 9, most significant first.
    digits: Vec<u8>,
    /// How many of the digits stand after the decimal mark; negative when zeros follow.
    scale: i32,
}

impl Decimal {
    /// The digits of a float, `None` when it is not a number or not finite.
    pub(super) fn from_f64(value: f64) -> Option<Self> {
        if !value.is_finite() {
            return None;
        }
        let text = format!("{:e}", value.abs());
        let (mantissa, exponent) = text.split_once('e')?;
        let exponent: i32 = exponent.parse().ok()?;
        let digits: Vec<u8> = mantissa
            .bytes()
            .filter(u8::is_ascii_digit)
            .map(|digit| digit - b'0')
            .collect();
        let scale = digits.len() as i32 - 1 - exponent;
        Some(Self {
            negative: value < 0.0,
            digits,
            scale,
        })
    }

    /// So many units of 10^−`scale`.
    pub(super) fn from_scaled(units: i64, scale: u8) -> Self {
        let text = units.unsigned_abs().to_string();
        Self {
            negative: units < 0,
            digits: text.bytes().map(|digit| digit - b'0').collect(),
            scale: i32::from(scale),
        }
    }

    /// Multiplied by 10^`places`.
    pub(super) fn shifted(mut self, places: i32) -> Self {
        self.scale -= places;
        self
    }

    /// With exactly so many decimals, rounded half away from zero.
    pub(super) fn rounded(mut self, decimals: u8) -> Self {
        let decimals = i32::from(decimals);
        let surplus = self.scale - decimals;
        if surplus <= 0 {
            self.digits
                .resize(self.digits.len() + (-surplus) as usize, 0);
        } else {
            let kept = self.digits.len() as i32 - surplus;
            let up = kept >= 0
                && self
                    .digits
                    .get(kept as usize)
                    .is_some_and(|&digit| digit >= 5);
            self.digits.truncate(kept.max(0) as usize);
            if up {
                self.add_one();
            }
        }
        self.scale = decimals;
        self
    }

    fn add_one(&mut self) {
        for digit in self.digits.iter_mut().rev() {
            if *digit < 9 {
                *digit += 1;
                return;
            }
            *digit = 0;
        }
        self.digits.insert(0, 1);
    }

    /// Without zeros at the end of its decimals.
    pub(super) fn trimmed(mut self) -> Self {
        // Nought has no digits at all.
        while self.scale > 0 && matches!(self.digits.last(), None | Some(&0)) {
            self.digits.pop();
            self.scale -= 1;
        }
        self
    }

    /// How many digits stand before the decimal mark, leading zeros apart.
    fn whole_digits(&self) -> i32 {
        let zeros = self.digits.iter().take_while(|&&digit| digit == 0).count();
        (self.digits.len() - zeros) as i32 - self.scale
    }

    /// Whether every digit is 0.
    pub(super) fn is_zero(&self) -> bool {
        self.digits.iter().all(|&digit| digit == 0)
    }

    /// The sign to write, if any. What rounds to 0 has none.
    pub(super) fn sign(&self, sign: Sign) -> Option<char> {
        if self.is_zero() {
            None
        } else if self.negative {
            Some(MINUS)
        } else {
            (sign == Sign::Always).then_some('+')
        }
    }

    /// The digits with the locale's marks, without a sign. The number must be rounded.
    pub(super) fn written(&self, locale: NumberLocale) -> String {
        let decimals = self.scale.max(0) as usize;
        let length = self.digits.len().max(decimals + 1);
        let leading = length - self.digits.len();
        let mut text = String::with_capacity(length + length / 3 + 4);
        let mut begun = false;
        for place in 0..length {
            let digit = place
                .checked_sub(leading)
                .and_then(|at| self.digits.get(at).copied())
                .unwrap_or(0);
            let places_left = length - decimals;
            if place == places_left {
                text.push(locale.decimal_mark());
            } else if begun && place < places_left && (places_left - place).is_multiple_of(3) {
                text.push(locale.group_mark());
            }
            if begun || digit != 0 || place + 1 >= places_left {
                begun = true;
                text.push(char::from(b'0' + digit));
            }
        }
        text
    }
}

/// Shortened for an axis: the digits, and the word after them ("1.2", "m"). `None` when the value
/// is not finite.
pub(super) fn shortened(locale: NumberLocale, value: f64) -> Option<(Decimal, &'static str)> {
    let exact = Decimal::from_f64(value)?;
    // Ticks below ten may be quarters; above, one decimal tells neighbours apart.
    let decimals = if value.abs() < 10.0 { 2 } else { 1 };
    let mut best = (exact.clone().rounded(decimals).trimmed(), "");
    let mut reached = 0;
    for (power, word) in (3..).step_by(3).zip(locale.short_scale()) {
        let Some(word) = word else { continue };
        // What rounds up to 1,000 of one word is 1 of the next.
        if exact.clone().shifted(-reached).rounded(1).whole_digits() <= power - reached {
            break;
        }
        best = (exact.clone().shifted(-power).rounded(1).trimmed(), word);
        reached = power;
    }
    Some(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: f64, decimals: u8) -> String {
        Decimal::from_f64(value)
            .unwrap()
            .rounded(decimals)
            .written(NumberLocale::En)
    }

    #[test]
    fn floats_round_half_away_from_zero_as_they_are_written() {
        assert_eq!(written(1.005, 2), "1.01");
        assert_eq!(written(0.5, 0), "1");
        assert_eq!(written(2.5, 0), "3");
        assert_eq!(written(0.049, 1), "0.0");
        assert_eq!(written(0.05, 1), "0.1");
        assert_eq!(written(999.995, 2), "1,000.00");
        assert_eq!(written(0.004, 2), "0.00");
        assert_eq!(written(1e-9, 2), "0.00");
    }

    #[test]
    fn digits_are_grouped_by_three() {
        assert_eq!(written(0.0, 0), "0");
        assert_eq!(written(999.0, 0), "999");
        assert_eq!(written(1_000.0, 0), "1,000");
        assert_eq!(written(1_234_567.5, 1), "1,234,567.5");
        assert_eq!(written(1e21, 0), "1,000,000,000,000,000,000,000");
    }

    #[test]
    fn integers_are_exact_to_the_last_digit() {
        let most = Decimal::from_scaled(i64::MIN, 4).rounded(4);
        assert_eq!(most.written(NumberLocale::De), "922.337.203.685.477,5808");
        assert_eq!(most.sign(Sign::Negative), Some(MINUS));
        let cent = Decimal::from_scaled(-49, 4).rounded(2);
        assert_eq!(cent.written(NumberLocale::De), "0,00");
        assert_eq!(cent.sign(Sign::Always), None);
    }

    #[test]
    fn short_numbers_promote_what_rounds_up() {
        let short = |value: f64, locale| {
            let (digits, word) = shortened(locale, value).unwrap();
            format!("{}{word}", digits.written(locale))
        };
        assert_eq!(short(0.25, NumberLocale::En), "0.25");
        assert_eq!(short(950.0, NumberLocale::En), "950");
        assert_eq!(short(12_500.0, NumberLocale::En), "12.5k");
        assert_eq!(short(999_940.0, NumberLocale::En), "999.9k");
        assert_eq!(short(999_960.0, NumberLocale::En), "1m");
        assert_eq!(short(100_000.0, NumberLocale::De), "100.000");
        assert_eq!(short(1_200_000.0, NumberLocale::De), "1,2\u{a0}Mio.");
        assert_eq!(short(5e15, NumberLocale::En), "5,000tn");
    }

    #[test]
    fn language_tags_find_their_locale() {
        assert_eq!(
            NumberLocale::from_language_tag("de-AT"),
            Some(NumberLocale::De)
        );
        assert_eq!(
            NumberLocale::from_language_tag("RU"),
            Some(NumberLocale::Ru)
        );
        assert_eq!(NumberLocale::from_language_tag("fr"), None);
    }
}
