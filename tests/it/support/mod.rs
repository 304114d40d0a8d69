//! What several tests use.

pub(crate) mod golden;
pub(crate) mod simulate;
pub(crate) mod terminal;
