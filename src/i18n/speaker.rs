use serde::{Deserialize, Serialize};

use crate::base::{Currency, Money};

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

/// How numbers, money and days are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum NumberLocale {
    /// English.
    #[default]
    #[serde(rename = "en")]
    En,
    /// Swedish.
    #[serde(rename = "sv")]
    Sv,
    /// Ukrainian.
    #[serde(rename = "uk")]
    Uk,
    /// Russian.
    #[serde(rename = "ru")]
    Ru,
    /// German.
    #[serde(rename = "de")]
    De,
}

/// A customer as an argument of messages and cells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerRef {
    /// Place in the per-customer arrays of this import.
    pub ix: u32,
    /// Id in the file.
    pub id: String,
    /// Name in the file, empty when there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
}

impl Speaker {
    /// A whole number, grouped.
    pub fn count(&self, count: i64) -> String {
        count.to_string()
    }

    /// A number with so many decimals.
    pub fn number(&self, value: f64, decimals: u8) -> String {
        format!("{value:.*}", usize::from(decimals))
    }

    /// Money with so many decimals (0 for headings, 2 for tables).
    pub fn money(&self, money: Money, decimals: u8) -> String {
        self.number(money.to_units_f64(), decimals)
    }

    /// A share in 0…1 as a percentage with so many decimals.
    pub fn percent(&self, share: f64, decimals: u8) -> String {
        format!("{}%", self.number(share * 100.0, decimals))
    }

    /// The customer's name, or its id, or a pseudonym when names are hidden.
    pub fn customer(&self, customer: &CustomerRef) -> String {
        if self.hide_names {
            format!("Customer {}", customer.ix + 1)
        } else if customer.name.is_empty() {
            customer.id.clone()
        } else {
            customer.name.clone()
        }
    }
}
