//! A stored recipe for a file whose columns have changed a little: what is still there is read as
//! before, and the change is told.

use super::text::fold;
use super::{ColumnRecipe, Recipe};
use crate::dataset::Role;

/// How the columns of a file differ from those its recipe was made for, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// Columns that were used and are not there.
    pub(super) missing: Vec<String>,
    /// Columns that were not there.
    pub(super) added: Vec<String>,
}

/// The stored recipe most of whose used columns the header has, if there is one.
pub(super) fn nearest<'a>(
    stored: &'a [(Vec<String>, Recipe)],
    header: &[String],
) -> Option<(&'a Recipe, Change)> {
    let names: Vec<String> = header.iter().map(|name| fold(name)).collect();
    let mut best: Option<(usize, &Recipe, Change)> = None;
    for (known, recipe) in stored {
        let used = || recipe.columns.iter().filter(|it| it.role != Role::Ignore);
        let is_there = |column: &&ColumnRecipe| names.contains(&fold(&column.name));
        let found = used().filter(is_there).count();
        if found * 3 < used().count() * 2 || best.as_ref().is_some_and(|it| it.0 >= found) {
            continue;
        }
        let known: Vec<String> = known.iter().map(|name| fold(name)).collect();
        let added = header.iter().zip(&names);
        let change = Change {
            missing: used()
                .filter(|column| !is_there(column))
                .map(|column| column.name.clone())
                .collect(),
            added: added
                .filter(|(_, name)| !known.contains(name))
                .map(|(name, _)| name.clone())
                .collect(),
        };
        best = Some((found, recipe, change));
    }
    best.filter(|(found, ..)| *found > 0)
        .map(|(_, recipe, change)| (recipe, change))
}

/// Gives the columns the roles and formats they had. A role that was guessed for another column is
/// taken away from it.
pub(super) fn apply(recipe: &mut Recipe, known: &Recipe) {
    recipe.rules = known.rules.clone();
    let mut kept = Vec::new();
    for column in &mut recipe.columns {
        let before = known
            .columns
            .iter()
            .find(|before| fold(&before.name) == fold(&column.name));
        if let Some(before) = before {
            column.role = before.role;
            column.number.clone_from(&before.number);
            column.date.clone_from(&before.date);
            kept.push((column.index, column.role));
        }
    }
    for column in &mut recipe.columns {
        let is_kept = kept.iter().any(|(index, _)| *index == column.index);
        let is_taken = kept.iter().any(|(_, role)| *role == column.role);
        if !is_kept && is_taken {
            column.role = Role::Ignore;
        }
    }
}
