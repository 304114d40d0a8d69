//! Tables that are no sales: lists of customers with their totals.

use std::sync::Arc;

use crate::app::link::Link;
use crate::app::state::{Import, say};
use crate::app::view::prelude::*;
use crate::base::Day;
use crate::i18n::tables::Tables;
use crate::protocol::{EvidenceAbout, ReadResult};

/// What a list of customers can say and what not; nothing for sales.
#[component]
pub(super) fn OfTotals(read: Arc<ReadResult>) -> impl IntoView {
    if !read.recipe.is_of_totals() {
        return ().into_any();
    }
    let how = read
        .evidence
        .iter()
        .filter(|evidence| evidence.about == EvidenceAbout::Layout)
        .map(|evidence| view! { <p>{say(evidence.because.clone())}</p> })
        .collect_view();
    view! {
        <section class="fig s12" data-totals="">
            <h2>{say(Tables::OfTotals)}</h2>
            <p class="fig-sub">{say(Tables::OfTotalsCan)}</p>
            <div class="fig-body stack-2">
                {how}
                <div class="notice">
                    <p>{say(Tables::OfTotalsCannot)}</p>
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// Where the day is written up to which a list counts, beside the likely ones.
#[component]
pub(super) fn DayOfList() -> impl IntoView {
    let import = expect_context::<Import>();
    let link = expect_context::<Link>();
    let choose = move |event: leptos::ev::Event| {
        let day = Day::from_iso(&event_target_value(&event));
        if let Some((mut recipe, day)) = import.recipe().zip(day) {
            recipe.rules.totals.counted_to = Some(day);
            link.reread(recipe);
        }
    };
    view! {
        <label class="field">
            <span>{say(Tables::CountedTo)}</span>
            <input class="input" type="date" data-answer="day" on:change=choose/>
        </label>
    }
}
