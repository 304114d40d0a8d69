//! P61: growth of revenue, and of that of earlier customers: the true growth.

use super::CustomerBase;
use super::customers::PeriodSums;
use crate::base::Money;
use crate::numerics::ratio::Ratio;

/// Revenue of new and of older customers in a period and the compared one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Growth {
    /// Money of those whose first purchase lies in the period.
    pub new_revenue: Money,
    /// Money of all others.
    pub repeat_revenue: Money,
    /// Money of those whose first purchase lies in the compared period.
    pub new_revenue_before: Money,
    /// Money of all others then.
    pub repeat_revenue_before: Money,
    /// Buyers of the period who had bought before it.
    pub repeat_buyers: u64,
    /// Buyers of the compared period who had bought before it.
    pub repeat_buyers_before: u64,
    /// Interval of 95 % of [`Self::total`]: what other customers like these would have brought.
    pub total_interval: Option<(f64, f64)>,
    /// The same of [`Self::repeat`].
    pub repeat_interval: Option<(f64, f64)>,
}

impl Growth {
    /// Compares the view's period with the compared one; `None` when nothing is compared, or when
    /// the data begin too late to tell new customers of the compared period from old ones.
    pub fn of(base: &CustomerBase) -> Option<Self> {
        let (now, then) = (base.period(), base.compared()?);
        if base.frame().may_be_old(then.period.from) || base.is_of_totals() {
            return None;
        }
        let mut growth = Self {
            new_revenue: Money::ZERO,
            repeat_revenue: now.revenue_total,
            new_revenue_before: Money::ZERO,
            repeat_revenue_before: then.revenue_total,
            repeat_buyers: 0,
            repeat_buyers_before: 0,
            total_interval: None,
            repeat_interval: None,
        };
        // Money of the period and of the compared one, one pair a customer: of all, and without
        // that of newcomers.
        let (mut all, mut repeats) = (Vec::new(), Vec::new());
        for customer in base.buyer_ixs() {
            let Some(first) = base.first_day(customer) else {
                continue;
            };
            let at = customer.0 as usize;
            let money = |period: &PeriodSums| {
                let units = period.revenue[at].to_units_f64();
                let is_new = period.period.contains(first);
                (units, if is_new { 0.0 } else { units })
            };
            let ((units, repeat), (units_then, repeat_then)) = (money(now), money(then));
            if (units, units_then) != (0.0, 0.0) {
                all.push((units, units_then));
            }
            if (repeat, repeat_then) != (0.0, 0.0) {
                repeats.push((repeat, repeat_then));
            }
            if now.period.contains(first) {
                growth.new_revenue += now.revenue[at];
            } else {
                growth.repeat_buyers += u64::from(now.is_buyer(customer));
            }
            if then.period.contains(first) {
                growth.new_revenue_before += then.revenue[at];
            } else if first < then.period.from {
                growth.repeat_buyers_before += u64::from(then.is_buyer(customer));
            }
        }
        growth.repeat_revenue = growth.repeat_revenue - growth.new_revenue;
        growth.repeat_revenue_before = growth.repeat_revenue_before - growth.new_revenue_before;
        growth.total_interval = interval(&all);
        growth.repeat_interval = interval(&repeats);
        Some(growth)
    }

    /// Money of the period.
    pub fn revenue(&self) -> Money {
        self.new_revenue + self.repeat_revenue
    }

    /// Money of the compared period.
    pub fn revenue_before(&self) -> Money {
        self.new_revenue_before + self.repeat_revenue_before
    }

    /// (now − then) ÷ then of all revenue.
    pub fn total(&self) -> Option<f64> {
        change(self.revenue(), self.revenue_before())
    }

    /// The same of the revenue of those who had bought before: the true growth.
    pub fn repeat(&self) -> Option<f64> {
        change(self.repeat_revenue, self.repeat_revenue_before)
    }

    /// Whether revenue grew while fewer of the earlier customers bought.
    pub fn hides_a_leak(&self) -> bool {
        self.revenue() > self.revenue_before() && self.repeat_buyers < self.repeat_buyers_before
    }
}

fn interval(pairs: &[(f64, f64)]) -> Option<(f64, f64)> {
    let (low, high) = Ratio::of(pairs)?.interval();
    Some((low - 1.0, high - 1.0))
}

fn change(now: Money, then: Money) -> Option<f64> {
    (then > Money::ZERO).then(|| (now - then).to_units_f64() / then.to_units_f64())
}
