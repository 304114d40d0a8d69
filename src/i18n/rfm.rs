//! Messages of `rfm`.

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};

/// Messages of `rfm`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Rfm {}

impl Say for Rfm {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => match *self {},
        }
    }
}
