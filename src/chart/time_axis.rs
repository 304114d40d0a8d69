//! Months and years along the foot of a drawing.

use super::drawing::Face;
use super::labels::{Labels, label};
use super::palette::Token;
use super::surface::Canvas;
use crate::base::{Month, order};
use crate::i18n::Speaker;

/// Foot of a drawing with years only.
const YEARS_PX: f64 = 26.0;
/// Foot of a drawing with months above the years.
const MONTHS_PX: f64 = 42.0;
/// Months get names of their own up to this many.
const MONTHS_NAMED: usize = 18;

/// One month of the axis: where it begins and ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct MonthSpan {
    pub(super) month: Month,
    pub(super) left: f64,
    pub(super) right: f64,
}

/// Room the foot needs for so many months.
pub(super) fn height_px(months: usize) -> f64 {
    if months > MONTHS_NAMED {
        YEARS_PX
    } else {
        MONTHS_PX
    }
}

/// Years centred under their months, a tick where a new one begins; names of months above them
/// while they are few.
pub(super) fn draw(
    canvas: &Canvas,
    labels: &mut Labels,
    spans: &[MonthSpan],
    base_y: f64,
    speaker: &Speaker,
) {
    let named = spans.len() <= MONTHS_NAMED;
    let years = years_of(spans);
    for (ix, (_, left, _)) in years.iter().enumerate() {
        if ix > 0 {
            canvas.hairline((*left, base_y), (*left, base_y + 6.0), Token::LineStrong);
        }
    }
    let years_y = if named { base_y + 34.0 } else { base_y + 18.0 };
    // The year with most months is said first; the others where they fit.
    let mut by_width: Vec<&(i16, f64, f64)> = years.iter().collect();
    order::sort_by(&mut by_width, |one, other| {
        let width = |year: &(i16, f64, f64)| year.2 - year.1;
        width(other)
            .total_cmp(&width(one))
            .then(one.0.cmp(&other.0))
    });
    let edge = canvas.size().width_px;
    for (year, left, right) in by_width {
        let at = (f64::midpoint(*left, *right), years_y);
        labels.place(
            label(year.to_string(), at, Face::LABEL)
                .centred()
                .within(0.0, edge),
        );
    }
    if named {
        // Every month, every third from January, January and July: the first that fits.
        for every in [1, 3, 6, 12] {
            let texts: Vec<_> = spans
                .iter()
                .filter(|span| (span.month.of_year() - 1) % every == 0)
                .map(|span| {
                    let at = (f64::midpoint(span.left, span.right), base_y + 18.0);
                    label(speaker.month_name(span.month), at, Face::SMALL)
                        .centred()
                        .within(0.0, edge)
                })
                .collect();
            let apart = texts
                .windows(2)
                .all(|pair| pair[0].bounds().right + 6.0 <= pair[1].bounds().left);
            if apart {
                for text in texts {
                    labels.place(text);
                }
                break;
            }
        }
    }
}

/// Calendar years with their left and right edge, in order.
fn years_of(spans: &[MonthSpan]) -> Vec<(i16, f64, f64)> {
    let mut years: Vec<(i16, f64, f64)> = Vec::new();
    for span in spans {
        match years.last_mut() {
            Some((year, _, right)) if *year == span.month.year() => *right = span.right,
            _ => years.push((span.month.year(), span.left, span.right)),
        }
    }
    years
}
