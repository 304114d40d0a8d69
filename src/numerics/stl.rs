//! Season, trend and rest of a series by locally weighted regression.

/// A series as the sum of three.
#[derive(Clone, Debug, PartialEq)]
pub struct Decomposition {
    /// What returns with the period.
    pub seasonal: Vec<f64>,
    /// What moves slowly.
    pub trend: Vec<f64>,
    /// What is left.
    pub rest: Vec<f64>,
}

impl Decomposition {
    /// Strength of the season, `max(0, 1 − Var(R) ⁄ Var(S + R))` (Wang, Smith & Hyndman 2006);
    /// nothing varies: 0.
    pub fn seasonal_strength(&self) -> f64 {
        let both: Vec<f64> = self
            .seasonal
            .iter()
            .zip(&self.rest)
            .map(|(season, rest)| season + rest)
            .collect();
        let whole = variance(&both);
        let level = self
            .trend
            .iter()
            .map(|trend| trend.abs())
            .fold(0.0, f64::max);
        // What is left of a constant series is rounding.
        if whole.sqrt() > 1e-12 * level {
            (1.0 - variance(&self.rest) / whole).max(0.0)
        } else {
            0.0
        }
    }
}

fn variance(values: &[f64]) -> f64 {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    values
        .iter()
        .map(|value| (value - mean) * (value - mean))
        .sum::<f64>()
        / count
}

/// How often season and trend are fitted in turn.
const ROUNDS: usize = 5;

/// STL (Cleveland, Cleveland, `McRae` & Terpenning 1990): local lines, no weights against outliers.
/// `window` is the span of the season's smoother in periods, odd and at least three; the spans of
/// trend and low-pass filter follow from it as in the paper. `None` for fewer than two periods.
pub fn stl(values: &[f64], period: usize, window: usize) -> Option<Decomposition> {
    let count = values.len();
    if period < 2 || count < 2 * period {
        return None;
    }
    let trend_window = odd_at_least(1.5 * period as f64 / (1.0 - 1.5 / window as f64));
    let low_window = odd_at_least(period as f64 + 0.5);
    let mut trend = vec![0.0; count];
    let mut seasonal = vec![0.0; count];
    for _ in 0..ROUNDS {
        let detrended: Vec<f64> = values.iter().zip(&trend).map(|(y, t)| y - t).collect();
        let cycles = smooth_cycles(&detrended, period, window);
        let passed = moving_mean(&moving_mean(&moving_mean(&cycles, period), period), 3);
        let low = smooth(&passed, low_window);
        for at in 0..count {
            seasonal[at] = cycles[period + at] - low[at];
        }
        let adjusted: Vec<f64> = values.iter().zip(&seasonal).map(|(y, s)| y - s).collect();
        trend = smooth(&adjusted, trend_window);
    }
    let rest = (0..count)
        .map(|at| values[at] - seasonal[at] - trend[at])
        .collect();
    Some(Decomposition {
        seasonal,
        trend,
        rest,
    })
}

/// The smallest odd whole number that is not below the value.
fn odd_at_least(value: f64) -> usize {
    let up = value.ceil() as usize;
    up + usize::from(up.is_multiple_of(2))
}

/// Smooths the values of each place in the period, one period further at either end.
fn smooth_cycles(values: &[f64], period: usize, window: usize) -> Vec<f64> {
    let mut smoothed = vec![0.0; values.len() + 2 * period];
    for place in 0..period {
        let own: Vec<f64> = values.iter().skip(place).step_by(period).copied().collect();
        let inner = smooth(&own, window);
        let count = own.len();
        let before = local_line(&own, window, 0.0, 0..window.min(count));
        let after = local_line(
            &own,
            window,
            (count + 1) as f64,
            count.saturating_sub(window)..count,
        );
        let ends = [
            before.or(inner.first().copied()),
            after.or(inner.last().copied()),
        ];
        let all = ends[0].into_iter().chain(inner).chain(ends[1]);
        for (cycle, value) in all.enumerate() {
            smoothed[cycle * period + place] = value;
        }
    }
    smoothed
}

/// Local lines at every place of the series.
fn smooth(values: &[f64], window: usize) -> Vec<f64> {
    let count = values.len();
    if count < 2 {
        return values.to_vec();
    }
    let width = window.min(count);
    (0..count)
        .map(|at| {
            let from = (at + 1)
                .saturating_sub(window.div_ceil(2))
                .min(count - width);
            local_line(values, window, (at + 1) as f64, from..from + width).unwrap_or(values[at])
        })
        .collect()
}

/// The height at `x` of a line through the values of a range, near ones weighing more (tricube);
/// the first value stands at 1. `None` where no value has a weight.
fn local_line(values: &[f64], window: usize, x: f64, range: std::ops::Range<usize>) -> Option<f64> {
    let count = values.len();
    let mut reach = (x - (range.start + 1) as f64).max(range.end as f64 - x);
    if window > count {
        reach += ((window - count) / 2) as f64;
    }
    let mut weights: Vec<f64> = range
        .clone()
        .map(|at| {
            let far = ((at + 1) as f64 - x).abs();
            if far > 0.999 * reach {
                0.0
            } else if far <= 0.001 * reach {
                1.0
            } else {
                (1.0 - (far / reach).powi(3)).powi(3)
            }
        })
        .collect();
    let total: f64 = weights.iter().sum();
    if total <= 0.0 {
        return None;
    }
    for weight in &mut weights {
        *weight /= total;
    }
    let places = || range.clone().map(|at| (at + 1) as f64);
    let centre: f64 = places().zip(&weights).map(|(at, weight)| at * weight).sum();
    let spread: f64 = places()
        .zip(&weights)
        .map(|(at, weight)| weight * (at - centre) * (at - centre))
        .sum();
    if reach > 0.0 && spread.sqrt() > 0.001 * (count as f64 - 1.0) {
        let lean = (x - centre) / spread;
        for (at, weight) in places().zip(&mut weights) {
            *weight *= lean * (at - centre) + 1.0;
        }
    }
    Some(
        values[range]
            .iter()
            .zip(&weights)
            .map(|(value, weight)| value * weight)
            .sum(),
    )
}

/// Means of so many neighbours, shorter than the series by one less.
fn moving_mean(values: &[f64], width: usize) -> Vec<f64> {
    values
        .windows(width)
        .map(|window| window.iter().sum::<f64>() / width as f64)
        .collect()
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "what is written here is exact")]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_all_trend() {
        let line: Vec<f64> = (0..36).map(|at| 5.0 + 2.0 * f64::from(at)).collect();
        let found = stl(&line, 12, 7).unwrap();
        for ((trend, seasonal), value) in found.trend.iter().zip(&found.seasonal).zip(&line) {
            assert!((trend - value).abs() < 1e-8, "{value}");
            assert!(seasonal.abs() < 1e-8, "{value}");
        }
    }

    #[test]
    fn what_returns_every_period_is_all_season() {
        let wave: Vec<f64> = (0..48).map(|at| f64::from(at % 12) - 5.5).collect();
        let found = stl(&wave, 12, 7).unwrap();
        assert!(found.seasonal_strength() > 0.999);
    }

    #[test]
    fn short_and_constant_series_have_no_season() {
        assert_eq!(stl(&[1.0; 23], 12, 7), None);
        assert_eq!(stl(&[1.0; 24], 12, 7).unwrap().seasonal_strength(), 0.0);
    }
}
