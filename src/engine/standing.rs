//! Where each customer stands in the analyses that divide all of them.

use crate::analysis::CustomerBase;
use crate::analysis::concentration::{AbcClass, AbcShares, Concentration};
use crate::analysis::rfm::{Rfm, Scores, Segment};
use crate::analysis::value_frequency::{CutChoice, Group, ValueFrequency};
use crate::dataset::{CustomerIx, Dataset};

/// One entry a customer; `None` for those an analysis does not speak of. Computed under the
/// analyses' own rules, whatever lines a person has drawn: a list shows the same standing wherever
/// it was opened from.
#[derive(Debug)]
pub(super) struct Standing {
    rfm: Rfm,
    groups: Vec<Option<Group>>,
    classes: Vec<Option<AbcClass>>,
}

impl Standing {
    pub(super) fn of(data: &Dataset, base: &CustomerBase) -> Self {
        let mut groups = vec![None; base.len()];
        if let Some(found) = ValueFrequency::of(base, CutChoice::default()) {
            for (at, customer) in found.buyers.iter().enumerate() {
                groups[customer.0 as usize] = Some(found.group_at(at));
            }
        }
        let mut classes = vec![None; base.len()];
        let ranked = Concentration::of(data, base);
        let by_rank = ranked.classes(AbcShares::default());
        for (customer, class) in ranked.ranking.iter().zip(by_rank) {
            classes[customer.0 as usize] = Some(class);
        }
        Self {
            rfm: Rfm::of(base),
            groups,
            classes,
        }
    }

    /// Scores for recency, frequency and money.
    pub(super) fn scores(&self, customer: CustomerIx) -> Option<Scores> {
        self.rfm.scores(customer)
    }

    /// Segment by these scores.
    pub(super) fn segment(&self, customer: CustomerIx) -> Option<Segment> {
        self.rfm.segment(customer)
    }

    /// Group by value and frequency in the period.
    pub(super) fn group(&self, customer: CustomerIx) -> Option<Group> {
        self.groups[customer.0 as usize]
    }

    /// Class by revenue in the period.
    pub(super) fn class(&self, customer: CustomerIx) -> Option<AbcClass> {
        self.classes[customer.0 as usize]
    }
}
