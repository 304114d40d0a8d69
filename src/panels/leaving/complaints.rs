//! How complaints are answered, who buys again, and how many never complain.

use super::super::build::{column, count, explain, open, row, share, stat, term, whole};
use super::super::panel::{Block, Panel, Stat, Table, Value};
use super::ID;
use crate::analysis::complaints::Complaints;
use crate::analysis::leaving::{AFTER_DAYS, ComplaintWork, Repurchase};
use crate::i18n::leaving::Leaving as Say;
use crate::numerics::proportion::wilson;

/// Share of the dissatisfied who never complain, as the literature claims it.
const CLAIMED_SILENT: [f64; 2] = [0.65, 0.9];

/// What the complaints tell.
pub(super) fn add(work: &ComplaintWork, told: Complaints, panel: &mut Panel) {
    let [low, high] = CLAIMED_SILENT;
    panel.stats.extend(stats(work, told));
    panel.tables.push(repurchase(work));
    let days = i64::from(AFTER_DAYS);
    panel.blocks.push(Block::Table {
        span: 7,
        title: Say::RepurchaseTitle {
            after: part(&work.after),
            control: part(&work.control),
        }
        .into(),
        subtitle: Say::RepurchaseSubtitle { days }.into(),
        source: Some(Say::RepurchaseSource.into()),
        table: "repurchase".to_owned(),
        callout: None,
    });
    panel.tables.push(answers(work));
    panel.blocks.push(Block::Table {
        span: 5,
        title: Say::AnswersTitle {
            median: work.median_days,
        }
        .into(),
        subtitle: Say::AnswersSubtitle.into(),
        source: Some(Say::IcebergSource { low, high }.into()),
        table: "complaints".to_owned(),
        callout: None,
    });
}

fn part(of: &Repurchase) -> Option<f64> {
    (of.of > 0).then(|| of.again as f64 / of.of as f64)
}

fn stats(work: &ComplaintWork, told: Complaints) -> Vec<Stat> {
    let [low, high] = CLAIMED_SILENT;
    let named = told == Complaints::Named;
    let formula = Say::ComplaintsFormula {
        complaints: whole(work.complaints),
        customers: whole(work.customers.len()),
    };
    let how = explain(
        Say::ComplaintsWords { named },
        formula,
        Say::ComplaintsCaveat,
    )
    .behind(open(ID, "complained"));
    let mut stats = vec![stat(
        "complaints",
        Say::Complaints,
        count(work.complaints),
        how,
    )];
    let formula = Say::PartFormula {
        part: whole(work.left_silently),
        whole: whole(work.left),
    };
    let how = explain(Say::SilentWords, formula, Say::SilentCaveat { low, high })
        .input(Say::ClaimedFrom, Value::Share(low))
        .input(Say::ClaimedTo, Value::Share(high));
    stats.push(stat(
        "silent_share",
        Say::Silent,
        share(work.silent_share()),
        how,
    ));
    stats
}

fn answers(work: &ComplaintWork) -> Table {
    let days = |days: Option<f64>| days.map_or(Value::None, Value::Days);
    let iceberg = |silent: f64| count(work.iceberg(silent).round() as i64);
    let line = |id: &str, label: Say, value: Value| row(vec![term(id, label), value]);
    Table {
        id: "complaints".to_owned(),
        columns: vec![column("what", Say::What), column("value", Say::Value)],
        rows: vec![
            line("complaints", Say::Complaints, count(work.complaints)),
            line("complainers", Say::Complainers, count(work.customers.len())),
            line("open", Say::Open, count(work.open)),
            line("median_days", Say::MedianDays, days(work.median_days)),
            line("p90_days", Say::P90Days, days(work.p90_days)),
            line("iceberg_low", Say::IcebergFrom, iceberg(CLAIMED_SILENT[0])),
            line("iceberg_high", Say::IcebergTo, iceberg(CLAIMED_SILENT[1])),
        ],
        total: None,
    }
}

fn repurchase(work: &ComplaintWork) -> Table {
    let difference = part(&work.after).zip(part(&work.control));
    let difference = difference.map(|(after, control)| after - control);
    // Shares after a complaint may be few: Wilson. In the control the same customer stands beside
    // many complaints: no interval of counts holds there.
    let line = |id: &str, label: Say, of: &Repurchase, interval: Option<(f64, f64)>| {
        row(vec![
            term(id, label),
            count(of.of),
            count(of.again),
            share(part(of)),
            share(interval.map(|it| it.0)),
            share(interval.map(|it| it.1)),
        ])
    };
    Table {
        id: "repurchase".to_owned(),
        columns: vec![
            column("group", Say::GroupColumn),
            column("cases", Say::Cases),
            column("again", Say::Again),
            column("share", Say::AgainShare).decimals(0).with_bar(),
            column("low", Say::Low).decimals(0),
            column("high", Say::High).decimals(0),
        ],
        rows: vec![
            line(
                "after",
                Say::AfterComplaint,
                &work.after,
                wilson(work.after.again, work.after.of),
            ),
            line(
                "control",
                Say::Control,
                &work.control,
                work.control_interval,
            ),
            row(vec![
                term("difference", Say::Difference),
                Value::None,
                Value::None,
                share(difference),
                share(work.difference_interval.map(|it| it.0)),
                share(work.difference_interval.map(|it| it.1)),
            ]),
        ],
        total: None,
    }
}
