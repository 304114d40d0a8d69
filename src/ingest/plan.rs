//! A recipe on its way through a file: which of its formats are settled, and which are still
//! only the likeliest.

use super::date::{DateEvidence, OrderVerdict};
use super::number::{Decimal, NumberEvidence};
use super::profile::Profile;
use super::{ColumnRecipe, DateFormat, DateOrder, NumberFormat, Recipe};
use crate::dataset::Role;

/// Who settled a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Settled {
    /// Nobody: the file decides, or the person is asked.
    Open,
    /// A stored recipe: it holds where the file leaves the format open.
    Remembered,
    /// The person, or a whole pass over the file.
    Fixed,
}

/// Whose recipe it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    Guessed,
    Stored,
    Given,
}

impl Origin {
    pub(super) fn settled(self) -> Settled {
        match self {
            Self::Guessed => Settled::Open,
            Self::Stored => Settled::Remembered,
            Self::Given => Settled::Fixed,
        }
    }
}

/// The first day of a two-digit century: years up to this one are in the 2000s.
const PIVOT_YEAR: u8 = 69;

/// How one column is read in this pass.
#[derive(Clone, Debug)]
pub(super) struct ColumnPlan {
    pub(super) role: Role,
    pub(super) decimal: char,
    pub(super) decimal_settled: Settled,
    pub(super) date: DateFormat,
    pub(super) date_settled: Settled,
}

/// Working formats of all columns: the recipe's where it has them, else the likeliest by the first
/// records.
pub(super) fn columns(recipe: &Recipe, origin: Origin, profiles: &[Profile]) -> Vec<ColumnPlan> {
    let of_file = file_decimal(
        recipe
            .columns
            .iter()
            .filter(|column| is_number(column.role))
            .filter_map(|column| profiles.get(column.index))
            .map(|profile| &profile.numbers),
    );
    recipe
        .columns
        .iter()
        .map(|column| {
            let profile = profiles.get(column.index);
            let by_head = profile.and_then(|profile| decimal_of(&profile.numbers).or(of_file));
            ColumnPlan {
                role: column.role,
                decimal: match &column.number {
                    Some(number) => number.decimal,
                    None => by_head.unwrap_or('.'),
                },
                decimal_settled: settled(column.number.is_some(), origin),
                date: column.date.clone().unwrap_or_else(|| DateFormat {
                    order: profile.map_or(DateOrder::Ymd, |profile| likeliest(&profile.dates)),
                    pivot_year: PIVOT_YEAR,
                }),
                date_settled: settled(column.date.is_some(), origin),
            }
        })
        .collect()
}

fn settled(has_format: bool, origin: Origin) -> Settled {
    if has_format {
        origin.settled()
    } else {
        Settled::Open
    }
}

/// Whether cells of this role are read as numbers.
pub(super) fn is_number(role: Role) -> bool {
    role == Role::Quantity || role.is_money()
}

fn likeliest(evidence: &DateEvidence) -> DateOrder {
    match evidence.decide() {
        OrderVerdict::Decided(order) | OrderVerdict::Open(Some(order)) => order,
        OrderVerdict::ByPoints | OrderVerdict::Open(None) => DateOrder::Dmy,
        OrderVerdict::Unseen => DateOrder::Ymd,
    }
}

fn decimal_of(evidence: &NumberEvidence) -> Option<char> {
    match evidence.decide() {
        Decimal::Point => Some('.'),
        Decimal::Comma => Some(','),
        Decimal::Open | Decimal::Unseen => None,
    }
}

/// The decimal mark most deciding cells of the file's number columns have: programs write one.
pub(super) fn file_decimal<'a>(columns: impl Iterator<Item = &'a NumberEvidence>) -> Option<char> {
    let (points, commas) = columns.fold((0, 0), |(points, commas), evidence| {
        (points + evidence.point_only, commas + evidence.comma_only)
    });
    match points.cmp(&commas) {
        std::cmp::Ordering::Greater => Some('.'),
        std::cmp::Ordering::Less => Some(','),
        std::cmp::Ordering::Equal => None,
    }
}

/// What the whole file says about a format that was worked with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict<T> {
    /// Read rightly.
    Holds(T),
    /// Read wrongly: again with this one.
    Refuted(T),
    /// Nobody knows: the person is asked.
    Ask,
}

/// Judges a decimal mark by all cells of its column and, where they leave it open, of the file.
pub(super) fn judge_decimal(
    plan: &ColumnPlan,
    evidence: &NumberEvidence,
    of_file: Option<char>,
) -> Verdict<char> {
    if plan.decimal_settled == Settled::Fixed {
        return Verdict::Holds(plan.decimal);
    }
    let decided = match (decimal_of(evidence), evidence.decide()) {
        (Some(decimal), _) => Some(decimal),
        (None, Decimal::Unseen) => return Verdict::Holds(of_file.unwrap_or(plan.decimal)),
        (None, _) if plan.decimal_settled == Settled::Remembered => Some(plan.decimal),
        (None, _) => of_file,
    };
    match decided {
        Some(decimal) if decimal == plan.decimal => Verdict::Holds(decimal),
        Some(decimal) => Verdict::Refuted(decimal),
        None => Verdict::Ask,
    }
}

/// Judges a date order by all cells of its column.
pub(super) fn judge_order(plan: &ColumnPlan, evidence: &DateEvidence) -> Verdict<DateOrder> {
    let working = plan.date.order;
    if plan.date_settled == Settled::Fixed {
        return Verdict::Holds(working);
    }
    let decided = match evidence.decide() {
        OrderVerdict::Decided(order) => order,
        OrderVerdict::ByPoints if plan.date_settled == Settled::Open => DateOrder::Dmy,
        OrderVerdict::Unseen => working,
        OrderVerdict::ByPoints | OrderVerdict::Open(_) => match plan.date_settled {
            Settled::Open => return Verdict::Ask,
            Settled::Remembered | Settled::Fixed => working,
        },
    };
    if decided == working {
        Verdict::Holds(working)
    } else {
        Verdict::Refuted(decided)
    }
}

/// The column with a decimal mark, and the group mark that was seen or is usual with it.
pub(super) fn with_decimal(column: &mut ColumnRecipe, decimal: char, group: Option<char>) {
    column.number = Some(NumberFormat { decimal, group });
}

/// The column with a date order.
pub(super) fn with_order(column: &mut ColumnRecipe, order: DateOrder) {
    column.date = Some(DateFormat {
        order,
        pivot_year: PIVOT_YEAR,
    });
}
