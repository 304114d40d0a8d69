//! The figures and how they came about.

use super::super::Context;
use super::super::build::{count, explain, number, open, share, stat, whole};
use super::super::panel::{Explain, Stat, Value};
use super::{ID, STAYED_AWAY, key};
use crate::analysis::flow::{FlowPeriod, FlowRates, half_life};
use crate::analysis::growth::Growth;
use crate::base::CalendarStep;
use crate::i18n::flow::{Flow as Say, Who};

/// Opening + new + returned − lost = closing.
pub(super) fn equation() -> Vec<(String, String)> {
    [
        ("opening", ""),
        ("new", "+"),
        ("returned", "+"),
        ("lost", "−"),
        ("closing", "="),
    ]
    .map(|(id, sign)| (id.to_owned(), sign.to_owned()))
    .to_vec()
}

/// All figures: of the last whole period, on average, and of the view's period.
pub(super) fn all(
    context: &Context<'_>,
    step: CalendarStep,
    rates: &FlowRates,
    last: &FlowPeriod,
    growth: Option<Growth>,
) -> Vec<Stat> {
    let mut stats = of_the_last(last);
    let (opening, lost, returned) = (
        whole(rates.opening),
        whole(rates.lost),
        whole(rates.returned),
    );
    let periods = whole(rates.periods);
    let average = |id: &str, label: Say, words: Say, formula: Say, value: Value| {
        let how = explain(words, formula, Say::RateCaveat)
            .input(Say::Periods { step }, count(rates.periods))
            .input(Say::OpeningsTogether, count(rates.opening))
            .input(Say::LostTogether, count(rates.lost))
            .input(Say::ReturnedTogether, count(rates.returned));
        stat(id, label, value, how)
    };
    stats.push(average(
        "retention",
        Say::Retention { step },
        Say::RetentionWords { step },
        Say::RetentionFormula { opening, lost },
        share(rates.retention()),
    ));
    stats.push(average(
        "leak",
        Say::Leak { step },
        Say::LeakWords { step },
        Say::LeakFormula { opening, lost },
        share(rates.leak()),
    ));
    let refill = Say::RefillFormula {
        lost,
        returned,
        periods,
    };
    stats.push(
        average(
            "refill_needed",
            Say::Refill { step },
            Say::RefillWords { step },
            refill,
            number(rates.refill_needed()),
        )
        .decimals(0),
    );
    let retention = rates.retention();
    let half = retention.and_then(half_life);
    if let Some(retention) = retention.filter(|_| half.is_some()) {
        let formula = Say::HalfLifeFormula { retention };
        stats.push(
            average(
                "half_life_periods",
                Say::HalfLife { step },
                Say::HalfLifeWords { step },
                formula,
                number(half),
            )
            .decimals(1),
        );
    }
    if let Some(growth) = growth {
        stats.extend(of_growth(context, growth));
    }
    stats
}

fn of_the_last(last: &FlowPeriod) -> Vec<Stat> {
    let period = last.period;
    let part = |id: &str, who: Who, value: u64| {
        let words = Say::PartWords { who, period };
        let formula = Say::BalanceFormula {
            opening: whole(last.opening),
            new: whole(last.new),
            returned: whole(last.returned),
            lost: whole(last.lost),
            closing: whole(last.closing()),
        };
        let caveat = Say::PartCaveat {
            may_be_old: whole(last.new_may_be_old),
        };
        let how = explain(words, formula, caveat)
            .input(
                Say::PeriodColumn,
                super::super::build::calendar_value(period),
            )
            .behind(open(ID, key(who, period, false)));
        stat(id, Say::Part { who }, count(value), how)
    };
    vec![
        part("opening", Who::Opening, last.opening),
        part("new", Who::New, last.new),
        part("returned", Who::Returned, last.returned),
        part("lost", Who::Lost, last.lost),
        part("closing", Who::Closing, last.closing()),
    ]
}

fn of_growth(context: &Context<'_>, growth: Growth) -> Vec<Stat> {
    let period = context.frame().period;
    let how = |words: Say, formula: Say| {
        explain(words, formula, Say::GrowthCaveat)
            .input(Say::NewRevenue, Value::Money(growth.new_revenue))
            .input(Say::RepeatRevenue, Value::Money(growth.repeat_revenue))
            .input(
                Say::NewRevenueBefore,
                Value::Money(growth.new_revenue_before),
            )
            .input(
                Say::RepeatRevenueBefore,
                Value::Money(growth.repeat_revenue_before),
            )
            .behind(open(ID, STAYED_AWAY))
    };
    let bounded = |explain: Explain, interval: Option<(f64, f64)>| match interval {
        Some((low, high)) => explain
            .input(Say::GrowthFrom, Value::Share(low))
            .input(Say::GrowthTo, Value::Share(high)),
        None => explain,
    };
    let ends = |id: &str, interval: Option<(f64, f64)>| {
        [
            (format!("{id}_low"), share(interval.map(|it| it.0))),
            (format!("{id}_high"), share(interval.map(|it| it.1))),
        ]
    };
    let mut intervals = ends("revenue", growth.total_interval).to_vec();
    intervals.extend(ends("repeat_revenue", growth.repeat_interval));
    let parts = Say::RevenueFormula {
        new: growth.new_revenue,
        repeat: growth.repeat_revenue,
    };
    vec![
        stat(
            "new_revenue",
            Say::NewRevenue,
            Value::Money(growth.new_revenue),
            how(Say::NewRevenueWords { period }, parts.clone()),
        )
        .decimals(0),
        stat(
            "repeat_revenue",
            Say::RepeatRevenue,
            Value::Money(growth.repeat_revenue),
            how(Say::RepeatRevenueWords { period }, parts),
        )
        .decimals(0),
        stat(
            "revenue_growth",
            Say::Growth,
            share(growth.total()),
            bounded(
                how(
                    Say::GrowthWords,
                    Say::ChangeFormula {
                        now: growth.revenue(),
                        then: growth.revenue_before(),
                    },
                ),
                growth.total_interval,
            ),
        )
        .decimals(1),
        stat(
            "repeat_revenue_growth",
            Say::TrueGrowth,
            share(growth.repeat()),
            bounded(
                how(
                    Say::TrueGrowthWords,
                    Say::ChangeFormula {
                        now: growth.repeat_revenue,
                        then: growth.repeat_revenue_before,
                    },
                ),
                growth.repeat_interval,
            ),
        )
        .decimals(1),
        stat(
            "growth_intervals",
            Say::GrowthIntervals,
            Value::Record(intervals),
            how(Say::GrowthIntervalsWords, Say::GrowthIntervalsFormula),
        ),
    ]
}
