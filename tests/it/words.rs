//! Numbers, money and days as they are written: against `Intl`, and for any value.

use proptest::prelude::*;
use regulars::base::{Currency, Day, Money, Month, Period};
use regulars::i18n::{NumberLocale, Speaker};
use serde::Deserialize;

#[derive(Deserialize)]
struct Oracle {
    cases: Vec<Case>,
}

#[derive(Debug, Deserialize)]
struct Case {
    locale: NumberLocale,
    kind: String,
    #[serde(default)]
    decimals: u8,
    #[serde(default)]
    currency: Option<String>,
    input: serde_json::Value,
    said: String,
}

impl Case {
    fn number(&self) -> f64 {
        self.input.as_f64().unwrap()
    }

    fn day(&self) -> Day {
        Day::from_iso(self.input.as_str().unwrap()).unwrap()
    }
}

#[test]
fn values_are_written_as_intl_writes_them() {
    let oracle: Oracle = serde_json::from_str(include_str!("../oracles/intl.json")).unwrap();
    assert!(oracle.cases.len() > 500);
    for case in oracle.cases {
        let speaker = Speaker {
            locale: case.locale,
            currency: case.currency.clone().map(Currency),
            ..Speaker::default()
        };
        let ours = match case.kind.as_str() {
            "number" => speaker.number(case.number(), case.decimals),
            "percent" => speaker.percent(case.number(), case.decimals),
            "signed_percent" => speaker.signed_percent(case.number(), case.decimals),
            "money" => speaker.money(Money::from_units_f64(case.number()), case.decimals),
            "money_short" => speaker.money_short(case.number()),
            "day" => speaker.day(case.day()),
            "day_long" => speaker.day_long(case.day()),
            "month" => speaker.month(Month::of(case.day())),
            "month_short" => speaker.month_short(Month::of(case.day())),
            other => panic!("no method says {other}"),
        };
        // DIFFERENCE: our minus is U+2212, and the letter of a year never leaves its year.
        let said = case.said.replace('-', "\u{2212}");
        if matches!(case.input, serde_json::Value::String(_)) {
            assert_eq!(
                ours.replace('\u{a0}', " "),
                said.replace('\u{a0}', " "),
                "{case:?}"
            );
        } else {
            assert_eq!(ours, said, "{case:?}");
        }
    }
}

fn speakers() -> impl Strategy<Value = Speaker> {
    let locale = prop::sample::select(NumberLocale::ALL.to_vec());
    let currency = prop::option::of(prop::sample::select(vec!["EUR", "SEK", "XTS"]));
    (locale, currency).prop_map(|(locale, currency)| Speaker {
        locale,
        currency: currency.map(|code| Currency(code.to_owned())),
        ..Speaker::default()
    })
}

proptest! {
    #[test]
    fn any_number_can_be_said(
        speaker in speakers(),
        value in prop::num::f64::ANY,
        money in any::<i64>(),
        decimals in 0_u8..=20,
    ) {
        let said = [
            speaker.count(money),
            speaker.signed_count(money),
            speaker.number(value, decimals),
            speaker.signed_number(value, decimals),
            speaker.number_short(value),
            speaker.money(Money(money), decimals),
            speaker.signed_money(Money(money), decimals),
            speaker.money_units(value, decimals),
            speaker.money_short(value),
            speaker.percent(value, decimals),
            speaker.signed_percent(value, decimals),
            speaker.days(value),
            speaker.duration(value),
            speaker.bytes(money.unsigned_abs()),
        ];
        for text in said {
            prop_assert!(!text.is_empty());
            prop_assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
            prop_assert!(!text.contains('-'), "{text}");
        }
    }

    #[test]
    fn any_day_can_be_said(speaker in speakers(), from in any::<i32>(), days in 0_i32..100_000) {
        let day = Day(from);
        let period = Period { from: day, to: day.plus(days) };
        let said = [
            speaker.day(day),
            speaker.day_long(day),
            speaker.day_of_year(day),
            speaker.month(Month::of(day)),
            speaker.month_short(Month::of(day)),
            speaker.month_name(Month(from)),
            speaker.period(period),
        ];
        for text in said {
            prop_assert!(!text.is_empty());
        }
    }

    #[test]
    fn written_whole_numbers_read_back(count in any::<i64>()) {
        let written = Speaker::default().count(count).replace(',', "").replace('\u{2212}', "-");
        prop_assert_eq!(written.parse(), Ok(count));
    }
}
