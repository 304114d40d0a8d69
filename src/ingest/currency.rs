//! Currencies by the sign, word or code written beside an amount.

use super::text::fold;

/// An ISO 4217 code of the table below.
pub(super) type CurrencyCode = &'static str;

/// Signs and words, lower case and without a point at the end, with the code they most often stand
/// for. `kr` stands for three currencies: see [`KRONA`].
const SIGNS: &[(&str, CurrencyCode)] = &[
    ("€", "EUR"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("$", "USD"),
    ("us$", "USD"),
    ("c$", "CAD"),
    ("ca$", "CAD"),
    ("a$", "AUD"),
    ("au$", "AUD"),
    ("nz$", "NZD"),
    ("hk$", "HKD"),
    ("s$", "SGD"),
    ("mx$", "MXN"),
    ("r$", "BRL"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("￥", "JPY"),
    ("₴", "UAH"),
    ("грн", "UAH"),
    ("гривень", "UAH"),
    ("₽", "RUB"),
    ("руб", "RUB"),
    ("р", "RUB"),
    ("zł", "PLN"),
    ("zl", "PLN"),
    ("kč", "CZK"),
    ("kc", "CZK"),
    ("ft", "HUF"),
    ("lei", "RON"),
    ("leu", "RON"),
    ("лв", "BGN"),
    ("lv", "BGN"),
    ("din", "RSD"),
    ("дин", "RSD"),
    ("₹", "INR"),
    ("rs", "INR"),
    ("₺", "TRY"),
    ("tl", "TRY"),
    ("₸", "KZT"),
    ("тг", "KZT"),
    ("₪", "ILS"),
    ("₩", "KRW"),
    ("฿", "THB"),
    ("₫", "VND"),
    ("₱", "PHP"),
    ("₦", "NGN"),
    ("₼", "AZN"),
    ("₾", "GEL"),
    ("fr", "CHF"),
    ("sfr", "CHF"),
    ("skr", "SEK"),
    ("nkr", "NOK"),
    ("dkr", "DKK"),
    ("kr", KRONA),
    (":-", KRONA),
];

/// What `kr` is taken for when nothing else in the file says more.
pub(super) const KRONA: CurrencyCode = "SEK";

/// Whether a header is Danish or Norwegian, where `kr` is another currency than [`KRONA`].
pub(super) fn has_other_krona(header: &str) -> bool {
    const WORDS: [&str; 12] = [
        "belob",
        "belop",
        "dato",
        "kundenavn",
        "fakturadato",
        "ordredato",
        "antall",
        "kjoper",
        "salgsdato",
        "kobsdato",
        "varetekst",
        "varenavn",
    ];
    WORDS.contains(&fold(header).as_str())
}

const CODES: &[CurrencyCode] = &[
    "AED", "AMD", "ARS", "AUD", "AZN", "BAM", "BGN", "BRL", "BYN", "CAD", "CHF", "CLP", "CNY",
    "COP", "CZK", "DKK", "EGP", "EUR", "GBP", "GEL", "HKD", "HUF", "IDR", "ILS", "INR", "ISK",
    "JPY", "KRW", "KZT", "MAD", "MDL", "MKD", "MXN", "MYR", "NGN", "NOK", "NZD", "PEN", "PHP",
    "PLN", "RON", "RSD", "RUB", "SAR", "SEK", "SGD", "THB", "TRY", "TWD", "UAH", "USD", "UZS",
    "VND", "ZAR",
];

/// The currency of a code, in any case.
pub(super) fn of_code(text: &str) -> Option<CurrencyCode> {
    CODES
        .iter()
        .copied()
        .find(|code| code.eq_ignore_ascii_case(text))
}

/// The currency of a sign, word or code.
pub(super) fn of_sign(text: &str) -> Option<CurrencyCode> {
    of_code(text).or_else(|| {
        let lower = text.to_lowercase();
        let lower = lower.trim_end_matches('.');
        SIGNS
            .iter()
            .find(|(sign, _)| *sign == lower)
            .map(|&(_, code)| code)
    })
}

/// Whether several currencies share a sign, so that a code beside it says more.
pub(super) fn is_shared(sign: &str) -> bool {
    matches!(sign.trim_end_matches('.'), "$" | "kr" | "Kr")
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
        assert_eq!(of_sign("Rs."), Some("INR"));
        assert_eq!(of_sign("R$"), Some("BRL"));
        assert_eq!(of_sign("pcs"), None);
        assert_eq!(of_header("Сума, грн"), Some("UAH"));
        assert_eq!(of_header("Betrag (€)"), Some("EUR"));
        assert_eq!(of_header("amount_usd"), Some("USD"));
        assert_eq!(of_header("Customer"), None);
        assert!(has_other_krona("Beløp") && has_other_krona("Beløb") && !has_other_krona("Belopp"));
    }
}
