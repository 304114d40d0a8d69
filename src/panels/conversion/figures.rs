//! The curves and the months.

use super::super::build::{open, whole};
use super::super::cohorts::GROUP_INKS;
use super::super::panel::Figure;
use super::{Found, ID, LEAST_CUSTOMERS, SPLIT, Waiting};
use crate::base::Money;
use crate::chart::spec::{
    Axis, ChartSpec, Curve, CurvePoint, Curves, Ink, MonthBar, Months, Scale, Unit,
};
use crate::i18n::Message;
use crate::i18n::conversion::Conversion as Say;

/// Most points of a curve: more than there are pixels.
const MOST_POINTS: usize = 400;

/// Part of those who began that must still be followed for the curve to be drawn on.
const LEAST_FOLLOWED: f64 = 0.02;

pub(super) fn all(found: &Found, title: Say) -> Vec<Figure> {
    let mut figures = vec![returning(found, title)];
    figures.extend(by_group(found));
    figures.extend(regulars(found));
    figures.extend(staying(found));
    figures
}

/// How long half of the newcomers take, or how many have come back at all.
pub(super) fn second_title(second: &Waiting) -> Say {
    if let Some(days) = second.median() {
        return Say::Title {
            days: i64::from(days),
        };
    }
    let (day, share) = [365, 90, 30]
        .into_iter()
        .find_map(|day| Some((day, second.share_within(day)?)))
        .or_else(|| second.end())
        .unwrap_or((0, 0.0));
    Say::TitleShare {
        days: i64::from(day),
        share,
    }
}

pub(super) fn lede(found: &Found) -> Option<Say> {
    let (_, second) = found.second.end()?;
    let (days, third) = found.third.end()?;
    Some(Say::Lede {
        days: i64::from(days),
        second,
        third,
    })
}

fn axis(label: Say, unit: Unit) -> Axis {
    Axis {
        label: label.into(),
        unit,
        scale: Scale::Linear,
    }
}

/// A curve of those to whom it has happened (`rises`), or of those who still wait.
fn curve(label: Message, ink: Ink, waiting: &Waiting, rises: bool, has_band: bool) -> Curve {
    let began = waiting.durations.count() as f64;
    let followed = waiting
        .points
        .iter()
        .take_while(|point| point.at_risk as f64 >= LEAST_FOLLOWED * began);
    let told: Vec<_> = followed
        .enumerate()
        .filter(|(at, point)| *at == 0 || point.events > 0)
        .map(|(_, point)| point)
        .collect();
    let every = told.len().div_ceil(MOST_POINTS).max(1);
    let last = told.len().saturating_sub(1);
    let kept = || {
        let places = told.iter().enumerate();
        let kept = places.filter(move |(at, _)| at % every == 0 || *at == last);
        kept.map(|(_, point)| *point)
    };
    let side = |value: f64| if rises { 1.0 - value } else { value };
    let mut points: Vec<(f64, f64)> = kept()
        .map(|point| (f64::from(point.day), side(point.survival)))
        .collect();
    let begin = (0.0, side(1.0));
    if points.first() != Some(&begin) {
        points.insert(0, begin);
    }
    Curve {
        label,
        ink,
        points,
        steps: true,
        band: if has_band {
            kept()
                .filter_map(|point| {
                    let (low, high) = point.band?;
                    let (one, other) = (side(low), side(high));
                    Some((f64::from(point.day), one.min(other), one.max(other)))
                })
                .collect()
        } else {
            Vec::new()
        },
    }
}

/// Second and third purchase, with their bands.
fn returning(found: &Found, title: Say) -> Figure {
    let median = found.second.median().map(|day| CurvePoint {
        x: f64::from(day),
        y: found.second.share_within(day).unwrap_or(0.5),
        label: Say::MedianPoint {
            days: i64::from(day),
        }
        .into(),
        ink: Ink::Accent,
        action: None,
    });
    Figure {
        id: "second_purchase".to_owned(),
        span: 6,
        title: title.into(),
        subtitle: Say::ReturningSubtitle.into(),
        source: Some(Say::BandSource.into()),
        chart: ChartSpec::Curves(Curves {
            x: axis(Say::DayAxis, Unit::Days),
            y: axis(Say::ReturnedAxis, Unit::Share),
            lines: vec![
                curve(
                    Say::SecondCurve.into(),
                    Ink::Accent,
                    &found.second,
                    true,
                    true,
                ),
                curve(Say::ThirdCurve.into(), Ink::Rest, &found.third, true, true),
            ],
            diagonal: None,
            points: median.into_iter().collect(),
        }),
        table: "curve".to_owned(),
        controls: Vec::new(),
    }
}

/// The second purchase, group by group.
fn by_group(found: &Found) -> Option<Figure> {
    let groups = &found.groups;
    let told = groups.second.iter().zip(&groups.names).zip(GROUP_INKS);
    let lines: Vec<Curve> = told
        .filter(|((waiting, _), _)| waiting.durations.count() >= LEAST_CUSTOMERS)
        .map(|((waiting, name), ink)| curve(name.clone(), ink, waiting, true, false))
        .collect();
    (lines.len() > 1).then(|| Figure {
        id: "second_purchase_groups".to_owned(),
        span: 6,
        title: Say::GroupsTitle {
            column: groups.column.clone(),
            p: groups.test.map(|test| test.p),
        }
        .into(),
        subtitle: Say::GroupsSubtitle {
            column: groups.column.clone(),
        }
        .into(),
        source: Some(
            Say::GroupsSource {
                test: groups
                    .test
                    .map(|test| (test.chi_square, i64::from(test.degrees), test.p)),
            }
            .into(),
        ),
        chart: ChartSpec::Curves(Curves {
            x: axis(Say::DayAxis, Unit::Days),
            y: axis(Say::ReturnedAxis, Unit::Share),
            lines,
            diagonal: None,
            points: Vec::new(),
        }),
        table: "groups".to_owned(),
        controls: vec![SPLIT.to_owned()],
    })
}

/// What part of the revenue regulars bring, month by month.
fn regulars(found: &Found) -> Option<Figure> {
    let any = found.regulars.iter().any(|sums| sums.regulars > 0);
    let share = any.then(|| share_of_last(found)).flatten()?;
    let bar = |sums: &crate::analysis::conversion::RegularSums| MonthBar {
        month: sums.period.first_month(),
        value: sums.share().unwrap_or(0.0),
        details: vec![
            (
                Say::Regulars.into(),
                crate::i18n::Words::Number(whole(sums.regulars)).into(),
            ),
            (
                Say::RegularRevenueColumn.into(),
                Say::MoneyOf {
                    money: sums.revenue,
                }
                .into(),
            ),
        ],
        emphasised: false,
        partial: sums.partial,
        action: (sums.regulars > 0).then(|| open(ID, format!("regulars:{}", sums.period))),
    };
    Some(Figure {
        id: "regulars".to_owned(),
        span: 6,
        title: Say::RegularsTitle {
            share,
            months: whole(found.last_months().count()),
        }
        .into(),
        subtitle: Say::RegularsSubtitle {
            occasions: i64::from(found.rule.occasions),
            gaps: found.rule.gaps,
        }
        .into(),
        source: Some(Say::RegularsSource.into()),
        chart: ChartSpec::Months(Months {
            axis: axis(Say::RegularShareColumn, Unit::Share),
            bars: found.regulars.iter().map(bar).collect(),
            line: None,
        }),
        table: "regular_months".to_owned(),
        controls: Vec::new(),
    })
}

/// The part of the revenue of the last whole months that regulars brought.
pub(super) fn share_of_last(found: &Found) -> Option<f64> {
    let sum = |money: fn(&crate::analysis::conversion::RegularSums) -> Money| {
        Money::sum(found.last_months().map(money))
    };
    let share = sum(|sums| sums.revenue).share_of(sum(|sums| sums.revenue_all));
    share.filter(|share| (0.0..=1.0).contains(share))
}

/// How many are still customers, by the days since the first purchase.
fn staying(found: &Found) -> Option<Figure> {
    let tenure = &found.tenure;
    if tenure.durations.events() == 0 || tenure.durations.count() < LEAST_CUSTOMERS {
        return None;
    }
    let at_once = tenure.share_within(0).unwrap_or(0.0);
    let median = tenure.median();
    let point = median.map(|day| CurvePoint {
        x: f64::from(day),
        y: 1.0 - tenure.share_within(day).unwrap_or(0.5),
        label: Say::GonePoint {
            days: i64::from(day),
        }
        .into(),
        ink: Ink::Accent,
        action: None,
    });
    Some(Figure {
        id: "tenure".to_owned(),
        span: 6,
        title: Say::TenureTitle {
            at_once,
            median: median.map(i64::from),
        }
        .into(),
        subtitle: Say::TenureSubtitle.into(),
        source: Some(Say::TenureSource.into()),
        chart: ChartSpec::Curves(Curves {
            x: axis(Say::DayAxis, Unit::Days),
            y: axis(Say::StayingAxis, Unit::Share),
            lines: vec![curve(
                Say::StayingCurve.into(),
                Ink::Accent,
                tenure,
                false,
                true,
            )],
            diagonal: None,
            points: point.into_iter().collect(),
        }),
        table: "tenure".to_owned(),
        controls: Vec::new(),
    })
}
