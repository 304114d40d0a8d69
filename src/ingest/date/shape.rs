//! The parts of a date that is not three numbers with one mark between: names of months, blanks
//! around marks, fewer parts, bare numbers.

use super::Parts;
use super::words::Word;

/// What a cell holds, before the column says how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Three numbers.
    Three(Parts),
    /// The month was a word.
    Worded {
        year: u16,
        year_digits: u8,
        month: u16,
        day: u16,
        /// Place of the day, from 0.
        place: usize,
    },
    /// A month of a year.
    Month { year: u16, month: u16 },
    /// Two small numbers; the month of a word is a number too, and its place is known.
    Pair {
        first: u16,
        second: u16,
        /// Which of them was a word.
        word: Option<usize>,
        /// Written without a mark (`3101`): two digits for the second, so no month and year.
        unmarked: bool,
    },
    /// Twelve digits: a day and its time to the minute, or milliseconds of the years before 2002.
    Minute { value: u64, day: Parts },
    /// A number, and how many digits it has before its decimals.
    Bare {
        value: u64,
        digits: u8,
        decimals: bool,
    },
}

enum Token {
    Number(u32, u8),
    Word(Word),
}

/// The one mark between two tokens; blanks around it do not count.
#[derive(Clone, Copy, PartialEq)]
struct Mark(u8);

const NOTHING: Mark = Mark(0);
const BLANK: Mark = Mark(b' ');
const SEVERAL: Mark = Mark(b'?');

/// Tells the parts of a cell apart.
pub(super) fn of(text: &str) -> Option<Shape> {
    if text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
        && let Some(shape) = bare(text)
    {
        return Some(shape);
    }
    // Longer cells are notes; a date with its time and zone is not.
    if text.len() > 80 || text.starts_with(['-', '+', '/', '.', '#', '*', '~', '<', '>']) {
        return None;
    }
    Parser::default().run(text)
}

#[derive(Default)]
struct Parser {
    numbers: [(u16, u8); 3],
    count: usize,
    month: Option<(u16, usize)>,
    /// Marks before the second and third part.
    marks: [u8; 3],
    in_time: bool,
}

impl Parser {
    fn run(mut self, text: &str) -> Option<Shape> {
        let mut rest = text;
        loop {
            let (mark, token, after) = next(rest)?;
            let Some(token) = token else {
                break;
            };
            match token {
                Token::Number(value, digits) => self.number(value, digits, mark, after)?,
                Token::Word(word) => self.word(&word, after)?,
            }
            rest = after;
            if self.parts() == 3 {
                let ends = rest.chars().next().is_none_or(|next| {
                    matches!(next, ' ' | 'T' | 't' | ',' | '.' | ':' | '\u{a0}') || is_filler(rest)
                });
                return ends.then(|| self.three()).flatten();
            }
        }
        if self.parts() == 2 { self.two() } else { None }
    }

    /// Times are passed over, with their offsets; a year may stand behind one.
    fn number(&mut self, value: u32, digits: u8, mark: Mark, after: &str) -> Option<()> {
        let of_time = digits <= 2 && (after.starts_with(':') || mark == Mark(b':'));
        if of_time || self.in_time && (digits != 4 || mark == Mark(b'+')) {
            self.in_time = true;
            return Some(());
        }
        let at = self.parts();
        *self.marks.get_mut(at)? = mark.0;
        *self.numbers.get_mut(self.count)? = (u16::try_from(value).ok()?, digits);
        self.count += 1;
        (digits <= 4).then_some(())
    }

    fn word(&mut self, word: &Word, after: &str) -> Option<()> {
        if self.in_time || word.is_filler() {
            return Some(());
        }
        let is_first = self.parts() == 0;
        match word.month() {
            // A weekday may begin like a month ("mar. 5 mars").
            Some(_) if is_first && word.is_weekday() && month_follows(after) => Some(()),
            Some(month) if self.month.is_none() => {
                self.month = Some((month.into(), self.parts()));
                Some(())
            }
            _ => (is_first && word.is_weekday()).then_some(()),
        }
    }

    fn parts(&self) -> usize {
        self.count + usize::from(self.month.is_some())
    }

    fn three(&self) -> Option<Shape> {
        let [first, second, third] = self.numbers;
        let Some((month, place)) = self.month else {
            let [_, mark, other] = self.marks;
            let fits = matches!(
                (first.1, second.1, third.1),
                (4, 1 | 2, 1 | 2) | (1 | 2, 1 | 2, 2 | 4)
            );
            // Groups of digits between blanks are more often something else.
            let marked = matches!(mark, b'-' | b'/' | b'.')
                || mark == b' ' && (first.1 == 4 || third.1 == 4);
            return (mark == other && marked && fits).then_some(Shape::Three(Parts {
                values: [first.0, second.0, third.0],
                first_digits: first.1,
                last_digits: third.1,
                separator: mark,
                length: usize::MAX,
            }));
        };
        // The year is the one of four digits or above 31, else the last.
        let is_year = |number: (u16, u8)| number.1 == 4 || number.1 == 2 && number.0 > 31;
        let year_leads = is_year(first);
        let (year, day) = if year_leads {
            (first, second)
        } else {
            (second, first)
        };
        let day_place = match (place, year_leads) {
            (0, false) => 1,
            (1, false) => 0,
            (1, true) => 2,
            _ => return None,
        };
        (matches!(year.1, 2 | 4) && day.1 <= 2).then_some(Shape::Worded {
            year: year.0,
            year_digits: year.1,
            month,
            day: day.0,
            place: day_place,
        })
    }

    fn two(&self) -> Option<Shape> {
        let [first, second, _] = self.numbers;
        if let Some((month, place)) = self.month {
            return match first.1 {
                4 => Some(Shape::Month {
                    year: first.0,
                    month,
                }),
                1 | 2 => {
                    let pair = if place == 0 {
                        (month, first.0)
                    } else {
                        (first.0, month)
                    };
                    Some(Shape::Pair {
                        first: pair.0,
                        second: pair.1,
                        word: Some(place),
                        unmarked: false,
                    })
                }
                _ => None,
            };
        }
        if !matches!(self.marks[1], b'-' | b'/' | b'.') {
            return None;
        }
        two_numbers(first, second)
    }
}

fn two_numbers(first: (u16, u8), second: (u16, u8)) -> Option<Shape> {
    let (year, month) = match (first.1, second.1) {
        (4, 2) => (first.0, second.0),
        (1 | 2, 4) => (second.0, first.0),
        (1 | 2, 1 | 2) => {
            return Some(Shape::Pair {
                first: first.0,
                second: second.0,
                word: None,
                unmarked: false,
            });
        }
        _ => return None,
    };
    // Amounts look alike (4512.50).
    ((1900..=2100).contains(&year) && (1..=12).contains(&month))
        .then_some(Shape::Month { year, month })
}

/// The next token, the mark before it, and what follows.
fn next(text: &str) -> Option<(Mark, Option<Token>, &str)> {
    let mut mark = NOTHING;
    let mut chars = text.char_indices();
    let from = loop {
        let Some((at, c)) = chars.next() else {
            return Some((mark, None, ""));
        };
        if c.is_alphanumeric() {
            break at;
        }
        let this = if c.is_whitespace() {
            BLANK
        } else {
            Mark(u8::try_from(c).unwrap_or(SEVERAL.0))
        };
        // Abbreviations end with a point, numbers of days with an ordinal one.
        mark = match (mark, this) {
            (NOTHING | BLANK, this) => this,
            (mark, BLANK) => mark,
            (Mark(b'.'), this) => this,
            _ => SEVERAL,
        };
    };
    let text = &text[from..];
    let first = text.chars().next()?;
    if first.is_ascii_digit() {
        let end = text
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(text.len());
        let (digits, after) = text.split_at(end);
        let number = Token::Number(digits.parse().unwrap_or(u32::MAX), end.min(99) as u8);
        return Some((mark, Some(number), after));
    }
    let end = text
        .find(|c: char| !c.is_alphabetic() && !matches!(c, '\'' | '’' | 'ʼ'))
        .unwrap_or(text.len());
    let (word, after) = text.split_at(end);
    if word.is_empty() {
        return None;
    }
    Some((mark, Some(Token::Word(Word::of(word))), after))
}

fn month_follows(rest: &str) -> bool {
    let mut rest = rest;
    while let Some((_, Some(token), after)) = next(rest) {
        if matches!(token, Token::Word(word) if word.month().is_some()) {
            return true;
        }
        rest = after;
    }
    false
}

fn is_filler(rest: &str) -> bool {
    matches!(next(rest), Some((NOTHING, Some(Token::Word(word)), _)) if word.is_filler())
}

/// A cell of digits only, or with decimals.
fn bare(text: &str) -> Option<Shape> {
    let (whole, decimals) = match text.find(['.', ',']) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    };
    if decimals.is_some_and(|decimals| !decimals.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    let value: u64 = whole.parse().ok()?;
    let digits = whole.len();
    let day = |day: u64| {
        let (year, month, day) = (day / 10_000, day / 100 % 100, day % 100);
        let is_day =
            (1900..=2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        is_day.then_some(Parts {
            values: [year as u16, month as u16, day as u16],
            first_digits: 4,
            last_digits: 2,
            separator: 0,
            length: usize::MAX,
        })
    };
    let is_time = |time: u64| time / 100 < 24 && time % 100 < 60;
    let minute = match (digits, decimals) {
        (12, None) if is_time(value % 10_000) => day(value / 10_000),
        _ => None,
    };
    if let Some(day) = minute {
        return Some(Shape::Minute { value, day });
    }
    match (digits, decimals) {
        (1 | 2, Some(_)) => None,
        (3 | 4, None) => Some(Shape::Pair {
            first: (value / 100) as u16,
            second: (value % 100) as u16,
            word: None,
            unmarked: true,
        }),
        (4, Some(_)) => None,
        (14, None) if is_time(value / 100 % 10_000) => day(value / 1_000_000).map(Shape::Three),
        (1..=13, decimals) => Some(Shape::Bare {
            value,
            digits: digits as u8,
            decimals: decimals.is_some(),
        }),
        _ => None,
    }
}
