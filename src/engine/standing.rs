//! Where each customer stands in the analyses that divide all of them.

use crate::dataset::CustomerIx;
use crate::panels::panel::Value;

#[derive(Debug, Default)]
pub(super) struct Standing {}

impl Standing {
    pub(super) fn segment_term(&self, _customer: CustomerIx) -> Value {
        Value::None
    }
    pub(super) fn value_frequency_term(&self, _customer: CustomerIx) -> Value {
        Value::None
    }
    pub(super) fn abc_term(&self, _customer: CustomerIx) -> Value {
        Value::None
    }
    pub(super) fn segment_rank(&self, _customer: CustomerIx) -> Option<i64> {
        None
    }
    pub(super) fn value_frequency_rank(&self, _customer: CustomerIx) -> Option<i64> {
        None
    }
    pub(super) fn abc_rank(&self, _customer: CustomerIx) -> Option<i64> {
        None
    }
}
