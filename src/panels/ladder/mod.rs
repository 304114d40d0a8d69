//! P19 and P70: how far relationships have come, and whether buying again is loyalty.
//!
//! - `names`: places and kinds of loyalty as messages
//! - `settings`: what can be set
//! - `tables`: the rungs, the funnel and what loyalty rests on
//! - `card`: the rung of one customer

pub(super) mod card;
mod names;
mod settings;
mod tables;

pub(super) use settings::then;

use super::build::{count, explain, instead, notice, open, share, stat, whole};
use super::movement::Matrix;
use super::panel::{Block, Finding, Headline, Panel, Stat, Tone, Value};
use super::{Context, Entry, ParamValues};
use crate::analysis::frame::LEFT_TRUNCATED_DAYS;
use crate::analysis::ladder::{Ladder, Loyalty, Place};
use crate::analysis::movement::{Movement, movers};
use crate::analysis::past::Past;
use crate::analysis::signals::Signals;
use crate::base::{Day, Money};
use crate::dataset::CustomerIx;
use crate::i18n::Message;
use crate::i18n::ladder::{Ladder as Say, Sign, Standing};
use crate::numerics::proportion::wilson;

/// See [`super::REGISTRY`].
pub(crate) const ENTRY: Entry = Entry {
    id: ID,
    needs: &[],
    stats: &[
        "conversion",
        "moved_up",
        "left_since",
        "came_back",
        "inertia",
    ],
    tables: &["rungs", "movement", "loyalty"],
    valued: None,
    run,
    members,
    set_title,
};

const ID: &str = "ladder";

/// The ladder on both days.
struct Ground<'a> {
    signals: Signals<'a>,
    now: Ladder,
    then: Option<(Day, Ladder)>,
}

impl<'a> Ground<'a> {
    fn of(context: &Context<'a>, params: &ParamValues) -> Self {
        let choices = settings::choices(params);
        let signals = Signals::of(context.data);
        let on = |day: Day| {
            let past = Past::of(context.base, day);
            Ladder::of(context.data, context.base, &signals, &past, &choices)
        };
        let now = on(context.frame().as_of);
        let then = settings::then(context, params).map(|day| (day, on(day)));
        Self { signals, now, then }
    }

    fn loyalty(&self, context: &Context<'_>) -> Vec<Option<Loyalty>> {
        let day = context.frame().as_of;
        let all = 0..self.now.customers.len();
        all.map(|at| self.now.loyalty(&self.signals, at, day))
            .collect()
    }

    fn on_ladder(&self) -> usize {
        let places = self.now.places.iter();
        places.filter(|place| place.is_rung()).count()
    }

    fn have_left(&self) -> usize {
        let places = self.now.places.iter();
        places.filter(|&&place| place == Place::Left).count()
    }
}

/// Revenue of the period of the customer at a place of the lists.
fn revenue(context: &Context<'_>, ladder: &Ladder, at: usize) -> Money {
    context.base.period().revenue[ladder.customers[at].0 as usize]
}

/// A way to move between the days.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Move {
    Up,
    Left,
    Back,
}

impl Move {
    const ALL: [Self; 3] = [Self::Up, Self::Left, Self::Back];

    fn id(self) -> &'static str {
        match self {
            Self::Up => "moved_up",
            Self::Left => "left_since",
            Self::Back => "came_back",
        }
    }

    fn could(self, then: Place) -> bool {
        match self {
            Self::Up => then.is_rung() && then != Place::Partner,
            Self::Left => then.is_rung(),
            Self::Back => then == Place::Left,
        }
    }

    fn did(self, then: Place, now: Place) -> bool {
        self.could(then)
            && match self {
                Self::Up => now.is_rung() && now > then,
                Self::Left => now == Place::Left,
                Self::Back => now.is_rung(),
            }
    }

    fn says(self) -> [Say; 2] {
        match self {
            Self::Up => [Say::MovedUp, Say::MovedUpWords],
            Self::Left => [Say::LeftSince, Say::LeftSinceWords],
            Self::Back => [Say::CameBack, Say::CameBackWords],
        }
    }
}

fn run(context: &Context<'_>, params: &ParamValues) -> Panel {
    let as_of = context.frame().as_of;
    let eyebrow = Message::from(Say::Eyebrow { as_of });
    if context.base.is_of_totals() {
        let (title, text) = (Say::OnlyTotals.into(), Say::OnlyTotalsText.into());
        return instead(ID, eyebrow, title, text);
    }
    let ground = Ground::of(context, params);
    let bought = ground.now.reached_count(Place::Customer);
    if bought == 0 {
        return Panel {
            params: settings::specs(
                context,
                &settings::choices(params),
                settings::then(context, params),
            ),
            ..instead(ID, eyebrow, Say::Nobody.into(), Say::NobodyText.into())
        };
    }
    let loyalty = ground.loyalty(context);
    let moved = ground.then.as_ref().map(|(day, then)| {
        let moved = Movement::of(Place::ALL.len(), &then.codes(), &ground.now.codes());
        (*day, moved)
    });
    let moves = |way: Move| {
        let moved = moved.as_ref().map(|(_, moved)| moved);
        moved.map_or(0, |moved| {
            moved.sum(|then, now| way.did(Place::ALL[then], Place::ALL[now]))
        })
    };
    let again = ground.now.reached_count(Place::Client);
    let then_day = moved.as_ref().map(|(day, _)| *day);
    let mut panel = Panel {
        id: ID.to_owned(),
        headline: Some(Headline {
            eyebrow,
            title: Say::Title {
                again: whole(again),
                bought: whole(bought),
                left: whole(moves(Move::Left)),
                then: then_day,
            }
            .into(),
            lede: Some(
                Say::Lede {
                    on_ladder: whole(ground.on_ladder()),
                    of: whole(ground.now.customers.len()),
                }
                .into(),
            ),
        }),
        stats: vec![conversion_stat(again, bought)],
        params: settings::specs(context, &settings::choices(params), then_day),
        ..Panel::default()
    };
    if let Some((day, moved)) = &moved {
        let stats = Move::ALL.map(|way| move_stat(way, moved, *day));
        panel.stats.extend(stats);
    }
    panel.stats.extend(inertia_stat(&ground, &loyalty));
    let terms = panel.stats.iter();
    panel.blocks.push(Block::Equation {
        terms: terms.map(|it| (it.id.clone(), String::new())).collect(),
        note: Say::Note { then: then_day }.into(),
    });
    let funnel = tables::Funnel::of(context, &ground.now);
    panel.blocks.push(funnel.figure());
    panel.tables.push(funnel.table(context, &ground.now));
    panel.blocks.push(tables::rungs_block(
        context,
        ground.on_ladder(),
        ground.have_left(),
    ));
    let untold: Vec<Standing> = Place::RUNGS
        .into_iter()
        .zip(ground.now.told)
        .filter(|&(_, told)| !told)
        .map(|(rung, _)| names::place(rung))
        .collect();
    if !untold.is_empty() {
        let title = Say::Untold {
            rungs: untold.clone(),
        };
        let text = Say::UntoldText { rungs: untold };
        panel.blocks.push(notice(Tone::Info, title, text));
    }
    if let Some((day, moved)) = &moved {
        let places = names::places();
        let matrix = matrix(context, ID, moved, &places, *day);
        let title = Say::MovementTitle {
            up: whole(moves(Move::Up)),
            left: whole(moves(Move::Left)),
            back: whole(moves(Move::Back)),
            then: *day,
        };
        panel.tables.push(matrix.table());
        let figure = matrix.figure(title, vec![settings::THEN.to_owned()]);
        panel.blocks.push(Block::Figure(Box::new(figure)));
    } else {
        let (title, text) = (Say::NoThen, Say::NoThenText);
        panel.blocks.push(notice(Tone::Info, title, text));
    }
    add_loyalty(context, &ground, &loyalty, &mut panel);
    panel
}

/// The matrix between a day and the as-of day.
pub(super) fn matrix<'a>(
    context: &Context<'_>,
    panel: &'static str,
    moved: &'a Movement,
    places: &'a [super::movement::Named],
    then: Day,
) -> Matrix<'a> {
    let frame = context.frame();
    Matrix {
        panel,
        moved,
        places,
        then,
        now: frame.as_of,
        begins: frame.span.from,
        is_close: then.since(frame.span.from) < LEFT_TRUNCATED_DAYS,
    }
}

fn conversion_stat(again: u64, bought: u64) -> Stat {
    let interval = wilson(again, bought);
    let formula = Say::PartFormula {
        part: whole(again),
        whole: whole(bought),
    };
    let how = explain(Say::ConversionWords, formula, Say::ConversionCaveat)
        .input(Say::Low, share(interval.map(|it| it.0)))
        .input(Say::High, share(interval.map(|it| it.1)))
        .behind(open(ID, "reached:client"));
    let value = Value::Share(again as f64 / bought as f64);
    stat("conversion", Say::CameAgain, value, how)
}

fn move_stat(way: Move, moved: &Movement, then: Day) -> Stat {
    let did = moved.sum(|then, now| way.did(Place::ALL[then], Place::ALL[now]));
    let could = moved.sum(|then, _| way.could(Place::ALL[then]));
    let [label, words] = way.says();
    let formula = Say::MovesFormula {
        customers: whole(did),
        of: whole(could),
        then,
    };
    let how = explain(words, formula, Say::MovesCaveat).behind(open(ID, way.id()));
    stat(way.id(), label, count(did), how)
}

/// Repeat buyers without and with a sign of attachment.
fn of_repeat(loyalty: &[Option<Loyalty>]) -> [usize; 2] {
    [Loyalty::Inertia, Loyalty::True].map(|kind| {
        let of = loyalty.iter();
        of.filter(|it| **it == Some(kind)).count()
    })
}

fn inertia_stat(ground: &Ground<'_>, loyalty: &[Option<Loyalty>]) -> Option<Stat> {
    let [inertia, attached] = of_repeat(loyalty);
    ground.signals.has_engagement().then(|| {
        let formula = Say::InertiaFormula {
            attached: whole(attached),
            repeat: whole(inertia + attached),
        };
        let caveat = Say::InertiaCaveat {
            answers: ground.signals.has_answers(),
            answered: whole(ground.signals.answered()),
        };
        let key = format!("loyalty:{}", Loyalty::Inertia.id());
        let how = explain(Say::InertiaWords, formula, caveat).behind(open(ID, key));
        stat("inertia", Say::Inertia, count(inertia), how)
    })
}

fn add_loyalty(
    context: &Context<'_>,
    ground: &Ground<'_>,
    loyalty: &[Option<Loyalty>],
    panel: &mut Panel,
) {
    if !ground.signals.has_engagement() {
        let (title, text) = (Say::NoSigns, Say::NoSignsText);
        panel.blocks.push(notice(Tone::Info, title, text));
        return;
    }
    let [inertia, attached] = of_repeat(loyalty);
    let signs = [
        (Sign::Referral, ground.signals.has_referrals()),
        (Sign::Answer, ground.signals.has_answers()),
        (Sign::Contact, ground.signals.has_contacts),
    ];
    let signs = signs.into_iter().filter(|&(_, has)| has);
    let signs: Vec<Sign> = signs.map(|(sign, _)| sign).collect();
    let finding = (inertia > 0).then(|| Finding {
        money: None,
        title: Say::InertiaFinding {
            customers: whole(inertia),
        }
        .into(),
        text: Say::InertiaFindingText.into(),
        action: Some((
            Say::OpenThem.into(),
            open(ID, format!("loyalty:{}", Loyalty::Inertia.id())),
        )),
    });
    panel
        .tables
        .push(tables::loyalty(context, &ground.now, loyalty));
    panel.blocks.push(Block::Table {
        span: 12,
        title: Say::LoyaltyTitle {
            inertia: whole(inertia),
            repeat: whole(inertia + attached),
        }
        .into(),
        subtitle: Say::LoyaltySubtitle { signs }.into(),
        source: Some(Say::LoyaltySource.into()),
        table: "loyalty".to_owned(),
        callout: finding,
    });
}

/// What a key names.
#[derive(Clone, Copy)]
enum Key {
    All,
    Now(Place),
    Then(Place),
    Reached(Place),
    Cell(Place, Place),
    Moves(Move),
    Loyalty(Loyalty),
}

fn parse(key: &str) -> Option<Key> {
    if key == "all" {
        return Some(Key::All);
    }
    if let Some(way) = Move::ALL.into_iter().find(|way| way.id() == key) {
        return Some(Key::Moves(way));
    }
    match key.split_once(':')? {
        ("rung", id) => Place::from_id(id).map(Key::Now),
        ("then", id) => Place::from_id(id).map(Key::Then),
        ("reached", id) => Place::from_id(id).map(Key::Reached),
        ("loyalty", id) => Loyalty::from_id(id).map(Key::Loyalty),
        ("cell", ids) => {
            let (then, now) = ids.split_once(':')?;
            Some(Key::Cell(Place::from_id(then)?, Place::from_id(now)?))
        }
        _ => None,
    }
}

fn members(context: &Context<'_>, params: &ParamValues, key: &str) -> Option<Vec<CustomerIx>> {
    let key = parse(key)?;
    let ground = Ground::of(context, params);
    let now = &ground.now;
    let of = |picks: &dyn Fn(usize) -> bool| -> Vec<CustomerIx> {
        let all = now.customers.iter().enumerate();
        let picked = all.filter(|&(at, _)| picks(at));
        picked.map(|(_, &customer)| customer).collect()
    };
    let between = |picks: &dyn Fn(Place, Place) -> bool| {
        let (_, then) = ground.then.as_ref()?;
        let picks =
            |then: u8, now: u8| picks(Place::ALL[usize::from(then)], Place::ALL[usize::from(now)]);
        let codes = (then.codes(), now.codes());
        Some(movers(&now.customers, &codes.0, &codes.1, picks))
    };
    Some(match key {
        Key::All => now.customers.clone(),
        Key::Now(place) => of(&|at| now.places[at] == place),
        Key::Reached(rung) => of(&|at| now.reached[at] >= rung),
        Key::Then(place) => between(&|then, _| then == place)?,
        Key::Cell(from, to) => between(&|then, now| (then, now) == (from, to))?,
        Key::Moves(way) => between(&|then, now| way.did(then, now))?,
        Key::Loyalty(kind) => {
            let loyalty = ground.loyalty(context);
            of(&|at| loyalty[at] == Some(kind))
        }
    })
}

fn set_title(_: &Context<'_>, _: &ParamValues, key: &str) -> Option<Message> {
    let title = match parse(key)? {
        Key::All => Say::Everybody,
        Key::Now(place) => Say::Name(names::place(place)),
        Key::Then(place) => Say::StoodThere {
            then: names::place(place),
        },
        Key::Reached(rung) => Say::ReachedIt {
            rung: names::place(rung),
        },
        Key::Cell(then, now) => Say::Moved {
            then: names::place(then),
            now: names::place(now),
        },
        Key::Moves(way) => {
            let [label, _] = way.says();
            label
        }
        Key::Loyalty(kind) => Say::Loyalty(names::loyalty(kind)),
    };
    Some(title.into())
}
