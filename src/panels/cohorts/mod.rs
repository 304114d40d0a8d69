//! P10, P23a: customers by the period of their first purchase: how many come back at each age, and
//! what they have brought by then.
//!
//! - `figures`: the heat map and the curves
//! - `tables`: the tables behind them
//! - `stats`: the figures and how they came about

mod figures;
mod stats;
mod tables;

pub(super) use figures::GROUP_INKS;

use super::build::{choice_param, instead, notice_with, step_options, whole};
use super::panel::{Action, Block, Headline, Panel, Tone};
use super::{Context, Entry, ParamSpec, ParamValues, profit, season};
use crate::analysis::ViewFrame;
use crate::analysis::cohorts::{CohortGroup, Cohorts, LEAST_COMPARED, groups};
use crate::analysis::first_purchase::{FirstColumn, FirstPurchases, column, columns};
use crate::analysis::profit::gross_of_rows;
use crate::analysis::season::{self as seasons, SeasonIndex};
use crate::base::{CalendarPeriod, CalendarStep, Money, Month};
use crate::dataset::{CustomerIx, Dataset};
use crate::i18n::cohorts::{Cohorts as Say, MoneyOf};
use crate::i18n::{Message, Words};

/// See [`super::REGISTRY`].
pub(super) const ENTRY: Entry = Entry {
    id: ID,
    needs: &[],
    stats: &[
        "retention_next",
        "retention_year",
        "revenue_first_each",
        "revenue_year_each",
    ],
    tables: &["cells", "ages"],
    valued: None,
    run,
    members,
    set_title,
};

const ID: &str = "cohorts";

/// Key of the step.
const BY: &str = "by";
/// The step that suits the length of the data.
const BY_LENGTH: &str = "auto";
/// Key of the column that divides customers.
const SPLIT: &str = "split";
/// No column divides them.
pub(super) const NO_SPLIT: &str = "none";

/// Key of what the heat map and the curve of money show.
const MEASURE: &str = "measure";

/// What the heat map shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Measure {
    /// Part of the customers who bought.
    #[default]
    Customers,
    /// Revenue a customer up to then.
    Revenue,
    /// Gross profit a customer up to then, where it is known; else revenue.
    Profit,
}

impl Measure {
    const ALL: [Self; 3] = [Self::Customers, Self::Revenue, Self::Profit];

    fn id(self) -> &'static str {
        match self {
            Self::Customers => "customers",
            Self::Revenue => "revenue",
            Self::Profit => "profit",
        }
    }

    fn of(params: &ParamValues) -> Self {
        let chosen = params.text(MEASURE);
        let mut all = Self::ALL.into_iter();
        all.find(|measure| chosen == Some(measure.id()))
            .unwrap_or_default()
    }

    fn words(self) -> Say {
        match self {
            Self::Customers => Say::ByCustomers,
            Self::Revenue => Say::ByRevenue,
            Self::Profit => Say::ByProfit,
        }
    }
}

/// Money of the rows, and what it is.
struct RowMoney {
    of: MoneyOf,
    /// What is left of each row, where that is asked for and known.
    gross: Option<Vec<Money>>,
}

impl RowMoney {
    fn new(context: &Context<'_>, params: &ParamValues, measure: Measure) -> Self {
        let settings = || profit::settings(&params.of_panel(profit::ENTRY.id));
        let gross = (measure == Measure::Profit)
            .then(|| gross_of_rows(context.data, context.base, &settings()))
            .flatten();
        Self {
            of: match gross {
                Some(_) => MoneyOf::GrossProfit,
                None => MoneyOf::Revenue,
            },
            gross,
        }
    }

    fn amounts<'a>(&'a self, data: &'a Dataset) -> &'a [Money] {
        self.gross.as_deref().unwrap_or(data.amounts())
    }
}

/// Cohorts by one step, with the money the person asked for.
struct Told {
    step: CalendarStep,
    of: MoneyOf,
    cohorts: Cohorts,
    /// The same with what is left of the sales.
    left: Option<Cohorts>,
    /// The season of the number of customers, January to December, where the data tell one.
    season: Option<[f64; 12]>,
}

impl Told {
    fn new(
        context: &Context<'_>,
        money: &RowMoney,
        season: Option<[f64; 12]>,
        step: CalendarStep,
    ) -> Self {
        let (data, base) = (context.data, context.base);
        let gross = money.gross.as_ref();
        Self {
            step,
            of: money.of,
            cohorts: Cohorts::of(data, data.amounts(), base, step),
            left: gross.map(|gross| Cohorts::of(data, gross, base, step)),
            // A year holds every season.
            season: season.filter(|_| step != CalendarStep::Year),
        }
    }

    /// Part of the customers who would buy at this age without the season; at the first everybody
    /// bought, whatever the month.
    fn without_season(&self, age: usize) -> Option<f64> {
        let index = self.season.as_ref().filter(|_| age > 0)?;
        self.cohorts.without_season(age, index)
    }

    /// With the money the person asked for.
    fn money(&self) -> &Cohorts {
        self.left.as_ref().unwrap_or(&self.cohorts)
    }
}

/// Most rows and columns a heat map can be read with.
const MOST_ROWS: i32 = 18;
/// The same when the person asked for a step.
const MOST_ASKED: i32 = 36;

/// The step asked for.
fn asked(params: &ParamValues) -> Option<CalendarStep> {
    params.text(BY).and_then(CalendarStep::from_id)
}

/// The step of the picture: the shortest that can be read.
fn drawn(frame: &ViewFrame, asked: Option<CalendarStep>) -> CalendarStep {
    let months = Month::of(frame.as_of).0 - Month::of(frame.span.from).0 + 1;
    let most = if asked.is_some() {
        MOST_ASKED
    } else {
        MOST_ROWS
    };
    CalendarStep::ALL
        .into_iter()
        .filter(|&step| asked.is_none_or(|asked| asked <= step))
        .find(|step| months.div_euclid(step.months()) <= most)
        .unwrap_or(CalendarStep::Year)
}

/// The column asked for.
fn split<'a>(data: &'a Dataset, params: &ParamValues, key: &str) -> Option<FirstColumn<'a>> {
    column(data, params.text(key)?)
}

/// The choice of a column, when there is one to choose.
pub(super) fn split_param(
    data: &Dataset,
    key: &str,
    label: impl Into<Message>,
    mut options: Vec<(String, Message)>,
    value: String,
) -> Option<ParamSpec> {
    options.extend(columns(data).iter().map(|column| {
        let name = Message::Verbatim(column.column.name.clone());
        (column.id(), name)
    }));
    (options.len() > 1).then(|| choice_param(key, label, options, value))
}

fn specs(data: &Dataset, params: &ParamValues) -> Vec<ParamSpec> {
    let mut options = vec![(BY_LENGTH.to_owned(), Say::ByLength.into())];
    options.extend(step_options());
    let by = asked(params).map_or(BY_LENGTH, CalendarStep::id);
    let none = vec![(NO_SPLIT.to_owned(), Message::from(Say::NoSplit))];
    let chosen = split(data, params, SPLIT).map_or(NO_SPLIT.to_owned(), |by| by.id());
    let by = choice_param(BY, Say::By, options, by);
    let split = split_param(data, SPLIT, Say::Split, none, chosen);
    let measures = Measure::ALL.map(|measure| (measure.id().to_owned(), measure.words().into()));
    let chosen = Measure::of(params).id();
    let measure = choice_param(MEASURE, Say::Measure, measures.to_vec(), chosen);
    [by, measure].into_iter().chain(split).collect()
}

fn only(title: Say, text: Say) -> Panel {
    instead(ID, Say::Eyebrow.into(), title.into(), text.into())
}

/// Groups of customers by the value of a column, each followed at its own age.
struct Split {
    id: String,
    name: String,
    first: FirstPurchases,
    groups: Vec<CohortGroup>,
}

impl Split {
    fn of(
        context: &Context<'_>,
        money: &RowMoney,
        by: FirstColumn<'_>,
        step: CalendarStep,
    ) -> Self {
        let first = FirstPurchases::of(context.data, context.base, by);
        Self {
            id: by.id(),
            name: by.column.name.clone(),
            groups: groups(
                context.data,
                money.amounts(context.data),
                context.base,
                step,
                &first,
            ),
            first,
        }
    }

    /// The name of a value.
    fn value(&self, value: usize) -> Message {
        match &self.first.values[value].text {
            Some(text) => Message::Verbatim(text.clone()),
            None => Say::OtherValues.into(),
        }
    }
}

fn run(context: &Context<'_>, params: &ParamValues) -> Panel {
    let base = context.base;
    let specs = specs(context.data, params);
    let only = |title, text| Panel {
        params: specs.clone(),
        ..only(title, text)
    };
    if base.is_of_totals() {
        return only(Say::NoPurchases, Say::NoPurchasesText);
    }
    if base.totals().occasions == 0 {
        return only(Say::Nobody, Say::NobodyText);
    }
    let asked = asked(params);
    let listed = asked.unwrap_or_default();
    let drawn = drawn(context.frame(), asked);
    let measure = Measure::of(params);
    let money = RowMoney::new(context, params, measure);
    let left_out = season::settings::left_out(&params.of_panel(season::ID));
    let index = SeasonIndex::of_base(base, seasons::Measure::Customers, &left_out).ok();
    let index = index.map(|season| season.index);
    let cells = Told::new(context, &money, index, listed);
    let grouped = (drawn != listed).then(|| Told::new(context, &money, index, drawn));
    let shown = grouped.as_ref().unwrap_or(&cells);
    let mut tables = vec![
        tables::cells("cells", &cells, grouped.is_none()),
        tables::ages(&cells),
    ];
    if let Some(grouped) = &grouped {
        tables.push(tables::cells(tables::GROUPED, grouped, true));
    }
    let buyers = base.buyer_ixs().count() as u64;
    if buyers < LEAST_COMPARED {
        let customers = whole(buyers);
        return Panel {
            tables,
            ..only(Say::TooFew { customers }, Say::TooFewText)
        };
    }
    // A cohort that can be followed for one whole period after its first is the least.
    let Some(title) = title(shown, measure) else {
        return Panel {
            tables,
            ..only(
                Say::TooShort { step: drawn },
                Say::TooShortText { step: drawn },
            )
        };
    };
    let by = specs.iter().find(|spec| spec.key == SPLIT);
    let by = by.and_then(|spec| column(context.data, &spec.value));
    let split = by.map(|by| Split::of(context, &money, by, listed));
    let table = if grouped.is_some() {
        tables::GROUPED
    } else {
        "cells"
    };
    let has_split = specs.iter().any(|spec| spec.key == SPLIT);
    let mut blocks = vec![Block::Figure(Box::new(figures::heat(
        context,
        shown,
        measure,
        title.clone(),
        table,
    )))];
    if measure == Measure::Profit && money.gross.is_none() {
        let page = profit::ENTRY.id.to_owned();
        let words = [Say::NoProfit, Say::NoProfitText, Say::ToCosts];
        let to_costs = Action::GoTo { page };
        blocks.insert(
            0,
            notice_with(Tone::Info, words.map(Message::from), to_costs),
        );
    }
    blocks.extend(figures::curves(
        &cells,
        split.as_ref(),
        has_split,
        figures::is_narrow(&shown.cohorts),
    ));
    if let Some(split) = &split {
        tables.push(tables::groups(split, money.of));
    }
    Panel {
        id: ID.to_owned(),
        headline: Some(Headline {
            eyebrow: Say::Eyebrow.into(),
            title: title.into(),
            lede: figures::lede(&cells).map(Message::from),
        }),
        stats: stats::all(&cells),
        tables,
        blocks,
        findings: Vec::new(),
        params: specs,
    }
}

/// Steps of a year.
fn year_of(step: CalendarStep) -> usize {
    (12 / step.months()) as usize
}

/// The oldest age of whole years that is told, else the oldest age after the next.
fn far_age(cohorts: &Cohorts, step: CalendarStep) -> Option<usize> {
    let oldest = cohorts.oldest_age()?;
    let year = year_of(step);
    let far = if oldest >= year {
        oldest / year * year
    } else {
        oldest
    };
    (far > 1).then_some(far)
}

fn title(told: &Told, measure: Measure) -> Option<Say> {
    let (cohorts, step) = (&told.cohorts, told.step);
    let next = cohorts.at_age(1).retention()?;
    if measure != Measure::Customers {
        return figures::brought(told);
    }
    let far =
        far_age(cohorts, step).and_then(|age| Some((age as i64, cohorts.at_age(age).retention()?)));
    Some(Say::Title { step, next, far })
}

/// What a key names.
enum Key<'a> {
    Cohort(CalendarPeriod),
    Cell(CalendarPeriod, i32),
    Value { column: &'a str, value: usize },
}

/// Largest age a key may name.
const MOST_AGE: i32 = 12_000;

fn parse(key: &str) -> Option<Key<'_>> {
    let (kind, rest) = key.split_once(':')?;
    Some(match kind {
        "cohort" => Key::Cohort(CalendarPeriod::from_id(rest)?),
        "cell" => {
            let (period, age) = rest.split_once(':')?;
            let age = age
                .parse()
                .ok()
                .filter(|age| (0..=MOST_AGE).contains(age))?;
            Key::Cell(CalendarPeriod::from_id(period)?, age)
        }
        "value" => {
            let (column, value) = rest.rsplit_once(':')?;
            Key::Value {
                column,
                value: value.parse().ok()?,
            }
        }
        _ => return None,
    })
}

fn members(context: &Context<'_>, _: &ParamValues, key: &str) -> Option<Vec<CustomerIx>> {
    Some(match parse(key)? {
        Key::Cohort(period) => Cohorts::members(context.base, period, None),
        Key::Cell(period, age) => Cohorts::members(context.base, period, Some(age)),
        Key::Value { column: by, value } => {
            value_of(context, by, value)?.members(context.base, value)
        }
    })
}

/// Customers by a column, when it has such a value.
pub(super) fn value_of(context: &Context<'_>, by: &str, value: usize) -> Option<FirstPurchases> {
    let first = FirstPurchases::of(context.data, context.base, column(context.data, by)?);
    (value < first.values.len()).then_some(first)
}

fn set_title(context: &Context<'_>, _: &ParamValues, key: &str) -> Option<Message> {
    Some(match parse(key)? {
        Key::Cohort(period) => Say::CohortMembers { period }.into(),
        Key::Cell(period, age) => Say::CellMembers {
            period,
            age: i64::from(age),
            at: period.plus(age),
        }
        .into(),
        Key::Value { column: by, value } => {
            let first = value_of(context, by, value)?;
            let name = column(context.data, by)?.column.name.clone();
            match first.values[value].text.clone() {
                Some(text) => Say::ValueMembers { name, text }.into(),
                None => Say::OtherMembers { name }.into(),
            }
        }
    })
}

/// How an age is called in a column head.
fn age_name(age: usize) -> Message {
    Words::Number(age as i64).into()
}
