//! Three numbers with one mark between them, or eight digits: the shape nearly every date has.

/// Three numbers of a date as they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) values: [u16; 3],
    /// Digits of the first and last number.
    pub(super) first_digits: u8,
    pub(super) last_digits: u8,
    pub(super) separator: u8,
    /// Bytes of the cell they take; a time may follow.
    pub(super) length: usize,
}

impl Parts {
    #[inline]
    pub(super) fn of(cell: &[u8]) -> Option<Self> {
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
pub(super) fn ends_date(next: u8) -> bool {
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
