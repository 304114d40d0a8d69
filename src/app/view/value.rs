//! What an attribute, a class, a style or a property can be.

use std::borrow::Cow;

use leptos::prelude::{Get as _, Signal};

use crate::app::signals::{Memo, RwSignal};
use crate::app::state::Said;

/// A value at one moment.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Not there.
    Absent,
    /// There or not; set or not.
    Flag(bool),
    /// As text.
    Text(Cow<'static, str>),
}

/// A value that stays, or one that follows signals.
pub enum Source {
    /// Stays.
    Fixed(Value),
    /// Asked again whenever a signal it reads changes.
    Reactive(Box<dyn Follow>),
}

/// What has another value at every run.
pub trait Follow {
    /// Its value now.
    fn value(&self) -> Value;
}

/// What is a value by itself.
pub trait IntoValue {
    /// As a value.
    fn into_value(self) -> Value;
}

/// What can be given to an attribute.
pub trait IntoSource {
    /// As a source of values.
    fn into_source(self) -> Source;
}

impl IntoValue for &'static str {
    fn into_value(self) -> Value {
        Value::Text(Cow::Borrowed(self))
    }
}

impl IntoValue for String {
    fn into_value(self) -> Value {
        Value::Text(Cow::Owned(self))
    }
}

impl IntoValue for f64 {
    fn into_value(self) -> Value {
        self.to_string().into_value()
    }
}

impl IntoValue for usize {
    fn into_value(self) -> Value {
        self.to_string().into_value()
    }
}

impl IntoValue for bool {
    fn into_value(self) -> Value {
        Value::Flag(self)
    }
}

impl<T: IntoValue> IntoValue for Option<T> {
    fn into_value(self) -> Value {
        self.map_or(Value::Absent, IntoValue::into_value)
    }
}

macro_rules! fixed {
    ($($type:ty),*) => {
        $(impl IntoSource for $type {
            fn into_source(self) -> Source {
                Source::Fixed(self.into_value())
            }
        })*
    };
}

fixed!(&'static str, String, f64, usize, bool);

impl<T: IntoValue> IntoSource for Option<T> {
    fn into_source(self) -> Source {
        Source::Fixed(self.into_value())
    }
}

impl<F, T> IntoSource for F
where
    F: Fn() -> T + 'static,
    T: IntoValue,
{
    fn into_source(self) -> Source {
        Source::Reactive(Box::new(self))
    }
}

impl<F, T> Follow for F
where
    F: Fn() -> T,
    T: IntoValue,
{
    fn value(&self) -> Value {
        self().into_value()
    }
}

impl IntoSource for Said {
    fn into_source(self) -> Source {
        (move || self.say()).into_source()
    }
}

macro_rules! follows {
    ($($type:ty),*) => {
        $(impl IntoSource for $type {
            fn into_source(self) -> Source {
                (move || self.get()).into_source()
            }
        })*
    };
}

follows!(
    Signal<String>,
    Signal<bool>,
    Memo<String>,
    Memo<bool>,
    RwSignal<String>,
    RwSignal<bool>
);
