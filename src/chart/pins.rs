//! The purchases of one customer as pins on a day axis, with refunds and silence.

use super::Picture;
use super::drawing::{Bounds, Face, Step};
use super::hits::{Hit, Shape};
use super::labels::{Labels, label};
use super::palette::Token;
use super::plot::{Plot, TICK_GAP_PX, figure, tick_words, ticks_for, widest_px};
use super::scale::AxisScale;
use super::spec::{Pins, Scale};
use super::surface::Canvas;
use super::time_axis::{self, MonthSpan};
use crate::base::{Day, Month, order};
use crate::i18n::chart::Chart;
use crate::i18n::{Say as _, Speaker};

/// Radius of a pin's head.
const HEAD_PX: f64 = 3.5;
/// Half the width of a refund's triangle.
const REFUND_PX: f64 = 4.0;
/// Most level lines.
const TICKS: usize = 3;
/// Room between the last pin and the silence after it.
const SILENCE_GAP_PX: f64 = 5.0;
/// Longest day axis drawn with months: two centuries.
const MONTHS_LIMIT: i32 = 2_400;

pub(super) fn draw(canvas: &Canvas, pins: &Pins, speaker: &Speaker) -> Option<Picture> {
    let size = canvas.size();
    let in_time = |day: Day| pins.from <= day && day <= pins.to;
    let heads: Vec<(usize, Day, f64)> = pins
        .pins
        .iter()
        .enumerate()
        .filter(|(_, (day, value))| in_time(*day) && value.is_finite())
        .map(|(ix, (day, value))| (ix, *day, *value))
        .collect();
    let refunds: Vec<(Day, f64)> = pins
        .refunds
        .iter()
        .copied()
        .filter(|(day, _)| in_time(*day))
        .collect();
    if heads.is_empty() && refunds.is_empty() {
        return None;
    }
    let values = heads.iter().map(|(_, _, value)| *value);
    let bare = AxisScale::over(values.chain([0.0]), Scale::Linear)?;
    // A step more, so that every pin ends below a line.
    let y = bare.up_to_step(TICKS);
    let months = months_between(pins.from, pins.to);
    let top = 18.0_f64.min(size.height_px * 0.2);
    let bottom = (size.height_px - time_axis::height_px(months.len())).max(top + 1.0);
    let ticks = ticks_for(&y, bottom - top, 40.0, TICKS);
    let words = tick_words(&ticks, pins.axis.unit, speaker);
    let left = (widest_px(&words.ticks) + TICK_GAP_PX).min(size.width_px * 0.4);
    let frame = Bounds {
        left,
        top,
        right: (size.width_px - 8.0).max(left + 1.0),
        bottom,
    };
    let x = AxisScale::new(
        f64::from(pins.from.0),
        f64::from(pins.to.0) + 1.0,
        Scale::Linear,
    );
    let plot = Plot::new(canvas, frame, x, y);
    let frame = plot.frame;
    let mut labels = Labels::new(size);
    plot.levels(&ticks, &words, &mut labels);
    let zero = plot.at(0.0, 0.0).1;

    if let Some((since, _)) = &pins.silent {
        draw_silence(canvas, &plot, *since, zero);
    }
    let mut hits = Vec::with_capacity(heads.len() + refunds.len());
    let mut noted = None;
    for (ix, day, value) in &heads {
        let middle = f64::from(day.0) + 0.5;
        plot.line(
            "chart-stem",
            vec![(middle, 0.0), (middle, *value)],
            Token::Accent,
            1.2,
        );
        plot.disc("chart-pin", (middle, *value), HEAD_PX, Token::Accent);
        let at = plot.at(middle, *value);
        labels.avoid(Bounds {
            left: at.0 - HEAD_PX,
            top: at.1.min(zero) - HEAD_PX,
            right: at.0 + HEAD_PX,
            bottom: at.1.max(zero),
        });
        if let Some((_, text)) = pins.note.as_ref().filter(|(at, _)| at == ix) {
            noted = Some((at, text.say(speaker)));
        }
        let row = (
            pins.axis.label.say(speaker),
            figure(*value, pins.axis.unit).say(speaker),
        );
        hits.push((*day, disc_hit(at, speaker.day_long(*day), row)));
    }
    for (day, value) in &refunds {
        let at = (plot.at(f64::from(day.0) + 0.5, 0.0).0, zero);
        triangle(canvas, at);
        let row = (
            Chart::Refund.say(speaker),
            figure(*value, pins.axis.unit).say(speaker),
        );
        let centre = (at.0, at.1 - 5.0);
        hits.push((*day, disc_hit(centre, speaker.day_long(*day), row)));
    }
    // Where the fewest pins stand.
    if let Some((since, text)) = &pins.silent {
        name_silence(&plot, &mut labels, *since, &text.say(speaker), zero);
    }
    if let Some(((px, py), text)) = noted {
        let beside = label(text.as_str(), (px + 8.0, py + 3.5), Face::SMALL);
        let before = label(text, (px - 8.0, py + 3.5), Face::SMALL).ending();
        labels.place_best([beside, before].map(|text| text.in_ink(Token::Ink2).with_halo()));
    }
    let spans: Vec<MonthSpan> = months
        .into_iter()
        .map(|month| {
            let first = month.first_day().max(pins.from);
            let last = month.last_day().min(pins.to);
            MonthSpan {
                month,
                left: plot.at(f64::from(first.0), 0.0).0,
                right: plot.at(f64::from(last.0) + 1.0, 0.0).0,
            }
        })
        .collect();
    time_axis::draw(canvas, &mut labels, &spans, frame.bottom, speaker);
    labels.write(canvas);
    order::sort_by(&mut hits, |one, other| one.0.cmp(&other.0));
    Some(Picture {
        hits: hits.into_iter().map(|(_, hit)| hit).collect(),
        handles: Vec::new(),
    })
}

/// A pale bar on a line from the last purchase to the end.
/// Where silence begins and how far it goes.
fn span_of_silence(plot: &Plot, since: Day) -> (f64, f64) {
    let left = plot.at(f64::from(since.0) + 0.5, 0.0).0 + SILENCE_GAP_PX;
    (left, plot.frame.right - left)
}

fn draw_silence(canvas: &Canvas, plot: &Plot, since: Day, zero: f64) {
    let (left, width) = span_of_silence(plot, since);
    canvas.fill(
        "chart-silence",
        (left, zero - 8.0),
        (width, 8.0),
        Token::DownSoft,
    );
    canvas.fill(
        "chart-silence",
        (left, zero - 1.5),
        (width, 1.5),
        Token::Down,
    );
}

fn name_silence(plot: &Plot, labels: &mut Labels, since: Day, text: &str, zero: f64) {
    let (left, width) = span_of_silence(plot, since);
    let face = Face {
        size_px: 11,
        strong: true,
    };
    let middle = left + width / 2.0;
    let over = |above: f64| {
        label(text, (middle, zero - above), face)
            .centred()
            .in_ink(Token::Down)
            .with_halo()
            .within(plot.frame.left, plot.frame.right + 6.0)
    };
    labels.place_best([14.0, 28.0, 42.0, 56.0, 70.0, 84.0, 98.0].map(over));
}

fn triangle(canvas: &Canvas, (x, zero): (f64, f64)) {
    let steps = vec![
        Step::Move(x, zero - 1.0),
        Step::Line(x - REFUND_PX, zero - 9.0),
        Step::Line(x + REFUND_PX, zero - 9.0),
        Step::Close,
    ];
    canvas.path("chart-refund".into(), steps, Token::Down.into());
}

fn disc_hit((x, y): (f64, f64), title: String, row: (String, String)) -> Hit {
    Hit {
        shape: Shape::Disc {
            x,
            y,
            radius: HEAD_PX,
        },
        centre: (x, y),
        title,
        rows: vec![row],
        action: None,
    }
}

/// Months from one day to another; none when there would be too many to draw.
fn months_between(from: Day, to: Day) -> Vec<Month> {
    let (first, last) = (Month::of(from).0, Month::of(to).0);
    if last.saturating_sub(first) > MONTHS_LIMIT {
        return Vec::new();
    }
    (first..=last).map(Month).collect()
}
