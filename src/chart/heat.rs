//! A matrix of numbered cells, some outlined together.

use super::Picture;
use super::drawing::{Bounds, Face, Node, Paint, Rect, Stroke};
use super::hits::{Hit, Shape};
use super::labels::{Labels, label};
use super::palette::Token;
use super::plot::solid;
use super::spec::{Heat, HeatCell, Outline};
use super::surface::Canvas;
use super::text_metrics::{fitted, width_px};
use crate::i18n::{Say as _, Speaker};

/// Gap between cells.
const GAP_PX: f64 = 2.0;
/// Room of the titles and the column names.
const HEAD_PX: f64 = 40.0;
/// Room of the notes below.
const FOOT_PX: f64 = 26.0;
/// Cells at least so high carry a second line.
const TWO_LINES_PX: f64 = 34.0;
/// Cells are not drawn higher than this.
const HIGHEST_PX: f64 = 64.0;

pub(super) fn draw(canvas: &Canvas, heat: &Heat, speaker: &Speaker) -> Option<Picture> {
    let size = canvas.size();
    let (columns, rows) = (heat.columns.len(), heat.rows.len());
    if columns == 0 || rows == 0 || heat.cells.is_empty() {
        return None;
    }
    let mut labels = Labels::new(size);
    let row_names: Vec<String> = heat
        .rows
        .iter()
        .map(|name| fitted(&name.say(speaker), Face::SMALL, size.width_px * 0.3))
        .collect();
    let rows_title = fitted(
        &heat.rows_title.say(speaker),
        Face::LABEL,
        size.width_px * 0.3,
    );
    let left = row_names
        .iter()
        .map(|name| width_px(name, Face::SMALL))
        .fold(width_px(&rows_title, Face::LABEL), f64::max)
        + 10.0;
    let foot = if heat.outlines.is_empty() {
        0.0
    } else {
        FOOT_PX
    };
    let pitch_x = ((size.width_px - left + GAP_PX) / columns as f64).max(GAP_PX + 1.0);
    let pitch_y = ((size.height_px - HEAD_PX - foot + GAP_PX) / rows as f64)
        .clamp(GAP_PX + 1.0, HIGHEST_PX + GAP_PX);
    let (width, height) = (pitch_x - GAP_PX, pitch_y - GAP_PX);
    let corner = |ix: usize| {
        (
            left + (ix % columns) as f64 * pitch_x,
            HEAD_PX + (ix / columns) as f64 * pitch_y,
        )
    };

    let mut hits = Vec::with_capacity(heat.cells.len());
    for (ix, cell) in heat.cells.iter().take(columns * rows).enumerate() {
        let at = corner(ix);
        let (ground, ink) = Token::sequential(cell.step);
        canvas.fill("cell", at, (width, height), ground);
        write_cell(&mut labels, cell, at, (width, height), ink, speaker);
        hits.push(Hit {
            shape: Shape::Box(area(at, (width, height))),
            centre: (at.0 + width / 2.0, at.1),
            title: cell.name.say(speaker),
            rows: vec![
                (
                    heat.rows_title.say(speaker),
                    heat.rows[ix / columns].say(speaker),
                ),
                (
                    heat.columns_title.say(speaker),
                    heat.columns[ix % columns].say(speaker),
                ),
                (cell.value.say(speaker), cell.detail.say(speaker)),
            ],
            action: cell.action.clone(),
        });
    }
    for outline in &heat.outlines {
        draw_outline(canvas, outline, &corner, (width, height), heat.cells.len());
    }

    labels.place(label(rows_title, (0.0, 30.0), Face::LABEL).in_ink(Token::Ink2));
    let columns_title = fitted(
        &heat.columns_title.say(speaker),
        Face::LABEL,
        size.width_px - left,
    );
    labels.place(label(columns_title, (left, 12.0), Face::LABEL).in_ink(Token::Ink2));
    for (ix, name) in heat.columns.iter().enumerate() {
        let middle = left + ix as f64 * pitch_x + width / 2.0;
        let name = fitted(&name.say(speaker), Face::SMALL, width - 2.0);
        labels.place(label(name, (middle, 30.0), Face::SMALL).centred());
    }
    for (ix, name) in row_names.into_iter().enumerate() {
        let middle = HEAD_PX + ix as f64 * pitch_y + height / 2.0;
        let at = (left - 10.0, middle + 4.0);
        labels.place(label(name, at, Face::SMALL).ending().in_ink(Token::Ink2));
    }
    let below = HEAD_PX + rows as f64 * pitch_y;
    let right = left + columns as f64 * pitch_x - GAP_PX;
    write_notes(
        canvas,
        &mut labels,
        &heat.outlines,
        below,
        (left, right),
        speaker,
    );
    labels.write(canvas);
    Some(Picture {
        hits,
        handles: Vec::new(),
    })
}

/// The numbers of a cell: both, or the larger one, or none where they do not fit.
fn write_cell(
    labels: &mut Labels,
    cell: &HeatCell,
    (x, y): (f64, f64),
    (width, height): (f64, f64),
    ink: Token,
    speaker: &Speaker,
) {
    let middle = x + width / 2.0;
    let (value, detail) = (cell.value.say(speaker), cell.detail.say(speaker));
    let room = width - 2.0;
    let both = height >= TWO_LINES_PX && width_px(&detail, Face::SMALL) <= room;
    let face = if width_px(&value, Face::LARGE) <= room {
        Face::LARGE
    } else {
        Face::SMALL
    };
    if width_px(&value, face) > room || height < 14.0 {
        return;
    }
    let base = y + height / 2.0 + if both { -2.0 } else { 4.5 };
    labels.place(label(value, (middle, base), face).centred().in_ink(ink));
    if both {
        labels.place(
            label(detail, (middle, base + 16.0), Face::SMALL)
                .centred()
                .in_ink(ink),
        );
    }
}

/// A frame around the rectangle the cells make.
fn draw_outline(
    canvas: &Canvas,
    outline: &Outline,
    corner: &impl Fn(usize) -> (f64, f64),
    cell: (f64, f64),
    cells: usize,
) {
    let bounds = outline
        .cells
        .iter()
        .filter(|ix| **ix < cells)
        .map(|ix| area(corner(*ix), cell))
        .reduce(|one, other| Bounds {
            left: one.left.min(other.left),
            top: one.top.min(other.top),
            right: one.right.max(other.right),
            bottom: one.bottom.max(other.bottom),
        });
    let Some(bounds) = bounds else { return };
    let frame = |stroke: Stroke| {
        canvas.push(Node::Rect(Rect {
            marks: "outline".into(),
            x: bounds.left,
            y: bounds.top,
            width: bounds.right - bounds.left,
            height: bounds.bottom - bounds.top,
            radius: 0.0,
            paint: Paint::from(stroke),
        }));
    };
    if outline.dashed {
        // Paper between the dashes, so that they show on dark cells.
        frame(solid(Token::Paper, 2.0));
    }
    frame(Stroke {
        dashed: outline.dashed,
        ..solid(Token::Ink, 2.0)
    });
}

/// Notes below the cells, each behind a piece of its line: the first at the left, the last at the
/// right, all on one line where they fit, else one below the other.
fn write_notes(
    canvas: &Canvas,
    labels: &mut Labels,
    outlines: &[Outline],
    top: f64,
    (left, right): (f64, f64),
    speaker: &Speaker,
) {
    let mut x = left;
    let base = top + 16.0;
    for outline in outlines {
        let text = fitted(&outline.note.say(speaker), Face::SMALL, right - x - 24.0);
        let text = label(text, (x + 24.0, base), Face::SMALL).in_ink(Token::Ink2);
        let end = text.bounds().right;
        if !labels.place(text) {
            continue;
        }
        let stroke = Stroke {
            dashed: outline.dashed,
            ..solid(Token::Ink, 2.0)
        };
        canvas.stroke("key", (x + 1.0, base - 4.0), (x + 17.0, base - 4.0), stroke);
        x = end + 24.0;
    }
}

fn area((x, y): (f64, f64), (width, height): (f64, f64)) -> Bounds {
    Bounds {
        left: x,
        top: y,
        right: x + width,
        bottom: y + height,
    }
}
