//! Workbooks made here, part by part; mutated ones; and what the corpora have of each kind.

use super::super::archive::Archive;
use super::super::archive::test_zip::{gzip_member, zip};
use super::super::container::Container;
use super::super::{IngestError, MemorySource, Source};
use super::{SheetFaults, SheetRows, Visibility, Workbook};
use proptest::prelude::*;

/// Row, column (both from 1) and text of every cell.
pub(super) type Cells = Vec<(u64, usize, String)>;

pub(super) fn open(source: &mut dyn Source) -> Result<Workbook, IngestError> {
    match Container::open(source)? {
        Some(Container::Workbook(workbook)) => Ok(workbook),
        _ => Err(IngestError::NoTableInside),
    }
}

/// Every record: its row and its cells as text.
fn records(
    rows: &mut SheetRows,
    source: &mut dyn Source,
) -> Result<Vec<(u64, Vec<String>)>, IngestError> {
    let mut found = Vec::new();
    while rows.step(source, &mut |record| {
        let cells = record
            .cells()
            .map(|cell| String::from_utf8(cell.to_vec()).unwrap());
        found.push((record.line, cells.collect()));
    })? {}
    Ok(found)
}

/// All cells with text, and what was odd.
pub(super) fn cells(
    workbook: &Workbook,
    sheet: usize,
    source: &mut dyn Source,
) -> Result<(Cells, SheetFaults), IngestError> {
    let mut rows = workbook.rows(sheet, source)?;
    let mut found = Vec::new();
    while rows.step(source, &mut |record| {
        for (column, cell) in record.cells().enumerate() {
            if !cell.is_empty() {
                let text = String::from_utf8(cell.to_vec()).unwrap();
                found.push((record.line, column + 1, text));
            }
        }
    })? {}
    let (done, all) = rows.packed();
    assert!(done <= all);
    Ok((found, rows.faults()))
}

const RELS: &str = "<Relationships><Relationship Id='r' \
    Type='http://x/officeDocument' Target='/xl/workbook.xml'/></Relationships>";
const BOOK_RELS: &str = "<Relationships><Relationship Id='r1' Type='http://x/worksheet' \
    Target='worksheets/sheet1.xml'/><Relationship Id='r2' Type='http://x/sharedStrings' \
    Target='sharedStrings.xml'/><Relationship Id='r3' Type='http://x/chartsheet' \
    Target='c.xml'/></Relationships>";
const BOOK: &str = "<workbook><sheets><sheet name='Plan' r:id='r3'/>\
    <sheet name='A &amp; B' state='hidden' r:id='r1'/></sheets></workbook>";
const STYLES: &str = "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='dd\\.mm\\.yy'/>\
    </numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/>\
    <xf numFmtId='14'/><xf numFmtId='20'/><xf numFmtId='164'/></cellXfs></styleSheet>";

pub(super) fn xlsx(sheet: &str, strings: &str) -> Vec<u8> {
    zip(
        &[
            ("_rels/.rels", RELS.as_bytes()),
            ("xl/workbook.xml", BOOK.as_bytes()),
            ("xl/_rels/workbook.xml.rels", BOOK_RELS.as_bytes()),
            ("xl/styles.xml", STYLES.as_bytes()),
            ("xl/sharedStrings.xml", strings.as_bytes()),
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ],
        true,
    )
}

fn sheet(rows: &str) -> String {
    format!("<worksheet><dimension ref='A1:A1'/><sheetData>{rows}</sheetData></worksheet>")
}

fn read_sheet(rows: &str, strings: &str) -> Result<Vec<(u64, Vec<String>)>, IngestError> {
    let mut source = MemorySource(xlsx(&sheet(rows), strings));
    let workbook = open(&mut source)?;
    let mut rows = workbook.rows(0, &mut source)?;
    records(&mut rows, &mut source)
}

const STRINGS: &str = "<sst count='4000000000'><si><t> a </t></si><si/>\
    <si><r><t xml:space='preserve'>b </t></r><r><t>c</t></r><rPh><t>no</t></rPh></si></sst>";

#[test]
fn cells_of_every_kind() {
    let rows = "<row r='2'><c r='B2' t='s'><v>0</v></c><c t='s'><v>2</v></c><c s='1'><v>44957</v></c>\
        <c s='2'><v>0.5</v></c><c s='3'><v>44957.25</v></c></row>\
        <row><c t='b'><v>1</v></c><c t='e'><v>#N/A</v></c><c t='str'><f>A1&amp;\"&lt;\"</f><v>x&lt;_x000D_\ny</v></c>\
        <c t='inlineStr'><is><r><t>q</t></r><r><t><![CDATA[<r>]]></t></r></is></c><c><v>1.234</v></c></row>\
        <row r='4'><c r='A4' s='1'/></row>";
    let expected = [
        (1, vec![""]),
        (
            2,
            vec!["", "a", "b c", "2023-01-31", "0.5", "2023-01-31 06:00:00"],
        ),
        (3, vec!["TRUE", "#N/A", "x<\ny", "q<r>", "1.2340"]),
    ];
    let found = read_sheet(rows, STRINGS).unwrap();
    assert_eq!(found.len(), expected.len());
    for ((line, cells), expected) in found.iter().zip(expected) {
        assert_eq!(
            (*line, cells.iter().map(String::as_str).collect()),
            expected
        );
    }
}

#[test]
fn sheets_without_rows_are_not_offered() {
    let mut source = MemorySource(xlsx(&sheet(""), STRINGS));
    let workbook = open(&mut source).unwrap();
    let [only] = workbook.sheets() else {
        panic!("one sheet")
    };
    assert_eq!(
        (only.name.as_str(), only.visibility),
        ("A & B", Visibility::Hidden)
    );
    assert_eq!(
        workbook.first_filled(&mut source),
        Err(IngestError::SheetsEmpty)
    );
}

#[test]
fn gaps_are_told_up_to_a_thousand_blank_rows_and_not_after_the_last() {
    let rows = "<row r='3'><c><v>1</v></c></row><row r='9'/><row r='900000'><c r='XFD1'><v>2</v></c></row>\
        <row r='1048576'/>";
    let found = read_sheet(rows, STRINGS).unwrap();
    let lines: Vec<u64> = found.iter().map(|record| record.0).collect();
    assert_eq!(lines[..5], [1, 2, 3, 4, 5]);
    assert_eq!(lines[lines.len() - 2..], [1003, 900_000]);
    assert_eq!(lines.len(), 2 + 1 + 1_000 + 1);
    assert_eq!(found.last().unwrap().1.len(), 16_384);
}

#[test]
fn the_first_rows_are_put_in_order_and_repeated_cells_named() {
    let rows = "<row r='1'><c><v>1</v></c></row><row r='3'><c r='B3'><v>8</v></c><c r='A3'><v>3</v></c>\
        <c r='B3'><v>9</v></c></row><row r='2'><c t='s'><v>7</v></c><c><v>2</v></c></row>";
    let mut source = MemorySource(xlsx(&sheet(rows), STRINGS));
    let workbook = open(&mut source).unwrap();
    let (found, faults) = cells(&workbook, 0, &mut source).unwrap();
    let found: Vec<_> = found
        .iter()
        .map(|(row, column, text)| (*row, *column, text.as_str()))
        .collect();
    assert_eq!(found, [(1, 1, "1"), (2, 2, "2"), (3, 1, "3"), (3, 2, "9")]);
    assert_eq!(
        faults,
        SheetFaults {
            repeated_cells: 1,
            first_repeated_row: 3,
            rows_out_of_order: 1,
            missing_texts: 1,
            first_missing_row: 2,
            merged_cells: 0,
        }
    );
}

#[test]
fn rows_beyond_the_format_are_refused() {
    for (rows, expected) in [
        (
            "<row r='5'><c r='XFE5'><v>1</v></c></row>".to_owned(),
            IngestError::RowTooWide { row: 5 },
        ),
        (
            format!("<row>{}</row>", "<c><v>1</v></c>".repeat(16_385)),
            IngestError::RowTooWide { row: 1 },
        ),
        (
            format!("<row>{}</row>", "<c r='A1'><v>1</v></c>".repeat(40_000)),
            IngestError::RowTooWide { row: 1 },
        ),
        (
            format!("<row><c t='str'><v>{}</v></c></row>", "xy ".repeat(400_000)),
            IngestError::RowTooWide { row: 1 },
        ),
        (
            "<row r='1048577'><c><v>1</v></c></row>".to_owned(),
            IngestError::TooManyRows,
        ),
        (
            "<row r='0'><c><v>1</v></c></row>".to_owned(),
            IngestError::TooManyRows,
        ),
        (
            "<row><c r='XFD1'><v>1</v></c></row>".repeat(9_000),
            IngestError::SheetTooSparse,
        ),
        ("<row><c><v>1</v></c>".to_owned(), IngestError::Damaged),
        ("<!DOCTYPE x>".to_owned(), IngestError::EntityDefinitions),
    ] {
        let error = read_sheet(&rows, STRINGS).err();
        assert_eq!(error, Some(expected), "{}", &rows[..rows.len().min(60)]);
    }
    let long = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(2 << 20));
    assert_eq!(read_sheet("", &long), Err(IngestError::TextTooLong));
}

pub(super) fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:automatic-styles><style:style style:name='ta2'>\
        <style:table-properties table:display='false'/></style:style></office:automatic-styles>\
        <office:body><office:spreadsheet><table:table table:name='Old' table:style-name='ta2'/>\
        <table:table table:name='Sales'>{rows}</table:table></office:spreadsheet></office:body>\
        </office:document-content>"
    );
    zip(
        &[
            (
                "mimetype",
                b"application/vnd.oasis.opendocument.spreadsheet",
            ),
            ("content.xml", content.as_bytes()),
        ],
        false,
    )
}

fn read_ods(rows: &str) -> Result<Vec<(u64, Vec<String>)>, IngestError> {
    let mut source = MemorySource(ods(rows));
    let workbook = open(&mut source)?;
    assert_eq!(workbook.sheets()[0].visibility, Visibility::Hidden);
    assert_eq!(workbook.sheets()[1].name, "Sales");
    let mut rows = workbook.rows(1, &mut source)?;
    records(&mut rows, &mut source)
}

const ODS_ROWS: &str = "<table:table-row><table:table-cell office:value-type='float' office:value='1.50'>\
    <text:p>1,50 €</text:p></table:table-cell><table:table-cell office:value-type='string'>\
    <office:annotation><text:p>note</text:p></office:annotation><text:p>a<text:s text:c='2'/>b\n \
    <text:span>c </text:span></text:p><text:p>d</text:p></table:table-cell><table:table-cell \
    table:number-columns-repeated='2' office:value-type='date' office:date-value='2024-02-29T00:00:00'/>\
    <table:table-cell table:number-columns-repeated='16379'/></table:table-row>\
    <table:table-row table:number-rows-repeated='2'><table:table-cell/><table:covered-table-cell/>\
    <table:table-cell office:value-type='boolean' office:boolean-value='true'/></table:table-row>\
    <table:table-row table:number-rows-repeated='1048573'><table:table-cell \
    table:number-columns-repeated='16384'/></table:table-row>";

#[test]
fn open_document_cells_of_every_kind() {
    let expected = [
        (1, vec!["1.5", "a  b c\nd", "2024-02-29", "2024-02-29"]),
        (2, vec!["", "", "TRUE"]),
        (3, vec!["", "", "TRUE"]),
    ];
    let found = read_ods(ODS_ROWS).unwrap();
    assert_eq!(found.len(), expected.len());
    for ((line, cells), expected) in found.iter().zip(expected) {
        assert_eq!(
            (*line, cells.iter().map(String::as_str).collect()),
            expected
        );
    }
}

#[test]
fn open_document_repetitions_are_bounded() {
    let cell = |columns: u64| {
        format!(
            "<table:table-cell table:number-columns-repeated='{columns}' office:value-type='float' office:value='1'/>"
        )
    };
    let row = |rows: u64, cells: &str| {
        format!("<table:table-row table:number-rows-repeated='{rows}'>{cells}</table:table-row>")
    };
    for (rows, expected) in [
        (row(1, &cell(16_385)), IngestError::RowTooWide { row: 1 }),
        (row(1, &cell(u64::MAX)), IngestError::RowTooWide { row: 1 }),
        (row(1_048_577, &cell(1)), IngestError::TooManyRows),
        (row(u64::MAX, &cell(1)), IngestError::TooManyRows),
        (row(1_048_576, &cell(16_384)), IngestError::SheetTooSparse),
        (
            row(
                1,
                &format!(
                    "<table:table-cell table:number-columns-repeated='16384'/>{}",
                    cell(1)
                ),
            ),
            IngestError::RowTooWide { row: 1 },
        ),
    ] {
        assert_eq!(read_ods(&rows), Err(expected), "{rows}");
    }
    assert_eq!(read_ods(&row(3, &cell(4))).unwrap().len(), 3);
}

#[test]
fn texts_are_unpacked_from_zip_and_gzip() {
    let text = b"Date,Customer\n2024-01-01,A\n".repeat(100_000);
    let twice = [gzip_member(&text), gzip_member(b"end"), vec![0; 512]].concat();
    let whole = [text.as_slice(), b"end"].concat();
    let files: [(&str, &[u8]); 4] = [
        ("__MACOSX/._shop.csv", b"x"),
        ("export/", b""),
        ("readme.md", b"y"),
        ("export/shop.CSV", &whole),
    ];
    for bytes in [twice, zip(&files, true), zip(&files, false)] {
        let mut source = MemorySource(bytes);
        for step in [(7, 1 << 20), (256 << 10, 1000), (256 << 10, 1 << 20)] {
            let Some(Container::Text(packed)) = Container::open(&mut source).unwrap() else {
                panic!("a text")
            };
            let mut stream = packed.stream(&mut source).unwrap();
            stream.set_step(step.0, step.1);
            let mut out = Vec::new();
            while stream.next(&mut source, &mut out).unwrap() {}
            assert!(out == whole);
            // Padding behind the last member is never packed data.
            assert!(stream.packed_bytes() - stream.packed_done() <= 512);
        }
        // One bit changed in the packed bytes, or an end that is missing.
        let mut damaged = source.clone();
        let middle = damaged.0.len() / 2;
        damaged.0[middle] ^= 8;
        let mut short = source.clone();
        short.0.truncate(middle);
        for mut source in [damaged, short] {
            let result = Container::open(&mut source).and_then(|container| {
                let Some(Container::Text(packed)) = container else {
                    panic!("a text")
                };
                let mut stream = packed.stream(&mut source)?;
                let mut out = Vec::new();
                while stream.next(&mut source, &mut out)? {}
                Ok(())
            });
            assert_eq!(result, Err(IngestError::Damaged));
        }
    }
}

#[test]
fn archives_without_a_table_are_named() {
    let two: [(&str, &[u8]); 2] = [("a.csv", b"x"), ("b.csv", b"y")];
    let document = "<Relationships><Relationship Id='r' Type='http://x/officeDocument' \
        Target='word/document.xml'/></Relationships>";
    let word: [(&str, &[u8]); 2] = [
        ("_rels/.rels", document.as_bytes()),
        ("word/document.xml", b"<w:document/>"),
    ];
    for bytes in [zip(&two, true), zip(&word, true), zip(&[], true)] {
        let result = Container::open(&mut MemorySource(bytes));
        assert_eq!(result.err(), Some(IngestError::NoTableInside));
    }
    for text in ["PK,Name\n1,x\n", "a,b\n", ""] {
        let result = Container::open(&mut MemorySource(text.as_bytes().to_vec()));
        assert!(matches!(result, Ok(None)));
    }
}

#[test]
fn what_unpacks_too_far_is_refused_before_it_is_unpacked() {
    // 64 MiB of one byte pack to a thousandth.
    let blanks = vec![b' '; 64 << 20];
    let mut source = MemorySource(gzip_member(&blanks));
    let Some(Container::Text(packed)) = Container::open(&mut source).unwrap() else {
        panic!("a text")
    };
    let mut stream = packed.stream(&mut source).unwrap();
    let mut out = Vec::new();
    let error = loop {
        out.clear();
        match stream.next(&mut source, &mut out) {
            Ok(more) => assert!(more),
            Err(error) => break error,
        }
    };
    let refusal = IngestError::TooLargeUnpacked {
        limit_bytes: 32 << 20,
    };
    assert_eq!(error, refusal);
    let mut source = MemorySource(zip(&[("a.csv", &blanks)], true));
    assert_eq!(Container::open(&mut source).err(), Some(refusal));
    // What is stated less than it is, is found while unpacking.
    let mut archive = zip(&[("a.csv", &blanks)], true);
    let at = memchr::memmem::find(&archive, b"PK\x01\x02").unwrap();
    archive[at + 24..at + 28].copy_from_slice(&100u32.to_le_bytes());
    let mut source = MemorySource(archive);
    let Some(Container::Text(packed)) = Container::open(&mut source).unwrap() else {
        panic!("a text")
    };
    let mut stream = packed.stream(&mut source).unwrap();
    assert_eq!(
        stream.next(&mut source, &mut Vec::new()),
        Err(IngestError::Damaged)
    );
}

#[test]
fn names_are_found_as_other_readers_find_them() {
    let files: [(&str, &[u8]); 4] = [
        ("A.xml", b"1"),
        ("a.xml", b"2"),
        ("a.xml", b"3"),
        ("b\\C.xml", b"4"),
    ];
    let mut source = MemorySource(zip(&files, false));
    let archive = Archive::open(&mut source).unwrap();
    assert_eq!(archive.names().count(), 4);
    for (name, expected) in [("a.xml", "3"), ("A.xml", "1"), ("B/c.xml", "4")] {
        let mut stream = archive
            .stream(archive.find(name).unwrap(), &mut source)
            .unwrap();
        let mut out = Vec::new();
        while stream.next(&mut source, &mut out).unwrap() {}
        assert_eq!(out, expected.as_bytes());
    }
    assert!(archive.find("c.xml").is_none());
    // Encrypted, and packed in a way nobody uses.
    for (place, value, expected) in [
        (8, 1, IngestError::Protected),
        (10, 12, IngestError::UnknownPacking),
    ] {
        let mut bytes = zip(&files[..1], false);
        let at = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
        bytes[at + place] |= value;
        let mut source = MemorySource(bytes);
        let archive = Archive::open(&mut source).unwrap();
        let result = archive.stream(archive.find("A.xml").unwrap(), &mut source);
        assert_eq!(result.err(), Some(expected));
    }
}

/// Everything a file gives, whatever it is; panics are what is looked for.
fn exhaust(bytes: Vec<u8>) {
    let mut source = MemorySource(bytes);
    match Container::open(&mut source) {
        Ok(Some(Container::Workbook(workbook))) => {
            for sheet in 0..workbook.sheets().len() {
                let _ = cells(&workbook, sheet, &mut source);
            }
            let _ = workbook.first_filled(&mut source);
        }
        Ok(Some(Container::Text(packed))) => {
            let Ok(mut stream) = packed.stream(&mut source) else {
                return;
            };
            let mut out = Vec::new();
            while stream.next(&mut source, &mut out) == Ok(true) {
                out.clear();
            }
        }
        Ok(None) | Err(_) => {}
    }
}

/// Small real workbooks to be changed.
fn seeds() -> Vec<Vec<u8>> {
    let names = [
        "calamine/any_sheets.ods",
        "calamine/inlineStr_cdata.xlsx",
        "calamine/date_iso.xlsx",
        "calamine/temperature.xlsx",
        "calamine/rph.xlsx",
        "made/sheet_xml_utf16.xlsx",
        "poi/protected_passtika.xlsx",
    ];
    let files = names.map(|name| std::fs::read(format!("tests/workbooks/{name}")).unwrap());
    files
        .into_iter()
        .chain([
            // Stored, so that a change reaches the XML and not the packing.
            ods(ODS_ROWS),
            gzip_member(b"a,b\n1,2\n"),
        ])
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn arbitrary_bytes_never_panic(
        head in 0usize..5,
        tail in proptest::collection::vec(any::<u8>(), 0..600),
    ) {
        let heads: [&[u8]; 5] = [b"", b"PK\x03\x04", b"\x1f\x8b\x08", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x05\x06"];
        exhaust([heads[head], &tail].concat());
    }

    #[test]
    fn changed_workbooks_never_panic(
        seed in 0usize..9,
        cut in proptest::option::of(0.0f64..1.0),
        changes in proptest::collection::vec((0.0f64..1.0, any::<u8>()), 0..6),
    ) {
        let mut bytes = seeds().swap_remove(seed);
        for (place, byte) in changes {
            let at = (place * bytes.len() as f64) as usize;
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate((cut * bytes.len() as f64) as usize);
        }
        exhaust(bytes);
    }

    #[test]
    fn arbitrary_parts_never_panic(
        sheet in "(<(row|c|v|is|t|f|/row|/c|/v|sheetData)( r='[A-Z0-9]{1,9}'| t='(s|b|d|str)')*/?>|[0-9&;#x<]{1,4}){0,40}",
        strings in "(<(si|t|r|rPh|/si|/t)( space='preserve')?/?>|[a-z_&;#x<]{1,4}){0,20}",
    ) {
        exhaust(xlsx(&format!("<worksheet><sheetData>{sheet}</sheetData></worksheet>"), &format!("<sst>{strings}</sst>")));
        exhaust(ods(&sheet));
    }

    #[test]
    fn the_size_of_steps_makes_no_difference(
        packed in 1usize..400,
        out in 1usize..400,
        file in 0usize..4,
    ) {
        let name = ["calamine/rph.xlsx", "calamine/has_x000D_.xlsx", "made/sheet_xml_utf16.xlsx", "calamine/any_sheets.ods"][file];
        let mut source = MemorySource(std::fs::read(format!("tests/workbooks/{name}")).unwrap());
        let mut found = Vec::new();
        for step in [None, Some((packed, out))] {
            let workbook = open(&mut source).unwrap();
            let mut rows = workbook.rows(0, &mut source).unwrap();
            if let Some((packed, out)) = step {
                rows.set_step(packed, out);
            }
            found.push(records(&mut rows, &mut source).unwrap());
        }
        prop_assert!(!found[0].is_empty());
        prop_assert_eq!(&found[0], &found[1]);
    }
}
