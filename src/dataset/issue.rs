use serde::{Deserialize, Serialize};

use super::{MatchCounts, RecordCounts};
use crate::base::{Currency, Day, Money};

/// Why a row is set aside. The order is the order of the problems page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SetAsideReason {
    /// Nothing but blanks.
    BlankLine,
    /// A sum of other rows.
    TotalsRow,
    /// The header once more.
    RepeatedHeader,
    /// A line drawn with dashes.
    RuleLine,
    /// A remark beginning with a number sign.
    CommentLine,
    /// Text above the header.
    Preamble,
    /// Text below the table.
    Footer,
    /// The customer cell is empty.
    MissingCustomer,
    /// The customer cell says that the customer is not known.
    PlaceholderCustomer,
    /// The date cell is empty.
    MissingDate,
    /// The date cell is not a day of the calendar.
    ImpossibleDate,
    /// A date that stands for "unknown" (1900-01-01).
    PlaceholderDate,
    /// A date that lies after today or beyond belief.
    FutureDate,
    /// The amount cell is empty.
    MissingAmount,
    /// The amount cell is not a number.
    UnreadableAmount,
    /// The counts and days of a list of customers are missing or contradict each other.
    UnfitTotals,
    /// Beyond ±10^12 units.
    AmountTooLarge,
    /// The cell holds a spreadsheet error.
    ErrorCell,
    /// More cells than the header: values may have shifted.
    TooManyCells,
    /// In a currency that was not chosen.
    OtherCurrency,
    /// Left out by the person.
    ChosenByPerson,
}

impl SetAsideReason {
    /// The name under which it is stored, exported and marked on the page.
    pub fn id(self) -> &'static str {
        match self {
            Self::BlankLine => "blank_line",
            Self::TotalsRow => "totals_row",
            Self::RepeatedHeader => "repeated_header",
            Self::RuleLine => "rule_line",
            Self::CommentLine => "comment_line",
            Self::Preamble => "preamble",
            Self::Footer => "footer",
            Self::MissingCustomer => "missing_customer",
            Self::PlaceholderCustomer => "placeholder_customer",
            Self::MissingDate => "missing_date",
            Self::ImpossibleDate => "impossible_date",
            Self::PlaceholderDate => "placeholder_date",
            Self::FutureDate => "future_date",
            Self::MissingAmount => "missing_amount",
            Self::UnreadableAmount => "unreadable_amount",
            Self::UnfitTotals => "unfit_totals",
            Self::AmountTooLarge => "amount_too_large",
            Self::ErrorCell => "error_cell",
            Self::TooManyCells => "too_many_cells",
            Self::OtherCurrency => "other_currency",
            Self::ChosenByPerson => "chosen_by_person",
        }
    }
}

/// A mark on a row that is used all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Flag {
    /// Money going back.
    Refund,
    /// Exactly nothing.
    ZeroAmount,
    /// Equal to an earlier row in every cell.
    ExactDuplicate,
    /// Fewer cells than the header.
    ShortRow,
    /// Blanks around the customer id were removed.
    TrimmedId,
    /// A day on which it is due or was paid that cannot be read.
    UnreadDay,
    /// The amount of a whole order once more: used without it.
    RepeatedTotal,
    /// Of an order that did not come about, and used.
    Void,
    /// After the as-of day: in the ledger, out of view in the analyses.
    AfterAsOf,
}

impl Flag {
    /// The name under which it is stored, exported and marked on the page.
    pub fn id(self) -> &'static str {
        match self {
            Self::Refund => "refund",
            Self::ZeroAmount => "zero_amount",
            Self::ExactDuplicate => "exact_duplicate",
            Self::ShortRow => "short_row",
            Self::TrimmedId => "trimmed_id",
            Self::RepeatedTotal => "repeated_total",
            Self::Void => "void",
            Self::UnreadDay => "unread_day",
            Self::AfterAsOf => "after_as_of",
        }
    }
}

/// Rows that a rule of the person's treats otherwise than they would be, or that one could.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Ruling {
    /// Rows without a customer, counted together as one.
    GuestsCounted,
    /// Rows without a customer, given that of the row above.
    CustomersFilled,
    /// Customers whose id says that they are not known, used as customers.
    PlaceholdersUsed,
    /// Customers whose id is a word for a sum, used as customers.
    TotalsUsed,
    /// Rows without a date, given that of the row above.
    DatesFilled,
    /// Dates after today or beyond belief, used.
    FutureUsed,
    /// Rows without an amount, counted as zero.
    AmountsZero,
    /// More cells than the header, used.
    ExtraCellsUsed,
    /// Pieces below zero with money above zero, used as written.
    ReturnsAsWritten,
    /// Pieces below zero with money above zero, read as refunds.
    ReturnsAsRefunds,
}

impl Ruling {
    /// The name under which it is marked on the page.
    pub fn id(self) -> &'static str {
        match self {
            Self::GuestsCounted => "guests_counted",
            Self::CustomersFilled => "customers_filled",
            Self::PlaceholdersUsed => "placeholders_used",
            Self::TotalsUsed => "totals_used",
            Self::DatesFilled => "dates_filled",
            Self::FutureUsed => "future_used",
            Self::AmountsZero => "amounts_zero",
            Self::ExtraCellsUsed => "extra_cells_used",
            Self::ReturnsAsWritten => "returns_as_written",
            Self::ReturnsAsRefunds => "returns_as_refunds",
        }
    }
}

/// One row that was set aside, as it stood in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAsideRow {
    /// Line of the file the record starts on, from 1.
    pub line: u32,
    /// Why.
    pub reason: SetAsideReason,
    /// The record's cells, decoded.
    pub cells: Vec<String>,
}

/// All rows of one reason.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAside {
    /// How many.
    pub rows: u64,
    /// Their money where it is known.
    pub amount: Option<Money>,
}

/// All rows with one flag.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlagCount {
    /// How many.
    pub rows: u64,
    /// Their money.
    pub amount: Money,
}

/// The account of one import: every row and every cent of the file.
///
/// `rows_read` = `rows_used` + Σ set aside; `amount_file` = `amount_total` + Σ known amounts set
/// aside.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reconciliation {
    /// Records after the header, blank lines included.
    pub rows_read: u64,
    /// Rows the analyses use.
    pub rows_used: u64,
    /// By reason, in the reasons' order; only reasons that occur.
    pub set_aside: Vec<(SetAsideReason, SetAside)>,
    /// Money of the rows used.
    pub amount_total: Money,
    /// Money of the whole file, where known.
    pub amount_file: Money,
    /// Distinct customers among the rows used.
    pub customers: u64,
    /// First day among the rows used.
    pub first_day: Option<Day>,
    /// Last day among the rows used.
    pub last_day: Option<Day>,
    /// The currency, when known.
    pub currency: Option<Currency>,
    /// By flag, in the flags' order; only flags that occur.
    pub flags: Vec<(Flag, FlagCount)>,
    /// Rows whose quantity × unit price was rounded.
    pub rounded_rows: u64,
    /// How a table of customers fits, when one was joined.
    pub customers_table: Option<MatchCounts>,
    /// How tables of contacts, campaigns and costs fit.
    pub records: Vec<RecordCounts>,
}

impl Reconciliation {
    /// Rows set aside, all reasons together.
    pub fn rows_set_aside(&self) -> u64 {
        self.set_aside.iter().map(|(_, group)| group.rows).sum()
    }

    /// Money set aside, where known.
    pub fn amount_set_aside(&self) -> Money {
        self.set_aside
            .iter()
            .filter_map(|(_, group)| group.amount)
            .sum()
    }
}

/// What happened to the rows that do not fit: counts of all, and every record as it stood.
#[derive(Clone, Debug, Default)]
pub struct IssueLog {
    /// Set-aside records in file order.
    pub set_aside: Vec<SetAsideRow>,
    /// Set-aside records that are counted and not kept, because they would fill the memory.
    pub not_kept_rows: u64,
    /// First lines of each flag, at most [`IssueLog::EXAMPLES`].
    pub flag_examples: Vec<(Flag, Vec<u32>)>,
}

impl IssueLog {
    /// Examples kept of each flag.
    pub const EXAMPLES: usize = 100;
}
