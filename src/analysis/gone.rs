//! Who counts as gone, by the one rule of the view.

use super::CustomerBase;
use super::value::Valued;
use crate::dataset::{CustomerIx, GoneRule};

/// A silence of all seasons.
const WHOLE_YEAR_DAYS: i32 = 365;

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

    /// Whether the customer counts as gone and has missed every season since: shops that sell in one
    /// season have silences longer than so many usual gaps every year.
    pub fn has_left(&self, customer: CustomerIx) -> bool {
        let silent = self.silent_days(customer);
        self.is_gone(customer) && silent.is_some_and(|days| days >= WHOLE_YEAR_DAYS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::as_of;
    use crate::base::Day;
    use crate::dataset::testing::dataset;

    /// Dealers who buy in summer: one until this summer, one until the last. One came every week
    /// until the spring, another until the spring before.
    #[test]
    fn a_silence_of_less_than_a_year_may_be_that_of_the_season() {
        let mut rows = Vec::new();
        for (customer, years) in [("this", 2022..=2024), ("last", 2021..=2023)] {
            for year in years {
                for day in ["05-04", "06-02", "07-01", "08-03"] {
                    rows.push((customer.to_owned(), format!("{year}-{day}"), 1.0));
                }
            }
        }
        for (customer, start) in [("spring", "2023-01-02"), ("before", "2022-01-03")] {
            let start = Day::from_iso(start).unwrap();
            let weeks = (0..60).map(|week| start.plus(week * 7).to_string());
            rows.extend(weeks.map(|day| (customer.to_owned(), day, 1.0)));
        }
        rows.push(("new".to_owned(), "2024-12-31".to_owned(), 1.0));
        let data = dataset(&rows);
        let base = as_of(&data, None);
        let of = |name: &str| {
            let id = |it: &CustomerIx| data.customer_id(*it) == name;
            let customer = base.buyer_ixs().find(id).unwrap();
            (base.is_gone(customer), base.has_left(customer))
        };
        assert_eq!(of("this"), (true, false));
        assert_eq!(of("last"), (true, true));
        assert_eq!(of("spring"), (true, false));
        assert_eq!(of("before"), (true, true));
        assert_eq!(of("new"), (false, false));
    }
}
