//! What the privacy page says: what was tried, what is stored, what no policy can stop.

use super::{Language, Say, Speaker};

/// What the privacy page says.
#[derive(Clone, Debug, PartialEq)]
pub enum Privacy {
    /// Small line above the heading.
    Eyebrow,
    /// Nothing was tried yet: what the browser counted.
    NothingSent {
        /// Requests since the page was cut off.
        requests: i64,
    },
    /// Attempts are under way.
    Trying,
    /// Every attempt was stopped.
    AllStopped {
        /// Attempts.
        attempts: i64,
    },
    /// Some attempts got out.
    SomeGotOut {
        /// Attempts.
        attempts: i64,
        /// Not stopped.
        out: i64,
    },
    /// No attempt got out, but not all can be judged.
    SomeUnknown {
        /// Attempts.
        attempts: i64,
        /// Stopped.
        stopped: i64,
        /// Neither stopped nor out, as far as anybody can see.
        unknown: i64,
    },
    /// What the page does.
    Lede,
    /// Runs them.
    TryNow,
    /// Runs them again.
    TryAgain,
    /// Heading of the timeline.
    DoorClosed,
    /// The page was not cut off.
    DoorOpen,
    /// What the timeline shows.
    DoorSub,
    /// The files of the program.
    FilesBefore {
        /// How many.
        files: i64,
        /// Bytes that came over the network.
        bytes: u64,
    },
    /// When the page was cut off.
    ClosedAt {
        /// Seconds since it was opened.
        seconds: f64,
    },
    /// Requests since.
    Since {
        /// How many.
        count: i64,
        /// Seconds since it was cut off.
        seconds: f64,
    },
    /// Where the counts come from.
    DoorSource,
    /// Opens the list.
    ListFiles,
    /// Column heads of the list.
    File,
    /// When it was asked for.
    At,
    /// Size.
    Size,
    /// A number of seconds.
    Seconds {
        /// How many.
        seconds: f64,
    },
    /// Heading of the steps to check.
    CheckWithoutUs,
    /// How long that takes.
    CheckWithoutUsSub,
    /// Watch the network.
    CheckNetwork,
    /// Pull the cable.
    CheckCable,
    /// Heading of the attempts.
    WhatWasTried,
    /// What an attempt carries.
    WhatWasTriedSub,
    /// Column heads.
    Attempt,
    /// Technical name.
    TechnicalName,
    /// Tried from the page.
    FromPage,
    /// Tried from the worker.
    FromWorker,
    /// Stopped by.
    StoppedBy,
    /// The name of an attempt, by its id.
    AttemptName {
        /// Its id.
        id: String,
    },
    /// Not tried yet.
    NotTried,
    /// Stopped.
    Stopped,
    /// Not stopped.
    GotOut,
    /// Neither stopped nor out, as far as anybody can see.
    Unknown,
    /// There is no such way there.
    NotThere,
    /// How many ways and attempts the table has.
    WaysTried {
        /// Ways.
        ways: i64,
        /// Attempts.
        attempts: i64,
    },
    /// About the beacon.
    TriedSource,
    /// Heading of the limits.
    CannotStop,
    /// Says why they are listed.
    CannotStopSub,
    /// A limit's heading, by its number from 1.
    Limit {
        /// Which.
        number: u8,
    },
    /// A limit's text.
    LimitText {
        /// Which.
        number: u8,
    },
    /// Heading of what is stored.
    StoredHeading {
        /// Bytes.
        bytes: u64,
    },
    /// Nothing is stored.
    StoredNothing,
    /// Where and what not.
    StoredSub,
    /// Column heads.
    What,
    /// Size.
    StoredSize,
    /// How long.
    HowLong,
    /// Settings.
    Settings,
    /// What they hold.
    SettingsText,
    /// A project.
    Project {
        /// Its name.
        name: String,
    },
    /// What it holds.
    ProjectText,
    /// Rows in memory.
    RowsInMemory {
        /// The file.
        name: String,
    },
    /// What they are.
    RowsInMemoryText,
    /// Until forgotten.
    UntilForgotten,
    /// Until the tab closes.
    UntilClosed,
    /// In memory only.
    MemoryOnly,
    /// Heading of forgetting.
    ForgetHeading,
    /// Cannot be taken back.
    ForgetSub,
    /// What it does.
    ForgetText,
    /// Heading of this copy.
    ThisCopy,
    /// Version.
    Version,
    /// Build.
    Build,
}

impl Privacy {
    /// How many limits are listed.
    pub const LIMITS: u8 = 4;
}

impl Say for Privacy {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english(self, speaker),
        }
    }
}

fn english(message: &Privacy, speaker: &Speaker) -> String {
    match message {
        Privacy::Eyebrow => "Privacy check",
        Privacy::NothingSent { requests: 0 } => {
            "Nothing was sent since this page closed its own door"
        }
        Privacy::NothingSent { requests } => {
            return format!(
                "The browser made {} since this page closed its own door",
                speaker.counted(*requests, "request", "requests")
            );
        }
        Privacy::Trying => "Trying every way out",
        Privacy::AllStopped { attempts } => {
            return format!(
                "{} to send something out, all stopped",
                speaker.counted(*attempts, "attempt", "attempts")
            );
        }
        Privacy::SomeGotOut { attempts, out } => {
            return format!(
                "{} of {} to send something out were not stopped",
                speaker.count(*out),
                speaker.counted(*attempts, "attempt", "attempts")
            );
        }
        Privacy::SomeUnknown {
            attempts,
            stopped,
            unknown,
        } => {
            return format!(
                "{} to send something out: {} stopped, {} could not be judged",
                speaker.counted(*attempts, "attempt", "attempts"),
                speaker.count(*stopped),
                speaker.count(*unknown)
            );
        }
        Privacy::Lede => {
            "Let the page try every way out that it knows, from here and from the background \
             worker. You need not believe it: the steps to repeat the check without our help are \
             beside it."
        }
        Privacy::TryNow => "Try every way out",
        Privacy::TryAgain => "Try again",
        Privacy::DoorClosed => "The page closed its own door before it could open your file",
        Privacy::DoorOpen => "The page was not cut off from the network",
        Privacy::DoorSub => {
            "Requests since the page was opened. The second security policy cannot be lifted \
             again, not even by the page itself"
        }
        Privacy::FilesBefore { files, bytes } => {
            let files = speaker.counted(*files, "file of the program", "files of the program");
            return if *bytes == 0 {
                format!("{files}, all from this address")
            } else {
                format!("{files}, {}, all from this address", speaker.bytes(*bytes))
            };
        }
        Privacy::ClosedAt { seconds } => {
            return format!("Door closed at {}", speaker.duration(*seconds));
        }
        Privacy::Since { count, seconds } => {
            return format!(
                "{} in {}",
                speaker.counted(*count, "request", "requests"),
                speaker.duration(*seconds)
            );
        }
        Privacy::DoorSource => "Counted by the browser, read from its performance log",
        Privacy::ListFiles => "List them",
        Privacy::File => "File",
        Privacy::At => "Asked for at",
        Privacy::Size => "Over the network",
        Privacy::Seconds { seconds } => {
            return format!("{}\u{a0}s", speaker.number(*seconds, 2));
        }
        Privacy::CheckWithoutUs => "Check without us",
        Privacy::CheckWithoutUsSub => "Ten minutes, no tools to install",
        Privacy::CheckNetwork => {
            "Press F12, open Network, use the whole program. After the attempts of this page, the \
             list stays empty."
        }
        Privacy::CheckCable => {
            "Pull the cable or switch to flight mode. Everything goes on, import included."
        }
        Privacy::WhatWasTried => "What was tried",
        Privacy::WhatWasTriedSub => {
            "Each attempt carries a made-up word, never your data, towards an address that does \
             not exist or the one this page came from"
        }
        Privacy::Attempt => "Attempt",
        Privacy::TechnicalName => "Technical name",
        Privacy::FromPage => "From the page",
        Privacy::FromWorker => "From the worker",
        Privacy::StoppedBy => "Stopped by",
        Privacy::AttemptName { id } => return attempt(id).to_owned(),
        Privacy::NotTried => "not tried yet",
        Privacy::Stopped => "Stopped",
        Privacy::GotOut => "Not stopped",
        Privacy::Unknown => "Could not be judged",
        Privacy::NotThere => "not possible there",
        Privacy::WaysTried { ways, attempts } => {
            return format!(
                "{}, {}.",
                speaker.counted(*ways, "way", "ways"),
                speaker.counted(*attempts, "attempt", "attempts")
            );
        }
        Privacy::TriedSource => {
            "The beacon reports “true” to the page although it was stopped; the log of the policy \
             is what counts"
        }
        Privacy::CannotStop => "What no browser policy can stop",
        Privacy::CannotStopSub => "Said plainly, with what helps",
        Privacy::Limit { number } => return limit(*number).0.to_owned(),
        Privacy::LimitText { number } => return limit(*number).1.to_owned(),
        Privacy::StoredHeading { bytes } => {
            return format!(
                "{} are stored on this device, none of it anywhere else",
                speaker.bytes(*bytes)
            );
        }
        Privacy::StoredNothing => "Nothing is stored on this device",
        Privacy::StoredSub => "In the browser’s local storage. No cookies, and never rows",
        Privacy::What => "What",
        Privacy::StoredSize => "Size",
        Privacy::HowLong => "How long",
        Privacy::Settings => "Settings",
        Privacy::SettingsText => "language, formats, theme, how your files are read",
        Privacy::Project { name } => return format!("Project “{name}”"),
        Privacy::ProjectText => "figures and what you set; no rows",
        Privacy::RowsInMemory { name } => return format!("Rows of {name}"),
        Privacy::RowsInMemoryText => "as numbers, for the figures on the page",
        Privacy::UntilForgotten => "until you forget it",
        Privacy::UntilClosed => "gone when the tab closes",
        Privacy::MemoryOnly => "memory only",
        Privacy::ForgetHeading => "Forget everything",
        Privacy::ForgetSub => "Cannot be taken back",
        Privacy::ForgetText => {
            "Stops the engine, deletes all projects and settings, and shows an empty inventory as \
             proof. Your own files are not touched."
        }
        Privacy::ThisCopy => "This copy",
        Privacy::Version => "Version",
        Privacy::Build => "Build",
    }
    .to_owned()
}

fn attempt(id: &str) -> &str {
    match id {
        "fetch_other" => "Fetch to another address",
        "fetch_own" => "Fetch to this address",
        "xhr" => "Older kind of request",
        "beacon" => "Signal on leaving",
        "web_socket" => "Open line",
        "event_source" => "Event stream",
        "image" => "Picture from elsewhere",
        "css_image" => "Picture in a style",
        "font" => "One more font",
        "style_sheet" => "One more style sheet",
        "prefetch_other" => "Preloading a page from elsewhere",
        "prefetch_own" => "Preloading a page from here",
        "frame" => "A page within the page",
        "script" => "A new program file",
        "module" => "A new program module",
        "eval" => "Text run as a program",
        "worker" => "One more background program",
        "form" => "Sending a form",
        other => other,
    }
}

fn limit(number: u8) -> (&'static str, &'static str) {
    match number {
        1 => (
            "Whoever serves this page could change it",
            "Serve it yourself, or build it yourself from its source.",
        ),
        2 => (
            "Leaving the page",
            "An address can carry text. Regulars has no link that leads out of your data.",
        ),
        3 => (
            "Direct calls between browsers",
            "WebRTC obeys no such policy in today’s browsers. Regulars never uses it.",
        ),
        _ => (
            "Add-ons, screen sharing, somebody at this computer",
            "An add-on you installed may read every page, and what is kept here lies on this \
             disk. Use a window without add-ons, hide names, and forget what you no longer need.",
        ),
    }
}
