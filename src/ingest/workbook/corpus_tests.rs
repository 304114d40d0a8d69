//! Real and hostile workbooks, cell by cell against calamine, and every outcome the corpora state.

use super::super::{IngestError, MemorySource};
use super::Visibility;
use super::tests::{Cells, cells, open};
use crate::i18n::refusal::FileKind;
use calamine::{Data, Reader as _, open_workbook_auto_from_rs};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Cursor;
use std::path::Path;

const SHARED: &str = "../shared/corpora";
const OWN: &str = "tests/workbooks";

/// What a file gives: its sheets, and the first error.
#[derive(Default)]
struct Given {
    sheets: Vec<(String, Visibility, Cells)>,
    error: Option<IngestError>,
    has_faults: bool,
}

fn read(path: &Path) -> Given {
    let mut source = MemorySource(std::fs::read(path).unwrap());
    let mut given = Given::default();
    let workbook = match open(&mut source) {
        Ok(workbook) => workbook,
        Err(error) => {
            given.error = Some(error);
            return given;
        }
    };
    for (sheet, info) in workbook.sheets().iter().enumerate() {
        match cells(&workbook, sheet, &mut source) {
            Ok((cells, faults)) => {
                given.has_faults |= faults != super::SheetFaults::default();
                given
                    .sheets
                    .push((info.name.clone(), info.visibility, cells));
            }
            Err(error) => {
                given.error.get_or_insert(error);
            }
        }
    }
    if let Err(error) = workbook.first_filled(&mut source) {
        given.error.get_or_insert(error);
    }
    given
}

/// How cells compare with another reader's.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
struct Compared {
    equal: u64,
    /// Equal but for blanks around, which calamine cuts or keeps by rules of its own.
    blanks: u64,
    /// Numbers here, times of day there.
    times: u64,
}

/// Compares with calamine; the error names the first cell that differs.
fn compare(path: &Path, given: &Given) -> Result<Option<Compared>, String> {
    let bytes = std::fs::read(path).unwrap();
    let opened = std::panic::catch_unwind(|| {
        let mut workbook = open_workbook_auto_from_rs(Cursor::new(bytes)).ok()?;
        let mut found = BTreeMap::new();
        for name in workbook.sheet_names() {
            found.insert(name.clone(), workbook.worksheet_range(&name).ok()?);
        }
        Some(found)
    });
    let Ok(Some(theirs)) = opened else {
        return Ok(None);
    };
    let mut compared = Compared::default();
    for (name, _, ours) in &given.sheets {
        let Some(range) = theirs.get(name) else {
            return Err(format!("{name}: not in calamine"));
        };
        let mut ours: BTreeMap<(u64, usize), &str> = ours
            .iter()
            .map(|(row, column, text)| ((*row, *column), text.as_str()))
            .collect();
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let place = (u64::from(top) + row as u64 + 1, left as usize + column + 1);
            let our = ours.remove(&place).unwrap_or_default();
            match same(our, value) {
                Some(Same::Equal) => compared.equal += 1,
                Some(Same::Blanks) => compared.blanks += 1,
                Some(Same::Time) => compared.times += 1,
                None => return Err(format!("{name} {place:?}: {our:?}, calamine {value:?}")),
            }
        }
        // What is blanks only is nothing in calamine.
        ours.retain(|_, text| !text.trim().is_empty());
        if let Some((place, text)) = ours.first_key_value() {
            return Err(format!("{name} {place:?}: {text:?}, calamine nothing"));
        }
    }
    Ok(Some(compared))
}

enum Same {
    Equal,
    Blanks,
    Time,
}

fn same(our: &str, their: &Data) -> Option<Same> {
    let equal = |is_equal: bool| is_equal.then_some(Same::Equal);
    let near = |value: f64| {
        our.parse::<f64>()
            .is_ok_and(|our| (our - value).abs() <= value.abs() * 1e-14)
    };
    match their {
        Data::Empty => equal(our.is_empty()),
        Data::Int(value) => equal(near(*value as f64)),
        Data::Float(value) => equal(near(*value)),
        Data::Bool(value) => equal(our == if *value { "TRUE" } else { "FALSE" }),
        Data::Error(error) => equal(our == error.to_string()),
        Data::String(text) => {
            let text = text.replace("\r\n", "\n").replace('\r', "\n");
            if our == text {
                Some(Same::Equal)
            } else {
                (our.trim() == text.trim()).then_some(Same::Blanks)
            }
        }
        Data::DateTime(value) => {
            let serial = value.as_f64();
            if near(serial) {
                return Some(Same::Time);
            }
            let (year, month, day, hour, minute, second, milli) = value.to_ymd_hms_milli();
            let clock = format!("{hour:02}:{minute:02}:{second:02}");
            let day = format!("{year:04}-{month:02}-{day:02}");
            let full = format!("{day} {clock}");
            // Here a time is rounded to the second, there it is cut.
            let rounded = milli >= 500 && our.len() == full.len() && our[..16] == full[..16];
            equal(our == full || our == day && clock == "00:00:00" || rounded)
        }
        Data::DateTimeIso(text) | Data::DurationIso(text) => {
            let text = text.replace('T', " ");
            let short = text.strip_suffix(" 00:00:00").unwrap_or(&text);
            let whole = short.split_once('.').map_or(short, |(whole, _)| whole);
            equal(our == whole || our.replace('T', " ") == text)
        }
    }
}

#[test]
fn the_own_workbooks_agree_with_calamine() {
    let mut folders: Vec<_> = ["calamine", "poi"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(format!("{OWN}/{folder}")).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension != "txt"))
        .collect();
    folders.sort();
    let mut agreed = 0;
    for path in folders {
        let given = read(&path);
        if let Some(compared) =
            compare(&path, &given).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
        {
            agreed += compared.equal;
        }
    }
    assert!(agreed > 500, "{agreed} cells");
}

#[test]
fn the_own_hostile_workbooks_are_read_or_refused() {
    let outcome = |name: &str| read(&Path::new(OWN).join(name));
    for (name, expected) in [
        ("made/billion_laughs.xlsx", IngestError::EntityDefinitions),
        ("poi/poc-xmlbomb.xlsx", IngestError::EntityDefinitions),
        ("made/bad_crc_in_sheet.xlsx", IngestError::Damaged),
        ("made/truncated_at_60_percent.xlsx", IngestError::Damaged),
        ("made/ole_encrypted_stub.xlsx", IngestError::Protected),
        ("poi/protected_passtika.xlsx", IngestError::Protected),
        ("calamine/pass_protected.ods", IngestError::Protected),
        ("calamine/issue_666_panic.xlsb", IngestError::BinaryWorkbook),
    ] {
        assert_eq!(outcome(name).error, Some(expected), "{name}");
    }
    let given = outcome("made/odd_values_and_serials.xlsx");
    let texts: Vec<&str> = given.sheets[0]
        .2
        .iter()
        .map(|cell| cell.2.as_str())
        .collect();
    let power = "1".to_owned() + &"0".repeat(300);
    assert_eq!(
        texts,
        [
            "60",
            "1900-02-28",
            "1900-03-01",
            "-1",
            "9999-12-31",
            "2958466",
            &power,
            "1E400",
            "NaN",
            "0x1F",
            "1,5",
            "2",
            "#REF!",
            "2023-05-01",
            "yesterday",
            "5",
            "5",
            "text"
        ]
    );
    let given = outcome("made/one_far_cell.xlsx");
    assert_eq!(given.sheets[0].2.len(), 41 * 3 + 1);
    assert_eq!(given.sheets[0].2.last().unwrap().0, 1_048_576);
    let given = outcome("made/sst_index_out_of_range.xlsx");
    assert!(given.has_faults && given.error.is_none());
    let given = outcome("made/same_cell_twice.xlsx");
    assert!(given.has_faults && given.sheets[0].2[0].2 == "9");
    let given = outcome("made/zip_bomb_cells_4M.xlsx");
    assert!(given.error.is_some(), "a row of four million cells");
}

/// What the manifest says of one file, compared with what it gives.
fn judge(entry: &Value, given: &Given, compared: Option<Compared>) -> Result<&'static str, String> {
    let expected = entry["expected"].as_str().unwrap();
    let error = given.error.clone();
    let refused_as = |errors: &[IngestError]| match &error {
        Some(error) if errors.is_empty() || errors.contains(error) => Ok("refused as stated"),
        other => Err(format!("{expected}: {other:?}")),
    };
    let kind = entry["kind"].as_str().unwrap();
    if matches!(kind, "xls" | "xlsb") || expected.contains("not an XLSX") && error.is_some() {
        return refused_as(&[]);
    }
    if let Some(reason) = expected.strip_prefix("must be refused with a clear reason") {
        return match reason.trim().trim_matches(['(', ')']) {
            "no data" | "empty sheet" => refused_as(&[IngestError::SheetsEmpty]),
            "no sheet" => refused_as(&[IngestError::NoSheet]),
            "empty archive" => refused_as(&[IngestError::NoTableInside]),
            "password protected" => refused_as(&[IngestError::Protected]),
            "entity definitions are not allowed" => refused_as(&[IngestError::EntityDefinitions]),
            reason if reason.contains("damaged") => refused_as(&[IngestError::Damaged]),
            reason if reason.contains("password") => refused_as(&[
                IngestError::Protected,
                IngestError::NotText(FileKind::OldWorkbook),
            ]),
            _ if kind == "ods" => Ok("read, agrees with calamine"),
            _ => refused_as(&[]),
        };
    }
    let may_refuse = expected.contains("refused") || expected.contains("refuse");
    let disagree = expected.starts_with("readers disagree");
    if error.is_some() {
        return if may_refuse || disagree {
            Ok("refused, as is allowed")
        } else {
            Err(format!("{expected}: {error:?}"))
        };
    }
    if expected.starts_with("report") {
        let named = given.has_faults || entry["path"] == "made/odd_values_and_serials.xlsx";
        return if named {
            Ok("read, with faults named")
        } else {
            Err("no fault named".into())
        };
    }
    let built = &entry["expected_by_construction"];
    if let Some(rows) = built["rows"].as_u64() {
        let cells = &given.sheets[0].2;
        let row = |row: u64| -> Vec<&str> {
            cells
                .iter()
                .filter(|cell| cell.0 == row)
                .map(|cell| cell.2.as_str())
                .collect()
        };
        let texts = |value: &Value| -> Vec<String> {
            let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
            list.iter()
                .map(|text| text.as_str().unwrap().to_owned())
                .collect()
        };
        let header = row(cells[0].0);
        if header != texts(&built["header"]) {
            return Err(format!("header {header:?}"));
        }
        if built["first_row"].is_array() && row(cells[0].0 + 1) != texts(&built["first_row"]) {
            return Err(format!("first row {:?}", row(cells[0].0 + 1)));
        }
        let mut lines: Vec<u64> = cells.iter().map(|cell| cell.0).collect();
        lines.dedup();
        let stray = u64::from(lines.last() == Some(&1_048_576));
        if lines.len() as u64 != rows + 1 + stray || !lines.is_sorted() {
            return Err(format!("{} rows", lines.len()));
        }
        if let Some(total) = built["total_amount"].as_str() {
            let amounts = cells.iter().filter(|cell| cell.1 == 3 && cell.0 > 1);
            let sum: f64 = amounts.map(|cell| cell.2.parse::<f64>().unwrap()).sum();
            if format!("{sum:.2}") != total {
                return Err(format!("total {sum}"));
            }
        }
    }
    let sheets = entry["sheets"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let mut same_digest = true;
    for sheet in sheets.iter().filter(|_| !entry["agreed_by"].is_null()) {
        let name = sheet["name"].as_str().unwrap();
        let Some((_, _, cells)) = given.sheets.iter().find(|own| own.0 == name) else {
            return Err(format!("no sheet {name}"));
        };
        same_digest &= sheet["sha256"] == digest(cells);
        let filled = cells
            .iter()
            .filter(|cell| !cell.2.trim().is_empty())
            .count() as u64;
        let stated = sheet["non_empty"].as_u64().unwrap();
        if filled.abs_diff(stated) > cells.len() as u64 - filled {
            return Err(format!("{name}: {filled} cells of {stated}"));
        }
    }
    if same_digest && !sheets.is_empty() && !entry["agreed_by"].is_null() {
        Ok("read, digest as stated")
    } else if compared.is_some() {
        Ok("read, agrees with calamine")
    } else if built["rows"].is_u64() {
        Ok("read, as constructed")
    } else {
        Ok("read, no other reader does")
    }
}

/// The manifest's digest: `sha256(json.dumps(sorted([row, column, text])))` with its spelling of
/// numbers and times.
fn digest(cells: &Cells) -> String {
    let mut cells: Vec<(u64, usize, String)> = cells.clone();
    cells.sort();
    let mut json = String::from("[");
    for (at, (row, column, text)) in cells.iter().enumerate() {
        let mut text = text.clone();
        let bytes = text.as_bytes();
        if text.len() == 19 && bytes[10] == b' ' && bytes[4] == b'-' && bytes[13] == b':' {
            text.replace_range(10..11, "T");
        }
        if let Some((whole, decimals)) = text.split_once('.')
            && decimals.len() == 4
            && decimals.ends_with('0')
            && whole
                .trim_start_matches('-')
                .bytes()
                .all(|byte| byte.is_ascii_digit())
        {
            text.pop();
        }
        if at > 0 {
            json.push_str(", ");
        }
        let _ = write!(json, "[{row}, {column}, \"");
        for unit in text.encode_utf16() {
            match unit {
                0x22 => json.push_str("\\\""),
                0x5c => json.push_str("\\\\"),
                0x0a => json.push_str("\\n"),
                0x0d => json.push_str("\\r"),
                0x09 => json.push_str("\\t"),
                0x08 => json.push_str("\\b"),
                0x0c => json.push_str("\\f"),
                0x20..0x7f => json.push(unit as u8 as char),
                _ => {
                    let _ = write!(json, "\\u{unit:04x}");
                }
            }
        }
        json.push_str("\"]");
    }
    json.push(']');
    sha256(json.as_bytes())
}

/// FIPS 180-4; the constants are the fractions of roots of primes.
fn sha256(message: &[u8]) -> String {
    let primes: Vec<u64> = (2u64..312)
        .filter(|n| (2..*n).all(|d| n % d != 0))
        .collect();
    let fraction = |root: f64, cube: bool, prime: u64| {
        // The root as a number with 32 binary places, exact by whole numbers.
        let mut low = (root * 4_294_967_296.0) as u128 - 4;
        let power = if cube { 96 } else { 64 };
        let goal = u128::from(prime) << power;
        let raised = |n: u128| if cube { n * n * n } else { n * n };
        while raised(low + 1) <= goal {
            low += 1;
        }
        low as u32
    };
    let rounds: Vec<u32> = primes
        .iter()
        .map(|&p| fraction((p as f64).cbrt(), true, p))
        .collect();
    let mut state: Vec<u32> = primes[..8]
        .iter()
        .map(|&p| fraction((p as f64).sqrt(), false, p))
        .collect();
    let mut padded = message.to_vec();
    padded.push(0x80);
    while padded.len() % 64 != 56 {
        padded.push(0);
    }
    padded.extend((message.len() as u64 * 8).to_be_bytes());
    for block in padded.chunks(64) {
        let mut words: Vec<u32> = block
            .chunks(4)
            .map(|word| u32::from_be_bytes(word.try_into().unwrap()))
            .collect();
        for at in 16..64 {
            let (a, b) = (words[at - 15], words[at - 2]);
            let a = a.rotate_right(7) ^ a.rotate_right(18) ^ (a >> 3);
            let b = b.rotate_right(17) ^ b.rotate_right(19) ^ (b >> 10);
            words.push(
                words[at - 16]
                    .wrapping_add(a)
                    .wrapping_add(words[at - 7])
                    .wrapping_add(b),
            );
        }
        let mut v = state.clone();
        for at in 0..64 {
            let s1 = v[4].rotate_right(6) ^ v[4].rotate_right(11) ^ v[4].rotate_right(25);
            let choice = (v[4] & v[5]) ^ (!v[4] & v[6]);
            let first = v[7]
                .wrapping_add(s1)
                .wrapping_add(choice)
                .wrapping_add(rounds[at])
                .wrapping_add(words[at]);
            let s0 = v[0].rotate_right(2) ^ v[0].rotate_right(13) ^ v[0].rotate_right(22);
            let most = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
            v.rotate_right(1);
            v[4] = v[4].wrapping_add(first);
            v[0] = first.wrapping_add(s0).wrapping_add(most);
        }
        for (word, new) in state.iter_mut().zip(v) {
            *word = word.wrapping_add(new);
        }
    }
    state.iter().fold(String::new(), |mut text, word| {
        let _ = write!(text, "{word:08x}");
        text
    })
}

#[test]
fn the_digest_is_the_standards() {
    assert_eq!(
        sha256(b"abc"),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
}

#[cfg(test)]
mod timed {
    use super::*;
    use std::time::Instant;

    #[test]
    fn every_workbook_of_the_corpora_gives_its_stated_outcome() {
        let Ok(manifest) = std::fs::read(format!("{SHARED}/manifest.json")) else {
            println!("not run: {SHARED} is not there");
            return;
        };
        let manifest: Value = serde_json::from_slice(&manifest).unwrap();
        let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
        let mut cells = Compared::default();
        let mut faults = Vec::new();
        let mut slowest = (0.0, String::new());
        for entry in manifest["files"].as_array().unwrap() {
            if !matches!(
                entry["kind"].as_str(),
                Some("xlsx" | "xlsm" | "ods" | "xls" | "xlsb")
            ) {
                continue;
            }
            let name = entry["path"].as_str().unwrap();
            let path = Path::new(SHARED).join(name);
            let started = Instant::now();
            let given = read(&path);
            let seconds = started.elapsed().as_secs_f64();
            if seconds > slowest.0 {
                slowest = (seconds, name.to_owned());
            }
            if seconds > 5.0 {
                faults.push(format!("{name}: {seconds:.1} s"));
            }
            // calamine ends the whole process on some, reads old formats that we refuse, and finds
            // nothing in UTF-16.
            let tags = entry["tags"].as_array().unwrap();
            let is_safe = !tags.iter().any(|tag| tag == "utf-16-xml")
                && entry["readers"]["calamine"]["status"] != "crash or memory"
                && !matches!(entry["kind"].as_str(), Some("xls" | "xlsb"));
            let compared = match is_safe.then(|| compare(&path, &given)).transpose() {
                Ok(compared) => compared.flatten(),
                Err(fault) => {
                    faults.push(format!("{name}: {fault}"));
                    continue;
                }
            };
            if let Some(compared) = compared {
                cells.equal += compared.equal;
                cells.blanks += compared.blanks;
                cells.times += compared.times;
            }
            match judge(entry, &given, compared) {
                Ok(outcome) => *counts.entry(outcome).or_default() += 1,
                Err(fault) => faults.push(format!("{name}: {fault}")),
            }
        }
        println!("workbooks of {SHARED}");
        for (outcome, count) in &counts {
            println!("{count:5}  {outcome}");
        }
        println!("{:5}  faults", faults.len());
        println!(
            "cells against calamine: {} equal, {} but for blanks around, {} times of day as numbers",
            cells.equal, cells.blanks, cells.times
        );
        println!("slowest: {:.2} s, {}", slowest.0, slowest.1);
        assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    }
}
