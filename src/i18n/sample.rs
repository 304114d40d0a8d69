//! Messages of the sample shops.

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};

/// Messages of the sample shops.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Sample {
    /// Name of the delicatessen.
    DeliTitle,
    /// What is in it.
    DeliDetail {
        /// Receipts.
        receipts: u64,
    },
    /// What it is an example of.
    DeliTag,
    /// Name of the furniture wholesaler.
    FurnitureTitle,
    /// What is in it.
    FurnitureDetail {
        /// Order lines.
        lines: u64,
    },
    /// What it is an example of.
    FurnitureTag,
    /// Name of the online shop.
    OnlineTitle,
    /// What is in it.
    OnlineDetail {
        /// Rows.
        rows: u64,
    },
    /// What it is an example of.
    OnlineTag,
}

impl Say for Sample {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => match self {
                Self::DeliTitle => format!("Delicatessen with {} customers", speaker.count(6_000)),
                Self::DeliDetail { receipts } => format!(
                    "{} receipts, three years, strong Christmas",
                    speaker.count(*receipts as i64)
                ),
                Self::DeliTag => "Seasonal".to_owned(),
                Self::FurnitureTitle => "Furniture wholesaler with 34 dealers".to_owned(),
                Self::FurnitureDetail { lines } => format!(
                    "{} order lines, returns, delivery costs, staff bonuses",
                    speaker.count(*lines as i64)
                ),
                Self::FurnitureTag => "Few and large".to_owned(),
                Self::OnlineTitle => "Online shop, straight from its database".to_owned(),
                Self::OnlineDetail { rows } => format!(
                    "{} rows with guests, duplicates, refunds and impossible dates",
                    speaker.count(*rows as i64)
                ),
                Self::OnlineTag => "Messy".to_owned(),
            },
        }
    }
}
