//! The columns of a list of customers: their names, cells and order.

use super::standing::Standing;
use crate::analysis::CustomerBase;
use crate::analysis::value::CustomerValue;
use crate::base::{Money, Month};
use crate::dataset::{CodedColumn, CustomerIx, Dataset};
use crate::i18n::Message;
use crate::i18n::list::List;
use crate::panels::Context;
use crate::panels::concentration::class_term;
use crate::panels::panel::{Column, Value};
use crate::panels::rfm::segment_term;
use crate::panels::triage::verdict_term;
use crate::panels::value_frequency::group_term;

/// Months of the small bars.
const SPENDING_MONTHS: u8 = 24;

/// One column of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListColumn {
    Customer,
    Segment,
    ValueFrequency,
    AbcClass,
    VisitsInPeriod,
    RevenueInPeriod,
    Spending,
    UsualGap,
    SilentDays,
    Average,
    Revenue,
    ExpectedValue,
    PAlive,
    Verdict,
    FirstDay,
    LastDay,
}

/// What a column is computed from.
#[derive(Clone, Copy)]
pub(super) struct ListContext<'a> {
    pub(super) context: Context<'a>,
    pub(super) standing: &'a Standing,
}

impl ListColumn {
    /// Every column, left to right.
    const ALL: [Self; 16] = [
        Self::Customer,
        Self::Segment,
        Self::ValueFrequency,
        Self::AbcClass,
        Self::VisitsInPeriod,
        Self::RevenueInPeriod,
        Self::Spending,
        Self::UsualGap,
        Self::SilentDays,
        Self::Average,
        Self::Revenue,
        Self::ExpectedValue,
        Self::PAlive,
        Self::Verdict,
        Self::FirstDay,
        Self::LastDay,
    ];

    /// The columns that can be filled now: expected value is not computed for a list.
    pub(super) fn known(context: Context<'_>) -> Vec<Self> {
        let valued = context.memo.latest();
        let has = |of: fn(&CustomerValue) -> Option<f64>| {
            let values = valued.as_ref().map(|valued| valued.values.as_slice());
            values.unwrap_or_default().iter().any(|it| of(it).is_some())
        };
        let (value, alive) = (has(|it| it.clv), has(|it| it.p_alive));
        let is_known = |column: &Self| match column {
            Self::ExpectedValue | Self::Verdict => value,
            Self::PAlive => alive,
            _ => true,
        };
        Self::ALL.into_iter().filter(is_known).collect()
    }

    /// The stable id, as in requests and attributes of the page.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Segment => "segment",
            Self::ValueFrequency => "value_frequency_group",
            Self::AbcClass => "abc_class",
            Self::VisitsInPeriod => "occasions_in_period",
            Self::RevenueInPeriod => "revenue_in_period",
            Self::Spending => "spending",
            Self::UsualGap => "usual_gap_days",
            Self::SilentDays => "silent_days",
            Self::Average => "average_occasion",
            Self::Revenue => "revenue",
            Self::ExpectedValue => "clv",
            Self::PAlive => "p_alive",
            Self::Verdict => "verdict",
            Self::FirstDay => "first_day",
            Self::LastDay => "last_day",
        }
    }

    /// The column with this id.
    pub(super) fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.id() == id)
    }

    /// How the column stands above its cells.
    fn head(self, context: Context<'_>) -> Column {
        let period = context.base.period().period;
        let label = match self {
            Self::Customer => List::Customer,
            Self::Segment => List::Segment,
            Self::ValueFrequency => List::ValueFrequency,
            Self::AbcClass => List::AbcClass,
            Self::VisitsInPeriod => List::VisitsIn { period },
            Self::RevenueInPeriod => List::RevenueIn { period },
            Self::Spending => List::Spending {
                months: SPENDING_MONTHS,
            },
            Self::UsualGap => List::UsualGap,
            Self::SilentDays => List::SilentFor,
            Self::Average => List::AverageVisit,
            Self::Revenue => List::RevenueInAll,
            Self::ExpectedValue => List::ExpectedValue {
                days: (context.memo.latest()).map_or(0.0, |it| it.settings.horizon_days),
            },
            Self::PAlive => List::PAlive,
            Self::Verdict => List::Verdict,
            Self::FirstDay => List::FirstVisit,
            Self::LastDay => List::LastVisit,
        };
        let decimals = match self {
            Self::RevenueInPeriod | Self::Average | Self::Revenue | Self::ExpectedValue => Some(2),
            Self::PAlive => Some(0),
            _ => None,
        };
        Column {
            id: self.id().to_owned(),
            label: Message::from(label),
            decimals,
            bar: false,
        }
    }

    /// The cell of one customer.
    pub(super) fn cell(self, list: ListContext<'_>, customer: CustomerIx) -> Value {
        let base = list.context.base;
        let ix = customer.0 as usize;
        match self {
            Self::Customer => Value::Customer(list.context.customer_ref(customer)),
            Self::Segment => (list.standing.segment(customer)).map_or(Value::None, segment_term),
            Self::ValueFrequency => (list.standing.group(customer)).map_or(Value::None, group_term),
            Self::AbcClass => (list.standing.class(customer)).map_or(Value::None, class_term),
            Self::VisitsInPeriod => Value::Count(i64::from(base.period().occasions[ix])),
            Self::RevenueInPeriod => Value::Money(base.period().revenue[ix]),
            Self::Spending if base.is_of_totals() => Value::None,
            Self::Spending => spending(base, customer),
            Self::UsualGap => base.own_gap_days(customer).map_or(Value::None, Value::Days),
            Self::SilentDays => base
                .silent_days(customer)
                .map_or(Value::None, |days| Value::Days(f64::from(days))),
            Self::Average => base
                .average_occasion(customer)
                .map_or(Value::None, Value::Money),
            Self::Revenue => Value::Money(base.revenue(customer)),
            Self::ExpectedValue => {
                let clv = list.standing.expected(customer).clv;
                clv.map_or(Value::None, |units| {
                    Value::Money(Money::from_units_f64(units))
                })
            }
            Self::PAlive => {
                let p_alive = list.standing.expected(customer).p_alive;
                p_alive.map_or(Value::None, Value::Share)
            }
            Self::Verdict => list
                .standing
                .verdict(customer)
                .map_or(Value::None, verdict_term),
            Self::FirstDay => base.first_day(customer).map_or(Value::None, Value::Day),
            Self::LastDay => base.last_day(customer).map_or(Value::None, Value::Day),
        }
    }

    /// The number a customer is ordered by, `None` when it is not known. Customers themselves are
    /// ordered by their text and have none.
    pub(super) fn key(self, list: ListContext<'_>, customer: CustomerIx) -> Option<i64> {
        let base = list.context.base;
        let ix = customer.0 as usize;
        match self {
            Self::Customer => None,
            // Best first, as their tables have them.
            Self::Segment => list
                .standing
                .segment(customer)
                .map(|segment| segment as i64),
            Self::ValueFrequency => list.standing.group(customer).map(|group| group as i64),
            Self::AbcClass => list.standing.class(customer).map(|class| class as i64),
            Self::VisitsInPeriod => Some(i64::from(base.period().occasions[ix])),
            // The bars are ordered by the money of the period they are drawn for.
            Self::RevenueInPeriod | Self::Spending => Some(base.period().revenue[ix].0),
            // Gaps are halves of days at the finest.
            Self::UsualGap => base.own_gap_days(customer).map(|days| (days * 4.0) as i64),
            Self::SilentDays => base.silent_days(customer).map(i64::from),
            Self::Average => base.average_occasion(customer).map(|money| money.0),
            Self::Revenue => Some(base.revenue(customer).0),
            Self::ExpectedValue => {
                let clv = list.standing.expected(customer).clv;
                clv.map(|units| Money::from_units_f64(units).0)
            }
            // Parts of a million.
            Self::PAlive => {
                let p_alive = list.standing.expected(customer).p_alive;
                p_alive.map(|share| (share * 1e6) as i64)
            }
            Self::Verdict => list
                .standing
                .verdict(customer)
                .map(|verdict| verdict as i64),
            Self::FirstDay => base.first_day(customer).map(|day| i64::from(day.0)),
            Self::LastDay => base.last_day(customer).map(|day| i64::from(day.0)),
        }
    }
}

/// The columns of a list, left to right: these, then those of the table of customers.
pub(super) fn heads(context: Context<'_>, columns: &[ListColumn]) -> Vec<Column> {
    let known = columns.iter().map(|column| column.head(context));
    let attributes = context.data.attributes().iter();
    let attributes = attributes.map(|attribute| Column {
        id: format!("{ATTRIBUTE}{}", attribute.name),
        label: Message::Verbatim(attribute.name.clone()),
        decimals: None,
        bar: false,
    });
    known.chain(attributes).collect()
}

/// What stands before a column's name in the id of a column of the table of customers.
const ATTRIBUTE: &str = "attribute:";

/// The column of the table of customers with this id.
pub(super) fn attribute<'a>(data: &'a Dataset, id: &str) -> Option<&'a CodedColumn> {
    let name = id.strip_prefix(ATTRIBUTE)?;
    data.attributes().iter().find(|it| it.name == name)
}

/// The cells of one customer, under [`heads`].
pub(super) fn cells(
    list: ListContext<'_>,
    columns: &[ListColumn],
    customer: CustomerIx,
) -> Vec<Value> {
    let known = columns.iter().map(|column| column.cell(list, customer));
    let attributes = list.context.data.attributes().iter();
    let attributes = attributes.map(|attribute| match attribute.text(customer.0) {
        "" => Value::None,
        text => Value::Text(text.to_owned()),
    });
    known.chain(attributes).collect()
}

/// Money of the customer's occasions by month: the months up to the end of the period, so that the
/// last bars are the period's.
fn spending(base: &CustomerBase, customer: CustomerIx) -> Value {
    let frame = base.frame();
    let last = Month::of(frame.period.to.min(frame.as_of)).0;
    let first = last - i32::from(SPENDING_MONTHS) + 1;
    let mut bars = vec![0.0_f32; usize::from(SPENDING_MONTHS)];
    let days = base.occasion_days(customer);
    for (&day, amount) in days.iter().zip(base.occasion_amounts(customer)).rev() {
        let month = Month::of(day).0;
        if month < first {
            break;
        }
        if let Some(bar) = bars.get_mut((month - first) as usize) {
            *bar += amount.to_units_f64() as f32;
        }
    }
    let recent = last - Month::of(frame.period.from).0 + 1;
    Value::Sparkline {
        bars,
        recent: recent.clamp(0, i32::from(SPENDING_MONTHS)) as u8,
    }
}
