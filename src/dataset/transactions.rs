use super::{COST_ROLES, CustomerRecords, CustomerTotals, DAY_ROLES, Dictionary, Role};
use crate::base::{Currency, Day, Money, Quantity};

/// A customer's place in the per-customer arrays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CustomerIx(pub u32);

/// The code of an empty cell.
pub const NO_CODE: u32 = u32::MAX;

/// Marks of one row, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowFlags(pub u8);

impl RowFlags {
    /// A return or refund.
    pub const REFUND: Self = Self(1);
    /// Equal to an earlier row in every cell.
    pub const EXACT_DUPLICATE: Self = Self(2);
    /// Exactly nothing.
    pub const ZERO_AMOUNT: Self = Self(4);
    /// Fewer cells than the header.
    pub const SHORT_ROW: Self = Self(8);
    /// Blanks around the customer id were removed.
    pub const TRIMMED_ID: Self = Self(16);
    /// A line of an order whose amount stands on its first line.
    pub const REPEATED_TOTAL: Self = Self(32);
    /// A day on which it is due or was paid that cannot be read.
    pub const UNREAD_DAY: Self = Self(64);

    /// Whether every mark of `other` is set.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// With the marks of `other` added.
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A column kept as codes of a dictionary.
#[derive(Clone, Debug)]
pub struct CodedColumn {
    /// What the column means.
    pub role: Role,
    /// Its header in the file.
    pub name: String,
    /// One code a row (of [`Dataset::attributes`] one a customer), [`NO_CODE`] for an empty cell.
    pub codes: Vec<u32>,
    /// The texts.
    pub dictionary: Dictionary,
}

impl CodedColumn {
    /// The text at this place, empty where there is none.
    pub fn text(&self, place: u32) -> &str {
        match self.codes.get(place as usize) {
            Some(&code) if code != NO_CODE => self.dictionary.get(code),
            _ => "",
        }
    }
}

/// One import in memory: a struct of arrays sorted by (customer, day, source row).
///
/// All row columns have the same length; `spans` has one entry more than there are customers, and
/// the rows of customer `i` are `spans[i]..spans[i + 1]`.
#[derive(Clone, Debug, Default)]
pub struct Dataset {
    pub(super) spans: Vec<u32>,
    pub(super) days: Vec<Day>,
    pub(super) amounts: Vec<Money>,
    pub(super) source_rows: Vec<u32>,
    pub(super) flags: Vec<RowFlags>,
    pub(super) quantities: Option<Vec<Quantity>>,
    pub(super) costs: [Option<Vec<Money>>; COST_ROLES.len()],
    pub(super) row_days: [Option<Vec<Day>>; DAY_ROLES.len()],
    pub(super) coded: Vec<CodedColumn>,
    pub(super) customer_ids: Dictionary,
    pub(super) customer_names: Option<Vec<String>>,
    pub(super) currency: Option<Currency>,
    pub(super) totals: Option<CustomerTotals>,
    pub(super) attributes: Vec<CodedColumn>,
    pub(super) records: CustomerRecords,
    pub(super) without_purchase: Option<u64>,
}

impl Dataset {
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.days.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.days.is_empty()
    }

    /// Number of customers.
    pub fn customers(&self) -> usize {
        self.spans.len().saturating_sub(1)
    }

    /// Every customer, in index order.
    pub fn customer_ixs(&self) -> impl Iterator<Item = CustomerIx> + use<> {
        (0..self.customers() as u32).map(CustomerIx)
    }

    /// Rows of one customer, by day and then by place in the file.
    pub fn rows_of(&self, customer: CustomerIx) -> std::ops::Range<usize> {
        let ix = customer.0 as usize;
        self.spans[ix] as usize..self.spans[ix + 1] as usize
    }

    /// Day of each row.
    pub fn days(&self) -> &[Day] {
        &self.days
    }

    /// Money of each row.
    pub fn amounts(&self) -> &[Money] {
        &self.amounts
    }

    /// Line of the file each row came from, from 1.
    pub fn source_rows(&self) -> &[u32] {
        &self.source_rows
    }

    /// Marks of each row.
    pub fn flags(&self) -> &[RowFlags] {
        &self.flags
    }

    /// Quantity of each row, when the file has one.
    pub fn quantities(&self) -> Option<&[Quantity]> {
        self.quantities.as_deref()
    }

    /// The columns kept as codes.
    pub fn coded(&self) -> &[CodedColumn] {
        &self.coded
    }

    /// The first column with this role.
    pub fn coded_by_role(&self, role: Role) -> Option<&CodedColumn> {
        self.coded.iter().find(|column| column.role == role)
    }

    /// What is known of the customers from a table of their own: one code a [`CustomerIx`].
    pub fn attributes(&self) -> &[CodedColumn] {
        &self.attributes
    }

    /// With columns of a table of customers, and the names of those who have none.
    #[must_use]
    pub fn with_attributes(mut self, attributes: Vec<CodedColumn>, names: Vec<String>) -> Self {
        self.attributes = attributes;
        if names.iter().any(|name| !name.is_empty()) {
            match &mut self.customer_names {
                None => self.customer_names = Some(names),
                Some(known) => {
                    for (known, name) in known.iter_mut().zip(names) {
                        if known.is_empty() {
                            *known = name;
                        }
                    }
                }
            }
        }
        self
    }

    /// How many people or firms further tables name who have no row of sales; `None` without such a
    /// table.
    pub fn without_purchase(&self) -> Option<u64> {
        self.without_purchase
    }

    /// With so many of them.
    #[must_use]
    pub fn with_people_without_purchase(mut self, people: u64) -> Self {
        self.without_purchase = Some(people);
        self
    }

    /// The id a customer has in the file.
    pub fn customer_id(&self, customer: CustomerIx) -> &str {
        self.customer_ids.get(customer.0)
    }

    /// The customer with this id.
    pub fn customer_by_id(&self, id: &str) -> Option<CustomerIx> {
        self.customer_ids.code_of(id).map(CustomerIx)
    }

    /// The customer's name, empty when the file has none.
    pub fn customer_name(&self, customer: CustomerIx) -> &str {
        self.customer_names
            .as_ref()
            .and_then(|names| names.get(customer.0 as usize))
            .map_or("", String::as_str)
    }

    /// Whether the file has a column of customer names.
    pub fn has_names(&self) -> bool {
        self.customer_names.is_some()
    }

    /// The currency, when known.
    pub fn currency(&self) -> Option<&Currency> {
        self.currency.as_ref()
    }
}

/// Small datasets for tests.
#[cfg(test)]
pub(crate) mod testing {
    use super::*;
    use crate::dataset::{DatasetBuilder, Interner, RowCosts, RowDays, RowRecord};

    /// A dataset of `(customer, YYYY-MM-DD, units)` rows.
    pub(crate) fn dataset<Id: AsRef<str>, Iso: AsRef<str>>(rows: &[(Id, Iso, f64)]) -> Dataset {
        let mut ids = Interner::default();
        let mut builder = DatasetBuilder::new(0, false, [false; 3]);
        for (line, (customer, day, units)) in rows.iter().enumerate() {
            let amount = Money::from_units_f64(*units);
            let refund = if amount < Money::ZERO {
                RowFlags::REFUND
            } else {
                RowFlags::default()
            };
            builder.push(
                RowRecord {
                    customer: ids.intern(customer.as_ref()),
                    day: Day::from_iso(day.as_ref()).unwrap(),
                    amount,
                    source_row: line as u32 + 2,
                    flags: refund,
                    quantity: Quantity::ONE,
                    costs: RowCosts::default(),
                    days: RowDays::default(),
                },
                &[],
            );
        }
        builder.finish(
            ids.finish(),
            None,
            Vec::new(),
            Some(Currency("EUR".to_owned())),
        )
    }

    /// A column of a table of customers, one text a customer.
    pub(crate) fn attribute(name: &str, texts: &[&str]) -> CodedColumn {
        let mut dictionary = Interner::default();
        let code = |text: &&str| match *text {
            "" => NO_CODE,
            text => dictionary.intern(text),
        };
        CodedColumn {
            role: Role::Dimension,
            name: name.to_owned(),
            codes: texts.iter().map(code).collect(),
            dictionary: dictionary.finish(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::testing::dataset;
    use super::*;

    #[test]
    fn rows_are_sorted_by_customer_day_and_line() {
        let data = dataset(&[
            ("b", "2024-01-02", 1.0),
            ("a", "2024-01-03", 2.0),
            ("b", "2024-01-01", 3.0),
            ("b", "2024-01-02", 4.0),
        ]);
        assert_eq!(data.customers(), 2);
        assert_eq!(data.rows_of(CustomerIx(0)), 0..3);
        assert_eq!(data.source_rows(), [4, 2, 5, 3]);
        assert_eq!(data.customer_id(CustomerIx(1)), "a");
    }
}
