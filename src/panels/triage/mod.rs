//! P4, P6 and P20: whom to hold, to watch and to let go.
//!
//! - `names`: verdicts, reasons and levers as messages
//! - `settings`: what can be set
//! - `tables`: the verdicts, their reasons, the nearest changes and the lists to act on
//! - `card`: the verdict on one customer

pub(super) mod card;
mod names;
mod settings;
mod tables;

use std::rc::Rc;

use super::build::{count, explain, notice, notice_with, open, stat, units, whole};
use super::panel::{Action, Block, Finding, Headline, Panel, Stat, Tone};
use super::profit::names as profit_names;
use super::{Context, Entry, ParamValues, profit, value};
use crate::analysis::CustomerBase;
use crate::analysis::profit::{Basis, Profits};
use crate::analysis::triage::{Reason, Triage, Verdict};
use crate::analysis::value::{Settings, Valued};
use crate::base::Money;
use crate::dataset::CustomerIx;
use crate::i18n::Message;
use crate::i18n::triage::Triage as Say;
use tables::Sums;

pub(crate) use settings::rules;
pub(crate) use tables::verdict_term;

/// See [`super::REGISTRY`].
pub(crate) const ENTRY: Entry = Entry {
    id: ID,
    needs: &[],
    stats: &["hold", "watch", "let_go", "value_at_risk", "hold_line"],
    tables: &["verdicts", "reasons", "nearest", "tiers"],
    valued: Some(of_value),
    run,
    members,
    set_title,
};

/// The expected value the verdicts rest on.
fn of_value(params: &ParamValues) -> Settings {
    value::settings(&params.of_panel(value::ENTRY.id))
}

const ID: &str = "triage";

/// Occasions from which somebody is a regular.
const REGULAR_FROM: u32 = 3;

/// Who left at most so many times the silence of those who are gone left a short while ago.
const RECENT_TIMES: f64 = 2.0;

/// What the verdicts rest on.
struct Ground {
    profits: Rc<Profits>,
    valued: Option<Rc<Valued>>,
}

impl Ground {
    fn of(context: &Context<'_>, params: &ParamValues) -> Self {
        Self {
            profits: context.profits(profit::settings(&params.of_panel(profit::ENTRY.id))),
            valued: context.valued(of_value(params)).ok(),
        }
    }

    fn triage(&self, context: &Context<'_>, params: &ParamValues) -> Triage<'_> {
        let valued = self.valued.as_deref();
        Triage::of(
            context.data,
            context.base,
            &self.profits,
            valued,
            rules(params),
        )
    }
}

/// A list with an offer (P20).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tier {
    Best,
    Regulars,
    RecentlyLeft,
}

impl Tier {
    const ALL: [Self; 3] = [Self::Best, Self::Regulars, Self::RecentlyLeft];

    fn id(self) -> &'static str {
        match self {
            Self::Best => "best",
            Self::Regulars => "regulars",
            Self::RecentlyLeft => "recently_left",
        }
    }

    /// The list of the customer at a place, each on one at most.
    fn of(base: &CustomerBase, triage: &Triage<'_>, at: usize) -> Option<Self> {
        let customer = triage.customers[at];
        match triage.reasons[at].verdict() {
            Verdict::Hold => return Some(Self::Best),
            Verdict::LetGo => return None,
            Verdict::Watch => {}
        }
        if base.is_gone(customer) {
            let silent = f64::from(base.silent_days(customer)?);
            let recent = silent <= base.gone_after_days(customer)? * RECENT_TIMES;
            return recent.then_some(Self::RecentlyLeft);
        }
        (base.occasions(customer) >= REGULAR_FROM).then_some(Self::Regulars)
    }
}

fn run(context: &Context<'_>, params: &ParamValues) -> Panel {
    let rules = rules(params);
    let budget_share = settings::budget_share(params);
    let specs = settings::specs(context, &rules, budget_share);
    let of_value = value::settings(&params.of_panel(value::ENTRY.id));
    let period = context.frame().period;
    let eyebrow = Message::from(Say::Eyebrow {
        period,
        days: of_value.horizon_days,
    });
    let ground = Ground::of(context, params);
    let triage = ground.triage(context, params);
    if triage.customers.is_empty() {
        return Panel {
            id: ID.to_owned(),
            headline: Some(Headline {
                eyebrow,
                title: Say::Nobody.into(),
                lede: Some(Say::NobodyText.into()),
            }),
            blocks: vec![notice(Tone::Info, Say::Nobody, Say::NobodyText)],
            params: specs,
            ..Panel::default()
        };
    }
    let basis = profit_names::basis(triage.basis);
    let all = Sums::of(&triage, &|_| true);
    let by_verdict = Verdict::ALL
        .map(|verdict| Sums::of(&triage, &|at| triage.reasons[at].verdict() == verdict));
    let [hold, watch, let_go] = &by_verdict;
    let held = share_of(hold.worth, all.worth);
    let mut blocks = vec![Block::Equation {
        terms: ["hold", "watch", "let_go", "hold_line"]
            .map(|id| (id.to_owned(), String::new()))
            .to_vec(),
        note: Say::Note.into(),
    }];
    if triage.basis != Basis::Profit {
        let page = profit::ENTRY.id.to_owned();
        let words = [Say::NoLetGo(basis), Say::NoLetGoText(basis), Say::ToCosts];
        let to_costs = Action::GoTo { page };
        blocks.push(notice_with(Tone::Warn, words.map(Message::from), to_costs));
    }
    if all.worth.is_none() {
        blocks.push(notice(Tone::Info, Say::NoValue, Say::NoValueText));
    }
    let table = |span: u8, title: Say, subtitle: Say, source: Option<Say>, id: &str| Block::Table {
        span,
        title: title.into(),
        subtitle: subtitle.into(),
        source: source.map(Message::from),
        table: id.to_owned(),
        callout: None,
    };
    blocks.push(table(
        12,
        Say::VerdictsTitle {
            held: share_of(Some(hold.left), Some(all.left)),
            basis,
        },
        Say::VerdictsSubtitle { period },
        Some(Say::VerdictsSource),
        "verdicts",
    ));
    let (title, subtitle) = (Say::ReasonsTitle, Say::ReasonsSubtitle);
    blocks.push(table(6, title, subtitle, None, "reasons"));
    let subtitle = Say::TiersSubtitle {
        share: budget_share,
    };
    blocks.push(table(6, Say::TiersTitle, subtitle, None, "tiers"));
    let mut tables = vec![
        tables::verdicts(&triage, &by_verdict, &all, value::margin(context, params)),
        tables::reasons(&triage),
        tables::tiers(context, &triage, budget_share),
    ];
    if let Some((table, block)) = tables::nearest(context, &triage) {
        tables.push(table);
        blocks.push(block);
    }
    Panel {
        id: ID.to_owned(),
        headline: Some(Headline {
            eyebrow,
            title: Say::Title {
                hold: whole(hold.customers),
                watch: whole(watch.customers),
                let_go: whole(let_go.customers),
            }
            .into(),
            lede: Some(Say::Lede { basis, held }.into()),
        }),
        stats: stats(&triage, &by_verdict),
        tables,
        blocks,
        findings: finding(let_go).into_iter().collect(),
        params: specs,
    }
}

/// Part of a positive whole.
fn share_of(part: Option<f64>, whole: Option<f64>) -> Option<f64> {
    let whole = whole.filter(|&whole| whole > 0.0)?;
    Some(part? / whole).filter(|share| (0.0..=1.0).contains(share))
}

fn stats(triage: &Triage<'_>, by_verdict: &[Sums; 3]) -> Vec<Stat> {
    let of = triage.customers.len();
    let mut stats: Vec<Stat> = Verdict::ALL
        .into_iter()
        .zip(by_verdict)
        .map(|(verdict, sums)| {
            let name = names::verdict(verdict);
            let formula = Say::CountFormula {
                customers: whole(sums.customers),
                of: whole(of),
            };
            let how = explain(Say::CountWords(name), formula, Say::Caveat)
                .behind(open(ID, format!("verdict:{}", verdict.id())));
            stat(verdict.id(), Say::Count(name), count(sums.customers), how)
        })
        .collect();
    let known = || triage.at_risk.iter().flatten();
    let at_risk = known().next().map(|_| known().sum::<f64>());
    let formula = Say::ValueAtRiskFormula {
        customers: whole(known().count()),
    };
    let cost = units(Some(triage.rules.acquisition_cost));
    let how = explain(Say::ValueAtRiskWords, formula, Say::Caveat)
        .input(Say::AcquisitionCost, cost)
        .behind(open(ID, "all"));
    stats.push(stat("value_at_risk", Say::ValueAtRisk, units(at_risk), how).decimals(0));
    let has_values = triage.worth.iter().any(Option::is_some);
    let formula = Say::HoldLineFormula {
        share: triage.rules.top_share,
    };
    let how = explain(Say::HoldLineWords, formula, Say::Caveat);
    let line = units(has_values.then(|| triage.lines.hold()));
    stats.push(stat("hold_line", Say::HoldLine, line, how).decimals(0));
    stats
}

fn finding(let_go: &Sums) -> Option<Finding> {
    let money = Money::from_units_f64(-let_go.left);
    (let_go.customers > 0).then(|| Finding {
        money: Some(money),
        title: Say::LetGoFinding {
            customers: whole(let_go.customers),
            money,
        }
        .into(),
        text: Say::LetGoFindingText.into(),
        action: Some((Say::OpenLetGo.into(), open(ID, "verdict:let_go"))),
    })
}

/// What a key names.
enum Key {
    All,
    Verdict(Verdict),
    Reason(Reason),
    Tier(Tier),
}

fn parse(key: &str) -> Option<Key> {
    if key == "all" {
        return Some(Key::All);
    }
    match key.split_once(':')? {
        ("verdict", id) => Verdict::from_id(id).map(Key::Verdict),
        ("reason", id) => Reason::from_id(id).map(Key::Reason),
        ("tier", id) => {
            let mut tiers = Tier::ALL.into_iter();
            tiers.find(|tier| tier.id() == id).map(Key::Tier)
        }
        _ => None,
    }
}

fn members(context: &Context<'_>, params: &ParamValues, key: &str) -> Option<Vec<CustomerIx>> {
    let key = parse(key)?;
    let ground = Ground::of(context, params);
    let triage = ground.triage(context, params);
    Some(triage.members(|at| match key {
        Key::All => true,
        Key::Verdict(verdict) => triage.reasons[at].verdict() == verdict,
        Key::Reason(reason) => triage.reasons[at] == reason,
        Key::Tier(tier) => Tier::of(context.base, &triage, at) == Some(tier),
    }))
}

fn set_title(_: &Context<'_>, _: &ParamValues, key: &str) -> Option<Message> {
    let title = match parse(key)? {
        Key::All => Say::Everybody,
        Key::Verdict(verdict) => Say::Members(names::verdict(verdict)),
        Key::Reason(reason) => Say::ReasonMembers(names::reason(reason)),
        Key::Tier(tier) => Say::Tier(tables::tier_name(tier)),
    };
    Some(title.into())
}
