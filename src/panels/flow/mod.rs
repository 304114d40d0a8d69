//! P10, P61: the leaky bucket: who comes, comes back and leaves, and what the rule of leaving does.
//!
//! - `stats`: the figures and how they came about
//! - `tables`: tables and figures

mod stats;
mod tables;

use super::build::{choice_param, notice, open, step_options, whole};
use super::panel::{Block, Finding, Headline, Panel, Tone};
use super::{Context, Entry, ParamSpec, ParamValues};
use crate::analysis::flow::{Flow, FlowPeriod, LapseRule, Step, half_life};
use crate::analysis::growth::Growth;
use crate::analysis::{CustomerBase, PeriodSums};
use crate::base::{CalendarPeriod, CalendarStep};
use crate::dataset::{CustomerIx, GoneRule};
use crate::i18n::Message;
use crate::i18n::flow::{Flow as Say, Who};

/// See [`super::REGISTRY`].
pub(super) const ENTRY: Entry = Entry {
    id: ID,
    needs: &[],
    stats: &[
        "opening",
        "new",
        "returned",
        "lost",
        "closing",
        "retention",
        "leak",
        "refill_needed",
        "half_life_periods",
        "new_revenue",
        "repeat_revenue",
        "revenue_growth",
        "repeat_revenue_growth",
    ],
    tables: &["periods", "periods_by_silence", "rules"],
    valued: None,
    run,
    members,
    set_title,
};

const ID: &str = "flow";

/// Key of the step.
const BY: &str = "by";

/// Days of the fixed rule where the view has another.
const USUAL_FIXED_DAYS: u32 = 180;

fn step(params: &ParamValues) -> CalendarStep {
    params
        .text(BY)
        .and_then(CalendarStep::from_id)
        .unwrap_or_default()
}

fn specs(step: CalendarStep) -> Vec<ParamSpec> {
    vec![choice_param(BY, Say::By, step_options(), step.id())]
}

/// The rule of silence of the view.
fn silence_rule(base: &CustomerBase) -> LapseRule {
    // A chance tells who is gone and not since when.
    match base.frame().gone {
        GoneRule::OwnGap | GoneRule::PAlive { .. } => LapseRule::OwnGap,
        GoneRule::FixedDays { days } => LapseRule::FixedDays(days),
    }
}

/// Every rule, the default first.
fn rules(base: &CustomerBase) -> [LapseRule; 3] {
    let days = match base.frame().gone {
        GoneRule::FixedDays { days } => days,
        GoneRule::OwnGap | GoneRule::PAlive { .. } => USUAL_FIXED_DAYS,
    };
    [
        LapseRule::BoughtInPeriod,
        LapseRule::OwnGap,
        LapseRule::FixedDays(days),
    ]
}

/// A panel that is a sentence.
fn only(title: Say, text: Say, step: CalendarStep) -> Panel {
    Panel {
        id: ID.to_owned(),
        headline: Some(Headline {
            eyebrow: Say::Eyebrow.into(),
            title: title.clone().into(),
            lede: Some(text.clone().into()),
        }),
        blocks: vec![notice(Tone::Info, title, text)],
        params: specs(step),
        ..Panel::default()
    }
}

fn run(context: &Context<'_>, params: &ParamValues) -> Panel {
    let (base, step) = (context.base, step(params));
    let frame = context.frame();
    if base.is_of_totals() {
        return only(Say::NoPurchases, Say::NoPurchasesText, step);
    }
    if base.totals().occasions == 0 {
        return only(Say::Nobody, Say::NobodyText, step);
    }
    let by_rule = Flow::all(context.data, base, step, rules(base));
    let by_rule: Vec<Flow> = by_rule.into_iter().flatten().collect();
    let Some(flow) = by_rule.first() else {
        return only(Say::Nobody, Say::NobodyText, step);
    };
    let silence = by_rule.iter().find(|flow| flow.rule == silence_rule(base));
    let mut tables = vec![tables::periods("periods", flow, frame, false)];
    if let Some(silence) = silence {
        tables.push(tables::periods("periods_by_silence", silence, frame, true));
    }
    let rates = flow.rates(frame);
    let last = flow.complete(frame).last().map(|at| flow.periods[at]);
    let (Some(leak), Some(last)) = (rates.leak(), last) else {
        let (title, text) = (Say::TooShort { step }, Say::TooShortText { step });
        return Panel {
            tables,
            ..only(title, text, step)
        };
    };
    tables.push(tables::rules(&by_rule, frame));
    let growth = Growth::of(base);
    let title = Say::Title {
        step,
        leak,
        made_up: rates.made_up_by_returned(),
    };
    let silent_rates = silence.map(|silence| silence.rates(frame));
    let silent_leak = silent_rates.and_then(|rates| rates.leak());
    let lede = silent_leak.map(|leak| Say::LedeBySilence {
        step,
        leak,
        half_life: half_life(1.0 - leak),
    });
    Panel {
        id: ID.to_owned(),
        headline: Some(Headline {
            eyebrow: Say::EyebrowOf {
                step,
                period: frame.period,
            }
            .into(),
            title: title.clone().into(),
            lede: lede.map(Message::from),
        }),
        stats: stats::all(context, step, &rates, &last, growth),
        blocks: blocks(context, flow, silence, &by_rule, &last, title),
        tables,
        findings: growth.and_then(hidden_leak).into_iter().collect(),
        params: specs(step),
    }
}

fn blocks(
    context: &Context<'_>,
    flow: &Flow,
    silence: Option<&Flow>,
    by_rule: &[Flow],
    last: &FlowPeriod,
    title: Say,
) -> Vec<Block> {
    let frame = context.frame();
    let mut blocks = vec![
        Block::Equation {
            terms: stats::equation(),
            note: Say::EquationNote {
                period: last.period,
            }
            .into(),
        },
        Block::Figure(Box::new(tables::customers_figure(flow, frame, title))),
        Block::Figure(Box::new(tables::revenue_figure(flow, frame))),
    ];
    if by_rule.len() > 1 {
        blocks.push(tables::rules_block(by_rule, frame));
    }
    if let Some(silence) = silence {
        blocks.push(tables::silence_block(silence, frame));
    }
    blocks
}

/// Revenue grew while fewer of the earlier customers bought.
fn hidden_leak(growth: Growth) -> Option<Finding> {
    let fewer = growth
        .repeat_buyers_before
        .checked_sub(growth.repeat_buyers)?;
    growth.hides_a_leak().then(|| Finding {
        money: Some(growth.repeat_revenue_before - growth.repeat_revenue)
            .filter(|money| money.0 > 0),
        title: Say::HiddenLeak {
            growth: growth.total(),
            fewer: whole(fewer),
        }
        .into(),
        text: Say::HiddenLeakText {
            repeat: growth.repeat(),
            new_revenue: growth.new_revenue,
        }
        .into(),
        action: Some((Say::OpenStayedAway.into(), open(ID, STAYED_AWAY))),
    })
}

/// Key of those who bought in the compared period and not in the view's.
const STAYED_AWAY: &str = "stayed_away";

/// What a key names.
enum Key {
    StayedAway,
    Of {
        who: Who,
        period: CalendarPeriod,
        by_silence: bool,
    },
}

const WHO: [(&str, Who); 8] = [
    ("opening", Who::Opening),
    ("new", Who::New),
    ("may_be_old", Who::MayBeOld),
    ("returned", Who::Returned),
    ("retained", Who::Retained),
    ("lost", Who::Lost),
    ("closing", Who::Closing),
    ("came_and_went", Who::CameAndWent),
];

fn key(who: Who, period: CalendarPeriod, by_silence: bool) -> String {
    let id = WHO.iter().find(|(_, other)| *other == who);
    let (id, _) = id.unwrap_or(&WHO[0]);
    let rule = if by_silence { ":silence" } else { "" };
    format!("{id}:{period}{rule}")
}

fn parse(key: &str) -> Option<Key> {
    if key == STAYED_AWAY {
        return Some(Key::StayedAway);
    }
    let (who, rest) = key.split_once(':')?;
    let (period, by_silence) = match rest.split_once(':') {
        None => (rest, false),
        Some((period, "silence")) => (period, true),
        Some(_) => return None,
    };
    Some(Key::Of {
        who: WHO.iter().find(|(id, _)| *id == who)?.1,
        period: CalendarPeriod::from_id(period)?,
        by_silence,
    })
}

fn members(context: &Context<'_>, _: &ParamValues, key: &str) -> Option<Vec<CustomerIx>> {
    let base = context.base;
    let (who, period, by_silence) = match parse(key)? {
        Key::StayedAway => {
            let compared = base.compared();
            let buyers = compared.into_iter().flat_map(PeriodSums::buyer_ixs);
            let left = |customer: &CustomerIx| !base.period().is_buyer(*customer);
            return Some(buyers.filter(left).collect());
        }
        Key::Of {
            who,
            period,
            by_silence,
        } => (who, period, by_silence),
    };
    let rule = if by_silence {
        silence_rule(base)
    } else {
        LapseRule::BoughtInPeriod
    };
    let is_closing = |step| matches!(step, Some(Step::Retained | Step::New | Step::Returned));
    let picks = |was_customer, step: Option<Step>| match who {
        Who::Opening => was_customer,
        Who::Closing => is_closing(step),
        Who::New | Who::MayBeOld => step == Some(Step::New),
        Who::Returned => step == Some(Step::Returned),
        Who::Retained => step == Some(Step::Retained),
        Who::Lost => step == Some(Step::Lost),
        Who::CameAndWent => step == Some(Step::CameAndWent),
    };
    let mut found = Flow::members(base, rule, period, picks);
    if who == Who::MayBeOld {
        let frame = context.frame();
        let is_old = |day| frame.may_be_old(day);
        found.retain(|&customer| base.first_day(customer).is_some_and(is_old));
    }
    Some(found)
}

fn set_title(_: &Context<'_>, _: &ParamValues, key: &str) -> Option<Message> {
    Some(match parse(key)? {
        Key::StayedAway => Say::StayedAway.into(),
        Key::Of {
            who,
            period,
            by_silence,
        } => Say::Members {
            who,
            period,
            by_silence,
        }
        .into(),
    })
}
