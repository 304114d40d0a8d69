//! A recipe on its way through a file: which of its formats are settled, and which are still
//! only the likeliest.

use super::date::{DateEvidence, OrderVerdict};
use super::number::{Decimal, NumberEvidence};
use super::profile::Profile;
use super::row_days::is_of_row_days;
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

/// How one column is read in this pass.
#[derive(Clone, Debug)]
pub(super) struct ColumnPlan {
    pub(super) role: Role,
    pub(super) decimal: char,
    pub(super) decimal_settled: Settled,
    pub(super) date: DateFormat,
    pub(super) date_settled: Settled,
    /// Whether day numbers count from 1904, as the file says of itself.
    pub(super) serials_from_1904: bool,
}

/// Working formats of all columns: the recipe's where it has them, else the likeliest by the first
/// records. `serials_from_1904` is what a workbook says of its day numbers.
pub(super) fn columns(
    recipe: &Recipe,
    origin: Origin,
    profiles: &[Profile],
    serials_from_1904: bool,
) -> Vec<ColumnPlan> {
    let of_file = file_decimal(
        recipe
            .columns
            .iter()
            .filter(|column| is_number(column.role))
            .filter_map(|column| profiles.get(column.index))
            .map(|profile| &profile.numbers),
    );
    let mut plans: Vec<ColumnPlan> = recipe
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
                date: match &column.date {
                    // A remembered year is the last file's.
                    Some(date) if origin == Origin::Stored => DateFormat {
                        year: None,
                        ..date.clone()
                    },
                    Some(date) => date.clone(),
                    None => {
                        let dates = profile.map(|profile| likeliest(&profile.dates));
                        let order = dates.unwrap_or(DateOrder::Ymd);
                        DateFormat::of(counted_from(order, serials_from_1904))
                    }
                },
                date_settled: settled(column.date.is_some(), origin),
                serials_from_1904,
            }
        })
        .collect();
    let of_sales = plans.iter().find(|plan| plan.role == Role::Date);
    if let Some(of_sales) = of_sales.map(|plan| plan.date.clone()) {
        for (plan, column) in plans.iter_mut().zip(&recipe.columns) {
            let profile = profiles.get(column.index);
            let decided = profile.map(|profile| profile.dates.decide());
            let is_open = !matches!(decided, Some(OrderVerdict::Decided(_)));
            if is_of_row_days(column) && column.date.is_none() && is_open {
                plan.date = of_sales.clone();
            }
        }
    }
    plans
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
    role == Role::Quantity || role.is_money() || role.is_of_totals() && !role.is_day()
}

fn likeliest(evidence: &DateEvidence) -> DateOrder {
    match evidence.decide() {
        OrderVerdict::Decided(order) | OrderVerdict::Open(Some(order)) => order,
        OrderVerdict::ByPoints | OrderVerdict::Open(None) => DateOrder::Dmy,
        OrderVerdict::Pairs([true, ..]) => DateOrder::Dm,
        OrderVerdict::Pairs(_) => DateOrder::Md,
        OrderVerdict::Unseen => DateOrder::Ymd,
    }
}

/// Cells cannot tell the two ways of counting days apart.
fn counted_from(order: DateOrder, serials_from_1904: bool) -> DateOrder {
    match order {
        DateOrder::Excel1900 if serials_from_1904 => DateOrder::Excel1904,
        order => order,
    }
}

fn decimal_of(evidence: &NumberEvidence) -> Option<char> {
    match evidence.decide() {
        Decimal::Point => Some('.'),
        Decimal::Comma => Some(','),
        Decimal::Mixed | Decimal::Open | Decimal::Unseen => None,
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
        (None, Decimal::Mixed) => None,
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
        return if working.lacks_year() && plan.date.year.is_none() {
            Verdict::Ask
        } else {
            Verdict::Holds(working)
        };
    }
    let decided = match evidence.decide() {
        OrderVerdict::Decided(order) => {
            let from_1904 = plan.serials_from_1904
                || plan.date_settled == Settled::Remembered && working == DateOrder::Excel1904;
            counted_from(order, from_1904)
        }
        OrderVerdict::Pairs(_) => return Verdict::Ask,
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

/// The order of days without a year, when only the year is open.
pub(super) fn order_without_year(evidence: &DateEvidence) -> Option<DateOrder> {
    match evidence.decide() {
        OrderVerdict::Pairs([true, false, false]) => Some(DateOrder::Dm),
        OrderVerdict::Pairs([false, true, false]) => Some(DateOrder::Md),
        _ => None,
    }
}

/// The column with a decimal mark, and the group mark that was seen or is usual with it.
pub(super) fn with_decimal(column: &mut ColumnRecipe, decimal: char, group: Option<char>) {
    column.number = Some(NumberFormat {
        decimal,
        // A cell read against the column's mark may have shown the other one.
        group: group.filter(|group| *group != decimal),
    });
}

/// The column with a date order.
pub(super) fn with_order(column: &mut ColumnRecipe, order: DateOrder) {
    column.date = Some(DateFormat {
        order,
        ..column.date.take().unwrap_or_else(|| DateFormat::of(order))
    });
}
