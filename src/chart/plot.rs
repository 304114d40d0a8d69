//! The frame of a drawing on two axes: scales by plotters, grid and tick labels by our rules.

use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::drawing::{DrawingArea, IntoDrawingArea as _};
use plotters::element::{Circle, CoordMapper, Drawable, PathElement, PointCollection, Rectangle};
use plotters::style::{Color as _, RGBColor, ShapeStyle};

use super::drawing::{Bounds, Face, Marks, Paint, Step, Stroke};
use super::labels::{Labels, label};
use super::palette::Token;
use super::scale::AxisScale;
use super::spec::{Ink, Unit};
use super::surface::{Canvas, Surface, TENTHS};
use super::text_metrics;
use crate::i18n::chart::Figure;
use crate::i18n::{AxisUnit, AxisWords, Message, Say as _, Speaker};

/// Room between a tick's text and the frame.
pub(super) const TICK_GAP_PX: f64 = 8.0;

/// Two axes over a frame.
pub(super) struct Plot {
    area: DrawingArea<Surface, Cartesian2d<AxisScale, AxisScale>>,
    canvas: Canvas,
    /// Where values lie.
    pub(super) frame: Bounds,
}

impl Plot {
    pub(super) fn new(canvas: &Canvas, frame: Bounds, x: AxisScale, y: AxisScale) -> Self {
        let tenths = |px: f64| (px * TENTHS).round() as i32;
        let rounded = |px: f64| f64::from(tenths(px)) / TENTHS;
        let axes = Cartesian2d::new(
            x,
            y,
            (
                tenths(frame.left)..tenths(frame.right),
                tenths(frame.bottom)..tenths(frame.top),
            ),
        );
        let area: DrawingArea<Surface, Shift> = canvas.surface().into_drawing_area();
        Self {
            area: area.apply_coord_spec(axes),
            canvas: canvas.clone(),
            frame: Bounds {
                left: rounded(frame.left),
                top: rounded(frame.top),
                right: rounded(frame.right),
                bottom: rounded(frame.bottom),
            },
        }
    }

    /// The pixel of a value.
    pub(super) fn at(&self, x: f64, y: f64) -> (f64, f64) {
        let (x, y) = self.area.map_coordinate(&(x, y));
        (f64::from(x) / TENTHS, f64::from(y) / TENTHS)
    }

    pub(super) fn rect(
        &self,
        class: &'static str,
        one: (f64, f64),
        other: (f64, f64),
        token: Token,
        opacity: f64,
    ) {
        let style = rgb(token).mix(opacity).filled();
        self.draw(class, &Rectangle::new([one, other], style));
    }

    pub(super) fn line(
        &self,
        class: &'static str,
        points: Vec<(f64, f64)>,
        token: Token,
        width_px: f64,
    ) {
        let style = ShapeStyle {
            color: rgb(token).to_rgba(),
            filled: false,
            stroke_width: (width_px * TENTHS).round() as u32,
        };
        self.draw(class, &PathElement::new(points, style));
    }

    pub(super) fn disc(&self, class: &'static str, at: (f64, f64), radius_px: f64, token: Token) {
        let radius = (radius_px * TENTHS).round() as i32;
        self.draw(class, &Circle::new(at, radius, rgb(token).filled()));
    }

    /// Level grid lines with their words at the left; the line at zero is the axis.
    pub(super) fn levels(&self, ticks: &[f64], words: &AxisWords, labels: &mut Labels) {
        for tick in ticks {
            let (_, y) = self.at(0.0, *tick);
            let token = if *tick == 0.0 {
                Token::LineStrong
            } else {
                Token::Grid
            };
            self.canvas
                .hairline((self.frame.left, y), (self.frame.right, y), token);
        }
        // From the top: the first to be said is the one with the unit.
        for (tick, text) in ticks.iter().zip(&words.ticks).rev() {
            let (_, y) = self.at(0.0, *tick);
            let at = (self.frame.left - TICK_GAP_PX, y + 3.5);
            labels.place(label(text.as_str(), at, Face::SMALL).ending());
        }
    }

    /// Words under the frame, with upright grid lines where both axes are quantities.
    pub(super) fn uprights(
        &self,
        ticks: &[f64],
        words: &AxisWords,
        with_grid: bool,
        labels: &mut Labels,
    ) {
        for (tick, text) in ticks.iter().zip(&words.ticks) {
            let (x, _) = self.at(*tick, 0.0);
            if with_grid {
                self.canvas
                    .hairline((x, self.frame.top), (x, self.frame.bottom), Token::Grid);
            }
            let at = (x, self.frame.bottom + 18.0);
            labels.place(
                label(text.as_str(), at, Face::SMALL)
                    .centred()
                    .within(0.0, self.canvas.size().width_px),
            );
        }
    }

    fn draw<E, B>(&self, class: &'static str, element: &E)
    where
        B: CoordMapper,
        for<'a> &'a E: PointCollection<'a, (f64, f64), B>,
        E: Drawable<Surface, B>,
    {
        self.canvas.classify(class);
        // The surface cannot fail: it writes to memory.
        let _ = self.area.draw(element);
        self.canvas.classify("");
    }
}

/// Ticks that fit a length, at least `room_px` from one another, between 2 and `most`; one more
/// than that where round steps would leave the frame bare.
pub(super) fn ticks_for(axis: &AxisScale, length_px: f64, room_px: f64, most: usize) -> Vec<f64> {
    let fit = (length_px / room_px.max(1.0)) as usize + 1;
    let ticks = super::ticks::of(axis, fit.clamp(2, most));
    if ticks.len() + 1 < most && fit > most {
        return super::ticks::of(axis, most + 1);
    }
    ticks
}

/// Width of the widest of several texts.
pub(super) fn widest_px(texts: &[String]) -> f64 {
    texts
        .iter()
        .map(|text| text_metrics::width_px(text, Face::SMALL))
        .fold(0.0, f64::max)
}

/// The words of ticks: the unit once on even axes.
pub(super) fn tick_words(ticks: &[f64], unit: Unit, speaker: &Speaker) -> AxisWords {
    let unit = match unit {
        Unit::Money | Unit::Change => AxisUnit::Money,
        Unit::Share => AxisUnit::Share,
        Unit::Count | Unit::Number | Unit::Days => AxisUnit::Number,
    };
    speaker.axis(ticks, unit)
}

/// The words of ticks that each carry their unit: logarithmic axes, shares across.
pub(super) fn full_tick_words(ticks: &[f64], unit: Unit, speaker: &Speaker) -> AxisWords {
    AxisWords {
        ticks: ticks
            .iter()
            .map(|tick| match unit {
                Unit::Money | Unit::Change => speaker.money_short(*tick),
                Unit::Share => speaker.percent(*tick, 0),
                Unit::Count | Unit::Number | Unit::Days => speaker.number_short(*tick),
            })
            .collect(),
        divisor: 1.0,
    }
}

/// A value with its unit, for tooltips and sentences.
pub(super) fn figure(value: f64, unit: Unit) -> Figure {
    match unit {
        Unit::Count => Figure::Count(value),
        Unit::Number => Figure::Number(value),
        Unit::Money => Figure::Money(value),
        Unit::Change => Figure::Change(value),
        Unit::Share => Figure::Share(value),
        Unit::Days => Figure::Days(value),
    }
}

/// Names series at the top of a drawing, each behind a square of its colour; gives where they end.
pub(super) fn write_key(
    canvas: &Canvas,
    labels: &mut Labels,
    series: &[(Message, Ink)],
    speaker: &Speaker,
) -> f64 {
    let mut x = 0.0;
    for (name, ink) in series {
        let text = label(name.say(speaker), (x + 16.0, 12.0), Face::LABEL).in_ink(Token::Ink2);
        let end = text.bounds().right;
        if labels.place(text) {
            canvas.fill("chart-key", (x, 3.0), (10.0, 10.0), (*ink).into());
            x = end + 20.0;
        }
    }
    x
}

/// A line over bars, one value in the middle of each place; gives where it ends.
pub(super) fn line_over(
    canvas: &Canvas,
    plot: &Plot,
    values: &[Option<f64>],
    stroke: Stroke,
) -> Option<(f64, f64)> {
    let mut steps = Vec::with_capacity(values.len());
    let mut pen_down = false;
    let mut last = None;
    for (ix, value) in values.iter().enumerate() {
        let Some(value) = value.filter(|value| value.is_finite()) else {
            pen_down = false;
            continue;
        };
        let (x, y) = plot.at(ix as f64 + 0.5, value);
        steps.push(if pen_down {
            Step::Line(x, y)
        } else {
            Step::Move(x, y)
        });
        pen_down = true;
        last = Some((x, y));
    }
    // A line over bars gets an edge of paper.
    for (class, stroke) in [
        ("chart-edge", solid(Token::Paper, 5.0)),
        ("chart-line", stroke),
    ] {
        canvas.path(Marks::from(class), steps.clone(), Paint::from(stroke));
    }
    last
}

/// A solid stroke.
pub(super) fn solid(token: Token, width_px: f64) -> Stroke {
    Stroke {
        token,
        width_px,
        dashed: false,
        crisp: false,
    }
}

/// A dashed stroke of 1 px.
pub(super) fn dashed(token: Token) -> Stroke {
    Stroke {
        token,
        width_px: 1.0,
        dashed: true,
        crisp: false,
    }
}

fn rgb(token: Token) -> RGBColor {
    let (red, green, blue) = token.reserved_rgb();
    RGBColor(red, green, blue)
}
