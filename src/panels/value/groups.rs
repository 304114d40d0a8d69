//! The value by group of customers, and whether the groups differ.

use super::super::build::{
    column, count, number, open, row, share, table_block, term, units, whole,
};
use super::super::panel::{Block, Row, Table};
use super::super::rfm;
use super::ID;
use crate::analysis::value::{GroupBy, GroupName, ValueGroup, Valued};
use crate::i18n::value::{Bound, GroupLabel, Value as Say};
use crate::i18n::{Message, Words};

/// What a group is called.
pub(super) fn label(name: &GroupName) -> GroupLabel {
    match name {
        GroupName::Segment(segment) => GroupLabel::Segment(rfm::name(*segment)),
        GroupName::First(period) => GroupLabel::First(*period),
        GroupName::Text(Some(text)) => GroupLabel::Text(text.clone()),
        GroupName::Text(None) => GroupLabel::Others,
    }
}

fn id(name: &GroupName) -> String {
    match name {
        GroupName::Segment(segment) => segment.id().to_owned(),
        GroupName::First(period) => period.to_string(),
        GroupName::Text(Some(text)) => text.clone(),
        GroupName::Text(None) => "others".to_owned(),
    }
}

/// Adds the table.
pub(super) fn add(valued: &Valued, tables: &mut Vec<Table>, blocks: &mut Vec<Block>) {
    let groups = &valued.groups.groups;
    let Some(first) = groups.first() else {
        return;
    };
    let sum = valued.sums.clv.filter(|&sum| sum > 0.0);
    let part = |group: &ValueGroup| Some(group.sums.clv? / sum?);
    let with_own = groups.iter().any(|group| group.own_purchases.is_some());
    let mut columns = vec![
        column("group", Say::GroupColumn),
        column("customers", Words::Customers),
        column("p_alive", Say::PAlive),
        column("expected_purchases", Say::Purchases(Bound::Expected)).decimals(0),
    ];
    if with_own {
        columns.push(column("expected_purchases_own", Say::OwnPurchases).decimals(0));
    }
    columns.extend([
        column("clv", Say::Worth).decimals(0),
        column("clv_low", Say::Clv(Bound::Low)).decimals(0),
        column("clv_high", Say::Clv(Bound::High)).decimals(0),
        column("clv_share", Say::WorthShare).with_bar(),
    ]);
    let line = |group: &ValueGroup| {
        let total = group.totals.and_then(|totals| totals.value);
        let mut cells = vec![
            term(&id(&group.name), Say::Group(label(&group.name))),
            count(group.customers as u64),
            share(group.p_alive),
            number(Some(group.sums.purchases)),
        ];
        if with_own {
            let own = group.own_purchases.and_then(Result::ok);
            cells.push(number(own));
        }
        cells.extend([
            units(group.sums.clv),
            units(total.map(|total| total.interval.low)),
            units(total.map(|total| total.interval.high)),
            share(part(group)),
        ]);
        let pooled = matches!(group.own_purchases, Some(Err(_)));
        Row {
            detail: pooled.then(|| Say::Pooled.into()),
            action: Some(open(ID, format!("group:{}", group.place))),
            ..row(cells)
        }
    };
    tables.push(Table {
        id: "groups".to_owned(),
        columns,
        rows: groups.iter().map(line).collect(),
        total: None,
    });
    let title = match part(first) {
        Some(share) => Say::GroupsTitle {
            group: label(&first.name),
            share,
        },
        None => Say::GroupsTitleVisits,
    };
    let subtitle = match (&valued.settings.by, valued.groups.test) {
        (GroupBy::Segment, _) => Say::GroupsBySegment,
        (_, Some(test)) => Say::GroupsTested {
            fitted: whole(test.fitted),
            differ: test.differs(),
            chance: test.p,
            visits: test.purchases,
            pooled: valued.sums.purchases,
        },
        (_, None) => Say::GroupsUntested,
    };
    let texts: [Message; 3] = [title.into(), subtitle.into(), Say::GroupsSource.into()];
    blocks.push(table_block(12, texts, "groups"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_groups_are_their_ids() {
        assert_eq!(id(&GroupName::Text(None)), "others");
        assert_eq!(id(&GroupName::Text(Some("web".to_owned()))), "web");
    }
}
