//! Clues, groups and lines as messages.

use super::ground::Group;
use crate::analysis::silence::{Clue, Lines};
use crate::i18n::silence::{Clue as ClueName, Group as GroupName, Lines as LinesName};

pub(super) fn lines(lines: Lines) -> LinesName {
    match lines {
        Lines::Gaps => LinesName::Gaps,
        Lines::Spread => LinesName::Spread,
        Lines::Both => LinesName::Both,
    }
}

pub(super) fn clue(clue: Clue) -> ClueName {
    match clue {
        Clue::OpenComplaint => ClueName::OpenComplaint,
        Clue::Complaint => ClueName::Complaint,
        Clue::Return => ClueName::Return,
        Clue::Slower => ClueName::Slower,
        Clue::Smaller => ClueName::Smaller,
        Clue::Sudden => ClueName::Sudden,
    }
}

pub(super) fn group(group: Group) -> GroupName {
    match group {
        Group::Red => GroupName::Red,
        Group::Amber => GroupName::Amber,
        Group::Fewer => GroupName::Fewer,
        Group::Handled => GroupName::Handled,
        Group::Left => GroupName::Left,
    }
}
