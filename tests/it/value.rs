//! The value of customers through the terminal's door: figures that add up, figures that follow
//! from the parameters beside them, and the references of the shared data set.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use regulars::base::Day;
use regulars::numerics::draws::{gamma, uniform};
use regulars::numerics::rng::Pcg32;
use serde_json::Value;

use crate::support::terminal::written;

/// What the program writes of the panel.
struct Shop {
    panel: Value,
    customers: BTreeMap<String, BTreeMap<String, String>>,
}

impl Shop {
    fn number(&self, customer: &str, column: &str) -> Option<f64> {
        self.customers[customer][column].parse().ok()
    }

    fn known(&self, customer: &str, column: &str) -> f64 {
        self.number(customer, column)
            .unwrap_or_else(|| panic!("{customer} has no {column}"))
    }

    fn sum(&self, column: &str) -> f64 {
        let ids = self.customers.keys();
        ids.filter_map(|id| self.number(id, column)).sum()
    }
}

fn analysed(file: &[u8], params: &[&str]) -> Shop {
    let found = written(&[("shop.csv", file)], &["--panel", "value"], params);
    Shop {
        panel: found.panels["value"].clone(),
        customers: found.customers,
    }
}

fn small() -> Vec<u8> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/oracles/cdnow_400.csv");
    std::fs::read(path).unwrap()
}

#[track_caller]
fn close(what: &str, found: f64, expected: f64, relative: f64) {
    let error = (found - expected).abs() / expected.abs().max(1e-12);
    assert!(error <= relative, "{what}: {found} is not {expected}");
}

#[test]
fn customers_add_up_to_the_totals() {
    let shop = analysed(&small(), &[]);
    assert_eq!(shop.customers.len(), 400);
    for (column, total) in [
        ("expected_purchases", "expected_purchases_total"),
        ("expected_spend", "expected_spend_total"),
        ("clv", "clv_total"),
    ] {
        let expected = shop.panel[total].as_f64().unwrap();
        // Money of the panel is written to the ten-thousandth.
        close(column, shop.sum(column), expected, 1e-6);
        let low = shop.panel[format!("{total}_low")].as_f64().unwrap();
        let high = shop.panel[format!("{total}_high")].as_f64().unwrap();
        assert!(low < expected && expected < high, "{total}");
    }
    for id in shop.customers.keys() {
        let [low, clv, high] = ["clv_low", "clv", "clv_high"].map(|column| shop.known(id, column));
        assert!(0.0 <= low && low <= high && clv >= 0.0, "{id}");
        assert!((0.0..=1.0).contains(&shop.known(id, "p_alive")));
        // Ten per cent a year for at most a year.
        assert!(
            clv <= shop.known(id, "expected_spend")
                && clv >= 0.9 * shop.known(id, "expected_spend")
        );
    }
    let used = shop.panel["model_used"].as_str().unwrap();
    assert_eq!(shop.panel["holdout"]["model"], used);
    let best = ["bg_nbd", "mbg_nbd", "pareto_nbd"]
        .into_iter()
        .max_by(|a, b| {
            let likelihood = |model: &str| {
                let rows = shop.panel["models"].as_array().unwrap();
                let row = rows.iter().find(|row| row["model"] == model).unwrap();
                row["log_likelihood"].as_f64().unwrap()
            };
            likelihood(a).total_cmp(&likelihood(b))
        });
    assert_eq!(Some(used), best);
}

#[test]
fn the_track_record_adds_up_by_chance_and_by_visits_before() {
    let shop = analysed(&small(), &["value.model=mbg_nbd"]);
    let held = &shop.panel["holdout"];
    let customers = held["customers"].as_f64().unwrap();
    let of = |table: &str, column: &str| -> Vec<f64> {
        let rows = shop.panel[table].as_array().unwrap().iter();
        rows.map(|row| row[column].as_f64().unwrap()).collect()
    };
    for table in ["calibration", "by_frequency"] {
        let sum: f64 = of(table, "customers").iter().sum();
        close(table, sum, customers, 1e-12);
    }
    for column in ["predicted", "actual"] {
        let people = of("by_frequency", "customers");
        let each = of("by_frequency", column);
        let sum: f64 = people.iter().zip(each).map(|(n, each)| n * each).sum();
        close(column, sum, held[column].as_f64().unwrap(), 1e-9);
    }
    assert!(of("calibration", "p_alive").is_sorted());
}

#[test]
fn figures_follow_from_the_parameters_beside_them() {
    let shop = analysed(&small(), &["value.model=bg_nbd"]);
    assert_eq!(shop.panel["model_used"], "bg_nbd");
    let fit = &shop.panel["bg_nbd"];
    assert_eq!(fit["converged"], true);
    assert_eq!(fit["customers"], 400);
    let [r, alpha, a, b] =
        ["r", "alpha", "a", "b"].map(|name| fit["parameters"][name].as_f64().unwrap());
    let spend = &shop.panel["gamma_gamma"]["parameters"];
    let [p, q, v] = ["p", "q", "v"].map(|name| spend[name].as_f64().unwrap());
    for id in shop.customers.keys() {
        let x = shop.known(id, "repeat_purchases");
        let last = shop.known(id, "last_purchase_age_days") / 7.0;
        let age = shop.known(id, "age_days") / 7.0;
        // Fader, Hardie & Lee 2005, and note 25 for amounts.
        let odds = if x > 0.0 {
            a / (b + x - 1.0) * ((alpha + age) / (alpha + last)).powf(r + x)
        } else {
            0.0
        };
        close(
            "p_alive",
            shop.known(id, "p_alive"),
            1.0 / (1.0 + odds),
            1e-9,
        );
        let mean = shop.known(id, "mean_repeat_value");
        let price = p * (v + x * mean) / (p * x + q - 1.0);
        let spent = shop.known(id, "expected_purchases") * price;
        close(
            "expected_spend",
            shop.known(id, "expected_spend"),
            spent,
            1e-9,
        );
    }
}

#[test]
fn parameters_are_heard() {
    let total =
        |params: &[&str], name: &str| analysed(&small(), params).panel[name].as_f64().unwrap();
    let usual = total(&["value.model=mbg_nbd"], "expected_purchases_total");
    let half = total(
        &["value.model=mbg_nbd", "value.horizon_days=180"],
        "expected_purchases_total",
    );
    assert!(half > 0.4 * usual && half < 0.6 * usual);
    let days = total(
        &["value.model=mbg_nbd", "value.time_unit_days=1"],
        "expected_purchases_total",
    );
    close("another unit", days, usual, 1e-3);
    let worth = |rate: &str| {
        let rate = format!("value.discount_rate_per_year={rate}");
        analysed(&small(), &["value.model=mbg_nbd", &rate]).panel
    };
    let free = worth("0");
    assert_eq!(free["clv_total"], free["expected_spend_total"]);
    let dear = worth("0.5");
    assert!(dear["clv_total"].as_f64() < free["clv_total"].as_f64());
    let cut = analysed(&small(), &["value.calibration_end=1997-09-30"]);
    assert_eq!(cut.panel["holdout"]["calibration_end"], "1997-09-30");
}

#[test]
fn too_few_customers_go_on_as_before() {
    let text = "customer,date,amount\na,2024-01-01,10\na,2024-01-31,20\na,2024-03-01,40\n\
                b,2024-02-10,7\n";
    let shop = analysed(text.as_bytes(), &["value.horizon_days=120"]);
    assert_eq!(shop.panel["model_used"], "own_rhythm");
    assert!(shop.panel["bg_nbd"].is_null() && shop.panel["clv_total_low"].is_null());
    // Two repeats in 60 days are four in 120, of 30 each.
    close("visits", shop.known("a", "expected_purchases"), 4.0, 1e-12);
    close("spend", shop.known("a", "expected_spend"), 120.0, 1e-12);
    assert_eq!(shop.number("a", "p_alive"), None);
    assert_eq!(shop.known("b", "expected_purchases"), 0.0);
    assert_eq!(shop.number("b", "clv"), None);
}

/// Two large purchases long ago are no rhythm that goes on: whoever counts as gone and was silent for
/// a year is carried at nothing, and is not held for staying among the best.
#[test]
fn who_was_silent_for_a_year_is_carried_at_nothing() {
    let text = "customer,date,amount\na,2024-01-01,10\na,2024-01-31,20\na,2024-03-01,40\n\
                b,2024-02-10,7\nc,2022-06-01,1000\nc,2022-06-11,1000\nd,2022-07-01,5\n\
                e,2022-07-02,5\nf,2022-07-03,5\n";
    let params = ["value.horizon_days=120"];
    let words = ["--panel", "value", "--panel", "triage"];
    let found = written(&[("shop.csv", text.as_bytes())], &words, &params);
    let shop = Shop {
        panel: found.panels["value"].clone(),
        customers: found.customers,
    };
    assert_eq!(shop.panel["model_used"], "own_rhythm");
    // Gaps of 30, 30 and 10 days pool to 30: gone after 75. The silence of c is 629 days, that of d
    // 609, that of b 20.
    for gone in ["c", "d", "e", "f"] {
        for column in ["expected_purchases", "expected_spend", "clv"] {
            assert_eq!(shop.known(gone, column), 0.0, "{gone} {column}");
        }
        assert_eq!(shop.customers[gone]["verdict"], "watch", "{gone}");
        assert_eq!(shop.customers[gone]["reason"], "small_value", "{gone}");
    }
    assert_eq!(shop.number("b", "clv"), None);
    assert_eq!(shop.customers["a"]["reason"], "top_value");
    // As in the test before, all of it is of a: two repeats in 60 days, of 30 each.
    let total = |name: &str| shop.panel[name].as_f64().unwrap();
    close("visits", total("expected_purchases_total"), 4.0, 1e-12);
    close("spend", total("expected_spend_total"), 120.0, 1e-12);
    // A silence that may be longer lets both go on.
    let params = [&params[..], &["view.gone_days=700"]].concat();
    let patient = analysed(text.as_bytes(), &params);
    close(
        "visits",
        patient.known("c", "expected_purchases"),
        120.0 / 639.0,
        1e-12,
    );
    assert_eq!(patient.number("d", "clv"), None);
}

#[test]
fn the_shared_shop_agrees_with_its_oracle() {
    let Ok(file) = std::fs::read("../shared/data/cdnow_sample.csv") else {
        eprintln!("the shared data set is not beside the project: its values were not compared");
        return;
    };
    let oracle = std::fs::read("../shared/oracles/cdnow_sample.json").unwrap();
    let oracle: Value = serde_json::from_slice(&oracle).unwrap();
    let section = &oracle["clv_weekly_days_over_7"];
    for (model, theirs) in [
        ("bg_nbd", "bgnbd"),
        ("mbg_nbd", "mbgnbd"),
        ("pareto_nbd", "paretonbd"),
    ] {
        let expected = &section[theirs];
        // Twelve months of 4.345 weeks at one per cent a month.
        let model_param = format!("value.model={model}");
        let shop = analysed(
            &file,
            &[
                &model_param,
                "value.month_days=30.415",
                "value.horizon_days=364.98",
                "value.discount_rate_per_year=0.12682503013196977",
                "value.calibration_end=1997-09-30",
            ],
        );
        let fit = &shop.panel[model];
        let likelihood = fit["log_likelihood"].as_f64().unwrap();
        assert!(
            likelihood >= expected["ll"].as_f64().unwrap() - 0.01,
            "{model}"
        );
        for (name, value) in expected["params"].as_object().unwrap() {
            let found = fit["parameters"][name].as_f64().unwrap();
            close(name, found, value.as_f64().unwrap(), 0.002);
        }
        for (id, customer) in expected["customers"].as_object().unwrap() {
            let alive = customer["p_alive"].as_f64().unwrap();
            close("p_alive", shop.known(id, "p_alive"), alive, 0.002);
            let clv = expected["clv_12_months"]["customers"][id].as_f64().unwrap();
            close("clv", shop.known(id, "clv"), clv, 0.005);
        }
        let sum = expected["clv_12_months"]["sum"].as_f64().unwrap();
        close(
            "clv_total",
            shop.panel["clv_total"].as_f64().unwrap(),
            sum,
            0.005,
        );
        let holdout = &oracle["holdout_weekly_unit"];
        let held = &holdout["models"][theirs];
        let found = &shop.panel["holdout"];
        assert_eq!(found["actual"], holdout["actual_total"]);
        for (ours, theirs) in [
            ("predicted", "predicted_total"),
            ("mae", "mae"),
            ("rmse", "rmse"),
        ] {
            let wanted = held[theirs].as_f64().unwrap();
            close(ours, found[ours].as_f64().unwrap(), wanted, 0.003);
        }
        let year = analysed(&file, &[&model_param, "value.horizon_days=364"]);
        for (id, customer) in expected["customers"].as_object().unwrap() {
            let visits = customer["expected"]["52"].as_f64().unwrap();
            close(
                "visits",
                year.known(id, "expected_purchases"),
                visits,
                0.002,
            );
        }
    }
}

/// Buyers of two towns, day by day; those of Lviv come `times` as often as those of Kyiv.
fn towns(times: f64) -> String {
    let mut rng = Pcg32::new(11);
    let mut text = "customer,date,amount,unit cost,region\n".to_owned();
    for at in 0..800 {
        let lviv = at % 2 == 1;
        let rate = gamma(1.5, &mut rng) / 60.0 * if lviv { times } else { 1.0 };
        let mut day = (uniform(&mut rng) * 300.0).floor();
        while day < 730.0 {
            let on = Day::from_iso("2023-01-01").unwrap().plus(day as i32);
            let amount = (gamma(4.0, &mut rng) * 10.0 + 1.0).round();
            let town = if lviv { "Lviv" } else { "Kyiv" };
            let cost = amount / 2.0;
            writeln!(text, "c{at},{on},{amount},{cost},{town}").unwrap();
            if uniform(&mut rng) < 0.08 {
                break;
            }
            day += (-uniform(&mut rng).ln() / rate).ceil();
        }
    }
    text
}

fn groups(shop: &Shop) -> &Vec<Value> {
    shop.panel["groups"].as_array().unwrap()
}

#[test]
fn groups_add_up_whatever_customers_are_grouped_by() {
    let file = towns(1.0);
    for by in ["segment", "first_purchase", "region"] {
        let by = format!("value.by={by}");
        let shop = analysed(file.as_bytes(), &["value.model=bg_nbd", &by]);
        for (column, total) in [
            ("customers", shop.customers.len() as f64),
            (
                "expected_purchases",
                shop.panel["expected_purchases_total"].as_f64().unwrap(),
            ),
            ("clv", shop.panel["clv_total"].as_f64().unwrap()),
        ] {
            let sum: f64 = groups(&shop)
                .iter()
                .map(|group| group[column].as_f64().unwrap())
                .sum();
            close(column, sum, total, 1e-6);
        }
        for group in groups(&shop) {
            let [low, clv, high] =
                ["clv_low", "clv", "clv_high"].map(|column| group[column].as_f64().unwrap());
            assert!(low <= clv && clv <= high, "{group}");
        }
    }
}

#[test]
fn groups_that_come_more_often_have_fits_of_their_own() {
    let shop = |times: f64| {
        let params = ["value.model=bg_nbd", "value.by=region"];
        analysed(towns(times).as_bytes(), &params)
    };
    let ratio = |shop: &Shop, column: &str| {
        let of = |town: &str| {
            let group = groups(shop).iter().find(|group| group["group"] == town);
            group.unwrap()[column].as_f64().unwrap()
        };
        of("Lviv") / of("Kyiv")
    };
    let p = |shop: &Shop| shop.panel["group_test"]["p"].as_f64().unwrap();
    let apart = shop(4.0);
    assert!(p(&apart) < 1e-3, "{}", p(&apart));
    assert_eq!(apart.panel["group_test"]["groups"], 2);
    let alike = shop(1.0);
    assert!(p(&alike) > 0.05, "{}", p(&alike));
    let own = ratio(&alike, "expected_purchases_own");
    let pooled = ratio(&alike, "expected_purchases");
    assert!((own - pooled).abs() < 0.1, "{own} {pooled}");
}

#[test]
fn the_margin_of_the_goods_is_heard_where_costs_are_known() {
    let file = towns(1.0);
    let without = file.replace("unit cost", "note");
    let revenue = analysed(without.as_bytes(), &["value.model=bg_nbd"]);
    // Every unit costs half of what it is sold for.
    let gross = analysed(file.as_bytes(), &["value.model=bg_nbd"]);
    let typed = analysed(
        without.as_bytes(),
        &["value.model=bg_nbd", "profit.margin=0.25"],
    );
    for stat in [
        "clv_total",
        "clv_total_low",
        "clv_total_high",
        "residual_total",
    ] {
        let of = |shop: &Shop| shop.panel[stat].as_f64().unwrap();
        close(stat, of(&gross), 0.5 * of(&revenue), 1e-6);
        close(stat, of(&typed), 0.25 * of(&revenue), 1e-6);
    }
    for id in revenue.customers.keys().take(50) {
        let whole = revenue.known(id, "clv");
        close("clv", gross.known(id, "clv"), 0.5 * whole, 1e-9);
        let spend = revenue.known(id, "expected_spend");
        close("spend", gross.known(id, "expected_spend"), spend, 1e-9);
    }
}

#[test]
fn the_next_purchase_comes_sooner_to_the_busier() {
    let shop = analysed(&small(), &["value.model=pareto_nbd"]);
    let listed = shop.panel["most_valuable"].as_array().unwrap();
    assert_eq!(listed.len(), 20);
    for row in listed {
        let [next, by] =
            ["next_purchase", "next_purchase_high"].map(|id| row[id].as_str().unwrap());
        assert!("1998-06-30" < next && next < by, "{row}");
        // Without end is more than within a year.
        assert!(row["residual"].as_f64() > row["clv"].as_f64());
    }
}

#[test]
fn a_chance_can_decide_who_is_gone() {
    let panels = [
        "--panel", "leaving", "--panel", "flow", "--panel", "overview",
    ];
    let files = small();
    let of = |file: &[u8], params: &[&str]| written(&[("shop.csv", file)], &panels, params);
    let left = |found: &crate::support::terminal::Written| found.panels["leaving"]["left"].clone();
    let mut before = 0;
    for below in [0.1, 0.5, 0.9] {
        let chance = format!("view.gone_p_alive={below}");
        let found = of(&files, &["view.gone_rule=p_alive", &chance]);
        let rows = found.customers.values();
        let chances = rows.map(|row| row["p_alive"].parse::<f64>().unwrap());
        let gone = chances.filter(|&chance| chance < below).count();
        assert_eq!(left(&found), gone, "below {below}");
        assert!(gone >= before && gone < found.customers.len());
        before = gone;
    }
    assert!(before > 0);
    // Three customers tell no model anything: their usual gaps speak.
    let few = "customer,date,amount\na,2024-01-01,1\na,2024-01-08,1\na,2024-01-15,1\n\
               b,2024-01-01,1\nb,2024-06-01,1\nc,2024-05-01,1\n";
    let usual = of(few.as_bytes(), &[]);
    let asked = of(few.as_bytes(), &["view.gone_rule=p_alive"]);
    assert_eq!(left(&asked), left(&usual));
    assert_eq!(left(&usual), 2);
}
