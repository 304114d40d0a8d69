//! The customer's last rows, as they stand in the file.

use super::super::Context;
use super::super::build::{column, count, row, whole};
use super::super::panel::{Block, Column, Table, Value};
use super::Say;
use crate::dataset::{NO_CODE, Role, RowFlags};
use crate::i18n::Message;

/// Rows shown.
const MOST_ROWS: usize = 50;

/// Columns of the file shown beside a row, when they are mapped.
const SHOWN_ROLES: [Role; 3] = [Role::Order, Role::Product, Role::Category];

pub(super) fn rows_block(rows: usize) -> Block {
    Block::Table {
        span: 7,
        title: Say::RowsTitle {
            shown: whole(rows.min(MOST_ROWS)),
            of: whole(rows),
        }
        .into(),
        subtitle: Say::RowsSubtitle.into(),
        source: None,
        table: "rows".to_owned(),
        callout: None,
    }
}

pub(super) fn rows_table(context: &Context<'_>, rows: &[usize]) -> Table {
    let data = context.data;
    let coded: Vec<_> = SHOWN_ROLES
        .into_iter()
        .filter_map(|role| data.coded_by_role(role))
        .collect();
    let mut columns = vec![column("line", Say::Line), column("day", Say::Day)];
    columns.extend(coded.iter().map(|coded| Column {
        id: coded.role.id().to_owned(),
        label: Message::Verbatim(coded.name.clone()),
        decimals: None,
        bar: false,
    }));
    if data.quantities().is_some() {
        columns.push(column("quantity", Say::Quantity));
    }
    columns.push(column("amount", Say::Amount));
    columns.push(column("refund", Say::Refund));
    let text = |code: u32, dictionary: &crate::dataset::Dictionary| {
        if code == NO_CODE {
            Value::None
        } else {
            Value::Text(dictionary.get(code).to_owned())
        }
    };
    let cells = |&at: &usize| {
        let mut cells = vec![count(data.source_rows()[at]), Value::Day(data.days()[at])];
        cells.extend(
            coded
                .iter()
                .map(|coded| text(coded.codes[at], &coded.dictionary)),
        );
        if let Some(quantities) = data.quantities() {
            cells.push(Value::Number(quantities[at].to_units_f64()));
        }
        cells.push(Value::Money(data.amounts()[at]));
        let is_refund = data.flags()[at].has(RowFlags::REFUND);
        cells.push(Value::Flag(is_refund));
        row(cells)
    };
    Table {
        id: "rows".to_owned(),
        columns,
        rows: rows.iter().rev().take(MOST_ROWS).map(cells).collect(),
        total: None,
    }
}
