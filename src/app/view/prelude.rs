//! What files of the page use of Leptos, with the page's own views and signals in place of its.

pub use leptos::prelude::{
    Callable, Callback, Get, GetUntracked, GetValue, LocalStorage, NodeRef, ReadUntracked,
    SetValue, Signal, StoredValue, UpdateValue, WithValue, component, document, event_target,
    event_target_value, expect_context, location, location_hash, on_cleanup, provide_context,
    request_animation_frame, set_interval_with_handle, set_timeout, set_timeout_with_handle,
    untrack, window, window_event_listener,
};
pub use regulars_macros::view;

pub use super::any::{AnyView, CollectView, IntoView};
pub use super::flow::{Children, ChildrenFn, For, Show};
pub use crate::app::signals::{Effect, Memo, RwSignal};
