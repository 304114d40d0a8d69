//! P67: the stage of a customer's relationship, from tenure, purchases and trend.

use super::CustomerBase;
use super::customers::OWN_GAP_OCCASIONS;
use super::past::Past;
use crate::base::Day;
use crate::dataset::CustomerIx;
use crate::numerics::quantile::median_of_ints;

/// A stage. A relationship may move back, stop and begin again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// In the data later only.
    NotYet,
    /// Rows, but no purchase that is left.
    NoPurchase,
    /// One purchase.
    Formation,
    /// Comes again, without a rhythm of its own or not for long.
    Experimenting,
    /// Has its own rhythm.
    Identification,
    /// Has kept it for long.
    Renewal,
    /// Silent for longer than the rule of the view allows.
    Rupture,
}

impl Stage {
    /// Every stage, in the order of the matrix.
    pub const ALL: [Self; 7] = [
        Self::NotYet,
        Self::NoPurchase,
        Self::Formation,
        Self::Experimenting,
        Self::Identification,
        Self::Renewal,
        Self::Rupture,
    ];

    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::NotYet => "not_yet",
            Self::NoPurchase => "no_purchase",
            Self::Formation => "formation",
            Self::Experimenting => "experimenting",
            Self::Identification => "identification",
            Self::Renewal => "renewal",
            Self::Rupture => "rupture",
        }
    }

    /// The stage with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.id() == id)
    }

    /// The stage before, for who slows down; only the last two can fall back.
    fn back(self) -> Option<Self> {
        match self {
            Self::Renewal => Some(Self::Identification),
            Self::Identification => Some(Self::Experimenting),
            _ => None,
        }
    }
}

/// Thresholds, in usual gaps of the customer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rules {
    /// Tenure from which a customer with its own rhythm identifies itself with the shop.
    pub identification_gaps: f64,
    /// Tenure from which it renews the relationship.
    pub renewal_gaps: f64,
    /// The latest gaps are longer than so many usual ones: one stage back.
    pub slower: f64,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            identification_gaps: 4.0,
            renewal_gaps: 10.0,
            slower: 1.5,
        }
    }
}

/// Latest gaps that tell a trend.
const RECENT_GAPS: usize = 3;

/// The stage of a customer on the day of `past`, and whether it would stand one further but for its
/// trend.
///
/// One purchase is formation. From the second on it is experimenting, until there are four, which
/// tell a rhythm ([`OWN_GAP_OCCASIONS`]), and the tenure (days since the first purchase ÷ usual gap)
/// reaches the thresholds. The trend is the median of the last three gaps ÷ usual gap, where the
/// silence up to the day is one of them once it is longer than the usual gap. Silence beyond the rule
/// of the view is rupture.
pub fn stage(past: &Past<'_>, customer: CustomerIx, rules: &Rules) -> (Stage, bool) {
    if !past.is_known(customer) {
        return (Stage::NotYet, false);
    }
    let days = past.occasion_days(customer);
    let Some(&first) = days.first() else {
        return (Stage::NoPurchase, false);
    };
    if past.is_gone(customer) {
        return (Stage::Rupture, false);
    }
    let usual = match past.usual_gap_days(customer) {
        Some(usual) if days.len() > 1 => usual.max(1.0),
        _ => return (Stage::Formation, false),
    };
    let tenure = f64::from(past.day.since(first)) / usual;
    if days.len() < OWN_GAP_OCCASIONS as usize || tenure < rules.identification_gaps {
        return (Stage::Experimenting, false);
    }
    let by_tenure = if tenure < rules.renewal_gaps {
        Stage::Identification
    } else {
        Stage::Renewal
    };
    let back = by_tenure.back();
    match back.filter(|_| trend(days, past.day, usual) > rules.slower) {
        Some(back) => (back, true),
        None => (by_tenure, false),
    }
}

/// Latest gaps ÷ usual gap.
fn trend(days: &[Day], day: Day, usual: f64) -> f64 {
    let silent = days.last().map_or(0, |&last| day.since(last));
    let is_gap = f64::from(silent) > usual;
    let before = RECENT_GAPS - usize::from(is_gap);
    let gaps = days.windows(2).rev().map(|pair| pair[1].since(pair[0]));
    let mut recent = [0; RECENT_GAPS];
    let mut count = 0;
    for gap in gaps.take(before).chain(is_gap.then_some(silent)) {
        recent[count] = gap;
        count += 1;
    }
    median_of_ints(&mut recent[..count]).map_or(1.0, |median| median / usual)
}

/// Where every customer of the view stood on a day.
#[derive(Debug)]
pub struct LifeCycle {
    /// Customers with a row in view, in index order.
    pub customers: Vec<CustomerIx>,
    /// The stage of each.
    pub stages: Vec<Stage>,
    /// Whether its trend moved it one back.
    pub moved_back: Vec<bool>,
}

impl LifeCycle {
    /// The stages on the day of `past`.
    pub fn of(base: &CustomerBase, past: &Past<'_>, rules: &Rules) -> Self {
        let customers: Vec<CustomerIx> = base.present_ixs().collect();
        let mut stages = Vec::with_capacity(customers.len());
        let mut moved_back = Vec::with_capacity(customers.len());
        for &customer in &customers {
            let (found, back) = stage(past, customer, rules);
            stages.push(found);
            moved_back.push(back);
        }
        Self {
            customers,
            stages,
            moved_back,
        }
    }

    /// The stages as small numbers, as [`super::movement`] wants them.
    pub fn codes(&self) -> Vec<u8> {
        self.stages.iter().map(|&stage| stage as u8).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::ViewFrame;
    use crate::dataset::View;
    use crate::dataset::testing::dataset;

    /// The stage on day 400 of somebody who came on these days, among shops that come every tenth.
    fn on_day_400(visits: &[i32], rules: &Rules) -> (Stage, bool) {
        let start = Day::from_iso("2023-01-01").unwrap();
        let mut rows: Vec<(String, String)> = Vec::new();
        rows.extend((0..=40).map(|at| ("steady".to_owned(), start.plus(at * 10).to_string())));
        let of_one = visits.iter().map(|&at| start.plus(at).to_string());
        rows.extend(of_one.map(|day| ("one".to_owned(), day)));
        let rows: Vec<(&str, &str, f64)> = rows
            .iter()
            .map(|(customer, day)| (customer.as_str(), day.as_str(), 1.0))
            .collect();
        let data = dataset(&rows);
        let (first, last) = data.first_and_last_day().unwrap();
        let frame = ViewFrame::resolve(&View::default(), first, last);
        let base = CustomerBase::build(&data, &frame, None);
        let past = Past::of(&base, last);
        stage(&past, data.customer_by_id("one").unwrap(), rules)
    }

    #[test]
    fn stages_by_hand() {
        let rules = Rules::default();
        let of = |visits: &[i32]| on_day_400(visits, &rules);
        assert_eq!(of(&[390]), (Stage::Formation, false));
        assert_eq!(of(&[300]), (Stage::Rupture, false));
        assert_eq!(of(&[385, 395]), (Stage::Experimenting, false));
        // Four visits, every tenth day, for thirty-nine days: 3.9 gaps, then 4.1.
        assert_eq!(of(&[361, 371, 381, 391]).0, Stage::Experimenting);
        assert_eq!(of(&[359, 369, 379, 389]).0, Stage::Identification);
        let weekly: Vec<i32> = (0..=20).map(|at| 300 + at * 5).collect();
        assert_eq!(of(&weekly), (Stage::Renewal, false));
        // The last gaps are twice as long: one back.
        let slower = [200, 210, 220, 230, 240, 250, 260, 270, 340, 360, 380, 400];
        assert_eq!(of(&slower), (Stage::Identification, true));
        let patient = Rules {
            slower: 3.0,
            ..rules
        };
        assert_eq!(on_day_400(&slower, &patient), (Stage::Renewal, false));
    }

    #[test]
    fn a_silence_counts_as_a_gap_once_it_is_longer_than_usual() {
        let start = Day::from_iso("2024-01-01").unwrap();
        let days: Vec<Day> = [0, 10, 20, 30, 50].map(|at| start.plus(at)).to_vec();
        for (day, wanted) in [(55, 1.0), (70, 2.0)] {
            assert!((trend(&days, start.plus(day), 10.0) - wanted).abs() < 1e-12);
        }
    }
}
