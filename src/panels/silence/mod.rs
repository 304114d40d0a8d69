//! P9: whom to call today: customers silent for longer than is usual for them, by the money at risk.
//!
//! - `settings`: what can be set
//! - `ground`: rhythms, money and chances of everybody
//! - `tables`: the alarms, who comes less often, and the track record
//! - `names`: clues, groups and lines as messages
//! - `card`: the alarm about one customer

pub(super) mod card;
mod ground;
mod names;
mod settings;
mod tables;

use super::build::{count, explain, notice, number, open, share, stat, whole};
use super::panel::{Block, Finding, Headline, Panel, Stat, Tone, Value};
use super::{Context, Entry, ParamValues, profit};
use crate::analysis::silence::{QUARTER_DAYS, Record, Rules};
use crate::base::Money;
use crate::dataset::CustomerIx;
use crate::i18n::Message;
use crate::i18n::silence::Silence as Say;
use ground::{Ground, Group, Stake};

/// See [`super::REGISTRY`].
pub(crate) const ENTRY: Entry = Entry {
    id: ID,
    needs: &[],
    stats: &["silent", "amber", "money_at_risk", "backtest", "fewer"],
    tables: &["alarms", "less_often", "groups", "backtest_ways"],
    valued: None,
    run,
    members,
    set_title,
};

const ID: &str = "silence";

/// How many of the first alarms the page speaks of.
const FIRST: usize = 11;

/// Part of the yearly money below which nobody seems to have left.
const LEAST_AT_RISK: f64 = 0.01;

fn notice_of(context: &Context<'_>, rules: &Rules, title: Say, text: Say) -> Panel {
    let as_of = context.frame().as_of;
    Panel {
        id: ID.to_owned(),
        headline: Some(Headline {
            eyebrow: Say::Eyebrow { as_of }.into(),
            title: title.clone().into(),
            lede: Some(text.clone().into()),
        }),
        blocks: vec![notice(Tone::Info, title, text)],
        params: settings::specs(rules),
        ..Panel::default()
    }
}

fn run(context: &Context<'_>, params: &ParamValues) -> Panel {
    let rules = settings::rules(params);
    if context.base.is_of_totals() {
        return notice_of(context, &rules, Say::OnlyTotals, Say::OnlyTotalsText);
    }
    let ground = Ground::with_record(context, rules, params);
    let visits = i64::from(rules.least_visits);
    if ground.silence.cases.is_empty() {
        let title = Say::NobodyOften { visits };
        return notice_of(context, &rules, title, Say::NobodyOftenText { visits });
    }
    let as_of = ground.silence.as_of;
    let red = ground.stakes(Group::Red);
    let record = ground.record.as_ref();
    let flagged = record.filter(|record| record.flagged > 0);
    let basis = profit::names::basis(ground.basis());
    let sum = |of: fn(&Stake) -> Money| Money::sum(red.iter().map(of));
    let yearly = sum(|stake| stake.yearly.max(Money::ZERO));
    let at_risk = sum(|stake| stake.at_risk);
    let first = red.len().min(FIRST);
    let of_first = Money::sum(red[..first].iter().map(|stake| stake.at_risk));
    let title = if red.is_empty() {
        Say::Calm
    } else {
        Say::Title {
            customers: whole(red.len()),
            yearly,
            basis,
        }
    };
    let lede = if red.is_empty() {
        Say::NobodySilent {
            amber: whole(ground.cases(Group::Amber).count()),
        }
    } else if at_risk.to_units_f64() < LEAST_AT_RISK * yearly.to_units_f64() {
        Say::AsMuchAsChance
    } else {
        Say::Lede {
            first: whole(first),
            of: whole(red.len()),
            share: of_first.share_of(at_risk),
            record: flagged.map(|record| (whole(record.gone), whole(record.flagged))),
        }
    };
    let mut tables = vec![tables::alarms(context, &ground, &red)];
    let mut blocks = vec![Block::Equation {
        terms: ["silent", "amber", "fewer", "money_at_risk"]
            .map(|id| (id.to_owned(), String::new()))
            .to_vec(),
        note: Say::Note {
            season: ground.knows_season(),
            modelled: ground.is_modelled(),
        }
        .into(),
    }];
    if !red.is_empty() {
        blocks.push(Block::Table {
            span: 12,
            title: Say::AlarmsTitle.into(),
            subtitle: Say::AlarmsSubtitle {
                visits,
                red: rules.red,
                lines: names::lines(rules.lines),
                basis,
            }
            .into(),
            source: Some(
                Say::AlarmsSource {
                    shown: whole(red.len().min(tables::MOST_ALARMS)),
                    red: whole(red.len()),
                    amber: whole(ground.cases(Group::Amber).count()),
                }
                .into(),
            ),
            table: "alarms".to_owned(),
            callout: None,
        });
    }
    let table = |span: u8, title: Say, subtitle: Say, source: Option<Say>, id: &str| Block::Table {
        span,
        title: title.into(),
        subtitle: subtitle.into(),
        source: source.map(Message::from),
        table: id.to_owned(),
        callout: None,
    };
    if let Some(fewer) = tables::fewer(context, &ground) {
        tables.push(fewer);
        let days = i64::from(rules.window_days);
        let by_chance = ground.silence.fewer_by_chance();
        let fewer = Say::FewerTitle {
            customers: whole(ground.cases(Group::Fewer).count()),
        };
        let source = Say::FewerSource { by_chance };
        blocks.push(table(
            12,
            fewer,
            Say::FewerSubtitle { days },
            Some(source),
            "less_often",
        ));
    }
    match flagged {
        Some(record) => {
            tables.push(tables::ways(record));
            let found = Say::RecordTitle {
                precision: record.precision().unwrap_or_default(),
                plain: record.baseline_precision().unwrap_or_default(),
            };
            let subtitle = Say::RecordSubtitle {
                day: record.day,
                considered: whole(record.considered),
            };
            let source = Some(Say::RecordSource);
            blocks.push(table(7, found, subtitle, source, "backtest_ways"));
        }
        None => blocks.push(notice(
            Tone::Info,
            Say::NoRecord,
            Say::NoRecordText {
                days: i64::from(QUARTER_DAYS),
            },
        )),
    }
    tables.push(tables::groups(&ground));
    let span = if blocks.iter().any(is_half) { 5 } else { 12 };
    let subtitle = Say::GroupsSubtitle;
    blocks.push(table(span, Say::GroupsTitle, subtitle, None, "groups"));
    Panel {
        id: ID.to_owned(),
        headline: Some(Headline {
            eyebrow: Say::Eyebrow { as_of }.into(),
            title: title.into(),
            lede: Some(lede.into()),
        }),
        stats: stats(&ground, &red, at_risk),
        tables,
        blocks,
        findings: finding(&red, yearly, at_risk).into_iter().collect(),
        params: settings::specs(&rules),
    }
}

fn is_half(block: &Block) -> bool {
    matches!(block, Block::Table { span: 7, .. })
}

fn stats(ground: &Ground<'_>, red: &[Stake], at_risk: Money) -> Vec<Stat> {
    let rules = ground.silence.rules;
    let basis = profit::names::basis(ground.basis());
    let considered = whole(ground.silence.cases.len());
    let counted = |id: &str, group: Group, label: Say, words: Say| {
        let customers = ground.cases(group).count();
        let formula = Say::CountFormula {
            customers: whole(customers),
            of: considered,
            visits: i64::from(rules.least_visits),
        };
        let how = explain(words, formula, Say::Caveat)
            .input(Say::GapOfAll, days(ground.silence.gap_of_all))
            .input(Say::GapsOfPrior, number(ground.silence.gaps_of_prior))
            .behind(open(ID, group.id()));
        stat(id, label, count(customers), how)
    };
    let mut stats = vec![
        counted(
            "silent",
            Group::Red,
            Say::Silent,
            Say::SilentWords {
                gaps: rules.red,
                lines: names::lines(rules.lines),
            },
        ),
        counted(
            "amber",
            Group::Amber,
            Say::Watched,
            Say::WatchedWords {
                gaps: rules.amber,
                lines: names::lines(rules.lines),
            },
        ),
        counted(
            "fewer",
            Group::Fewer,
            Say::Fewer,
            Say::FewerWords {
                days: i64::from(rules.window_days),
                level: rules.drop_level,
            },
        ),
    ];
    let formula = Say::AtRiskFormula {
        customers: whole(red.len()),
        basis,
    };
    let words = Say::AtRiskWords {
        modelled: ground.is_modelled(),
    };
    let how = explain(words, formula, Say::AtRiskCaveat)
        .input(Say::LeavingShare, share(Some(ground.silence.leaving_share)))
        .behind(open(ID, Group::Red.id()));
    stats.push(stat("money_at_risk", Say::AtRisk, Value::Money(at_risk), how).decimals(0));
    if let Some(record) = &ground.record {
        stats.push(backtest(record));
    }
    stats
}

fn days(days: Option<f64>) -> Value {
    days.map_or(Value::None, |days| Value::Days(days.round()))
}

fn backtest(record: &Record) -> Stat {
    let values = vec![
        ("flagged".to_owned(), count(record.flagged)),
        ("gone".to_owned(), count(record.gone)),
        ("precision".to_owned(), share(record.precision())),
        ("recall".to_owned(), share(record.recall())),
        (
            "baseline_precision".to_owned(),
            share(record.baseline_precision()),
        ),
    ];
    let formula = Say::BacktestFormula {
        gone: whole(record.gone),
        flagged: whole(record.flagged),
        all: whole(record.gone_of_all),
    };
    let how = explain(
        Say::BacktestWords { day: record.day },
        formula,
        Say::RecordSource,
    );
    stat("backtest", Say::Backtest, Value::Record(values), how)
}

fn finding(red: &[Stake], yearly: Money, at_risk: Money) -> Option<Finding> {
    let customers = whole(red.len());
    (customers > 0).then(|| Finding {
        money: Some(at_risk),
        title: Say::Finding { customers, yearly }.into(),
        text: Say::FindingText { at_risk }.into(),
        action: Some((Say::OpenSilent.into(), open(ID, Group::Red.id()))),
    })
}

fn members(context: &Context<'_>, params: &ParamValues, key: &str) -> Option<Vec<CustomerIx>> {
    let group = Group::from_id(key)?;
    if context.base.is_of_totals() {
        return Some(Vec::new());
    }
    let ground = Ground::of(context, settings::rules(params), params);
    Some(ground.cases(group).map(|case| case.customer).collect())
}

fn set_title(_: &Context<'_>, _: &ParamValues, key: &str) -> Option<Message> {
    let group = Group::from_id(key)?;
    Some(Say::Members(names::group(group)).into())
}
