//! The key figures of the overview, with their change.

use super::ID;
use crate::analysis::overview::{Comparison, Figures, Measure, Overview};
use crate::base::{Money, Period};
use crate::i18n::overview::{Counted, Explanation as How, Overview as Say};
use crate::panels::Context;
use crate::panels::build::{count, explain, number, open, share, stat, whole};
use crate::panels::panel::{Change, Explain, Stat, Value};

/// All seven, in the order of [`Measure::ALL`].
pub(super) fn all(context: &Context<'_>, found: &Overview) -> Vec<Stat> {
    Measure::ALL
        .into_iter()
        .map(|measure| {
            let how = explanation(context, &found.now, measure);
            let mut stat = stat(
                measure.id(),
                label(measure, context.frame().period),
                value(&found.now, measure),
                how,
            );
            stat.decimals = decimals(measure);
            stat.change = found
                .comparison
                .as_ref()
                .map(|comparison| change(comparison, measure));
            stat
        })
        .collect()
}

fn label(measure: Measure, period: Period) -> Say {
    match measure {
        Measure::Customers => Say::Customers,
        Measure::Buyers => Say::Buyers,
        Measure::Revenue => Say::Revenue { period },
        Measure::Occasions => Say::Occasions,
        Measure::OccasionsPerBuyer => Say::OccasionsPerBuyer,
        Measure::AverageOccasion => Say::AverageOccasion,
        Measure::RepeatShare => Say::RepeatShare,
    }
}

fn decimals(measure: Measure) -> Option<u8> {
    match measure {
        Measure::Revenue => Some(0),
        Measure::OccasionsPerBuyer | Measure::AverageOccasion => Some(2),
        Measure::Customers | Measure::Buyers | Measure::Occasions | Measure::RepeatShare => None,
    }
}

fn average(figures: &Figures) -> Option<Money> {
    (figures.occasions > 0).then(|| figures.revenue.per(figures.occasions))
}

fn value(figures: &Figures, measure: Measure) -> Value {
    match measure {
        Measure::Customers => count(figures.customers),
        Measure::Buyers => count(figures.buyers),
        Measure::Revenue => Value::Money(figures.revenue),
        Measure::Occasions => count(figures.occasions),
        Measure::OccasionsPerBuyer => number(figures.value(measure)),
        Measure::AverageOccasion => average(figures).map_or(Value::None, Value::Money),
        Measure::RepeatShare => share(figures.value(measure)),
    }
}

fn change(comparison: &Comparison, measure: Measure) -> Change {
    let change = comparison.change(measure);
    Change {
        previous: value(&comparison.previous, measure),
        change_share: change.share,
        low: change.interval.map(|(low, _)| low),
        high: change.interval.map(|(_, high)| high),
        may_be_chance: change.may_be_chance(),
    }
}

fn explanation(context: &Context<'_>, now: &Figures, measure: Measure) -> Explain {
    let period = context.frame().period;
    let counted = |what: Counted, n: u64| How::CountedFormula {
        what,
        count: whole(n),
    };
    let buyers = whole(now.buyers);
    let occasions = whole(now.occasions);
    match measure {
        Measure::Customers => explain(
            How::CustomersWords { by: period.to },
            counted(Counted::Ids, now.customers),
            How::IdsCaveat,
        )
        .input(Say::RefundsOnly, count(context.base.totals().refunds_only))
        .behind(open(ID, "customers")),
        Measure::Buyers => explain(
            How::BuyersWords { period },
            counted(Counted::Buyers, now.buyers),
            How::IdsCaveat,
        )
        .behind(open(ID, "buyers")),
        Measure::Revenue => explain(
            How::RevenueWords { period },
            How::RevenueFormula {
                buyers,
                per_buyer: now.value(Measure::OccasionsPerBuyer),
                average: average(now),
                revenue: now.revenue,
            },
            How::RefundsCaveat,
        )
        .input(Say::Buyers, count(now.buyers))
        .input(Say::Occasions, count(now.occasions))
        .behind(open(ID, "buyers")),
        Measure::Occasions => explain(
            How::OccasionsWords { period },
            counted(Counted::Visits, now.occasions),
            How::VisitsCaveat,
        )
        .behind(open(ID, "buyers")),
        Measure::OccasionsPerBuyer => explain(
            How::OccasionsPerBuyerWords,
            How::PerBuyerFormula { occasions, buyers },
            How::VisitsCaveat,
        )
        .input(Say::Occasions, count(now.occasions))
        .input(Say::Buyers, count(now.buyers))
        .behind(open(ID, "buyers")),
        Measure::AverageOccasion => explain(
            How::AverageOccasionWords,
            How::AverageFormula {
                revenue: now.revenue,
                occasions,
            },
            How::RefundsCaveat,
        )
        .input(Say::Revenue { period }, Value::Money(now.revenue))
        .input(Say::Occasions, count(now.occasions))
        .behind(open(ID, "buyers")),
        Measure::RepeatShare => explain(
            How::RepeatShareWords { by: period.to },
            How::RepeatFormula {
                repeats: whole(now.repeat_buyers),
                buyers,
            },
            How::RepeatCaveat,
        )
        .input(Say::RepeatBuyers, count(now.repeat_buyers))
        .input(Say::Buyers, count(now.buyers))
        .behind(open(ID, "repeat")),
    }
}
