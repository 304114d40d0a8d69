//! The figures and how they came about.

use super::super::Context;
use super::super::build::{count, explain, number, open, share, stat, whole};
use super::super::panel::{Explain, Stat, Value};
use super::{Found, ID, Waiting, figures};
use crate::i18n::conversion::Conversion as Say;

pub(super) fn all(context: &Context<'_>, found: &Found) -> Vec<Stat> {
    let mut stats = vec![
        median(
            "second_purchase_median_days",
            Say::SecondMedian,
            Say::SecondMedianWords,
            &found.second,
            Say::Caveat {
                may_be_old: whole(found.may_be_old),
            },
            "waiting:1",
        ),
        median(
            "third_purchase_median_days",
            Say::ThirdMedian,
            Say::ThirdMedianWords,
            &found.third,
            Say::Caveat {
                may_be_old: whole(found.may_be_old),
            },
            "waiting:2",
        ),
    ];
    for (id, days) in [
        ("second_purchase_share_30_days", 30),
        ("second_purchase_share_90_days", 90),
        ("second_purchase_share_365_days", 365),
    ] {
        let Some(value) = found.second.share_within(days) else {
            continue;
        };
        let days = i64::from(days);
        let caveat = Say::Caveat {
            may_be_old: whole(found.may_be_old),
        };
        let formula = Say::ShareFormula {
            survival: 1.0 - value,
        };
        let how = inputs(
            explain(Say::ShareWords { days }, formula, caveat),
            &found.second,
        );
        stats.push(stat(id, Say::ShareWithin { days }, share(Some(value)), how));
    }
    if let Some(test) = found.groups.test {
        let degrees = i64::from(test.degrees);
        let formula = Say::LogRankFormula {
            chi_square: test.chi_square,
            degrees,
        };
        let how = explain(Say::LogRankWords, formula, Say::LogRankCaveat)
            .input(Say::ChiSquare, number(Some(test.chi_square)))
            .input(Say::Degrees, count(degrees));
        stats.push(stat("log_rank_p", Say::LogRank, number(Some(test.p)), how).decimals(3));
    }
    if let Some(last) = found.regulars.last() {
        let words = Say::RegularsWords {
            occasions: i64::from(found.rule.occasions),
            gaps: found.rule.gaps,
        };
        let day = context.frame().as_of;
        let formula = Say::RegularsFormula {
            regulars: whole(last.regulars),
            day,
        };
        let how = explain(words.clone(), formula, Say::RegularsCaveat)
            .input(Say::AsOf, Value::Day(day))
            .behind(open(ID, format!("regulars:{}", last.period)));
        stats.push(stat("regulars", Say::Regulars, count(last.regulars), how));
        if let Some(value) = figures::share_of_last(found) {
            let months = whole(found.last_months().count());
            let formula = Say::RegularShareFormula { months };
            let how = explain(words, formula, Say::RegularsCaveat)
                .input(Say::MonthsCounted, count(months))
                .behind(open(ID, format!("regulars:{}", last.period)));
            stats.push(stat(
                "regulars_revenue_share",
                Say::RegularShareColumn,
                share(Some(value)),
                how,
            ));
        }
    }
    if found.tenure.durations.count() > 0 {
        stats.push(median(
            "tenure_median_days",
            Say::TenureMedian,
            Say::TenureMedianWords,
            &found.tenure,
            Say::TenureCaveat,
            "staying",
        ));
    }
    stats
}

fn inputs(how: Explain, waiting: &Waiting) -> Explain {
    how.input(Say::Followed, count(waiting.durations.count()))
        .input(Say::EventsColumn, count(waiting.durations.events()))
}

fn median(id: &str, label: Say, words: Say, waiting: &Waiting, caveat: Say, behind: &str) -> Stat {
    let days = |day: Option<u32>| day.map_or(Value::None, |day| Value::Days(f64::from(day)));
    let (low, high) = waiting.median_interval();
    let formula = if let Some(day) = waiting.median() {
        Say::MedianFormula {
            days: i64::from(day),
            low: low.map(i64::from),
            high: high.map(i64::from),
        }
    } else {
        let (day, share) = waiting.end().unwrap_or((0, 0.0));
        Say::NoMedianFormula {
            days: i64::from(day),
            share,
        }
    };
    let how = inputs(explain(words, formula, caveat), waiting).behind(open(ID, behind));
    stat(id, label, days(waiting.median()), how)
}
