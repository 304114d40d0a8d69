//! The tables behind the pictures.

use super::super::build::{calendar_value, column, count, open, row, share, term, units};
use super::super::panel::{Row, Table, Value};
use super::{ID, Split};
use crate::analysis::cohorts::{Cohort, Cohorts};
use crate::base::Money;
use crate::chart::spec::Action;
use crate::i18n::Words;
use crate::i18n::cohorts::Cohorts as Say;

/// Id of the table behind a picture of longer steps than those of `cells`.
pub(super) const GROUPED: &str = "grouped";

/// Opens those of a cohort who bought at an age.
pub(super) fn cell_action(cohort: &Cohort, age: usize) -> Option<Action> {
    let active = cohort.cells.get(age)?.active;
    (active > 0).then(|| open(ID, format!("cell:{}:{age}", cohort.period)))
}

/// Every cohort at every age; its rows open their customers where the table is the picture's.
pub(super) fn cells(id: &str, cohorts: &Cohorts, opens: bool) -> Table {
    let mut rows = Vec::new();
    for cohort in &cohorts.cohorts {
        let mut cumulative = Money::ZERO;
        let whole = cohorts.whole_ages(cohort);
        for (age, cell) in cohort.cells.iter().enumerate() {
            cumulative += cell.revenue;
            rows.push(Row {
                action: cell_action(cohort, age).filter(|_| opens),
                ..row(vec![
                    calendar_value(cohort.period),
                    count(age),
                    count(cell.active),
                    share(cohort.retention(age)),
                    Value::Money(cell.revenue),
                    count(cohort.size),
                    Value::Money(cumulative),
                    Value::Money(cumulative.per(cohort.size)),
                    count(cohort.may_be_old),
                    Value::Flag(age >= whole),
                ])
            });
        }
    }
    Table {
        id: id.to_owned(),
        columns: vec![
            column("cohort", Say::CohortColumn),
            column("age", Say::AgeColumn),
            column("active", Say::ActiveColumn),
            column("retention", Say::RetentionColumn),
            column("revenue", Words::Revenue).decimals(0),
            column("size", Say::SizeColumn),
            column("revenue_cumulative", Say::CumulativeColumn).decimals(0),
            column("revenue_cumulative_each", Say::CumulativeEachColumn).decimals(2),
            column("may_be_old", Say::MayBeOldColumn),
            column("partial", Say::PartialColumn),
        ],
        rows,
        total: None,
    }
}

/// All cohorts that are old enough, age by age.
pub(super) fn ages(cohorts: &Cohorts) -> Table {
    let oldest = cohorts.oldest_age().map_or(0, |oldest| oldest + 1);
    let line = |age: usize| {
        let sums = cohorts.at_age(age);
        row(vec![
            count(age),
            count(sums.customers),
            count(sums.active),
            share(sums.retention()),
            units(sums.revenue_each()),
            units(cohorts.cumulative_each(age)),
        ])
    };
    Table {
        id: "ages".to_owned(),
        columns: vec![
            column("age", Say::AgeColumn),
            column("old_enough", Say::OldEnoughColumn),
            column("active", Say::ActiveColumn),
            column("retention", Say::RetentionColumn),
            column("revenue_each", Say::RevenueEachColumn).decimals(2),
            column("revenue_cumulative_each", Say::CumulativeEachColumn).decimals(2),
        ],
        rows: (0..oldest).map(line).collect(),
        total: None,
    }
}

/// Every group at every age.
pub(super) fn groups(split: &Split) -> Table {
    let mut rows = Vec::new();
    for group in &split.groups {
        let value = &split.first.values[group.value];
        let id = value.text.as_deref().unwrap_or("other");
        for (age, sums) in group.ages.iter().enumerate() {
            rows.push(Row {
                action: Some(value_action(split, group.value)),
                ..row(vec![
                    term(id, split.value(group.value)),
                    count(age),
                    count(sums.customers),
                    count(sums.active),
                    share(sums.retention()),
                    units(sums.revenue_each()),
                ])
            });
        }
    }
    Table {
        id: "groups".to_owned(),
        columns: vec![
            column("value", crate::i18n::Message::Verbatim(split.name.clone())),
            column("age", Say::AgeColumn),
            column("old_enough", Say::OldEnoughColumn),
            column("active", Say::ActiveColumn),
            column("retention", Say::RetentionColumn),
            column("revenue_each", Say::RevenueEachColumn).decimals(2),
        ],
        rows,
        total: None,
    }
}

/// Opens the customers of a value.
pub(super) fn value_action(split: &Split, value: usize) -> Action {
    open(ID, format!("value:{}:{value}", split.id))
}
