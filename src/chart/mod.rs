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
//! - `scale`, `ticks`, `text_metrics`: values to pixels, round values, widths of text

pub mod drawing;
pub mod grips;
pub mod hits;
pub mod palette;
mod scale;
pub mod spec;
mod svg;
mod text_metrics;
mod ticks;

pub use drawing::{Drawing, Node, Size};
pub use palette::Palette;
pub use spec::ChartSpec;
pub use svg::to_svg_string;

use crate::i18n::{Say as _, Speaker};

/// Draws a chart for the size at hand. Sizes of type never scale: a narrower drawing has fewer
/// ticks, then fewer labels.
pub fn draw(spec: &ChartSpec, size: Size, speaker: &Speaker) -> Drawing {
    let mut canvas = Drawing {
        size: Size::new(size.width_px, size.height_px),
        summary: String::new(),
        nodes: Vec::new(),
        hits: Vec::new(),
        handles: Vec::new(),
    };
    if let ChartSpec::Months(months) = spec {
        canvas.summary = months.axis.label.say(speaker);
        let width = size.width_px / months.bars.len().max(1) as f64;
        let high = months.bars.iter().map(|bar| bar.value).fold(1.0, f64::max);
        for (ix, bar) in months.bars.iter().enumerate() {
            let height = (bar.value / high).clamp(0.0, 1.0) * size.height_px;
            let bounds = drawing::Bounds {
                left: ix as f64 * width,
                top: size.height_px - height,
                right: (ix + 1) as f64 * width - 1.0,
                bottom: size.height_px,
            };
            canvas.nodes.push(Node::Rect(drawing::Rect {
                marks: drawing::Marks::default(),
                x: bounds.left,
                y: bounds.top,
                width: bounds.right - bounds.left,
                height,
                radius: 0.0,
                paint: drawing::Paint {
                    fill: Some(palette::Token::Line),
                    ..drawing::Paint::default()
                },
            }));
            canvas.hits.push(hits::Hit {
                shape: hits::Shape::Box(bounds),
                centre: ((bounds.left + bounds.right) / 2.0, bounds.top),
                title: bar.month.to_string(),
                rows: vec![(months.axis.label.say(speaker), bar.value.to_string())],
                action: bar.action.clone(),
            });
        }
    }
    canvas
}
