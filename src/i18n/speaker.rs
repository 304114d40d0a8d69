use serde::{Deserialize, Serialize};

use super::date::{self, Length};
use super::money;
use super::number::{Decimal, NumberLocale, Sign, shortened};
use super::plural::Plural;
use crate::base::{CalendarPeriod, CalendarStep, Currency, Day, Money, Month, Period};

/// Something that can be said in the person's language.
pub trait Say {
    /// The text.
    fn say(&self, speaker: &Speaker) -> String;
}

/// Who is spoken to: language, number format, currency, and whether names are hidden.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Speaker {
    /// Language of sentences.
    pub language: Language,
    /// How numbers, money and days are written; independent of the language and of the file.
    pub locale: NumberLocale,
    /// Currency of the project, when known.
    pub currency: Option<Currency>,
    /// Whether customers are shown by a pseudonym.
    pub hide_names: bool,
}

/// Language of sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English.
    #[default]
    English,
}

/// A customer as an argument of messages and cells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerRef {
    /// Place in the per-customer arrays of this import.
    pub ix: u32,
    /// Id in the file.
    pub id: String,
    /// Name in the file, empty when there is none.
    #[serde(default)]
    pub name: String,
}

impl Speaker {
    /// A whole number, grouped.
    pub fn count(&self, count: i64) -> String {
        self.decimal(Some(Decimal::from_scaled(count, 0)), 0, Sign::Negative)
    }

    /// A change of a whole number, with its sign.
    pub fn signed_count(&self, count: i64) -> String {
        self.decimal(Some(Decimal::from_scaled(count, 0)), 0, Sign::Always)
    }

    /// A whole number with its noun: `counted(1, "customer", "customers")`.
    pub fn counted(&self, count: i64, one: &str, other: &str) -> String {
        let noun = match Plural::in_language(self.language, count) {
            Plural::One => one,
            Plural::Few | Plural::Many | Plural::Other => other,
        };
        format!("{} {noun}", self.count(count))
    }

    /// A number with so many decimals.
    pub fn number(&self, value: f64, decimals: u8) -> String {
        self.decimal(Decimal::from_f64(value), decimals, Sign::Negative)
    }

    /// A change of a number, with its sign.
    pub fn signed_number(&self, value: f64, decimals: u8) -> String {
        self.decimal(Decimal::from_f64(value), decimals, Sign::Always)
    }

    /// A number for an axis: 12.5k, 1.2m.
    pub fn number_short(&self, value: f64) -> String {
        self.short(value, None)
    }

    /// Money with so many decimals (0 for headings, 2 for tables).
    pub fn money(&self, money: Money, decimals: u8) -> String {
        self.amount(&exact(money).rounded(decimals), "", Sign::Negative)
    }

    /// A change of money, with its sign.
    pub fn signed_money(&self, money: Money, decimals: u8) -> String {
        self.amount(&exact(money).rounded(decimals), "", Sign::Always)
    }

    /// Money given in currency units, as charts hold it.
    pub fn money_units(&self, units: f64, decimals: u8) -> String {
        self.units(units, decimals, Sign::Negative)
    }

    /// A change of money given in currency units, with its sign.
    pub fn signed_money_units(&self, units: f64, decimals: u8) -> String {
        self.units(units, decimals, Sign::Always)
    }

    /// Money for an axis, given in currency units: €100k, €1.2m.
    pub fn money_short(&self, units: f64) -> String {
        self.short(units, self.currency.as_ref())
    }

    /// A share in 0…1 as a percentage with so many decimals.
    pub fn percent(&self, share: f64, decimals: u8) -> String {
        self.percentage(share, decimals, Sign::Negative)
    }

    /// A change of a share, with its sign.
    pub fn signed_percent(&self, share: f64, decimals: u8) -> String {
        self.percentage(share, decimals, Sign::Always)
    }

    /// A day: 31 Dec 2025.
    pub fn day(&self, day: Day) -> String {
        date::day(self.locale, day, Length::Short)
    }

    /// A day with the whole name of its month: 31 December 2025.
    pub fn day_long(&self, day: Day) -> String {
        date::day(self.locale, day, Length::Long)
    }

    /// A day without its year: 31 Dec.
    pub fn day_of_year(&self, day: Day) -> String {
        date::day_of_year(self.locale, day, Length::Short)
    }

    /// A month: December 2025.
    pub fn month(&self, month: Month) -> String {
        date::month(self.locale, month, Length::Long)
    }

    /// A month with its short name: Dec 2025.
    pub fn month_short(&self, month: Month) -> String {
        date::month(self.locale, month, Length::Short)
    }

    /// The short name of a month of the year, for an axis: Dec.
    pub fn month_name(&self, month: Month) -> String {
        date::month_name(self.locale, month.of_year(), Length::Short).to_owned()
    }

    /// A month, quarter or year: Mar 2024, 2024 Q1, 2024.
    pub fn calendar_period(&self, period: CalendarPeriod) -> String {
        match period.step {
            CalendarStep::Month => self.month_short(period.first_month()),
            CalendarStep::Year => self.period(period.period()),
            CalendarStep::Quarter => {
                let month = period.first_month();
                let quarter = (month.of_year() - 1) / 3 + 1;
                match self.language {
                    Language::English => format!("{} Q{quarter}", month.year()),
                }
            }
        }
    }

    /// The word for a step of the calendar: month.
    pub fn calendar_step(&self, step: CalendarStep) -> &'static str {
        match (self.language, step) {
            (Language::English, CalendarStep::Month) => "month",
            (Language::English, CalendarStep::Quarter) => "quarter",
            (Language::English, CalendarStep::Year) => "year",
        }
    }

    /// So many steps of the calendar: 3 months.
    pub fn calendar_steps(&self, count: i64, step: CalendarStep) -> String {
        let one = self.calendar_step(step);
        self.counted(count, one, &format!("{one}s"))
    }

    /// A period as shortly as it can be said: 2025, or 1 Jan to 31 Mar 2025.
    pub fn period(&self, period: Period) -> String {
        date::period(self.language, self.locale, period)
    }

    /// Within a period: in 2025, or from 1 Jan to 31 Mar 2025.
    pub fn within(&self, period: Period) -> String {
        let written = self.period(period);
        match self.language {
            Language::English if period.as_calendar_year().is_some() => format!("in {written}"),
            Language::English if period.from == period.to => format!("on {written}"),
            Language::English => format!("from {written}"),
        }
    }

    /// A span in days, whole or with one decimal: 8 days, 8.5 days.
    pub fn days(&self, days: f64) -> String {
        let Some(exact) = Decimal::from_f64(days) else {
            return self.not_known();
        };
        let number = exact.rounded(1).trimmed();
        let written = self.signed(&number, Sign::Negative);
        match self.language {
            Language::English if written == "1" => format!("{written} day"),
            Language::English => format!("{written} days"),
        }
    }

    /// A size of a file: 512 bytes, 400 KB, 3.4 MB (of 1,000 each).
    pub fn bytes(&self, bytes: u64) -> String {
        let units = bytes as f64;
        let (units, decimals, unit) = match bytes {
            0..1_000 => {
                return self.counted(i64::try_from(bytes).unwrap_or(i64::MAX), "byte", "bytes");
            }
            // What would round up to 1,000 KB is 1.0 MB.
            1_000..999_500 => (units / 1e3, 0, "KB"),
            999_500..999_950_000 => (units / 1e6, 1, "MB"),
            _ => (units / 1e9, 1, "GB"),
        };
        format!("{}\u{a0}{unit}", self.number(units, decimals))
    }

    /// How long something took: 0.4 s, 12 s, 3 min 5 s.
    pub fn duration(&self, seconds: f64) -> String {
        if !seconds.is_finite() || seconds < 0.0 {
            return self.not_known();
        }
        if seconds < 9.95 {
            return format!("{}\u{a0}s", self.number(seconds, 1));
        }
        let seconds = seconds.round() as i64;
        let (minutes, rest) = (seconds / 60, seconds % 60);
        match (minutes, rest) {
            (0, rest) => format!("{}\u{a0}s", self.count(rest)),
            (minutes, 0) => format!("{}\u{a0}min", self.count(minutes)),
            (minutes, rest) => format!(
                "{}\u{a0}min {}\u{a0}s",
                self.count(minutes),
                self.count(rest)
            ),
        }
    }

    /// Things in a row: "a, b and c".
    pub fn list(&self, items: &[String]) -> String {
        match (self.language, items) {
            (_, []) => String::new(),
            (_, [only]) => only.clone(),
            (Language::English, [most @ .., last]) => format!("{} and {last}", most.join(", ")),
        }
    }

    /// One of several: "a, b or c".
    pub fn either(&self, items: &[String]) -> String {
        match (self.language, items) {
            (_, []) => String::new(),
            (_, [only]) => only.clone(),
            (Language::English, [most @ .., last]) => format!("{} or {last}", most.join(", ")),
        }
    }

    /// What stands where a number is not known.
    pub fn not_known(&self) -> String {
        match self.language {
            Language::English => "not known".to_owned(),
        }
    }

    /// The customer's name, or its id, or a pseudonym when names are hidden.
    pub fn customer(&self, customer: &CustomerRef) -> String {
        if self.hide_names {
            match self.language {
                // A number of a name is not a quantity: it is not grouped.
                Language::English => format!("Customer {}", u64::from(customer.ix) + 1),
            }
        } else if customer.name.is_empty() {
            customer.id.clone()
        } else {
            customer.name.clone()
        }
    }

    fn decimal(&self, exact: Option<Decimal>, decimals: u8, sign: Sign) -> String {
        match exact {
            Some(exact) => self.signed(&exact.rounded(decimals), sign),
            None => self.not_known(),
        }
    }

    fn signed(&self, rounded: &Decimal, sign: Sign) -> String {
        let mut text: String = rounded.sign(sign).into_iter().collect();
        text.push_str(&rounded.written(self.locale));
        text
    }

    fn units(&self, units: f64, decimals: u8, sign: Sign) -> String {
        match Decimal::from_f64(units) {
            Some(units) => self.amount(&units.rounded(decimals), "", sign),
            None => self.not_known(),
        }
    }

    fn amount(&self, rounded: &Decimal, word: &str, sign: Sign) -> String {
        money::written(self.locale, rounded, word, self.currency.as_ref(), sign)
    }

    fn short(&self, value: f64, currency: Option<&Currency>) -> String {
        match shortened(self.locale, value) {
            Some((digits, word)) => {
                money::written(self.locale, &digits, word, currency, Sign::Negative)
            }
            None => self.not_known(),
        }
    }

    fn percentage(&self, share: f64, decimals: u8, sign: Sign) -> String {
        match Decimal::from_f64(share) {
            Some(share) => {
                let percent = share.shifted(2).rounded(decimals);
                self.signed(&percent, sign) + self.locale.percent_sign()
            }
            None => self.not_known(),
        }
    }
}

fn exact(money: Money) -> Decimal {
    Decimal::from_scaled(money.0, 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn euros(locale: NumberLocale) -> Speaker {
        Speaker {
            locale,
            currency: Some(Currency("EUR".to_owned())),
            ..Speaker::default()
        }
    }

    #[test]
    fn english_money_has_its_sign_before_the_currency() {
        let speaker = euros(NumberLocale::En);
        assert_eq!(speaker.money(Money(-125_000), 2), "−€12.50");
        assert_eq!(speaker.money(Money(12_345_678_900), 2), "€1,234,567.89");
        assert_eq!(speaker.signed_money(Money(125_000), 0), "+€13");
        assert_eq!(speaker.money_short(100_000.0), "€100k");
        assert_eq!(speaker.money_short(-1_200_000.0), "−€1.2m");
        let kronor = Speaker {
            currency: Some(Currency("SEK".to_owned())),
            ..Speaker::default()
        };
        assert_eq!(kronor.money(Money(125_000), 2), "kr\u{a0}12.50");
    }

    #[test]
    fn other_locales_have_the_currency_behind() {
        let swedish = euros(NumberLocale::Sv);
        assert_eq!(
            swedish.money(Money(-12_345_000), 2),
            "−1\u{a0}234,50\u{a0}€"
        );
        assert_eq!(swedish.percent(0.078, 1), "7,8\u{a0}%");
        assert_eq!(
            euros(NumberLocale::De).money_short(1.2e6),
            "1,2\u{a0}Mio.\u{a0}€"
        );
    }

    #[test]
    fn money_without_a_known_currency_is_a_number() {
        assert_eq!(Speaker::default().money(Money(12_500), 2), "1.25");
    }

    #[test]
    fn changes_carry_a_sign_and_nothing_does_not() {
        let speaker = Speaker::default();
        assert_eq!(speaker.signed_percent(0.078, 1), "+7.8%");
        assert_eq!(speaker.signed_percent(-0.022, 1), "−2.2%");
        assert_eq!(speaker.signed_percent(-0.0001, 1), "0.0%");
        assert_eq!(speaker.signed_count(1_223), "+1,223");
    }

    #[test]
    fn what_is_not_a_number_is_not_known() {
        let speaker = euros(NumberLocale::En);
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(speaker.number(value, 1), "not known");
            assert_eq!(speaker.percent(value, 1), "not known");
            assert_eq!(speaker.money_short(value), "not known");
            assert_eq!(speaker.days(value), "not known");
            assert_eq!(speaker.duration(value), "not known");
        }
    }

    #[test]
    fn nouns_follow_their_number() {
        let speaker = Speaker::default();
        assert_eq!(speaker.counted(1, "row", "rows"), "1 row");
        assert_eq!(speaker.counted(48_527, "row", "rows"), "48,527 rows");
        assert_eq!(speaker.days(1.0), "1 day");
        assert_eq!(speaker.days(8.0), "8 days");
        assert_eq!(speaker.days(8.54), "8.5 days");
    }

    #[test]
    fn sizes_and_times_are_short() {
        let speaker = Speaker::default();
        assert_eq!(speaker.bytes(1), "1 byte");
        assert_eq!(speaker.bytes(400_200), "400\u{a0}KB");
        assert_eq!(speaker.bytes(999_800), "1.0\u{a0}MB");
        assert_eq!(speaker.bytes(3_400_000), "3.4\u{a0}MB");
        assert_eq!(speaker.duration(0.42), "0.4\u{a0}s");
        assert_eq!(speaker.duration(59.9), "1\u{a0}min");
        assert_eq!(speaker.duration(185.0), "3\u{a0}min 5\u{a0}s");
    }

    #[test]
    fn hidden_names_leave_a_number() {
        let customer = CustomerRef {
            ix: 1233,
            id: "A-7".to_owned(),
            name: "Lindholm".to_owned(),
        };
        let mut speaker = Speaker::default();
        assert_eq!(speaker.customer(&customer), "Lindholm");
        speaker.hide_names = true;
        assert_eq!(speaker.customer(&customer), "Customer 1234");
    }
}
