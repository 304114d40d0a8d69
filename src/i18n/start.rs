//! Messages of `start`.

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};

/// Messages of `start`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Start {}

impl Say for Start {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => match *self {},
        }
    }
}
