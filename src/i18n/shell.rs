//! Messages of `shell`.

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};

/// Messages of `shell`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Shell {}

impl Say for Shell {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => match *self {},
        }
    }
}
