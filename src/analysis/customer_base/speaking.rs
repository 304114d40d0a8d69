//! Which model speaks, and what speaks when none does.

use super::holdout::TrackRecord;
use super::likelihood::Tables;
use super::model::Model;
use super::reason::{Reason, Watch};
use super::rows::{Groups, Row};
use super::rules::Rules;
use super::{Fits, ModelFit, fit_in_pieces};
use crate::base::pieces::rest;

/// Where the figures come from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Speaking {
    /// The model that was wanted.
    Wanted(Model),
    /// The model that was best on the holdout.
    BestOnHoldout(Model),
    /// The model that explains these data best; there was no holdout to ask.
    Likeliest(Model),
    /// No model: every customer's own rhythm goes on.
    OwnRhythm(Reason),
}

/// Who speaks: the wanted model if it converged, else the best of the records among those that did,
/// else the likeliest, else nobody but the customers' own rhythm.
pub fn speaking(
    wanted: Option<Model>,
    fits: &Result<Fits, Reason>,
    records: &[TrackRecord],
) -> Speaking {
    let fits = match fits {
        Ok(fits) => fits,
        Err(reason) => return Speaking::OwnRhythm(*reason),
    };
    if let Some(model) = wanted
        && fits.of(model).is_some()
    {
        return Speaking::Wanted(model);
    }
    let mut best: Option<&TrackRecord> = None;
    for record in records {
        let better = best.is_none_or(|best| record.log_likelihood > best.log_likelihood);
        if better && record.log_likelihood.is_finite() && fits.of(record.model).is_some() {
            best = Some(record);
        }
    }
    match (best, fits.likeliest()) {
        (Some(record), _) => Speaking::BestOnHoldout(record.model),
        (None, Some(fit)) => Speaking::Likeliest(fit.fitted.model),
        (None, None) => Speaking::OwnRhythm(Reason::NotConverged),
    }
}

/// A fit of a part of the customers.
#[derive(Clone, Debug)]
pub struct OwnFit {
    /// The customers of the part.
    pub rows: Vec<Row>,
    /// The same by distinct history.
    pub groups: Groups,
    /// The fit.
    pub fit: ModelFit,
    /// The log-likelihood of the part under the pooled fit.
    pub pooled_log_likelihood: f64,
}

/// A part of the customers with a fit of its own, or the reason why the pooled one speaks for it.
#[derive(Clone, Debug)]
pub struct SegmentFit {
    /// How many customers.
    pub customers: usize,
    /// The fit, or why there is none.
    pub own: Result<OwnFit, Reason>,
}

/// Fits a model to every part by itself (cohorts, types, channels), one part a piece; a part that is
/// too small keeps the pooled fit, and this says so. `segment_of` gives each row its part, from 0 to
/// `segments`.
pub async fn fit_by_segment(
    rules: &Rules,
    rows: &[Row],
    segment_of: &[u32],
    segments: usize,
    pooled: &Fits,
    model: Model,
    watch: &mut Watch<'_>,
) -> Vec<SegmentFit> {
    let mut found = Vec::with_capacity(segments);
    for segment in 0..segments {
        rest().await;
        let part: Vec<Row> = rows
            .iter()
            .zip(segment_of)
            .filter(|(_, of)| **of as usize == segment)
            .map(|(row, _)| *row)
            .collect();
        let customers = part.len();
        let fits = fit_in_pieces(rules, &part, &[model], &mut |share| {
            watch((segment as f64 + share) / segments as f64);
        })
        .await;
        let own = fits.and_then(|fits| {
            let fit = *fits.of(model).ok_or(Reason::NotConverged)?;
            let pooled = pooled.of(model).ok_or(Reason::NotConverged)?;
            let mut tables = Tables::default();
            let of_pooled =
                tables.log_likelihood(&pooled.fitted, &fits.groups, rules, &mut [0.0; 4]);
            Ok(OwnFit {
                rows: part,
                groups: fits.groups,
                fit,
                pooled_log_likelihood: of_pooled,
            })
        });
        found.push(SegmentFit { customers, own });
    }
    found
}
