//! One chart of each kind, with the figures of a made-up delicatessen shop.

use regulars::base::{Day, Month};
pub(super) use regulars::chart::spec::Scatter;
use regulars::chart::spec::{
    Action, Axis, BarRow, Bars, Column, Columns, Corner, Curve, CurvePoint, Curves, Dot, Handle,
    Heat, HeatCell, Ink, MonthBar, MonthLine, Months, Outline, Pins, Scale, Selection, Unit,
};
use regulars::i18n::{CustomerRef, Message};

pub(super) fn said(text: &str) -> Message {
    Message::Verbatim(text.to_owned())
}

pub(super) fn axis(label: &str, unit: Unit, scale: Scale) -> Axis {
    Axis {
        label: said(label),
        unit,
        scale,
    }
}

pub(super) fn day(text: &str) -> Day {
    Day::from_iso(text).unwrap()
}

/// Thousands of euros a month, 2023 to 2025.
const REVENUE: [f64; 36] = [
    42.4, 35.7, 42.7, 43.5, 43.3, 45.3, 38.1, 39.6, 44.6, 44.1, 45.6, 86.4, 42.1, 39.4, 46.0, 47.0,
    49.8, 45.4, 44.4, 46.0, 46.3, 51.6, 56.3, 98.2, 46.9, 44.4, 49.7, 54.3, 56.1, 48.8, 47.2, 50.1,
    49.9, 53.6, 55.3, 103.9,
];
const ADJUSTED: [f64; 36] = [
    48.1, 43.4, 45.7, 44.4, 42.6, 50.6, 44.8, 45.2, 48.1, 45.6, 44.9, 47.1, 47.8, 47.9, 49.3, 47.9,
    49.0, 50.7, 52.3, 52.5, 50.0, 53.5, 55.3, 53.5, 53.3, 54.1, 53.2, 55.4, 55.1, 54.4, 55.5, 57.1,
    53.8, 55.5, 54.3, 56.7,
];

/// The last `count` months of the shop.
pub(super) fn months(count: usize) -> Months {
    let first = Month::of(day("2023-01-15"));
    let from = REVENUE.len() - count;
    let bars = (from..REVENUE.len())
        .map(|ix| {
            let month = Month(first.0 + ix as i32);
            MonthBar {
                month,
                value: REVENUE[ix] * 1_000.0,
                details: vec![(said("Visits"), said("1,386"))],
                emphasised: month.of_year() == 12,
                partial: false,
                action: Some(Action::OpenCustomers(Selection {
                    panel: "overview".to_owned(),
                    key: format!("month:{month}"),
                })),
            }
        })
        .collect();
    Months {
        axis: axis("Revenue", Unit::Money, Scale::Linear),
        bars,
        line: Some(MonthLine {
            label: said("adjusted"),
            values: ADJUSTED[from..]
                .iter()
                .map(|value| Some(value * 1_000.0))
                .collect(),
            band: Vec::new(),
        }),
    }
}

/// Months below zero, half a month, a line with a gap.
pub(super) fn months_with_losses() -> Months {
    let mut months = months(16);
    for (ix, bar) in months.bars.iter_mut().enumerate() {
        bar.value = [12.5, -7.25, 30.0, 0.0][ix % 4] * 10.0;
        bar.emphasised = ix == 2;
        bar.partial = ix == 15;
    }
    if let Some(line) = &mut months.line {
        for (ix, value) in line.values.iter_mut().enumerate() {
            *value = (ix != 7).then_some(ix as f64 * 10.0 - 60.0);
        }
    }
    months
}

/// A small generator: the same dots on every machine.
pub(super) struct Lcg(pub(super) u64);

impl Lcg {
    pub(super) fn unit(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// About normal: twelve uniform numbers less six.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }
}

pub(super) fn scatter(dots: u32) -> Scatter {
    let mut random = Lcg(7);
    let dots: Vec<Dot> = (0..dots)
        .map(|ix| {
            let visits = (1.35 + random.normal() * 1.1)
                .exp()
                .round()
                .clamp(1.0, 60.0);
            let x = visits * (1.0 + (random.unit() - 0.5) * 0.12);
            let y = (3.4 + random.normal() * 0.75).exp().clamp(5.2, 400.0);
            Dot {
                x,
                y,
                customer: CustomerRef {
                    ix,
                    id: format!("K-{}", 10_000 + ix),
                    name: String::new(),
                },
            }
        })
        .collect();
    let margin = |values: Vec<f64>, low: f64, high: f64| {
        let step = (high / low).powf(1.0 / 40.0);
        (0..40)
            .map(|ix| {
                let from = low * step.powi(ix);
                let to = from * step;
                let count = values
                    .iter()
                    .filter(|value| from <= **value && **value < to);
                (from, to, count.count() as u64)
            })
            .collect()
    };
    let corner = |label: &str, customers: &str, ink, key: &str| Corner {
        label: said(label),
        detail: said(customers),
        ink,
        action: Some(Action::OpenCustomers(Selection {
            panel: "value_frequency".to_owned(),
            key: format!("group:{key}"),
        })),
    };
    Scatter {
        x_margin: margin(dots.iter().map(|dot| dot.x).collect(), 0.9, 64.0),
        y_margin: margin(dots.iter().map(|dot| dot.y).collect(), 5.0, 400.0),
        dots,
        x: axis("Visits per year", Unit::Number, Scale::Log),
        y: axis("Average purchase", Unit::Money, Scale::Log),
        x_cut: Handle {
            param: "value_frequency.frequency_cut".to_owned(),
            value: 4.0,
            label: said("Median 4.0 visits a year"),
        },
        y_cut: Handle {
            param: "value_frequency.average_cut".to_owned(),
            value: 29.77,
            label: said("Median €29.77"),
        },
        corners: [
            corner("Much but rarely", "730 customers", Ink::Cat3, "much_rare"),
            corner("Much and often", "980 customers", Ink::Cat1, "much_often"),
            corner(
                "Little and rarely",
                "836 customers",
                Ink::Cat4,
                "little_rare",
            ),
            corner(
                "Little but often",
                "873 customers",
                Ink::Cat2,
                "little_often",
            ),
        ],
    }
}

pub(super) fn heat() -> Heat {
    let cells = [
        (1, "3", "0%"),
        (1, "77", "0%"),
        (4, "88", "2.0%"),
        (6, "193", "9.6%"),
        (7, "509", "46.1%"),
        (1, "30", "0%"),
        (1, "134", "0%"),
        (4, "157", "1.9%"),
        (5, "268", "6.6%"),
        (6, "279", "11.3%"),
        (1, "103", "0%"),
        (1, "228", "0%"),
        (4, "289", "2.3%"),
        (5, "308", "5.9%"),
        (5, "196", "4.6%"),
        (1, "277", "0%"),
        (1, "380", "0%"),
        (4, "359", "2.2%"),
        (4, "247", "2.3%"),
        (4, "146", "2.0%"),
        (1, "828", "0%"),
        (1, "422", "0%"),
        (4, "348", "1.3%"),
        (3, "225", "1.2%"),
        (3, "110", "0.8%"),
    ];
    Heat {
        columns_title: said("Days since the last visit"),
        rows_title: said("Visits"),
        columns: [
            "over 826 days",
            "433 to 826",
            "166 to 432",
            "30 to 165",
            "up to 29 days",
        ]
        .map(said)
        .to_vec(),
        rows: ["16 or more", "8 to 15", "4 to 7", "2 to 3", "1 visit"]
            .map(said)
            .to_vec(),
        sizes: None,
        cells: cells
            .iter()
            .enumerate()
            .map(|(ix, (step, value, detail))| HeatCell {
                value: said(value),
                detail: said(detail),
                name: said(if ix == 4 { "Champions" } else { "Segment" }),
                step: *step,
                action: Some(Action::OpenCustomers(Selection {
                    panel: "rfm".to_owned(),
                    key: format!("cell:{}:{}", ix % 5 + 1, 5 - ix / 5),
                })),
            })
            .collect(),
        outlines: vec![
            Outline {
                cells: vec![2, 7],
                dashed: true,
                note: said("Dashed: regulars falling asleep, 245"),
            },
            Outline {
                cells: vec![3, 4, 8, 9],
                dashed: false,
                note: said("Solid: regulars in good standing, 1,249"),
            },
        ],
    }
}

/// Cohorts by quarter: rows with sizes, a triangle of cells.
pub(super) fn cohorts() -> Heat {
    let shares = [
        (2_074, vec![100, 43, 38, 41, 32, 33]),
        (732, vec![100, 43, 42, 33, 34]),
        (421, vec![100, 45, 37, 36]),
        (464, vec![100, 44, 41]),
        (319, vec![100, 39]),
        (338, vec![100]),
    ];
    let cell = |row: usize, age: usize| {
        let share = shares[row].1.get(age).copied();
        HeatCell {
            value: said(&share.map_or(String::new(), |share: i32| share.to_string())),
            detail: said(""),
            name: said("2023 Q1"),
            step: match share {
                None => 0,
                Some(100) => 7,
                Some(share) => (1 + share / 10) as u8,
            },
            action: None,
        }
    };
    Heat {
        columns_title: said("Quarters since the first purchase"),
        rows_title: said("First purchase"),
        columns: (0..6).map(|age| said(&age.to_string())).collect(),
        rows: (0..6)
            .map(|at| said(&format!("{} Q{}", 2023 + at / 4, at % 4 + 1)))
            .collect(),
        sizes: Some((
            said("Size"),
            shares
                .iter()
                .map(|(size, _)| said(&size.to_string()))
                .collect(),
        )),
        cells: (0..36).map(|ix| cell(ix / 6, ix % 6)).collect(),
        outlines: Vec::new(),
    }
}

/// Those still customers: steps with a band.
pub(super) fn survival() -> Curves {
    let points: Vec<(f64, f64)> = (0..40)
        .map(|ix| (f64::from(ix) * 20.0, 0.75 * (-f64::from(ix) / 26.0).exp()))
        .collect();
    let points = [&[(0.0, 1.0)], &points[..]].concat();
    let band = points.iter().map(|&(x, y)| {
        let half = 0.005 + x / 20_000.0;
        (x, (y - half).max(0.0), (y + half).min(1.0))
    });
    Curves {
        x: axis("Days since the first purchase", Unit::Days, Scale::Linear),
        y: axis("Still a customer", Unit::Share, Scale::Linear),
        lines: vec![Curve {
            label: said("Still a customer"),
            ink: Ink::Accent,
            band: band.collect(),
            points,
            steps: true,
        }],
        diagonal: None,
        points: vec![CurvePoint {
            x: 220.0,
            y: 0.491,
            label: said("Half are gone after 220 days"),
            ink: Ink::Accent,
            action: None,
        }],
    }
}

/// A year of customers who came, came back and stayed away.
pub(super) fn flow() -> Columns {
    let months = [
        (310, 42, 280),
        (295, 61, 350),
        (340, 55, 300),
        (322, 48, 331),
        (360, 70, 318),
        (333, 66, 371),
        (301, 39, 350),
        (312, 52, 330),
        (345, 58, 306),
        (366, 71, 331),
        (402, 98, 300),
        (180, 31, 190),
    ];
    let mut closing = 700;
    let columns = months.iter().enumerate().map(|(ix, &(back, new, lost))| {
        closing += back + new - lost;
        Column {
            label: said(&format!(
                "{} 2025",
                [
                    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
                    "Dec"
                ][ix]
            )),
            values: vec![f64::from(back), f64::from(new), -f64::from(lost)],
            line: Some(f64::from(closing)),
            partial: ix == 11,
            note: None,
            action: None,
        }
    });
    Columns {
        axis: axis("Customers", Unit::Count, Scale::Linear),
        series: vec![
            (said("Came back"), Ink::Cat3),
            (said("New"), Ink::Accent),
            (said("Lost"), Ink::Down),
        ],
        columns: columns.collect(),
        line: Some(said("At the close")),
    }
}

pub(super) fn curves() -> Curves {
    let revenue = [
        (0.0, 0.0),
        (0.044, 0.303),
        (0.094, 0.46),
        (0.145, 0.567),
        (0.195, 0.648),
        (0.245, 0.712),
        (0.296, 0.764),
        (0.346, 0.807),
        (0.396, 0.843),
        (0.447, 0.872),
        (0.497, 0.897),
        (0.547, 0.918),
        (0.598, 0.936),
        (0.648, 0.95),
        (0.698, 0.963),
        (0.748, 0.973),
        (0.799, 0.981),
        (0.849, 0.988),
        (0.899, 0.993),
        (0.95, 0.997),
        (1.0, 1.0),
    ];
    let profit = [
        (0.0, 0.0),
        (0.044, 0.379),
        (0.094, 0.558),
        (0.145, 0.674),
        (0.195, 0.756),
        (0.245, 0.818),
        (0.296, 0.867),
        (0.346, 0.905),
        (0.396, 0.934),
        (0.447, 0.957),
        (0.497, 0.976),
        (0.547, 0.991),
        (0.598, 1.002),
        (0.648, 1.01),
        (0.698, 1.016),
        (0.748, 1.019),
        (0.799, 1.021),
        (0.849, 1.021),
        (0.899, 1.019),
        (0.95, 1.016),
        (1.0, 1.0),
    ];
    let point = |x, y, label: &str, ink| CurvePoint {
        x,
        y,
        label: said(label),
        ink,
        action: None,
    };
    Curves {
        x: axis("Share of customers, best first", Unit::Share, Scale::Linear),
        y: axis("Cumulative share", Unit::Share, Scale::Linear),
        lines: vec![
            Curve {
                label: said("Revenue"),
                ink: Ink::Rest,
                points: revenue.to_vec(),
                steps: false,
                band: Vec::new(),
            },
            Curve {
                label: said("Profit"),
                ink: Ink::Accent,
                points: profit.to_vec(),
                steps: false,
                band: Vec::new(),
            },
        ],
        diagonal: Some(said("If all were equal")),
        points: vec![
            point(0.2, 0.763, "76% of profit", Ink::Accent),
            point(0.2, 0.656, "65% of revenue", Ink::Rest),
            point(0.825, 1.021, "Peak 102.1% at 82%", Ink::Accent),
        ],
    }
}

/// One curve without named points, as a file without costs gives.
pub(super) fn one_curve() -> Curves {
    let mut curves = curves();
    curves.lines.truncate(1);
    curves.lines[0].ink = Ink::Accent;
    curves.points.truncate(2);
    curves.points.remove(0);
    curves.points[0].ink = Ink::Accent;
    curves
}

pub(super) fn bands() -> Bars {
    let row = |label: &str, detail: &str, buyers: f64, revenue: f64| BarRow {
        label: said(label),
        detail: Some(said(detail)),
        values: vec![buyers, revenue],
        ink: None,
        action: None,
    };
    Bars {
        axis: axis("Share", Unit::Share, Scale::Linear),
        series: vec![(said("Buyers"), Ink::Rest), (said("Revenue"), Ink::Accent)],
        rows: vec![
            row("Less than once a month", "1,812 buyers", 0.53, 0.181),
            row("Once or twice a month", "920 buyers", 0.269, 0.292),
            row("Three to four times", "431 buyers", 0.126, 0.265),
            row("More than weekly", "256 buyers", 0.075, 0.262),
        ],
        norm_from: Some(2),
        stacked: false,
    }
}

pub(super) fn change_by_flow() -> Bars {
    let row = |label: &str, value: f64, ink: Ink| BarRow {
        label: said(label),
        detail: None,
        values: vec![value],
        ink: Some(ink),
        action: None,
    };
    Bars {
        axis: axis("Change in revenue", Unit::Change, Scale::Linear),
        series: Vec::new(),
        rows: vec![
            row("Lost customers", -112_066.0, Ink::Down),
            row("Customers who stayed", 13_915.0, Ink::Accent),
            row("Returned", 11_634.0, Ink::Cat2),
            row("New customers", 134_248.0, Ink::Cat3),
            row("Change in revenue", 47_731.0, Ink::Total),
        ],
        norm_from: None,
        stacked: false,
    }
}

/// The parts of a change, each from where the one before ends.
pub(super) fn change_by_part() -> Bars {
    Bars {
        stacked: true,
        ..change_by_flow()
    }
}

/// By what part a year of months came out above or below what was expected, two of them outside
/// the band.
pub(super) fn missed_months() -> Months {
    let missed = [
        0.02, 0.04, -0.03, 0.08, -0.02, -0.12, 0.13, 0.05, 0.0, -0.07, 0.03, 0.01,
    ];
    let bars = missed.iter().enumerate().map(|(at, &value)| MonthBar {
        month: Month(2025 * 12 + at as i32),
        value,
        details: Vec::new(),
        emphasised: f64::abs(value) > 0.1,
        partial: false,
        action: None,
    });
    Months {
        axis: axis("Against expected", Unit::Share, Scale::Linear),
        bars: bars.collect(),
        line: Some(MonthLine {
            label: said("expected"),
            values: vec![None; missed.len()],
            band: (0..missed.len())
                .map(|at| Some((-0.1 + 0.002 * at as f64, 0.1)))
                .collect(),
        }),
    }
}

/// Two years of months and the half-year expected after them.
pub(super) fn expected_months() -> Months {
    let mut months = months(24);
    let last = months.bars.len();
    let next = months.bars[last - 1].month.0 + 1;
    months.bars.extend((next..next + 6).map(|month| MonthBar {
        month: Month(month),
        value: 0.0,
        details: Vec::new(),
        emphasised: false,
        partial: true,
        action: None,
    }));
    let expected = |ahead: usize| 50_000.0 + 1_500.0 * ahead as f64;
    let none = || std::iter::repeat_n(None, last);
    months.line = Some(MonthLine {
        label: said("expected"),
        values: none().chain((0..6).map(|at| Some(expected(at)))).collect(),
        band: std::iter::repeat_n(None, last)
            .chain((0..6).map(|at| Some((0.94 * expected(at), 1.06 * expected(at)))))
            .collect(),
    });
    months
}

/// Orders of one dealer: days since 2023-01-01 and euros.
const ORDERS: [(i32, f64); 35] = [
    (18, 4500.0),
    (59, 6660.0),
    (87, 4030.0),
    (115, 5370.0),
    (146, 5690.0),
    (165, 7457.0),
    (196, 5570.0),
    (227, 3920.0),
    (262, 5840.0),
    (293, 4220.0),
    (329, 3340.0),
    (350, 5070.0),
    (377, 2360.0),
    (403, 3810.0),
    (426, 2720.0),
    (458, 5980.0),
    (488, 3480.0),
    (522, 5640.0),
    (551, 5320.0),
    (590, 4160.0),
    (616, 4990.0),
    (649, 6390.0),
    (672, 3580.0),
    (698, 2510.0),
    (739, 5070.0),
    (764, 6720.0),
    (795, 5230.0),
    (824, 5840.0),
    (847, 5220.0),
    (877, 2380.0),
    (906, 3920.0),
    (937, 3680.0),
    (964, 4770.0),
    (988, 5190.0),
    (1015, 5010.0),
];

pub(super) fn pins() -> Pins {
    let start = day("2023-01-01");
    Pins {
        axis: axis("Order", Unit::Money, Scale::Linear),
        from: start,
        to: day("2025-12-30"),
        pins: ORDERS
            .iter()
            .map(|(since, value)| (start.plus(*since), *value))
            .collect(),
        refunds: vec![
            (start.plus(208), -410.0),
            (start.plus(534), -120.5),
            (start.plus(949), -980.0),
        ],
        silent: Some((start.plus(1015), said("silent 80 days"))),
        note: Some((5, said("Largest order, €7,457"))),
    }
}

/// The last year of the dealer.
pub(super) fn pins_of_a_year() -> Pins {
    let mut pins = pins();
    pins.from = day("2025-01-01");
    pins.note = None;
    pins.pins.retain(|(day, _)| *day >= pins.from);
    pins.refunds.retain(|(day, _)| *day >= pins.from);
    pins.silent = pins.silent.map(|(since, _)| (since, said("80 days")));
    pins
}
