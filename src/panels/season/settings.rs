//! What can be set.

use super::super::params::{ParamKind, ParamSpec};
use super::super::{Context, ParamValues};
use super::ID;
use crate::analysis::by_value::Division;
use crate::analysis::season::{Measure, SeasonIndex};
use crate::base::Month;
use crate::chart::spec::Action;
use crate::dataset::{CodedColumn, Role};
use crate::i18n::Message;
use crate::i18n::season::{Counted, Name, Season as Say};
use crate::numerics::quantile::median;
use crate::numerics::stl::stl;

/// Columns by which the shop can be divided: what is one for each sale tells no season.
fn divides(role: Role) -> bool {
    role.is_coded() && !matches!(role, Role::Order | Role::Status)
}

/// What is counted.
pub(super) fn measure(params: &ParamValues) -> Measure {
    params
        .text("measure")
        .and_then(Measure::from_id)
        .unwrap_or_default()
}

/// What is counted, as it is said.
pub(super) fn counted(measure: Measure) -> Counted {
    match measure {
        Measure::Revenue => Counted::Revenue,
        Measure::Occasions => Counted::Visits,
        Measure::Customers => Counted::Customers,
    }
}

/// Key of the months left out.
const LEFT_OUT: &str = "left_out";

/// Months the person left out, in order: `2020-03,2020-04`.
pub(crate) fn left_out(params: &ParamValues) -> Vec<Month> {
    params.months(LEFT_OUT)
}

fn written(months: &[Month]) -> String {
    let list: Vec<String> = months.iter().map(Month::to_string).collect();
    list.join(",")
}

/// Leaves a month out, or lets it count again.
pub(super) fn toggle(left_out: &[Month], month: Month) -> Action {
    let mut others: Vec<Month> = left_out
        .iter()
        .copied()
        .filter(|&other| other != month)
        .collect();
    if others.len() == left_out.len() {
        others.push(month);
        crate::base::order::sort_by(&mut others, Ord::cmp);
    }
    Action::SetParam {
        param: format!("{ID}.{LEFT_OUT}"),
        value: written(&others),
    }
}

/// How many times the usual distance from trend and season a month is odd.
const ODD: f64 = 4.0;

/// Least part of its size by which an odd month is off.
const ODD_SHARE: f64 = 0.1;

/// Months far from trend and season, in order.
fn odd_months(season: &SeasonIndex) -> Vec<Month> {
    let values: Vec<f64> = season.months.iter().map(|month| month.value).collect();
    let Some(parts) = stl(&values, 12, 7) else {
        return Vec::new();
    };
    let mut sizes: Vec<f64> = parts.rest.iter().map(|rest| rest.abs()).collect();
    // A normal spread is 1.48 times the median distance.
    let usual = 1.4826 * median(&mut sizes).unwrap_or(0.0);
    let is_odd = |at: usize| {
        let off = parts.rest[at].abs();
        let expected = parts.trend[at] + parts.seasonal[at];
        off > ODD * usual && off > ODD_SHARE * expected.abs()
    };
    (0..values.len())
        .filter(|&at| is_odd(at))
        .map(|at| season.months[at].month)
        .collect()
}

/// The columns the shop can be divided by, each with what names it.
fn columns<'a>(context: &Context<'a>) -> Vec<(String, Division<'a>)> {
    let data = context.data;
    let division = |column: &'a CodedColumn, of_customers| Division {
        column,
        of_customers,
    };
    let all: Vec<Division<'a>> = data
        .coded()
        .iter()
        .filter(|column| divides(column.role))
        .map(|column| division(column, false))
        .chain(
            data.attributes()
                .iter()
                .map(|column| division(column, true)),
        )
        .collect();
    let id = |one: &Division<'_>| {
        let role = one.column.role;
        let alike = all.iter().filter(|other| other.column.role == role).count();
        if alike > 1 || one.of_customers {
            format!("{}:{}", role.id(), one.column.name)
        } else {
            role.id().to_owned()
        }
    };
    all.iter()
        .filter(|one| one.column.dictionary.len() > 1)
        .map(|one| (id(one), *one))
        .collect()
}

/// The column the shop is divided by; a name alone is enough.
pub(super) fn division<'a>(context: &Context<'a>, params: &ParamValues) -> Option<Division<'a>> {
    let wanted = params.text("split")?;
    columns(context)
        .into_iter()
        .find(|(id, one)| id == wanted || one.column.name == wanted)
        .map(|(_, one)| one)
}

/// What a form needs to know.
pub(super) fn specs(
    context: &Context<'_>,
    params: &ParamValues,
    season: Option<&SeasonIndex>,
) -> Vec<ParamSpec> {
    let choice =
        |key: &str, label: Name, options: Vec<(String, Message)>, value: String| ParamSpec {
            key: key.to_owned(),
            label: Say::Name(label).into(),
            kind: ParamKind::Choice { options },
            value,
            clears: Vec::new(),
        };
    let measures = Measure::ALL.map(|measure| {
        let name = Say::Counted(counted(measure));
        (measure.id().to_owned(), name.into())
    });
    let mut specs = vec![choice(
        "measure",
        Name::Measure,
        measures.to_vec(),
        measure(params).id().to_owned(),
    )];
    let columns = columns(context);
    if !columns.is_empty() && season.is_some() {
        let chosen = division(context, params);
        let is_chosen = |one: &Division<'_>| {
            chosen.is_some_and(|chosen| std::ptr::eq(chosen.column, one.column))
        };
        let value = columns.iter().find(|(_, one)| is_chosen(one));
        let value = value.map_or(String::new(), |(id, _)| id.clone());
        let mut options = vec![(String::new(), Message::from(Say::NotSplit))];
        options.extend(
            columns
                .into_iter()
                .map(|(id, one)| (id, Message::Verbatim(one.column.name.clone()))),
        );
        specs.push(choice("split", Name::Split, options, value));
    }
    let left_out = left_out(params);
    let odd = season.map_or_else(Vec::new, odd_months);
    let mut sets = vec![Vec::new()];
    for set in [odd, left_out.clone()] {
        if !sets.contains(&set) {
            sets.push(set);
        }
    }
    if sets.len() > 1 || params.text(LEFT_OUT).is_some() {
        let options = sets.into_iter().map(|set| {
            let name = if set.is_empty() {
                Say::AllMonths
            } else {
                Say::Without(set.clone())
            };
            (written(&set), Message::from(name))
        });
        let options = options.collect();
        specs.push(ParamSpec {
            kind: ParamKind::Months { options },
            ..choice(LEFT_OUT, Name::LeftOut, Vec::new(), written(&left_out))
        });
    }
    specs
}
