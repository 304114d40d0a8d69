//! The sample shops: the same bytes everywhere, and the stories they are there to tell.

use std::collections::{BTreeMap, BTreeSet};

use regulars::base::Day;
use regulars::i18n::{Say, Speaker};
use regulars::sample::{SampleKind, transactions};

/// FNV-1a with 64 bits (Fowler, Noll & Vo 1991): enough to notice a changed byte.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// One row as the tests need it.
struct Row {
    customer: String,
    day: Option<Day>,
    units: Option<f64>,
}

fn rows(kind: SampleKind) -> Vec<Row> {
    let bytes = kind.bytes();
    let (delimiter, columns) = match kind {
        SampleKind::Deli => (b';', [0, 2, 6]),
        SampleKind::Furniture => (b',', [0, 2, 7]),
        SampleKind::Online => (b',', [0, 2, 7]),
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(bytes.as_slice());
    let records: Vec<_> = reader.records().map(Result::unwrap).collect();
    records
        .iter()
        .map(|record| {
            let [customer, date, amount] = columns.map(|at| record.get(at).unwrap_or(""));
            Row {
                customer: customer.trim().to_owned(),
                day: day(kind, date),
                units: units(kind, amount),
            }
        })
        .collect()
}

fn day(kind: SampleKind, text: &str) -> Option<Day> {
    let parts: Vec<i16> = text
        .split(['.', '-', '/'])
        .map_while(|part| part.parse().ok())
        .collect();
    let &[first, second, third] = parts.as_slice() else {
        return None;
    };
    match kind {
        SampleKind::Deli => Day::from_civil(third, second as i8, first as i8),
        SampleKind::Furniture => Day::from_civil(first, second as i8, third as i8),
        SampleKind::Online => Day::from_civil(third, first as i8, second as i8),
    }
}

fn units(kind: SampleKind, text: &str) -> Option<f64> {
    let text = match kind {
        SampleKind::Deli => text.replace('.', "").replace(',', "."),
        SampleKind::Furniture => text.to_owned(),
        SampleKind::Online => text.replace(['$', ','], ""),
    };
    text.parse().ok()
}

fn by_year(rows: &[Row]) -> BTreeMap<i16, f64> {
    let mut years = BTreeMap::new();
    for row in rows {
        if let (Some(day), Some(units)) = (row.day, row.units) {
            *years.entry(day.civil().year).or_insert(0.0) += units;
        }
    }
    years
}

#[test]
fn the_bytes_never_change_by_themselves() {
    let seen = SampleKind::ALL.map(|kind| (kind.id(), fingerprint(&kind.bytes())));
    assert_eq!(
        seen,
        [
            ("deli", 16_091_177_593_904_501_726),
            ("furniture", 9_682_450_121_429_472_488),
            ("online", 8_127_915_620_176_996_972),
        ]
    );
}

#[test]
fn every_sample_has_its_rows_and_its_words() {
    let speaker = Speaker::default();
    for kind in SampleKind::ALL {
        assert_eq!(SampleKind::from_id(kind.id()), Some(kind));
        // The csv crate skips blank lines; the ledger counts them.
        let bytes = kind.bytes();
        let lines = memchr::memchr_iter(b'\n', &bytes).count() as u64;
        assert_eq!(lines, kind.rows() + 1, "{}", kind.id());
        for message in [kind.title(), kind.detail(), kind.tag()] {
            assert!(!message.say(&speaker).is_empty());
        }
    }
    assert_eq!(SampleKind::from_id("bakery"), None);
}

#[test]
fn the_delicatessen_grows_towards_a_strong_christmas() {
    let rows = rows(SampleKind::Deli);
    let customers: BTreeSet<_> = rows.iter().map(|row| &row.customer).collect();
    assert_eq!(customers.len(), 6_001, "6,000 and the walk-in sales");
    assert_eq!(
        rows.iter().filter(|row| row.customer.is_empty()).count(),
        171
    );
    assert!(
        rows.iter()
            .all(|row| row.day.is_some() && row.units.is_some())
    );
    let years = by_year(&rows);
    assert!(years[&2023] < years[&2024] && years[&2024] < years[&2025]);
    let month = |wanted: i8| -> f64 {
        rows.iter()
            .filter(|row| row.day.is_some_and(|day| day.civil().month == wanted))
            .filter_map(|row| row.units)
            .sum()
    };
    assert!(month(12) > 2.0 * month(11));
    let refunds = rows.iter().filter(|row| row.units < Some(0.0)).count();
    assert!((300..700).contains(&refunds), "{refunds}");
    let best_fifth = share_of_best(&rows, 0.2);
    assert!((0.55..0.75).contains(&best_fifth), "{best_fifth}");
}

#[test]
fn the_wholesaler_has_34_dealers_and_some_fall_silent() {
    let rows = rows(SampleKind::Furniture);
    let mut last = BTreeMap::new();
    for row in &rows {
        let day = row.day.unwrap();
        last.entry(&row.customer)
            .and_modify(|last: &mut Day| *last = day.max(*last))
            .or_insert(day);
    }
    assert_eq!(last.len(), 34);
    assert!(last.keys().all(|number| number.starts_with('0')));
    let autumn = Day::from_iso("2025-09-01").unwrap();
    let silent = last.values().filter(|&&last| last < autumn).count();
    assert!((4..=7).contains(&silent), "{silent}");
    let returns = rows.iter().filter(|row| row.units < Some(0.0)).count();
    assert!((150..350).contains(&returns), "{returns}");
    assert!(share_of_best(&rows, 0.2) > 0.5);
    let years = by_year(&rows);
    assert!(years.values().all(|&revenue| revenue > 2e6));
}

#[test]
fn the_online_shop_has_every_kind_of_bad_row() {
    let rows = rows(SampleKind::Online);
    let count = |test: &dyn Fn(&Row) -> bool| rows.iter().filter(|row| test(row)).count();
    assert!(count(&|row| row.customer.is_empty()) > 100);
    assert!(count(&|row| row.customer == "guest") > 50);
    assert_eq!(count(&|row| row.customer == "TOTAL"), 1);
    assert_eq!(count(&|row| row.customer == "Customer ID"), 1);
    assert!(count(&|row| row.day.is_none()) > 20);
    assert!(count(&|row| row.day.is_some_and(|day| day.civil().year > 2050)) > 1);
    assert!(count(&|row| row.units.is_none()) > 10);
    assert!(count(&|row| row.units == Some(0.0)) > 10);
    assert!(count(&|row| row.units < Some(0.0)) > 400);
    let text = String::from_utf8(SampleKind::Online.bytes()).unwrap();
    let lines: Vec<_> = text.lines().collect();
    assert!(lines.windows(2).filter(|two| two[0] == two[1]).count() > 40);
    assert!(lines.iter().any(|line| line.is_empty()));
    assert!(text.contains("\n C0"), "an id with a blank before it");
}

fn share_of_best(rows: &[Row], share: f64) -> f64 {
    let mut by_customer = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.customer.is_empty()) {
        *by_customer.entry(&row.customer).or_insert(0.0) += row.units.unwrap_or(0.0);
    }
    let mut revenues: Vec<f64> = by_customer.into_values().collect();
    revenues.sort_by(|one, other| other.total_cmp(one));
    let best = (revenues.len() as f64 * share).ceil() as usize;
    revenues.iter().take(best).sum::<f64>() / revenues.iter().sum::<f64>()
}

#[test]
fn any_number_of_transactions_can_be_had() {
    for rows in [0, 1, 7, 100_000] {
        let mut bytes = Vec::new();
        transactions(rows, 9, &mut bytes).unwrap();
        let lines = memchr::memchr_iter(b'\n', &bytes).count() as u64;
        assert_eq!(lines, rows + 1);
    }
    let mut bytes = Vec::new();
    transactions(100_000, 9, &mut bytes).unwrap();
    assert_eq!(fingerprint(&bytes), 290_871_578_570_292_468);
    assert!((42..46).contains(&(bytes.len() / 100_000)));
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let mut customers = BTreeMap::new();
    let mut before = String::new();
    for record in reader.records().map(Result::unwrap) {
        assert_eq!(record.len(), 6);
        assert!(record[1] >= *before, "days run forward");
        record[1].clone_into(&mut before);
        assert!(record[2].parse::<f64>().is_ok());
        *customers.entry(record[0].to_owned()).or_insert(0_u32) += 1;
    }
    assert!(
        (9_000..=10_000).contains(&customers.len()),
        "{}",
        customers.len()
    );
    assert!(customers.values().any(|&rows| rows > 50));
    assert_eq!(before, "2025-12-31");
}
