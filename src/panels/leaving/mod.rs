//! P12, P13 and P43: why customers leave, how many never say so, and what becomes of complaints.
//!
//! - `names`: causes as messages
//! - `settings`: what can be set
//! - `causes`: shares of the causes, and by what age they take customers away
//! - `card`: why one customer left
//! - `complaints`: how they are answered, and who buys again

pub(super) mod card;
mod causes;
mod complaints;
mod names;
mod settings;

use super::build::{count, explain, instead, notice, notice_with, open, share, stat, whole};
use super::panel::{Block, Headline, Panel, Stat, Tone, Value};
use super::{Context, Entry, ParamValues};
use crate::analysis::complaints::Complaints;
use crate::analysis::leaving::{Cause, ComplaintWork, Leaving};
use crate::dataset::CustomerIx;
use crate::i18n::Message;
use crate::i18n::leaving::Leaving as Say;
use crate::numerics::proportion::wilson;

pub(crate) use settings::coded;

/// See [`super::REGISTRY`].
pub(crate) const ENTRY: Entry = Entry {
    id: ID,
    needs: &[],
    stats: &["left"],
    tables: &["causes", "incidence", "reasons", "complaints", "repurchase"],
    valued: None,
    run,
    members,
    set_title,
};

const ID: &str = "leaving";

/// Customers and shares behind the page.
struct Sums {
    left: u64,
    known: u64,
    controllable: u64,
    sorted: u64,
    coded: u64,
}

impl Sums {
    fn of(found: &Leaving) -> Self {
        let count = |picks: &dyn Fn(Cause) -> bool| {
            let leavers = found.leavers.iter();
            leavers.filter(|leaver| picks(leaver.cause)).count() as u64
        };
        Self {
            left: found.leavers.len() as u64,
            known: count(&|cause| cause != Cause::Unknown),
            controllable: count(&|cause| cause.is_controllable() == Some(true)),
            sorted: count(&|cause| cause.is_controllable().is_some()),
            coded: found.leavers.iter().filter(|it| it.is_coded).count() as u64,
        }
    }

    fn share_of_known(&self, customers: u64) -> Option<f64> {
        (self.known > 0).then(|| customers as f64 / self.known as f64)
    }
}

fn run(context: &Context<'_>, params: &ParamValues) -> Panel {
    let as_of = context.frame().as_of;
    if context.base.is_of_totals() {
        let eyebrow = Say::Eyebrow { as_of }.into();
        return instead(
            ID,
            eyebrow,
            Say::OnlyTotals.into(),
            Say::OnlyTotalsText.into(),
        );
    }
    let reasons = settings::reasons(context, params);
    let found = Leaving::of(context.data, context.base, &reasons);
    let sums = Sums::of(&found);
    let eyebrow = Message::from(Say::Eyebrow { as_of });
    let mut panel = Panel {
        id: ID.to_owned(),
        params: settings::specs(context, &reasons),
        ..Panel::default()
    };
    if found.leavers.is_empty() {
        panel.headline = Some(Headline {
            eyebrow,
            title: Say::NobodyLeft.into(),
            lede: Some(Say::NobodyLeftText.into()),
        });
        panel.blocks = vec![notice(Tone::Info, Say::NobodyLeft, Say::NobodyLeftText)];
        return panel;
    }
    let title = match causes::main(&found) {
        Some((cause, customers)) => Say::Title {
            cause: names::cause(cause),
            share: sums.share_of_known(customers).unwrap_or_default(),
        },
        None => Say::TitleUnknown {
            customers: whole(sums.left),
        },
    };
    panel.headline = Some(Headline {
        eyebrow,
        title: title.clone().into(),
        lede: Some(
            Say::Lede {
                known: whole(sums.known),
                left: whole(sums.left),
                coded: whole(sums.coded),
            }
            .into(),
        ),
    });
    panel.stats = vec![
        left_stat(&found, &sums),
        known_stat(&sums),
        coded_stat(&sums),
    ];
    if sums.sorted > 0 {
        panel.stats.push(controllable_stat(&sums));
    }
    panel.tables.push(causes::table(&found, &sums));
    if sums.known == 0 {
        let text = if reasons.column.is_some() {
            Say::NoReasonsText
        } else {
            Say::NoColumnText
        };
        let words = [Say::NoReasons, text, Say::OpenLeft];
        let step = open(ID, "left");
        let notice = notice_with(Tone::Info, words.map(Message::from), step);
        panel.blocks.push(notice);
    }
    panel.blocks.push(causes::block());
    panel.blocks.push(causes::figure(&found, &sums, title));
    if sums.known > 0 {
        panel.tables.push(causes::incidence(&found));
        panel.blocks.push(causes::incidence_block());
    }
    if let Some(column) = reasons.column.filter(|_| sums.known > sums.coded) {
        panel.tables.push(causes::reasons(&found, column));
        panel.blocks.push(causes::reasons_block(column));
    }
    let told = Complaints::of(context.data);
    if told == Complaints::Unknown {
        let text = Say::NoComplaintsText;
        panel
            .blocks
            .push(notice(Tone::Info, Say::NoComplaints, text));
    } else {
        let work = ComplaintWork::of(context.data, context.base, told, &found);
        complaints::add(&work, told, &mut panel);
    }
    let shown = |stat: &&Stat| shown_above(&stat.id) && (stat.id != "coded" || sums.coded > 0);
    let terms = panel.stats.iter().filter(shown);
    let terms = terms.map(|stat| (stat.id.clone(), String::new())).collect();
    let note = Say::Note.into();
    panel.blocks.insert(0, Block::Equation { terms, note });
    panel
}

fn shown_above(stat: &str) -> bool {
    let above = [
        "left",
        "known_share",
        "coded",
        "controllable_share",
        "silent_share",
    ];
    above.contains(&stat)
}

fn left_stat(found: &Leaving, sums: &Sums) -> Stat {
    let formula = Say::LeftFormula {
        gone: whole(sums.left - found.by_reason_alone),
        stated: whole(found.by_reason_alone),
    };
    let how = explain(Say::LeftWords, formula, Say::LeftCaveat).behind(open(ID, "left"));
    stat("left", Say::Left, count(sums.left), how)
}

fn known_stat(sums: &Sums) -> Stat {
    let formula = Say::PartFormula {
        part: whole(sums.known),
        whole: whole(sums.left),
    };
    let how = explain(Say::KnownWords, formula, Say::KnownCaveat).behind(open(ID, "known"));
    let known = (sums.left > 0).then(|| sums.known as f64 / sums.left as f64);
    stat("known_share", Say::Known, share(known), how)
}

fn coded_stat(sums: &Sums) -> Stat {
    let formula = Say::PartFormula {
        part: whole(sums.coded),
        whole: whole(sums.left),
    };
    let how = explain(Say::CodedWords, formula, Say::CodedCaveat).behind(open(ID, "coded"));
    stat("coded", Say::Coded, count(sums.coded), how)
}

fn controllable_stat(sums: &Sums) -> Stat {
    let formula = Say::PartFormula {
        part: whole(sums.controllable),
        whole: whole(sums.sorted),
    };
    let how = explain(Say::ControllableWords, formula, Say::CauseCaveat)
        .input(
            Say::Low,
            share(wilson(sums.controllable, sums.sorted).map(|it| it.0)),
        )
        .input(
            Say::High,
            share(wilson(sums.controllable, sums.sorted).map(|it| it.1)),
        )
        .behind(open(ID, "controllable"));
    let value = sums.controllable as f64 / sums.sorted as f64;
    stat(
        "controllable_share",
        Say::Controllable,
        Value::Share(value),
        how,
    )
}

/// What a key names.
#[derive(Clone, Copy)]
enum Key {
    Left,
    Known,
    Coded,
    Controllable,
    Cause(Cause),
    Complained,
}

fn parse(key: &str) -> Option<Key> {
    match key {
        "left" => Some(Key::Left),
        "known" => Some(Key::Known),
        "coded" => Some(Key::Coded),
        "controllable" => Some(Key::Controllable),
        "complained" => Some(Key::Complained),
        _ => Cause::from_id(key.strip_prefix("cause:")?).map(Key::Cause),
    }
}

fn members(context: &Context<'_>, params: &ParamValues, key: &str) -> Option<Vec<CustomerIx>> {
    let key = parse(key)?;
    let reasons = settings::reasons(context, params);
    let found = Leaving::of(context.data, context.base, &reasons);
    if let Key::Complained = key {
        let told = Complaints::of(context.data);
        let work = ComplaintWork::of(context.data, context.base, told, &found);
        return Some(work.customers);
    }
    let picked = found.leavers.iter().filter(|leaver| match key {
        Key::Left => true,
        Key::Known => leaver.cause != Cause::Unknown,
        Key::Coded => leaver.is_coded,
        Key::Controllable => leaver.cause.is_controllable() == Some(true),
        Key::Cause(cause) => leaver.cause == cause,
        Key::Complained => false,
    });
    Some(picked.map(|leaver| leaver.customer).collect())
}

fn set_title(_: &Context<'_>, _: &ParamValues, key: &str) -> Option<Message> {
    let title = match parse(key)? {
        Key::Left => Say::LeftMembers,
        Key::Known => Say::KnownMembers,
        Key::Coded => Say::CodedMembers,
        Key::Controllable => Say::ControllableMembers,
        Key::Cause(cause) => Say::CauseMembers(names::cause(cause)),
        Key::Complained => Say::ComplainedMembers,
    };
    Some(title.into())
}
