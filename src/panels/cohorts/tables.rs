//! The tables behind the pictures.

use super::super::build::{calendar_value, column, count, open, row, share, term, units};
use super::super::panel::{Row, Table, Value};
use super::{ID, Split, Told};
use crate::analysis::cohorts::{Cohort, Cohorts};
use crate::base::Money;
use crate::chart::spec::Action;
use crate::i18n::Words;
use crate::i18n::cohorts::{Cohorts as Say, MoneyOf};

/// Id of the table behind a picture of longer steps than those of `cells`.
pub(super) const GROUPED: &str = "grouped";

/// Opens those of a cohort who bought at an age.
pub(super) fn cell_action(cohort: &Cohort, age: usize) -> Option<Action> {
    let active = cohort.cells.get(age)?.active;
    (active > 0).then(|| open(ID, format!("cell:{}:{age}", cohort.period)))
}

/// Opens all of a cohort.
pub(super) fn cohort_action(cohort: &Cohort) -> Action {
    open(ID, format!("cohort:{}", cohort.period))
}

/// Every cohort at every age; its rows open their customers where the table is the picture's.
pub(super) fn cells(id: &str, told: &Told, opens: bool) -> Table {
    let mut rows = Vec::new();
    for (at, cohort) in told.cohorts.cohorts.iter().enumerate() {
        let (mut cumulative, mut left_up_to) = (Money::ZERO, Money::ZERO);
        let left = told.left.as_ref().and_then(|left| left.cohorts.get(at));
        let whole = told.cohorts.whole_ages(cohort);
        for (age, cell) in cohort.cells.iter().enumerate() {
            cumulative += cell.money;
            let left = left.and_then(|left| left.cells.get(age));
            let left = left.map_or(Vec::new(), |left| {
                left_up_to += left.money;
                vec![
                    Value::Money(left.money),
                    Value::Money(left_up_to),
                    Value::Money(left_up_to.per(cohort.size)),
                ]
            });
            let mut cells = vec![
                calendar_value(cohort.period),
                count(age),
                count(cell.active),
                share(cohort.retention(age)),
                Value::Money(cell.money),
                count(cohort.size),
                Value::Money(cumulative),
                Value::Money(cumulative.per(cohort.size)),
                count(cohort.may_be_old),
                Value::Flag(age >= whole),
            ];
            cells.extend(left);
            rows.push(Row {
                action: cell_action(cohort, age).filter(|_| opens),
                ..row(cells)
            });
        }
    }
    let revenue = MoneyOf::Revenue;
    let mut columns = vec![
        column("cohort", Say::CohortColumn),
        column("age", Say::AgeColumn),
        column("active", Say::ActiveColumn),
        column("retention", Say::RetentionColumn),
        column("revenue", Words::Revenue).decimals(0),
        column("size", Say::SizeColumn),
        column("revenue_cumulative", Say::CumulativeColumn(revenue)).decimals(0),
        column(
            "revenue_cumulative_each",
            Say::CumulativeEachColumn(revenue),
        )
        .decimals(2),
        column("may_be_old", Say::MayBeOldColumn),
        column("partial", Say::PartialColumn),
    ];
    if told.left.is_some() {
        let of = MoneyOf::GrossProfit;
        columns.push(column("gross_profit", Say::MoneyColumn(of)).decimals(0));
        let up_to = column("gross_profit_cumulative", Say::CumulativeColumn(of));
        columns.push(up_to.decimals(0));
        let each = column(
            "gross_profit_cumulative_each",
            Say::CumulativeEachColumn(of),
        );
        columns.push(each.decimals(2));
    }
    Table {
        id: id.to_owned(),
        columns,
        rows,
        total: None,
    }
}

/// All cohorts that are old enough, age by age.
pub(super) fn ages(told: &Told) -> Table {
    let cohorts = &told.cohorts;
    let oldest = cohorts.oldest_age().map_or(0, |oldest| oldest + 1);
    let line = |age: usize| {
        let sums = cohorts.at_age(age);
        let mut cells = vec![
            count(age),
            count(sums.customers),
            count(sums.active),
            share(sums.retention()),
        ];
        if told.season.is_some() {
            cells.push(share(told.without_season(age)));
        }
        let each = |cohorts: &Cohorts| {
            let each = cohorts.at_age(age).each();
            [units(each), units(cohorts.cumulative_each(age))]
        };
        cells.extend(each(cohorts));
        cells.extend(told.left.iter().flat_map(each));
        row(cells)
    };
    let mut columns = vec![
        column("age", Say::AgeColumn),
        column("old_enough", Say::OldEnoughColumn),
        column("active", Say::ActiveColumn),
        column("retention", Say::RetentionColumn),
    ];
    if told.season.is_some() {
        columns.push(column("retention_without_season", Say::WithoutSeason));
    }
    let mut of = |of: MoneyOf, each: &str, up_to: &str| {
        columns.push(column(each, Say::EachColumn(of)).decimals(2));
        columns.push(column(up_to, Say::CumulativeEachColumn(of)).decimals(2));
    };
    of(MoneyOf::Revenue, "revenue_each", "revenue_cumulative_each");
    if told.left.is_some() {
        let [each, up_to] = ["gross_profit_each", "gross_profit_cumulative_each"];
        of(MoneyOf::GrossProfit, each, up_to);
    }
    Table {
        id: "ages".to_owned(),
        columns,
        rows: (0..oldest).map(line).collect(),
        total: None,
    }
}

/// Every group at every age.
pub(super) fn groups(split: &Split, of: MoneyOf) -> Table {
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
                    units(sums.each()),
                ])
            });
        }
    }
    let each = match of {
        MoneyOf::Revenue => "revenue_each",
        MoneyOf::GrossProfit => "gross_profit_each",
    };
    Table {
        id: "groups".to_owned(),
        columns: vec![
            column("value", crate::i18n::Message::Verbatim(split.name.clone())),
            column("age", Say::AgeColumn),
            column("old_enough", Say::OldEnoughColumn),
            column("active", Say::ActiveColumn),
            column("retention", Say::RetentionColumn),
            column(each, Say::EachColumn(of)).decimals(2),
        ],
        rows,
        total: None,
    }
}

/// Opens the customers of a value.
pub(super) fn value_action(split: &Split, value: usize) -> Action {
    open(ID, format!("value:{}:{value}", split.id))
}
