//! What the data page says: what became of every row.

use super::{Language, Say, Speaker};
use crate::base::Day;

/// What the data page says.
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// Small line above the heading.
    Eyebrow,
    /// Nothing was set aside.
    AllUsed {
        /// Rows.
        rows: i64,
    },
    /// Some rows were set aside.
    Accounted {
        /// Rows set aside.
        set_aside: i64,
        /// Their part of all rows.
        share: f64,
    },
    /// Some rows were set aside, and what they would add to the last year they are in.
    AccountedMoves {
        /// Rows set aside.
        set_aside: i64,
        /// That year.
        year: i32,
        /// Their money as a share of the year's.
        share: f64,
    },
    /// The account does not close.
    DoesNotClose,
    /// What the page is for.
    Lede {
        /// First day.
        first: Day,
        /// Last day.
        last: Day,
        /// Customers.
        customers: i64,
    },
    /// Decide anew.
    ReadAgain,
    /// Another file.
    OtherFile,
    /// Heading of the causes.
    Causes {
        /// How many.
        count: i64,
    },
    /// How they are ordered.
    CausesSub,
    /// Heading of the odd rows before they are analysed.
    OddRows,
    /// Nothing odd.
    EveryRowFits,
    /// A share of the file's money.
    ShareOfMoney {
        /// 0 … 1.
        share: f64,
    },
    /// Column head of the first examples.
    Examples,
    /// Lines of examples.
    Lines {
        /// The file or sheet, empty when there is one only, and the line within it.
        lines: Vec<(String, i64)>,
    },
    /// Column head of the file or sheet.
    Part,
    /// Column head of the year.
    Year,
    /// Column head of the money used in a year.
    UsedInYear,
    /// Column head of what rows set aside would add.
    IfUsed,
    /// Column head of what rows used would take away.
    IfLeftOut,
    /// Column heads.
    Cause,
    /// Rows.
    Rows,
    /// Money.
    Money,
    /// What happened.
    Now,
    /// Line of an example.
    Line,
    /// The record as it stood.
    Record,
    /// How many of how many examples.
    ExamplesOf {
        /// Shown.
        shown: i64,
        /// In all.
        of: i64,
    },
    /// The sum.
    SetAside,
    /// Saves them.
    Download,
    /// Heading of the marked rows.
    ReadWithCare,
    /// What is so about them.
    ReadWithCareSub,
    /// Heading of what was written about customers that the file does not have.
    Unmatched {
        /// How many notes.
        count: i64,
    },
    /// What became of it.
    UnmatchedSub,
    /// Column heads.
    UnmatchedCustomer,
    /// The text.
    UnmatchedNote,
    /// The day it was written.
    UnmatchedDay,
    /// Amounts that were rounded.
    Rounded {
        /// How many rows.
        rows: i64,
    },
    /// Heading of the columns.
    Columns,
    /// Column head.
    Column,
    /// Column head.
    Meaning,
}

impl Say for Data {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english(self, speaker),
        }
    }
}

fn english(message: &Data, speaker: &Speaker) -> String {
    match message {
        Data::Eyebrow => "Data, after import",
        Data::AllUsed { rows } => {
            return format!("All {} are used", speaker.counted(*rows, "row", "rows"));
        }
        Data::Accounted { set_aside, share } => {
            let verb = if *set_aside == 1 { "is" } else { "are" };
            return format!(
                "Every row is accounted for; {} {verb} set aside, {} of all",
                speaker.count(*set_aside),
                small_share(*share, speaker)
            );
        }
        Data::AccountedMoves {
            set_aside,
            year,
            share,
        } => {
            return format!(
                "Every row is accounted for; the {} set aside would move {year} by {}",
                speaker.count(*set_aside),
                small_share(share.abs(), speaker)
            );
        }
        Data::DoesNotClose => "The account does not close: do not rely on these figures",
        Data::Lede {
            first,
            last,
            customers,
        } => {
            return format!(
                "{} from {} to {}. Every decision below can be taken back: the file is read again \
                 by it.",
                speaker.counted(*customers, "customer", "customers"),
                speaker.day_long(*first),
                speaker.day_long(*last)
            );
        }
        Data::ReadAgain => "Read again…",
        Data::OtherFile => "Open another file…",
        Data::Causes { count: 1 } => "One cause, decided once",
        Data::Causes { count } => {
            return format!(
                "{}, each decided once",
                speaker.counted(*count, "cause", "causes")
            );
        }
        Data::OddRows => "Rows that do not fit",
        Data::EveryRowFits => "Every row fits",
        Data::ShareOfMoney { share } => {
            return format!("{} of the money", small_share(*share, speaker));
        }
        Data::Examples => "First examples",
        Data::Lines { lines } => {
            let place = |(part, line): &(String, i64)| match part.as_str() {
                "" => speaker.count(*line),
                part => format!("{part} {}", speaker.count(*line)),
            };
            let places: Vec<String> = lines.iter().map(place).collect();
            let word = if lines.len() == 1 { "line" } else { "lines" };
            return format!("{word} {}", places.join("; "));
        }
        Data::Part => "File or sheet",
        Data::Year => "Year",
        Data::UsedInYear => "Used in the year",
        Data::IfUsed => "If used",
        Data::IfLeftOut => "If left out",
        Data::CausesSub => {
            "Open a cause to see its first rows as they stand in the file, and what they would move"
        }
        Data::Cause => "Cause",
        Data::Rows => "Rows",
        Data::Money => "Money",
        Data::Now => "What happens",
        Data::Line => "Line",
        Data::Record => "As it stands in the file",
        Data::ExamplesOf { shown, of } => {
            return format!("{} of {}", speaker.count(*shown), speaker.count(*of));
        }
        Data::SetAside => "Set aside",
        Data::Download => "Download these rows",
        Data::ReadWithCare => "Used, but read with care",
        Data::ReadWithCareSub => "No amount and no date was changed",
        Data::Unmatched { count } => {
            return format!(
                "{} about customers who are not in this file",
                speaker.counted(*count, "note", "notes")
            );
        }
        Data::UnmatchedSub => "Kept, and back with the customer when a file has this id again",
        Data::UnmatchedCustomer => "Customer id",
        Data::UnmatchedNote => "Note",
        Data::UnmatchedDay => "Written on",
        Data::Rounded { rows } => {
            return format!(
                "Quantity × unit price was rounded at the fourth decimal in {}",
                speaker.counted(*rows, "row", "rows")
            );
        }
        Data::Columns => "How the file was read",
        Data::Column => "Column",
        Data::Meaning => "Meaning",
    }
    .to_owned()
}

/// A small share keeps one decimal, and never reads as nothing.
fn small_share(share: f64, speaker: &Speaker) -> String {
    if share > 0.0 && share < 0.000_5 {
        match speaker.language {
            Language::English => format!("less than {}", speaker.percent(0.001, 1)),
        }
    } else {
        speaker.percent(share, 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(message: &Data) -> String {
        message.say(&Speaker::default())
    }

    #[test]
    fn lines_name_their_file_where_there_are_several() {
        let lines = |lines: &[(&str, i64)]| Data::Lines {
            lines: lines
                .iter()
                .map(|(part, line)| ((*part).to_owned(), *line))
                .collect(),
        };
        assert_eq!(say(&lines(&[("", 5012)])), "line 5,012");
        assert_eq!(
            say(&lines(&[("May", 2), ("June", 7)])),
            "lines May 2; June 7"
        );
    }

    #[test]
    fn few_rows_set_aside_do_not_read_as_none() {
        assert_eq!(
            say(&Data::Accounted {
                set_aside: 1,
                share: 0.000_01
            }),
            "Every row is accounted for; 1 is set aside, less than 0.1% of all"
        );
        assert_eq!(
            say(&Data::Accounted {
                set_aside: 317,
                share: 0.0065
            }),
            "Every row is accounted for; 317 are set aside, 0.7% of all"
        );
    }
}
