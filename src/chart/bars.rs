//! Horizontal bars: one group a row, one bar a series.

use super::Picture;
use super::drawing::{Bounds, Face};
use super::hits::{Hit, Shape};
use super::labels::{Labels, label};
use super::palette::Token;
use super::plot::{Plot, figure, write_key};
use super::scale::AxisScale;
use super::spec::{BarRow, Bars, Ink, Scale};
use super::surface::Canvas;
use super::text_metrics::{fitted, width_px, wrapped};
use crate::i18n::{Say as _, Speaker};

/// Room of the key over the rows, when there is more than one series.
const KEY_PX: f64 = 24.0;
/// A bar is not thicker than this.
const THICKEST_PX: f64 = 26.0;
/// One of several bars in a row is not thicker than this.
const THICKEST_OF_MANY_PX: f64 = 16.0;
/// Rows are not higher than this.
const HIGHEST_PX: f64 = 64.0;
/// Height of a line of a name.
const LINE_PX: f64 = 15.0;
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
    let starts = starts(bars);
    let ends = bars
        .rows
        .iter()
        .zip(&starts)
        .flat_map(|(row, start)| row.values.iter().map(move |value| start + value));
    let x = AxisScale::over(ends.chain([0.0]), Scale::Linear)?;
    let mut labels = Labels::new(size);
    let limit = size.width_px * NAMES_SHARE;
    let has_key = bars.series.len() > 1;
    let top = if has_key { KEY_PX } else { 2.0 };
    let bottom = (size.height_px - 2.0).max(top + 1.0);
    let pitch = ((bottom - top) / bars.rows.len() as f64).min(HIGHEST_PX);
    let names: Vec<Vec<(String, Face)>> = bars
        .rows
        .iter()
        .map(|row| name_lines(row, limit, pitch, speaker))
        .collect();
    let names_px = names
        .iter()
        .flatten()
        .map(|(line, face)| width_px(line, *face))
        .fold(0.0, f64::max)
        + 12.0;
    let said = |value: f64| figure(value, bars.axis.unit).say(speaker);
    let widest = values()
        .map(|value| width_px(&said(value), Face::STRONG))
        .fold(0.0, f64::max)
        .min(size.width_px * VALUES_SHARE)
        + 10.0;
    // Room for the words behind the bars, on the left too where bars go there.
    let left = names_px + if x.low() < 0.0 { widest } else { 0.0 };
    let frame = Bounds {
        left,
        top,
        right: (size.width_px - widest).max(left + 1.0),
        bottom,
    };
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
    // The line at zero ends above a total.
    let mut foot = frame.top;
    for (ix, (row, name)) in bars.rows.iter().zip(names).enumerate() {
        let row_top = frame.top + ix as f64 * pitch;
        let middle = row_top + pitch / 2.0;
        let is_total = row.ink == Some(Ink::Total);
        if is_total || bars.norm_from == Some(ix) {
            let y = row_top.max(1.0);
            canvas.hairline((0.0, y), (size.width_px, y), Token::LineStrong);
        }
        if !is_total {
            foot = row_top + pitch;
        }
        let first = middle - thick * row.values.len() as f64 / 2.0;
        let start = plot.at(starts[ix], 0.0).0;
        let mut furthest = start;
        for (series_ix, value) in row.values.iter().enumerate() {
            let bar_top = first + series_ix as f64 * thick;
            let series_ink = || bars.series.get(series_ix).map(|(_, ink)| *ink);
            let token = row.ink.or_else(series_ink).unwrap_or(Ink::Accent).into();
            let end = draw_bar(canvas, &plot, (starts[ix], *value), (bar_top, thick), token);
            furthest = furthest.max(end);
            let (at, ending) = if *value < 0.0 {
                ((end - 6.0, bar_top + thick / 2.0 + 4.0), true)
            } else {
                ((end + 6.0, bar_top + thick / 2.0 + 4.0), false)
            };
            let text = label(said(*value), at, Face::STRONG).in_ink(Token::Ink);
            labels.place(if ending { text.ending() } else { text });
        }
        write_name(&mut labels, name, middle);
        if let Some(&next) = starts.get(ix + 1).filter(|_| bars.stacked && !is_total) {
            let (at, below) = (plot.at(next, 0.0).0, middle + pitch);
            let is_last = bars.rows[ix + 1].ink == Some(Ink::Total);
            if !is_last {
                canvas.hairline((at, middle), (at, below), Token::Ink3);
            }
        }
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
    canvas.hairline((zero, frame.top), (zero, foot), Token::Ink2);
    if has_key {
        write_key(canvas, &mut labels, &bars.series, speaker);
    }
    labels.write(canvas);
    Some(Picture {
        hits,
        handles: Vec::new(),
    })
}

/// Where the bars of each row begin.
fn starts(bars: &Bars) -> Vec<f64> {
    let mut reached = 0.0;
    bars.rows
        .iter()
        .map(|row| {
            let start = reached;
            if bars.stacked && row.ink != Some(Ink::Total) {
                reached += row
                    .values
                    .iter()
                    .filter(|value| value.is_finite())
                    .sum::<f64>();
                start
            } else {
                0.0
            }
        })
        .collect()
}

/// Draws one bar from its start and returns where it ends.
fn draw_bar(
    canvas: &Canvas,
    plot: &Plot,
    (start, value): (f64, f64),
    (top, thick): (f64, f64),
    token: Token,
) -> f64 {
    let zero = plot.at(start, 0.0).0;
    if !value.is_finite() {
        return zero;
    }
    let end = plot.at(start + value, 0.0).0;
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

/// The name of a row on one or two lines, and its second line; the second line goes first where
/// the row is too low for all, then the name stays on one.
fn name_lines(row: &BarRow, limit: f64, pitch: f64, speaker: &Speaker) -> Vec<(String, Face)> {
    let face = if row.ink == Some(Ink::Total) {
        Face::STRONG
    } else {
        Face::LABEL
    };
    let room = (pitch / LINE_PX) as usize;
    let name = row.label.say(speaker);
    let mut lines = if room >= 2 {
        wrapped(&name, face, limit)
    } else {
        vec![fitted(&name, face, limit)]
    };
    let mut faces = vec![face; lines.len()];
    if let Some(detail) = row.detail.as_ref().filter(|_| room > lines.len()) {
        lines.push(fitted(&detail.say(speaker), Face::SMALL, limit));
        faces.push(Face::SMALL);
    }
    lines.into_iter().zip(faces).collect()
}

fn write_name(labels: &mut Labels, lines: Vec<(String, Face)>, middle: f64) {
    let first = middle + 4.0 - LINE_PX * (lines.len().saturating_sub(1)) as f64 / 2.0;
    for (ix, (line, face)) in lines.into_iter().enumerate() {
        let ink = match face {
            Face::STRONG => Token::Ink,
            Face::SMALL => Token::Ink3,
            _ => Token::Ink2,
        };
        labels.place(label(line, (0.0, first + LINE_PX * ix as f64), face).in_ink(ink));
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
