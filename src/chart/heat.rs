//! A matrix of numbered cells, some outlined together.

use super::Picture;
use super::drawing::{Bounds, Face, Node, Paint, Rect, Stroke};
use super::hits::{Hit, Shape};
use super::labels::{Labels, label};
use super::palette::Token;
use super::plot::solid;
use super::spec::{Heat, HeatCell, Outline};
use super::surface::Canvas;
use super::text_metrics::{fitted, width_px, wrapped};
use crate::i18n::{Say as _, Speaker};

/// Gap between cells.
const GAP_PX: f64 = 2.0;
/// Room of the titles and column names of one line.
const HEAD_PX: f64 = 40.0;
/// Height of a further line of column names.
const LINE_PX: f64 = 14.0;
/// Height of a line of notes.
const NOTE_PX: f64 = 18.0;
/// Room between two notes on a line.
const NOTE_GAP_PX: f64 = 24.0;
/// Cells at least so high carry a second line.
const TWO_LINES_PX: f64 = 34.0;
/// Cells are not drawn higher than this.
const HIGHEST_PX: f64 = 100.0;

pub(super) fn draw(canvas: &Canvas, heat: &Heat, speaker: &Speaker) -> Option<Picture> {
    let size = canvas.size();
    let (columns, rows) = (heat.columns.len(), heat.rows.len());
    let shown = heat.cells.iter().take(columns * rows);
    if !shown.clone().any(|cell| cell.step > 0) {
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
    let size_px = size.width_px * 0.2;
    let sizes: Vec<String> = heat
        .sizes
        .iter()
        .flat_map(|(_, sizes)| sizes)
        .map(|size| fitted(&size.say(speaker), Face::SMALL, size_px))
        .collect();
    let sizes_title = heat
        .sizes
        .as_ref()
        .map(|(title, _)| fitted(&title.say(speaker), Face::SMALL, size_px));
    let sizes_right = left
        + sizes
            .iter()
            .chain(&sizes_title)
            .map(|size| width_px(size, Face::SMALL))
            .fold(0.0, f64::max);
    let left = if sizes.is_empty() {
        left
    } else {
        sizes_right + 10.0
    };
    let pitch_x = ((size.width_px - left + GAP_PX) / columns as f64).max(GAP_PX + 1.0);
    let width = pitch_x - GAP_PX;
    let column_names: Vec<Vec<String>> = heat
        .columns
        .iter()
        .map(|name| wrapped(&name.say(speaker), Face::SMALL, width - 2.0))
        .collect();
    let lines = column_names.iter().map(Vec::len).max().unwrap_or(1);
    let head = HEAD_PX + LINE_PX * (lines.saturating_sub(1)) as f64;
    let notes = lay_notes(&heat.outlines, size.width_px - left, speaker);
    let note_lines = notes.last().map_or(0, |note| note.line + 1);
    let foot = note_lines as f64 * NOTE_PX + if notes.is_empty() { 0.0 } else { 8.0 };
    let pitch_y = ((size.height_px - head - foot + GAP_PX) / rows as f64)
        .clamp(GAP_PX + 1.0, HIGHEST_PX + GAP_PX);
    let height = pitch_y - GAP_PX;
    let corner = |ix: usize| {
        (
            left + (ix % columns) as f64 * pitch_x,
            head + (ix / columns) as f64 * pitch_y,
        )
    };

    let mut hits = Vec::with_capacity(heat.cells.len());
    for (ix, cell) in shown.enumerate() {
        if cell.step == 0 {
            continue;
        }
        let at = corner(ix);
        let (ground, ink) = Token::sequential(cell.step);
        canvas.fill("chart-cell", at, (width, height), ground);
        if sizes.is_empty() {
            write_cell(&mut labels, cell, at, (width, height), ink, speaker);
        } else {
            write_line(&mut labels, cell, at, (width, height), ink, speaker);
        }
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
        draw_outline(canvas, outline, &corner, (width, height), columns * rows);
    }

    labels.place(label(rows_title, (0.0, head - 10.0), Face::LABEL).in_ink(Token::Ink2));
    let columns_title = fitted(
        &heat.columns_title.say(speaker),
        Face::LABEL,
        size.width_px - left,
    );
    labels.place(label(columns_title, (left, 12.0), Face::LABEL).in_ink(Token::Ink2));
    for (ix, lines) in column_names.into_iter().enumerate() {
        let middle = left + ix as f64 * pitch_x + width / 2.0;
        let first = head - 10.0 - LINE_PX * (lines.len() - 1) as f64;
        for (line, name) in lines.into_iter().enumerate() {
            let at = (middle, first + LINE_PX * line as f64);
            labels.place(label(name, at, Face::SMALL).centred());
        }
    }
    for (ix, name) in row_names.into_iter().enumerate() {
        let middle = head + ix as f64 * pitch_y + height / 2.0;
        let name = |at| label(name.as_str(), (at, middle + 4.0), Face::SMALL).in_ink(Token::Ink2);
        labels.place(if sizes.is_empty() {
            name(left - 10.0).ending()
        } else {
            name(0.0)
        });
    }
    for (ix, size) in sizes.into_iter().enumerate() {
        let middle = head + ix as f64 * pitch_y + height / 2.0;
        labels.place(label(size, (sizes_right, middle + 4.0), Face::SMALL).ending());
    }
    if let Some(title) = sizes_title {
        labels.place(label(title, (sizes_right, head - 10.0), Face::SMALL).ending());
    }
    let below = head + rows as f64 * pitch_y;
    write_notes(&mut labels, notes, (left, below));
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

/// The number of a low cell, where it fits.
fn write_line(
    labels: &mut Labels,
    cell: &HeatCell,
    (x, y): (f64, f64),
    (width, height): (f64, f64),
    ink: Token,
    speaker: &Speaker,
) {
    let value = cell.value.say(speaker);
    if width_px(&value, Face::SMALL) <= width - 2.0 && height >= 12.0 {
        let at = (x + width / 2.0, y + height / 2.0 + 4.0);
        labels.place(label(value, at, Face::SMALL).centred().in_ink(ink));
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
        .reduce(|one, other| one.around(&other));
    let Some(bounds) = bounds else { return };
    let frame = |stroke: Stroke| {
        canvas.push(Node::Rect(Rect {
            marks: "chart-outline".into(),
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

/// A note with its place below the cells.
struct Note {
    text: String,
    x: f64,
    line: usize,
}

/// Puts notes on a line while they fit; two on one line stand at its ends.
fn lay_notes(outlines: &[Outline], room: f64, speaker: &Speaker) -> Vec<Note> {
    let (mut x, mut line) = (0.0, 0);
    let mut notes: Vec<Note> = Vec::with_capacity(outlines.len());
    for outline in outlines {
        let text = fitted(&outline.note.say(speaker), Face::SMALL, room);
        let width = width_px(&text, Face::SMALL);
        if x > 0.0 && x + width > room {
            (x, line) = (0.0, line + 1);
        }
        notes.push(Note { text, x, line });
        x += width + NOTE_GAP_PX;
    }
    if let [_, last] = notes.as_mut_slice()
        && last.line == 0
    {
        last.x = room - width_px(&last.text, Face::SMALL);
    }
    notes
}

fn write_notes(labels: &mut Labels, notes: Vec<Note>, (left, top): (f64, f64)) {
    for note in notes {
        let at = (left + note.x, top + 14.0 + NOTE_PX * note.line as f64);
        labels.place(label(note.text, at, Face::SMALL).in_ink(Token::Ink2));
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
