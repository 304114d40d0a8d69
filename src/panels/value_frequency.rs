//! P1: four groups by average purchase and frequency, with two lines the person can move.

use super::build::{
    column, count, explain, notice, number, number_param, open, row, selection, share, stat, term,
    units, whole,
};
use super::panel::{
    Action, Block, Figure, Finding, Headline, Panel, Row, Stat, Table, Tone, Value,
};
use super::params::{ParamKind, ParamSpec};
use super::{Context, Entry, ParamValues, profit};
use crate::analysis::profit::Basis;
use crate::analysis::value_frequency::{CutChoice, CutRule, Group, GroupSums, ValueFrequency};
use crate::analysis::visit_bands::LEAST_DAYS;
use crate::base::Money;
use crate::chart::spec::{Axis, ChartSpec, Corner, Dot, Handle, Ink, Scale, Scatter, Unit};
use crate::dataset::CustomerIx;
use crate::i18n::value_frequency::{Group as GroupName, Rule as RuleName, ValueFrequency as Say};
use crate::i18n::{Message, Words};

/// See [`super::REGISTRY`].
pub(crate) const ENTRY: Entry = Entry {
    id: ID,
    needs: &[],
    stats: &["average_cut", "frequency_cut"],
    tables: &["groups"],
    valued: None,
    run,
    members,
    set_title,
};

const ID: &str = "value_frequency";

/// Most dots drawn.
const MOST_DOTS: usize = 1_500;

/// Steps of the bars at the edges.
const MARGIN_STEPS: usize = 36;

/// Fewest buyers from which groups say something.
const LEAST_BUYERS: usize = 8;

/// Customers whose loss the finding counts.
const LOST_CUSTOMERS: u64 = 10;

/// The lines these parameters draw.
pub fn choice(params: &ParamValues) -> CutChoice {
    let (average, frequency) = (params.number("average_cut"), params.number("frequency_cut"));
    let rule = if average.is_some() || frequency.is_some() {
        CutRule::Own
    } else {
        params
            .text("rule")
            .and_then(CutRule::from_id)
            .unwrap_or_default()
    };
    CutChoice {
        rule,
        average,
        frequency,
    }
}

/// The group as a cell.
pub fn group_term(group: Group) -> Value {
    term(group.id(), Say::Group(name(group)))
}

/// The name of a group.
pub(super) fn name(group: Group) -> GroupName {
    match group {
        Group::MuchOften => GroupName::MuchOften,
        Group::LittleOften => GroupName::LittleOften,
        Group::MuchRare => GroupName::MuchRare,
        Group::LittleRare => GroupName::LittleRare,
    }
}

fn rule_name(rule: CutRule) -> RuleName {
    match rule {
        CutRule::Median => RuleName::Median,
        CutRule::Mean => RuleName::Mean,
        CutRule::Own => RuleName::Own,
        CutRule::Pareto => RuleName::Pareto,
    }
}

fn ink(group: Group) -> Ink {
    match group {
        Group::MuchOften => Ink::Cat1,
        Group::LittleOften => Ink::Cat2,
        Group::MuchRare => Ink::Cat3,
        Group::LittleRare => Ink::Cat4,
    }
}

fn key(group: Group) -> String {
    format!("group:{}", group.id())
}

fn run(context: &Context<'_>, params: &ParamValues) -> Panel {
    let period = context.frame().period;
    let choice = choice(params);
    let headline = |title: Say, lede: Say| {
        Some(Headline {
            eyebrow: Say::Eyebrow { period }.into(),
            title: title.into(),
            lede: Some(lede.into()),
        })
    };
    let Some(found) = ValueFrequency::of(context.base, choice) else {
        let (title, text) = if context.base.knows_first_days() {
            (Say::NobodyBought { period }, Say::ChooseAnotherPeriod)
        } else {
            (Say::NoFirstDays, Say::NoFirstDaysText)
        };
        return Panel {
            id: ID.to_owned(),
            headline: headline(title.clone(), text.clone()),
            blocks: vec![notice(Tone::Info, title, text)],
            params: specs(choice, None),
            ..Panel::default()
        };
    };
    let sums = found.sums(context.base);
    let total = Money::sum(sums.iter().map(|sums| sums.revenue));
    let best = sums[Group::MuchOften as usize];
    let is_short = period.length_days() < LEAST_DAYS;
    let (title, lede) = if found.buyers.len() < LEAST_BUYERS {
        let buyers = whole(found.buyers.len());
        (Say::TooFew { buyers }, Say::TooFewLede)
    } else if is_short {
        let days = whole(period.length_days());
        (best_title(best, total), Say::ShortPeriodLede { days })
    } else {
        (best_title(best, total), Say::Lede)
    };
    // A few days blown up to a year, or a handful of customers, make no proposal.
    let tells = !is_short && found.buyers.len() >= LEAST_BUYERS;
    let callout = one_more_visit(&sums).filter(|_| tells);
    Panel {
        id: ID.to_owned(),
        headline: headline(title, lede),
        stats: stats(context, &found),
        tables: vec![groups_table(
            &sums,
            total,
            group_profits(context, params, &found),
        )],
        blocks: vec![
            Block::Figure(Box::new(figure(context, &found, &sums))),
            table_block(context, &found, &sums, total, callout.clone()),
        ],
        findings: best_group(best, total).into_iter().chain(callout).collect(),
        params: specs(choice, Some(&found)),
    }
}

fn best_title(best: GroupSums, total: Money) -> Say {
    let customers = whole(best.customers);
    match (best.customers, best.revenue.share_of(total)) {
        (0, _) => Say::NobodyMuchOften,
        (_, Some(share)) => Say::Title { customers, share },
        (_, None) => Say::TitleWithoutShare { customers },
    }
}

fn stats(context: &Context<'_>, found: &ValueFrequency) -> Vec<Stat> {
    let buyers = whole(found.buyers.len());
    let formula = Say::CutFormula {
        rule: rule_name(found.rule),
        customers: buyers,
    };
    let buyers_action = open(ID, "buyers");
    let average = explain(Say::AverageCutWords, formula.clone(), Say::CutCaveat)
        .input(Say::BuyersInput, Value::Count(buyers))
        .behind(buyers_action.clone());
    let frequency = explain(Say::FrequencyCutWords, formula, Say::CutCaveat)
        .input(Say::BuyersInput, Value::Count(buyers))
        .input(Say::YearsInput, Value::Number(found.years))
        .input(Words::Visits, count(context.base.period().occasions_total))
        .behind(buyers_action);
    vec![
        stat(
            "average_cut",
            Say::AverageCut,
            units(Some(found.average_cut)),
            average,
        ),
        stat(
            "frequency_cut",
            Say::FrequencyCut,
            number(Some(found.frequency_cut)),
            frequency,
        )
        .decimals(1),
    ]
}

/// Profit by group, once both gross profit and the cost of the relationship are known.
fn group_profits(
    context: &Context<'_>,
    params: &ParamValues,
    found: &ValueFrequency,
) -> Option<[Money; 4]> {
    let settings = profit::settings(&params.of_panel(profit::ENTRY.id));
    let profits = context.profits(settings);
    if profits.basis() != Basis::Profit {
        return None;
    }
    let mut sums = [Money::ZERO; 4];
    for (at, &customer) in found.buyers.iter().enumerate() {
        if let Some(place) = profits.place(customer) {
            sums[found.group_at(at) as usize] += profits.result(place);
        }
    }
    Some(sums)
}

fn groups_table(sums: &[GroupSums; 4], total: Money, profits: Option<[Money; 4]>) -> Table {
    let cells = |group: Value, sums: &GroupSums, profit: Option<Money>| {
        vec![
            group,
            count(sums.customers),
            Value::Money(sums.revenue),
            profit.map_or(Value::None, Value::Money),
            share(sums.revenue.share_of(total)),
            units(sums.mean_average),
            number(sums.mean_frequency),
        ]
    };
    let weighted = |mean: fn(&GroupSums) -> Option<f64>| {
        let customers: u64 = sums.iter().map(|sums| sums.customers).sum();
        let sum: f64 = sums
            .iter()
            .filter_map(|sums| Some(mean(sums)? * sums.customers as f64))
            .sum();
        (customers > 0).then(|| sum / customers as f64)
    };
    let all = GroupSums {
        group: Group::MuchOften,
        customers: sums.iter().map(|sums| sums.customers).sum(),
        occasions: sums.iter().map(|sums| sums.occasions).sum(),
        revenue: total,
        mean_average: weighted(|sums| sums.mean_average),
        mean_frequency: weighted(|sums| sums.mean_frequency),
    };
    Table {
        id: "groups".to_owned(),
        columns: vec![
            column("group", Say::GroupColumn),
            column("customers", Words::Customers),
            column("revenue", Words::Revenue).decimals(0),
            column("profit", Say::Profit).decimals(0),
            column("share", Say::ShareOfRevenue).with_bar(),
            column("mean_average", Say::MeanAverage),
            column("mean_frequency", Say::MeanFrequency).decimals(1),
        ],
        rows: sums
            .iter()
            .map(|sums| Row {
                cells: cells(
                    group_term(sums.group),
                    sums,
                    profits.map(|profits| profits[sums.group as usize]),
                ),
                detail: Some(Say::Advice(name(sums.group)).into()),
                ink: Some(ink(sums.group)),
                action: Some(open(ID, key(sums.group))),
            })
            .collect(),
        total: Some(row(cells(
            term("all", Words::All),
            &all,
            profits.map(|profits| profits.into_iter().sum()),
        ))),
    }
}

fn table_block(
    context: &Context<'_>,
    found: &ValueFrequency,
    sums: &[GroupSums; 4],
    total: Money,
    callout: Option<Finding>,
) -> Block {
    let period = context.base.period();
    // The first of equals.
    let largest = sums
        .iter()
        .rev()
        .max_by_key(|sums| sums.revenue)
        .filter(|_| found.buyers.len() >= LEAST_BUYERS)
        .and_then(|sums| {
            Some(Say::TableTitle {
                group: name(sums.group),
                share: sums.revenue.share_of(total)?,
            })
        });
    Block::Table {
        span: 5,
        title: largest.unwrap_or(Say::TableTitlePlain).into(),
        subtitle: Say::TableSubtitle {
            period: period.period,
        }
        .into(),
        source: Some(
            Say::TableSource {
                without: whole(context.base.totals().customers) - whole(found.buyers.len()),
                late: period.revenue_without_occasion(),
            }
            .into(),
        ),
        table: "groups".to_owned(),
        callout,
    }
}

fn one_more_visit(sums: &[GroupSums; 4]) -> Option<Finding> {
    let rare = &sums[Group::MuchRare as usize];
    let (average, frequency) = (rare.mean_average?, rare.mean_frequency?);
    let worth = Money::from_units_f64(average * rare.customers as f64);
    (worth > Money::ZERO).then(|| Finding {
        money: Some(worth),
        title: Say::CheapestGrowth.into(),
        text: Say::OneMoreVisit {
            customers: whole(rare.customers),
            average: Money::from_units_f64(average),
            frequency,
            worth,
        }
        .into(),
        action: Some((Say::OpenMuchRare.into(), open(ID, key(Group::MuchRare)))),
    })
}

/// The best group, with what losing some of it would cost.
pub(super) fn best_group(best: GroupSums, total: Money) -> Option<Finding> {
    let share = best.revenue.share_of(total)?;
    let lost = LOST_CUSTOMERS.min(best.customers.div_ceil(10));
    let cost = Money::from_units_f64(
        best.revenue.to_units_f64() / best.customers.max(1) as f64 * lost as f64,
    );
    (best.customers > 0 && cost > Money::ZERO).then(|| Finding {
        money: Some(cost),
        title: Say::BestGroup {
            customers: whole(best.customers),
            share,
        }
        .into(),
        text: Say::LosingTen {
            lost: whole(lost),
            cost,
        }
        .into(),
        action: Some((Say::OpenMuchOften.into(), open(ID, key(Group::MuchOften)))),
    })
}

fn figure(context: &Context<'_>, found: &ValueFrequency, sums: &[GroupSums; 4]) -> Figure {
    let buyers = found.buyers.len();
    let floor = found
        .average
        .iter()
        .copied()
        .filter(|&average| average > 0.0)
        .fold(f64::INFINITY, f64::min);
    let floor = if floor.is_finite() { floor } else { 1.0 };
    let drawn = buyers.min(MOST_DOTS);
    let dots = (0..drawn)
        .map(|dot| {
            let at = dot * buyers / drawn;
            Dot {
                x: found.frequency[at],
                y: found.average[at].max(floor),
                customer: context.customer_ref(found.buyers[at]),
            }
        })
        .collect();
    let at_axis = found.average.iter().filter(|&&average| average <= 0.0);
    let corner = |group: Group| {
        let selected = selection(ID, key(group));
        Corner {
            label: Say::Group(name(group)).into(),
            detail: Say::Customers {
                customers: whole(sums[group as usize].customers),
            }
            .into(),
            ink: ink(group),
            action: Some(Action::OpenCustomers(selected)),
        }
    };
    let rule = rule_name(found.rule);
    let axis = |label: Say, unit| Axis {
        label: label.into(),
        unit,
        scale: Scale::Log,
    };
    Figure {
        id: "scatter".to_owned(),
        span: 7,
        title: Say::ScatterTitle {
            above: whole(sums[Group::MuchOften as usize].customers),
            of: whole(buyers),
        }
        .into(),
        subtitle: Say::ScatterSubtitle.into(),
        source: Some(
            Say::ScatterSource {
                drawn: whole(drawn),
                of: whole(buyers),
                nudged: Scatter::nudges(drawn),
                at_axis: whole(at_axis.count()),
            }
            .into(),
        ),
        chart: ChartSpec::Scatter(Scatter {
            x: axis(Say::FrequencyAxis, Unit::Number),
            y: axis(Say::AverageAxis, Unit::Money),
            dots,
            x_cut: Handle {
                param: format!("{ID}.frequency_cut"),
                value: found.frequency_cut,
                label: Say::FrequencyLine {
                    rule,
                    visits: found.frequency_cut,
                }
                .into(),
            },
            y_cut: Handle {
                param: format!("{ID}.average_cut"),
                value: found.average_cut,
                label: Say::AverageLine {
                    rule,
                    average: Money::from_units_f64(found.average_cut),
                }
                .into(),
            },
            corners: [
                corner(Group::MuchRare),
                corner(Group::MuchOften),
                corner(Group::LittleRare),
                corner(Group::LittleOften),
            ],
            x_margin: margin(found.frequency.iter().copied()),
            y_margin: margin(found.average.iter().map(|average| average.max(floor))),
        }),
        table: "groups".to_owned(),
        controls: Vec::new(),
    }
}

/// Customers by even ratios of a positive quantity, empty steps left out.
fn margin(values: impl Iterator<Item = f64> + Clone) -> Vec<(f64, f64, u64)> {
    let low = values.clone().fold(f64::INFINITY, f64::min);
    let high = values.clone().fold(0.0, f64::max);
    if low <= 0.0 || !low.is_finite() || !high.is_finite() {
        return Vec::new();
    }
    if high <= low {
        return vec![(low / 1.05, high * 1.05, values.count() as u64)];
    }
    let step = (high / low).ln() / MARGIN_STEPS as f64;
    let mut counts = [0_u64; MARGIN_STEPS];
    for value in values {
        let place = ((value / low).ln() / step) as usize;
        counts[place.min(MARGIN_STEPS - 1)] += 1;
    }
    let edge = |place: usize| low * (step * place as f64).exp();
    counts
        .into_iter()
        .enumerate()
        .filter(|&(_, count)| count > 0)
        .map(|(place, count)| (edge(place), edge(place + 1), count))
        .collect()
}

fn specs(choice: CutChoice, found: Option<&ValueFrequency>) -> Vec<ParamSpec> {
    let most = |values: &[f64]| values.iter().copied().fold(0.0, f64::max);
    let cut = |key: &str, label: Say, own: Option<f64>, (max, step, unit)| ParamSpec {
        clears: vec!["rule".to_owned()],
        ..number_param(key, label, [0.0, max, step], unit, own)
    };
    let average_max = found.map_or(0.0, |found| most(&found.average));
    let frequency_max = found.map_or(0.0, |found| most(&found.frequency));
    vec![
        ParamSpec {
            key: "rule".to_owned(),
            label: Say::RuleParam.into(),
            kind: ParamKind::Choice {
                options: CutRule::ALL
                    .into_iter()
                    .map(|rule| {
                        let label = Say::Rule(rule_name(rule));
                        (rule.id().to_owned(), Message::from(label))
                    })
                    .collect(),
            },
            value: choice.rule.id().to_owned(),
            clears: vec!["average_cut".to_owned(), "frequency_cut".to_owned()],
        },
        cut(
            "average_cut",
            Say::AverageCut,
            choice.average,
            (average_max, step_for(average_max), Unit::Money),
        ),
        cut(
            "frequency_cut",
            Say::FrequencyCut,
            choice.frequency,
            (frequency_max, 0.1, Unit::Number),
        ),
    ]
}

/// A round step of about a thousandth of the range.
fn step_for(max: f64) -> f64 {
    if max > 0.0 {
        10_f64.powf((max / 1_000.0).log10().round()).max(0.01)
    } else {
        0.01
    }
}

fn members(context: &Context<'_>, params: &ParamValues, key: &str) -> Option<Vec<CustomerIx>> {
    let base = context.base;
    match key {
        "buyers" => Some(base.period().buyer_ixs().collect()),
        "without" => Some(
            base.present_ixs()
                .filter(|&customer| !base.period().is_buyer(customer))
                .collect(),
        ),
        _ => {
            let group = Group::from_id(key.strip_prefix("group:")?)?;
            let found = ValueFrequency::of(base, choice(params));
            Some(found.map_or_else(Vec::new, |found| found.members(group)))
        }
    }
}

fn set_title(context: &Context<'_>, _: &ParamValues, key: &str) -> Option<Message> {
    let period = context.frame().period;
    Some(match key {
        "buyers" => Say::Buyers { period }.into(),
        "without" => Say::WithoutVisit { period }.into(),
        _ => Say::Members(name(Group::from_id(key.strip_prefix("group:")?)?)).into(),
    })
}
