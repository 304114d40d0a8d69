//! The drawing of the start page: customers' visits as strokes, and silence that is too long.

use std::fmt::Write as _;

use crate::app::view::prelude::*;

const WIDTH: f64 = 560.0;
const ROW_PX: f64 = 27.0;

/// Usual gap in pixels, first visit, and where the visits end if they end.
const CUSTOMERS: [(f64, f64, Option<f64>); 15] = [
    (52.0, 32.0, None),
    (54.0, 36.0, None),
    (49.0, 9.0, None),
    (41.0, 18.0, Some(306.0)),
    (18.0, 34.0, None),
    (51.0, 16.0, None),
    (57.0, 7.0, None),
    (37.0, 4.0, Some(310.0)),
    (33.0, 26.0, Some(324.0)),
    (21.0, 8.0, None),
    (58.0, 1.0, None),
    (22.0, 39.0, None),
    (26.0, 7.0, Some(240.0)),
    (53.0, 10.0, None),
    (48.0, 33.0, None),
];

/// The drawing; it says nothing that the caption does not.
#[component]
pub(super) fn Rhythm() -> impl IntoView {
    let rows = CUSTOMERS
        .iter()
        .enumerate()
        .map(|(row, (gap, first, end))| {
            let y = 5.0 + ROW_PX * row as f64;
            let axis = y + 7.5;
            let visits = visits(row as u32, *gap, *first, end.unwrap_or(WIDTH - 3.0));
            let mut strokes = String::new();
            for visit in &visits {
                let _ = write!(strokes, "M{visit:.1},{y:.1}v14");
            }
            let ink = if end.is_some() {
                "ln-thin sk-ink"
            } else {
                "ln-thin sk-accent"
            };
            let silence = end.and(visits.last()).map(|last| {
                let x = last + 4.0;
                view! {
                    <rect class="f-dsoft" x=x y=y + 0.5 width=WIDTH - x height="8"/>
                    <rect class="f-down" x=x y=axis - 0.5 width=WIDTH - x height="1.5"/>
                }
            });
            view! {
                <line class="grid-l" x1="0" y1=axis x2=WIDTH y2=axis/>
                <path class=ink d=strokes/>
                {silence}
            }
        })
        .collect_view();
    view! {
        <svg viewBox="0 0 560 404" width="560" height="404" aria-hidden="true">
            {rows}
        </svg>
    }
}

/// Strokes about one gap apart, each a little early or late, always the same.
fn visits(row: u32, gap: f64, first: f64, end: f64) -> Vec<f64> {
    let mut state = 0x9e37_79b9_u32.wrapping_mul(row + 1);
    let mut at = first;
    let mut visits = Vec::new();
    while at < end {
        visits.push(at);
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let wobble = f64::from(state >> 24) / 255.0 - 0.5;
        at += gap * (1.0 + 0.4 * wobble);
    }
    visits
}
