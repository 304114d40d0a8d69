//! One type for everything that can be shown.

use std::borrow::Cow;

use leptos::prelude::{Get as _, Signal};

use super::flow::Keyed;
use super::markup::Markup;
use crate::app::signals::Memo;
use crate::app::state::Said;

/// Anything that can be shown, as it is written down.
pub enum AnyView {
    /// Nothing, in a place where something may come to stand.
    Nothing,
    /// Text.
    Text(Cow<'static, str>),
    /// Elements.
    Markup(Markup),
    /// Several, one after another.
    List(Vec<AnyView>),
    /// What a function says, said again whenever a signal it reads changes.
    Reactive(Box<dyn Shown>),
    /// Rows that keep their elements while their keys stay.
    Keyed(Keyed),
}

/// What shows something else at every run. Not `Fn`: of that trait every closure is compiled twice.
pub trait Shown {
    /// What it shows now.
    fn shown(&self) -> AnyView;
}

/// What can be shown.
pub trait IntoView {
    /// The view of it.
    fn into_any(self) -> AnyView;
}

/// Shows all of several.
pub trait CollectView {
    /// Their views, one after another.
    fn collect_view(self) -> Vec<AnyView>;
}

impl<I> CollectView for I
where
    I: IntoIterator<Item: IntoView>,
{
    fn collect_view(self) -> Vec<AnyView> {
        self.into_iter().map(IntoView::into_any).collect()
    }
}

impl IntoView for AnyView {
    fn into_any(self) -> AnyView {
        self
    }
}

impl IntoView for Markup {
    fn into_any(self) -> AnyView {
        AnyView::Markup(self)
    }
}

impl IntoView for () {
    fn into_any(self) -> AnyView {
        AnyView::Nothing
    }
}

impl IntoView for &'static str {
    fn into_any(self) -> AnyView {
        AnyView::Text(Cow::Borrowed(self))
    }
}

impl IntoView for String {
    fn into_any(self) -> AnyView {
        AnyView::Text(Cow::Owned(self))
    }
}

impl<V: IntoView> IntoView for Option<V> {
    fn into_any(self) -> AnyView {
        self.map_or(AnyView::Nothing, IntoView::into_any)
    }
}

impl IntoView for Vec<AnyView> {
    fn into_any(self) -> AnyView {
        AnyView::List(self)
    }
}

impl<F, V> IntoView for F
where
    F: Fn() -> V + 'static,
    V: IntoView,
{
    fn into_any(self) -> AnyView {
        AnyView::Reactive(Box::new(self))
    }
}

impl<F, V> Shown for F
where
    F: Fn() -> V,
    V: IntoView,
{
    fn shown(&self) -> AnyView {
        self().into_any()
    }
}

impl IntoView for Said {
    fn into_any(self) -> AnyView {
        (move || self.say()).into_any()
    }
}

impl IntoView for Signal<String> {
    fn into_any(self) -> AnyView {
        (move || self.get()).into_any()
    }
}

impl IntoView for Memo<String> {
    fn into_any(self) -> AnyView {
        (move || self.get()).into_any()
    }
}
