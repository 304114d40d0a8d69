//! How a value is made up, with as many digits as it takes to come to it.

use super::super::Speaker;
use super::ClvParts;
use crate::base::Money;

/// Fewest and most decimals a factor is written with.
const DECIMALS: [f64; 2] = [1.0, 14.0];

/// A product may miss what is shown by this when it is multiplied by hand: a quarter of a hundredth
/// for each of at most four factors, so that all together miss it by no more than a hundredth.
const MISS: f64 = 0.0025;

/// Decimals of a factor with which the product comes to what is shown.
fn decimals(factor: f64, product: Money) -> u8 {
    let least = (product.to_units_f64() / factor).abs() * 0.5 / MISS;
    let [fewest, most] = DECIMALS;
    // Saturates, and is 0 for what is not a number.
    least.log10().ceil().clamp(fewest, most) as u8
}

/// Visits × money of one.
pub(super) fn spend(visits: f64, value: f64, spend: Money, speaker: &Speaker) -> String {
    format!(
        "{} = {}",
        visits_and_value(visits, value, spend, speaker),
        speaker.money(spend, 2)
    )
}

fn visits_and_value(visits: f64, value: f64, product: Money, speaker: &Speaker) -> String {
    format!(
        "{} visits × {}",
        speaker.number(visits, decimals(visits, product)),
        speaker.money_units(value, decimals(value, product).max(2))
    )
}

/// The same × what later money is worth × what is earned of it.
pub(super) fn clv(parts: &ClvParts, speaker: &Speaker) -> String {
    let clv = parts.clv;
    let margin = parts.margin.map_or(String::new(), |margin| {
        // Two decimals of a share are the whole numbers of its percentage.
        let decimals = decimals(margin, clv).saturating_sub(2);
        format!(" × {} margin", speaker.percent(margin, decimals))
    });
    format!(
        "{} × {} for later money{margin} = {}",
        visits_and_value(parts.visits, parts.value, clv, speaker),
        speaker.number(parts.factor, decimals(parts.factor, clv)),
        speaker.money(clv, 2)
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The product of the numbers before the sign of equality, and the number behind it.
    fn by_hand(formula: &str) -> (f64, f64) {
        let (factors, product) = formula.split_once(" = ").unwrap();
        let number = |text: &str| -> f64 {
            let digits: String = text
                .chars()
                .filter(|c| c.is_ascii_digit() || *c == '.')
                .collect();
            digits.parse().unwrap()
        };
        let factors = factors.split(" × ").map(|text| {
            let part = if text.contains('%') { 0.01 } else { 1.0 };
            number(text) * part
        });
        (factors.product(), number(product))
    }

    proptest! {
        #[test]
        fn the_shown_factors_come_to_the_shown_value(
            visits in 0.001_f64..1e5,
            value in 0.01_f64..1e4,
            factor in 0.1_f64..1.0,
            margin in prop::option::of(0.01_f64..1.0),
        ) {
            let product = visits * value * factor * margin.unwrap_or(1.0);
            let parts = ClvParts { visits, value, factor, margin, clv: Money::from_units_f64(product) };
            let speaker = Speaker::default();
            let (found, shown) = by_hand(&clv(&parts, &speaker));
            prop_assert!((found - shown).abs() < 0.0151, "{found} is not {shown}");
            let money = visits * value;
            let (found, shown) = by_hand(&spend(visits, value, Money::from_units_f64(money), &speaker));
            prop_assert!((found - shown).abs() < 0.0101, "{found} is not {shown}");
        }
    }
}
