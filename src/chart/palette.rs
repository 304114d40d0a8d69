//! Design tokens a chart may use, and the colour values that stand for them.

/// A colour by its meaning: one custom property of `style/tokens.css`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Token {
    /// Ground.
    Paper,
    /// Track of a bar.
    Paper3,
    /// Pale body of a context bar.
    Line,
    /// Axis, peak bar.
    LineStrong,
    /// Text.
    Ink,
    /// Second text, zero line.
    Ink2,
    /// Labels, notes.
    Ink3,
    /// Grid lines.
    Grid,
    /// This shop, selection, prediction.
    Accent,
    /// Marks on the accent.
    OnAccent,
    /// Better.
    Up,
    /// Worse, lost.
    Down,
    /// Ground of silence.
    DownSoft,
    /// Category 1.
    Cat1,
    /// Category 2.
    Cat2,
    /// Category 3.
    Cat3,
    /// Category 4.
    Cat4,
    /// Context and totals.
    CatRest,
    /// Sequential ramp, least.
    Seq1,
    /// Sequential ramp.
    Seq2,
    /// Sequential ramp.
    Seq3,
    /// Sequential ramp.
    Seq4,
    /// Sequential ramp.
    Seq5,
    /// Sequential ramp.
    Seq6,
    /// Sequential ramp, most.
    Seq7,
    /// Text on step 1.
    Seq1Ink,
    /// Text on step 2.
    Seq2Ink,
    /// Text on step 3.
    Seq3Ink,
    /// Text on step 4.
    Seq4Ink,
    /// Text on step 5.
    Seq5Ink,
    /// Text on step 6.
    Seq6Ink,
    /// Text on step 7.
    Seq7Ink,
}

/// How tokens are written into an SVG.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Palette {
    /// `var(--token)`: one picture for light, dark and print. For the page.
    #[default]
    Variables,
    /// The light values themselves. For files.
    Light,
}

/// Custom property, the same for files, and the class of the style sheet that gives text its
/// colour (empty where no text uses the token).
const TABLE: [(Token, &str, &str, &str); 32] = [
    (Token::Paper, "var(--paper)", "#FFFFFF", ""),
    (Token::Paper3, "var(--paper-3)", "#EEEEEA", ""),
    (Token::Line, "var(--line)", "#E3E3DE", ""),
    (Token::LineStrong, "var(--line-strong)", "#BDBDB6", ""),
    (Token::Ink, "var(--ink)", "#15191C", "ink"),
    (Token::Ink2, "var(--ink-2)", "#474E54", "ink2"),
    (Token::Ink3, "var(--ink-3)", "#666D73", ""),
    (Token::Grid, "var(--grid)", "#E9E9E5", ""),
    (Token::Accent, "var(--accent)", "#065F8B", "acc"),
    (Token::OnAccent, "var(--on-accent)", "#FFFFFF", ""),
    (Token::Up, "var(--up)", "#14695A", "up"),
    (Token::Down, "var(--down)", "#B03A20", "down"),
    (Token::DownSoft, "var(--down-soft)", "#FAEAE5", ""),
    (Token::Cat1, "var(--cat-1)", "#0273A4", ""),
    (Token::Cat2, "var(--cat-2)", "#BA823D", ""),
    (Token::Cat3, "var(--cat-3)", "#329A9D", ""),
    (Token::Cat4, "var(--cat-4)", "#CA5A6D", ""),
    (Token::CatRest, "var(--cat-rest)", "#868D92", ""),
    (Token::Seq1, "var(--seq-1)", "#EDF4F8", ""),
    (Token::Seq2, "var(--seq-2)", "#D3E5EF", ""),
    (Token::Seq3, "var(--seq-3)", "#AECFE2", ""),
    (Token::Seq4, "var(--seq-4)", "#7FB3D0", ""),
    (Token::Seq5, "var(--seq-5)", "#468FB6", ""),
    (Token::Seq6, "var(--seq-6)", "#146A96", ""),
    (Token::Seq7, "var(--seq-7)", "#044A6E", ""),
    (Token::Seq1Ink, "var(--seq-1-ink)", "#15191C", "q1t"),
    (Token::Seq2Ink, "var(--seq-2-ink)", "#15191C", "q2t"),
    (Token::Seq3Ink, "var(--seq-3-ink)", "#15191C", "q3t"),
    (Token::Seq4Ink, "var(--seq-4-ink)", "#15191C", "q4t"),
    (Token::Seq5Ink, "var(--seq-5-ink)", "#15191C", "q5t"),
    (Token::Seq6Ink, "var(--seq-6-ink)", "#FFFFFF", "q6t"),
    (Token::Seq7Ink, "var(--seq-7-ink)", "#FFFFFF", "q7t"),
];

impl Token {
    /// All tokens, in the order of their reserved colours.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|row| row.0)
    }

    /// The value to write for fill or stroke.
    pub fn value(self, palette: Palette) -> &'static str {
        let row = &TABLE[self as usize];
        match palette {
            Palette::Variables => row.1,
            Palette::Light => row.2,
        }
    }

    /// The style sheet's class for text of this colour.
    pub(super) fn text_class(self) -> &'static str {
        TABLE[self as usize].3
    }

    /// The colour that stands for this token inside plotters, whose styles know only RGB. No
    /// colour is ever shown: the surface turns it back.
    pub(super) fn reserved_rgb(self) -> (u8, u8, u8) {
        (RESERVED_RED, RESERVED_GREEN, self as u8)
    }

    /// The token a reserved colour stands for; anything else is plain ink.
    pub(super) fn from_reserved_rgb(rgb: (u8, u8, u8)) -> Self {
        match rgb {
            (RESERVED_RED, RESERVED_GREEN, ix) => {
                TABLE.get(usize::from(ix)).map_or(Self::Ink, |row| row.0)
            }
            _ => Self::Ink,
        }
    }

    /// Ground and text of a step of the sequential ramp, 1 to 7.
    pub(super) fn sequential(step: u8) -> (Self, Self) {
        match step {
            0 | 1 => (Self::Seq1, Self::Seq1Ink),
            2 => (Self::Seq2, Self::Seq2Ink),
            3 => (Self::Seq3, Self::Seq3Ink),
            4 => (Self::Seq4, Self::Seq4Ink),
            5 => (Self::Seq5, Self::Seq5Ink),
            6 => (Self::Seq6, Self::Seq6Ink),
            _ => (Self::Seq7, Self::Seq7Ink),
        }
    }
}

const RESERVED_RED: u8 = 0xFE;
const RESERVED_GREEN: u8 = 0x01;

impl From<super::spec::Ink> for Token {
    fn from(ink: super::spec::Ink) -> Self {
        use super::spec::Ink;
        match ink {
            Ink::Accent => Self::Accent,
            Ink::Rest => Self::CatRest,
            Ink::Up => Self::Up,
            Ink::Down => Self::Down,
            Ink::Cat1 => Self::Cat1,
            Ink::Cat2 => Self::Cat2,
            Ink::Cat3 => Self::Cat3,
            Ink::Cat4 => Self::Cat4,
            Ink::Total => Self::Ink2,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    const SHEET: &str = include_str!("../../style/tokens.css");

    #[test]
    fn reserved_colours_are_one_to_one() {
        for (ix, token) in Token::all().enumerate() {
            assert_eq!(token as usize, ix, "the table follows the enum");
            assert_eq!(Token::from_reserved_rgb(token.reserved_rgb()), token);
        }
    }

    #[test]
    fn light_values_are_those_of_the_style_sheet() {
        let light = theme(":root {");
        for token in Token::all() {
            assert_eq!(light[name(token)], token.value(Palette::Light), "{token:?}");
        }
    }

    #[test]
    fn text_and_marks_stand_out_in_both_themes() {
        use Token as T;
        let light = theme(":root {");
        let mut dark = light.clone();
        dark.extend(theme("[data-theme=\"dark\"] {"));
        for theme in [light, dark] {
            let ratio = |one, other| contrast(theme[name(one)], theme[name(other)]);
            for text in [T::Ink, T::Ink2, T::Ink3, T::Accent, T::Up, T::Down] {
                assert!(ratio(text, T::Paper) >= 4.5, "{text:?} as text");
            }
            assert!(ratio(T::OnAccent, T::Accent) >= 4.5);
            for step in 1..=7 {
                let (ground, ink) = Token::sequential(step);
                assert!(ratio(ink, ground) >= 4.5, "text on step {step}");
            }
            for mark in [T::Cat1, T::Cat2, T::Cat3, T::Cat4, T::CatRest] {
                assert!(ratio(mark, T::Paper) >= 3.0, "{mark:?} as a mark");
            }
        }
    }

    /// The custom property's name: what stands between `var(` and `)`.
    fn name(token: Token) -> &'static str {
        token
            .value(Palette::Variables)
            .trim_start_matches("var(")
            .trim_end_matches(')')
    }

    /// Colours of the first block of the style sheet with this head.
    fn theme(head: &str) -> BTreeMap<&'static str, &'static str> {
        let block = SHEET.split_once(head).unwrap().1.split_once('}').unwrap().0;
        block
            .split(';')
            .filter_map(|declaration| {
                let (name, value) = declaration.rsplit_once(':')?;
                let name = name.rsplit(|letter: char| letter.is_whitespace()).next()?;
                Some((name, value.trim()))
            })
            .collect()
    }

    /// Contrast of two `#RRGGBB` colours (WCAG 2.2, "contrast ratio").
    fn contrast(one: &str, other: &str) -> f64 {
        let luminance = |colour: &str| {
            let channel = |at: usize| {
                let value = u8::from_str_radix(&colour[at..at + 2], 16).unwrap();
                let share = f64::from(value) / 255.0;
                if share <= 0.040_45 {
                    share / 12.92
                } else {
                    ((share + 0.055) / 1.055).powf(2.4)
                }
            };
            0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
        };
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }
}
