//! The same figures from a list of customers, whose single purchases are not known.

use super::customers::{Counted, CustomerBase, NEVER, PeriodSums, Totals};
use super::{RowMask, ViewFrame};
use crate::base::{Day, Money};
use crate::dataset::{CustomerTotals, Dataset};

impl CustomerBase {
    /// Counts, days and money of the rows that `mask` keeps. The period is everything, and there is
    /// no rhythm and no month: they need the days of single purchases. A customer in several rows
    /// has their purchases and money together.
    pub(super) fn of_totals(
        data: &Dataset,
        totals: &CustomerTotals,
        frame: &ViewFrame,
        mask: Option<&RowMask>,
    ) -> Self {
        let customers = data.customers();
        let mut period = PeriodSums::new(frame.period, customers);
        let mut counted = vec![Counted::NOTHING; customers];
        let mut first_seen = vec![NEVER; customers];
        let mut sums = Totals::default();
        let mut money = 0_i128;
        for customer in data.customer_ixs() {
            let ix = customer.0 as usize;
            let mut net = 0_i128;
            for row in data.rows_of(customer) {
                if mask.is_some_and(|mask| !mask.keeps(row)) {
                    continue;
                }
                let of_row = totals.rows[row];
                let known = &mut counted[ix];
                known.mean_repeat = of_row.mean_repeat.filter(|_| known.occasions == 0);
                known.occasions = known.occasions.saturating_add(of_row.occasions);
                known.first = match (known.first, of_row.first_day) {
                    (Some(known), Some(day)) => Some(known.min(day)),
                    _ => None,
                };
                known.last = known.last.max(data.days()[row]);
                net += i128::from(data.amounts()[row].0);
                first_seen[ix] = known.first.unwrap_or(known.last);
                sums.rows += 1;
            }
            let occasions = counted[ix].occasions;
            period.occasions[ix] = occasions;
            period.revenue[ix] = Money::from_sum(net);
            period.occasions_total += u64::from(occasions);
            period.buyers += u64::from(occasions > 0);
            period.repeat_buyers += u64::from(occasions > 1);
            if first_seen[ix] != NEVER {
                sums.customers += 1;
                sums.refunds_only += u64::from(occasions == 0);
            }
            money += net;
        }
        sums.occasions = period.occasions_total;
        sums.revenue = Money::from_sum(money);
        period.revenue_total = sums.revenue;
        Self {
            frame: *frame,
            mask: mask.cloned(),
            occasion_spans: vec![0; customers + 1],
            occasion_days: Vec::new(),
            occasion_amounts: Vec::new(),
            counted: Some(counted),
            first_seen,
            revenue: period.revenue.clone(),
            own_gap_days: vec![-1.0; customers],
            pooled_gap_days: None,
            months: Vec::new(),
            period,
            compared: None,
            totals: sums,
            p_alive: None,
        }
    }
}

impl ViewFrame {
    /// The view of a list of customers: everything up to the last day, or to a later one. A list
    /// says nothing of how things stood before, and nothing of parts of the time.
    pub fn of_totals(view: &crate::dataset::View, first: Day, last: Day) -> Self {
        let as_of = view.as_of.map_or(last, |as_of| as_of.max(last));
        let everything = crate::dataset::View {
            as_of: Some(as_of),
            period: Some(crate::base::Period {
                from: first,
                to: as_of,
            }),
            compare: crate::dataset::Compare::None,
            ..view.clone()
        };
        Self::resolve(&everything, first, as_of)
    }
}
