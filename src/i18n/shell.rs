//! What the frame says: navigation, top bar, ledger, notices, recovery.

use super::{Language, Say, Speaker};
use crate::base::{Day, Money, Period};

/// What the frame says.
#[derive(Clone, Debug, PartialEq)]
pub enum Shell {
    /// The program's name.
    Name,
    /// The name of a page, by its id.
    Page {
        /// As in the address.
        id: String,
    },
    /// The document's title on a page.
    Title {
        /// Id of the page.
        id: String,
    },
    /// Jump over the navigation.
    SkipToPage,
    /// Name of the navigation.
    Pages,
    /// Opens the navigation on small screens.
    Menu,
    /// Opens the pages that have no tab of their own.
    More,
    /// Closes something that floats.
    Close,
    /// No request left the page.
    NothingSent,
    /// Requests left the page.
    SomethingSent,
    /// How many requests since the page loaded.
    RequestsSince {
        /// How many.
        count: i64,
    },
    /// Leads to the privacy page.
    CheckYourself,
    /// Changes the theme.
    Theme,
    /// Follow the system's theme.
    ThemeSystem,
    /// Light theme in force.
    ThemeLight,
    /// Dark theme in force.
    ThemeDark,
    /// Show pseudonyms.
    HideNames,
    /// Show names again.
    ShowNames,
    /// Name of the period control.
    Period,
    /// A calendar year as a choice.
    Year {
        /// The year.
        year: i16,
    },
    /// The last twelve months as a choice.
    LastTwelveMonths,
    /// All days as a choice.
    Everything,
    /// Own dates as a choice.
    Custom,
    /// Own dates, as chosen.
    CustomPeriod {
        /// The period.
        period: Period,
    },
    /// First day of own dates.
    FromDay,
    /// Last day of own dates.
    ToDay,
    /// Own dates do not make a period.
    PeriodImpossible,
    /// Takes what was entered.
    Apply,
    /// Name of the comparison control.
    Comparison,
    /// Compared with the period before.
    Against {
        /// The compared period.
        period: Period,
    },
    /// Compared with the same days a year earlier.
    AgainstYearBefore {
        /// The compared period.
        period: Period,
    },
    /// Compared with nothing.
    AgainstNothing,
    /// The day the analysis speaks from.
    AsOf {
        /// The day.
        day: Day,
    },
    /// Name of the as-of control.
    AsOfDay,
    /// What the as-of day is.
    AsOfHelp,
    /// Back to the last day of the data.
    LastDayOfData {
        /// The day.
        day: Day,
    },
    /// The day lies outside the data.
    DayOutside {
        /// The days of the data.
        span: Period,
    },
    /// No filter is set.
    AllRows,
    /// Opens the choice of a filter.
    AddFilter,
    /// A filter in force.
    FilterIs {
        /// Name of the column.
        column: String,
        /// Value kept.
        value: String,
    },
    /// Takes a filter away.
    RemoveFilter {
        /// Name of the column.
        column: String,
        /// Value kept.
        value: String,
    },
    /// Which column to filter.
    FilterColumn,
    /// Narrows the values listed.
    FindValue,
    /// How many rows hold a value.
    RowsWith {
        /// How many.
        rows: i64,
    },
    /// More values than are listed.
    MoreValues,
    /// The ledger's rows.
    LedgerRows {
        /// Read.
        read: i64,
        /// Used.
        used: i64,
    },
    /// The part of the ledger that leads to the rows set aside.
    LedgerSetAside {
        /// Rows set aside.
        rows: i64,
    },
    /// The ledger's money.
    LedgerMoney {
        /// Used.
        used: Money,
        /// Set aside.
        set_aside: Money,
    },
    /// The account does not close.
    LedgerOpen,
    /// Rows left by filters.
    RowsInView {
        /// How many.
        rows: i64,
    },
    /// Takes a notice away.
    Dismiss,
    /// Opens the details of a notice.
    WhatHappened,
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
    /// The person ended a calculation.
    StoppedByPerson,
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
    /// The results come from storage.
    KeptTitle {
        /// The day they were stored.
        day: Day,
        /// The file they were made with.
        file: String,
    },
    /// What needs the file.
    KeptText,
    /// Opens a file.
    OpenFile,
    /// The page itself stopped.
    PageStoppedTitle,
    /// What still holds then.
    PageStoppedText,
    /// Loads the page again.
    Reload,
    /// Results could not be stored.
    NotKeptTitle,
    /// Storage is full.
    NotKeptFull,
    /// Storage is full, but another project could give up its results.
    NotKeptNeedsRoom {
        /// Its name.
        project: String,
    },
    /// Does that.
    MakeRoom,
    /// A newer version wrote what is there.
    NotKeptNewer,
    /// Storage is blocked.
    NotKeptBlocked,
}

impl Say for Shell {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english(self, speaker),
        }
    }
}

fn english(message: &Shell, speaker: &Speaker) -> String {
    match message {
        Shell::Name => "Regulars",
        Shell::Page { id } => return page(id),
        Shell::Title { id } if id == "start" => "Regulars",
        Shell::Title { id } => return format!("{} · Regulars", page(id)),
        Shell::SkipToPage => "Skip to the page",
        Shell::Pages => "Pages",
        Shell::Menu => "Menu",
        Shell::More => "More",
        Shell::Close => "Close",
        Shell::NothingSent => "Nothing sent",
        Shell::SomethingSent => "The browser made requests",
        Shell::RequestsSince { count } => {
            return format!(
                "{} since the page loaded",
                speaker.counted(*count, "request", "requests")
            );
        }
        Shell::CheckYourself => "Check it yourself",
        Shell::Theme => "Theme",
        Shell::ThemeSystem => "Theme as system",
        Shell::ThemeLight => "Light theme",
        Shell::ThemeDark => "Dark theme",
        Shell::HideNames => "Hide names",
        Shell::ShowNames => "Show names",
        Shell::Period => "Period",
        Shell::Year { year } => return year.to_string(),
        Shell::LastTwelveMonths => "Last 12 months",
        Shell::Everything => "All",
        Shell::Custom => "Custom…",
        Shell::CustomPeriod { period } => return speaker.period(*period),
        Shell::FromDay => "From",
        Shell::ToDay => "To",
        Shell::PeriodImpossible => "The first day must not be after the last",
        Shell::Apply => "Apply",
        Shell::Comparison => "Comparison",
        Shell::Against { period } => return format!("against {}", speaker.period(*period)),
        Shell::AgainstYearBefore { period } => {
            return format!("a year earlier, {}", speaker.period(*period));
        }
        Shell::AgainstNothing => "no comparison",
        Shell::AsOf { day } => return format!("as of {}", speaker.day(*day)),
        Shell::AsOfDay => "As-of day",
        Shell::AsOfHelp => {
            "The day the analysis speaks from. Rows after it are kept, but not looked at."
        }
        Shell::LastDayOfData { day } => {
            return format!("Last day of the data, {}", speaker.day(*day));
        }
        Shell::DayOutside { span } => {
            return format!(
                "Choose a day from {} to {}",
                speaker.day(span.from),
                speaker.day(span.to)
            );
        }
        Shell::AllRows => "All rows",
        Shell::AddFilter => "Add filter",
        Shell::FilterIs { column, value } => return format!("{column}: {value}"),
        Shell::RemoveFilter { column, value } => {
            return format!("Remove the filter {column}: {value}");
        }
        Shell::FilterColumn => "Column",
        Shell::FindValue => "Find a value",
        Shell::RowsWith { rows } => return speaker.counted(*rows, "row", "rows"),
        Shell::MoreValues => "The most frequent 200 values are listed",
        Shell::LedgerRows { read, used } => {
            return format!(
                "{} read = {} used + ",
                speaker.counted(*read, "row", "rows"),
                speaker.count(*used)
            );
        }
        Shell::LedgerSetAside { rows } => return format!("{} set aside", speaker.count(*rows)),
        Shell::LedgerMoney { used, set_aside } => {
            return format!(
                "{} used + {} set aside = the file, to the cent",
                speaker.money(*used, 2),
                speaker.money(*set_aside, 2)
            );
        }
        Shell::LedgerOpen => "This account does not close. Do not rely on these figures.",
        Shell::RowsInView { rows } => {
            return format!("{} in view", speaker.counted(*rows, "row", "rows"));
        }
        Shell::Dismiss => "Dismiss",
        Shell::WhatHappened => "What happened",
        Shell::EngineGaveUpTitle => "The calculation stopped and could not be started again",
        Shell::EngineGaveUpText => {
            "What is on the page stays. Your file is untouched. Nothing was sent. Load the page \
             again to start afresh."
        }
        Shell::EngineGaveUpOnFile => "This file stops the calculation",
        Shell::EngineStoppedTitle => "The calculation stopped",
        Shell::EngineStoppedText => {
            "It was started again with your file and settings. Nothing was sent."
        }
        Shell::StoppedByPerson => "You stopped it. Nothing else has changed.",
        Shell::RequestStopped => "The calculation stopped here. Everything else still works.",
        Shell::Overtaken => "Replaced by a newer request",
        Shell::FileNeeded => "Open the file again to see this",
        Shell::AsBefore => "Everything else is as before.",
        Shell::BuildsDifferTitle => "Parts of two versions met",
        Shell::BuildsDifferText => {
            "Load the page again to get one version. Nothing stored is lost."
        }
        Shell::KeptTitle { day, file } => {
            return format!("Figures of {}, made with {file}", speaker.day_long(*day));
        }
        Shell::KeptText => {
            "Open the file again to see the customers behind them, to filter and to move cut \
             lines. A newer export updates everything."
        }
        Shell::OpenFile => "Open…",
        Shell::PageStoppedTitle => "The page stopped",
        Shell::PageStoppedText => {
            "This is a fault of the program, not of your file. What was stored is still there, \
             and nothing was sent. Load the page again to go on."
        }
        Shell::Reload => "Load the page again",
        Shell::NotKeptTitle => "These figures are not kept",
        Shell::NotKeptFull => {
            "There is no room left on this device. Everything works until you close the tab. \
             Forget an older project to make room."
        }
        Shell::NotKeptNeedsRoom { project } => {
            return format!(
                "There is no room left on this device. Everything works until you close the tab. \
                 The stored figures of {project}, the oldest, can be given up; its file brings \
                 them back."
            );
        }
        Shell::MakeRoom => "Give them up",
        Shell::NotKeptNewer => {
            "A newer version of Regulars wrote what is stored here. It is left alone. Use that \
             version, or forget what is stored."
        }
        Shell::NotKeptBlocked => {
            "This browser keeps nothing for this page. Everything works until you close the tab."
        }
    }
    .to_owned()
}

fn page(id: &str) -> String {
    match id {
        "start" => "Start",
        "import" => "Import",
        "data" => "Data",
        "overview" => "Overview",
        "segments" => "Segments",
        "profit" => "Profit",
        "value" => "Value",
        "triage" => "Hold or let go",
        "retention" => "Retention",
        "leaving" => "Why they leave",
        "ladder" => "Relationships",
        "season" => "Season",
        "customers" => "Customers",
        "customer" => "Customer",
        "privacy" => "Privacy",
        "settings" => "Settings",
        other => other,
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_counted_in_the_right_number() {
        let say = |count| Shell::RequestsSince { count }.say(&Speaker::default());
        assert_eq!(say(0), "0 requests since the page loaded");
        assert_eq!(say(1), "1 request since the page loaded");
    }
}
