//! What the start page says.

use super::{Language, Say, Speaker};
use crate::base::Day;

/// What the start page says.
#[derive(Clone, Debug, PartialEq)]
pub enum Start {
    /// The promise of the program.
    Heading,
    /// What to do.
    Lede,
    /// The whole page takes a file.
    DropHere,
    /// Shown while a file hangs over the page.
    LetGo,
    /// What can be read.
    Formats,
    /// Opens the browser's file choice.
    ChooseFile,
    /// The other way in, before the keys.
    OrPaste,
    /// Name of a pasted table.
    PastedName,
    /// Heading of the privacy promise.
    NothingLeaves,
    /// The promise.
    NothingLeavesText,
    /// Leads to the privacy page.
    CheckSteps,
    /// Heading of the stored projects.
    GoOn,
    /// A stored project's second line.
    ProjectLine {
        /// Customers in it.
        customers: i64,
        /// The day it speaks from.
        as_of: Day,
    },
    /// A stored project without results.
    NeedsFile,
    /// When it was stored.
    StoredOn {
        /// The day.
        day: Day,
    },
    /// Forgets one project.
    Forget,
    /// The same for those who only hear it.
    ForgetProject {
        /// Its name.
        name: String,
    },
    /// Forgets everything.
    ForgetEverything,
    /// Asks once more.
    ForgetSure {
        /// Bytes stored.
        bytes: u64,
        /// Projects stored.
        projects: i64,
    },
    /// Does it.
    ForgetNow,
    /// Does not.
    Keep,
    /// The proof that nothing is stored.
    Forgotten,
    /// Something could not be removed.
    NotForgotten {
        /// Entries left.
        entries: i64,
    },
    /// Heading of the samples.
    TrySample,
    /// A sample's name, by its id.
    SampleName {
        /// Its id.
        id: String,
    },
    /// What is in it.
    SampleText {
        /// Its id.
        id: String,
    },
    /// What is particular about it.
    SampleKind {
        /// Its id.
        id: String,
    },
    /// What the drawing shows.
    RhythmCaption,
    /// Storage is blocked, so nothing will be kept.
    KeepsNothing,
    /// The person wants nothing kept.
    SessionOnly,
}

impl Say for Start {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english(self, speaker),
        }
    }
}

fn english(message: &Start, speaker: &Speaker) -> String {
    match message {
        Start::Heading => "See who your regulars are, what each is worth and who is leaving",
        Start::Lede => {
            "Drop the file your till or order system already writes. The answer appears in a \
             minute, on this machine."
        }
        Start::DropHere => "Drop a file anywhere on this page",
        Start::LetGo => "Let go to read this file",
        Start::Formats => "CSV, TSV, XLSX or ODS, several at once, any language and number format",
        Start::ChooseFile => "Choose a file…",
        Start::OrPaste => "or paste from a spreadsheet",
        Start::PastedName => "Pasted table.tsv",
        Start::NothingLeaves => "Nothing leaves this machine",
        Start::NothingLeavesText => {
            "The page is cut off from the network before it may open your file. It keeps working \
             with the cable pulled."
        }
        Start::CheckSteps => "Check it yourself",
        Start::GoOn => "Go on where you stopped",
        Start::ProjectLine { customers, as_of } => {
            return format!(
                "{}, as of {}",
                speaker.counted(*customers, "customer", "customers"),
                speaker.day(*as_of)
            );
        }
        Start::NeedsFile => "needs its file again",
        Start::StoredOn { day } => return speaker.day(*day),
        Start::Forget => "Forget",
        Start::ForgetProject { name } => return format!("Forget {name}"),
        Start::ForgetEverything => "Forget everything stored here…",
        Start::ForgetSure { bytes, projects } => {
            return format!(
                "{} in {} and your settings will be deleted. Your own files are not touched. \
                 This cannot be taken back.",
                speaker.bytes(*bytes),
                speaker.counted(*projects, "project", "projects")
            );
        }
        Start::ForgetNow => "Forget everything",
        Start::Keep => "Keep it",
        Start::Forgotten => "Everything is forgotten: 0 entries, 0 bytes are stored here",
        Start::NotForgotten { entries } => {
            return format!(
                "{} could not be removed. Clear this site’s data in the browser’s settings.",
                speaker.counted(*entries, "entry", "entries")
            );
        }
        Start::TrySample => "Try it on sample data",
        Start::SampleName { id } => return sample(id).0.to_owned(),
        Start::SampleText { id } => return sample(id).1.to_owned(),
        Start::SampleKind { id } => return sample(id).2.to_owned(),
        Start::RhythmCaption => {
            "Each line a customer, each stroke a visit. Shaded: silence longer than their own \
             rhythm allows"
        }
        Start::SessionOnly => {
            "Nothing is written on this device: results are gone when the page is left"
        }
        Start::KeepsNothing => {
            "This browser keeps nothing for this page, so results are gone when the tab closes"
        }
    }
    .to_owned()
}

fn sample(id: &str) -> (&str, &str, &str) {
    match id {
        "deli" => (
            "Delicatessen with 6,000 cards",
            "Receipts of three years, strong Christmas",
            "Seasonal",
        ),
        "furniture" => (
            "Furniture maker with 34 dealers",
            "Order lines, returns, unit costs",
            "Few and large",
        ),
        "online" => (
            "Online shop, straight from the export",
            "Refunds, guests, duplicates and messy rows",
            "Messy",
        ),
        other => (other, "", ""),
    }
}
