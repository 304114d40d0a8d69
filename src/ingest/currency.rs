//! Currencies by the sign, word or code written beside an amount.

/// An ISO 4217 code of the table below.
pub(super) type CurrencyCode = &'static str;

/// Signs and words, lower case, with the code they most often stand for. `kr` stands for three
/// currencies: see [`KRONA`].
const SIGNS: [(&str, CurrencyCode); 33] = [
    ("€", "EUR"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("$", "USD"),
    ("us$", "USD"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("₴", "UAH"),
    ("грн", "UAH"),
    ("грн.", "UAH"),
    ("гривень", "UAH"),
    ("₽", "RUB"),
    ("руб", "RUB"),
    ("руб.", "RUB"),
    ("р.", "RUB"),
    ("р", "RUB"),
    ("zł", "PLN"),
    ("zl", "PLN"),
    ("kč", "CZK"),
    ("kc", "CZK"),
    ("ft", "HUF"),
    ("lei", "RON"),
    ("₹", "INR"),
    ("rs", "INR"),
    ("rs.", "INR"),
    ("₺", "TRY"),
    ("₸", "KZT"),
    ("тг", "KZT"),
    ("₪", "ILS"),
    ("fr.", "CHF"),
    ("kr", KRONA),
    ("kr.", KRONA),
    (":-", KRONA),
];

/// What `kr` is taken for when nothing else in the file says more.
pub(super) const KRONA: CurrencyCode = "SEK";

const CODES: [CurrencyCode; 38] = [
    "AED", "AUD", "BGN", "BRL", "BYN", "CAD", "CHF", "CLP", "CNY", "CZK", "DKK", "EUR", "GBP",
    "GEL", "HKD", "HUF", "IDR", "ILS", "INR", "ISK", "JPY", "KRW", "KZT", "MDL", "MXN", "NOK",
    "NZD", "PLN", "RON", "RSD", "RUB", "SEK", "SGD", "THB", "TRY", "UAH", "USD", "ZAR",
];

/// The currency of a code, in any case.
pub(super) fn of_code(text: &str) -> Option<CurrencyCode> {
    CODES
        .into_iter()
        .find(|code| code.eq_ignore_ascii_case(text))
}

/// The currency of a sign, word or code.
pub(super) fn of_sign(text: &str) -> Option<CurrencyCode> {
    of_code(text).or_else(|| {
        let lower = text.to_lowercase();
        SIGNS
            .iter()
            .find(|(sign, _)| *sign == lower)
            .map(|&(_, code)| code)
    })
}

/// The currency a header names ("Amount EUR", "Betrag €", "Сума, грн").
pub(super) fn of_header(header: &str) -> Option<CurrencyCode> {
    header
        .split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | '/' | '[' | ']' | '_'))
        .filter(|word| !word.is_empty())
        .find_map(|word| {
            // Two-letter words are too often something else.
            of_code(word).or_else(|| {
                (!word.is_ascii() || matches!(word, "$" | "kr"))
                    .then(|| of_sign(word))
                    .flatten()
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_words_codes_and_headers() {
        assert_eq!(of_sign("€"), Some("EUR"));
        assert_eq!(of_sign("Грн"), Some("UAH"));
        assert_eq!(of_sign("sek"), Some("SEK"));
        assert_eq!(of_sign("pcs"), None);
        assert_eq!(of_header("Сума, грн"), Some("UAH"));
        assert_eq!(of_header("Betrag (€)"), Some("EUR"));
        assert_eq!(of_header("amount_usd"), Some("USD"));
        assert_eq!(of_header("Customer"), None);
    }
}
