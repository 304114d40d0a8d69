//! Dragging the cut lines of a scatter.

use regulars::chart::grips::Direction;
use regulars::chart::{ChartSpec, Drawing, Node, Palette, Size, draw, scatter};

use super::{speaker, specs};

fn drawn(spec: &specs::Scatter) -> Drawing {
    let chart = ChartSpec::Scatter(spec.clone());
    draw(&chart, Size::new(660.0, 520.0), &speaker())
}

/// The `d` of the dots of a corner.
fn dots(drawing: &Drawing, corner: usize) -> String {
    let corner = ("data-corner", corner.to_string());
    let path = drawing
        .nodes
        .iter()
        .find(|node| node.marks().data.contains(&corner))
        .unwrap();
    path.attributes(Palette::Variables)
        .into_iter()
        .find_map(|(name, value)| (name == "d").then(|| value.into_owned()))
        .unwrap()
}

#[test]
fn moving_the_cuts_gives_what_drawing_anew_gives() {
    let mut spec = specs::scatter(400);
    let drawing = drawn(&spec);
    let recut = scatter::recut(&spec, &drawing, 8.0, 60.0, &speaker()).unwrap();
    spec.x_cut.value = 8.0;
    spec.y_cut.value = 60.0;
    let anew = drawn(&spec);
    for corner in 0..4 {
        assert_eq!(recut.dots[corner], dots(&anew, corner));
    }
    let [across, up] = anew.handles.as_slice() else {
        panic!("two lines");
    };
    assert!((recut.x_px - across.at_px).abs() < 0.05);
    assert!((recut.y_px - up.at_px).abs() < 0.05);
    assert_eq!((&*recut.x_text, &*recut.y_text), ("8.0", "€60.00"));
}

#[test]
fn every_dot_has_one_corner_and_a_value_on_the_line_lies_below() {
    assert_eq!(scatter::corner_of(1.0, 2.0, 1.0, 1.0), Some(0));
    assert_eq!(scatter::corner_of(2.0, 2.0, 1.0, 1.0), Some(1));
    assert_eq!(scatter::corner_of(1.0, 1.0, 1.0, 1.0), Some(2));
    assert_eq!(scatter::corner_of(2.0, 1.0, 1.0, 1.0), Some(3));
    assert_eq!(scatter::corner_of(f64::NAN, 1.0, 1.0, 1.0), None);
}

#[test]
fn pixels_and_values_of_a_line_are_each_others_inverse() {
    for handle in &drawn(&specs::scatter(400)).handles {
        let (low, high) = handle.limits();
        for part in 1..20 {
            let px = handle.px_of(low * (high / low).powf(f64::from(part) / 20.0));
            let there_and_back = handle.px_of(handle.value_at(px));
            assert!((there_and_back - px).abs() <= 1.0, "{px} {there_and_back}");
        }
        assert_eq!(handle.value_at(-1e9).max(low), handle.value_at(-1e9));
        assert_eq!(handle.value_at(1e9).min(high), handle.value_at(1e9));
    }
}

#[test]
fn one_step_is_a_round_amount_of_about_a_pixel() {
    let drawing = drawn(&specs::scatter(400));
    for handle in &drawing.handles {
        let next = handle.stepped(handle.value, 1);
        let moved = (handle.px_of(next) - handle.at_px).abs();
        assert!((0.4..6.0).contains(&moved), "{moved} px");
        assert!(next > handle.value);
        assert!(handle.stepped(handle.value, -10) < handle.value);
    }
    let up = &drawing.handles[1];
    assert_eq!(up.direction, Direction::Vertical);
    assert_eq!(up.stepped(29.77, 1), 30.5);
}

#[test]
fn moving_a_line_is_a_matter_of_moments() {
    let spec = specs::scatter(1_500);
    let drawing = drawn(&spec);
    let started = std::time::Instant::now();
    for step in 0..20 {
        let cut = 4.0 + f64::from(step) / 10.0;
        scatter::recut(&spec, &drawing, cut, 30.0, &speaker()).unwrap();
    }
    let recut = started.elapsed() / 20;
    let started = std::time::Instant::now();
    for _ in 0..20 {
        drawn(&spec);
    }
    let whole = started.elapsed() / 20;
    eprintln!("recut {recut:?}, drawn anew {whole:?}");
    // A frame is 16 ms; tests run unoptimised and beside others.
    assert!(recut.as_millis() < 16, "{recut:?}");
}

#[test]
fn the_parts_that_move_can_be_found() {
    let drawing = drawn(&specs::scatter(10));
    let groups: Vec<&Node> = drawing
        .nodes
        .iter()
        .filter(|node| node.marks().class == "chart-handle")
        .collect();
    let directions: Vec<&str> = groups
        .iter()
        .map(|group| group.marks().data[0].1.as_str())
        .collect();
    assert_eq!(directions, ["horizontal", "vertical"]);
    for group in groups {
        assert!(
            group
                .children()
                .iter()
                .any(|node| node.marks().class == "chart-readout")
        );
    }
}
