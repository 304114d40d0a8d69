//! The heat map and the curves.

use super::super::Context;
use super::super::build::whole;
use super::super::panel::{Block, Figure};
use super::tables::cell_action;
use super::{BY, SPLIT, Split, age_name, far_age, year_of};
use crate::analysis::cohorts::{Cohort, Cohorts};
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

/// Cohorts by age, darker where more came back.
pub(super) fn heat(
    context: &Context<'_>,
    cohorts: &Cohorts,
    step: CalendarStep,
    title: Say,
    table: &str,
) -> Figure {
    let all = &cohorts.cohorts;
    let columns = all.iter().map(|cohort| cohort.cells.len()).max();
    let columns = columns.unwrap_or(0);
    let later = all
        .iter()
        .flat_map(|cohort| (1..cohort.cells.len()).filter_map(|age| cohort.retention(age)));
    let largest = later.fold(0.0, f64::max);
    let cells = all
        .iter()
        .flat_map(|cohort| (0..columns).map(move |age| heat_cell(cohorts, cohort, age, largest)));
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
        subtitle: Say::HeatSubtitle { step }.into(),
        source: Some(
            Say::HeatSource {
                truncated,
                taken_in: cohorts.means_over_all,
                as_of: has_partial.then_some(context.frame().as_of),
                outside: Some(cohorts.revenue_outside).filter(|&money| money != Money::ZERO),
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
            cells: cells.collect(),
            outlines: Vec::new(),
        }),
        table: table.to_owned(),
        controls: vec![BY.to_owned()],
    }
}

fn heat_cell(cohorts: &Cohorts, cohort: &Cohort, age: usize, largest: f64) -> HeatCell {
    let Some((cell, share)) = cohort.cells.get(age).zip(cohort.retention(age)) else {
        return HeatCell {
            value: Message::Verbatim(String::new()),
            detail: Message::Verbatim(String::new()),
            name: Message::Verbatim(String::new()),
            step: 0,
            action: None,
        };
    };
    HeatCell {
        value: Say::Percent { share }.into(),
        detail: Say::OfSize {
            active: whole(cell.active),
            size: whole(cohort.size),
        }
        .into(),
        name: Say::CellName {
            period: cohort.period,
            age: whole(age),
            partial: age >= cohorts.whole_ages(cohort),
        }
        .into(),
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
    cohorts: &Cohorts,
    step: CalendarStep,
    split: Option<&Split>,
    has_split: bool,
    narrow: bool,
) -> Vec<Block> {
    let ages = 0..=cohorts.oldest_age().unwrap_or(0);
    let retention: Vec<(f64, f64)> = ages
        .clone()
        .filter_map(|age| Some((age as f64, cohorts.at_age(age).retention()?)))
        .collect();
    let cumulative: Vec<(f64, f64)> = ages
        .filter_map(|age| Some((age as f64, cohorts.cumulative_each(age)?)))
        .collect();
    let mut returning = match split {
        Some(split) => group_lines(split),
        None => vec![line(Say::AllCohorts.into(), Ink::Accent, retention)],
    };
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
    let far = far_age(cohorts, step).and_then(|age| Some((age, cohorts.cumulative_each(age)?)));
    let far = far.or_else(|| Some((1, cohorts.cumulative_each(1)?)));
    if let Some((age, units)) = far {
        let money = Money::from_units_f64(units);
        blocks.push(Figure {
            id: "cumulative".to_owned(),
            span: if narrow { 12 } else { 6 },
            title: Say::CumulativeTitle {
                step,
                age: whole(age),
                money,
            }
            .into(),
            subtitle: Say::CumulativeSubtitle.into(),
            source: Some(Say::CurveSource.into()),
            chart: ChartSpec::Curves(Curves {
                x: age_axis(step),
                y: axis(Say::CumulativeEachColumn, Unit::Money),
                lines: vec![line(Say::AllCohorts.into(), Ink::Accent, cumulative)],
                diagonal: None,
                points: vec![CurvePoint {
                    x: age as f64,
                    y: units,
                    label: Say::CumulativePoint { money }.into(),
                    ink: Ink::Accent,
                    action: None,
                }],
            }),
            table: "ages".to_owned(),
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
pub(super) fn lede(cohorts: &Cohorts, step: CalendarStep) -> Option<Say> {
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
        step,
        first: Money::from_units_f64(first),
        age: whole(age),
        later: Money::from_units_f64(later),
    })
}
