//! What the figures rest on.

use super::super::Context;
use super::super::build::{notice, notice_with, whole};
use super::super::panel::{Action, Block, Tone};
use super::{ID, names, settings};
use crate::analysis::profit::{Basis, CostFrom, GrossFrom, Profits, Statement};
use crate::base::Money;
use crate::i18n::Message;
use crate::i18n::profit::Profit as Say;

/// Something good to know.
pub(super) fn plain(title: Say, text: Say) -> Block {
    notice(Tone::Info, title, text)
}

/// What is missing, taken for granted or doubtful.
pub(super) fn add(
    context: &Context<'_>,
    profits: &Profits,
    total: &Statement,
    blocks: &mut Vec<Block>,
) {
    match profits.basis() {
        Basis::Revenue => {
            let columns = Action::GoTo {
                page: "data".to_owned(),
            };
            let words = [Say::RevenueOnly, Say::RevenueOnlyText, Say::ToColumns];
            blocks.push(notice_with(Tone::Warn, words.map(Message::from), columns));
        }
        Basis::GrossProfit => blocks.push(plain(Say::GrossOnly, Say::GrossOnlyText)),
        Basis::Profit => {}
    }
    if profits.table_left_out {
        blocks.push(plain(Say::TableLeftOut, Say::TableLeftOutText));
    }
    if let GrossFrom::Costs {
        rows_without,
        sales_without,
        margin: Some(margin),
    } = profits.gross_from
        && rows_without > 0
    {
        let title = Say::RowsWithout {
            rows: whole(rows_without),
            money: sales_without,
        };
        blocks.push(plain(title, Say::RowsWithoutText { margin }));
    }
    let too_dear = total.gross_profit.is_some_and(|gross| gross < Money::ZERO);
    let by_piece = context.data.quantities().is_some() && !profits.settings.cost_of_row;
    if too_dear && by_piece && matches!(profits.gross_from, GrossFrom::Costs { .. }) {
        let of_row = Action::SetParam {
            param: format!("{ID}.{}", settings::COST_OF.0),
            value: settings::COST_OF.1.to_owned(),
        };
        let words = [Say::GoodsTooDear, Say::GoodsTooDearText, Say::CostsOfRows];
        blocks.push(notice_with(Tone::Warn, words.map(Message::from), of_row));
    }
    let pools = profits.lines.iter().filter_map(|line| match line.from {
        CostFrom::Pool { wanted, driver } => Some((line.line, wanted, driver)),
        CostFrom::Column { .. } | CostFrom::Table { .. } | CostFrom::Credit { .. } => None,
    });
    let mut any = false;
    for (line, wanted, driver) in pools {
        any = true;
        if wanted != driver {
            let title = Say::SharedEqually(names::line(line));
            blocks.push(plain(title, Say::SharedEquallyText(names::driver(wanted))));
        }
    }
    if any && context.base.is_filtered() {
        blocks.push(plain(Say::PoolsOfFiltered, Say::PoolsOfFilteredText));
    }
}
