//! Messages of `customers`.

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};

/// Messages of `customers`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Customers {}

impl Say for Customers {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => match *self {},
        }
    }
}
