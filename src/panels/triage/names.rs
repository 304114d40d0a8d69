//! Verdicts, reasons and levers as messages.

use super::super::profit::names as profit_names;
use crate::analysis::flip::{Flip, Lever};
use crate::analysis::triage::{Reason, Verdict};
use crate::i18n::triage::{
    Lever as LeverName, Reason as ReasonName, Triage as Say, Verdict as VerdictName,
};

/// The name of a verdict.
pub(super) fn verdict(verdict: Verdict) -> VerdictName {
    match verdict {
        Verdict::Hold => VerdictName::Hold,
        Verdict::Watch => VerdictName::Watch,
        Verdict::LetGo => VerdictName::LetGo,
    }
}

/// A reason in words.
pub(super) fn reason(reason: Reason) -> ReasonName {
    match reason {
        Reason::TopValue => ReasonName::TopValue,
        Reason::AboveLine => ReasonName::AboveLine,
        Reason::SmallValue => ReasonName::SmallValue,
        Reason::NothingEarned => ReasonName::NothingEarned,
        Reason::LossAboveLine => ReasonName::LossAboveLine,
        Reason::LossUnproven => ReasonName::LossUnproven,
        Reason::NotInPeriod => ReasonName::NotInPeriod,
        Reason::ValueUnknown => ReasonName::ValueUnknown,
        Reason::CostsMore => ReasonName::CostsMore,
        Reason::Strategic => ReasonName::Strategic,
        Reason::Chosen(of) => ReasonName::Chosen(verdict(of)),
    }
}

/// A change in words.
pub(super) fn flip(flip: &Flip) -> Say {
    let lever = match flip.lever {
        Lever::OrderValue => LeverName::OrderValue,
        Lever::Occasions => LeverName::Occasions,
        Lever::Deliveries => LeverName::Deliveries,
        Lever::Cost(line) => LeverName::Cost(profit_names::line(line)),
    };
    Say::Flip {
        to: verdict(flip.to),
        lever,
        from: flip.from,
        wanted: flip.wanted,
    }
}
