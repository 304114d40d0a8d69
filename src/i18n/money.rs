//! How money is written: the sign of the currency and its place.

use super::number::{Decimal, NO_BREAK_SPACE, NumberLocale, Sign};
use crate::base::Currency;

/// The sign of a currency, or its code when it has none that everybody knows. A project has one
/// currency, so the sign alone tells enough ("kr", "$").
fn sign_of(currency: &Currency) -> &str {
    match currency.0.as_str() {
        "EUR" => "€",
        "USD" | "CAD" | "AUD" | "NZD" => "$",
        "GBP" => "£",
        "SEK" | "NOK" | "DKK" | "ISK" => "kr",
        "UAH" => "₴",
        "RUB" => "₽",
        "PLN" => "zł",
        "CZK" => "Kč",
        "JPY" | "CNY" => "¥",
        "TRY" => "₺",
        "KZT" => "₸",
        "INR" => "₹",
        code => code,
    }
}

/// A rounded amount with its currency, if known. `word` is what shortens the digits ("k").
pub(super) fn written(
    locale: NumberLocale,
    amount: &Decimal,
    word: &str,
    currency: Option<&Currency>,
    sign: Sign,
) -> String {
    let mut text = String::new();
    text.extend(amount.sign(sign));
    let digits = amount.written(locale);
    let Some(currency) = currency else {
        return text + &digits + word;
    };
    let currency = sign_of(currency);
    match locale {
        NumberLocale::En => {
            text.push_str(currency);
            if currency.ends_with(char::is_alphabetic) {
                text.push(NO_BREAK_SPACE);
            }
            text.push_str(&digits);
            text.push_str(word);
        }
        NumberLocale::Sv | NumberLocale::Uk | NumberLocale::Ru | NumberLocale::De => {
            text.push_str(&digits);
            text.push_str(word);
            text.push(NO_BREAK_SPACE);
            text.push_str(currency);
        }
    }
    text
}
