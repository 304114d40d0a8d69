//! Horizontal bars: one group a row, one bar a series.

use super::Picture;
use super::drawing::{Bounds, Face};
use super::hits::{Hit, Shape};
use super::labels::{Labels, label};
use super::palette::Token;
use super::plot::{Plot, figure};
use super::scale::AxisScale;
use super::spec::{BarRow, Bars, Scale};
use super::surface::Canvas;
use super::text_metrics::{fitted, width_px};
use crate::i18n::{Say as _, Speaker};

/// Room of the key over the rows, when there is more than one series.
const KEY_PX: f64 = 24.0;
/// A bar is not thicker than this.
const THICKEST_PX: f64 = 26.0;
/// One of several bars in a row is not thicker than this.
const THICKEST_OF_MANY_PX: f64 = 16.0;
/// Rows are not higher than this.
const HIGHEST_PX: f64 = 64.0;
/// Part of the width the names of the rows may take.
const NAMES_SHARE: f64 = 0.4;
/// Part of the width the values behind the bars may take.
const VALUES_SHARE: f64 = 0.2;

pub(super) fn draw(canvas: &Canvas, bars: &Bars, speaker: &Speaker) -> Option<Picture> {
    let size = canvas.size();
    let values = || bars.rows.iter().flat_map(|row| row.values.iter().copied());
    if !values().any(f64::is_finite) {
        return None;
    }
    let x = AxisScale::over(values().chain([0.0]), Scale::Linear)?;
    let mut labels = Labels::new(size);
    let limit = size.width_px * NAMES_SHARE;
    let names: Vec<(String, Option<String>)> = bars
        .rows
        .iter()
        .map(|row| {
            let detail = row.detail.as_ref().map(|detail| detail.say(speaker));
            (
                fitted(&row.label.say(speaker), Face::LABEL, limit),
                detail.map(|detail| fitted(&detail, Face::SMALL, limit)),
            )
        })
        .collect();
    let names_px = names
        .iter()
        .map(|(name, detail)| {
            let detail = detail.as_deref().unwrap_or_default();
            width_px(name, Face::LABEL).max(width_px(detail, Face::SMALL))
        })
        .fold(0.0, f64::max)
        + 12.0;
    let said = |value: f64| figure(value, bars.axis.unit).say(speaker);
    let widest = values()
        .map(|value| width_px(&said(value), Face::STRONG))
        .fold(0.0, f64::max)
        .min(size.width_px * VALUES_SHARE)
        + 10.0;
    let has_key = bars.series.len() > 1;
    let top = if has_key { KEY_PX } else { 2.0 };
    // Room for the words behind the bars, on the left too where bars go there.
    let left = names_px + if x.low() < 0.0 { widest } else { 0.0 };
    let frame = Bounds {
        left,
        top,
        right: (size.width_px - widest).max(left + 1.0),
        bottom: (size.height_px - 2.0).max(top + 1.0),
    };
    let pitch = ((frame.bottom - frame.top) / bars.rows.len() as f64).min(HIGHEST_PX);
    let rows_scale = AxisScale::new(0.0, 1.0, Scale::Linear);
    let plot = Plot::new(canvas, frame, x, rows_scale);
    let series = bars
        .rows
        .iter()
        .map(|row| row.values.len())
        .max()
        .unwrap_or(1)
        .max(1) as f64;
    let thickest = if series > 1.0 {
        THICKEST_OF_MANY_PX
    } else {
        THICKEST_PX
    };
    let thick = ((pitch - 8.0) / series).clamp(1.0, thickest);
    let zero = plot.at(0.0, 0.0).0;

    let mut hits = Vec::with_capacity(bars.rows.len());
    for (ix, (row, (name, detail))) in bars.rows.iter().zip(names).enumerate() {
        let row_top = frame.top + ix as f64 * pitch;
        let middle = row_top + pitch / 2.0;
        if bars.norm_from == Some(ix) {
            let y = row_top.max(1.0);
            canvas.hairline((0.0, y), (size.width_px, y), Token::LineStrong);
        }
        let first = middle - thick * row.values.len() as f64 / 2.0;
        let mut furthest = zero;
        for (series_ix, value) in row.values.iter().enumerate() {
            let bar_top = first + series_ix as f64 * thick;
            let token = bars
                .series
                .get(series_ix)
                .map_or(Token::Accent, |(_, ink)| (*ink).into());
            let end = draw_bar(canvas, &plot, *value, zero, (bar_top, thick), token);
            furthest = furthest.max(end);
            let (at, ending) = if *value < 0.0 {
                ((end - 6.0, bar_top + thick / 2.0 + 4.0), true)
            } else {
                ((end + 6.0, bar_top + thick / 2.0 + 4.0), false)
            };
            let text = label(said(*value), at, Face::STRONG).in_ink(Token::Ink);
            labels.place(if ending { text.ending() } else { text });
        }
        write_name(&mut labels, name, detail, middle, pitch);
        hits.push(Hit {
            shape: Shape::Box(Bounds {
                left: 0.0,
                top: row_top,
                right: size.width_px,
                bottom: row_top + pitch,
            }),
            centre: (furthest, middle),
            title: row.label.say(speaker),
            rows: tooltip(bars, row, speaker),
            action: row.action.clone(),
        });
    }
    let foot = frame.top + pitch * bars.rows.len() as f64;
    canvas.hairline((zero, frame.top), (zero, foot), Token::Ink2);
    if has_key {
        write_key(canvas, &mut labels, bars, speaker);
    }
    labels.write(canvas);
    Some(Picture {
        hits,
        handles: Vec::new(),
    })
}

/// Draws one bar and returns where it ends.
fn draw_bar(
    canvas: &Canvas,
    plot: &Plot,
    value: f64,
    zero: f64,
    (top, thick): (f64, f64),
    token: Token,
) -> f64 {
    if !value.is_finite() {
        return zero;
    }
    let end = plot.at(value, 0.0).0;
    // Half a pixel keeps the least bar in sight.
    let width = (end - zero).abs().max(if value == 0.0 { 0.0 } else { 0.5 });
    canvas.fill(
        "chart-bar",
        (zero.min(end), top),
        (width, thick - 1.0),
        token,
    );
    end
}

fn write_name(labels: &mut Labels, name: String, detail: Option<String>, middle: f64, pitch: f64) {
    let with_detail = detail.filter(|_| pitch >= 32.0);
    let base = if with_detail.is_some() {
        middle - 2.0
    } else {
        middle + 4.0
    };
    labels.place(label(name, (0.0, base), Face::LABEL).in_ink(Token::Ink2));
    if let Some(detail) = with_detail {
        labels.place(label(detail, (0.0, base + 15.0), Face::SMALL));
    }
}

fn write_key(canvas: &Canvas, labels: &mut Labels, bars: &Bars, speaker: &Speaker) {
    let mut x = 0.0;
    for (name, ink) in &bars.series {
        let text = label(name.say(speaker), (x + 16.0, 12.0), Face::LABEL).in_ink(Token::Ink2);
        let end = text.bounds().right;
        if labels.place(text) {
            canvas.fill("chart-key", (x, 3.0), (10.0, 10.0), (*ink).into());
            x = end + 20.0;
        }
    }
}

fn tooltip(bars: &Bars, row: &BarRow, speaker: &Speaker) -> Vec<(String, String)> {
    let mut rows: Vec<(String, String)> = row
        .values
        .iter()
        .enumerate()
        .map(|(ix, value)| {
            let name = match bars.series.get(ix) {
                Some((name, _)) if bars.series.len() > 1 => name.say(speaker),
                _ => bars.axis.label.say(speaker),
            };
            (name, figure(*value, bars.axis.unit).say(speaker))
        })
        .collect();
    if let Some(detail) = &row.detail {
        rows.push((String::new(), detail.say(speaker)));
    }
    rows
}
