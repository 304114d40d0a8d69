//! How days, months and periods are written.
//!
//! The names of months follow the locale, the words between days ("to") the language. In Ukrainian
//! and Russian a month beside a day stands in the genitive and a year is followed by its letter.

use super::Language;
use super::number::NumberLocale;
use crate::base::{Civil, Day, Month, Period};

/// How long the name of a month is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Length {
    /// Dec.
    Short,
    /// December.
    Long,
}

type Names = [&'static str; 12];

const EN_SHORT: Names = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec",
];
pub(super) const EN_LONG: Names = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const SV_SHORT: Names = [
    "jan.", "feb.", "mars", "apr.", "maj", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "dec.",
];
const SV_LONG: Names = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];
const UK_SHORT: Names = [
    "січ.",
    "лют.",
    "бер.",
    "квіт.",
    "трав.",
    "черв.",
    "лип.",
    "серп.",
    "вер.",
    "жовт.",
    "лист.",
    "груд.",
];
const UK_LONG: Names = [
    "січень",
    "лютий",
    "березень",
    "квітень",
    "травень",
    "червень",
    "липень",
    "серпень",
    "вересень",
    "жовтень",
    "листопад",
    "грудень",
];
const UK_LONG_WITH_DAY: Names = [
    "січня",
    "лютого",
    "березня",
    "квітня",
    "травня",
    "червня",
    "липня",
    "серпня",
    "вересня",
    "жовтня",
    "листопада",
    "грудня",
];
const RU_SHORT: Names = [
    "янв.",
    "февр.",
    "март",
    "апр.",
    "май",
    "июнь",
    "июль",
    "авг.",
    "сент.",
    "окт.",
    "нояб.",
    "дек.",
];
const RU_SHORT_WITH_DAY: Names = [
    "янв.",
    "февр.",
    "мар.",
    "апр.",
    "мая",
    "июн.",
    "июл.",
    "авг.",
    "сент.",
    "окт.",
    "нояб.",
    "дек.",
];
const RU_LONG: Names = [
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
];
const RU_LONG_WITH_DAY: Names = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];
const DE_SHORT: Names = [
    "Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez.",
];
const DE_LONG: Names = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

/// The names of the months standing alone, and beside a day.
fn names(locale: NumberLocale, length: Length) -> (&'static Names, &'static Names) {
    match (locale, length) {
        (NumberLocale::En, Length::Short) => (&EN_SHORT, &EN_SHORT),
        (NumberLocale::En, Length::Long) => (&EN_LONG, &EN_LONG),
        (NumberLocale::Sv, Length::Short) => (&SV_SHORT, &SV_SHORT),
        (NumberLocale::Sv, Length::Long) => (&SV_LONG, &SV_LONG),
        (NumberLocale::Uk, Length::Short) => (&UK_SHORT, &UK_SHORT),
        (NumberLocale::Uk, Length::Long) => (&UK_LONG, &UK_LONG_WITH_DAY),
        (NumberLocale::Ru, Length::Short) => (&RU_SHORT, &RU_SHORT_WITH_DAY),
        (NumberLocale::Ru, Length::Long) => (&RU_LONG, &RU_LONG_WITH_DAY),
        (NumberLocale::De, Length::Short) => (&DE_SHORT, &DE_SHORT),
        (NumberLocale::De, Length::Long) => (&DE_LONG, &DE_LONG),
    }
}

fn name(names: &Names, month: i8) -> &'static str {
    usize::try_from(month - 1)
        .ok()
        .and_then(|place| names.get(place))
        .copied()
        .unwrap_or_default()
}

/// The name of a month of the year, 1 to 12, standing alone.
pub(super) fn month_name(locale: NumberLocale, month: i8, length: Length) -> &'static str {
    name(names(locale, length).0, month)
}

fn with_year(locale: NumberLocale, text: &str, year: i16) -> String {
    match locale {
        NumberLocale::En | NumberLocale::Sv | NumberLocale::De => format!("{text} {year}"),
        NumberLocale::Uk => format!("{text} {year}\u{a0}р."),
        NumberLocale::Ru => format!("{text} {year}\u{a0}г."),
    }
}

/// A day without its year.
fn day_and_month(locale: NumberLocale, civil: Civil, length: Length) -> String {
    let month = name(names(locale, length).1, civil.month);
    format!("{} {month}", day_of_month(locale, civil))
}

fn day_of_month(locale: NumberLocale, civil: Civil) -> String {
    match locale {
        NumberLocale::De => format!("{}.", civil.day),
        NumberLocale::En | NumberLocale::Sv | NumberLocale::Uk | NumberLocale::Ru => {
            civil.day.to_string()
        }
    }
}

/// A day without its year: 31 Dec.
pub(super) fn day_of_year(locale: NumberLocale, day: Day, length: Length) -> String {
    day_and_month(locale, day.civil(), length)
}

/// A day: 31 Dec 2025.
pub(super) fn day(locale: NumberLocale, day: Day, length: Length) -> String {
    let civil = day.civil();
    with_year(locale, &day_and_month(locale, civil, length), civil.year)
}

/// A month: December 2025.
pub(super) fn month(locale: NumberLocale, month: Month, length: Length) -> String {
    let name = month_name(locale, month.of_year(), length);
    with_year(locale, name, month.year())
}

/// A period as shortly as it can be said: 2025, 2023 to 2025, December 2025, 1 to 15 Mar 2025,
/// 1 Jan to 31 Mar 2025, 1 Nov 2024 to 31 Jan 2025.
pub(super) fn period(language: Language, locale: NumberLocale, period: Period) -> String {
    let Period { from, to } = period;
    let (first, last) = (from.civil(), to.civil());
    if from == to {
        return day(locale, from, Length::Short);
    }
    if let (Some(first_year), Some(last_year)) = (
        Period::year(first.year).filter(|year| year.from == from),
        Period::year(last.year).filter(|year| year.to == to),
    ) {
        return if first_year == last_year {
            first.year.to_string()
        } else {
            span(language, &first.year.to_string(), &last.year.to_string())
        };
    }
    let whole = Month::of(from);
    if whole.first_day() == from && whole.last_day() == to {
        return month(locale, whole, Length::Long);
    }
    let start = if first.year != last.year {
        day(locale, from, Length::Short)
    } else if first.month != last.month {
        day_and_month(locale, first, Length::Short)
    } else {
        day_of_month(locale, first)
    };
    span(language, &start, &day(locale, to, Length::Short))
}

fn span(language: Language, from: &str, to: &str) -> String {
    match language {
        Language::English => format!("{from} to {to}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        let span = Period::from_iso(text).unwrap();
        period(Language::English, NumberLocale::En, span)
    }

    #[test]
    fn a_period_is_said_as_shortly_as_it_can_be() {
        assert_eq!(said("2025-01-01..2025-12-31"), "2025");
        assert_eq!(said("2023-01-01..2025-12-31"), "2023 to 2025");
        assert_eq!(said("2024-02-01..2024-02-29"), "February 2024");
        assert_eq!(said("2025-12-31..2025-12-31"), "31 Dec 2025");
        assert_eq!(said("2025-03-01..2025-03-15"), "1 to 15 Mar 2025");
        assert_eq!(said("2025-01-01..2025-03-31"), "1 Jan to 31 Mar 2025");
        assert_eq!(said("2024-11-01..2025-01-31"), "1 Nov 2024 to 31 Jan 2025");
    }

    #[test]
    fn a_month_beside_a_day_is_inflected() {
        let the_day = Day::from_civil(2025, 5, 9).unwrap();
        assert_eq!(
            day(NumberLocale::Ru, the_day, Length::Long),
            "9 мая 2025\u{a0}г."
        );
        assert_eq!(day(NumberLocale::De, the_day, Length::Long), "9. Mai 2025");
        assert_eq!(
            month(NumberLocale::Uk, Month::of(the_day), Length::Long),
            "травень 2025\u{a0}р."
        );
    }
}
