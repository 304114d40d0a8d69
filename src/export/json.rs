use serde::ser::{Serialize, SerializeMap as _, SerializeSeq as _, Serializer};

use super::raw_value;
use crate::base::Money;
use crate::dataset::{MatchCounts, Reconciliation, RecordCounts};
use crate::panels::panel::{Change, Row, Table, Value};
use crate::panels::{self, Panel};

/// JSON whose objects keep the order in which they were written.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// Not known.
    Null,
    /// True or false.
    Flag(bool),
    /// A whole number.
    Whole(i64),
    /// A number; one that is not finite is written as null.
    Number(f64),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// Names and values, in this order.
    Object(Vec<(String, Json)>),
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Whole(number) => serializer.serialize_i64(*number),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(item)?;
                }
                list.end()
            }
            Self::Object(entries) => {
                let mut object = serializer.serialize_map(Some(entries.len()))?;
                for (name, value) in entries {
                    object.serialize_entry(name, value)?;
                }
                object.end()
            }
        }
    }
}

impl From<&Value> for Json {
    fn from(value: &Value) -> Self {
        match value {
            Value::None => Self::Null,
            Value::Count(count) => Self::Whole(*count),
            Value::Flag(flag) => Self::Flag(*flag),
            Value::List(values) => Self::List(values.iter().map(Self::from).collect()),
            Value::Record(values) => Self::Object(
                values
                    .iter()
                    .map(|(name, value)| (name.clone(), Self::from(value)))
                    .collect(),
            ),
            Value::Number(number) | Value::Share(number) | Value::Days(number) => {
                number_of(*number)
            }
            // The decimal form, read as the nearest double, is written back with the same digits
            // up to 99 billion units with four decimals.
            Value::Money(money) => match money.0 % crate::base::Money::SCALE {
                0 => Self::Whole(money.0 / crate::base::Money::SCALE),
                _ => money.to_string().parse().map_or(Self::Null, number_of),
            },
            Value::Day(_)
            | Value::Month(_)
            | Value::Term { .. }
            | Value::Text(_)
            | Value::Customer(_) => Self::Text(raw_value(value)),
            Value::Timeline { days, .. } => {
                Self::List(days.iter().map(|day| Self::Text(day.to_string())).collect())
            }
            Value::Sparkline { bars, .. } => {
                Self::List(bars.iter().map(|bar| number_of(f64::from(*bar))).collect())
            }
        }
    }
}

fn number_of(number: f64) -> Json {
    if number.is_finite() {
        // Adding zero turns a negative zero into zero.
        Json::Number(number + 0.0)
    } else {
        Json::Null
    }
}

/// Panels whose figures are always compared: without an earlier period the names stand there all
/// the same, with null, so that a program finds what it looks for.
const COMPARED: [&str; 1] = ["overview"];

/// A panel's figures and tables under their stable ids. A figure that is compared has beside it
/// `…_previous`, `…_change_share`, `…_low` and `…_high`. What cannot be said of these data is null,
/// a table that cannot be made is empty.
pub fn panel_json(panel: &Panel) -> Json {
    let (stats, tables) =
        panels::entry(&panel.id).map_or((&[][..], &[][..]), |entry| (entry.stats, entry.tables));
    let is_compared = COMPARED.contains(&panel.id.as_str());
    let mut entries = Vec::new();
    let mut stat = |id: &str, value: &Value, change: Option<&Change>| {
        entries.push((id.to_owned(), Json::from(value)));
        let nothing = Change::default();
        if let Some(change) = change.or(is_compared.then_some(&nothing)) {
            entries.extend(change_entries(id, change));
        }
    };
    for found in &panel.stats {
        stat(&found.id, &found.value, found.change.as_ref());
    }
    let unsaid = |id: &&&str| panel.stats.iter().all(|found| found.id != **id);
    for id in stats.iter().filter(unsaid) {
        stat(id, &Value::None, None);
    }
    for table in &panel.tables {
        entries.push((table.id.clone(), table_json(table)));
    }
    let missing = |id: &&&str| panel.tables.iter().all(|table| table.id != **id);
    for id in tables.iter().filter(missing) {
        entries.push(((*id).to_owned(), Json::List(Vec::new())));
    }
    Json::Object(entries)
}

fn change_entries(id: &str, change: &Change) -> [(String, Json); 4] {
    let share = |share: Option<f64>| share.map_or(Json::Null, number_of);
    [
        (format!("{id}_previous"), Json::from(&change.previous)),
        (format!("{id}_change_share"), share(change.change_share)),
        (format!("{id}_low"), share(change.low)),
        (format!("{id}_high"), share(change.high)),
    ]
}

fn table_json(table: &Table) -> Json {
    let row_json = |row: &Row| {
        let cells = table.columns.iter().zip(&row.cells);
        Json::Object(
            cells
                .map(|(column, cell)| (column.id.clone(), Json::from(cell)))
                .collect(),
        )
    };
    Json::List(table.rows.iter().map(row_json).collect())
}

/// The account of an import under its stable names.
pub fn reconciliation_json(account: &Reconciliation) -> Json {
    let whole = |count: u64| Json::Whole(count.try_into().unwrap_or(i64::MAX));
    let money = |money| Json::from(&Value::Money(money));
    let day = |day: Option<_>| Json::from(&day.map_or(Value::None, Value::Day));
    let group = |rows, amount| {
        Json::Object(vec![
            ("rows".to_owned(), rows),
            ("amount".to_owned(), amount),
        ])
    };
    let set_aside = account.set_aside.iter().map(|(reason, set_aside)| {
        let amount = set_aside.amount.map_or(Json::Null, money);
        (reason.id().to_owned(), group(whole(set_aside.rows), amount))
    });
    let flags = account.flags.iter().map(|(flag, count)| {
        let counted = group(whole(count.rows), money(count.amount));
        (flag.id().to_owned(), counted)
    });
    let currency = account
        .currency
        .as_ref()
        .map_or(Json::Null, |currency| Json::Text(currency.0.clone()));
    let entries = [
        ("rows_read", whole(account.rows_read)),
        ("rows_used", whole(account.rows_used)),
        ("set_aside", Json::Object(set_aside.collect())),
        ("amount_total", money(account.amount_total)),
        ("amount_file", money(account.amount_file)),
        ("customers", whole(account.customers)),
        ("first_day", day(account.first_day)),
        ("last_day", day(account.last_day)),
        ("currency", currency),
        ("flags", Json::Object(flags.collect())),
        ("rounded_rows", whole(account.rounded_rows)),
    ];
    let mut entries = entries
        .map(|(name, value)| (name.to_owned(), value))
        .to_vec();
    if let Some(counts) = &account.customers_table {
        entries.push(("customers_table".to_owned(), matches_json(counts)));
    }
    if !account.records.is_empty() {
        let tables = account.records.iter().map(records_json).collect();
        entries.push(("records".to_owned(), Json::List(tables)));
    }
    Json::Object(entries)
}

/// How a table of contacts, campaigns or costs fits the sales.
fn records_json(counts: &RecordCounts) -> Json {
    let whole = |count: u64| Json::Whole(count.try_into().unwrap_or(i64::MAX));
    let money = |amount: Money| Json::from(&Value::Money(amount));
    let entries = [
        ("kind", Json::Text(counts.kind.id().to_owned())),
        ("name", Json::Text(counts.name.clone())),
        ("rows_read", whole(counts.rows_read)),
        ("rows_used", whole(counts.rows_used)),
        ("customers", whole(counts.customers)),
        ("rows_without_customer", whole(counts.rows_without_customer)),
        ("rows_without_id", whole(counts.rows_without_id)),
        ("rows_without_day", whole(counts.rows_without_day)),
        ("rows_without_amount", whole(counts.rows_without_amount)),
        ("amount_used", money(counts.amount_used)),
        (
            "amount_without_customer",
            money(counts.amount_without_customer),
        ),
    ];
    let entries = entries.map(|(name, value)| (name.to_owned(), value));
    Json::Object(entries.to_vec())
}

/// How a table of customers fits the sales.
fn matches_json(counts: &MatchCounts) -> Json {
    let whole = |count: u64| Json::Whole(count.try_into().unwrap_or(i64::MAX));
    let entries = [
        ("name", Json::Text(counts.name.clone())),
        ("rows_read", whole(counts.rows_read)),
        ("matched", whole(counts.matched)),
        ("customers_without_row", whole(counts.customers_without_row)),
        (
            "amount_without_row",
            Json::from(&Value::Money(counts.amount_without_row)),
        ),
        ("rows_without_customer", whole(counts.rows_without_customer)),
        ("repeated_ids", whole(counts.repeated_ids)),
        ("rows_without_id", whole(counts.rows_without_id)),
        ("id_variants", whole(counts.id_variants)),
    ];
    let entries = entries.map(|(name, value)| (name.to_owned(), value));
    Json::Object(entries.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Day, Money};
    use crate::dataset::{Flag, FlagCount, SetAside, SetAsideReason};
    use crate::i18n::{Message, Words};
    use crate::panels::panel::{Explain, Stat};

    fn text(json: &Json) -> String {
        serde_json::to_string(json).unwrap()
    }

    #[test]
    fn money_is_a_number_without_noise() {
        for (money, expected) in [
            (Money(22_972_008_603), "2297200.8603"),
            (Money(2_440_919_400), "244091.94"),
            (Money(-1), "-0.0001"),
            (Money(10_000), "1"),
            (Money(999_999_999_999_999), "99999999999.9999"),
        ] {
            assert_eq!(text(&Json::from(&Value::Money(money))), expected);
        }
    }

    #[test]
    fn what_is_not_a_number_is_null() {
        assert_eq!(text(&Json::from(&Value::Share(f64::NAN))), "null");
        assert_eq!(text(&Json::from(&Value::None)), "null");
    }

    #[test]
    fn a_compared_figure_has_its_change_beside_it() {
        let words = || Message::Words(Words::Revenue);
        let panel = Panel {
            stats: vec![Stat {
                id: "revenue".to_owned(),
                label: words(),
                value: Value::Money(Money(15_000)),
                decimals: None,
                change: Some(Change {
                    previous: Value::Money(Money(10_000)),
                    change_share: Some(0.5),
                    low: None,
                    high: Some(0.75),
                    may_be_chance: false,
                }),
                explain: Explain {
                    words: words(),
                    formula: words(),
                    inputs: Vec::new(),
                    caveat: words(),
                    behind: None,
                },
            }],
            ..Panel::default()
        };
        assert_eq!(
            text(&panel_json(&panel)),
            r#"{"revenue":1.5,"revenue_previous":1,"revenue_change_share":0.5,"revenue_low":null,"revenue_high":0.75}"#
        );
    }

    #[test]
    fn the_account_has_its_stable_names() {
        let account = Reconciliation {
            rows_read: 3,
            rows_used: 1,
            set_aside: vec![(
                SetAsideReason::TotalsRow,
                SetAside {
                    rows: 2,
                    amount: None,
                },
            )],
            flags: vec![(
                Flag::Refund,
                FlagCount {
                    rows: 1,
                    amount: Money(-5_000),
                },
            )],
            first_day: Some(Day(0)),
            ..Reconciliation::default()
        };
        assert_eq!(
            text(&reconciliation_json(&account)),
            r#"{"rows_read":3,"rows_used":1,"set_aside":{"totals_row":{"rows":2,"amount":null}},"amount_total":0,"amount_file":0,"customers":0,"first_day":"1970-01-01","last_day":null,"currency":null,"flags":{"refund":{"rows":1,"amount":-0.5}},"rounded_rows":0}"#
        );
    }
}
