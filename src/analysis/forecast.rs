//! P15: what the coming months will bring, by the rule that would have done best so far.

use crate::base::Month;
use crate::numerics::holt_winters::{Form, HoltWinters};

/// Fewest full months from which anything is carried on.
pub const LEAST_MONTHS: usize = 3;

/// Fewest full months before a forecast of the past that repeats the year before.
const YEAR: usize = 12;

/// Fewest full months before a forecast of the past that smooths trend and season.
const LEAST_SMOOTHED: usize = 24;

/// Fewest forecasts of the past by which a rule is chosen.
const LEAST_ORIGINS: usize = 6;

/// Most forecasts of the past: two years of them.
const MOST_ORIGINS: usize = 24;

/// Every so many of them, the search for the weights begins anew.
const FRESH_EVERY: usize = 6;

/// Part of the outcomes an interval is to hold.
pub const LEVEL: f64 = 0.8;

/// Fewest past errors behind an interval.
const LEAST_ERRORS: usize = 5;

/// A rule that carries a series on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// The mean of the last twelve months, or of all where they are fewer.
    RecentMean,
    /// The same month a year before.
    SeasonalNaive,
    /// Holt–Winters, level + trend + season.
    Additive,
    /// Holt–Winters, (level + trend) × season.
    Multiplicative,
    /// Holt–Winters, (level + damped trend) × season.
    Damped,
}

impl Method {
    /// Every method, the simplest first.
    pub const ALL: [Self; 5] = [
        Self::RecentMean,
        Self::SeasonalNaive,
        Self::Additive,
        Self::Multiplicative,
        Self::Damped,
    ];

    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::RecentMean => "recent_mean",
            Self::SeasonalNaive => "seasonal_naive",
            Self::Additive => "holt_winters_additive",
            Self::Multiplicative => "holt_winters_multiplicative",
            Self::Damped => "holt_winters_damped",
        }
    }

    /// The method with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.id() == id)
    }

    fn form(self) -> Option<Form> {
        match self {
            Self::RecentMean | Self::SeasonalNaive => None,
            Self::Additive => Some(Form::Additive),
            Self::Multiplicative => Some(Form::Multiplicative),
            Self::Damped => Some(Form::Damped),
        }
    }
}

/// What was tried of one method.
#[derive(Clone, Debug, PartialEq)]
pub struct Tried {
    /// Which.
    pub method: Method,
    /// Sum of the absolute errors ÷ sum of what came, over all forecasts of the past; `None` without
    /// such forecasts.
    pub error_share: Option<f64>,
    /// The same of forecasts one month ahead.
    pub next_month_error_share: Option<f64>,
    /// Squared one-step errors over all months, of a method that is fitted.
    pub squared_error: Option<f64>,
    model: Model,
    past: Vec<Past>,
}

impl Tried {
    /// The fitted smoother, of a method that has one.
    pub fn fitted(&self) -> Option<&HoltWinters> {
        match &self.model {
            Model::Smoothed(fit) => Some(fit),
            Model::Plain(_) => None,
        }
    }
}

/// One month to come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Which.
    pub month: Month,
    /// What is expected.
    pub expected: f64,
    /// Interval that holds [`LEVEL`] of the outcomes, when there is one.
    pub interval: Option<(f64, f64)>,
}

/// A month of the past as it had been forecast a month before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hindcast {
    /// The forecast, with the interval that the errors of other months give.
    pub point: Point,
    /// What came.
    pub actual: f64,
}

impl Hindcast {
    /// Whether what came fell into the interval; `None` without one.
    pub fn is_inside(&self) -> Option<bool> {
        let (low, high) = self.point.interval?;
        Some((low..=high).contains(&self.actual))
    }
}

/// How many forecasts of the past fell into intervals made of the errors of other months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Within.
    pub inside: u32,
    /// All of them.
    pub of: u32,
}

impl Coverage {
    /// Part within.
    pub fn share(self) -> f64 {
        f64::from(self.inside) / f64::from(self.of)
    }
}

/// Why nothing is carried on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Fewer than [`LEAST_MONTHS`] full months.
    TooShort {
        /// Full months there are.
        full_months: u32,
    },
    /// Nothing was counted in any month.
    Nothing,
}

/// A forecast of full months.
#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    /// The method it is made by.
    pub method: Method,
    /// Every method that could be tried, the simplest first.
    pub tried: Vec<Tried>,
    /// The months to come.
    pub points: Vec<Point>,
    /// Past months forecast one month ahead, oldest first.
    pub hindcasts: Vec<Hindcast>,
    /// What the intervals would have held; `None` where there are too few errors for intervals.
    pub coverage: Option<Coverage>,
    /// Full months behind it.
    pub full_months: u32,
}

impl Forecast {
    /// Carries consecutive full months on by so many. Of the methods there is enough data for, the
    /// one with the smallest error over rolling origins (Tashman 2000) is taken, or else `wanted`.
    pub fn of(
        full: &[(Month, f64)],
        horizon: usize,
        wanted: Option<Method>,
    ) -> Result<Self, Reason> {
        let values: Vec<f64> = full.iter().map(|&(_, value)| value).collect();
        let count = values.len();
        let Some(&(last, _)) = full.last().filter(|_| count >= LEAST_MONTHS) else {
            return Err(Reason::TooShort {
                full_months: count as u32,
            });
        };
        if values.iter().all(|&value| value == 0.0) {
            return Err(Reason::Nothing);
        }
        let (methods, least) = methods_for(count);
        let first = least.max(count.saturating_sub(MOST_ORIGINS));
        let mut tried: Vec<Tried> = methods
            .iter()
            .filter_map(|&method| Tried::of(method, &values, first, horizon))
            .collect();
        if tried.is_empty() {
            tried.extend(Tried::of(Method::RecentMean, &values, count, horizon));
        }
        let at = tried
            .iter()
            .position(|tried| Some(tried.method) == wanted)
            .or_else(|| best(&tried))
            .ok_or(Reason::Nothing)?;
        let chosen = &tried[at];
        let errors = Errors::of(&values, &chosen.past);
        let widths = errors.half_widths(None, horizon);
        let points = chosen
            .model
            .carried_on(&values, horizon)
            .into_iter()
            .zip(&widths)
            .zip(1..)
            .map(|((expected, width), ahead)| Point {
                month: Month(last.0 + ahead),
                expected,
                interval: width.map(|width| errors.interval(expected, width)),
            })
            .collect();
        let (hindcasts, coverage) = errors.hindcasts(full, &chosen.past, horizon);
        Ok(Self {
            method: chosen.method,
            points,
            hindcasts,
            coverage,
            full_months: count as u32,
            tried,
        })
    }

    /// What was tried of a method.
    pub fn tried(&self, method: Method) -> Option<&Tried> {
        self.tried.iter().find(|tried| tried.method == method)
    }
}

/// Carries values on by a method, or by the simplest one that can where it cannot.
pub fn carried_on(values: &[f64], method: Method, steps: usize) -> Vec<f64> {
    let model = Model::of(method, values).unwrap_or(Model::Plain(Method::SeasonalNaive));
    if values.is_empty() {
        return vec![0.0; steps];
    }
    model.carried_on(values, steps)
}

/// Methods there is enough data for, and the months before their first forecast of the past.
fn methods_for(count: usize) -> (&'static [Method], usize) {
    if count >= LEAST_SMOOTHED + LEAST_ORIGINS {
        (&Method::ALL[1..], LEAST_SMOOTHED)
    } else if count > YEAR {
        (&Method::ALL[..2], YEAR)
    } else {
        (&Method::ALL[..1], LEAST_MONTHS)
    }
}

/// The method with the smallest error, the simplest of equals.
fn best(tried: &[Tried]) -> Option<usize> {
    let error = |at: &usize| tried[*at].error_share.unwrap_or(f64::INFINITY);
    (0..tried.len()).min_by(|one, other| error(one).total_cmp(&error(other)))
}

/// What carries a series on.
#[derive(Clone, Debug, PartialEq)]
enum Model {
    Plain(Method),
    Smoothed(Box<HoltWinters>),
}

impl Model {
    fn of(method: Method, values: &[f64]) -> Option<Self> {
        Some(match method.form() {
            None => Self::Plain(method),
            Some(form) => Self::Smoothed(Box::new(HoltWinters::fit(values, form)?)),
        })
    }

    /// The same with more values known.
    fn with_more(self, values: &[f64], fresh: bool) -> Option<Self> {
        match self {
            Self::Plain(_) => Some(self),
            Self::Smoothed(fit) => {
                let fit = fit.refit(values, fresh)?;
                Some(Self::Smoothed(Box::new(fit)))
            }
        }
    }

    /// So many months more; what was never below zero does not go there.
    fn carried_on(&self, values: &[f64], steps: usize) -> Vec<f64> {
        let mut said = match self {
            Self::Smoothed(fit) => fit.forecast(steps),
            Self::Plain(Method::SeasonalNaive) if values.len() >= YEAR => {
                let year = &values[values.len() - YEAR..];
                year.iter().copied().cycle().take(steps).collect()
            }
            Self::Plain(_) => {
                let recent = &values[values.len().saturating_sub(YEAR)..];
                let mean = recent.iter().sum::<f64>() / recent.len() as f64;
                vec![mean; steps]
            }
        };
        if values.iter().all(|&value| value >= 0.0) {
            for value in &mut said {
                *value = value.max(0.0);
            }
        }
        said
    }
}

/// A forecast of the past.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Past {
    /// Place of the month in the series.
    target: usize,
    /// Months ahead, from 1.
    ahead: usize,
    expected: f64,
    actual: f64,
}

impl Past {
    fn error(&self) -> f64 {
        (self.actual - self.expected).abs()
    }
}

impl Tried {
    fn of(method: Method, values: &[f64], first: usize, horizon: usize) -> Option<Self> {
        let mut past = Vec::new();
        let mut model = Model::of(method, &values[..first])?;
        for origin in first..values.len() {
            if origin > first {
                let fresh = (origin - first).is_multiple_of(FRESH_EVERY);
                model = model.with_more(&values[..origin], fresh)?;
            }
            let said = model.carried_on(&values[..origin], horizon.min(values.len() - origin));
            past.extend(said.into_iter().enumerate().map(|(step, expected)| Past {
                target: origin + step,
                ahead: step + 1,
                expected,
                actual: values[origin + step],
            }));
        }
        if values.len() > first {
            model = model.with_more(values, true)?;
        }
        let share = |wanted: &dyn Fn(&Past) -> bool| {
            let (errors, came) = past
                .iter()
                .filter(|past| wanted(past))
                .fold((0.0, 0.0), |(errors, came), past| {
                    (errors + past.error(), came + past.actual.abs())
                });
            (came > 0.0).then(|| errors / came)
        };
        let squared_error = match &model {
            Model::Smoothed(fit) => Some(fit.squared_error),
            Model::Plain(_) => None,
        };
        Some(Self {
            method,
            error_share: share(&|_| true),
            next_month_error_share: share(&|past| past.ahead == 1),
            squared_error,
            model,
            past,
        })
    }
}

/// Absolute errors of the past, as a part of what was expected where that is never small, by months
/// ahead.
struct Errors {
    /// (months ahead, place of the month, size).
    sizes: Vec<(usize, usize, f64)>,
    is_relative: bool,
    floor: Option<f64>,
}

impl Errors {
    fn of(values: &[f64], past: &[Past]) -> Self {
        let usual = values.iter().map(|value| value.abs()).sum::<f64>() / values.len() as f64;
        let is_relative = past.iter().all(|past| past.expected >= 0.05 * usual);
        Self {
            sizes: past
                .iter()
                .map(|past| {
                    let unit = if is_relative { past.expected } else { 1.0 };
                    (past.ahead, past.target, past.error() / unit)
                })
                .collect(),
            is_relative,
            floor: values.iter().all(|&value| value >= 0.0).then_some(0.0),
        }
    }

    /// For each month ahead the error that [`LEVEL`] of the past ones of this and the neighbouring
    /// distances do not exceed (split conformal prediction, Lei et al. 2018), never falling with the
    /// distance. Errors of one month can be left out.
    fn half_widths(&self, without: Option<usize>, horizon: usize) -> Vec<Option<f64>> {
        let mut widest: Option<f64> = None;
        (1..=horizon)
            .map(|ahead| {
                let mut sizes: Vec<f64> = self
                    .sizes
                    .iter()
                    .filter(|&&(other, target, _)| {
                        other.abs_diff(ahead) <= 1 && Some(target) != without
                    })
                    .map(|&(_, _, size)| size)
                    .collect();
                if sizes.len() >= LEAST_ERRORS {
                    let rank = (LEVEL * (sizes.len() + 1) as f64).ceil() as usize;
                    let at = rank.min(sizes.len()) - 1;
                    let (_, &mut size, _) = sizes.select_nth_unstable_by(at, f64::total_cmp);
                    widest = Some(widest.map_or(size, |widest| widest.max(size)));
                }
                widest
            })
            .collect()
    }

    fn interval(&self, expected: f64, width: f64) -> (f64, f64) {
        let by = if self.is_relative {
            width * expected.abs()
        } else {
            width
        };
        let low = expected - by;
        (
            self.floor.map_or(low, |floor| low.max(floor)),
            expected + by,
        )
    }

    /// Every month of the past within the intervals that the errors of all other months give.
    fn hindcasts(
        &self,
        full: &[(Month, f64)],
        past: &[Past],
        horizon: usize,
    ) -> (Vec<Hindcast>, Option<Coverage>) {
        let mut hindcasts = Vec::new();
        let mut coverage = Coverage { inside: 0, of: 0 };
        let first = past.iter().map(|past| past.target).min().unwrap_or(0);
        for (target, &(month, _)) in full.iter().enumerate().skip(first) {
            let widths = self.half_widths(Some(target), horizon);
            for past in past.iter().filter(|past| past.target == target) {
                let width = widths.get(past.ahead - 1).copied().flatten();
                let interval = width.map(|width| self.interval(past.expected, width));
                if let Some((low, high)) = interval {
                    coverage.of += 1;
                    coverage.inside += u32::from((low..=high).contains(&past.actual));
                }
                if past.ahead == 1 {
                    hindcasts.push(Hindcast {
                        point: Point {
                            month,
                            expected: past.expected,
                            interval,
                        },
                        actual: past.actual,
                    });
                }
            }
        }
        (hindcasts, (coverage.of > 0).then_some(coverage))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(values: &[f64]) -> Vec<(Month, f64)> {
        (24_000..).map(Month).zip(values.iter().copied()).collect()
    }

    const YEAR_SHAPE: [f64; 12] = [0.8, 0.7, 0.9, 1.0, 1.0, 1.1, 0.9, 0.8, 1.0, 1.1, 1.2, 1.5];

    /// Rises by one a month, with a season and a little that is neither.
    fn shop(count: usize) -> Vec<f64> {
        (0..count)
            .map(|at| {
                let noise = ((at * 7919) % 101) as f64 / 50.5 - 1.0;
                (100.0 + at as f64) * YEAR_SHAPE[at % 12] * (1.0 + 0.02 * noise)
            })
            .collect()
    }

    #[test]
    fn a_growing_shop_with_a_season_is_smoothed() {
        let found = Forecast::of(&months(&shop(48)), 6, None).unwrap();
        assert!(found.tried(found.method).unwrap().fitted().is_some());
        let error = |method| found.tried(method).unwrap().error_share.unwrap();
        assert!(error(found.method) < error(Method::SeasonalNaive));
        assert_eq!(found.points.len(), 6);
        assert_eq!(found.points[0].month, Month(24_048));
        let expected = 148.0 * YEAR_SHAPE[0];
        assert!((found.points[0].expected / expected - 1.0).abs() < 0.05);
        let (low, high) = found.points[0].interval.unwrap();
        assert!(low < found.points[0].expected && found.points[0].expected < high);
        let coverage = found.coverage.unwrap().share();
        assert!((0.65..=0.97).contains(&coverage), "{coverage}");
        assert_eq!(found.hindcasts.len(), 24);
    }

    #[test]
    fn fewer_months_take_a_simpler_rule() {
        let of = |count| Forecast::of(&months(&shop(count)), 3, None);
        assert_eq!(of(2), Err(Reason::TooShort { full_months: 2 }));
        assert_eq!(of(3).unwrap().method, Method::RecentMean);
        assert_eq!(of(3).unwrap().coverage, None);
        assert_eq!(of(12).unwrap().method, Method::RecentMean);
        assert!(of(29).unwrap().tried(Method::Damped).is_none());
        assert!(of(30).unwrap().tried(Method::Damped).is_some());
        assert_eq!(
            Forecast::of(&months(&[0.0; 40]), 3, None),
            Err(Reason::Nothing)
        );
    }

    #[test]
    fn a_wanted_method_is_taken_where_it_can_be() {
        let of = |count, wanted| {
            let found = Forecast::of(&months(&shop(count)), 3, Some(wanted)).unwrap();
            found.method
        };
        assert_eq!(of(48, Method::SeasonalNaive), Method::SeasonalNaive);
        assert_eq!(of(48, Method::Damped), Method::Damped);
        assert_ne!(of(20, Method::Damped), Method::Damped);
    }

    #[test]
    fn months_without_sales_leave_out_products() {
        let mut gaps = shop(40);
        gaps[30] = 0.0;
        let found = Forecast::of(&months(&gaps), 6, None).unwrap();
        assert!(found.tried(Method::Multiplicative).is_none());
        for point in &found.points {
            let (low, high) = point.interval.unwrap();
            assert!(low >= 0.0 && high.is_finite());
        }
    }

    #[test]
    fn a_constant_series_stays() {
        let found = Forecast::of(&months(&[7.0; 40]), 6, None).unwrap();
        for point in found.points {
            assert!((point.expected - 7.0).abs() < 1e-6);
        }
    }
}
