//! P60 and P65: customers and money by household, type, channel or any other column.

use super::build::{column, count, explain, notice, open, row, share, stat, term, units, whole};
use super::panel::{Block, Headline, Panel, Row, Table, Tone, Value};
use super::params::{ParamKind, ParamSpec};
use super::profit::{self, names as profit_names};
use super::{Context, Entry, ParamValues, value};
use crate::analysis::profit::Basis;
use crate::analysis::rollup::{By, GroupSums, groups};
use crate::base::Money;
use crate::dataset::{CustomerIx, Meaning};
use crate::i18n::rollup::Rollup as Say;
use crate::i18n::{Message, Words};

/// See [`super::REGISTRY`].
pub(super) const ENTRY: Entry = Entry {
    id: ID,
    needs: &[],
    stats: &["group_count"],
    tables: &["groups"],
    valued: None,
    run,
    members,
    set_title,
};

const ID: &str = "rollup";

/// Groups shown by name; the rest is one line.
const MOST_SHOWN: usize = 25;

/// Columns offered.
const MOST_COLUMNS: usize = 12;

/// The column that is wanted, else that of households, else the one of fewest groups.
fn by<'a>(context: &Context<'a>, params: &ParamValues) -> Option<By<'a>> {
    let all = || By::all(context.data);
    let wanted = params.text("by");
    let households = Meaning::Household.column(context.data);
    let is = |by: &By<'_>, column: &crate::dataset::CodedColumn| by.column().name == column.name;
    all()
        .find(|by| Some(by.id().as_str()) == wanted)
        .or_else(|| all().find(|by| households.is_some_and(|column| is(by, column))))
        .or_else(|| {
            let several = all().filter(|by| by.column().dictionary.len() > 1);
            several.min_by_key(|by| by.column().dictionary.len())
        })
}

fn specs(context: &Context<'_>, by: By<'_>) -> Vec<ParamSpec> {
    let options = By::all(context.data).map(|by| {
        let name = by.column().name.clone();
        (by.id(), Message::Verbatim(name))
    });
    let mut options: Vec<(String, Message)> = options.collect();
    let chosen = by.id();
    let at = options.iter().position(|(id, _)| *id == chosen);
    // The chosen one is always among those offered.
    if let Some(at) = at.filter(|&at| at >= MOST_COLUMNS) {
        options.swap(at, MOST_COLUMNS - 1);
    }
    options.truncate(MOST_COLUMNS);
    vec![ParamSpec {
        key: "by".to_owned(),
        label: Say::By.into(),
        kind: ParamKind::Choice { options },
        value: chosen,
        clears: Vec::new(),
    }]
}

fn run(context: &Context<'_>, params: &ParamValues) -> Panel {
    let period = context.frame().period;
    let headline = |title: Say| Headline {
        eyebrow: Say::Eyebrow { period }.into(),
        title: title.into(),
        lede: None,
    };
    let empty = |title: Say, text: Say| Panel {
        id: ID.to_owned(),
        headline: Some(headline(title.clone())),
        blocks: vec![notice(Tone::Info, title, text)],
        ..Panel::default()
    };
    let Some(by) = by(context, params) else {
        return empty(Say::NoColumn, Say::NoColumnText);
    };
    let profits = context.profits(profit::settings(&params.of_panel(profit::ENTRY.id)));
    let valued = context.valued_before(&value::settings(&params.of_panel(value::ENTRY.id)));
    let found = groups(context.data, context.base, by, &profits, valued.as_deref());
    let margin = value::margin(context, params).unwrap_or(1.0);
    if found.is_empty() {
        return Panel {
            params: specs(context, by),
            ..empty(Say::Nobody { period }, Say::NobodyText)
        };
    }
    let name = |group: &GroupSums| match group.code {
        Some(code) => Value::Text(by.column().dictionary.get(code).to_owned()),
        None => term("none", Say::Without),
    };
    let all: Money = found.iter().map(|group| group.revenue).sum();
    let cells = |name: Value, group: &GroupSums| {
        vec![
            name,
            count(group.customers),
            Value::Money(group.revenue),
            share(group.revenue.share_of(all)),
            (group.customers > 0)
                .then(|| group.revenue.per(group.customers))
                .map_or(Value::None, Value::Money),
            match profits.basis() {
                Basis::Revenue => Value::None,
                _ => group.result.map_or(Value::None, Value::Money),
            },
            units(group.clv.map(|clv| clv * margin)),
        ]
    };
    let most = if found.len() == MOST_SHOWN + 1 {
        found.len()
    } else {
        found.len().min(MOST_SHOWN)
    };
    let (shown, rest) = found.split_at(most);
    let mut rows: Vec<Row> = shown
        .iter()
        .map(|group| Row {
            action: group.code.map(|code| {
                let text = by.column().dictionary.get(code);
                open(ID, format!("group:{text}"))
            }),
            ..row(cells(name(group), group))
        })
        .collect();
    if !rest.is_empty() {
        let mut cells = cells(
            term(
                "others",
                Say::Others {
                    count: whole(rest.len()),
                },
            ),
            &added(rest),
        );
        // A customer of the sales may be in several of them.
        if matches!(by, By::Rows(_)) {
            cells[1] = Value::None;
            cells[4] = Value::None;
        }
        rows.push(row(cells));
    }
    let largest = found.iter().find_map(|group| {
        let name = by.column().dictionary.get(group.code?).to_owned();
        Some((name, group.revenue.share_of(all)?))
    });
    let column_name = by.column().name.clone();
    let subtitle = Say::Subtitle {
        column: column_name.clone(),
        period,
    };
    let title = match largest {
        Some((name, share)) => Say::Title { name, share },
        None => Say::Groups,
    };
    let how = explain(
        Say::GroupsWords,
        Say::GroupsFormula {
            column: column_name,
        },
        Say::Caveat,
    );
    let named = found.iter().filter(|group| group.code.is_some()).count();
    let basis = profit_names::basis(profits.basis());
    Panel {
        id: ID.to_owned(),
        headline: Some(headline(title.clone())),
        stats: vec![stat("group_count", Say::Groups, count(named), how)],
        tables: vec![Table {
            id: "groups".to_owned(),
            columns: vec![
                column("group", Message::Verbatim(by.column().name.clone())),
                column("customers", Words::Customers),
                column("revenue", Words::Revenue).decimals(0),
                column("share", Words::Share).with_bar(),
                column("revenue_per_customer", Say::PerCustomer).decimals(0),
                column("profit", Say::Result(basis)).decimals(0),
                column("clv", Say::ExpectedValue).decimals(0),
            ],
            rows,
            total: None,
        }],
        blocks: vec![Block::Table {
            span: 12,
            title: title.into(),
            subtitle: subtitle.into(),
            source: matches!(by, By::Rows(_)).then(|| Say::OfRows.into()),
            table: "groups".to_owned(),
            callout: None,
        }],
        params: specs(context, by),
        ..Panel::default()
    }
}

fn added(groups: &[GroupSums]) -> GroupSums {
    let clv = groups.iter().filter_map(|group| group.clv);
    GroupSums {
        code: None,
        customers: groups.iter().map(|group| group.customers).sum(),
        revenue: groups.iter().map(|group| group.revenue).sum(),
        result: groups.iter().map(|group| group.result).sum(),
        clv: clv.reduce(|a, b| a + b),
    }
}

fn group_of<'a>(
    context: &Context<'a>,
    params: &ParamValues,
    key: &str,
) -> Option<(By<'a>, u32, String)> {
    let by = by(context, params)?;
    let text = key.strip_prefix("group:")?;
    Some((by, by.column().dictionary.code_of(text)?, text.to_owned()))
}

fn members(context: &Context<'_>, params: &ParamValues, key: &str) -> Option<Vec<CustomerIx>> {
    let (by, code, _) = group_of(context, params, key)?;
    let profits = context.profits(profit::settings(&params.of_panel(profit::ENTRY.id)));
    let (data, base) = (context.data, context.base);
    Some(crate::analysis::rollup::members(
        data, base, by, code, &profits,
    ))
}

fn set_title(context: &Context<'_>, params: &ParamValues, key: &str) -> Option<Message> {
    let (_, _, name) = group_of(context, params, key)?;
    let period = context.frame().period;
    Some(Say::Members { name, period }.into())
}
