//! Messages of `value_frequency`.

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};

/// Messages of `value_frequency`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ValueFrequency {}

impl Say for ValueFrequency {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => match *self {},
        }
    }
}
