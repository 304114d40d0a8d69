//! Maximum likelihood for the models of purchasing.

use crate::numerics::optimise::Bounds;
use crate::numerics::small_matrix::Matrix;

use super::coordinates;
use super::likelihood::Tables;
use super::model::{Fitted, Model};
use super::reason::{Reason, Watch};
use super::rows::Groups;
use super::rules::Rules;
use super::search::{Settled, best_of, inverse_curvature, settle};

/// Whether the data show that customers stop.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Churn {
    /// Dropout explains the data better than none.
    Identified,
    /// No dropout explains them as well: the parameters of dropout lie on a ridge and mean nothing.
    NotIdentifiable,
}

/// A model at the maximum of its likelihood.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ModelFit {
    /// The model with its parameters.
    pub fitted: Fitted,
    /// The log-likelihood in the unit of time of the rows.
    pub log_likelihood: f64,
    /// The log-likelihood of the best model in which nobody stops (negative binomial).
    pub log_likelihood_without_churn: f64,
    /// Whether the data show that customers stop.
    pub churn: Churn,
    /// Whether the data show that customers differ in their rates of purchase.
    pub rates_differ: bool,
    /// Standard errors of the logarithms of the parameters; none on a ridge or at a bound.
    pub standard_errors: [Option<f64>; 4],
    /// Covariance of the logarithms of the parameters, capped along a ridge.
    pub covariance: Matrix,
    /// The same from the curvature alone, nothing along a ridge.
    pub curvature_inverse: Matrix,
    /// How often the likelihood of all customers was asked.
    pub evaluations: u32,
}

/// Half the 95 % point of a mixture of chi-square distributions with 0 and 1 degrees of freedom:
/// the gain of a parameter at its bound that chance reaches in one of twenty cases (Self & Liang
/// 1987, case 5).
const CHANCE_GAIN: f64 = 1.353;

/// The largest ln r at which customers still differ: a spread of rates of two per cent.
const EQUAL_RATES: f64 = 7.8;

/// Customers of the first, rough searches; a large base starts where these end.
const ROUGH_CUSTOMERS: usize = 1500;

/// Gain at which a rough search ends.
const ROUGH_TOLERANCE: f64 = 1e-3;

/// ln a without dropout, and the ln b of it.
const NO_DROPOUT: [f64; 2] = [-16.0, 14.0];

/// Fits one model after the other and lends them what they share.
#[derive(Debug)]
pub struct Fitting<'a> {
    rules: &'a Rules,
    groups: &'a Groups,
    thin: Option<Groups>,
    ln_age: f64,
    without_churn: Settled,
}

impl<'a> Fitting<'a> {
    /// Prepares; fits the model without dropout, the reference of all others.
    pub fn new(
        rules: &'a Rules,
        groups: &'a Groups,
        watch: &mut Watch<'_>,
    ) -> Result<Self, Reason> {
        let thin =
            (groups.groups.len() > 2 * ROUGH_CUSTOMERS).then(|| groups.thinned(ROUGH_CUSTOMERS));
        let mut fitting = Self {
            rules,
            groups,
            thin,
            ln_age: groups.mean_age().ln(),
            without_churn: Settled::UNKNOWN,
        };
        let [ln_a, ln_b] = NO_DROPOUT;
        let still = |ln_r: f64| [ln_r, ln_r - fitting.ln_rate(), ln_a, ln_b];
        let (start, others) = (still(0.0), [-1.2, 3.0].map(still));
        let held = coordinates::point(&start);
        let mut bounds = fitting.bounds(Model::BgNbd);
        for at in [2, 3] {
            (bounds.low[at], bounds.high[at]) = (held[at], held[at]);
        }
        fitting.without_churn = fitting.search(Model::BgNbd, (&start, &others), &bounds, watch);
        if !fitting.without_churn.converged {
            return Err(Reason::NotConverged);
        }
        Ok(fitting)
    }

    /// ln of repeat purchases per customer and time.
    fn ln_rate(&self) -> f64 {
        let time = self.groups.mean_age() * self.groups.customers() as f64;
        (self.groups.repeat_purchases / time).ln()
    }

    /// Coordinates that double precision still tells apart, about the scale of time.
    fn bounds(&self, model: Model) -> Bounds {
        let rate = self.ln_rate();
        // Dropout is by purchase, or by time.
        let time = match model {
            Model::BgNbd | Model::MbgNbd => 0.0,
            Model::ParetoNbd => self.ln_age,
        };
        let [ln_a, ln_b] = NO_DROPOUT;
        Bounds {
            low: [-9.0, rate - 12.0, ln_a - ln_b - time, time - 9.0],
            high: [12.0, rate + 12.0, 14.0 - time, time + 14.0],
        }
    }

    /// Starting points, as logarithms of parameters: much and little dropout, and next to none.
    fn starts(&self, model: Model) -> ([f64; 4], [[f64; 4]; 3]) {
        let rate = self.ln_rate();
        // A rate counted over times in which some are gone is too low: α starts lower.
        let start = |r: f64, third: f64, fourth: f64| {
            let fourth = match model {
                Model::BgNbd | Model::MbgNbd => fourth.ln(),
                Model::ParetoNbd => fourth.ln() + self.ln_age - 1.0,
            };
            [r.ln(), r.ln() - rate - 0.7, third.ln(), fourth]
        };
        let still = self.without_churn;
        let few = start(1.0, 0.02, 8.0);
        let others = [
            start(1.0, 0.3, 1.0),
            start(2.0, 3.0, 9.0),
            [still.point[0], still.point[1], few[2], few[3]],
        ];
        (start(0.4, 0.8, 2.4), others)
    }

    /// Rough searches on some customers, then a settled one on all. Starts and what is found are
    /// logarithms of parameters, bounds are of [`coordinates`].
    fn search(
        &self,
        model: Model,
        (start, others): (&[f64; 4], &[[f64; 4]]),
        bounds: &Bounds,
        watch: &mut Watch<'_>,
    ) -> Settled {
        let rough_groups = self.thin.as_ref().unwrap_or(self.groups);
        let mut tables = Tables::default();
        let mut asked = 0.0_f64;
        let weigh = rough_groups.groups.len() as f64 / self.groups.groups.len() as f64;
        let mut ask = |groups: &Groups, cost: f64, point: &[f64; 4], gradient: &mut [f64; 4]| {
            asked += cost;
            let done = 1.0 - (-asked / 20.0).exp();
            watch(done);
            let fitted = Fitted {
                model,
                parameters: coordinates::logarithms(point).map(f64::exp),
            };
            let mut slopes = [0.0; 4];
            let value = tables.log_likelihood(&fitted, groups, self.rules, &mut slopes);
            *gradient = coordinates::gradient(&slopes).map(|slope| -slope);
            -value
        };
        let mut rough =
            |point: &[f64; 4], gradient: &mut [f64; 4]| ask(rough_groups, weigh, point, gradient);
        let start = coordinates::point(start);
        let others: Vec<_> = others.iter().map(coordinates::point).collect();
        let found = best_of(&mut rough, &start, &others, bounds, ROUGH_TOLERANCE);
        let inverse = inverse_curvature(&mut rough, &found, bounds);
        let mut whole =
            |point: &[f64; 4], gradient: &mut [f64; 4]| ask(self.groups, 1.0, point, gradient);
        let found = settle(&mut whole, &found.point, Some(&inverse), bounds);
        coordinates::in_logarithms(&found)
    }

    /// Fits a model; never returns one that did not converge.
    pub fn fit(&self, model: Model, watch: &mut Watch<'_>) -> Result<ModelFit, Reason> {
        let bounds = self.bounds(model);
        let (start, others) = self.starts(model);
        let mut found = self.search(model, (&start, &others), &bounds, watch);
        let still = self.without_churn;
        let gain = still.value - found.value;
        let churn = if gain > CHANCE_GAIN {
            Churn::Identified
        } else {
            Churn::NotIdentifiable
        };
        if churn == Churn::NotIdentifiable && (!found.converged || gain < 0.0) {
            // The end of the ridge is known; a search may have stopped before it.
            found = still;
            found.point[2] = bounds.low[2] + bounds.high[3];
            found.point[3] = bounds.high[3];
        }
        if !found.converged {
            return Err(Reason::NotConverged);
        }
        Ok(ModelFit {
            fitted: Fitted {
                model,
                parameters: found.point.map(f64::exp),
            },
            log_likelihood: -found.value,
            log_likelihood_without_churn: -still.value,
            churn,
            rates_differ: found.point[0] < EQUAL_RATES,
            standard_errors: found.standard_errors,
            covariance: found.covariance,
            curvature_inverse: found.curvature_inverse,
            evaluations: found.evaluations,
        })
    }
}
