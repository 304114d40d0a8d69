//! How the numbers of an axis are said.

use super::number::{Decimal, Sign};
use super::{Speaker, money};

/// What the numbers of an axis are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AxisUnit {
    /// Numbers without a sign of their own.
    Number,
    /// Currency units.
    Money,
    /// Shares in 0…1, said as percentages.
    Share,
}

/// The ticks of an axis in words.
#[derive(Clone, Debug, PartialEq)]
pub struct AxisWords {
    /// One text a tick.
    pub ticks: Vec<String>,
    /// What the numbers are divided by: 1,000 when the unit says "€100k".
    pub divisor: f64,
}

impl Speaker {
    /// Ticks with the unit said once, at the greatest: "€100k" above 75, 50, 25 and 0.
    ///
    /// Numbers are shortened only as far as every tick stays exact with one decimal.
    pub fn axis(&self, ticks: &[f64], unit: AxisUnit) -> AxisWords {
        let greatest = ticks.iter().copied().fold(f64::MIN, f64::max);
        if unit == AxisUnit::Share {
            let decimals = decimals_of(ticks, -2);
            return AxisWords {
                ticks: ticks
                    .iter()
                    .map(|tick| {
                        if *tick >= greatest {
                            self.percent(*tick, decimals)
                        } else {
                            self.number(tick * 100.0, decimals)
                        }
                    })
                    .collect(),
                divisor: 1.0,
            };
        }
        let (power, word) = self.shortest_scale(ticks);
        let decimals = decimals_of(ticks, power);
        let currency = self.currency.as_ref().filter(|_| unit == AxisUnit::Money);
        let said = ticks
            .iter()
            .map(|tick| {
                let Some(exact) = Decimal::from_f64(*tick) else {
                    return self.not_known();
                };
                let digits = exact.shifted(-power).rounded(decimals).trimmed();
                if *tick >= greatest && *tick != 0.0 {
                    money::written(self.locale, &digits, word, currency, Sign::Negative)
                } else {
                    money::written(self.locale, &digits, "", None, Sign::Negative)
                }
            })
            .collect();
        AxisWords {
            ticks: said,
            divisor: 10_f64.powi(power),
        }
    }

    /// The greatest power of a thousand the locale has a word for and that leaves every tick exact.
    fn shortest_scale(&self, ticks: &[f64]) -> (i32, &'static str) {
        let greatest = ticks.iter().map(|tick| tick.abs()).fold(0.0, f64::max);
        let mut best = (0, "");
        for (power, word) in (3..).step_by(3).zip(self.locale.short_scale()) {
            let Some(word) = word else { continue };
            let fits = greatest >= 10_f64.powi(power);
            if fits && decimals_of(ticks, power) <= 1 {
                best = (power, word);
            }
        }
        best
    }
}

/// Decimals that say every tick exactly after dividing by a power of ten; at most six.
fn decimals_of(ticks: &[f64], power: i32) -> u8 {
    let scale = 10_f64.powi(-power);
    (0..6)
        .find(|decimals| {
            let shift = 10_f64.powi(i32::from(*decimals));
            ticks.iter().all(|tick| {
                let shown = tick * scale * shift;
                // Ticks are round numbers; what is left is noise of the division.
                (shown - shown.round()).abs() <= 1e-6 * shown.abs().max(1.0)
            })
        })
        .unwrap_or(6)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Currency;
    use crate::i18n::NumberLocale;

    fn euros(locale: NumberLocale) -> Speaker {
        Speaker {
            locale,
            currency: Some(Currency("EUR".to_owned())),
            ..Speaker::default()
        }
    }

    fn money(ticks: &[f64]) -> Vec<String> {
        euros(NumberLocale::En).axis(ticks, AxisUnit::Money).ticks
    }

    #[test]
    fn the_unit_is_said_once_at_the_top() {
        assert_eq!(
            money(&[0.0, 25e3, 50e3, 75e3, 100e3]),
            ["0", "25", "50", "75", "€100k"]
        );
        assert_eq!(money(&[0.0, 5e3, 10e3]), ["0", "5", "€10k"]);
        assert_eq!(money(&[-20.0, 0.0, 20.0]), ["−20", "0", "€20"]);
    }

    #[test]
    fn numbers_are_not_shortened_past_what_is_exact() {
        assert_eq!(money(&[0.0, 500.0, 1_000.0]), ["0", "0.5", "€1k"]);
        assert_eq!(
            money(&[0.0, 250.0, 500.0, 750.0, 1_000.0]),
            ["0", "250", "500", "750", "€1,000"]
        );
        assert_eq!(money(&[0.0, 2_500.0, 5_000.0]), ["0", "2.5", "€5k"]);
        assert_eq!(money(&[0.0, 0.25, 0.5]), ["0", "0.25", "€0.5"]);
    }

    #[test]
    fn locales_without_a_word_write_numbers_out() {
        let words = euros(NumberLocale::De).axis(&[0.0, 50e3, 100e3], AxisUnit::Money);
        assert_eq!(words.ticks, ["0", "50.000", "100.000\u{a0}€"]);
        assert!((words.divisor - 1.0).abs() < 1e-9);
    }

    #[test]
    fn shares_are_percentages() {
        let words = Speaker::default().axis(&[0.0, 0.25, 0.5], AxisUnit::Share);
        assert_eq!(words.ticks, ["0", "25", "50%"]);
    }
}
