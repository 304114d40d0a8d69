//! Upright stacks over a row of names: what adds stands above zero, what takes away below, with an
//! optional line over them.

use super::Picture;
use super::drawing::{Bounds, Face};
use super::hits::{Hit, Shape};
use super::labels::{Labels, label};
use super::palette::Token;
use super::plot::{
    Plot, TICK_GAP_PX, figure, line_over, solid, tick_words, ticks_for, widest_px, write_key,
};
use super::scale::AxisScale;
use super::spec::{Column, Columns, Scale};
use super::surface::Canvas;
use super::text_metrics::width_px;
use crate::i18n::{Say as _, Speaker};

/// A stack's part of its place; the rest is the gap.
const STACK_SHARE: f64 = 0.72;
/// Room of the key over the columns.
const KEY_PX: f64 = 28.0;
/// Room of the names below them.
const NAMES_PX: f64 = 24.0;
/// Opacity of a column of which the data hold only a part.
const PALE: f64 = 0.45;

pub(super) fn draw(canvas: &Canvas, columns: &Columns, speaker: &Speaker) -> Option<Picture> {
    let size = canvas.size();
    let ends = columns.columns.iter().flat_map(|column| {
        let (low, high) = ends_of(column);
        [Some(low), Some(high), column.line]
    });
    let drawable = |column: &Column| column.values.iter().any(|value| value.is_finite());
    if !columns.columns.iter().any(drawable) {
        return None;
    }
    let y = AxisScale::over(ends.flatten().chain([0.0]), Scale::Linear)?;
    let mut labels = Labels::new(size);
    let bottom = size.height_px - NAMES_PX;
    let ticks = ticks_for(&y, bottom - KEY_PX, 40.0, 5);
    let words = tick_words(&ticks, columns.axis.unit, speaker);
    let frame = Bounds {
        left: (widest_px(&words.ticks) + TICK_GAP_PX).min(size.width_px * 0.4),
        top: KEY_PX,
        right: size.width_px,
        bottom: bottom.max(KEY_PX + 1.0),
    };
    let x = AxisScale::new(0.0, columns.columns.len() as f64, Scale::Linear);
    let plot = Plot::new(canvas, frame, x, y);
    let frame = plot.frame;
    let end = write_key(canvas, &mut labels, &columns.series, speaker);
    if let Some(name) = &columns.line {
        let name = label(name.say(speaker), (end + 22.0, 12.0), Face::LABEL);
        if labels.place(name.in_ink(Token::Ink2)) {
            canvas.fill("chart-key", (end, 7.0), (16.0, 2.0), Token::Ink);
        }
    }
    plot.levels(&ticks, &words, &mut labels);
    let names: Vec<String> = columns
        .columns
        .iter()
        .map(|column| column.label.say(speaker))
        .collect();
    let pitch = (frame.right - frame.left) / columns.columns.len() as f64;
    let widest = names.iter().map(|name| width_px(name, Face::SMALL));
    let every = ((widest.fold(0.0, f64::max) + 12.0) / pitch)
        .ceil()
        .max(1.0) as usize;

    let mut hits = Vec::with_capacity(columns.columns.len());
    for (ix, (column, name)) in columns.columns.iter().zip(names).enumerate() {
        let left = plot.at(ix as f64, 0.0).0;
        let right = plot.at(ix as f64 + 1.0, 0.0).0;
        let middle = f64::midpoint(left, right);
        let top = draw_stack(&plot, ix, column, columns);
        if ix % every == 0 {
            let name = label(name.as_str(), (middle, frame.bottom + 17.0), Face::SMALL);
            labels.place(name.centred().within(0.0, size.width_px));
        }
        hits.push(Hit {
            shape: Shape::Box(Bounds {
                left,
                right,
                ..frame
            }),
            centre: (middle, top),
            title: name,
            rows: tooltip(columns, column, speaker),
            action: column.action.clone(),
        });
    }
    let zero = plot.at(0.0, 0.0).1;
    canvas.hairline((frame.left, zero), (frame.right, zero), Token::Ink2);
    let line: Vec<Option<f64>> = columns.columns.iter().map(|column| column.line).collect();
    line_over(canvas, &plot, &line, solid(Token::Ink, 2.0));
    labels.write(canvas);
    Some(Picture {
        hits,
        handles: Vec::new(),
    })
}

/// The lowest and highest point of a stack.
fn ends_of(column: &Column) -> (f64, f64) {
    let finite = column.values.iter().filter(|value| value.is_finite());
    finite.fold((0.0, 0.0), |(low, high), &value| {
        if value < 0.0 {
            (low + value, high)
        } else {
            (low, high + value)
        }
    })
}

/// Draws a stack and returns the height of its top.
fn draw_stack(plot: &Plot, ix: usize, column: &Column, columns: &Columns) -> f64 {
    let from = ix as f64 + (1.0 - STACK_SHARE) / 2.0;
    let (mut low, mut high) = (0.0, 0.0);
    let opacity = if column.partial { PALE } else { 1.0 };
    for (value, (_, ink)) in column.values.iter().zip(&columns.series) {
        if !value.is_finite() || *value == 0.0 {
            continue;
        }
        let side = if *value < 0.0 { &mut low } else { &mut high };
        let begins = *side;
        *side += value;
        let token = Token::from(*ink);
        plot.rect(
            "chart-bar",
            (from, begins),
            (from + STACK_SHARE, *side),
            token,
            opacity,
        );
    }
    plot.at(0.0, high).1
}

fn tooltip(columns: &Columns, column: &Column, speaker: &Speaker) -> Vec<(String, String)> {
    let said = |value: f64| figure(value, columns.axis.unit).say(speaker);
    let values = column.values.iter().zip(&columns.series);
    let mut rows: Vec<(String, String)> = values
        .map(|(value, (name, _))| (name.say(speaker), said(*value)))
        .collect();
    if let Some((name, value)) = columns.line.as_ref().zip(column.line) {
        rows.push((name.say(speaker), said(value)));
    }
    if let Some(note) = &column.note {
        rows.push((String::new(), note.say(speaker)));
    }
    rows
}
