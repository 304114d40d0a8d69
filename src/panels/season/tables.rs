//! Months of the year, months, days of the week, comparisons and parts of the shop.

use super::super::Context;
use super::super::build::{column, count, number, open, row, share, term, units, whole};
use super::super::panel::{Row, Table, Value};
use super::settings::toggle;
use super::{ID, Seen};
use crate::analysis::by_value::{Division, OfValue, months_by_value};
use crate::analysis::season::{Measure, SeasonIndex, partial_months};
use crate::analysis::trading_days::{Compared, Weekdays};
use crate::base::{Money, Month, Period};
use crate::i18n::season::{Name, Season as Say};

/// Most parts of the shop that are shown.
const MOST_VALUES: usize = 12;

fn name(name: Name) -> Say {
    Say::Name(name)
}

/// What was counted, as a cell.
fn cell(measure: Measure, value: f64) -> Value {
    match measure {
        Measure::Revenue => Value::Money(Money::from_units_f64(value)),
        Measure::Occasions | Measure::Customers => Value::Number(value),
    }
}

/// The index with its lowest and highest year.
pub(super) fn indices(season: &SeasonIndex) -> Table {
    let line = |at: usize| {
        let of_year = at as i8 + 1;
        let ratios = || {
            season
                .months
                .iter()
                .filter(move |month| month.month.of_year() == of_year)
                .filter_map(|month| month.ratio)
        };
        row(vec![
            term(&format!("{of_year:02}"), Say::MonthOfYear(of_year)),
            count(of_year),
            Value::Number(season.index[at]),
            number(ratios().reduce(f64::min)),
            number(ratios().reduce(f64::max)),
            count(ratios().count() as u32),
        ])
    };
    Table {
        id: "indices".to_owned(),
        columns: vec![
            column("name", name(Name::Month)),
            column("month", name(Name::MonthNumber)),
            column("index", name(Name::Index)).decimals(2),
            column("lowest", name(Name::Lowest)).decimals(2),
            column("highest", name(Name::Highest)).decimals(2),
            column("years", name(Name::Years)),
        ],
        rows: (0..12).map(line).collect(),
        total: None,
    }
}

/// Every month in view; those that are not complete stand pale and count for nothing.
pub(super) fn months(context: &Context<'_>, seen: &Seen) -> Table {
    let partial = partial_months(context.base);
    let line = |sums: &crate::analysis::months::MonthSums| {
        let month = sums.month;
        let value = seen.measure.of(sums);
        let known = seen.season.as_ref().ok();
        let of_index =
            known.and_then(|season| season.months.iter().find(|other| other.month == month));
        let part = partial.contains(&month);
        Row {
            action: (!part).then(|| toggle(&seen.left_out, month)),
            ..row(vec![
                Value::Month(month),
                cell(seen.measure, value),
                of_index
                    .and_then(|month| month.trend)
                    .map_or(Value::None, |trend| cell(seen.measure, trend)),
                number(of_index.and_then(|month| month.ratio)),
                number(known.map(|season| season.of_month(month))),
                seen.adjusted(month, value)
                    .filter(|_| !part)
                    .map_or(Value::None, |value| cell(seen.measure, value)),
                Value::Flag(seen.left_out.contains(&month)),
                Value::Flag(part),
            ])
        }
    };
    Table {
        id: "months".to_owned(),
        columns: vec![
            column("month", name(Name::Month)),
            column(
                seen.measure.id(),
                Say::Counted(super::settings::counted(seen.measure)),
            )
            .decimals(0),
            column("trend", name(Name::Trend)).decimals(0),
            column("ratio", name(Name::Ratio)).decimals(2),
            column("index", name(Name::Index)).decimals(2),
            column("adjusted", name(Name::Adjusted)).decimals(0),
            column("left_out", name(Name::LeftOutColumn)),
            column("partial", name(Name::Partial)),
        ],
        rows: context.base.months().iter().map(line).collect(),
        total: None,
    }
}

/// Days of the week.
pub(super) fn weekdays(weekdays: &Weekdays, measure: Measure) -> Table {
    let all: f64 = weekdays.sums.iter().sum();
    let line = |at: usize| {
        row(vec![
            term(&format!("{}", at + 1), Say::Weekday(at as u8)),
            Value::Number(weekdays.index[at]),
            cell(measure, weekdays.sums[at] / f64::from(weekdays.weeks)),
            share((all > 0.0).then(|| weekdays.sums[at] / all)),
        ])
    };
    let what = match measure {
        Measure::Revenue => Say::Counted(crate::i18n::season::Counted::Revenue),
        Measure::Occasions | Measure::Customers => {
            Say::Counted(crate::i18n::season::Counted::Visits)
        }
    };
    Table {
        id: "weekdays".to_owned(),
        columns: vec![
            column("weekday", name(Name::Weekday)),
            column("index", name(Name::Index)).decimals(2),
            column("mean", what).decimals(0),
            column("share", name(Name::Share)),
        ],
        rows: (0..7).map(line).collect(),
        total: None,
    }
}

/// The period against the compared one, and the last full half-year, quarter and month against the
/// ones before, with what the season accounts for.
pub(super) fn comparisons(context: &Context<'_>, seen: &Seen) -> Vec<(&'static str, Compared)> {
    let Some(calendar) = seen.calendar() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    if let Some(compared) = context.base.compared() {
        let period = context.base.period();
        let money =
            |sums: &crate::analysis::PeriodSums| (sums.period, sums.revenue_total.to_units_f64());
        found.push((
            "period",
            Compared::of(&calendar, money(compared), money(period)),
        ));
    }
    let partial = partial_months(context.base);
    let full: Vec<(Month, f64)> = context
        .base
        .months()
        .iter()
        .filter(|sums| !partial.contains(&sums.month))
        .map(|sums| (sums.month, sums.revenue.to_units_f64()))
        .collect();
    for (id, length) in [("half_year", 6), ("quarter", 3), ("month", 1)] {
        let Some(last) = full.len().checked_sub(2 * length) else {
            continue;
        };
        let of = |months: &[(Month, f64)]| {
            let (first, last) = (months.first()?.0, months.last()?.0);
            let period = Period::new(first.first_day(), last.last_day())?;
            Some((period, months.iter().map(|&(_, value)| value).sum()))
        };
        let (then, now) = full[last..].split_at(length);
        if let (Some(then), Some(now)) = (of(then), of(now)) {
            found.push((id, Compared::of(&calendar, then, now)));
        }
    }
    found
}

pub(super) fn comparisons_table(comparisons: &[(&'static str, Compared)]) -> Table {
    let line = |(id, found): &(&'static str, Compared)| {
        let label = Say::Against {
            now: found.now,
            then: found.then,
        };
        row(vec![
            term(id, label),
            units(Some(found.before)),
            units(Some(found.change)),
            share(found.share_of_before(found.change)),
            units(Some(found.season)),
            share(found.share_of_before(found.season)),
            units(Some(found.rest())),
            share(found.rest_share()),
        ])
    };
    Table {
        id: "comparisons".to_owned(),
        columns: vec![
            column("comparison", name(Name::Comparison)),
            column("before", name(Name::Before)).decimals(0),
            column("change", name(Name::Change)).decimals(0),
            column("change_share", name(Name::ChangeShare)),
            column("season", name(Name::Season)).decimals(0),
            column("season_share", name(Name::SeasonShare)),
            column("rest", name(Name::Rest)).decimals(0),
            column("rest_share", name(Name::RestShare)),
        ],
        rows: comparisons.iter().map(line).collect(),
        total: None,
    }
}

/// The season of one part of the shop.
pub(super) struct PartSeason {
    of: OfValue,
    text: String,
    season: Option<SeasonIndex>,
}

/// The parts with the most money, each with its own season where it has one.
pub(super) fn parts(context: &Context<'_>, seen: &Seen, division: Division<'_>) -> Vec<PartSeason> {
    let partial = partial_months(context.base);
    months_by_value(context.data, context.base, division, MOST_VALUES)
        .into_iter()
        .map(|of| PartSeason {
            text: division.column.dictionary.get(of.code).to_owned(),
            season: SeasonIndex::of(
                &of.months,
                seen.measure,
                |month| partial.contains(&month),
                &seen.left_out,
            )
            .ok(),
            of,
        })
        .collect()
}

/// The part with the strongest season.
pub(super) fn strongest(parts: &[PartSeason]) -> Option<(String, f64)> {
    parts
        .iter()
        .filter_map(|part| Some((part.text.clone(), part.season.as_ref()?.strength)))
        .reduce(|best, next| if next.1 > best.1 { next } else { best })
}

pub(super) fn parts_table(parts: &[PartSeason]) -> Table {
    let line = |part: &PartSeason| {
        let ends = part
            .season
            .as_ref()
            .map(|season| super::ends(&season.index));
        let of = |of: fn(((i8, f64), (i8, f64))) -> (i8, f64)| ends.map(of);
        let month = |end: Option<(i8, f64)>| {
            end.map_or(Value::None, |(month, _)| {
                term(&format!("{month:02}"), Say::MonthOfYear(month))
            })
        };
        let (low, high) = (of(|ends| ends.0), of(|ends| ends.1));
        Row {
            action: Some(open(ID, format!("value:{}", part.text))),
            ..row(vec![
                Value::Text(part.text.clone()),
                Value::Money(part.of.revenue),
                share(part.season.as_ref().map(|season| season.strength)),
                month(high),
                number(high.map(|(_, index)| index)),
                month(low),
                number(low.map(|(_, index)| index)),
            ])
        }
    };
    Table {
        id: "split".to_owned(),
        columns: vec![
            column("value", name(Name::Value)),
            column("revenue", crate::i18n::Words::Revenue).decimals(0),
            column("strength", name(Name::Strength)),
            column("peak_month", name(Name::Peak)),
            column("peak_index", name(Name::PeakIndex)).decimals(2),
            column("low_month", name(Name::Low)),
            column("low_index", name(Name::LowIndex)).decimals(2),
        ],
        rows: parts.iter().map(line).collect(),
        total: None,
    }
}

/// How many parts are shown.
pub(super) fn shown(parts: &[PartSeason]) -> i64 {
    whole(parts.len())
}
