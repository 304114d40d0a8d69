//! What holds for any chart of any numbers and any names.

use proptest::prelude::*;
use regulars::base::{Day, Month};
use regulars::chart::drawing::{Bounds, Text};
use regulars::chart::spec::{
    Axis, BarRow, Bars, Column, Columns, Corner, Curve, CurvePoint, Curves, Dot, Handle, Heat,
    HeatCell, Ink, Interval, MonthBar, MonthLine, Months, Outline, Pins, Scale, Scatter, Unit,
};
use regulars::chart::{
    Caption, ChartSpec, Drawing, Node, Palette, Size, draw, small, to_svg_file, to_svg_string,
};
use regulars::i18n::{CustomerRef, Message, NumberLocale, Speaker};

use super::{speaker, specs};

/// Numbers as files and sums give them, and all that should never come but may.
fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => -1e6..1e6_f64,
        2 => 0.0..1.0_f64,
        1 => prop::sample::select(vec![
            0.0, -0.0, 1.0, -1.0, 1e-300, 1e15, -1e15, 1e300, f64::MAX, f64::MIN,
            f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::EPSILON,
        ]),
    ]
}

/// Names that break careless writers.
fn name() -> impl Strategy<Value = Message> {
    prop_oneof![
        3 => "[A-Za-zÅäöЖя ]{0,24}",
        1 => ".{0,40}",
        1 => prop::sample::select(vec![
            "</text><script>alert(1)</script>".to_owned(),
            "\" onload=\"alert(1)".to_owned(),
            "<img src=x onerror=alert(1)>".to_owned(),
            "]]>&amp;&#x0;\u{0}\u{FFFF}".to_owned(),
            "=HYPERLINK(\"http://x\")".to_owned(),
            "x".repeat(10_000),
        ]),
    ]
    .prop_map(Message::Verbatim)
}

fn unit() -> impl Strategy<Value = Unit> {
    prop::sample::select(vec![
        Unit::Count,
        Unit::Number,
        Unit::Money,
        Unit::Change,
        Unit::Share,
        Unit::Days,
    ])
}

fn scale() -> impl Strategy<Value = Scale> {
    prop::sample::select(vec![Scale::Linear, Scale::Log])
}

fn ink() -> impl Strategy<Value = Ink> {
    prop::sample::select(vec![
        Ink::Accent,
        Ink::Rest,
        Ink::Up,
        Ink::Down,
        Ink::Cat1,
        Ink::Cat2,
        Ink::Cat3,
        Ink::Cat4,
        Ink::Total,
    ])
}

fn axis() -> impl Strategy<Value = Axis> {
    (name(), unit(), scale()).prop_map(|(label, unit, scale)| Axis { label, unit, scale })
}

fn months() -> impl Strategy<Value = ChartSpec> {
    let bar = (number(), any::<bool>(), any::<bool>(), name());
    (
        axis(),
        prop::collection::vec(bar, 0..60),
        -30_000..30_000_i32,
        prop::option::of((
            name(),
            prop::collection::vec(prop::option::of(number()), 0..70),
        )),
    )
        .prop_map(|(axis, bars, first, line)| {
            ChartSpec::Months(Months {
                axis,
                bars: bars
                    .into_iter()
                    .enumerate()
                    .map(|(ix, (value, emphasised, partial, detail))| MonthBar {
                        month: Month(first + ix as i32),
                        value,
                        details: vec![(detail.clone(), detail)],
                        emphasised,
                        partial,
                        action: None,
                    })
                    .collect(),
                line: line.map(|(label, values)| MonthLine {
                    label,
                    band: values
                        .iter()
                        .map(|value| value.map(|value| (value - 1.0, value * 1.5)))
                        .collect(),
                    values,
                }),
            })
        })
}

fn scatter() -> impl Strategy<Value = ChartSpec> {
    let handle = || {
        (name(), number()).prop_map(|(label, value)| Handle {
            param: "value_frequency.\"cut\"".to_owned(),
            value,
            label,
        })
    };
    let corner = || {
        (name(), name(), ink()).prop_map(|(label, detail, ink)| Corner {
            label,
            detail,
            ink,
            action: None,
        })
    };
    let margin = || prop::collection::vec((number(), number(), 0..9_u64), 0..8);
    (
        (axis(), axis()),
        prop::collection::vec((number(), number(), "\\PC{0,9}"), 0..40),
        (handle(), handle()),
        [corner(), corner(), corner(), corner()],
        (margin(), margin()),
    )
        .prop_map(|((x, y), dots, (x_cut, y_cut), corners, margins)| {
            ChartSpec::Scatter(Scatter {
                x,
                y,
                dots: dots
                    .into_iter()
                    .zip(0..)
                    .map(|((x, y, name), ix)| Dot {
                        x,
                        y,
                        customer: CustomerRef {
                            ix,
                            id: name.clone(),
                            name,
                        },
                    })
                    .collect(),
                x_cut,
                y_cut,
                corners,
                x_margin: margins.0,
                y_margin: margins.1,
            })
        })
}

fn heat() -> impl Strategy<Value = ChartSpec> {
    let names = || prop::collection::vec(name(), 0..8);
    let cell = (name(), name(), name(), any::<u8>());
    let outline = (
        prop::collection::vec(0..80_usize, 0..5),
        any::<bool>(),
        name(),
    );
    (
        (name(), name(), names(), names()),
        prop::option::of((name(), names())),
        prop::collection::vec(cell, 0..70),
        prop::collection::vec(outline, 0..3),
    )
        .prop_map(
            |((columns_title, rows_title, columns, rows), sizes, cells, outlines)| {
                ChartSpec::Heat(Heat {
                    columns_title,
                    rows_title,
                    columns,
                    rows,
                    sizes,
                    cells: cells
                        .into_iter()
                        .map(|(value, detail, name, step)| HeatCell {
                            value,
                            detail,
                            name,
                            step,
                            action: None,
                        })
                        .collect(),
                    outlines: outlines
                        .into_iter()
                        .map(|(cells, dashed, note)| Outline {
                            cells,
                            dashed,
                            note,
                        })
                        .collect(),
                })
            },
        )
}

fn curves() -> impl Strategy<Value = ChartSpec> {
    let curve = (
        name(),
        ink(),
        prop::collection::vec((number(), number()), 0..30),
        any::<bool>(),
        prop::collection::vec((number(), number(), number()), 0..9),
    );
    let point = (number(), number(), name(), ink());
    (
        axis(),
        axis(),
        prop::collection::vec(curve, 0..4),
        prop::option::of(name()),
        prop::collection::vec(point, 0..4),
    )
        .prop_map(|(x, y, lines, diagonal, points)| {
            ChartSpec::Curves(Curves {
                x,
                y,
                lines: lines
                    .into_iter()
                    .map(|(label, ink, points, steps, band)| Curve {
                        label,
                        ink,
                        points,
                        steps,
                        band,
                    })
                    .collect(),
                diagonal,
                points: points
                    .into_iter()
                    .map(|(x, y, label, ink)| CurvePoint {
                        x,
                        y,
                        label,
                        ink,
                        action: None,
                    })
                    .collect(),
            })
        })
}

fn bars() -> impl Strategy<Value = ChartSpec> {
    let row = (
        name(),
        prop::option::of(name()),
        prop::collection::vec(number(), 0..4),
        prop::option::of(ink()),
    );
    (
        axis(),
        prop::collection::vec((name(), ink()), 0..4),
        prop::collection::vec(row, 0..14),
        prop::option::of(0..16_usize),
        any::<bool>(),
    )
        .prop_map(|(axis, series, rows, norm_from, stacked)| {
            ChartSpec::Bars(Bars {
                axis,
                series,
                rows: rows
                    .into_iter()
                    .map(|(label, detail, values, ink)| BarRow {
                        label,
                        detail,
                        values,
                        ink,
                        action: None,
                    })
                    .collect(),
                norm_from,
                stacked,
            })
        })
}

fn columns() -> impl Strategy<Value = ChartSpec> {
    let column = (
        (name(), prop::option::of(name())),
        prop::collection::vec(number(), 0..4),
        prop::option::of(number()),
        any::<bool>(),
    );
    (
        axis(),
        prop::collection::vec((name(), ink()), 0..4),
        prop::collection::vec(column, 0..40),
        prop::option::of(name()),
    )
        .prop_map(|(axis, series, columns, line)| {
            ChartSpec::Columns(Columns {
                axis,
                series,
                columns: columns
                    .into_iter()
                    .map(|((label, note), values, line, partial)| Column {
                        label,
                        values,
                        line,
                        partial,
                        note,
                        action: None,
                    })
                    .collect(),
                line,
            })
        })
}

fn pins() -> impl Strategy<Value = ChartSpec> {
    let day = || (-200_000..200_000_i32).prop_map(Day);
    (
        axis(),
        (day(), 0..4_000_i32),
        prop::collection::vec((0..4_500_i32, number()), 0..40),
        prop::collection::vec((0..4_500_i32, number()), 0..6),
        prop::option::of((-100..4_500_i32, name())),
        prop::option::of((0..50_usize, name())),
    )
        .prop_map(|(axis, (from, length), pins, refunds, silent, note)| {
            ChartSpec::Pins(Pins {
                axis,
                from,
                to: from.plus(length),
                pins: pins
                    .into_iter()
                    .map(|(since, value)| (from.plus(since), value))
                    .collect(),
                refunds: refunds
                    .into_iter()
                    .map(|(since, value)| (from.plus(since), value))
                    .collect(),
                silent: silent.map(|(since, text)| (from.plus(since), text)),
                note,
            })
        })
}

fn interval() -> impl Strategy<Value = ChartSpec> {
    (number(), number(), number(), number()).prop_map(|(low, value, high, reference)| {
        ChartSpec::Interval(Interval {
            low,
            value,
            high,
            reference,
        })
    })
}

fn any_chart() -> impl Strategy<Value = ChartSpec> {
    prop_oneof![
        months(),
        scatter(),
        heat(),
        curves(),
        bars(),
        columns(),
        pins(),
        interval(),
    ]
}

/// Elements a drawing may have.
const ELEMENTS: [&str; 9] = [
    "svg", "title", "desc", "g", "path", "line", "rect", "circle", "text",
];
/// Attributes it may have, `data-…` apart.
const ATTRIBUTES: [&str; 30] = [
    "transform",
    "width",
    "height",
    "viewBox",
    "role",
    "font-family",
    "class",
    "d",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "cx",
    "cy",
    "r",
    "rx",
    "fill",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linejoin",
    "stroke-linecap",
    "shape-rendering",
    "opacity",
    "text-anchor",
    "font-size",
    "font-weight",
    "paint-order",
];

/// Reads a written drawing back and checks that it is nothing but a drawing.
fn check_file(svg: &str) {
    let document = roxmltree::Document::parse(svg).expect("well-formed");
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        let element = node.tag_name().name();
        assert!(ELEMENTS.contains(&element), "<{element}> in a drawing");
        for attribute in node.attributes() {
            let name = attribute.name();
            assert!(
                ATTRIBUTES.contains(&name) || name.starts_with("data-"),
                "{name} on <{element}>"
            );
            if !name.starts_with("data-") {
                let value = attribute.value();
                assert!(
                    !["NaN", "inf", "url(", "javascript"]
                        .iter()
                        .any(|bad| value.contains(bad)),
                    "{name}=\"{value}\""
                );
            }
        }
    }
}

/// Every coordinate lies within the drawing, a grip's reach apart.
fn check_coordinates(drawing: &Drawing) {
    const REACH_PX: f64 = 12.0;
    let size = drawing.size;
    let within = |x: f64, y: f64| {
        assert!(
            (-REACH_PX..=size.width_px + REACH_PX).contains(&x)
                && (-REACH_PX..=size.height_px + REACH_PX).contains(&y),
            "({x}, {y}) outside {size:?}"
        );
    };
    each(&drawing.nodes, &mut |node| match node {
        Node::Rect(rect) => {
            within(rect.x, rect.y);
            within(rect.x + rect.width, rect.y + rect.height);
        }
        Node::Line(line) => {
            within(line.x1, line.y1);
            within(line.x2, line.y2);
        }
        Node::Circle(circle) => within(circle.cx, circle.cy),
        Node::Path(path) => {
            use regulars::chart::drawing::Step;
            for step in &path.steps {
                match *step {
                    Step::Move(x, y) | Step::Line(x, y) | Step::Dot(x, y) => within(x, y),
                    Step::Close => {}
                }
            }
        }
        Node::Group(_) | Node::Text(_) => {}
    });
    for hit in &drawing.hits {
        within(hit.centre.0, hit.centre.1);
    }
    for handle in &drawing.handles {
        within(handle.grip.0, handle.grip.1);
        assert!(handle.px_of(f64::NAN).is_finite());
        assert!(handle.value_at(f64::INFINITY).is_finite());
        for steps in [-10, 1] {
            assert!(handle.stepped(handle.value, steps).is_finite());
        }
    }
}

fn each<'a>(nodes: &'a [Node], visit: &mut impl FnMut(&'a Node)) {
    for node in nodes {
        visit(node);
        each(node.children(), visit);
    }
}

fn texts(drawing: &Drawing) -> Vec<&Text> {
    let mut texts = Vec::new();
    each(&drawing.nodes, &mut |node| {
        if let Node::Text(text) = node {
            texts.push(text);
        }
    });
    texts
}

/// No label stands on another.
fn check_labels(drawing: &Drawing) {
    let texts = texts(drawing);
    let boxes: Vec<Bounds> = texts.iter().map(|text| text.bounds()).collect();
    for (ix, one) in boxes.iter().enumerate() {
        for (other_ix, other) in boxes.iter().enumerate().skip(ix + 1) {
            assert!(
                !one.overlaps(other),
                "“{}” stands on “{}”",
                texts[ix].content,
                texts[other_ix].content
            );
        }
    }
}

fn check(drawing: &Drawing) {
    check_file(&to_svg_string(drawing, Palette::Light));
    check_file(&to_svg_string(drawing, Palette::Variables));
    let caption = Caption {
        title: drawing.summary.clone(),
        subtitle: "</desc><script>alert(1)</script>".to_owned(),
        source: String::new(),
    };
    check_file(&to_svg_file(drawing, &caption).0);
    check_coordinates(drawing);
    check_labels(drawing);
    assert!(!drawing.nodes.is_empty(), "an empty drawing");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn any_chart_can_be_drawn(
        spec in any_chart(),
        width in 120.0..1_600.0_f64,
        height in 100.0..700.0_f64,
    ) {
        check(&draw(&spec, Size::new(width, height), &speaker()));
    }

    #[test]
    fn no_size_is_too_small_or_no_size(spec in any_chart(), width in number(), height in number()) {
        let size = Size::new(width, height);
        let drawing = draw(&spec, Size { width_px: width, height_px: height }, &speaker());
        prop_assert_eq!(drawing.size, size);
        check_file(&to_svg_string(&drawing, Palette::Light));
        check_labels(&drawing);
    }

    #[test]
    fn drawing_is_a_function(spec in any_chart()) {
        let size = Size::new(480.0, 320.0);
        let one = to_svg_string(&draw(&spec, size, &speaker()), Palette::Light);
        let other = to_svg_string(&draw(&spec.clone(), size, &speaker()), Palette::Light);
        prop_assert_eq!(one, other);
    }

    #[test]
    fn small_drawings_take_any_number(
        bars in prop::collection::vec(any::<f32>(), 0..40),
        recent in any::<u8>(),
        share in number(),
        ends in (number(), number(), number()),
        domain in (number(), number()),
    ) {
        let spark = small::sparkline(&bars, recent, small::SPARKLINE_SIZE, &speaker());
        check(&spark);
        check(&small::share_bar(share, Ink::Cat2, small::SHARE_BAR_SIZE, &speaker()));
        let interval = Interval { low: ends.0, value: ends.1, high: ends.2, reference: 0.0 };
        check(&small::interval(&interval, domain, small::INTERVAL_SIZE, &speaker()));
    }
}

#[test]
fn labels_never_overlap_at_any_width_in_any_locale() {
    let all = [
        ChartSpec::Months(specs::months(36)),
        ChartSpec::Months(specs::months(12)),
        ChartSpec::Months(specs::months_with_losses()),
        ChartSpec::Scatter(specs::scatter(200)),
        ChartSpec::Heat(specs::heat()),
        ChartSpec::Curves(specs::curves()),
        ChartSpec::Bars(specs::bands()),
        ChartSpec::Bars(specs::change_by_flow()),
        ChartSpec::Pins(specs::pins()),
        ChartSpec::Pins(specs::pins_of_a_year()),
    ];
    for locale in NumberLocale::ALL {
        let speaker = Speaker {
            locale,
            ..speaker()
        };
        for spec in &all {
            for width in (200..1_200).step_by(50) {
                for height in [140.0, 240.0, 420.0] {
                    check(&draw(spec, Size::new(f64::from(width), height), &speaker));
                }
            }
        }
    }
}

#[test]
fn a_chart_without_numbers_says_so() {
    let mut months = specs::months(3);
    months.bars.clear();
    months.line = None;
    let drawing = draw(
        &ChartSpec::Months(months),
        Size::new(320.0, 200.0),
        &speaker(),
    );
    assert_eq!(drawing.summary, "Nothing to draw");
    assert_eq!(texts(&drawing)[0].content, "Nothing to draw");
}
