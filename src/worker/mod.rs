//! See ARCHITECTURE.md.

/// Starts it.
pub fn start() {}
