//! What one unit of another currency is worth, when the file holds several.

use std::sync::Arc;

use leptos::ev;

use crate::app::link::Link;
use crate::app::state::{Import, say};
use crate::app::view::prelude::*;
use crate::i18n::mapping::Mapping;
use crate::protocol::{ReadResult, recipe_edit};

/// The block of exchange rates: nothing while one currency is all there is, or none is chosen.
#[component]
pub(super) fn Rates(read: Arc<ReadResult>) -> impl IntoView {
    let Some(into) = read.recipe.rules.currency.clone() else {
        return ().into_any();
    };
    let others: Vec<String> = read
        .currencies
        .iter()
        .map(|(code, _)| code.clone())
        .filter(|code| *code != into)
        .collect();
    if others.is_empty() {
        return ().into_any();
    }
    let fields = others
        .into_iter()
        .map(|currency| {
            let known = read
                .recipe
                .rules
                .rates
                .iter()
                .find(|rate| rate.currency == currency);
            let known = known.map(|rate| rate_text(rate.rate_millionths));
            view! { <OneRate currency=currency into=into.clone() known=known.unwrap_or_default()/> }
        })
        .collect_view();
    view! {
        <section class="fig s12" data-rates="">
            <h2>{say(Mapping::Rates)}</h2>
            <p class="fig-sub">{say(Mapping::RatesWhy { currency: into })}</p>
            <div class="fig-body">
                <div class="formats">{fields}</div>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn OneRate(currency: String, into: String, known: String) -> impl IntoView {
    let import = expect_context::<Import>();
    let link = expect_context::<Link>();
    let label = Mapping::RateOf {
        currency: currency.clone(),
        into,
    };
    let id = currency.clone();
    let change = move |event: ev::Event| {
        let rate = recipe_edit::rate_of(&event_target_value(&event));
        if let Some(recipe) = untrack(|| import.recipe()) {
            link.reread(recipe_edit::with_rate(&recipe, &currency, rate));
        }
    };
    view! {
        <label class="field">
            <span>{say(label)}</span>
            <input
                class="input"
                type="text"
                inputmode="decimal"
                autocomplete="off"
                data-rate=id
                value=known
                on:change=change
            />
        </label>
    }
}

/// Millionths as a person writes them.
fn rate_text(millionths: i64) -> String {
    let text = format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
