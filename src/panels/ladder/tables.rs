//! The rungs, the funnel and what loyalty rests on.

use super::super::Context;
use super::super::build::{column, count, open, row, share, term, whole};
use super::super::panel::{Action, Block, Figure, Row, Table, Value};
use super::{ID, names, revenue};
use crate::analysis::ladder::{Ladder, Loyalty, Place};
use crate::base::Money;
use crate::chart::spec::{Axis, BarRow, Bars, ChartSpec, Ink, Scale, Unit};
use crate::i18n::ladder::{Ladder as Say, Standing};
use crate::i18n::{Message, Words};
use crate::numerics::proportion::wilson;

/// How many have reached each rung that can be told.
pub(super) struct Funnel {
    /// People named in further tables who have not bought, where they are known.
    prospects: Option<u64>,
    is_filtered: bool,
    steps: Vec<Step>,
}

/// A rung with the one below it.
struct Step {
    rung: Place,
    reached: u64,
    /// Of so many one told rung lower.
    below: Option<u64>,
}

impl Step {
    fn share(&self) -> Option<f64> {
        let below = self.below.filter(|&below| below > 0)?;
        Some(self.reached as f64 / below as f64)
    }

    fn interval(&self) -> Option<(f64, f64)> {
        wilson(self.reached, self.below?)
    }
}

impl Funnel {
    pub(super) fn of(context: &Context<'_>, ladder: &Ladder) -> Self {
        let is_filtered = context.base.is_filtered();
        let prospects = context.data.without_purchase().filter(|_| !is_filtered);
        let bought = ladder.reached_count(Place::Customer);
        let mut below = prospects.map(|prospects| prospects + bought);
        let told = Place::RUNGS.into_iter().zip(ladder.told);
        let steps = told.filter(|&(_, told)| told).map(|(rung, _)| {
            let reached = ladder.reached_count(rung);
            Step {
                rung,
                reached,
                below: below.replace(reached),
            }
        });
        Self {
            prospects,
            is_filtered,
            steps: steps.collect(),
        }
    }

    pub(super) fn figure(&self) -> Block {
        // The first of equals; a step without anybody below it is none.
        let steps = self.steps.windows(2).filter_map(|pair| {
            let share = pair[1].share().filter(|&share| share < 1.0)?;
            Some((pair[0].rung, pair[1].rung, share))
        });
        let steepest = steps.fold(
            None,
            |least: Option<(Place, Place, f64)>, step| match least {
                Some(least) if least.2 <= step.2 => Some(least),
                _ => Some(step),
            },
        );
        let title = match steepest {
            Some((from, to, share)) => Say::FunnelTitle {
                from: names::place(from),
                to: names::place(to),
                share,
            },
            None => Say::FunnelTitlePlain,
        };
        let bar = |standing: Standing, detail: Option<Say>, reached: u64| BarRow {
            label: Say::Name(standing).into(),
            detail: detail.map(Message::from),
            values: vec![reached as f64],
            ink: None,
            action: None,
        };
        let bought = self.steps.first().map_or(0, |step| step.reached);
        // Of the people in this bar those who have bought stand in the bars below.
        let prospects = self.prospects.map(|prospects| BarRow {
            action: (prospects > 0).then(to_people),
            ..bar(Standing::Prospect, None, prospects + bought)
        });
        let rungs = self.steps.iter().map(|step| {
            let detail = step.share().zip(step.interval());
            let detail = detail.map(|(share, (low, high))| Say::OfBelow { share, low, high });
            BarRow {
                action: Some(open(ID, format!("reached:{}", step.rung.id()))),
                ..bar(names::place(step.rung), detail, step.reached)
            }
        });
        Block::Figure(Box::new(Figure {
            id: "funnel".to_owned(),
            span: 12,
            title: title.into(),
            subtitle: Say::FunnelSubtitle.into(),
            source: Some(Say::FunnelSource.into()),
            chart: ChartSpec::Bars(Bars {
                axis: Axis {
                    label: Say::ReachedAxis.into(),
                    unit: Unit::Count,
                    scale: Scale::Linear,
                },
                series: vec![(Say::ReachedAxis.into(), Ink::Accent)],
                rows: prospects.into_iter().chain(rungs).collect(),
                norm_from: None,
                stacked: false,
            }),
            table: "rungs".to_owned(),
            controls: Vec::new(),
        }))
    }

    fn prospects_row(&self) -> Row {
        let detail = match self.prospects {
            Some(_) => Say::Prospects,
            None if self.is_filtered => Say::ProspectsFiltered,
            None => Say::ProspectsUnknown,
        };
        let mut cells = vec![Value::None; COLUMNS];
        cells[0] = term("prospect", Say::Name(Standing::Prospect));
        cells[1] = self.prospects.map_or(Value::None, count);
        Row {
            detail: Some(detail.into()),
            action: self
                .prospects
                .filter(|&people| people > 0)
                .map(|_| to_people()),
            ..row(cells)
        }
    }

    /// Customers, money and conversion by rung.
    pub(super) fn table(&self, context: &Context<'_>, ladder: &Ladder) -> Table {
        let sums = |picks: &dyn Fn(Place) -> bool| {
            let places = ladder.places.iter().enumerate();
            let picked = places.filter(|&(_, &place)| picks(place));
            picked.fold((0_u64, Money::ZERO), |(customers, money), (at, _)| {
                (customers + 1, money + revenue(context, ladder, at))
            })
        };
        let all = sums(&|_| true);
        let line = |name: Value, (customers, money): (u64, Money), step: Option<&Step>| {
            let interval = step.and_then(Step::interval);
            row(vec![
                name,
                count(customers),
                share(Some(customers as f64 / all.0.max(1) as f64)),
                Value::Money(money),
                step.map_or(Value::None, |step| count(step.reached)),
                share(step.and_then(Step::share)),
                share(interval.map(|it| it.0)),
                share(interval.map(|it| it.1)),
            ])
        };
        let mut rows = vec![self.prospects_row()];
        let off = [Place::Left, Place::NoPurchase];
        let is_there = |place: Place| place != Place::NoPurchase || sums(&|it| it == place).0 > 0;
        let off = off.into_iter().filter(|&place| is_there(place));
        for place in Place::RUNGS.into_iter().chain(off) {
            let name = names::place(place);
            let id = term(place.id(), Say::Name(name));
            let step = self.steps.iter().find(|step| step.rung == place);
            rows.push(if place.is_rung() && step.is_none() {
                let mut cells = vec![Value::None; COLUMNS];
                cells[0] = id;
                Row {
                    detail: Some(Say::NotTold(name).into()),
                    ..row(cells)
                }
            } else {
                Row {
                    detail: Some(Say::Rule(name).into()),
                    action: Some(open(ID, format!("rung:{}", place.id()))),
                    ..line(id, sums(&|it| it == place), step)
                }
            });
        }
        Table {
            id: "rungs".to_owned(),
            columns: vec![
                column("rung", Say::RungColumn),
                column("customers", Words::Customers),
                column("share", Words::Share).decimals(0).with_bar(),
                column("revenue", Words::Revenue).decimals(0),
                column("reached", Say::ReachedAxis),
                column("conversion", Say::Conversion).decimals(0),
                column("low", Say::Low).decimals(0),
                column("high", Say::High).decimals(0),
            ],
            rows,
            total: Some(line(term("all", Say::AllInView), all, None)),
        }
    }
}

/// To the page that saves the rows of people without a purchase. They are no customers that a list
/// could open, and a panel, which is kept, is no place for rows of a file.
fn to_people() -> Action {
    Action::GoTo {
        page: "data".to_owned(),
    }
}

/// Columns of the table of rungs.
const COLUMNS: usize = 8;

/// The table of rungs on the page.
pub(super) fn rungs_block(context: &Context<'_>, on_ladder: usize, left: usize) -> Block {
    Block::Table {
        span: 12,
        title: Say::RungsTitle {
            on_ladder: whole(on_ladder),
            left: whole(left),
        }
        .into(),
        subtitle: Say::RungsSubtitle {
            period: context.frame().period,
        }
        .into(),
        source: Some(Say::RungsSource.into()),
        table: "rungs".to_owned(),
        callout: None,
    }
}

/// Customers and money by what loyalty rests on.
pub(super) fn loyalty(
    context: &Context<'_>,
    ladder: &Ladder,
    loyalty: &[Option<Loyalty>],
) -> Table {
    let sums = |picks: &dyn Fn(Loyalty) -> bool| {
        let all = loyalty.iter().enumerate();
        let picked = all.filter(|(_, kind)| kind.is_some_and(picks));
        picked.fold((0_u64, Money::ZERO), |(customers, money), (at, _)| {
            (customers + 1, money + revenue(context, ladder, at))
        })
    };
    let all = sums(&|_| true);
    let line = |name: Value, (customers, money): (u64, Money)| {
        row(vec![
            name,
            count(customers),
            share(Some(customers as f64 / all.0.max(1) as f64)),
            Value::Money(money),
        ])
    };
    let rows = Loyalty::ALL.map(|kind| {
        let name = names::loyalty(kind);
        Row {
            detail: Some(Say::LoyaltyText(name).into()),
            action: Some(open(ID, format!("loyalty:{}", kind.id()))),
            ..line(term(kind.id(), Say::Loyalty(name)), sums(&|it| it == kind))
        }
    });
    Table {
        id: "loyalty".to_owned(),
        columns: vec![
            column("loyalty", Say::LoyaltyColumn),
            column("customers", Words::Customers),
            column("share", Words::Share).decimals(0).with_bar(),
            column("revenue", Words::Revenue).decimals(0),
        ],
        rows: rows.to_vec(),
        total: Some(line(term("all", Words::All), all)),
    }
}
