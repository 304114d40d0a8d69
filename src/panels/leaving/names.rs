//! Causes as messages.

use crate::analysis::leaving::Cause;
use crate::i18n::leaving::Cause as CauseName;

pub(super) fn cause(cause: Cause) -> CauseName {
    match cause {
        Cause::Moved => CauseName::Moved,
        Cause::Price => CauseName::Price,
        Cause::Partners => CauseName::Partners,
        Cause::Attention => CauseName::Attention,
        Cause::Circumstances => CauseName::Circumstances,
        Cause::Other => CauseName::Other,
        Cause::Unknown => CauseName::Unknown,
    }
}
