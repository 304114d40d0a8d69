//! Numbers of one column: read from bytes by the column's decimal mark, with the evidence for it.
//!
//! Imports `base`. Digits with at most one mark are read here, on the way every row takes; signs,
//! currencies and groups stand behind it.
//!
//! - `written`: a number taken apart

mod written;

use written::{SignCache, Written};

use super::currency::CurrencyCode;
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
    /// Cells marked as credits.
    pub(super) credits: u64,
    /// Cells with an exponent.
    pub(super) exponents: u64,
    /// A cell that decides for a point and one for a comma, with both marks if there is one.
    pub(super) examples: [Option<String>; 2],
    /// A cell that reads both ways.
    pub(super) either_example: Option<String>,
    /// A mark between groups was seen.
    pub(super) group: Option<char>,
    /// Cells by currency, in order of appearance.
    pub(super) currencies: Vec<(CurrencyCode, u64)>,
    example_ranks: [u8; 2],
}

/// What the evidence comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decimal {
    /// A point.
    Point,
    /// A comma.
    Comma,
    /// Cells of either kind stand beside cells that read both ways.
    Mixed,
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

    /// The majority of the cells that read one way only. A minority is read by its own shape; when
    /// it is more than a slip, nobody knows which the cells that read both ways belong to.
    pub(super) fn decide(&self) -> Decimal {
        let against = self.point_only.min(self.comma_only);
        if self.either > 0 && against * 20 > self.point_only.max(self.comma_only) {
            Decimal::Mixed
        } else if self.point_only + self.comma_only == 0 {
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
        let at = usize::from(mark == b',');
        if at == 1 {
            self.comma_only += 1;
        } else {
            self.point_only += 1;
        }
        if rank > self.example_ranks[at] {
            self.example_ranks[at] = rank;
            self.examples[at] = Some(String::from_utf8_lossy(text).into_owned());
        }
    }

    /// Cells with this decimal mark only, and one of them.
    pub(super) fn only(&self, decimal: char) -> (u64, Option<&str>) {
        if decimal == ',' {
            (self.comma_only, self.examples[1].as_deref())
        } else {
            (self.point_only, self.examples[0].as_deref())
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
        // Against the column's mark only what cannot be meant otherwise is read.
        let Some((digits, rounded)) = this.or(other) else {
            return Err(NumberFault::Unreadable);
        };
        let value = if written.negative { -digits } else { digits };
        self.evidence.negative += u64::from(value < 0);
        self.evidence.credits += u64::from(written.credit);
        self.evidence.exponents += u64::from(written.exponent);
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
            ("1.2340", ',', 12_340),
            ("12,50", '.', 125_000),
            ("1.234,56", '.', 12_345_600),
            ("1,234.56", ',', 12_345_600),
            ("1,234", ',', 12_340),
            ("1’234.50", '.', 12_345_000),
            ("1 234 567,8", ',', 12_345_678_000),
            ("1\u{2007}234,5", ',', 12_345_000),
            ("1\u{2009}234\u{a0}567,5", ',', 12_345_675_000),
            ("1,23,456.00", '.', 1_234_560_000),
            ("Rs.500", '.', 5_000_000),
            ("₹5,37,212.76 Dr", '.', 5_372_127_600),
            ("₹5,37,212.76 Cr", '.', -5_372_127_600),
            ("12.50 CR.", '.', -125_000),
            ("R$ 1.234,56", ',', 12_345_600),
            ("1 234,50 Kč", ',', 12_345_000),
            ("1 234 Ft", ',', 12_340_000),
            ("12,50 лв.", ',', 125_000),
            ("12,50 zł", ',', 125_000),
            ("Fr. 12.50", '.', 125_000),
            ("$5.00 CAD", '.', 50_000),
            ("-€5", '.', -50_000),
            ("€ -5", '.', -50_000),
            ("5-€", '.', -50_000),
            ("12.50- EUR", '.', -125_000),
            ("$(45.00)", '.', -450_000),
            ("12,-", ',', 120_000),
            ("12.–", '.', 120_000),
            ("12:-", ',', 120_000),
            ("-12:-", ',', -120_000),
            ("1.5E3", '.', 15_000_000),
            ("1,5E+03", '.', 15_000_000),
            ("1.23456E2", ',', 1_234_560),
            ("25E-2", ',', 2_500),
            ("'12.50", '.', 125_000),
            ("=\"12.50\"", '.', 125_000),
            ("１，２３４．５", '.', 12_345_000),
            ("١٢٣", '.', 1_230_000),
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
            ("1,2.3,4", '.', NumberFault::Unreadable),
            ("12,5 %", ',', NumberFault::Unreadable),
            ("%5", ',', NumberFault::Unreadable),
            ("-12 Cr", '.', NumberFault::Unreadable),
            ("(-5)", '.', NumberFault::Unreadable),
            ("5 EUR USD", '.', NumberFault::Unreadable),
            ("€5 USD", '.', NumberFault::Unreadable),
            ("12 macr", '.', NumberFault::Unreadable),
            ("1E99", '.', NumberFault::Unreadable),
            ("0x12", '.', NumberFault::Unreadable),
            ("12:30", '.', NumberFault::Unreadable),
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

    /// Cents as programs write them, with the decimal mark of the style.
    fn money_text(
        cents: i64,
        style: usize,
        sign: usize,
        currency: usize,
        after: bool,
    ) -> (char, String) {
        let styles = [
            ('.', ""),
            (',', ""),
            ('.', ","),
            (',', "."),
            (',', " "),
            (',', "\u{a0}"),
            (',', "\u{202f}"),
            ('.', "'"),
            ('.', "’"),
        ];
        let (decimal, group) = styles[style];
        let whole = (cents.abs() / 100).to_string();
        let mut body = String::new();
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                body.push_str(group);
            }
            body.push(digit);
        }
        body = format!("{body}{decimal}{:02}", cents.abs() % 100);
        let sign = if cents < 0 { sign } else { 8 };
        let code = [
            "", "€", "$", "₹", "zł", "kr", "грн.", "руб.", "EUR", "R$", "Kč", "Ft", "lei", "лв.",
        ][currency];
        let with = |body: &str| match (code, after) {
            ("", _) => body.to_owned(),
            (code, true) => format!("{body} {code}"),
            (code, false) => format!("{code} {body}"),
        };
        let text = match sign {
            0 => format!("-{}", with(&body)),
            1 => with(&format!("-{body}")),
            2 => with(&format!("{body}-")),
            3 => format!("({})", with(&body)),
            4 => format!("−{}", with(&body)),
            5 => format!("{} Cr", with(&body)),
            6 => format!("{}-", with(&body)),
            7 => with(&format!("({body})")),
            _ => with(&body),
        };
        (decimal, text)
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
        assert_eq!(evidence.only(','), (2, Some("1.042,00")));
        assert_eq!(evidence.group, Some('.'));
        assert_eq!(decide(&["1.234", "2.500"]).0, Decimal::Open);
        assert_eq!(decide(&["1,234", "2,500"]).0, Decimal::Open);
        assert_eq!(decide(&["0.234"]).0, Decimal::Point);
        assert_eq!(decide(&["1,234,567"]).0, Decimal::Point);
        assert_eq!(decide(&["1 234"]).0, Decimal::Unseen);
        assert_eq!(decide(&["12", "-3"]).0, Decimal::Unseen);
        // Numbers of both kinds: what reads both ways belongs to nobody knows which.
        assert_eq!(decide(&["1.234", "5,50", "7.25"]).0, Decimal::Mixed);
        assert_eq!(decide(&["5,50", "7.25", "1.125,00"]).0, Decimal::Comma);
    }

    proptest! {
        #[test]
        fn money_reads_back_as_it_is_written(value in -Money::ROW_LIMIT.0..=Money::ROW_LIMIT.0) {
            let text = Money(value).to_string();
            prop_assert_eq!(read(&text, '.'), Ok(value));
            prop_assert_eq!(read(&text.replace('.', ","), ','), Ok(value));
        }

        #[test]
        fn every_way_to_write_money_reads_back(
            value in -999_999_999_999_i64..=999_999_999_999,
            style in 0_usize..9,
            sign in 0_usize..8,
            currency in 0_usize..14,
            after in any::<bool>(),
        ) {
            let (decimal, text) = money_text(value, style, sign, currency, after);
            prop_assert_eq!(read(&text, decimal), Ok(value * 100), "{}", text);
            // Two decimals cannot be meant otherwise, whatever the column's mark.
            let other = if decimal == '.' { ',' } else { '.' };
            prop_assert_eq!(read(&text, other), Ok(value * 100), "{}", text);
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
        fn any_text_is_read_or_refused(text in "[-+0-9.,' ()€a-z\u{a0}]{0,20}|\\PC{0,20}|[0-9.,]{1,6}[eE][-+]?[0-9]{1,3}") {
            let _ = (read(&text, '.'), read(&text, ','));
        }
    }
}
