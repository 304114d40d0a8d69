//! Files to datasets: a folder is a case, and the shared shops reconcile with their truth.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use regulars::base::Day;
use regulars::dataset::Role;
use regulars::i18n::{Message, Say as _, Speaker};
use regulars::ingest::{
    DateOrder, Document, Encoding, Import, IngestError, MemorySource, Outcome, Reader, Recipe,
    RecipeChoice, read_all,
};
use serde_json::{Value, json};

const GUESS: RecipeChoice<'static> = RecipeChoice::Guess { stored: &[] };

fn say(message: impl Into<Message>) -> String {
    message.into().say(&Speaker::default())
}

/// What a case's `expect.json` is compared with.
fn observed(import: &Import) -> Value {
    let account = &import.reconciliation;
    let set_aside: BTreeMap<String, Value> = import
        .groups
        .iter()
        .filter(|group| group.set_aside)
        .map(|group| {
            let amount = group.amount.map(|amount| amount.to_string());
            (
                group.id.clone(),
                json!({"rows": group.rows, "amount": amount}),
            )
        })
        .collect();
    let flags: BTreeMap<String, Value> = import
        .groups
        .iter()
        .filter(|group| !group.set_aside)
        .map(|group| {
            let amount = group.amount.map(|amount| amount.to_string());
            (
                group.id.clone(),
                json!({"rows": group.rows, "amount": amount}),
            )
        })
        .collect();
    let roles: BTreeMap<&str, &str> = import
        .recipe
        .columns
        .iter()
        .filter(|column| column.role.id() != "ignore")
        .map(|column| (column.role.id(), column.name.as_str()))
        .collect();
    let source = serde_json::to_value(&import.recipe.source).unwrap();
    let order = import
        .recipe
        .columns
        .iter()
        .find_map(|column| column.date.as_ref());
    let amount = import
        .recipe
        .columns
        .iter()
        .filter(|column| column.role.id() == "amount" || column.role.id() == "unit_price");
    let decimal = amount.clone().find_map(|column| column.number.as_ref());
    json!({
        "encoding": source["encoding"],
        "delimiter": source["delimiter"],
        "quote": source["quote"],
        "skip_records": source["skip_records"],
        "header_record": source["header_record"],
        "order": order.map(|date| serde_json::to_value(date.order).unwrap()),
        "decimal": decimal.map(|number| number.decimal),
        "roles": roles,
        "rows_read": account.rows_read,
        "rows_used": account.rows_used,
        "amount_total": account.amount_total.to_string(),
        "amount_file": account.amount_file.to_string(),
        "customers": account.customers,
        "first_day": account.first_day,
        "last_day": account.last_day,
        "currency": account.currency,
        "rounded_rows": account.rounded_rows,
        "set_aside": set_aside,
        "flags": flags,
        "set_aside_lines": import.issues.set_aside.iter().map(|row| row.line).collect::<Vec<_>>(),
        "customer_ids": import.dataset.customer_ixs().take(8).map(|ix| import.dataset.customer_id(ix).to_owned()).collect::<Vec<_>>(),
        "questions": import.questions.iter().map(|question| question.id.as_str()).collect::<Vec<_>>(),
        "evidence": import.evidence.iter().map(|evidence| {
            let about = serde_json::to_value(evidence.about).unwrap();
            (about.as_str().unwrap_or_default().to_owned(), say(evidence.because.clone()))
        }).collect::<BTreeMap<_, _>>(),
        "columns": import.columns.iter().map(|column| say(column.summary.clone())).collect::<Vec<_>>(),
    })
}

fn assert_accounts(import: &Import, case: &str) {
    let account = &import.reconciliation;
    if !import
        .questions
        .iter()
        .any(|question| question.id.starts_with("column_"))
    {
        assert_eq!(
            account.rows_read,
            account.rows_used + account.rows_set_aside(),
            "{case}: every row is accounted for"
        );
    }
    assert_eq!(
        account.amount_file,
        account.amount_total + account.amount_set_aside(),
        "{case}: every cent is accounted for"
    );
    let kept = import.issues.set_aside.len() as u64 + import.issues.not_kept_rows;
    let questions = import
        .questions
        .iter()
        .any(|question| question.id.starts_with("column_"));
    assert!(questions || kept == account.rows_set_aside(), "{case}");
}

/// Every sentence of an import can be said, and is one.
fn assert_speaks(import: &Import, case: &str) {
    let evidence = import.evidence.iter().map(|it| &it.because);
    let columns = import.columns.iter().map(|it| &it.summary);
    let groups = import.groups.iter().flat_map(|group| {
        let actions = group.actions.iter().map(|(message, _)| message);
        [&group.label, &group.happens].into_iter().chain(actions)
    });
    let questions = import.questions.iter().flat_map(|question| {
        let answers = question.answers.iter().map(|(message, _)| message);
        [&question.text, &question.because]
            .into_iter()
            .chain(answers)
    });
    for message in evidence.chain(columns).chain(groups).chain(questions) {
        assert!(!say(message.clone()).is_empty(), "{case}: {message:?}");
    }
}

/// Keys of `expect.json` are those of `observed`; only those given are compared. `today` and
/// `recipe` are inputs. With `UPDATE_EXPECT` set, the keys given take what was observed.
fn run_case(folder: &Path) -> Result<(), String> {
    let input = fs::read(folder.join("input.csv")).map_err(|error| error.to_string())?;
    let path = folder.join("expect.json");
    let text = fs::read_to_string(&path).map_err(|error| error.to_string())?;
    let mut expect: serde_json::Map<String, Value> =
        serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let today = expect
        .get("today")
        .and_then(Value::as_str)
        .and_then(Day::from_iso);
    let recipe: Option<Recipe> = expect
        .get("recipe")
        .map(|recipe| serde_json::from_value(recipe.clone()).unwrap());
    let choice = recipe.as_ref().map_or(GUESS, RecipeChoice::Given);
    let name = folder.display().to_string();
    let observed = match read_all(&input, choice, today) {
        Ok(import) => {
            assert_accounts(&import, &name);
            assert_speaks(&import, &name);
            observed(&import)
        }
        Err(error) => json!({"error": say(error)}),
    };
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        for (key, value) in &mut expect {
            if !matches!(key.as_str(), "about" | "today" | "recipe") {
                *value = observed[key].clone();
            }
        }
        let text = serde_json::to_string_pretty(&expect).unwrap() + "\n";
        return fs::write(path, text).map_err(|error| error.to_string());
    }
    let mut faults = String::new();
    for (key, value) in &expect {
        if !matches!(key.as_str(), "about" | "today" | "recipe") && observed[key] != *value {
            let _ = writeln!(
                faults,
                "  {key}: expected {value}, observed {}",
                observed[key]
            );
        }
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults)
    }
}

#[test]
fn every_case_reads_as_expected() {
    let mut cases: Vec<PathBuf> = fs::read_dir("tests/data")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("expect.json").exists())
        .collect();
    cases.sort();
    assert!(cases.len() >= 20, "the cases are beside this test");
    let faults: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let fault = run_case(case).err()?;
            Some(format!("{}\n{fault}", case.display()))
        })
        .collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// The shared data set, when present beside the project.
fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new("../shared").join(path);
    path.exists().then_some(path)
}

#[test]
fn the_shared_files_have_the_known_counts() {
    let Some(oracle) = shared("oracles/import.json") else {
        eprintln!("the shared data set is not beside the project: its counts were not compared");
        return;
    };
    let oracle: Value = serde_json::from_str(&fs::read_to_string(oracle).unwrap()).unwrap();
    let read = |path: &str| {
        let bytes = fs::read(shared(path).unwrap()).unwrap();
        read_all(&bytes, GUESS, None).unwrap()
    };
    let superstore = read("data/superstore.csv");
    let truth = &oracle["files"]["superstore"];
    let account = &superstore.reconciliation;
    assert_accounts(&superstore, "superstore");
    assert_eq!(json!(account.rows_used), truth["data_rows"]);
    assert_eq!(json!(account.customers), truth["customers"]);
    assert_eq!(
        account.amount_total.to_string(),
        truth["sum_sales"].to_string()
    );
    assert_eq!(json!(account.first_day), truth["first"]);
    assert_eq!(json!(account.last_day), truth["last"]);
    assert!(superstore.questions.is_empty());
    let distinct = |role: &str| {
        let column = superstore
            .dataset
            .coded()
            .iter()
            .find(|column| column.role.id() == role);
        json!(column.map(|column| column.dictionary.len()))
    };
    assert_eq!(distinct("order"), truth["orders"]);

    let cdnow = read("data/cdnow_sample.csv");
    let truth = &oracle["files"]["cdnow_sample_csv"];
    assert_accounts(&cdnow, "cdnow");
    assert_eq!(json!(cdnow.reconciliation.rows_used), truth["data_rows"]);
    assert_eq!(json!(cdnow.reconciliation.customers), truth["customers"]);
    assert_eq!(
        cdnow.reconciliation.amount_total.to_string(),
        truth["sum_amount"].to_string()
    );
    assert_eq!(
        cdnow.dataset.customer_id(regulars::dataset::CustomerIx(0)),
        "0001"
    );
}

#[test]
fn the_shared_shops_reconcile_with_their_truth() {
    let Some(folder) = shared("corpora/shops") else {
        eprintln!("the shared data set is not beside the project: its shops were not read");
        return;
    };
    let mut truths: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().ends_with(".truth.json"))
        .collect();
    truths.sort();
    let mut faults = Vec::new();
    let (mut columns, mut missed) = (0, Vec::new());
    for path in truths {
        let truth: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let file = truth["file"].as_str().unwrap();
        let name = file.split('.').next().unwrap();
        let bytes = fs::read(folder.join(file)).unwrap();
        let (line, fault) = compare_shop(name, &bytes, &truth);
        eprintln!("{line}");
        faults.extend(fault.map(|fault| format!("{name}: {fault}")));
        let (known, wrong) = compare_mapping(name, &bytes, &truth["mapping"]);
        columns += known;
        missed.extend(wrong);
    }
    let right = columns - missed.len();
    eprintln!("mapping: {right} of {columns} columns guessed right");
    for line in &missed {
        eprintln!("  {line}");
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    assert!(right * 100 >= columns * 95, "\n{}", missed.join("\n"));
}

/// How many columns the truth names, and those another role was guessed for.
fn compare_mapping(name: &str, bytes: &[u8], mapping: &Value) -> (usize, Vec<String>) {
    let import = read_all(bytes, GUESS, None).unwrap();
    let mut missed = Vec::new();
    let mapping = mapping.as_object().unwrap();
    for (role, column) in mapping {
        let role = match role.as_str() {
            "order_id" => "order",
            "sign" => "return_flag",
            // The program has no role for it: it must not be taken for anything else.
            "line_no" => "ignore",
            role => role,
        };
        let index = column["index"].as_u64().unwrap() as usize;
        let ours = &import.recipe.columns[index];
        if ours.role.id() != role {
            missed.push(format!(
                "{name}: {:?} is {role}, not {}",
                ours.name,
                ours.role.id()
            ));
        }
    }
    (mapping.len(), missed)
}

fn compare_shop(name: &str, bytes: &[u8], truth: &Value) -> (String, Option<String>) {
    let mut import = match read_all(bytes, GUESS, None) {
        Ok(import) => import,
        Err(error) => {
            let sentence = say(error);
            return (format!("{name:44} refused: {sentence}"), Some(sentence));
        }
    };
    assert_accounts(&import, name);
    let questions: Vec<String> = import.questions.iter().map(|q| q.id.clone()).collect();
    if let Some(must) = truth["must_ask"].as_array() {
        let asked = must.iter().all(|what| {
            let id = what.as_str().unwrap_or_default().replace(' ', "_");
            questions.contains(&id)
        });
        if !asked {
            return (
                format!("{name:44} did not ask"),
                Some("must ask".to_owned()),
            );
        }
    }
    // Answer as the truth does, and read again.
    for _ in 0..3 {
        let Some((_, recipe)) = import
            .questions
            .iter()
            .find_map(|question| question.answers.first())
        else {
            break;
        };
        import = read_all(bytes, RecipeChoice::Given(recipe), None).unwrap();
        assert_accounts(&import, name);
    }
    let account = &import.reconciliation;
    let mut faults = Vec::new();
    let mut same = |what: &str, ours: Value, theirs: &Value| {
        if !theirs.is_null() && ours != *theirs {
            faults.push(format!("{what} {ours} for {theirs}"));
        }
    };
    if truth["by_currency"].is_object() {
        let code = account
            .currency
            .as_ref()
            .map(|code| code.0.clone())
            .unwrap_or_default();
        let theirs = &truth["by_currency"][&code];
        same("rows", json!(account.rows_used), &theirs["rows"]);
        same(
            "total",
            json!(cents(account.amount_total)),
            &theirs["total"],
        );
    } else {
        same("rows", json!(account.rows_used), &truth["usable_rows"]);
        same(
            "total",
            json!(cents(account.amount_total)),
            &truth["total_amount"],
        );
        same("customers", json!(account.customers), &truth["customers"]);
        let day = |day: Option<Day>, like: &Value| {
            let text = day.map(|day| day.to_string()).unwrap_or_default();
            let letters = like.as_str().map_or(10, str::len);
            json!(text.get(..letters).unwrap_or_default())
        };
        same(
            "first",
            day(account.first_day, &truth["first_day"]),
            &truth["first_day"],
        );
        same(
            "last",
            day(account.last_day, &truth["last_day"]),
            &truth["last_day"],
        );
        for expected in truth["set_aside"].as_array().unwrap() {
            let id = expected["reason"].as_str().unwrap();
            let group = import.groups.iter().find(|group| group.id == id);
            same(
                id,
                json!(group.map_or(0, |group| group.rows)),
                &expected["count"],
            );
        }
        for expected in truth["flagged_but_counted"].as_array().unwrap() {
            let id = expected["flag"].as_str().unwrap();
            let group = import.groups.iter().find(|group| group.id == id);
            same(
                id,
                json!(group.map_or(0, |group| group.rows)),
                &expected["count"],
            );
            let amount = group.and_then(|group| group.amount).map(cents);
            same(id, json!(amount), &expected["amount"]);
        }
    }
    let asked = if questions.is_empty() {
        String::new()
    } else {
        format!(" asked {}", questions.join(", "))
    };
    let line = format!(
        "{name:44} {:>6} rows, {:>3} aside, {:>13} {}{asked}{}",
        account.rows_used,
        account.rows_set_aside(),
        cents(account.amount_total),
        account.currency.as_ref().map_or("", |code| &code.0),
        if faults.is_empty() {
            String::new()
        } else {
            format!("  DIFFERS: {}", faults.join("; "))
        },
    );
    (line, (!faults.is_empty()).then(|| faults.join("; ")))
}

/// As the truth files write money: always two decimals.
fn cents(money: regulars::base::Money) -> String {
    let text = money.to_string();
    if text.contains('.') {
        text
    } else {
        format!("{text}.00")
    }
}

/// Reads a file handed over in pieces of these sizes, over and over.
fn read_in_pieces(bytes: &[u8], sizes: &[usize]) -> Import {
    let mut document = Document::of("x.csv", Box::new(MemorySource(bytes.to_vec()))).unwrap();
    let mut given: Option<Recipe> = None;
    loop {
        let choice = given.as_ref().map_or(GUESS, RecipeChoice::Given);
        let mut reader = Reader::open(&mut document, choice, None).unwrap();
        let mut sizes = sizes.iter().cycle();
        while reader
            .step(&mut document, sizes.next().copied().unwrap_or(1).max(1))
            .unwrap()
        {}
        match reader.finish().unwrap() {
            Outcome::Ready(import) => return *import,
            Outcome::ReadAgain(recipe) => given = Some(*recipe),
        }
    }
}

/// A small shop with everything odd in it.
fn messy_shop(rows: &[(u8, u8, i32, u8)]) -> String {
    let mut text = "Datum;Kunde;Bon;Betrag;Notiz\r\n".to_owned();
    for (at, &(day, customer, cents, kind)) in rows.iter().enumerate() {
        let date = format!("{:02}.{:02}.2023", day % 28 + 1, day % 12 + 1);
        let money = format!(
            "{}{},{:02}",
            if cents < 0 { "-" } else { "" },
            cents.abs() / 100,
            cents.abs() % 100
        );
        let line = match kind % 16 {
            0 => "\r\n".to_owned(),
            1 => format!("{date};;{at};{money};\r\n"),
            2 => format!("{date};Gast;{at};{money};\r\n"),
            3 => format!(";K{customer};{at};{money};\r\n"),
            4 => format!("{date};K{customer};{at};viel;\r\n"),
            5 => format!("{date};K{customer};{at};{money};a;b\r\n"),
            6 => format!("{date};K{customer};{at};{money}\r\n"),
            7 => format!("{date};\"K{customer} \";{at};{money};\"zwei\r\nZeilen; \"\"so\"\"\"\r\n"),
            8 => format!("31.02.2023;K{customer};{at};{money};\r\n"),
            9 => format!("{date};Käse {customer};{at};{money};ö\r\n"),
            _ => format!("{date};K{customer};{at};{money};\r\n"),
        };
        text.push_str(&line);
    }
    text
}

fn rows_strategy() -> impl Strategy<Value = Vec<(u8, u8, i32, u8)>> {
    prop::collection::vec(
        (any::<u8>(), 0_u8..9, -50_000_i32..500_000, any::<u8>()),
        5..60,
    )
}

/// Rows of a dataset by what they are, not by where they stand.
fn table(import: &Import) -> Vec<(String, Day, i64, u8)> {
    let data = &import.dataset;
    let mut rows: Vec<_> = data
        .customer_ixs()
        .flat_map(|ix| data.rows_of(ix).map(move |row| (ix, row)))
        .map(|(ix, row)| {
            let flags = data.flags()[row].0;
            (
                data.customer_id(ix).to_owned(),
                data.days()[row],
                data.amounts()[row].0,
                flags,
            )
        })
        .collect();
    rows.sort();
    rows
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_cut_of_a_file_reads_alike(rows in rows_strategy(), sizes in prop::collection::vec(1_usize..200, 1..6)) {
        let text = messy_shop(&rows);
        let whole = read_all(text.as_bytes(), GUESS, None).unwrap();
        assert_accounts(&whole, "messy");
        for sizes in [&sizes[..], &[1]] {
            let pieces = read_in_pieces(text.as_bytes(), sizes);
            prop_assert_eq!(observed(&pieces), observed(&whole));
            prop_assert_eq!(pieces.dataset.source_rows(), whole.dataset.source_rows());
            prop_assert_eq!(&pieces.issues.set_aside, &whole.issues.set_aside);
        }
    }

    #[test]
    fn totals_equal_the_files_to_the_cent(rows in rows_strategy()) {
        let text = messy_shop(&rows);
        let import = read_all(text.as_bytes(), GUESS, None).unwrap();
        let known: i64 = rows
            .iter()
            .filter(|row| !matches!(row.3 % 16, 0 | 4))
            .map(|row| i64::from(row.2))
            .sum();
        prop_assert_eq!(import.reconciliation.amount_file.0, known * 100);
        let used: i64 = import.dataset.amounts().iter().map(|amount| amount.0).sum();
        prop_assert_eq!(import.reconciliation.amount_total.0, used);
        prop_assert_eq!(import.reconciliation.rows_read, rows.len() as u64);
    }

    #[test]
    fn the_order_of_rows_never_matters(rows in rows_strategy(), seed in any::<u64>()) {
        let text = messy_shop(&rows);
        let whole = read_all(text.as_bytes(), GUESS, None).unwrap();
        let mut records: Vec<&str> = Vec::new();
        let (header, mut rest) = text.split_once("\r\n").unwrap();
        while !rest.is_empty() {
            let inside = rest.find("\"zwei\r\n").filter(|&at| at < rest.find("\r\n").unwrap());
            let from = inside.map_or(0, |at| at + 7);
            let end = from + rest[from..].find("\r\n").unwrap() + 2;
            records.push(&rest[..end]);
            rest = &rest[end..];
        }
        let mut state = seed | 1;
        for at in (1..records.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            records.swap(at, (state >> 33) as usize % (at + 1));
        }
        let shuffled = format!("{header}\r\n{}", records.concat());
        let other = read_all(shuffled.as_bytes(), GUESS, None).unwrap();
        prop_assert_eq!(table(&other), table(&whole));
        prop_assert_eq!(other.reconciliation, whole.reconciliation);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400), text in "[a-c0-9.,;/\"\r\n -]{0,300}") {
        for bytes in [&bytes[..], text.as_bytes()] {
            if let Ok(import) = read_all(bytes, GUESS, None) {
                assert_accounts(&import, "noise");
            }
        }
    }
}

/// Rows enough to fill the head and go beyond.
fn beyond_the_head(row: impl Fn(usize) -> String, last: &str) -> Vec<u8> {
    let mut text = "date,customer,amount\n".to_owned();
    for at in 0.. {
        text += &row(at);
        if text.len() > (1 << 20) + 1000 {
            break;
        }
    }
    text += last;
    text.into_bytes()
}

#[test]
fn what_the_head_cannot_know_the_whole_file_decides() {
    let row = |at: usize| {
        format!(
            "{:02}/{:02}/2023,c{},{}.125\n",
            at % 12 + 1,
            at % 11 + 1,
            at % 97,
            at % 900 + 1
        )
    };
    let order = |import: &Import| {
        import.recipe.columns[0]
            .date
            .as_ref()
            .map(|date| date.order)
    };
    let decimal = |import: &Import| {
        import.recipe.columns[2]
            .number
            .as_ref()
            .map(|number| number.decimal)
    };

    let late = beyond_the_head(row, "13/01/2023,x,1.5\n");
    let import = read_all(&late, GUESS, None).unwrap();
    assert_eq!(
        (order(&import), decimal(&import)),
        (Some(DateOrder::Dmy), Some('.'))
    );
    let late = beyond_the_head(row, "01/13/2023,x,\"1.000,5\"\n");
    let import = read_all(&late, GUESS, None).unwrap();
    assert_eq!(
        (order(&import), decimal(&import)),
        (Some(DateOrder::Mdy), Some(','))
    );
    assert!(import.questions.is_empty());
    let open = read_all(&beyond_the_head(row, ""), GUESS, None).unwrap();
    let asked: Vec<&str> = open
        .questions
        .iter()
        .map(|question| question.id.as_str())
        .collect();
    assert_eq!(asked, ["date_order", "decimal"]);
    assert_eq!((order(&open), decimal(&open)), (None, None));
    let answers = &open.questions[0].answers;
    let of_answer = |recipe: &Recipe| recipe.columns[0].date.as_ref().map(|date| date.order);
    let day_first = answers
        .iter()
        .find(|(_, recipe)| of_answer(recipe) == Some(DateOrder::Dmy));
    let choice = RecipeChoice::Given(&day_first.unwrap().1);
    let answered = read_all(&late, choice, None).unwrap();
    assert_eq!(
        order(&answered),
        Some(DateOrder::Dmy),
        "an answer is never overruled"
    );

    let plain = |at: usize| format!("2023-01-{:02},c{},{}.25\n", at % 28 + 1, at % 97, at % 900);
    let mut western = beyond_the_head(plain, "2023-02-01,");
    western.extend(b"Jos\xe9,1\n");
    let import = read_all(&western, GUESS, None).unwrap();
    assert_eq!(import.recipe.source.encoding, Encoding::Windows1252);
    assert!(import.dataset.customer_by_id("José").is_some());
}

#[test]
fn a_line_of_10_mb_is_refused_by_its_number() {
    for before in ["", "date,customer,amount\n2024-01-02,a,1\n"] {
        let mut text = before.to_owned();
        text += &"x,".repeat(5 << 20);
        let error = read_all(text.as_bytes(), GUESS, None).unwrap_err();
        assert!(
            matches!(error, IngestError::LineTooLong { line } if line == 1 || line == 3),
            "{error:?}"
        );
    }
}

#[test]
fn a_remembered_year_is_asked_again() {
    let file = |days: [&str; 2]| {
        format!(
            "Betrag;Konto;Belegdatum\n10;1;{}\n20;2;{}\n",
            days[0], days[1]
        )
    };
    let first = file(["201", "3112"]);
    let asked = read_all(first.as_bytes(), GUESS, None).unwrap();
    let ids = |import: &Import| -> Vec<String> {
        import
            .questions
            .iter()
            .map(|question| question.id.clone())
            .collect()
    };
    assert_eq!(ids(&asked), ["year"]);
    assert!(
        asked.questions[0].answers.is_empty(),
        "no year stands above the table"
    );
    let answered = regulars::protocol::recipe_edit::with_year(&asked.recipe, 2022);
    let read = read_all(first.as_bytes(), RecipeChoice::Given(&answered), None).unwrap();
    assert_eq!(ids(&read), [""; 0]);
    assert_eq!(read.reconciliation.last_day, Day::from_iso("2022-12-31"));

    let stored = [(read.header.clone(), read.recipe.clone())];
    let choice = RecipeChoice::Guess { stored: &stored };
    let next = file(["101", "3101"]);
    let again = read_all(next.as_bytes(), choice, None).unwrap();
    assert_eq!(ids(&again), ["year"]);
    assert_eq!(again.reconciliation.rows_used, 0);
}

#[test]
fn a_stored_recipe_is_taken_for_its_header_only() {
    let text = "date,customer,value a,value b\n01/02/2024,a,1.234,5\n";
    let guessed = read_all(text.as_bytes(), GUESS, None).unwrap();
    let mut recipe = guessed.recipe.clone();
    recipe.columns[3].role = regulars::dataset::Role::Amount;
    recipe.columns[2].role = regulars::dataset::Role::Ignore;
    recipe.columns[0].date = Some(regulars::ingest::DateFormat::of(DateOrder::Mdy));
    let stored = [
        (vec!["other".to_owned()], guessed.recipe),
        (guessed.header.clone(), recipe),
    ];
    let choice = RecipeChoice::Guess { stored: &stored };
    let mut document = Document::of("x.csv", Box::new(MemorySource(text.into()))).unwrap();
    let reader = Reader::open(&mut document, choice, None).unwrap();
    assert!(reader.preview().remembered);
    let import = read_all(text.as_bytes(), choice, None).unwrap();
    assert_eq!(import.reconciliation.amount_total.to_string(), "5");
    assert_eq!(import.reconciliation.first_day, Day::from_iso("2024-01-02"));
    assert!(import.questions.is_empty());
    // What the file decides is stronger than what is remembered.
    let decided = text.replace("01/02/2024", "13/02/2024");
    let import = read_all(decided.as_bytes(), choice, None).unwrap();
    assert_eq!(import.reconciliation.first_day, Day::from_iso("2024-02-13"));
}

#[test]
fn a_recipe_that_no_longer_fits_says_what_changed() {
    let before = "Tag;Wer;Wert;Ort;Bon\n01.02.2024;A;1,50;X;1\n13.02.2024;B;2;Y;2\n";
    let mut recipe = read_all(before.as_bytes(), GUESS, None).unwrap().recipe;
    for (name, role) in [
        ("Tag", Role::Date),
        ("Wer", Role::Customer),
        ("Wert", Role::Amount),
        ("Ort", Role::Region),
        ("Bon", Role::Order),
    ] {
        let mut columns = recipe.columns.iter_mut();
        columns.find(|column| column.name == name).unwrap().role = role;
    }
    let header = ["Tag", "Wer", "Wert", "Ort", "Bon"]
        .map(str::to_owned)
        .to_vec();
    let stored = [(header, recipe)];
    let choice = RecipeChoice::Guess { stored: &stored };
    let now = "Wer;Kasse;Tag;Wert;Ort\nA;7;01.03.2024;1,50;X\nB;7;02.03.2024;2;Y\n";
    let mut document = Document::of("x.csv", Box::new(MemorySource(now.into()))).unwrap();
    let reader = Reader::open(&mut document, choice, None).unwrap();
    let said: Vec<String> = reader
        .preview()
        .evidence
        .iter()
        .map(|evidence| say(evidence.because.clone()))
        .collect();
    let changed = said
        .iter()
        .find(|said| said.contains("no longer there: Bon"));
    assert!(changed.unwrap().ends_with("new: Kasse"));
    let import = read_all(now.as_bytes(), choice, None).unwrap();
    assert_eq!(import.reconciliation.rows_used, 2);
    assert_eq!(import.reconciliation.first_day, Day::from_iso("2024-03-01"));
    // A file of another kind is guessed from the start.
    let other = "date,customer,amount\n2024-01-01,A,1\n2024-01-02,B,2\n";
    let mut document = Document::of("x.csv", Box::new(MemorySource(other.into()))).unwrap();
    let reader = Reader::open(&mut document, choice, None).unwrap();
    assert!(!reader.preview().remembered);
}
