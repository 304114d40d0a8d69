//! Messages of `quality`: why rows are set aside or flagged, and what happens to them.

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};
use crate::dataset::{Flag, Ruling, SetAsideReason};

/// Messages of `quality`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Quality {
    /// Name of a cause for setting rows aside.
    Reason(SetAsideReason),
    /// Name of a mark on rows that are used.
    Flag(Flag),
    /// What happens to the rows of a cause, and why.
    ReasonHappens(SetAsideReason),
    /// What happens to the rows with a mark, and why.
    FlagHappens(Flag),
    /// Name of a mark on rows that the person left out.
    LeftOut(Flag),
    /// Name of what a rule made of rows, or could.
    Ruled(Ruling),
    /// What happens to them, and why.
    RuledHappens(Ruling),
    /// Another rule: rows without a customer counted together.
    CountAsOneCustomer,
    /// Another rule: rows without a customer are the one's above.
    CustomerOfRowAbove,
    /// Another rule: rows without a date are of the day above.
    DateOfRowAbove,
    /// Another rule: a word is somebody's id.
    TheyAreCustomers,
    /// Another rule: rows without an amount count as zero.
    CountAsZero,
    /// Another rule: goods that came back are refunds.
    TreatAsRefunds,
    /// Another rule: rows used by a rule set aside again.
    SetThemAside,
    /// Another rule: these rows left out.
    LeaveOut,
    /// Another rule: rows left out by the person used again.
    UseThem,
    /// Ids that differ only in case or in blanks within.
    IdVariants {
        /// Ids of such groups.
        ids: u64,
        /// Customers they would be.
        customers: u64,
    },
    /// Customers of the same name under several ids.
    SameName {
        /// Their ids.
        ids: u64,
        /// Names.
        names: u64,
    },
    /// Ids that were joined.
    IdsMerged,
    /// Takes every line for its own money.
    AddLinesUp,
    /// Customers whose id a table of customers writes otherwise.
    TableIdVariants,
    /// What happens to ids that look alike.
    KeptApart,
    /// What happens to ids of one name.
    KeptApartByName,
    /// What happened to ids that look alike.
    Merged,
    /// Another rule: ids that look alike are one customer's.
    MergeThem,
    /// Another rule: ids that look alike are several customers'.
    KeepThemApart,
    /// Another rule: rows used as they stand.
    UseAsTheyStand,
    /// The download does not hold all rows set aside.
    NotAllKept {
        /// Rows that were only counted.
        rows: u64,
    },
}

impl Say for Quality {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => self.english(speaker),
        }
    }
}

impl Quality {
    fn english(&self, speaker: &Speaker) -> String {
        match self {
            Self::Reason(reason) => reason_label(*reason),
            Self::Flag(flag) => flag_label(*flag),
            Self::ReasonHappens(reason) => reason_happens(*reason),
            Self::FlagHappens(flag) => flag_happens(*flag),
            Self::LeftOut(flag) => return format!("{}, left out", flag_label(*flag)),
            Self::Ruled(ruling) => ruled(*ruling).0,
            Self::RuledHappens(ruling) => ruled(*ruling).1,
            Self::CountAsOneCustomer => "Count as one customer",
            Self::CustomerOfRowAbove => "Take the customer of the row above",
            Self::DateOfRowAbove => "Take the date of the row above",
            Self::TheyAreCustomers => "They are customers",
            Self::CountAsZero => "Count as zero",
            Self::TreatAsRefunds => "Treat as refunds",
            Self::SetThemAside => "Set them aside",
            Self::LeaveOut => "Leave them out",
            Self::UseThem => "Use them",
            Self::IdVariants { ids, customers } => {
                return format!(
                    "{} that differ only in case or blanks, perhaps {}",
                    speaker.counted(*ids as i64, "id", "ids"),
                    speaker.counted(*customers as i64, "customer", "customers")
                );
            }
            Self::SameName { ids, names } => {
                return format!(
                    "{} shared by {}",
                    speaker.counted(*names as i64, "name", "names"),
                    speaker.counted(*ids as i64, "id", "ids")
                );
            }
            Self::IdsMerged => "Ids joined with others",
            Self::AddLinesUp => "Add the lines up",
            Self::TableIdVariants => "Customers whose id the second table writes otherwise",
            Self::KeptApart => "Used, every spelling as a customer of its own",
            Self::KeptApartByName => "Used, every id as a customer of its own",
            Self::Merged => "Used, as you chose: case and blanks make no difference",
            Self::MergeThem => "Join them",
            Self::KeepThemApart => "Keep them apart",
            Self::UseAsTheyStand => "Use them as they stand",
            Self::NotAllKept { rows } => {
                return format!(
                    "{} set aside beyond what is kept for download; all are counted",
                    speaker.counted(*rows as i64, "row was", "rows were")
                );
            }
        }
        .to_owned()
    }
}

fn reason_label(reason: SetAsideReason) -> &'static str {
    match reason {
        SetAsideReason::BlankLine => "Blank line",
        SetAsideReason::TotalsRow => "Sum of other rows",
        SetAsideReason::RepeatedHeader => "Header once more",
        SetAsideReason::RuleLine => "Drawn line",
        SetAsideReason::CommentLine => "Remark",
        SetAsideReason::Preamble => "Text above the table",
        SetAsideReason::Footer => "Text below the table",
        SetAsideReason::MissingCustomer => "No customer",
        SetAsideReason::PlaceholderCustomer => "Customer not known",
        SetAsideReason::MissingDate => "No date",
        SetAsideReason::ImpossibleDate => "Date that cannot be read",
        SetAsideReason::PlaceholderDate => "Date that stands for none",
        SetAsideReason::FutureDate => "Date in the future",
        SetAsideReason::MissingAmount => "No amount",
        SetAsideReason::UnreadableAmount => "Amount that cannot be read",
        SetAsideReason::UnfitTotals => "Purchases and days that do not fit",
        SetAsideReason::AmountTooLarge => "Amount beyond belief",
        SetAsideReason::ErrorCell => "Spreadsheet error",
        SetAsideReason::TooManyCells => "Too many cells",
        SetAsideReason::OtherCurrency => "Other currency",
        SetAsideReason::ChosenByPerson => "Left out by you",
    }
}

fn reason_happens(reason: SetAsideReason) -> &'static str {
    match reason {
        SetAsideReason::BlankLine => "Set aside, they hold nothing",
        SetAsideReason::TotalsRow => "Set aside, their money is in the rows above",
        SetAsideReason::RepeatedHeader => "Set aside, they are no sales",
        SetAsideReason::RuleLine => "Set aside, they hold nothing but marks",
        SetAsideReason::CommentLine | SetAsideReason::Preamble | SetAsideReason::Footer => {
            "Set aside, they are no sales"
        }
        SetAsideReason::MissingCustomer => "Set aside, nobody can be told from them",
        SetAsideReason::PlaceholderCustomer => "Set aside, many people share this id",
        SetAsideReason::MissingDate => "Set aside, they belong to no day",
        SetAsideReason::ImpossibleDate => {
            "Set aside, no calendar has this day as it is written here"
        }
        SetAsideReason::PlaceholderDate => "Set aside, programs write this day when they know none",
        SetAsideReason::FutureDate => "Set aside, one such day would move the end of the data",
        SetAsideReason::MissingAmount => "Set aside, their money is not known",
        SetAsideReason::UnreadableAmount => {
            "Set aside, this is no number as the column writes them"
        }
        SetAsideReason::UnfitTotals => {
            "Set aside, the number of purchases or the days are missing or contradict each other"
        }
        SetAsideReason::AmountTooLarge => "Set aside, one row is above 1,000,000,000,000",
        SetAsideReason::ErrorCell => "Set aside, the spreadsheet could not compute the cell",
        SetAsideReason::TooManyCells => "Set aside, values may stand in the wrong columns",
        SetAsideReason::OtherCurrency => "Set aside, amounts of two currencies must not be added",
        SetAsideReason::ChosenByPerson => "Set aside, as you chose",
    }
}

fn flag_label(flag: Flag) -> &'static str {
    match flag {
        Flag::Refund => "Refund",
        Flag::ZeroAmount => "Amount is zero",
        Flag::ExactDuplicate => "Exact copy of another row",
        Flag::ShortRow => "Too few cells",
        Flag::TrimmedId => "Blanks around the customer",
        Flag::RepeatedTotal => "Order total once more",
        Flag::Void => "Cancelled, failed or paid back",
        Flag::UnreadDay => "Due or paid date that cannot be read",
        Flag::AfterAsOf => "After the as-of day",
    }
}

fn flag_happens(flag: Flag) -> &'static str {
    match flag {
        Flag::Refund => "Used, they reduce the customer’s money on the day they were booked",
        Flag::ZeroAmount => "Used, free goods are visits too",
        Flag::ExactDuplicate => "Used, two equal sales on one day can be real",
        Flag::ShortRow => "Used, customer, date and amount are there",
        Flag::TrimmedId => "Used, without the blanks",
        Flag::Void => "Used, as you chose",
        Flag::UnreadDay => "Used, but whether and when they were paid counts as not known",
        Flag::RepeatedTotal => {
            "Used without their amount: it is the whole order’s, and counts on its first line"
        }
        Flag::AfterAsOf => "In the account, out of the analyses",
    }
}

fn ruled(ruling: Ruling) -> (&'static str, &'static str) {
    match ruling {
        Ruling::GuestsCounted => (
            "Counted as one customer",
            "Used, as you chose: all without a customer together",
        ),
        Ruling::CustomersFilled => (
            "Customer taken from the row above",
            "Used, as you chose: the cell is empty where the customer repeats",
        ),
        Ruling::PlaceholdersUsed => (
            "Customer whose id reads “unknown”",
            "Used, as you chose: as customers like any other",
        ),
        Ruling::TotalsUsed => (
            "Customer whose id reads “total”",
            "Used, as you chose: as customers like any other",
        ),
        Ruling::DatesFilled => (
            "Date taken from the row above",
            "Used, as you chose: the cell is empty where the date repeats",
        ),
        Ruling::FutureUsed => (
            "Date in the future, used",
            "Used, as you chose: the data end with the last of them",
        ),
        Ruling::AmountsZero => (
            "No amount, counted as zero",
            "Used, as you chose: a visit without money",
        ),
        Ruling::ExtraCellsUsed => (
            "More cells than the header, used",
            "Used, as you chose: by the columns they stand in",
        ),
        Ruling::ReturnsAsWritten => (
            "Goods back, money above zero",
            "Used, with the sign the money has in the file",
        ),
        Ruling::ReturnsAsRefunds => (
            "Goods back, read as refunds",
            "Used, as you chose: the money counts below zero",
        ),
    }
}
