//! Rows that do not fit, by cause: how many, what happens to them, what else could.

use std::sync::Arc;

use crate::app::link::Link;
use crate::app::state::{say, speaker};
use crate::app::steps::Steps;
use crate::app::view::prelude::*;
use crate::base::Money;
use crate::i18n::mapping::Mapping;
use crate::protocol::{ExportWhat, IssueGroup, ReadResult};

/// Lines of examples named in the table.
const LINES_NAMED: usize = 3;

/// The block of odd rows on the import page.
#[component]
pub(super) fn OddRows(read: Arc<ReadResult>) -> impl IntoView {
    if read.groups.is_empty() {
        return view! {
            <section class="fig s12">
                <h2>{say(Mapping::NoOddRows)}</h2>
            </section>
        }
        .into_any();
    }
    let steps = expect_context::<Steps>();
    let speaker = speaker();
    let set_aside = read.reconciliation.rows_set_aside();
    let money = read.reconciliation.amount_set_aside();
    let file_amount = read.reconciliation.amount_file;
    let groups = read
        .groups
        .iter()
        .map(|group| view! { <Group group=group.clone() file_amount=file_amount/> })
        .collect_view();
    let total = (set_aside > 0).then(|| {
        view! {
            <tr class="total">
                <th scope="row">{say(Mapping::SetAside)}</th>
                <td class="num">{move || speaker.read().count(set_aside as i64)}</td>
                <td class="num">{move || speaker.read().money(money, 2)}</td>
                <td></td>
                <td></td>
                <td class="act">
                    <button
                        type="button"
                        class="link"
                        data-action="download-set-aside"
                        on:click=move |_| steps.export(ExportWhat::SetAside, true)
                    >
                        {say(Mapping::DownloadThese)}
                    </button>
                </td>
            </tr>
        }
    });
    view! {
        <section class="fig s12">
            <h2>{say(Mapping::OddRows)}</h2>
            <p class="fig-sub">{say(Mapping::OddRowsSub)}</p>
            <div class="fig-body scroll-x">
                <table class="table stack">
                    <thead>
                        <tr>
                            <th scope="col">{say(Mapping::Cause)}</th>
                            <th scope="col" class="num">{say(Mapping::Rows)}</th>
                            <th scope="col" class="num">{say(Mapping::Money)}</th>
                            <th scope="col">{say(Mapping::Examples)}</th>
                            <th scope="col">{say(Mapping::Happens)}</th>
                            <td></td>
                        </tr>
                    </thead>
                    <tbody>
                        {groups}
                        {total}
                    </tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Group(group: IssueGroup, file_amount: Money) -> impl IntoView {
    let link = expect_context::<Link>();
    let speaker = speaker();
    let lines = Mapping::Lines {
        lines: group
            .examples
            .iter()
            .take(LINES_NAMED)
            .map(|(line, _)| i64::from(*line))
            .collect(),
    };
    let has_examples = !group.examples.is_empty();
    let rows = group.rows as i64;
    let amount = group.amount;
    // Guests are often many: what they are of the whole is what decides.
    let share = amount
        .filter(|_| group.set_aside && file_amount > Money::ZERO)
        .map(|amount| Mapping::ShareOfMoney {
            share: amount.0 as f64 / file_amount.0 as f64,
        });
    let alternative = group.alternative.map(|(words, recipe)| {
        view! {
            <button type="button" class="link" on:click=move |_| link.reread(recipe.clone())>
                {say(words)}
            </button>
        }
    });
    view! {
        <tr data-group=group.id>
            <th scope="row" class="strong">{say(group.label)}</th>
            <td class="num">{move || speaker.read().count(rows)}</td>
            <td class="num">
                {move || amount.map(|amount| speaker.read().money(amount, 2))}
                {share.map(|share| view! { <small class="soft">{say(share)}</small> })}
            </td>
            <td class="muted">{has_examples.then(|| say(lines))}</td>
            <td>{say(group.happens)}</td>
            <td class="act">{alternative}</td>
        </tr>
    }
}
