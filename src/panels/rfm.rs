//! P7: recency, frequency and money in fifths: the grid and its named segments.

use super::build::{column, count, explain, open, row, share, stat, term, whole};
use super::panel::{Block, Figure, Finding, Headline, Panel, Row, Stat, Table, Tone, Value};
use super::{Context, Entry, ParamValues};
use crate::analysis::rfm::{Cuts, Group, Rfm, Scores, Segment, segment_of_cell};
use crate::base::Money;
use crate::chart::spec::{ChartSpec, Heat, HeatCell, Outline};
use crate::dataset::CustomerIx;
use crate::i18n::rfm::{Rfm as Say, Segment as SegmentName};
use crate::i18n::{Message, Words};

/// See [`super::REGISTRY`].
pub(super) const ENTRY: Entry = Entry {
    id: ID,
    needs: &[],
    stats: &["r_cuts", "f_cuts", "m_cuts"],
    tables: &["grid", "segments"],
    valued: None,
    run,
    members,
    set_title,
};

const ID: &str = "rfm";

/// Fewest customers from which fifths say something.
pub(super) const LEAST_CUSTOMERS: u64 = 10;

/// Frequency score from which a customer is a regular.
const REGULAR_FROM: u8 = 4;

/// Recency score from which a regular is in good standing.
const STANDING_FROM: u8 = 3;

/// The segment as a cell.
pub fn segment_term(segment: Segment) -> Value {
    term(segment.id(), Say::Segment(name(segment)))
}

pub(super) fn name(segment: Segment) -> SegmentName {
    match segment {
        Segment::Champions => SegmentName::Champions,
        Segment::Loyal => SegmentName::Loyal,
        Segment::PotentialLoyal => SegmentName::PotentialLoyal,
        Segment::New => SegmentName::New,
        Segment::Promising => SegmentName::Promising,
        Segment::NeedsAttention => SegmentName::NeedsAttention,
        Segment::AboutToSleep => SegmentName::AboutToSleep,
        Segment::AtRisk => SegmentName::AtRisk,
        Segment::CannotLose => SegmentName::CannotLose,
        Segment::Hibernating => SegmentName::Hibernating,
        Segment::Lost => SegmentName::Lost,
    }
}

fn is_standing(scores: Scores) -> bool {
    scores.f >= REGULAR_FROM && scores.r >= STANDING_FROM
}

fn is_silent(scores: Scores) -> bool {
    scores.f >= REGULAR_FROM && scores.r < STANDING_FROM
}

/// Sums over the cells of the grid.
struct Sums {
    grid: [[Group; 5]; 5],
    total: Group,
    standing: Group,
    silent: Group,
}

impl Sums {
    fn of(grid: &[[Group; 5]; 5]) -> Self {
        let sum = |picks: &dyn Fn(Scores) -> bool| {
            let mut sum = Group::default();
            for (r, f) in cells() {
                let cell = grid[usize::from(r) - 1][usize::from(f) - 1];
                if picks(Scores { r, f, m: 1 }) {
                    sum.customers += cell.customers;
                    sum.revenue += cell.revenue;
                }
            }
            sum
        };
        Self {
            total: sum(&|_| true),
            standing: sum(&is_standing),
            silent: sum(&is_silent),
            grid: *grid,
        }
    }

    fn cell(&self, r: u8, f: u8) -> Group {
        self.grid[usize::from(r) - 1][usize::from(f) - 1]
    }

    fn segment(&self, segment: Segment) -> Group {
        let mut sum = Group::default();
        for (r, f) in cells().filter(|&(r, f)| segment_of_cell(r, f) == segment) {
            sum.customers += self.cell(r, f).customers;
            sum.revenue += self.cell(r, f).revenue;
        }
        sum
    }
}

/// Every (recency, frequency) as the grid is drawn: most visits on top, latest at the right.
fn cells() -> impl Iterator<Item = (u8, u8)> + Clone {
    (1..=5).rev().flat_map(|f| (1..=5).map(move |r| (r, f)))
}

fn run(context: &Context<'_>, _: &ParamValues) -> Panel {
    let rfm = Rfm::of(context.base);
    let customers = whole(rfm.customers);
    let (Some(r), Some(f), Some(m)) = (rfm.r_cuts, rfm.f_cuts, rfm.m_cuts) else {
        return nobody();
    };
    let sums = Sums::of(&rfm.grid(context.base));
    let tells = rfm.customers >= LEAST_CUSTOMERS;
    let title = if tells {
        Say::Title {
            standing: whole(sums.standing.customers),
            silent: whole(sums.silent.customers),
        }
    } else {
        Say::TooFew { customers }
    };
    let lede = match (sums.standing.customers, sums.silent.customers) {
        _ if !tells => Say::TooFewLede,
        (0, 0) => Say::LedeNoRegulars,
        (_, 0) => Say::LedeNobodySilent,
        _ => Say::Lede {
            silent: whole(sums.silent.customers),
            revenue: sums.silent.revenue,
            share: sums.silent.revenue.share_of(sums.total.revenue),
        },
    };
    Panel {
        id: ID.to_owned(),
        headline: Some(Headline {
            eyebrow: Say::Eyebrow { customers }.into(),
            title: title.clone().into(),
            lede: Some(lede.into()),
        }),
        stats: stats(customers, r, f, m),
        tables: vec![grid_table(&sums), segments_table(&sums)],
        blocks: vec![
            Block::Figure(Box::new(figure(context, &rfm, &sums, title, (r, f)))),
            segments_block(&sums, tells),
        ],
        findings: silent_finding(&sums, r)
            .filter(|_| tells)
            .into_iter()
            .collect(),
        params: Vec::new(),
    }
}

fn nobody() -> Panel {
    Panel {
        id: ID.to_owned(),
        headline: Some(Headline {
            eyebrow: Say::Eyebrow { customers: 0 }.into(),
            title: Say::Nobody.into(),
            lede: Some(Say::NobodyText.into()),
        }),
        blocks: vec![Block::Notice {
            span: 12,
            tone: Tone::Info,
            title: Say::Nobody.into(),
            text: Say::NobodyText.into(),
            action: None,
        }],
        ..Panel::default()
    }
}

fn stats(customers: i64, r: Cuts<i32>, f: Cuts<u32>, m: Cuts<Money>) -> Vec<Stat> {
    let cuts = |id: &str, label: Say, words: Say, values: Vec<Value>| {
        let how = explain(words, Say::Formula { customers }, Say::Caveat)
            .input(Say::Scored, Value::Count(customers))
            .behind(open(ID, "all"));
        stat(id, label, Value::List(values), how)
    };
    vec![
        cuts(
            "r_cuts",
            Say::RecencyCuts,
            Say::RecencyCutsWords,
            r.iter().map(|&days| count(days)).collect(),
        ),
        cuts(
            "f_cuts",
            Say::FrequencyCuts,
            Say::FrequencyCutsWords,
            f.iter().map(|&visits| count(visits)).collect(),
        ),
        cuts(
            "m_cuts",
            Say::MoneyCuts,
            Say::MoneyCutsWords,
            m.iter().map(|&money| Value::Money(money)).collect(),
        ),
    ]
}

fn grid_table(sums: &Sums) -> Table {
    Table {
        id: "grid".to_owned(),
        columns: vec![
            column("r", Say::RecencyScore),
            column("f", Say::FrequencyScore),
            column("segment", Say::SegmentColumn),
            column("customers", Words::Customers),
            column("revenue", Words::Revenue).decimals(0),
        ],
        rows: cells()
            .map(|(r, f)| Row {
                action: Some(open(ID, format!("cell:{r}:{f}"))),
                ..row(vec![
                    count(r),
                    count(f),
                    segment_term(segment_of_cell(r, f)),
                    count(sums.cell(r, f).customers),
                    Value::Money(sums.cell(r, f).revenue),
                ])
            })
            .collect(),
        total: None,
    }
}

fn segments_table(sums: &Sums) -> Table {
    let cells = |name: Value, group: Group| {
        vec![
            name,
            count(group.customers),
            share(part(group.customers, sums.total.customers)),
            Value::Money(group.revenue),
            share(group.revenue.share_of(sums.total.revenue)),
        ]
    };
    Table {
        id: "segments".to_owned(),
        columns: vec![
            column("segment", Say::SegmentColumn),
            column("customers", Words::Customers),
            column("customers_share", Say::ShareOfCustomers),
            column("revenue", Words::Revenue).decimals(0),
            column("revenue_share", Say::ShareOfRevenue).with_bar(),
        ],
        rows: Segment::ALL
            .into_iter()
            .map(|segment| Row {
                detail: Some(Say::Meaning(name(segment)).into()),
                action: Some(open(ID, format!("segment:{}", segment.id()))),
                ..row(cells(segment_term(segment), sums.segment(segment)))
            })
            .collect(),
        total: Some(row(cells(term("all", Words::All), sums.total))),
    }
}

fn part(of: u64, all: u64) -> Option<f64> {
    (all > 0).then(|| of as f64 / all as f64)
}

/// The names of segments say something once there are customers enough for fifths.
fn segments_block(sums: &Sums, tells: bool) -> Block {
    let largest = Segment::ALL
        .into_iter()
        .rev()
        .map(|segment| (segment, sums.segment(segment)))
        .max_by_key(|(_, group)| group.revenue)
        .filter(|_| tells);
    let title = largest.and_then(|(segment, group)| {
        Some(Say::SegmentsTitle {
            segment: name(segment),
            customers_share: part(group.customers, sums.total.customers)?,
            revenue_share: group.revenue.share_of(sums.total.revenue)?,
        })
    });
    Block::Table {
        span: 6,
        title: title.unwrap_or(Say::SegmentsTitlePlain).into(),
        subtitle: Say::SegmentsSubtitle.into(),
        source: None,
        table: "segments".to_owned(),
        callout: None,
    }
}

fn figure(
    context: &Context<'_>,
    rfm: &Rfm,
    sums: &Sums,
    title: Say,
    (r_cuts, f_cuts): (Cuts<i32>, Cuts<u32>),
) -> Figure {
    let shares = cells().map(|(r, f)| sums.cell(r, f).revenue.share_of(sums.total.revenue));
    let largest = shares.clone().flatten().fold(0.0, f64::max);
    let heat_cells = cells()
        .zip(shares)
        .map(|((r, f), share)| HeatCell {
            value: Say::CellCustomers {
                customers: whole(sums.cell(r, f).customers),
            }
            .into(),
            detail: Say::CellShare { share }.into(),
            name: Say::Segment(name(segment_of_cell(r, f))).into(),
            step: step(share.unwrap_or(0.0), largest),
            action: Some(open(ID, format!("cell:{r}:{f}"))),
        })
        .collect();
    let outline = |picks: fn(Scores) -> bool, dashed, note: Say| Outline {
        cells: cells()
            .enumerate()
            .filter(|&(_, (r, f))| picks(Scores { r, f, m: 1 }))
            .map(|(at, _)| at)
            .collect(),
        dashed,
        note: note.into(),
    };
    Figure {
        id: "grid".to_owned(),
        span: 6,
        title: title.into(),
        subtitle: Say::Subtitle.into(),
        source: Some(
            Say::Source {
                customers: whole(rfm.customers),
                refunds_only: whole(context.base.totals().refunds_only),
            }
            .into(),
        ),
        chart: ChartSpec::Heat(Heat {
            columns_title: Say::RecencyTitle.into(),
            rows_title: Say::FrequencyTitle.into(),
            columns: (1..=5)
                .map(|score| days_label(r_cuts, score).into())
                .collect(),
            rows: (1..=5)
                .rev()
                .map(|score| visits_label(f_cuts, score).into())
                .collect(),
            sizes: None,
            cells: heat_cells,
            outlines: vec![
                outline(
                    is_silent,
                    true,
                    Say::SilentNote {
                        customers: whole(sums.silent.customers),
                    },
                ),
                outline(
                    is_standing,
                    false,
                    Say::StandingNote {
                        customers: whole(sums.standing.customers),
                    },
                ),
            ],
        }),
        table: "grid".to_owned(),
        controls: Vec::new(),
    }
}

/// Step of the ramp by the root of the share, so that small differences among small cells show.
fn step(share: f64, largest: f64) -> u8 {
    if largest <= 0.0 || share <= 0.0 {
        return 1;
    }
    (1.0 + 6.0 * (share / largest).sqrt())
        .round()
        .clamp(1.0, 7.0) as u8
}

/// The days of a score: `cuts[k]` days or more score at most `k + 1`.
fn days_label(cuts: Cuts<i32>, score: usize) -> Say {
    let from = (score < 5).then(|| i64::from(cuts[score - 1]));
    let to = (score > 1).then(|| i64::from(cuts[score - 2]) - 1);
    match (from, to) {
        (Some(from), Some(to)) if from <= to => Say::DaysFromTo { from, to },
        (None, Some(to)) if to >= 0 => Say::DaysUpTo { to },
        (Some(from), None) => Say::DaysFrom { from },
        _ => Say::Empty,
    }
}

/// The visits of a score: more than `cuts[k]` score at least `k + 2`.
fn visits_label(cuts: Cuts<u32>, score: usize) -> Say {
    let from = if score > 1 {
        i64::from(cuts[score - 2]) + 1
    } else {
        1
    };
    match (score < 5).then(|| i64::from(cuts[score - 1])) {
        Some(to) if from <= to => Say::VisitsFromTo { from, to },
        None => Say::VisitsFrom { from },
        _ => Say::Empty,
    }
}

fn silent_finding(sums: &Sums, r_cuts: Cuts<i32>) -> Option<Finding> {
    (sums.silent.customers > 0 && sums.silent.revenue > Money::ZERO).then(|| Finding {
        money: Some(sums.silent.revenue),
        title: Say::SilentFinding {
            silent: whole(sums.silent.customers),
        }
        .into(),
        text: Say::SilentFindingText {
            revenue: sums.silent.revenue,
            days: i64::from(r_cuts[1]),
        }
        .into(),
        action: Some((Say::OpenSilent.into(), open(ID, "silent"))),
    })
}

/// What a key names.
enum Key {
    All,
    Standing,
    Silent,
    Segment(Segment),
    Cell(u8, u8),
}

fn parse(key: &str) -> Option<Key> {
    let score = |text: &str| text.parse().ok().filter(|score| (1..=5).contains(score));
    Some(match key {
        "all" => Key::All,
        "standing" => Key::Standing,
        "silent" => Key::Silent,
        _ => match key.split_once(':')? {
            ("segment", id) => Key::Segment(Segment::from_id(id)?),
            ("cell", cell) => {
                let (r, f) = cell.split_once(':')?;
                Key::Cell(score(r)?, score(f)?)
            }
            _ => return None,
        },
    })
}

fn members(context: &Context<'_>, _: &ParamValues, key: &str) -> Option<Vec<CustomerIx>> {
    let key = parse(key)?;
    let rfm = Rfm::of(context.base);
    Some(rfm.members(|scores| match key {
        Key::All => true,
        Key::Standing => is_standing(scores),
        Key::Silent => is_silent(scores),
        Key::Segment(segment) => Segment::of(scores) == segment,
        Key::Cell(r, f) => scores.r == r && scores.f == f,
    }))
}

fn set_title(_: &Context<'_>, _: &ParamValues, key: &str) -> Option<Message> {
    let title = match parse(key)? {
        Key::All => Say::AllMembers,
        Key::Standing => Say::StandingMembers,
        Key::Silent => Say::SilentMembers,
        Key::Segment(segment) => Say::Members(name(segment)),
        Key::Cell(r, f) => Say::CellMembers {
            r: r.into(),
            f: f.into(),
            segment: name(segment_of_cell(r, f)),
        },
    };
    Some(title.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_name_the_values_of_each_fifth() {
        // The cut values of a shop where more than half came once.
        let visits = |score| visits_label([1, 1, 2, 4], score);
        assert_eq!(visits(1), Say::VisitsFromTo { from: 1, to: 1 });
        assert_eq!(visits(2), Say::Empty);
        assert_eq!(visits(3), Say::VisitsFromTo { from: 2, to: 2 });
        assert_eq!(visits(4), Say::VisitsFromTo { from: 3, to: 4 });
        assert_eq!(visits(5), Say::VisitsFrom { from: 5 });
        let days = |score| days_label([512, 486, 442, 152], score);
        assert_eq!(days(1), Say::DaysFrom { from: 512 });
        assert_eq!(days(2), Say::DaysFromTo { from: 486, to: 511 });
        assert_eq!(days(5), Say::DaysUpTo { to: 151 });
        assert_eq!(days_label([0, 0, 0, 0], 5), Say::Empty);
    }

    #[test]
    fn the_outlines_are_the_segments_of_regulars() {
        for (r, f) in cells() {
            let segment = segment_of_cell(r, f);
            let scores = Scores { r, f, m: 1 };
            let standing = matches!(segment, Segment::Champions | Segment::Loyal);
            assert_eq!(is_standing(scores), standing, "{r} {f}");
            if is_silent(scores) {
                assert!(matches!(segment, Segment::AtRisk | Segment::CannotLose));
            }
        }
    }

    #[test]
    fn the_ramp_begins_and_ends_where_it_should() {
        assert_eq!(step(0.0, 0.4), 1);
        assert_eq!(step(0.4, 0.4), 7);
        assert_eq!(step(0.0, 0.0), 1);
    }
}
