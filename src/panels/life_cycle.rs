//! P67: the stage every relationship is in, and who moved between two days.

use super::build::{
    column, count, explain, instead, notice, number_param, open, row, share, stat, table_block,
    term, whole,
};
use super::movement::Named;
use super::panel::{Block, Headline, Panel, Row, Stat, Table, Tone, Value};
use super::params::ParamSpec;
use super::{Context, Entry, ParamValues, ladder};
use crate::analysis::life_cycle::{LifeCycle, Rules, Stage, stage};
use crate::analysis::movement::{Movement, movers};
use crate::analysis::past::Past;
use crate::base::{Day, Money};
use crate::chart::spec::Unit;
use crate::dataset::CustomerIx;
use crate::i18n::ladder::{Ladder as Say, Standing};
use crate::i18n::{Message, Words};

/// See [`super::REGISTRY`].
pub(crate) const ENTRY: Entry = Entry {
    id: ID,
    needs: &[],
    stats: &["renewal", "moved_back", "ruptured_since"],
    tables: &["stages", "movement"],
    valued: None,
    run,
    members,
    set_title,
};

const ID: &str = "life_cycle";

/// Most usual gaps that can be asked for.
const MOST_GAPS: f64 = 200.0;

/// The thresholds of these parameters.
pub(super) fn rules(params: &ParamValues) -> Rules {
    let usual = Rules::default();
    let within = |key: &str, min: f64, usual: f64| {
        let number = params.number(key);
        number.map_or(usual, |value| value.clamp(min, MOST_GAPS))
    };
    let identification_gaps = within("identification_gaps", 0.0, usual.identification_gaps);
    Rules {
        identification_gaps,
        renewal_gaps: within("renewal_gaps", 0.0, usual.renewal_gaps).max(identification_gaps),
        slower: within("slower", 1.0, usual.slower),
    }
}

fn specs(rules: &Rules) -> Vec<ParamSpec> {
    let number = |key: &str, label: Say, min: f64, value: f64| {
        let range = [min, MOST_GAPS, 0.5];
        number_param(key, label, range, Unit::Number, Some(value))
    };
    vec![
        number(
            "identification_gaps",
            Say::IdentificationGaps,
            0.0,
            rules.identification_gaps,
        ),
        number("renewal_gaps", Say::RenewalGaps, 0.0, rules.renewal_gaps),
        number("slower", Say::SlowerGaps, 1.0, rules.slower),
    ]
}

fn name(stage: Stage) -> Standing {
    match stage {
        Stage::NotYet => Standing::NotYet,
        Stage::NoPurchase => Standing::NoPurchase,
        Stage::Formation => Standing::Formation,
        Stage::Experimenting => Standing::Experimenting,
        Stage::Identification => Standing::Identification,
        Stage::Renewal => Standing::Renewal,
        Stage::Rupture => Standing::Rupture,
    }
}

/// Whether the relationship goes on.
fn goes_on(stage: Stage) -> bool {
    (Stage::Formation..=Stage::Renewal).contains(&stage)
}

/// The stages on both days; the earlier one is that of the ladder.
struct Ground {
    now: LifeCycle,
    then: Option<(Day, LifeCycle)>,
}

impl Ground {
    fn of(context: &Context<'_>, params: &ParamValues) -> Self {
        let rules = rules(params);
        let on = |day: Day| LifeCycle::of(context.base, &Past::of(context.base, day), &rules);
        let then = ladder::then(context, &params.of_panel(ladder::ENTRY.id));
        Self {
            now: on(context.frame().as_of),
            then: then.map(|day| (day, on(day))),
        }
    }

    fn count(&self, stage: Stage) -> usize {
        let stages = self.now.stages.iter();
        stages.filter(|&&of| of == stage).count()
    }
}

fn run(context: &Context<'_>, params: &ParamValues) -> Panel {
    let as_of = context.frame().as_of;
    let eyebrow = Message::from(Say::StageEyebrow { as_of });
    if context.base.is_of_totals() {
        let (title, text) = (Say::OnlyTotals.into(), Say::OnlyTotalsText.into());
        return instead(ID, eyebrow, title, text);
    }
    let ground = Ground::of(context, params);
    let of = ground.now.customers.len();
    if ground.count(Stage::NoPurchase) == of {
        return instead(ID, eyebrow, Say::Nobody.into(), Say::NobodyText.into());
    }
    let rules = rules(params);
    let (identification, renewal) = (rules.identification_gaps, rules.renewal_gaps);
    let slower = rules.slower;
    let moved = ground.then.as_ref().map(|(day, then)| {
        let moved = Movement::of(Stage::ALL.len(), &then.codes(), &ground.now.codes());
        (*day, moved)
    });
    let mut stats = stats(&ground);
    stats.extend(moved.as_ref().map(|(day, moved)| ruptured(moved, *day)));
    let terms = stats.iter().map(|it| (it.id.clone(), String::new()));
    let mut blocks = vec![
        Block::Equation {
            terms: terms.collect(),
            note: Say::Note {
                then: moved.as_ref().map(|(day, _)| *day),
            }
            .into(),
        },
        table_block(
            12,
            [
                Say::StagesTitle.into(),
                Say::StagesSubtitle {
                    period: context.frame().period,
                }
                .into(),
                Say::StagesSource {
                    identification,
                    renewal,
                    slower,
                }
                .into(),
            ],
            "stages",
        ),
    ];
    let mut tables = vec![stages(context, &ground)];
    if let Some((day, moved)) = &moved {
        let places: [Named; Stage::ALL.len()] = Stage::ALL.map(|it| (it.id(), name(it)));
        let matrix = ladder::matrix(context, ID, moved, &places, *day);
        let between = |picks: fn(Stage, Stage) -> bool| {
            whole(moved.sum(|then, now| picks(Stage::ALL[then], Stage::ALL[now])))
        };
        let title = Say::StageMovementTitle {
            up: between(|then, now| goes_on(then) && goes_on(now) && now > then),
            back: between(|then, now| goes_on(then) && goes_on(now) && now < then),
            rupture: between(|then, now| goes_on(then) && now == Stage::Rupture),
            then: *day,
        };
        tables.push(matrix.table());
        let figure = matrix.figure(title, Vec::new());
        blocks.push(Block::Figure(Box::new(figure)));
    } else {
        blocks.push(notice(Tone::Info, Say::NoThen, Say::NoThenText));
    }
    Panel {
        id: ID.to_owned(),
        headline: Some(Headline {
            eyebrow,
            title: Say::StagesHeadline {
                renewal: whole(ground.count(Stage::Renewal)),
                rupture: whole(ground.count(Stage::Rupture)),
                of: whole(of),
            }
            .into(),
            lede: Some(Say::StagesLede.into()),
        }),
        stats,
        tables,
        blocks,
        params: specs(&rules),
        ..Panel::default()
    }
}

fn stats(ground: &Ground) -> Vec<Stat> {
    let of = whole(ground.now.customers.len());
    let line = |id: &str, label: Say, words: Say, key: String, customers: usize| {
        let formula = Say::StageFormula {
            customers: whole(customers),
            of,
        };
        let how = explain(words, formula, Say::StageCaveat).behind(open(ID, key));
        stat(id, label, count(customers), how)
    };
    let renewal = Stage::Renewal;
    let slowing = ground.now.moved_back.iter().filter(|&&back| back).count();
    vec![
        line(
            renewal.id(),
            Say::Name(name(renewal)),
            Say::RenewalWords,
            format!("stage:{}", renewal.id()),
            ground.count(renewal),
        ),
        line(
            MOVED_BACK,
            Say::Slowing,
            Say::SlowingWords,
            MOVED_BACK.to_owned(),
            slowing,
        ),
    ]
}

/// Stat, column and key of those whose trend moved them one stage back.
const MOVED_BACK: &str = "moved_back";

/// Stat and key of those who broke off between the days.
const RUPTURED: &str = "ruptured_since";

fn ruptured(moved: &Movement, then: Day) -> Stat {
    let went_on = |then: usize| goes_on(Stage::ALL[then]);
    let broke = moved.sum(|then, now| went_on(then) && Stage::ALL[now] == Stage::Rupture);
    let formula = Say::MovesFormula {
        customers: whole(broke),
        of: whole(moved.sum(|then, _| went_on(then))),
        then,
    };
    let how =
        explain(Say::RupturedSinceWords, formula, Say::StageCaveat).behind(open(ID, RUPTURED));
    stat(RUPTURED, Say::RupturedSince, count(broke), how)
}

fn stages(context: &Context<'_>, ground: &Ground) -> Table {
    let now = &ground.now;
    let revenue = |at: usize| context.base.period().revenue[now.customers[at].0 as usize];
    let line = |name: Value, picks: &dyn Fn(Stage) -> bool| {
        let all = (0..now.customers.len()).filter(|&at| picks(now.stages[at]));
        let (mut customers, mut back, mut money) = (0_u64, 0_u64, Money::ZERO);
        for at in all {
            customers += 1;
            back += u64::from(now.moved_back[at]);
            money += revenue(at);
        }
        let part = customers as f64 / now.customers.len().max(1) as f64;
        row(vec![
            name,
            count(customers),
            share(Some(part)),
            Value::Money(money),
            count(back),
        ])
    };
    let shown = Stage::ALL.into_iter().filter(|&stage| match stage {
        Stage::NotYet => false,
        Stage::NoPurchase => ground.count(stage) > 0,
        _ => true,
    });
    let rows = shown.map(|stage| {
        let id = term(stage.id(), Say::Name(name(stage)));
        Row {
            detail: Some(Say::Rule(name(stage)).into()),
            action: Some(open(ID, format!("stage:{}", stage.id()))),
            ..line(id, &|of| of == stage)
        }
    });
    Table {
        id: "stages".to_owned(),
        columns: vec![
            column("stage", Say::StageColumn),
            column("customers", Words::Customers),
            column("share", Words::Share).decimals(0).with_bar(),
            column("revenue", Words::Revenue).decimals(0),
            column(MOVED_BACK, Say::MovedBackColumn),
        ],
        rows: rows.collect(),
        total: Some(line(term("all", Say::AllInView), &|_| true)),
    }
}

/// The stage of one customer, for its card, and what puts it there; `params` are those of the panels
/// the card rests on.
pub(super) fn of_customer(
    context: &Context<'_>,
    params: &ParamValues,
    customer: CustomerIx,
) -> Option<(Value, Say)> {
    if context.base.is_of_totals() {
        return None;
    }
    let rules = rules(&params.of_panel(ID));
    let past = Past::of(context.base, context.frame().as_of);
    let (found, moved_back) = stage(&past, customer, &rules);
    let name = name(found);
    let why = if moved_back {
        Say::SlowedDown
    } else {
        Say::Rule(name)
    };
    Some((term(found.id(), Say::Name(name)), why))
}

/// What a key names.
#[derive(Clone, Copy)]
enum Key {
    Now(Stage),
    Then(Stage),
    Cell(Stage, Stage),
    MovedBack,
    Ruptured,
}

fn parse(key: &str) -> Option<Key> {
    match key {
        MOVED_BACK => return Some(Key::MovedBack),
        RUPTURED => return Some(Key::Ruptured),
        _ => {}
    }
    match key.split_once(':')? {
        ("stage", id) => Stage::from_id(id).map(Key::Now),
        ("then", id) => Stage::from_id(id).map(Key::Then),
        ("cell", ids) => {
            let (then, now) = ids.split_once(':')?;
            Some(Key::Cell(Stage::from_id(then)?, Stage::from_id(now)?))
        }
        _ => None,
    }
}

fn members(context: &Context<'_>, params: &ParamValues, key: &str) -> Option<Vec<CustomerIx>> {
    let key = parse(key)?;
    let ground = Ground::of(context, params);
    let now = &ground.now;
    let then = match (&ground.then, key) {
        (Some((_, then)), _) => then,
        (None, Key::Now(_) | Key::MovedBack) => now,
        (None, _) => return None,
    };
    let picks = |then: u8, stage: u8| {
        let (then, stage) = (
            Stage::ALL[usize::from(then)],
            Stage::ALL[usize::from(stage)],
        );
        match key {
            Key::Now(of) => stage == of,
            Key::Then(of) => then == of,
            Key::Cell(from, to) => (then, stage) == (from, to),
            Key::Ruptured => goes_on(then) && stage == Stage::Rupture,
            Key::MovedBack => true,
        }
    };
    let mut found = movers(&now.customers, &then.codes(), &now.codes(), picks);
    if matches!(key, Key::MovedBack) {
        let mut moved_back = now.moved_back.iter();
        found.retain(|_| moved_back.next().is_some_and(|&back| back));
    }
    Some(found)
}

fn set_title(_: &Context<'_>, _: &ParamValues, key: &str) -> Option<Message> {
    let title = match parse(key)? {
        Key::Now(stage) => Say::Name(name(stage)),
        Key::Then(stage) => Say::StoodThere { then: name(stage) },
        Key::Cell(then, now) => Say::Moved {
            then: name(then),
            now: name(now),
        },
        Key::MovedBack => Say::Slowing,
        Key::Ruptured => Say::RupturedSince,
    };
    Some(title.into())
}
