//! What stands out, ranked by money; every finding leads somewhere.

use super::{ID, movement_action};
use crate::analysis::CustomerBase;
use crate::analysis::concentration::Concentration;
use crate::analysis::customers::OWN_GAP_OCCASIONS;
use crate::analysis::frame::GONE_AFTER_GAPS;
use crate::analysis::overview::{Comparison, Movement, Overview, movement_members};
use crate::analysis::value_frequency::{CutChoice, Group, ValueFrequency};
use crate::base::{Money, order};
use crate::dataset::{CustomerIx, GoneRule};
use crate::i18n::overview::{Finding as Say, Gone};
use crate::panels::build::{open, whole};
use crate::panels::panel::Finding;
use crate::panels::{Context, concentration, value_frequency};

/// Most findings told.
const MOST: usize = 5;

/// Fewest customers who came once of whom a tenth is somebody.
const LEAST_ONCE: u64 = 10;

/// Fewest customers who bought then from which a part of them says something.
const LEAST_BUYERS: u64 = 5;

/// The findings with most money at stake, largest first; equals in the order they are found.
pub(super) fn all(context: &Context<'_>, found: &Overview, abc: &Concentration) -> Vec<Finding> {
    let comparison = found.comparison.as_ref();
    let mut findings: Vec<Finding> = [
        comparison.and_then(|comparison| lost(context, comparison)),
        silent(context.base),
        best_group(context.base),
        concentration::finding(context, abc),
        once(context.base),
        comparison.and_then(|comparison| hidden_leak(found, comparison)),
    ]
    .into_iter()
    .flatten()
    .collect();
    order::sort_by(&mut findings, |a, b| b.money.cmp(&a.money));
    findings.truncate(MOST);
    findings
}

fn lost(context: &Context<'_>, comparison: &Comparison) -> Option<Finding> {
    let lost = comparison.movement(Movement::Lost);
    let compared = context.frame().compared?;
    if lost.customers == 0 || comparison.previous.buyers < LEAST_BUYERS {
        return None;
    }
    let regulars = movement_members(context.base, Movement::Lost)
        .into_iter()
        .filter(|&customer| context.base.occasions(customer) >= OWN_GAP_OCCASIONS)
        .count();
    Some(Finding {
        money: Some(lost.revenue_previous),
        title: Say::Lost {
            share: lost.customers as f64 / comparison.previous.buyers as f64,
            compared,
        }
        .into(),
        text: Say::LostText {
            customers: whole(lost.customers),
            spent: lost.revenue_previous,
            regulars: whole(regulars),
        }
        .into(),
        action: Some((
            Say::OpenLost {
                customers: whole(lost.customers),
            }
            .into(),
            movement_action(Movement::Lost),
        )),
    })
}

/// Customers with a rhythm of their own who bought in the period and count as gone.
pub(super) fn silent_regulars(base: &CustomerBase) -> impl Iterator<Item = CustomerIx> + '_ {
    base.period()
        .buyer_ixs()
        .filter(|&customer| base.occasions(customer) >= OWN_GAP_OCCASIONS && base.is_gone(customer))
}

fn silent(base: &CustomerBase) -> Option<Finding> {
    let customers = silent_regulars(base).count();
    let spent = Money::sum(
        silent_regulars(base).map(|customer| base.period().revenue[customer.0 as usize]),
    );
    let rule = match base.gone_rule() {
        GoneRule::OwnGap => Gone::Gaps(GONE_AFTER_GAPS),
        GoneRule::FixedDays { days } => Gone::Days(days.into()),
        GoneRule::PAlive { .. } => Gone::Chance(base.gone_rule().p_alive().unwrap_or_default()),
    };
    (customers > 0).then(|| Finding {
        money: Some(spent),
        title: Say::Silent {
            customers: whole(customers),
        }
        .into(),
        text: Say::SilentText {
            customers: whole(customers),
            spent,
            rule,
        }
        .into(),
        action: Some((
            Say::OpenSilent {
                customers: whole(customers),
            }
            .into(),
            open(ID, "silent_regulars"),
        )),
    })
}

fn best_group(base: &CustomerBase) -> Option<Finding> {
    let sums = ValueFrequency::of(base, CutChoice::default())?.sums(base);
    let total = Money::sum(sums.iter().map(|sums| sums.revenue));
    value_frequency::best_group(sums[Group::MuchOften as usize], total)
}

/// Customers with one occasion who count as gone; where nobody came twice, all with one. Without
/// single purchases nobody knows a usual gap.
pub(super) fn one_time(base: &CustomerBase) -> impl Iterator<Item = CustomerIx> + '_ {
    base.buyer_ixs().filter(|&customer| {
        base.occasions(customer) == 1
            && (base.is_gone(customer)
                || base.gone_after_days(customer).is_none() && !base.is_of_totals())
    })
}

fn once(base: &CustomerBase) -> Option<Finding> {
    let customers = one_time(base).count() as u64;
    let of = base.totals().customers - base.totals().refunds_only;
    let revenue = Money::sum(one_time(base).map(|customer| base.revenue(customer)));
    let worth = revenue.per(10);
    (customers >= LEAST_ONCE && worth > Money::ZERO).then(|| Finding {
        money: Some(worth),
        title: Say::OneTime {
            customers: whole(customers),
            of: whole(of),
        }
        .into(),
        text: Say::OneTimeText {
            average: revenue.per(customers),
            worth,
        }
        .into(),
        action: Some((Say::OpenOneTime.into(), open(ID, "one_time"))),
    })
}

/// Revenue grew while fewer customers came more than once.
fn hidden_leak(found: &Overview, comparison: &Comparison) -> Option<Finding> {
    let (now, then) = (found.now, comparison.previous);
    let lost = comparison.movement(Movement::Lost).revenue_previous;
    let hides = now.revenue > then.revenue && now.repeat_buyers < then.repeat_buyers;
    hides.then(|| Finding {
        money: Some(lost),
        title: Say::HiddenLeak {
            now: whole(now.repeat_buyers),
            then: whole(then.repeat_buyers),
        }
        .into(),
        text: Say::HiddenLeakText { lost }.into(),
        action: Some((Say::OpenStayed.into(), movement_action(Movement::Stayed))),
    })
}
