//! Who counts as gone, by the one rule of the view.

use super::CustomerBase;
use super::value::Valued;
use crate::dataset::{CustomerIx, GoneRule};

impl CustomerBase {
    /// Takes notice of the chances of still being a customer, for the rule that asks for them. Where
    /// no model tells who leaves there are none, and the usual gaps speak.
    pub fn tell_p_alive(&mut self, valued: Option<&Valued>) {
        self.p_alive = valued.filter(|it| it.tells_who_leaves()).map(|valued| {
            // Somebody without an occasion is never asked for.
            let mut chances = vec![1.0; self.len()];
            for (customer, value) in valued.buyers.iter().zip(&valued.values) {
                if let Some(chance) = value.p_alive {
                    chances[customer.0 as usize] = chance as f32;
                }
            }
            chances
        });
    }

    /// The rule in force: that of the view, but usual gaps where it asks for chances nobody knows.
    pub fn gone_rule(&self) -> GoneRule {
        match self.frame.gone {
            GoneRule::PAlive { .. } if self.p_alive.is_none() => GoneRule::OwnGap,
            rule => rule,
        }
    }

    /// Days of silence after which the customer counts as gone.
    pub fn gone_after_days(&self, customer: CustomerIx) -> Option<f64> {
        self.frame.gone_after_days(self.usual_gap_days(customer))
    }

    /// Whether the customer counts as gone.
    pub fn is_gone(&self, customer: CustomerIx) -> bool {
        if let (Some(below), Some(chances)) = (self.frame.gone.p_alive(), &self.p_alive) {
            return self.occasions(customer) > 0 && f64::from(chances[customer.0 as usize]) < below;
        }
        match (self.silent_days(customer), self.gone_after_days(customer)) {
            (Some(silent), Some(after)) => f64::from(silent) > after,
            _ => false,
        }
    }
}
