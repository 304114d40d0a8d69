//! Small drawings: the interval under a key figure, bars in a table's cells.

use super::drawing::{Drawing, Size, Step, Stroke};
use super::palette::Token;
use super::scale::AxisScale;
use super::spec::{Ink, Interval, Scale};
use super::surface::Canvas;
use super::{Picture, describe};
use crate::base::{Day, Period};
use crate::i18n::chart::Chart;
use crate::i18n::{Say as _, Speaker};

/// Size of the drawing under a key figure.
pub const INTERVAL_SIZE: Size = Size {
    width_px: 150.0,
    height_px: 14.0,
};
/// Size of a sparkline of 24 bars.
pub const SPARKLINE_SIZE: Size = Size {
    width_px: 132.0,
    height_px: 24.0,
};
/// Size of a year of visits in a table.
pub const TIMELINE_SIZE: Size = Size {
    width_px: 168.0,
    height_px: 16.0,
};
/// Size of the bar beside a share.
pub const SHARE_BAR_SIZE: Size = Size {
    width_px: 76.0,
    height_px: 8.0,
};

/// Width of a visit in a year of visits.
const VISIT_PX: f64 = 1.5;

/// Room at both ends of an interval, as a part of its axis.
const AIR_SHARE: f64 = 0.1;

/// The axis on which several intervals can be compared: over all their ends and the reference.
/// `None` when there is none.
pub fn shared_domain<'a>(intervals: impl IntoIterator<Item = &'a Interval>) -> Option<(f64, f64)> {
    let ends = intervals.into_iter().flat_map(|interval| {
        [
            interval.low,
            interval.value,
            interval.high,
            interval.reference,
        ]
    });
    let axis = AxisScale::over(ends, Scale::Linear)?;
    let air = (axis.high() - axis.low()) * AIR_SHARE;
    Some((axis.low() - air, axis.high() + air))
}

/// An interval on a given axis, so that neighbours compare: a line from end to end with a dot, the
/// upright tick marks no change.
pub fn interval(
    interval: &Interval,
    (low, high): (f64, f64),
    size: Size,
    speaker: &Speaker,
) -> Drawing {
    let canvas = Canvas::new(Size::new(size.width_px, size.height_px));
    interval_on(&canvas, interval, &AxisScale::new(low, high, Scale::Linear));
    finish(&canvas, describe::interval(interval).say(speaker))
}

pub(super) fn draw_interval(canvas: &Canvas, interval: &Interval) -> Option<Picture> {
    let finite = [interval.low, interval.value, interval.high]
        .into_iter()
        .all(f64::is_finite);
    let (low, high) = shared_domain([interval]).filter(|_| finite)?;
    interval_on(canvas, interval, &AxisScale::new(low, high, Scale::Linear));
    Some(Picture::default())
}

fn interval_on(canvas: &Canvas, interval: &Interval, axis: &AxisScale) {
    let Size {
        width_px,
        height_px,
    } = canvas.size();
    let middle = height_px / 2.0;
    let at = |value: f64| axis.fraction_of(value) * width_px;
    canvas.hairline((0.0, middle), (width_px, middle), Token::Grid);
    if interval.reference.is_finite() {
        let x = at(interval.reference);
        canvas.hairline((x, 1.0), (x, height_px - 1.0), Token::Ink2);
    }
    let (low, high) = (at(interval.low), at(interval.high));
    let left = low.min(high);
    canvas.fill(
        "chart-interval",
        (left, middle - 1.0),
        ((high - low).abs().max(1.0), 2.5),
        Token::Accent,
    );
    let radius = 4.0_f64.min(middle);
    let x = at(interval.value).clamp(radius, (width_px - radius).max(radius));
    canvas.disc("chart-estimate", (x, middle + 0.25), radius, Token::Accent);
}

/// Small bars, oldest first, the last `recent` in the accent.
pub fn sparkline(bars: &[f32], recent: u8, size: Size, speaker: &Speaker) -> Drawing {
    let canvas = Canvas::new(Size::new(size.width_px, size.height_px));
    let Size {
        width_px,
        height_px,
    } = canvas.size();
    let base = height_px - 1.0;
    let highest = bars
        .iter()
        .copied()
        .filter(|bar| bar.is_finite())
        .fold(0.0, f32::max);
    let pitch = width_px / bars.len().max(1) as f64;
    let first_recent = bars.len().saturating_sub(usize::from(recent));
    for (ix, bar) in bars.iter().enumerate() {
        if *bar > 0.0 && bar.is_finite() {
            let height = f64::from(bar / highest) * (height_px - 2.0);
            let token = if ix >= first_recent {
                Token::Accent
            } else {
                Token::CatRest
            };
            let at = (ix as f64 * pitch, base - height);
            canvas.fill("chart-bar", at, ((pitch - 1.0).max(0.5), height), token);
        }
    }
    canvas.hairline((0.0, base), (width_px, base), Token::LineStrong);
    let bars = u32::try_from(bars.len()).unwrap_or(u32::MAX);
    finish(&canvas, Chart::Sparkline { bars }.say(speaker))
}

/// Days as strokes on a span of time; what follows the last of them is shaded.
pub fn timeline(span: Period, days: &[Day], size: Size, speaker: &Speaker) -> Drawing {
    let canvas = Canvas::new(Size::new(size.width_px, size.height_px));
    let Size {
        width_px,
        height_px,
    } = canvas.size();
    let middle = (height_px / 2.0).round();
    let day_px = width_px / f64::from(span.length_days().max(1));
    let at = |day: Day| f64::from(day.since(span.from)) * day_px;
    canvas.hairline((0.0, middle), (width_px, middle), Token::LineStrong);
    if let Some(&last) = days.last() {
        let from = at(last.plus(1)).clamp(0.0, width_px);
        let width = width_px - from;
        canvas.fill(
            "chart-silence",
            (from, 1.0),
            (width, middle - 1.0),
            Token::DownSoft,
        );
        canvas.fill("chart-silence", (from, middle), (width, 1.5), Token::Down);
    }
    // One element for all: a table has hundreds of such drawings.
    let mut strokes = Vec::new();
    for &day in days.iter().filter(|&&day| span.contains(day)) {
        let x = at(day) + VISIT_PX / 2.0;
        strokes.extend([Step::Move(x, 1.0), Step::Line(x, height_px - 1.0)]);
    }
    let shown = u32::try_from(strokes.len() / 2).unwrap_or(u32::MAX);
    let ink = Stroke {
        token: Token::Ink,
        width_px: VISIT_PX,
        dashed: false,
        crisp: false,
    };
    canvas.path("chart-visits".into(), strokes, ink.into());
    let last = days.last().copied();
    finish(&canvas, Chart::Timeline { days: shown, last }.say(speaker))
}

/// A share as a bar on its track.
pub fn share_bar(share: f64, ink: Ink, size: Size, speaker: &Speaker) -> Drawing {
    let canvas = Canvas::new(Size::new(size.width_px, size.height_px));
    let Size {
        width_px,
        height_px,
    } = canvas.size();
    let height = (height_px - 2.0).max(1.0);
    canvas.fill("chart-track", (0.0, 1.0), (width_px, height), Token::Paper3);
    if share.is_finite() && share > 0.0 {
        // Half a pixel keeps the least share in sight.
        let width = (share.min(1.0) * width_px).max(0.5);
        canvas.fill("chart-bar", (0.0, 1.0), (width, height), ink.into());
    }
    finish(&canvas, Chart::ShareBar { share }.say(speaker))
}

fn finish(canvas: &Canvas, summary: String) -> Drawing {
    Drawing {
        size: canvas.size(),
        summary,
        nodes: canvas.finish(),
        hits: Vec::new(),
        handles: Vec::new(),
    }
}
