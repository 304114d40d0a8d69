//! A number taken apart: sign, currency, digits.

use std::borrow::Cow;

use crate::base::Money;
use crate::ingest::currency::{self, CurrencyCode};
use crate::ingest::text::trim;

/// A number as it is written: its sign and currency taken off.
pub(super) struct Written<'a> {
    pub(super) negative: bool,
    pub(super) currency: Option<CurrencyCode>,
    /// Marked as a credit, which is below zero.
    pub(super) credit: bool,
    /// Written with an exponent.
    pub(super) exponent: bool,
    /// Digits, decimal and group marks.
    body: Cow<'a, str>,
}

/// The last sign beside a number and its currency: a column has one or two.
#[derive(Debug, Default)]
pub(super) struct SignCache {
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

/// A word that is no currency stands beside the digits.
struct NoCurrency;

/// What stands before and after the digits, bit by bit taken off.
struct Around<'a> {
    before: &'a str,
    after: &'a str,
    negative: bool,
    /// The mark before a dash in place of decimals.
    dash: Option<&'static str>,
}

impl<'a> Written<'a> {
    pub(super) fn of(text: &'a str, signs: &mut SignCache) -> Option<Self> {
        if !text.is_ascii() && text.chars().any(|c| ascii_digit(c).is_some()) {
            let plain: String = text.chars().map(|c| ascii_digit(c).unwrap_or(c)).collect();
            return Written::of_plain(&plain, signs).map(Written::owned);
        }
        Written::of_plain(text, signs)
    }

    fn owned(self) -> Written<'static> {
        Written {
            negative: self.negative,
            currency: self.currency,
            credit: self.credit,
            exponent: self.exponent,
            body: Cow::Owned(self.body.into_owned()),
        }
    }

    fn of_plain(text: &'a str, signs: &mut SignCache) -> Option<Self> {
        let is_body = |c: char| c.is_ascii_digit();
        let first = text.find(is_body)?;
        // A decimal mark may come before the first digit (.50).
        let first = match text[..first].char_indices().next_back() {
            // Not the point of an abbreviation (Rs.500).
            Some((at, '.' | ',')) if !text[..at].ends_with(char::is_alphabetic) => at,
            _ => first,
        };
        let last = text.rfind(is_body)? + 1;
        let (before, rest) = text.split_at(first);
        let (body, after) = rest.split_at(last - first);
        let mut around = Around {
            before: trim(before),
            after: trim(after),
            negative: false,
            dash: None,
        };
        around.take_quotes();
        around.take_parentheses();
        let credit = around.take_side()?;
        around.take_dash();
        around.take_minus()?;
        let currency = around.currency(signs).ok()?;
        let (body, exponent) = match body.find(['E', 'e']) {
            Some(at) => (Cow::Owned(expanded(&body[..at], &body[at + 1..])?), true),
            None => match around.dash {
                Some(mark) => (Cow::Owned(format!("{body}{mark}00")), false),
                None => (Cow::Borrowed(body), false),
            },
        };
        Some(Self {
            negative: around.negative,
            currency,
            credit,
            exponent,
            body,
        })
    }

    /// How telling an example it is: two marks, one mark.
    pub(super) fn rank(&self) -> u8 {
        let has = |mark| self.body.contains(mark);
        if has('.') && has(',') { 3 } else { 2 }
    }

    pub(super) fn group_mark(&self) -> Option<char> {
        let mut marks = self.body.chars().filter(|c| !c.is_ascii_digit());
        let first = marks.next()?;
        match marks.next() {
            Some(_) => Some(first),
            None if is_blank_group(first) || is_apostrophe(first) => Some(first),
            None => None,
        }
    }

    /// The value in ten-thousandths with this decimal mark, and whether it was rounded.
    pub(super) fn value(&self, decimal: char) -> Option<(i128, bool)> {
        let (whole, decimals) = match self.body.split_once(decimal) {
            Some((whole, decimals)) => (whole, decimals),
            None => (&*self.body, ""),
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
            let is_mark = blank || is_apostrophe(c) || matches!(c, '.' | ',');
            if !is_mark || c == decimal {
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
        let value = value
            .checked_mul(i128::from(Money::SCALE))?
            .checked_add(kept)?;
        let rest = decimals.as_bytes().get(4..).unwrap_or_default();
        let rounded = rest.iter().any(|&byte| byte != b'0');
        let (&first, others) = rest.split_first().unwrap_or((&b'0', &[]));
        let beyond_half = others.iter().any(|&byte| byte != b'0');
        let up = first > b'5' || first == b'5' && (beyond_half || value % 2 != 0);
        Some((value + i128::from(up), rounded))
    }
}

impl Around<'_> {
    /// The marks by which a spreadsheet is told that a cell is text.
    fn take_quotes(&mut self) {
        if let (Some(before), Some(after)) = (
            self.before.strip_prefix("=\""),
            self.after.strip_suffix('"'),
        ) {
            (self.before, self.after) = (trim(before), trim(after));
        }
        let before = self.before.strip_prefix(is_apostrophe);
        self.before = trim(before.unwrap_or(self.before));
    }

    /// Parentheses around it all, or around the digits alone.
    fn take_parentheses(&mut self) {
        let (before, after) = (self.before, self.after);
        let outer = before.strip_prefix('(').zip(after.strip_suffix(')'));
        let inner = || before.strip_suffix('(').zip(after.strip_prefix(')'));
        if let Some((before, after)) = outer.or_else(inner) {
            (self.before, self.after) = (trim(before), trim(after));
            self.negative = true;
        }
    }

    /// `Cr` and `Dr` after a number: a credit is money that goes back.
    fn take_side(&mut self) -> Option<bool> {
        let after = self.after.trim_end_matches('.');
        let at = after.len().checked_sub(2);
        let Some((rest, side)) = at.and_then(|at| after.split_at_checked(at)) else {
            return Some(false);
        };
        let credit = side.eq_ignore_ascii_case("cr");
        let is_word = rest.is_empty() || !rest.ends_with(char::is_alphanumeric);
        if is_word && (credit || side.eq_ignore_ascii_case("dr")) {
            if credit && self.negative {
                return None;
            }
            self.negative |= credit;
            self.after = trim(rest);
            return Some(credit);
        }
        Some(false)
    }

    /// A dash in place of decimals (12,-), which tells their mark.
    fn take_dash(&mut self) {
        for mark in [",", "."] {
            if let Some(rest) = self.after.strip_prefix(mark)
                && rest.starts_with(is_minus)
            {
                self.after = trim(rest.trim_start_matches(is_minus));
                self.dash = Some(mark);
            }
        }
    }

    /// A sign before or after the number or its currency; two contradict each other.
    fn take_minus(&mut self) -> Option<()> {
        for word in [&mut self.before, &mut self.after] {
            while *word != ":-" {
                let signless = word
                    .strip_prefix(is_minus)
                    .or_else(|| word.strip_suffix(is_minus));
                if let Some(rest) = signless {
                    if self.negative {
                        return None;
                    }
                    self.negative = true;
                    *word = trim(rest);
                } else if let Some(rest) = word.strip_prefix('+').or_else(|| word.strip_suffix('+'))
                {
                    *word = trim(rest);
                } else {
                    break;
                }
            }
        }
        Some(())
    }

    /// The currency beside the number: none is right, a word that is none is not. A code says more
    /// than the sign on the other side ($5 CAD).
    fn currency(&self, signs: &mut SignCache) -> Result<Option<CurrencyCode>, NoCurrency> {
        let code = match (self.before, self.after) {
            ("", "") => return Ok(None),
            ("", word) | (word, "") => signs.currency(word),
            (before, after) => {
                let (first, second) = (currency::of_sign(before), currency::of_sign(after));
                if first == second || currency::is_shared(before) {
                    second
                } else if currency::is_shared(after) {
                    first
                } else {
                    None
                }
            }
        };
        code.map(Some).ok_or(NoCurrency)
    }
}

/// The plain digits of a number with an exponent. No program groups its digits, so its mark comes
/// before decimals; four decimals at least, so that it still does.
fn expanded(mantissa: &str, exponent: &str) -> Option<String> {
    let exponent: i32 = exponent.parse().ok()?;
    let mark = mantissa.find(['.', ',']);
    let (whole, decimals) = match mark {
        Some(at) => (&mantissa[..at], &mantissa[at + 1..]),
        None => (mantissa, ""),
    };
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !is_digits(decimals) || exponent.abs() > 25 {
        return None;
    }
    let mut digits = format!("{whole}{decimals}");
    let mut point = whole.len() as i32 + exponent;
    while point < 1 {
        digits.insert(0, '0');
        point += 1;
    }
    let point = point as usize;
    let decimals = digits.len().saturating_sub(point);
    digits.extend(std::iter::repeat_n(
        '0',
        point + decimals.max(4) - digits.len(),
    ));
    if decimals == 0 {
        digits.truncate(point);
    } else {
        digits.insert(point, if mantissa.contains(',') { ',' } else { '.' });
    }
    Some(digits)
}

/// Digits of other scripts and full-width marks as ASCII has them.
fn ascii_digit(c: char) -> Option<char> {
    let digit = match c {
        '０'..='９' => c as u32 - '０' as u32,
        '٠'..='٩' => c as u32 - '٠' as u32,
        '۰'..='۹' => c as u32 - '۰' as u32,
        '．' | '٫' => return Some('.'),
        '，' | '٬' => return Some(','),
        _ => return None,
    };
    char::from_digit(digit, 10)
}

fn is_minus(c: char) -> bool {
    matches!(c, '-' | '−' | '–' | '‐' | '‑' | '－')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ')
}

fn is_blank_group(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}')
}
