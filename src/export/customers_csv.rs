//! The customer list as a file: one row a customer, every figure raw.

use super::Mark;
use super::csv_file::{CsvFile, cell, guarded_cell};
use crate::base::{Day, Money};
use crate::panels::panel::Value;

/// Columns in order.
pub const COLUMNS: [&str; 27] = [
    "customer",
    "name",
    "first_day",
    "last_day",
    "occasions",
    "repeat_purchases",
    "last_purchase_age_days",
    "age_days",
    "mean_repeat_value",
    "revenue",
    "gross_profit",
    "relationship_cost",
    "profit",
    "r_score",
    "f_score",
    "m_score",
    "segment",
    "value_frequency_group",
    "abc_class",
    "p_alive",
    "expected_purchases",
    "expected_spend",
    "clv",
    "clv_low",
    "clv_high",
    "verdict",
    "reason",
];

/// What is known of one customer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CustomerRow {
    /// Id in the file.
    pub customer: String,
    /// Name in the file, empty when there is none.
    pub name: String,
    /// Day of the first occasion.
    pub first_day: Option<Day>,
    /// Day of the last occasion.
    pub last_day: Option<Day>,
    /// Occasions.
    pub occasions: u32,
    /// Occasions after the first, `x`.
    pub repeat_purchases: Option<u32>,
    /// Age at the last occasion, `t_x`.
    pub last_purchase_age_days: Option<i32>,
    /// Age at the as-of day, `T`.
    pub age_days: Option<i32>,
    /// Mean money of the repeats, in currency units.
    pub mean_repeat_value: Option<f64>,
    /// Money, net of refunds.
    pub revenue: Money,
    /// Sales of the period less the cost of the goods.
    pub gross_profit: Option<Money>,
    /// Known costs of serving the customer in the period.
    pub relationship_cost: Option<Money>,
    /// Gross profit less these.
    pub profit: Option<Money>,
    /// Scores for recency, frequency and money.
    pub scores: Option<[u8; 3]>,
    /// RFM segment.
    pub segment: Option<&'static str>,
    /// Group by value and frequency.
    pub value_frequency_group: Option<&'static str>,
    /// ABC class.
    pub abc_class: Option<&'static str>,
    /// P(alive).
    pub p_alive: Option<f64>,
    /// Purchases up to the horizon.
    pub expected_purchases: Option<f64>,
    /// Money spent up to the horizon, in currency units.
    pub expected_spend: Option<f64>,
    /// Customer lifetime value, in currency units.
    pub clv: Option<f64>,
    /// Ends of the interval in which four outcomes in five lie.
    pub clv_interval: Option<[f64; 2]>,
    /// Hold, watch or let go.
    pub verdict: Option<&'static str>,
    /// Why.
    pub reason: Option<&'static str>,
}

impl CustomerRow {
    fn value(&self, column: &str) -> Value {
        let count = |count: Option<i64>| count.map_or(Value::None, Value::Count);
        let money = |money: Option<Money>| money.map_or(Value::None, Value::Money);
        let day = |day: Option<Day>| day.map_or(Value::None, Value::Day);
        let id = |id: Option<&str>| id.map_or(Value::None, |id| Value::Text(id.to_owned()));
        let number = |number: Option<f64>| number.map_or(Value::None, Value::Number);
        let score = |at: usize| count(self.scores.map(|scores| i64::from(scores[at])));
        match column {
            "customer" => Value::Text(self.customer.clone()),
            "name" => Value::Text(self.name.clone()),
            "first_day" => day(self.first_day),
            "last_day" => day(self.last_day),
            "occasions" => count(Some(i64::from(self.occasions))),
            "repeat_purchases" => count(self.repeat_purchases.map(i64::from)),
            "last_purchase_age_days" => count(self.last_purchase_age_days.map(i64::from)),
            "age_days" => count(self.age_days.map(i64::from)),
            "mean_repeat_value" => number(self.mean_repeat_value),
            "revenue" => Value::Money(self.revenue),
            "gross_profit" => money(self.gross_profit),
            "relationship_cost" => money(self.relationship_cost),
            "profit" => money(self.profit),
            "r_score" => score(0),
            "f_score" => score(1),
            "m_score" => score(2),
            "segment" => id(self.segment),
            "value_frequency_group" => id(self.value_frequency_group),
            "abc_class" => id(self.abc_class),
            "p_alive" => number(self.p_alive),
            "expected_purchases" => number(self.expected_purchases),
            "expected_spend" => number(self.expected_spend),
            "clv" => number(self.clv),
            "clv_low" => number(self.clv_interval.map(|ends| ends[0])),
            "clv_high" => number(self.clv_interval.map(|ends| ends[1])),
            "verdict" => id(self.verdict),
            "reason" => id(self.reason),
            _ => Value::None,
        }
    }
}

/// Writes the customers in the order given. `attributes` are further columns, of which each
/// customer comes with its texts.
pub fn write(
    attributes: &[&str],
    customers: impl IntoIterator<Item = (CustomerRow, Vec<String>)>,
    mark: Mark,
) -> Vec<u8> {
    let mut file = CsvFile::new(mark);
    let known = COLUMNS.map(str::to_owned).into_iter();
    file.record(known.chain(attributes.iter().map(|name| guarded_cell(name))));
    for (customer, texts) in customers {
        let known = COLUMNS.map(|column| cell(&customer.value(column)));
        let texts = texts.iter().map(|text| guarded_cell(text));
        file.record(known.into_iter().chain(texts));
    }
    file.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_stands_in_its_place() {
        let row = CustomerRow {
            customer: "0042".to_owned(),
            name: "=cmd()".to_owned(),
            first_day: Some(Day(0)),
            last_day: Some(Day(10)),
            occasions: 3,
            repeat_purchases: Some(2),
            last_purchase_age_days: Some(10),
            age_days: Some(20),
            mean_repeat_value: Some(71.17 / 3.0),
            revenue: Money(-105_000),
            scores: Some([5, 4, 3]),
            segment: Some("loyal"),
            value_frequency_group: Some("much_often"),
            abc_class: Some("a"),
            p_alive: Some(0.5),
            expected_purchases: Some(2.25),
            expected_spend: Some(50.125),
            clv: Some(47.5),
            clv_interval: Some([0.0, 90.0]),
            gross_profit: Some(Money(40_000)),
            relationship_cost: Some(Money(15_000)),
            profit: Some(Money(25_000)),
            verdict: Some("hold"),
            reason: Some("top_value"),
        };
        let text = String::from_utf8(write(&[], [(row, Vec::new())], Mark::None)).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0].split(',').count(), COLUMNS.len());
        assert_eq!(
            lines[1],
            "0042,'=cmd(),1970-01-01,1970-01-11,3,2,10,20,23.723333333333333,-10.50,\
             4,1.50,2.50,5,4,3,loyal,much_often,a,0.5,2.25,50.125,47.5,0,90,hold,top_value"
        );
    }
}
