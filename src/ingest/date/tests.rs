//! Dates of every shape in every order, and against a calendar.

use proptest::prelude::*;

use super::*;

fn reader(order: DateOrder) -> DateReader {
    DateReader::new(&DateFormat::of(order), None)
}

fn read(text: &str, order: DateOrder) -> Result<String, DateFault> {
    reader(order)
        .read(text.as_bytes())
        .map(|day| day.to_string())
}

#[test]
fn dates_in_every_order() {
    for (text, order, expected) in [
        ("2024-01-31", DateOrder::Ymd, "2024-01-31"),
        ("2024/1/3", DateOrder::Ymd, "2024-01-03"),
        ("2024.02.29", DateOrder::Dmy, "2024-02-29"),
        ("31.12.2024", DateOrder::Dmy, "2024-12-31"),
        ("31.12.2024.", DateOrder::Dmy, "2024-12-31"),
        ("3/4/24", DateOrder::Dmy, "2024-04-03"),
        ("3/4/70", DateOrder::Mdy, "1970-03-04"),
        ("11/8/2018", DateOrder::Mdy, "2018-11-08"),
        ("24-05-01", DateOrder::Ymd, "2024-05-01"),
        ("99-05-01", DateOrder::Dmy, "1999-05-01"),
        ("20240131", DateOrder::Dmy, "2024-01-31"),
        ("2023-01-01T23:30:00-05:00", DateOrder::Ymd, "2023-01-01"),
        ("12/1/2021 7:18", DateOrder::Mdy, "2021-12-01"),
        ("15/03/2024", DateOrder::Ymd, "2024-03-15"),
        (" 2024-01-31 ", DateOrder::Ymd, "2024-01-31"),
        ("2022-01", DateOrder::Ymd, "2022-01-01"),
        ("2024. 01. 31.", DateOrder::Dmy, "2024-01-31"),
        ("31. 12. 2024 10:00", DateOrder::Dmy, "2024-12-31"),
        ("5 / 1 / 24", DateOrder::Mdy, "2024-05-01"),
        ("2024 01 31", DateOrder::Ymd, "2024-01-31"),
        ("20240131123000", DateOrder::Dmy, "2024-01-31"),
        ("202401311230", DateOrder::Dmy, "2024-01-31"),
        ("Fri 05/01/2024", DateOrder::Dmy, "2024-01-05"),
        ("Пт, 05.01.2024", DateOrder::Dmy, "2024-01-05"),
        ("01/02/2024 11:30 PM", DateOrder::Mdy, "2024-01-02"),
        ("01/2024", DateOrder::Dmy, "2024-01-01"),
    ] {
        assert_eq!(read(text, order).as_deref(), Ok(expected), "{text}");
    }
}

#[test]
fn what_is_no_day_says_why() {
    for (text, order, fault) in [
        ("", DateOrder::Ymd, DateFault::Missing),
        ("n/a", DateOrder::Ymd, DateFault::Missing),
        ("2023-02-29", DateOrder::Ymd, DateFault::Impossible),
        ("31/12/2024", DateOrder::Mdy, DateFault::Impossible),
        ("01/02/2024", DateOrder::Ymd, DateFault::Impossible),
        ("0223-05-01", DateOrder::Ymd, DateFault::Impossible),
        ("Total", DateOrder::Ymd, DateFault::Impossible),
        ("2024-01-02x", DateOrder::Ymd, DateFault::Impossible),
        ("1900-01-01", DateOrder::Ymd, DateFault::Placeholder),
        ("0000-00-00", DateOrder::Ymd, DateFault::Impossible),
        ("31.12.9999", DateOrder::Dmy, DateFault::Placeholder),
        ("2199-05-05", DateOrder::Ymd, DateFault::Future),
        ("123456789", DateOrder::Ymd, DateFault::Impossible),
        ("45000", DateOrder::Dmy, DateFault::Impossible),
        ("1700000000", DateOrder::Dmy, DateFault::Impossible),
        ("202401", DateOrder::Dmy, DateFault::Impossible),
        ("201", DateOrder::Dmy, DateFault::Impossible),
        ("31.12.", DateOrder::Dmy, DateFault::Impossible),
        ("Jan-24", DateOrder::Dmy, DateFault::Impossible),
        ("12 34 56", DateOrder::Dmy, DateFault::Impossible),
        ("-5/1/2024", DateOrder::Dmy, DateFault::Impossible),
        ("1/2/2024/3", DateOrder::Dmy, DateFault::Impossible),
        ("31/12-2024", DateOrder::Dmy, DateFault::Impossible),
        ("4512.50", DateOrder::Dmy, DateFault::Impossible),
        ("30 Feb 2024", DateOrder::Dmy, DateFault::Impossible),
        ("March 2024 promo", DateOrder::Dmy, DateFault::Impossible),
        ("Refund 5 Jan 2024", DateOrder::Dmy, DateFault::Impossible),
        ("0", DateOrder::Excel1900, DateFault::Placeholder),
        ("60", DateOrder::Excel1900, DateFault::Impossible),
        ("2958465", DateOrder::Excel1900, DateFault::Placeholder),
        ("01/02/2024", DateOrder::Excel1900, DateFault::Impossible),
    ] {
        assert_eq!(read(text, order), Err(fault), "{text}");
    }
    let mut reader = DateReader::new(&DateFormat::of(DateOrder::Ymd), Day::from_iso("2024-06-01"));
    assert_eq!(reader.read(b"2024-06-02"), Err(DateFault::Future));
    assert!(reader.read(b"2024-06-01").is_ok());
}

#[test]
fn months_as_words() {
    for text in [
        "05-Jan-2024",
        "5. Jan. 2024",
        "05JAN2024",
        "5-jan-24",
        "Jan 5, 2024",
        "January 5th, 2024 10:30 pm",
        "2024 Jan 05",
        "2024-Jan-5T10:00:00Z",
        "Friday, 5 January 2024",
        "Fri Jan 05 2024 10:00:00 GMT+0100 (CET)",
        "Fri Jan  5 10:00:00 2024",
        "05/Jan/2024:10:00:00 +0000",
        "5. Januar 2024",
        "Freitag, 5. Januar 2024",
        "den 5 januari 2024",
        "5 января 2024 г.",
        "5 січня 2024 р.",
        "пʼятниця, 5 січ. 2024",
        "5 stycznia 2024 r.",
        "5 janvier 2024",
        "ven. 5 janv. 2024",
        "5 de enero de 2024",
        "5 gennaio 2024",
        "5 JANUARI 2024",
    ] {
        for order in [DateOrder::Ymd, DateOrder::Dmy, DateOrder::Mdy] {
            assert_eq!(read(text, order).as_deref(), Ok("2024-01-05"), "{text}");
        }
    }
    for (text, expected) in [
        ("1er mai 2022", "2022-05-01"),
        ("mar. 5 mars 2024", "2024-03-05"),
        ("31 серпня 2023", "2023-08-31"),
        ("Mai 2024", "2024-05-01"),
        ("2024 січень", "2024-01-01"),
        ("Sept. 2024", "2024-09-01"),
        ("styczeń 2024", "2024-01-01"),
    ] {
        assert_eq!(
            read(text, DateOrder::Dmy).as_deref(),
            Ok(expected),
            "{text}"
        );
    }
}

#[test]
fn words_in_the_encoding_of_the_file() {
    let decoder = Decoder::new(Encoding::Windows1251);
    let mut reader = reader(DateOrder::Dmy).decoding(decoder);
    // "5 мая 2024"
    let cell = b"5 \xec\xe0\xff 2024";
    assert_eq!(
        reader.read(cell).map(|day| day.to_string()),
        Ok("2024-05-05".to_owned())
    );
    assert_eq!(
        reader.evidence.decide(),
        OrderVerdict::Decided(DateOrder::Dmy)
    );
}

#[test]
fn what_only_a_whole_column_says() {
    for (text, order, expected) in [
        ("45292", DateOrder::Excel1900, "2024-01-01"),
        ("45292.75", DateOrder::Excel1900, "2024-01-01"),
        ("59", DateOrder::Excel1900, "1900-02-28"),
        ("61", DateOrder::Excel1900, "1900-03-01"),
        ("366", DateOrder::Excel1900, "1900-12-31"),
        ("43830", DateOrder::Excel1904, "2024-01-01"),
        ("2024-01-31", DateOrder::Excel1900, "2024-01-31"),
        ("31.01.2024", DateOrder::Excel1900, "2024-01-31"),
        ("1704067199", DateOrder::UnixSeconds, "2023-12-31"),
        ("1704067200.5", DateOrder::UnixSeconds, "2024-01-01"),
        ("1704067200000", DateOrder::UnixMilliseconds, "2024-01-01"),
        // Told from a day and a time by the column.
        ("199411200000", DateOrder::UnixMilliseconds, "1976-04-27"),
        ("199411200000", DateOrder::Ymd, "1994-11-20"),
        ("202401", DateOrder::Ym, "2024-01-01"),
        ("01/24", DateOrder::My, "2024-01-01"),
        ("Jan-24", DateOrder::My, "2024-01-01"),
        ("24-Jan", DateOrder::My, "2024-01-01"),
    ] {
        assert_eq!(read(text, order).as_deref(), Ok(expected), "{text}");
    }
    for (text, order, expected) in [
        ("201", DateOrder::Dm, "2024-01-02"),
        ("2902", DateOrder::Dm, "2024-02-29"),
        ("31.12.", DateOrder::Dm, "2024-12-31"),
        ("31. 12.", DateOrder::Dm, "2024-12-31"),
        ("24-Jan", DateOrder::Dm, "2024-01-24"),
        ("12/31", DateOrder::Md, "2024-12-31"),
        ("Jan 24", DateOrder::Md, "2024-01-24"),
    ] {
        let format = DateFormat {
            year: Some(2024),
            ..DateFormat::of(order)
        };
        let day = DateReader::new(&format, None).read(text.as_bytes());
        assert_eq!(
            day.map(|day| day.to_string()),
            Ok(expected.to_owned()),
            "{text}"
        );
        assert_eq!(read(text, order), Err(DateFault::Impossible), "{text}");
    }
}

fn decide(cells: &[&str]) -> OrderVerdict {
    let mut reader = reader(DateOrder::Dmy);
    for cell in cells {
        let _ = reader.read(cell.as_bytes());
    }
    reader.evidence.decide()
}

/// Columns of other readers' test files: file, mark, column, cells read, first and last day.
#[test]
fn columns_of_other_readers_tests() {
    for (file, mark, column, header, order, cells, first, last) in [
        (
            "duckdb/sales_snippet.csv",
            '\t',
            9,
            0,
            DateOrder::Mdy,
            None,
            "2008-02-18",
            "",
        ),
        (
            "duckdb/auto/time_date_timestamp_mm-dd-yy.csv",
            ',',
            4,
            1,
            DateOrder::Mdy,
            Some(3),
            "1990-01-01",
            "2004-12-13",
        ),
        (
            "duckdb/auto/time_date_timestamp_dd-mm-yy.csv",
            ',',
            4,
            1,
            DateOrder::Dmy,
            Some(3),
            "1990-01-01",
            "2004-12-13",
        ),
        // One of them is month or day first, and nobody knows which.
        (
            "duckdb/mixed_dates.csv",
            ',',
            1,
            1,
            DateOrder::Ymd,
            None,
            "2024-03-08",
            "",
        ),
        (
            "duckdb/timestamp_timezone.csv",
            ',',
            0,
            1,
            DateOrder::Ymd,
            Some(8),
            "2020-01-01",
            "2020-01-01",
        ),
        (
            "duckdb/weather.csv",
            ',',
            0,
            1,
            DateOrder::Dmy,
            Some(366),
            "2016-01-01",
            "2016-12-31",
        ),
        (
            "csv-jl/issue_198.csv",
            ';',
            0,
            1,
            DateOrder::Dmy,
            None,
            "2018-04-18",
            "",
        ),
        (
            "csv-jl/test_datetimes.csv",
            ',',
            0,
            1,
            DateOrder::Ymd,
            Some(3),
            "2015-01-01",
            "2015-01-03",
        ),
    ] {
        let path = std::path::Path::new("../shared/corpora").join(file);
        let Ok(bytes) = std::fs::read(path) else {
            eprintln!("the shared data set is not beside the project: {file} was not read");
            continue;
        };
        let text = String::from_utf8_lossy(&bytes);
        let column: Vec<&str> = text
            .lines()
            .skip(header)
            .filter_map(|line| line.split(mark).nth(column))
            .collect();
        assert_eq!(decide(&column), OrderVerdict::Decided(order), "{file}");
        let mut reader = reader(order);
        let days: Vec<String> = column
            .iter()
            .filter_map(|cell| reader.read(cell.as_bytes()).ok())
            .map(|day| day.to_string())
            .collect();
        assert_eq!(days[0], first, "{file}");
        if let Some(cells) = cells {
            assert_eq!(days.len(), cells, "{file}");
            assert_eq!(days[cells - 1], last, "{file}");
        }
    }
}

#[test]
fn one_cell_that_reads_one_way_decides() {
    use OrderVerdict::{ByPoints, Decided, Open, Pairs, Unseen};
    assert_eq!(decide(&["1/2/2024", "1/13/2024"]), Decided(DateOrder::Mdy));
    assert_eq!(decide(&["1/2/2024", "13/1/2024"]), Decided(DateOrder::Dmy));
    assert_eq!(decide(&["2024-01-02"]), Decided(DateOrder::Ymd));
    assert_eq!(decide(&["41-01-02"]), Decided(DateOrder::Ymd));
    assert_eq!(decide(&["01.02.2024"]), ByPoints);
    assert_eq!(decide(&["01/02/2024"]), Open(None));
    assert_eq!(
        decide(&["11/02/2024", "02/03/2024"]),
        Open(Some(DateOrder::Dmy))
    );
    assert_eq!(decide(&["x", ""]), Unseen);
    assert_eq!(decide(&["5 Jan 2024"]), Decided(DateOrder::Dmy));
    assert_eq!(decide(&["Jan 5, 2024"]), Decided(DateOrder::Mdy));
    // A word says nothing of numbers beside it.
    assert_eq!(decide(&["5 Jan 2024", "01/02/2024"]), Open(None));
    assert_eq!(decide(&["45292", "45293.5"]), Decided(DateOrder::Excel1900));
    assert_eq!(decide(&["1704067200"]), Decided(DateOrder::UnixSeconds));
    assert_eq!(
        decide(&["1704067200000"]),
        Decided(DateOrder::UnixMilliseconds)
    );
    assert_eq!(decide(&["202401", "202312"]), Decided(DateOrder::Ym));
    assert_eq!(
        decide(&["201", "1912", "3112"]),
        Pairs([true, false, false])
    );
    assert_eq!(decide(&["01.02.", "03.04."]), Pairs([true, true, true]));
    assert_eq!(decide(&["24-Jan", "31-Dec"]), Pairs([true, false, true]));
    assert_eq!(decide(&["01/99", "12/98"]), Decided(DateOrder::My));
}

proptest! {
    #[test]
    fn days_are_those_of_the_calendar(year in 1902_i16..2100, month in 0_i8..14, day in 0_i8..33) {
        let text = format!("{year:04}-{month:02}-{day:02}");
        let theirs = jiff::civil::Date::new(year, month, day).ok().map(|date| date.to_string());
        prop_assert_eq!(read(&text, DateOrder::Ymd).ok(), theirs.clone());
        let turned = format!("{day}.{month}.{year}");
        prop_assert_eq!(read(&turned, DateOrder::Dmy).ok(), theirs);
    }

    #[test]
    fn every_way_to_write_a_day_reads_back(days in 0_i32..47_000, mark in "[-/.]", name in 0_usize..7) {
        let date = jiff::civil::date(1971, 1, 1) + jiff::Span::new().days(days);
        let (year, month, day) = (date.year(), date.month(), date.day());
        let ours = |text: &str, order| read(text, order).ok();
        let theirs = Some(date.to_string());
        let short = date.strftime("%y").to_string();
        for (text, order) in [
            (format!("{year}{mark}{month:02}{mark}{day:02}"), DateOrder::Ymd),
            (format!("{day}{mark}{month}{mark}{year}"), DateOrder::Dmy),
            (format!("{day:02} {mark} {month:02} {mark} {year}"), DateOrder::Dmy),
            (format!("{month}{mark}{day}{mark}{year} 11:59:59 PM"), DateOrder::Mdy),
            (date.strftime("%Y%m%d").to_string(), DateOrder::Mdy),
            (date.strftime("%Y%m%d235959").to_string(), DateOrder::Mdy),
            (date.strftime("%a, %d %b %Y 23:59:59 -1100").to_string(), DateOrder::Mdy),
            (date.strftime("%A, %B %d, %Y").to_string(), DateOrder::Dmy),
            (date.strftime("%Y-%b-%d").to_string(), DateOrder::Dmy),
            (date.strftime("%Y-%m-%dT00:00:00+14:00").to_string(), DateOrder::Dmy),
            ((days + 25_569 + 365).to_string(), DateOrder::Excel1900),
            ((days + 24_107 + 365).to_string(), DateOrder::Excel1904),
            ((i64::from(days + 365) * 86_400 + 86_399).to_string(), DateOrder::UnixSeconds),
            ((i64::from(days + 365) * 86_400_000).to_string(), DateOrder::UnixMilliseconds),
        ] {
            prop_assert_eq!(ours(&text, order), theirs.clone(), "{}", text);
        }
        if (1970..2070).contains(&year) {
            for (text, order) in [
                (format!("{day}{mark}{month}{mark}{short}"), DateOrder::Dmy),
                (format!("{month}{mark}{day}{mark}{short}"), DateOrder::Mdy),
                (format!("{short}{mark}{month}{mark}{day:02}"), DateOrder::Ymd),
            ] {
                prop_assert_eq!(ours(&text, order), theirs.clone(), "{}", text);
            }
        }
        // The name's first word in the genitive, by language.
        let genitive = words::genitive(month as usize, name);
        for text in [format!("{day} {genitive} {year}"), format!("{year} {genitive} {day:02}")] {
            prop_assert_eq!(ours(&text, DateOrder::Ymd), theirs.clone(), "{}", text);
        }
        let first = Some(format!("{year:04}-{month:02}-01"));
        for (text, order) in [
            (format!("{year}-{month:02}"), DateOrder::Dmy),
            (format!("{month:02}/{year}"), DateOrder::Dmy),
            (format!("{genitive} {year}"), DateOrder::Dmy),
            (format!("{year}{month:02}"), DateOrder::Ym),
        ] {
            prop_assert_eq!(ours(&text, order), first.clone(), "{}", text);
        }
        let format = |order| DateFormat { year: Some(year as u16), ..DateFormat::of(order) };
        for (text, order) in [
            (format!("{day}{month:02}"), DateOrder::Dm),
            (format!("{day}{mark}{month}"), DateOrder::Dm),
            (format!("{month}{mark}{day}"), DateOrder::Md),
        ] {
            let day = DateReader::new(&format(order), None).read(text.as_bytes());
            prop_assert_eq!(day.ok().map(|day| day.to_string()), theirs.clone(), "{}", text);
        }
    }

    #[test]
    fn the_cache_changes_nothing(cells in prop::collection::vec("(0?[1-3]|1[1-4])[/.](0?[1-3]|1[1-4])[/.](20)?2[45]( 10:00|T1|x)?", 0..20)) {
        let mut cached = reader(DateOrder::Dmy);
        for cell in &cells {
            let alone = reader(DateOrder::Dmy).read(cell.as_bytes());
            prop_assert_eq!(cached.read(cell.as_bytes()), alone);
        }
        prop_assert_eq!(cached.evidence.dates + cached.evidence.others, cells.len() as u64);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        for order in DateOrder::ALL {
            let _ = reader(order).read(&bytes);
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "([0-9]{1,14}|[-/.:,+T ]{1,2}|jan|мая|Fri|PM|ü){0,8}") {
        for order in DateOrder::ALL {
            let format = DateFormat { year: Some(2023), ..DateFormat::of(order) };
            let mut reader = DateReader::new(&format, None);
            let first = reader.read(text.as_bytes());
            prop_assert_eq!(reader.read(text.as_bytes()), first);
            let _ = reader.evidence.decide();
        }
    }
}
