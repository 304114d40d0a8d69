//! What files of the page use of Leptos, and the views in place of its own.

pub use leptos::prelude::{
    Callable, Callback, Effect, Get, GetUntracked, GetValue, LocalStorage, Memo, NodeRef,
    Read, ReadSignal, ReadUntracked, RwSignal, Set, SetValue, Signal,
    StoredValue, Track, Update, UpdateValue, With, WithUntracked, WithValue,
    component, document, event_target, event_target_value, expect_context, location, location_hash, on_cleanup,
    provide_context, request_animation_frame, set_interval_with_handle, set_timeout, set_timeout_with_handle, signal,
    untrack, window, window_event_listener,
};
pub use regulars_macros::view;

pub use super::any::{AnyView, CollectView, IntoView};
pub use super::flow::{Children, ChildrenFn, For, Show};
