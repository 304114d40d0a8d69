//! Customers by the period of their first purchase, or by what it was.

use super::super::{Context, ParamValues};
use super::{BY_COHORT, SPLIT, Waiting};
use crate::analysis::conversion::days_to_purchase;
use crate::analysis::first_purchase::{FirstPurchases, NO_VALUE, column};
use crate::analysis::steps::Calendar;
use crate::base::CalendarStep;
use crate::i18n::conversion::Conversion as Say;
use crate::i18n::{Message, Words};
use crate::numerics::survival::{Durations, LogRank, log_rank};

/// Most periods compared; older ones are taken together.
const MOST_PERIODS: usize = 7;

/// The groups of one column.
pub(super) struct Groups {
    /// The column's id.
    pub(super) by: String,
    /// The column's name, `None` for the period of the first purchase.
    pub(super) column: Option<String>,
    /// Names and ids, in the order of the groups.
    pub(super) names: Vec<Message>,
    pub(super) ids: Vec<String>,
    /// Group by customer, or [`NO_VALUE`].
    pub(super) of_customer: Vec<u32>,
    /// Time to the second purchase of each.
    pub(super) second: Vec<Waiting>,
    /// Whether they differ by more than chance.
    pub(super) test: Option<LogRank>,
}

/// The id of the column asked for.
pub(super) fn chosen(context: &Context<'_>, params: &ParamValues) -> String {
    let asked = params.text(SPLIT).and_then(|id| column(context.data, id));
    asked.map_or_else(|| BY_COHORT.to_owned(), |column| column.id())
}

impl Groups {
    pub(super) fn of(context: &Context<'_>, params: &ParamValues) -> Self {
        let by = chosen(context, params);
        let mut groups = Self::by(context, &by).unwrap_or_else(|| Self::by_cohort(context));
        let base = context.base;
        let mut durations = vec![Durations::default(); groups.names.len()];
        for customer in base.buyer_ixs() {
            let group = groups.of_customer[customer.0 as usize] as usize;
            let time = days_to_purchase(base, customer, 2);
            if let Some((durations, (days, happened))) = durations.get_mut(group).zip(time) {
                durations.add(days, happened);
            }
        }
        groups.test = log_rank(&durations);
        groups.second = durations.into_iter().map(Waiting::new).collect();
        groups
    }

    /// Who is in which group of a column, without their times; `None` for a column that is not.
    pub(super) fn by(context: &Context<'_>, by: &str) -> Option<Self> {
        if by == BY_COHORT {
            return Some(Self::by_cohort(context));
        }
        let column = column(context.data, by)?;
        let first = FirstPurchases::of(context.data, context.base, column);
        let name = |text: &Option<String>| match text {
            Some(text) => Message::Verbatim(text.clone()),
            None => Say::OtherValues.into(),
        };
        let id = |text: &Option<String>| text.clone().unwrap_or_else(|| "other".to_owned());
        Some(Self {
            by: by.to_owned(),
            column: Some(column.column.name.clone()),
            names: first.values.iter().map(|value| name(&value.text)).collect(),
            ids: first.values.iter().map(|value| id(&value.text)).collect(),
            of_customer: first.of_customer,
            second: Vec::new(),
            test: None,
        })
    }

    /// By the shortest step with few enough periods.
    fn by_cohort(context: &Context<'_>) -> Self {
        let base = context.base;
        let mut calendars = CalendarStep::ALL
            .into_iter()
            .map(|step| Calendar::new(context.frame(), step));
        let calendar = calendars.find(|calendar| calendar.len <= MOST_PERIODS);
        let calendar =
            calendar.unwrap_or_else(|| Calendar::new(context.frame(), CalendarStep::Year));
        let together = calendar.len.saturating_sub(MOST_PERIODS);
        let mut of_customer = vec![NO_VALUE; base.len()];
        for customer in base.buyer_ixs() {
            let place = base.first_day(customer).and_then(|day| calendar.place(day));
            if let Some(place) = place {
                of_customer[customer.0 as usize] = place.saturating_sub(together) as u32;
            }
        }
        let name = |group: usize| {
            let period = calendar.period(group + together);
            if group == 0 && together > 0 {
                Say::UpTo { period }.into()
            } else {
                Message::from(Words::CalendarPeriod(period))
            }
        };
        let groups = calendar.len - together;
        Self {
            by: BY_COHORT.to_owned(),
            column: None,
            names: (0..groups).map(name).collect(),
            ids: (0..groups)
                .map(|group| calendar.period(group + together).to_string())
                .collect(),
            of_customer,
            second: Vec::new(),
            test: None,
        }
    }
}
