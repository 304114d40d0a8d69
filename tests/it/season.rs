//! Season, change and forecast against references computed elsewhere, and their identities.

use regulars::analysis::season::SeasonIndex;
use regulars::base::{Day, Month};
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
