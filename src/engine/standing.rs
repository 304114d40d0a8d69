//! Where each customer stands in the analyses that divide all of them.

use std::rc::Rc;

use crate::analysis::CustomerBase;
use crate::analysis::concentration::{AbcClass, AbcShares, Concentration};
use crate::analysis::leaving::Cause;
use crate::analysis::profit as profits;
use crate::analysis::rfm::{Rfm, Scores, Segment};
use crate::analysis::triage::{Rules, Triage, Verdict};
use crate::analysis::value::{CustomerValue, Settings, Valued};
use crate::analysis::value_frequency::{CutChoice, Group, ValueFrequency};
use crate::base::SortedMap;
use crate::dataset::{CustomerIx, Dataset};
use crate::panels::{
    Context, ParamValues, concentration, leaving, profit, triage, value, value_frequency,
};
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
    judged: Option<Judged>,
}

/// What rests on the value of customers, by customer.
#[derive(Debug)]
struct Judged {
    valued: Rc<Valued>,
    margin: f64,
    verdicts: Vec<Option<Verdict>>,
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
            judged: None,
        }
    }

    /// Adds the verdicts once the value of customers is there: it is not computed for a list.
    pub(super) fn judge(&mut self, context: &Context<'_>) {
        let Some(valued) = context.memo.latest() else {
            self.judged = None;
            return;
        };
        let known = self.judged.as_ref();
        if known.is_some_and(|known| Rc::ptr_eq(&known.valued, &valued)) {
            return;
        }
        let profits = context.profits(self.lines.profit.clone());
        let (data, base) = (context.data, context.base);
        let rules = self.lines.rules.clone();
        let triage = Triage::of(data, base, &profits, Some(&valued), rules);
        let mut verdicts = vec![None; base.len()];
        for (customer, reason) in triage.customers.iter().zip(&triage.reasons) {
            verdicts[customer.0 as usize] = Some(reason.verdict());
        }
        let margin = context.margin(self.lines.profit.clone()).unwrap_or(1.0);
        self.judged = Some(Judged {
            valued,
            margin,
            verdicts,
        });
    }

    /// What is expected of the customer, where that is computed.
    pub(super) fn expected(&self, customer: CustomerIx) -> CustomerValue {
        let judged = self.judged.as_ref();
        let value = judged.map(|it| it.valued.value(customer).at_margin(it.margin));
        value.unwrap_or_default()
    }

    /// The verdict on the customer, likewise.
    pub(super) fn verdict(&self, customer: CustomerIx) -> Option<Verdict> {
        self.judged.as_ref()?.verdicts[customer.0 as usize]
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
