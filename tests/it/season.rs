//! Season, change and forecast against references computed elsewhere, and their identities.

use regulars::analysis::forecast::{Forecast, Method};
use regulars::analysis::season::SeasonIndex;
use regulars::base::{Day, Month};
use regulars::numerics::holt_winters::{Form, HoltWinters};
use regulars::numerics::stl::stl;
use serde_json::Value;

/// A series of the extract that travels with the project.
struct Series {
    oracle: Value,
    months: Vec<(Month, f64)>,
}

impl Series {
    fn values(&self) -> Vec<f64> {
        self.months.iter().map(|&(_, value)| value).collect()
    }
}

fn series() -> Vec<Series> {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/oracles/time_series.json"
    );
    let extract: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let of = |oracle: &Value| {
        let first = format!("{}-01", oracle["first"].as_str().unwrap());
        let first = Month::of(Day::from_iso(&first).unwrap()).0;
        Series {
            oracle: oracle.clone(),
            months: (first..)
                .map(Month)
                .zip(numbers(&oracle["values"]))
                .collect(),
        }
    };
    extract["series"]
        .as_array()
        .unwrap()
        .iter()
        .map(of)
        .collect()
}

fn numbers(list: &Value) -> Vec<f64> {
    let list = list.as_array().unwrap();
    list.iter().map(|value| value.as_f64().unwrap()).collect()
}

/// Relative difference, of numbers far from zero.
fn close(found: f64, expected: f64, tolerance: f64) {
    let off = (found - expected).abs() / expected.abs();
    assert!(off <= tolerance, "{found} is {off:e} from {expected}");
}

#[test]
fn the_index_is_that_of_the_reference() {
    for series in series() {
        let found = SeasonIndex::of_values(&series.months, &[]).unwrap();
        let expected = numbers(&series.oracle["decompose_multiplicative"]);
        for (found, expected) in found.index.iter().zip(expected) {
            close(*found, expected, 1e-9);
        }
        let strength = series.oracle["stl"]["strength_seasonal"].as_f64().unwrap();
        close(found.strength, strength, 1e-6);
    }
}

#[test]
fn season_and_trend_are_those_of_the_reference() {
    for series in series() {
        let values = series.values();
        let found = stl(&values, 12, 7).unwrap();
        let oracle = &series.oracle["stl"];
        let last_year = &found.seasonal[values.len() - 12..];
        for (found, expected) in last_year.iter().zip(numbers(&oracle["seasonal_last_year"])) {
            close(*found, expected, 1e-6);
        }
        let trend = found.trend.last().copied().unwrap();
        close(trend, oracle["trend_last"].as_f64().unwrap(), 1e-6);
    }
}

const FORMS: [(&str, Form, Method); 2] = [
    ("add", Form::Additive, Method::Additive),
    ("mul", Form::Multiplicative, Method::Multiplicative),
];

/// Largest relative difference of two forecasts.
fn apart(found: &[f64], expected: &[f64]) -> f64 {
    found
        .iter()
        .zip(expected)
        .map(|(found, expected)| (found - expected).abs() / expected.abs())
        .fold(0.0, f64::max)
}

/// The tolerances are the reference's own: a lower sum of squares is as good, and the months to come
/// are within 3 % of the reference or of its peer in R.
#[test]
fn smoothing_fits_as_closely_as_the_reference() {
    for series in series() {
        for (name, form, method) in FORMS {
            let oracle = &series.oracle["holt_winters"][name];
            let fit = HoltWinters::fit(&series.values(), form).unwrap();
            let best = oracle["sse"].as_f64().unwrap();
            assert!(
                fit.squared_error <= 1.02 * best,
                "{name} {}",
                fit.squared_error
            );
            let chosen = Forecast::of(&series.months, 12, Some(method)).unwrap();
            assert_eq!(chosen.method, method);
            let carried: Vec<f64> = chosen.points.iter().map(|point| point.expected).collect();
            for found in [fit.forecast(12), carried] {
                let off = apart(&found, &numbers(&oracle["forecast_12"]))
                    .min(apart(&found, &numbers(&oracle["peer_forecast_12"])));
                assert!(off < 0.03, "{name} {off} {found:?}");
            }
        }
    }
}

/// The reference's recursion at the reference's own point gives its sum of squares.
#[test]
fn the_recursion_is_the_same() {
    for series in series() {
        for (name, form, _) in FORMS {
            let best = &series.oracle["holt_winters"][name]["best"];
            let number = |key: &str| best[key].as_f64().unwrap();
            let (alpha, beta, gamma) = (number("alpha"), number("beta"), number("gamma"));
            let (mut level, mut trend) = (number("level0"), number("trend0"));
            let mut seasons = numbers(&best["seasons0"]);
            let mut squares = 0.0;
            for (step, y) in series.values().into_iter().enumerate() {
                let season = seasons[step % 12];
                let grown = level + trend;
                let (said, bare, ratio) = if form == Form::Additive {
                    (grown + season, y - season, y - grown)
                } else {
                    (grown * season, y / season, y / grown)
                };
                squares += (y - said) * (y - said);
                let next = alpha * bare + (1.0 - alpha) * grown;
                trend = beta * (next - level) + (1.0 - beta) * trend;
                level = next;
                seasons[step % 12] = gamma * ratio + (1.0 - gamma) * season;
            }
            let sse = series.oracle["holt_winters"][name]["sse"].as_f64().unwrap();
            close(squares, sse, 1e-6);
        }
    }
}

/// Twelve months forecast from those before them.
#[test]
fn the_last_year_would_have_been_foreseen_as_well() {
    for series in series() {
        let values = series.values();
        let (known, last) = values.split_at(values.len() - 12);
        let missed = |said: &[f64]| {
            let shares = said
                .iter()
                .zip(last)
                .map(|(said, came)| (came - said).abs() / came);
            shares.sum::<f64>() / 12.0
        };
        let oracle = &series.oracle["backtest_last_12"];
        for (name, form, _) in FORMS {
            let fit = HoltWinters::fit(known, form).unwrap();
            let missed = missed(&fit.forecast(12));
            let expected = oracle[name].as_f64().unwrap();
            // Lower is better; the reference stopped short of the least squares in one of the four.
            assert!(missed < expected + 0.01, "{name} {missed} {expected}");
        }
        let naive = missed(&known[known.len() - 12..]);
        close(naive, oracle["seasonal_naive"].as_f64().unwrap(), 1e-9);
    }
}

#[test]
fn intervals_hold_what_they_promise() {
    for series in series() {
        let found = Forecast::of(&series.months, 12, None).unwrap();
        let coverage = found.coverage.unwrap().share();
        assert!((0.7..=0.92).contains(&coverage), "{coverage}");
        let naive = found.tried(Method::SeasonalNaive).unwrap();
        let chosen = found.tried(found.method).unwrap();
        assert!(chosen.error_share <= naive.error_share);
        for past in &found.hindcasts {
            assert!(past.point.interval.is_some());
        }
    }
}
