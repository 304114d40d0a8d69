//! Curves, straight or in steps, with bands around them and named points.

use super::Picture;
use super::drawing::{Bounds, Face, Marks, Paint, Step, Text};
use super::hits::{Hit, Shape};
use super::labels::{Labels, label};
use super::palette::Token;
use super::plot::{
    Plot, TICK_GAP_PX, dashed, figure, full_tick_words, solid, ticks_for, widest_px, write_key,
};
use super::scale::AxisScale;
use super::spec::{Axis, Curve, CurvePoint, Curves, Scale};
use super::surface::Canvas;
use super::text_metrics::fitted;
use crate::base::order;
use crate::i18n::chart::Chart;
use crate::i18n::{Say as _, Speaker};

/// Radius of a named point.
const POINT_PX: f64 = 4.0;
/// Radius within which a named point comes before the curve.
const TOUCH_PX: f64 = 12.0;
/// Opacity of the area of a band.
const BAND_OPACITY: f64 = 0.16;
/// Strips of the curve that answer a pointer.
const STRIPS: usize = 20;

pub(super) fn draw(canvas: &Canvas, curves: &Curves, speaker: &Speaker) -> Option<Picture> {
    let size = canvas.size();
    let points = || curves.lines.iter().flat_map(|line| line.points.iter());
    let ends = || {
        let bands = curves.lines.iter().flat_map(|line| line.band.iter());
        bands.flat_map(|&(_, low, high)| [low, high])
    };
    if !points().any(|(x, y)| x.is_finite() && y.is_finite()) {
        return None;
    }
    let named = || drawable(&curves.points);
    let xs = points().map(|point| point.0);
    let ys = points().map(|point| point.1).chain(ends());
    let x = axis_over(xs.chain(named().map(|point| point.x)), &curves.x)?;
    let y = axis_over(ys.chain(named().map(|point| point.y)), &curves.y)?;
    let mut labels = Labels::new(size);
    let top = 26.0_f64.min(size.height_px * 0.2);
    let bottom = (size.height_px - 40.0).max(top + 1.0);
    let y_ticks = ticks_for(&y, bottom - top, 36.0, 5);
    let y_words = full_tick_words(&y_ticks, curves.y.unit, speaker);
    let left = (widest_px(&y_words.ticks) + TICK_GAP_PX).min(size.width_px * 0.4);
    let frame = Bounds {
        left,
        top,
        right: (size.width_px - 18.0).max(left + 1.0),
        bottom,
    };
    let plot = Plot::new(canvas, frame, x, y);
    let frame = plot.frame;
    plot.levels(&y_ticks, &y_words, &mut labels);
    let x_ticks = ticks_for(&x, frame.right - frame.left, 56.0, 6);
    let x_words = full_tick_words(&x_ticks, curves.x.unit, speaker);
    plot.uprights(&x_ticks, &x_words, false, &mut labels);

    if curves.diagonal.is_some() {
        let (from, to) = (plot.at(0.0, 0.0), plot.at(1.0, 1.0));
        canvas.stroke("chart-diagonal", from, to, dashed(Token::Ink3));
    }
    for line in &curves.lines {
        draw_band(canvas, &plot, line);
    }
    for line in &curves.lines {
        draw_curve(canvas, &plot, line, &mut labels);
    }
    for point in drawable(&curves.points) {
        let (px, py) = plot.at(point.x, point.y);
        let foot = plot.at(point.x, y.low().max(0.0)).1;
        canvas.stroke("chart-drop", (px, foot), (px, py), dashed(Token::Ink3));
    }
    for point in drawable(&curves.points) {
        let at = plot.at(point.x, point.y);
        canvas.disc("chart-point", at, POINT_PX, point.ink.into());
        labels.reserve(around(at, POINT_PX));
    }
    let mut hits = Vec::new();
    for point in drawable(&curves.points) {
        let at = plot.at(point.x, point.y);
        let text = point.label.say(speaker);
        name_point(&mut labels, &text, at, point.ink.into(), &frame);
        hits.push(Hit {
            shape: Shape::Disc {
                x: at.0,
                y: at.1,
                radius: TOUCH_PX,
            },
            centre: at,
            title: text,
            rows: vec![
                said(&curves.x, point.x, speaker),
                said(&curves.y, point.y, speaker),
            ],
            action: point.action.clone(),
        });
    }
    let unnamed: Vec<&Curve> = curves
        .lines
        .iter()
        .filter(|line| !is_named(curves, line))
        .collect();
    if let [line] = unnamed[..] {
        name_curve(&mut labels, &plot, line, speaker);
    } else {
        let names = unnamed.iter().map(|line| (line.label.clone(), line.ink));
        let names: Vec<_> = names.collect();
        write_key(canvas, &mut labels, &names, speaker);
    }
    if let Some(name) = &curves.diagonal {
        name_diagonal(&mut labels, &plot, &name.say(speaker));
    }
    let title = Chart::Rightwards(Box::new(curves.x.label.clone())).say(speaker);
    let title = fitted(&title, Face::LABEL, size.width_px);
    labels.place(
        label(title, (frame.right, frame.bottom + 36.0), Face::LABEL)
            .ending()
            .in_ink(Token::Ink2)
            .within(0.0, size.width_px),
    );
    labels.write(canvas);
    hits.extend(strips(&plot, curves, &x, speaker));
    order::sort_by(&mut hits, |one: &Hit, other| {
        one.centre.0.total_cmp(&other.centre.0)
    });
    Some(Picture {
        hits,
        handles: Vec::new(),
    })
}

/// Even steps begin at zero, whatever the data cover.
fn axis_over(values: impl Iterator<Item = f64>, axis: &Axis) -> Option<AxisScale> {
    let zero = (axis.scale == Scale::Linear).then_some(0.0);
    AxisScale::over(values.chain(zero), axis.scale)
}

/// A pale area between the ends of the band.
fn draw_band(canvas: &Canvas, plot: &Plot, line: &Curve) {
    let mut low: Vec<(f64, f64)> = Vec::with_capacity(2 * line.band.len());
    let mut high: Vec<(f64, f64)> = Vec::with_capacity(2 * line.band.len());
    for &(x, from, to) in &line.band {
        if !(x.is_finite() && from.is_finite() && to.is_finite()) {
            continue;
        }
        for (side, y) in [(&mut low, from), (&mut high, to)] {
            let at = plot.at(x, y);
            if let Some(&(_, level)) = side.last().filter(|_| line.steps) {
                side.push((at.0, level));
            }
            side.push(at);
        }
    }
    let edge = high.iter().chain(low.iter().rev());
    let mut steps: Vec<Step> = Vec::with_capacity(low.len() + high.len() + 1);
    for &(x, y) in edge {
        steps.push(if steps.is_empty() {
            Step::Move(x, y)
        } else {
            Step::Line(x, y)
        });
    }
    if steps.len() > 3 {
        steps.push(Step::Close);
        let paint = Paint {
            opacity: Some(BAND_OPACITY),
            ..Paint::from(Token::from(line.ink))
        };
        canvas.path(Marks::from("chart-band"), steps, paint);
    }
}

fn draw_curve(canvas: &Canvas, plot: &Plot, line: &Curve, labels: &mut Labels) {
    let mut steps: Vec<Step> = Vec::with_capacity(line.points.len());
    let mut before: Option<(f64, f64)> = None;
    let mut avoided = None;
    for (x, y) in finite(line) {
        let at = plot.at(x, y);
        // Points that share a tenth of a pixel say nothing more.
        if before == Some(at) {
            continue;
        }
        if let Some((_, level)) = before.filter(|_| line.steps) {
            steps.push(Step::Line(at.0, level));
        }
        steps.push(match before {
            None => Step::Move(at.0, at.1),
            Some(_) => Step::Line(at.0, at.1),
        });
        if avoided.is_none_or(|last: (f64, f64)| (last.0 - at.0).hypot(last.1 - at.1) > 2.0) {
            labels.avoid(around(at, 3.0));
            avoided = Some(at);
        }
        before = Some(at);
    }
    let paint = Paint::from(solid(line.ink.into(), 2.0));
    canvas.path(Marks::from("chart-curve"), steps, paint);
}

/// Above and to the left of a rising curve, or below and to the right of it.
fn name_point(labels: &mut Labels, text: &str, (x, y): (f64, f64), ink: Token, frame: &Bounds) {
    let (face, ink) = if ink == Token::Accent {
        (Face::STRONG, Token::Accent)
    } else {
        (Face::LABEL, Token::Ink2)
    };
    let at = |dx: f64, dy: f64| label(text, (x + dx, y + dy), face).in_ink(ink).with_halo();
    let candidates: Vec<Text> = [
        at(-10.0, -8.0).ending(),
        at(12.0, 16.0),
        at(0.0, -10.0).centred(),
        at(12.0, -8.0),
        at(-10.0, 16.0).ending(),
        at(0.0, 20.0).centred(),
    ]
    .into_iter()
    .map(|text| text.within(frame.left, frame.right + 18.0))
    .collect();
    labels.place_best(candidates);
}

/// Whether a named point of its colour names the curve.
fn is_named(curves: &Curves, line: &Curve) -> bool {
    curves.points.iter().any(|point| point.ink == line.ink)
}

/// Names a curve beside its steepest free part.
fn name_curve(labels: &mut Labels, plot: &Plot, line: &Curve, speaker: &Speaker) {
    let text = line.label.say(speaker);
    let points: Vec<(f64, f64)> = finite(line).collect();
    let candidates: Vec<Text> = [0.5, 0.35, 0.65, 0.8, 0.2]
        .into_iter()
        .filter_map(|part: f64| {
            let ix = ((points.len().saturating_sub(1)) as f64 * part) as usize;
            let (x, y) = points.get(ix)?;
            let (x, y) = plot.at(*x, *y);
            let below = label(text.as_str(), (x + 10.0, y + 18.0), Face::LABEL);
            Some(
                below
                    .in_ink(Token::Ink2)
                    .with_halo()
                    .within(plot.frame.left, plot.frame.right),
            )
        })
        .collect();
    labels.place_best(candidates);
}

fn name_diagonal(labels: &mut Labels, plot: &Plot, name: &str) {
    let candidates = [0.64, 0.5, 0.75, 0.35].map(|part| {
        let (x, y) = plot.at(part, part);
        label(name, (x + 10.0, y + 22.0), Face::SMALL)
    });
    labels.place_best(candidates);
}

/// Upright strips that say where every curve stands.
fn strips(plot: &Plot, curves: &Curves, x: &AxisScale, speaker: &Speaker) -> Vec<Hit> {
    (1..STRIPS)
        .filter_map(|ix| {
            let value = x.value_at(ix as f64 / STRIPS as f64);
            let heights: Vec<(&Curve, f64)> = curves
                .lines
                .iter()
                .filter_map(|line| Some((line, height_at(line, value)?)))
                .collect();
            let highest = heights.iter().map(|(_, y)| *y).reduce(f64::max)?;
            let (px, py) = plot.at(value, highest);
            let half = (plot.frame.right - plot.frame.left) / STRIPS as f64 / 2.0;
            let mut rows = vec![said(&curves.x, value, speaker)];
            rows.extend(heights.iter().map(|(line, y)| {
                (
                    line.label.say(speaker),
                    figure(*y, curves.y.unit).say(speaker),
                )
            }));
            let (title, _) = said(&curves.y, highest, speaker);
            Some(Hit {
                shape: Shape::Box(Bounds {
                    left: px - half,
                    right: px + half,
                    ..plot.frame
                }),
                centre: (px, py),
                title,
                rows,
                action: None,
            })
        })
        .collect()
}

/// The height of a curve at a value, straight between its points or level after each.
fn height_at(line: &Curve, x: f64) -> Option<f64> {
    let mut before: Option<(f64, f64)> = None;
    for (next_x, next_y) in finite(line) {
        if next_x >= x {
            return Some(match before {
                Some((_, last_y)) if line.steps && next_x > x => last_y,
                Some((last_x, last_y)) if next_x > last_x => {
                    last_y + (next_y - last_y) * (x - last_x) / (next_x - last_x)
                }
                _ => next_y,
            });
        }
        before = Some((next_x, next_y));
    }
    None
}

fn finite(line: &Curve) -> impl Iterator<Item = (f64, f64)> + '_ {
    line.points
        .iter()
        .copied()
        .filter(|(x, y)| x.is_finite() && y.is_finite())
}

fn drawable(points: &[CurvePoint]) -> impl Iterator<Item = &CurvePoint> {
    points
        .iter()
        .filter(|point| point.x.is_finite() && point.y.is_finite())
}

fn said(axis: &Axis, value: f64, speaker: &Speaker) -> (String, String) {
    (
        axis.label.say(speaker),
        figure(value, axis.unit).say(speaker),
    )
}

fn around((x, y): (f64, f64), radius: f64) -> Bounds {
    Bounds {
        left: x - radius,
        top: y - radius,
        right: x + radius,
        bottom: y + radius,
    }
}
