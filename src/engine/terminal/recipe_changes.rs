//! What to write into a recipe to give an answer.

use serde_json::Value;

use crate::i18n::terminal::RecipeChange;
use crate::ingest::{Question, Recipe};

/// The changes of the recipe that each answer to the question would make. A question after a
/// column's role has no answers of its own: any column may be it.
pub(super) fn choices(recipe: &Recipe, question: &Question) -> Vec<RecipeChange> {
    if let Some(role) = question.id.strip_prefix("column_")
        && question.answers.is_empty()
    {
        return vec![RecipeChange {
            answer: None,
            fields: vec![("columns[…].role".to_owned(), format!("\"{role}\""))],
        }];
    }
    let now = json(recipe);
    question
        .answers
        .iter()
        .map(|(answer, recipe)| {
            let mut fields = Vec::new();
            differences(&now, &json(recipe), "", &mut fields);
            RecipeChange {
                answer: Some(answer.clone()),
                fields,
            }
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
