use crate::base::Day;
use crate::panels::panel::Value;

/// The value as other programs read it: a cell of JSON or CSV, a `data-value` of the page.
///
/// Currency units with a point and up to four decimals, shares 0…1, civil days and months in ISO
/// form, ids and the file's own text as they stand; empty where nothing is known. Never grouped,
/// never rounded, never in a language. Lists, records as `name=value`, and the heights of small bars, stand with spaces between.
pub fn raw_value(value: &Value) -> String {
    match value {
        Value::None => String::new(),
        Value::Count(count) => count.to_string(),
        Value::Number(number) | Value::Share(number) | Value::Days(number) => raw_number(*number),
        Value::Money(money) => money.to_string(),
        Value::Day(day) => day.to_string(),
        Value::Month(month) => month.to_string(),
        Value::Term { id, .. } => id.clone(),
        Value::Flag(flag) => flag.to_string(),
        Value::List(values) => values.iter().map(raw_value).collect::<Vec<_>>().join(" "),
        Value::Record(values) => values
            .iter()
            .map(|(name, value)| format!("{name}={}", raw_value(value)))
            .collect::<Vec<_>>()
            .join(" "),
        Value::Text(text) => text.clone(),
        Value::Customer(customer) => customer.id.clone(),
        Value::Timeline { days, .. } => {
            let days: Vec<String> = days.iter().map(Day::to_string).collect();
            days.join(" ")
        }
        Value::Sparkline { bars, .. } => bars
            .iter()
            .map(|bar| raw_number(f64::from(*bar)))
            .collect::<Vec<_>>()
            .join(" "),
    }
}

/// The shortest decimal form that reads back as the same number; empty when it is none.
fn raw_number(number: f64) -> String {
    if number.is_finite() {
        // Adding zero turns a negative zero into zero.
        (number + 0.0).to_string()
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Money, Month};
    use crate::i18n::{CustomerRef, Message};

    fn check(value: &Value, expected: &str) {
        assert_eq!(raw_value(value), expected);
    }

    #[test]
    fn values_are_written_for_programs() {
        check(&Value::Count(-1_234), "-1234");
        check(&Value::Number(4.5), "4.5");
        check(&Value::Share(0.1 + 0.2), "0.30000000000000004");
        check(&Value::Money(Money(12_345_600)), "1234.56");
        check(&Value::Day(Day(0)), "1970-01-01");
        check(&Value::Month(Month::of(Day(31))), "1970-02");
        check(&Value::Days(29.0), "29");
    }

    #[test]
    fn ids_stand_for_terms_and_customers() {
        check(
            &Value::Term {
                id: "champions".to_owned(),
                label: Message::Verbatim("Champions".to_owned()),
            },
            "champions",
        );
        check(
            &Value::Customer(CustomerRef {
                ix: 7,
                id: "00042".to_owned(),
                name: "Café".to_owned(),
            }),
            "00042",
        );
    }

    #[test]
    fn what_is_not_known_is_empty() {
        check(&Value::None, "");
        check(&Value::Number(f64::NAN), "");
        check(&Value::Share(f64::INFINITY), "");
        check(&Value::Number(-0.0), "0");
    }

    #[test]
    fn flags_and_lists_are_written_plainly() {
        check(&Value::Flag(true), "true");
        check(&Value::List(vec![Value::Count(1), Value::Count(4)]), "1 4");
    }

    #[test]
    fn small_bars_are_their_heights() {
        check(
            &Value::Sparkline {
                bars: vec![0.0, 1.5, 2.0],
                recent: 1,
            },
            "0 1.5 2",
        );
    }
}
