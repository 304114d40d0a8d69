//! Dates of one column: read from bytes by the column's order, with the evidence for it.

use super::number::is_nothing;
use super::text::trim;
use super::{DateFormat, DateOrder};
use crate::base::Day;

/// Why a cell gives no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateFault {
    /// Nothing, or a word for nothing.
    Missing,
    /// No day of the calendar, or not written as this column writes them.
    Impossible,
    /// A day that stands for "unknown".
    Placeholder,
    /// A day after the last one that can be believed.
    Future,
}

/// What the cells of a column say about the order of day, month and year. Cells, not distinct
/// dates, are counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct DateEvidence {
    /// Cells that have three parts, or eight digits.
    pub(super) dates: u64,
    /// Filled cells that have not.
    pub(super) others: u64,
    /// Year first, by its four digits or by being above 31.
    pub(super) year_first: u64,
    /// Year last, first part above 12: day first.
    pub(super) first_above_12: u64,
    /// Year last, second part above 12: month first.
    pub(super) second_above_12: u64,
    /// Year last, both parts up to 12.
    pub(super) either: u64,
    /// Of those, written with points.
    pub(super) either_with_points: u64,
    /// Year and month only.
    pub(super) months_only: u64,
    /// A cell that reads both ways.
    pub(super) either_example: Option<String>,
    /// Steps back in time from cell to cell, read day first.
    steps_back_dmy: u64,
    /// Steps back in time from cell to cell, read month first.
    steps_back_mdy: u64,
}

/// What the evidence comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OrderVerdict {
    /// The cells decide.
    Decided(DateOrder),
    /// No cell decides; points are written day first.
    ByPoints,
    /// No cell decides. The order under which the file is (nearer to being) sorted, if one is.
    Open(Option<DateOrder>),
    /// There are no dates.
    Unseen,
}

impl DateEvidence {
    /// The order the column is in.
    pub(super) fn decide(&self) -> OrderVerdict {
        let year_last = self.dates - self.year_first;
        if self.dates == 0 {
            OrderVerdict::Unseen
        } else if self.year_first >= year_last {
            OrderVerdict::Decided(DateOrder::Ymd)
        } else if self.first_above_12 > 0 || self.second_above_12 > 0 {
            OrderVerdict::Decided(if self.first_above_12 >= self.second_above_12 {
                DateOrder::Dmy
            } else {
                DateOrder::Mdy
            })
        } else if self.either_with_points * 2 > self.either {
            OrderVerdict::ByPoints
        } else {
            OrderVerdict::Open(match self.steps_back_dmy.cmp(&self.steps_back_mdy) {
                std::cmp::Ordering::Less => Some(DateOrder::Dmy),
                std::cmp::Ordering::Equal => None,
                std::cmp::Ordering::Greater => Some(DateOrder::Mdy),
            })
        }
    }
}

/// Reads the dates of one column.
#[derive(Debug)]
pub(super) struct DateReader {
    order: DateOrder,
    pivot_year: u8,
    /// No day after this one is believed.
    last_believed: Day,
    pub(super) evidence: DateEvidence,
    /// The last date read: files come sorted, or at least in runs.
    cached: [u8; 10],
    cached_len: usize,
    cached_parts: Option<Parts>,
    cached_day: Result<Day, DateFault>,
    last_either: Option<(Day, Day)>,
}

/// Three numbers of a date as they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Parts {
    values: [u16; 3],
    /// Digits of the first and last number.
    first_digits: u8,
    last_digits: u8,
    separator: u8,
    /// Bytes of the cell they take; a time may follow.
    length: usize,
}

impl DateReader {
    /// A reader for this format. Days after `today` are in the future; without it, those after the
    /// year 2100 are (see also `span`).
    pub(super) fn new(format: &DateFormat, today: Option<Day>) -> Self {
        Self {
            order: format.order,
            pivot_year: format.pivot_year,
            last_believed: today.unwrap_or(day_from_civil(2100, 12, 31)),
            evidence: DateEvidence::default(),
            cached: [0; 10],
            cached_len: 0,
            cached_parts: None,
            cached_day: Err(DateFault::Missing),
            last_either: None,
        }
    }

    /// The day of a cell.
    #[inline]
    pub(super) fn read(&mut self, cell: &[u8]) -> Result<Day, DateFault> {
        let length = self.cached_len;
        if length > 0
            && cell.len() >= length
            && cell[..length] == self.cached[..length]
            && cell.get(length).is_none_or(|&next| ends_date(next))
        {
            if let Some(parts) = self.cached_parts {
                self.count(&parts);
            }
            return self.cached_day;
        }
        self.read_new(cell)
    }

    fn read_new(&mut self, cell: &[u8]) -> Result<Day, DateFault> {
        let Some(parts) = Parts::of(cell) else {
            return self.read_odd(cell);
        };
        self.count(&parts);
        if self.class(&parts) == Class::Either {
            self.note_either(&parts, cell);
        }
        let day = self.day(&parts);
        if let Some(cached) = self.cached.get_mut(..parts.length) {
            cached.copy_from_slice(&cell[..parts.length]);
            self.cached_len = parts.length;
            self.cached_parts = Some(parts);
            self.cached_day = day;
        }
        day
    }

    #[cold]
    fn read_odd(&mut self, cell: &[u8]) -> Result<Day, DateFault> {
        let text = String::from_utf8_lossy(cell);
        let text = trim(&text);
        if is_nothing(text) {
            return Err(DateFault::Missing);
        }
        if text.len() < cell.len() {
            return self.read_new(text.as_bytes());
        }
        if let Some((year, month)) = year_and_month(text) {
            self.evidence.dates += 1;
            self.evidence.year_first += 1;
            self.evidence.months_only += 1;
            return self.believed(year, month, 1);
        }
        self.evidence.others += 1;
        Err(DateFault::Impossible)
    }

    fn class(&self, parts: &Parts) -> Class {
        let [first, second, last] = parts.values;
        if parts.first_digits == 4 || (parts.last_digits != 4 && first > 31) {
            Class::YearFirst
        } else if parts.last_digits != 4 && self.order == DateOrder::Ymd && last <= 31 {
            // Six digits with the year in front, as the column's format says.
            Class::YearFirst
        } else if first > 12 {
            Class::FirstAbove12
        } else if second > 12 {
            Class::SecondAbove12
        } else {
            Class::Either
        }
    }

    fn count(&mut self, parts: &Parts) {
        let class = self.class(parts);
        let evidence = &mut self.evidence;
        evidence.dates += 1;
        match class {
            Class::YearFirst => evidence.year_first += 1,
            Class::FirstAbove12 => evidence.first_above_12 += 1,
            Class::SecondAbove12 => evidence.second_above_12 += 1,
            Class::Either => {
                evidence.either += 1;
                evidence.either_with_points += u64::from(parts.separator == b'.');
            }
        }
    }

    fn note_either(&mut self, parts: &Parts, cell: &[u8]) {
        let [first, second, last] = parts.values;
        if self.evidence.either_example.is_none() && first != second {
            let text = String::from_utf8_lossy(&cell[..parts.length]).into_owned();
            self.evidence.either_example = Some(text);
        }
        let year = self.year(last, parts.last_digits);
        let days = (
            day_from_civil(year, second, first),
            day_from_civil(year, first, second),
        );
        if let Some((dmy, mdy)) = self.last_either.replace(days) {
            self.evidence.steps_back_dmy += u64::from(days.0 < dmy);
            self.evidence.steps_back_mdy += u64::from(days.1 < mdy);
        }
    }

    fn year(&self, value: u16, digits: u8) -> u16 {
        match digits {
            4 => value,
            _ if value <= u16::from(self.pivot_year) => 2000 + value,
            _ => 1900 + value,
        }
    }

    fn day(&self, parts: &Parts) -> Result<Day, DateFault> {
        let [first, second, last] = parts.values;
        let class = self.class(parts);
        let (year, month, day) = match (class, self.order) {
            (Class::YearFirst, _) => (self.year(first, parts.first_digits), second, last),
            // In a column of ISO dates the others are read where they read one way only.
            (Class::Either, DateOrder::Ymd) => return Err(DateFault::Impossible),
            (Class::FirstAbove12, DateOrder::Ymd) | (_, DateOrder::Dmy) => {
                (self.year(last, parts.last_digits), second, first)
            }
            (Class::SecondAbove12, DateOrder::Ymd) | (_, DateOrder::Mdy) => {
                (self.year(last, parts.last_digits), first, second)
            }
        };
        self.believed(year, month, day)
    }

    fn believed(&self, year: u16, month: u16, day: u16) -> Result<Day, DateFault> {
        if matches!(
            (year, month, day),
            (1 | 1900 | 1901, 1, 1) | (1899, 12, 30 | 31) | (1900, 1, 0) | (2999 | 9999, 12, 31)
        ) {
            return Err(DateFault::Placeholder);
        }
        if year < 1900 || !(1..=12).contains(&month) || day == 0 || day > days_in(year, month) {
            return Err(DateFault::Impossible);
        }
        let day = day_from_civil(year, month, day);
        if day > self.last_believed {
            return Err(DateFault::Future);
        }
        Ok(day)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    YearFirst,
    FirstAbove12,
    SecondAbove12,
    Either,
}

impl Parts {
    #[inline]
    fn of(cell: &[u8]) -> Option<Self> {
        let (first, first_digits, at) = number(cell, 0)?;
        if first_digits == 8 {
            return Self::of_eight_digits(cell, at);
        }
        let separator = *cell.get(at)?;
        if !matches!(separator, b'-' | b'/' | b'.') {
            return None;
        }
        let (second, second_digits, at) = number(cell, at + 1)?;
        if cell.get(at) != Some(&separator) {
            return None;
        }
        let (last, last_digits, at) = number(cell, at + 1)?;
        let shape_fits = matches!(
            (first_digits, second_digits, last_digits),
            (4, 1 | 2, 1 | 2) | (1 | 2, 1 | 2, 2 | 4)
        );
        // A point may end a date (31.12.2024.).
        let ends = cell
            .get(at)
            .is_none_or(|&next| ends_date(next) || next == b'.' && at + 1 == cell.len());
        (shape_fits && ends).then_some(Self {
            values: [first as u16, second as u16, last as u16],
            first_digits,
            last_digits,
            separator,
            length: at,
        })
    }

    /// `20240131`: year, month, day without marks.
    fn of_eight_digits(cell: &[u8], at: usize) -> Option<Self> {
        let (value, ..) = number(cell, 0)?;
        let (year, month, day) = (value / 10_000, value / 100 % 100, value % 100);
        let plausible = (1900..2100).contains(&year) && (1..=12).contains(&month) && day <= 31;
        (plausible && cell.get(at).is_none_or(|&next| ends_date(next))).then_some(Self {
            values: [year as u16, month as u16, day as u16],
            first_digits: 4,
            last_digits: 2,
            separator: 0,
            length: at,
        })
    }
}

/// What may follow a date: a time, which is ignored with its zone. The day is the one written.
#[inline]
fn ends_date(next: u8) -> bool {
    matches!(next, b' ' | b'T' | b't' | b',')
}

/// Up to eight digits from `at`: their value, how many, and where they end.
#[inline]
fn number(cell: &[u8], at: usize) -> Option<(u32, u8, usize)> {
    let mut value = 0;
    let mut digits = 0;
    for &byte in cell.get(at..)? {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            break;
        }
        if digits == 8 {
            return None;
        }
        value = value * 10 + u32::from(digit);
        digits += 1;
    }
    (digits > 0).then_some((value, digits, at + usize::from(digits)))
}

/// `2024-01` or `2024/01`.
fn year_and_month(text: &str) -> Option<(u16, u16)> {
    let (year, month) = text.split_once(['-', '/', '.'])?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if year.len() != 4 || month.len() != 2 || !digits(year) || !digits(month) {
        return None;
    }
    Some((year.parse().ok()?, month.parse().ok()?))
}

fn days_in(year: u16, month: u16) -> u16 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01 in the proleptic Gregorian calendar (Hinnant 2013, `days_from_civil`).
fn day_from_civil(year: u16, month: u16, day: u16) -> Day {
    let (year, month, day) = (i32::from(year), i32::from(month), i32::from(day));
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Day(era * 146_097 + day_of_era - 719_468)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn reader(order: DateOrder) -> DateReader {
        let format = DateFormat {
            order,
            pivot_year: 69,
        };
        DateReader::new(&format, None)
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
        ] {
            assert_eq!(read(text, order), Err(fault), "{text}");
        }
        let format = DateFormat {
            order: DateOrder::Ymd,
            pivot_year: 69,
        };
        let mut reader = DateReader::new(&format, Day::from_iso("2024-06-01"));
        assert_eq!(reader.read(b"2024-06-02"), Err(DateFault::Future));
        assert!(reader.read(b"2024-06-01").is_ok());
    }

    fn decide(cells: &[&str]) -> OrderVerdict {
        let mut reader = reader(DateOrder::Dmy);
        for cell in cells {
            let _ = reader.read(cell.as_bytes());
        }
        reader.evidence.decide()
    }

    #[test]
    fn one_cell_that_reads_one_way_decides() {
        use OrderVerdict::{ByPoints, Decided, Open, Unseen};
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
        fn the_cache_changes_nothing(cells in prop::collection::vec("(0?[1-3]|1[1-4])[/.](0?[1-3]|1[1-4])[/.](20)?2[45]( 10:00|T1|x)?", 0..20)) {
            let mut cached = reader(DateOrder::Dmy);
            for cell in &cells {
                let alone = reader(DateOrder::Dmy).read(cell.as_bytes());
                prop_assert_eq!(cached.read(cell.as_bytes()), alone);
            }
            prop_assert_eq!(cached.evidence.dates + cached.evidence.others, cells.len() as u64);
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..12)) {
            let _ = reader(DateOrder::Mdy).read(&bytes);
        }
    }
}
