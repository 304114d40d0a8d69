//! P3: what each customer will probably still bring, how sure that is, and how good it would have
//! been.
//!
//! - `groups`: the same by group of customers, and whether groups differ in how they come and leave
//! - `close_up`: what is computed for a few customers alone
//! - `past`: how good the forecasts of a past day would have been

mod close_up;
mod groups;
mod past;

pub use close_up::CloseUp;
pub use groups::{GroupBy, GroupName, GroupTest, Grouping, ValueGroup, ValueGroups};
pub use past::{Past, TrackedMonth};

use std::rc::Rc;

use super::CustomerBase;
use super::customer_base::checks::{self, Check};
use super::customer_base::holdout::TrackRecord;
use super::customer_base::{
    Fits, Forecaster, Interval, Model, OwnRhythm, Predictive, Reason, Resampled, Row, Rules,
    Speaking, Spend, Terms, Total, Totals, TotalsBase, Watch, fit_in_pieces, own_rhythm, speaking,
};
use crate::base::pieces::{self, rest};
use crate::base::{Day, Money, order};
use crate::dataset::CustomerIx;

/// Share of the outcomes an interval holds.
pub const LEVEL: f64 = 0.8;

/// Days of a year of twelve calendar months.
const YEAR_DAYS: f64 = 365.25;

/// What the person may set.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The model; `None` for the best on the holdout.
    pub model: Option<Model>,
    /// How far ahead, in days.
    pub horizon_days: f64,
    /// 0.1 for 10 % a year.
    pub discount_rate_per_year: f64,
    /// Days of the model's unit of time.
    pub time_unit_days: f64,
    /// Days of a month of the discount.
    pub month_days: f64,
    /// Last day the track record may see; `None` for a third of the span before the as-of day.
    pub calibration_end: Option<Day>,
    /// What customers are grouped by.
    pub by: GroupBy,
}

impl Default for Settings {
    fn default() -> Self {
        Self::USUAL
    }
}

impl Settings {
    /// What holds unless the person says otherwise.
    pub const USUAL: Self = Self {
        model: None,
        horizon_days: 360.0,
        discount_rate_per_year: 0.1,
        time_unit_days: 7.0,
        month_days: 30.0,
        calibration_end: None,
        by: GroupBy::Segment,
    };

    /// Whether the others lead to the same figures of every customer.
    pub fn agree(&self, others: &Self) -> bool {
        let others = Self {
            by: self.by.clone(),
            ..others.clone()
        };
        *self == others
    }

    /// The last day the track record may see.
    pub fn calibration_end(&self, base: &CustomerBase) -> Day {
        self.calibration_end
            .unwrap_or_else(|| held_out(base, 1.0 / 3.0))
    }

    /// How far to look and how to discount, in the model's unit of time. Of revenue; see
    /// [`Valued::at_margin`].
    pub fn terms(&self) -> Terms {
        Terms {
            horizon: self.horizon_days / self.time_unit_days,
            month: self.month_days / self.time_unit_days,
            year: YEAR_DAYS / self.time_unit_days,
            discount_rate_per_year: self.discount_rate_per_year,
            margin: 1.0,
        }
    }
}

/// The day before which all but this share of the span lies.
pub fn held_out(base: &CustomerBase, share: f64) -> Day {
    let frame = base.frame();
    let span = f64::from(frame.as_of.since(frame.span.from));
    frame.as_of.plus(-((span * share) as i32))
}

/// What is expected of one customer. Money in currency units.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CustomerValue {
    /// P(alive); none where no model speaks.
    pub p_alive: Option<f64>,
    /// Purchases up to the horizon; none on the customer's first day where no model speaks.
    pub expected_purchases: Option<f64>,
    /// Money of a purchase.
    pub purchase_value: Option<f64>,
    /// Money spent up to the horizon.
    pub expected_spend: Option<f64>,
    /// That money discounted, at the margin.
    pub clv: Option<f64>,
    /// Where four outcomes in five of `clv` lie.
    pub interval: Option<Interval>,
}

impl CustomerValue {
    /// The same at a margin.
    pub fn at_margin(self, margin: f64) -> Self {
        Self {
            clv: self.clv.map(|clv| clv * margin),
            interval: self.interval.map(|interval| scaled(interval, margin)),
            ..self
        }
    }
}

/// Sums over all customers. Money in currency units.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sums {
    /// Purchases up to the horizon.
    pub purchases: f64,
    /// Money spent up to the horizon, where anything is known of amounts.
    pub spend: Option<f64>,
    /// That money discounted, at the margin.
    pub clv: Option<f64>,
}

/// The value of all customers.
#[derive(Clone, Debug)]
pub struct Valued {
    /// Under which settings.
    pub settings: Settings,
    /// What is earned of each unit of money spent; `None` where the value is revenue.
    pub margin: Option<f64>,
    /// Last day the track record saw.
    pub calibration_end: Day,
    /// Customers with an occasion, in index order.
    pub buyers: Vec<CustomerIx>,
    /// Customers with a repeat purchase.
    pub repeaters: usize,
    /// Where the figures come from.
    pub speaking: Speaking,
    /// Customers who have left and are carried at nothing; nobody where a model speaks, which
    /// gives everybody a chance of being a customer still.
    pub gone: usize,
    /// One entry a buyer.
    pub values: Vec<CustomerValue>,
    /// The fitted models, or why there is none.
    pub fits: Result<Fits, Reason>,
    resampled: Resampled,
    /// Sums over all.
    pub sums: Sums,
    /// The same with intervals, where a model speaks.
    pub totals: Option<Totals>,
    /// Discounted money of all up to the end of each month, with that end in days.
    pub curve: Vec<(f64, f64)>,
    /// Discounted money of all without end (residual value), where a model and a rate say it.
    pub residual: Option<f64>,
    /// The same figures by group.
    pub groups: ValueGroups,
    /// The track record, or why there is none.
    pub past: Result<Past, Reason>,
    /// Whether the assumptions hold.
    pub checks: Vec<Check>,
}

impl Valued {
    /// Computes it.
    pub fn of(
        base: &CustomerBase,
        settings: Settings,
        grouping: Grouping,
        seed: u64,
    ) -> Result<Self, Reason> {
        let mut unheard = |_| {};
        let work = Self::in_pieces(base, settings, grouping, None, seed, &mut unheard);
        pieces::to_the_end(work)
    }

    /// The same in pieces. What was computed `before` under settings that agree is taken over, and
    /// the groups alone are made anew.
    pub async fn in_pieces(
        base: &CustomerBase,
        settings: Settings,
        grouping: Grouping,
        before: Option<Rc<Self>>,
        seed: u64,
        watch: &mut Watch<'_>,
    ) -> Result<Self, Reason> {
        let rules = Rules::new();
        if let Some(before) = before {
            let mut valued = Self {
                settings,
                ..Self::clone(&before)
            };
            valued.add_groups(&rules, base, grouping, watch).await?;
            return Ok(valued);
        }
        let buyers: Vec<CustomerIx> = base.buyer_ixs().collect();
        let rows = rows_now(base, &buyers, settings.time_unit_days)?;
        let calibration_end = settings.calibration_end(base);
        let past = Past::of(&rules, base, &settings, &mut |share| watch(0.4 * share)).await;
        rest().await;
        let fits = fit_in_pieces(&rules, &rows, &Model::ALL, &mut |share| {
            watch(0.4 + 0.4 * share);
        })
        .await;
        let records: &[TrackRecord] = past.as_ref().map_or(&[], |past| &past.records);
        let speaking = speaking(settings.model, &fits, records);
        let mut valued = Self {
            settings,
            margin: None,
            calibration_end,
            repeaters: rows.iter().filter(|row| row.repeat_purchases > 0).count(),
            buyers,
            speaking,
            gone: 0,
            values: Vec::new(),
            fits,
            resampled: Resampled::default(),
            sums: Sums::default(),
            totals: None,
            curve: Vec::new(),
            residual: None,
            groups: ValueGroups::default(),
            past,
            checks: Vec::new(),
        };
        match valued.model() {
            Some(model) => {
                rest().await;
                let told = &mut |share| watch(0.8 + 0.1 * share);
                valued.by_model(&rules, &rows, model, seed, told).await?;
            }
            None => valued.by_own_rhythm(base, &rows),
        }
        let told = &mut |share| watch(0.9 + 0.1 * share);
        valued.add_groups(&rules, base, grouping, told).await?;
        Ok(valued)
    }

    /// The same at this margin: what is earned of each unit of money spent before the costs of
    /// serving customers. Purchases and money spent stay as they are.
    pub fn at_margin(&self, margin: f64) -> Self {
        let of = |money: &mut Option<f64>| {
            if let Some(money) = money {
                *money *= margin;
            }
        };
        let of_total = |totals: &mut Option<Totals>| {
            if let Some(Totals {
                value: Some(Total { expected, interval }),
                ..
            }) = totals
            {
                *expected *= margin;
                *interval = scaled(*interval, margin);
            }
        };
        let mut found = self.clone();
        found.margin = Some(margin);
        for value in &mut found.values {
            *value = value.at_margin(margin);
        }
        of(&mut found.sums.clv);
        of(&mut found.residual);
        of_total(&mut found.totals);
        for (_, worth) in &mut found.curve {
            *worth *= margin;
        }
        for group in &mut found.groups.groups {
            of(&mut group.sums.clv);
            of_total(&mut group.totals);
        }
        found
    }

    /// The model that speaks, if one does.
    pub fn model(&self) -> Option<Model> {
        match self.speaking {
            Speaking::Wanted(model)
            | Speaking::BestOnHoldout(model)
            | Speaking::Likeliest(model) => Some(model),
            Speaking::OwnRhythm(_) => None,
        }
    }

    /// Whether the chance of still being a customer tells anything: where the data do not show that
    /// customers leave, a model says that everybody stays.
    pub fn tells_who_leaves(&self) -> bool {
        let identified = |check: &Check| match *check {
            Check::Churn { identified, .. } => identified,
            _ => true,
        };
        self.model().is_some() && self.checks.iter().all(identified)
    }

    /// What is expected of this customer; nothing of one without an occasion.
    pub fn value(&self, customer: CustomerIx) -> CustomerValue {
        match self.buyers.binary_search(&customer) {
            Ok(at) => self.values[at],
            Err(_) => CustomerValue::default(),
        }
    }

    /// The record of the model that speaks.
    pub fn record(&self) -> Option<&TrackRecord> {
        let model = self.model()?;
        let records = &self.past.as_ref().ok()?.records;
        records.iter().find(|record| record.model == model)
    }

    /// Where the amounts come from.
    pub fn spend(&self) -> Option<&Spend> {
        self.fits.as_ref().ok().map(|fits| &fits.spend)
    }

    async fn by_model(
        &mut self,
        rules: &Rules,
        rows: &[Row],
        model: Model,
        seed: u64,
        watch: &mut Watch<'_>,
    ) -> Result<(), Reason> {
        let Ok(fits) = &self.fits else {
            return Ok(());
        };
        let fitted = fits.of(model).ok_or(Reason::NotConverged)?;
        let forecaster = Forecaster::new(
            rules,
            rows,
            &fits.groups,
            fitted,
            &fits.spend,
            self.settings.terms(),
            &mut |share| watch(0.2 * share),
        );
        let groups = &fits.groups;
        self.resampled = Resampled::of(rules, rows, groups, fitted, &fits.spend, seed);
        let predictive = Predictive::new(&forecaster, LEVEL, &self.resampled);
        let intervals = predictive
            .for_all_in_pieces(&mut |share| watch(0.2 + 0.6 * share))
            .await;
        self.values = intervals
            .iter()
            .enumerate()
            .map(|(row, intervals)| {
                let forecast = forecaster.for_customer(row);
                CustomerValue {
                    p_alive: Some(forecast.p_alive),
                    expected_purchases: Some(forecast.expected_purchases),
                    purchase_value: forecast.purchase_value,
                    expected_spend: forecast.expected_spend,
                    clv: forecast.value,
                    interval: intervals.value,
                }
            })
            .collect();
        rest().await;
        let totals = TotalsBase::new(&predictive).of(&|_| true);
        self.sums = Sums {
            purchases: totals.purchases.expected,
            spend: totals.spend.map(|total| total.expected),
            clv: totals.value.map(|total| total.expected),
        };
        self.totals = Some(totals);
        let unit = self.settings.time_unit_days;
        let curve = forecaster.value_curve(&mut (0..rows.len()));
        let ends = forecaster.month_ends().iter().map(|end| end * unit);
        self.curve = ends.zip(curve.unwrap_or_default()).collect();
        self.residual = forecaster.residual_total();
        self.checks = checks::of_fit(rows, fitted, &fits.spend);
        let past = self.past.as_ref().ok();
        let record = past.and_then(|past| {
            let record = past.records.iter().find(|record| record.model == model)?;
            Some(checks::of_record(record, &past.baselines))
        });
        self.checks.extend(record.unwrap_or_default());
        Ok(())
    }

    /// Everybody who has not left goes on as before; later money is discounted as if it came evenly.
    /// A rhythm knows no chance of having left, so without the rule those who left long ago would be
    /// among the most valuable.
    fn by_own_rhythm(&mut self, base: &CustomerBase, rows: &[Row]) {
        let terms = self.settings.terms();
        let mut factor = 0.0;
        let mut before = 0.0;
        let mut parts = Vec::new();
        for end in terms.month_ends() {
            factor += (end - before) / terms.horizon * terms.discount(end);
            parts.push((end, factor));
            before = end;
        }
        let has_left = |customer: &&CustomerIx| base.has_left(**customer);
        self.gone = self.buyers.iter().filter(has_left).count();
        let with_rows = self.buyers.iter().zip(rows);
        self.values = with_rows
            .map(|(&customer, row)| {
                let rhythm = own_rhythm(row, &terms);
                let price = rhythm.and_then(|rhythm| rhythm.spend);
                let found = if base.has_left(customer) {
                    Some(OwnRhythm::ENDED)
                } else {
                    rhythm
                };
                let spend = found.and_then(|found| found.spend);
                CustomerValue {
                    expected_purchases: found.map(|found| found.purchases),
                    purchase_value: price.map(|_| row.mean_repeat_value),
                    expected_spend: spend,
                    clv: spend.map(|spend| spend * factor),
                    ..CustomerValue::default()
                }
            })
            .collect();
        let known = |of: fn(&CustomerValue) -> Option<f64>| {
            let mut known: Vec<f64> = self.values.iter().filter_map(of).collect();
            // The same sum whatever the order of the customers.
            order::sort_by(&mut known, f64::total_cmp);
            (!known.is_empty()).then(|| known.iter().sum::<f64>())
        };
        self.sums = Sums {
            purchases: known(|value| value.expected_purchases).unwrap_or(0.0),
            spend: known(|value| value.expected_spend).filter(|_| self.repeaters > 0),
            clv: known(|value| value.clv).filter(|_| self.repeaters > 0),
        };
        let unit = self.settings.time_unit_days;
        if let Some(spend) = self.sums.spend {
            let worth = |(end, part): &(f64, f64)| (end * unit, spend * part);
            self.curve = parts.iter().map(worth).collect();
        }
    }
}

/// An interval of so many times the money.
fn scaled(interval: Interval, times: f64) -> Interval {
    let (a, b) = (interval.low * times, interval.high * times);
    Interval {
        low: a.min(b),
        high: a.max(b),
    }
}

/// What the models know of these customers now.
fn rows_now(
    base: &CustomerBase,
    customers: &[CustomerIx],
    unit_days: f64,
) -> Result<Vec<Row>, Reason> {
    if base.is_of_totals() {
        return rows_of_totals(base, customers, unit_days);
    }
    Ok(rows(base, customers, base.frame().as_of, unit_days))
}

/// What a list of customers says of them; refused where it says the mean of all purchases only,
/// since the models ask for that of the repeated ones.
fn rows_of_totals(
    base: &CustomerBase,
    customers: &[CustomerIx],
    unit_days: f64,
) -> Result<Vec<Row>, Reason> {
    let row = |&customer: &CustomerIx| {
        let units = |days: Option<i32>| days.map(|days| f64::from(days) / unit_days);
        Some(Row {
            repeat_purchases: base.repeat_purchases(customer)?,
            last_purchase_age: units(base.last_purchase_age_days(customer))?,
            age: units(base.age_days(customer))?,
            mean_repeat_value: base.mean_repeat_value(customer)?,
        })
    };
    let rows: Option<Vec<Row>> = customers.iter().map(row).collect();
    rows.ok_or(Reason::NoSinglePurchases)
}

/// What the models know of these customers on a day.
fn rows(base: &CustomerBase, customers: &[CustomerIx], day: Day, unit_days: f64) -> Vec<Row> {
    let row = |&customer: &CustomerIx| {
        let seen = base.occasions_by(customer, day);
        let days = &base.occasion_days(customer)[..seen];
        let repeats = base.occasion_amounts(customer).get(1..seen);
        let repeats = repeats.unwrap_or_default();
        let money = Money::sum(repeats.iter().copied());
        let (first, last) = (
            days.first().copied().unwrap_or(day),
            days.last().copied().unwrap_or(day),
        );
        Row {
            repeat_purchases: repeats.len() as u32,
            last_purchase_age: f64::from(last.since(first)) / unit_days,
            age: f64::from(day.since(first)) / unit_days,
            mean_repeat_value: if repeats.is_empty() {
                0.0
            } else {
                money.to_units_f64() / repeats.len() as f64
            },
        }
    };
    customers.iter().map(row).collect()
}
