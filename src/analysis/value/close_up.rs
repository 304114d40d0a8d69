//! What is computed for a few customers alone: their next purchase, and their value without end.

use super::super::CustomerBase;
use super::super::customer_base::{Forecaster, Groups, NextPurchase, Predictive, Rules};
use super::{LEVEL, Valued, rows_now};
use crate::base::Day;
use crate::dataset::CustomerIx;

/// One customer from near.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CloseUp {
    /// Chance that the customer ever comes again.
    pub chance: f64,
    /// If so, the day before and after which it comes as likely; `None` beyond a hundred years.
    pub next_day: Option<Day>,
    /// Between these days it comes in four of five such cases.
    pub between: Option<(Day, Day)>,
    /// Discounted money of the customer without end (residual value), in currency units, at the
    /// margin; `None` without a rate or where nothing is known of amounts.
    pub residual: Option<f64>,
}

impl Valued {
    /// These customers from near, in their order; nothing where no model speaks. The figures do not
    /// depend on which customers are asked about together.
    pub fn close_ups(&self, base: &CustomerBase, customers: &[CustomerIx]) -> Option<Vec<CloseUp>> {
        let fits = self.fits.as_ref().ok()?;
        let fit = fits.of(self.model()?)?;
        let rows = rows_now(base, customers, self.settings.time_unit_days).ok()?;
        let groups = Groups::new(&rows).ok()?;
        let (rules, terms) = (Rules::new(), self.settings.terms());
        let forecaster =
            Forecaster::new(&rules, &rows, &groups, fit, &fits.spend, terms, &mut |_| {});
        let predictive = Predictive::new(&forecaster, LEVEL, &self.resampled);
        let as_of = base.frame().as_of;
        let day = |time: f64| as_of.plus((time * self.settings.time_unit_days).ceil() as i32);
        let close_up = |row: usize| {
            let NextPurchase {
                chance,
                median,
                interval,
            } = predictive.next_purchase(row);
            let residual = forecaster.residual_value(row);
            CloseUp {
                chance,
                next_day: median.map(day),
                between: interval.map(|ends| (day(ends.low), day(ends.high))),
                residual: residual.map(|residual| residual * self.margin.unwrap_or(1.0)),
            }
        };
        Some((0..rows.len()).map(close_up).collect())
    }
}
