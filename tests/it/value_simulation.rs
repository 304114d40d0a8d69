//! What the models recover from customers they could have made.
use regulars::analysis::customer_base::{
    Fitted, Forecaster, Model, Predictive, Resampled, Row, Rules, Spend, Terms, TotalsBase, fit,
};
use regulars::numerics::draws::uniform;
use regulars::numerics::rng::Pcg32;

use super::support::simulate;

/// The unoptimised build takes fewer seeds.
const QUICK: bool = cfg!(debug_assertions);

/// Seeds.
const SEEDS: u64 = if QUICK { 6 } else { 50 };

/// A mean over seeds may lie so many of its standard errors off; with six seeds these errors are
/// themselves uncertain (one in a hundred beyond four, by Student's distribution).
const FARTHEST: f64 = if QUICK { 4.0 } else { 2.0 };

fn truth(model: Model) -> Fitted {
    let parameters = match model {
        Model::BgNbd => [0.6, 6.0, 0.8, 2.4],
        Model::MbgNbd => [0.8, 7.0, 0.8, 2.0],
        Model::ParetoNbd => [0.8, 9.0, 0.7, 14.0],
    };
    Fitted { model, parameters }
}

const TERMS: Terms = Terms {
    horizon: 52.0,
    month: 30.0 / 7.0,
    year: 365.25 / 7.0,
    discount_rate_per_year: 0.1,
    margin: 1.0,
};

/// The mean over seeds is nothing but chance.
fn unbiased(name: &str, values: &[f64]) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let sd = (values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt();
    let z = mean / (sd / n.sqrt());
    assert!(z.abs() < FARTHEST, "{name} {z}");
}

#[test]
fn estimates_are_unbiased() {
    let rules = Rules::new();
    let mut amounts: Vec<[f64; 3]> = Vec::new();
    for model in Model::ALL {
        let truth = truth(model);
        let count = if model == Model::ParetoNbd {
            4000
        } else {
            6000
        };
        let mut errors: Vec<[f64; 4]> = Vec::new();
        let mut scaled = [0.0; 4];
        for seed in 0..SEEDS {
            let people = simulate::people(&truth, count, 104.0, 26.0, 0.0, 100 + seed);
            let rows: Vec<Row> = people.iter().map(simulate::row).collect();
            let fits = fit(&rules, &rows, &[model], &mut |_| {}).unwrap();
            let found = fits.of(model).unwrap();
            let error: [f64; 4] =
                std::array::from_fn(|at| (found.fitted.parameters[at] / truth.parameters[at]).ln());
            for at in 0..4 {
                scaled[at] += (error[at] / found.standard_errors[at].unwrap()).powi(2);
            }
            errors.push(error);
            let Spend::Model(spend) = fits.spend else {
                panic!("{:?}", fits.spend)
            };
            let [p, q, v] = simulate::AMOUNTS;
            amounts.push([
                (spend.model.p / p).ln(),
                (spend.model.q / q).ln(),
                (spend.model.v / v).ln(),
            ]);
        }
        for at in 0..4 {
            let name = format!("{model:?} {at}");
            unbiased(&name, &errors.iter().map(|e| e[at]).collect::<Vec<_>>());
            let square = scaled[at] / SEEDS as f64;
            assert!(QUICK || (0.55..1.6).contains(&square), "{name} {square}");
        }
    }
    // Amounts do not depend on the model of purchases: all fits together.
    for (at, name) in ["p", "q", "v"].iter().enumerate() {
        unbiased(name, &amounts.iter().map(|e| e[at]).collect::<Vec<_>>());
    }
}

#[test]
fn intervals_cover_what_they_say() {
    let rules = Rules::new();
    for model in Model::ALL {
        let truth = truth(model);
        let (mut inside, mut at_least, mut all) = (0.0, 0.0, 0.0);
        let (mut money_inside, mut money_all) = (0.0, 0.0);
        let (mut totals, mut spends) = (0.0, 0.0);
        for seed in 0..SEEDS {
            let people = simulate::people(&truth, 800, 104.0, 10.0, TERMS.horizon, 500 + seed);
            let rows: Vec<Row> = people.iter().map(simulate::row).collect();
            let fits = fit(&rules, &rows, &[model], &mut |_| {}).unwrap();
            let found = fits.of(model).unwrap();
            let forecaster = Forecaster::new(
                &rules,
                &rows,
                &fits.groups,
                found,
                &fits.spend,
                TERMS,
                &mut |_| {},
            );
            let resampled = Resampled::of(&rules, &rows, &fits.groups, found, &fits.spend, seed);
            let predictive = Predictive::new(&forecaster, 0.8, &resampled);
            let intervals = predictive.for_all(&mut |_| {});
            let mut rng = Pcg32::new(seed);
            for (row, person) in people.iter().enumerate() {
                let until = person.age + TERMS.horizon;
                let bought = person.future.iter().filter(|at| **at <= until).count();
                let spent: f64 = person.future_amounts[..bought].iter().sum();
                // Counts are steps: a point on the step of what came, evenly (Smith 1985).
                let chances = predictive.chances_of(row);
                let reach = |n: usize| {
                    if n == 0 {
                        1.0
                    } else {
                        chances.get(n - 1).copied().unwrap_or(0.0)
                    }
                };
                let u = uniform(&mut rng);
                let place = 1.0 - reach(bought) + u * (reach(bought) - reach(bought + 1));
                inside += f64::from(u32::from((0.1..=0.9).contains(&place)));
                let interval = intervals[row];
                at_least += f64::from(u32::from(
                    interval.purchases.low <= bought as f64
                        && bought as f64 <= interval.purchases.high,
                ));
                all += 1.0;
                // Money is continuous once something is bought: those for whom nothing is likely
                // either way are left to the counts.
                let spend = interval.spend.unwrap();
                if spend.low > 0.0 {
                    money_all += 1.0;
                    money_inside += f64::from(u32::from(spend.low <= spent && spent <= spend.high));
                }
            }
            let base = TotalsBase::new(&predictive);
            let total = base.of(&|_| true);
            let bought: f64 = people.iter().map(|p| p.future.len() as f64).sum();
            let spent: f64 = people.iter().flat_map(|p| &p.future_amounts).sum();
            let covers = |total: &regulars::analysis::customer_base::Total, value: f64| {
                f64::from(u32::from(
                    total.interval.low <= value && value <= total.interval.high,
                ))
            };
            totals += covers(&total.purchases, bought);
            spends += covers(&total.spend.unwrap(), spent);
        }
        let seeds = SEEDS as f64;
        assert!((0.75..0.85).contains(&(inside / all)));
        assert!(at_least / all > 0.8);
        // Some twenty customers a seed: with six seeds a standard error of four per cent.
        let around = if QUICK { 0.68..0.92 } else { 0.75..0.85 };
        assert!(around.contains(&(money_inside / money_all)));
        // Fifty draws of 80 %: a standard error of 6 %.
        if !QUICK {
            assert!(
                (0.68..0.92).contains(&(totals / seeds))
                    && (0.68..0.92).contains(&(spends / seeds))
            );
        }
    }
}
