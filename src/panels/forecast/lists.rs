//! Who is due next, and who comes as steadily as a standing order.

use super::super::Context;
use super::super::build::{column, count, open, row, whole};
use super::super::panel::{Block, Finding, Row, Table, Value};
use super::ID;
use crate::analysis::regularity::{
    DRAWS, Due, LEAST_FOR_DUE, LEAST_FOR_STANDING, MOST_SPREAD, Standing, due,
};
use crate::base::{Day, Money};
use crate::chart::spec::Action;
use crate::dataset::CustomerIx;
use crate::i18n::forecast::{Forecast as Say, Name};

/// Rows of a list that are shown.
const SHOWN: usize = 12;

/// Part of a window within which the next visit is likely enough to be due.
const LIKELY: f64 = 0.5;

/// Customers with a visit ahead, and the days looked ahead.
pub(super) struct Lists {
    due: Vec<Due>,
    days: i32,
    until: Day,
    standing: Standing,
}

impl Lists {
    pub(super) fn of(context: &Context<'_>, days: i32) -> Self {
        Self {
            due: likely(context, days),
            days,
            until: context.frame().as_of.plus(days + 1),
            standing: Standing::of(context.base, context.seed),
        }
    }

    pub(super) fn tables(&self, context: &Context<'_>) -> [Table; 2] {
        [self.due_table(context), self.standing_table(context)]
    }

    fn due_table(&self, context: &Context<'_>) -> Table {
        let line = |due: &Due| {
            let customer = context.customer_ref(due.customer);
            Row {
                action: Some(Action::OpenCustomer {
                    customer: customer.clone(),
                }),
                ..row(vec![
                    Value::Customer(customer),
                    Value::Day(due.last),
                    Value::Days(due.usual_gap_days),
                    Value::Day(due.expected),
                    Value::Day(due.between.0),
                    Value::Day(due.between.1),
                    Value::Share(due.chance),
                    Value::Money(due.basket),
                    Value::Money(due.worth),
                ])
            }
        };
        Table {
            id: "due".to_owned(),
            columns: vec![
                column("customer", Say::Name(Name::Customer)),
                column("last_day", Say::Name(Name::Last)),
                column("usual_gap_days", Say::Name(Name::UsualGap)),
                column("expected_day", Say::Name(Name::Next)),
                column("from", Say::Name(Name::From)),
                column("to", Say::Name(Name::To)),
                column("chance", Say::Name(Name::Chance)).decimals(0),
                column("basket", Say::Name(Name::Basket)),
                column("expected", Say::Name(Name::Worth)),
            ],
            rows: self.due.iter().take(SHOWN).map(line).collect(),
            total: None,
        }
    }

    fn standing_table(&self, context: &Context<'_>) -> Table {
        let line = |found: &crate::analysis::regularity::Candidate| {
            let customer = context.customer_ref(found.customer);
            Row {
                action: Some(Action::OpenCustomer {
                    customer: customer.clone(),
                }),
                ..row(vec![
                    Value::Customer(customer),
                    count(found.occasions),
                    Value::Days(found.every_days),
                    Value::Number(found.spread),
                    Value::Money(found.basket),
                    Value::Money(Money::from_units_f64(found.basket_spread)),
                    if found.still_comes {
                        Value::Day(found.proposed)
                    } else {
                        Value::None
                    },
                    Value::Flag(found.still_comes),
                ])
            }
        };
        Table {
            id: "standing".to_owned(),
            columns: vec![
                column("customer", Say::Name(Name::Customer)),
                column("occasions", crate::i18n::Words::Visits),
                column("every_days", Say::Name(Name::Every)),
                column("spread", Say::Name(Name::Spread)).decimals(2),
                column("basket", Say::Name(Name::Basket)),
                column("basket_spread", Say::Name(Name::BasketSpread)),
                column("proposed_day", Say::Name(Name::Proposed)),
                column("still_comes", Say::Name(Name::StillComes)),
            ],
            rows: self
                .standing
                .candidates
                .iter()
                .take(SHOWN)
                .map(line)
                .collect(),
            total: None,
        }
    }

    pub(super) fn blocks(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let least = whole(LEAST_FOR_DUE);
        let worth = Money::sum(self.due.iter().map(|due| due.worth));
        blocks.push(if self.due.is_empty() {
            super::super::build::notice(
                super::super::panel::Tone::Info,
                Say::NobodyDue,
                Say::NobodyDueText { least },
            )
        } else {
            Block::Table {
                span: 12,
                title: Say::DueTitle {
                    customers: whole(self.due.len()),
                    until: self.until,
                }
                .into(),
                subtitle: Say::DueSubtitle {
                    least,
                    days: i64::from(self.days),
                }
                .into(),
                source: Some(
                    Say::DueSource {
                        shown: whole(self.due.len().min(SHOWN)),
                        of: whole(self.due.len()),
                        worth,
                    }
                    .into(),
                ),
                table: "due".to_owned(),
                callout: None,
            }
        });
        let candidates = self.standing.candidates.len();
        if candidates == 0 {
            return blocks;
        }
        blocks.push(Block::Table {
            span: 12,
            title: Say::StandingTitle {
                customers: whole(candidates),
                by_chance: self.standing.by_chance,
            }
            .into(),
            subtitle: Say::StandingSubtitle {
                spread: MOST_SPREAD,
                least: whole(LEAST_FOR_STANDING),
                coming: whole(self.standing.still_coming()),
            }
            .into(),
            source: Some(
                Say::StandingSource {
                    shown: whole(candidates.min(SHOWN)),
                    of: whole(candidates),
                    eligible: whole(self.standing.eligible),
                    draws: i64::from(DRAWS),
                }
                .into(),
            ),
            table: "standing".to_owned(),
            callout: Some(Finding {
                money: None,
                title: Say::AskTitle.into(),
                text: Say::AskText {
                    customers: whole(candidates),
                    by_chance: self.standing.by_chance,
                }
                .into(),
                action: Some((Say::SeeThem.into(), open(ID, "standing"))),
            }),
        });
        blocks
    }

    /// The finding on those due.
    pub(super) fn finding(&self) -> Option<Finding> {
        let worth = Money::sum(self.due.iter().map(|due| due.worth));
        (worth > Money::ZERO).then(|| Finding {
            money: Some(worth),
            title: Say::DueTitle {
                customers: whole(self.due.len()),
                until: self.until,
            }
            .into(),
            text: Say::DueSubtitle {
                least: whole(LEAST_FOR_DUE),
                days: i64::from(self.days),
            }
            .into(),
            action: Some((Say::SeeThem.into(), open(ID, "due"))),
        })
    }
}

/// Customers more likely than not to come within the days.
fn likely(context: &Context<'_>, days: i32) -> Vec<Due> {
    let mut found = due(context.base, days);
    found.retain(|due| due.chance >= LIKELY);
    found
}

pub(super) fn members(context: &Context<'_>, days: i32, key: &str) -> Option<Vec<CustomerIx>> {
    let mut found: Vec<CustomerIx> = match key {
        "due" => likely(context, days)
            .iter()
            .map(|due| due.customer)
            .collect(),
        "standing" => {
            let found = Standing::of(context.base, context.seed).candidates;
            found.iter().map(|found| found.customer).collect()
        }
        _ => return None,
    };
    crate::base::order::sort_by(&mut found, Ord::cmp);
    Some(found)
}
