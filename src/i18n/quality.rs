//! Messages of `quality`.

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};

/// Messages of `quality`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Quality {}

impl Say for Quality {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => match *self {},
        }
    }
}
