//! Rungs, stages and contacts of thirty dealers worked by hand, through the terminal's door, and
//! what holds for any file.

use std::fmt::Write as _;

use proptest::prelude::*;
use regulars::base::Day;
use serde_json::Value;

use crate::support::terminal::written;

const PANELS: [&str; 6] = [
    "--panel",
    "ladder",
    "--panel",
    "life_cycle",
    "--panel",
    "cadence",
];

/// Thirty dealers who order every thirtieth day of two years: ten for 1,000, ten for 500, ten for
/// 100. But `d28` pauses from the fifth order to the twenty-third, `d29` orders on the last day
/// only, and `d30` stops after the sixteenth order.
fn sales() -> String {
    let first = Day::from_iso("2023-01-01").unwrap();
    let mut text = "customer,date,amount\n".to_owned();
    for dealer in 1..=30 {
        let units = [1000, 500, 100][(dealer - 1) / 10];
        for at in 0..25_i32 {
            let orders = match dealer {
                28 => at <= 3 || at >= 22,
                29 => at == 24,
                30 => at <= 15,
                _ => true,
            };
            if orders {
                let day = first.plus(at * 30);
                let _ = writeln!(text, "d{dealer:02},{day},{units}");
            }
        }
    }
    text
}

fn customers() -> String {
    let mut text = "customer,region,referred by,NPS,contract until\n".to_owned();
    for dealer in 1..=30 {
        let region = if dealer % 2 == 0 { "north" } else { "south" };
        let rest = match dealer {
            2 => ",10,",
            3 => ",9,",
            4 => ",8,",
            5 => ",,2025-12-31",
            6 => ",,2024-06-30",
            29 => "d01,,",
            _ => ",,",
        };
        let _ = writeln!(text, "d{dealer:02},{region},{rest}");
    }
    text + "p1,north,,,\np2,south,,,\n"
}

const CONTACTS: &str = "\
customer,date,type,message
d07,2024-11-01,call,how are you
d08,2024-11-02,complaint,too late
d09,2022-12-01,call,before the first order
";

/// The panels of the dealers, alone or with what further tables say of them.
fn dealers(with_tables: bool, params: &[&str]) -> Value {
    let (sales, customers) = (sales(), customers());
    let files: [(&str, &[u8]); 3] = [
        ("sales.csv", sales.as_bytes()),
        ("customers.csv", customers.as_bytes()),
        ("log.csv", CONTACTS.as_bytes()),
    ];
    let tables = [
        "--customers-table",
        "customers.csv",
        "--contacts-table",
        "log.csv",
    ];
    if with_tables {
        let words = [&tables[..], &PANELS].concat();
        written(&files, &words, params).panels
    } else {
        written(&files[..1], &PANELS, params).panels
    }
}

fn rows(table: &Value) -> &Vec<Value> {
    table.as_array().unwrap()
}

/// A column by the first one.
fn by<'a>(table: &'a Value, key: &str, id: &str) -> &'a Value {
    let row = rows(table).iter().find(|row| row[key] == id);
    row.unwrap_or_else(|| panic!("no {id} in {table}"))
}

#[test]
fn thirty_dealers_stand_on_rungs() {
    let panels = dealers(true, &[]);
    let ladder = &panels["ladder"];
    let rung = |id: &str, column: &str| by(&ladder["rungs"], "rung", id)[column].as_f64();
    let customers = |id: &str| rung(id, "customers").unwrap();
    let counts = [
        "prospect",
        "customer",
        "client",
        "advocate",
        "propagandist",
        "partner",
        "left",
    ];
    assert_eq!(counts.map(customers), [2.0, 1.0, 24.0, 2.0, 1.0, 1.0, 1.0]);
    let reached = counts[1..6].iter().map(|id| rung(id, "reached").unwrap());
    assert_eq!(reached.collect::<Vec<_>>(), [30.0, 29.0, 4.0, 2.0, 1.0]);
    assert_eq!(rung("customer", "conversion"), Some(30.0 / 32.0));
    assert!((ladder["conversion"].as_f64().unwrap() - 29.0 / 30.0).abs() < 1e-12);
    // Wilson, 4 of 29.
    assert!((rung("advocate", "low").unwrap() - 0.054_974_4).abs() < 1e-5);
    assert!((rung("advocate", "high").unwrap() - 0.305_589_9).abs() < 1e-5);
    // A year before: d28 was silent, d06 had a contract, d01 had recommended nobody who had bought.
    let cell = |then: &str, now: &str| by(&ladder["movement"], "then", then)[now].clone();
    assert_eq!(cell("client", "propagandist"), 1);
    assert_eq!(cell("client", "left"), 1);
    assert_eq!(cell("partner", "client"), 1);
    assert_eq!(cell("partner", "partner"), 1);
    assert_eq!(cell("left", "client"), 1);
    assert_eq!(cell("not_yet", "customer"), 1);
    assert_eq!(cell("client", "customers"), 24);
    assert_eq!(
        ["moved_up", "left_since", "came_back"].map(|id| ladder[id].clone()),
        [1, 1, 1]
    );
    let loyalty = |id: &str| by(&ladder["loyalty"], "loyalty", id)["customers"].clone();
    assert_eq!(
        ["true_loyalty", "inertia", "latent", "none"].map(loyalty),
        [4, 24, 0, 2]
    );
    assert_eq!(ladder["inertia"], 24);
}

#[test]
fn without_further_tables_the_higher_rungs_are_not_known() {
    let panels = dealers(false, &[]);
    let ladder = &panels["ladder"];
    for rung in ["prospect", "advocate", "propagandist", "partner"] {
        let row = by(&ladder["rungs"], "rung", rung);
        assert!(
            row["customers"].is_null() && row["reached"].is_null(),
            "{row}"
        );
    }
    assert_eq!(by(&ladder["rungs"], "rung", "client")["customers"], 28);
    assert!(ladder["inertia"].is_null());
    // The log of contacts alone names nobody who has not bought.
    assert_eq!(panels["cadence"]["contacts_each"], Value::Null);
}

#[test]
fn the_person_has_the_last_word() {
    let params = ["ladder.rung_of:d11=partner", "ladder.rung_of:d30=client"];
    let panels = dealers(false, &params);
    let count = |id: &str| by(&panels["ladder"]["rungs"], "rung", id)["customers"].clone();
    assert_eq!(
        [count("client"), count("partner"), count("left")],
        [28, 1, 0]
    );
    // It counts on both days: nobody has moved by it.
    let moved = &panels["ladder"]["movement"];
    assert_eq!(by(moved, "then", "partner")["partner"], 1);
    let left = dealers(false, &["ladder.rung_of:d11=left"]);
    assert_eq!(left["ladder"]["left_since"], 2);
}

#[test]
fn stages_follow_tenure_and_may_be_set() {
    let panels = dealers(false, &[]);
    let stages = &panels["life_cycle"]["stages"];
    let count = |id: &str| by(stages, "stage", id)["customers"].clone();
    // d28 came back after a pause of 18 gaps: one back from renewal.
    assert_eq!(
        [
            "formation",
            "experimenting",
            "identification",
            "renewal",
            "rupture"
        ]
        .map(count),
        [1, 0, 0, 28, 1]
    );
    let far = dealers(false, &["life_cycle.renewal_gaps=100"]);
    let stages = &far["life_cycle"]["stages"];
    assert_eq!(by(stages, "stage", "identification")["customers"], 28);
    let day = dealers(false, &["ladder.then=2023-02-15"]);
    let moved = &day["life_cycle"]["movement"];
    assert_eq!(by(moved, "then", "experimenting")["renewal"], 28);
    assert_eq!(day["life_cycle"]["ruptured_since"], 1);
}

#[test]
fn contacts_are_due_by_level() {
    let panels = dealers(true, &[]);
    let cadence = &panels["cadence"];
    let group = |id: &str, column: &str| by(&cadence["levels"], "group", id)[column].clone();
    assert_eq!(group("much_rare", "customers"), 10);
    assert_eq!(group("much_rare", "proposed"), "partnership");
    assert_eq!(group("little_rare", "proposed"), "proactive");
    assert_eq!(group("much_rare", "current"), "basic");
    let contacts = rows(&cadence["contacts"]);
    assert_eq!(contacts.len(), 10);
    for (row, dealer) in contacts.iter().zip(1..) {
        assert_eq!(row["customer"], format!("d{dealer:02}"));
        assert_eq!(
            (&row["day"], &row["why"]),
            (&"2024-12-28".into(), &"after_purchase".into())
        );
    }
    let far = dealers(true, &["cadence.ahead_days=30"]);
    let contacts = rows(&far["cadence"]["contacts"]);
    assert_eq!(contacts.len(), 29, "all but who has left");
    assert_eq!(contacts[10]["customer"], "d11");
    assert_eq!(contacts[10]["day"], "2025-01-20");
    assert_eq!(contacts[10]["why"], "interval");
    // Whoever is many is not called at all.
    let many = ["cadence.few=0", "cadence.many=1", "cadence.high=5"];
    let many = dealers(true, &many);
    assert!(rows(&many["cadence"]["contacts"]).is_empty());
}

#[test]
fn a_log_alone_names_who_has_not_bought() {
    let sales = sales();
    let log = "customer,date,type\nd01,2024-11-01,call\nx,2024-11-01,call\nx,2024-11-02,call\ny,2024-11-02,call\n";
    let files: [(&str, &[u8]); 2] = [("sales.csv", sales.as_bytes()), ("log.csv", log.as_bytes())];
    let words = [&["--contacts-table", "log.csv"][..], &PANELS].concat();
    let panels = written(&files, &words, &[]).panels;
    let prospects = by(&panels["ladder"]["rungs"], "rung", "prospect");
    assert_eq!(prospects["customers"], 2);
}

fn any_rows() -> impl Strategy<Value = Vec<(u8, i32, i64)>> {
    let row = (0..12_u8, 0..900_i32, -2_000..9_000_i64);
    prop::collection::vec(row, 1..70)
}

fn file_of(rows: &[(u8, i32, i64)]) -> String {
    let first = Day::from_iso("2021-11-20").unwrap();
    let mut file = "customer,date,amount\n".to_owned();
    for &(customer, days, cents) in rows {
        let _ = writeln!(
            file,
            "k{customer},{},{:.2}",
            first.plus(days),
            cents as f64 / 100.0
        );
    }
    file
}

/// Sums at the edges of a matrix are those of its cells; everybody moves once.
fn check_matrix(table: &Value, places: &Value, key: &str, everybody: u64) {
    let whole = |value: &Value| value.as_u64().unwrap();
    let mut columns = std::collections::BTreeMap::<&str, u64>::new();
    let mut all = 0;
    for row in rows(table) {
        let cells = row.as_object().unwrap().iter();
        let cells = cells.filter(|(name, _)| *name != "then" && *name != "customers");
        let mut sum = 0;
        for (name, count) in cells {
            sum += whole(count);
            *columns.entry(name).or_default() += whole(count);
        }
        assert_eq!(sum, whole(&row["customers"]), "{row}");
        all += sum;
    }
    assert_eq!(all, everybody);
    for (place, count) in columns {
        assert_eq!(
            whole(&by(places, key, place)["customers"]),
            count,
            "{place}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn everybody_stands_somewhere_once(
        lines in any_rows(),
        back in 1..900_i32,
        gone_days in 1..400_i32,
    ) {
        let last = lines.iter().map(|line| line.1).max().unwrap();
        // A day of the data before the last: any other is refused.
        let first = lines.iter().map(|line| line.1).min().unwrap();
        let then = Day::from_iso("2021-11-20").unwrap().plus((last - back).max(first));
        let chosen = lines[0].0;
        let mut params = vec![
            format!("ladder.rung_of:k{chosen}=advocate"),
            "view.gone_rule=fixed_days".to_owned(),
            format!("view.gone_days={gone_days}"),
        ];
        // Data of one day have no other one that could be asked for.
        let has_days = lines.iter().any(|line| line.1 != last);
        if has_days {
            params.push(format!("ladder.then={then}"));
        }
        let params: Vec<&str> = params.iter().map(String::as_str).collect();
        let words = [&PANELS[..], &["--panel", "overview"]].concat();
        let panels = |file: &str| written(&[("shop.csv", file.as_bytes())], &words, &params).panels;
        let found = panels(&file_of(&lines));
        let mut other = lines.clone();
        other.reverse();
        prop_assert_eq!(&panels(&file_of(&other)), &found);
        if found["overview"]["buyers"] == 0 {
            return Ok(());
        }
        let everybody = found["overview"]["customers"].as_u64().unwrap();
        for (panel, table, key) in [
            ("ladder", "rungs", "rung"),
            ("life_cycle", "stages", "stage"),
        ] {
            let places = &found[panel][table];
            let stand = rows(places).iter().filter_map(|row| row["customers"].as_u64());
            prop_assert_eq!(stand.sum::<u64>(), everybody);
            if has_days {
                check_matrix(&found[panel]["movement"], places, key, everybody);
            }
        }
        let mut below = u64::MAX;
        for row in rows(&found["ladder"]["rungs"]) {
            if let Some(reached) = row["reached"].as_u64() {
                prop_assert!(reached <= below, "{}", row);
                prop_assert!(row["customers"].as_u64().unwrap() <= reached, "{}", row);
                below = reached;
            }
        }
        let mut before = String::new();
        for row in rows(&found["cadence"]["contacts"]) {
            let day = row["day"].as_str().unwrap().to_owned();
            prop_assert!(before <= day, "{}", row);
            before = day;
        }
    }
}
