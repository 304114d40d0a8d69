//! Who fell silent, why customers leave and what keeping them costs, through the terminal's door:
//! figures worked by hand.

use std::fmt::Write as _;

use proptest::prelude::*;
use regulars::base::Day;
use serde_json::Value;

use crate::support::terminal::{Written, written};

/// Ten shops that order every seventh day of two years for 100, but two: `big` orders for 500 and
/// last came 126 days before the end, `small` for 100 and 63 days before.
fn sales() -> String {
    let first = Day::from_iso("2023-01-01").unwrap();
    let mut text = "customer,date,amount\n".to_owned();
    for at in 0..104 {
        let day = first.plus(at * 7);
        let mut order = |customer: &str, units: i32| {
            let _ = writeln!(text, "{customer},{day},{units}");
        };
        for shop in 1..=8 {
            order(&format!("shop{shop}"), 100);
        }
        if at <= 85 {
            order("big", 500);
        }
        if at <= 94 {
            order("small", 100);
        }
    }
    text
}

const CONTACTS: &str = "\
customer,date,type,message,answered
big,2024-08-18,complaint,wrong goods,
shop1,2024-03-01,complaint,late,2024-03-05
shop2,2024-03-10,call,thanks,
";

const CUSTOMERS: &str = "\
customer,name,reason for leaving
big,Big shop,found a cheaper supplier
small,Small shop,
shop1,One,
shop2,Two,
shop3,Three,
shop4,Four,
shop5,Five,
shop6,Six,
shop7,Seven,
shop8,Eight,
";

fn run(panel: &str, params: &[&str]) -> Value {
    written_of(panel, params).panels[panel].clone()
}

fn written_of(panel: &str, params: &[&str]) -> Written {
    let sales = sales();
    let files: [(&str, &[u8]); 3] = [
        ("sales.csv", sales.as_bytes()),
        ("customers.csv", CUSTOMERS.as_bytes()),
        ("log.csv", CONTACTS.as_bytes()),
    ];
    let words = [
        "--customers-table",
        "customers.csv",
        "--contacts-table",
        "log.csv",
        "--panel",
        panel,
    ];
    written(&files, &words, params)
}

/// Customers of a cause.
fn of_cause(leaving: &Value, id: &str) -> u64 {
    let causes = leaving["causes"].as_array().unwrap();
    let row = causes.iter().find(|row| row["cause"] == id).unwrap();
    row["customers"].as_u64().unwrap()
}

#[test]
fn the_most_money_at_risk_stands_first() {
    let found = run("silence", &[]);
    let alarms = found["alarms"].as_array().unwrap();
    let of = |row: usize, column: &str| alarms[row][column].clone();
    let number = |row: usize, column: &str| of(row, column).as_f64().unwrap();
    assert_eq!(alarms.len(), 2, "{alarms:?}");
    assert_eq!(
        (of(0, "customer"), of(1, "customer")),
        ("big".into(), "small".into())
    );
    assert_eq!(number(0, "silent_days"), 126.0);
    // Nobody differs in rhythm: the usual gap is seven days, as long as it is in this season.
    for row in 0..2 {
        let ratio = number(row, "silent_days") / number(row, "usual_gap_days");
        assert!(
            (ratio - number(row, "ratio")).abs() < 0.08 * ratio,
            "{alarms:?}"
        );
        assert!((number(row, "usual_gap_days") - 7.0).abs() <= 1.0);
        let at_risk = number(row, "yearly") * (1.0 - number(row, "p_alive"));
        assert!((number(row, "money_at_risk") - at_risk).abs() < 1e-3);
        assert!(number(row, "p_alive") < 0.01);
    }
    // 53 orders of 500 in the year up to the last one, 53 of 100.
    assert_eq!(number(0, "yearly"), 26_500.0);
    assert_eq!(number(1, "yearly"), 5_300.0);
    assert_eq!(of(0, "ask"), "open_complaint");
    assert_eq!(of(1, "ask"), "sudden");
    assert_eq!(found["silent"], 2);
    // A quarter earlier `big` had been silent for 35 days, and had left.
    let backtest = &found["backtest"];
    assert_eq!(
        (&backtest["flagged"], &backtest["gone"]),
        (&1.into(), &1.into())
    );
    assert_eq!(backtest["precision"], 1.0);
    assert_eq!(backtest["recall"], 1.0, "`small` still came then");
    assert_eq!(backtest["baseline_precision"], 1.0);
}

#[test]
fn lines_can_be_moved() {
    let found = run("silence", &["silence.red=12"]);
    let alarms = found["alarms"].as_array().unwrap();
    assert_eq!(alarms.len(), 1);
    assert_eq!(alarms[0]["customer"], "big");
    assert_eq!(found["amber"], 1);
    let none = run("silence", &["silence.least_visits=1000"]);
    assert_eq!(none["alarms"].as_array().unwrap().len(), 0);
}

#[test]
fn reasons_and_complaints_are_counted() {
    let found = run("leaving", &[]);
    assert_eq!(found["left"], 2);
    assert_eq!(found["known_share"], 0.5);
    assert_eq!(found["controllable_share"], 1.0);
    let causes = found["causes"].as_array().unwrap();
    let cause = |id: &str| causes.iter().find(|row| row["cause"] == id).unwrap();
    assert_eq!(cause("price")["customers"], 1);
    assert_eq!(cause("price")["share"], 1.0);
    assert!((cause("price")["low"].as_f64().unwrap() - 0.206_549_314).abs() < 1e-6);
    assert_eq!(cause("unknown")["share_of_all"], 0.5);
    assert_eq!(cause("attention")["claimed_high"], 0.7);
    assert_eq!(found["complaints"][0]["value"], 2);
    // `big` left with a complaint, `small` without.
    assert_eq!(found["silent_share"], 0.5);
    let repurchase = found["repurchase"].as_array().unwrap();
    assert_eq!(
        (&repurchase[0]["cases"], &repurchase[0]["again"]),
        (&2.into(), &1.into())
    );
    let after = |row: usize| repurchase[row]["share"].as_f64();
    assert_eq!((after(0), after(1)), (Some(0.5), Some(1.0)));
}

#[test]
fn a_reason_chosen_here_goes_before_the_column() {
    let params = [
        "leaving.reason_of:big=attention",
        "leaving.reason_of:small=moved",
        "leaving.reason_of:shop3=circumstances",
    ];
    let written = written_of("leaving", &params);
    let found = &written.panels["leaving"];
    assert_eq!(found["left"], 3, "shop3 still comes, and said why it goes");
    assert_eq!(
        (&found["coded"], &found["known_share"]),
        (&3.into(), &1.0.into())
    );
    assert_eq!(of_cause(found, "price"), 0);
    assert_eq!(of_cause(found, "attention"), 1);
    assert_eq!(of_cause(found, "moved"), 1);
    assert_eq!(found["controllable_share"].as_f64(), Some(1.0 / 3.0));
    let file = |customer: &str| written.customers[customer]["reason_for_leaving"].as_str();
    assert_eq!((file("big"), file("shop1")), ("attention", ""));
    let untouched = written_of("leaving", &[]);
    assert_eq!(untouched.panels["leaving"]["coded"], 0);
    assert!(!untouched.customers["big"].contains_key("reason_for_leaving"));
    // To choose "unknown" takes the word of the column away.
    let unknown = run("leaving", &["leaving.reason_of:big=unknown"]);
    assert_eq!(
        (of_cause(&unknown, "unknown"), of_cause(&unknown, "price")),
        (2, 0)
    );
}

#[test]
fn without_a_column_unknown_is_a_bar_of_its_own() {
    let sales = sales();
    let files: [(&str, &[u8]); 1] = [("sales.csv", sales.as_bytes())];
    let found = |params: &[&str]| {
        let written = written(&files, &["--panel", "leaving"], params);
        written.panels["leaving"].clone()
    };
    let nothing = found(&[]);
    assert_eq!(
        (&nothing["left"], &nothing["known_share"]),
        (&2.into(), &0.0.into())
    );
    assert_eq!(of_cause(&nothing, "unknown"), 2);
    let coded = found(&["leaving.reason_of:big=price"]);
    assert_eq!(coded["known_share"], 0.5);
    assert_eq!(
        (of_cause(&coded, "unknown"), of_cause(&coded, "price")),
        (1, 1)
    );
}

#[test]
fn costs_come_from_the_person() {
    let without = run("economics", &[]);
    assert_eq!(without["lost"], 2);
    assert_eq!(without["ways"].as_array().unwrap().len(), 0);
    let found = run(
        "economics",
        &[
            "economics.acquisition_cost=300",
            "economics.programme_cost=1000",
            "economics.customer_value=2000",
        ],
    );
    let ways = found["ways"].as_array().unwrap();
    assert_eq!(ways[0]["total"].as_f64(), Some(600.0));
    assert_eq!(
        (ways[1]["each"].as_f64(), ways[1]["total_low"].as_f64()),
        (Some(60.0), Some(60.0))
    );
    assert_eq!(ways[2]["total_high"].as_f64(), Some(12_000.0));
    assert_eq!(found["saving"].as_f64(), Some(480.0));
    assert_eq!(found["break_even_lift"], 0.05);
}

/// Visits of a few customers: who, on which day, for how many units.
fn any_visits() -> impl Strategy<Value = Vec<(u8, i32, i64)>> {
    let visit = (0..6_u8, 0..800_i32, 1..2_000_i64);
    prop::collection::vec(visit, 8..120)
}

fn file_of<'a>(visits: impl Iterator<Item = &'a (u8, i32, i64)>, times: i64) -> String {
    let first = Day::from_iso("2021-11-20").unwrap();
    let mut text = "customer,date,amount\n".to_owned();
    for (customer, day, units) in visits {
        let _ = writeln!(
            text,
            "k{customer},{},{}.00",
            first.plus(*day),
            units * times
        );
    }
    text
}

fn silence_of(file: &str) -> Value {
    let words = ["--panel", "silence"];
    let found = written(&[("shop.csv", file.as_bytes())], &words, &[]);
    found.panels["silence"].clone()
}

/// Who, and the money at risk, as the alarms stand.
fn ranked(panel: &Value) -> Vec<(String, f64)> {
    let alarms = panel["alarms"].as_array();
    let alarms = alarms.into_iter().flatten();
    alarms
        .map(|row| {
            let customer = row["customer"].as_str().unwrap().to_owned();
            (customer, row["money_at_risk"].as_f64().unwrap())
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// The order of rows never matters, and another currency leaves the ranks as they are.
    #[test]
    fn alarms_hold_for_any_order_and_any_scale_of_money(visits in any_visits()) {
        let found = silence_of(&file_of(visits.iter(), 1));
        let turned = silence_of(&file_of(visits.iter().rev(), 1));
        for id in ["silent", "amber", "fewer"] {
            prop_assert_eq!(&found[id], &turned[id]);
        }
        // Sums over customers are taken in another order: the last digits may differ.
        for (one, other) in ranked(&found).iter().zip(ranked(&turned)) {
            prop_assert_eq!(&one.0, &other.0);
            prop_assert!((one.1 - other.1).abs() <= 1e-3, "{:?} {:?}", one, other);
        }
        let (once, scaled) = (ranked(&found), ranked(&silence_of(&file_of(visits.iter(), 7))));
        prop_assert_eq!(once.len(), scaled.len());
        let place = |id: &str| scaled.iter().position(|(other, _)| other == id);
        for (at, (id, money)) in once.iter().enumerate() {
            let of_scaled = scaled[place(id).unwrap()].1;
            prop_assert!((of_scaled - 7.0 * money).abs() <= 1e-3, "{} {}", money, of_scaled);
            for (less, less_money) in &once[at + 1..] {
                prop_assert!(money >= less_money);
                // What differs by less than it is rounded to stands by its id.
                if money - less_money > 1e-3 {
                    prop_assert!(place(id) < place(less));
                }
            }
        }
    }

    /// Whatever the file, an alarm has all its figures, and they are what they can be.
    #[test]
    fn no_alarm_lacks_a_figure(visits in any_visits()) {
        let found = silence_of(&file_of(visits.iter(), 1));
        for row in found["alarms"].as_array().into_iter().flatten() {
            let figure = |id: &str| row[id].as_f64();
            let positive = ["usual_gap_days", "ratio"].map(figure);
            prop_assert!(positive.iter().all(|it| it.is_some_and(|it| it > 0.0)), "{row}");
            let counted = ["silent_days", "yearly", "money_at_risk"].map(figure);
            prop_assert!(counted.iter().all(|it| it.is_some_and(|it| it >= 0.0)), "{row}");
            prop_assert!((0.0..=1.0).contains(&figure("p_alive").unwrap()), "{row}");
            prop_assert!(figure("money_at_risk") <= figure("yearly"), "{row}");
        }
        for id in ["silent", "amber", "fewer"] {
            prop_assert!(found[id].is_null() || found[id].as_u64().is_some(), "{id}");
        }
    }
}
