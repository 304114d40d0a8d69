//! What the frame says: navigation, top bar, ledger, notices.

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};

/// What the frame says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Shell {
    /// The engine could not be started or kept running.
    EngineGaveUpTitle,
    /// What still holds then.
    EngineGaveUpText,
    /// The file stops the engine every time.
    EngineGaveUpOnFile,
    /// The engine stopped and was started again.
    EngineStoppedTitle,
    /// What still holds then.
    EngineStoppedText,
    /// One request stopped the engine.
    RequestStopped,
    /// A request was overtaken by a newer one.
    Overtaken,
    /// The rows are not in memory.
    FileNeeded,
    /// A request failed; nothing else changed.
    AsBefore,
    /// Page and engine come from different builds.
    BuildsDifferTitle,
    /// What to do then.
    BuildsDifferText,
}

impl Say for Shell {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english(self, speaker),
        }
    }
}

fn english(message: &Shell, _speaker: &Speaker) -> String {
    match message {
        Shell::EngineGaveUpTitle => "The calculation stopped and could not be started again",
        Shell::EngineGaveUpText => {
            "What is on the page stays. Your file is untouched. Nothing was sent. Reload the page \
             to start afresh."
        }
        Shell::EngineGaveUpOnFile => "This file stops the calculation",
        Shell::EngineStoppedTitle => "The calculation stopped",
        Shell::EngineStoppedText => {
            "It was started again with your file and settings. Nothing was sent."
        }
        Shell::RequestStopped => "The calculation stopped here. Everything else still works.",
        Shell::Overtaken => "Replaced by a newer request",
        Shell::FileNeeded => "Open the file again to see this",
        Shell::AsBefore => "Everything else is as before.",
        Shell::BuildsDifferTitle => "Parts of two versions met",
        Shell::BuildsDifferText => "Reload the page to get one version. Nothing stored is lost.",
    }
    .to_owned()
}
