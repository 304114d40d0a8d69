//! A cell's number as text: digits with a point, without exponent; days as days.
//!
//! A workbook keeps doubles and shows at most 15 digits of them, so `0.1 + 0.2` is `0.3` there and
//! here. A number with exactly three decimals gets a fourth, so that whoever reads `1.234` cannot
//! take the point for a mark of thousands.

use crate::base::Day;

/// Digits a spreadsheet shows at most.
const MOST_DIGITS: usize = 15;

/// Beyond, a double does not hold every whole number.
const WHOLE_LIMIT: f64 = 9_007_199_254_740_992.0;

/// From which day a workbook counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum DaySystem {
    /// 1 is 1900-01-01, and 60 the day 1900-02-29 that never was.
    #[default]
    From1900,
    /// 0 is 1904-01-01.
    From1904,
}

/// The last serial that is a day, 9999-12-31 from 1900 on.
const LAST_SERIAL: f64 = 2_958_465.0;

const SECONDS_A_DAY: i64 = 86_400;

/// Appends the number `raw` says; what says none is appended as it stands.
pub(super) fn push_number(raw: &[u8], out: &mut Vec<u8>) {
    let raw = raw.trim_ascii();
    let is_short =
        |decimal: &Decimal| decimal.digits.len() <= MOST_DIGITS && decimal.point <= f64::MAX_10_EXP;
    if let Some(decimal) = Decimal::of(raw).filter(is_short) {
        return decimal.push(out);
    }
    match finite(raw) {
        Some(value) if value.fract() == 0.0 && value.abs() < WHOLE_LIMIT => {
            out.extend_from_slice((value as i64).to_string().as_bytes());
        }
        Some(value) => {
            let rounded = format!("{value:.*e}", MOST_DIGITS - 1);
            if let Some(decimal) = Decimal::of(rounded.as_bytes()) {
                decimal.push(out);
            }
        }
        None => out.extend_from_slice(raw),
    }
}

/// Appends the day, and the time of day if there is one, that a serial number says; says whether
/// it says one.
pub(super) fn push_serial(raw: &[u8], system: DaySystem, out: &mut Vec<u8>) -> bool {
    let Some(serial) = finite(raw.trim_ascii()) else {
        return false;
    };
    if !(1.0..LAST_SERIAL + 1.0).contains(&serial) {
        return false;
    }
    let mut day = serial.floor() as i32;
    let mut second = (serial.fract() * SECONDS_A_DAY as f64).round() as i64;
    if second == SECONDS_A_DAY {
        day += 1;
        second = 0;
    }
    let first = match system {
        DaySystem::From1900 if day == 60 => return false,
        DaySystem::From1900 if day < 60 => Day::from_civil(1899, 12, 31),
        DaySystem::From1900 => Day::from_civil(1899, 12, 30),
        DaySystem::From1904 => Day::from_civil(1904, 1, 1),
    };
    let Some((first, last)) = first.zip(Day::from_civil(9999, 12, 31)) else {
        return false;
    };
    let day = first.plus(day);
    if day > last {
        return false;
    }
    let civil = day.civil();
    let mut text = format!("{:04}-{:02}-{:02}", civil.year, civil.month, civil.day);
    if second > 0 {
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        text.push_str(&format_time(hour, minute, second));
    }
    out.extend_from_slice(text.as_bytes());
    true
}

fn format_time(hour: i64, minute: i64, second: i64) -> String {
    format!(" {hour:02}:{minute:02}:{second:02}")
}

/// Appends a day written as ISO 8601 has it, without a time of midnight, a fraction of a second
/// or a zone; what is written otherwise is appended as it stands.
pub(super) fn push_iso(raw: &[u8], out: &mut Vec<u8>) {
    let raw = raw.trim_ascii();
    let (day, time) = match raw.iter().position(|&byte| matches!(byte, b'T' | b' ')) {
        Some(at) => (&raw[..at], &raw[at + 1..]),
        None => (raw, &raw[..0]),
    };
    let has_shape = |text: &[u8], shape: &[u8]| {
        text.len() >= shape.len()
            && text.iter().zip(shape).all(|(byte, mark)| match mark {
                b'0' => byte.is_ascii_digit(),
                mark => byte == mark,
            })
    };
    let rest = match time {
        [] => &[],
        time if has_shape(time, b"00:00:00") => &time[8..],
        _ => return out.extend_from_slice(raw),
    };
    let fraction = rest.strip_prefix(b".").unwrap_or(rest);
    let rest = fraction.trim_ascii_start();
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let is_day = day.len() == 10 && has_shape(day, b"0000-00-00");
    if !is_day || !matches!(&rest[digits..], b"" | b"Z") {
        return out.extend_from_slice(raw);
    }
    out.extend_from_slice(day);
    if !time.is_empty() && !time.starts_with(b"00:00:00") {
        out.push(b' ');
        out.extend_from_slice(&time[..8]);
    }
}

/// The double that `raw` says.
fn finite(raw: &[u8]) -> Option<f64> {
    let looks = raw
        .iter()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E'));
    let value: f64 = std::str::from_utf8(raw)
        .ok()
        .filter(|_| looks)?
        .parse()
        .ok()?;
    value.is_finite().then_some(value)
}

/// A number by its digits: `0.DIGITS` times ten to the power of `point`.
struct Decimal {
    is_negative: bool,
    /// Without zeros in front and at the end.
    digits: Vec<u8>,
    point: i32,
}

impl Decimal {
    fn of(raw: &[u8]) -> Option<Self> {
        let (is_negative, body) = match raw {
            [b'-', body @ ..] => (true, body),
            [b'+', body @ ..] => (false, body),
            body => (false, body),
        };
        let e = body.iter().position(|byte| matches!(byte, b'e' | b'E'));
        let (mantissa, exponent) = match e {
            Some(at) => {
                let exponent = std::str::from_utf8(&body[at + 1..]).ok()?.parse().ok()?;
                // Beyond every double.
                if !(-400..=400).contains(&exponent) {
                    return None;
                }
                (&body[..at], exponent)
            }
            None => (body, 0),
        };
        let mut digits: Vec<u8> = Vec::with_capacity(mantissa.len());
        let mut point = None;
        for &byte in mantissa {
            match byte {
                b'0'..=b'9' => digits.push(byte),
                b'.' if point.is_none() => point = Some(digits.len()),
                _ => return None,
            }
        }
        if digits.is_empty() {
            return None;
        }
        let mut point = point.unwrap_or(digits.len()) as i32 + exponent;
        let zeros = digits.iter().take_while(|&&digit| digit == b'0').count();
        digits.drain(..zeros);
        point -= zeros as i32;
        while digits.last() == Some(&b'0') {
            digits.pop();
        }
        if digits.is_empty() {
            point = 0;
        }
        Some(Self {
            is_negative,
            digits,
            point,
        })
    }

    fn push(&self, out: &mut Vec<u8>) {
        if self.digits.is_empty() {
            return out.push(b'0');
        }
        if self.is_negative {
            out.push(b'-');
        }
        let length = self.digits.len() as i32;
        if self.point <= 0 {
            out.push(b'0');
        }
        for place in 0..self.point.max(0) {
            out.push(self.digits.get(place as usize).copied().unwrap_or(b'0'));
        }
        if length > self.point {
            out.push(b'.');
            out.extend(std::iter::repeat_n(b'0', -self.point.min(0) as usize));
            out.extend_from_slice(&self.digits[self.point.max(0) as usize..]);
            if length - self.point == 3 {
                out.push(b'0');
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(raw: &str) -> String {
        let mut out = Vec::new();
        push_number(raw.as_bytes(), &mut out);
        String::from_utf8(out).unwrap()
    }

    fn serial(raw: &str, system: DaySystem) -> Option<String> {
        let mut out = Vec::new();
        push_serial(raw.as_bytes(), system, &mut out).then(|| String::from_utf8(out).unwrap())
    }

    fn iso(raw: &str) -> String {
        let mut out = Vec::new();
        push_iso(raw.as_bytes(), &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn numbers_are_plain_decimals() {
        for (raw, expected) in [
            ("42", "42"),
            ("42.0", "42"),
            ("048.50", "48.5"),
            ("-0", "0"),
            ("0.30000000000000004", "0.3"),
            ("1.234", "1.2340"),
            ("-1234.5670", "-1234.5670"),
            ("0.125", "0.1250"),
            ("5.0000000000000001E-3", "0.0050"),
            ("1.1E3", "1100"),
            ("1e-7", "0.0000001"),
            ("16.100000000000001", "16.1"),
            ("1234567890123456", "1234567890123456"),
            ("12345678901234567890", "12345678901234600000"),
            ("NaN", "NaN"),
            ("inf", "inf"),
            ("0x1F", "0x1F"),
            ("1,5", "1,5"),
            ("1E400", "1E400"),
            (".5", "0.5"),
            ("", ""),
        ] {
            assert_eq!(number(raw), expected, "{raw}");
        }
        assert_eq!(number("1e300").len(), 301);
    }

    #[test]
    fn days_count_from_1900_or_1904() {
        use DaySystem::{From1900, From1904};
        for (raw, system, expected) in [
            ("1", From1900, Some("1900-01-01")),
            ("59", From1900, Some("1900-02-28")),
            ("60", From1900, None),
            ("60.5", From1900, None),
            ("61", From1900, Some("1900-03-01")),
            ("44957", From1900, Some("2023-01-31")),
            ("44957.5", From1900, Some("2023-01-31 12:00:00")),
            ("44957.999999", From1900, Some("2023-02-01")),
            ("2958465", From1900, Some("9999-12-31")),
            ("2958465.999999", From1900, None),
            ("2958466", From1900, None),
            ("0.5", From1900, None),
            ("-1", From1900, None),
            ("43495", From1904, Some("2023-01-31")),
            ("2958465", From1904, None),
            ("x", From1900, None),
        ] {
            assert_eq!(serial(raw, system).as_deref(), expected, "{raw}");
        }
    }

    #[test]
    fn iso_days_lose_midnight_and_fractions() {
        for (raw, expected) in [
            ("2021-01-01", "2021-01-01"),
            ("2021-01-01T00:00:00", "2021-01-01"),
            ("2021-01-01T10:20:30.5Z", "2021-01-01 10:20:30"),
            ("2021-01-01T00:00:00.000", "2021-01-01"),
            ("10:10:10", "10:10:10"),
            ("PT10H", "PT10H"),
            ("yesterday", "yesterday"),
            ("2021-01-01T10:20:30+02:00", "2021-01-01T10:20:30+02:00"),
        ] {
            assert_eq!(iso(raw), expected, "{raw}");
        }
    }

    proptest! {
        #[test]
        fn fifteen_digits_of_any_double_are_kept(value in proptest::num::f64::NORMAL | proptest::num::f64::ZERO) {
            let text = number(&format!("{value:e}"));
            let back: f64 = text.parse().unwrap();
            prop_assert!((back - value).abs() <= value.abs() * 1e-14, "{value:e} {text}");
            prop_assert!(!text.contains(['e', 'E', '+']));
            let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            prop_assert!(decimals != 3);
        }

        #[test]
        fn amounts_stay_what_they_are(cents in -1_000_000_000_000i64..1_000_000_000_000) {
            // As a program writes the double that is nearest to an amount.
            let value = cents as f64 / 100.0;
            let text = number(&format!("{value:?}"));
            prop_assert_eq!(text.parse::<f64>().unwrap().to_bits(), value.to_bits());
        }
    }
}
