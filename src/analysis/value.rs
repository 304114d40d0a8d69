//! P3: what each customer will probably still bring, how sure that is, and how good it would have
//! been.

use super::CustomerBase;
use super::customer_base::checks::{self, Check};
use super::customer_base::holdout::{Baselines, Holdout, TrackRecord, tracking};
use super::customer_base::{
    Fits, Fitted, Forecaster, Interval, Model, Predictive, Reason, Row, Rules, Speaking, Spend,
    Terms, Totals, TotalsBase, Watch, fit_in_pieces, own_rhythm, speaking,
};
use crate::base::pieces::{self, rest};
use crate::base::{Day, Money, Month, order};
use crate::dataset::CustomerIx;

/// Share of the outcomes an interval holds.
pub const LEVEL: f64 = 0.8;

/// Days of a year of twelve calendar months.
const YEAR_DAYS: f64 = 365.25;

/// What the person may set.
#[derive(Clone, Copy, Debug, PartialEq)]
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
    };

    /// The last day the track record may see.
    pub fn calibration_end(&self, base: &CustomerBase) -> Day {
        self.calibration_end
            .unwrap_or_else(|| held_out(base, 1.0 / 3.0))
    }

    /// How far to look and how to discount, in the model's unit of time. Without costs the margin
    /// is one: the value is revenue.
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
    /// That money discounted.
    pub clv: Option<f64>,
    /// Where four outcomes in five of `clv` lie.
    pub interval: Option<Interval>,
}

/// Sums over all customers. Money in currency units.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sums {
    /// Purchases up to the horizon.
    pub purchases: f64,
    /// Money spent up to the horizon, where anything is known of amounts.
    pub spend: Option<f64>,
    /// That money discounted.
    pub clv: Option<f64>,
}

/// How good the forecasts of a past day would have been.
#[derive(Clone, Debug)]
pub struct Past {
    /// Customers known on that day.
    pub customers: usize,
    /// Days from it to the as-of day.
    pub days: i32,
    /// One record a model that converged.
    pub records: Vec<TrackRecord>,
    /// What simple rules would have said.
    pub baselines: Baselines,
    /// Repeat purchases by month, all customers known on that day.
    pub months: Vec<TrackedMonth>,
    /// The model `months` speak of.
    pub tracked: Model,
}

/// Repeat purchases of a month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrackedMonth {
    /// The month.
    pub month: Month,
    /// What came.
    pub actual: f64,
    /// What the model of the past day expected.
    pub expected: f64,
}

/// The value of all customers.
#[derive(Clone, Debug)]
pub struct Valued {
    /// Under which settings.
    pub settings: Settings,
    /// Last day the track record saw.
    pub calibration_end: Day,
    /// Customers with an occasion, in index order.
    pub buyers: Vec<CustomerIx>,
    /// Customers with a repeat purchase.
    pub repeaters: usize,
    /// Where the figures come from.
    pub speaking: Speaking,
    /// One entry a buyer.
    pub values: Vec<CustomerValue>,
    /// The fitted models, or why there is none.
    pub fits: Result<Fits, Reason>,
    /// Sums over all.
    pub sums: Sums,
    /// The same with intervals, where a model speaks.
    pub totals: Option<Totals>,
    /// Discounted money of all up to the end of each month, with that end in days.
    pub curve: Vec<(f64, f64)>,
    /// The track record, or why there is none.
    pub past: Result<Past, Reason>,
    /// Whether the assumptions hold.
    pub checks: Vec<Check>,
}

impl Valued {
    /// Computes it.
    pub fn of(base: &CustomerBase, settings: Settings, seed: u64) -> Result<Self, Reason> {
        pieces::to_the_end(Self::in_pieces(base, settings, seed, &mut |_| {}))
    }

    /// The same in pieces.
    pub async fn in_pieces(
        base: &CustomerBase,
        settings: Settings,
        seed: u64,
        watch: &mut Watch<'_>,
    ) -> Result<Self, Reason> {
        let rules = Rules::new();
        let buyers: Vec<CustomerIx> = base.buyer_ixs().collect();
        let as_of = base.frame().as_of;
        let rows = if base.is_of_totals() {
            rows_of_totals(base, &buyers, settings.time_unit_days)?
        } else {
            rows(base, &buyers, as_of, settings.time_unit_days)
        };
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
            calibration_end,
            repeaters: rows.iter().filter(|row| row.repeat_purchases > 0).count(),
            buyers,
            speaking,
            values: Vec::new(),
            fits,
            sums: Sums::default(),
            totals: None,
            curve: Vec::new(),
            past,
            checks: Vec::new(),
        };
        match valued.model() {
            Some(model) => {
                rest().await;
                let told = &mut |share| watch(0.8 + 0.2 * share);
                valued.by_model(&rules, &rows, model, seed, told).await?;
            }
            None => valued.by_own_rhythm(&rows),
        }
        Ok(valued)
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
        let predictive = Predictive::new(&forecaster, LEVEL, seed);
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
        let totals = TotalsBase::new(&predictive, seed).of(&|_| true);
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
        self.checks = checks::of_fit(rows, fitted, &fits.spend);
        let past = self.past.as_ref().ok();
        let record = past.and_then(|past| {
            let record = past.records.iter().find(|record| record.model == model)?;
            Some(checks::of_record(record, &past.baselines))
        });
        self.checks.extend(record.unwrap_or_default());
        Ok(())
    }

    /// Everybody goes on as before; later money is discounted as if it came evenly.
    fn by_own_rhythm(&mut self, rows: &[Row]) {
        let terms = self.settings.terms();
        let mut factor = 0.0;
        let mut before = 0.0;
        let mut parts = Vec::new();
        for end in terms.month_ends() {
            factor += (end - before) / terms.horizon * terms.discount(end);
            parts.push((end, factor));
            before = end;
        }
        self.values = rows
            .iter()
            .map(|row| {
                let found = own_rhythm(row, &terms);
                let spend = found.and_then(|found| found.spend);
                CustomerValue {
                    expected_purchases: found.map(|found| found.purchases),
                    purchase_value: spend.map(|_| row.mean_repeat_value),
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
            spend: known(|value| value.expected_spend),
            clv: known(|value| value.clv),
        };
        let unit = self.settings.time_unit_days;
        if let Some(spend) = self.sums.spend {
            let worth = |(end, part): &(f64, f64)| (end * unit, spend * part);
            self.curve = parts.iter().map(worth).collect();
        }
    }
}

impl Past {
    async fn of(
        rules: &Rules,
        base: &CustomerBase,
        settings: &Settings,
        watch: &mut Watch<'_>,
    ) -> Result<Self, Reason> {
        if base.is_of_totals() {
            return Err(Reason::NoSinglePurchases);
        }
        let (end, as_of) = (settings.calibration_end(base), base.frame().as_of);
        let days = as_of.since(end);
        if days <= 0 {
            return Err(Reason::NoObservationTime);
        }
        let known: Vec<CustomerIx> = base
            .buyer_ixs()
            .filter(|&customer| base.occasions_by(customer, end) > 0)
            .collect();
        let unit = settings.time_unit_days;
        let before = rows(base, &known, end, unit);
        let after = rows(base, &known, as_of, unit);
        let fits = fit_in_pieces(rules, &before, &Model::ALL, watch).await?;
        let holdout = Holdout {
            before: &before,
            after: &after,
            horizon: f64::from(days) / unit,
        };
        let mut records = Vec::new();
        for (_, fit) in &fits.models {
            if let Ok(fit) = fit {
                rest().await;
                records.push(holdout.record(rules, &fit.fitted, &fits.spend)?);
            }
        }
        // The model whose months are shown is the one that speaks.
        let whole = settings.model.filter(|&model| fits.of(model).is_some());
        let best = super::customer_base::holdout::best(&records).map(|at| records[at].model);
        let tracked = whole.or(best).ok_or(Reason::NotConverged)?;
        let fitted = fits.of(tracked).ok_or(Reason::NotConverged)?.fitted;
        Ok(Self {
            customers: known.len(),
            days,
            baselines: holdout.baselines(),
            months: tracked_months(rules, base, &known, &fitted, unit),
            tracked,
            records,
        })
    }
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

fn tracked_months(
    rules: &Rules,
    base: &CustomerBase,
    known: &[CustomerIx],
    fitted: &Fitted,
    unit_days: f64,
) -> Vec<TrackedMonth> {
    let as_of = base.frame().as_of;
    let firsts: Vec<i32> = known
        .iter()
        .filter_map(|&customer| base.first_day(customer))
        .map(|day| day.0)
        .collect();
    let Some(&first) = firsts.iter().min() else {
        return Vec::new();
    };
    let (first, last) = (Month::of(Day(first)), Month::of(as_of));
    let mut actual = vec![0.0; (last.0 - first.0) as usize + 1];
    for &customer in known {
        for &day in base.occasion_days(customer).iter().skip(1) {
            if let Some(sum) = actual.get_mut((Month::of(day).0 - first.0) as usize) {
                *sum += 1.0;
            }
        }
    }
    let months: Vec<Month> = (first.0..=last.0).map(Month).collect();
    let ends: Vec<i32> = months
        .iter()
        .map(|month| month.last_day().min(as_of).0)
        .collect();
    let expected = tracking(rules, fitted, &firsts, &ends, unit_days);
    let mut before = 0.0;
    months
        .into_iter()
        .zip(actual)
        .zip(expected)
        .map(|((month, actual), until)| {
            let expected = until - before;
            before = until;
            TrackedMonth {
                month,
                actual,
                expected,
            }
        })
        .collect()
}
