//! Messages of the customer list and of the frame of a customer's card.

use super::{Language, Message, Say, Speaker};
use crate::base::{Day, Period};

/// Messages of `customers`.
#[derive(Clone, Debug, PartialEq)]
pub enum Customers {
    /// Name of the page.
    Page,
    /// The page and how many customers there are.
    Eyebrow {
        /// In the list.
        shown: i64,
        /// In all.
        of: i64,
    },
    /// The list of everybody.
    AnswerAll {
        /// How many.
        customers: i64,
    },
    /// The list of a set.
    Answer {
        /// How many.
        customers: i64,
        /// What the set is called.
        set: Box<Message>,
    },
    /// No customer is in the list.
    AnswerNobody {
        /// What the set is called.
        set: Box<Message>,
    },
    /// The order of the list.
    SortedBy {
        /// Name of the column.
        column: Box<Message>,
        /// Largest (latest, last letter) first.
        descending: bool,
    },
    /// Name of the search field.
    Find,
    /// What the search field takes.
    FindHint,
    /// Takes a set away.
    ShowAll,
    /// Saves the list.
    Export,
    /// What the colours and bars of the list mean.
    Note {
        /// First row in sight, from 1.
        from: i64,
        /// Last row in sight.
        to: i64,
        /// Rows in all.
        of: i64,
        /// The period of the bars in the accent.
        period: Option<Period>,
        /// The rule by which silence is too long.
        gone: Gone,
    },
    /// Keys of the list.
    KeysMove,
    /// Keys of the list.
    KeysOpen,
    /// The list is being sorted.
    Opening,
    /// The list could not be opened.
    Failed,
    /// The list shown is a stored beginning.
    OnlyFirst {
        /// Rows stored.
        rows: i64,
    },
    /// A list that was not stored.
    NotKept,
    /// What lists, cards and searches need.
    NeedsFile,
    /// Goes to where a file can be opened.
    OpenFile,
    /// Nobody matches.
    Nobody,
    /// What to do when nobody matches.
    NobodyHelp,
    /// The card before in the list.
    Previous,
    /// The card after in the list.
    Next,
    /// Where a card stands in its list.
    PlaceInList {
        /// From 1.
        at: i64,
        /// Rows of the list.
        of: i64,
    },
    /// A card could not be made.
    CardFailed,
    /// Title of what becomes of the alarm.
    AlarmTitle,
    /// What can be done about it.
    AlarmHelp,
    /// It rests.
    AlarmRests {
        /// The as-of day from which it is told again.
        until: Day,
    },
    /// It is done.
    AlarmDone {
        /// The as-of day it was done on.
        on: Day,
    },
    /// Until which day it rests.
    AlarmUntil,
    /// The button.
    AlarmSnooze,
    /// The button.
    AlarmMarkDone,
    /// The button.
    AlarmUndo,
    /// Title of what the person wrote about a customer.
    NoteTitle,
    /// What the note is for and where it stays.
    NoteHelp,
    /// What was written is kept.
    NoteKept,
    /// What was written could not be kept.
    NoteNotKept,
}

/// The rule by which silence is too long, as the note says it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gone {
    /// Over 2.5 usual gaps.
    OwnGap,
    /// Over so many days.
    Days(u32),
    /// Below this chance of still being a customer.
    Chance(f64),
}

impl Say for Customers {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => self.english(speaker),
        }
    }
}

impl Customers {
    fn english(&self, speaker: &Speaker) -> String {
        let customers = |count: i64| speaker.counted(count, "customer", "customers");
        match self {
            Self::Eyebrow { shown, of } if shown == of => {
                format!("Customers, {}", speaker.count(*of))
            }
            Self::Eyebrow { shown, of } => {
                format!(
                    "Customers, {} of {}",
                    speaker.count(*shown),
                    speaker.count(*of)
                )
            }
            Self::AnswerAll { customers: 1 } => "One customer".to_owned(),
            Self::AnswerAll { customers: count } => format!("All {}", customers(*count)),
            Self::Answer {
                customers: count,
                set,
            } => format!("{}: {}", set.say(speaker), customers(*count)),
            Self::AnswerNobody { set } => format!("{}: nobody", set.say(speaker)),
            Self::SortedBy { column, descending } => {
                let order = if *descending {
                    "largest first"
                } else {
                    "smallest first"
                };
                format!("By {}, {order}", lower_first(&column.say(speaker)))
            }
            Self::Note {
                from,
                to,
                of,
                period,
                gone,
            } => {
                let seen = if to < from {
                    String::new()
                } else {
                    format!(
                        "{} to {} of {} in view. ",
                        speaker.count(*from),
                        speaker.count(*to),
                        speaker.count(*of)
                    )
                };
                let bars = period.map_or_else(
                    || "Bars: spending by month. ".to_owned(),
                    |period| {
                        format!(
                            "Bars: spending by month, {} in the accent, earlier months in grey. ",
                            speaker.period(period)
                        )
                    },
                );
                let silent = match gone {
                    Gone::OwnGap => format!(
                        "Red: silent for more than {} usual gaps",
                        speaker.number(2.5, 1)
                    ),
                    Gone::Chance(below) => format!(
                        "Red: a chance below {} of still being a customer",
                        speaker.percent(*below, 0)
                    ),
                    Gone::Days(days) => {
                        format!(
                            "Red: silent for more than {}",
                            speaker.days(f64::from(*days))
                        )
                    }
                };
                format!("{seen}{bars}{silent}")
            }
            Self::OnlyFirst { rows } => format!(
                "These are the first {} of the list as they were stored",
                customers(*rows)
            ),
            Self::PlaceInList { at, of } => {
                format!("{} of {}", speaker.count(*at), speaker.count(*of))
            }
            Self::AlarmRests { until } => format!(
                "The alarm rests until {} or the next visit",
                speaker.day(*until)
            ),
            Self::AlarmDone { on } => format!(
                "Done on {}: the alarm rests until the next visit",
                speaker.day(*on)
            ),
            Self::Page
            | Self::Find
            | Self::FindHint
            | Self::ShowAll
            | Self::Export
            | Self::KeysMove
            | Self::KeysOpen
            | Self::Opening
            | Self::Failed
            | Self::NotKept
            | Self::NeedsFile
            | Self::OpenFile
            | Self::Nobody
            | Self::NobodyHelp
            | Self::Previous
            | Self::Next
            | Self::CardFailed
            | Self::AlarmTitle
            | Self::AlarmHelp
            | Self::AlarmUntil
            | Self::AlarmSnooze
            | Self::AlarmMarkDone
            | Self::AlarmUndo
            | Self::NoteTitle
            | Self::NoteHelp
            | Self::NoteKept
            | Self::NoteNotKept => self.english_words().to_owned(),
        }
    }

    /// Sentences without arguments; those with some are said by [`Self::english`].
    fn english_words(&self) -> &'static str {
        match self {
            Self::Eyebrow { .. }
            | Self::AnswerAll { .. }
            | Self::Answer { .. }
            | Self::AnswerNobody { .. }
            | Self::SortedBy { .. }
            | Self::AlarmRests { .. }
            | Self::AlarmDone { .. }
            | Self::Note { .. }
            | Self::OnlyFirst { .. }
            | Self::PlaceInList { .. } => "",
            Self::Page => "Customers",
            Self::Find => "Find",
            Self::FindHint => "Find a name or number",
            Self::ShowAll => "Show all customers",
            Self::Export => "Export CSV",
            Self::KeysMove => "move",
            Self::KeysOpen => "open the card",
            Self::Opening => "Sorting the customers",
            Self::Failed => "The list could not be opened",
            Self::NotKept => "This list needs the file",
            Self::NeedsFile => {
                "Lists, searches and cards are made from the rows, and rows are never stored. Open the file again to see them."
            }
            Self::OpenFile => "Open the file…",
            Self::Nobody => "Nobody here",
            Self::NobodyHelp => "No customer in view fits. Search for less, or show all customers.",
            Self::Previous => "Previous",
            Self::Next => "Next",
            Self::CardFailed => "This card could not be made",
            Self::AlarmTitle => "Silence alarm",
            Self::AlarmHelp => {
                "Dealt with? It leaves the alarm until the day you set, or until the next visit"
            }
            Self::AlarmUntil => "Until",
            Self::AlarmSnooze => "Snooze",
            Self::AlarmMarkDone => "Done",
            Self::AlarmUndo => "Take back",
            Self::NoteTitle => "Your note",
            Self::NoteHelp => {
                "Stays in this browser, with this customer, also when you open a newer file"
            }
            Self::NoteKept => "Kept",
            Self::NoteNotKept => "Not stored. The note lasts until the page is left.",
        }
    }
}

/// The text with a small first letter, when its second is small too (not an abbreviation).
fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(message: &Customers) -> String {
        message.say(&Speaker::default())
    }

    #[test]
    fn the_eyebrow_counts_the_list_and_the_whole() {
        assert_eq!(
            say(&Customers::Eyebrow {
                shown: 6_204,
                of: 6_204
            }),
            "Customers, 6,204"
        );
        assert_eq!(
            say(&Customers::Eyebrow {
                shown: 980,
                of: 6_204
            }),
            "Customers, 980 of 6,204"
        );
    }

    #[test]
    fn the_note_names_the_rule_in_force() {
        let note = |gone| {
            say(&Customers::Note {
                from: 1,
                to: 17,
                of: 6_204,
                period: Period::year(2025),
                gone,
            })
        };
        assert_eq!(
            note(Gone::OwnGap),
            "1 to 17 of 6,204 in view. Bars: spending by month, 2025 in the accent, earlier \
             months in grey. Red: silent for more than 2.5 usual gaps"
        );
        assert!(note(Gone::Days(180)).ends_with("Red: silent for more than 180 days"));
    }

    #[test]
    fn the_order_is_said_with_the_column() {
        let sorted = |column: &str| {
            say(&Customers::SortedBy {
                column: Box::new(Message::Verbatim(column.to_owned())),
                descending: true,
            })
        };
        assert_eq!(sorted("Revenue 2025"), "By revenue 2025, largest first");
        assert_eq!(sorted("ABC class"), "By ABC class, largest first");
    }
}
