//! Decisions only the person can take, with the recipe each answer would give.

use super::currencies::Unmarked;
use super::date::{DateEvidence, OrderVerdict};
use super::describe::order_seen;
use super::encoding::Decoder;
use super::number::{Decimal, NumberEvidence, NumberReader};
use super::plan::{with_decimal, with_order};
use super::profile::Profile;
use super::report::Question;
use super::status::VoidRows;
use super::totals::{OpenTotals, TotalsLayout};
use super::{
    AgeUnit, CountedFrom, DateOrder, Encoding, MeanOf, OnRow, OrderAmounts, Recipe, TotalsRules,
    UnmarkedCurrency,
};
use crate::base::{Currency, Day, Money, Month, Period, order};
use crate::dataset::{RepeatedTotals, Role};
use crate::i18n::Message;
use crate::i18n::import::{Import as Say, ImportQuestion as Ask, UnitSeen};

fn say(ask: Ask) -> Message {
    Say::Question(Box::new(ask)).into()
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
    if !has(Role::Date) && !recipe.is_of_totals() {
        let of_list = recipe
            .columns
            .iter()
            .any(|column| column.role.is_of_totals());
        let because = if of_list {
            Ask::TotalsIncomplete
        } else if any(Profile::is_dates) {
            Ask::DateColumnUnnamed
        } else {
            Ask::DateColumnNone
        };
        questions.push(ask("column_date", Ask::DateColumn, because));
    }
    let has_money = has(Role::Amount)
        || (has(Role::Quantity) && has(Role::UnitPrice))
        || (has(Role::MeanValue) && recipe.is_of_totals());
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

/// How the days of a column are meant that its cells leave open.
pub(super) fn dates(
    recipe: &Recipe,
    column: usize,
    evidence: &DateEvidence,
    years_above: &[u16],
) -> Question {
    let known = recipe.columns.iter().find(|known| known.index == column);
    let order = known.and_then(|known| Some(known.date.as_ref()?.order));
    match (order, evidence.decide()) {
        (Some(DateOrder::Dm), _) => {
            year(recipe, column, evidence, [true, false, false], years_above)
        }
        (Some(DateOrder::Md), _) => {
            year(recipe, column, evidence, [false, true, false], years_above)
        }
        (_, OrderVerdict::Pairs(fits)) => year(recipe, column, evidence, fits, years_above),
        (_, verdict) => date_order(recipe, column, evidence, verdict),
    }
}

/// Which year days without one are of: those named above the table are offered, no other is
/// guessed. Without them the order is offered while it is open, and the year is for the person to
/// write.
fn year(
    recipe: &Recipe,
    column: usize,
    evidence: &DateEvidence,
    [day_month, month_day, month_year]: [bool; 3],
    years_above: &[u16],
) -> Question {
    let answer = |order: DateOrder, year: Option<u16>| {
        let mut answer = recipe.clone();
        for column in answer.columns.iter_mut().filter(|it| it.index == column) {
            with_order(column, order);
            if let Some(date) = &mut column.date {
                date.year = year;
            }
        }
        let order = order_seen(order);
        let text = match year {
            Some(year) => Ask::InYear { order, year },
            None => Ask::InOrder(order),
        };
        (say(text), answer)
    };
    let mut answers = Vec::new();
    let is_open = [day_month, month_day, month_year]
        .into_iter()
        .filter(|fits| *fits)
        .count()
        > 1;
    for (fits, order) in [(day_month, DateOrder::Dm), (month_day, DateOrder::Md)] {
        let years = years_above.iter().filter(|_| fits);
        answers.extend(years.map(|&year| answer(order, Some(year))));
        if fits && is_open && years_above.is_empty() {
            answers.push(answer(order, None));
        }
    }
    if month_year {
        answers.push(answer(DateOrder::My, None));
    }
    Question {
        id: "year".to_owned(),
        text: say(Ask::Year {
            example: evidence.pair_example.clone().unwrap_or_default(),
        }),
        because: say(Ask::YearBecause {
            column: name_of(recipe, column),
        }),
        answers,
    }
}

/// Years in lines above a table, sorted: numbers of four digits, and days written with eight.
pub(super) fn years_in<'a>(cells: impl Iterator<Item = &'a str>) -> Vec<u16> {
    let mut years: Vec<u16> = cells
        .flat_map(|cell| cell.split(|c: char| !c.is_ascii_digit()))
        .filter(|digits| matches!(digits.len(), 4 | 8))
        .filter_map(|digits| digits.get(..4)?.parse().ok())
        .filter(|year| (1990..=2100).contains(year))
        .collect();
    order::sort_by_key(&mut years, |&year| year.into());
    years.dedup();
    years
}

/// Day or month first, the order under which the file is sorted before the other.
fn date_order(
    recipe: &Recipe,
    column: usize,
    evidence: &DateEvidence,
    verdict: OrderVerdict,
) -> Question {
    let sorted = match verdict {
        OrderVerdict::Open(sorted) => sorted,
        _ => None,
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
        because: say(if evidence.decide() == Decimal::Mixed {
            Ask::DecimalMixedBecause {
                column: name_of(recipe, column),
            }
        } else {
            Ask::DecimalBecause {
                column: name_of(recipe, column),
            }
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

/// Whether amounts are of lines or of whole orders. `sum` is that of all lines.
pub(super) fn order_amounts(recipe: &Recipe, found: &RepeatedTotals, sum: Money) -> Question {
    let answer = |text: Ask, chosen: OrderAmounts| {
        let mut answer = recipe.clone();
        answer.rules.order_amounts = Some(chosen);
        (say(text), answer)
    };
    let column = recipe.columns.iter().find(|it| it.role == Role::Amount);
    let once = Ask::AmountOfOrder {
        total: sum - found.repeated,
    };
    Question {
        id: "order_amounts".to_owned(),
        text: say(Ask::OrderAmounts {
            column: column.map(|it| it.name.clone()).unwrap_or_default(),
        }),
        because: say(Ask::OrderAmountsBecause {
            orders: found.orders,
            example: found.example.clone(),
            lines: found.example_lines,
            amount: found.example_amount,
        }),
        answers: vec![
            answer(once, OrderAmounts::OfOrder),
            answer(Ask::AmountOfLine { total: sum }, OrderAmounts::OfLine),
        ],
    }
}

/// Whether orders count that did not come about.
pub(super) fn void_rows(recipe: &Recipe, found: &VoidRows) -> Question {
    let answer = |text: Ask, chosen: OnRow| {
        let mut answer = recipe.clone();
        answer.rules.void_rows = Some(chosen);
        (say(text), answer)
    };
    let column = recipe.columns.iter().find(|it| it.role == Role::Status);
    Question {
        id: "void_rows".to_owned(),
        text: say(Ask::VoidRows),
        because: say(Ask::VoidRowsBecause {
            column: column.map(|it| it.name.clone()).unwrap_or_default(),
            words: found.words.iter().take(5).cloned().collect(),
            rows: found.tally.rows(),
            amount: found.tally.money().unwrap_or_default(),
        }),
        answers: vec![
            answer(Ask::VoidRowsOut, OnRow::SetAside),
            answer(Ask::VoidRowsUsed, OnRow::Use),
        ],
    }
}

/// What a list of customers leaves open.
pub(super) fn totals(
    recipe: &Recipe,
    layout: &TotalsLayout,
    open: OpenTotals,
    today: Option<Day>,
) -> Question {
    let [_, first, last, mean] = layout.names(recipe).map(str::to_owned);
    let answer = |text: Ask, choose: &dyn Fn(&mut TotalsRules)| {
        let mut answer = recipe.clone();
        choose(&mut answer.rules.totals);
        (say(text), answer)
    };
    let (id, text, because, answers) = match open {
        OpenTotals::MeanOf => {
            let mut answers = vec![
                answer(Ask::MeanOfAll, &|rules| {
                    rules.mean_of = Some(MeanOf::AllPurchases);
                }),
                answer(Ask::MeanOfRepeats, &|rules| {
                    rules.mean_of = Some(MeanOf::RepeatPurchases);
                }),
            ];
            let may_be_sum = layout.mean_may_be_sum(recipe);
            if may_be_sum {
                let mut of_sum = recipe.clone();
                let mut columns = of_sum.columns.iter_mut();
                if let Some(column) = columns.find(|column| column.role == Role::MeanValue) {
                    column.role = Role::Amount;
                }
                answers.insert(0, (say(Ask::MeanOfNothing), of_sum));
            }
            let because = if may_be_sum {
                Ask::MeanOrSumBecause
            } else {
                Ask::MeanOfBecause
            };
            (
                "mean_of",
                Ask::MeanOf {
                    column: mean,
                    may_be_sum,
                },
                because,
                answers,
            )
        }
        OpenTotals::AgeUnit => {
            let units = [AgeUnit::Days, AgeUnit::Weeks, AgeUnit::Months];
            let answers = units.map(|unit| {
                answer(Ask::InUnit(unit_seen(unit)), &|rules| {
                    rules.age_unit = Some(unit);
                })
            });
            let because = Ask::AgeUnitBecause;
            let text = Ask::AgeUnit { first, last };
            ("age_unit", text, because, answers.into())
        }
        OpenTotals::LastPurchaseFrom => (
            "last_purchase_from",
            Ask::LastPurchaseFrom { column: last },
            Ask::LastPurchaseFromBecause,
            vec![
                answer(Ask::FromFirstPurchase, &|rules| {
                    rules.last_purchase_from = Some(CountedFrom::FirstPurchase);
                }),
                answer(Ask::FromCountedTo, &|rules| {
                    rules.last_purchase_from = Some(CountedFrom::CountedTo);
                }),
            ],
        ),
        OpenTotals::CountedTo => {
            let days = today.map_or_else(Vec::new, likely_ends);
            let answers = days
                .into_iter()
                .map(|day| answer(Ask::UpTo { day }, &|rules| rules.counted_to = Some(day)));
            let column = if first.is_empty() { last } else { first };
            let text = Ask::CountedTo { column };
            ("counted_to", text, Ask::CountedToBecause, answers.collect())
        }
    };
    Question {
        id: id.to_owned(),
        text: say(text),
        because: say(because),
        answers,
    }
}

/// Days up to which a list of today or of the last year may count: today, the ends of the last
/// twelve months, and of the two years before; the latest first.
fn likely_ends(today: Day) -> Vec<Day> {
    let this = Month::of(today);
    let months = (1..=12).map(|back| Month(this.0 - back).last_day());
    let mut days: Vec<Day> = std::iter::once(today).chain(months).collect();
    let years = (2..=3).filter_map(|back| Some(Period::year(today.civil().year - back)?.to));
    days.extend(years);
    days.dedup();
    days
}

/// The unit, as messages name it.
pub(super) fn unit_seen(unit: AgeUnit) -> UnitSeen {
    match unit {
        AgeUnit::Days => UnitSeen::Days,
        AgeUnit::Weeks => UnitSeen::Weeks,
        AgeUnit::Months => UnitSeen::Months,
    }
}

/// Which of several currencies; the most rows first. Rows that name none are in one of them or in
/// another: where the header of the amounts says in which, they stand among the rows in it.
pub(super) fn currency(
    recipe: &Recipe,
    seen: &[(String, u64, i128)],
    unmarked: &Unmarked,
) -> Question {
    let mut seen: Vec<_> = seen.iter().collect();
    order::sort_by(&mut seen, |a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let answer = |text: Ask, currency: Option<&str>, unmarked: UnmarkedCurrency| {
        let mut answer = recipe.clone();
        answer.rules.currency = currency.map(str::to_owned);
        answer.rules.unmarked_currency = unmarked;
        (say(text), answer)
    };
    let mut answers = Vec::new();
    for (code, rows, sum) in seen.iter().copied() {
        let is_of_header = unmarked.by_header.is_none_or(|known| known == code);
        if unmarked.rows > 0 {
            let text = Ask::AllInCurrency {
                currency: Currency(code.clone()),
                rows: rows + unmarked.rows,
                amount: Money::from_sum(sum + unmarked.sum),
            };
            answers.push(answer(text, Some(code), UnmarkedCurrency::AsChosen));
        }
        let text = Ask::InCurrency {
            currency: Currency(code.clone()),
            rows: *rows,
            amount: Money::from_sum(*sum),
        };
        let others = if unmarked.rows == 0 && is_of_header {
            UnmarkedCurrency::AsChosen
        } else {
            UnmarkedCurrency::Other
        };
        answers.push(answer(text, Some(code), others));
    }
    if unmarked.rows > 0 {
        let text = Ask::InNoCurrency {
            rows: unmarked.rows,
            amount: Money::from_sum(unmarked.sum),
        };
        answers.push(answer(text, None, UnmarkedCurrency::OfFile));
    }
    let because = if unmarked.rows > 0 {
        Ask::UnmarkedBecause {
            rows: unmarked.rows,
            marked: seen.iter().map(|(_, rows, _)| rows).sum(),
        }
    } else {
        Ask::CurrenciesBecause {
            currencies: seen.len() as u32,
        }
    };
    Question {
        id: "currency".to_owned(),
        text: say(Ask::Currencies),
        because: say(because),
        answers,
    }
}

fn name_of(recipe: &Recipe, column: usize) -> String {
    let found = recipe.columns.iter().find(|known| known.index == column);
    found.map(|column| column.name.clone()).unwrap_or_default()
}
