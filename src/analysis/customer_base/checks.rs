//! Whether the assumptions of the models hold in these data.

use super::fitting::{Churn, ModelFit};
use super::gamma_gamma::{NoSpendModel, Spend};
use super::holdout::{Baselines, TrackRecord};
use super::rows::Row;

/// How a check ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Nothing speaks against it.
    Holds,
    /// The numbers are to be read with care.
    Doubtful,
    /// The numbers built on it mislead.
    Fails,
}

/// A check with the figures it rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Check {
    /// There are enough customers and repeat purchases for a stable fit.
    Enough {
        /// Customers.
        customers: usize,
        /// Of these, with a repeat purchase.
        repeaters: usize,
    },
    /// The data show that customers stop.
    Churn {
        /// Gain in log-likelihood over the model in which nobody stops.
        gain: f64,
        /// Whether that is more than chance.
        identified: bool,
    },
    /// Customers differ in how often they come.
    RatesDiffer {
        /// The shape r of the rates.
        r: f64,
        /// Whether they do.
        differ: bool,
    },
    /// How often a customer comes and how much a purchase is are unrelated.
    FrequencyValue {
        /// Correlation over customers with a repeat purchase.
        correlation: f64,
        /// How many.
        customers: usize,
    },
    /// Amounts have a mean that a few customers do not decide.
    Amounts {
        /// The shape q of the spread over customers, where it was estimated.
        q: Option<f64>,
        /// Whether a model of amounts speaks.
        modelled: bool,
    },
    /// No single customer makes the result.
    OneCustomer {
        /// The row with the most repeat purchases.
        row: usize,
        /// Its share of all repeat purchases.
        share: f64,
    },
    /// The holdout's total was met.
    Total {
        /// (predicted − actual) ⁄ actual.
        error: f64,
    },
    /// P(alive) means what it says: largest gap between predicted and actual share of buyers over
    /// bands of customers.
    Calibration {
        /// The gap.
        gap: f64,
    },
    /// A customer's forecast is better than going on as before.
    BeatsBaseline {
        /// Mean absolute error of the model.
        model: f64,
        /// Of the better simple rule.
        baseline: f64,
    },
}

impl Check {
    /// The verdict by fixed limits.
    pub fn verdict(&self) -> Verdict {
        let graded = |size: f64, doubtful: f64, fails: f64| {
            if size.is_nan() || size > fails {
                Verdict::Fails
            } else if size > doubtful {
                Verdict::Doubtful
            } else {
                Verdict::Holds
            }
        };
        match *self {
            Self::Enough {
                customers,
                repeaters,
            } => {
                if customers < FEWEST_CUSTOMERS || repeaters < FEWEST_REPEATERS {
                    Verdict::Fails
                } else if customers < 300 || repeaters < 100 {
                    Verdict::Doubtful
                } else {
                    Verdict::Holds
                }
            }
            Self::Churn { identified, .. } => doubtful_unless(identified),
            Self::RatesDiffer { differ, .. } => doubtful_unless(differ),
            Self::FrequencyValue { correlation, .. } => graded(correlation.abs(), 0.15, 0.4),
            Self::Amounts { modelled, .. } => {
                if modelled {
                    Verdict::Holds
                } else {
                    Verdict::Fails
                }
            }
            Self::OneCustomer { share, .. } => graded(share, 0.05, 0.25),
            Self::Total { error } => graded(error.abs(), 0.1, 0.25),
            Self::Calibration { gap } => graded(gap, 0.1, 0.2),
            Self::BeatsBaseline { model, baseline } => graded(model, 0.97 * baseline, baseline),
        }
    }
}

fn doubtful_unless(holds: bool) -> Verdict {
    if holds {
        Verdict::Holds
    } else {
        Verdict::Doubtful
    }
}

/// Customers a fit needs.
pub const FEWEST_CUSTOMERS: usize = 100;

/// Customers with a repeat purchase a fit needs.
pub const FEWEST_REPEATERS: usize = 30;

/// Customers of a band below which its gap is chance.
const FEWEST_OF_BAND: usize = 30;

/// Checks of the fit itself.
pub fn of_fit(rows: &[Row], fit: &ModelFit, spend: &Spend) -> Vec<Check> {
    let repeaters = rows.iter().filter(|row| row.repeat_purchases > 0).count();
    let mut checks = vec![
        Check::Enough {
            customers: rows.len(),
            repeaters,
        },
        Check::Churn {
            gain: fit.log_likelihood - fit.log_likelihood_without_churn,
            identified: fit.churn == Churn::Identified,
        },
        Check::RatesDiffer {
            r: fit.fitted.parameters[0],
            differ: fit.rates_differ,
        },
    ];
    if let Some((correlation, customers)) = frequency_value_correlation(rows) {
        checks.push(Check::FrequencyValue {
            correlation,
            customers,
        });
    }
    match spend {
        Spend::Model(fit) => checks.push(Check::Amounts {
            q: Some(fit.model.q),
            modelled: true,
        }),
        Spend::SamePrice { .. } | Spend::None => {}
        Spend::Pooled { because, .. } => checks.push(Check::Amounts {
            q: match because {
                NoSpendModel::HeavyTail { q } => Some(*q),
                NoSpendModel::TooFew { .. } | NoSpendModel::NotConverged => None,
            },
            modelled: false,
        }),
    }
    let total: f64 = rows.iter().map(|row| f64::from(row.repeat_purchases)).sum();
    let most = rows
        .iter()
        .enumerate()
        .max_by_key(|(row, customer)| (customer.repeat_purchases, std::cmp::Reverse(*row)));
    if let Some((row, customer)) = most.filter(|_| total > 0.0) {
        checks.push(Check::OneCustomer {
            row,
            share: f64::from(customer.repeat_purchases) / total,
        });
    }
    checks
}

/// Checks against what came after the past day.
pub fn of_record(record: &TrackRecord, baselines: &Baselines) -> Vec<Check> {
    let mut checks = Vec::new();
    let purchases = record.purchases;
    if purchases.actual > 0.0 {
        checks.push(Check::Total {
            error: purchases.predicted / purchases.actual - 1.0,
        });
    }
    let gap = record
        .by_p_alive
        .iter()
        .filter(|band| band.customers >= FEWEST_OF_BAND)
        .map(|band| (band.predicted_active - band.actual_active).abs())
        .reduce(f64::max);
    if let Some(gap) = gap {
        checks.push(Check::Calibration { gap });
    }
    checks.push(Check::BeatsBaseline {
        model: purchases.mae,
        baseline: baselines.same_rate.mae.min(baselines.mean_rate.mae),
    });
    checks
}

/// Correlation of Pearson between x and m over customers with a repeat purchase of positive mean;
/// `None` without any spread.
pub fn frequency_value_correlation(rows: &[Row]) -> Option<(f64, usize)> {
    let used = || {
        rows.iter()
            .filter(|row| row.repeat_purchases > 0 && row.mean_repeat_value > 0.0)
            .map(|row| (f64::from(row.repeat_purchases), row.mean_repeat_value))
    };
    let count = used().count();
    let (x_sum, m_sum) = used().fold((0.0, 0.0), |(a, b), (x, m)| (a + x, b + m));
    let (x_mean, m_mean) = (x_sum / count as f64, m_sum / count as f64);
    let (mut both, mut xs, mut ms) = (0.0, 0.0, 0.0);
    for (x, m) in used() {
        both += (x - x_mean) * (m - m_mean);
        xs += (x - x_mean).powi(2);
        ms += (m - m_mean).powi(2);
    }
    let correlation = both / (xs * ms).sqrt();
    correlation.is_finite().then_some((correlation, count))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(repeat_purchases: u32, mean_repeat_value: f64) -> Row {
        Row {
            repeat_purchases,
            last_purchase_age: 0.0,
            age: 1.0,
            mean_repeat_value,
        }
    }

    #[test]
    fn correlation_over_repeaters_only() {
        let rows = [row(1, 10.0), row(2, 20.0), row(3, 30.0), row(0, 500.0)];
        let (correlation, customers) = frequency_value_correlation(&rows).unwrap();
        assert!((correlation - 1.0).abs() < 1e-12);
        assert_eq!(customers, 3);
        assert_eq!(
            frequency_value_correlation(&[row(1, 5.0), row(1, 5.0)]),
            None
        );
        assert_eq!(frequency_value_correlation(&[]), None);
    }

    #[test]
    fn verdicts_follow_their_limits() {
        assert_eq!(Check::Total { error: -0.05 }.verdict(), Verdict::Holds);
        assert_eq!(Check::Total { error: -0.2 }.verdict(), Verdict::Doubtful);
        assert_eq!(Check::Total { error: f64::NAN }.verdict(), Verdict::Fails);
        let beats = |model| {
            Check::BeatsBaseline {
                model,
                baseline: 1.0,
            }
            .verdict()
        };
        assert_eq!(beats(0.5), Verdict::Holds);
        assert_eq!(beats(0.99), Verdict::Doubtful);
        assert_eq!(beats(1.2), Verdict::Fails);
    }
}
