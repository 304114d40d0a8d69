//! The alarms, who comes less often, and the track record.

use super::super::build::{column, count, open, row, share, term};
use super::super::panel::{Action, Row, Table, Value};
use super::super::{Context, profit};
use super::ground::{Ground, Group, Stake};
use super::{ID, names};
use crate::analysis::complaints::Complaints;
use crate::analysis::silence::{Record, YEAR_DAYS, clue};
use crate::base::Period;
use crate::chart::spec::Ink;
use crate::i18n::Words;
use crate::i18n::silence::Silence as Say;

/// Alarms in the table; the list has all of them.
pub(super) const MOST_ALARMS: usize = 100;

/// Customers shown who come less often.
const MOST_FEWER: usize = 15;

/// The year up to the as-of day.
fn last_year(context: &Context<'_>) -> Period {
    let as_of = context.frame().as_of;
    Period {
        from: as_of.plus(1 - YEAR_DAYS),
        to: as_of,
    }
}

fn visits(context: &Context<'_>, stake: &Stake) -> Value {
    let span = last_year(context);
    let days = context.base.occasion_days(stake.case.customer);
    let within = days.partition_point(|&day| day < span.from);
    // The last visit is told even where it lies before the year.
    let from = within.min(days.len().saturating_sub(1));
    Value::Timeline {
        span,
        days: days[from..].to_vec(),
    }
}

/// The alarms with most money at risk.
pub(super) fn alarms(context: &Context<'_>, ground: &Ground<'_>, stakes: &[Stake]) -> Table {
    let complaints = Complaints::of(context.data);
    let rows = stakes.iter().take(MOST_ALARMS).map(|stake| {
        let case = &stake.case;
        let customer = context.customer_ref(case.customer);
        let found = clue(
            context.data,
            context.base,
            complaints,
            &ground.silence,
            case,
        );
        Row {
            detail: Some(Say::LastVisit { day: case.last }.into()),
            ink: Some(Ink::Down),
            action: Some(Action::OpenCustomer {
                customer: customer.clone(),
            }),
            ..row(vec![
                Value::Customer(customer),
                visits(context, stake),
                Value::Days(case.usual_gap_days.round()),
                Value::Days(f64::from(case.silent_days)),
                Value::Number(case.ratio),
                Value::Share(stake.p_alive),
                Value::Money(stake.yearly),
                Value::Money(stake.at_risk),
                case.red_since.map_or(Value::None, Value::Day),
                term(found.id(), Say::Clue(names::clue(found))),
            ])
        }
    });
    let basis = profit::names::basis(ground.basis());
    Table {
        id: "alarms".to_owned(),
        columns: vec![
            column("customer", Say::Customer),
            column("visits", Say::VisitsColumn),
            column("usual_gap_days", Say::UsualGap),
            column("silent_days", Say::SilentFor),
            column("ratio", Say::Ratio).decimals(1),
            column("p_alive", Say::StillCustomer).decimals(0).with_bar(),
            column("yearly", Say::Yearly(basis)).decimals(0),
            column("money_at_risk", Say::AtRisk).decimals(0),
            column("since", Say::Since),
            column("ask", Say::Ask),
        ],
        rows: rows.collect(),
        total: None,
    }
}

/// The alarm about one customer, without what its card shows already.
pub(super) fn of_one(context: &Context<'_>, ground: &Ground<'_>, stake: &Stake) -> Table {
    let mut table = alarms(context, ground, std::slice::from_ref(stake));
    "alarm".clone_into(&mut table.id);
    table.columns.drain(..KNOWN_OF_ONE);
    for row in &mut table.rows {
        row.cells.drain(..KNOWN_OF_ONE);
        (row.detail, row.action) = (None, None);
    }
    table
}

/// Columns of the alarms that name the customer and draw its visits.
const KNOWN_OF_ONE: usize = 2;

/// Who comes less often than before, most money first.
pub(super) fn fewer(context: &Context<'_>, ground: &Ground<'_>) -> Option<Table> {
    let stakes = ground.stakes(Group::Fewer);
    let rows: Vec<Row> = stakes
        .iter()
        .take(MOST_FEWER)
        .map(|stake| {
            let customer = context.customer_ref(stake.case.customer);
            let (before, recent) = stake.case.windows;
            Row {
                ink: Some(Ink::Cat2),
                action: Some(Action::OpenCustomer {
                    customer: customer.clone(),
                }),
                ..row(vec![
                    Value::Customer(customer),
                    visits(context, stake),
                    count(before),
                    count(recent),
                    Value::Share(stake.case.drop_chance),
                    Value::Money(stake.yearly),
                ])
            }
        })
        .collect();
    let basis = profit::names::basis(ground.basis());
    (!rows.is_empty()).then(|| Table {
        id: "less_often".to_owned(),
        columns: vec![
            column("customer", Say::Customer),
            column("visits", Say::VisitsColumn),
            column("before", Say::Before),
            column("recent", Say::Recent),
            column("chance", Say::ByChance).decimals(2),
            column("yearly", Say::Yearly(basis)).decimals(0),
        ],
        rows,
        total: None,
    })
}

/// Who is told in which group.
pub(super) fn groups(ground: &Ground<'_>) -> Table {
    let rows = Group::ALL.into_iter().map(|group| {
        let key = group.id();
        Row {
            detail: Some(Say::GroupText(names::group(group)).into()),
            action: Some(open(ID, key)),
            ..row(vec![
                term(key, Say::Group(names::group(group))),
                count(ground.cases(group).count()),
            ])
        }
    });
    Table {
        id: "groups".to_owned(),
        columns: vec![
            column("group", Say::GroupColumn),
            column("customers", Words::Customers),
        ],
        rows: rows.collect(),
        total: None,
    }
}

/// What the alarm of a quarter before was worth, beside the plain rule.
pub(super) fn ways(record: &Record) -> Table {
    let cells = |way: Value, gone: u64, precision: Option<f64>, recall: Option<f64>| {
        row(vec![
            way,
            count(record.flagged),
            count(gone),
            share(precision),
            share(recall),
        ])
    };
    let all = record.gone_of_all;
    let plain_recall = (all > 0).then(|| record.gone_of_plain as f64 / all as f64);
    Table {
        id: "backtest_ways".to_owned(),
        columns: vec![
            column("way", Say::Way),
            column("flagged", Say::Flagged),
            column("gone", Say::HadLeft),
            column("precision", Say::Precision).decimals(0).with_bar(),
            column("recall", Say::Recall).decimals(0),
        ],
        rows: vec![
            cells(
                term("alarm", Say::ThisAlarm),
                record.gone,
                record.precision(),
                record.recall(),
            ),
            cells(
                term(
                    "days_since",
                    Say::PlainRule {
                        days: i64::from(record.plain_days),
                    },
                ),
                record.gone_of_plain,
                record.baseline_precision(),
                plain_recall,
            ),
        ],
        total: None,
    }
}
