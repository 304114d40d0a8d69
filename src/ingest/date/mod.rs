//! Dates of one column: read from bytes by the column's order, with the evidence for it.
//!
//! Imports `base`. Three numbers with one mark are read here, on the way every row takes; the rest
//! stands behind it.
//!
//! - `evidence`: what the cells say about their order
//! - `parts`, `calendar`: three numbers, and the day they are
//! - `shape`, `words`: dates in other shapes, and the words in them

mod calendar;
mod evidence;
mod parts;
mod shape;
mod words;

#[cfg(test)]
mod tests;

use calendar::{day_from_civil, days_in};
pub(super) use evidence::{Bare, DateEvidence, OrderVerdict};
use parts::{Parts, ends_date};
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

/// The year and month of a text that may name a month of a year without its century ("Mar 24");
/// it may as well be a day.
pub(super) fn short_month_of(text: &str) -> Option<(u16, u16)> {
    match shape::of(text)? {
        Shape::Pair {
            first: month,
            second: year,
            word: Some(0),
            ..
        } => Some((2000 + year, month)),
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
            Shape::Minute { value, .. } if self.format.order == DateOrder::UnixMilliseconds => {
                self.evidence.bare[Bare::Milliseconds as usize] += 1;
                self.bare(value, false)
            }
            Shape::Minute { day, .. } => {
                self.count(&day);
                self.day(&day)
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

/// What the first two numbers of a date can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    YearFirst,
    FirstAbove12,
    SecondAbove12,
    Either,
}
