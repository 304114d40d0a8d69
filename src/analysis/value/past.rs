//! How good the forecasts of a past day would have been.

use super::super::CustomerBase;
use super::super::customer_base::holdout::{Baselines, Holdout, TrackRecord, best, tracking};
use super::super::customer_base::{Fitted, Model, Reason, Rules, Watch, fit_in_pieces};
use super::{Settings, rows};
use crate::base::pieces::rest;
use crate::base::{Day, Month};
use crate::dataset::CustomerIx;

/// How good the forecasts of a past day would have been.
#[derive(Clone, Debug)]
pub struct Past {
    /// Customers known on that day.
    pub customers: usize,
    /// Days from it to the as-of day.
    pub days: i32,
    /// One record a model that converged.
    pub records: Vec<TrackRecord>,
    /// What simple rules would have said.
    pub baselines: Baselines,
    /// Repeat purchases by month, all customers known on that day.
    pub months: Vec<TrackedMonth>,
    /// The model `months` speak of.
    pub tracked: Model,
}

/// Repeat purchases of a month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrackedMonth {
    /// The month.
    pub month: Month,
    /// What came.
    pub actual: f64,
    /// What the model of the past day expected.
    pub expected: f64,
}

impl Past {
    pub(super) async fn of(
        rules: &Rules,
        base: &CustomerBase,
        settings: &Settings,
        watch: &mut Watch<'_>,
    ) -> Result<Self, Reason> {
        if base.is_of_totals() {
            return Err(Reason::NoSinglePurchases);
        }
        let (end, as_of) = (settings.calibration_end(base), base.frame().as_of);
        let days = as_of.since(end);
        if days <= 0 {
            return Err(Reason::NoObservationTime);
        }
        let known: Vec<CustomerIx> = base
            .buyer_ixs()
            .filter(|&customer| base.occasions_by(customer, end) > 0)
            .collect();
        let unit = settings.time_unit_days;
        let before = rows(base, &known, end, unit);
        let after = rows(base, &known, as_of, unit);
        let fits = fit_in_pieces(rules, &before, &Model::ALL, watch).await?;
        let holdout = Holdout {
            before: &before,
            after: &after,
            horizon: f64::from(days) / unit,
        };
        let mut records = Vec::new();
        for (_, fit) in &fits.models {
            if let Ok(fit) = fit {
                rest().await;
                records.push(holdout.record(rules, &fit.fitted, &fits.spend)?);
            }
        }
        // The model whose months are shown is the one that speaks.
        let whole = settings.model.filter(|&model| fits.of(model).is_some());
        let best = best(&records).map(|at| records[at].model);
        let tracked = whole.or(best).ok_or(Reason::NotConverged)?;
        let fitted = fits.of(tracked).ok_or(Reason::NotConverged)?.fitted;
        Ok(Self {
            customers: known.len(),
            days,
            baselines: holdout.baselines(),
            months: tracked_months(rules, base, &known, &fitted, unit),
            tracked,
            records,
        })
    }
}

fn tracked_months(
    rules: &Rules,
    base: &CustomerBase,
    known: &[CustomerIx],
    fitted: &Fitted,
    unit_days: f64,
) -> Vec<TrackedMonth> {
    let as_of = base.frame().as_of;
    let firsts: Vec<i32> = known
        .iter()
        .filter_map(|&customer| base.first_day(customer))
        .map(|day| day.0)
        .collect();
    let Some(&first) = firsts.iter().min() else {
        return Vec::new();
    };
    let (first, last) = (Month::of(Day(first)), Month::of(as_of));
    let mut actual = vec![0.0; (last.0 - first.0) as usize + 1];
    for &customer in known {
        for &day in base.occasion_days(customer).iter().skip(1) {
            if let Some(sum) = actual.get_mut((Month::of(day).0 - first.0) as usize) {
                *sum += 1.0;
            }
        }
    }
    let months: Vec<Month> = (first.0..=last.0).map(Month).collect();
    let ends: Vec<i32> = months
        .iter()
        .map(|month| month.last_day().min(as_of).0)
        .collect();
    let expected = tracking(rules, fitted, &firsts, &ends, unit_days);
    let mut before = 0.0;
    months
        .into_iter()
        .zip(actual)
        .zip(expected)
        .map(|((month, actual), until)| {
            let expected = until - before;
            before = until;
            TrackedMonth {
                month,
                actual,
                expected,
            }
        })
        .collect()
}
