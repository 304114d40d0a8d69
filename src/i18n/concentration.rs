//! Messages of `concentration`.

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};

/// Messages of `concentration`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Concentration {}

impl Say for Concentration {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => match *self {},
        }
    }
}
