//! A chart's description to a picture and its hit map.
//!
//! Imports `base` and `i18n`; the only room that knows plotters. Pure: the same bytes natively, in
//! the worker and in the page.
//!
//! - `spec`: what is drawn, as plain data
//! - `drawing`: what drawing gives: typed nodes, sizes
//! - `hits`, `grips`: what answers a pointer or a key; lines that can be dragged
//! - `palette`: design tokens and what stands for them
//! - `svg`: a drawing as the text of a file
//! - `describe`: a chart in one sentence
//! - `months`, `scatter`, `heat`, `curves`, `bars`, `columns`, `pins`, `small`: one file a kind of chart
//! - `plot`, `scale`, `ticks`, `time_axis`: frames, values to pixels, round values, years
//! - `surface`, `labels`, `text_metrics`: where plotters draws; labels that never overlap; widths

mod bars;
mod columns;
mod curves;
mod describe;
pub mod drawing;
pub mod grips;
mod heat;
pub mod hits;
mod labels;
mod months;
pub mod palette;
mod pins;
mod plot;
mod scale;
pub mod scatter;
pub mod small;
pub mod spec;
mod surface;
mod svg;
mod text_metrics;
mod ticks;
mod time_axis;

pub use describe::describe;
pub use drawing::{Drawing, Node, Size};
pub use palette::Palette;
pub use spec::ChartSpec;
pub use svg::{Caption, to_svg_file, to_svg_string};

use drawing::Face;
use labels::{Labels, label};
use surface::Canvas;

use crate::i18n::chart::Chart;
use crate::i18n::{Say as _, Speaker};

/// What a kind of chart gives beside its nodes.
#[derive(Debug, Default)]
struct Picture {
    hits: Vec<hits::Hit>,
    handles: Vec<grips::DragHandle>,
}

/// Draws a chart for the size at hand. Sizes of type never scale: a narrower drawing has fewer
/// ticks, then fewer labels. A chart without a number to show says so instead of standing empty.
pub fn draw(spec: &ChartSpec, size: Size, speaker: &Speaker) -> Drawing {
    let size = Size::new(size.width_px, size.height_px);
    let canvas = Canvas::new(size);
    let picture = match spec {
        ChartSpec::Months(months) => months::draw(&canvas, months, speaker),
        ChartSpec::Scatter(scatter) => scatter::draw(&canvas, scatter, speaker),
        ChartSpec::Heat(heat) => heat::draw(&canvas, heat, speaker),
        ChartSpec::Curves(curves) => curves::draw(&canvas, curves, speaker),
        ChartSpec::Bars(bars) => bars::draw(&canvas, bars, speaker),
        ChartSpec::Columns(columns) => columns::draw(&canvas, columns, speaker),
        ChartSpec::Pins(pins) => pins::draw(&canvas, pins, speaker),
        ChartSpec::Interval(interval) => small::draw_interval(&canvas, interval),
    };
    let drawn = picture.is_some();
    let picture = picture.unwrap_or_else(|| {
        nothing(&canvas, speaker);
        Picture::default()
    });
    Drawing {
        size,
        summary: if drawn {
            describe(spec).say(speaker)
        } else {
            Chart::Nothing.say(speaker)
        },
        nodes: canvas.finish(),
        hits: picture.hits,
        handles: picture.handles,
    }
}

/// Says that there is nothing to draw, in the middle of the drawing.
fn nothing(canvas: &Canvas, speaker: &Speaker) {
    let size = canvas.size();
    let mut labels = Labels::new(size);
    let middle = (size.width_px / 2.0, size.height_px / 2.0 + 4.0);
    labels.place(label(Chart::Nothing.say(speaker), middle, Face::LABEL).centred());
    labels.write(canvas);
}
