//! Messages of the parts every page is made of.

use super::{Language, Say, Speaker};

/// Messages of `widgets`.
#[derive(Clone, Debug, PartialEq)]
pub enum Widgets {
    /// Shows the data of a chart as a table, in its place.
    Table,
    /// Shows the chart again.
    Chart,
    /// Opens the menu of files.
    Save,
    /// Saves the drawing, made of lines.
    SaveDrawing,
    /// Saves a picture, made of pixels.
    SavePicture,
    /// Saves the table with the same data.
    SaveData,
    /// Format of a drawing.
    Svg,
    /// Format of a picture, so many times the size on screen.
    Png {
        /// 1, 2 or 3.
        times: u8,
    },
    /// Format of the data.
    Csv,
    /// A picture could not be made.
    PictureFailed,
    /// What to do then.
    PictureFailedInstead,
    /// How a chart is walked, read to those who cannot see it.
    WalkHint,
    /// What Enter does at a mark that opens customers.
    EnterOpensCustomers,
    /// What Enter does at a mark that opens a card.
    EnterOpensCard,
    /// What Enter does at a mark that goes elsewhere or sets something.
    EnterActs,
    /// How a line is moved, read to those who cannot see it.
    HandleHint,
    /// Title of the side panel.
    ExplainThisNumber,
    /// What a figure is, and that it explains itself.
    FigureExplains {
        /// Its name.
        label: String,
        /// The figure as shown.
        value: String,
    },
    /// Closes the side panel.
    Close,
    /// Part of the side panel.
    InWords,
    /// Part of the side panel.
    WithNumbers,
    /// Part of the side panel.
    WhereFrom,
    /// Part of the side panel.
    WhatWouldBeWrong,
    /// Part of the side panel.
    More,
    /// Opens the customers behind a figure.
    OpenBehind,
    /// Copies the explanation.
    CopyAsText,
    /// The explanation was copied.
    Copied,
    /// The figure of the compared period.
    From {
        /// As shown.
        previous: String,
    },
    /// Both ends of an interval.
    Range {
        /// Lower end as shown.
        low: String,
        /// Upper end as shown.
        high: String,
    },
    /// Both ends of an interval that leaves the direction open.
    RangeMayBeChance {
        /// Lower end as shown.
        low: String,
        /// Upper end as shown.
        high: String,
    },
    /// The change without an interval leaves the direction open.
    MayBeChance,
    /// What an interval drawing shows, read to those who cannot see it.
    IntervalDrawing {
        /// Lower end as shown.
        low: String,
        /// Upper end as shown.
        high: String,
    },
    /// Takes the last change of a setting back.
    Undo,
    /// Does it again.
    Redo,
    /// Where a span of days is a whole number.
    Days {
        /// How many.
        days: i64,
    },
    /// What small bars show, read to those who cannot see them.
    Bars {
        /// How many.
        bars: usize,
        /// How many of the last are in the period.
        recent: usize,
    },
    /// A value that is not known.
    NotKnown,
    /// A number that is outside what is allowed.
    OutOfRange {
        /// Least as shown.
        min: String,
        /// Most as shown.
        max: String,
    },
    /// A panel is being computed.
    Computing,
    /// Ends what is being computed.
    Stop,
    /// A panel could not be computed.
    PanelFailed,
    /// What holds when a panel could not be computed.
    PanelFailedKept,
    /// Asks again.
    TryAgain,
    /// Opens a file.
    OpenFile,
    /// There is nothing to show on this page.
    NothingYet,
    /// What would make it show something.
    NothingYetNeeds,
    /// The source line of a saved picture.
    SavedFrom {
        /// What stands under the chart.
        source: String,
        /// The project or file.
        name: String,
    },
    /// Shows a row's further columns on a small screen.
    RowMore,
}

impl Say for Widgets {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => self.english(speaker),
        }
    }
}

impl Widgets {
    fn english(&self, speaker: &Speaker) -> String {
        match self {
            Self::FigureExplains { label, value } => {
                return format!("{label}, {value}. Explain this number");
            }
            Self::From { previous } => return format!("from {previous}"),
            Self::Range { low, high } => return format!("{low} to {high}"),
            Self::RangeMayBeChance { low, high } => {
                return format!("{low} to {high}, may be chance");
            }
            Self::IntervalDrawing { low, high } => return format!("Interval {low} to {high}"),
            Self::Days { days: 1 } => return "1 day".to_owned(),
            Self::Days { days } => return format!("{} days", speaker.count(*days)),
            Self::Bars { bars, recent } => {
                return format!("{bars} bars, the last {recent} in the period");
            }
            Self::OutOfRange { min, max } => return format!("Between {min} and {max}"),
            Self::SavedFrom { source, name } => {
                return match (source.is_empty(), name.is_empty()) {
                    (true, _) => name.clone(),
                    (_, true) => source.clone(),
                    _ => format!("{source} · {name}"),
                };
            }
            Self::Png { times } => return format!("PNG, {times}×"),
            Self::Table => "Table",
            Self::Chart => "Chart",
            Self::Save => "Save",
            Self::SaveDrawing => "Drawing",
            Self::SavePicture => "Picture",
            Self::SaveData => "Data",
            Self::Svg => "SVG",
            Self::Csv => "CSV",
            Self::PictureFailed => "The picture could not be made",
            Self::PictureFailedInstead => "Save it as a drawing instead. The page is as it was.",
            Self::WalkHint => {
                "Arrow keys walk the marks, Home and End jump, Enter opens, Escape leaves"
            }
            Self::EnterOpensCustomers => "Enter opens the customers",
            Self::EnterOpensCard => "Enter opens the card",
            Self::EnterActs => "Enter follows",
            Self::HandleHint => "Arrow keys move the line, Shift ten steps, Enter types a value",
            Self::ExplainThisNumber => "Explain this number",
            Self::Close => "Close",
            Self::InWords => "In words",
            Self::WithNumbers => "With this shop’s numbers",
            Self::WhereFrom => "Where it comes from",
            Self::WhatWouldBeWrong => "What would make it wrong",
            Self::More => "More",
            Self::OpenBehind => "Open the customers behind it",
            Self::CopyAsText => "Copy as text",
            Self::Copied => "Copied",
            Self::MayBeChance => "may be chance",
            Self::Undo => "Undo",
            Self::Redo => "Redo",
            Self::NotKnown => "not known",
            Self::Computing => "Computing",
            Self::Stop => "Stop",
            Self::PanelFailed => "This analysis stopped",
            Self::PanelFailedKept => "Your file and settings are kept. Nothing was sent.",
            Self::TryAgain => "Try again",
            Self::OpenFile => "Open the file…",
            Self::NothingYet => "There are no figures yet",
            Self::NothingYetNeeds => {
                "A file with customers, dates and amounts shows them here. It stays on this machine."
            }
            Self::RowMore => "More of this row",
        }
        .to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_that_leaves_the_direction_open_says_so() {
        let range = Widgets::RangeMayBeChance {
            low: "−2.2%".to_owned(),
            high: "3.2%".to_owned(),
        };
        assert_eq!(
            range.say(&Speaker::default()),
            "−2.2% to 3.2%, may be chance"
        );
    }

    #[test]
    fn one_day_is_singular() {
        let speaker = Speaker::default();
        assert_eq!(Widgets::Days { days: 1 }.say(&speaker), "1 day");
        assert_eq!(Widgets::Days { days: 2 }.say(&speaker), "2 days");
    }

    #[test]
    fn a_source_line_joins_only_what_there_is() {
        let say = |source: &str, name: &str| {
            Widgets::SavedFrom {
                source: source.to_owned(),
                name: name.to_owned(),
            }
            .say(&Speaker::default())
        };
        assert_eq!(say("36 months", "a.csv"), "36 months · a.csv");
        assert_eq!(say("", "a.csv"), "a.csv");
        assert_eq!(say("36 months", ""), "36 months");
    }
}
