//! Expected value by group of customers, and whether groups differ in how they come and leave.

use super::super::CustomerBase;
use super::super::customer_base::{
    Fits, Forecaster, Model, Predictive, Reason, Row, Rules, SegmentFit, Spend, Totals, TotalsBase,
    Watch, fit_by_segment,
};
use super::super::first_purchase::{FirstPurchases, NO_VALUE, column};
use super::super::rfm::{Rfm, Segment};
use super::{LEVEL, Sums, Valued, rows_now};
use crate::base::pieces::rest;
use crate::base::{CalendarPeriod, CalendarStep, order};
use crate::dataset::{CustomerIx, Dataset};
use crate::numerics::special::chi_square_tail;

/// What customers are grouped by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum GroupBy {
    /// Their segment by recency and frequency.
    #[default]
    Segment,
    /// The calendar year of the first purchase; the quarter when all came in one year.
    FirstPurchase,
    /// The column with this id, of the customer or of the first purchase; by segment where there is
    /// no such column.
    Column(String),
}

/// What a group is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupName {
    /// A segment.
    Segment(Segment),
    /// When they came first.
    First(CalendarPeriod),
    /// The text in the column; `None` for all others taken together.
    Text(Option<String>),
}

/// Customers by group.
#[derive(Clone, Debug)]
pub struct Grouping {
    /// Whether a fit of its own can speak for a group: segments are made of the very purchases that
    /// a model explains, so one fitted to a segment says nothing of who will come.
    can_be_fitted: bool,
    names: Vec<GroupName>,
    /// By [`CustomerIx`]: place among the groups; none for a customer without one.
    of_customer: Vec<u32>,
}

impl Grouping {
    /// Groups the buyers.
    pub fn of(data: &Dataset, base: &CustomerBase, by: &GroupBy) -> Self {
        match by {
            GroupBy::Segment => Self::by_segment(base),
            GroupBy::FirstPurchase => Self::by_first_purchase(base),
            GroupBy::Column(id) => match column(data, id) {
                Some(column) => {
                    let found = FirstPurchases::of(data, base, column);
                    let names = found.values.into_iter();
                    Self {
                        can_be_fitted: true,
                        names: names.map(|value| GroupName::Text(value.text)).collect(),
                        of_customer: found.of_customer,
                    }
                }
                None => Self::by_segment(base),
            },
        }
    }

    fn by_segment(base: &CustomerBase) -> Self {
        let rfm = Rfm::of(base);
        let mut of_customer = vec![NO_VALUE; base.len()];
        for customer in base.buyer_ixs() {
            if let Some(segment) = rfm.segment(customer) {
                of_customer[customer.0 as usize] = segment as u32;
            }
        }
        Self {
            can_be_fitted: false,
            names: Segment::ALL.map(GroupName::Segment).to_vec(),
            of_customer,
        }
    }

    fn by_first_purchase(base: &CustomerBase) -> Self {
        let firsts = |step: CalendarStep| {
            let days = base.buyer_ixs().filter_map(|it| base.first_day(it));
            let mut found: Vec<_> = days.map(|day| CalendarPeriod::of(step, day)).collect();
            order::sort_by(&mut found, Ord::cmp);
            found.dedup();
            found
        };
        let years = firsts(CalendarStep::Year);
        let (step, periods) = if years.len() > 1 {
            (CalendarStep::Year, years)
        } else {
            (CalendarStep::Quarter, firsts(CalendarStep::Quarter))
        };
        let mut of_customer = vec![NO_VALUE; base.len()];
        for customer in base.buyer_ixs() {
            let first = base.first_day(customer);
            let place = first.and_then(|day| {
                let period = CalendarPeriod::of(step, day);
                periods.binary_search(&period).ok()
            });
            of_customer[customer.0 as usize] = place.map_or(NO_VALUE, |place| place as u32);
        }
        Self {
            can_be_fitted: true,
            names: periods.into_iter().map(GroupName::First).collect(),
            of_customer,
        }
    }
}

/// What is expected of a group. Money in currency units.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueGroup {
    /// Place among the groups, as a key.
    pub place: u32,
    /// What it is called.
    pub name: GroupName,
    /// Its customers.
    pub customers: usize,
    /// Mean P(alive), where a model speaks.
    pub p_alive: Option<f64>,
    /// Sums over its customers.
    pub sums: Sums,
    /// The same with intervals, where a model speaks.
    pub totals: Option<Totals>,
    /// Purchases that a fit of its own expects, or why there is none; `None` where none is wanted.
    pub own_purchases: Option<Result<f64, Reason>>,
}

/// Whether fits by group explain the data better than one for all: a likelihood-ratio test
/// (Wilks 1938).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupTest {
    /// Groups with a fit of their own.
    pub fitted: usize,
    /// What the log-likelihood gains.
    pub gain: f64,
    /// Numbers that they take beyond those of one fit.
    pub parameters: u32,
    /// Chance of such a gain where the groups do not differ.
    pub p: f64,
    /// Purchases of all customers when every group with a fit of its own speaks for itself.
    pub purchases: f64,
}

impl GroupTest {
    /// Whether the groups differ: chance alone does as much in less than one of twenty cases.
    pub fn differs(&self) -> bool {
        self.p < 0.05
    }
}

/// Expected value by group.
#[derive(Clone, Debug, Default)]
pub struct ValueGroups {
    /// Those with a customer, most value first.
    pub groups: Vec<ValueGroup>,
    /// By [`CustomerIx`]: the place of its group.
    of_customer: Vec<u32>,
    /// Whether they differ, where at least two have a fit of their own.
    pub test: Option<GroupTest>,
}

impl ValueGroups {
    /// The group with this place.
    pub fn group(&self, place: u32) -> Option<&ValueGroup> {
        self.groups.iter().find(|group| group.place == place)
    }

    /// The customers of a group, in index order.
    pub fn members(&self, place: u32) -> Vec<CustomerIx> {
        let of = self.of_customer.iter().zip(0_u32..);
        of.filter(|(of, _)| **of == place)
            .map(|(_, ix)| CustomerIx(ix))
            .collect()
    }
}

impl Valued {
    /// Adds the figures by group.
    pub(super) async fn add_groups(
        &mut self,
        rules: &Rules,
        base: &CustomerBase,
        grouping: Grouping,
        watch: &mut Watch<'_>,
    ) -> Result<(), Reason> {
        let place_of = |at: usize| grouping.of_customer[self.buyers[at].0 as usize];
        let places: Vec<u32> = (0..self.buyers.len()).map(place_of).collect();
        let mut groups: Vec<ValueGroup> = grouping
            .names
            .iter()
            .zip(0..)
            .map(|(name, place)| self.plain_group(place, name.clone(), &places))
            .collect();
        let mut test = None;
        if let (Some(model), Ok(fits)) = (self.model(), &self.fits) {
            let rows = rows_now(base, &self.buyers, self.settings.time_unit_days)?;
            self.add_totals(rules, &rows, fits, model, &places, &mut groups)
                .await;
            if grouping.can_be_fitted {
                let found =
                    fit_by_segment(rules, &rows, &places, groups.len(), fits, model, watch).await;
                test = self.compare(rules, &found, &mut groups);
            }
        }
        groups.retain(|group| group.customers > 0);
        let worth = |group: &ValueGroup| group.sums.clv.unwrap_or(group.sums.purchases);
        order::sort_by(&mut groups, |a, b| {
            let most_first = worth(b).total_cmp(&worth(a));
            most_first.then_with(|| a.place.cmp(&b.place))
        });
        self.groups = ValueGroups {
            groups,
            of_customer: grouping.of_customer,
            test,
        };
        Ok(())
    }

    fn plain_group(&self, place: u32, name: GroupName, places: &[u32]) -> ValueGroup {
        let members = || {
            let of = self.values.iter().zip(places);
            of.filter(|(_, of)| **of == place).map(|(value, _)| value)
        };
        let sum = |of: fn(&super::CustomerValue) -> Option<f64>| {
            let mut known: Vec<f64> = members().filter_map(of).collect();
            // The same sum whatever the order of the customers.
            order::sort_by(&mut known, f64::total_cmp);
            (!known.is_empty()).then(|| known.iter().sum::<f64>())
        };
        let customers = members().count();
        ValueGroup {
            place,
            name,
            customers,
            p_alive: sum(|value| value.p_alive).map(|sum| sum / customers as f64),
            sums: Sums {
                purchases: sum(|value| value.expected_purchases).unwrap_or(0.0),
                spend: sum(|value| value.expected_spend),
                clv: sum(|value| value.clv),
            },
            totals: None,
            own_purchases: None,
        }
    }

    async fn add_totals(
        &self,
        rules: &Rules,
        rows: &[Row],
        fits: &Fits,
        model: Model,
        places: &[u32],
        groups: &mut [ValueGroup],
    ) {
        let Some(fit) = fits.of(model) else {
            return;
        };
        let terms = self.settings.terms();
        let of_all = &fits.groups;
        let forecaster = Forecaster::new(rules, rows, of_all, fit, &fits.spend, terms, &mut |_| {});
        rest().await;
        let predictive = Predictive::new(&forecaster, LEVEL, &self.resampled);
        let totals = TotalsBase::new(&predictive);
        for group in groups {
            rest().await;
            if group.customers > 0 {
                group.totals = Some(totals.of(&|row| places[row] == group.place));
            }
        }
    }

    /// Takes over what fits by group say, and asks whether they say more than one for all.
    fn compare(
        &self,
        rules: &Rules,
        found: &[SegmentFit],
        groups: &mut [ValueGroup],
    ) -> Option<GroupTest> {
        let terms = self.settings.terms();
        let (mut gain, mut fitted, mut purchases) = (0.0, 0, 0.0);
        for (group, found) in groups.iter_mut().zip(found) {
            let own = found.own.as_ref().map(|own| {
                gain += own.fit.log_likelihood - own.pooled_log_likelihood;
                fitted += 1;
                let forecaster = Forecaster::new(
                    rules,
                    &own.rows,
                    &own.groups,
                    &own.fit,
                    &Spend::None,
                    terms,
                    &mut |_| {},
                );
                let rows = 0..own.rows.len();
                rows.map(|row| forecaster.for_customer(row).expected_purchases)
                    .sum()
            });
            let own = own.map_err(|reason| *reason);
            purchases += own.unwrap_or(group.sums.purchases);
            group.own_purchases = Some(own);
        }
        let parameters = 4 * (fitted as u32).saturating_sub(1);
        (fitted > 1).then(|| GroupTest {
            fitted,
            gain,
            parameters,
            p: chi_square_tail(2.0 * gain.max(0.0), parameters),
            purchases,
        })
    }
}
