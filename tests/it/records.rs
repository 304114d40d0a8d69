//! Contacts, campaigns and direct costs beside the sales: joined by the customer's id, every row used
//! or counted with a reason.

use regulars::dataset::{RecordsKind, TableKind};
use regulars::engine::MemorySource;
use regulars::engine::terminal::{Arguments, Command, analyse, parse};
use regulars::ingest::{
    Document, Import, IngestError, Recipe, RecipeChoice, Source, read_document,
};
use serde_json::{Value, json};

const SALES: &str = "\
Kund;Datum;Belopp
007;05.01.2024;10,00
7;10.01.2024;5,50
9;11.02.2024;1.020,00
";

const CONTACTS: &str = "\
Date,Customer no,Type,Message,Answered on
13/01/2024,007,complaint,Late again,15/01/2024
20/01/2024,7,call,Asked for prices,
03/02/2024,007,call,Thanked,03/02/2024
03/02/2024,55,call,Nobody,
,7,call,No day,
04/02/2024,,call,No id,
";

const CAMPAIGN: &str = "customer;sent;campaign\n007;01.02.2024;Spring\n9;01.02.2024;Spring\n";

const COSTS: &str = "\
Kund;Kostnadsslag;Belopp
007;Frakt;12,50
007;Bonus;3,25
007;Frakt;1.000,00
9;Frakt;-2,50
55;Frakt;4,00
9;Bonus;mycket
";

fn import(texts: &[&str], kinds: &[RecordsKind]) -> Result<Import, IngestError> {
    let files = texts.iter().zip(0..).map(|(text, at)| {
        let source: Box<dyn Source> = Box::new(MemorySource(text.as_bytes().to_vec()));
        (format!("{at}.csv"), source)
    });
    let kinds = kinds.iter().copied().map(TableKind::Records);
    let said: Vec<_> = (1..).zip(kinds).collect();
    let mut document = Document::open(files.collect(), &said, &[])?;
    read_document(&mut document, RecipeChoice::Guess { stored: &[] }, None)
}

#[test]
fn contacts_and_campaigns_stand_with_their_customers() {
    let kinds = [RecordsKind::Contacts, RecordsKind::Campaign];
    let import = import(&[SALES, CONTACTS, CAMPAIGN], &kinds).unwrap();
    assert_eq!(import.reconciliation.rows_used, 3);
    let [contacts, campaign] = &import.reconciliation.records[..] else {
        panic!("two tables");
    };
    assert_eq!((contacts.rows_read, contacts.rows_used), (6, 3));
    assert_eq!(contacts.customers, 2);
    assert_eq!(contacts.rows_without_customer, 1);
    assert_eq!(contacts.rows_without_id, 1);
    assert_eq!(contacts.rows_without_day, 1);
    assert_eq!((campaign.rows_used, campaign.customers), (2, 2));
    let told: Vec<(u32, &str)> = import.matches.records[0]
        .rows
        .iter()
        .map(|row| (row.line, row.reason))
        .collect();
    assert_eq!(
        told,
        [
            (5, "rows_without_customer"),
            (6, "rows_without_day"),
            (7, "rows_without_id"),
        ]
    );
    let data = &import.dataset;
    let events: Vec<String> = data
        .events_of(data.customer_by_id("007").unwrap())
        .iter()
        .map(|event| {
            let answered = event.answered.map(|day| day.to_string());
            format!(
                "{} {} {} {} {}",
                event.day,
                event.kind.id(),
                event.what,
                event.text,
                answered.unwrap_or_default()
            )
        })
        .collect();
    assert_eq!(
        events,
        [
            "2024-01-13 contacts complaint Late again 2024-01-15",
            "2024-02-01 campaign Spring  ",
            "2024-02-03 contacts call Thanked 2024-02-03",
        ]
    );
}

#[test]
fn direct_costs_add_up_by_customer_and_line() {
    let import = import(&[SALES, COSTS], &[RecordsKind::Costs]).unwrap();
    let counts = &import.reconciliation.records[0];
    assert_eq!((counts.rows_read, counts.rows_used), (6, 4));
    assert_eq!(counts.amount_used.to_string(), "1013.25");
    assert_eq!(counts.amount_without_customer.to_string(), "4");
    assert_eq!(counts.rows_without_amount, 1);
    let data = &import.dataset;
    assert_eq!(data.cost_lines(), ["Frakt", "Bonus"]);
    let costs: Vec<(&str, u32, String)> = data
        .direct_costs()
        .iter()
        .map(|cost| {
            let id = data.customer_id(cost.customer);
            (id, cost.line, cost.amount.to_string())
        })
        .collect();
    assert!(
        costs.contains(&("007", 0, "1012.50".to_owned())),
        "{costs:?}"
    );
    assert!(costs.contains(&("007", 1, "3.25".to_owned())));
    assert!(costs.contains(&("9", 0, "-2.50".to_owned())));
    assert_eq!(costs.len(), 3);
}

#[test]
fn the_terminal_takes_them_and_says_how_they_fit() {
    let arguments = |line: &str| -> Arguments {
        match parse(line.split_whitespace().map(str::to_owned)) {
            Ok(Command::Analyse(arguments)) => *arguments,
            other => panic!("{line}: {other:?}"),
        }
    };
    let run = |line: &str, texts: &[&str]| {
        let sources = texts
            .iter()
            .map(|text| -> Box<dyn Source> { Box::new(MemorySource(text.as_bytes().to_vec())) });
        analyse(&arguments(line), None, sources.collect())
    };
    let line = "sales.csv --contacts-table log.csv --costs-table costs.csv --panel quality";
    let answer = run(line, &[SALES, CONTACTS, COSTS]).unwrap();
    let found: Value = serde_json::from_str(&answer.text).unwrap();
    let records = &found["reconciliation"]["records"];
    assert_eq!(records[0]["kind"], "contacts");
    assert_eq!(records[0]["name"], "log.csv");
    assert_eq!(records[1]["amount_used"], json!(1013.25));
    match run(
        "sales.csv --costs-table other.csv",
        &[SALES, "a,b\nx,y\nz,q\n"],
    ) {
        Ok(answer) => panic!("{}", answer.text),
        Err(refusal) => assert!(refusal.text().contains("other.csv"), "{}", refusal.text()),
    }
}

/// What files are taken for, and what became of them, in the order they were opened.
fn found(
    files: &[(&str, &str)],
    said: &[(usize, TableKind)],
    stored: &[(Vec<String>, Recipe)],
) -> Result<(Vec<&'static str>, Import), IngestError> {
    let files = files.iter().map(|(name, text)| {
        let source: Box<dyn Source> = Box::new(MemorySource(text.as_bytes().to_vec()));
        ((*name).to_owned(), source)
    });
    let mut document = Document::open(files.collect(), said, stored)?;
    let kinds = document
        .tables()
        .iter()
        .map(|(_, kind)| kind.id())
        .collect();
    let import = read_document(&mut document, RecipeChoice::Guess { stored: &[] }, None)?;
    Ok((kinds, import))
}

#[test]
fn several_files_are_told_apart_by_their_columns_in_any_order() {
    let log = CONTACTS.replace("complaint", "visit");
    let files = [
        ("a.csv", log.as_str()),
        ("b.csv", CAMPAIGN),
        ("costs of freight.csv", COSTS),
        ("januari.csv", SALES),
        ("kunder.csv", "Nr;Typ\n007;butik\n7;butik\n9;grossist\n"),
    ];
    let expected = ["contacts", "campaign", "costs", "sales", "customers"];
    for turn in 0..files.len() {
        let mut files = files;
        let mut expected = expected;
        files.rotate_left(turn);
        expected.rotate_left(turn);
        let (kinds, import) = found(&files, &[], &[]).unwrap();
        assert_eq!(kinds, expected);
        assert_eq!(import.reconciliation.rows_used, 3);
        assert_eq!(import.reconciliation.customers_table.unwrap().matched, 3);
        let used: u64 = import
            .reconciliation
            .records
            .iter()
            .map(|it| it.rows_used)
            .sum();
        assert_eq!(used, 3 + 2 + 4);
    }
}

#[test]
fn what_a_person_says_a_file_is_goes_before_what_it_looks_like() {
    let files = [("sales.csv", SALES), ("more.csv", CAMPAIGN)];
    let (kinds, _) = found(&files, &[], &[]).unwrap();
    assert_eq!(kinds, ["sales", "campaign"]);
    let contacts = TableKind::Records(RecordsKind::Contacts);
    let (kinds, import) = found(&files, &[(1, contacts)], &[]).unwrap();
    assert_eq!(kinds, ["sales", "contacts"]);
    assert_eq!(import.reconciliation.records[0].kind, RecordsKind::Contacts);

    let refused = |said: &[(usize, TableKind)]| found(&files, said, &[]).unwrap_err();
    let costs = TableKind::Records(RecordsKind::Costs);
    assert!(matches!(
        refused(&[(1, costs)]),
        IngestError::NoRecordsTable {
            is_of_costs: true,
            ..
        }
    ));
    assert!(matches!(
        refused(&[(1, TableKind::Sales)]),
        IngestError::OtherColumns { .. }
    ));
    assert!(matches!(
        refused(&[(0, costs), (1, contacts)]),
        IngestError::NoSalesFile
    ));
    let customers = TableKind::Customers;
    let same = [
        ("a.csv", SALES),
        ("b.csv", "Nr;Typ\n007;butik\n"),
        ("c.csv", "Nr;Typ\n9;butik\n"),
    ];
    assert!(matches!(
        found(&same, &[(1, customers), (2, customers)], &[]).unwrap_err(),
        IngestError::SeveralCustomersTables
    ));
}

#[test]
fn the_recipe_remembers_what_the_files_beside_the_sales_are() {
    let visits = "customer;sent;campaign\n007;01.02.2024;Visit\n9;01.02.2024;Call\n";
    let march = [("january.csv", SALES), ("list.csv", visits)];
    let contacts = TableKind::Records(RecordsKind::Contacts);
    let (_, import) = found(&march, &[(1, contacts)], &[]).unwrap();
    let text = serde_json::to_string(&import.recipe).unwrap();
    assert!(text.contains(r#""kind":{"records":"contacts"}"#), "{text}");
    let stored = [(import.header, serde_json::from_str(&text).unwrap())];

    let april = [("other list.csv", visits), ("february.csv", SALES)];
    let (kinds, next) = found(&april, &[], &stored).unwrap();
    assert_eq!(kinds, ["contacts", "sales"]);
    assert_eq!(next.recipe.tables, import.recipe.tables);
    // A person's word goes before it, and one that no longer fits is no ground to refuse.
    let campaign = TableKind::Records(RecordsKind::Campaign);
    let (kinds, _) = found(&april, &[(0, campaign)], &stored).unwrap();
    assert_eq!(kinds, ["campaign", "sales"]);
    let dayless = "customer;sent;campaign\n007;yes;Visit\n9;no;Call\n";
    let (kinds, _) = found(&[("a.csv", SALES), ("b.csv", dayless)], &[], &stored).unwrap();
    assert_eq!(kinds, ["sales", "customers"]);
}

/// Sales, complaints, costs and a mailing on sheets of one workbook, and a summary of the sales.
fn workbook(
    said: &[(usize, TableKind)],
    stored: &[(Vec<String>, Recipe)],
) -> (Vec<(String, TableKind)>, Result<Import, IngestError>) {
    let bytes = include_bytes!("../workbooks/made/sales_and_records.xlsx");
    let source: Box<dyn Source> = Box::new(MemorySource(bytes.to_vec()));
    let files = vec![("shop.xlsx".to_owned(), source)];
    let mut document = Document::open(files, said, stored).unwrap();
    let tables = document.tables().to_vec();
    let import = read_document(&mut document, RecipeChoice::Guess { stored }, None);
    (tables, import)
}

#[test]
fn sheets_beside_the_sales_are_told_apart_and_joined() {
    let (tables, import) = workbook(&[], &[]);
    let kinds: Vec<(&str, &str)> = tables
        .iter()
        .map(|(name, kind)| (name.as_str(), kind.id()))
        .collect();
    assert_eq!(
        kinds,
        [
            ("Complaints", "contacts"),
            ("Kosten", "costs"),
            ("Mailing", "campaign"),
            // Sums by customer are no costs unless somebody says so.
            ("Summary", "left_out"),
        ]
    );
    let import = import.unwrap();
    assert_eq!(import.reconciliation.rows_used, 4);
    assert_eq!(import.reconciliation.amount_total.0, 10_555_000);
    let records = &import.reconciliation.records;
    let counts: Vec<(&str, u64, u64)> = records
        .iter()
        .map(|of| (of.name.as_str(), of.rows_read, of.rows_used))
        .collect();
    assert_eq!(
        counts,
        [
            ("shop.xlsx, Complaints", 4, 2),
            ("shop.xlsx, Kosten", 4, 3),
            ("shop.xlsx, Mailing", 2, 2),
        ]
    );
    assert_eq!(records[1].amount_used.0, 197_500);
    assert_eq!(records[1].amount_without_customer.0, 10_000);
    let whom = import.dataset.customer_by_id("007").unwrap();
    assert_eq!(import.dataset.events_of(whom).len(), 2);
}

#[test]
fn what_a_sheet_is_can_be_said_and_is_remembered() {
    let said = [
        (0, TableKind::LeftOut),
        (1, TableKind::LeftOut),
        (2, TableKind::LeftOut),
    ];
    let (_, import) = workbook(&said, &[]);
    let import = import.unwrap();
    assert!(import.reconciliation.records.is_empty());
    let header: Vec<String> = ["customer", "date", "amount"].map(str::to_owned).to_vec();
    let recipe: Recipe =
        serde_json::from_value(serde_json::to_value(&import.recipe).unwrap()).unwrap();
    let (tables, import) = workbook(&[], &[(header, recipe)]);
    assert!(tables.iter().all(|(_, kind)| *kind == TableKind::LeftOut));
    assert!(import.unwrap().reconciliation.records.is_empty());
    let (_, import) = workbook(&[(3, TableKind::Records(RecordsKind::Costs))], &[]);
    let records = import.unwrap().reconciliation.records;
    assert_eq!(records.len(), 4);
    assert_eq!(records[3].amount_used.0, 10_557_500);
}
