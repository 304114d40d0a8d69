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
    /// The cause of a group, by its id.
    Reason {
        /// As in the account.
        id: String,
    },
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
    /// None.
    NothingMarked,
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
    /// A mark, by its id.
    Mark {
        /// As in the account.
        id: String,
    },
    /// What was done with marked rows.
    MarkDone {
        /// As in the account.
        id: String,
    },
    /// Column head.
    Found,
    /// Column head.
    Done,
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
        Data::DoesNotClose => "The account does not close: do not rely on these figures",
        Data::Lede {
            first,
            last,
            customers,
        } => {
            return format!(
                "{} from {} to {}. Every decision below can be taken back by reading the file \
                 again.",
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
        Data::CausesSub => "Open a cause to see its first rows as they stand in the file",
        Data::Reason { id } => return reason(id).to_owned(),
        Data::Cause => "Cause",
        Data::Rows => "Rows",
        Data::Money => "Money",
        Data::Now => "What happened",
        Data::Line => "Line",
        Data::Record => "As it stands in the file",
        Data::ExamplesOf { shown, of } => {
            return format!("{} of {}", speaker.count(*shown), speaker.count(*of));
        }
        Data::SetAside => "Set aside",
        Data::Download => "Download these rows",
        Data::ReadWithCare => "Used, but read with care",
        Data::ReadWithCareSub => "No amount and no date was changed",
        Data::NothingMarked => "No used row is unusual",
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
        Data::Mark { id } => return mark(id).0.to_owned(),
        Data::MarkDone { id } => return mark(id).1.to_owned(),
        Data::Found => "Found",
        Data::Done => "Done",
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

fn reason(id: &str) -> &str {
    match id {
        "blank_line" => "Blank line",
        "totals_row" => "Sum of other rows",
        "repeated_header" => "Header repeated",
        "rule_line" => "Drawn line",
        "preamble" => "Text above the header",
        "footer" => "Text below the table",
        "missing_customer" => "No customer",
        "placeholder_customer" => "Customer “unknown”",
        "missing_date" => "No date",
        "impossible_date" => "Not a day of the calendar",
        "placeholder_date" => "Date that stands for “unknown”",
        "future_date" => "Date in the future",
        "missing_amount" => "No amount",
        "unfit_totals" => "Purchases and days do not fit",
        "unreadable_amount" => "Amount is not a number",
        "amount_too_large" => "Amount beyond belief",
        "error_cell" => "Spreadsheet error",
        "too_many_cells" => "More cells than columns",
        "other_currency" => "Other currency",
        "chosen_by_person" => "Left out by you",
        other => other,
    }
}

fn mark(id: &str) -> (&str, &str) {
    match id {
        "refund" => (
            "Money going back",
            "reduces the customer’s money, is no visit",
        ),
        "zero_amount" => ("Amount of exactly zero", "used"),
        "exact_duplicate" => ("Exact copy of an earlier row", "used"),
        "short_row" => ("Fewer cells than columns", "missing cells read as empty"),
        "trimmed_id" => ("Blanks around the customer", "removed"),
        "after_as_of" => ("After the as-of day", "kept, but out of view"),
        other => (other, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(message: &Data) -> String {
        message.say(&Speaker::default())
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
