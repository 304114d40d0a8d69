//! Numbers of one column: read from bytes by the column's decimal mark, with the evidence for it.

use super::currency::{self, CurrencyCode};
use super::encoding::Decoder;
use super::text::trim;
use crate::base::Money;

/// A number in ten-thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) ten_thousandths: i64,
    /// Whether more than four decimals were rounded, half to even.
    pub(super) rounded: bool,
    /// The currency written beside it.
    pub(super) currency: Option<CurrencyCode>,
}

/// Why a cell gives no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberFault {
    /// Nothing, or a word for nothing.
    Missing,
    /// Not a number as this column writes them.
    Unreadable,
    /// Beyond what one row may carry; the value where 64 bits hold it.
    TooLarge(Option<i64>),
    /// A spreadsheet error.
    Error,
}

/// What the cells of a column say about its decimal mark. Both counts and examples are of cells
/// that read one way only, or both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct NumberEvidence {
    /// Cells without any mark.
    pub(super) plain: u64,
    /// Cells that read with a decimal point only.
    pub(super) point_only: u64,
    /// Cells that read with a decimal comma only.
    pub(super) comma_only: u64,
    /// Cells that read both ways, with different values (1.234).
    pub(super) either: u64,
    /// Cells that read neither way.
    pub(super) unreadable: u64,
    /// Cells below zero.
    pub(super) negative: u64,
    /// A cell that decides, the one with both marks if there is one.
    pub(super) example: Option<String>,
    /// A cell that reads both ways.
    pub(super) either_example: Option<String>,
    /// A mark between groups was seen.
    pub(super) group: Option<char>,
    /// Cells by currency, in order of appearance.
    pub(super) currencies: Vec<(CurrencyCode, u64)>,
    example_rank: u8,
}

/// What the evidence comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decimal {
    /// A point.
    Point,
    /// A comma.
    Comma,
    /// Every cell with a mark reads both ways.
    Open,
    /// No cell has a mark.
    Unseen,
}

impl NumberEvidence {
    /// Cells that are numbers.
    pub(super) fn numbers(&self) -> u64 {
        self.plain + self.point_only + self.comma_only + self.either
    }

    /// The majority of the cells that read one way only.
    pub(super) fn decide(&self) -> Decimal {
        if self.point_only + self.comma_only == 0 {
            if self.either == 0 {
                Decimal::Unseen
            } else {
                Decimal::Open
            }
        } else if self.comma_only > self.point_only {
            Decimal::Comma
        } else {
            Decimal::Point
        }
    }

    fn decides(&mut self, mark: u8, text: &[u8], rank: u8) {
        if mark == b',' {
            self.comma_only += 1;
        } else {
            self.point_only += 1;
        }
        if rank > self.example_rank {
            self.example_rank = rank;
            self.example = Some(String::from_utf8_lossy(text).into_owned());
        }
    }
}

/// Reads the numbers of one column.
#[derive(Debug)]
pub(super) struct NumberReader {
    decimal: u8,
    pub(super) evidence: NumberEvidence,
    text: String,
    last_sign: SignCache,
}

/// The last sign beside a number and its currency: a column has one or two.
#[derive(Debug, Default)]
struct SignCache {
    sign: String,
    code: Option<CurrencyCode>,
}

impl SignCache {
    fn currency(&mut self, sign: &str) -> Option<CurrencyCode> {
        if self.sign != sign {
            self.code = currency::of_sign(sign);
            sign.clone_into(&mut self.sign);
        }
        self.code
    }
}

const SCALE: i64 = Money::SCALE;
/// Digits a sum in 64 bits surely holds.
const SAFE_DIGITS: usize = 14;

impl NumberReader {
    /// A reader for this decimal mark, `.` or `,`.
    pub(super) fn new(decimal: char) -> Self {
        Self {
            decimal: if decimal == ',' { b',' } else { b'.' },
            evidence: NumberEvidence::default(),
            text: String::new(),
            last_sign: SignCache::default(),
        }
    }

    /// The number of a cell.
    #[inline]
    pub(super) fn read(&mut self, cell: &[u8], decoder: &Decoder) -> Result<Number, NumberFault> {
        match self.read_plain(cell) {
            Some(number) => Ok(number),
            None => self.read_any(cell, decoder),
        }
    }

    /// The common shape: an optional minus, digits, and at most four decimals.
    #[inline]
    fn read_plain(&mut self, cell: &[u8]) -> Option<Number> {
        let (negative, digits) = match cell {
            [b'-', digits @ ..] => (true, digits),
            digits => (false, digits),
        };
        let mut value: i64 = 0;
        let mut mark = None;
        if digits.len() > SAFE_DIGITS {
            return None;
        }
        for (at, &byte) in digits.iter().enumerate() {
            let digit = byte.wrapping_sub(b'0');
            if digit < 10 {
                value = value * 10 + i64::from(digit);
            } else if byte == self.decimal && mark.is_none() {
                mark = Some(at);
            } else {
                return None;
            }
        }
        let decimals = mark.map_or(0, |mark| digits.len() - mark - 1);
        let whole = digits.len() - decimals - usize::from(mark.is_some());
        if whole == 0 {
            return None;
        }
        let factor = match decimals {
            0 => 10_000,
            1 => 1_000,
            2 => 100,
            3 => 10,
            4 => 1,
            _ => return None,
        };
        match mark {
            None => self.evidence.plain += 1,
            Some(_) if decimals == 0 => return None,
            Some(_) if decimals == 3 && whole <= 3 && digits[0] != b'0' => self.note_either(cell),
            Some(_) => self.evidence.decides(self.decimal, cell, 1),
        }
        self.evidence.negative += u64::from(negative && value != 0);
        let value = value * factor;
        within(if negative { -value } else { value }, false, None).ok()
    }

    fn note_either(&mut self, cell: &[u8]) {
        self.evidence.either += 1;
        if self.evidence.either_example.is_none() {
            self.evidence.either_example = Some(String::from_utf8_lossy(cell).into_owned());
        }
    }

    /// Signs, currencies, group marks, parentheses, many decimals.
    #[cold]
    fn read_any(&mut self, cell: &[u8], decoder: &Decoder) -> Result<Number, NumberFault> {
        let mut text = std::mem::take(&mut self.text);
        text.clear();
        decoder.decode_into(cell, &mut text);
        let result = self.read_text(&text);
        if result == Err(NumberFault::Unreadable) {
            self.evidence.unreadable += 1;
        }
        self.text = text;
        result
    }

    fn read_text(&mut self, text: &str) -> Result<Number, NumberFault> {
        let text = trim(text);
        if is_nothing(text) {
            return Err(NumberFault::Missing);
        }
        if is_error(text) {
            return Err(NumberFault::Error);
        }
        let Some(written) = Written::of(text, &mut self.last_sign) else {
            return Err(NumberFault::Unreadable);
        };
        let point = written.value('.');
        let comma = written.value(',');
        let (this, other, other_mark) = if self.decimal == b'.' {
            (point, comma, b',')
        } else {
            (comma, point, b'.')
        };
        match (&this, &other) {
            (None, None) => return Err(NumberFault::Unreadable),
            (Some(_), None) => {
                self.evidence
                    .decides(self.decimal, text.as_bytes(), written.rank());
            }
            (None, Some(_)) => self
                .evidence
                .decides(other_mark, text.as_bytes(), written.rank()),
            (Some(this), Some(other)) if this == other => self.evidence.plain += 1,
            (Some(_), Some(_)) => self.note_either(text.as_bytes()),
        }
        if let Some(group) = written.group_mark()
            && (this.is_some() != other.is_some() || !matches!(group, '.' | ','))
        {
            self.evidence.group.get_or_insert(group);
        }
        let Some((digits, rounded)) = this else {
            return Err(NumberFault::Unreadable);
        };
        let value = if written.negative { -digits } else { digits };
        self.evidence.negative += u64::from(value < 0);
        if let Some(code) = written.currency {
            match self
                .evidence
                .currencies
                .iter_mut()
                .find(|(c, _)| *c == code)
            {
                Some((_, cells)) => *cells += 1,
                None => self.evidence.currencies.push((code, 1)),
            }
        }
        match i64::try_from(value) {
            Ok(value) => within(value, rounded, written.currency),
            Err(_) => Err(NumberFault::TooLarge(None)),
        }
    }
}

fn within(
    ten_thousandths: i64,
    rounded: bool,
    currency: Option<CurrencyCode>,
) -> Result<Number, NumberFault> {
    if ten_thousandths.abs() > Money::ROW_LIMIT.0 {
        return Err(NumberFault::TooLarge(Some(ten_thousandths)));
    }
    Ok(Number {
        ten_thousandths,
        rounded,
        currency,
    })
}

/// A number as it is written: its sign and currency taken off.
struct Written<'a> {
    negative: bool,
    currency: Option<CurrencyCode>,
    /// Digits, decimal and group marks.
    body: &'a str,
}

impl<'a> Written<'a> {
    fn of(text: &'a str, signs: &mut SignCache) -> Option<Self> {
        let (mut negative, mut text) =
            match text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
                Some(inside) => (true, trim(inside)),
                None => (false, text),
            };
        let is_body = |c: char| c.is_ascii_digit();
        let first = text.find(is_body)?;
        // A decimal mark may come before the first digit (.50).
        let first = match text[..first].char_indices().next_back() {
            Some((at, '.' | ',')) => at,
            _ => first,
        };
        let last = text.rfind(is_body)? + 1;
        let (before, rest) = text.split_at(first);
        let (body, after) = rest.split_at(last - first);
        let mut currency = None;
        for part in [before, after] {
            let mut word = part;
            loop {
                word = trim(word);
                let signless = word
                    .strip_prefix(is_minus)
                    .or_else(|| word.strip_suffix(is_minus));
                if let Some(rest) = signless {
                    if negative {
                        return None;
                    }
                    negative = true;
                    word = rest;
                } else if let Some(rest) = word.strip_prefix('+').or_else(|| word.strip_suffix('+'))
                {
                    word = rest;
                } else {
                    break;
                }
            }
            if word.is_empty() {
                continue;
            }
            let code = signs.currency(word)?;
            if currency.replace(code).is_some() {
                return None;
            }
        }
        text = body;
        Some(Self {
            negative,
            currency,
            body: text,
        })
    }

    /// How telling an example it is: two marks, one mark.
    fn rank(&self) -> u8 {
        let has = |mark| self.body.contains(mark);
        if has('.') && has(',') { 3 } else { 2 }
    }

    fn group_mark(&self) -> Option<char> {
        let mut marks = self.body.chars().filter(|c| !c.is_ascii_digit());
        let first = marks.next()?;
        match marks.next() {
            Some(_) => Some(first),
            None if is_blank_group(first) => Some(first),
            None => None,
        }
    }

    /// The value in ten-thousandths with this decimal mark, and whether it was rounded.
    fn value(&self, decimal: char) -> Option<(i128, bool)> {
        let (whole, decimals) = match self.body.split_once(decimal) {
            Some((whole, decimals)) => (whole, decimals),
            None => (self.body, ""),
        };
        let mut value: i128 = 0;
        let mut digits = 0_u32;
        let mut group: Option<(char, u32)> = None;
        for c in whole.chars() {
            if let Some(digit) = c.to_digit(10) {
                value = value.checked_mul(10)?.checked_add(i128::from(digit))?;
                digits += 1;
                continue;
            }
            // One mark between groups throughout (blanks may differ): at most three digits before
            // the first, two or three between (lakh), three after the last.
            let blank = is_blank_group(c);
            if !(blank || matches!(c, '.' | ',' | '\'' | '’')) || c == decimal {
                return None;
            }
            match group {
                None if (1..=3).contains(&digits) && !self.body.starts_with('0') => {}
                Some((mark, before))
                    if (mark == c || blank && is_blank_group(mark))
                        && (2..=3).contains(&(digits - before)) => {}
                _ => return None,
            }
            group = Some((c, digits));
        }
        if group.is_some_and(|(_, before)| digits - before != 3) {
            return None;
        }
        if !decimals.bytes().all(|byte| byte.is_ascii_digit()) || digits > 30 {
            return None;
        }
        if digits == 0 && decimals.is_empty() {
            return None;
        }
        let mut kept: i128 = 0;
        for at in 0..4 {
            let digit = decimals.as_bytes().get(at).map_or(0, |byte| byte - b'0');
            kept = kept * 10 + i128::from(digit);
        }
        let value = value.checked_mul(i128::from(SCALE))?.checked_add(kept)?;
        let rest = decimals.as_bytes().get(4..).unwrap_or_default();
        let rounded = rest.iter().any(|&byte| byte != b'0');
        let (&first, others) = rest.split_first().unwrap_or((&b'0', &[]));
        let beyond_half = others.iter().any(|&byte| byte != b'0');
        let up = first > b'5' || first == b'5' && (beyond_half || value % 2 != 0);
        Some((value + i128::from(up), rounded))
    }
}

fn is_minus(c: char) -> bool {
    matches!(c, '-' | '−' | '–')
}

fn is_blank_group(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// Whether a cell says that there is nothing.
pub(super) fn is_nothing(text: &str) -> bool {
    text.is_empty()
        || ["-", "–", "—", "n/a", "na", "null", "none", "nan", "\\n"]
            .iter()
            .any(|word| text.eq_ignore_ascii_case(word))
}

fn is_error(text: &str) -> bool {
    [
        "#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!",
    ]
    .iter()
    .any(|error| text.eq_ignore_ascii_case(error))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ingest::Encoding;

    fn read(text: &str, decimal: char) -> Result<i64, NumberFault> {
        NumberReader::new(decimal)
            .read(text.as_bytes(), &Decoder::new(Encoding::Utf8))
            .map(|number| number.ten_thousandths)
    }

    #[test]
    fn every_way_to_write_a_number() {
        for (text, decimal, expected) in [
            ("12.5", '.', 125_000),
            ("-12", '.', -120_000),
            ("12-", '.', -120_000),
            ("(1,234.50)", '.', -12_345_000),
            ("($45.00)", '.', -450_000),
            ("-$1,486.86", '.', -14_868_600),
            ("$-5", '.', -50_000),
            ("1.234,50 €", ',', 12_345_000),
            ("1 352,60 kr", ',', 13_526_000),
            ("1\u{a0}599,23", ',', 15_992_300),
            ("8\u{202f}049,60\u{a0}€", ',', 80_496_000),
            ("1 234 567,00", ',', 12_345_670_000),
            ("1'234.5", '.', 12_345_000),
            ("5,37,212.76", '.', 5_372_127_600),
            ("+7", '.', 70_000),
            ("−24,80", ',', -248_000),
            (".5", '.', 5_000),
            ("EUR 10", '.', 100_000),
            ("10 грн", ',', 100_000),
            ("1.234", '.', 12_340),
            ("1.234", ',', 12_340_000),
            ("0.00005", '.', 0),
            ("0.00015", '.', 2),
            ("0.000150001", '.', 2),
            ("0.00016", '.', 2),
            ("1234567890123456789.00", '.', 0),
        ] {
            if expected == 0 && text.len() > 20 {
                assert_eq!(
                    read(text, decimal),
                    Err(NumberFault::TooLarge(None)),
                    "{text}"
                );
            } else {
                assert_eq!(read(text, decimal), Ok(expected), "{text}");
            }
        }
    }

    #[test]
    fn what_is_no_number_says_why() {
        for (text, decimal, fault) in [
            ("", '.', NumberFault::Missing),
            ("  ", '.', NumberFault::Missing),
            ("n/a", '.', NumberFault::Missing),
            ("#DIV/0!", '.', NumberFault::Error),
            ("12,50", '.', NumberFault::Unreadable),
            ("1,2,3", '.', NumberFault::Unreadable),
            ("12 pcs", '.', NumberFault::Unreadable),
            ("32.5%", '.', NumberFault::Unreadable),
            ("--5", '.', NumberFault::Unreadable),
            ("2022-05-01", '.', NumberFault::Unreadable),
            (
                "1000000000000.01",
                '.',
                NumberFault::TooLarge(Some(10_000_000_000_000_100)),
            ),
        ] {
            assert_eq!(read(text, decimal), Err(fault), "{text}");
        }
        assert_eq!(read("1000000000000", '.'), Ok(Money::ROW_LIMIT.0));
    }

    fn decide(cells: &[&str]) -> (Decimal, NumberEvidence) {
        let mut reader = NumberReader::new('.');
        for cell in cells {
            let _ = reader.read(cell.as_bytes(), &Decoder::new(Encoding::Utf8));
        }
        (reader.evidence.decide(), reader.evidence)
    }

    #[test]
    fn one_cell_that_reads_one_way_decides() {
        let (decimal, evidence) = decide(&["1.234", "12", "2.500", "1.042,00", "3,5"]);
        assert_eq!(decimal, Decimal::Comma);
        assert_eq!(evidence.example.as_deref(), Some("1.042,00"));
        assert_eq!(evidence.group, Some('.'));
        assert_eq!(decide(&["1.234", "2.500"]).0, Decimal::Open);
        assert_eq!(decide(&["1,234", "2,500"]).0, Decimal::Open);
        assert_eq!(decide(&["0.234"]).0, Decimal::Point);
        assert_eq!(decide(&["1,234,567"]).0, Decimal::Point);
        assert_eq!(decide(&["1 234"]).0, Decimal::Unseen);
        assert_eq!(decide(&["12", "-3"]).0, Decimal::Unseen);
    }

    proptest! {
        #[test]
        fn money_reads_back_as_it_is_written(value in -Money::ROW_LIMIT.0..=Money::ROW_LIMIT.0) {
            let text = Money(value).to_string();
            prop_assert_eq!(read(&text, '.'), Ok(value));
            prop_assert_eq!(read(&text.replace('.', ","), ','), Ok(value));
        }

        #[test]
        fn both_paths_read_alike(whole in 0_i64..100_000_000, decimals in "[0-9]{1,4}", minus in any::<bool>()) {
            let sign = if minus { "-" } else { "" };
            let text = format!("{sign}{whole}.{decimals}");
            let mut reader = NumberReader::new('.');
            let fast = reader.read_plain(text.as_bytes()).map(|number| number.ten_thousandths);
            let slow = reader.read_text(&text).map(|number| number.ten_thousandths).ok();
            prop_assert_eq!(fast, slow);
            let evidence = &reader.evidence;
            let classes = [evidence.point_only, evidence.either];
            prop_assert!(classes.contains(&2), "{text}: {classes:?}");
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[-+0-9.,' ()€a-z\u{a0}]{0,20}") {
            let _ = (read(&text, '.'), read(&text, ','));
        }
    }
}
