//! Messages of `card`.

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};

/// Messages of `card`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Card {}

impl Say for Card {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => match *self {},
        }
    }
}
