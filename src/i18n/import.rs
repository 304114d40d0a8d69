//! Messages of `import`.

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};

/// Messages of `import`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Import {}

impl Say for Import {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => match *self {},
        }
    }
}
