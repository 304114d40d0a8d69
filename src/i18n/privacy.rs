//! Messages of `privacy`.

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};

/// Messages of `privacy`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Privacy {}

impl Say for Privacy {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => match *self {},
        }
    }
}
