//! Key figures joined by signs, each with its change and the interval of the change.

use super::desk::{Desk, Explained};
use super::explain::Explainable;
use super::svg::picture;
use crate::app::view::prelude::*;
use crate::chart::small::{INTERVAL_SIZE, interval, shared_domain};
use crate::export::{raw_value, value_text};
use crate::i18n::Message;
use crate::i18n::widgets::Widgets;
use crate::panels::panel::{Change, Stat};

/// Most figures that stand beside each other in large type.
const MOST_LARGE: usize = 5;

/// The equation: stats with the sign that stands before each, and what the intervals are. A later
/// term without a sign stands apart, behind a hairline.
#[component]
pub fn Equation(
    /// Stats with the sign before each.
    terms: Memo<Vec<(Stat, String)>>,
    /// What the intervals are.
    note: Memo<Option<Message>>,
) -> impl IntoView {
    let desk = Desk::from_context();
    let has_intervals = move || {
        terms
            .read()
            .iter()
            .any(|(stat, _)| stat.change.as_ref().is_some_and(|c| c.interval().is_some()))
    };
    let note = move || {
        note.get()
            .filter(|_| has_intervals())
            .map(|note| view! { <p class="note">{desk.text(note)}</p> })
    };
    let figures = move || {
        let terms = terms.read();
        // One axis for all, so that the changes compare.
        let intervals: Vec<_> = terms
            .iter()
            .filter_map(|(stat, _)| stat.change.as_ref()?.interval())
            .collect();
        let domain = shared_domain(&intervals);
        terms
            .iter()
            .enumerate()
            .map(|(ix, (stat, sign))| {
                let before = match (ix, sign.is_empty()) {
                    (0, _) => None,
                    (_, true) => Some(view! { <div class="vr"></div> }.into_any()),
                    (_, false) => Some(view! { <div class="op">{sign.clone()}</div> }.into_any()),
                };
                view! {
                    {before}
                    <KeyFigure stat=stat.clone() domain/>
                }
            })
            .collect_view()
    };
    let class = move || {
        if terms.read().len() > MOST_LARGE {
            "eq many"
        } else {
            "eq"
        }
    };
    view! {
        <div class=class>{move || figures()}</div>
        {move || note()}
    }
}

/// One key figure.
#[component]
pub fn KeyFigure(
    /// The figure.
    stat: Stat,
    /// The axis of its interval, shared with its neighbours.
    domain: Option<(f64, f64)>,
) -> impl IntoView {
    let desk = Desk::from_context();
    let label = stat.label.clone();
    let decimals = stat.decimals;
    let change = stat
        .change
        .clone()
        .map(|change| change_view(change, decimals, domain));
    view! {
        <div class="kpi" data-stat=stat.id.clone() data-value=raw_value(&stat.value)>
            <p class="kpi-label">{desk.text(label)}</p>
            <p class="kpi-value">
                <Explainable figure=Explained::from(&stat)/>
            </p>
            {change}
        </div>
    }
}

fn change_view(change: Change, decimals: Option<u8>, domain: Option<(f64, f64)>) -> AnyView {
    let desk = Desk::from_context();
    let share = change.change_share;
    let class = match share {
        Some(_) if change.may_be_chance => "soft",
        Some(share) if share > 0.0 => "up",
        Some(share) if share < 0.0 => "down",
        Some(_) | None => "soft",
    };
    let percent = move || share.map(|share| desk.speaker.read().signed_percent(share, 1));
    let previous = change.previous.clone();
    let from = move || {
        let previous = value_text(&previous, decimals, &desk.speaker.read());
        desk.say(&Widgets::From { previous })
    };
    let drawing = change.interval().zip(domain).map(|(ends, domain)| {
        let drawing = interval(&ends, domain, INTERVAL_SIZE, &desk.speaker.read_untracked());
        picture(drawing, "kpi-int", true)
    });
    let may_be_chance = change.may_be_chance;
    let ends = change.low.zip(change.high);
    let note = move || {
        let Some((low, high)) = ends else {
            return may_be_chance.then(|| desk.say(&Widgets::MayBeChance));
        };
        let speaker = desk.speaker.read();
        let (low, high) = (speaker.percent(low, 1), speaker.percent(high, 1));
        Some(desk.say(&if may_be_chance {
            Widgets::RangeMayBeChance { low, high }
        } else {
            Widgets::Range { low, high }
        }))
    };
    view! {
        <p class="kpi-delta">
            <b class=class>{move || percent()}</b>
            " "
            <span class="muted">{move || from()}</span>
        </p>
        {drawing}
        <p class="kpi-note">{move || note()}</p>
    }
    .into_any()
}

/// Figures that stand in no equation, in one quiet line, so that each can be seen and explained.
#[component]
pub fn FigureLine(
    /// The figures.
    stats: Memo<Vec<Stat>>,
) -> impl IntoView {
    let desk = Desk::from_context();
    let items = move || {
        stats
            .get()
            .into_iter()
            .map(|stat| {
                let label = stat.label.clone();
                view! {
                    <div data-stat=stat.id.clone() data-value=raw_value(&stat.value)>
                        <dt>{desk.text(label)}</dt>
                        <dd>
                            <Explainable figure=Explained::from(&stat)/>
                        </dd>
                    </div>
                }
            })
            .collect_view()
    };
    view! {
        <Show when=move || !stats.read().is_empty()>
            <dl>{move || items()}</dl>
        </Show>
    }
}
