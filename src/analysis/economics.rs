//! P11: what it costs to keep customers, to replace them, or to win them back.

use super::CustomerBase;
use super::silence::YEAR_DAYS;

/// What a way costs for each customer, at the factor in force and at both ends of its range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cost {
    /// At the factor in force.
    pub usual: f64,
    /// At the cheap end.
    pub low: f64,
    /// At the dear end.
    pub high: f64,
}

/// What the person and the literature say. Money in currency units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Terms {
    /// What winning a new customer costs.
    pub acquisition: f64,
    /// How many times what keeping one costs, from and to.
    pub keep: [f64; 2],
    /// How many times what keeping one costs winning one back does, from and to.
    pub win_back: [f64; 2],
}

impl Terms {
    /// Replacing a customer, keeping one, and winning one back, each. The factors in force are the
    /// first of their ranges.
    pub fn costs(&self) -> [Cost; 3] {
        let keep = |factor: f64| self.acquisition / factor;
        let [few, many] = self.keep;
        let [near, far] = self.win_back;
        [
            Cost {
                usual: self.acquisition,
                low: self.acquisition,
                high: self.acquisition,
            },
            Cost {
                usual: keep(few),
                low: keep(few.max(many)),
                high: keep(few.min(many)),
            },
            Cost {
                usual: keep(few) * near,
                low: keep(few.max(many)) * near.min(far),
                high: keep(few.min(many)) * near.max(far),
            },
        ]
    }
}

/// The points of retention a programme must add to pay: its cost ÷ (customers at the beginning × the
/// value of one). `None` without customers or value.
pub fn break_even_lift(programme_cost: f64, opening: f64, value: f64) -> Option<f64> {
    let whole = opening * value;
    (whole > 0.0 && whole.is_finite()).then(|| programme_cost / whole)
}

/// Customers of a year ago, and those lost since.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Year {
    /// Bought in the year up to a year ago.
    pub opening: u64,
    /// Last came in the year up to now, and count as gone by the rule of the view.
    pub lost: u64,
}

impl Year {
    /// Of the customers in view.
    pub fn of(base: &CustomerBase) -> Self {
        let year_ago = base.frame().as_of.plus(-YEAR_DAYS);
        let mut year = Self::default();
        for customer in base.buyer_ixs() {
            let until = base.occasions_by(customer, year_ago);
            let before = base.occasions_by(customer, year_ago.plus(-YEAR_DAYS));
            year.opening += u64::from(until > before);
            let lately = base.last_day(customer).is_some_and(|last| last > year_ago);
            year.lost += u64::from(lately && base.is_gone(customer));
        }
        year
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::ViewFrame;
    use crate::base::Day;
    use crate::dataset::View;
    use crate::dataset::testing::dataset;

    #[test]
    fn costs_follow_from_that_of_a_new_customer() {
        let terms = Terms {
            acquisition: 100.0,
            keep: [5.0, 10.0],
            win_back: [50.0, 100.0],
        };
        let [replace, keep, win_back] = terms.costs();
        assert!((replace.usual - 100.0).abs() < 1e-12);
        assert_eq!((keep.usual, keep.low, keep.high), (20.0, 10.0, 20.0));
        assert_eq!(
            (win_back.usual, win_back.low, win_back.high),
            (1000.0, 500.0, 2000.0)
        );
    }

    #[test]
    fn a_programme_pays_from_so_many_points_on() {
        let lift = break_even_lift(5_000.0, 1_000.0, 250.0).unwrap();
        assert!((lift - 0.02).abs() < 1e-12);
        assert_eq!(break_even_lift(5_000.0, 0.0, 250.0), None);
        assert_eq!(break_even_lift(5_000.0, 10.0, -1.0), None);
    }

    #[test]
    fn a_year_begins_with_its_customers_and_loses_some() {
        let rows = [
            ("a", "2023-02-01", 1.0),
            ("a", "2023-03-01", 1.0),
            ("a", "2024-02-01", 1.0),
            ("b", "2023-02-01", 1.0),
            ("c", "2024-12-20", 1.0),
        ];
        let data = dataset(&rows);
        let day = |text| Day::from_iso(text).unwrap();
        let frame = ViewFrame::resolve(&View::default(), day("2023-02-01"), day("2024-12-31"));
        let base = CustomerBase::build(&data, &frame, None);
        let year = Year::of(&base);
        assert_eq!(
            year,
            Year {
                opening: 2,
                lost: 0
            },
            "gaps of 28 and 337 days pool to 182.5"
        );
    }
}
