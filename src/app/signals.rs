//! Signals, memos and effects of any type, each compiled once.
//!
//! Those of Leptos are compiled anew for every type they hold and for every function that computes
//! one; here Leptos keeps one shared value, and only what makes, compares and reads it knows its
//! type. Their handles are small copies, like those of Leptos, and behave alike.

use std::any::Any;
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;

use leptos::prelude::{self as reactive, Get, GetUntracked, Set, Track, Update};

/// A value of some type.
type Shared = Arc<dyn Any + Send + Sync>;

/// The value as what it was made as.
fn typed<T: 'static>(value: &Shared) -> &T {
    match value.downcast_ref() {
        Some(value) => value,
        None => mixed_up(),
    }
}

/// The value to be changed; a copy when it is being read elsewhere.
fn typed_mut<T: Clone + Send + Sync + 'static>(value: &mut Shared) -> &mut T {
    if Arc::get_mut(value).is_none() {
        *value = Arc::new(typed::<T>(value).clone());
    }
    match Arc::get_mut(value).and_then(|value| value.downcast_mut()) {
        Some(value) => value,
        None => mixed_up(),
    }
}

#[cold]
fn mixed_up() -> ! {
    unreachable!("a signal holds what it was made with")
}

/// A value as it was when it was read.
pub struct Reading<T>(Shared, PhantomData<fn() -> T>);

impl<T> Reading<T> {
    fn new(value: Shared) -> Self {
        Self(value, PhantomData)
    }
}

impl<T: 'static> Deref for Reading<T> {
    type Target = T;

    fn deref(&self) -> &T {
        typed(&self.0)
    }
}

/// A value that tells who read it when it changes.
pub struct RwSignal<T>(reactive::RwSignal<Shared>, PhantomData<fn() -> T>);

/// A value computed of others, anew when one of them changed; tells who read it when it is another.
pub struct Memo<T>(reactive::Memo<Shared>, PhantomData<fn() -> T>);

/// What both have in common.
macro_rules! reads {
    ($handle:ident) => {
        impl<T> Clone for $handle<T> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<T> Copy for $handle<T> {}

        impl<T: 'static> $handle<T> {
            /// The value (tracked).
            pub fn read(&self) -> Reading<T> {
                Reading::new(self.0.get())
            }

            /// The value, whatever it becomes.
            pub fn read_untracked(&self) -> Reading<T> {
                Reading::new(self.0.get_untracked())
            }

            /// The value, whatever it becomes; `None` when its owner is gone.
            pub fn try_read_untracked(&self) -> Option<Reading<T>> {
                self.0.try_get_untracked().map(Reading::new)
            }

            /// What a function makes of the value (tracked).
            pub fn with<U>(&self, make: impl FnOnce(&T) -> U) -> U {
                make(&self.read())
            }

            /// What a function makes of the value, whatever it becomes.
            pub fn with_untracked<U>(&self, make: impl FnOnce(&T) -> U) -> U {
                make(&self.read_untracked())
            }

            /// Is told of changes.
            pub fn track(&self) {
                self.0.track();
            }
        }

        impl<T: Clone + 'static> $handle<T> {
            /// A copy of the value (tracked).
            pub fn get(&self) -> T {
                (*self.read()).clone()
            }

            /// A copy of the value, whatever it becomes.
            pub fn get_untracked(&self) -> T {
                (*self.read_untracked()).clone()
            }

            /// A copy of the value, whatever it becomes; `None` when its owner is gone.
            pub fn try_get_untracked(&self) -> Option<T> {
                self.try_read_untracked().map(|value| (*value).clone())
            }
        }

        impl<T> From<$handle<T>> for reactive::Signal<T>
        where
            T: Clone + Send + Sync + 'static,
        {
            fn from(handle: $handle<T>) -> Self {
                Self::derive(move || handle.get())
            }
        }
    };
}

reads!(RwSignal);
reads!(Memo);

impl<T: Send + Sync + 'static> RwSignal<T> {
    /// A signal that holds this.
    pub fn new(value: T) -> Self {
        Self(reactive::RwSignal::new(Arc::new(value)), PhantomData)
    }

    /// Holds another value from now on.
    pub fn set(&self, value: T) {
        self.0.set(Arc::new(value));
    }

    /// Holds another value from now on; whether its owner is still there.
    pub fn try_set(&self, value: T) -> bool {
        self.0.try_set(Arc::new(value)).is_none()
    }
}

impl<T: Clone + Send + Sync + 'static> RwSignal<T> {
    /// Changes the value.
    pub fn update(&self, change: impl FnOnce(&mut T)) {
        let _ = self.try_update(change);
    }

    /// Changes the value; `None` when its owner is gone.
    pub fn try_update<U>(&self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        let (mut change, mut result) = (Some(change), None);
        update(self.0, &mut |value| {
            result = change.take().map(|change| change(typed_mut(value)));
        });
        result
    }
}

fn update(signal: reactive::RwSignal<Shared>, change: &mut dyn FnMut(&mut Shared)) {
    let _ = signal.try_update(|value| change(value));
}

/// What computes a memo. Not `Fn`: of that trait every closure is compiled twice.
trait Compute: Send + Sync {
    fn compute(&self, before: Option<&Shared>) -> Shared;
}

/// A function that computes a value of this type.
struct Computed<F, T>(F, PhantomData<fn() -> T>);

impl<F, T> Compute for Computed<F, T>
where
    F: Fn(Option<&T>) -> T + Send + Sync,
    T: Send + Sync + 'static,
{
    fn compute(&self, before: Option<&Shared>) -> Shared {
        Arc::new((self.0)(before.map(typed)))
    }
}

impl<T: PartialEq + Send + Sync + 'static> Memo<T> {
    /// A memo computed by this function, which is told the value before.
    pub fn new(compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
        let compute = Box::new(Computed(compute, PhantomData));
        Self(memo(compute, differs::<T>), PhantomData)
    }
}

fn memo(
    compute: Box<dyn Compute>,
    differs: fn(Option<&Shared>, Option<&Shared>) -> bool,
) -> reactive::Memo<Shared> {
    reactive::Memo::new_with_compare(move |before| compute.compute(before), differs)
}

fn differs<T: PartialEq + 'static>(one: Option<&Shared>, other: Option<&Shared>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => typed::<T>(one) != typed::<T>(other),
        (None, None) => false,
        _ => true,
    }
}

/// What is done now and whenever a signal it reads changes, for as long as its owner is there.
pub struct Effect;

impl Effect {
    /// An effect of this function, which is told its result before.
    pub fn new<T: 'static>(run: impl FnMut(Option<T>) -> T + 'static) -> Self {
        Self::new_with_value(run, None)
    }

    /// As [`Effect::new`], with a result before the first.
    pub fn new_with_value<T: 'static>(
        mut run: impl FnMut(Option<T>) -> T + 'static,
        mut before: Option<T>,
    ) -> Self {
        effect(Box::new(move || before = Some(run(before.take()))));
        Self
    }
}

fn effect(mut run: Box<dyn FnMut()>) {
    reactive::Effect::new(move |_| run());
}
