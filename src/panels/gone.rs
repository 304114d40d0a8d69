//! The rule by which customers are gone, where it is one of chances: said on every panel that
//! speaks of them, and where no model tells the chances, what holds in its place.

use super::build::notice;
use super::panel::{Block, Tone};
use super::{Context, conversion, economics, flow, leaving, overview, triage};
use crate::analysis::frame::GONE_AFTER_GAPS;
use crate::i18n::Words;

/// Panels that count those who are gone.
const SPEAKING: [&str; 6] = [
    overview::ENTRY.id,
    triage::ENTRY.id,
    leaving::ENTRY.id,
    economics::ENTRY.id,
    conversion::ENTRY.id,
    flow::ENTRY.id,
];

/// What is to be said below the figures of a panel; nothing under the other rules.
pub fn notice_of(context: &Context<'_>, panel: &str) -> Option<Block> {
    let below = context.frame().gone.p_alive()?;
    let told = context.base.gone_rule().p_alive().is_some();
    SPEAKING.contains(&panel).then(|| {
        let gaps = GONE_AFTER_GAPS;
        if !told {
            return notice(Tone::Warn, Words::NoChances, Words::NoChancesText { gaps });
        }
        let text = if panel == flow::ENTRY.id {
            Words::ChancesOfNowText { gaps }
        } else {
            Words::GoneByChanceText
        };
        notice(Tone::Info, Words::GoneByChance { below }, text)
    })
}
