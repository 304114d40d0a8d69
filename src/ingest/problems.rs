//! Groups of odd rows: how many, first examples, what they would move, and the rules that would
//! treat them otherwise.

use super::layout::column_of;
use super::ledger::{Balance, EXAMPLES};
use super::report::{IssueGroup, Question};
use super::tally::{Tally, UsedByYear};
use super::{
    Guests, MissingAmounts, MissingDates, OnOddRow, OnRow, OrderAmounts, PositiveReturns, Recipe,
    Rules,
};
use super::{questions, status};
use crate::base::{Day, Money, order};
use crate::dataset::{
    CustomerIx, Dataset, Flag, FlagCount, Role, RowFlags, Ruling, SetAsideReason,
};
use crate::i18n::Message;
use crate::i18n::quality::Quality;

/// What a group is made from.
pub(super) struct Found<'a> {
    pub(super) balance: &'a Balance,
    pub(super) flags: &'a [(Flag, Tally)],
    pub(super) used: &'a UsedByYear,
    pub(super) recipe: &'a Recipe,
    /// Whether some sums could be used as rows.
    pub(super) has_usable_totals: bool,
}

/// The groups of odd rows in the order of the problems page: causes for setting aside, what rules
/// made of rows, marks.
pub(super) fn groups(found: &Found<'_>) -> Vec<IssueGroup> {
    let Found { recipe, .. } = found;
    let aside = found.balance.causes.iter().map(|((reason, mark), cause)| {
        let reason = *reason;
        let label = match mark {
            Some(mark) => Quality::LeftOut(*mark),
            None => Quality::Reason(reason),
        };
        let changes = match mark {
            Some(mark) => vec![(Quality::UseThem, leave_out(*mark, OnRow::Use))],
            None => of_reason(reason, &recipe.rules, found.has_usable_totals),
        };
        IssueGroup {
            id: match mark {
                Some(mark) => format!("{}.{}", reason.id(), mark.id()),
                None => reason.id().to_owned(),
            },
            rows: cause.tally.rows(),
            amount: cause.tally.money(),
            years: cause.tally.shares(found.used),
            examples: cause.examples.clone(),
            ..group(label, Quality::ReasonHappens(reason), true)
        }
        .with(recipe, changes)
    });
    let ruled = found.balance.ruled.iter().map(|(ruling, cause)| {
        IssueGroup {
            id: ruling.id().to_owned(),
            rows: cause.tally.rows(),
            amount: cause.tally.money(),
            years: cause.tally.shares(found.used),
            examples: cause.examples.clone(),
            ..group(
                Quality::Ruled(*ruling),
                Quality::RuledHappens(*ruling),
                false,
            )
        }
        .with(recipe, vec![of_ruling(*ruling)])
    });
    let flagged = found.flags.iter().map(|(flag, tally)| {
        let mut examples = found.balance.flag_examples.iter();
        let examples = examples.find(|(known, _)| known == flag);
        let changes = match flag {
            Flag::TrimmedId | Flag::UnreadDay | Flag::AfterAsOf => Vec::new(),
            Flag::RepeatedTotal => vec![(
                Quality::AddLinesUp,
                Box::new(|rules: &mut Rules| rules.order_amounts = Some(OrderAmounts::OfLine))
                    as Change,
            )],
            _ => vec![(Quality::LeaveOut, leave_out(*flag, OnRow::SetAside))],
        };
        IssueGroup {
            id: flag.id().to_owned(),
            rows: tally.rows(),
            amount: tally.money(),
            years: tally.shares(found.used),
            examples: examples.map(|(_, texts)| texts.clone()).unwrap_or_default(),
            ..group(Quality::Flag(*flag), Quality::FlagHappens(*flag), false)
        }
        .with(recipe, changes)
    });
    aside.chain(ruled).chain(flagged).collect()
}

/// A group without rows, to be filled.
pub(super) fn group(label: Quality, happens: Quality, set_aside: bool) -> IssueGroup {
    IssueGroup {
        id: String::new(),
        label: label.into(),
        rows: 0,
        amount: None,
        years: Vec::new(),
        examples: Vec::new(),
        happens: happens.into(),
        set_aside,
        actions: Vec::new(),
    }
}

/// A rule taken differently.
pub(super) type Change = Box<dyn Fn(&mut Rules)>;

impl IssueGroup {
    /// With these rules to choose from.
    pub(super) fn with(mut self, recipe: &Recipe, changes: Vec<(Quality, Change)>) -> Self {
        self.actions = changes
            .into_iter()
            .map(|(words, change)| {
                let mut other = recipe.clone();
                change(&mut other.rules);
                (Message::from(words), other)
            })
            .collect();
        self
    }
}

/// What else could be done with rows set aside for a reason. Nothing where a row holds no sale, or
/// where no rule could know what is missing.
fn of_reason(
    reason: SetAsideReason,
    rules: &Rules,
    has_usable_totals: bool,
) -> Vec<(Quality, Change)> {
    let guests = |guests: Guests| -> Change { Box::new(move |rules| rules.guests = guests) };
    match reason {
        SetAsideReason::MissingCustomer => vec![
            (Quality::CountAsOneCustomer, guests(Guests::OneCustomer)),
            (Quality::CustomerOfRowAbove, guests(Guests::RowAbove)),
        ],
        SetAsideReason::PlaceholderCustomer => {
            let mut changes: Vec<(Quality, Change)> = vec![(
                Quality::TheyAreCustomers,
                Box::new(|rules| rules.placeholder_customers = OnOddRow::Use),
            )];
            // The rule is one for both: it must not undo what was chosen for empty cells.
            if rules.guests == Guests::SetAside {
                changes.insert(
                    0,
                    (Quality::CountAsOneCustomer, guests(Guests::OneCustomer)),
                );
            }
            changes
        }
        SetAsideReason::TotalsRow if has_usable_totals => vec![(
            Quality::TheyAreCustomers,
            Box::new(|rules| rules.total_words = OnOddRow::Use),
        )],
        SetAsideReason::MissingDate => vec![(
            Quality::DateOfRowAbove,
            Box::new(|rules| rules.missing_dates = MissingDates::RowAbove),
        )],
        SetAsideReason::MissingAmount => vec![(
            Quality::CountAsZero,
            Box::new(|rules| rules.missing_amounts = MissingAmounts::Zero),
        )],
        SetAsideReason::FutureDate => vec![(
            Quality::UseAsTheyStand,
            Box::new(|rules| rules.future_dates = OnOddRow::Use),
        )],
        SetAsideReason::TooManyCells => vec![(
            Quality::UseAsTheyStand,
            Box::new(|rules| rules.too_many_cells = OnOddRow::Use),
        )],
        _ => Vec::new(),
    }
}

fn leave_out(mark: Flag, on_row: OnRow) -> Change {
    Box::new(move |rules| match mark {
        Flag::Refund => rules.refunds = on_row,
        Flag::ZeroAmount => rules.zero_amounts = on_row,
        Flag::ExactDuplicate => rules.exact_duplicates = on_row,
        Flag::ShortRow => rules.short_rows = on_row,
        Flag::Void => rules.void_rows = Some(on_row),
        Flag::RepeatedTotal | Flag::TrimmedId | Flag::UnreadDay | Flag::AfterAsOf => {}
    })
}

/// The rule that treats rows otherwise than the one in force.
fn of_ruling(ruling: Ruling) -> (Quality, Change) {
    let change: Change = match ruling {
        Ruling::GuestsCounted | Ruling::CustomersFilled => {
            Box::new(|rules| rules.guests = Guests::SetAside)
        }
        Ruling::PlaceholdersUsed => {
            Box::new(|rules| rules.placeholder_customers = OnOddRow::SetAside)
        }
        Ruling::TotalsUsed => Box::new(|rules| rules.total_words = OnOddRow::SetAside),
        Ruling::DatesFilled => Box::new(|rules| rules.missing_dates = MissingDates::SetAside),
        Ruling::FutureUsed => Box::new(|rules| rules.future_dates = OnOddRow::SetAside),
        Ruling::AmountsZero => Box::new(|rules| rules.missing_amounts = MissingAmounts::SetAside),
        Ruling::ExtraCellsUsed => Box::new(|rules| rules.too_many_cells = OnOddRow::SetAside),
        Ruling::ReturnsAsWritten => {
            let change: Change = Box::new(|rules| rules.positive_returns = PositiveReturns::Refund);
            return (Quality::TreatAsRefunds, change);
        }
        Ruling::ReturnsAsRefunds => {
            let change: Change =
                Box::new(|rules| rules.positive_returns = PositiveReturns::AsWritten);
            return (Quality::UseAsTheyStand, change);
        }
    };
    (Quality::SetThemAside, change)
}

/// The marks of the rows used.
pub(super) fn flags(dataset: &Dataset) -> Vec<(Flag, Tally)> {
    let marks = [
        (Flag::Refund, RowFlags::REFUND),
        (Flag::ZeroAmount, RowFlags::ZERO_AMOUNT),
        (Flag::ExactDuplicate, RowFlags::EXACT_DUPLICATE),
        (Flag::ShortRow, RowFlags::SHORT_ROW),
        (Flag::TrimmedId, RowFlags::TRIMMED_ID),
        (Flag::UnreadDay, RowFlags::UNREAD_DAY),
    ];
    let mut tallies = marks.map(|(flag, _)| (flag, Tally::default()));
    for (row, flags) in dataset.flags().iter().enumerate() {
        if *flags == RowFlags::default() {
            continue;
        }
        for ((_, mark), (_, tally)) in marks.iter().zip(&mut tallies) {
            if flags.has(*mark) {
                tally.add(Some(dataset.amounts()[row].0), Some(dataset.days()[row]));
            }
        }
    }
    let seen = tallies.into_iter().filter(|(_, tally)| tally.rows() > 0);
    seen.collect()
}

/// The amounts of orders that stand on every line of theirs: counted once where the recipe says so,
/// asked about where it says nothing and they are seen.
pub(super) fn repeated_totals(
    dataset: &mut Dataset,
    recipe: &Recipe,
    questions: &mut Vec<Question>,
) -> Option<(Flag, Tally)> {
    match recipe.rules.order_amounts {
        Some(OrderAmounts::OfOrder) => {
            let mut tally = Tally::default();
            for (day, amount) in dataset.count_order_totals_once() {
                tally.add(Some(amount.0), Some(day));
            }
            return (tally.rows() > 0).then_some((Flag::RepeatedTotal, tally));
        }
        None if column_of(recipe, Role::Amount).is_some() => {
            let found = dataset.repeated_order_totals();
            let sum = Money::sum(dataset.amounts().iter().copied());
            let ask = found.map(|found| questions::order_amounts(recipe, &found, sum));
            questions.extend(ask);
        }
        Some(OrderAmounts::OfLine) | None => {}
    }
    None
}

/// Asks whether orders count that did not come about, or marks those that do.
pub(super) fn void_rows(
    dataset: &Dataset,
    recipe: &Recipe,
    questions: &mut Vec<Question>,
) -> Option<(Flag, Tally)> {
    let found = status::void_rows(dataset)?;
    if recipe.rules.void_rows.is_some() {
        return Some((Flag::Void, found.tally));
    }
    questions.push(questions::void_rows(recipe, &found));
    None
}

/// The marks as the account has them.
pub(super) fn counts(flags: &[(Flag, Tally)]) -> Vec<(Flag, FlagCount)> {
    let count = |(flag, tally): &(Flag, Tally)| {
        let amount = tally.money().unwrap_or_default();
        let rows = tally.rows();
        (*flag, FlagCount { rows, amount })
    };
    flags.iter().map(count).collect()
}

/// The rows of customers that are told by their id only, and of days that only a rule lets in:
/// what the pass read like any other row.
pub(super) fn used_by_rule(
    dataset: &Dataset,
    ruling_of: impl Fn(&str) -> Option<Ruling>,
    future_from: Option<Day>,
) -> Vec<(Ruling, Tally, Vec<u32>)> {
    let mut found: Vec<(Ruling, Tally, Vec<u32>)> = Vec::new();
    let mut add = |ruling: Ruling, row: usize| {
        let at = found.iter().position(|(known, ..)| *known == ruling);
        let at = at.unwrap_or_else(|| {
            found.push((ruling, Tally::default(), Vec::new()));
            found.len() - 1
        });
        let (_, tally, rows) = &mut found[at];
        tally.add(Some(dataset.amounts()[row].0), Some(dataset.days()[row]));
        rows.push(row as u32);
    };
    for customer in dataset.customer_ixs() {
        if let Some(ruling) = ruling_of(dataset.customer_id(customer)) {
            dataset.rows_of(customer).for_each(|row| add(ruling, row));
        }
    }
    if let Some(from) = future_from {
        let days = dataset.days().iter().enumerate();
        let future = days.filter(|&(_, &day)| day >= from);
        future.for_each(|(row, _)| add(Ruling::FutureUsed, row));
    }
    for (.., rows) in &mut found {
        order::sort_by_key(rows, |&row| dataset.source_rows()[row as usize].into());
        rows.truncate(EXAMPLES);
    }
    found
}

/// A used row as an example, when its record is gone.
pub(super) fn used_row(dataset: &Dataset, row: usize) -> String {
    let after = |customer: &CustomerIx| dataset.rows_of(*customer).contains(&row);
    let customer = dataset.customer_ixs().find(after);
    let id = customer.map_or("", |customer| dataset.customer_id(customer));
    format!(
        "{id} · {} · {}",
        dataset.days()[row],
        dataset.amounts()[row]
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Money;
    use crate::i18n::{Say as _, Speaker};
    use crate::ingest::{Import, RecipeChoice, YearShare, read_all};

    /// Everything a rule exists for, once or more.
    const ODD: &str = "date;customer;amount;pieces;note\n\
        2023-05-01;A;10,00;1;x\n\
        2023-05-01;;20,00;1;blank below a name\n\
        2024-05-02;B;-5,00;-1;refund\n\
        2024-05-02;B;7,00;-1;money above zero\n\
        ;B;30,00;1;no date\n\
        2024-06-01;unknown;40,00;1;x\n\
        2024-06-01;Total;50,00;1;a shop of this name\n\
        2024-06-02;C;;1;no amount\n\
        2024-06-02;C;0,00;1;gift\n\
        2024-06-02;C;60,00;1;a;b\n\
        2024-06-03;C;70,00;1\n\
        2024-06-03;C;80,00;1;twice\n\
        2024-06-03;C;80,00;1;twice\n\
        2031-01-01;C;90,00;1;later\n\
        ;;400,00;;\n";

    fn read(recipe: Option<&Recipe>) -> Import {
        let choice = match recipe {
            Some(recipe) => RecipeChoice::Given(recipe),
            None => RecipeChoice::Guess { stored: &[] },
        };
        read_all(ODD.as_bytes(), choice, Day::from_iso("2025-01-01")).unwrap()
    }

    fn find<'a>(import: &'a Import, id: &str) -> Option<&'a IssueGroup> {
        import.groups.iter().find(|group| group.id == id)
    }

    fn take(import: &Import, id: &str, action: usize) -> Import {
        let group = find(import, id).unwrap_or_else(|| panic!("no group {id}"));
        read(Some(&group.actions[action].1))
    }

    fn amount(import: &Import, id: &str) -> Option<i64> {
        find(import, id)?.amount.map(|amount| amount.0 / 10_000)
    }

    #[test]
    fn every_action_closes_the_account_and_can_be_taken_back() {
        let plain = read(None);
        let mut actions = 0;
        for group in &plain.groups {
            for (words, recipe) in &group.actions {
                actions += 1;
                let told = words.say(&Speaker::default());
                let other = read(Some(recipe));
                let account = &other.reconciliation;
                assert_ne!(other.recipe.rules, plain.recipe.rules, "{told}");
                assert_eq!(
                    account.rows_read,
                    account.rows_used + account.rows_set_aside(),
                    "{told}"
                );
                assert_eq!(
                    account.amount_file,
                    account.amount_total + account.amount_set_aside(),
                    "{told}"
                );
                let mut all = other.groups.iter().flat_map(|group| &group.actions);
                assert!(
                    all.any(|(_, back)| back.rules == plain.recipe.rules),
                    "{} of {} cannot be taken back",
                    told,
                    group.id
                );
            }
        }
        assert_eq!(actions, 14);
    }

    #[test]
    fn rules_do_what_their_words_say() {
        let plain = read(None);
        let total = |import: &Import| import.reconciliation.amount_total.0 / 10_000;
        let before = total(&plain);
        assert_eq!(amount(&plain, "missing_customer"), Some(20));
        let guests = take(&plain, "missing_customer", 0);
        assert_eq!(amount(&guests, "guests_counted"), Some(60));
        assert_eq!(amount(&guests, "footer"), Some(400));
        let filled = take(&plain, "missing_customer", 1);
        assert_eq!(amount(&filled, "customers_filled"), Some(20));
        assert_eq!(amount(&filled, "missing_customer"), None);
        assert_eq!(
            filled.reconciliation.customers,
            plain.reconciliation.customers
        );
        let customer = filled.dataset.customer_ixs().next().unwrap();
        assert_eq!(filled.dataset.customer_id(customer), "A");
        assert_eq!(filled.dataset.rows_of(customer).len(), 2);

        let dated = take(&plain, "missing_date", 0);
        assert_eq!(total(&dated), before + 30);
        assert_eq!(
            find(&dated, "dates_filled").unwrap().years,
            [YearShare {
                year: 2024,
                rows: 1,
                amount: Some(Money(300_000)),
                used: Money(2_620_000)
            }]
        );
        assert_eq!(total(&take(&plain, "placeholder_customer", 1)), before + 40);
        assert_eq!(total(&take(&plain, "totals_row", 0)), before + 50);
        let nought = take(&plain, "missing_amount", 0);
        assert_eq!(total(&nought), before);
        assert_eq!(find(&nought, "amounts_zero").unwrap().rows, 1);
        assert_eq!(total(&take(&plain, "too_many_cells", 0)), before + 60);
        assert_eq!(total(&take(&plain, "future_date", 0)), before + 90);
        assert_eq!(total(&take(&plain, "returns_as_written", 0)), before - 14);
        assert_eq!(total(&take(&plain, "refund", 0)), before + 5 - 7);
        let fewer = take(&plain, "exact_duplicate", 0);
        assert_eq!(total(&fewer), before - 80);
        assert_eq!(amount(&fewer, "chosen_by_person.exact_duplicate"), Some(80));
        assert_eq!(total(&take(&plain, "short_row", 0)), before - 70);
    }

    #[test]
    fn what_a_group_would_move_is_told_by_year() {
        let plain = read(None);
        let guests = find(&plain, "missing_customer").unwrap();
        assert_eq!(guests.rows, 1);
        assert_eq!(
            guests.years,
            [YearShare {
                year: 2023,
                rows: 1,
                amount: Some(Money(200_000)),
                used: Money(100_000)
            }]
        );
        assert_eq!(
            guests.examples,
            [(3, "2023-05-01;;20,00;1;blank below a name".to_owned())]
        );
    }

    #[test]
    fn what_stands_below_a_sum_or_a_row_left_out_is_filled_from_the_right_row() {
        let text = "date,customer,amount\n2024-01-01,A,1\n2024-01-01,B,-2\n2024-01-02,,3\n\
                    ,Total,2\n2024-01-03,,4\n2024-01-04,C,5\n2024-01-05,,6\n";
        let plain = read_all(text.as_bytes(), RecipeChoice::Guess { stored: &[] }, None).unwrap();
        let mut recipe = plain.recipe;
        recipe.rules.guests = Guests::RowAbove;
        recipe.rules.refunds = OnRow::SetAside;
        let import = read_all(text.as_bytes(), RecipeChoice::Given(&recipe), None).unwrap();
        let sums: Vec<(String, i64)> = import
            .dataset
            .customer_ixs()
            .map(|customer| {
                let rows = import.dataset.rows_of(customer);
                let sum: i64 = rows.map(|row| import.dataset.amounts()[row].0).sum();
                let id = import.dataset.customer_id(customer);
                (id.to_owned(), sum / 10_000)
            })
            .collect();
        let expected = [("A", 1), ("B", 3), ("C", 11)];
        assert_eq!(sums, expected.map(|(id, sum)| (id.to_owned(), sum)));
        assert_eq!(amount(&import, "missing_customer"), Some(4));
    }
}
