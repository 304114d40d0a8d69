//! The track record and the checks.

use super::super::build::{column, count, notice, number, row, share, table_block, term, whole};
use super::super::panel::{Block, Figure, Row, Table, Tone, Value};
use super::names;
use crate::analysis::customer_base::checks::Verdict;
use crate::analysis::customer_base::holdout::{
    AliveBand, Errors, FrequencyBand, MANY, TrackRecord,
};
use crate::analysis::value::{Past, Valued};
use crate::base::Month;
use crate::chart::spec::{Axis, ChartSpec, Ink, MonthBar, MonthLine, Months, Scale, Unit};
use crate::i18n::value::Value as Say;
use crate::i18n::{Message, Words};

/// (predicted − actual) ÷ actual; none where nothing came.
pub(super) fn error(record: &TrackRecord) -> Option<f64> {
    error_of(&record.purchases)
}

fn error_of(errors: &Errors) -> Option<f64> {
    (errors.actual > 0.0).then(|| errors.predicted / errors.actual - 1.0)
}

/// What the past says of the forecast, or why it says nothing.
pub(super) fn add(valued: &Valued, tables: &mut Vec<Table>, blocks: &mut Vec<Block>) {
    match &valued.past {
        Ok(past) => {
            tables.push(models(valued, past));
            blocks.push(models_block(valued, past));
            if !past.months.is_empty() {
                tables.push(tracking(past));
                blocks.push(Block::Figure(Box::new(tracking_figure(valued, past))));
            }
            if let Some(record) = valued.record() {
                for (table, texts) in [calibration(record), by_frequency(record)] {
                    blocks.push(table_block(6, texts.map(Message::from), &table.id));
                    tables.push(table);
                }
            }
        }
        // Where no model speaks at all, the reason has been said.
        Err(reason) if valued.model().is_some() => blocks.push(notice(
            Tone::Warn,
            Say::NoRecord {
                day: valued.calibration_end,
            },
            Say::Because(names::because(*reason)),
        )),
        Err(_) => {}
    }
    if !valued.checks.is_empty() {
        tables.push(checks(valued));
        let holding = valued.checks.iter();
        let holding = holding.filter(|check| check.verdict() == Verdict::Holds);
        blocks.push(Block::Table {
            span: 12,
            title: Say::ChecksTitle {
                hold: whole(holding.count()),
                all: whole(valued.checks.len()),
            }
            .into(),
            subtitle: Say::ChecksSubtitle.into(),
            source: None,
            table: "checks".to_owned(),
            callout: None,
        });
    }
}

fn models(valued: &Valued, past: &Past) -> Table {
    let line = |name: Value, likelihood: Option<f64>, errors: &Errors, used: bool| Row {
        ink: used.then_some(Ink::Accent),
        ..row(vec![
            name,
            number(likelihood),
            Value::Number(errors.predicted),
            Value::Number(errors.actual),
            share(error_of(errors)),
            Value::Number(errors.mae),
            Value::Number(errors.rmse),
            Value::Flag(used),
        ])
    };
    let mut rows: Vec<Row> = Vec::new();
    for record in &past.records {
        let model = Some(record.model);
        let name = term(names::id(model), Say::Source(names::source(model)));
        let used = valued.model() == model;
        rows.push(line(
            name,
            Some(record.log_likelihood),
            &record.purchases,
            used,
        ));
    }
    let simple = [
        ("same_rate", Say::SameRate, &past.baselines.same_rate),
        ("mean_rate", Say::MeanRate, &past.baselines.mean_rate),
    ];
    rows.extend(simple.map(|(id, name, errors)| line(term(id, name), None, errors, false)));
    Table {
        id: "models".to_owned(),
        columns: vec![
            column("model", Say::Model),
            column("log_likelihood", Say::LogLikelihood).decimals(1),
            column("predicted", Say::Foreseen).decimals(0),
            column("actual", Say::Came).decimals(0),
            column("error_share", Say::ErrorShare),
            column("mae", Say::MissPerCustomer),
            column("rmse", Say::RootMiss),
            column("used", Say::Used),
        ],
        rows,
        total: None,
    }
}

fn models_block(valued: &Valued, past: &Past) -> Block {
    let record = valued.record();
    let simple = [&past.baselines.same_rate, &past.baselines.mean_rate];
    let title = record.and_then(|record| {
        let beaten = simple
            .iter()
            .any(|errors| errors.mae < record.purchases.mae);
        Some(Say::RecordTitle {
            error: error(record)?,
            beaten,
        })
    });
    Block::Table {
        span: 12,
        title: title.unwrap_or(Say::Holdout).into(),
        subtitle: Say::RecordSubtitle {
            day: valued.calibration_end,
            customers: whole(past.customers),
            days: i64::from(past.days),
        }
        .into(),
        source: Some(Say::RecordSource.into()),
        table: "models".to_owned(),
        callout: None,
    }
}

fn tracking(past: &Past) -> Table {
    let cells = |month: &crate::analysis::value::TrackedMonth| {
        row(vec![
            Value::Month(month.month),
            count(month.actual as i64),
            Value::Number(month.expected),
        ])
    };
    Table {
        id: "tracking".to_owned(),
        columns: vec![
            column("month", Say::Month),
            column("actual", Say::RepeatVisits),
            column("expected", Say::ExpectedVisits).decimals(1),
        ],
        rows: past.months.iter().map(cells).collect(),
        total: None,
    }
}

fn tracking_figure(valued: &Valued, past: &Past) -> Figure {
    let seen_until = Month::of(valued.calibration_end);
    let last = past.months.last().map(|month| month.month);
    let bars = past.months.iter().map(|month| MonthBar {
        month: month.month,
        value: month.actual,
        details: Vec::new(),
        // The first month that was not seen to its end.
        emphasised: month.month == seen_until,
        partial: Some(month.month) == last,
        action: None,
    });
    Figure {
        id: "tracking".to_owned(),
        span: 12,
        title: Say::TrackingTitle {
            day: valued.calibration_end,
        }
        .into(),
        subtitle: Say::TrackingSubtitle {
            model: names::source(Some(past.tracked)),
        }
        .into(),
        source: Some(Say::TrackingSource.into()),
        chart: ChartSpec::Months(Months {
            axis: Axis {
                label: Say::RepeatVisits.into(),
                unit: Unit::Count,
                scale: Scale::Linear,
            },
            bars: bars.collect(),
            line: Some(MonthLine {
                label: Say::ExpectedVisits.into(),
                values: past.months.iter().map(|it| Some(it.expected)).collect(),
                band: Vec::new(),
            }),
        }),
        table: "tracking".to_owned(),
        controls: vec!["calibration_end".to_owned()],
    }
}

/// Whether those who were said to come again did.
fn calibration(record: &TrackRecord) -> (Table, [Say; 3]) {
    let cells = |band: &AliveBand| {
        row(vec![
            share(Some(band.p_alive)),
            count(band.customers as u64),
            share(Some(band.predicted_active)),
            share(Some(band.actual_active)),
        ])
    };
    let table = Table {
        id: "calibration".to_owned(),
        columns: vec![
            column("p_alive", Say::PAlive),
            column("customers", Words::Customers),
            column("predicted_active", Say::ForeseenShare),
            column("actual_active", Say::CameShare),
        ],
        rows: record.by_p_alive.iter().map(cells).collect(),
        total: None,
    };
    let texts = [
        Say::CalibrationTitle,
        Say::CalibrationSubtitle,
        Say::CalibrationSource,
    ];
    (table, texts)
}

/// Visits foreseen and made by visits before (conditional expectations).
fn by_frequency(record: &TrackRecord) -> (Table, [Say; 3]) {
    let cells = |band: &FrequencyBand| {
        let repeats = i64::from(band.repeat_purchases);
        let name = Say::RepeatsBefore {
            repeats,
            or_more: band.repeat_purchases == MANY,
        };
        row(vec![
            term(&repeats.to_string(), name),
            count(band.customers as u64),
            Value::Number(band.predicted),
            Value::Number(band.actual),
        ])
    };
    let table = Table {
        id: "by_frequency".to_owned(),
        columns: vec![
            column("repeat_purchases", Say::RepeatVisits),
            column("customers", Words::Customers),
            column("predicted", Say::ForeseenEach).decimals(2),
            column("actual", Say::CameEach).decimals(2),
        ],
        rows: record.by_frequency.iter().map(cells).collect(),
        total: None,
    };
    let texts = [
        Say::FrequencyTitle,
        Say::FrequencySubtitle,
        Say::FrequencySource,
    ];
    (table, texts)
}

fn checks(valued: &Valued) -> Table {
    let line = |check: &crate::analysis::customer_base::checks::Check| {
        let (id, name, figures) = names::check(check);
        let (verdict_id, verdict) = names::verdict(check);
        Row {
            detail: Some(Message::from(Say::Found(name, figures))),
            ..row(vec![
                term(id, Say::Check(name)),
                term(verdict_id, Say::VerdictIs(verdict)),
            ])
        }
    };
    Table {
        id: "checks".to_owned(),
        columns: vec![
            column("assumption", Say::Assumption),
            column("verdict", Say::Verdict),
        ],
        rows: valued.checks.iter().map(line).collect(),
        total: None,
    }
}
