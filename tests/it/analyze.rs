//! The terminal door: what it prints, under which names, and when it refuses.

use std::process::Command as Process;

use regulars::engine::MemorySource;
use regulars::engine::terminal::{Answer, Arguments, Command, Refusal, analyse, parse};
use serde_json::Value;

const SHOP: &str = "\
customer,date,amount,category
007,2024-01-05,10.00,bread
007,2024-02-05,20.005,milk
007,2024-03-05,30.00,bread
7,2024-01-10,5.50,bread
Ärla,2024-01-11,100.00,milk
Ärla,2024-03-11,-40.00,milk
";

fn arguments(line: &str) -> Arguments {
    match parse(line.split_whitespace().map(str::to_owned)) {
        Ok(Command::Analyse(arguments)) => *arguments,
        other => panic!("{line}: {other:?}"),
    }
}

fn answer(text: &str, line: &str) -> Result<Answer, Refusal> {
    let source = MemorySource(text.as_bytes().to_vec());
    analyse(&arguments(line), None, vec![Box::new(source)])
}

fn json(text: &str, line: &str) -> Value {
    let answer = answer(text, line).unwrap_or_else(|refusal| panic!("{}", refusal.text()));
    serde_json::from_str(&answer.text).unwrap()
}

#[test]
fn the_answer_has_its_stable_names() {
    let json = json(SHOP, "some/where/shop.csv");
    let names: Vec<&String> = json.as_object().unwrap().keys().collect();
    assert_eq!(
        names,
        ["panels", "recipe", "reconciliation", "source", "view"]
    );
    assert_eq!(json["source"]["name"], "shop.csv");
    assert_eq!(json["recipe"]["columns"][0]["role"], "customer");
    let account = &json["reconciliation"];
    assert_eq!(account["rows_read"], 6);
    assert_eq!(account["rows_used"], 6);
    assert_eq!(account["customers"], 3);
    assert_eq!(account["amount_total"].to_string(), "125.505");
    assert_eq!(account["first_day"], "2024-01-05");
    assert_eq!(json["view"]["period"], "2024-01-05..2024-03-11");
    assert_eq!(json["panels"]["quality"], *account);
    for entry in regulars::panels::REGISTRY {
        assert!(json["panels"][entry.id].is_object(), "{}", entry.id);
    }
}

#[test]
fn the_period_is_everything_unless_it_is_given() {
    let text = "customer,date,amount\na,2019-01-01,1\na,2024-06-30,2\n";
    let everything = json(text, "a.csv");
    assert_eq!(everything["view"]["period"], "2019-01-01..2024-06-30");
    let earlier = json(text, "a.csv --as-of 2020-12-31");
    assert_eq!(earlier["view"]["period"], "2019-01-01..2020-12-31");
    assert_eq!(earlier["view"]["rows"], 1);
    assert_eq!(
        earlier["reconciliation"]["flags"]["after_as_of"]["amount"],
        2
    );
    let year = json(
        text,
        "a.csv --param view.period=2024-01-01..2024-12-31 --panel quality",
    );
    assert_eq!(year["view"]["period"], "2024-01-01..2024-12-31");
}

#[test]
fn the_customer_list_has_raw_values() {
    let answer = answer(SHOP, "shop.csv --customers out.csv --panel quality").unwrap();
    let text = String::from_utf8(answer.customers.unwrap()).unwrap();
    let mut lines = text.lines();
    assert!(lines.next().unwrap().starts_with("customer,name,first_day"));
    let largest = lines.next().unwrap();
    assert!(
        largest.starts_with("007,,2024-01-05,2024-03-05,3,2,60,66,25.0025,60.005,"),
        "{largest}"
    );
    let refunded = lines.next().unwrap();
    assert!(
        refunded.starts_with("Ärla,,2024-01-11,2024-01-11,1,0,0,60,0,60,"),
        "{refunded}"
    );
}

#[test]
fn tables_are_readable() {
    let text = answer(SHOP, "shop.csv --format text").unwrap().text;
    assert!(
        text.contains("6 rows read = 6 used + 0 set aside"),
        "{text}"
    );
    assert!(!text.contains("NaN"), "{text}");
}

#[test]
fn the_recipe_can_be_written_down_and_given_back() {
    let recipe = answer(SHOP, "shop.csv --print-recipe").unwrap().text;
    let mut recipe = regulars::engine::terminal::recipe_from_json(&recipe).unwrap();
    recipe.columns[3].role = regulars::dataset::Role::Ignore;
    let source = MemorySource(SHOP.as_bytes().to_vec());
    let again = analyse(&arguments("shop.csv"), Some(recipe), vec![Box::new(source)]).unwrap();
    let json: Value = serde_json::from_str(&again.text).unwrap();
    assert_eq!(json["recipe"]["columns"][3]["role"], "ignore");
}

#[test]
fn dates_after_today_are_set_aside() {
    let json = json(SHOP, "a.csv --today 2024-02-28 --panel quality");
    let account = &json["reconciliation"];
    assert_eq!(account["set_aside"]["future_date"]["rows"], 2);
    assert_eq!(account["set_aside"]["future_date"]["amount"], -10);
    assert_eq!(account["last_day"], "2024-02-05");
    assert_eq!(json["view"]["as_of"], "2024-02-05");
}

#[test]
fn panels_stand_in_the_order_they_were_asked_for() {
    let text = answer(SHOP, "a.csv --panel rfm --panel quality --panel overview")
        .unwrap()
        .text;
    let at = |name: &str| text.rfind(&format!("\n    \"{name}\": {{")).unwrap();
    assert!(at("rfm") < at("quality") && at("quality") < at("overview"));
}

#[test]
fn every_key_of_the_view_is_heard() {
    let view = |line: &str| json(SHOP, &format!("a.csv --panel overview {line}"));
    let of = |line: &str| view(line)["view"].clone();
    assert_eq!(of("--param view.as_of=2024-02-28")["as_of"], "2024-02-28");
    assert_eq!(
        of("--as-of 2024-02-28"),
        of("--param view.as_of=2024-02-28")
    );
    let march = "--param view.period=2024-03-01..2024-03-31";
    assert_eq!(of(march)["period"], "2024-03-01..2024-03-31");
    assert_eq!(of(march)["compared"], "2024-01-30..2024-02-29");
    assert!(of(&format!("{march} --param view.compare=year_before"))["compared"].is_null());
    assert!(of(&format!("{march} --param view.compare=none"))["compared"].is_null());
    let lasting = json(
        "customer,date,amount\na,2023-01-01,1\na,2024-03-05,2\n",
        &format!("a.csv {march} --param view.compare=year_before"),
    );
    assert_eq!(lasting["view"]["compared"], "2023-03-01..2023-03-31");

    let bread = view("--param view.filter=category:bread");
    assert_eq!(bread["view"]["rows"], 3);
    assert_eq!(
        bread["view"]["as_of"], "2024-03-11",
        "a filter moves no day"
    );
    assert_eq!(bread["reconciliation"]["rows_used"], 6);
    assert_eq!(bread["panels"]["overview"]["revenue"].to_string(), "45.5");
    let both = view("--param view.filter=category:bread --param view.filter=category:milk");
    assert_eq!(both["view"]["rows"], 6);

    let regular = "customer,date,amount\na,2024-01-01,1\na,2024-01-02,1\na,2024-01-03,1\n\
                   a,2024-01-04,1\nb,2024-02-01,1\n";
    let said = |line: &str| {
        let line = format!("a.csv --panel overview --format text {line}");
        answer(regular, &line).unwrap().text
    };
    assert!(said("").contains("2.5 usual gaps"), "{}", said(""));
    assert!(said("--param view.gone_days=7").contains("away for more than 7 days"));
    let rule = "--param view.gone_rule=fixed_days --param view.gone_days=27";
    assert!(said(rule).contains("away for more than 27 days"));
    assert!(!said("--param view.gone_days=28").contains("silent for longer"));
    assert!(said("--param view.gone_rule=own_gap").contains("2.5 usual gaps"));
}

#[test]
fn names_are_there_even_when_nothing_can_be_said() {
    for text in [
        "customer,date,amount\na,2024-01-05,-1\n",
        "customer,date,amount\na,2024-01-05,1\n",
        SHOP,
    ] {
        let json = json(text, "a.csv");
        for entry in regulars::panels::REGISTRY {
            let panel = json["panels"][entry.id].as_object().unwrap();
            for stat in entry.stats {
                assert!(panel.contains_key(*stat), "{}.{stat}", entry.id);
            }
            for table in entry.tables {
                assert!(panel[*table].is_array(), "{}.{table}", entry.id);
            }
        }
    }
}

#[test]
fn a_panel_shows_no_figure_that_is_not_among_its_names() {
    let json = json(SHOP, "a.csv --param view.period=2024-02-01..2024-03-11");
    for entry in regulars::panels::REGISTRY {
        let panel = json["panels"][entry.id].as_object().unwrap();
        for name in panel.keys() {
            let stat = ["_previous", "_change_share", "_low", "_high"]
                .into_iter()
                .find_map(|end| name.strip_suffix(end))
                .unwrap_or(name);
            let known = entry.stats.contains(&stat) || entry.tables.contains(&stat);
            assert!(known, "{}.{name}", entry.id);
        }
    }
}

/// Every file of `tests/data`, good and bad, through this door: figures or a sentence, never both,
/// never a word of the program's own.
#[test]
fn every_case_is_answered_or_refused_in_a_sentence() {
    let mut refused = Vec::new();
    let mut folders: Vec<_> = std::fs::read_dir("tests/data")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    for folder in folders {
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let bytes = std::fs::read(folder.join("input.csv")).unwrap();
        for format in ["json", "text"] {
            let line = format!("{name}.csv --customers x --format {format}");
            let source = MemorySource(bytes.clone());
            match analyse(&arguments(&line), None, vec![Box::new(source)]) {
                Ok(answer) => {
                    for wrong in ["NaN", " inf", "1 rows", "1 customers", "1 visits"] {
                        assert!(
                            !answer.text.contains(&format!(" {wrong}")),
                            "{name}: {wrong}"
                        );
                    }
                    if format == "json" {
                        let json: Value = serde_json::from_str(&answer.text).unwrap();
                        let account = &json["reconciliation"];
                        let aside: u64 = account["set_aside"]
                            .as_object()
                            .unwrap()
                            .values()
                            .map(|group| group["rows"].as_u64().unwrap())
                            .sum();
                        let read = account["rows_read"].as_u64().unwrap();
                        assert_eq!(read, account["rows_used"].as_u64().unwrap() + aside);
                    }
                }
                Err(refusal) => {
                    let text = refusal.text();
                    assert!(text.len() > 10 && !text.contains("Err"), "{name}: {text}");
                    refused.push(name.clone());
                }
            }
        }
    }
    refused.dedup();
    assert_eq!(
        refused,
        [
            "binary",
            "currency_chosen",
            "dates_answered",
            "dates_month_or_day",
            "dates_open",
            "dates_without_year",
            "dates_year_answered",
            "decimal_answered",
            "decimal_open",
            "decimals_mixed",
            "empty",
            "export_de_datev_extf",
            "export_debit_credit",
            "export_prom_ua_orders",
            "export_report_1c_grouped",
            "export_shopify_orders",
            "export_stripe_left_out",
            "export_stripe_payments",
            "export_stripe_used",
            "export_woocommerce_orders",
            "header_only",
            "no_columns_known",
            "no_date_column",
            "order_totals_once",
            "order_totals_open",
            "pdf",
            "totals_of_models",
            "two_currencies",
            "workbook",
        ]
    );
}

#[test]
fn a_column_nobody_can_choose_is_not_proposed() {
    let said = answer(
        "date,id\n2014-03-08,7\n2014-03-09,7\n2014-03-10,8\n",
        "x.csv",
    )
    .unwrap_err()
    .text();
    assert!(said.contains("No column holds amounts"), "{said}");
    assert!(said.contains("No column is left"), "{said}");
    assert!(!said.contains("columns[1]"), "{said}");
}

#[test]
fn refusals_are_sentences() {
    for text in ["", "customer,date,amount\n", "PK\u{3}\u{4}\0\0\0\0\0\0"] {
        let refusal = answer(text, "x.csv").unwrap_err().text();
        assert!(refusal.len() > 10 && !refusal.contains("Err"), "{refusal}");
    }
    let broken = regulars::engine::terminal::recipe_from_json("{").unwrap_err();
    assert!(broken.text().contains("--print-recipe"));
}

#[test]
fn a_decision_of_the_person_says_how_to_give_it() {
    let dates = "customer,date,amount\na,01/02/2024,1.00\nb,03/04/2024,2.00\n";
    let said = answer(dates, "till.csv").unwrap_err().text();
    assert!(
        said.contains("analyze till.csv --print-recipe > recipe.json"),
        "{said}"
    );
    assert!(said.contains("columns[1].date"), "{said}");
    assert!(said.contains("dmy") && said.contains("mdy"), "{said}");

    let columns = "kund,x1,x2\na,2024-01-01,1.50\nb,2024-01-02,2.50\n";
    let recipe = answer(columns, "till.csv --print-recipe").unwrap().text;
    let mut recipe = regulars::engine::terminal::recipe_from_json(&recipe).unwrap();
    for column in &mut recipe.columns {
        column.role = regulars::dataset::Role::Ignore;
    }
    let source = MemorySource(columns.as_bytes().to_vec());
    let refused = analyse(&arguments("till.csv"), Some(recipe), vec![Box::new(source)]);
    let said = refused.unwrap_err().text();
    assert!(said.contains("columns[0].role = \"customer\""), "{said}");
}

#[test]
fn a_shared_shop_agrees_with_its_oracle() {
    // The shared data set, when present beside the project.
    let Ok(file) = std::fs::read("../shared/data/cdnow_sample.csv") else {
        return;
    };
    let oracle = std::fs::read("../shared/oracles/cdnow_sample.json").unwrap();
    let oracle: Value = serde_json::from_slice(&oracle).unwrap();
    let line = "cdnow_sample.csv --customers out.csv --panel overview";
    let answer = analyse(&arguments(line), None, vec![Box::new(MemorySource(file))]).unwrap();
    let json: Value = serde_json::from_str(&answer.text).unwrap();
    assert_eq!(
        json["reconciliation"]["amount_total"],
        oracle["input"]["total_amount"]
    );
    let overview = &json["panels"]["overview"];
    assert_eq!(overview["occasions"], oracle["input"]["n_purchase_days"]);
    assert!(overview["revenue_previous"].is_null());
    assert!(overview.as_object().unwrap().contains_key("revenue_low"));

    let list = answer.customers.unwrap();
    let mut reader = csv::Reader::from_reader(list.as_slice());
    let headers = reader.headers().unwrap().clone();
    let named = oracle["summary_daily"]["customers"].as_object().unwrap();
    let mut found = 0;
    for record in reader.records() {
        let record = record.unwrap();
        let Some(expected) = named.get(&record[0]) else {
            continue;
        };
        found += 1;
        for (ours, theirs) in [
            ("repeat_purchases", "frequency"),
            ("last_purchase_age_days", "recency"),
            ("age_days", "T"),
            ("mean_repeat_value", "monetary_value"),
        ] {
            let at = headers.iter().position(|name| name == ours).unwrap();
            let got: f64 = record[at].parse().unwrap();
            let wanted = expected[theirs].as_f64().unwrap();
            // The oracle is printed with twelve digits.
            let tolerance = 1e-9 * wanted.abs().max(1.0);
            assert!((got - wanted).abs() <= tolerance, "{} {ours}", &record[0]);
        }
    }
    assert_eq!(found, named.len());
}

#[test]
fn a_misspelt_parameter_is_refused() {
    for entry in regulars::panels::REGISTRY {
        let line = format!("shop.csv --panel {0} --param {0}.no_such=1", entry.id);
        match answer(SHOP, &line) {
            Err(refusal) => assert!(refusal.text().contains("no_such")),
            Ok(answer) => {
                let json: Value = serde_json::from_str(&answer.text).unwrap();
                assert!(json["panels"][entry.id].is_object());
            }
        }
    }
}

#[test]
fn a_value_a_parameter_cannot_take_is_refused_with_those_it_can() {
    let said = |params: &str| {
        let line = format!("shop.csv --panel silence {params}");
        answer(SHOP, &line).map_err(|refusal| refusal.text())
    };
    for (param, wanted) in [
        (
            "silence.rule=foo",
            "silence.rule cannot be “foo”: it is ratio, personal or both",
        ),
        ("silence.red=many", "it is a number between 0.5 and 50"),
        ("silence.red=0.1", "it is a number between 0.5 and 50"),
        (
            "silence.window_days=NaN",
            "it is a number between 7 and 3650",
        ),
        // Of panels that were not asked for.
        ("cohorts.by=week", "it is auto, month, quarter or year"),
        ("rfm.no_such=1", "no_such"),
        ("quality.no_such=1", "no_such"),
        (
            "ladder.then=soon",
            "ladder.then cannot be “soon”: it is a day between 2024-01-05 and 2024-03-10, written YYYY-MM-DD",
        ),
        ("ladder.then=2031-01-01", "it is a day between"),
        (
            "season.left_out=2024-01,spring",
            "months are written YYYY-MM",
        ),
        // Of single customers.
        (
            "triage.verdict_of:007=foo",
            "triage.verdict_of:007 cannot be “foo”: it is hold, watch, let_go or strategic",
        ),
        (
            "ladder.rung_of:007=prospect",
            "it is customer, client, advocate",
        ),
        ("triage.verdict_of:008=hold", "the file knows no “008” here"),
        ("profit.margin_of:bread=half", "or this is no value for it"),
    ] {
        let refused = said(&format!("--param {param}"));
        let text = refused.expect_err(param);
        assert!(text.contains(wanted), "{param}: {text}");
    }
    for param in [
        "silence.rule=both",
        "silence.red=",
        "silence.red=2.75",
        "ladder.then=2024-02-01",
        "season.left_out=2024-02,2024-01",
        "triage.verdict_of:007=hold",
        "ladder.rung_of:7=partner",
        "ladder.rung_of:008=",
        "profit.margin_of:bread=0.5",
        "value.model=bg_nbd",
    ] {
        let heard = said(&format!("--param {param}"));
        assert!(heard.is_ok(), "{param}: {}", heard.unwrap_err());
    }
}

#[test]
fn the_program_answers_with_its_exit_code() {
    let folder = std::env::temp_dir().join(format!("regulars-analyze-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (file, list) = (folder.join("shop.csv"), folder.join("customers.csv"));
    std::fs::write(&file, SHOP).unwrap();
    let run = |words: &[&str]| {
        Process::new(env!("CARGO_BIN_EXE_analyze"))
            .args(words)
            .output()
            .unwrap()
    };
    let shop = file.to_str().unwrap();

    let done = run(&[shop, "--customers", list.to_str().unwrap()]);
    assert_eq!(done.status.code(), Some(0));
    let json: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(json["reconciliation"]["rows_used"], 6);
    let list = std::fs::read_to_string(list).unwrap();
    assert_eq!(list.lines().count(), 4);

    let open = folder.join("open.csv");
    std::fs::write(
        &open,
        "customer,date,amount\na,01/02/2024,1\nb,03/04/2024,2\n",
    )
    .unwrap();
    let recipe = folder.join("recipe.json");
    std::fs::write(&recipe, "{}").unwrap();
    let nowhere = folder.join("no/such/folder.csv");
    let (open, folder_itself) = (open.to_str().unwrap(), folder.to_str().unwrap());
    for words in [
        &["no-such-file.csv"][..],
        &[shop, "--frobnicate"],
        &[],
        &[folder_itself],
        &[open],
        &[shop, "--recipe", "no-such-recipe.json"],
        &[shop, "--recipe", recipe.to_str().unwrap()],
        &[shop, "--panel", "tarot"],
        &[shop, "--param", "rfm.tie=first"],
        &[shop, "--param", "visit_bands.rule=first"],
        &[shop, "--param", "silence.rule=foo"],
        &[shop, "--as-of", "yesterday"],
        &[shop, "--format", "xml"],
        &[shop, "--customers", nowhere.to_str().unwrap()],
    ] {
        let refused = run(words);
        assert_eq!(refused.status.code(), Some(2), "{words:?}");
        assert!(refused.stdout.is_empty(), "{words:?}");
        assert!(!refused.stderr.is_empty(), "{words:?}");
    }
    // The way out of an open decision, step by step as it is told.
    let told = String::from_utf8(run(&[open]).stderr).unwrap();
    assert!(
        told.contains("columns[1].date = {\"order\":\"dmy\""),
        "{told}"
    );
    let printed = run(&[open, "--print-recipe"]);
    assert_eq!(printed.status.code(), Some(0));
    let mut changed: Value = serde_json::from_slice(&printed.stdout).unwrap();
    changed["columns"][1]["date"] = serde_json::json!({"order": "dmy"});
    std::fs::write(&recipe, changed.to_string()).unwrap();
    let decided = run(&[open, "--recipe", recipe.to_str().unwrap()]);
    assert_eq!(decided.status.code(), Some(0));
    let json: Value = serde_json::from_slice(&decided.stdout).unwrap();
    assert_eq!(json["reconciliation"]["first_day"], "2024-02-01");
    let version = run(&["--version"]);
    assert_eq!(version.status.code(), Some(0));

    let help = run(&["--help"]);
    assert_eq!(help.status.code(), Some(0));
    assert!(String::from_utf8(help.stdout).unwrap().contains("--recipe"));
    std::fs::remove_dir_all(folder).unwrap();
}
