//! Messages of `widgets`.

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};

/// Messages of `widgets`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Widgets {}

impl Say for Widgets {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => match *self {},
        }
    }
}
