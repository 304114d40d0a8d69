//! Shares of the causes, and by what age they take customers away.

use super::super::build::{column, count, open, row, share, term};
use super::super::panel::{Block, Figure, Row, Table, Value};
use super::{ID, Sums, names};
use crate::analysis::leaving::{Cause, Leaving};
use crate::base::{Money, order};
use crate::chart::spec::{Axis, BarRow, Bars, ChartSpec, Ink, Scale, Unit};
use crate::dataset::CodedColumn;
use crate::i18n::Words;
use crate::i18n::leaving::Leaving as Say;
use crate::numerics::proportion::wilson;

/// Ages at which the share that left is told, in days.
const AGES: [i32; 5] = [91, 182, 365, 730, 1095];

/// Reasons shown as they stand.
const MOST_REASONS: usize = 20;

/// The cause most of the known leavers had.
pub(super) fn main(found: &Leaving) -> Option<(Cause, u64)> {
    let known = Cause::ALL
        .into_iter()
        .filter(|&cause| cause != Cause::Unknown);
    let counted = known.map(|cause| (cause, found.sums(cause).0));
    let most = counted.fold(None, |most: Option<(Cause, u64)>, next| match most {
        Some(most) if most.1 >= next.1 => Some(most),
        _ => Some(next),
    });
    most.filter(|&(_, customers)| customers > 0)
}

/// Customers and money by cause.
pub(super) fn table(found: &Leaving, sums: &Sums) -> Table {
    let known_money = Cause::ALL
        .into_iter()
        .filter(|&cause| cause != Cause::Unknown)
        .map(|cause| found.sums(cause).1)
        .sum::<Money>();
    let rows = Cause::ALL.into_iter().map(|cause| {
        let (customers, money) = found.sums(cause);
        let is_known = cause != Cause::Unknown;
        let of_known = sums.share_of_known(customers).filter(|_| is_known);
        let interval = wilson(customers, sums.known).filter(|_| is_known);
        let claimed = cause.claimed();
        Row {
            action: Some(open(ID, format!("cause:{}", cause.id()))),
            ..row(vec![
                term(cause.id(), Say::Cause(names::cause(cause))),
                count(customers),
                share(Some(customers as f64 / sums.left as f64)),
                share(of_known),
                share(interval.map(|it| it.0)),
                share(interval.map(|it| it.1)),
                share(claimed.map(|it| it.0)),
                share(claimed.map(|it| it.1)),
                cause.is_controllable().map_or(Value::None, Value::Flag),
                Value::Money(money),
                share(money.share_of(known_money).filter(|_| is_known)),
            ])
        }
    });
    Table {
        id: "causes".to_owned(),
        columns: vec![
            column("cause", Say::CauseColumn),
            column("customers", Words::Customers),
            column("share_of_all", Say::OfAll).decimals(0),
            column("share", Say::OfKnown).decimals(0).with_bar(),
            column("low", Say::Low).decimals(0),
            column("high", Say::High).decimals(0),
            column("claimed_low", Say::ClaimedFrom).decimals(0),
            column("claimed_high", Say::ClaimedTo).decimals(0),
            column("controllable", Say::ControllableColumn),
            column("revenue", Say::Yearly).decimals(0),
            column("revenue_share", Say::OfKnownMoney).decimals(0),
        ],
        rows: rows.collect(),
        total: None,
    }
}

/// The table on the page.
pub(super) fn block() -> Block {
    Block::Table {
        span: 12,
        title: Say::CausesTitle.into(),
        subtitle: Say::CausesSubtitle.into(),
        source: Some(Say::CausesSource.into()),
        table: "causes".to_owned(),
        callout: None,
    }
}

/// The causes as bars, the unknown ones with a bar of their own.
pub(super) fn figure(found: &Leaving, sums: &Sums, title: Say) -> Block {
    let all_money = found.leavers.iter().map(|it| it.yearly).sum::<Money>();
    let mut rows: Vec<(u64, BarRow)> = Cause::ALL
        .into_iter()
        .map(|cause| {
            let (customers, money) = found.sums(cause);
            let bar = BarRow {
                label: Say::Cause(names::cause(cause)).into(),
                detail: cause
                    .claimed()
                    .map(|(low, high)| Say::Claim { low, high }.into()),
                values: vec![
                    customers as f64 / sums.left as f64,
                    money.share_of(all_money).unwrap_or(0.0).max(0.0),
                ],
                ink: None,
                action: Some(open(ID, format!("cause:{}", cause.id()))),
            };
            let last = u64::from(cause == Cause::Unknown);
            (last, bar)
        })
        .filter(|(_, bar)| bar.values.iter().any(|&value| value > 0.0))
        .collect();
    order::sort_by(&mut rows, |(a_last, a), (b_last, b)| {
        let by_share = b.values[0].total_cmp(&a.values[0]);
        a_last.cmp(b_last).then(by_share)
    });
    Block::Figure(Box::new(Figure {
        id: "causes".to_owned(),
        span: 7,
        title: title.into(),
        subtitle: Say::FigureSubtitle.into(),
        source: Some(Say::CausesSource.into()),
        chart: ChartSpec::Bars(Bars {
            axis: Axis {
                label: Say::ShareAxis.into(),
                unit: Unit::Share,
                scale: Scale::Linear,
            },
            series: vec![
                (Say::ByCustomers.into(), Ink::Accent),
                (Say::ByMoney.into(), Ink::Cat2),
            ],
            rows: rows.into_iter().map(|(_, bar)| bar).collect(),
            norm_from: None,
            stacked: false,
        }),
        table: "causes".to_owned(),
        controls: Vec::new(),
    }))
}

/// Cumulative incidence by cause at some ages.
pub(super) fn incidence(found: &Leaving) -> Table {
    let mut columns = vec![column("cause", Say::CauseColumn)];
    columns.extend(AGES.map(|days| {
        let label = Say::ByAge {
            days: i64::from(days),
        };
        column(&format!("by_{days}_days"), label).decimals(1)
    }));
    let rows = Cause::ALL.into_iter().map(|cause| {
        let mut cells = vec![term(cause.id(), Say::Cause(names::cause(cause)))];
        cells.extend(AGES.map(|days| share(found.incidence.by(cause, days))));
        row(cells)
    });
    Table {
        id: "incidence".to_owned(),
        columns,
        rows: rows.collect(),
        total: None,
    }
}

/// The table on the page.
pub(super) fn incidence_block() -> Block {
    Block::Table {
        span: 5,
        title: Say::IncidenceTitle.into(),
        subtitle: Say::IncidenceSubtitle.into(),
        source: Some(Say::IncidenceSource.into()),
        table: "incidence".to_owned(),
        callout: None,
    }
}

/// The reasons as they stand in the column, most frequent first, with the cause each is taken for.
pub(super) fn reasons(found: &Leaving, of: &CodedColumn) -> Table {
    let mut counts = vec![0_u64; of.dictionary.len()];
    for leaver in found.leavers.iter().filter(|it| !it.is_coded) {
        let code = of.codes.get(leaver.customer.0 as usize);
        if let Some(count) = code.and_then(|&code| counts.get_mut(code as usize)) {
            *count += 1;
        }
    }
    let mut counted: Vec<(&str, u64)> = of.dictionary.iter().zip(counts).collect();
    counted.retain(|&(_, customers)| customers > 0);
    order::sort_by(&mut counted, |a, b| {
        b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0))
    });
    counted.truncate(MOST_REASONS);
    Table {
        id: "reasons".to_owned(),
        columns: vec![
            column("reason", Say::ReasonColumn),
            column("cause", Say::TakenFor),
            column("leavers", Words::Customers),
        ],
        rows: counted
            .into_iter()
            .map(|(reason, customers)| {
                let cause = Cause::of_text(reason);
                row(vec![
                    Value::Text(reason.to_owned()),
                    term(cause.id(), Say::Cause(names::cause(cause))),
                    count(customers),
                ])
            })
            .collect(),
        total: None,
    }
}

/// The table on the page.
pub(super) fn reasons_block(of: &CodedColumn) -> Block {
    Block::Table {
        span: 12,
        title: Say::ReasonsTitle.into(),
        subtitle: Say::ReasonsSubtitle {
            column: of.name.clone(),
        }
        .into(),
        source: Some(Say::ReasonsSource.into()),
        table: "reasons".to_owned(),
        callout: None,
    }
}
