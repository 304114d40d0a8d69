//! A table of customers beside the sales: found, joined by id, and accounted for.

use regulars::engine::MemorySource;
use regulars::engine::terminal::{Answer, Arguments, Command, Refusal, analyse, parse};
use regulars::ingest::{Document, Import, Recipe, RecipeChoice, Source, read_document};
use serde_json::{Value, json};

const SALES: &str = "\
customer,date,amount,region
007,2024-01-05,10.00,North
7,2024-01-10,5.50,South
Arla,2024-01-11,100.00,North
9,2024-02-11,20.00,North
";

const CUSTOMERS: &str = "\
Nr;Name;Type;Region;Manager;Limit
007;Åsa;household;N;Ann;1,25
7;Bo;shop;S;Bea;3,75
 9 ;Dan;shop;;Ann;2,50
9;Dan again;wholesaler;N;Bea;4,50
arla;Arla AB;wholesaler;N;Ann;9,75
55;Nobody;shop;N;Ann;1,75
;Lost;shop;N;Ann;1,50
";

fn arguments(line: &str) -> Arguments {
    match parse(line.split_whitespace().map(str::to_owned)) {
        Ok(Command::Analyse(arguments)) => *arguments,
        other => panic!("{line}: {other:?}"),
    }
}

fn sources(texts: &[&str]) -> Vec<Box<dyn Source>> {
    let source =
        |text: &&str| -> Box<dyn Source> { Box::new(MemorySource(text.as_bytes().to_vec())) };
    texts.iter().map(source).collect()
}

fn answer(texts: &[&str], line: &str, recipe: Option<Recipe>) -> Result<Answer, Refusal> {
    analyse(&arguments(line), recipe, sources(texts))
}

fn json_of(texts: &[&str], line: &str) -> Value {
    let answer = answer(texts, line, None).unwrap_or_else(|refusal| panic!("{}", refusal.text()));
    serde_json::from_str(&answer.text).unwrap()
}

fn import(names: &[&str], texts: &[&str], recipe: Option<&Recipe>) -> Import {
    let names = names.iter().map(|name| (*name).to_owned());
    let files = names.zip(sources(texts)).collect();
    let mut document = Document::open(files, &[], &[]).unwrap();
    let guess = RecipeChoice::Guess { stored: &[] };
    let choice = recipe.map_or(guess, RecipeChoice::Given);
    read_document(&mut document, choice, None).unwrap()
}

#[test]
fn a_second_file_is_joined_and_every_row_of_it_is_told() {
    let found = json_of(
        &[SALES, CUSTOMERS],
        "sales.csv --customers-table customers.csv",
    );
    let account = &found["reconciliation"];
    assert_eq!(account["rows_read"], 4);
    assert_eq!(account["amount_total"].to_string(), "135.5");
    assert_eq!(
        account["customers_table"],
        json!({
            "name": "customers.csv", "rows_read": 7, "matched": 3,
            "customers_without_row": 1, "amount_without_row": 100,
            "rows_without_customer": 2, "repeated_ids": 1, "rows_without_id": 1,
            "id_variants": 1,
        })
    );
    let roles: Vec<&Value> = found["recipe"]["customers_table"]["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|column| &column["role"])
        .collect();
    assert_eq!(
        roles,
        [
            "customer",
            "customer_name",
            "dimension",
            "region",
            "manager",
            "ignore"
        ]
    );
}

#[test]
fn the_order_of_the_files_makes_no_difference() {
    for (names, texts) in [
        (["sales.csv", "customers.csv"], [SALES, CUSTOMERS]),
        (["customers.csv", "sales.csv"], [CUSTOMERS, SALES]),
    ] {
        let import = import(&names, &texts, None);
        assert_eq!(import.reconciliation.rows_used, 4);
        let counts = import.reconciliation.customers_table.unwrap();
        assert_eq!(counts.matched, 3);
        let report = import.matches.customers.unwrap();
        let told: Vec<(u32, &str)> = report
            .rows
            .iter()
            .map(|row| (row.line, row.reason))
            .collect();
        assert_eq!(
            told,
            [
                (5, "repeated_ids"),
                (8, "rows_without_id"),
                (6, "rows_without_customer"),
                (7, "rows_without_customer"),
            ]
        );
        assert_eq!(report.customers[0].customer, "Arla");
        // A column of the sales keeps its name; the table's is told apart by its file.
        let data = &import.dataset;
        let attributes: Vec<(&str, &str)> = data
            .attributes()
            .iter()
            .map(|it| (it.role.id(), it.name.as_str()))
            .collect();
        assert_eq!(
            attributes,
            [
                ("dimension", "Type"),
                ("dimension", "Region"),
                ("manager", "Manager")
            ]
        );
        let asa = data.customer_by_id("007").unwrap();
        assert_eq!(data.customer_name(asa), "Åsa");
        assert_eq!(data.attributes()[0].text(asa.0), "household");
    }
}

#[test]
fn other_spellings_are_joined_only_with_consent() {
    let names = ["sales.csv", "customers.csv"];
    let apart = import(&names, &[SALES, CUSTOMERS], None);
    let group = apart
        .groups
        .iter()
        .find(|it| it.id == "table_id_variants")
        .unwrap();
    let (_, merged) = group.actions[0].clone();
    let joined = import(&names, &[SALES, CUSTOMERS], Some(&merged));
    let counts = joined.reconciliation.customers_table.unwrap();
    assert_eq!((counts.matched, counts.id_variants), (4, 0));
    assert_eq!(counts.customers_without_row, 0);
}

#[test]
fn what_the_table_says_filters_whole_customers_and_leaves_with_the_list() {
    let line =
        "sales.csv --customers-table c.csv --param view.filter=manager:Ann --customers out.csv";
    let answer = answer(&[SALES, CUSTOMERS], line, None).unwrap();
    let found: Value = serde_json::from_str(&answer.text).unwrap();
    assert_eq!(found["view"]["customers"], 2);
    let list = String::from_utf8(answer.customers.unwrap()).unwrap();
    let mut lines = list.lines();
    assert!(
        lines
            .next()
            .unwrap()
            .ends_with(",verdict,reason,Type,Region,Manager")
    );
    let largest = lines.next().unwrap();
    assert!(largest.starts_with("9,Dan,"), "{largest}");
    assert!(largest.ends_with(",shop,,Ann"), "{largest}");
    let by_type = json_of(
        &[SALES, CUSTOMERS],
        "sales.csv --customers-table c.csv --param view.filter=dimension:Type:shop",
    );
    assert_eq!(by_type["view"]["customers"], 2);
}

#[test]
fn a_recipe_carries_the_table_and_misses_it_when_it_is_not_there() {
    let printed = answer(
        &[SALES, CUSTOMERS],
        "sales.csv --customers-table c.csv --print-recipe",
        None,
    );
    let mut recipe = regulars::engine::terminal::recipe_from_json(&printed.unwrap().text).unwrap();
    match answer(&[SALES], "sales.csv", Some(recipe.clone())) {
        Ok(answer) => panic!("{}", answer.text),
        Err(refusal) => assert!(
            refusal.text().contains("--customers-table"),
            "{}",
            refusal.text()
        ),
    }
    recipe.customers_table.as_mut().unwrap().joined = false;
    let alone = answer(&[SALES], "sales.csv", Some(recipe)).unwrap();
    let found: Value = serde_json::from_str(&alone.text).unwrap();
    assert!(found["reconciliation"].get("customers_table").is_none());
}

#[test]
fn files_that_fit_nothing_are_still_refused_by_name() {
    let other = "sku,price\na1,2.50\nb2,3.50\n";
    for line in [
        "sales.csv other.csv",
        "sales.csv --customers-table other.csv",
    ] {
        match answer(&[SALES, other], line, None) {
            Ok(answer) => panic!("{}", answer.text),
            Err(refusal) => assert!(refusal.text().contains("other.csv"), "{}", refusal.text()),
        }
    }
}

/// Sales on one sheet of a workbook, their customers on another.
#[test]
fn a_second_sheet_is_joined_and_every_row_of_it_is_told() {
    let bytes = include_bytes!("../workbooks/made/sales_and_customers.xlsx");
    let files: Vec<(String, Box<dyn Source>)> = vec![(
        "shop.xlsx".to_owned(),
        Box::new(MemorySource(bytes.to_vec())),
    )];
    let mut document = Document::open(files, &[], &[]).unwrap();
    let guess = RecipeChoice::Guess { stored: &[] };
    let import = read_document(&mut document, guess, None).unwrap();
    assert_eq!(import.recipe.source.sheet.as_deref(), Some("Sales"));
    assert_eq!(import.reconciliation.rows_used, 4);
    assert_eq!(import.reconciliation.amount_total.0, 1_355_000);
    let counts = import.reconciliation.customers_table.unwrap();
    assert_eq!(counts.name, "shop.xlsx, Customers");
    assert_eq!((counts.rows_read, counts.matched), (6, 3));
    assert_eq!(counts.customers_without_row, 1);
    assert_eq!(counts.amount_without_row.0, 1_000_000);
    let report = import.matches.customers.unwrap();
    let told: Vec<(u32, &str)> = report
        .rows
        .iter()
        .map(|row| (row.line, row.reason))
        .collect();
    assert_eq!(
        told,
        [
            (5, "repeated_ids"),
            (7, "rows_without_id"),
            (6, "rows_without_customer"),
        ]
    );
    assert_eq!(report.customers[0].customer, "Arla");
    let asa = import.dataset.customer_by_id("007").unwrap();
    assert_eq!(import.dataset.customer_name(asa), "Åsa");
    assert_eq!(import.dataset.attributes()[0].text(asa.0), "household");
}
