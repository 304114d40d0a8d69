//! Customers from known parameters.

use regulars::analysis::customer_base::Row;
use regulars::analysis::customer_base::{Fitted, Model};
use regulars::numerics::draws::{gamma, uniform};
use regulars::numerics::rng::Pcg32;

pub(crate) struct Person {
    pub(crate) age: f64,
    /// Ages at repeat purchases up to now, and beyond.
    pub(crate) past: Vec<f64>,
    pub(crate) future: Vec<f64>,
    pub(crate) amounts: Vec<f64>,
    pub(crate) future_amounts: Vec<f64>,
}

fn exponential(rate: f64, rng: &mut Pcg32) -> f64 {
    -uniform(rng).ln() / rate
}

/// p, q, v of amounts.
pub(crate) const AMOUNTS: [f64; 3] = [6.0, 4.0, 15.0];

pub(crate) fn people(
    truth: &Fitted,
    count: usize,
    oldest: f64,
    youngest: f64,
    horizon: f64,
    seed: u64,
) -> Vec<Person> {
    let [r, alpha, third, fourth] = truth.parameters;
    let mut rng = Pcg32::new(seed);
    (0..count)
        .map(|_| {
            let age = youngest + (oldest - youngest) * uniform(&mut rng);
            let rate = gamma(r, &mut rng) / alpha;
            let nu = gamma(AMOUNTS[1], &mut rng) / AMOUNTS[2];
            let (chance, dies) = if truth.model == Model::ParetoNbd {
                (0.0, exponential(gamma(third, &mut rng) / fourth, &mut rng))
            } else {
                let (a, b) = (gamma(third, &mut rng), gamma(fourth, &mut rng));
                (a / (a + b), f64::INFINITY)
            };
            let mut person = Person {
                age,
                past: vec![],
                future: vec![],
                amounts: vec![],
                future_amounts: vec![],
            };
            let mut alive = truth.model != Model::MbgNbd || uniform(&mut rng) >= chance;
            let mut at = 0.0;
            while alive {
                at += exponential(rate, &mut rng);
                if at > age + horizon || at > dies || !at.is_finite() {
                    break;
                }
                let amount = gamma(AMOUNTS[0], &mut rng) / nu;
                if at <= age {
                    person.past.push(at);
                    person.amounts.push(amount);
                } else {
                    person.future.push(at);
                    person.future_amounts.push(amount);
                }
                if truth.model != Model::ParetoNbd {
                    alive = uniform(&mut rng) >= chance;
                }
            }
            person
        })
        .collect()
}

pub(crate) fn row(person: &Person) -> Row {
    let x = person.past.len();
    Row {
        repeat_purchases: x as u32,
        last_purchase_age: person.past.last().copied().unwrap_or(0.0),
        age: person.age,
        mean_repeat_value: if x == 0 {
            0.0
        } else {
            person.amounts.iter().sum::<f64>() / x as f64
        },
    }
}
