//! Models, reasons and checks as messages.

use super::super::build::whole;
use crate::analysis::customer_base::checks::{Check, FEWEST_CUSTOMERS, FEWEST_REPEATERS, Verdict};
use crate::analysis::customer_base::{Model, Reason, Speaking};
use crate::i18n::value::{
    Because, Check as CheckName, Choice, Figures, Source, Verdict as VerdictName,
};

/// The stable id of a model.
pub(super) fn id(model: Option<Model>) -> &'static str {
    match model {
        Some(Model::BgNbd) => "bg_nbd",
        Some(Model::MbgNbd) => "mbg_nbd",
        Some(Model::ParetoNbd) => "pareto_nbd",
        None => "own_rhythm",
    }
}

/// Its name.
pub(super) fn source(model: Option<Model>) -> Source {
    match model {
        Some(Model::BgNbd) => Source::BgNbd,
        Some(Model::MbgNbd) => Source::MbgNbd,
        Some(Model::ParetoNbd) => Source::ParetoNbd,
        None => Source::OwnRhythm,
    }
}

/// The names of its parameters.
pub(super) fn parameters(model: Model) -> [&'static str; 4] {
    match model {
        Model::BgNbd | Model::MbgNbd => ["r", "alpha", "a", "b"],
        Model::ParetoNbd => ["r", "alpha", "s", "beta"],
    }
}

/// Why this model speaks.
pub(super) fn choice(speaking: Speaking) -> Choice {
    match speaking {
        Speaking::Wanted(_) => Choice::Wanted,
        Speaking::BestOnHoldout(_) => Choice::Best,
        Speaking::Likeliest(_) => Choice::Likeliest,
        Speaking::OwnRhythm(_) => Choice::None,
    }
}

/// Why there is no number.
pub(super) fn because(reason: Reason) -> Because {
    match reason {
        Reason::NoCustomers => Because::NoCustomers,
        Reason::NoObservationTime => Because::NoTime,
        Reason::NoRepeatPurchases => Because::NoRepeats,
        Reason::NoSinglePurchases => Because::NoSinglePurchases,
        Reason::TooFew {
            customers,
            repeaters,
        } => Because::TooFew {
            customers: whole(customers),
            repeaters: whole(repeaters),
            least: whole(FEWEST_CUSTOMERS),
            least_repeaters: whole(FEWEST_REPEATERS),
        },
        Reason::ImpossibleRow { .. } | Reason::NotConverged => Because::NotConverged,
    }
}

/// How a check ended, as a stable id and a message.
pub(super) fn verdict(check: &Check) -> (&'static str, VerdictName) {
    match check.verdict() {
        Verdict::Holds => ("holds", VerdictName::Holds),
        Verdict::Doubtful => ("doubtful", VerdictName::Doubtful),
        Verdict::Fails => ("fails", VerdictName::Fails),
    }
}

/// The assumption and the figures it rests on.
pub(super) fn check(check: &Check) -> (&'static str, CheckName, Figures) {
    let (id, name, first, second) = match *check {
        Check::Enough {
            customers,
            repeaters,
        } => (
            "enough",
            CheckName::Enough,
            customers as f64,
            repeaters as f64,
        ),
        Check::Churn { gain, .. } => ("churn", CheckName::Churn, gain, 0.0),
        Check::RatesDiffer { r, .. } => ("rates_differ", CheckName::RatesDiffer, r, 0.0),
        Check::FrequencyValue {
            correlation,
            customers,
        } => (
            "frequency_value",
            CheckName::FrequencyValue,
            correlation,
            customers as f64,
        ),
        Check::Amounts { .. } => ("amounts", CheckName::Amounts, 0.0, 0.0),
        Check::OneCustomer { share, .. } => ("one_customer", CheckName::OneCustomer, share, 0.0),
        Check::Total { error } => ("total", CheckName::Total, error, 0.0),
        Check::Calibration { gap } => ("calibration", CheckName::Calibration, gap, 0.0),
        Check::BeatsBaseline { model, baseline } => {
            ("beats_baseline", CheckName::BeatsBaseline, model, baseline)
        }
    };
    let figures = Figures {
        holds: check.verdict() == Verdict::Holds,
        first,
        second,
    };
    (id, name, figures)
}
