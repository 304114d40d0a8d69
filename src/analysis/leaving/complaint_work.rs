//! How complaints are answered, who buys again, and how many never complain (P13, P43).

use super::Leaving;
use crate::analysis::CustomerBase;
use crate::analysis::complaints::Complaints;
use crate::base::{Day, Month, SortedMap};
use crate::dataset::{CustomerIx, Dataset};
use crate::numerics::quantile::quantile;
use crate::numerics::ratio::Ratio;

/// Days in which somebody buys again, and before which somebody bought, to be compared.
pub const AFTER_DAYS: i32 = 91;

/// Those who bought again within [`AFTER_DAYS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Repurchase {
    /// Cases.
    pub of: u64,
    /// Of these, those who bought again.
    pub again: u64,
}

impl Repurchase {
    fn add(&mut self, again: bool, times: u64) {
        self.of += times;
        self.again += times * u64::from(again);
    }
}

/// What became of complaints.
#[derive(Clone, Debug, Default)]
pub struct ComplaintWork {
    /// Complaints up to the as-of day.
    pub complaints: u64,
    /// Customers who complained.
    pub customers: Vec<CustomerIx>,
    /// Of the complaints, those not answered by the as-of day.
    pub open: u64,
    /// Median days until the answer, where any was given.
    pub median_days: Option<f64>,
    /// Days within which nine in ten answers were given.
    pub p90_days: Option<f64>,
    /// After a complaint, of customers who had bought shortly before it.
    pub after: Repurchase,
    /// After the middle of the same months, of customers who never complained and had bought as
    /// shortly before it.
    pub control: Repurchase,
    /// Interval of 95 % of the control's share: each customer stands beside many complaints, and
    /// counts as one that may be another.
    pub control_interval: Option<(f64, f64)>,
    /// The same of the share after a complaint less that of the control.
    pub difference_interval: Option<(f64, f64)>,
    /// Of those who left, those who never complained.
    pub left_silently: u64,
    /// Those who left.
    pub left: u64,
}

impl ComplaintWork {
    /// Of the complaints of customers in view.
    pub fn of(data: &Dataset, base: &CustomerBase, complaints: Complaints, left: &Leaving) -> Self {
        let as_of = base.frame().as_of;
        let mut found = Self::default();
        let mut days: Vec<f64> = Vec::new();
        // Complaints that can be judged, by the middle of their month.
        let mut middles: SortedMap<Day, u64> = SortedMap::default();
        let mut silent: Vec<CustomerIx> = Vec::new();
        // Cases bought again and cases, one pair a customer.
        let (mut after, mut control) = (Vec::new(), Vec::new());
        for customer in base.buyer_ixs() {
            let mut any = false;
            let before = found.after;
            let told = complaints.of_customer(data, customer);
            for event in told.filter(|event| event.day <= as_of) {
                any = true;
                found.complaints += 1;
                match event.answered.filter(|&answered| answered <= as_of) {
                    Some(answered) => days.push(f64::from(answered.since(event.day).max(0))),
                    None => found.open += 1,
                }
                if let Some(again) = buys_again(base, customer, event.day) {
                    found.after.add(again, 1);
                    *middles.or_default(Month::of(event.day).first_day().plus(14)) += 1;
                }
            }
            after.extend(pair(before, found.after));
            if any {
                found.customers.push(customer);
            } else {
                silent.push(customer);
            }
        }
        for &customer in &silent {
            let before = found.control;
            for (&middle, &times) in middles.iter() {
                if let Some(again) = buys_again(base, customer, middle) {
                    found.control.add(again, times);
                }
            }
            control.extend(pair(before, found.control));
        }
        let (after, control) = (Ratio::of(&after), Ratio::of(&control));
        found.control_interval = control.map(|control| {
            let (low, high) = control.interval();
            (low.max(0.0), high.min(1.0))
        });
        found.difference_interval = after.zip(control).map(|(one, other)| one.less(other));
        found.median_days = quantile(&mut days, 0.5);
        found.p90_days = quantile(&mut days, 0.9);
        let complained = |customer: CustomerIx| found.customers.binary_search(&customer).is_ok();
        let leavers = left.leavers.iter();
        found.left_silently = leavers.filter(|it| !complained(it.customer)).count() as u64;
        found.left = left.leavers.len() as u64;
        found
    }

    /// Part of those who left that never complained.
    pub fn silent_share(&self) -> Option<f64> {
        (self.left > 0).then(|| self.left_silently as f64 / self.left as f64)
    }

    /// How many were dissatisfied, where this share never says so: complaints ÷ (1 − share).
    pub fn iceberg(&self, silent: f64) -> f64 {
        self.complaints as f64 / (1.0 - silent)
    }
}

/// The cases a customer added; nothing where it added none.
fn pair(before: Repurchase, after: Repurchase) -> Option<(f64, f64)> {
    let of = after.of - before.of;
    (of > 0).then(|| ((after.again - before.again) as f64, of as f64))
}

/// Whether somebody who bought in the days up to this one bought again in as many after it; `None`
/// where it had not, or where the days after are not over.
fn buys_again(base: &CustomerBase, customer: CustomerIx, day: Day) -> Option<bool> {
    if day.plus(AFTER_DAYS) > base.frame().as_of {
        return None;
    }
    let days = base.occasion_days(customer);
    let until = |day: Day| days.partition_point(|&occasion| occasion <= day);
    let (before, now) = (until(day.plus(-AFTER_DAYS)), until(day));
    (now > before).then(|| until(day.plus(AFTER_DAYS)) > now)
}

#[cfg(test)]
mod tests {
    use super::super::Reasons;
    use super::*;
    use crate::analysis::ViewFrame;
    use crate::dataset::testing::dataset;
    use crate::dataset::{CustomerEvent, CustomerRecords, RecordsKind, View};

    #[test]
    fn answers_and_what_came_after() {
        let start = Day::from_iso("2023-01-01").unwrap();
        // a complains on day 60 and comes again, b complains on day 70 and does not; c and d never
        // complain, and c comes to the end.
        let visits: Vec<(&str, i32)> = (0..40)
            .flat_map(|at| [("a", at * 9), ("c", at * 9)])
            .chain((0..8).flat_map(|at| [("b", at * 9), ("d", at * 9)]))
            .collect();
        let days: Vec<String> = visits
            .iter()
            .map(|it| start.plus(it.1).to_string())
            .collect();
        let rows: Vec<(&str, &str, f64)> = visits
            .iter()
            .zip(&days)
            .map(|(it, day)| (it.0, day.as_str(), 1.0))
            .collect();
        let event = |customer: u32, day: i32, answered: Option<i32>| CustomerEvent {
            customer: CustomerIx(customer),
            day: start.plus(day),
            kind: RecordsKind::Contacts,
            what: "complaint".to_owned(),
            text: String::new(),
            answered: answered.map(|days| start.plus(day + days)),
        };
        let data = dataset(&rows);
        let ix = |id: &str| data.customer_by_id(id).unwrap().0;
        let mut events = vec![
            event(ix("a"), 60, Some(2)),
            event(ix("b"), 70, None),
            event(ix("a"), 340, Some(6)),
        ];
        events.sort_by_key(|event| (event.customer, event.day));
        let data = data.with_records(CustomerRecords {
            events,
            ..CustomerRecords::default()
        });
        let frame = ViewFrame::resolve(&View::default(), start, start.plus(351));
        let base = CustomerBase::build(&data, &frame, None);
        let left = Leaving::of(&data, &base, &Reasons::default());
        let found = ComplaintWork::of(&data, &base, Complaints::of(&data), &left);
        assert_eq!((found.complaints, found.open), (3, 1));
        assert_eq!(found.median_days, Some(4.0));
        assert_eq!(found.customers.len(), 2);
        assert_eq!(found.after, Repurchase { of: 2, again: 1 });
        // Both fall into March, whose middle is day 73: c comes again, d came last on day 63.
        assert_eq!(found.control, Repurchase { of: 4, again: 2 });
        assert_eq!((found.left, found.left_silently), (2, 1));
        assert!((found.iceberg(0.9) - 30.0).abs() < 1e-9);
    }
}
