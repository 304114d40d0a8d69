//! Odd and malformed files of other readers' test suites, when they are beside the project: every
//! file gives the outcome that its manifest states, or is refused or asked about in words.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use regulars::base::{Day, Money, Quantity};
use regulars::i18n::{Message, Say as _, Speaker};
use regulars::ingest::{Import, IngestError, RecipeChoice, read_all};
use serde_json::Value;

fn folder() -> Option<PathBuf> {
    let path = Path::new("../shared/corpora");
    if path.exists() {
        return Some(path.to_owned());
    }
    eprintln!("the shared corpora are not beside the project: their files were not read");
    None
}

fn say(error: IngestError) -> String {
    Message::from(error).say(&Speaker::default())
}

/// Whether a used row has this customer, day and money.
fn has_row(import: &Import, date: &str, customer: &str, amount: Money) -> bool {
    let data = &import.dataset;
    let Some(customer) = data.customer_by_id(customer) else {
        return false;
    };
    data.rows_of(customer)
        .any(|row| data.days()[row].to_string() == date && data.amounts()[row] == amount)
}

/// Rows of the table itself: used, or set aside for what a cell holds.
fn table_rows(import: &Import) -> u64 {
    let around = [
        "blank_line",
        "totals_row",
        "repeated_header",
        "rule_line",
        "preamble",
        "footer",
    ];
    let aside = import.groups.iter().filter(|group| group.set_aside);
    import.reconciliation.rows_used
        + aside
            .filter(|group| !around.contains(&group.id.as_str()))
            .map(|group| group.rows)
            .sum::<u64>()
}

/// What differs from the expectation, or nothing.
fn compare(outcome: &Result<Import, IngestError>, file: &Value) -> Option<String> {
    let expected = &file["expected_by_construction"];
    let may_refuse = expected["expect"]
        .as_str()
        .is_some_and(|expect| expect.contains("refuse") || expect == "report");
    let import = match outcome {
        Err(error) if may_refuse => {
            assert!(!say(error.clone()).is_empty());
            return None;
        }
        Err(error) => return Some(format!("refused: {}", say(error.clone()))),
        Ok(import) => import,
    };
    let expect = expected["expect"].as_str().unwrap_or_default();
    if expect == "refuse" {
        return Some("read, should be refused".to_owned());
    }
    if expect == "report" || expect == "refuse_or_report" {
        return None;
    }
    let mut faults = Vec::new();
    if let Some(names) = expected["header"].as_array() {
        let names: Vec<&str> = names.iter().filter_map(Value::as_str).collect();
        let ours: Vec<&str> = import.header.iter().map(|name| name.trim()).collect();
        // Columns without a name hold nothing here.
        if ours.get(..names.len()) != Some(&names[..]) {
            faults.push(format!("header {ours:?}"));
        }
    }
    let asked = import.questions.iter().any(|q| q.id.starts_with("column_"));
    let rows = expected["rows"].as_u64();
    if let Some(rows) = rows
        && !asked
    {
        let exact = table_rows(import) == rows
            || import.reconciliation.rows_used == rows
            || expected["rows_good"] == import.reconciliation.rows_used;
        if !exact {
            let groups = import.groups.iter().map(|g| format!("{} {}", g.id, g.rows));
            faults.push(format!(
                "rows {} used, {:?} for {rows}",
                import.reconciliation.rows_used,
                groups.collect::<Vec<_>>()
            ));
        }
    }
    for row in [&expected["first_row"], &expected["last_row"]] {
        let Some(cells) = row.as_array().filter(|cells| cells.len() == 7 && !asked) else {
            continue;
        };
        let cell = |at: usize| cells[at].as_str().unwrap_or_default();
        let money =
            |text: &str| -> i64 { (text.parse::<f64>().unwrap() * 10_000.0).round() as i64 };
        let (amount, _) = Quantity(money(cell(3))).times(Money(money(cell(4))));
        if !has_row(import, cell(0), cell(2), amount.unwrap()) {
            faults.push(format!("no row {cells:?}"));
        }
    }
    if let Some(total) = expected["total_amount"].as_str() {
        // Customers called "null" or "n/a" are set aside in plain sight.
        let ours = import.reconciliation.amount_file.to_string();
        if ours.parse::<f64>().ok() != total.parse::<f64>().ok() {
            faults.push(format!("total {ours} for {total}"));
        }
    }
    (!faults.is_empty()).then(|| faults.join("; "))
}

/// Five seconds are the limit; a machine that does three other things meanwhile gets some more.
const HANG: Duration = Duration::from_secs(15);

#[test]
fn every_file_gives_what_its_manifest_states() {
    let Some(folder) = folder() else { return };
    let manifest = fs::read_to_string(folder.join("manifest.json")).unwrap();
    let manifest: Value = serde_json::from_str(&manifest).unwrap();
    let mut slowest = 0.0_f64;
    let mut counts = [0_u32; 4];
    let mut faults = Vec::new();
    for file in manifest["files"].as_array().unwrap() {
        let path = file["path"].as_str().unwrap();
        let bytes = fs::read(folder.join(path)).unwrap();
        let started = Instant::now();
        let outcome = read_all(
            &bytes,
            RecipeChoice::Guess { stored: &[] },
            Day::from_iso("2026-06-30"),
        );
        let seconds = started.elapsed().as_secs_f64();
        slowest = slowest.max(seconds);
        let slow = started.elapsed() > HANG;
        let expected = file["expected"].as_str().unwrap_or_default();
        let fault = if slow {
            Some(format!("took {seconds:.1} s"))
        } else if file["expected_by_construction"].is_object() {
            compare(&outcome, file)
        } else if expected.starts_with("must be refused") && !expected.contains("unless") {
            outcome.is_ok().then(|| format!("read; {expected}"))
        } else if file["kind"] == "text" && file["grid"].is_object() {
            // Fuzzed files full of zeros are no text, and columns lined up with blanks are refused.
            let may_refuse = |error: &IngestError| {
                matches!(error, IngestError::NotText(_)) && path.contains("/afl/")
                    || *error == IngestError::SpaceAligned
                    || file["grid"]["records"].as_u64() <= Some(1)
            };
            outcome
                .as_ref()
                .err()
                .filter(|error| !may_refuse(error))
                .map(|error| format!("refused: {}", say(error.clone())))
        } else {
            None
        };
        let kind = match &outcome {
            Err(_) => 2,
            Ok(import) if import.questions.is_empty() => 0,
            Ok(_) => 1,
        };
        counts[kind] += 1;
        if let Some(fault) = fault {
            counts[3] += 1;
            faults.push(format!("{path}: {fault}"));
        }
    }
    let [read, asked, refused, differ] = counts;
    eprintln!(
        "{read} read, {asked} read with questions, {refused} refused, {differ} differ; \
         the slowest took {slowest:.1} s"
    );
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
