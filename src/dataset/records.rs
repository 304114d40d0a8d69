use serde::{Deserialize, Serialize};

use super::{CustomerIx, Dataset, Role};
use crate::base::{Day, Money};

/// A table with any number of rows a customer, beside the sales.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordsKind {
    /// Contacts and complaints.
    Contacts,
    /// Who was addressed by which campaign.
    Campaign,
    /// Direct costs.
    Costs,
}

impl RecordsKind {
    /// Its name, as in arguments and exports.
    pub fn id(self) -> &'static str {
        match self {
            Self::Contacts => "contacts",
            Self::Campaign => "campaign",
            Self::Costs => "costs",
        }
    }
}

/// What one of several files or sheets holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableKind {
    /// Sales.
    Sales,
    /// One row a customer.
    Customers,
    /// Any number of rows a customer.
    Records(RecordsKind),
    /// Nothing that is used.
    LeftOut,
}

impl TableKind {
    /// All of them, as they are offered.
    pub const ALL: [Self; 6] = [
        Self::Sales,
        Self::Customers,
        Self::Records(RecordsKind::Contacts),
        Self::Records(RecordsKind::Campaign),
        Self::Records(RecordsKind::Costs),
        Self::LeftOut,
    ];

    /// Its name, as in controls.
    pub fn id(self) -> &'static str {
        match self {
            Self::Sales => "sales",
            Self::Customers => "customers",
            Self::Records(kind) => kind.id(),
            Self::LeftOut => "left_out",
        }
    }
}

/// A contact, a complaint or a campaign that reached a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerEvent {
    /// Whom.
    pub customer: CustomerIx,
    /// When.
    pub day: Day,
    /// From which table.
    pub kind: RecordsKind,
    /// Kind or channel of the contact, name of the campaign.
    pub what: String,
    /// What was said, empty when the table does not say.
    pub text: String,
    /// The day it was answered or closed.
    pub answered: Option<Day>,
}

/// Money spent on one customer, by line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DirectCost {
    /// Whom.
    pub customer: CustomerIx,
    /// Place of the line in [`Dataset::cost_lines`].
    pub line: u32,
    /// In the currency of the sales; below zero when more came back than was spent.
    pub amount: Money,
}

/// What further tables say of the customers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomerRecords {
    /// By customer, then day, then place in the table.
    pub events: Vec<CustomerEvent>,
    /// Names of lines of cost, in the order of the table.
    pub cost_lines: Vec<String>,
    /// What the words of each line speak for, when they are known.
    pub cost_roles: Vec<Option<Role>>,
    /// One entry a customer and line, in this order.
    pub costs: Vec<DirectCost>,
}

/// How the rows of such a table fit the customers of the sales.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordCounts {
    /// What the table is.
    pub kind: RecordsKind,
    /// Name of the file.
    pub name: String,
    /// Records after the header, blank ones left out.
    pub rows_read: u64,
    /// Rows that are used.
    pub rows_used: u64,
    /// Customers of the sales with a row that is used.
    pub customers: u64,
    /// Rows whose id is no customer of the sales.
    pub rows_without_customer: u64,
    /// Rows without an id.
    pub rows_without_id: u64,
    /// Rows without a day that can be read.
    pub rows_without_day: u64,
    /// Rows without an amount that can be read.
    pub rows_without_amount: u64,
    /// Costs of the rows that are used.
    pub amount_used: Money,
    /// Costs of the rows of nobody who bought.
    pub amount_without_customer: Money,
}

impl Dataset {
    /// With what further tables say.
    #[must_use]
    pub fn with_records(mut self, records: CustomerRecords) -> Self {
        self.records = records;
        self
    }

    /// Contacts and campaigns of all customers, by customer and day.
    pub fn events(&self) -> &[CustomerEvent] {
        &self.records.events
    }

    /// Contacts and campaigns of one customer, oldest first.
    pub fn events_of(&self, customer: CustomerIx) -> &[CustomerEvent] {
        let events = &self.records.events;
        let from = events.partition_point(|event| event.customer < customer);
        let to = events.partition_point(|event| event.customer <= customer);
        &events[from..to]
    }

    /// Names of the lines of direct costs.
    pub fn cost_lines(&self) -> &[String] {
        &self.records.cost_lines
    }

    /// What the words of the lines of direct costs speak for, line by line.
    pub fn cost_roles(&self) -> &[Option<Role>] {
        &self.records.cost_roles
    }

    /// Direct costs of one customer by line.
    pub fn direct_costs_of(&self, customer: CustomerIx) -> &[DirectCost] {
        let costs = &self.records.costs;
        let from = costs.partition_point(|cost| cost.customer < customer);
        let to = costs.partition_point(|cost| cost.customer <= customer);
        &costs[from..to]
    }

    /// Direct costs by customer and line, in this order; empty without a table of them.
    pub fn direct_costs(&self) -> &[DirectCost] {
        &self.records.costs
    }
}
