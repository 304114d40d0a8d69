use serde::{Deserialize, Serialize};

use super::Role;
use crate::base::{Day, Period};

/// From when, over what span and about whom the analyses speak. One value serves the whole page;
/// it is part of every cache key and stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct View {
    /// The day the analysis speaks from; `None` is the last day among the used rows.
    pub as_of: Option<Day>,
    /// The period W; `None` is the default of the session (see `engine`).
    pub period: Option<Period>,
    /// What the period is compared with.
    pub compare: Compare,
    /// All must hold.
    pub filters: Vec<Filter>,
    /// When a customer counts as gone.
    pub gone: GoneRule,
    /// Whether days whose rows are all exactly 0 count as occasions.
    pub free_goods_are_occasions: FreeGoods,
}

/// Whether free goods make an occasion; on by default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FreeGoods(pub bool);

impl Default for FreeGoods {
    fn default() -> Self {
        Self(true)
    }
}

/// What the period is compared with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Compare {
    /// The same length just before.
    #[default]
    Previous,
    /// The same days a calendar year earlier.
    YearBefore,
    /// Nothing.
    None,
}

/// Keeps the rows (or customers) whose column has this value. Several filters on one column keep
/// rows with any of their values.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Filter {
    /// Role of the column.
    pub role: Role,
    /// Name of the column, when the role is [`Role::Dimension`].
    #[serde(default)]
    pub column: Option<String>,
    /// The value kept.
    pub value: String,
}

/// When a customer counts as gone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GoneRule {
    /// Silence over 2.5 usual gaps.
    #[default]
    OwnGap,
    /// Silence over a fixed number of days.
    FixedDays {
        /// The number of days.
        days: u32,
    },
    /// Chance of still being a customer, P(alive), below a threshold. Where no model tells it, by
    /// usual gaps.
    PAlive {
        /// The threshold, in millionths.
        below_millionths: u32,
    },
}

impl GoneRule {
    /// The threshold unless another is chosen: rather gone than not.
    pub const USUAL_P_ALIVE: f64 = 0.5;

    /// By P(alive) below a share; `None` where it is no share.
    pub fn p_alive_below(share: f64) -> Option<Self> {
        (0.0..=1.0).contains(&share).then(|| Self::PAlive {
            below_millionths: (share * 1e6).round() as u32,
        })
    }

    /// The threshold, under the rule of P(alive).
    pub fn p_alive(self) -> Option<f64> {
        match self {
            Self::PAlive { below_millionths } => Some(f64::from(below_millionths) / 1e6),
            Self::OwnGap | Self::FixedDays { .. } => None,
        }
    }
}
