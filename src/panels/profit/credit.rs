//! P51: what customers owe, and what waiting for it costs.

use super::super::Context;
use super::super::build::{
    column, explain, notice, number, open, row, stat, table_block, term, whole,
};
use super::super::panel::{Action, Block, Row, Stat, Table, Tone, Value};
use super::ID;
use crate::analysis::credit::{Credit, Owed, Payments, usual_days_to_pay};
use crate::analysis::profit::{Line, Profits};
use crate::base::{Money, order};
use crate::dataset::CustomerIx;
use crate::i18n::credit::Credit as Say;
use crate::i18n::{Message, Words};

/// Id of the table, and the keys of its customers.
pub(super) const TABLE: &str = "credit";
pub(super) const OPEN: &str = "open";
pub(super) const OVERDUE: &str = "overdue";

/// Customers shown by name; the rest is one line.
const MOST_SHOWN: usize = 20;

/// Part of the money below which paid dates seem not to be kept.
const FEW_PAID: f64 = 0.5;

fn days(days: Option<f64>) -> Value {
    days.map_or(Value::None, Value::Days)
}

/// The figures, where payments are known.
pub(super) fn stats(context: &Context<'_>, profits: &Profits) -> Vec<Stat> {
    let Some(credit) = profits.payments.credit() else {
        return Vec::new();
    };
    let (by, total) = (context.frame().as_of, credit.total());
    let formula = Say::DsoFormula {
        balance_days: total.balance_days(),
        counted: total.counted,
    };
    let how = explain(Say::DsoWords, formula, Say::Caveat);
    let mut stats = vec![stat("dso_days", Say::Dso, days(total.dso_days()), how)];
    let formula = Say::OpenFormula {
        paid: total.paid,
        open: total.open,
    };
    let how = explain(Say::OpenWords { by }, formula, Say::Caveat).behind(open(ID, OPEN));
    let balance = Value::Money(total.open);
    stats.push(stat("open_balance", Say::Open, balance, how).decimals(0));
    if credit.knows_due {
        let formula = Say::OverdueFormula {
            customers: whole(members(credit, OVERDUE).len()),
            open: total.open,
        };
        let words = Say::OverdueWords { by };
        let how = explain(words, formula, Say::Caveat).behind(open(ID, OVERDUE));
        let balance = Value::Money(total.overdue);
        stats.push(stat("overdue_balance", Say::Overdue, balance, how).decimals(0));
    }
    stats
}

/// What is missing or doubtful about payments.
pub(super) fn notices(profits: &Profits) -> Option<Block> {
    match &profits.payments {
        Payments::Unsaid => None,
        Payments::DueOnly { term_days } => {
            let text = Say::DueOnlyText {
                term_days: *term_days,
            };
            Some(notice(Tone::Info, Say::DueOnly, text))
        }
        Payments::Known(credit) => {
            let total = credit.total();
            let paid = total.paid.share_of(total.paid + total.open)?;
            let title = Say::MostlyOpen { paid };
            (paid < FEW_PAID).then(|| notice(Tone::Warn, title, Say::MostlyOpenText))
        }
    }
}

/// The most overdue first, then by what is open and how long it takes.
fn ranked(credit: &Credit) -> Vec<usize> {
    let mut places: Vec<usize> = (0..credit.of.len()).collect();
    order::sort_by(&mut places, |&a, &b| {
        let (a, b) = (&credit.of[a], &credit.of[b]);
        let by_money = (b.overdue, b.open).cmp(&(a.overdue, a.open));
        by_money.then(b.weight().cmp(&a.weight()))
    });
    places
}

/// What customers owe, one by one; none where payments are not known.
pub(super) fn table(context: &Context<'_>, profits: &Profits) -> Option<(Table, Block)> {
    let credit = profits.payments.credit()?;
    let costs = profits.lines.iter().find(|line| line.line == Line::Credit);
    let cost_at = |customer: CustomerIx| {
        let at = profits.place(customer);
        let cost = costs.zip(at).map(|(costs, at)| costs.of_customers[at]);
        cost.unwrap_or_default()
    };
    let cells = |name: Value, of: &Owed, cost: Money| {
        let mut cells = vec![name, Value::Money(of.open)];
        if credit.knows_due {
            cells.extend([Value::Money(of.overdue), number(of.days_late())]);
        }
        cells.extend([
            number(of.dso_days()),
            Value::Number(of.balance_days().round()),
        ]);
        if costs.is_some() {
            cells.push(Value::Money(cost));
        }
        row(cells)
    };
    let places = ranked(credit);
    // One that is left over stands by its name.
    let most = MOST_SHOWN + usize::from(places.len() == MOST_SHOWN + 1);
    let (shown, rest) = places.split_at(places.len().min(most));
    let mut rows: Vec<Row> = Vec::with_capacity(shown.len() + 1);
    for &at in shown {
        let customer = credit.customers[at];
        let who = context.customer_ref(customer);
        let name = Value::Customer(who.clone());
        rows.push(Row {
            action: Some(Action::OpenCustomer { customer: who }),
            ..cells(name, &credit.of[at], cost_at(customer))
        });
    }
    if !rest.is_empty() {
        let name = Say::Others {
            count: whole(rest.len()),
        };
        let of = Owed::sum(rest.iter().map(|&at| credit.of[at]));
        let cost = rest.iter().map(|&at| cost_at(credit.customers[at])).sum();
        rows.push(cells(term("others", name), &of, cost));
    }
    let all = credit.customers.iter().map(|&customer| cost_at(customer));
    let total = cells(term("all", Words::All), &credit.total(), all.sum());
    let mut columns = vec![
        column("customer", Say::Customer),
        column("open_balance", Say::Open).decimals(2),
    ];
    if credit.knows_due {
        columns.extend([
            column("overdue_balance", Say::Overdue).decimals(2),
            column("overdue_days", Say::DaysLate).decimals(0),
        ]);
    }
    columns.extend([
        column("dso_days", Say::Dso).decimals(0),
        column("balance_days", Say::BalanceDays).decimals(0),
    ]);
    if costs.is_some() {
        let name = super::statement::cost_name(Line::Credit);
        let name = crate::i18n::profit::Profit::Figure(name);
        columns.push(column("cost_credit", name).decimals(2));
    }
    let frame = context.frame();
    let of = credit.total();
    let title = Say::Title {
        open: of.open,
        overdue: credit.knows_due.then_some(of.overdue),
        by: frame.as_of,
    };
    let subtitle = Say::Subtitle {
        by: frame.as_of,
        period: frame.period,
    };
    let source = Say::SourceLine {
        has_cost: costs.is_some(),
        unread: whole(credit.rows_unread),
        without_due: whole(if credit.knows_due {
            credit.open_without_due
        } else {
            0
        }),
    };
    let table = Table {
        id: TABLE.to_owned(),
        columns,
        rows,
        total: Some(total),
    };
    let words = [title.into(), subtitle.into(), source.into()];
    Some((table, table_block(12, words, TABLE)))
}

/// The customers behind a key, in index order.
pub(super) fn members(credit: &Credit, key: &str) -> Vec<CustomerIx> {
    let owes = |of: &Owed| match key {
        OVERDUE => of.overdue > Money::ZERO,
        _ => of.open > Money::ZERO,
    };
    let all = credit.customers.iter().zip(&credit.of);
    let found = all
        .filter(|(_, of)| owes(of))
        .map(|(&customer, _)| customer);
    found.collect()
}

/// What such a set is called.
pub(super) fn set_title(context: &Context<'_>, key: &str) -> Message {
    let by = context.frame().as_of;
    match key {
        OVERDUE => Say::OverdueMembers { by }.into(),
        _ => Say::OpenMembers { by }.into(),
    }
}

/// What one customer owes, for its card.
pub(in super::super) fn of_customer(
    context: &Context<'_>,
    profits: &Profits,
    customer: CustomerIx,
) -> Vec<Stat> {
    let Some(credit) = profits.payments.credit() else {
        return Vec::new();
    };
    let of = credit.of_customer(customer);
    let by = context.frame().as_of;
    let plain = |words: Say, formula: Say| explain(words, formula, Say::Caveat);
    let formula = Say::OpenFormula {
        paid: of.paid,
        open: of.open,
    };
    let how = plain(Say::OpenWords { by }, formula);
    let mut stats = vec![stat("open_balance", Say::Open, Value::Money(of.open), how)];
    if let Some((since, days_late)) = of.overdue_since.zip(of.days_late()) {
        let formula = Say::OverdueSinceFormula {
            overdue: of.overdue,
            days_late,
        };
        let how = plain(Say::OverdueSinceWords, formula);
        let id = "overdue_since";
        stats.push(stat(id, Say::OverdueSince, Value::Day(since), how));
    }
    if let Some((usual, rows)) = usual_days_to_pay(context.data, context.base, customer) {
        let formula = Say::UsualDaysFormula { rows: whole(rows) };
        let how = plain(Say::UsualDaysWords, formula).input(Say::Dso, days(of.dso_days()));
        let id = "usual_days_to_pay";
        stats.push(stat(id, Say::UsualDays, Value::Days(usual), how));
    }
    stats
}
