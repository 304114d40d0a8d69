//! Where each customer stands in the analyses that divide all of them.

use crate::analysis::CustomerBase;
use crate::analysis::concentration::{AbcClass, AbcShares, Concentration};
use crate::analysis::rfm::{Rfm, Scores, Segment};
use crate::analysis::value::Settings;
use crate::analysis::value_frequency::{CutChoice, Group, ValueFrequency};
use crate::dataset::{CustomerIx, Dataset};
use crate::panels::{ParamValues, concentration, value, value_frequency};
use crate::protocol::ListQuery;

/// The lines between groups and classes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Lines {
    cuts: CutChoice,
    shares: AbcShares,
    value: Settings,
}

impl Lines {
    /// The lines these panels draw under their parameters.
    pub(super) fn of(
        value_frequency: &ParamValues,
        concentration: &ParamValues,
        value: &ParamValues,
    ) -> Self {
        Self {
            cuts: value_frequency::choice(value_frequency),
            shares: concentration::shares(concentration),
            value: value::settings(value),
        }
    }

    /// The lines of a list: those of the panel that names its set, so that a set and the column
    /// beside it agree; otherwise the usual ones.
    pub(super) fn of_query(query: &ListQuery) -> Self {
        let (usual, own) = (ParamValues::default(), &query.params);
        match query.selection.panel.as_str() {
            panel if panel == value_frequency::ENTRY.id => Self::of(own, &usual, &usual),
            panel if panel == concentration::ENTRY.id => Self::of(&usual, own, &usual),
            panel if panel == value::ENTRY.id => Self::of(&usual, &usual, own),
            _ => Self::default(),
        }
    }
}

/// One entry a customer; `None` for those an analysis does not speak of.
#[derive(Debug)]
pub(super) struct Standing {
    lines: Lines,
    rfm: Rfm,
    groups: Vec<Option<Group>>,
    classes: Vec<Option<AbcClass>>,
}

impl Standing {
    pub(super) fn of(data: &Dataset, base: &CustomerBase, lines: Lines) -> Self {
        let mut groups = vec![None; base.len()];
        if let Some(found) = ValueFrequency::of(base, lines.cuts) {
            for (at, customer) in found.buyers.iter().enumerate() {
                groups[customer.0 as usize] = Some(found.group_at(at));
            }
        }
        let mut classes = vec![None; base.len()];
        let ranked = Concentration::of(data, base);
        let by_rank = ranked.classes(lines.shares);
        for (customer, class) in ranked.ranking.iter().zip(by_rank) {
            classes[customer.0 as usize] = Some(class);
        }
        Self {
            lines,
            rfm: Rfm::of(base),
            groups,
            classes,
        }
    }

    /// What it was computed under.
    pub(super) fn lines(&self) -> Lines {
        self.lines
    }

    /// The settings of the value of these customers.
    pub(super) fn value(&self) -> Settings {
        self.lines.value
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
