//! One value of a table's cell or a figure.

use super::desk::Desk;
use super::svg::picture;
use super::tag::Tag;
use crate::app::view::prelude::*;
use crate::chart::small::{
    SHARE_BAR_SIZE, SPARKLINE_SIZE, TIMELINE_SIZE, share_bar, sparkline, timeline,
};
use crate::chart::spec::Ink;
use crate::export::value_text;
use crate::panels::panel::Value;

/// A value as people read it; follows language, number format and hidden names.
pub fn value_view(value: Value, decimals: Option<u8>) -> AnyView {
    let desk = Desk::from_context();
    match value {
        Value::Sparkline { bars, recent } => {
            let drawing = sparkline(
                &bars,
                recent,
                SPARKLINE_SIZE,
                &desk.speaker.read_untracked(),
            );
            picture(drawing, "bars", false).into_any()
        }
        Value::Timeline { span, days } => {
            let speaker = desk.speaker.read_untracked();
            picture(
                timeline(span, &days, TIMELINE_SIZE, &speaker),
                "timeline",
                false,
            )
            .into_any()
        }
        Value::Term { id, label } => view! { <Tag id label/> }.into_any(),
        Value::None => {
            let text = move || desk.speaker.read().not_known();
            view! { <span class="muted">{move || text()}</span> }.into_any()
        }
        value => (move || value_text(&value, decimals, &desk.speaker.read())).into_any(),
    }
}

/// The name of a row: its words without a shape of their own, which the row's dot gives.
pub fn name_view(value: Value, decimals: Option<u8>) -> AnyView {
    let desk = Desk::from_context();
    match value {
        Value::Term { label, .. } => (move || desk.say(&label)).into_any(),
        value => value_view(value, decimals),
    }
}

/// A share with a small bar under it, in the colour of its row.
pub fn share_view(share: f64, decimals: Option<u8>, ink: Ink) -> AnyView {
    let desk = Desk::from_context();
    let drawing = share_bar(share, ink, SHARE_BAR_SIZE, &desk.speaker.read_untracked());
    let value = Value::Share(share);
    let text = move || value_text(&value, decimals, &desk.speaker.read());
    view! { {move || text()} {picture(drawing, "share-bar", true)} }.into_any()
}

/// Whether a value is money, customers or a share lost, shown in the colour of loss. A plain number
/// below nothing is no loss: a log-likelihood always is.
pub fn is_negative(value: &Value) -> bool {
    match value {
        Value::Money(money) => money.0 < 0,
        Value::Count(count) => *count < 0,
        Value::Share(share) => *share < 0.0,
        Value::None
        | Value::Number(_)
        | Value::Day(_)
        | Value::Month(_)
        | Value::Days(_)
        | Value::Term { .. }
        | Value::Flag(_)
        | Value::List(_)
        | Value::Record(_)
        | Value::Text(_)
        | Value::Customer(_)
        | Value::Sparkline { .. }
        | Value::Timeline { .. } => false,
    }
}
