//! Decisions only the person can take, with the recipe each answer would give.

use super::date::{DateEvidence, OrderVerdict};
use super::describe::order_seen;
use super::encoding::Decoder;
use super::number::{NumberEvidence, NumberReader};
use super::plan::{with_decimal, with_order};
use super::profile::Profile;
use super::report::Question;
use super::{DateOrder, Encoding, Recipe};
use crate::base::{Currency, Money, order};
use crate::dataset::Role;
use crate::i18n::Message;
use crate::i18n::import::{Import as Say, ImportQuestion as Ask};

fn say(ask: Ask) -> Message {
    Message::Import(Say::Question(Box::new(ask)))
}

/// Required columns that no header names.
pub(super) fn columns(recipe: &Recipe, profiles: &[Profile]) -> Vec<Question> {
    let has = |role| recipe.columns.iter().any(|column| column.role == role);
    let ask = |id: &str, text: Ask, because: Ask| Question {
        id: id.to_owned(),
        text: say(text),
        because: say(because),
        answers: Vec::new(),
    };
    // A column that already plays a required role is none to choose.
    let any = |fits: fn(&Profile) -> bool| {
        let free = recipe
            .columns
            .iter()
            .filter(|column| !matches!(column.role, Role::Customer | Role::Date | Role::Amount));
        free.filter_map(|column| profiles.get(column.index))
            .any(fits)
    };
    let mut questions = Vec::new();
    if !has(Role::Customer) {
        questions.push(ask(
            "column_customer",
            Ask::CustomerColumn,
            Ask::CustomerColumnBecause,
        ));
    }
    if !has(Role::Date) {
        let because = if any(Profile::is_dates) {
            Ask::DateColumnUnnamed
        } else {
            Ask::DateColumnNone
        };
        questions.push(ask("column_date", Ask::DateColumn, because));
    }
    let has_money = has(Role::Amount) || (has(Role::Quantity) && has(Role::UnitPrice));
    if !has_money {
        let because = if any(|profile| profile.fits(Role::Amount)) {
            Ask::AmountColumnUnnamed
        } else {
            Ask::AmountColumnNone
        };
        questions.push(ask("column_amount", Ask::AmountColumn, because));
    }
    questions
}

/// Day or month first, the order under which the file is sorted before the other.
pub(super) fn date_order(recipe: &Recipe, column: usize, evidence: &DateEvidence) -> Question {
    let sorted = match evidence.decide() {
        OrderVerdict::Open(sorted) => sorted,
        OrderVerdict::Decided(_) | OrderVerdict::ByPoints | OrderVerdict::Unseen => None,
    };
    let orders = if sorted == Some(DateOrder::Mdy) {
        [DateOrder::Mdy, DateOrder::Dmy]
    } else {
        [DateOrder::Dmy, DateOrder::Mdy]
    };
    let answers = orders.map(|order| {
        let mut answer = recipe.clone();
        for column in answer.columns.iter_mut().filter(|it| it.index == column) {
            with_order(column, order);
        }
        (say(Ask::InOrder(order_seen(order))), answer)
    });
    Question {
        id: "date_order".to_owned(),
        text: say(Ask::DateOrder {
            example: evidence.either_example.clone().unwrap_or_default(),
        }),
        because: say(Ask::DateOrderBecause {
            column: name_of(recipe, column),
            sorted: sorted.map(order_seen),
        }),
        answers: answers.into(),
    }
}

/// What the mark in 1.234 stands for.
pub(super) fn decimal(recipe: &Recipe, column: usize, evidence: &NumberEvidence) -> Question {
    let example = evidence.either_example.clone().unwrap_or_default();
    let mark = if example.contains(',') { ',' } else { '.' };
    let other = if mark == ',' { '.' } else { ',' };
    let value = |decimal| {
        let decoder = Decoder::new(Encoding::Utf8);
        let number = NumberReader::new(decimal).read(example.as_bytes(), &decoder);
        number.map_or(Money::ZERO, |number| Money(number.ten_thousandths))
    };
    let answer = |decimal: char, group: char| {
        let mut answer = recipe.clone();
        // Programs write one mark: what is decided for this column holds for all that are open.
        for column in &mut answer.columns {
            let is_open = super::plan::is_number(column.role) && column.number.is_none();
            if is_open {
                with_decimal(column, decimal, Some(group));
            }
        }
        answer
    };
    Question {
        id: "decimal".to_owned(),
        text: say(Ask::Decimal {
            example: example.clone(),
        }),
        because: say(Ask::DecimalBecause {
            column: name_of(recipe, column),
        }),
        answers: vec![
            (
                say(Ask::AsThousands {
                    example: example.clone(),
                    value: value(other),
                }),
                answer(other, mark),
            ),
            (
                say(Ask::AsDecimals {
                    example: example.clone(),
                    value: value(mark),
                }),
                answer(mark, other),
            ),
        ],
    }
}

/// Which of several currencies; the most rows first.
pub(super) fn currency(recipe: &Recipe, seen: &[(String, u64, i128)]) -> Question {
    let mut seen: Vec<_> = seen.iter().collect();
    order::sort_by(&mut seen, |a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let answers = seen.iter().map(|(code, rows, sum)| {
        let mut answer = recipe.clone();
        answer.rules.currency = Some(code.clone());
        let text = Ask::InCurrency {
            currency: Currency(code.clone()),
            rows: *rows,
            amount: Money::from_sum(*sum),
        };
        (say(text), answer)
    });
    Question {
        id: "currency".to_owned(),
        text: say(Ask::Currencies),
        because: say(Ask::CurrenciesBecause {
            currencies: seen.len() as u32,
        }),
        answers: answers.collect(),
    }
}

fn name_of(recipe: &Recipe, column: usize) -> String {
    let found = recipe.columns.iter().find(|known| known.index == column);
    found.map(|column| column.name.clone()).unwrap_or_default()
}
