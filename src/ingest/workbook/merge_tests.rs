//! Joined cells from file to row, and against calamine.

use std::io::Cursor;
use std::path::{Path, PathBuf};

use calamine::{Xlsx, open_workbook_from_rs};

use super::super::{Import, MemorySource, RecipeChoice, read_all};
use super::Merge;
use super::tests::{ods, open, xlsx};
use crate::i18n::{Say as _, Speaker};
use crate::ingest::EvidenceAbout;

/// Rows of a worksheet from lines with tabs between cells.
fn ooxml(lines: &[&str], merges: &str) -> Vec<u8> {
    let mut rows = String::new();
    for line in lines {
        rows.push_str("<row>");
        for cell in line.split('\t') {
            let cell = match (cell.is_empty(), cell.parse::<f64>()) {
                (true, _) => "<c/>".to_owned(),
                (false, Ok(_)) => format!("<c><v>{cell}</v></c>"),
                (false, Err(_)) => format!("<c t='inlineStr'><is><t>{cell}</t></is></c>"),
            };
            rows.push_str(&cell);
        }
        rows.push_str("</row>");
    }
    let sheet = format!(
        "<worksheet><sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells></worksheet>"
    );
    xlsx(&sheet, "<sst></sst>")
}

fn read(bytes: &[u8]) -> Import {
    read_all(bytes, RecipeChoice::Guess { stored: &[] }, None).unwrap()
}

const MONTHS: [&str; 5] = [
    "Customer\t2024\t\t\t2025",
    "\tJan\tFeb\tMar\tJan",
    "C1\t1\t2\t3\t4",
    "C2\t5\t6\t7\t8",
    "C3\t9\t10\t11\t12",
];

fn assert_months(import: &Import) {
    assert_eq!(import.recipe.source.header_records, 2);
    assert_eq!(import.reconciliation.rows_used, 12);
    assert_eq!(import.reconciliation.amount_total.0, 78 * 10_000);
    let span = (
        import.reconciliation.first_day.map(|day| day.to_string()),
        import.reconciliation.last_day.map(|day| day.to_string()),
    );
    assert_eq!(
        span,
        (Some("2024-01-01".to_owned()), Some("2025-01-01".to_owned()))
    );
}

#[test]
fn a_year_above_its_months_is_the_year_of_each() {
    let merges = "<mergeCell ref='A1:A2'/><mergeCell ref='B1:D1'/>";
    assert_months(&read(&ooxml(&MONTHS, merges)));
}

#[test]
fn the_same_in_an_open_document() {
    let cell = |text: &str| match text.parse::<f64>() {
        Ok(_) => format!("<t:table-cell o:value-type='float' o:value='{text}'/>"),
        Err(_) => format!("<t:table-cell><p>{text}</p></t:table-cell>"),
    };
    let mut rows = "<t:table-row><t:table-cell t:number-rows-spanned='2'><p>Customer</p>\
        </t:table-cell><t:table-cell t:number-columns-spanned='3' t:number-rows-spanned='1'>\
        <p>2024</p></t:table-cell><t:covered-table-cell t:number-columns-repeated='2'/>\
        <t:table-cell><p>2025</p></t:table-cell></t:table-row><t:table-row><t:covered-table-cell/>"
        .to_owned();
    for text in MONTHS[1].split('\t').skip(1) {
        rows.push_str(&cell(text));
    }
    rows.push_str("</t:table-row>");
    for line in &MONTHS[2..] {
        rows.push_str("<t:table-row>");
        line.split('\t').for_each(|text| rows.push_str(&cell(text)));
        rows.push_str("</t:table-row>");
    }
    assert_months(&read(&ods(&rows)));
}

#[test]
fn joined_cells_in_rows_are_told_and_nothing_is_invented() {
    let lines = [
        "date\tcustomer\tamount",
        "2024-05-01\tC1\t1",
        "\tC2\t2",
        "2024-05-02\tC1\t3",
        "2024-05-03\tC2\t4",
    ];
    let import = read(&ooxml(&lines, "<mergeCell ref='A2:A3'/>"));
    assert_eq!(import.reconciliation.rows_used, 3);
    let group = &import.groups[0];
    assert_eq!((group.id.as_str(), group.rows), ("missing_date", 1));
    let told = import.evidence.iter();
    let told = told.filter(|evidence| evidence.about == EvidenceAbout::Cells);
    let told: Vec<String> = told
        .map(|evidence| evidence.because.say(&Speaker::default()))
        .collect();
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("1 joined cell spans"), "{}", told[0]);
    assert!(told[0].contains("row 2"), "{}", told[0]);
    // What stands above the table is no row of it.
    let import = read(&ooxml(
        &["Sales\t\t", lines[0], lines[1], lines[3], lines[4]],
        "<mergeCell ref='A1:C1'/>",
    ));
    assert_eq!(import.reconciliation.rows_used, 3);
    let mut told = import.evidence.iter();
    assert!(!told.any(|evidence| evidence.about == EvidenceAbout::Cells));
}

fn workbooks(folder: &Path, into: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            workbooks(&path, into);
        } else if path.extension().is_some_and(|end| end == "xlsx") {
            into.push(path);
        }
    }
}

#[test]
fn joined_cells_are_those_calamine_finds() {
    let mut paths = Vec::new();
    // A lying count of texts, as in the others, ends calamine's process.
    for folder in ["calamine", "poi"] {
        workbooks(&Path::new("tests/workbooks").join(folder), &mut paths);
    }
    paths.sort();
    let mut joined = 0;
    for path in paths {
        let bytes = std::fs::read(&path).unwrap();
        let mut source = MemorySource(bytes.clone());
        let Ok(workbook) = open(&mut source) else {
            continue;
        };
        let Ok(mut theirs) = open_workbook_from_rs::<Xlsx<_>, _>(Cursor::new(bytes)) else {
            continue;
        };
        for (at, sheet) in workbook.sheets().iter().enumerate() {
            let mut rows = workbook.rows(at, &mut source).unwrap();
            let read = (|| {
                while rows.step(&mut source, &mut |_| {})? {}
                Ok::<_, crate::ingest::IngestError>(())
            })();
            if read.is_err() {
                continue;
            }
            let Ok(found) = theirs.merge_cells_by_sheet_name(&sheet.name) else {
                continue;
            };
            let mut found: Vec<Merge> = found
                .iter()
                .map(|cells| Merge {
                    rows: (u64::from(cells.start.0) + 1, u64::from(cells.end.0) + 1),
                    columns: (cells.start.1, cells.end.1),
                })
                .collect();
            let all = found.len() as u64;
            found.retain(|merge| merge.rows.0 <= 200);
            assert_eq!(rows.merges().of_header(), found, "{}", path.display());
            assert_eq!(rows.merges().below(0).0, all, "{}", path.display());
            joined += all;
        }
    }
    println!("{joined} joined cells are calamine's");
    assert!(joined > 0);
}
