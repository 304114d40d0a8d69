//! P5 and P38: how much of the revenue few customers bring.

use super::build::{
    column, count, explain, notice, number, number_param, open, row, share, stat, term, whole,
};
use super::panel::{
    Action, Block, Figure, Finding, Headline, Panel, Row, Stat, Table, Tone, Value,
};
use super::params::ParamSpec;
use super::{Context, Entry, ParamValues};
use crate::analysis::concentration::{AbcClass, AbcShares, Concentration};
use crate::base::{Money, order};
use crate::chart::spec::{
    Axis, BarRow, Bars, ChartSpec, Curve, CurvePoint, Curves, Ink, Scale, Unit,
};
use crate::dataset::CustomerIx;
use crate::i18n::concentration::{Class, Concentration as Say};
use crate::i18n::{Message, Words};

/// See [`super::REGISTRY`].
pub(crate) const ENTRY: Entry = Entry {
    id: ID,
    needs: &[],
    stats: &[
        "top_1_share",
        "top_5_share",
        "top_10_share",
        "top_20_share",
        "top_50_share",
        "customers_for_80",
        "gini",
        "hhi",
        "biggest_1_share",
        "biggest_5_share",
        "biggest_10_share",
    ],
    tables: &["abc", "curve", "biggest"],
    valued: None,
    run,
    members,
    set_title,
};

const ID: &str = "concentration";

/// Points of the curve.
const CURVE_STEPS: usize = 200;

/// Fewest customers from which a fifth says something.
const LEAST_CUSTOMERS: usize = 10;

/// Share from which one customer is a risk of its own.
const RISK_SHARE: f64 = 0.1;

/// Numbers of biggest customers that are told.
const BIGGEST: [usize; 3] = [1, 5, 10];

/// Percents whose share is told.
const TOP_PERCENTS: [usize; 5] = [1, 5, 10, 20, 50];

/// The ends of the classes these parameters set.
pub fn shares(params: &ParamValues) -> AbcShares {
    let default = AbcShares::default();
    let a = params
        .number("a_share")
        .unwrap_or(default.a)
        .clamp(0.0, 1.0);
    let b = params
        .number("b_share")
        .unwrap_or(default.b)
        .clamp(0.0, 1.0);
    AbcShares { a, b: b.max(a) }
}

/// The class as a cell.
pub fn class_term(class: AbcClass) -> Value {
    term(class.id(), Say::Class(name(class)))
}

fn name(class: AbcClass) -> Class {
    match class {
        AbcClass::A => Class::A,
        AbcClass::B => Class::B,
        AbcClass::C => Class::C,
    }
}

fn run(context: &Context<'_>, params: &ParamValues) -> Panel {
    let period = context.frame().period;
    let abc = Concentration::of(context.data, context.base);
    let shares = shares(params);
    let eyebrow = Message::from(Say::Eyebrow { period });
    let Some(top_fifth) = abc.top_share(20) else {
        return Panel {
            id: ID.to_owned(),
            headline: Some(Headline {
                eyebrow,
                title: Say::NoRevenue { period }.into(),
                lede: Some(Say::NoRevenueText.into()),
            }),
            tables: vec![abc_table(&abc, shares)],
            blocks: vec![notice(
                Tone::Info,
                Say::NoRevenue { period },
                Say::NoRevenueText,
            )],
            params: specs(shares),
            ..Panel::default()
        };
    };
    let title = if abc.customers() < LEAST_CUSTOMERS {
        Say::TooFew {
            customers: whole(abc.customers()),
        }
    } else {
        Say::Title { share: top_fifth }
    };
    let lede = abc
        .customers_for(0.8)
        .filter(|_| abc.customers() > 1)
        .map(|customers| {
            Message::from(Say::Lede {
                customers: whole(customers),
                of: whole(abc.customers()),
            })
        });
    Panel {
        id: ID.to_owned(),
        headline: Some(Headline {
            eyebrow,
            title: title.clone().into(),
            lede,
        }),
        stats: stats(&abc),
        tables: vec![
            abc_table(&abc, shares),
            curve_table(&abc),
            biggest_table(&abc),
        ],
        blocks: vec![
            Block::Figure(Box::new(curve_figure(context, &abc, title))),
            classes_block(&abc, shares),
        ],
        findings: finding(context, &abc).into_iter().collect(),
        params: specs(shares),
    }
}

fn stats(abc: &Concentration) -> Vec<Stat> {
    let ranked = count(abc.customers());
    let largest_money = |customers: usize| Money::sum(abc.revenue.iter().take(customers).copied());
    let share_stat = |id: String, label: Say, words: Say, customers: usize| {
        let customers = customers.min(abc.customers());
        let formula = Say::ShareFormula {
            part: largest_money(customers),
            total: abc.total,
            customers: whole(customers),
        };
        let how = explain(words, formula, Say::Caveat)
            .input(Say::Ranked, ranked.clone())
            .behind(open(ID, format!("largest:{customers}")));
        stat(&id, label, share(abc.share_of_largest(customers)), how)
    };
    let mut stats: Vec<Stat> = TOP_PERCENTS
        .into_iter()
        .map(|percent| {
            let told = whole(percent);
            share_stat(
                format!("top_{percent}_share"),
                Say::TopShare { percent: told },
                Say::TopShareWords { percent: told },
                abc.largest_percent(percent),
            )
        })
        .collect();
    let eighty = abc.customers_for(0.8).unwrap_or(0);
    let target = Money::from_units_f64(abc.total.to_units_f64() * 0.8);
    stats.push(stat(
        "customers_for_80",
        Say::CustomersForEighty,
        count(eighty),
        explain(
            Say::CustomersForEightyWords,
            Say::CustomersForEightyFormula { target },
            Say::Caveat,
        )
        .input(Say::Ranked, ranked.clone())
        .behind(open(ID, format!("largest:{eighty}"))),
    ));
    let formula = Say::GiniFormula {
        customers: whole(abc.customers()),
    };
    stats.push(stat(
        "gini",
        Say::Gini,
        number(abc.gini()),
        explain(Say::GiniWords, formula, Say::Caveat)
            .input(Say::Ranked, ranked.clone())
            .behind(open(ID, "all")),
    ));
    let hhi = abc.hhi();
    let equal = hhi.filter(|&hhi| hhi > 0.0).map_or(0.0, |hhi| 1.0 / hhi);
    stats.push(
        stat(
            "hhi",
            Say::Hhi,
            number(hhi),
            explain(Say::HhiWords, Say::HhiFormula { equal }, Say::Caveat)
                .input(Say::Ranked, ranked.clone())
                .behind(open(ID, "all")),
        )
        .decimals(4),
    );
    stats.extend(BIGGEST.into_iter().map(|customers| {
        let told = whole(customers);
        share_stat(
            format!("biggest_{customers}_share"),
            Say::BiggestShare { customers: told },
            Say::BiggestShareWords { customers: told },
            customers,
        )
    }));
    stats
}

fn abc_table(abc: &Concentration, shares: AbcShares) -> Table {
    let sums = abc.class_sums(shares);
    let cells = |name: Value, customers: u64, revenue: Money| {
        vec![
            name,
            count(customers),
            Value::Money(revenue),
            share(revenue.share_of(abc.total)),
        ]
    };
    Table {
        id: "abc".to_owned(),
        columns: vec![
            column("class", Say::ClassColumn),
            column("customers", Words::Customers),
            column("revenue", Words::Revenue).decimals(0),
            column("share", Say::RevenueShare).with_bar(),
        ],
        rows: sums
            .into_iter()
            .map(|sum| Row {
                detail: Some(Say::ClassMeaning(name(sum.class)).into()),
                action: Some(open(ID, format!("class:{}", sum.class.id()))),
                ..row(cells(class_term(sum.class), sum.customers, sum.revenue))
            })
            .collect(),
        total: Some(row(cells(
            term("all", Words::All),
            abc.customers() as u64,
            abc.total,
        ))),
    }
}

/// The curve at every tenth of the customers.
fn curve_table(abc: &Concentration) -> Table {
    Table {
        id: "curve".to_owned(),
        columns: vec![
            column("customers_share", Say::CustomersShare).decimals(0),
            column("customers", Words::Customers),
            column("revenue_share", Say::RevenueShare),
        ],
        rows: (1..=10)
            .map(|tenth| {
                let customers = abc.largest_percent(tenth * 10);
                Row {
                    action: Some(open(ID, format!("largest:{customers}"))),
                    ..row(vec![
                        Value::Share(tenth as f64 / 10.0),
                        count(customers),
                        share(abc.share_of_largest(customers)),
                    ])
                }
            })
            .collect(),
        total: None,
    }
}

fn curve_figure(context: &Context<'_>, abc: &Concentration, title: Say) -> Figure {
    let axis = |label: Say| Axis {
        label: label.into(),
        unit: Unit::Share,
        scale: Scale::Linear,
    };
    let fifth = abc.largest_percent(20);
    let fifth_share = abc.share_of_largest(fifth).unwrap_or(0.0);
    Figure {
        id: "curve".to_owned(),
        span: 6,
        title: title.into(),
        subtitle: Say::Subtitle {
            period: context.frame().period,
        }
        .into(),
        source: Some(
            Say::Source {
                gini: abc.gini(),
                not_positive: whole(abc.not_positive),
            }
            .into(),
        ),
        chart: ChartSpec::Curves(Curves {
            x: axis(Say::CustomersAxis),
            y: axis(Say::RevenueAxis),
            lines: vec![Curve {
                label: Say::Curve.into(),
                ink: Ink::Accent,
                points: abc.curve(CURVE_STEPS),
                steps: false,
                band: Vec::new(),
            }],
            diagonal: Some(Say::Diagonal.into()),
            points: vec![CurvePoint {
                x: fifth as f64 / abc.customers().max(1) as f64,
                y: fifth_share,
                label: Say::Point { share: fifth_share }.into(),
                ink: Ink::Accent,
                action: Some(open(ID, format!("largest:{fifth}"))),
            }],
        }),
        table: "curve".to_owned(),
        controls: Vec::new(),
    }
}

fn classes_block(abc: &Concentration, shares: AbcShares) -> Block {
    let [a, ..] = abc.class_sums(shares);
    Block::Table {
        span: 6,
        title: Say::ClassesTitle {
            customers: whole(a.customers),
            part: a.customers as f64 / abc.customers().max(1) as f64,
            share: a.share,
        }
        .into(),
        subtitle: Say::ClassesSubtitle {
            a: shares.a,
            b: shares.b,
        }
        .into(),
        source: Some(
            Say::ClassesSource {
                not_positive: whole(abc.not_positive),
            }
            .into(),
        ),
        table: "abc".to_owned(),
        callout: None,
    }
}

fn told_biggest(abc: &Concentration) -> impl Iterator<Item = usize> + '_ {
    BIGGEST
        .into_iter()
        .filter(|&customers| customers <= abc.customers())
}

/// What the biggest customers bring.
pub(super) fn biggest_table(abc: &Concentration) -> Table {
    Table {
        id: "biggest".to_owned(),
        columns: vec![
            column("customers", Say::BiggestColumn),
            column("revenue", Words::Revenue).decimals(0),
            column("share", Say::RevenueShare).with_bar(),
        ],
        rows: told_biggest(abc)
            .map(|customers| Row {
                action: Some(open(ID, format!("largest:{customers}"))),
                ..row(vec![
                    count(customers),
                    Value::Money(Money::sum(abc.revenue.iter().take(customers).copied())),
                    share(abc.share_of_largest(customers)),
                ])
            })
            .collect(),
        total: None,
    }
}

/// The biggest customers as bars; `None` when nothing can be shared.
pub(super) fn biggest_figure(
    context: &Context<'_>,
    abc: &Concentration,
    span: u8,
) -> Option<Figure> {
    let biggest = abc.share_of_largest(1)?;
    let most = told_biggest(abc).last()?;
    let title = if biggest >= RISK_SHARE {
        Say::RiskTitle {
            customer: context.customer_ref(*abc.ranking.first()?),
            share: biggest,
        }
    } else {
        Say::SpreadTitle {
            customers: whole(most),
            share: abc.share_of_largest(most)?,
        }
    };
    Some(Figure {
        id: "biggest".to_owned(),
        span,
        title: title.into(),
        subtitle: Say::BiggestSubtitle {
            period: context.frame().period,
        }
        .into(),
        source: Some(
            Say::LoseBiggest {
                money: *abc.revenue.first()?,
                left: 1.0 - biggest,
            }
            .into(),
        ),
        chart: ChartSpec::Bars(Bars {
            axis: Axis {
                label: Say::RevenueShare.into(),
                unit: Unit::Share,
                scale: Scale::Linear,
            },
            series: Vec::new(),
            rows: told_biggest(abc)
                .filter_map(|customers| {
                    Some(BarRow {
                        label: Say::Biggest {
                            customers: whole(customers),
                        }
                        .into(),
                        detail: None,
                        values: vec![abc.share_of_largest(customers)?],
                        ink: None,
                        action: Some(open(ID, format!("largest:{customers}"))),
                    })
                })
                .collect(),
            norm_from: None,
            stacked: false,
        }),
        table: "biggest".to_owned(),
        controls: Vec::new(),
    })
}

/// One customer who is a risk, or else a few who bring half.
pub(super) fn finding(context: &Context<'_>, abc: &Concentration) -> Option<Finding> {
    let (&customer, &money) = (abc.ranking.first()?, abc.revenue.first()?);
    let biggest = abc.share_of_largest(1)?;
    if abc.customers() < 2 {
        return None;
    }
    if biggest >= RISK_SHARE {
        let customer = context.customer_ref(customer);
        return Some(Finding {
            money: Some(money),
            title: Say::RiskFinding {
                customer: customer.clone(),
                share: biggest,
            }
            .into(),
            text: Say::RiskFindingText { money }.into(),
            action: Some((Say::OpenBiggest.into(), Action::OpenCustomer { customer })),
        });
    }
    let few = BIGGEST
        .into_iter()
        .find(|&few| abc.share_of_largest(few).is_some_and(|share| share >= 0.5))?;
    let money = Money::sum(abc.revenue.iter().take(few).copied()).per(few as u64);
    Some(Finding {
        money: Some(money),
        title: Say::FewFinding {
            customers: whole(few),
            share: abc.share_of_largest(few)?,
        }
        .into(),
        text: Say::FewFindingText { average: money }.into(),
        action: Some((Say::OpenFew.into(), open(ID, format!("largest:{few}")))),
    })
}

fn specs(shares: AbcShares) -> Vec<ParamSpec> {
    let spec = |key: &str, label: Say, value: f64, min: f64| {
        number_param(key, label, [min, 1.0, 0.01], Unit::Share, Some(value))
    };
    vec![
        spec("a_share", Say::AShare, shares.a, 0.0),
        spec("b_share", Say::BShare, shares.b, shares.a),
    ]
}

/// What a key names.
enum Key {
    All,
    Largest(usize),
    Class(AbcClass),
}

fn parse(key: &str) -> Option<Key> {
    if key == "all" {
        return Some(Key::All);
    }
    match key.split_once(':')? {
        ("class", id) => AbcClass::from_id(id).map(Key::Class),
        ("largest", customers) => customers.parse().ok().map(Key::Largest),
        _ => None,
    }
}

fn members(context: &Context<'_>, params: &ParamValues, key: &str) -> Option<Vec<CustomerIx>> {
    let key = parse(key)?;
    let abc = Concentration::of(context.data, context.base);
    let mut members: Vec<CustomerIx> = match key {
        Key::All => abc.ranking,
        Key::Largest(customers) => abc.ranking.into_iter().take(customers).collect(),
        Key::Class(wanted) => {
            let classes = abc.classes(shares(params));
            let ranked = abc.ranking.into_iter().zip(classes);
            ranked
                .filter(|&(_, class)| class == wanted)
                .map(|(customer, _)| customer)
                .collect()
        }
    };
    order::sort_by_key(&mut members, |customer| customer.0.into());
    Some(members)
}

fn set_title(context: &Context<'_>, _: &ParamValues, key: &str) -> Option<Message> {
    let period = context.frame().period;
    let title = match parse(key)? {
        Key::All => Say::AllMembers { period },
        Key::Largest(customers) => Say::LargestMembers {
            customers: whole(customers),
            period,
        },
        Key::Class(class) => Say::ClassMembers {
            class: name(class),
            period,
        },
    };
    Some(title.into())
}
