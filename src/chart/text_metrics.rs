//! How wide text will be, without asking a browser.
//!
//! Advance widths of the Helvetica/Arial design (thousandths of an em), which Segoe UI, Roboto and
//! Liberation Sans stay close to. System faces differ by a few per cent, so widths carry an
//! allowance: a label is dropped a little too early rather than drawn over another.

use super::drawing::Face;

/// Allowance for wider system faces (San Francisco at 11 px is the widest in use).
const ALLOWANCE: f64 = 1.06;
/// Mean ratio of the strong weight's widths to the regular's in running text.
const STRONG: f64 = 1.065;
/// Width of characters the tables lack: an average letter.
const AVERAGE: u16 = 600;
/// Width of ideographs and other full-width characters.
const FULL_WIDTH: u16 = 1000;

/// U+0020 to U+007E.
const ASCII: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// U+00A0 to U+017F, Latin-1 letters and Latin Extended-A.
const LATIN: [u16; 224] = [
    278, 333, 556, 556, 556, 556, 260, 556, 333, 737, 370, 556, 584, 333, 737, 552, 400, 549, 333,
    333, 333, 576, 537, 278, 333, 333, 365, 556, 834, 834, 834, 611, 667, 667, 667, 667, 667, 667,
    1000, 722, 667, 667, 667, 667, 278, 278, 278, 278, 722, 722, 778, 778, 778, 778, 778, 584, 778,
    722, 722, 722, 722, 667, 667, 611, 556, 556, 556, 556, 556, 556, 889, 500, 556, 556, 556, 556,
    278, 278, 278, 278, 556, 556, 556, 556, 556, 556, 556, 549, 611, 556, 556, 556, 556, 500, 556,
    500, 667, 556, 667, 556, 667, 556, 722, 500, 722, 500, 722, 500, 722, 500, 722, 615, 722, 556,
    667, 556, 667, 556, 667, 556, 667, 556, 667, 556, 778, 556, 778, 556, 778, 556, 778, 556, 722,
    556, 722, 556, 278, 278, 278, 278, 278, 278, 278, 222, 278, 278, 735, 444, 500, 222, 667, 500,
    500, 556, 222, 556, 222, 556, 292, 556, 334, 556, 222, 722, 556, 722, 556, 722, 556, 604, 723,
    556, 778, 556, 778, 556, 778, 556, 1000, 944, 722, 333, 722, 333, 722, 333, 667, 500, 667, 500,
    667, 500, 667, 500, 611, 278, 611, 375, 611, 278, 722, 556, 722, 556, 722, 556, 722, 556, 722,
    556, 722, 556, 944, 722, 667, 500, 667, 611, 500, 611, 500, 611, 500, 222,
];

/// U+0400 to U+045F, Cyrillic.
const CYRILLIC: [u16; 96] = [
    667, 667, 865, 542, 719, 667, 278, 278, 500, 1057, 1010, 854, 583, 722, 635, 719, 667, 656,
    667, 542, 677, 667, 923, 604, 719, 719, 583, 656, 833, 722, 778, 719, 667, 722, 611, 635, 760,
    667, 740, 667, 917, 938, 792, 885, 656, 719, 1010, 722, 556, 573, 531, 365, 583, 556, 669, 458,
    559, 559, 438, 583, 688, 552, 556, 542, 556, 500, 458, 500, 823, 500, 573, 521, 802, 823, 625,
    719, 521, 510, 750, 542, 556, 556, 556, 365, 510, 500, 222, 278, 222, 906, 812, 556, 438, 559,
    500, 552,
];

/// Width in pixels.
pub(super) fn width_px(text: &str, face: Face) -> f64 {
    let thousandths: u64 = text.chars().map(|letter| u64::from(advance(letter))).sum();
    let weight = if face.strong { STRONG } else { 1.0 };
    thousandths as f64 / 1000.0 * f64::from(face.size_px) * ALLOWANCE * weight
}

/// The text, or as much of it with an ellipsis as fits; empty when not even one letter does.
pub(super) fn fitted(text: &str, face: Face, limit_px: f64) -> String {
    if width_px(text, face) <= limit_px {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut best = String::new();
    for letter in text.chars() {
        kept.push(letter);
        let candidate = format!("{}…", kept.trim_end());
        if width_px(&candidate, face) > limit_px {
            break;
        }
        best = candidate;
    }
    best
}

/// The text on one line where it fits, else on two of about the same length, each cut to fit.
pub(super) fn wrapped(text: &str, face: Face, limit_px: f64) -> Vec<String> {
    if width_px(text, face) <= limit_px {
        return vec![text.to_owned()];
    }
    halves(text, face, 1)
        .into_iter()
        .map(|line| fitted(&line, face, limit_px))
        .collect()
}

/// The text on as many lines as it needs, broken between words; a word that is too long is cut.
pub(super) fn lines(text: &str, face: Face, limit_px: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match longer.filter(|longer| width_px(longer, face) <= limit_px) {
            Some(longer) => {
                lines.pop();
                lines.push(longer);
            }
            None => lines.push(fitted(word, face, limit_px)),
        }
    }
    lines
}

/// The text on two lines of about the same length, the first of at least so many words; on one
/// when it has not enough words.
pub(super) fn halves(text: &str, face: Face, first_words: usize) -> Vec<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let line = |words: &[&str]| words.join(" ");
    let longest =
        |at: usize| width_px(&line(&words[..at]), face).max(width_px(&line(&words[at..]), face));
    let break_at =
        (first_words..words.len()).min_by(|one, other| longest(*one).total_cmp(&longest(*other)));
    match break_at {
        Some(at) => vec![line(&words[..at]), line(&words[at..])],
        None => vec![text.to_owned()],
    }
}

fn advance(letter: char) -> u16 {
    let code = letter as usize;
    match code {
        0x20..=0x7E => ASCII[code - 0x20],
        0xA0..=0x17F => LATIN[code - 0xA0],
        0x400..=0x45F => CYRILLIC[code - 0x400],
        // Combining marks and joiners have no width of their own.
        0x300..=0x36F | 0x200B..=0x200F => 0,
        0x2009 | 0x202F | 0x2018 | 0x2019 => 222,
        0x201C..=0x201E => 333,
        0x2013 | 0x20AC => 556,
        0x2212 => 584,
        0x2014 | 0x2026 | 0x2190 | 0x2192 => 1000,
        0x2191 | 0x2193 => 500,
        0x1100..=0x115F
        | 0x2E80..=0xA4CF
        | 0xAC00..=0xD7A3
        | 0xF900..=0xFAFF
        | 0xFE30..=0xFE4F
        | 0xFF00..=0xFF60
        | 0x1F300..=0x1FAFF
        | 0x20000..=0x3FFFD => FULL_WIDTH,
        _ => AVERAGE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cyrillic_is_measured_by_letters_not_bytes() {
        let latin = width_px("December", Face::SMALL);
        let cyrillic = width_px("Декабрь", Face::SMALL);
        assert!((cyrillic / latin - 0.95).abs() < 0.2, "{cyrillic} {latin}");
    }

    #[test]
    fn widths_are_those_of_the_face() {
        // 556 thousandths a figure: six figures at 12 px are 40.0 px before the allowance.
        assert!((width_px("123456", Face::LABEL) - 40.032 * ALLOWANCE).abs() < 0.01);
        assert!(width_px("Much", Face::STRONG) > width_px("Much", Face::LABEL));
    }

    #[test]
    fn text_is_wrapped_into_two_lines() {
        assert_eq!(
            wrapped("up to 29 days", Face::SMALL, 45.0),
            ["up to", "29 days"]
        );
        assert_eq!(wrapped("1 visit", Face::SMALL, 45.0), ["1 visit"]);
        assert_eq!(
            halves("↑ Average purchase", Face::LABEL, 2),
            ["↑ Average", "purchase"]
        );
        assert_eq!(halves("↑ Revenue", Face::LABEL, 2), ["↑ Revenue"]);
    }

    #[test]
    fn text_is_cut_to_fit() {
        let text = "Möbelhaus Lindqvist und Söhne";
        let short = fitted(text, Face::SMALL, 80.0);
        assert!(short.ends_with('…') && width_px(&short, Face::SMALL) <= 80.0);
        assert_eq!(fitted(text, Face::SMALL, 500.0), text);
        assert_eq!(fitted(text, Face::SMALL, 3.0), "");
    }
}
