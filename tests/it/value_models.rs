//! Customer-base models against references computed elsewhere: extracts that travel with the
//! project, and the shared data set when it is present beside it.
use std::collections::BTreeMap;

use regulars::analysis::customer_base::holdout::{Holdout, tracking};
use regulars::analysis::customer_base::{
    Fitted, Fitting, Forecaster, GammaGamma, Groups, Model, NoSpendModel, Reason, Row, Rules,
    Spend, Tables, Terms, checks, fit, fit_spend,
};
use serde_json::Value;

/// An extract that travels with the project.
fn extract() -> Value {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/oracles/value_models.json"
    );
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// A file of the shared data set, when it is beside the project.
fn shared(path: &str) -> Option<String> {
    let found = std::fs::read_to_string(format!("../shared/{path}")).ok();
    if found.is_none() {
        eprintln!("the shared data set is not beside the project: {path} was not compared");
    }
    found
}

fn json(name: &str) -> Option<Value> {
    let text = shared(&format!("oracles/{name}.json"))?;
    Some(serde_json::from_str(&text).unwrap())
}

fn model(name: &str) -> (Model, [&'static str; 4]) {
    match name {
        "bgnbd" => (Model::BgNbd, ["r", "alpha", "a", "b"]),
        "mbgnbd" => (Model::MbgNbd, ["r", "alpha", "a", "b"]),
        _ => (Model::ParetoNbd, ["r", "alpha", "s", "beta"]),
    }
}
fn fitted(name: &str, params: &Value) -> Fitted {
    let (model, names) = model(name);
    Fitted {
        model,
        parameters: names.map(|n| params[n].as_f64().unwrap()),
    }
}
fn row(x: f64, t_x: f64, age: f64, m: f64) -> Row {
    Row {
        repeat_purchases: x as u32,
        last_purchase_age: t_x,
        age,
        mean_repeat_value: m,
    }
}

#[test]
fn formulas_at_fixed_parameters() {
    let rules = Rules::new();
    let edge = extract();
    let mut worst = 0.0_f64;
    for case in edge["formulas_at_fixed_params"].as_array().unwrap() {
        let f = fitted(case["model"].as_str().unwrap(), &case["params"]);
        let (x, tx, age, t) = (
            case["frequency"].as_f64().unwrap(),
            case["recency"].as_f64().unwrap(),
            case["T"].as_f64().unwrap(),
            case["t"].as_f64().unwrap(),
        );
        let check = |found: f64, key: &str| -> f64 {
            let Some(expected) = case["robust"][key].as_f64() else {
                return 0.0;
            };
            assert!(found.is_finite());
            let off = (found - expected).abs();
            if off <= 1e-12 {
                return 0.0;
            }
            off / expected.abs()
        };
        let pa = check(f.p_alive(&rules, x as u32, tx, age), "p_alive");
        let ex = check(f.expected(&rules, x as u32, tx, age, t), "expected");
        worst = worst.max(pa).max(ex);
    }
    assert!(worst < 1e-6);
}

#[test]
fn log_likelihoods_at_fixed_parameters() {
    let rules = Rules::new();
    let edge = extract();
    let mut worst = 0.0_f64;
    for case in edge["log_likelihood_at_fixed_params"].as_array().unwrap() {
        let f = fitted(case["model"].as_str().unwrap(), &case["params"]);
        let (x, tx, age) = (
            case["frequency"].as_f64().unwrap(),
            case["recency"].as_f64().unwrap(),
            case["T"].as_f64().unwrap(),
        );
        let groups = Groups::new(&[row(x, tx, age, 0.0)]).unwrap();
        let found = Tables::default().log_likelihood(&f, &groups, &rules, &mut [0.0; 4]);
        let expected = case["log_likelihood"].as_f64().unwrap();
        // The printed values have twelve digits.
        let off = (found - expected).abs();
        worst = worst.max(off);
        assert!(off < 1e-7, "{case} {found}");
    }
}

#[test]
fn published() {
    let rules = Rules::new();
    let Some(oracle) = json("published_cdnow") else {
        return;
    };
    let text = shared("data/cdnow_summary_weekly_39w.csv").unwrap();
    let rows: Vec<Row> = text
        .lines()
        .skip(1)
        .map(|line| {
            let f: Vec<f64> = line.split(',').map(|v| v.parse().unwrap()).collect();
            row(f[1], f[2], f[3], f[4])
        })
        .collect();
    let groups = Groups::new(&rows).unwrap();
    let fitting = Fitting::new(&rules, &groups, &mut |_| {}).unwrap();
    for name in ["bgnbd", "mbgnbd", "paretonbd"] {
        let fit = fitting.fit(model(name).0, &mut |_| {}).unwrap();
        let expected = &oracle["recomputed"][name];
        assert!(fit.log_likelihood >= expected["ll"].as_f64().unwrap() - 0.01);
        for (at, key) in model(name).1.iter().enumerate() {
            let e = expected["params"][key].as_f64().unwrap();
            assert!((fit.fitted.parameters[at] / e - 1.0).abs() < 0.002);
            let e = expected["se_log"][key].as_f64().unwrap();
            assert!((fit.standard_errors[at].unwrap() / e - 1.0).abs() < 0.01);
        }
    }
}

fn day(text: &str) -> i64 {
    let parts: Vec<i64> = if text.contains('/') {
        let f: Vec<i64> = text.split('/').map(|v| v.parse().unwrap()).collect();
        vec![f[2], f[0], f[1]]
    } else {
        text.split('-').map(|v| v.parse().unwrap()).collect()
    };
    let (y, m, d) = (parts[0] - i64::from(parts[1] <= 2), parts[1], parts[2]);
    let era = y.div_euclid(400);
    let yoe = y - era * 400;
    let doy = (153 * (m + if m > 2 { -3 } else { 9 }) + 2) / 5 + d - 1;
    era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy
}

/// Occasions per customer: (day, amount), days rising.
fn histories(name: &str) -> Vec<(String, Vec<(i64, f64)>)> {
    let text = shared(&format!("data/{name}.csv")).unwrap();
    let text = text.trim_start_matches('\u{feff}');
    let mut lines = text.lines();
    let cut = |line: &str| -> Vec<String> {
        let mut fields = vec![String::new()];
        let mut quoted = false;
        for c in line.chars() {
            match c {
                '"' => quoted = !quoted,
                ',' if !quoted => fields.push(String::new()),
                c => fields.last_mut().unwrap().push(c),
            }
        }
        fields
    };
    let head = cut(lines.next().unwrap());
    let at = |names: [&str; 2]| {
        head.iter()
            .position(|h| names.contains(&h.as_str()))
            .unwrap()
    };
    let (id, date, amount) = (
        at(["customer_id", "Customer ID"]),
        at(["date", "Order Date"]),
        at(["amount", "Sales"]),
    );
    let mut map: BTreeMap<String, BTreeMap<i64, f64>> = BTreeMap::default();
    for line in lines {
        let f = cut(line);
        *map.entry(f[id].clone())
            .or_default()
            .entry(day(&f[date]))
            .or_default() += f[amount].parse::<f64>().unwrap();
    }
    map.into_iter()
        .map(|(k, v)| (k, v.into_iter().collect()))
        .collect()
}

fn summary(history: &[(i64, f64)], end: i64, unit: f64) -> Row {
    let seen: Vec<&(i64, f64)> = history.iter().filter(|o| o.0 <= end).collect();
    let x = seen.len() - 1;
    let m = if x > 0 {
        seen[1..].iter().map(|o| o.1).sum::<f64>() / x as f64
    } else {
        0.0
    };
    row(
        x as f64,
        (seen[x].0 - seen[0].0) as f64 / unit,
        (end - seen[0].0) as f64 / unit,
        m,
    )
}

#[test]
fn whole_pipeline() {
    let rules = Rules::new();
    for name in ["cdnow_sample", "superstore"] {
        let Some(oracle) = json(name) else {
            return;
        };
        let data = histories(name);
        let end = day(oracle["input"]["observation_end"].as_str().unwrap());
        for (section, unit, month) in [
            ("clv_daily", 1.0, 30.0),
            ("clv_weekly_days_over_7", 7.0, 4.345),
        ] {
            let rows: Vec<Row> = data.iter().map(|(_, h)| summary(h, end, unit)).collect();
            let groups = Groups::new(&rows).unwrap();
            let gg = &oracle[section]["gamma_gamma"];
            let Spend::Model(spend) = fit_spend(&rows, &mut |_| {}) else {
                panic!()
            };
            assert!(spend.log_likelihood >= gg["ll"].as_f64().unwrap() - 0.01);
            for (found, key) in [
                (spend.model.p, "p"),
                (spend.model.q, "q"),
                (spend.model.v, "v"),
            ] {
                assert!((found / gg["params"][key].as_f64().unwrap() - 1.0).abs() < 0.005);
            }
            let given = GammaGamma {
                p: gg["params"]["p"].as_f64().unwrap(),
                q: gg["params"]["q"].as_f64().unwrap(),
                v: gg["params"]["v"].as_f64().unwrap(),
            };
            let mut worst = 0.0_f64;
            for (id, h) in &data {
                let Some(expected) = gg["expected_average_profit"][id].as_f64() else {
                    continue;
                };
                let r = summary(h, end, unit);
                worst = worst.max(
                    (given
                        .expected(r.repeat_purchases, r.mean_repeat_value)
                        .unwrap()
                        / expected
                        - 1.0)
                        .abs(),
                );
            }
            assert!(worst < 1e-9);
            let fitting = Fitting::new(&rules, &groups, &mut |_| {}).unwrap();
            for key in ["bgnbd", "mbgnbd", "paretonbd"] {
                let o = &oracle[section][key];
                let fit = fitting.fit(model(key).0, &mut |_| {}).unwrap();
                assert!(fit.log_likelihood >= o["ll"].as_f64().unwrap() - 0.01);
                if let Some(tolerance) = o["tolerance"]["params_rel"].as_f64() {
                    for (at, p) in model(key).1.iter().enumerate() {
                        assert!(
                            (fit.fitted.parameters[at] / o["params"][p].as_f64().unwrap() - 1.0)
                                .abs()
                                < tolerance
                        );
                    }
                }
                let given_f = fitted(key, &o["params"]);
                let (mut at_given, mut end_to_end) = ([0.0_f64; 3], [0.0_f64; 3]);
                let rel = |a: f64, b: f64| {
                    if (a - b).abs() < 1e-12 {
                        0.0
                    } else {
                        (a / b - 1.0).abs()
                    }
                };
                for (id, h) in &data {
                    let c = &o["customers"][id];
                    if c.is_null() {
                        continue;
                    }
                    let r = summary(h, end, unit);
                    for (f, g, off) in [
                        (&given_f, &given, &mut at_given),
                        (&fit.fitted, &spend.model, &mut end_to_end),
                    ] {
                        let e = |t: f64| {
                            f.expected(&rules, r.repeat_purchases, r.last_purchase_age, r.age, t)
                        };
                        off[0] = off[0].max(rel(
                            f.p_alive(&rules, r.repeat_purchases, r.last_purchase_age, r.age),
                            c["p_alive"].as_f64().unwrap(),
                        ));
                        for (t, expected) in c["expected"].as_object().unwrap() {
                            off[1] =
                                off[1].max(rel(e(t.parse().unwrap()), expected.as_f64().unwrap()));
                        }
                        let money = g.expected(r.repeat_purchases, r.mean_repeat_value).unwrap();
                        let clv: f64 = (1..=12)
                            .map(|k| {
                                money * (e(f64::from(k) * month) - e(f64::from(k - 1) * month))
                                    / 1.01_f64.powi(k)
                            })
                            .sum();
                        off[2] = off[2].max(rel(
                            clv,
                            o["clv_12_months"]["customers"][id].as_f64().unwrap(),
                        ));
                    }
                }
                assert!(at_given.iter().all(|&v| v < 1e-6));
                assert!(
                    end_to_end[0] < 0.002 && end_to_end[1] < 0.002 && end_to_end[2] < 0.005,
                    ""
                );
            }
        }
    }
}

fn rel(found: f64, expected: &Value) -> f64 {
    let expected = expected.as_f64().unwrap();
    if (found - expected).abs() < 1e-12 {
        0.0
    } else {
        (found / expected - 1.0).abs()
    }
}

#[test]
fn sums_of_the_forecaster() {
    let rules = Rules::new();
    let mut worst = [0.0_f64; 5];
    for name in ["cdnow_sample", "superstore"] {
        let Some(oracle) = json(name) else {
            return;
        };
        let data = histories(name);
        let end = day(oracle["input"]["observation_end"].as_str().unwrap());
        let unit = 7.0;
        let o = &oracle["clv_weekly_days_over_7"];
        let rows: Vec<Row> = data.iter().map(|(_, h)| summary(h, end, unit)).collect();
        let models = Model::ALL;
        let fits = fit(&rules, &rows, &models, &mut |_| {}).unwrap();
        let (corr, n) = checks::frequency_value_correlation(&rows).unwrap();
        assert!(rel(corr, &o["gamma_gamma"]["corr_frequency_monetary"]) < 1e-9);
        assert_eq!(n as u64, o["gamma_gamma"]["n_fitted"].as_u64().unwrap());
        for (key, model) in ["bgnbd", "mbgnbd", "paretonbd"].iter().zip(models) {
            let o = &o[key];
            let mut f = *fits.of(model).unwrap();
            let fitted_here = f;
            f.fitted = fitted(key, &o["params"]);
            let gg = &oracle["clv_weekly_days_over_7"]["gamma_gamma"]["params"];
            let Spend::Model(mut spend) = fits.spend else {
                panic!()
            };
            spend.model = GammaGamma {
                p: gg["p"].as_f64().unwrap(),
                q: gg["q"].as_f64().unwrap(),
                v: gg["v"].as_f64().unwrap(),
            };
            // A per-month rate of one per cent.
            let terms = |horizon: f64| Terms {
                horizon,
                month: 4.345,
                year: 52.18,
                discount_rate_per_year: 1.01_f64.powi(12) - 1.0,
                margin: 1.0,
            };
            for (f, spend, slot) in [(&f, Spend::Model(spend), 0), (&fitted_here, fits.spend, 1)] {
                let forecaster = Forecaster::new(
                    &rules,
                    &rows,
                    &fits.groups,
                    f,
                    &spend,
                    terms(12.0 * 4.345),
                    &mut |_| {},
                );
                let all: Vec<_> = (0..rows.len())
                    .map(|at| forecaster.for_customer(at))
                    .collect();
                let clv: f64 = all.iter().map(|c| c.value.unwrap()).sum();
                let alive: f64 = all.iter().map(|c| c.p_alive).sum();
                worst[slot] = worst[slot]
                    .max(rel(alive, &o["p_alive_sum"]))
                    .max(rel(clv, &o["clv_12_months"]["sum"]));
                let curve = forecaster.value_curve(&mut (0..rows.len())).unwrap();
                assert!((curve[11] / clv - 1.0).abs() < 1e-12 && curve.is_sorted());
                for (t, expected) in o["total_expected_purchases"].as_object().unwrap() {
                    let forecaster = Forecaster::new(
                        &rules,
                        &rows,
                        &fits.groups,
                        f,
                        &spend,
                        terms(t.parse().unwrap()),
                        &mut |_| {},
                    );
                    let sum: f64 = (0..rows.len())
                        .map(|at| forecaster.for_customer(at).expected_purchases)
                        .sum();
                    worst[slot] = worst[slot].max(rel(sum, &expected["sum"]));
                }
                for (t, expected) in o["unconditional_expected_repeat"].as_object().unwrap() {
                    worst[slot] = worst[slot].max(rel(
                        f.fitted.expected_of_new(&rules, t.parse().unwrap()),
                        expected,
                    ));
                }
            }
        }
    }
    assert!(worst[0] < 1e-6 && worst[1] < 0.002);
}

#[test]
fn holdout_figures() {
    let rules = Rules::new();
    for name in ["cdnow_sample", "superstore"] {
        let Some(oracle) = json(name) else {
            return;
        };
        let data = histories(name);
        let end = day(oracle["input"]["observation_end"].as_str().unwrap());
        let cut = day(oracle["input"]["calibration_end"].as_str().unwrap());
        let o = &oracle["holdout_weekly_unit"];
        let known: Vec<_> = data.iter().filter(|(_, h)| h[0].0 <= cut).collect();
        let before: Vec<Row> = known.iter().map(|(_, h)| summary(h, cut, 7.0)).collect();
        let after: Vec<Row> = known.iter().map(|(_, h)| summary(h, end, 7.0)).collect();
        let firsts: Vec<i32> = known.iter().map(|(_, h)| h[0].0 as i32).collect();
        let earliest = *firsts.iter().min().unwrap();
        let holdout = Holdout {
            before: &before,
            after: &after,
            horizon: (end - cut) as f64 / 7.0,
        };
        let fits = fit(&rules, &before, &Model::ALL, &mut |_| {}).unwrap();
        let baselines = holdout.baselines();
        let same = &o["baselines"]["same_rate"];
        assert!(rel(baselines.same_rate.predicted, &same["total"]) < 1e-9);
        assert!(
            rel(baselines.same_rate.mae, &same["mae"]) < 1e-9
                && rel(baselines.same_rate.rmse, &same["rmse"]) < 1e-9
        );
        let mut worst = 0.0_f64;
        for (key, model) in ["bgnbd", "mbgnbd", "paretonbd"].iter().zip(Model::ALL) {
            let fitted_model = fits.of(model).unwrap();
            let expected = &o["models"][key];
            assert!(fitted_model.log_likelihood >= expected["ll"].as_f64().unwrap() - 0.01);
            let record = holdout
                .record(&rules, &fitted_model.fitted, &fits.spend)
                .unwrap();
            assert!((record.purchases.actual - o["actual_total"].as_f64().unwrap()).abs() < 1e-9);
            worst = worst.max(rel(
                record.purchases.predicted,
                &expected["predicted_total"],
            ));
            worst = worst
                .max(rel(record.purchases.mae, &expected["mae"]))
                .max(rel(record.purchases.rmse, &expected["rmse"]));
            for band in &record.by_frequency {
                let label = if band.repeat_purchases == 7 {
                    "7+".to_owned()
                } else {
                    band.repeat_purchases.to_string()
                };
                let e = &expected["by_calibration_frequency"][&label];
                assert_eq!(band.customers as u64, e["n"].as_u64().unwrap());
                assert!(rel(band.actual, &e["actual"]) < 1e-9);
                worst = worst.max(rel(band.predicted, &e["predicted"]));
            }
            let tracked = expected["tracking_cumulative_expected"]
                .as_object()
                .unwrap();
            let days: Vec<i32> = tracked
                .keys()
                .map(|d| d.parse::<i32>().unwrap() + earliest)
                .collect();
            let series = tracking(&rules, &fitted_model.fitted, &firsts, &days, 7.0);
            for (found, expected) in series.iter().zip(tracked.values()) {
                worst = worst.max(rel(*found, expected));
            }
            let total: usize = record.by_p_alive.iter().map(|band| band.customers).sum();
            assert_eq!(total, before.len());
        }
        assert!(worst < 0.003);
    }
}

#[test]
fn published_customers_and_residuals() {
    let rules = Rules::new();
    let oracle = extract();
    let mut worst = [0.0_f64; 4];
    for key in ["bgnbd", "mbgnbd", "paretonbd"] {
        let f = fitted(key, &oracle["recomputed"][key]["params"]);
        for c in oracle["customers"].as_object().unwrap().values() {
            let (x, tx, age) = (
                c["x"].as_f64().unwrap() as u32,
                c["t_x"].as_f64().unwrap(),
                c["T"].as_f64().unwrap(),
            );
            worst[0] = worst[0].max(rel(f.p_alive(&rules, x, tx, age), &c[key]["p_alive"]));
            worst[1] = worst[1].max(rel(
                f.expected(&rules, x, tx, age, 39.0),
                &c[key]["expected_39"],
            ));
            if f.model == Model::ParetoNbd {
                let rate = 1.15_f64.ln() / 52.18;
                let dert = f.p_alive(&rules, x, tx, age)
                    * f.alive(x, age).discounted_residual(&rules, rate);
                worst[2] = worst[2].max(rel(dert, &c["dert_paretonbd_15pct_annual"]));
            }
        }
        for (t, e) in oracle["recomputed"][key]["unconditional_expected_by_week"]
            .as_object()
            .unwrap()
        {
            worst[3] = worst[3].max(rel(f.expected_of_new(&rules, t.parse().unwrap()), e));
        }
    }
    assert!(worst.iter().all(|w| *w < 1e-6));
}

#[test]
fn simulated_shop_of_the_peer() {
    let rules = Rules::new();
    let Some(oracle) = json("published_cdnow") else {
        return;
    };
    let oracle = &oracle["example_transactions"];
    let text = shared("data/example_transactions.csv").unwrap();
    let mut map: BTreeMap<String, std::collections::BTreeSet<i64>> = BTreeMap::default();
    let head: Vec<&str> = text.lines().next().unwrap().split(',').collect();
    let (id, date) = (
        head.iter().position(|h| *h == "id").unwrap(),
        head.iter().position(|h| *h == "date").unwrap(),
    );
    for line in text.lines().skip(1) {
        let f: Vec<&str> = line.split(',').collect();
        map.entry(f[id].to_owned())
            .or_default()
            .insert(day(&f[date][..10]));
    }
    let end = day("2014-12-31");
    let rows: Vec<Row> = map
        .values()
        .map(|days| {
            summary(
                &days.iter().map(|d| (*d, 1.0)).collect::<Vec<_>>(),
                end,
                1.0,
            )
        })
        .collect();
    let fits = fit(&rules, &rows, &Model::ALL, &mut |_| {}).unwrap();
    for (key, model) in ["bgnbd", "mbgnbd", "paretonbd"].iter().zip(Model::ALL) {
        let found = fits.of(model).unwrap();
        assert!(found.log_likelihood >= oracle["models"][key]["ll"].as_f64().unwrap() - 0.01);
    }
    assert_eq!(fits.likeliest().unwrap().fitted.model, Model::MbgNbd);
    assert!(matches!(fits.spend, Spend::SamePrice { value } if (value - 1.0).abs() < 1e-12));
}

#[test]
fn degenerate_fits() {
    let rules = Rules::new();
    let Some(edge) = json("edge_cases") else {
        return;
    };
    let numbers = |v: &Value| -> Vec<f64> {
        v.as_array()
            .unwrap()
            .iter()
            .map(|v| v.as_f64().unwrap())
            .collect()
    };
    for case in edge["degenerate_fits"].as_array().unwrap() {
        let name = case["name"].as_str().unwrap();
        let input = &case["input"];
        let (x, tx, age) = (
            numbers(&input["frequency"]),
            numbers(&input["recency"]),
            numbers(&input["T"]),
        );
        let rows: Vec<Row> = (0..x.len())
            .map(|at| row(x[at], tx[at], age[at], 10.0))
            .collect();
        let start = std::time::Instant::now();
        let found = fit(&rules, &rows, &Model::ALL, &mut |_| {});
        assert!(start.elapsed().as_secs_f64() < 2.0);
        match name {
            "all_one_purchase" => assert_eq!(found.unwrap_err(), Reason::NoRepeatPurchases),
            "one_customer" => assert_eq!(
                found.unwrap_err(),
                Reason::TooFew {
                    customers: 1,
                    repeaters: 1
                }
            ),
            "two_identical_customers" => assert_eq!(
                found.unwrap_err(),
                Reason::TooFew {
                    customers: 2,
                    repeaters: 2
                }
            ),
            "all_T_zero" => assert_eq!(found.unwrap_err(), Reason::NoObservationTime),
            "everyone_identical" => {
                for (_, fit) in found.unwrap().models {
                    let fit = fit.unwrap();
                    assert!(
                        !fit.rates_differ && fit.standard_errors[0].is_none_or(|se| se > 1.0),
                        "{fit:?}"
                    );
                }
            }
            _ => {
                let found = found.unwrap();
                for (key, model) in ["bgnbd", "mbgnbd", "paretonbd"].iter().zip(Model::ALL) {
                    let expected = case["own_mle"][key]["ll"].as_f64().unwrap();
                    let fit = found.of(model).unwrap();
                    assert!(fit.log_likelihood >= expected - 0.01);
                }
                if name.starts_with("one_wholesaler") {
                    let of_fit = checks::of_fit(&rows, found.likeliest().unwrap(), &found.spend);
                    assert!(
                        of_fit
                            .iter()
                            .any(|c| matches!(c, checks::Check::OneCustomer { row: 0, .. })
                                && c.verdict() == checks::Verdict::Fails)
                    );
                }
            }
        }
    }
    assert_eq!(
        fit(&rules, &[], &Model::ALL, &mut |_| {}).unwrap_err(),
        Reason::NoCustomers
    );
}

#[test]
fn degenerate_amounts() {
    let Some(edge) = json("edge_cases") else {
        return;
    };
    let numbers = |v: &Value| -> Vec<f64> {
        v.as_array()
            .unwrap()
            .iter()
            .map(|v| v.as_f64().unwrap())
            .collect()
    };
    for case in edge["gamma_gamma"].as_array().unwrap() {
        let name = case["name"].as_str().unwrap();
        let (x, m) = (numbers(&case["frequency"]), numbers(&case["monetary"]));
        let rows: Vec<Row> = x
            .iter()
            .zip(&m)
            .map(|(x, m)| row(*x, 1.0, 2.0, *m))
            .collect();
        let found = fit_spend(&rows, &mut |_| {});
        for r in &rows {
            let value = found.expected(r).unwrap();
            assert!(value.is_finite() && value > 0.0);
        }
        assert!(found.expected(&row(0.0, 0.0, 1.0, 0.0)).unwrap() > 0.0);
        match name {
            "all_equal_monetary" => {
                assert!(matches!(found, Spend::SamePrice { value } if value == 100.0));
            }
            "one_repeat_customer" => {
                assert!((found.expected(&rows[0]).unwrap() - 50.0).abs() < 1e-12);
            }
            "heavy_tail_q_below_1" => assert!(
                matches!(found, Spend::Pooled { because: NoSpendModel::HeavyTail { q }, .. } if (q / case["own_mle"]["params"]["q"].as_f64().unwrap() - 1.0).abs() < 0.01)
            ),
            "monetary_in_millions" => {
                let Spend::Model(fit) = found else { panic!() };
                assert!(fit.log_likelihood >= case["own_mle"]["ll"].as_f64().unwrap() - 0.01);
                let small: Vec<Row> = x
                    .iter()
                    .zip(&m)
                    .map(|(x, m)| row(*x, 1.0, 2.0, *m / 1e6))
                    .collect();
                let Spend::Model(scaled) = fit_spend(&small, &mut |_| {}) else {
                    panic!()
                };
                assert!(
                    (scaled.model.p / fit.model.p - 1.0).abs() < 1e-3
                        && (scaled.model.v * 1e6 / fit.model.v - 1.0).abs() < 1e-3
                );
            }
            _ => assert!(matches!(
                found,
                Spend::Pooled {
                    because: NoSpendModel::TooFew { customers: 4 },
                    ..
                }
            )),
        }
    }
}
