//! Messages of `sample`.

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};

/// Messages of `sample`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Sample {}

impl Say for Sample {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => match *self {},
        }
    }
}
