//! The heat map and the curves.

use super::super::Context;
use super::super::build::whole;
use super::super::panel::{Block, Figure};
use super::tables::{cell_action, cohort_action};
use super::{BY, MEASURE, Measure, SPLIT, Split, Told, age_name, far_age, year_of};
use crate::analysis::cohorts::{AgeSums, Cohort, Cohorts};
use crate::base::{CalendarStep, Money};
use crate::chart::spec::{
    Axis, ChartSpec, Curve, CurvePoint, Curves, Heat, HeatCell, Ink, Scale, Unit,
};
use crate::i18n::cohorts::Cohorts as Say;
use crate::i18n::{Message, Words};

/// Columns beyond which a heat map takes the whole width.
const NARROW_COLUMNS: usize = 13;

/// Fewest customers of a group for a point of its curve.
const LEAST_OF_GROUP: u64 = 10;

/// Colours of groups, in their order.
pub(in crate::panels) const GROUP_INKS: [Ink; 7] = [
    Ink::Accent,
    Ink::Cat4,
    Ink::Cat3,
    Ink::Cat2,
    Ink::Cat1,
    Ink::Up,
    Ink::Rest,
];

/// Cohorts by age, darker where more came back, or where they have brought more.
pub(super) fn heat(
    context: &Context<'_>,
    told: &Told,
    measure: Measure,
    title: Say,
    table: &str,
) -> Figure {
    let (cohorts, step) = (&told.cohorts, told.step);
    let by_money = measure != Measure::Customers;
    let all = &cohorts.cohorts;
    let columns = all.iter().map(|cohort| cohort.cells.len()).max();
    let columns = columns.unwrap_or(0);
    let cells = if by_money {
        money_cells(told, columns)
    } else {
        let later = all
            .iter()
            .flat_map(|cohort| (1..cohort.cells.len()).filter_map(|age| cohort.retention(age)));
        let largest = later.fold(0.0, f64::max);
        let of = |cohort| (0..columns).map(move |age| heat_cell(told, cohort, age, largest));
        all.iter().flat_map(of).collect()
    };
    let truncated: Vec<Message> = all
        .iter()
        .filter(|cohort| cohort.is_left_truncated())
        .map(|cohort| Words::CalendarPeriod(cohort.period).into())
        .collect();
    let has_partial = cohorts.open_ages > 0;
    Figure {
        id: "cohorts".to_owned(),
        span: if is_narrow(cohorts) { 7 } else { 12 },
        title: title.into(),
        subtitle: if by_money {
            Say::MoneySubtitle { of: told.of, step }.into()
        } else {
            Say::HeatSubtitle { step }.into()
        },
        source: Some(
            Say::HeatSource {
                truncated,
                taken_in: cohorts.means_over_all,
                as_of: has_partial.then_some(context.frame().as_of),
                outside: Some(cohorts.outside).filter(|&money| money != Money::ZERO),
            }
            .into(),
        ),
        chart: ChartSpec::Heat(Heat {
            columns_title: Say::AgeAxis { step }.into(),
            rows_title: Say::CohortColumn.into(),
            columns: (0..columns).map(age_name).collect(),
            rows: all
                .iter()
                .map(|cohort| Words::CalendarPeriod(cohort.period).into())
                .collect(),
            sizes: Some((
                Say::SizeColumn.into(),
                all.iter()
                    .map(|cohort| Words::Number(whole(cohort.size)).into())
                    .collect(),
            )),
            cells,
            outlines: Vec::new(),
        }),
        table: table.to_owned(),
        controls: vec![BY.to_owned(), MEASURE.to_owned()],
    }
}

/// Money a customer up to each age, cohort by cohort.
fn money_cells(told: &Told, columns: usize) -> Vec<HeatCell> {
    let all = &told.money().cohorts;
    let each: Vec<Vec<Money>> = all
        .iter()
        .map(|cohort| {
            let mut sum = Money::ZERO;
            let up_to = cohort.cells.iter().map(|cell| {
                sum += cell.money;
                sum.per(cohort.size)
            });
            up_to.collect()
        })
        .collect();
    let largest = each.iter().flatten().max().copied().unwrap_or(Money::ZERO);
    let cell = |cohort: &Cohort, age: usize, each: Option<&Money>| {
        let Some((&each, cell)) = each.zip(cohort.cells.get(age)) else {
            return nothing();
        };
        HeatCell {
            value: Say::Units { money: each }.into(),
            detail: Say::MoneyOfSize {
                active: whole(cell.active),
                size: whole(cohort.size),
            }
            .into(),
            name: cell_name(told, cohort, age),
            step: money_ramp(each, largest),
            action: Some(cohort_action(cohort)),
        }
    };
    let of = |(cohort, each): (&Cohort, &Vec<Money>)| {
        let cells = (0..columns).map(|age| cell(cohort, age, each.get(age)));
        cells.collect::<Vec<_>>()
    };
    all.iter().zip(&each).flat_map(of).collect()
}

/// Darker where a customer has brought more; the lightest where nothing was brought.
fn money_ramp(each: Money, largest: Money) -> u8 {
    let share = each.share_of(largest).unwrap_or(0.0);
    (1.0 + 6.0 * share).round().clamp(1.0, 7.0) as u8
}

/// Where a cohort is not old enough yet.
fn nothing() -> HeatCell {
    HeatCell {
        value: Message::Verbatim(String::new()),
        detail: Message::Verbatim(String::new()),
        name: Message::Verbatim(String::new()),
        step: 0,
        action: None,
    }
}

fn cell_name(told: &Told, cohort: &Cohort, age: usize) -> Message {
    Say::CellName {
        period: cohort.period,
        age: whole(age),
        partial: age >= told.cohorts.whole_ages(cohort),
    }
    .into()
}

fn heat_cell(told: &Told, cohort: &Cohort, age: usize, largest: f64) -> HeatCell {
    let Some((cell, share)) = cohort.cells.get(age).zip(cohort.retention(age)) else {
        return nothing();
    };
    HeatCell {
        value: Say::Percent { share }.into(),
        detail: Say::OfSize {
            active: whole(cell.active),
            size: whole(cohort.size),
        }
        .into(),
        name: cell_name(told, cohort, age),
        step: ramp(age, share, largest),
        action: cell_action(cohort, age),
    }
}

/// The first age is everybody; the others share the steps below it.
fn ramp(age: usize, share: f64, largest: f64) -> u8 {
    if age == 0 {
        return 7;
    }
    if largest <= 0.0 {
        return 1;
    }
    (1.0 + 5.0 * share / largest).round().clamp(1.0, 6.0) as u8
}

/// Whether a heat map leaves room beside it.
pub(super) fn is_narrow(cohorts: &Cohorts) -> bool {
    let ages = cohorts.cohorts.iter().map(|cohort| cohort.cells.len());
    ages.max().is_none_or(|columns| columns <= NARROW_COLUMNS)
}

/// The share of customers who buy at an age, and what they have brought up to it.
pub(super) fn curves(
    told: &Told,
    split: Option<&Split>,
    has_split: bool,
    narrow: bool,
) -> Vec<Block> {
    let (cohorts, money, step) = (&told.cohorts, told.money(), told.step);
    let ages = 0..=cohorts.oldest_age().unwrap_or(0);
    let retention: Vec<(f64, f64)> = ages
        .clone()
        .filter_map(|age| Some((age as f64, cohorts.at_age(age).retention()?)))
        .collect();
    let brought = if let Some(split) = split {
        money_lines(split)
    } else {
        let up_to = ages.filter_map(|age| Some((age as f64, money.cumulative_each(age)?)));
        vec![line(Say::AllCohorts.into(), Ink::Accent, up_to.collect())]
    };
    let mut returning = match split {
        Some(split) => group_lines(split),
        None => vec![line(Say::AllCohorts.into(), Ink::Accent, retention)],
    };
    if split.is_none() {
        let ages = 0..=cohorts.oldest_age().unwrap_or(0);
        let steady = ages.filter_map(|age| Some((age as f64, told.without_season(age)?)));
        returning.push(line(Say::WithoutSeason.into(), Ink::Rest, steady.collect()));
    }
    // At age 0 everybody bought: from there the rest would lie flat on the ground.
    for line in &mut returning {
        line.points.retain(|point| point.0 >= 1.0);
    }
    returning.retain(|line| !line.points.is_empty());
    let mut blocks = Vec::new();
    if !returning.is_empty() {
        let title = match split {
            Some(split) => Say::SplitTitle {
                name: split.name.clone(),
            },
            None => Say::CurveTitle {
                step,
                ages: whole(cohorts.oldest_age().unwrap_or(0)),
            },
        };
        blocks.push(Figure {
            id: "retention".to_owned(),
            span: if narrow { 5 } else { 6 },
            title: title.into(),
            subtitle: Say::CurveSubtitle { step }.into(),
            source: Some(Say::CurveSource.into()),
            chart: ChartSpec::Curves(Curves {
                x: age_axis(step),
                y: axis(Say::RetentionColumn, Unit::Share),
                lines: returning,
                diagonal: None,
                points: Vec::new(),
            }),
            table: if split.is_some() { "groups" } else { "ages" }.to_owned(),
            controls: if has_split {
                vec![SPLIT.to_owned()]
            } else {
                Vec::new()
            },
        });
    }
    if let Some((age, units)) = far_money(told).filter(|_| !brought.is_empty()) {
        let money = Money::from_units_f64(units);
        let point = CurvePoint {
            x: age as f64,
            y: units,
            label: Say::CumulativePoint { money }.into(),
            ink: Ink::Accent,
            action: None,
        };
        let of = told.of;
        blocks.push(Figure {
            id: "cumulative".to_owned(),
            span: if narrow { 12 } else { 6 },
            title: Say::CumulativeTitle {
                of,
                step,
                age: whole(age),
                money,
            }
            .into(),
            subtitle: Say::CumulativeSubtitle(of).into(),
            source: Some(Say::CurveSource.into()),
            chart: ChartSpec::Curves(Curves {
                x: age_axis(step),
                y: axis(Say::CumulativeEachColumn(of), Unit::Money),
                lines: brought,
                diagonal: None,
                points: if split.is_some() {
                    Vec::new()
                } else {
                    vec![point]
                },
            }),
            table: if split.is_some() { "groups" } else { "ages" }.to_owned(),
            controls: Vec::new(),
        });
    }
    blocks
        .into_iter()
        .map(|figure| Block::Figure(Box::new(figure)))
        .collect()
}

fn group_lines(split: &Split) -> Vec<Curve> {
    let lines = split.groups.iter().zip(GROUP_INKS);
    lines
        .map(|(group, ink)| {
            let ages = group.ages.iter().enumerate();
            let points = ages
                .filter(|(_, sums)| sums.customers >= LEAST_OF_GROUP)
                .filter_map(|(age, sums)| Some((age as f64, sums.retention()?)));
            line(split.value(group.value), ink, points.collect())
        })
        .collect()
}

/// What customers of each group have brought up to each age; none of a group too small for a mean.
fn money_lines(split: &Split) -> Vec<Curve> {
    let lines = split.groups.iter().zip(GROUP_INKS);
    let lines = lines.map(|(group, ink)| {
        let mut up_to = 0.0;
        let large = |sums: &&AgeSums| sums.customers >= LEAST_OF_GROUP;
        let each = group.ages.iter().take_while(large).map_while(AgeSums::each);
        let points = each.enumerate().map(|(age, each)| {
            up_to += each;
            (age as f64, up_to)
        });
        line(split.value(group.value), ink, points.collect())
    });
    lines.filter(|line| !line.points.is_empty()).collect()
}

/// The latest age that is told, and what a customer has brought up to it.
fn far_money(told: &Told) -> Option<(usize, f64)> {
    let money = told.money();
    let far = far_age(&told.cohorts, told.step);
    let far = far.and_then(|age| Some((age, money.cumulative_each(age)?)));
    far.or_else(|| Some((1, money.cumulative_each(1)?)))
}

/// The same as a title.
pub(super) fn brought(told: &Told) -> Option<Say> {
    let (age, units) = far_money(told)?;
    Some(Say::CumulativeTitle {
        of: told.of,
        step: told.step,
        age: whole(age),
        money: Money::from_units_f64(units),
    })
}

fn line(label: Message, ink: Ink, points: Vec<(f64, f64)>) -> Curve {
    Curve {
        label,
        ink,
        points,
        steps: false,
        band: Vec::new(),
    }
}

fn axis(label: Say, unit: Unit) -> Axis {
    Axis {
        label: label.into(),
        unit,
        scale: Scale::Linear,
    }
}

fn age_axis(step: CalendarStep) -> Axis {
    axis(Say::AgeAxis { step }, Unit::Count)
}

/// What a customer brings in its first period and in the first year.
pub(super) fn lede(told: &Told) -> Option<Say> {
    let (cohorts, step) = (told.money(), told.step);
    let first = cohorts.cumulative_each(0)?;
    let year = year_of(step);
    let (age, later) = cohorts
        .cumulative_each(year)
        .map(|units| (year, units))
        .or_else(|| {
            let oldest = cohorts.oldest_age().filter(|&oldest| oldest > 0)?;
            Some((oldest, cohorts.cumulative_each(oldest)?))
        })?;
    Some(Say::Lede {
        of: told.of,
        step,
        first: Money::from_units_f64(first),
        age: whole(age),
        later: Money::from_units_f64(later),
    })
}
