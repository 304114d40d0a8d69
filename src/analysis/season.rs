//! P14: what the months of the year do to sales.

use super::CustomerBase;
use super::months::MonthSums;
use crate::base::{Day, Month};
use crate::numerics::stl::stl;

/// Fewest full months: two years, so that every month of the year is seen beside a whole one.
pub const LEAST_MONTHS: usize = 24;

/// Span of the smoother behind [`SeasonIndex::strength`], in years.
const STRENGTH_WINDOW: usize = 7;

/// What is counted by month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Measure {
    /// Net money.
    #[default]
    Revenue,
    /// Occasions.
    Occasions,
    /// Customers with an occasion in the month.
    Customers,
}

impl Measure {
    /// Every measure.
    pub const ALL: [Self; 3] = [Self::Revenue, Self::Occasions, Self::Customers];

    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Revenue => "revenue",
            Self::Occasions => "occasions",
            Self::Customers => "customers",
        }
    }

    /// The measure with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.id() == id)
    }

    /// Of one month; money in currency units.
    pub fn of(self, sums: &MonthSums) -> f64 {
        match self {
            Self::Revenue => sums.revenue.to_units_f64(),
            Self::Occasions => sums.occasions as f64,
            Self::Customers => sums.buyers as f64,
        }
    }
}

/// Why there is no index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Fewer than [`LEAST_MONTHS`] full months.
    TooShort {
        /// Full months there are.
        full_months: u32,
    },
    /// No year says what this month of the year brings: all were left out, or whole years around
    /// them brought nothing.
    MonthUnknown {
        /// 1 to 12.
        month_of_year: i8,
    },
}

/// One month beside a year centred on it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SeasonMonth {
    /// Which.
    pub month: Month,
    /// What was counted.
    pub value: f64,
    /// Mean of the year centred on it; `None` in the first and last half-year.
    pub trend: Option<f64>,
    /// Value ÷ trend, where it counts for the index.
    pub ratio: Option<f64>,
    /// Left out by the person.
    pub left_out: bool,
}

/// What each month of the year brings, as a multiple of a usual month.
#[derive(Clone, Debug, PartialEq)]
pub struct SeasonIndex {
    /// January to December, mean 1.
    pub index: [f64; 12],
    /// Part of the swing around the trend that returns every year, 0…1 (from [`stl`]).
    pub strength: f64,
    /// The full months, in order, none left out.
    pub months: Vec<SeasonMonth>,
}

impl SeasonIndex {
    /// Classical multiplicative index (Macaulay 1931; `seasonal_decompose` of statsmodels): each
    /// month ÷ the mean of the year centred on it (2 × 12 moving average), averaged by month of the
    /// year, and scaled to mean 1.
    ///
    /// `months` are consecutive; those for which `is_partial` holds do not count. Months `left_out`
    /// say nothing of their month of the year; in the year around others the mean of the same month
    /// of the years beside stands in their place.
    pub fn of(
        months: &[MonthSums],
        measure: Measure,
        is_partial: impl Fn(Month) -> bool,
        left_out: &[Month],
    ) -> Result<Self, Reason> {
        let full: Vec<(Month, f64)> = months
            .iter()
            .filter(|sums| !is_partial(sums.month))
            .map(|sums| (sums.month, measure.of(sums)))
            .collect();
        Self::of_values(&full, left_out)
    }

    /// The same of the full months in view.
    pub fn of_base(
        base: &CustomerBase,
        measure: Measure,
        left_out: &[Month],
    ) -> Result<Self, Reason> {
        let partial = partial_months(base);
        Self::of(
            base.months(),
            measure,
            |month| partial.contains(&month),
            left_out,
        )
    }

    /// The same of consecutive full months and their values.
    pub fn of_values(full: &[(Month, f64)], left_out: &[Month]) -> Result<Self, Reason> {
        if full.len() < LEAST_MONTHS {
            return Err(Reason::TooShort {
                full_months: full.len() as u32,
            });
        }
        let is_left_out = |at: usize| left_out.contains(&full[at].0);
        let usual: Vec<f64> = (0..full.len())
            .map(|at| {
                let beside = |at: Option<usize>| Some(full.get(at?)?.1);
                let years = [beside(at.checked_sub(12)), beside(Some(at + 12))];
                let count = years.iter().flatten().count();
                if is_left_out(at) && count > 0 {
                    years.iter().flatten().sum::<f64>() / count as f64
                } else {
                    full[at].1
                }
            })
            .collect();
        let months: Vec<SeasonMonth> = (0..full.len())
            .map(|at| {
                let (month, value) = full[at];
                let trend = centred_mean(&usual, at);
                let left_out = is_left_out(at);
                SeasonMonth {
                    month,
                    value,
                    trend,
                    ratio: trend
                        .filter(|&trend| trend > 0.0 && !left_out)
                        .map(|trend| value / trend),
                    left_out,
                }
            })
            .collect();
        let index = mean_ratios(&months)?;
        let strength =
            stl(&usual, 12, STRENGTH_WINDOW).map_or(0.0, |parts| parts.seasonal_strength());
        Ok(Self {
            index,
            strength,
            months,
        })
    }

    /// The index of a month's place in the year.
    pub fn of_month(&self, month: Month) -> f64 {
        self.index[place(month)]
    }
}

/// Months in view that are not complete: at most the first and the last. Where all sales are booked
/// on one day of the month, or all on the last, a row stands for its whole month and none is partial.
pub fn partial_months(base: &CustomerBase) -> Vec<Month> {
    if is_monthly(base) {
        return Vec::new();
    }
    let frame = base.frame();
    let months = base.months().iter().map(|sums| sums.month);
    months.filter(|&month| frame.is_partial(month)).collect()
}

/// Fewest months from which sales on one day of each are no chance.
const LEAST_MONTHLY: usize = 4;

/// Whether all occasions fall on one day of the month, or all on the last.
pub fn is_monthly(base: &CustomerBase) -> bool {
    let mut days = base
        .present_ixs()
        .flat_map(|customer| base.occasion_days(customer));
    let Some(first) = days.next() else {
        return false;
    };
    let of_month = first.civil().day;
    let is_last = |day: Day| Month::of(day).last_day() == day;
    let (mut same, mut last) = (true, is_last(*first));
    base.months().len() >= LEAST_MONTHLY
        && days.all(|&day| {
            same = same && day.civil().day == of_month;
            last = last && is_last(day);
            same || last
        })
}

fn place(month: Month) -> usize {
    (month.of_year() - 1).clamp(0, 11) as usize
}

/// Mean of the year centred on a month: half of each end, and what lies between.
fn centred_mean(values: &[f64], at: usize) -> Option<f64> {
    let window = values.get(at.checked_sub(6)?..at + 7)?;
    let ends = f64::midpoint(window[0], window[12]);
    Some((ends + window[1..12].iter().sum::<f64>()) / 12.0)
}

fn mean_ratios(months: &[SeasonMonth]) -> Result<[f64; 12], Reason> {
    let mut sums = [0.0; 12];
    let mut counts = [0_u32; 12];
    for month in months {
        if let Some(ratio) = month.ratio {
            sums[place(month.month)] += ratio;
            counts[place(month.month)] += 1;
        }
    }
    if let Some(unknown) = counts.iter().position(|&count| count == 0) {
        return Err(Reason::MonthUnknown {
            month_of_year: unknown as i8 + 1,
        });
    }
    let means: [f64; 12] = std::array::from_fn(|at| sums[at] / f64::from(counts[at]));
    let mean = means.iter().sum::<f64>() / 12.0;
    if mean > 0.0 {
        Ok(means.map(|value| value / mean))
    } else {
        Err(Reason::MonthUnknown { month_of_year: 1 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(values: &[f64]) -> Vec<(Month, f64)> {
        (24_000..).map(Month).zip(values.iter().copied()).collect()
    }

    /// Rising by one a month; December brings twice its place.
    fn shop(years: usize) -> Vec<f64> {
        (0..12 * years)
            .map(|at| (100.0 + at as f64) * if at % 12 == 11 { 2.0 } else { 1.0 })
            .collect()
    }

    #[test]
    fn a_month_of_double_sales_has_about_double_the_index() {
        let found = SeasonIndex::of_values(&months(&shop(3)), &[]).unwrap();
        let mean = found.index.iter().sum::<f64>() / 12.0;
        assert!((mean - 1.0).abs() < 1e-12);
        assert!((found.of_month(Month(24_011)) / found.index[0] - 2.0).abs() < 0.02);
        assert!(found.strength > 0.9);
    }

    #[test]
    fn two_years_are_enough_and_less_is_not() {
        assert!(SeasonIndex::of_values(&months(&shop(2)), &[]).is_ok());
        assert_eq!(
            SeasonIndex::of_values(&months(&shop(2)[..23]), &[]),
            Err(Reason::TooShort { full_months: 23 })
        );
    }

    #[test]
    fn a_month_left_out_leaves_the_index_as_if_it_had_been_usual() {
        let mut closed = shop(4);
        closed[27] = 0.0;
        let all = SeasonIndex::of_values(&months(&shop(4)), &[]).unwrap();
        let marked = SeasonIndex::of_values(&months(&closed), &[Month(24_027)]).unwrap();
        for (one, other) in all.index.iter().zip(&marked.index) {
            assert!((one - other).abs() < 0.005, "{one} {other}");
        }
        let unmarked = SeasonIndex::of_values(&months(&closed), &[]).unwrap();
        assert!(unmarked.index[3] < 0.8);
    }

    #[test]
    fn a_month_of_which_every_year_is_left_out_is_unknown() {
        let every_march: Vec<Month> = (0..3).map(|year| Month(24_002 + 12 * year)).collect();
        assert_eq!(
            SeasonIndex::of_values(&months(&shop(3)), &every_march),
            Err(Reason::MonthUnknown { month_of_year: 3 })
        );
        assert!(matches!(
            SeasonIndex::of_values(&months(&[0.0; 36]), &[]),
            Err(Reason::MonthUnknown { .. })
        ));
    }
}
