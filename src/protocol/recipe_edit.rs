//! One decision of a recipe taken differently: what each control of the import page asks for.
//!
//! A change of how bytes become cells changes the columns; then their entries are dropped, and the
//! reading guesses them anew.

use crate::dataset::Role;
use crate::ingest::{ColumnRecipe, DateFormat, DateOrder, Encoding, NumberFormat, Rate, Recipe};

/// Read with this encoding.
pub fn with_encoding(recipe: &Recipe, encoding: Encoding) -> Recipe {
    cut_anew(recipe, |recipe| recipe.source.encoding = encoding)
}

/// Read this sheet, and no other.
pub fn with_sheet(recipe: &Recipe, name: &str) -> Recipe {
    cut_anew(recipe, |recipe| {
        recipe.source.sheet = Some(name.to_owned());
        recipe.source.further_sheets.clear();
    })
}

/// Take columns headed by months as they stand.
pub fn without_months(recipe: &Recipe) -> Recipe {
    cut_anew(recipe, |recipe| recipe.source.unfold_months = false)
}

/// Convert another currency into the file's by this rate; none takes the rate back.
pub fn with_rate(recipe: &Recipe, currency: &str, rate_millionths: Option<i64>) -> Recipe {
    let mut recipe = recipe.clone();
    recipe.rules.rates.retain(|rate| rate.currency != currency);
    recipe
        .rules
        .rates
        .extend(rate_millionths.map(|rate_millionths| Rate {
            currency: currency.to_owned(),
            rate_millionths,
        }));
    recipe
}

/// A rate as a person writes it, in millionths: digits, one point or comma, six decimals at most.
pub fn rate_of(text: &str) -> Option<i64> {
    const DECIMALS: usize = 6;
    let text = text.trim();
    let (whole, decimals) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = whole.len() <= 9 && decimals.len() <= DECIMALS && whole.len() + decimals.len() > 0;
    if !fits || !is_number(whole) || !is_number(decimals) {
        return None;
    }
    let millionths: i64 = format!("0{whole}{decimals:0<DECIMALS$}").parse().ok()?;
    (millionths > 0).then_some(millionths)
}

/// Cut at this mark.
pub fn with_delimiter(recipe: &Recipe, delimiter: char) -> Recipe {
    cut_anew(recipe, |recipe| recipe.source.delimiter = delimiter)
}

/// Cells stand between these marks; a mark within one stands behind the other, or twice.
pub fn with_quote(recipe: &Recipe, quote: Option<char>, escape: Option<char>) -> Recipe {
    cut_anew(recipe, |recipe| {
        recipe.source.quote = quote;
        recipe.source.escape = escape;
        recipe.source.nested = false;
    })
}

/// Leave out so many rows above the data, where there is no header.
pub fn with_rows_above(recipe: &Recipe, rows: u32) -> Recipe {
    cut_anew(recipe, |recipe| recipe.source.skip_records = rows)
}

/// Leave out so many rows below the header. The columns stay what they are.
pub fn with_rows_below(recipe: &Recipe, rows: u32) -> Recipe {
    let mut recipe = recipe.clone();
    recipe.source.skip_below = rows;
    recipe
}

/// Take this record as the header, from 1; `None` when there is none.
pub fn with_header(recipe: &Recipe, record: Option<u32>) -> Recipe {
    cut_anew(recipe, |recipe| {
        // Counted among the records after the skipped ones; the control counts all of them.
        recipe.source.skip_records = 0;
        recipe.source.header_records = 1;
        recipe.source.header_record = record;
    })
}

/// Read every number with this decimal mark.
pub fn with_decimal(recipe: &Recipe, decimal: char) -> Recipe {
    let mut recipe = recipe.clone();
    for column in &mut recipe.columns {
        if column.number.is_some() || column.role.is_money() || column.role == Role::Quantity {
            let group = column.number.as_ref().and_then(|number| number.group);
            column.number = Some(NumberFormat {
                decimal,
                group: group.filter(|group| *group != decimal),
            });
        }
    }
    recipe
}

/// Read every date in this order.
pub fn with_date_order(recipe: &Recipe, order: DateOrder) -> Recipe {
    let mut recipe = recipe.clone();
    for column in &mut recipe.columns {
        if column.date.is_some() || column.role.is_day() {
            column.date = Some(DateFormat {
                order,
                ..column.date.take().unwrap_or_else(|| DateFormat::of(order))
            });
        }
    }
    recipe
}

/// Whether a date column has days and months only.
pub fn lacks_year(recipe: &Recipe) -> bool {
    first(recipe, |column| {
        column
            .date
            .as_ref()
            .is_some_and(|date| date.order.lacks_year())
    })
    .is_some()
}

/// Days without a year are of this one.
pub fn with_year(recipe: &Recipe, year: u16) -> Recipe {
    let mut recipe = recipe.clone();
    for date in recipe
        .columns
        .iter_mut()
        .filter_map(|column| column.date.as_mut())
    {
        date.year = date.order.lacks_year().then_some(year);
    }
    recipe
}

/// The amounts are in this currency; an empty text leaves it open.
pub fn with_currency(recipe: &Recipe, code: &str) -> Recipe {
    let mut recipe = recipe.clone();
    recipe.rules.currency = (!code.is_empty()).then(|| code.to_owned());
    recipe
}

/// The column at this place plays this role. A role that only one column can play is taken away
/// from the column that had it.
pub fn with_role(recipe: &Recipe, index: usize, role: Role) -> Recipe {
    let mut recipe = recipe.clone();
    for column in &mut recipe.columns {
        if column.index == index {
            column.role = role;
        } else if column.role == role && !may_repeat(role) {
            column.role = Role::Ignore;
        }
    }
    recipe.dimensions = recipe
        .columns
        .iter()
        .filter(|column| column.role == Role::Dimension)
        .map(|column| column.name.clone())
        .collect();
    recipe
}

/// The decimal mark in force: that of the amounts, or of the first numbers.
pub fn decimal(recipe: &Recipe) -> Option<char> {
    first(recipe, |column| column.role == Role::Amount)
        .or_else(|| first(recipe, |column| column.number.is_some()))
        .and_then(|column| column.number.as_ref())
        .map(|number| number.decimal)
}

/// The date order in force: that of the transaction's day, or of the first dates.
pub fn date_order(recipe: &Recipe) -> Option<DateOrder> {
    first(recipe, |column| {
        matches!(column.role, Role::Date | Role::LastDay)
    })
    .or_else(|| first(recipe, |column| column.date.is_some()))
    .and_then(|column| column.date.as_ref())
    .map(|date| date.order)
}

/// What is still missing before rows can be used, in the order of the roles.
pub fn missing_roles(recipe: &Recipe) -> Vec<Role> {
    let has = |role| first(recipe, |column| column.role == role).is_some();
    let mut missing: Vec<Role> = [Role::Customer, Role::Date]
        .into_iter()
        .filter(|role| !has(*role) && (*role != Role::Date || !recipe.is_of_totals()))
        .collect();
    let has_money = has(Role::Amount)
        || (has(Role::Quantity) && has(Role::UnitPrice))
        || (has(Role::MeanValue) && recipe.is_of_totals());
    if !has_money {
        missing.push(Role::Amount);
    }
    missing
}

fn first(recipe: &Recipe, wanted: impl Fn(&ColumnRecipe) -> bool) -> Option<&ColumnRecipe> {
    recipe.columns.iter().find(|column| wanted(column))
}

fn may_repeat(role: Role) -> bool {
    matches!(role, Role::Dimension | Role::Ignore)
}

fn cut_anew(recipe: &Recipe, change: impl FnOnce(&mut Recipe)) -> Recipe {
    let mut changed = recipe.clone();
    change(&mut changed);
    if changed.source != recipe.source {
        changed.columns.clear();
        changed.dimensions.clear();
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{Rules, SourceRecipe};

    fn recipe(roles: &[Role]) -> Recipe {
        Recipe {
            version: Recipe::VERSION,
            source: SourceRecipe {
                delimiter: ',',
                quote: Some('"'),
                ..SourceRecipe::default()
            },
            columns: roles
                .iter()
                .enumerate()
                .map(|(index, role)| ColumnRecipe {
                    index,
                    name: format!("column {index}"),
                    role: *role,
                    number: None,
                    date: None,
                })
                .collect(),
            rules: Rules::default(),
            dimensions: Vec::new(),
            customers_table: None,
            tables: Vec::new(),
        }
    }

    #[test]
    fn rates_are_read_as_people_write_them() {
        for (text, millionths) in [
            ("0.089", Some(89_000)),
            (" 11,25 ", Some(11_250_000)),
            ("7", Some(7_000_000)),
            (".5", Some(500_000)),
            ("0", None),
            ("", None),
            ("1.2345678", None),
            ("1,2.3", None),
            ("-1", None),
        ] {
            assert_eq!(rate_of(text), millionths, "{text}");
        }
        let before = recipe(&[Role::Customer]);
        let with = with_rate(&before, "SEK", Some(89_000));
        assert_eq!(with.rules.rates.len(), 1);
        assert_eq!(with_rate(&with, "SEK", None), before);
    }

    #[test]
    fn a_sheet_is_chosen_and_the_columns_guessed_anew() {
        let mut before = recipe(&[Role::Customer]);
        before.source.further_sheets = vec!["May".to_owned()];
        let chosen = with_sheet(&before, "June");
        assert_eq!(chosen.source.sheet.as_deref(), Some("June"));
        assert!(chosen.source.further_sheets.is_empty() && chosen.columns.is_empty());
    }

    #[test]
    fn a_role_moves_and_a_dimension_is_named() {
        let before = recipe(&[Role::Customer, Role::Date, Role::Amount, Role::Ignore]);
        let after = with_role(&before, 3, Role::Amount);
        assert_eq!(after.columns[2].role, Role::Ignore);
        assert_eq!(after.columns[3].role, Role::Amount);
        let after = with_role(&after, 2, Role::Dimension);
        assert_eq!(after.dimensions, vec!["column 2".to_owned()]);
        assert_eq!(missing_roles(&after), vec![]);
    }

    #[test]
    fn what_is_missing_is_named() {
        assert_eq!(
            missing_roles(&recipe(&[Role::Quantity])),
            vec![Role::Customer, Role::Date, Role::Amount]
        );
        assert_eq!(
            missing_roles(&recipe(&[
                Role::Customer,
                Role::Date,
                Role::Quantity,
                Role::UnitPrice
            ])),
            vec![]
        );
    }

    #[test]
    fn another_delimiter_lets_the_columns_be_guessed_anew() {
        let before = recipe(&[Role::Customer]);
        assert!(with_delimiter(&before, ';').columns.is_empty());
        assert_eq!(with_delimiter(&before, ','), before);
    }

    #[test]
    fn quotes_cut_anew_and_rows_below_the_header_do_not() {
        let before = recipe(&[Role::Customer]);
        let single = with_quote(&before, Some('\''), None);
        assert!(single.columns.is_empty() && single.source.quote == Some('\''));
        assert_eq!(with_quote(&before, Some('"'), None), before);
        assert!(with_rows_above(&before, 2).columns.is_empty());
        let below = with_rows_below(&before, 2);
        assert_eq!((below.source.skip_below, below.columns.len()), (2, 1));
    }

    #[test]
    fn marks_reach_the_columns_they_belong_to() {
        let before = recipe(&[Role::Customer, Role::Date, Role::Amount]);
        assert_eq!(decimal(&before), None);
        let after = with_date_order(&with_decimal(&before, ','), DateOrder::Dmy);
        assert_eq!(decimal(&after), Some(','));
        assert_eq!(date_order(&after), Some(DateOrder::Dmy));
        assert_eq!(after.columns[0].number, None);
        assert_eq!(after.columns[0].date, None);
    }

    #[test]
    fn a_year_reaches_days_without_one() {
        let before = recipe(&[Role::Customer, Role::Date]);
        assert!(!lacks_year(&before));
        let days = with_date_order(&before, DateOrder::Dm);
        assert!(lacks_year(&days));
        let date = |recipe: &Recipe| recipe.columns[1].date.clone();
        assert_eq!(
            date(&with_year(&days, 2023)).and_then(|date| date.year),
            Some(2023)
        );
        let whole = with_date_order(&before, DateOrder::Dmy);
        assert_eq!(
            date(&with_year(&whole, 2023)).and_then(|date| date.year),
            None
        );
    }

    #[test]
    fn a_decimal_mark_is_never_the_group_mark_too() {
        let mut before = recipe(&[Role::Amount]);
        before.columns[0].number = Some(NumberFormat {
            decimal: '.',
            group: Some(','),
        });
        let after = with_decimal(&before, ',');
        assert_eq!(after.columns[0].number.as_ref().and_then(|n| n.group), None);
    }
}
