//! Messages of `overview`.

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};

/// Messages of `overview`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Overview {}

impl Say for Overview {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => match *self {},
        }
    }
}
