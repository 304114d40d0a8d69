use crate::i18n::{Say as _, Speaker, Words};
use crate::panels::panel::Value;

/// The value as people read it, with so many decimals or those of its kind: money two, shares
/// one, plain numbers two. Small bars and records have no text and are empty.
pub fn value_text(value: &Value, decimals: Option<u8>, speaker: &Speaker) -> String {
    match value {
        Value::None => speaker.not_known(),
        Value::Count(count) => speaker.count(*count),
        Value::Number(number) => speaker.number(*number, decimals.unwrap_or(2)),
        Value::Money(money) => speaker.money(*money, decimals.unwrap_or(2)),
        Value::Share(share) => speaker.percent(*share, decimals.unwrap_or(1)),
        Value::Day(day) => speaker.day(*day),
        Value::Month(month) => speaker.month(*month),
        Value::Days(days) => speaker.days(*days),
        Value::Term { label, .. } => label.say(speaker),
        Value::Flag(flag) => Words::from(*flag).say(speaker),
        Value::List(values) => {
            let texts: Vec<String> = values
                .iter()
                .map(|value| value_text(value, decimals, speaker))
                .collect();
            texts.join(" · ")
        }
        Value::Text(text) => text.clone(),
        Value::Customer(customer) => speaker.customer(customer),
        Value::Record(_) | Value::Sparkline { .. } | Value::Timeline { .. } => String::new(),
    }
}

/// Whether a value reads as a number and stands at the right of its column.
pub fn is_numeric(value: &Value) -> bool {
    match value {
        Value::Count(_)
        | Value::Number(_)
        | Value::Money(_)
        | Value::Share(_)
        | Value::Day(_)
        | Value::Days(_) => true,
        Value::None
        | Value::Month(_)
        | Value::Flag(_)
        | Value::List(_)
        | Value::Record(_)
        | Value::Term { .. }
        | Value::Text(_)
        | Value::Customer(_)
        | Value::Sparkline { .. }
        | Value::Timeline { .. } => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Currency, Money};
    use crate::i18n::CustomerRef;

    fn speaker() -> Speaker {
        Speaker {
            currency: Some(Currency("EUR".to_owned())),
            ..Speaker::default()
        }
    }

    #[test]
    fn values_have_the_decimals_of_their_kind() {
        let text = |value| value_text(&value, None, &speaker());
        assert_eq!(text(Value::Money(Money(-12_345_600))), "−€1,234.56");
        assert_eq!(text(Value::Share(0.766)), "76.6%");
        assert_eq!(text(Value::Number(4.862)), "4.86");
        assert_eq!(text(Value::Days(1.0)), "1 day");
    }

    #[test]
    fn the_panel_may_ask_for_others() {
        let money = Value::Money(Money(12_345_600));
        assert_eq!(value_text(&money, Some(0), &speaker()), "€1,235");
    }

    #[test]
    fn hidden_names_stay_hidden() {
        let value = Value::Customer(CustomerRef {
            ix: 4,
            id: "K-1".to_owned(),
            name: "Petra".to_owned(),
        });
        let hidden = Speaker {
            hide_names: true,
            ..speaker()
        };
        assert!(!value_text(&value, None, &hidden).contains("Petra"));
        assert!(!value_text(&value, None, &hidden).contains("K-1"));
    }
}
