//! How far something is.

use crate::app::view::prelude::*;

/// A bar that fills.
#[component]
pub(in crate::app) fn ProgressOf(
    /// From 0 to 1.
    share: Signal<f64>,
    /// What goes on, for those who cannot see it.
    label: Signal<String>,
) -> impl IntoView {
    let percent = move || format!("{:.0}", share.get() * 100.0);
    view! {
        <div
            class="progress"
            role="progressbar"
            aria-valuemin="0"
            aria-valuemax="100"
            aria-valuenow=percent
            aria-label=move || label.get()
        >
            <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                <rect
                    class="f-accent"
                    x="0"
                    y="0"
                    width=move || format!("{:.2}", share.get() * 100.0)
                    height="4"
                />
            </svg>
        </div>
    }
}
