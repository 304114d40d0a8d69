//! The first page: what the shop took, from whom, and what to do first.
//!
//! - `stats`: its key figures
//! - `months`: what was taken each month
//! - `findings`: what it found, each leading somewhere

mod findings;
mod months;
mod stats;

use months::{last_months, months_figure, months_table};

use super::build::{column, count, open, row, term, whole};
use super::panel::{Block, Figure, Headline, Panel, Row, Table, Tone, Value};
use super::{Context, Entry, ParamValues, concentration};
use crate::analysis::concentration::Concentration;
use crate::analysis::months::FLAT_SHARE;
use crate::analysis::overview::{
    Comparison, LEAST_BUYERS, Measure, Movement, MovementSums, Overview, RESAMPLES,
    movement_members,
};
use crate::base::{Day, Money, Month};
use crate::chart::spec::{Axis, BarRow, Bars, ChartSpec, Ink, Scale, Unit};
use crate::dataset::{Compare, CustomerIx};
use crate::i18n::overview::{Hole, Movement as MovementName, Overview as Say, Trend};
use crate::i18n::{Message, Words};

/// See [`super::REGISTRY`].
pub(super) const ENTRY: Entry = Entry {
    id: ID,
    needs: &[],
    stats: &[
        "customers",
        "buyers",
        "revenue",
        "occasions",
        "occasions_per_buyer",
        "average_occasion",
        "repeat_share",
    ],
    tables: &["months", "movement", "biggest"],
    valued: None,
    run,
    members,
    set_title,
};

const ID: &str = "overview";

/// Most months drawn and listed.
const MOST_MONTHS: usize = 120;

/// Days after the data begin in which a customer who seems new may be an old one.
const LEFT_TRUNCATED_DAYS: i32 = 90;

fn run(context: &Context<'_>, _: &ParamValues) -> Panel {
    let found = Overview::of(context.data, context.base, context.seed);
    let abc = Concentration::of(context.data, context.base);
    let months = last_months(context);
    let findings = findings::all(context, &found, &abc);
    let notice = |span: u8, title: Say, text: Say| Block::Notice {
        span,
        tone: Tone::Info,
        title: title.into(),
        text: text.into(),
        action: None,
    };
    let of_totals = context.base.is_of_totals();
    let (mut tables, months_block) = if of_totals {
        let block = notice(8, Say::NoMonthsTitle, Say::NoMonthsText);
        (Vec::new(), block)
    } else {
        let figure = months_figure(context, months);
        let tables = vec![months_table(context, months)];
        (tables, Block::Figure(Box::new(figure)))
    };
    let mut blocks = vec![
        Block::Equation {
            terms: [
                "revenue",
                "buyers",
                "occasions_per_buyer",
                "average_occasion",
                "repeat_share",
            ]
            .into_iter()
            .zip(["", "=", "×", "×", ""])
            .map(|(id, sign)| (id.to_owned(), sign.to_owned()))
            .collect(),
            note: interval_note(&found).into(),
        },
        months_block,
        Block::Findings {
            span: 4,
            title: Say::FindingsTitle.into(),
            subtitle: Say::FindingsSubtitle {
                findings: whole(findings.len()),
            }
            .into(),
        },
    ];
    blocks.push(match &found.comparison {
        None => notice(7, Say::NoMovementTitle, why_not_compared(context)),
        Some(comparison) => {
            tables.push(movement_table(context, comparison));
            let moved = comparison.movements.iter().any(|sums| sums.customers > 0);
            if moved {
                Block::Figure(Box::new(movement_figure(context, comparison)))
            } else {
                let period = context.frame().period;
                notice(7, Say::NobodyBought { period }, Say::ChooseAnotherPeriod)
            }
        }
    });
    if let Some(figure) = concentration::biggest_figure(context, &abc, 5) {
        tables.push(concentration::biggest_table(&abc));
        blocks.push(Block::Figure(Box::new(figure)));
    }
    Panel {
        id: ID.to_owned(),
        headline: Some(headline(context, &found)),
        stats: stats::all(context, &found),
        tables,
        blocks,
        findings,
        params: Vec::new(),
    }
}

fn interval_note(found: &Overview) -> Say {
    let changes = found.comparison.iter().flat_map(|it| it.changes);
    if changes.into_iter().any(|change| change.interval.is_some()) {
        Say::IntervalNote {
            resamples: whole(RESAMPLES),
        }
    } else {
        Say::NoIntervalNote
    }
}

fn headline(context: &Context<'_>, found: &Overview) -> Headline {
    let frame = context.frame();
    let period = frame.period;
    let (title, lede) = match &found.comparison {
        _ if found.now.buyers == 0 && found.now.revenue < Money::ZERO => (
            Say::OnlyRefunds {
                revenue: found.now.revenue,
                period,
            },
            Say::ChooseAnotherPeriod,
        ),
        _ if found.now.buyers == 0 => (Say::NobodyBought { period }, Say::ChooseAnotherPeriod),
        Some(comparison) => (
            compared_title(context, found, comparison),
            lede(context, comparison),
        ),
        None => (
            Say::NotCompared {
                buyers: whole(found.now.buyers),
                revenue: found.now.revenue,
                period,
            },
            why_not_compared(context),
        ),
    };
    Headline {
        eyebrow: Say::Eyebrow {
            period,
            compared: frame.compared,
        }
        .into(),
        title: title.into(),
        lede: Some(lede.into()),
    }
}

fn compared_title(context: &Context<'_>, found: &Overview, comparison: &Comparison) -> Say {
    let change = comparison.change(Measure::Revenue);
    let previous = comparison.previous;
    let fewest = found.now.buyers.min(previous.buyers);
    match change.share {
        Some(share) if fewest >= LEAST_BUYERS => Say::Headline {
            trend: trend(share, change.may_be_chance()),
            change: share.abs(),
            lost: whole(comparison.movement(Movement::Lost).customers),
            of: whole(previous.buyers),
        },
        Some(_) => Say::TooFew {
            revenue: found.now.revenue,
            previous: previous.revenue,
            buyers: whole(fewest),
        },
        None => Say::NothingBefore {
            revenue: found.now.revenue,
            previous: previous.revenue,
            compared: context.frame().compared.unwrap_or(context.frame().period),
        },
    }
}

fn trend(share: f64, may_be_chance: bool) -> Trend {
    match (share.abs() < FLAT_SHARE, may_be_chance, share > 0.0) {
        (true, ..) => Trend::Flat,
        (_, true, true) => Trend::PerhapsRising,
        (_, true, false) => Trend::PerhapsFalling,
        (_, false, true) => Trend::Rising,
        (_, false, false) => Trend::Falling,
    }
}

fn lede(context: &Context<'_>, comparison: &Comparison) -> Say {
    let lost = comparison.movement(Movement::Lost);
    if comparison.previous.buyers == 0 {
        return Say::ChooseAnotherPeriod;
    }
    if lost.customers == 0 {
        return Say::LedeNobodyLeft;
    }
    if lost.revenue_previous <= Money::ZERO {
        return Say::LedeNothingLost;
    }
    let came = comparison.movement(Movement::New).revenue
        + comparison.movement(Movement::Returned).revenue;
    let newcomers = comparison.movement(Movement::New).customers
        + comparison.movement(Movement::Returned).customers;
    let hole = match newcomers {
        _ if new_may_be_old(context) => Hole::Untold,
        0 => Hole::Open,
        _ if came > lost.revenue_previous => Hole::Filled,
        _ => Hole::Partly,
    };
    // Of a handful one is kept, of more a tenth.
    let parts = lost.customers.min(10);
    Say::Lede {
        hole,
        lost: whole(lost.customers),
        kept: lost.revenue_previous.per(parts),
    }
}

/// Whether the data begin so shortly before the period that who seems new may be an old customer.
fn new_may_be_old(context: &Context<'_>) -> bool {
    let frame = context.frame();
    frame.period.from.since(frame.span.from) < LEFT_TRUNCATED_DAYS
}

fn why_not_compared(context: &Context<'_>) -> Say {
    match context.frame().compare {
        Compare::None if context.base.is_of_totals() => Say::OnlyTotals,
        Compare::None => Say::NothingCompared,
        Compare::Previous | Compare::YearBefore => Say::DataBeginLate {
            first: context.frame().span.from,
        },
    }
}

fn movement_name(movement: Movement) -> MovementName {
    match movement {
        Movement::Lost => MovementName::Lost,
        Movement::Stayed => MovementName::Stayed,
        Movement::Returned => MovementName::Returned,
        Movement::New => MovementName::New,
        Movement::Neither => MovementName::Neither,
    }
}

fn movement_action(movement: Movement) -> super::panel::Action {
    open(ID, format!("movement:{}", movement.id()))
}

fn movement_ink(movement: Movement) -> Ink {
    match movement {
        Movement::Lost => Ink::Down,
        Movement::Stayed => Ink::Accent,
        Movement::Returned => Ink::Cat2,
        Movement::New => Ink::Cat3,
        Movement::Neither => Ink::Rest,
    }
}

fn movement_table(context: &Context<'_>, comparison: &Comparison) -> Table {
    let frame = context.frame();
    let then = frame.compared.unwrap_or(frame.period);
    let total = |money: fn(&MovementSums) -> Money| {
        Value::Money(Money::sum(comparison.movements.iter().map(money)))
    };
    let customers: u64 = comparison.movements.iter().map(|sums| sums.customers).sum();
    Table {
        id: "movement".to_owned(),
        columns: vec![
            column("movement", Say::MovementColumn),
            column("customers", Words::Customers),
            column("revenue_previous", Say::RevenueOf { period: then }).decimals(0),
            column(
                "revenue",
                Say::RevenueOf {
                    period: frame.period,
                },
            )
            .decimals(0),
            column("change", Say::ChangeColumn).decimals(0),
        ],
        rows: comparison
            .movements
            .iter()
            .map(|sums| Row {
                action: Some(movement_action(sums.movement)),
                ..row(vec![
                    term(
                        sums.movement.id(),
                        Say::Movement(movement_name(sums.movement)),
                    ),
                    count(sums.customers),
                    Value::Money(sums.revenue_previous),
                    Value::Money(sums.revenue),
                    Value::Money(sums.change()),
                ])
            })
            .collect(),
        total: Some(row(vec![
            term("all", Words::All),
            count(customers),
            total(|sums| sums.revenue_previous),
            total(|sums| sums.revenue),
            total(MovementSums::change),
        ])),
    }
}

fn movement_figure(context: &Context<'_>, comparison: &Comparison) -> Figure {
    let frame = context.frame();
    let change = Money::sum(comparison.movements.iter().map(MovementSums::change));
    let is_flat = comparison
        .change(Measure::Revenue)
        .share
        .is_some_and(|share| share != 0.0 && share.abs() < FLAT_SHARE);
    let title = if is_flat {
        Say::MovementFlat
    } else {
        movement_title(&comparison.movements, change, new_may_be_old(context))
    };
    let rows = comparison
        .movements
        .iter()
        .filter(|sums| sums.customers > 0)
        .map(|sums| BarRow {
            label: Say::Movement(movement_name(sums.movement)).into(),
            detail: Some(
                Say::MovementCustomers {
                    customers: whole(sums.customers),
                }
                .into(),
            ),
            values: vec![sums.change().to_units_f64()],
            ink: Some(movement_ink(sums.movement)),
            action: Some(movement_action(sums.movement)),
        })
        .chain([BarRow {
            label: Say::ChangeTotal.into(),
            detail: None,
            values: vec![change.to_units_f64()],
            ink: Some(Ink::Total),
            action: None,
        }])
        .collect();
    Figure {
        id: "movement".to_owned(),
        span: 7,
        title: title.into(),
        subtitle: Say::MovementSubtitle {
            period: frame.period,
            compared: frame.compared.unwrap_or(frame.period),
        }
        .into(),
        source: Some(
            Say::MovementSource {
                change,
                neither: comparison.movement(Movement::Neither).change(),
                may_be_old: new_may_be_old(context)
                    && comparison.movement(Movement::New).customers > 0,
            }
            .into(),
        ),
        chart: ChartSpec::Bars(Bars {
            axis: Axis {
                label: Say::ChangeColumn.into(),
                unit: Unit::Change,
                scale: Scale::Linear,
            },
            series: Vec::new(),
            rows,
            norm_from: None,
            stacked: false,
        }),
        table: "movement".to_owned(),
        controls: Vec::new(),
    }
}

/// Names what moved most in the direction in which the whole moved; the first of equals. Customers
/// who may be old are not called new.
fn movement_title(movements: &[MovementSums], change: Money, may_be_old: bool) -> Say {
    let towards = |sums: &&MovementSums| {
        if change > Money::ZERO {
            sums.change()
        } else {
            -sums.change()
        }
    };
    match movements.iter().rev().max_by_key(towards) {
        Some(MovementSums {
            movement: Movement::New,
            ..
        }) if may_be_old && change > Money::ZERO => Say::FirstSeenCarry,
        Some(carrier) if change != Money::ZERO => Say::MovementTitle {
            carrier: movement_name(carrier.movement),
            grew: change > Money::ZERO,
        },
        _ => Say::MovementEven,
    }
}

/// What a key names.
enum Key {
    Known,
    Buyers,
    Repeat,
    OneTime,
    SilentRegulars,
    Movement(Movement),
    Month(Month),
}

fn parse(key: &str) -> Option<Key> {
    Some(match key {
        "customers" => Key::Known,
        "buyers" => Key::Buyers,
        "repeat" => Key::Repeat,
        "one_time" => Key::OneTime,
        "silent_regulars" => Key::SilentRegulars,
        _ => match key.split_once(':')? {
            ("movement", id) => Key::Movement(Movement::from_id(id)?),
            ("month", month) => Key::Month(Month::of(Day::from_iso(&format!("{month}-01"))?)),
            _ => return None,
        },
    })
}

fn members(context: &Context<'_>, _: &ParamValues, key: &str) -> Option<Vec<CustomerIx>> {
    let base = context.base;
    let end = context.frame().period.to;
    Some(match parse(key)? {
        Key::Known => base
            .present_ixs()
            .filter(|&customer| base.is_known_by(customer, end))
            .collect(),
        Key::Buyers => base.period().buyer_ixs().collect(),
        Key::Repeat => base
            .period()
            .buyer_ixs()
            .filter(|&customer| base.came_again_by(customer, end))
            .collect(),
        Key::OneTime => findings::one_time(base).collect(),
        Key::SilentRegulars => findings::silent_regulars(base).collect(),
        Key::Movement(movement) => movement_members(base, movement),
        Key::Month(month) => {
            let (first, last) = (month.first_day(), month.last_day());
            base.buyer_ixs()
                .filter(|&customer| {
                    let days = base.occasion_days(customer);
                    let at = days.partition_point(|&day| day < first);
                    days.get(at).is_some_and(|&day| day <= last)
                })
                .collect()
        }
    })
}

fn set_title(context: &Context<'_>, _: &ParamValues, key: &str) -> Option<Message> {
    let period = context.frame().period;
    let title = match parse(key)? {
        Key::Known => Say::KnownBy { day: period.to },
        Key::Buyers => Say::BuyersOf { period },
        Key::Repeat => Say::RepeatMembers,
        Key::OneTime => Say::OneTimeMembers,
        Key::SilentRegulars => Say::SilentRegulars,
        Key::Movement(movement) => Say::Members {
            movement: movement_name(movement),
        },
        Key::Month(month) => Say::BuyersOfMonth { month },
    };
    Some(title.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(changes: [f64; 5]) -> Vec<MovementSums> {
        Movement::ALL
            .into_iter()
            .zip(changes)
            .map(|(movement, change)| MovementSums {
                movement,
                customers: 1,
                revenue_previous: Money::ZERO,
                revenue: Money::from_units_f64(change),
            })
            .collect()
    }

    fn title(changes: [f64; 5]) -> Say {
        let sums = sums(changes);
        let change = Money::sum(sums.iter().map(MovementSums::change));
        movement_title(&sums, change, false)
    }

    #[test]
    fn the_title_names_what_moved_with_the_whole() {
        let named = |carrier, grew| Say::MovementTitle { carrier, grew };
        assert_eq!(
            title([-100.0, 20.0, 10.0, 150.0, 0.0]),
            named(MovementName::New, true)
        );
        assert_eq!(
            title([-100.0, 200.0, 10.0, 50.0, 0.0]),
            named(MovementName::Stayed, true)
        );
        assert_eq!(
            title([-100.0, 20.0, 10.0, 50.0, 0.0]),
            named(MovementName::Lost, false)
        );
        assert_eq!(
            title([-10.0, -20.0, 0.0, 5.0, -1.0]),
            named(MovementName::Stayed, false)
        );
        assert_eq!(title([-10.0, 10.0, 0.0, 0.0, 0.0]), Say::MovementEven);
        let grown = sums([-10.0, 0.0, 0.0, 50.0, 0.0]);
        let change = Money::from_units_f64(40.0);
        assert_eq!(movement_title(&grown, change, true), Say::FirstSeenCarry);
    }

    #[test]
    fn a_trend_for_every_case() {
        assert_eq!(trend(0.08, false), Trend::Rising);
        assert_eq!(trend(-0.08, false), Trend::Falling);
        assert_eq!(trend(0.08, true), Trend::PerhapsRising);
        assert_eq!(trend(-0.08, true), Trend::PerhapsFalling);
        assert_eq!(trend(0.004, true), Trend::Flat);
        assert_eq!(trend(-0.009, false), Trend::Flat);
    }
}
