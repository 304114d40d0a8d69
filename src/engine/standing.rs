//! Where each customer stands in the analyses that divide all of them.

use crate::analysis::CustomerBase;
use crate::analysis::concentration::{AbcClass, AbcShares, Concentration};
use crate::analysis::leaving::Cause;
use crate::analysis::profit as profits;
use crate::analysis::rfm::{Rfm, Scores, Segment};
use crate::analysis::triage::Rules;
use crate::analysis::value::Settings;
use crate::analysis::value_frequency::{CutChoice, Group, ValueFrequency};
use crate::base::SortedMap;
use crate::dataset::{CustomerIx, Dataset};
use crate::panels::{ParamValues, concentration, leaving, profit, triage, value, value_frequency};
use crate::protocol::ListQuery;

/// The lines between groups and classes, and what else the columns of customers rest on.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Lines {
    cuts: CutChoice,
    shares: AbcShares,
    /// What expected value is computed under.
    pub(super) value: Settings,
    /// What profit is computed under.
    pub(super) profit: profits::Settings,
    /// By which rules verdicts are made.
    pub(super) rules: Rules,
    /// Why single customers left, as the person says.
    pub(super) left_for: SortedMap<String, Cause>,
}

impl Lines {
    /// The lines the panels draw under their parameters.
    pub(super) fn of(params: &dyn Fn(&str) -> ParamValues) -> Self {
        Self {
            cuts: value_frequency::choice(&params(value_frequency::ENTRY.id)),
            shares: concentration::shares(&params(concentration::ENTRY.id)),
            value: value::settings(&params(value::ENTRY.id)),
            profit: profit::settings(&params(profit::ENTRY.id)),
            rules: triage::rules(&params(triage::ENTRY.id)),
            left_for: leaving::coded(&params(leaving::ENTRY.id)),
        }
    }

    /// The lines of a list: those of the panel that names its set, so that a set and the column
    /// beside it agree, and of others whose parameters were taken along; otherwise the usual ones.
    pub(super) fn of_query(query: &ListQuery) -> Self {
        Self::of(&|panel| {
            if query.selection.panel == panel {
                query.params.clone()
            } else {
                query.params.of_panel(panel)
            }
        })
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
    pub(super) fn of(data: &Dataset, base: &CustomerBase, lines: &Lines) -> Self {
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
            lines: lines.clone(),
            rfm: Rfm::of(base),
            groups,
            classes,
        }
    }

    /// What it was computed under.
    pub(super) fn lines(&self) -> &Lines {
        &self.lines
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
