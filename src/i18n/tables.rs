//! What the import page says of tables that are no sales.

use super::{Language, Say, Speaker};
use crate::base::Money;

/// What the import page says of tables that are no sales.
#[derive(Clone, Debug, PartialEq)]
pub enum Tables {
    /// Heading: one row a customer.
    OfTotals,
    /// What can be said of it.
    OfTotalsCan,
    /// What cannot, and what to do.
    OfTotalsCannot,
    /// In place of the period's choices.
    WholeTime,
    /// Label of the day up to which a list counts.
    CountedTo,
    /// Heading: a table with one row a customer.
    CustomersTable {
        /// Name of the file or sheet.
        name: String,
    },
    /// What it is for.
    CustomersTableWhy,
    /// It is not joined.
    LeftOut,
    /// How many customers have a row.
    Matched {
        /// With one.
        matched: i64,
        /// Of how many.
        of: i64,
        /// Rows of the table.
        rows: i64,
    },
    /// Customers without a row.
    WithoutRow {
        /// How many.
        customers: i64,
        /// Their money.
        amount: Money,
    },
    /// Rows without a customer of the sales.
    WithoutCustomer {
        /// How many.
        rows: i64,
    },
    /// Rows whose id stands above.
    Repeated {
        /// How many.
        rows: i64,
    },
    /// Rows without an id.
    WithoutId {
        /// How many.
        rows: i64,
    },
    /// Heading: what each of several files is.
    Files,
    /// What it changes.
    FilesWhy,
    /// Heading: what the other sheets of a workbook are.
    Sheets,
    /// What it changes.
    SheetsWhy,
    /// Reads the files as chosen.
    OpenAs,
    /// What a file holds.
    Kind {
        /// Id of the kind.
        id: String,
    },
    /// Heading: a table with any number of rows a customer.
    RecordsTable {
        /// Id of its kind.
        id: String,
        /// Name of the file.
        name: String,
    },
    /// What it is for.
    RecordsTableWhy {
        /// Whether it holds costs, which the profit statement takes off.
        of_costs: bool,
    },
    /// How many of its rows are joined, and to whom.
    RecordsUsed {
        /// Rows joined.
        used: i64,
        /// Of how many.
        rows: i64,
        /// Customers with one.
        customers: i64,
        /// Of how many.
        of: i64,
    },
    /// Its costs.
    Costs {
        /// Joined.
        used: Money,
        /// Of nobody who bought.
        left: Money,
    },
    /// Rows without a day or an amount that can be read.
    Unread {
        /// How many.
        rows: i64,
    },
    /// Saves what does not fit.
    DownloadUnmatched,
    /// Does not join the table.
    LeaveOut,
    /// Joins it.
    Join,
    /// A value of a column.
    Example {
        /// The value.
        value: String,
    },
}

impl Say for Tables {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english(self, speaker),
        }
    }
}

fn kind(id: &str) -> &'static str {
    match id {
        "customers" => "Customers, one row each",
        "contacts" => "Contacts or complaints",
        "campaign" => "Campaigns",
        "costs" => "Direct costs",
        "left_out" => "Not used",
        _ => "Sales",
    }
}

fn english(message: &Tables, speaker: &Speaker) -> String {
    let rows = |rows: i64| speaker.counted(rows, "row", "rows");
    match message {
        Tables::CustomersTable { name } => return format!("Second table: {name}"),
        Tables::CustomersTableWhy => {
            "One row a customer. It is joined to the sales by the customer’s id, and its columns become filters, columns of the customer list and lines of the card"
        }
        Tables::LeftOut => "The table is left out",
        Tables::Matched {
            matched,
            of,
            rows: read,
        } => {
            return format!(
                "{} of {} have a row here, of {} read",
                speaker.count(*matched),
                speaker.counted(*of, "customer", "customers"),
                rows(*read)
            );
        }
        Tables::WithoutRow { customers, amount } => {
            return format!(
                "{} without a row, with {} of sales. They stay in every figure, with these columns empty",
                speaker.counted(*customers, "customer is", "customers are"),
                speaker.money(*amount, 2)
            );
        }
        Tables::WithoutCustomer { rows: count } => {
            return format!(
                "{} of nobody who bought in the sales",
                speaker.counted(*count, "row is", "rows are")
            );
        }
        Tables::Repeated { rows: count } => {
            return format!(
                "{} with an id that stands further up; the first one is used",
                rows(*count)
            );
        }
        Tables::WithoutId { rows: count } => return format!("{} without an id", rows(*count)),
        Tables::Files => "What each file is",
        Tables::FilesWhy => {
            "Files with the same columns are one table of sales. The others are joined to it by the customer’s id"
        }
        Tables::Sheets => "What the other sheets are",
        Tables::SheetsWhy => {
            "They are joined to the sales by the customer’s id, if you say what they hold; each figure of the sales stays as it is"
        }
        Tables::OpenAs => "Read them so",
        Tables::Kind { id } => kind(id),
        Tables::RecordsTable { id, name } => return format!("{}: {name}", kind(id)),
        Tables::RecordsTableWhy { of_costs: true } => {
            "Any number of rows a customer. They are joined to the sales by the customer’s id, stand on the customer’s card, and are taken off in the profit statement of the whole time"
        }
        Tables::RecordsTableWhy { of_costs: false } => {
            "Any number of rows a customer. They are joined to the sales by the customer’s id and stand on the customer’s card; the figures of the sales stay as they are"
        }
        Tables::RecordsUsed {
            used,
            rows: read,
            customers,
            of,
        } => {
            return format!(
                "{} of {} are joined, to {} of {}",
                speaker.count(*used),
                rows(*read),
                speaker.count(*customers),
                speaker.counted(*of, "customer", "customers")
            );
        }
        Tables::Costs { used, left } => {
            return format!(
                "Costs of {} are joined; {} are of nobody who bought in the sales",
                speaker.money(*used, 2),
                speaker.money(*left, 2)
            );
        }
        Tables::Unread { rows: count } => {
            return format!("{} without a day or an amount that can be read", rows(*count));
        }
        Tables::DownloadUnmatched => "Save what does not fit",
        Tables::LeaveOut => "Leave the table out",
        Tables::Join => "Join the table",
        Tables::Example { value } => return format!("“{value}”"),
        Tables::OfTotals => "A list of customers, not of sales",
        Tables::OfTotalsCan => {
            "Each row says what a customer bought in all. That is enough for RFM, concentration and the customer list, and with the first day also for value and frequency and visit bands, for the whole time of the file"
        }
        Tables::OfTotalsCannot => {
            "Months, seasons, changes against an earlier period, usual gaps, and who came, stayed and left need the day of every purchase. Read the sales themselves to see them"
        }
        Tables::WholeTime => "Whole time",
        Tables::CountedTo => "Another day",
    }
    .to_owned()
}
