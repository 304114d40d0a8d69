//! Customer-base models: when customers come again, when they stop, what a purchase is worth.
//!
//! `fit` takes rows and gives fitted models or the reason there are none; a `Forecaster` says what
//! is expected of each customer, a `Predictive` with `Resampled` customers how far that may be off, a `TotalsBase` the same of
//! many together, a `Holdout` how good it would have been.
//!
//! - `alive`: what a customer who is still alive will do
//! - `checks`: whether the assumptions hold
//! - `coordinates`: where a search for parameters moves
//! - `dropout_grid`: that integral for many customers at once
//! - `dropout_integral`: the one integral of the Pareto/NBD model
//! - `fitting`: maximum likelihood for the models of purchasing
//! - `forecast`: what each customer will probably still bring
//! - `gamma_gamma`: the expected amount of a purchase
//! - `holdout`: how good a forecast from a past day would have been
//! - `interval`: intervals for what a customer will do
//! - `likelihood`: log-likelihoods of grouped customers with gradients
//! - `model`: the three models of purchasing and their parameters
//! - `next_purchase`: when a customer will probably come again
//! - `own_rhythm`: what is said where no model speaks
//! - `reason`: why there is no number
//! - `rows`: what the models know of a customer, and equal customers grouped
//! - `rules`: quadrature rules made once
//! - `search`: from starting points to a settled maximum with its uncertainty
//! - `speaking`: which model speaks, and what speaks when none does
//! - `totals`: many customers together, with intervals
//! - `uncertainty`: parameters as they might also be

mod alive;
pub mod checks;
mod coordinates;
mod dropout_grid;
mod dropout_integral;
mod fitting;
mod forecast;
mod gamma_gamma;
pub mod holdout;
mod interval;
mod likelihood;
mod model;
mod next_purchase;
mod own_rhythm;
mod reason;
mod rows;
mod rules;
mod search;
mod speaking;
mod totals;
mod uncertainty;

pub use alive::{Alive, Dropout};
pub use fitting::{Churn, Fitting, ModelFit};
pub use forecast::{Forecast, Forecaster, Terms};
pub use gamma_gamma::{GammaGamma, NoSpendModel, Spend, SpendFit, fit_spend};
pub use interval::{CustomerIntervals, Interval, Predictive};
pub use likelihood::Tables;
pub use model::{AliveOdds, Fitted, Model};
pub use next_purchase::NextPurchase;
pub use own_rhythm::{OwnRhythm, own_rhythm, same_rate};
pub use reason::{Reason, Watch};
pub use rows::{Group, Groups, Row};
pub use rules::Rules;
pub use speaking::{OwnFit, SegmentFit, Speaking, fit_by_segment, speaking};
pub use totals::{Total, Totals, TotalsBase};
pub use uncertainty::Resampled;

use crate::base::pieces::{self, rest};

/// Every model that was asked for, fitted or with the reason why not.
#[derive(Clone, Debug)]
pub struct Fits {
    /// The customers by distinct history.
    pub groups: Groups,
    /// In the order they were asked for.
    pub models: Vec<(Model, Result<ModelFit, Reason>)>,
    /// Where the amount of a purchase comes from.
    pub spend: Spend,
}

impl Fits {
    /// The fit of a model, if it has one.
    pub fn of(&self, model: Model) -> Option<&ModelFit> {
        self.models
            .iter()
            .find(|(fitted, _)| *fitted == model)
            .and_then(|(_, fit)| fit.as_ref().ok())
    }

    /// The model that explains these data best, without a holdout to ask.
    pub fn likeliest(&self) -> Option<&ModelFit> {
        let mut best: Option<&ModelFit> = None;
        for (_, fit) in &self.models {
            if let Ok(fit) = fit
                && best.is_none_or(|best| fit.log_likelihood > best.log_likelihood)
            {
                best = Some(fit);
            }
        }
        best
    }
}

/// Share of the whole work of one model: the integral of Pareto/NBD takes most of it.
fn work(model: Model) -> f64 {
    match model {
        Model::BgNbd | Model::MbgNbd => 1.0,
        Model::ParetoNbd => 8.0,
    }
}

/// Fits these models and the amounts. A model that does not converge is an entry with its reason;
/// without any that does, the whole is refused.
pub fn fit(
    rules: &Rules,
    rows: &[Row],
    models: &[Model],
    watch: &mut Watch<'_>,
) -> Result<Fits, Reason> {
    pieces::to_the_end(fit_in_pieces(rules, rows, models, watch))
}

/// The same, one search a piece.
pub async fn fit_in_pieces(
    rules: &Rules,
    rows: &[Row],
    models: &[Model],
    watch: &mut Watch<'_>,
) -> Result<Fits, Reason> {
    let groups = Groups::new(rows)?;
    fittable(&groups)?;
    let whole: f64 = 2.0 + models.iter().map(|&model| work(model)).sum::<f64>();
    let mut done = 0.0;
    let spend = fit_spend(rows, &mut |share| watch(share / whole));
    done += 1.0;
    rest().await;
    let fitting = Fitting::new(rules, &groups, &mut |share| watch((done + share) / whole))?;
    done += 1.0;
    let mut fits = Vec::with_capacity(models.len());
    for &model in models {
        rest().await;
        let found = fitting.fit(model, &mut |share| {
            watch((done + work(model) * share) / whole);
        });
        done += work(model);
        fits.push((model, found));
    }
    if fits.iter().all(|(_, fit)| fit.is_err()) {
        return Err(Reason::NotConverged);
    }
    Ok(Fits {
        groups,
        models: fits,
        spend,
    })
}

/// Whether a population of this kind can be fitted at all.
fn fittable(groups: &Groups) -> Result<(), Reason> {
    let (customers, repeaters) = (groups.customers(), groups.repeaters);
    if customers == 0 {
        Err(Reason::NoCustomers)
    } else if groups.mean_age() <= 0.0 {
        Err(Reason::NoObservationTime)
    } else if repeaters == 0 {
        Err(Reason::NoRepeatPurchases)
    } else if customers < checks::FEWEST_CUSTOMERS || repeaters < checks::FEWEST_REPEATERS {
        Err(Reason::TooFew {
            customers,
            repeaters,
        })
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::draws::{gamma, uniform};
    use crate::numerics::rng::Pcg32;

    const TERMS: Terms = Terms {
        horizon: 54.0,
        month: 4.0,
        year: 52.0,
        discount_rate_per_year: 0.1,
        margin: 0.5,
    };

    /// Customers of a shop with dropout by purchase, in whole days of weeks.
    fn shop(count: usize, seed: u64) -> Vec<Row> {
        let mut rng = Pcg32::new(seed);
        (0..count)
            .map(|_| {
                let age = (uniform(&mut rng) * 400.0).floor();
                let rate = gamma(0.6, &mut rng) / 40.0;
                let chance = {
                    let (a, b) = (gamma(0.8, &mut rng), gamma(2.4, &mut rng));
                    a / (a + b)
                };
                let (mut at, mut x, mut last) = (0.0_f64, 0, 0.0);
                loop {
                    at += (-uniform(&mut rng).ln() / rate).ceil();
                    if at > age {
                        break;
                    }
                    x += 1;
                    last = at;
                    if uniform(&mut rng) < chance {
                        break;
                    }
                }
                Row {
                    repeat_purchases: x,
                    last_purchase_age: last / 7.0,
                    age: age / 7.0,
                    mean_repeat_value: gamma(4.0, &mut rng) * 10.0,
                }
            })
            .collect()
    }

    #[test]
    fn refusals_have_their_reasons() {
        let rules = Rules::new();
        let row = |x: u32, age: f64| Row {
            repeat_purchases: x,
            last_purchase_age: 0.0,
            age,
            mean_repeat_value: 5.0,
        };
        let refused = |rows: &[Row]| fit(&rules, rows, &Model::ALL, &mut |_| {}).unwrap_err();
        assert_eq!(refused(&[]), Reason::NoCustomers);
        assert_eq!(refused(&vec![row(0, 0.0); 300]), Reason::NoObservationTime);
        assert_eq!(refused(&vec![row(0, 9.0); 300]), Reason::NoRepeatPurchases);
        let few = Reason::TooFew {
            customers: 300,
            repeaters: 1,
        };
        let mut rows = vec![row(0, 9.0); 299];
        rows.push(row(1, 9.0));
        assert_eq!(refused(&rows), few);
        rows.push(row(0, f64::NAN));
        assert_eq!(refused(&rows), Reason::ImpossibleRow { row: 300 });
    }

    #[test]
    fn progress_rises_to_the_end_and_every_search_is_a_piece() {
        let rules = Rules::new();
        let rows = shop(400, 1);
        let mut told = Vec::new();
        let mut tell = |share| told.push(share);
        let mut pieces_done = 0;
        {
            let mut work = Box::pin(fit_in_pieces(&rules, &rows, &Model::ALL, &mut tell));
            while pieces::next(work.as_mut()).is_none() {
                pieces_done += 1;
            }
        }
        assert_eq!(pieces_done, 1 + Model::ALL.len());
        assert!(told.is_sorted() && told.last().is_some_and(|last| (0.5..=1.0).contains(last)));
        // Left in the midst of it, nothing more is done.
        let mut asked = 0;
        let mut count = |_| asked += 1;
        let mut left = Box::pin(fit_in_pieces(&rules, &rows, &Model::ALL, &mut count));
        assert!(pieces::next(left.as_mut()).is_none());
        drop(left);
        assert!(asked > 0 && asked < told.len());
    }

    #[test]
    fn the_same_rows_give_the_same_figures() {
        let rules = Rules::new();
        let rows = shop(500, 2);
        let once = fit(&rules, &rows, &Model::ALL, &mut |_| {}).unwrap();
        let again = fit(&rules, &rows, &Model::ALL, &mut |_| {}).unwrap();
        assert_eq!(once.models, again.models);
        assert_eq!(once.spend, again.spend);
    }

    #[test]
    fn another_unit_of_time_changes_no_forecast() {
        let rules = Rules::new();
        let weeks = shop(600, 3);
        let days: Vec<Row> = weeks
            .iter()
            .map(|row| Row {
                last_purchase_age: row.last_purchase_age * 7.0,
                age: row.age * 7.0,
                ..*row
            })
            .collect();
        let in_weeks = fit(&rules, &weeks, &Model::ALL, &mut |_| {}).unwrap();
        let in_days = fit(&rules, &days, &Model::ALL, &mut |_| {}).unwrap();
        for model in Model::ALL {
            let (week, day) = (in_weeks.of(model).unwrap(), in_days.of(model).unwrap());
            let moved = week.log_likelihood - 7.0_f64.ln() * in_weeks.groups.repeat_purchases;
            assert!((day.log_likelihood - moved).abs() < 1e-4);
            for row in weeks.iter().take(60) {
                let (x, last, age) = (row.repeat_purchases, row.last_purchase_age, row.age);
                let one = week.fitted.expected(&rules, x, last, age, 26.0);
                let other = day.fitted.expected(&rules, x, last * 7.0, age * 7.0, 182.0);
                assert!((one - other).abs() < 1e-3 * (one + 1e-9), "{one} {other}");
            }
        }
    }

    #[test]
    fn customers_add_up_and_lie_in_their_intervals() {
        let rules = Rules::new();
        let rows = shop(600, 4);
        let fits = fit(&rules, &rows, &Model::ALL, &mut |_| {}).unwrap();
        for model in Model::ALL {
            let fit = fits.of(model).unwrap();
            let forecaster = Forecaster::new(
                &rules,
                &rows,
                &fits.groups,
                fit,
                &fits.spend,
                TERMS,
                &mut |_| {},
            );
            let resampled = Resampled::of(&rules, &rows, &fits.groups, fit, &fits.spend, 7);
            let predictive = Predictive::new(&forecaster, 0.8, &resampled);
            let all = predictive.for_all(&mut |_| {});
            let mut sum = [0.0; 3];
            for (row, intervals) in all.iter().enumerate() {
                let forecast = forecaster.for_customer(row);
                let (spend, value) = (forecast.expected_spend.unwrap(), forecast.value.unwrap());
                sum[0] += forecast.expected_purchases;
                sum[1] += spend;
                sum[2] += value;
                // Half the money, later: worth less than half.
                assert!(value <= 0.5 * spend && value > 0.45 * spend);
                if row % 20 == 0 {
                    assert_eq!(*intervals, predictive.for_customer(row));
                }
                let high = intervals.spend.unwrap();
                assert!(intervals.purchases.low <= intervals.purchases.high);
                assert!(high.low <= high.high && high.high.is_finite());
            }
            let totals = TotalsBase::new(&predictive).of(&|_| true);
            let spend = totals.spend.unwrap();
            let value = totals.value.unwrap();
            for (total, sum) in [(totals.purchases, sum[0]), (spend, sum[1]), (value, sum[2])] {
                assert!((total.expected / sum - 1.0).abs() < 1e-9);
                assert!(total.interval.low < sum && sum < total.interval.high);
            }
            let base = TotalsBase::new(&predictive);
            let (even, odd) = (base.of(&|row| row % 2 == 0), base.of(&|row| row % 2 == 1));
            let both = even.purchases.expected + odd.purchases.expected;
            assert!((both / sum[0] - 1.0).abs() < 1e-9);
            let curve = forecaster.value_curve(&mut (0..rows.len())).unwrap();
            assert_eq!(curve.len(), 14);
            assert!(
                curve
                    .last()
                    .is_some_and(|last| (last / sum[2] - 1.0).abs() < 1e-9)
            );
            let residual: f64 = (0..rows.len())
                .map(|row| forecaster.residual_value(row).unwrap())
                .sum();
            assert!((forecaster.residual_total().unwrap() / residual - 1.0).abs() < 1e-9);
            assert!(residual > sum[2]);
        }
    }

    #[test]
    fn the_next_purchase_comes_sooner_to_the_busier() {
        let rules = Rules::new();
        let mut rows = shop(600, 5);
        let row = |x: u32, last: f64| Row {
            repeat_purchases: x,
            last_purchase_age: last,
            age: 50.0,
            mean_repeat_value: 10.0,
        };
        rows[0] = row(2, 48.0);
        rows[1] = row(20, 49.0);
        rows[2] = row(20, 20.0);
        let fits = fit(&rules, &rows, &Model::ALL, &mut |_| {}).unwrap();
        for model in Model::ALL {
            let fit = fits.of(model).unwrap();
            let forecaster = Forecaster::new(
                &rules,
                &rows,
                &fits.groups,
                fit,
                &fits.spend,
                TERMS,
                &mut |_| {},
            );
            let resampled = Resampled::of(&rules, &rows, &fits.groups, fit, &fits.spend, 7);
            let predictive = Predictive::new(&forecaster, 0.8, &resampled);
            let [slow, busy, gone] = [0, 1, 2].map(|row| predictive.next_purchase(row));
            assert!(busy.median.unwrap() < slow.median.unwrap());
            assert!(gone.chance < 0.05 && busy.chance > 0.9);
            let interval = busy.interval.unwrap();
            assert!(interval.low < busy.median.unwrap() && busy.median.unwrap() < interval.high);
        }
    }

    #[test]
    fn a_wholesaler_has_an_interval() {
        let rules = Rules::new();
        let mut rows = shop(600, 6);
        rows[0] = Row {
            repeat_purchases: 5000,
            last_purchase_age: 401.0 / 7.0,
            age: 401.0 / 7.0,
            mean_repeat_value: 1e6,
        };
        let fits = fit(&rules, &rows, &Model::ALL, &mut |_| {}).unwrap();
        for model in Model::ALL {
            let fit = fits.of(model).unwrap();
            let forecaster = Forecaster::new(
                &rules,
                &rows,
                &fits.groups,
                fit,
                &fits.spend,
                TERMS,
                &mut |_| {},
            );
            let resampled = Resampled::of(&rules, &rows, &fits.groups, fit, &fits.spend, 7);
            let predictive = Predictive::new(&forecaster, 0.8, &resampled);
            let found = predictive.for_customer(0).purchases;
            let expected = forecaster.for_customer(0).expected_purchases;
            assert!(
                found.low <= expected && expected <= found.high,
                "{found:?} {expected}"
            );
            assert!(
                found.high < 6000.0 && expected > 500.0,
                "{found:?} {expected}"
            );
            let totals = TotalsBase::new(&predictive).of(&|_| true);
            assert!(totals.purchases.interval.high.is_finite());
        }
    }

    #[test]
    fn a_model_speaks_only_where_it_converged() {
        let rules = Rules::new();
        let rows = shop(900, 8);
        let fits = fit(&rules, &rows, &[Model::BgNbd, Model::MbgNbd], &mut |_| {});
        assert_eq!(
            speaking(Some(Model::BgNbd), &fits, &[]),
            Speaking::Wanted(Model::BgNbd)
        );
        let likeliest = fits.as_ref().unwrap().likeliest().unwrap().fitted.model;
        let fallen_back = speaking(Some(Model::ParetoNbd), &fits, &[]);
        assert_eq!(fallen_back, Speaking::Likeliest(likeliest));
        let refused = fit(&rules, &rows[..9], &Model::ALL, &mut |_| {});
        assert!(matches!(
            speaking(None, &refused, &[]),
            Speaking::OwnRhythm(Reason::TooFew { customers: 9, .. })
        ));
        // Nobody came back later: after is before, a little older.
        let after: Vec<Row> = rows
            .iter()
            .map(|row| Row {
                age: row.age + 10.0,
                ..*row
            })
            .collect();
        let holdout = holdout::Holdout {
            before: &rows,
            after: &after,
            horizon: 10.0,
        };
        let fits = fits.unwrap();
        let records: Vec<_> = [Model::MbgNbd, Model::BgNbd]
            .map(|model| holdout.record(&rules, &fits.of(model).unwrap().fitted, &fits.spend))
            .into_iter()
            .map(Result::unwrap)
            .collect();
        for record in &records {
            assert!(record.log_likelihood < 0.0 && record.purchases.actual.abs() < 1e-12);
            assert!(record.purchases.predicted > 0.0);
            let customers: usize = record.by_p_alive.iter().map(|band| band.customers).sum();
            assert_eq!(customers, rows.len());
            assert!(record.by_p_alive.is_sorted_by(|a, b| a.p_alive < b.p_alive));
        }
        let best = holdout::best(&records).unwrap();
        let chosen = speaking(None, &Ok(fits), &records);
        assert_eq!(chosen, Speaking::BestOnHoldout(records[best].model));
        assert!(
            holdout
                .record(&rules, &records_model(), &Spend::None)
                .unwrap()
                .spend
                .is_none()
        );
    }

    fn records_model() -> Fitted {
        Fitted {
            model: Model::BgNbd,
            parameters: [0.6, 40.0 / 7.0, 0.8, 2.4],
        }
    }

    #[test]
    fn a_segment_too_small_says_so() {
        let rules = Rules::new();
        let rows = shop(700, 9);
        let segment_of: Vec<u32> = (0..700).map(|row| u32::from(row < 50)).collect();
        let pooled = fit(&rules, &rows, &[Model::BgNbd], &mut |_| {}).unwrap();
        let mut unheard = |_| {};
        let work = fit_by_segment(
            &rules,
            &rows,
            &segment_of,
            2,
            &pooled,
            Model::BgNbd,
            &mut unheard,
        );
        let found = pieces::to_the_end(work);
        assert_eq!((found[0].customers, found[1].customers), (650, 50));
        let own = found[0].own.as_ref().unwrap();
        // The part is explained at least as well by itself as by all.
        assert!(own.fit.log_likelihood > own.pooled_log_likelihood - 1e-6);
        assert!(matches!(
            found[1].own,
            Err(Reason::TooFew { customers: 50, .. })
        ));
    }

    #[test]
    fn everyone_on_one_day_can_be_fitted_later() {
        let rules = Rules::new();
        let mut rng = Pcg32::new(3);
        let rows: Vec<Row> = (0..300)
            .map(|_| {
                let x = rng.below(4);
                Row {
                    repeat_purchases: x,
                    last_purchase_age: f64::from(x) * 2.0,
                    age: 30.0,
                    mean_repeat_value: 12.0,
                }
            })
            .collect();
        let fits = fit(&rules, &rows, &Model::ALL, &mut |_| {}).unwrap();
        for (model, fit) in &fits.models {
            let fit = fit.as_ref().unwrap();
            for row in &rows {
                let (x, last, age) = (row.repeat_purchases, row.last_purchase_age, row.age);
                let expected = fit.fitted.expected(&rules, x, last, age, 52.0);
                assert!(expected.is_finite() && expected >= 0.0, "{model:?}");
            }
        }
    }
}
