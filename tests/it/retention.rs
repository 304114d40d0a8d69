//! Who comes, stays and leaves, through the terminal's door: the small extract, figures worked by
//! hand, and what holds for any file.

use std::fmt::Write as _;

use proptest::prelude::*;
use serde_json::Value;

use crate::support::terminal::written;

const PANELS: [&str; 6] = [
    "--panel",
    "flow",
    "--panel",
    "cohorts",
    "--panel",
    "conversion",
];

/// The three panels of a file.
fn analysed(file: &str, params: &[&str]) -> Value {
    written(&[("shop.csv", file.as_bytes())], &PANELS, params).panels
}

fn rows(table: &Value) -> &Vec<Value> {
    table.as_array().unwrap()
}

fn number(value: &Value) -> f64 {
    value
        .as_f64()
        .unwrap_or_else(|| panic!("{value} is no number"))
}

fn close(place: &str, found: &Value, expected: &Value, within: f64) {
    let (found, expected) = (number(found), number(expected));
    assert!(
        (found - expected).abs() <= within,
        "{place}: {found} is not {expected}"
    );
}

#[test]
fn the_small_extract_agrees_with_its_definitions() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/oracles");
    let file = std::fs::read_to_string(format!("{folder}/small.csv")).unwrap();
    // An id that says nobody would be set aside.
    let file = file.replace("none,", "evened,");
    let oracle = std::fs::read_to_string(format!("{folder}/small.json")).unwrap();
    let oracle: Value = serde_json::from_str(&oracle).unwrap();
    let panels = analysed(&file, &[]);

    let periods = rows(&panels["flow"]["periods"]);
    assert_eq!(periods.len(), oracle["flow"].as_object().unwrap().len());
    for row in periods {
        let expected = &oracle["flow"][row["period"].as_str().unwrap()];
        for column in ["opening", "new", "returned", "lost", "closing"] {
            assert_eq!(row[column], expected[column], "{row}");
        }
        for column in [
            "revenue_new",
            "revenue_returned",
            "revenue_retained",
            "revenue_other",
            "revenue_lost",
        ] {
            close(column, &row[column], &expected[column], 1e-9);
        }
    }

    let cells = rows(&panels["cohorts"]["cells"]);
    let mut compared = 0;
    for row in cells {
        let expected = &oracle["cohorts"][row["cohort"].as_str().unwrap()];
        let age = row["age"].as_u64().unwrap() as usize;
        let size = &expected["active"][0];
        assert_eq!(row["active"], expected["active"][age], "{row}");
        assert_eq!(row["size"], *size, "{row}");
        close("revenue", &row["revenue"], &expected["revenue"][age], 1e-9);
        let retention = number(&row["active"]) / number(size);
        assert!((number(&row["retention"]) - retention).abs() < 1e-12);
        compared += 1;
    }
    let all = oracle["cohorts"].as_object().unwrap().values();
    let all: usize = all.map(|cohort| rows(&cohort["active"]).len()).sum();
    assert_eq!(compared, all);

    let curve = rows(&panels["conversion"]["curve"]);
    let events: Vec<&Value> = curve.iter().filter(|row| row["events"] != 0).collect();
    assert_eq!(
        events.len(),
        oracle["second_purchase"].as_object().unwrap().len()
    );
    for row in events {
        let expected = &oracle["second_purchase"][row["day"].to_string()];
        assert_eq!(row["at_risk"], expected["at_risk"], "{row}");
        assert_eq!(row["events"], expected["events"], "{row}");
        close("survival", &row["survival"], &expected["survival"], 1e-12);
        close("low", &row["low"], &expected["low"], 1e-9);
        close("high", &row["high"], &expected["high"], 1e-9);
    }
    let half = curve.iter().find(|row| number(&row["survival"]) <= 0.5);
    assert_eq!(
        panels["conversion"]["second_purchase_median_days"].as_f64(),
        half.map(|row| number(&row["day"]))
    );
}

/// A buys in January, February and April, B in January and March, C from March on.
const THREE: &str = "\
customer,date,amount,channel
A,2024-01-02,10,web
A,2024-02-10,20,shop
A,2024-04-10,40,shop
B,2024-01-20,5,shop
B,2024-03-20,7,web
C,2024-03-05,11,web
C,2024-04-30,13,web
";

#[test]
fn a_flow_worked_by_hand() {
    let panels = analysed(THREE, &[]);
    let periods = rows(&panels["flow"]["periods"]);
    let counts: Vec<[i64; 5]> = periods
        .iter()
        .map(|row| {
            ["opening", "new", "returned", "lost", "closing"]
                .map(|column| row[column].as_i64().unwrap())
        })
        .collect();
    assert_eq!(
        counts,
        [
            [0, 2, 0, 0, 2],
            [2, 0, 0, 1, 1],
            [1, 1, 1, 1, 2],
            [2, 0, 1, 1, 2]
        ]
    );
    let march = &periods[2];
    assert_eq!(march["revenue_lost"], 20.0, "what A brought in February");
    assert_eq!(march["revenue_returned"], 7.0);
    assert_eq!(march["revenue_new"], 11.0);
    assert_eq!(march["retention"], 0.0);
    assert_eq!(periods[3]["half_life_periods"], 1.0);
    // Whole openings February to April: 2 + 1 + 2, lost 1 + 1 + 1, back 0 + 1 + 1.
    assert_eq!(panels["flow"]["leak"], 0.6);
    close(
        "refill",
        &panels["flow"]["refill_needed"],
        &Value::from(1.0 / 3.0),
        1e-12,
    );
}

#[test]
fn silence_gives_another_flow_beside_the_first() {
    let params = ["view.gone_rule=fixed_days", "view.gone_days=45"];
    let panels = analysed(THREE, &params);
    let periods = rows(&panels["flow"]["periods_by_silence"]);
    let counts: Vec<[i64; 5]> = periods
        .iter()
        .map(|row| {
            ["opening", "new", "returned", "lost", "closing"]
                .map(|column| row[column].as_i64().unwrap())
        })
        .collect();
    // On 31 March A has been silent for 50 days, on 29 February B for 40.
    assert_eq!(
        counts,
        [
            [0, 2, 0, 0, 2],
            [2, 0, 0, 0, 2],
            [2, 1, 0, 1, 2],
            [2, 0, 1, 0, 3]
        ]
    );
    let rules = rows(&panels["flow"]["rules"]);
    let ids: Vec<&str> = rules
        .iter()
        .map(|row| row["rule"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["bought_in_period", "own_gap", "fixed_days"]);
    assert_eq!(rules[0]["leak"], panels["flow"]["leak"]);
    close("leak", &rules[2]["leak"], &Value::from(1.0 / 6.0), 1e-12);
}

#[test]
fn customers_are_divided_by_what_their_first_purchase_was() {
    let mut file = "customer,date,amount,channel\n".to_owned();
    for customer in 0..40 {
        let channel = if customer % 2 == 0 { "web" } else { "shop" };
        let _ = writeln!(
            file,
            "k{customer},2024-01-{:02},10,{channel}",
            customer % 28 + 1
        );
        // Those of the shop come again within the month, those of the web after half a year, and
        // then by the other way.
        let (month, other) = if channel == "web" {
            (8, "shop")
        } else {
            (2, "web")
        };
        let _ = writeln!(
            file,
            "k{customer},2024-{month:02}-{:02},10,{other}",
            customer % 28 + 1
        );
    }
    let panels = analysed(
        &file,
        &["conversion.split=channel", "cohorts.split=channel"],
    );
    let groups = rows(&panels["conversion"]["groups"]);
    let medians: Vec<(&str, f64)> = groups
        .iter()
        .map(|row| (row["group"].as_str().unwrap(), number(&row["median_days"])))
        .collect();
    assert_eq!(medians, [("shop", 31.0), ("web", 213.0)]);
    assert!(number(&panels["conversion"]["log_rank_p"]) < 1e-6);
    let ages = rows(&panels["cohorts"]["groups"]);
    let at = |value: &str, age: u64| {
        let row = ages
            .iter()
            .find(|row| row["value"] == value && row["age"] == age);
        row.map_or_else(|| panic!("{value} {age}"), |row| number(&row["retention"]))
    };
    assert_eq!((at("shop", 1), at("web", 1)), (1.0, 0.0));
    assert_eq!((at("shop", 6), at("web", 6)), (0.0, 0.0));
}

/// Twelve customers begin in May at 100 that cost 60, and come back in June for 50 of which the file
/// says no cost; one has come since January.
fn with_costs() -> String {
    let mut file = "customer,date,amount,unit cost,channel\nold,2024-01-05,100,60,web\n".to_owned();
    for customer in 0..12 {
        let channel = if customer < 6 { "web" } else { "shop" };
        for (month, units, cost) in [(5, 100, "60"), (6, 50, "")] {
            let day = customer + 1;
            let _ = writeln!(
                file,
                "k{customer},2024-{month:02}-{day:02},{units},{cost},{channel}"
            );
        }
    }
    file.push_str("old,2024-08-31,100,60,web\n");
    file
}

#[test]
fn cohorts_bring_gross_profit_where_it_is_known() {
    let may = |panels: &Value, column: &str| {
        let cells = rows(&panels["cohorts"]["cells"]).iter();
        let of_may = cells.filter(|row| row["cohort"] == "2024-05");
        let cells: Vec<Value> = of_may.map(|row| row[column].clone()).collect();
        cells[..2].iter().map(Value::as_f64).collect::<Vec<_>>()
    };
    let file = with_costs();
    let panels = analysed(&file, &["cohorts.measure=profit"]);
    // 40 of 100 are left; so are they of the 50 that say no cost.
    assert_eq!(may(&panels, "gross_profit"), [Some(480.0), Some(240.0)]);
    let each = may(&panels, "gross_profit_cumulative_each");
    assert_eq!(each, [Some(40.0), Some(60.0)]);
    assert_eq!(may(&panels, "revenue"), [Some(1_200.0), Some(600.0)]);
    assert_eq!(number(&panels["cohorts"]["gross_profit_first_each"]), 40.0);
    assert_eq!(number(&panels["cohorts"]["revenue_first_each"]), 100.0);
    let typed = ["cohorts.measure=profit", "profit.margin=0.5"];
    assert_eq!(
        may(&analysed(&file, &typed), "gross_profit"),
        [Some(480.0), Some(300.0)]
    );
    let split = ["cohorts.measure=profit", "cohorts.split=channel"];
    let groups = analysed(&file, &split);
    let groups = rows(&groups["cohorts"]["groups"]);
    let shop = groups.iter().filter(|row| row["value"] == "shop");
    let shop: Vec<f64> = shop.map(|row| number(&row["gross_profit_each"])).collect();
    assert_eq!(shop[..3], [40.0, 20.0, 0.0]);
    // Without any cost the same is said of revenue.
    let plain = file.replace(",60,", ",,");
    let panels = analysed(&plain, &["cohorts.measure=profit"]);
    assert_eq!(may(&panels, "gross_profit"), [None, None]);
    assert_eq!(number(&panels["cohorts"]["revenue_first_each"]), 100.0);
    assert!(panels["cohorts"]["gross_profit_first_each"].is_null());
}

fn any_file() -> impl Strategy<Value = String> {
    let row = (0..9_u8, 0..900_i32, -2_000..9_000_i64);
    prop::collection::vec(row, 1..60).prop_map(|rows| {
        let first = regulars::base::Day::from_iso("2021-11-20").unwrap();
        let mut file = "customer,date,amount\n".to_owned();
        for (customer, days, cents) in rows {
            let day = first.plus(days);
            let _ = writeln!(file, "k{customer},{day},{:.2}", cents as f64 / 100.0);
        }
        file
    })
}

/// What must hold of a flow: it balances to the customer, each close is the next opening, and the
/// money of its periods adds up.
fn check_balance(periods: &[Value], revenue: f64) {
    let whole = |row: &Value, column: &str| row[column].as_i64().unwrap();
    let mut before = 0;
    let mut sum = 0.0;
    for row in periods {
        let balance =
            whole(row, "opening") + whole(row, "new") + whole(row, "returned") - whole(row, "lost");
        assert_eq!(balance, whole(row, "closing"), "{row}");
        assert_eq!(whole(row, "opening"), before, "{row}");
        assert!(whole(row, "new_may_be_old") <= whole(row, "new"), "{row}");
        for column in ["retention", "leak"] {
            assert!(
                row[column].is_null() || (0.0..=1.0).contains(&number(&row[column])),
                "{row}"
            );
        }
        let parts = [
            "revenue_new",
            "revenue_returned",
            "revenue_retained",
            "revenue_other",
        ];
        let parts: f64 = parts.iter().map(|column| number(&row[column])).sum();
        assert!((parts - number(&row["revenue"])).abs() < 1e-6, "{row}");
        sum += parts;
        before = whole(row, "closing");
    }
    assert!((sum - revenue).abs() < 1e-6, "{sum} is not {revenue}");
}

fn check_survival(curve: &[Value]) {
    let mut before = (1.0, f64::INFINITY);
    for row in curve {
        let (survival, at_risk) = (number(&row["survival"]), number(&row["at_risk"]));
        assert!(
            survival <= before.0 && (0.0..=1.0).contains(&survival),
            "{row}"
        );
        assert!(
            at_risk <= before.1 && number(&row["events"]) <= at_risk,
            "{row}"
        );
        if !row["low"].is_null() {
            assert!(number(&row["low"]) <= survival + 1e-12, "{row}");
            assert!(number(&row["high"]) >= survival - 1e-12, "{row}");
        }
        before = (survival, at_risk);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn any_file_keeps_its_customers_and_its_money(
        file in any_file(),
        by in prop::sample::select(vec!["month", "quarter", "year"]),
        gone_days in 1..400_i32,
    ) {
        let params = [
            format!("flow.by={by}"),
            format!("cohorts.by={by}"),
            "view.gone_rule=fixed_days".to_owned(),
            format!("view.gone_days={gone_days}"),
        ];
        let params: Vec<&str> = params.iter().map(String::as_str).collect();
        let words = [&PANELS[..], &["--panel", "overview"]].concat();
        let panels = written(&[("shop.csv", file.as_bytes())], &words, &params).panels;
        let revenue = number(&panels["overview"]["revenue"]);
        let buyers = panels["overview"]["buyers"].as_u64().unwrap();
        if buyers == 0 {
            prop_assert!(rows(&panels["flow"]["periods"]).is_empty());
            return Ok(());
        }
        let periods = rows(&panels["flow"]["periods"]);
        check_balance(periods, revenue);
        let new: u64 = periods.iter().map(|row| row["new"].as_u64().unwrap()).sum();
        prop_assert_eq!(new, buyers);
        check_balance(rows(&panels["flow"]["periods_by_silence"]), revenue);

        let cells = rows(&panels["cohorts"]["cells"]);
        let mut sizes = 0;
        for row in cells {
            prop_assert!(number(&row["retention"]) <= 1.0, "{}", row);
            if row["age"] == 0 {
                prop_assert_eq!(&row["active"], &row["size"]);
                sizes += row["size"].as_u64().unwrap();
            }
        }
        prop_assert_eq!(sizes, buyers);
        for curve in ["curve", "curve_third", "tenure"] {
            check_survival(rows(&panels["conversion"][curve]));
        }
        for month in rows(&panels["conversion"]["regular_months"]) {
            let share = &month["revenue_share"];
            prop_assert!(share.is_null() || (0.0..=1.0).contains(&number(share)));
        }
    }
}

#[test]
fn cohorts_without_the_season_are_steady_where_only_the_season_swings() {
    // Quarters of forty customers who come in a month, January to December.
    const COME: [u32; 12] = [4, 3, 3, 3, 2, 2, 2, 2, 3, 3, 4, 4];
    let mut text = "customer,date,amount\n".to_owned();
    for month in 0..48 {
        for customer in 0..40_u32 {
            if customer % 4 < COME[month % 12] {
                let (year, month) = (2020 + month / 12, month % 12 + 1);
                let day = if customer % 4 == 0 { 1 } else { 28 };
                writeln!(text, "k{customer},{year}-{month:02}-{day:02},10").unwrap();
            }
        }
    }
    let panels = analysed(&text, &["cohorts.by=month"]);
    let ages = rows(&panels["cohorts"]["ages"]);
    assert_eq!(ages.len(), 48);
    let mean = f64::from(COME.iter().sum::<u32>()) / 12.0 / 4.0;
    for row in &ages[1..] {
        let age = row["age"].as_u64().unwrap() as usize;
        let seen = f64::from(COME[age % 12]) / 4.0;
        assert!((number(&row["retention"]) - seen).abs() < 1e-12, "{row}");
        let steady = number(&row["retention_without_season"]);
        assert!((steady - mean).abs() < 1e-9, "{row}");
    }
    // Less than two years tell no season.
    let end = text.find("k0,2021-06").unwrap();
    let short = analysed(&text[..end], &["cohorts.by=month"]);
    let first = &rows(&short["cohorts"]["ages"])[1];
    assert!(first["retention_without_season"].is_null());
}
