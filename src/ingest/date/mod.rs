//! Dates of one column: read from bytes by the column's order, with the evidence for it.
//!
//! Imports `base`. Three numbers with one mark are read here, on the way every row takes; the rest
//! stands behind it.
//!
//! - `evidence`: what the cells say about their order
//! - `shape`, `words`: dates in other shapes, and the words in them

mod evidence;
mod shape;
mod words;

pub(super) use evidence::{Bare, DateEvidence, OrderVerdict};
use shape::Shape;

use super::encoding::Decoder;
use super::number::is_nothing;
use super::text::trim;
use super::{DateFormat, DateOrder, Encoding};
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

/// The year and month of a text that names a month of a year ("2024-01", "Jan 2024"), with four
/// digits for the year.
pub(super) fn month_of(text: &str) -> Option<(u16, u16)> {
    match shape::of(text)? {
        Shape::Month { year, month } => Some((year, month)),
        _ => None,
    }
}

/// Reads the dates of one column.
#[derive(Debug)]
pub(super) struct DateReader {
    format: DateFormat,
    decoder: Decoder,
    /// No day after this one is believed.
    last_believed: Day,
    pub(super) evidence: DateEvidence,
    /// The last date read: files come sorted, or at least in runs.
    cached: [u8; 10],
    cached_len: usize,
    cached_parts: Option<Parts>,
    cached_day: Result<Day, DateFault>,
    last_either: Option<(Day, Day)>,
    /// The last cell of another shape.
    last_odd: (Vec<u8>, Option<Shape>),
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
            format: format.clone(),
            decoder: Decoder::new(Encoding::Utf8),
            last_believed: today.unwrap_or(day_from_civil(2100, 12, 31)),
            evidence: DateEvidence::default(),
            cached: [0; 10],
            cached_len: 0,
            cached_parts: None,
            cached_day: Err(DateFault::Missing),
            last_either: None,
            last_odd: (Vec::new(), None),
        }
    }

    /// The same for cells in another encoding.
    pub(super) fn decoding(mut self, decoder: Decoder) -> Self {
        self.decoder = decoder;
        self
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
        if self.last_odd.1.is_none() || self.last_odd.0 != cell {
            let decoder = self.decoder.clone();
            let text = decoder.decode(cell);
            let text = trim(&text);
            if is_nothing(text) {
                return Err(DateFault::Missing);
            }
            let shape = Parts::of(text.as_bytes()).map(Shape::Three);
            let shape = shape.or_else(|| shape::of(text));
            self.note_example(shape, text);
            self.last_odd = (cell.to_vec(), shape);
        }
        if let Some(shape) = self.last_odd.1 {
            self.read_shape(shape)
        } else {
            self.evidence.others += 1;
            Err(DateFault::Impossible)
        }
    }

    fn note_example(&mut self, shape: Option<Shape>, text: &str) {
        match shape {
            Some(Shape::Three(parts)) if self.class(&parts) == Class::Either => {
                self.note_either(&parts, text.as_bytes());
            }
            Some(Shape::Pair { .. }) if self.evidence.pair_example.is_none() => {
                self.evidence.pair_example = Some(text.to_owned());
            }
            _ => {}
        }
    }

    fn read_shape(&mut self, shape: Shape) -> Result<Day, DateFault> {
        match shape {
            Shape::Three(parts) => {
                self.count(&parts);
                self.day(&parts)
            }
            Shape::Worded {
                year,
                year_digits,
                month,
                day,
                place,
            } => {
                self.evidence.dates += 1;
                self.evidence.worded[place] += 1;
                self.evidence.short_years += u64::from(year_digits != 4);
                self.believed(self.year(year, year_digits), month, day)
            }
            Shape::Month { year, month } => {
                self.evidence.dates += 1;
                self.evidence.months_only += 1;
                self.believed(year, month, 1)
            }
            Shape::Pair {
                first,
                second,
                word,
                unmarked,
            } => {
                self.count_pair(first, second, word, unmarked);
                self.pair(first, second, word, unmarked)
            }
            Shape::Bare {
                value,
                digits,
                decimals,
            } => {
                match bare_kind(value, digits, decimals) {
                    Some(kind) => self.evidence.bare[kind as usize] += 1,
                    None => self.evidence.others += 1,
                }
                self.bare(value, decimals)
            }
        }
    }

    fn count_pair(&mut self, first: u16, second: u16, word: Option<usize>, unmarked: bool) {
        let is = |day: u16, month: u16| (1..=31).contains(&day) && (1..=12).contains(&month);
        let evidence = &mut self.evidence;
        let fits = match word {
            Some(0) => [false, is(second, first), true],
            Some(_) => [is(first, second), false, true],
            None => [
                is(first, second),
                is(second, first),
                (1..=12).contains(&first) && !unmarked,
            ],
        };
        if fits == [false; 3] {
            evidence.others += 1;
            return;
        }
        evidence.bare[Bare::Pair as usize] += 1;
        for (against, fits) in evidence.pairs_against.iter_mut().zip(fits) {
            *against += u64::from(!fits);
        }
    }

    fn pair(
        &mut self,
        first: u16,
        second: u16,
        word: Option<usize>,
        unmarked: bool,
    ) -> Result<Day, DateFault> {
        match (self.format.order, self.format.year) {
            (DateOrder::Dm, Some(year)) if word != Some(0) => self.believed(year, second, first),
            (DateOrder::Md, Some(year)) if word != Some(1) => self.believed(year, first, second),
            (DateOrder::My, _) if !unmarked => {
                let (month, year) = match word {
                    Some(1) => (second, first),
                    _ => (first, second),
                };
                self.evidence.short_years += 1;
                self.believed(self.year(year, 2), month, 1)
            }
            _ if unmarked => self.bare(u64::from(first) * 100 + u64::from(second), false),
            _ => Err(DateFault::Impossible),
        }
    }

    fn bare(&mut self, value: u64, decimals: bool) -> Result<Day, DateFault> {
        let days = match self.format.order {
            DateOrder::Ym if !decimals && value < 1_000_000 => {
                return self.believed((value / 100) as u16, (value % 100) as u16, 1);
            }
            // Day 60 is a 29 February that was none, and the days before it are one too few.
            DateOrder::Excel1900 => match value {
                0 | 1 | 2_958_465 => return Err(DateFault::Placeholder),
                60 => return Err(DateFault::Impossible),
                2..60 => value + 1,
                _ => value,
            },
            DateOrder::Excel1904 => match value {
                0 => return Err(DateFault::Placeholder),
                _ => value + 1_462,
            },
            DateOrder::UnixSeconds => value / 86_400 + EXCEL_1970,
            DateOrder::UnixMilliseconds => value / 86_400_000 + EXCEL_1970,
            _ => return Err(DateFault::Impossible),
        };
        let day = i32::try_from(days)
            .map(|days| Day(days - EXCEL_1970 as i32))
            .map_err(|_| DateFault::Future)?;
        self.not_after_the_last(day)
    }

    fn class(&self, parts: &Parts) -> Class {
        let [first, second, last] = parts.values;
        if parts.first_digits == 4 || (parts.last_digits != 4 && first > 31) {
            Class::YearFirst
        } else if parts.last_digits != 4 && self.format.order == DateOrder::Ymd && last <= 31 {
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
        evidence.short_years += u64::from(parts.first_digits != 4 && parts.last_digits != 4);
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
            let cell = cell.get(..parts.length).unwrap_or(cell);
            let text = String::from_utf8_lossy(cell).into_owned();
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
            _ if value <= u16::from(self.format.pivot_year) => 2000 + value,
            _ => 1900 + value,
        }
    }

    fn day(&self, parts: &Parts) -> Result<Day, DateFault> {
        let [first, second, last] = parts.values;
        let class = self.class(parts);
        let (year, month, day) = match (class, self.format.order) {
            (Class::YearFirst, _) => (self.year(first, parts.first_digits), second, last),
            (_, DateOrder::Mdy) => (self.year(last, parts.last_digits), first, second),
            (_, DateOrder::Dmy) => (self.year(last, parts.last_digits), second, first),
            // In a column of ISO dates, or of none, the others are read where they read one way
            // only.
            (Class::Either, _) => return Err(DateFault::Impossible),
            (Class::FirstAbove12, _) => (self.year(last, parts.last_digits), second, first),
            (Class::SecondAbove12, _) => (self.year(last, parts.last_digits), first, second),
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
        self.not_after_the_last(day_from_civil(year, month, day))
    }

    fn not_after_the_last(&self, day: Day) -> Result<Day, DateFault> {
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

/// The number of 1970-01-01 in a spreadsheet that counts from 1900.
const EXCEL_1970: u64 = 25_569;

/// What a bare number could be the day of: days from 1954 to 2099, times from 1973 to 2099, months
/// from 1990 to 2099 (before, years of two digits look alike).
fn bare_kind(value: u64, digits: u8, decimals: bool) -> Option<Bare> {
    match (digits, value) {
        (5, 20_000..=73_050) => Some(Bare::Serial),
        (6, 199_001..=209_912) if !decimals && (1..=12).contains(&(value % 100)) => {
            Some(Bare::YearMonth)
        }
        (9 | 10, 100_000_000..=4_102_444_800) => Some(Bare::Seconds),
        (12 | 13, 100_000_000_000..=4_102_444_800_000) if !decimals => Some(Bare::Milliseconds),
        _ => None,
    }
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
        DateReader::new(&DateFormat::of(order), None)
    }

    const ORDERS: [DateOrder; 11] = [
        DateOrder::Ymd,
        DateOrder::Dmy,
        DateOrder::Mdy,
        DateOrder::Dm,
        DateOrder::Md,
        DateOrder::My,
        DateOrder::Ym,
        DateOrder::Excel1900,
        DateOrder::Excel1904,
        DateOrder::UnixSeconds,
        DateOrder::UnixMilliseconds,
    ];

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
        let mut reader =
            DateReader::new(&DateFormat::of(DateOrder::Ymd), Day::from_iso("2024-06-01"));
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
            for order in ORDERS {
                let _ = reader(order).read(&bytes);
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in "([0-9]{1,14}|[-/.:,+T ]{1,2}|jan|мая|Fri|PM|ü){0,8}") {
            for order in ORDERS {
                let format = DateFormat { year: Some(2023), ..DateFormat::of(order) };
                let mut reader = DateReader::new(&format, None);
                let first = reader.read(text.as_bytes());
                prop_assert_eq!(reader.read(text.as_bytes()), first);
                let _ = reader.evidence.decide();
            }
        }
    }
}
