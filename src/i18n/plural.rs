//! Plural categories of whole numbers (CLDR, cardinal).

use super::Language;
use super::number::NumberLocale;

/// The form of a word that a whole number asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plural {
    /// 1 customer; in Slavic languages also 21, 31 …
    One,
    /// Slavic languages: 2 to 4, 22 to 24 …
    Few,
    /// Slavic languages: 0, 5 to 20, 25 …
    Many,
    /// Every other number.
    Other,
}

impl Plural {
    /// The form that `count` asks for in the language of `locale`.
    pub fn of(locale: NumberLocale, count: i64) -> Self {
        let count = count.unsigned_abs();
        match locale {
            NumberLocale::En | NumberLocale::Sv | NumberLocale::De => {
                if count == 1 {
                    Self::One
                } else {
                    Self::Other
                }
            }
            NumberLocale::Uk | NumberLocale::Ru => match (count % 10, count % 100) {
                (1, ones) if ones != 11 => Self::One,
                (2..=4, ones) if !(12..=14).contains(&ones) => Self::Few,
                _ => Self::Many,
            },
        }
    }

    /// The form that `count` asks for in sentences of this language.
    pub fn in_language(language: Language, count: i64) -> Self {
        match language {
            Language::English => Self::of(NumberLocale::En, count),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn germanic_languages_have_two_forms() {
        for locale in [NumberLocale::En, NumberLocale::Sv, NumberLocale::De] {
            assert_eq!(Plural::of(locale, 1), Plural::One);
            assert_eq!(Plural::of(locale, -1), Plural::One);
            assert_eq!(Plural::of(locale, 0), Plural::Other);
            assert_eq!(Plural::of(locale, 21), Plural::Other);
        }
    }

    #[test]
    fn slavic_languages_have_three_forms() {
        for locale in [NumberLocale::Uk, NumberLocale::Ru] {
            let form = |count| Plural::of(locale, count);
            assert!([1, 21, 101, 1001].iter().all(|&n| form(n) == Plural::One));
            assert!([2, 4, 23, 104].iter().all(|&n| form(n) == Plural::Few));
            assert!(
                [0, 5, 11, 12, 14, 20, 111, 212]
                    .iter()
                    .all(|&n| form(n) == Plural::Many)
            );
        }
    }
}
