//! Messages of `visit_bands`.

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};

/// Messages of `visit_bands`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum VisitBands {}

impl Say for VisitBands {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => match *self {},
        }
    }
}
