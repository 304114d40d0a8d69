//! What customers owe, and cards that follow the kind of customer, through the doors of the program.

use proptest::prelude::*;
use regulars::engine::{Collected, Engine, MemorySource, Source};
use regulars::i18n::{Message, Say as _, Speaker};
use regulars::panels::panel::{Block, Panel, Value};
use regulars::panels::{ParamValues, entry};
use regulars::protocol::{Event, Request};
use serde_json::Value as Json;

use crate::support::terminal::written;

/// A: 100 paid after 30 days, 200 open for 40 and due for 10. B: 300 paid after 10 days; 50 of
/// which nobody knows when they were paid. C has nothing open.
const SALES: &str = "\
customer,date,order number,amount,due date,paid date
A,2024-01-01,1,100,2024-01-31,2024-01-31
A,2024-03-02,2,200,2024-04-01,
B,2024-01-11,3,300,2024-02-10,2024-01-21
B,2024-01-12,4,50,2024-02-10,soon
C,2024-04-11,5,400,2024-05-11,2024-04-11
";

const WORDS: [&str; 2] = ["--panel", "profit"];

fn profit(text: &str, params: &[&str]) -> Json {
    let written = written(&[("sales.csv", text.as_bytes())], &WORDS, params);
    written.panels["profit"].clone()
}

#[test]
fn what_is_owed_is_told_by_customer_and_in_all() {
    let found = profit(SALES, &["profit.credit_rate=0.073", "profit.margin=0.5"]);
    let figure = |id: &str| found[id].as_f64();
    // 100 × 30 + 200 × 40 + 300 × 10 + 400 × 0 over 1,000.
    assert_eq!(figure("dso_days"), Some(14.0));
    assert_eq!(figure("open_balance"), Some(200.0));
    assert_eq!(figure("overdue_balance"), Some(200.0));
    // 14,000 × 7.3 % ÷ 365.
    assert_eq!(figure("cost_credit"), Some(2.8));
    assert_eq!(figure("profit"), Some(525.0 - 2.8));
    let rows = found["credit"].as_array().unwrap();
    let customers: Vec<&str> = rows
        .iter()
        .map(|row| row["customer"].as_str().unwrap())
        .collect();
    assert_eq!(customers, ["A", "B", "C"]);
    assert_eq!(rows[0]["overdue_days"].as_f64(), Some(10.0));
    assert_eq!(rows[0]["balance_days"].as_f64(), Some(11_000.0));
    assert_eq!(rows[0]["cost_credit"].as_f64(), Some(2.2));
    assert_eq!(rows[1]["dso_days"].as_f64(), Some(10.0));
    assert_eq!(rows[1]["overdue_days"], Json::Null);
}

#[test]
fn without_a_rate_nothing_is_said_of_its_cost() {
    let found = profit(SALES, &["profit.margin=0.5"]);
    assert_eq!(found["cost_credit"], Json::Null);
    assert_eq!(found["profit"], Json::Null);
    assert_eq!(found["dso_days"].as_f64(), Some(14.0));
    assert!(found["credit"][0].get("cost_credit").is_none());
}

#[test]
fn a_pool_can_follow_balance_and_days() {
    let params = ["profit.pool_credit=14", "profit.driver_credit=balance_days"];
    let written = written(&[("sales.csv", SALES.as_bytes())], &WORDS, &params);
    let cost = |customer: &str| &written.customers[customer]["relationship_cost"];
    assert_eq!([cost("A"), cost("B"), cost("C")], ["11", "3", "0"]);
}

#[test]
fn due_dates_alone_do_not_make_everything_open() {
    let text = "customer,date,amount,due date\n\
                A,2024-01-01,100,2024-01-31\nB,2024-03-01,300,2024-04-10\n";
    let found = profit(text, &["profit.credit_rate=0.1", "profit.margin=0.5"]);
    for id in ["dso_days", "open_balance", "overdue_balance", "cost_credit"] {
        assert_eq!(found[id], Json::Null, "{id}");
    }
    let panel = shop(&[("sales.csv", text)]).panel("profit");
    let said: Vec<String> = panel.blocks.iter().filter_map(notice).collect();
    let said = said.join("\n");
    assert!(said.contains("Due dates, but no paid dates"), "{said}");
    // 100 × 30 + 300 × 40 over 400.
    assert!(said.contains("given 37.5 days to pay"), "{said}");
}

fn notice(block: &Block) -> Option<String> {
    let say = |message: &Message| message.say(&Speaker::default());
    match block {
        Block::Notice { title, text, .. } => Some(format!("{}: {}", say(title), say(text))),
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn costs_of_customers_add_up_to_that_of_all(
        rows in prop::collection::vec(
            (0_u8..5, 1_u32..28, -4_000_i64..30_000, prop::option::of(1_u32..28)),
            2..40,
        ),
        rate in 0.0_f64..0.5,
    ) {
        let line = |&(who, day, cents, paid): &(u8, u32, i64, Option<u32>)| {
            let paid = paid.map_or_else(String::new, |day| format!("2024-05-{day:02}"));
            let money = cents as f64 / 100.0;
            format!("C{who},2024-03-{day:02},{money:.2},2024-04-15,{paid}\n")
        };
        let lines: String = rows.iter().map(line).collect();
        let text = format!(
            "customer,date,amount,due date,paid date\n{lines}C0,2024-06-01,5.00,2024-06-30,2024-06-01\n"
        );
        let rate = format!("profit.credit_rate={rate:.4}");
        let written = written(&[("sales.csv", text.as_bytes())], &WORDS, &[&rate]);
        let found = &written.panels["profit"];
        let hundredths = |units: f64| (units * 100.0).round() as i64;
        let total = found["cost_credit"].as_f64().unwrap();
        let of_list = written.customers.values().map(|row| {
            hundredths(row["relationship_cost"].parse().unwrap())
        });
        prop_assert_eq!(of_list.sum::<i64>(), hundredths(total));
        let table = found["credit"].as_array().unwrap();
        let sum = |column: &str| {
            let cells = table.iter().map(|row| row[column].as_f64().unwrap());
            cells.map(hundredths).sum::<i64>()
        };
        prop_assert_eq!(sum("cost_credit"), hundredths(total));
        prop_assert!((sum("open_balance") - hundredths(found["open_balance"].as_f64().unwrap())).abs() <= 5);
    }
}

/// A shop in analysis.
struct Shop(Engine);

fn shop(files: &[(&str, &str)]) -> Shop {
    let mut engine = Engine::new();
    let open = Request::Open {
        tables: Vec::new(),
        names: files.iter().map(|(name, _)| (*name).to_owned()).collect(),
        recipes: Vec::new(),
        today: None,
    };
    let source =
        |text: &str| -> Box<dyn Source> { Box::new(MemorySource(text.as_bytes().to_vec())) };
    let sources = files.iter().map(|(_, text)| source(text)).collect();
    engine.handle(open, sources, &mut Collected::default());
    engine.handle(Request::Analyse, Vec::new(), &mut Collected::default());
    Shop(engine)
}

impl Shop {
    fn ask(&mut self, request: Request) -> Panel {
        let mut sink = Collected::default();
        self.0.handle(request, Vec::new(), &mut sink);
        let finished = sink.0.into_iter().find_map(|(event, _)| match event {
            Event::Finished { panel, .. } => Some(*panel),
            _ => None,
        });
        finished.unwrap()
    }

    fn panel(&mut self, id: &str) -> Panel {
        assert!(entry(id).is_some());
        self.ask(Request::Run {
            job: 1,
            panel: id.to_owned(),
            params: ParamValues::default(),
        })
    }

    fn card(&mut self, customer: &str) -> Panel {
        self.ask(Request::Card {
            job: 1,
            customer: customer.to_owned(),
            params: ParamValues::default(),
        })
    }
}

/// The value of a fact on a card, and what is said below its name.
fn fact(card: &Panel, id: &str) -> Option<(Value, String)> {
    let table = card.tables.iter().find(|table| table.id == "kind")?;
    table.rows.iter().find_map(|row| match &row.cells[..] {
        [Value::Term { id: known, .. }, value] if known == id => {
            let detail = row.detail.as_ref();
            let detail = detail.map(|detail| detail.say(&Speaker::default()));
            Some((value.clone(), detail.unwrap_or_default()))
        }
        _ => None,
    })
}

fn stat<'a>(card: &'a Panel, id: &str) -> Option<&'a Value> {
    let stat = card.stats.iter().find(|stat| stat.id == id)?;
    Some(&stat.value)
}

/// P comes on four Mondays; S takes two of three goods; W takes flour every ten days.
fn kinds() -> Shop {
    let mut sales = "customer,date,product,quantity,amount,paid date\n".to_owned();
    let mondays = ["2024-01-01", "2024-01-08", "2024-01-15", "2024-02-05"];
    sales.extend(mondays.map(|day| format!("P,{day},Bread,1,5,{day}\n")));
    sales += "Q,2024-01-03,Bread,1,7,2024-01-03\n";
    sales += "S,2024-01-10,Bread,10,50,\nS,2024-02-10,Cake,10,50,\n";
    let first = regulars::base::Day::from_iso("2024-01-21").unwrap();
    let every_ten = (0..6).map(|at| first.plus(at * 10));
    sales.extend(every_ten.map(|day| format!("W,{day},Flour,30,60,{day}\n")));
    let customers = "customer,type,household,e-mail,interests\n\
                     P,private person,Hill,p@example.org,\nQ,private person,Hill,,chess\n\
                     S,dealer,,s@example.org,\nW,bakery,,,\nU,VIP,,,\n";
    sales += "U,2024-01-05,Bread,1,5,2024-01-09\n";
    shop(&[("sales.csv", &sales), ("customers.csv", customers)])
}

#[test]
fn a_card_follows_the_kind_of_customer() {
    let mut shop = kinds();
    let tables = |card: &Panel| -> Vec<String> {
        card.tables.iter().map(|table| table.id.clone()).collect()
    };
    let has = |card: &Panel, id: &str| tables(card).iter().any(|known| known == id);

    let person = shop.card("P");
    let (weekday, detail) = fact(&person, "weekday").unwrap();
    assert!(
        matches!(weekday, Value::Term { id, .. } if id == "1"),
        "a Monday"
    );
    assert_eq!(detail, "4 of 4 visits");
    let (month, detail) = fact(&person, "month").unwrap();
    assert!(matches!(month, Value::Term { id, .. } if id == "01"));
    assert_eq!(detail, "3 of 4 visits");
    let (members, detail) = fact(&person, "household").unwrap();
    assert_eq!(
        (members, detail.as_str()),
        (Value::Count(2), "Together 27 so far")
    );
    for id in ["weekdays", "months", "household"] {
        assert!(has(&person, id), "{id}");
    }

    let dealer = shop.card("S");
    let (part, detail) = fact(&dealer, "assortment").unwrap();
    assert!(matches!(part, Value::Share(part) if (part - 2.0 / 3.0).abs() < 1e-12));
    assert!(detail.starts_with("2 of 3 "), "{detail}");
    assert!(!has(&dealer, "weekdays"));
    let open = regulars::base::Money::from_units_f64(100.0);
    assert_eq!(stat(&dealer, "open_balance"), Some(&Value::Money(open)));
    assert_eq!(stat(&dealer, "usual_days_to_pay"), None, "it never paid");
    assert_eq!(fact(&dealer, "open_balance").unwrap().0, Value::Money(open));

    let bakery = shop.card("W");
    let (main, detail) = fact(&bakery, "main_goods").unwrap();
    assert_eq!(main, Value::Text("Flour".to_owned()));
    assert_eq!(detail, "100% of its sales");
    assert_eq!(
        fact(&bakery, "quantity_an_order").unwrap().0,
        Value::Number(30.0)
    );
    assert_eq!(fact(&bakery, "spread").unwrap().0, Value::Number(0.0));
    let standing = fact(&bakery, "standing").unwrap().0;
    assert!(matches!(standing, Value::Term { id, .. } if id == "yes"));
    assert_eq!(stat(&bakery, "usual_days_to_pay"), Some(&Value::Days(0.0)));

    let unknown = shop.card("U");
    assert!(!has(&unknown, "kind"));
    assert_eq!(stat(&unknown, "usual_days_to_pay"), Some(&Value::Days(4.0)));
}

#[test]
fn a_card_counts_the_fields_of_the_profile() {
    let card = kinds().card("P");
    let said = card.blocks.iter().find_map(|block| match block {
        Block::Table { table, source, .. } if table == "attributes" => source.clone(),
        _ => None,
    });
    let said = said.unwrap().say(&Speaker::default());
    assert!(
        said.starts_with(
            "3 of 11 fields of a buyer’s profile are known: contacts, purchases and goods preferred; missing: address, personal interests,"
        ),
        "{said}"
    );
}
