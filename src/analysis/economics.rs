//! P11: what it costs to keep customers, to replace them, or to win them back.

use super::CustomerBase;
use super::past::Past;
use super::silence::YEAR_DAYS;
use crate::base::Day;
use crate::dataset::CustomerIx;

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

/// Customers of a year ago, and those of them lost since, by one rule (P10): what is lost is a part
/// of what there was, so that a programme's cost is set against the customers it could have kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    /// The day a year ago.
    pub from: Day,
    /// Had bought by then, and did not count as gone on that day.
    pub opening: u64,
    /// Of these, those who count as gone now, in index order.
    pub lost: Vec<CustomerIx>,
}

impl Year {
    /// Of the customers in view; `None` where nobody was a customer a year ago.
    pub fn of(base: &CustomerBase) -> Option<Self> {
        let from = base.frame().as_of.plus(-YEAR_DAYS);
        let past = Past::of(base, from);
        let was_customer = |customer: &CustomerIx| {
            !past.occasion_days(*customer).is_empty() && !past.is_gone(*customer)
        };
        let mut year = Self {
            from,
            opening: 0,
            lost: Vec::new(),
        };
        for customer in base.buyer_ixs().filter(was_customer) {
            year.opening += 1;
            if base.is_gone(customer) {
                year.lost.push(customer);
            }
        }
        (year.opening > 0).then_some(year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::{as_of, seen};
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
    fn the_lost_of_a_year_are_customers_of_a_year_ago() {
        let data = dataset(&[
            // Gone long before the year began.
            ("before", "2022-01-01", 1.0),
            // A customer then, and gone now: the last purchase may lie before the year.
            ("lost", "2023-11-01", 1.0),
            ("lost", "2023-12-01", 1.0),
            ("lost in it", "2023-12-10", 1.0),
            ("lost in it", "2024-01-10", 1.0),
            ("stays", "2023-12-05", 1.0),
            ("stays", "2024-12-20", 1.0),
            // Came and went within the year: never among those of a year ago.
            ("between", "2024-03-01", 1.0),
            ("last", "2024-12-31", 1.0),
        ]);
        let view = View {
            gone: crate::dataset::GoneRule::FixedDays { days: 90 },
            ..View::default()
        };
        let base = seen(&data, &view);
        let year = Year::of(&base).unwrap();
        assert_eq!(year.from.to_string(), "2024-01-01");
        assert_eq!(year.opening, 3);
        let ids: Vec<&str> = year.lost.iter().map(|&it| data.customer_id(it)).collect();
        assert_eq!(ids, ["lost", "lost in it"]);
    }

    /// Told another way: by two views, one of a year ago and one of today.
    #[test]
    fn a_year_is_the_difference_of_two_views() {
        let start = Day::from_iso("2022-01-01").unwrap();
        let rows: Vec<(String, String, f64)> = (0..400_i32)
            .map(|at| {
                let day = start.plus(at * at % 911);
                (format!("k{}", at * 7 % 83), day.to_string(), 5.0)
            })
            .collect();
        let data = dataset(&rows);
        let now = as_of(&data, None);
        let then = as_of(&data, Some(now.frame().as_of.plus(-365)));
        let opening = then.buyer_ixs().filter(|&it| !then.is_gone(it));
        let opening: Vec<CustomerIx> = opening.collect();
        let lost = opening.iter().copied().filter(|&it| now.is_gone(it));
        let lost: Vec<CustomerIx> = lost.collect();
        let year = Year::of(&now).unwrap();
        assert_eq!((year.opening, &year.lost), (opening.len() as u64, &lost));
        assert!(!lost.is_empty() && lost.len() < opening.len());
        assert_eq!(
            Year::of(&then.clone()).map(|year| year.from),
            Some(then.frame().as_of.plus(-365))
        );
        let early = as_of(&data, Some(start.plus(200)));
        assert_eq!(
            Year::of(&early),
            None,
            "nobody was a customer a year before"
        );
    }
}
