//! What is shown under a condition, or once an item; and what stands between a component's tags.

use std::sync::Arc;

use leptos::prelude::{Owner, component};

use super::any::{AnyView, IntoView};
use crate::app::signals::Memo;

/// What stands between a component's tags, shown once.
pub type Children = Box<dyn FnOnce() -> AnyView + Send>;

/// What stands between a component's tags, shown as often as need be.
pub type ChildrenFn = Arc<dyn Fn() -> AnyView + Send + Sync>;

/// Makes what a component takes as its children.
pub trait ToChildren<F> {
    /// From what stands between its tags.
    fn to_children(children: F) -> Self;
}

impl<F> ToChildren<F> for Children
where
    F: FnOnce() -> AnyView + Send + 'static,
{
    fn to_children(children: F) -> Self {
        Box::new(children)
    }
}

impl<F> ToChildren<F> for ChildrenFn
where
    F: Fn() -> AnyView + Send + Sync + 'static,
{
    fn to_children(children: F) -> Self {
        Arc::new(children)
    }
}

/// A condition of signals.
pub struct Condition(Box<dyn Fn() -> bool + Send + Sync>);

impl<F> From<F> for Condition
where
    F: Fn() -> bool + Send + Sync + 'static,
{
    fn from(condition: F) -> Self {
        Self(Box::new(condition))
    }
}

/// What is shown while a condition does not hold.
pub struct Fallback(ChildrenFn);

impl Default for Fallback {
    fn default() -> Self {
        Self(Arc::new(|| AnyView::Nothing))
    }
}

impl<F, V> From<F> for Fallback
where
    F: Fn() -> V + Send + Sync + 'static,
    V: IntoView,
{
    fn from(view: F) -> Self {
        Self(Arc::new(move || view().into_any()))
    }
}

/// Shows its children while a condition holds, built anew whenever it comes to hold.
#[component]
pub fn Show(
    /// The condition.
    #[prop(into)]
    when: Condition,
    /// What is shown while it does not hold.
    #[prop(optional, into)]
    fallback: Fallback,
    children: ChildrenFn,
) -> AnyView {
    let holds = Memo::new(move |_| (when.0)());
    AnyView::Reactive(Box::new(move || {
        if holds.get() {
            children()
        } else {
            (fallback.0)()
        }
    }))
}

/// Rows that keep their elements while their keys stay.
pub struct Keyed {
    pub(super) rows: Vec<Row>,
    /// Owns the rows: they outlive the effect that listed them.
    pub(super) owner: Owner,
}

/// A row that may have to be made.
pub(super) struct Row {
    pub(super) key: Key,
    pub(super) make: Box<dyn FnOnce() -> AnyView>,
}

/// What tells rows apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// By number.
    Number(u32),
    /// By name.
    Name(String),
}

impl From<u32> for Key {
    fn from(number: u32) -> Self {
        Self::Number(number)
    }
}

impl From<String> for Key {
    fn from(name: String) -> Self {
        Self::Name(name)
    }
}

/// Shows every item once. A row keeps its elements, and what it owns, while its key stays.
#[component]
pub fn For<I, T, K>(
    /// The items.
    each: impl Fn() -> I + 'static,
    /// What tells an item from the others.
    key: impl Fn(&T) -> K + 'static,
    /// The row of an item.
    children: impl Fn(T) -> AnyView + Clone + 'static,
) -> AnyView
where
    I: IntoIterator<Item = T> + 'static,
    T: 'static,
    K: Into<Key> + 'static,
{
    let owner = Owner::current().unwrap_or_default();
    AnyView::Reactive(Box::new(move || {
        let rows = each().into_iter().map(|item| {
            let key = key(&item).into();
            let children = children.clone();
            let make: Box<dyn FnOnce() -> AnyView> = Box::new(move || children(item));
            Row { key, make }
        });
        AnyView::Keyed(Keyed {
            rows: rows.collect(),
            owner: owner.clone(),
        })
    }))
}
