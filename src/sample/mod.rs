//! Three shops made of seeded chance, and transactions of any number for measuring.
//!
//! Imports `base`, `i18n` and `numerics`. Integers and tables only: floating-point logarithms
//! differ in the last bit from machine to machine, these bytes never do. All names are invented.
//!
//! - `draw`: skewed draws from tables, and what days weigh
//! - `sheet`: rows of delimited text
//! - `deli`, `furniture`, `online`: the shops
//! - `transactions`: any number of rows without any memory

mod deli;
mod draw;
mod furniture;
mod online;
mod sheet;
mod transactions;

pub use transactions::{TRANSACTION_HEADER, transactions};

use crate::i18n::Message;
use crate::i18n::sample::Sample as Say;

/// A sample shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SampleKind {
    /// A delicatessen: 6,000 customers over three years, a strong Christmas.
    Deli,
    /// A furniture wholesaler: 34 dealers, strong seasons, returns, some falling silent.
    Furniture,
    /// An online shop: guests, refunds and rows that do not fit.
    Online,
}

impl SampleKind {
    /// Every sample, in the order of the start page.
    pub const ALL: [Self; 3] = [Self::Deli, Self::Furniture, Self::Online];

    /// The stable id (`data-sample`).
    pub fn id(self) -> &'static str {
        match self {
            Self::Deli => "deli",
            Self::Furniture => "furniture",
            Self::Online => "online",
        }
    }

    /// The sample with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sample| sample.id() == id)
    }

    /// The name of the file the shop would have exported.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Deli => "delicatessen-till.csv",
            Self::Furniture => "furniture-orders.csv",
            Self::Online => "online-shop.csv",
        }
    }

    /// The file: the same bytes every time, on every machine.
    pub fn bytes(self) -> Vec<u8> {
        match self {
            Self::Deli => deli::file(),
            Self::Furniture => furniture::file(),
            Self::Online => online::file(),
        }
    }

    /// Records after the header.
    pub fn rows(self) -> u64 {
        match self {
            Self::Deli => 48_021,
            Self::Furniture => 9_120,
            Self::Online => 12_239,
        }
    }

    /// Its name on the start page.
    pub fn title(self) -> Message {
        Message::from(match self {
            Self::Deli => Say::DeliTitle,
            Self::Furniture => Say::FurnitureTitle,
            Self::Online => Say::OnlineTitle,
        })
    }

    /// What is in it, in a line.
    pub fn detail(self) -> Message {
        Message::from(match self {
            Self::Deli => Say::DeliDetail {
                receipts: self.rows(),
            },
            Self::Furniture => Say::FurnitureDetail { lines: self.rows() },
            Self::Online => Say::OnlineDetail { rows: self.rows() },
        })
    }

    /// What it is an example of, in a word or three.
    pub fn tag(self) -> Message {
        Message::from(match self {
            Self::Deli => Say::DeliTag,
            Self::Furniture => Say::FurnitureTag,
            Self::Online => Say::OnlineTag,
        })
    }
}
