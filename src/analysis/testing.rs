//! Shops of tests as a view has them.

use super::{CustomerBase, ViewFrame};
use crate::base::Day;
use crate::dataset::{Dataset, View};

/// The customers of the whole file, seen so.
pub(crate) fn seen(data: &Dataset, view: &View) -> CustomerBase {
    let (first, last) = data.first_and_last_day().unwrap();
    CustomerBase::build(data, &ViewFrame::resolve(view, first, last), None)
}

/// The same by default, as of this day or the last one.
pub(crate) fn as_of(data: &Dataset, as_of: Option<Day>) -> CustomerBase {
    let view = View {
        as_of,
        ..View::default()
    };
    seen(data, &view)
}
