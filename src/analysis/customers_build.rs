//! The base of all analyses in one pass over the rows.

use super::customers::{CustomerBase, NEVER, OWN_GAP_OCCASIONS, PeriodSums, Totals};
use super::months::MonthsBuilder;
use super::{RowMask, ViewFrame};
use crate::base::{Day, Money};
use crate::dataset::{Dataset, RowFlags};
use crate::numerics::quantile::{median_of_counts, median_of_ints};

/// One calendar day of one customer.
#[derive(Clone, Copy)]
struct CustomerDay {
    day: Day,
    net: i128,
    all_zero: bool,
    any_return: bool,
}

impl CustomerDay {
    fn new(day: Day) -> Self {
        Self {
            day,
            net: 0,
            all_zero: true,
            any_return: false,
        }
    }

    fn is_occasion(self, free_goods: bool) -> bool {
        self.net > 0 || (free_goods && self.all_zero && !self.any_return)
    }
}

impl CustomerBase {
    /// Builds the base in one pass over the rows that `mask` keeps (all when there is none).
    pub fn build(data: &Dataset, frame: &ViewFrame, mask: Option<&RowMask>) -> Self {
        if let Some(totals) = data.totals() {
            return Self::of_totals(data, totals, frame, mask);
        }
        let customers = data.customers();
        let mut builder = Builder::new(*frame, customers, customer_days(data));
        for customer in data.customer_ixs() {
            let mut current: Option<CustomerDay> = None;
            for row in data.rows_of(customer) {
                let day = data.days()[row];
                if day > frame.as_of {
                    break;
                }
                if mask.is_some_and(|mask| !mask.keeps(row)) {
                    continue;
                }
                if let Some(done) = current.filter(|current| current.day != day) {
                    builder.close_day(done);
                    current = None;
                }
                let open = current.get_or_insert_with(|| CustomerDay::new(day));
                let amount = data.amounts()[row];
                open.net += i128::from(amount.0);
                open.all_zero &= amount == Money::ZERO;
                open.any_return |= data.flags()[row].has(RowFlags::REFUND);
                builder.rows += 1;
            }
            if let Some(done) = current {
                builder.close_day(done);
            }
            builder.close_customer();
        }
        Self {
            mask: mask.cloned(),
            ..builder.finish()
        }
    }
}

/// Days with rows, counted for each customer: at least as many as there are occasions.
fn customer_days(data: &Dataset) -> usize {
    let days = data.days();
    let of_one = |customer| {
        let days = &days[data.rows_of(customer)];
        days.windows(2).filter(|pair| pair[0] != pair[1]).count() + usize::from(!days.is_empty())
    };
    data.customer_ixs().map(of_one).sum()
}

struct Builder {
    base: CustomerBase,
    rows: u64,
    customer_net: i128,
    first_seen: Day,
    months: MonthsBuilder,
    period_net: i128,
    compared_net: i128,
    sums: [i128; 3],
    /// By days: gaps of so many between two occasions, of all customers.
    gap_counts: Vec<u32>,
    own_gaps: Vec<i32>,
}

impl Builder {
    /// Room is made for all occasions at once: a list that grows by copying itself would be paid for
    /// in memory that is never given back.
    fn new(frame: ViewFrame, customers: usize, customer_days: usize) -> Self {
        let mut occasion_spans = Vec::with_capacity(customers + 1);
        occasion_spans.push(0);
        Self {
            base: CustomerBase {
                frame,
                mask: None,
                occasion_spans,
                occasion_days: Vec::with_capacity(customer_days),
                occasion_amounts: Vec::with_capacity(customer_days),
                counted: None,
                first_seen: Vec::with_capacity(customers),
                revenue: Vec::with_capacity(customers),
                own_gap_days: Vec::with_capacity(customers),
                pooled_gap_days: None,
                months: Vec::new(),
                period: PeriodSums::new(frame.period, customers),
                compared: frame
                    .compared
                    .map(|compared| PeriodSums::new(compared, customers)),
                totals: Totals::default(),
                p_alive: None,
            },
            rows: 0,
            customer_net: 0,
            first_seen: NEVER,
            months: MonthsBuilder::new(frame.span),
            period_net: 0,
            compared_net: 0,
            sums: [0; 3],
            gap_counts: Vec::new(),
            own_gaps: Vec::new(),
        }
    }

    fn close_day(&mut self, done: CustomerDay) {
        self.first_seen = self.first_seen.min(done.day);
        self.customer_net += done.net;
        if self.base.frame.period.contains(done.day) {
            self.period_net += done.net;
        }
        if self
            .base
            .frame
            .compared
            .is_some_and(|compared| compared.contains(done.day))
        {
            self.compared_net += done.net;
        }
        let is_occasion = done.is_occasion(self.base.frame.free_goods);
        self.months.add_day(done.day, done.net, is_occasion);
        if is_occasion {
            self.base.occasion_days.push(done.day);
            self.base.occasion_amounts.push(Money::from_sum(done.net));
        }
    }

    fn close_customer(&mut self) {
        let base = &mut self.base;
        let ix = base.revenue.len();
        let start = base.occasion_spans[ix] as usize;
        let days = &base.occasion_days[start..];
        let occasions = days.len() as u32;
        base.occasion_spans.push(base.occasion_days.len() as u32);
        base.first_seen.push(self.first_seen);
        base.revenue.push(Money::from_sum(self.customer_net));
        self.own_gaps.clear();
        self.own_gaps
            .extend(days.windows(2).map(|pair| pair[1].since(pair[0])));
        for &gap in &self.own_gaps {
            let gap = gap as usize;
            if gap >= self.gap_counts.len() {
                self.gap_counts.resize(gap + 1, 0);
            }
            self.gap_counts[gap] += 1;
        }
        let own_gap = if occasions >= OWN_GAP_OCCASIONS {
            median_of_ints(&mut self.own_gaps)
        } else {
            None
        };
        base.own_gap_days
            .push(own_gap.map_or(-1.0, |gap| gap as f32));
        if self.first_seen != NEVER {
            base.totals.customers += 1;
            base.totals.refunds_only += u64::from(occasions == 0);
        }
        base.totals.occasions += u64::from(occasions);
        let nets = [self.period_net, self.compared_net];
        let periods = [Some(&mut base.period), base.compared.as_mut()];
        for (sums, net) in periods.into_iter().zip(nets) {
            let Some(sums) = sums else { continue };
            let before = days.partition_point(|&day| day < sums.period.from);
            let up_to_end = days.partition_point(|&day| day <= sums.period.to);
            let within = (up_to_end - before) as u32;
            sums.occasions[ix] = within;
            sums.revenue[ix] = Money::from_sum(net);
            sums.occasions_total += u64::from(within);
            sums.buyers += u64::from(within > 0);
            sums.repeat_buyers += u64::from(within > 0 && up_to_end >= 2);
        }
        self.sums[0] += self.customer_net;
        self.sums[1] += self.period_net;
        self.sums[2] += self.compared_net;
        self.customer_net = 0;
        self.period_net = 0;
        self.compared_net = 0;
        self.first_seen = NEVER;
        self.months.next_customer();
    }

    fn finish(mut self) -> CustomerBase {
        let base = &mut self.base;
        base.totals.rows = self.rows;
        base.totals.revenue = Money::from_sum(self.sums[0]);
        base.period.revenue_total = Money::from_sum(self.sums[1]);
        if let Some(compared) = &mut base.compared {
            compared.revenue_total = Money::from_sum(self.sums[2]);
        }
        base.pooled_gap_days = median_of_counts(&self.gap_counts);
        base.months = self.months.finish();
        base.occasion_days.shrink_to_fit();
        base.occasion_amounts.shrink_to_fit();
        self.base
    }
}
