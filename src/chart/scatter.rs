//! One dot a customer on two quantities, with two cut lines that can be dragged and counts of all
//! customers along the edges.

use super::Picture;
use super::drawing::{Bounds, Drawing, Face, Marks, Node, Paint, Path, Rect, Step, Text};
use super::grips::{Direction, DragHandle};
use super::hits::{Hit, Shape};
use super::labels::{Labels, label};
use super::palette::Token;
use super::plot::{
    Plot, TICK_GAP_PX, figure, full_tick_words, solid, tick_words, ticks_for, widest_px,
};
use super::scale::AxisScale;
use super::spec::{Axis, Corner, Scale, Scatter};
use super::surface::Canvas;
use super::text_metrics::{fitted, halves, lines, width_px, wrapped};
use crate::base::order;
use crate::i18n::chart::Chart;
use crate::i18n::{AxisWords, Say as _, Speaker};

/// Width of a dot.
const DOT_PX: f64 = 3.4;
/// How far a dot may be drawn beside its place.
const NUDGE_PX: f64 = 4.0;
/// Height of the counts along an edge.
const MARGIN_PX: f64 = 34.0;
/// Below this width the counts at the right are left out, and the name of the upright axis stands
/// over the frame instead of beside it.
const NARROW_PX: f64 = 420.0;
/// Room of that name.
const HEADING_PX: f64 = 18.0;
/// Room at an end of an axis, as a part of it, so that no dot stands on the frame.
const AIR_SHARE: f64 = 0.02;

/// What moves while a cut line is dragged; everything else of the drawing stays.
#[derive(Clone, Debug, PartialEq)]
pub struct Recut {
    /// `d` of the path with `data-corner="0"` to `"3"`.
    pub dots: [String; 4],
    /// Where the upright line stands: move the group with `data-direction="horizontal"` there.
    pub x_px: f64,
    /// Where the level line stands.
    pub y_px: f64,
    /// What the upright line says now.
    pub x_text: String,
    /// What the level line says now.
    pub y_text: String,
}

/// The dots by the corner they fall into and the lines for new cuts, without drawing anew.
///
/// Takes the drawing of the same spec; `None` when it has no cut lines (nothing was drawn).
pub fn recut(
    spec: &Scatter,
    drawing: &Drawing,
    x_cut: f64,
    y_cut: f64,
    speaker: &Speaker,
) -> Option<Recut> {
    let across = handle(drawing, Direction::Horizontal)?;
    let up = handle(drawing, Direction::Vertical)?;
    let mut dots: [Vec<Step>; 4] = Default::default();
    for (ix, dot) in spec.dots.iter().enumerate() {
        if let Some(corner) = corner_of(dot.x, dot.y, x_cut, y_cut) {
            let x = across.px_of(dot.x) + nudge_px(spec, ix);
            dots[corner].push(Step::Dot(x, up.px_of(dot.y)));
        }
    }
    let say = |value, axis: &Axis| Chart::CutAt(figure(value, axis.unit)).say(speaker);
    Some(Recut {
        dots: dots.map(|steps| super::drawing::path_data(&steps)),
        x_px: across.px_of(x_cut),
        y_px: up.px_of(y_cut),
        x_text: say(x_cut, &spec.x),
        y_text: say(y_cut, &spec.y),
    })
}

/// How far the dot at this place is drawn beside its own, the same at every drawing.
fn nudge_px(spec: &Scatter, ix: usize) -> f64 {
    if !Scatter::nudges(spec.dots.len()) {
        return 0.0;
    }
    // Multiplicative hashing (Knuth, TAOCP 3, 6.4): neighbours land far apart.
    let hash = (ix as u32).wrapping_mul(2_654_435_761) >> 16;
    // In tenths of a pixel, as everything is drawn.
    ((f64::from(hash) / 32_768.0 - 1.0) * NUDGE_PX * 10.0).round() / 10.0
}

/// The corner of a dot: upper left, upper right, lower left, lower right. A value on a line
/// belongs below it. `None` when there is no such dot.
pub fn corner_of(x: f64, y: f64, x_cut: f64, y_cut: f64) -> Option<usize> {
    if !(x.is_finite() && y.is_finite()) {
        return None;
    }
    Some(match (y > y_cut, x > x_cut) {
        (true, false) => 0,
        (true, true) => 1,
        (false, false) => 2,
        (false, true) => 3,
    })
}

fn handle(drawing: &Drawing, direction: Direction) -> Option<&DragHandle> {
    drawing
        .handles
        .iter()
        .find(|handle| handle.direction == direction)
}

pub(super) fn draw(canvas: &Canvas, spec: &Scatter, speaker: &Speaker) -> Option<Picture> {
    let size = canvas.size();
    let counted = |margin: &[(f64, f64, u64)]| -> Vec<f64> {
        margin
            .iter()
            .filter(|step| step.2 > 0)
            .flat_map(|step| [step.0, step.1])
            .collect()
    };
    let xs = spec.dots.iter().map(|dot| dot.x);
    let ys = spec.dots.iter().map(|dot| dot.y);
    let x = axis_over(xs.chain(counted(&spec.x_margin)), spec.x_cut.value, &spec.x)?;
    let y = axis_over(ys.chain(counted(&spec.y_margin)), spec.y_cut.value, &spec.y)?;

    let is_narrow = size.width_px < NARROW_PX;
    let heading_px = if is_narrow { HEADING_PX } else { 0.0 };
    let top = (56.0 + heading_px).min(size.height_px * 0.25);
    let bottom = (size.height_px - 40.0).max(top + 1.0);
    let y_ticks = ticks_for(&y, bottom - top, 36.0, 8);
    let y_words = words(&y_ticks, &spec.y, speaker);
    let heading = axis_heading(&spec.y, speaker, size.width_px, is_narrow);
    let widest = |lines: &[String]| {
        lines
            .iter()
            .map(|line| width_px(line, Face::LABEL))
            .fold(0.0, f64::max)
    };
    let beside_px = if is_narrow {
        0.0
    } else {
        widest(&heading) + 4.0
    };
    let left = (widest_px(&y_words.ticks) + TICK_GAP_PX)
        .max(beside_px)
        .min(size.width_px * 0.35);
    let right_px = if is_narrow { 24.0 } else { MARGIN_PX + 26.0 };
    let frame = Bounds {
        left,
        top,
        right: (size.width_px - right_px).max(left + 1.0),
        bottom,
    };
    let plot = Plot::new(canvas, frame, x, y);
    let frame = plot.frame;
    let mut labels = Labels::new(size);

    plot.levels(&y_ticks, &y_words, &mut labels);
    let x_ticks = ticks_for(&x, frame.right - frame.left, 52.0, 8);
    let x_words = words(&x_ticks, &spec.x, speaker);
    plot.uprights(&x_ticks, &x_words, true, &mut labels);
    draw_dots(canvas, spec, &plot);
    margin_above(canvas, &plot, &spec.x_margin);
    if !is_narrow {
        margin_beside(canvas, &plot, &spec.y_margin);
    }

    let across = DragHandle::new(
        &spec.x_cut,
        spec.x_cut.label.say(speaker),
        Direction::Horizontal,
        x,
        (frame.left, frame.right),
        frame.top - 13.0,
    );
    let up = DragHandle::new(
        &spec.y_cut,
        spec.y_cut.label.say(speaker),
        Direction::Vertical,
        y,
        (frame.bottom, frame.top),
        frame.right + 13.0,
    );
    draw_handles(canvas, &frame, &across, &up, &mut labels);
    let mut hits = name_corners(&mut labels, &frame, across.at_px, &spec.corners, speaker);
    let title = Chart::Rightwards(Box::new(spec.x.label.clone())).say(speaker);
    labels.place(
        label(
            fitted(&title, Face::LABEL, size.width_px),
            (frame.right, frame.bottom + 36.0),
            Face::LABEL,
        )
        .ending()
        .in_ink(Token::Ink2)
        .within(0.0, size.width_px),
    );
    let heading_y = if is_narrow { 12.0 } else { frame.top - 30.0 };
    for (ix, line) in heading.into_iter().enumerate() {
        let at = (0.0, heading_y + 14.0 * ix as f64);
        labels.place(label(line, at, Face::LABEL).in_ink(Token::Ink2));
    }
    labels.write(canvas);
    hits.extend(dot_hits(spec, &plot, speaker));
    Some(Picture {
        hits,
        handles: vec![across, up],
    })
}

/// The axis over all values and the cut, with some air.
fn axis_over(values: impl Iterator<Item = f64>, cut: f64, axis: &Axis) -> Option<AxisScale> {
    let bare = AxisScale::over(values, axis.scale)?;
    let with_cut = AxisScale::over([bare.low(), bare.high(), cut], axis.scale)?;
    let (low, high) = (with_cut.low(), with_cut.high());
    Some(match axis.scale {
        Scale::Linear => {
            let air = (high - low) * AIR_SHARE;
            AxisScale::new(low - air, high + air, axis.scale)
        }
        Scale::Log => {
            let air = (high / low).powf(AIR_SHARE);
            AxisScale::new(low / air, high * air, axis.scale)
        }
    })
}

fn words(ticks: &[f64], axis: &Axis, speaker: &Speaker) -> AxisWords {
    match axis.scale {
        Scale::Linear => tick_words(ticks, axis.unit, speaker),
        Scale::Log => full_tick_words(ticks, axis.unit, speaker),
    }
}

fn draw_dots(canvas: &Canvas, spec: &Scatter, plot: &Plot) {
    let mut dots: [Vec<Step>; 4] = Default::default();
    for (ix, dot) in spec.dots.iter().enumerate() {
        if let Some(corner) = corner_of(dot.x, dot.y, spec.x_cut.value, spec.y_cut.value) {
            let (x, y) = plot.at(dot.x, dot.y);
            dots[corner].push(Step::Dot(x + nudge_px(spec, ix), y));
        }
    }
    for (ix, steps) in dots.into_iter().enumerate() {
        // Also when empty: dragging a cut line may fill it.
        canvas.push(Node::Path(Path {
            marks: Marks {
                class: "chart-dots",
                data: vec![("data-corner", ix.to_string())],
            },
            steps,
            paint: Paint::from(solid(spec.corners[ix].ink.into(), DOT_PX)),
        }));
    }
}

/// Counts of all customers above the frame: pale bars with a cap.
fn margin_above(canvas: &Canvas, plot: &Plot, steps: &[(f64, f64, u64)]) {
    let base = plot.frame.top - 8.0;
    for (from, to, share) in shares(steps) {
        let left = plot.at(from, 0.0).0;
        let right = plot.at(to, 0.0).0 - 1.0;
        let height = share * MARGIN_PX.min(base - 8.0);
        let cap = height.min(1.5);
        let width = right - left;
        canvas.fill(
            "chart-bar",
            (left, base - height),
            (width, height),
            Token::Line,
        );
        canvas.fill(
            "chart-cap",
            (left, base - height),
            (width, cap),
            Token::CatRest,
        );
    }
}

/// The same at the right of the frame.
fn margin_beside(canvas: &Canvas, plot: &Plot, steps: &[(f64, f64, u64)]) {
    let base = plot.frame.right + 8.0;
    for (from, to, share) in shares(steps) {
        let bottom = plot.at(0.0, from).1;
        let top = plot.at(0.0, to).1 + 1.0;
        let width = share * MARGIN_PX;
        let cap = width.min(1.5);
        let height = bottom - top;
        canvas.fill("chart-bar", (base, top), (width, height), Token::Line);
        canvas.fill(
            "chart-cap",
            (base + width - cap, top),
            (cap, height),
            Token::CatRest,
        );
    }
}

/// Steps with their part of the fullest one.
fn shares(steps: &[(f64, f64, u64)]) -> impl Iterator<Item = (f64, f64, f64)> + '_ {
    let most = steps.iter().map(|step| step.2).max().unwrap_or(0).max(1);
    steps
        .iter()
        .filter(|step| step.2 > 0)
        .map(move |(from, to, count)| (*from, *to, *count as f64 / most as f64))
}

/// Draws the two lines, each a group of its own with its grip and what it says.
fn draw_handles(
    canvas: &Canvas,
    frame: &Bounds,
    across: &DragHandle,
    up: &DragHandle,
    labels: &mut Labels,
) {
    let width = canvas.size().width_px;
    let (x, y) = (across.at_px, up.at_px);
    let over_y = (frame.top - 42.0).max(14.0);
    let beside = label(across.label.as_str(), (x + 12.0, over_y), Face::STRONG);
    let beside = if beside.bounds().right <= width {
        beside
    } else {
        let other_side = label(across.label.as_str(), (x - 12.0, over_y), Face::STRONG).ending();
        other_side.within(0.0, width)
    };
    let readout = beside.in_ink(Token::Accent).with_halo();
    let readout = reserved(labels, readout);
    let line = [(x, frame.top - 10.0), (x, frame.bottom)];
    draw_handle(canvas, across, line, readout);

    let right = frame.right - 6.0;
    let over = label(up.label.as_str(), (right, y - 8.0), Face::STRONG).ending();
    let over = if over.bounds().top >= frame.top {
        over
    } else {
        label(up.label.as_str(), (right, y + 18.0), Face::STRONG).ending()
    };
    let readout = over.in_ink(Token::Accent).with_halo().within(0.0, width);
    let readout = reserved(labels, readout);
    let line = [(frame.left, y), (frame.right + 10.0, y)];
    draw_handle(canvas, up, line, readout);
    // No label stands on a line.
    labels.reserve(Bounds {
        left: x - 1.0,
        top: frame.top,
        right: x + 1.0,
        bottom: frame.bottom,
    });
    labels.reserve(Bounds {
        left: frame.left,
        top: y - 1.0,
        right: frame.right,
        bottom: y + 1.0,
    });
}

/// Keeps other labels off what a line says; `None` where there is no room for it.
fn reserved(labels: &mut Labels, readout: Text) -> Option<Text> {
    let free = labels.is_free(&readout);
    free.then(|| {
        labels.reserve(readout.bounds());
        readout
    })
}

fn draw_handle(canvas: &Canvas, handle: &DragHandle, line: [(f64, f64); 2], readout: Option<Text>) {
    let (gx, gy) = handle.grip;
    let (direction, half_width, half_height) = match handle.direction {
        Direction::Horizontal => ("horizontal", 5.0, 9.0),
        Direction::Vertical => ("vertical", 9.0, 5.0),
    };
    let notches = match handle.direction {
        Direction::Horizontal => [
            Step::Move(gx - 1.5, gy - 4.0),
            Step::Line(gx - 1.5, gy + 4.0),
            Step::Move(gx + 1.5, gy - 4.0),
            Step::Line(gx + 1.5, gy + 4.0),
        ],
        Direction::Vertical => [
            Step::Move(gx - 4.0, gy - 1.5),
            Step::Line(gx + 4.0, gy - 1.5),
            Step::Move(gx - 4.0, gy + 1.5),
            Step::Line(gx + 4.0, gy + 1.5),
        ],
    };
    let marks = Marks {
        class: "chart-handle",
        data: vec![
            ("data-direction", direction.to_owned()),
            ("data-param", handle.param.clone()),
        ],
    };
    canvas.group(marks, |canvas| {
        canvas.stroke("chart-cut", line[0], line[1], solid(Token::Accent, 1.5));
        canvas.push(Node::Rect(Rect {
            marks: "chart-grip".into(),
            x: gx - half_width,
            y: gy - half_height,
            width: half_width * 2.0,
            height: half_height * 2.0,
            radius: 3.0,
            paint: Token::Accent.into(),
        }));
        let stroke = solid(Token::OnAccent, 1.25);
        canvas.path("chart-notches".into(), notches.to_vec(), stroke.into());
        if let Some(mut readout) = readout {
            readout.marks.class = "chart-readout";
            canvas.push(Node::Text(readout));
        }
    });
}

/// Names the four corners inside what the lines leave them, and makes the names answer.
fn name_corners(
    labels: &mut Labels,
    frame: &Bounds,
    cut_x: f64,
    corners: &[Corner; 4],
    speaker: &Speaker,
) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (ix, corner) in corners.iter().enumerate() {
        let (is_right, is_lower) = (ix % 2 == 1, ix >= 2);
        let (x, room) = if is_right {
            (frame.right - 8.0, frame.right - cut_x - 16.0)
        } else {
            (frame.left + 12.0, cut_x - frame.left - 20.0)
        };
        let name = corner.label.say(speaker);
        let mut names = wrapped(&name, Face::LARGE, room);
        if names.len() > 1 && names.iter().any(|line| line.ends_with('…')) {
            names = lines(&name, Face::LARGE, room);
        }
        let detail = corner.detail.say(speaker);
        let count = names.len() as f64;
        let y = if is_lower {
            frame.bottom - 10.0 - 16.0 * count
        } else {
            frame.top + 20.0
        };
        let turn = |text: Text| if is_right { text.ending() } else { text };
        let mut texts: Vec<Text> = names
            .into_iter()
            .enumerate()
            .map(|(line, name)| {
                let at = (x, y + 16.0 * line as f64);
                turn(label(name, at, Face::LARGE))
                    .in_ink(Token::Ink)
                    .with_halo()
            })
            .collect();
        let name_count = texts.len();
        let at = (x, y + 16.0 * count);
        texts.push(
            turn(label(detail.as_str(), at, Face::LABEL))
                .in_ink(Token::Ink2)
                .with_halo(),
        );
        // Half a number of customers says less than none.
        let too_wide = width_px(&detail, Face::LABEL) > room;
        if too_wide || !labels.place_together(&texts) {
            texts.truncate(name_count);
            if !labels.place_together(&texts) {
                continue;
            }
        }
        let area = texts
            .iter()
            .map(Text::bounds)
            .reduce(|one, other| one.around(&other));
        let Some(area) = area else { continue };
        hits.push(Hit {
            shape: Shape::Box(area),
            centre: (f64::midpoint(area.left, area.right), area.top),
            title: corner.label.say(speaker),
            rows: vec![(String::new(), corner.detail.say(speaker))],
            action: corner.action.clone(),
        });
    }
    hits
}

/// One hit a dot, from left to right, then from above.
fn dot_hits(spec: &Scatter, plot: &Plot, speaker: &Speaker) -> Vec<Hit> {
    let (x_name, y_name) = (spec.x.label.say(speaker), spec.y.label.say(speaker));
    let mut hits: Vec<Hit> = spec
        .dots
        .iter()
        .enumerate()
        .filter(|(_, dot)| dot.x.is_finite() && dot.y.is_finite())
        .map(|(ix, dot)| {
            let (x, y) = plot.at(dot.x, dot.y);
            let x = x + nudge_px(spec, ix);
            Hit {
                shape: Shape::Disc {
                    x,
                    y,
                    radius: DOT_PX / 2.0,
                },
                centre: (x, y),
                title: speaker.customer(&dot.customer),
                rows: vec![
                    (x_name.clone(), figure(dot.x, spec.x.unit).say(speaker)),
                    (y_name.clone(), figure(dot.y, spec.y.unit).say(speaker)),
                ],
                action: Some(super::spec::Action::OpenCustomer {
                    customer: dot.customer.clone(),
                }),
            }
        })
        .collect();
    // Stable: customers at one place keep the order of the spec.
    order::sort_by(&mut hits, |one: &Hit, other| {
        one.centre
            .0
            .total_cmp(&other.centre.0)
            .then(one.centre.1.total_cmp(&other.centre.1))
    });
    hits
}

/// The name of the upright axis: on one line over the frame, or on one or two that fit the left
/// edge.
fn axis_heading(axis: &Axis, speaker: &Speaker, width_px_all: f64, over: bool) -> Vec<String> {
    let text = Chart::Upwards(Box::new(axis.label.clone())).say(speaker);
    if over {
        return vec![fitted(&text, Face::LABEL, width_px_all)];
    }
    let limit = width_px_all * 0.35;
    halves(&text, Face::LABEL, 2)
        .into_iter()
        .map(|line| fitted(&line, Face::LABEL, limit))
        .collect()
}
