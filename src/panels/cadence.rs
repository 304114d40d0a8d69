//! P34: how closely each group is worth being served, and whom to contact when.

use super::build::{
    column, count, explain, instead, notice, number, number_param, open, row, stat, table_block,
    term, units, whole,
};
use super::panel::{Action, Block, Headline, Panel, Row, Stat, Table, Tone, Value};
use super::params::ParamSpec;
use super::{Context, Entry, ParamValues, profit, value_frequency};
use crate::analysis::cadence::{Cause, Level, Rules, due, proposed};
use crate::analysis::past::Past;
use crate::analysis::profit::{Basis, Profits};
use crate::analysis::signals::{CONTACT_DAYS, Signals};
use crate::analysis::value_frequency::{Group, ValueFrequency};
use crate::base::{Day, Money, order};
use crate::chart::spec::Unit;
use crate::dataset::{CustomerIx, RecordsKind};
use crate::i18n::ladder::{Ladder as Say, Level as LevelName, Why};
use crate::i18n::{Message, Words};

/// See [`super::REGISTRY`].
pub(crate) const ENTRY: Entry = Entry {
    id: ID,
    needs: &[],
    stats: &["due", "contacts_each"],
    tables: &["levels", "contacts"],
    valued: None,
    run,
    members,
    set_title,
};

const ID: &str = "cadence";

/// Contacts in the table; the list of customers has all of them.
const MOST_SHOWN: usize = 200;

/// Shortest log that tells how many contacts there are a year, in days.
const LEAST_LOG_DAYS: i32 = 28;

/// Longest span that can be asked for, in days.
const MOST_DAYS: f64 = 365.0;

/// Most customers and times that can be asked for.
const MOST_CUSTOMERS: f64 = 1e6;
const MOST_TIMES: f64 = 100.0;

fn rules(params: &ParamValues) -> Rules {
    let usual = Rules::default();
    let within = |key: &str, max: f64, usual: f64| {
        let number = params.number(key);
        number.map_or(usual, |value| value.clamp(0.0, max))
    };
    let customers = |key: &str, usual: u64| within(key, MOST_CUSTOMERS, usual as f64) as u64;
    let days = |key: &str, usual: i32| within(key, MOST_DAYS, f64::from(usual)) as i32;
    let few = customers("few", usual.few);
    let low = within("low", MOST_TIMES, usual.low);
    Rules {
        few,
        many: customers("many", usual.many).max(few),
        high: within("high", MOST_TIMES, usual.high).max(low),
        low,
        after_days: days("after_days", usual.after_days),
        ahead_days: days("ahead_days", usual.ahead_days),
        least_days: days("least_days", usual.least_days).max(1),
    }
}

fn specs(rules: &Rules) -> Vec<ParamSpec> {
    let line = |key: &str, label: Say, [max, step]: [f64; 2], unit: Unit, value: f64| {
        number_param(key, label, [0.0, max, step], unit, Some(value))
    };
    let customers = |key: &str, label: Say, value: u64| {
        line(
            key,
            label,
            [MOST_CUSTOMERS, 10.0],
            Unit::Count,
            value as f64,
        )
    };
    let times = |key: &str, label: Say, value: f64| {
        line(key, label, [MOST_TIMES, 0.1], Unit::Number, value)
    };
    let days = |key: &str, label: Say, value: i32| {
        line(key, label, [MOST_DAYS, 1.0], Unit::Days, f64::from(value))
    };
    vec![
        customers("few", Say::Few, rules.few),
        customers("many", Say::Many, rules.many),
        times("high", Say::HighMargin, rules.high),
        times("low", Say::LowMargin, rules.low),
        days("after_days", Say::AfterDays, rules.after_days),
        days("ahead_days", Say::AheadDays, rules.ahead_days),
        days("least_days", Say::LeastDays, rules.least_days),
    ]
}

fn level_name(level: Level) -> LevelName {
    match level {
        Level::Basic => LevelName::Basic,
        Level::Reactive => LevelName::Reactive,
        Level::Accountable => LevelName::Accountable,
        Level::Proactive => LevelName::Proactive,
        Level::Partnership => LevelName::Partnership,
    }
}

fn level_term(level: Level) -> Value {
    term(level.id(), Say::Level(level_name(level)))
}

/// A group with what it leaves and how it is served.
#[derive(Clone, Copy)]
struct Served {
    group: Group,
    customers: u64,
    margin: Money,
    /// Margin a customer ÷ that of all.
    times_mean: f64,
    /// Contacts within the days of the log.
    contacts: u64,
    level: Level,
}

impl Served {
    fn contacts_each(&self, log_days: Option<i32>) -> Option<f64> {
        let days = log_days.filter(|_| self.customers > 0)?;
        let year = f64::from(CONTACT_DAYS) / f64::from(days);
        Some(self.contacts as f64 / self.customers as f64 * year)
    }
}

/// Somebody to be contacted.
struct Contact {
    customer: CustomerIx,
    group: Group,
    level: Level,
    day: Day,
    cause: Cause,
    last: Option<Day>,
    contacted: Option<Day>,
    usual_gap_days: Option<f64>,
}

/// The groups, and whom to contact.
struct Ground {
    basis: Basis,
    served: Vec<Served>,
    /// Days of the last year the log reaches over, where it tells anything.
    log_days: Option<i32>,
    has_log: bool,
    /// By day, then by id.
    contacts: Vec<Contact>,
}

impl Ground {
    /// `None` where nobody bought in the period.
    fn of(context: &Context<'_>, params: &ParamValues, rules: &Rules) -> Option<Self> {
        let cuts = value_frequency::choice(&params.of_panel(value_frequency::ENTRY.id));
        let groups = ValueFrequency::of(context.base, cuts)?;
        let profits = context.profits(profit::settings(&params.of_panel(profit::ENTRY.id)));
        let signals = Signals::of(context.data);
        let as_of = context.frame().as_of;
        let log_days = log_days(context);
        let served = served(&groups, &profits, &signals, (as_of, log_days), rules);
        let past = Past::of(context.base, as_of);
        let mut contacts = Vec::new();
        for (at, &customer) in groups.buyers.iter().enumerate() {
            let group = groups.group_at(at);
            let level = served.iter().find(|it| it.group == group)?.level;
            if let Some((day, cause)) = due(&past, &signals, customer, level, rules) {
                contacts.push(Contact {
                    customer,
                    group,
                    level,
                    day,
                    cause,
                    last: past.occasion_days(customer).last().copied(),
                    contacted: signals.last_contact(customer, as_of),
                    usual_gap_days: past.usual_gap_days(customer),
                });
            }
        }
        let id = |contact: &Contact| context.data.customer_id(contact.customer);
        order::sort_by(&mut contacts, |a, b| {
            a.day.cmp(&b.day).then_with(|| id(a).cmp(id(b)))
        });
        Some(Self {
            basis: profits.basis(),
            served,
            log_days,
            has_log: signals.has_contacts,
            contacts,
        })
    }

    fn due_of(&self, group: Group) -> usize {
        let contacts = self.contacts.iter();
        contacts.filter(|contact| contact.group == group).count()
    }
}

/// Days of the last year since the first contact; `None` without contacts, or for too few days.
fn log_days(context: &Context<'_>) -> Option<i32> {
    let as_of = context.frame().as_of;
    let events = context.data.events().iter();
    let contacts = events.filter(|event| event.kind == RecordsKind::Contacts);
    let first = contacts.map(|event| event.day).min()?;
    let days = (as_of.since(first) + 1).min(CONTACT_DAYS);
    (days >= LEAST_LOG_DAYS).then_some(days)
}

fn served(
    groups: &ValueFrequency,
    profits: &Profits,
    signals: &Signals<'_>,
    (as_of, log_days): (Day, Option<i32>),
    rules: &Rules,
) -> Vec<Served> {
    let mut found = Group::ALL.map(|group| Served {
        group,
        customers: 0,
        margin: Money::ZERO,
        times_mean: 0.0,
        contacts: 0,
        level: Level::Basic,
    });
    for (at, &customer) in groups.buyers.iter().enumerate() {
        let group = groups.group_at(at);
        let Some(sums) = found.iter_mut().find(|sums| sums.group == group) else {
            continue;
        };
        sums.customers += 1;
        if let Some(place) = profits.place(customer) {
            sums.margin += profits.result(place);
        }
        if let Some(days) = log_days {
            let contacts = signals.contacts(customer, as_of);
            let recent = contacts.take_while(|day| as_of.since(*day) < days);
            sums.contacts += recent.count() as u64;
        }
    }
    let margin = Money::sum(found.iter().map(|sums| sums.margin)).to_units_f64();
    let mean = margin / groups.buyers.len().max(1) as f64;
    for sums in &mut found {
        let each = sums.margin.to_units_f64() / sums.customers.max(1) as f64;
        // Where nothing is left on the whole, whoever leaves something leaves much.
        sums.times_mean = if mean > 0.0 {
            each / mean
        } else if each > 0.0 {
            rules.high
        } else {
            0.0
        };
        sums.level = proposed(sums.customers, sums.times_mean, rules);
    }
    found.into_iter().filter(|it| it.customers > 0).collect()
}

fn run(context: &Context<'_>, params: &ParamValues) -> Panel {
    let rules = rules(params);
    let period = context.frame().period;
    let eyebrow = Message::from(Say::CadenceEyebrow { period });
    if context.base.is_of_totals() {
        let (title, text) = (Say::OnlyTotals.into(), Say::OnlyTotalsText.into());
        return instead(ID, eyebrow, title, text);
    }
    let Some(ground) = Ground::of(context, params, &rules) else {
        return Panel {
            params: specs(&rules),
            ..instead(ID, eyebrow, Say::NoGroups.into(), Say::NoGroupsText.into())
        };
    };
    let basis = profit::names::basis(ground.basis);
    let due = whole(ground.contacts.len());
    let current = |of: &Served| of.contacts_each(ground.log_days).map(Level::of_contacts);
    let closer = ground.served.iter();
    let closer = closer.filter(|of| current(of).is_some_and(|now| now < of.level));
    let closer = whole(closer.count());
    let mut stats = vec![due_stat(&ground, &rules)];
    stats.extend(contacts_stat(&ground));
    let terms = stats.iter().map(|it| (it.id.clone(), String::new()));
    let mut blocks = vec![Block::Equation {
        terms: terms.collect(),
        note: Say::CadenceNote.into(),
    }];
    // The closest level; the first of equals.
    let closest = ground.served.iter().rev().max_by_key(|of| of.level);
    blocks.extend(closest.map(|of| {
        let title = Say::LevelsTitle {
            group: value_frequency::name(of.group),
            level: level_name(of.level),
        };
        let source = Say::LevelsSource {
            few: whole(rules.few),
            many: whole(rules.many),
            high: rules.high,
            low: rules.low,
        };
        let subtitle = Say::LevelsSubtitle { period, basis };
        table_block(12, [title.into(), subtitle.into(), source.into()], "levels")
    }));
    if ground.log_days.is_none() {
        let days = i64::from(LEAST_LOG_DAYS);
        blocks.push(if ground.has_log {
            notice(Tone::Info, Say::ShortLog, Say::ShortLogText { days })
        } else {
            notice(Tone::Info, Say::NoLog, Say::NoLogText)
        });
    }
    blocks.push(if ground.contacts.is_empty() {
        notice(Tone::Info, Say::NobodyDue, Say::NobodyDueText)
    } else {
        let title = Say::ListTitle {
            due,
            until: context.frame().as_of.plus(rules.ahead_days),
        };
        let subtitle = Say::ListSubtitle {
            after: i64::from(rules.after_days),
        };
        let source = Say::ListSource {
            shown: due.min(whole(MOST_SHOWN)),
            of: due,
        };
        table_block(
            12,
            [title.into(), subtitle.into(), source.into()],
            "contacts",
        )
    });
    Panel {
        id: ID.to_owned(),
        headline: Some(Headline {
            eyebrow,
            title: Say::CadenceHeadline {
                due,
                days: i64::from(rules.ahead_days),
            }
            .into(),
            lede: Some(Say::CadenceLede { closer, basis }.into()),
        }),
        stats,
        tables: vec![levels(&ground), list(context, &ground)],
        blocks,
        params: specs(&rules),
        ..Panel::default()
    }
}

fn due_stat(ground: &Ground, rules: &Rules) -> Stat {
    let of = |cause: Cause| {
        let contacts = ground.contacts.iter();
        whole(contacts.filter(|contact| contact.cause == cause).count())
    };
    let formula = Say::DueFormula {
        after: of(Cause::AfterPurchase),
        interval: of(Cause::Interval),
        days: i64::from(rules.ahead_days),
    };
    let caveat = Say::DueCaveat {
        log: ground.has_log,
    };
    let how = explain(Say::DueWords, formula, caveat).behind(open(ID, "due"));
    stat("due", Say::Due, count(ground.contacts.len()), how)
}

fn contacts_stat(ground: &Ground) -> Option<Stat> {
    let days = ground.log_days?;
    let sum = |of: fn(&Served) -> u64| ground.served.iter().map(of).sum::<u64>();
    let (contacts, customers) = (sum(|it| it.contacts), sum(|it| it.customers));
    let formula = Say::ContactsFormula {
        contacts: whole(contacts),
        customers: whole(customers),
        days: i64::from(days),
    };
    let how = explain(Say::ContactsWords, formula, Say::ContactsCaveat);
    let yearly = f64::from(CONTACT_DAYS) / f64::from(days);
    let each = contacts as f64 / customers.max(1) as f64 * yearly;
    Some(stat("contacts_each", Say::ContactsEach, Value::Number(each), how).decimals(1))
}

fn levels(ground: &Ground) -> Table {
    let basis = profit::names::basis(ground.basis);
    let rows = ground.served.iter().map(|of| {
        let contacts = of.contacts_each(ground.log_days);
        let each = of.margin.to_units_f64() / of.customers.max(1) as f64;
        let current = contacts.map(Level::of_contacts);
        Row {
            detail: Some(Say::LevelText(level_name(of.level)).into()),
            action: Some(open(
                value_frequency::ENTRY.id,
                format!("group:{}", of.group.id()),
            )),
            ..row(vec![
                value_frequency::group_term(of.group),
                count(of.customers),
                units(Some(each)),
                Value::Money(of.margin),
                Value::Number(of.times_mean),
                number(contacts),
                current.map_or(Value::None, level_term),
                level_term(of.level),
                count(ground.due_of(of.group)),
            ])
        }
    });
    Table {
        id: "levels".to_owned(),
        columns: vec![
            column("group", Say::GroupColumn),
            column("customers", Words::Customers),
            column("margin_each", Say::MarginEach(basis)).decimals(0),
            column("margin", Say::MarginAll(basis)).decimals(0),
            column("times_mean", Say::TimesMean).decimals(1),
            column("contacts_each", Say::ContactsEach).decimals(1),
            column("current", Say::CurrentLevel),
            column("proposed", Say::ProposedLevel),
            column("due", Say::DueColumn),
        ],
        rows: rows.collect(),
        total: None,
    }
}

fn list(context: &Context<'_>, ground: &Ground) -> Table {
    let day = |day: Option<Day>| day.map_or(Value::None, Value::Day);
    let rows = ground.contacts.iter().take(MOST_SHOWN).map(|contact| {
        let customer = context.customer_ref(contact.customer);
        let why = match contact.cause {
            Cause::AfterPurchase => Why::AfterPurchase,
            Cause::Interval => Why::Interval,
        };
        Row {
            action: Some(Action::OpenCustomer {
                customer: customer.clone(),
            }),
            ..row(vec![
                Value::Customer(customer),
                Value::Day(contact.day),
                term(contact.cause.id(), Say::Why(why)),
                level_term(contact.level),
                value_frequency::group_term(contact.group),
                day(contact.last),
                day(contact.contacted),
                contact.usual_gap_days.map_or(Value::None, Value::Days),
            ])
        }
    });
    Table {
        id: "contacts".to_owned(),
        columns: vec![
            column("customer", Say::CustomerColumn),
            column("day", Say::DayColumn),
            column("why", Say::WhyColumn),
            column("level", Say::ProposedLevel),
            column("group", Say::GroupColumn),
            column("last_day", Say::LastPurchase),
            column("last_contact", Say::LastContact),
            column("usual_gap_days", Say::UsualGap),
        ],
        rows: rows.collect(),
        total: None,
    }
}

fn members(context: &Context<'_>, params: &ParamValues, key: &str) -> Option<Vec<CustomerIx>> {
    if key != "due" {
        return None;
    }
    let found = Ground::of(context, params, &rules(params));
    let contacts = found.map_or_else(Vec::new, |ground| ground.contacts);
    let mut customers: Vec<CustomerIx> = contacts.iter().map(|it| it.customer).collect();
    order::sort_by_key(&mut customers, |customer| u64::from(customer.0));
    Some(customers)
}

fn set_title(_: &Context<'_>, _: &ParamValues, key: &str) -> Option<Message> {
    (key == "due").then(|| Say::Due.into())
}
