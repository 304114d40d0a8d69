//! The three models of purchasing and their parameters.

use super::alive::{Alive, Dropout};
use super::likelihood::Tables;
use super::rules::Rules;

/// A model of when customers purchase and when they stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Model {
    /// Dropout after a repeat purchase (Fader, Hardie & Lee 2005).
    BgNbd,
    /// Dropout after any purchase, the first one too (Batislam, Denizel & Filiztekin 2007).
    MbgNbd,
    /// Dropout at any time (Schmittlein, Morrison & Colombo 1987).
    ParetoNbd,
}

impl Model {
    /// All, the quickest first.
    pub const ALL: [Self; 3] = [Self::BgNbd, Self::MbgNbd, Self::ParetoNbd];
}

/// A model with its parameters: rates of purchase are gamma (r, α) over the customers; chances to
/// drop out after a purchase are beta (a, b), or rates of dropout gamma (s, β).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fitted {
    /// Which model.
    pub model: Model,
    /// `[r, α, a, b]` or `[r, α, s, β]`; α and β in units of time.
    pub parameters: [f64; 4],
}

/// A customer's P(alive), and how its log-odds move with the logarithms of the parameters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AliveOdds {
    /// `ln (P ⁄ (1 − P))`, +∞ where the model rules dropout out.
    pub log_odds: f64,
    /// Derivatives by the logarithms of the four parameters.
    pub slope: [f64; 4],
}

impl Fitted {
    /// P(alive | x, `t_x`, T).
    pub fn p_alive(
        &self,
        rules: &Rules,
        repeat_purchases: u32,
        last_purchase_age: f64,
        age: f64,
    ) -> f64 {
        let odds = Tables::of_one(rules, self, repeat_purchases, last_purchase_age, age);
        crate::numerics::special::logistic(odds.log_odds)
    }

    /// What is known of a customer of this history who is still alive at this age.
    pub fn alive(&self, repeat_purchases: u32, age: f64) -> Alive {
        let [r, alpha, third, fourth] = self.parameters;
        let x = f64::from(repeat_purchases);
        let dropout = match self.model {
            Model::BgNbd => Dropout::ByPurchase {
                a: third,
                b: fourth + x,
            },
            Model::MbgNbd => Dropout::ByPurchase {
                a: third,
                b: fourth + x + 1.0,
            },
            Model::ParetoNbd => Dropout::ByTime {
                s: third,
                beta: fourth + age,
            },
        };
        Alive {
            k: r + x,
            rate: alpha + age,
            dropout,
        }
    }

    /// E[X(t)]: repeat purchases of a new customer within this time of the first purchase.
    pub fn expected_of_new(&self, rules: &Rules, time: f64) -> f64 {
        self.p_alive(rules, 0, 0.0, 0.0) * self.alive(0, 0.0).expected(rules, time)
    }

    /// E[Y(t) | x, `t_x`, T]: purchases of a customer of this history within the next `time`.
    pub fn expected(
        &self,
        rules: &Rules,
        repeat_purchases: u32,
        last_purchase_age: f64,
        age: f64,
        time: f64,
    ) -> f64 {
        let p_alive = self.p_alive(rules, repeat_purchases, last_purchase_age, age);
        if p_alive == 0.0 {
            return 0.0;
        }
        p_alive * self.alive(repeat_purchases, age).expected(rules, time)
    }
}
