//! One upright bar a calendar month: pale with a cap that carries the value, peaks darker, with an
//! optional line over them.

use super::drawing::{Bounds, Face, Marks, Paint, Step, Stroke};
use super::hits::{Hit, Shape};
use super::labels::{Labels, label};
use super::palette::Token;
use super::plot::{Plot, TICK_GAP_PX, figure, line_over, solid, tick_words, ticks_for, widest_px};
use super::scale::AxisScale;
use super::spec::{MonthBar, MonthLine, Months, Scale, Unit};
use super::surface::Canvas;
use super::text_metrics::width_px;
use super::time_axis::{self, MonthSpan};
use super::{Picture, drawing};
use crate::base::order;
use crate::i18n::chart::Chart;
use crate::i18n::{AxisWords, Message, Say as _, Speaker};

/// A bar's part of its month; the rest is the gap.
const BAR_SHARE: f64 = 0.72;
/// Thickness of a cap.
const CAP_PX: f64 = 1.5;
/// Below this width the name of the line stands over it instead of beside it.
const NARROW_PX: f64 = 480.0;

pub(super) fn draw(canvas: &Canvas, months: &Months, speaker: &Speaker) -> Option<Picture> {
    let size = canvas.size();
    let lines = months.line.iter().flat_map(|line| line.values.iter());
    let bands = months
        .line
        .iter()
        .flat_map(|line| line.band.iter().flatten());
    let values = months
        .bars
        .iter()
        .map(|bar| bar.value)
        .chain(lines.filter_map(|value| *value))
        .chain(bands.flat_map(|&(low, high)| [low, high]));
    // Bars start at zero.
    let y = AxisScale::over(values.chain([0.0]), Scale::Linear)?;
    if months.bars.is_empty() {
        return None;
    }
    let mut labels = Labels::new(size);
    let last = months.line.as_ref().and_then(last_value);
    let beside = size.width_px >= NARROW_PX;
    let end_words = months.line.as_ref().zip(last).map(|(line, (_, value))| {
        (
            figure_short(value, months.axis.unit, speaker),
            line.label.say(speaker),
        )
    });
    let right_px = match &end_words {
        Some((value, name)) if beside => {
            let widest = width_px(value, Face::STRONG).max(width_px(name, Face::LABEL));
            (widest + 16.0).min(size.width_px * 0.25)
        }
        _ => 0.0,
    };
    let peaks = months.bars.iter().any(|bar| bar.emphasised);
    let top = if peaks { 26.0 } else { 10.0 };
    let bottom = size.height_px - time_axis::height_px(months.bars.len());
    let ticks = ticks_for(&y, bottom - top, 40.0, 5);
    let words = tick_words(&ticks, months.axis.unit, speaker);
    let frame = Bounds {
        left: (widest_px(&words.ticks) + TICK_GAP_PX).min(size.width_px * 0.4),
        top,
        right: size.width_px - right_px,
        bottom: bottom.max(top + 1.0),
    };
    let x = AxisScale::new(0.0, months.bars.len() as f64, Scale::Linear);
    let plot = Plot::new(canvas, frame, x, y);
    let frame = plot.frame;
    plot.levels(&ticks, &words, &mut labels);

    if let Some(line) = &months.line {
        draw_band(canvas, &plot, &line.band);
    }
    let mut hits = Vec::with_capacity(months.bars.len());
    let mut spans = Vec::with_capacity(months.bars.len());
    for (ix, bar) in months.bars.iter().enumerate() {
        let left = plot.at(ix as f64, 0.0).0;
        let right = plot.at(ix as f64 + 1.0, 0.0).0;
        spans.push(MonthSpan {
            month: bar.month,
            left,
            right,
        });
        let top = draw_bar(canvas, &plot, ix, bar);
        let line_value = months
            .line
            .as_ref()
            .and_then(|line| Some((&line.label, line.values.get(ix).copied().flatten()?)));
        hits.push(Hit {
            shape: Shape::Box(Bounds {
                left,
                right,
                ..frame
            }),
            centre: (f64::midpoint(left, right), top),
            title: speaker.month(bar.month),
            rows: tooltip(months, bar, line_value, speaker),
            action: bar.action.clone(),
        });
    }
    if y.low() < 0.0 {
        let zero = plot.at(0.0, 0.0).1;
        canvas.hairline((frame.left, zero), (frame.right, zero), Token::Ink2);
    }
    if let Some(line) = &months.line {
        let stroke = Stroke {
            dashed: !line.band.is_empty(),
            ..solid(Token::Accent, 2.0)
        };
        let last = line_over(canvas, &plot, &line.values, stroke);
        if let Some(at) = last {
            canvas.disc("chart-end", at, 3.5, Token::Accent);
        }
    }
    if let Some((text, (ix, value))) = end_words.zip(last) {
        let at = plot.at(ix as f64 + 0.5, value);
        name_line(&mut labels, text, at, beside, &frame, size);
    }
    name_peaks(&mut labels, &plot, months, &words, speaker);
    time_axis::draw(canvas, &mut labels, &spans, frame.bottom, speaker);
    labels.write(canvas);
    Some(Picture {
        hits,
        handles: Vec::new(),
    })
}

/// Draws a bar and returns the height of its value.
fn draw_bar(canvas: &Canvas, plot: &Plot, ix: usize, bar: &MonthBar) -> f64 {
    let (_, zero) = plot.at(0.0, 0.0);
    let value = if bar.value.is_finite() {
        bar.value
    } else {
        0.0
    };
    let pitch = plot.at(ix as f64 + 1.0, 0.0).0 - plot.at(ix as f64, 0.0).0;
    let share = if pitch * (1.0 - BAR_SHARE) < 1.0 {
        // A gap of 1 px, but never wider than the bar.
        (1.0 - 1.0 / pitch.max(0.1)).max(0.5)
    } else {
        BAR_SHARE
    };
    let from = ix as f64 + (1.0 - share) / 2.0;
    let (body, opacity) = match (bar.emphasised, bar.partial) {
        (_, true) => (Token::Line, 0.5),
        (true, false) => (Token::LineStrong, 1.0),
        (false, false) => (Token::Line, 1.0),
    };
    plot.rect(
        "chart-bar",
        (from, 0.0),
        (from + share, value),
        body,
        opacity,
    );
    let (left, y) = plot.at(from, value);
    let (right, _) = plot.at(from + share, value);
    let thick = CAP_PX.min((zero - y).abs());
    let cap_y = if y <= zero { y } else { y - thick };
    canvas.fill(
        "chart-cap",
        (left, cap_y),
        (right - left, thick),
        Token::CatRest,
    );
    y
}

/// Draws where the values lie that are expected.
fn draw_band(canvas: &Canvas, plot: &Plot, band: &[Option<(f64, f64)>]) {
    let known = || {
        band.iter().enumerate().filter_map(|(ix, bounds)| {
            let (low, high) = (*bounds)?;
            (low.is_finite() && high.is_finite()).then_some((ix as f64 + 0.5, low, high))
        })
    };
    let mut around: Vec<(f64, f64)> = known().map(|(x, _, high)| plot.at(x, high)).collect();
    let mut below: Vec<(f64, f64)> = known().map(|(x, low, _)| plot.at(x, low)).collect();
    below.reverse();
    around.append(&mut below);
    let mut steps: Vec<Step> = around.iter().map(|&(x, y)| Step::Line(x, y)).collect();
    if let (Some(first), Some(&(x, y))) = (steps.first_mut(), around.first()) {
        *first = Step::Move(x, y);
        steps.push(Step::Close);
    }
    let paint = Paint {
        fill: Some(Token::Seq2),
        opacity: Some(0.7),
        ..Paint::default()
    };
    canvas.path(Marks::from("chart-band"), steps, paint);
}

/// Names the line at its end: its last value, and what it is.
fn name_line(
    labels: &mut Labels,
    (value, name): (String, String),
    (x, y): (f64, f64),
    beside: bool,
    frame: &Bounds,
    size: drawing::Size,
) {
    if beside {
        let x = x.max(frame.right) + 5.0;
        let room = size.width_px - x;
        let name = super::text_metrics::fitted(&name, Face::LABEL, room);
        let y = y.min(size.height_px - 20.0).max(14.0);
        let texts = [
            label(value, (x, y - 2.0), Face::STRONG).in_ink(Token::Accent),
            label(name, (x, y + 13.0), Face::LABEL).in_ink(Token::Accent),
        ];
        if !labels.place_together(&texts) {
            let [value, _] = texts;
            labels.place(value);
        }
    } else {
        let text = format!("{name} {value}");
        let over = |above: f64| {
            label(text.as_str(), (frame.right, y - above), Face::STRONG)
                .ending()
                .in_ink(Token::Accent)
                .with_halo()
        };
        labels.place_best([over(10.0), over(24.0), over(-18.0)]);
    }
}

/// Writes the values of peaks above them, the greatest first.
fn name_peaks(
    labels: &mut Labels,
    plot: &Plot,
    months: &Months,
    words: &AxisWords,
    speaker: &Speaker,
) {
    let mut peaks: Vec<(usize, f64)> = months
        .bars
        .iter()
        .enumerate()
        .filter(|(_, bar)| bar.emphasised && bar.value.is_finite())
        .map(|(ix, bar)| (ix, bar.value))
        .collect();
    order::sort_by(&mut peaks, |one: &(usize, f64), other| {
        other.1.total_cmp(&one.1).then(one.0.cmp(&other.0))
    });
    let decimals = u8::from(words.divisor > 1.0);
    let width = labels.size().width_px;
    for (ix, value) in peaks {
        // Of a bar that hangs down over the line, where nothing else stands.
        let (x, y) = plot.at(ix as f64 + 0.5, value.max(0.0));
        let text = match months.axis.unit {
            Unit::Share => speaker.percent(value, 0),
            _ => speaker.number(value / words.divisor, decimals),
        };
        labels.place(
            label(text, (x, y - 6.0), Face::LABEL)
                .centred()
                .in_ink(Token::Ink2)
                .with_halo()
                .within(0.0, width),
        );
    }
}

fn tooltip(
    months: &Months,
    bar: &MonthBar,
    line: Option<(&Message, f64)>,
    speaker: &Speaker,
) -> Vec<(String, String)> {
    let unit = months.axis.unit;
    let mut rows = vec![(
        months.axis.label.say(speaker),
        figure(bar.value, unit).say(speaker),
    )];
    if let Some((name, value)) = line {
        rows.push((name.say(speaker), figure(value, unit).say(speaker)));
    }
    for (name, value) in &bar.details {
        rows.push((name.say(speaker), value.say(speaker)));
    }
    if bar.partial {
        rows.push((String::new(), Chart::PartOfMonth.say(speaker)));
    }
    rows
}

fn last_value(line: &MonthLine) -> Option<(usize, f64)> {
    line.values
        .iter()
        .enumerate()
        .rev()
        .find_map(|(ix, value)| Some((ix, value.filter(|value| value.is_finite())?)))
}

fn figure_short(value: f64, unit: Unit, speaker: &Speaker) -> String {
    match unit {
        Unit::Money | Unit::Change => speaker.money_short(value),
        Unit::Share => speaker.percent(value, 1),
        Unit::Count | Unit::Number | Unit::Days => speaker.number_short(value),
    }
}
