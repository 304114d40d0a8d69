//! Tables and figures.

use super::super::build::{calendar_value, column, count, number, open, row, share, term, whole};
use super::super::panel::{Action, Block, Figure, Row, Table, Value};
use super::{BY, ID, key};
use crate::analysis::ViewFrame;
use crate::analysis::flow::{Flow, FlowPeriod, LapseRule, half_life};
use crate::base::Money;
use crate::chart::spec::{Axis, ChartSpec, Column, Columns, Ink, Scale, Unit};
use crate::i18n::flow::{Flow as Say, Rule, Who};
use crate::i18n::{Message, Words};

fn lost_action(sums: &FlowPeriod, by_silence: bool) -> Option<Action> {
    (sums.lost > 0).then(|| open(ID, key(Who::Lost, sums.period, by_silence)))
}

/// The flow period by period.
pub(super) fn periods(id: &str, flow: &Flow, frame: &ViewFrame, by_silence: bool) -> Table {
    let line = |sums: &FlowPeriod| Row {
        action: lost_action(sums, by_silence),
        ..row(vec![
            calendar_value(sums.period),
            count(sums.opening),
            count(sums.new),
            count(sums.returned),
            count(sums.lost),
            count(sums.closing()),
            share(sums.retention()),
            share(sums.leak()),
            Value::Count(sums.refill_needed()),
            number(sums.half_life()),
            count(sums.new_may_be_old),
            if by_silence {
                count(sums.came_and_went)
            } else {
                Value::None
            },
            Value::Money(sums.revenue_new),
            Value::Money(sums.revenue_returned),
            Value::Money(sums.revenue_retained),
            Value::Money(sums.revenue_other),
            Value::Money(sums.revenue()),
            Value::Money(sums.revenue_lost),
            Value::Flag(sums.partial),
        ])
    };
    Table {
        id: id.to_owned(),
        columns: vec![
            column("period", Say::PeriodColumn),
            column("opening", Say::Part { who: Who::Opening }),
            column("new", Say::Part { who: Who::New }),
            column("returned", Say::Part { who: Who::Returned }),
            column("lost", Say::Part { who: Who::Lost }),
            column("closing", Say::Part { who: Who::Closing }),
            column("retention", Say::RetentionColumn),
            column("leak", Say::LeakColumn),
            column("refill_needed", Say::RefillColumn),
            column("half_life_periods", Say::HalfLifeColumn).decimals(1),
            column("new_may_be_old", Say::Part { who: Who::MayBeOld }),
            column(
                "came_and_went",
                Say::Part {
                    who: Who::CameAndWent,
                },
            ),
            column("revenue_new", Say::NewRevenue).decimals(0),
            column("revenue_returned", Say::ReturnedRevenue).decimals(0),
            column("revenue_retained", Say::RetainedRevenue).decimals(0),
            column("revenue_other", Say::OtherRevenue).decimals(0),
            column("revenue", Words::Revenue).decimals(0),
            if by_silence {
                column("revenue_lost_year", Say::LostYearRevenue).decimals(0)
            } else {
                column("revenue_lost", Say::LostRevenue).decimals(0)
            },
            column("partial", Say::PartialColumn),
        ],
        rows: flow.shown(frame).map(line).collect(),
        total: None,
    }
}

fn rule_name(rule: LapseRule) -> Rule {
    match rule {
        LapseRule::BoughtInPeriod => Rule::BoughtInPeriod,
        LapseRule::OwnGap => Rule::OwnGap,
        LapseRule::FixedDays(days) => Rule::FixedDays {
            days: i64::from(days),
        },
    }
}

/// The same figures under every rule.
pub(super) fn rules(flows: &[Flow], frame: &ViewFrame) -> Table {
    let line = |flow: &Flow| {
        let rates = flow.rates(frame);
        let last = flow.complete(frame).last().map(|at| &flow.periods[at]);
        row(vec![
            term(flow.rule.id(), Say::Rule(rule_name(flow.rule))),
            share(rates.retention()),
            share(rates.leak()),
            number(rates.refill_needed()),
            number(rates.retention().and_then(half_life)),
            last.map_or(Value::None, |last| count(last.closing())),
        ])
    };
    Table {
        id: "rules".to_owned(),
        columns: vec![
            column("rule", Say::RuleColumn),
            column("retention", Say::RetentionColumn),
            column("leak", Say::LeakColumn),
            column("refill_needed", Say::RefillColumn).decimals(0),
            column("half_life_periods", Say::HalfLifeColumn).decimals(1),
            column("closing", Say::ClosingColumn),
        ],
        rows: flows.iter().map(line).collect(),
        total: None,
    }
}

/// What the rule of leaving does to the leak.
pub(super) fn rules_block(flows: &[Flow], frame: &ViewFrame) -> Block {
    let leaks = flows.iter().filter_map(|flow| flow.rates(frame).leak());
    let ends = leaks.fold(None, |ends: Option<(f64, f64)>, leak| {
        Some(ends.map_or((leak, leak), |(low, high)| (low.min(leak), high.max(leak))))
    });
    let (low, high) = ends.unwrap_or((0.0, 0.0));
    Block::Table {
        span: 6,
        title: Say::RulesTitle { low, high }.into(),
        subtitle: Say::RulesSubtitle.into(),
        source: Some(Say::RulesSource.into()),
        table: "rules".to_owned(),
        callout: None,
    }
}

/// The flow under the view's rule of silence.
pub(super) fn silence_block(flow: &Flow, frame: &ViewFrame) -> Block {
    Block::Table {
        span: 12,
        title: Say::SilenceTitle {
            rule: rule_name(flow.rule),
            leak: flow.rates(frame).leak(),
        }
        .into(),
        subtitle: Say::SilenceSubtitle {
            rule: rule_name(flow.rule),
        }
        .into(),
        source: Some(Say::SilenceSource.into()),
        table: "periods_by_silence".to_owned(),
        callout: None,
    }
}

fn note(sums: &FlowPeriod) -> Option<Message> {
    if sums.partial {
        Some(Say::PartOfPeriod.into())
    } else {
        (sums.new_may_be_old > 0).then(|| {
            Say::MayBeOldNote {
                customers: whole(sums.new_may_be_old),
            }
            .into()
        })
    }
}

/// Customers who came and came back above, who left below, and those at the close.
pub(super) fn customers_figure(flow: &Flow, frame: &ViewFrame, title: Say) -> Figure {
    let bar = |sums: &FlowPeriod| Column {
        label: Words::CalendarPeriod(sums.period).into(),
        values: vec![sums.returned as f64, sums.new as f64, -(sums.lost as f64)],
        line: Some(sums.closing() as f64),
        partial: sums.partial,
        note: note(sums),
        action: lost_action(sums, false),
    };
    Figure {
        id: "flow".to_owned(),
        span: 12,
        title: title.into(),
        subtitle: Say::FigureSubtitle.into(),
        source: Some(Say::FigureSource.into()),
        chart: ChartSpec::Columns(Columns {
            axis: axis(Words::Customers.into(), Unit::Count),
            series: vec![
                (Say::Part { who: Who::Returned }.into(), Ink::Cat3),
                (Say::Part { who: Who::New }.into(), Ink::Accent),
                (Say::Part { who: Who::Lost }.into(), Ink::Down),
            ],
            columns: flow.shown(frame).map(bar).collect(),
            line: Some(Say::Part { who: Who::Closing }.into()),
        }),
        table: "periods".to_owned(),
        controls: vec![BY.to_owned()],
    }
}

fn axis(label: Message, unit: Unit) -> Axis {
    Axis {
        label,
        unit,
        scale: Scale::Linear,
    }
}

/// Revenue of those who stayed, came back and came, and what the lost had brought.
pub(super) fn revenue_figure(flow: &Flow, frame: &ViewFrame) -> Figure {
    let bar = |sums: &FlowPeriod| Column {
        label: Words::CalendarPeriod(sums.period).into(),
        values: vec![
            sums.revenue_retained.to_units_f64(),
            sums.revenue_returned.to_units_f64(),
            sums.revenue_new.to_units_f64(),
            -sums.revenue_lost.to_units_f64(),
        ],
        line: None,
        partial: sums.partial,
        note: note(sums),
        action: lost_action(sums, false),
    };
    let complete: Vec<usize> = flow.complete(frame).collect();
    let sum = |money: fn(&FlowPeriod) -> Money| {
        Money::sum(complete.iter().map(|&at| money(&flow.periods[at])))
    };
    let (new, all) = (sum(|sums| sums.revenue_new), sum(FlowPeriod::revenue));
    let lost = sum(|sums| sums.revenue_lost);
    Figure {
        id: "flow_revenue".to_owned(),
        span: 6,
        title: Say::RevenueTitle {
            new_share: new.share_of(all),
            lost_share: lost.share_of(all),
        }
        .into(),
        subtitle: Say::RevenueSubtitle.into(),
        source: Some(Say::FigureSource.into()),
        chart: ChartSpec::Columns(Columns {
            axis: axis(Words::Revenue.into(), Unit::Money),
            series: vec![
                (Say::Part { who: Who::Retained }.into(), Ink::Rest),
                (Say::Part { who: Who::Returned }.into(), Ink::Cat3),
                (Say::Part { who: Who::New }.into(), Ink::Accent),
                (Say::Part { who: Who::Lost }.into(), Ink::Down),
            ],
            columns: flow.shown(frame).map(bar).collect(),
            line: None,
        }),
        table: "periods".to_owned(),
        controls: Vec::new(),
    }
}
