//! Profit and verdicts through the terminal's door: figures worked by hand, figures that add up,
//! and verdicts that follow from them.

use std::collections::BTreeMap;

use regulars::sample::SampleKind;

use crate::support::terminal::{Written, written};

/// What the program writes of two panels.
struct Shop(Written);

impl Shop {
    fn figure(&self, id: &str) -> Option<f64> {
        self.0.panels["profit"][id].as_f64()
    }

    fn known(&self, id: &str) -> f64 {
        self.figure(id).unwrap_or_else(|| panic!("no {id}"))
    }

    fn cell(&self, customer: &str, column: &str) -> &str {
        &self.0.customers[customer][column]
    }

    /// The sum of a column, in hundredths of a hundredth; `None` when a cell is empty.
    fn sum(&self, column: &str) -> Option<i128> {
        let cells = self.0.customers.values().map(|row| &row[column]);
        cells.map(|cell| ten_thousandths(cell)).sum()
    }
}

fn ten_thousandths(text: &str) -> Option<i128> {
    let units: f64 = text.parse().ok()?;
    Some((units * 10_000.0).round() as i128)
}

fn analysed(name: &str, file: &[u8], params: &[&str]) -> Shop {
    let words = ["--panel", "profit", "--panel", "triage"];
    Shop(written(&[(name, file)], &words, params))
}

/// Two dealers with costs in the file: A buys for 900 at 500 and costs 60; B for 100 at 80 and
/// costs 50.
const DEALERS: &str = "\
customer,date,order number,amount,quantity,unit cost,delivery cost,staff bonus
A,2024-01-08,1,300,3,50,20,
A,2024-03-11,2,400,4,50,20,10
A,2024-06-17,3,200,3,50,10,
B,2024-02-05,4,60,1,50,30,
B,2024-05-06,5,40,1,30,20,
";

#[test]
fn costs_of_the_file_become_the_statement() {
    let shop = analysed("dealers.csv", DEALERS.as_bytes(), &[]);
    for (id, expected) in [
        ("sales", 1_000.0),
        ("gross_profit", 420.0),
        ("gross_profit_share", 0.42),
        ("cost_delivery", 100.0),
        ("cost_delivery_share", 0.1),
        ("cost_staff_bonus", 10.0),
        ("relationship_cost", 110.0),
        ("profit", 310.0),
        ("profit_share", 0.31),
    ] {
        assert!((shop.known(id) - expected).abs() < 1e-9, "{id}");
    }
    assert_eq!(shop.figure("cost_salaries"), None);
    assert_eq!(shop.cell("A", "gross_profit"), "400");
    assert_eq!(shop.cell("A", "relationship_cost"), "60");
    assert_eq!(shop.cell("A", "profit"), "340");
    assert_eq!(shop.cell("B", "profit"), "-30");
    assert_eq!(shop.cell("B", "verdict"), "let_go");
    assert_eq!(shop.cell("B", "reason"), "costs_more");
    let losing = &shop.0.panels["profit"]["losing"][0];
    assert_eq!(losing["customer"], "B");
    assert_eq!(losing["profit"].as_f64(), Some(-30.0));
}

#[test]
fn typed_pools_are_shared_to_the_cent_and_heard_by_the_verdicts() {
    let params = [
        "profit.pool_salaries=100.01",
        "profit.pool_database=33.33",
        "profit.pool_delivery=0",
        "profit.driver_salaries=orders",
    ];
    let shop = analysed("dealers.csv", DEALERS.as_bytes(), &params);
    assert!((shop.known("cost_salaries") - 100.01).abs() < 1e-9);
    assert_eq!(shop.figure("cost_delivery"), Some(0.0));
    // Three orders of five: 60.006 and 40.004, the cent that is left to the larger remainder.
    assert_eq!(shop.cell("A", "relationship_cost"), "86.68");
    assert_eq!(shop.cell("B", "relationship_cost"), "56.66");
    assert_eq!(shop.sum("relationship_cost"), Some(1_433_400));
    let revenue_only = "customer,date,amount\nA,2024-01-08,300\nA,2024-02-08,200\n";
    let margin = analysed("a.csv", revenue_only.as_bytes(), &["profit.margin=0.25"]);
    assert_eq!(margin.cell("A", "gross_profit"), "125");
    assert_eq!(margin.cell("A", "profit"), "");
    let cheap = ["profit.margin=0.25", "profit.pool_other=200"];
    let judged = analysed("a.csv", revenue_only.as_bytes(), &cheap);
    assert_eq!(judged.cell("A", "profit"), "-75");
    assert_eq!(judged.cell("A", "verdict"), "let_go");
    assert_eq!(judged.cell("A", "reason"), "costs_more");
    let word = |word| [cheap[0], cheap[1], word];
    let kept = analysed(
        "a.csv",
        revenue_only.as_bytes(),
        &word("triage.verdict_of:A=strategic"),
    );
    assert_eq!(kept.cell("A", "verdict"), "watch");
    assert_eq!(kept.cell("A", "reason"), "strategic");
    let held = analysed(
        "a.csv",
        revenue_only.as_bytes(),
        &word("triage.verdict_of:A=hold"),
    );
    assert_eq!(held.cell("A", "verdict"), "hold");
    assert_eq!(held.cell("A", "reason"), "chosen_hold");
}

#[test]
fn goods_leave_what_their_cost_or_their_margin_says() {
    let sales = "customer,date,amount,quantity,unit cost,category\n\
                 A,2024-01-08,100,2,30,Tables\nA,2024-03-08,40,1,,Chairs\nA,2024-05-08,60,1,,\n\
                 B,2024-02-08,50,1,20,Tables\nB,2024-02-09,10,1,,Chairs\nB,2024-04-09,-10,1,,Chairs\n";
    let shop = analysed(
        "a.csv",
        sales.as_bytes(),
        &["profit.margin_of:Chairs=0.5", "profit.margin=0.1"],
    );
    let table = shop.0.panels["profit"]["products"]
        .as_array()
        .unwrap()
        .clone();
    let line = |name: &str| {
        let found = table.iter().find(|row| row["product"] == name).unwrap();
        ["customers", "sales", "gross_profit"].map(|id| found[id].as_f64())
    };
    // 2 × 30 and 20 off; half of what chairs bring, returns too; a tenth of what is not named.
    assert_eq!(line("Tables"), [Some(2.0), Some(150.0), Some(70.0)]);
    assert_eq!(line("Chairs"), [Some(2.0), Some(40.0), Some(20.0)]);
    let rate = |name: &str| {
        let found = table.iter().find(|row| row["product"] == name).unwrap();
        found["return_rate"].as_f64()
    };
    assert_eq!(rate("Chairs"), Some(0.2));
    assert_eq!(rate("Tables"), Some(0.0));
    assert_eq!(line("none"), [Some(1.0), Some(60.0), Some(6.0)]);
    assert_eq!(shop.figure("gross_profit"), Some(96.0));
    assert_eq!(shop.cell("A", "gross_profit"), "66");
    assert_eq!(shop.cell("B", "gross_profit"), "30");
}

#[test]
fn without_costs_nobody_is_let_go() {
    let shop = analysed("online.csv", &SampleKind::Online.bytes(), &[]);
    assert_eq!(shop.figure("gross_profit"), None);
    assert_eq!(shop.figure("profit"), None);
    for row in shop.0.customers.values() {
        assert_eq!((&*row["gross_profit"], &*row["profit"]), ("", ""));
        assert!(["hold", "watch"].contains(&&*row["verdict"]), "{row:?}");
    }
}

#[test]
fn customers_add_up_to_the_statement_and_the_verdicts() {
    let pools = [
        "profit.pool_salaries=412345.67",
        "profit.pool_database=9999.99",
        "profit.pool_returns=31234.50",
        "profit.pool_other=60000.01",
    ];
    for (kind, params) in [
        (SampleKind::Furniture, &pools[..]),
        (SampleKind::Furniture, &[]),
        (SampleKind::Deli, &pools[..]),
    ] {
        let shop = analysed("sample.csv", &kind.bytes(), params);
        for column in ["gross_profit", "relationship_cost", "profit"] {
            let total = (shop.known(column) * 10_000.0).round() as i128;
            assert_eq!(shop.sum(column), Some(total), "{column}");
        }
        let sales = (shop.known("sales") * 10_000.0).round() as i128;
        assert_eq!(shop.sum("revenue"), Some(sales));
        let table = shop.0.panels["triage"]["verdicts"].as_array().unwrap();
        let mut judged = 0;
        for row in table {
            let verdict = row["verdict"].as_str().unwrap();
            let of = |row: &&BTreeMap<String, String>| row["verdict"] == verdict;
            let members: Vec<_> = shop.0.customers.values().filter(of).collect();
            assert_eq!(row["customers"].as_u64(), Some(members.len() as u64));
            judged += members.len();
            for (column, id) in [("revenue", "revenue"), ("profit", "profit"), ("clv", "clv")] {
                let cells = members
                    .iter()
                    .filter_map(|row| row[column].parse::<f64>().ok());
                let (sum, told) = (cells.sum::<f64>(), row[id].as_f64().unwrap());
                assert!(
                    (sum - told).abs() < 0.01,
                    "{verdict} {column}: {sum} {told}"
                );
            }
            for row in members {
                let profit: f64 = row["profit"].parse().unwrap();
                match verdict {
                    "hold" => assert!(profit > 0.0, "{row:?}"),
                    "let_go" => assert!(profit < 0.0, "{row:?}"),
                    _ => assert!(row["verdict"] == "watch"),
                }
            }
        }
        assert_eq!(judged, shop.0.customers.len());
    }
}

#[test]
fn a_table_of_costs_is_part_of_the_statement() {
    let sales = "customer,date,amount\nA,2022-01-10,40\nA,2024-01-08,60\nB,2024-02-08,50\n";
    let costs = "customer,cost type,amount\nA,delivery,12.50\nA,delivery,2.50\nB,delivery,5\n\
                 B,Salaries,4\nA,gift,3\n";
    let files = [
        ("sales.csv", sales.as_bytes()),
        ("costs.csv", costs.as_bytes()),
    ];
    let words = ["--costs-table", "costs.csv", "--panel", "profit"];
    // 150 at a half is 75; 20 of delivery, 4 of salaries and 3 of what has no line are taken off.
    let shop = Shop(written(&files, &words, &["profit.margin=0.5"]));
    for (id, expected) in [
        ("gross_profit", 75.0),
        ("cost_delivery", 20.0),
        ("cost_salaries", 4.0),
        ("cost_other", 3.0),
        ("relationship_cost", 27.0),
        ("profit", 48.0),
    ] {
        assert_eq!(shop.figure(id), Some(expected), "{id}");
    }
    assert_eq!(shop.cell("A", "profit"), "32");
    assert_eq!(shop.cell("B", "profit"), "16");
    // A typed sum takes the place of the line, nought included.
    let typed = ["profit.margin=0.5", "profit.pool_delivery=0"];
    let shop = Shop(written(&files, &words, &typed));
    assert_eq!(shop.figure("profit"), Some(68.0));
    // Without days it cannot be said what of it falls into a year.
    let year = ["profit.margin=0.5", "view.period=2024-01-01..2024-12-31"];
    let shop = Shop(written(&files, &words, &year));
    assert_eq!(shop.figure("gross_profit"), Some(55.0));
    assert_eq!(shop.figure("profit"), None);
}

#[test]
fn hours_and_budgets_come_from_the_table_of_customers() {
    let of_dealer = |at: i32| {
        let money = at * 100;
        format!("D{at},2024-01-01,{money}\nD{at},2024-12-31,{money}\n")
    };
    let sales: String = (1..=9).map(of_dealer).collect();
    let sales = format!("customer,date,amount\n{sales}");
    let customers = "customer,type,budget,hours,household\n\
                     D1,shop,,\"7,5\",Hill\nD2,shop,\"1.000,00\",\"2,5\",Hill\nD3,shop,,,Hill\n\
                     D4,shop,,,Hill\nD5,shop,,,\nD6,shop,,,\nD7,shop,,,\nD8,shop,,,\nD9,shop,,,\n";
    let files = [
        ("sales.csv", sales.as_bytes()),
        ("customers.csv", customers.as_bytes()),
    ];
    let panels = ["profit", "potential", "rollup"];
    let mut words = vec!["--customers-table", "customers.csv"];
    words.extend(panels.iter().flat_map(|panel| ["--panel", panel]));
    let params = [
        "profit.margin=0.5",
        "profit.pool_salaries=100",
        "profit.driver_salaries=hours",
        "view.period=2024-01-01..2024-12-31",
    ];
    let shop = Shop(written(&files, &words, &params));
    assert_eq!(shop.cell("D1", "relationship_cost"), "75");
    assert_eq!(shop.cell("D2", "relationship_cost"), "25");
    assert_eq!(shop.cell("D3", "relationship_cost"), "0");
    let potential = &shop.0.panels["potential"];
    assert_eq!(potential["share_of_wallet"].as_f64(), Some(0.4));
    let rows = potential["potential"].as_array().unwrap();
    let of = |id: &str| rows.iter().find(|row| row["customer"] == id);
    // Three quarters of 200, 400, … 1,800 lie below 1,400; whoever is above lacks nothing.
    let first = of("D1").unwrap();
    assert_eq!(first["gap"].as_f64(), Some(1_200.0));
    assert_eq!(first["source"], "peers");
    let second = of("D2").unwrap();
    assert_eq!(
        (second["gap"].as_f64(), &second["source"]),
        (Some(600.0), &"budget".into())
    );
    assert!(of("D8").is_none());
    // Households: D1 to D4 live together.
    let groups = shop.0.panels["rollup"]["groups"].as_array().unwrap();
    let hill = groups.iter().find(|row| row["group"] == "Hill").unwrap();
    assert_eq!(hill["customers"].as_u64(), Some(4));
    assert_eq!(hill["revenue"].as_f64(), Some(2_000.0));
    assert_eq!(hill["profit"].as_f64(), Some(900.0));
}

#[test]
fn fiscal_years_and_returns_add_up_to_the_statement() {
    let file = "\
customer,date,product,amount,unit cost
A,2023-07-01,Tea,100,40
A,2024-06-30,Tea,200,90
A,2024-07-01,Cups,50,20
B,2024-03-01,Cups,80,30
B,2024-05-01,Cups,-20,8
B,2025-06-30,Tea,60,10
";
    let params = [
        "profit.fiscal_year_start=7",
        "profit.pool_salaries=73",
        "profit.driver_salaries=customers",
    ];
    let shop = analysed("shop.csv", file.as_bytes(), &params);
    let table = |id: &str| shop.0.panels["profit"][id].as_array().unwrap().clone();
    let years = table("fiscal_years");
    let column = |id: &str| -> Vec<f64> {
        let cells = years.iter().map(|row| row[id].as_f64().unwrap());
        cells.collect()
    };
    assert_eq!(years[0]["fiscal_year"], "2023");
    assert_eq!(column("customers"), [2.0, 2.0]);
    assert_eq!(column("sales"), [360.0, 110.0]);
    // 100 − 40 + 200 − 90 + 80 − 30 − (20 − 8), and 50 − 20 + 60 − 10.
    assert_eq!(column("gross_profit"), [208.0, 80.0]);
    // The data begin and end with their years of 366 and 365 days: 73 ÷ 731 a day.
    let costs = column("relationship_cost");
    assert!((costs[0] - 73.0 * 366.0 / 731.0).abs() < 1e-4, "{costs:?}");
    assert!((costs.iter().sum::<f64>() - 73.0).abs() < 1e-9);
    let profit: f64 = column("profit").iter().sum();
    assert!((profit - shop.known("profit")).abs() < 1e-9);

    let returns = table("returns");
    assert_eq!(returns.len(), 1, "only B gave something back");
    let of_b = |id: &str| returns[0][id].as_f64().unwrap();
    assert_eq!([of_b("sold"), of_b("returned")], [140.0, 20.0]);
    assert!((of_b("return_rate") - 1.0 / 7.0).abs() < 1e-12);
    assert!((shop.known("return_rate") - 20.0 / 490.0).abs() < 1e-12);
}
