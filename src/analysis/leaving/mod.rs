//! P12: why customers leave.
//!
//! - `cause`: the causes of the literature, and words that mean them
//! - `incidence`: how many leave for each cause by what age
//! - `complaint_work`: how complaints are answered, and who buys again (P13, P43)

mod cause;
mod complaint_work;
mod incidence;

pub use cause::Cause;
pub use complaint_work::{AFTER_DAYS, ComplaintWork, Repurchase};
pub use incidence::{Ending, Incidence};

use super::CustomerBase;
use super::silence::YEAR_DAYS;
use crate::base::{Day, Money, SortedMap};
use crate::dataset::{CodedColumn, CustomerIx, Dataset};

/// Words in the name of a column that holds reasons for leaving.
const COLUMN_WORDS: [&str; 14] = [
    "reason",
    "cause",
    "churn",
    "leaving",
    "grund",
    "kündig",
    "abgang",
    "orsak",
    "raison",
    "motiv",
    "årsak",
    "причин",
    "powód",
    "syy",
];

/// The column of the table of customers that most likely holds reasons for leaving.
pub fn reason_column(data: &Dataset) -> Option<&CodedColumn> {
    data.attributes().iter().find(|column| {
        let name = column.name.to_lowercase();
        COLUMN_WORDS.iter().any(|word| name.contains(word))
    })
}

/// What is known of why customers left: what the person says of one of them, before what a column
/// says.
#[derive(Clone, Debug, Default)]
pub struct Reasons<'a> {
    /// The column.
    pub column: Option<&'a CodedColumn>,
    /// What its values mean, one entry a code.
    meanings: Vec<Cause>,
    /// What the person says.
    coded: SortedMap<CustomerIx, Cause>,
}

impl<'a> Reasons<'a> {
    /// Of a column, and of what the person says by the customer's id.
    pub fn new(
        data: &Dataset,
        column: Option<&'a CodedColumn>,
        coded: &SortedMap<String, Cause>,
    ) -> Self {
        let mut found = Self {
            column,
            meanings: column.map_or(Vec::new(), |column| {
                column.dictionary.iter().map(Cause::of_text).collect()
            }),
            coded: SortedMap::default(),
        };
        for (id, &cause) in coded.iter() {
            if let Some(customer) = data.customer_by_id(id) {
                found.coded.insert(customer, cause);
            }
        }
        found
    }

    /// What the person says of a customer.
    pub fn coded(&self, customer: CustomerIx) -> Option<Cause> {
        self.coded.get(&customer).copied()
    }

    /// Those of whom the person says something, in index order.
    pub fn coded_ixs(&self) -> impl Iterator<Item = CustomerIx> + '_ {
        self.coded.keys().copied()
    }

    /// What the column says of a customer.
    pub fn stated(&self, customer: CustomerIx) -> Option<Cause> {
        let code = *self.column?.codes.get(customer.0 as usize)?;
        self.meanings.get(code as usize).copied()
    }

    /// The known cause.
    fn known(&self, customer: CustomerIx) -> Option<Cause> {
        let cause = self.coded(customer).or_else(|| self.stated(customer))?;
        (cause != Cause::Unknown).then_some(cause)
    }
}

/// One who left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Leaver {
    /// Who.
    pub customer: CustomerIx,
    /// Why.
    pub cause: Cause,
    /// Whether the person says so.
    pub is_coded: bool,
    /// Money of the year up to the last visit.
    pub yearly: Money,
}

/// Those who left, and why.
#[derive(Clone, Debug)]
pub struct Leaving {
    /// In index order.
    pub leavers: Vec<Leaver>,
    /// Of these, those whom a stated reason alone says to have left.
    pub by_reason_alone: u64,
    /// How long customers stayed, and how it ended.
    pub incidence: Incidence,
}

impl Leaving {
    /// Of the customers in view: who counts as gone by the rule of the view, and whose reason is
    /// known.
    pub fn of(data: &Dataset, base: &CustomerBase, reasons: &Reasons<'_>) -> Self {
        let as_of = base.frame().as_of;
        let mut leavers = Vec::new();
        let mut by_reason_alone = 0;
        let mut endings = Vec::new();
        for customer in base.buyer_ixs() {
            let cause = reasons.known(customer);
            let gone = base.is_gone(customer);
            let (Some(first), Some(last)) = (base.first_day(customer), base.last_day(customer))
            else {
                continue;
            };
            if !gone && cause.is_none() {
                endings.push(Ending {
                    days: as_of.since(first),
                    cause: None,
                });
                continue;
            }
            by_reason_alone += u64::from(!gone);
            let cause = cause.unwrap_or(Cause::Unknown);
            endings.push(Ending {
                days: last.since(first),
                cause: Some(cause),
            });
            leavers.push(Leaver {
                customer,
                cause,
                is_coded: reasons.coded(customer).is_some(),
                yearly: money_since(data, base, customer, last.plus(-YEAR_DAYS)),
            });
        }
        Self {
            leavers,
            by_reason_alone,
            incidence: Incidence::of(endings),
        }
    }

    /// Customers and money of the year before of a cause.
    pub fn sums(&self, cause: Cause) -> (u64, Money) {
        let of = || self.leavers.iter().filter(move |it| it.cause == cause);
        (of().count() as u64, Money::sum(of().map(|it| it.yearly)))
    }
}

fn money_since(data: &Dataset, base: &CustomerBase, customer: CustomerIx, day: Day) -> Money {
    let rows = base.rows_of(data, customer);
    let amounts = rows.filter(|&row| data.days()[row] > day);
    Money::sum(amounts.map(|row| data.amounts()[row]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::ViewFrame;
    use crate::dataset::testing::dataset;
    use crate::dataset::{Interner, NO_CODE, Role, View};

    #[test]
    fn who_is_silent_or_said_why_has_left() {
        let mut rows: Vec<(&str, String)> = Vec::new();
        let start = Day::from_iso("2024-01-01").unwrap();
        for at in 0..12 {
            let day = |back: i32| start.plus(at * 7 + back).to_string();
            rows.push(("a", day(0)));
            rows.push(("b", day(270)));
            rows.push(("c", day(272)));
            rows.push(("d", day(14)));
        }
        let rows: Vec<(&str, &str, f64)> = rows
            .iter()
            .map(|(id, day)| (*id, day.as_str(), 5.0))
            .collect();
        let data = dataset(&rows);
        let mut texts = Interner::default();
        let codes = vec![
            texts.intern("went to a cheaper shop"),
            NO_CODE,
            texts.intern("moved to Oslo"),
            NO_CODE,
        ];
        let column = CodedColumn {
            role: Role::Dimension,
            name: "Reason for leaving".to_owned(),
            codes,
            dictionary: texts.finish(),
        };
        let data = data.with_attributes(vec![column], Vec::new());
        let last = start.plus(349);
        let frame = ViewFrame::resolve(&View::default(), start, last);
        let base = CustomerBase::build(&data, &frame, None);
        let nothing = SortedMap::default();
        let reasons = Reasons::new(&data, reason_column(&data), &nothing);
        let found = Leaving::of(&data, &base, &reasons);
        let causes: Vec<(u32, Cause)> = found
            .leavers
            .iter()
            .map(|leaver| (leaver.customer.0, leaver.cause))
            .collect();
        assert_eq!(
            causes,
            [(0, Cause::Price), (2, Cause::Moved), (3, Cause::Unknown)]
        );
        assert_eq!(
            found.by_reason_alone, 1,
            "c still comes, but is said to have moved"
        );
        assert_eq!(found.sums(Cause::Price), (1, Money::from_units_f64(60.0)));
        let without = Leaving::of(&data, &base, &Reasons::default());
        assert_eq!(without.sums(Cause::Unknown).0, 2);
        // What the person says goes before the column, and takes its word away too.
        let mut coded = SortedMap::default();
        coded.insert("a".to_owned(), Cause::Attention);
        coded.insert("c".to_owned(), Cause::Unknown);
        coded.insert("d".to_owned(), Cause::Other);
        coded.insert("nobody".to_owned(), Cause::Moved);
        let reasons = Reasons::new(&data, reason_column(&data), &coded);
        let found = Leaving::of(&data, &base, &reasons);
        let causes: Vec<(u32, Cause, bool)> = found
            .leavers
            .iter()
            .map(|leaver| (leaver.customer.0, leaver.cause, leaver.is_coded))
            .collect();
        assert_eq!(
            causes,
            [(0, Cause::Attention, true), (3, Cause::Other, true)]
        );
        assert_eq!(found.by_reason_alone, 0, "c still comes after all");
    }
}
