//! Where the customer stands among all.

use super::super::build::{column, count, term, whole};
use super::super::panel::{Block, Row, Table, Value};
use super::super::{Context, ParamValues, concentration, ladder, life_cycle, rfm, value_frequency};
use super::Say;
use crate::analysis::concentration::{AbcShares, Concentration};
use crate::analysis::rfm::{Rfm, Segment};
use crate::analysis::value_frequency::{CutChoice, ValueFrequency};
use crate::dataset::CustomerIx;
use crate::i18n::Message;
use crate::i18n::ladder::Ladder;

/// Where a customer stands among all.
pub(super) struct Standing {
    scores: Option<crate::analysis::rfm::Scores>,
    scored: u64,
    group: Option<crate::analysis::value_frequency::Group>,
    class: Option<crate::analysis::concentration::AbcClass>,
    rank: Option<usize>,
    ranked: usize,
}

impl Standing {
    pub(super) fn of(context: &Context<'_>, customer: CustomerIx) -> Self {
        let base = context.base;
        let abc = Concentration::of(context.data, base);
        let rank = abc.ranking.iter().position(|&other| other == customer);
        let classes = abc.classes(AbcShares::default());
        let rfm = Rfm::of(base);
        Self {
            scores: rfm.scores(customer),
            scored: rfm.customers,
            group: ValueFrequency::of(base, CutChoice::default())
                .and_then(|found| found.group(customer)),
            class: rank.and_then(|rank| classes.get(rank).copied()),
            rank: rank.map(|rank| rank + 1),
            ranked: abc.customers(),
        }
    }

    pub(super) fn table(
        &self,
        context: &Context<'_>,
        params: &ParamValues,
        customer: CustomerIx,
    ) -> Table {
        let period = context.frame().period;
        let line = |id: &str, by: Say, place: Option<Value>, detail: Option<Say>| Row {
            cells: vec![term(id, by), place.unwrap_or_default()],
            detail: detail.map(Message::from),
            ..Row::default()
        };
        let of_relationship = |id: &str, by: Ladder, found: Option<(Value, Ladder)>| {
            let (place, why) = found?;
            Some(Row {
                cells: vec![term(id, by), place],
                detail: Some(why.into()),
                ..Row::default()
            })
        };
        let rung = ladder::card::rung(context, params, customer);
        let stage = life_cycle::of_customer(context, params, customer);
        let relationship = [
            of_relationship("rung", Ladder::CardRung, rung),
            of_relationship("stage", Ladder::CardStage, stage),
        ];
        let tells = self.scored >= rfm::LEAST_CUSTOMERS;
        let scores = self.scores.map(|scores| {
            if tells {
                Say::Scores {
                    r: scores.r.into(),
                    f: scores.f.into(),
                    m: scores.m.into(),
                }
            } else {
                Say::TooFewToScore {
                    customers: whole(self.scored),
                }
            }
        });
        let segment = self.scores.filter(|_| tells).map(Segment::of);
        let of = whole(self.ranked);
        Table {
            id: "standing".to_owned(),
            columns: vec![column("by", Say::By), column("place", Say::Place)],
            rows: [
                line(
                    "rank",
                    Say::ByRank,
                    self.rank.map(count),
                    Some(Say::RankOf { of }),
                ),
                line(
                    "segment",
                    Say::BySegment,
                    segment.map(rfm::segment_term),
                    scores,
                ),
                line(
                    "value_frequency_group",
                    Say::ByGroup,
                    self.group.map(value_frequency::group_term),
                    Some(Say::Within { period }),
                ),
                line(
                    "abc_class",
                    Say::ByClass,
                    self.class.map(concentration::class_term),
                    Some(Say::Within { period }),
                ),
            ]
            .into_iter()
            .chain(relationship.into_iter().flatten())
            .collect(),
            total: None,
        }
    }

    pub(super) fn block(&self, context: &Context<'_>) -> Block {
        let period = context.frame().period;
        let title = match self.rank {
            Some(rank) => Say::StandingTitle {
                rank: whole(rank),
                of: whole(self.ranked),
                period,
            },
            None => Say::StandingWithout { period },
        };
        Block::Table {
            span: 5,
            title: title.into(),
            subtitle: Say::StandingSubtitle.into(),
            source: None,
            table: "standing".to_owned(),
            callout: None,
        }
    }
}
