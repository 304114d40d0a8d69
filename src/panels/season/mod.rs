//! P14: what months and days of the week do to sales, and how much of a comparison they explain.
//!
//! - `settings`: what can be set
//! - `tables`: months of the year, months, days of the week, comparisons, parts of the shop

pub(super) mod settings;
mod tables;

use super::build::{explain, instead, number, open, share, stat, table_block, whole};
use super::panel::{Block, Figure, Finding, Headline, Panel, Stat, Value};
use super::{Context, Entry, ParamValues};
use crate::analysis::by_value::customers_with;
use crate::analysis::season::{LEAST_MONTHS, Measure, Reason, SeasonIndex, partial_months};
use crate::analysis::trading_days::{Calendar, TradingDays, Weekdays};
use crate::base::{Money, Month};
use crate::chart::spec::{
    Action, Axis, BarRow, Bars, ChartSpec, Ink, MonthBar, MonthLine, Months, Scale, Unit,
};
use crate::dataset::CustomerIx;
use crate::i18n::Message;
use crate::i18n::season::{Name, Season as Say};
use settings::counted;

/// See [`super::REGISTRY`].
pub(crate) const ENTRY: Entry = Entry {
    id: ID,
    needs: &[],
    stats: &["strength"],
    tables: &["indices", "months", "weekdays", "comparisons"],
    valued: None,
    run,
    members,
    set_title,
};

pub(super) const ID: &str = "season";

/// Least index of a month for which stock and staff are worth planning.
const PEAK: f64 = 1.25;

/// What months and days say.
pub(super) struct Seen {
    measure: Measure,
    left_out: Vec<Month>,
    season: Result<SeasonIndex, Reason>,
    weekdays: Option<Weekdays>,
    trading_days: Option<TradingDays>,
}

impl Seen {
    pub(super) fn of(context: &Context<'_>, measure: Measure, left_out: Vec<Month>) -> Self {
        let season = SeasonIndex::of_base(context.base, measure, &left_out);
        let weekdays = Weekdays::of(context.base, measure);
        let trading_days = season
            .as_ref()
            .ok()
            .zip(weekdays.as_ref())
            .and_then(|(season, weekdays)| TradingDays::of(season, weekdays));
        Self {
            measure,
            left_out,
            season,
            weekdays,
            trading_days,
        }
    }

    /// The effect of days where months clearly show it.
    pub(super) fn clear_days(&self) -> Option<&TradingDays> {
        self.trading_days.as_ref().filter(|days| days.is_clear())
    }

    /// What the time of the year is worth, where it is known.
    pub(super) fn calendar(&self) -> Option<Calendar<'_>> {
        Some(Calendar {
            season: self.season.as_ref().ok()?,
            trading_days: self.clear_days(),
        })
    }

    /// What a month brought, without the season.
    fn adjusted(&self, month: Month, value: f64) -> Option<f64> {
        let worth = self.calendar()?.of_month(month);
        (worth > 0.0).then(|| value / worth)
    }
}

/// Month of the year and index of the lowest and the highest.
fn ends(index: &[f64; 12]) -> ((i8, f64), (i8, f64)) {
    let at = |best: fn(f64, f64) -> bool| {
        let mut found = (1, index[0]);
        for (month, &value) in (1..).zip(index) {
            if best(value, found.1) {
                found = (month, value);
            }
        }
        found
    };
    (at(|one, other| one < other), at(|one, other| one > other))
}

/// The page of a list of customers without single purchases.
pub(super) fn of_totals(id: &str) -> Panel {
    instead(
        id,
        Say::Name(Name::Season).into(),
        Say::ListOfTotals.into(),
        Say::ListOfTotalsText.into(),
    )
}

fn run(context: &Context<'_>, params: &ParamValues) -> Panel {
    if context.base.is_of_totals() {
        return of_totals(ID);
    }
    let measure = settings::measure(params);
    let seen = Seen::of(context, measure, settings::left_out(params));
    let weekdays = seen.weekdays.as_ref();
    let mut panel = match &seen.season {
        Ok(season) => with_season(context, params, &seen, season),
        Err(reason) => without(context, &seen, *reason),
    };
    panel.tables.push(tables::months(context, &seen));
    if let Some(weekdays) = weekdays {
        panel.tables.push(tables::weekdays(weekdays, measure));
        panel.blocks.push(weekdays_block(&seen, weekdays));
    }
    panel.params = settings::specs(context, params, seen.season.as_ref().ok());
    panel
}

fn eyebrow(context: &Context<'_>, full_months: usize) -> Message {
    let partial = partial_months(context.base);
    let last = context.base.months().iter().rev();
    let last = last
        .map(|sums| sums.month)
        .find(|&month| !partial.contains(&month));
    match last {
        Some(last) => Say::Eyebrow {
            months: whole(full_months),
            last,
        }
        .into(),
        None => Say::Name(Name::Season).into(),
    }
}

fn without(context: &Context<'_>, seen: &Seen, reason: Reason) -> Panel {
    let partial = partial_months(context.base);
    let full = context.base.months().iter();
    let full = full.filter(|sums| !partial.contains(&sums.month)).count();
    let (title, text) = match reason {
        Reason::TooShort { full_months } => (
            Say::TooShort {
                months: i64::from(full_months),
            },
            Say::TooShortText {
                least: whole(LEAST_MONTHS),
            },
        ),
        Reason::MonthUnknown { month_of_year } => {
            (Say::MonthUnknown(month_of_year), Say::MonthUnknownText)
        }
    };
    let mut panel = instead(ID, eyebrow(context, full), title.into(), text.into());
    if seen.weekdays.is_none() && full == 0 {
        panel.params.clear();
    }
    panel
}

fn with_season(
    context: &Context<'_>,
    params: &ParamValues,
    seen: &Seen,
    season: &SeasonIndex,
) -> Panel {
    let (low, high) = ends(&season.index);
    let strength = season.strength;
    let title = Say::Title {
        counted: counted(seen.measure),
        high,
        low,
        strength,
    };
    let mut stats = vec![strength_stat(season)];
    stats.extend(seen.clear_days().map(trading_stat));
    let terms = stats.iter().map(|stat| (stat.id.clone(), String::new()));
    let mut blocks = vec![
        Block::Equation {
            terms: terms.collect(),
            note: Say::Note.into(),
        },
        Block::Figure(Box::new(index_figure(context, seen, season, title.clone()))),
        Block::Figure(Box::new(adjusted_figure(context, seen, season))),
    ];
    let mut all = vec![tables::indices(season)];
    // How much of a comparison is season is asked of money, whatever is counted.
    let of_money;
    let money = if seen.measure == Measure::Revenue {
        seen
    } else {
        of_money = Seen::of(context, Measure::Revenue, seen.left_out.clone());
        &of_money
    };
    let comparisons = tables::comparisons(context, money);
    if !comparisons.is_empty() {
        all.push(tables::comparisons_table(&comparisons));
        let of_period = comparisons.iter().find(|(id, _)| *id == "period");
        let title = of_period.and_then(|(_, found)| {
            Some(Say::ComparisonsTitle {
                change: found.share_of_before(found.change)?,
                season: found.share_of_before(found.season)?,
                now: found.now,
                then: found.then,
            })
        });
        blocks.push(table(
            7,
            title.unwrap_or(Say::ComparisonsPlain),
            Say::ComparisonsSubtitle,
            Say::ComparisonsSource,
            "comparisons",
        ));
    }
    if let Some(division) = settings::division(context, params) {
        let parts = tables::parts(context, seen, division);
        all.push(tables::parts_table(&parts));
        let title = match tables::strongest(&parts) {
            Some((value, strength)) => Say::SplitTitle { value, strength },
            None => Say::SplitPlain,
        };
        let subtitle = Say::SplitSubtitle {
            column: division.column.name.clone(),
            values: tables::shown(&parts),
        };
        blocks.push(table(12, title, subtitle, Say::SplitSource, "split"));
    }
    Panel {
        id: ID.to_owned(),
        headline: Some(Headline {
            eyebrow: eyebrow(context, season.months.len()),
            title: title.into(),
            lede: Some(Say::Lede { low, strength }.into()),
        }),
        stats,
        tables: all,
        blocks,
        findings: peak_finding(seen, season, high).into_iter().collect(),
        params: Vec::new(),
    }
}

fn table(span: u8, title: Say, subtitle: Say, source: Say, table: &str) -> Block {
    table_block(span, [title.into(), subtitle.into(), source.into()], table)
}

fn strength_stat(season: &SeasonIndex) -> Stat {
    let formula = Say::StrengthFormula {
        strength: season.strength,
        months: whole(season.months.len()),
    };
    let how = explain(Say::StrengthWords, formula, Say::StrengthCaveat).input(
        Say::Name(Name::FullMonths),
        Value::Count(whole(season.months.len())),
    );
    stat(
        "strength",
        Say::Name(Name::Strength),
        Value::Share(season.strength),
        how,
    )
}

fn trading_stat(days: &TradingDays) -> Stat {
    let formula = Say::TradingFormula {
        slope: (days.slope, days.standard_error),
        months: i64::from(days.months),
    };
    let how = explain(Say::TradingWords, formula, Say::TradingCaveat)
        .input(
            Say::Name(Name::StandardError),
            number(Some(days.standard_error)),
        )
        .input(Say::Name(Name::Explained), share(Some(days.explained)));
    stat(
        "trading_day_effect",
        Say::Name(Name::TradingDays),
        number(Some(days.slope)),
        how,
    )
    .decimals(2)
}

fn bars(label: Say, rows: Vec<BarRow>) -> ChartSpec {
    ChartSpec::Bars(Bars {
        axis: Axis {
            label: label.into(),
            unit: Unit::Share,
            scale: Scale::Linear,
        },
        series: Vec::new(),
        rows,
        norm_from: None,
        stacked: false,
    })
}

fn bar(label: Say, index: f64, is_best: bool) -> BarRow {
    BarRow {
        label: label.into(),
        detail: Some(Say::IndexOf(index).into()),
        values: vec![index - 1.0],
        ink: Some(if is_best { Ink::Accent } else { Ink::Rest }),
        action: None,
    }
}

fn index_figure(context: &Context<'_>, seen: &Seen, season: &SeasonIndex, title: Say) -> Figure {
    let (_, (best, _)) = ends(&season.index);
    let rows = (1..)
        .zip(season.index)
        .map(|(month, index)| bar(Say::MonthOfYear(month), index, month == best))
        .collect();
    let partial = partial_months(context.base);
    let left_out = season.months.iter().filter(|month| month.left_out).count();
    Figure {
        id: "indices".to_owned(),
        span: 5,
        title: title.into(),
        subtitle: Say::IndexSubtitle(counted(seen.measure)).into(),
        source: Some(
            Say::IndexSource {
                months: whole(season.months.len()),
                left_out: whole(left_out),
                partial: context
                    .base
                    .months()
                    .iter()
                    .any(|sums| partial.contains(&sums.month)),
            }
            .into(),
        ),
        chart: bars(Say::Name(Name::AgainstUsual), rows),
        table: "indices".to_owned(),
        controls: vec!["measure".to_owned(), "left_out".to_owned()],
    }
}

fn adjusted_figure(context: &Context<'_>, seen: &Seen, season: &SeasonIndex) -> Figure {
    let partial = partial_months(context.base);
    let months = context.base.months();
    let adjusted: Vec<Option<f64>> = months
        .iter()
        .map(|sums| {
            seen.adjusted(sums.month, seen.measure.of(sums))
                .filter(|_| !partial.contains(&sums.month))
        })
        .collect();
    let full: Vec<f64> = adjusted.iter().copied().flatten().collect();
    let half = |back: usize| {
        let from = full.len().checked_sub(6 * (back + 1))?;
        Some(full[from..from + 6].iter().sum::<f64>())
    };
    let change = half(0)
        .zip(half(1).filter(|&before| before > 0.0))
        .map(|(now, before)| now / before - 1.0);
    let (_, (best, _)) = ends(&season.index);
    let bars = months.iter().map(|sums| MonthBar {
        month: sums.month,
        value: seen.measure.of(sums),
        details: Vec::new(),
        emphasised: sums.month.of_year() == best && !partial.contains(&sums.month),
        partial: partial.contains(&sums.month) || seen.left_out.contains(&sums.month),
        action: Some(open("overview", format!("month:{}", sums.month))),
    });
    Figure {
        id: "adjusted".to_owned(),
        span: 7,
        title: Say::AdjustedTitle { change }.into(),
        subtitle: Say::AdjustedSubtitle(counted(seen.measure)).into(),
        source: Some(
            Say::AdjustedSource {
                trading_days: seen.clear_days().is_some(),
            }
            .into(),
        ),
        chart: ChartSpec::Months(Months {
            axis: Axis {
                label: Say::Counted(counted(seen.measure)).into(),
                unit: match seen.measure {
                    Measure::Revenue => Unit::Money,
                    Measure::Occasions | Measure::Customers => Unit::Count,
                },
                scale: Scale::Linear,
            },
            bars: bars.collect(),
            line: Some(MonthLine {
                label: Say::Name(Name::Adjusted).into(),
                values: adjusted,
                band: Vec::new(),
            }),
        }),
        table: "months".to_owned(),
        controls: vec!["split".to_owned()],
    }
}

fn weekdays_block(seen: &Seen, weekdays: &Weekdays) -> Block {
    let mut order: Vec<usize> = (0..7).collect();
    crate::base::order::sort_by(&mut order, |&one: &usize, &other| {
        weekdays.index[one]
            .total_cmp(&weekdays.index[other])
            .then(one.cmp(&other))
    });
    let (low, best) = (order[0], order[6]);
    let rows = (0..7)
        .map(|at| bar(Say::Weekday(at as u8), weekdays.index[at], at == best))
        .collect();
    let visits = match seen.measure {
        Measure::Revenue => counted(Measure::Revenue),
        Measure::Occasions | Measure::Customers => counted(Measure::Occasions),
    };
    Block::Figure(Box::new(Figure {
        id: "weekdays".to_owned(),
        span: 5,
        title: Say::WeekdaysTitle {
            high: (best as u8, weekdays.index[best]),
            low: (low as u8, weekdays.index[low]),
        }
        .into(),
        subtitle: Say::WeekdaysSubtitle {
            weeks: i64::from(weekdays.weeks),
            counted: visits,
        }
        .into(),
        source: Some(
            Say::WeekdaysSource {
                clear: seen.trading_days.as_ref().map(TradingDays::is_clear),
            }
            .into(),
        ),
        chart: bars(Say::Name(Name::AgainstUsual), rows),
        table: "weekdays".to_owned(),
        controls: Vec::new(),
    }))
}

fn peak_finding(seen: &Seen, season: &SeasonIndex, (month, index): (i8, f64)) -> Option<Finding> {
    if seen.measure != Measure::Revenue || index < PEAK || season.strength < 0.5 {
        return None;
    }
    let year = &season.months[season.months.len().checked_sub(12)?..];
    let usual = year.iter().map(|month| month.value).sum::<f64>() / 12.0;
    let more = Money::from_units_f64(usual * (index - 1.0));
    (more > Money::ZERO).then(|| Finding {
        money: Some(more),
        title: Say::PeakFinding { month, index }.into(),
        text: Say::PeakFindingText {
            usual: Money::from_units_f64(usual),
            more,
        }
        .into(),
        action: Some((
            Say::PeakStep.into(),
            Action::GoTo {
                page: ID.to_owned(),
            },
        )),
    })
}

fn members(context: &Context<'_>, params: &ParamValues, key: &str) -> Option<Vec<CustomerIx>> {
    let text = key.strip_prefix("value:")?;
    let division = settings::division(context, params)?;
    let code = division.column.dictionary.code_of(text)?;
    Some(customers_with(context.data, context.base, division, code))
}

fn set_title(context: &Context<'_>, params: &ParamValues, key: &str) -> Option<Message> {
    let text = key.strip_prefix("value:")?;
    let division = settings::division(context, params)?;
    division.column.dictionary.code_of(text)?;
    Some(
        Say::CustomersOf {
            value: text.to_owned(),
        }
        .into(),
    )
}
