//! Charts: their pictures, and what holds for any of them.

mod dragging;
mod properties;
mod specs;

use regulars::base::Currency;
use regulars::base::{Day, Period};
use regulars::chart::spec::{Ink, Interval};
use regulars::chart::{
    Caption, ChartSpec, Drawing, Palette, Size, draw, small, to_svg_file, to_svg_string,
};
use regulars::i18n::Speaker;

use crate::support::golden;

fn speaker() -> Speaker {
    Speaker {
        currency: Some(Currency("EUR".to_owned())),
        ..Speaker::default()
    }
}

fn check(name: &str, drawing: &Drawing) {
    golden::check(
        &format!("charts/{name}.svg"),
        &to_svg_string(drawing, Palette::Light),
    );
}

fn check_chart(name: &str, spec: &ChartSpec, width_px: f64, height_px: f64) {
    check(
        name,
        &draw(spec, Size::new(width_px, height_px), &speaker()),
    );
}

#[test]
fn months_look_as_they_did() {
    let spec = ChartSpec::Months(specs::months(36));
    check_chart("months", &spec, 760.0, 392.0);
    let two_years = ChartSpec::Months(specs::months(24));
    check_chart("months_358", &two_years, 358.0, 190.0);
    let one_year = ChartSpec::Months(specs::months(12));
    check_chart("months_of_a_year", &one_year, 560.0, 240.0);
    let losses = ChartSpec::Months(specs::months_with_losses());
    check_chart("months_with_losses", &losses, 560.0, 280.0);
}

#[test]
fn scatters_look_as_they_did() {
    let spec = ChartSpec::Scatter(specs::scatter(1_500));
    check_chart("scatter", &spec, 660.0, 520.0);
    let few = ChartSpec::Scatter(specs::scatter(60));
    check_chart("scatter_320", &few, 320.0, 360.0);
}

#[test]
fn heat_maps_look_as_they_did() {
    let spec = ChartSpec::Heat(specs::heat());
    check_chart("heat", &spec, 560.0, 312.0);
    check_chart("heat_320", &spec, 320.0, 280.0);
}

#[test]
fn cohorts_survival_and_flow_look_as_they_did() {
    let cohorts = ChartSpec::Heat(specs::cohorts());
    check_chart("cohorts", &cohorts, 660.0, 256.0);
    check_chart("cohorts_320", &cohorts, 320.0, 256.0);
    let survival = ChartSpec::Curves(specs::survival());
    check_chart("survival", &survival, 468.0, 300.0);
    let flow = ChartSpec::Columns(specs::flow());
    check_chart("flow", &flow, 760.0, 340.0);
    check_chart("flow_320", &flow, 320.0, 240.0);
}

#[test]
fn curves_look_as_they_did() {
    check_chart("curves", &ChartSpec::Curves(specs::curves()), 560.0, 312.0);
    check_chart(
        "curves_320",
        &ChartSpec::Curves(specs::one_curve()),
        320.0,
        240.0,
    );
}

#[test]
fn bars_look_as_they_did() {
    check_chart("bands", &ChartSpec::Bars(specs::bands()), 560.0, 280.0);
    check_chart("bands_320", &ChartSpec::Bars(specs::bands()), 320.0, 240.0);
    let flow = ChartSpec::Bars(specs::change_by_flow());
    check_chart("change_by_flow", &flow, 468.0, 240.0);
    let part = ChartSpec::Bars(specs::change_by_part());
    check_chart("change_by_part", &part, 468.0, 240.0);
}

#[test]
fn what_is_expected_looks_as_it_did() {
    let months = ChartSpec::Months(specs::expected_months());
    check_chart("expected_months", &months, 760.0, 320.0);
    let missed = ChartSpec::Months(specs::missed_months());
    check_chart("missed_months", &missed, 468.0, 280.0);
}

#[test]
fn pins_look_as_they_did() {
    check_chart("pins", &ChartSpec::Pins(specs::pins()), 1_152.0, 168.0);
    let year = ChartSpec::Pins(specs::pins_of_a_year());
    check_chart("pins_358", &year, 358.0, 150.0);
}

#[test]
fn pictures_that_stand_alone_look_as_they_did() {
    let drawing = draw(
        &ChartSpec::Months(specs::months(36)),
        Size::new(560.0, 300.0),
        &speaker(),
    );
    let caption = Caption {
        title: "Without the season, revenue has risen for four half-years, more slowly of late"
            .to_owned(),
        subtitle: "Revenue by month, € thousand. Line: divided by the monthly index".to_owned(),
        source: "36 months, refunds on the day they were booked".to_owned(),
    };
    golden::check("charts/file.svg", &to_svg_file(&drawing, &caption).0);
}

#[test]
fn small_drawings_look_as_they_did() {
    let intervals = [
        (0.041, 0.078, 0.121),
        (-0.022, 0.004, 0.032),
        (0.048, 0.095, 0.15),
    ]
    .map(|(low, value, high)| Interval {
        low,
        value,
        high,
        reference: 0.0,
    });
    let domain = small::shared_domain(&intervals).unwrap();
    for (name, interval) in ["interval", "interval_by_chance", "interval_wide"]
        .iter()
        .zip(&intervals)
    {
        let drawing = small::interval(interval, domain, small::INTERVAL_SIZE, &speaker());
        check(name, &drawing);
    }
    let bars = [
        0.0, 0.0, 4.0, 9.0, 2.0, 0.0, 7.0, 12.0, 3.0, 0.0, 5.0, 6.0, 0.0, 8.0, 11.0, 3.0, 0.0, 0.0,
        14.0, 9.0, 6.0, 2.0, 1.0, 10.0,
    ];
    check(
        "sparkline",
        &small::sparkline(&bars, 12, small::SPARKLINE_SIZE, &speaker()),
    );
    check(
        "share_bar",
        &small::share_bar(0.767, Ink::Cat1, small::SHARE_BAR_SIZE, &speaker()),
    );
}

#[test]
fn silences_look_as_they_did() {
    let day = |text: &str| Day::from_iso(text).unwrap();
    let span = Period {
        from: day("2024-01-01"),
        to: day("2024-12-31"),
    };
    let weekly: Vec<Day> = (0..30).map(|week| span.from.plus(week * 7)).collect();
    let steady: Vec<Day> = (0..12)
        .map(|month| span.from.plus(month * 31 + 9))
        .collect();
    // What lies before the span is not drawn; who came last before it is silent all along.
    let before = [day("2023-04-02"), day("2023-11-20")];
    for (name, days) in [
        ("timeline_silent", weekly.as_slice()),
        ("timeline_steady", &steady),
        ("timeline_before", &before),
    ] {
        let drawing = small::timeline(span, days, small::TIMELINE_SIZE, &speaker());
        check(name, &drawing);
    }
}

#[test]
fn plotters_never_writes_words_of_its_own() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/chart");
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let source = std::fs::read_to_string(&path).unwrap();
        // Its legends and captions measure text past our surface.
        for word in ["configure_series_labels", "MultiLineText", ".caption("] {
            assert!(!source.contains(word), "{word} in {}", path.display());
        }
    }
}
