//! What to write into a recipe to give an answer.

use serde_json::Value;

use crate::dataset::Role;
use crate::i18n::Message;
use crate::i18n::terminal::RecipeChange;
use crate::ingest::{ColumnEvidence, Question, Recipe};

/// The changes of the recipe that each answer to the question would make. A question after a
/// column's role has no answers of its own: any column may be it.
pub(super) fn choices(
    recipe: &Recipe,
    evidence: &[ColumnEvidence],
    question: &Question,
) -> Vec<RecipeChange> {
    if question.answers.is_empty() {
        let role = question.id.strip_prefix("column_");
        return role.map_or(Vec::new(), |role| columns_for(recipe, evidence, role));
    }
    let now = json(recipe);
    question
        .answers
        .iter()
        .map(|(answer, recipe)| {
            let mut fields = Vec::new();
            differences(&now, &json(recipe), "", &mut fields);
            RecipeChange {
                answer: answer.clone(),
                fields,
            }
        })
        .collect()
}

/// One choice for every column whose values could play the role, or for every column when none
/// could. A column that plays another required role is no choice.
fn columns_for(recipe: &Recipe, evidence: &[ColumnEvidence], role: &str) -> Vec<RecipeChange> {
    let fits = |at: usize| {
        let column = evidence.get(at);
        column.is_some_and(|column| column.fitting.iter().any(|fit| fit.id() == role))
    };
    let taken = |role: Role| matches!(role, Role::Customer | Role::Date | Role::Amount);
    let columns: Vec<_> = recipe
        .columns
        .iter()
        .enumerate()
        .filter(|(_, column)| !taken(column.role))
        .collect();
    let any_fits = columns.iter().any(|&(at, _)| fits(at));
    columns
        .into_iter()
        .filter(|&(at, _)| fits(at) || !any_fits)
        .map(|(at, column)| RecipeChange {
            answer: Message::Verbatim(column.name.clone()),
            fields: vec![(format!("columns[{at}].role"), format!("\"{role}\""))],
        })
        .collect()
}

fn json(recipe: &Recipe) -> Value {
    serde_json::to_value(recipe).unwrap_or_default()
}

/// Places where `then` differs from `now`, with the value there, in the order of the text.
fn differences(now: &Value, then: &Value, place: &str, found: &mut Vec<(String, String)>) {
    match (now, then) {
        (Value::Object(now), Value::Object(then)) => {
            for (name, value) in then {
                let place = match place {
                    "" => name.clone(),
                    place => format!("{place}.{name}"),
                };
                let now = now.get(name).unwrap_or(&Value::Null);
                differences(now, value, &place, found);
            }
        }
        (Value::Array(now), Value::Array(then)) if now.len() == then.len() => {
            for (at, (now, then)) in now.iter().zip(then).enumerate() {
                differences(now, then, &format!("{place}[{at}]"), found);
            }
        }
        (now, then) if now != then => found.push((place.to_owned(), then.to_string())),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_named() {
        let now = serde_json::json!({"columns": [{"role": "date"}, {"role": "amount"}]});
        let then = serde_json::json!({
            "columns": [{"role": "date", "date": {"order": "dmy"}}, {"role": "amount"}]
        });
        let mut found = Vec::new();
        differences(&now, &then, "", &mut found);
        assert_eq!(
            found,
            [(
                "columns[0].date".to_owned(),
                r#"{"order":"dmy"}"#.to_owned()
            )]
        );
    }
}
