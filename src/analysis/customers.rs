//! What every other analysis starts from: occasions and money of each customer.

use super::months::MonthSums;
use super::{RowMask, ViewFrame};
use crate::base::{Day, Money, Period};
use crate::dataset::{CustomerIx, Dataset};

/// Fewest occasions from which a customer's own gaps tell a rhythm.
pub const OWN_GAP_OCCASIONS: u32 = 4;

/// First day seen of a customer without a row in view.
pub(super) const NEVER: Day = Day(i32::MAX);

/// Customers of the data in view up to the as-of day, one entry a [`CustomerIx`].
///
/// Money follows rows: refunds count on the day they were booked. First and last day and everything
/// counted follow occasions. A customer without an occasion is "refunds only": counted in totals,
/// in no score.
#[derive(Clone, Debug)]
pub struct CustomerBase {
    pub(super) frame: ViewFrame,
    pub(super) mask: Option<RowMask>,
    pub(super) occasion_spans: Vec<u32>,
    pub(super) occasion_days: Vec<Day>,
    pub(super) occasion_amounts: Vec<Money>,
    /// Counts and days in place of occasions, of a list of customers.
    pub(super) counted: Option<Vec<Counted>>,
    pub(super) first_seen: Vec<Day>,
    pub(super) revenue: Vec<Money>,
    pub(super) own_gap_days: Vec<f32>,
    pub(super) pooled_gap_days: Option<f64>,
    pub(super) months: Vec<MonthSums>,
    pub(super) period: PeriodSums,
    pub(super) compared: Option<PeriodSums>,
    pub(super) totals: Totals,
    /// P(alive) by [`CustomerIx`], where the view asks for it and a model tells it.
    pub(super) p_alive: Option<Vec<f32>>,
}

/// What a list of customers says of one of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    pub(super) occasions: u32,
    /// Days of the first purchase, where the list says it, and of the last.
    pub(super) first: Option<Day>,
    pub(super) last: Day,
    /// Mean money of the purchases after the first, when it is known.
    pub(super) mean_repeat: Option<Money>,
}

impl Counted {
    pub(super) const NOTHING: Self = Self {
        occasions: 0,
        first: Some(NEVER),
        last: Day(i32::MIN),
        mean_repeat: None,
    };
}

/// Sums over all customers in view, up to the as-of day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Rows in view.
    pub rows: u64,
    /// Customers with a row in view.
    pub customers: u64,
    /// Of these, without an occasion.
    pub refunds_only: u64,
    /// Occasions.
    pub occasions: u64,
    /// Money, net of refunds.
    pub revenue: Money,
}

/// Occasions and money of each customer within a period.
#[derive(Clone, Debug)]
pub struct PeriodSums {
    /// The period.
    pub period: Period,
    /// Occasions by [`CustomerIx`].
    pub occasions: Vec<u32>,
    /// Net money by [`CustomerIx`].
    pub revenue: Vec<Money>,
    /// Customers with at least one occasion.
    pub buyers: u64,
    /// Of these, with at least two occasions up to the end of the period.
    pub repeat_buyers: u64,
    /// Occasions of all.
    pub occasions_total: u64,
    /// Money of all, refunds of customers without an occasion included.
    pub revenue_total: Money,
}

impl PeriodSums {
    pub(super) fn new(period: Period, customers: usize) -> Self {
        Self {
            period,
            occasions: vec![0; customers],
            revenue: vec![Money::ZERO; customers],
            buyers: 0,
            repeat_buyers: 0,
            occasions_total: 0,
            revenue_total: Money::ZERO,
        }
    }

    /// Customers with at least one occasion in the period, in index order.
    pub fn buyer_ixs(&self) -> impl Iterator<Item = CustomerIx> + '_ {
        (0_u32..)
            .zip(&self.occasions)
            .filter(|&(_, &occasions)| occasions > 0)
            .map(|(ix, _)| CustomerIx(ix))
    }

    /// Whether the customer had an occasion in the period.
    pub fn is_buyer(&self, customer: CustomerIx) -> bool {
        self.occasions[customer.0 as usize] > 0
    }

    /// Money of customers who had none of the period's occasions: refunds booked late.
    pub fn revenue_without_occasion(&self) -> Money {
        Money::sum(
            self.revenue
                .iter()
                .zip(&self.occasions)
                .filter(|&(_, &occasions)| occasions == 0)
                .map(|(&revenue, _)| revenue),
        )
    }
}

impl CustomerBase {
    /// The resolved view this was built for.
    pub fn frame(&self) -> &ViewFrame {
        &self.frame
    }

    /// Whether a filter keeps some rows only.
    pub fn is_filtered(&self) -> bool {
        self.mask.is_some()
    }

    /// Rows of one customer that are in view, oldest first.
    pub fn rows_of(
        &self,
        data: &Dataset,
        customer: CustomerIx,
    ) -> impl Iterator<Item = usize> + '_ {
        let period = Period {
            from: Day(i32::MIN),
            to: self.frame.as_of,
        };
        self.rows_within(data, customer, period)
    }

    /// Of these, the rows of a period.
    pub fn rows_within(
        &self,
        data: &Dataset,
        customer: CustomerIx,
        period: Period,
    ) -> impl Iterator<Item = usize> + '_ {
        let rows = data.rows_of(customer);
        let days = &data.days()[rows.clone()];
        let to = period.to.min(self.frame.as_of);
        let before = days.partition_point(|&day| day < period.from);
        let within = days.partition_point(|&day| day <= to).max(before);
        (rows.start + before..rows.start + within)
            .filter(|&row| self.mask.as_ref().is_none_or(|mask| mask.keeps(row)))
    }

    /// Sums over all.
    pub fn totals(&self) -> &Totals {
        &self.totals
    }

    /// Length of the per-customer arrays (customers out of view included).
    pub fn len(&self) -> usize {
        self.revenue.len()
    }

    /// Whether the data have no customers.
    pub fn is_empty(&self) -> bool {
        self.revenue.is_empty()
    }

    /// Customers with a row in view, in index order.
    pub fn present_ixs(&self) -> impl Iterator<Item = CustomerIx> + '_ {
        (0_u32..)
            .zip(&self.first_seen)
            .filter(|&(_, &seen)| seen != NEVER)
            .map(|(ix, _)| CustomerIx(ix))
    }

    /// Customers with an occasion, in index order: those scores and models speak of.
    pub fn buyer_ixs(&self) -> impl Iterator<Item = CustomerIx> + '_ {
        (0..self.len() as u32)
            .map(CustomerIx)
            .filter(|&customer| self.occasions(customer) > 0)
    }

    /// Whether the customer has a row in view.
    pub fn is_present(&self, customer: CustomerIx) -> bool {
        self.first_seen[customer.0 as usize] != NEVER
    }

    /// Customers with a row in view up to this day.
    pub fn customers_by(&self, day: Day) -> u64 {
        self.first_seen.iter().filter(|&&seen| seen <= day).count() as u64
    }

    /// Whether the customer had a row in view up to this day.
    pub fn is_known_by(&self, customer: CustomerIx, day: Day) -> bool {
        self.first_seen[customer.0 as usize] <= day
    }

    /// Sums of every calendar month from the first day in view to the last, none left out.
    pub fn months(&self) -> &[MonthSums] {
        &self.months
    }

    /// Number of occasions, `n`.
    pub fn occasions(&self, customer: CustomerIx) -> u32 {
        if let Some(counted) = &self.counted {
            return counted[customer.0 as usize].occasions;
        }
        let range = self.occasion_range(customer);
        (range.end - range.start) as u32
    }

    /// Whether only counts and days of customers are known, and no single occasion.
    pub fn is_of_totals(&self) -> bool {
        self.counted.is_some()
    }

    /// Whether the time customers had for their occasions is known: of a list of customers, only with
    /// the day of every first purchase.
    pub fn knows_first_days(&self) -> bool {
        let mut counted = self.counted.iter().flatten();
        counted.all(|customer| customer.first.is_some())
    }

    /// Days of the customer's occasions, oldest first; none where only their number is known.
    pub fn occasion_days(&self, customer: CustomerIx) -> &[Day] {
        &self.occasion_days[self.occasion_range(customer)]
    }

    /// Net money of the customer's occasions, oldest first; none where only their sum is known.
    pub fn occasion_amounts(&self, customer: CustomerIx) -> &[Money] {
        &self.occasion_amounts[self.occasion_range(customer)]
    }

    /// Net money of the customer, refunds on days without an occasion included.
    pub fn revenue(&self, customer: CustomerIx) -> Money {
        self.revenue[customer.0 as usize]
    }

    /// Number of occasions up to this day.
    pub fn occasions_by(&self, customer: CustomerIx, day: Day) -> usize {
        if let Some(counted) = self.counted_of(customer) {
            // Between the first and the last day the others are not known; nobody asks there.
            let all = counted.occasions as usize;
            return if day >= counted.last { all } else { 0 };
        }
        self.occasion_days(customer)
            .partition_point(|&occasion| occasion <= day)
    }

    /// Whether the customer had two occasions or more up to this day.
    pub fn came_again_by(&self, customer: CustomerIx, day: Day) -> bool {
        if self.is_of_totals() {
            return self.occasions_by(customer, day) >= 2;
        }
        let second = self.occasion_days(customer).get(1);
        second.is_some_and(|&second| second <= day)
    }

    /// Day of the first occasion.
    pub fn first_day(&self, customer: CustomerIx) -> Option<Day> {
        if let Some(counted) = self.counted_of(customer) {
            return counted.first;
        }
        self.occasion_days(customer).first().copied()
    }

    /// Day of the last occasion.
    pub fn last_day(&self, customer: CustomerIx) -> Option<Day> {
        if let Some(counted) = self.counted_of(customer) {
            return Some(counted.last);
        }
        self.occasion_days(customer).last().copied()
    }

    /// Days since the last occasion: the recency of RFM, `R`.
    pub fn silent_days(&self, customer: CustomerIx) -> Option<i32> {
        self.last_day(customer)
            .map(|last| self.frame.as_of.since(last))
    }

    /// Repeat purchases, `x = n − 1`.
    pub fn repeat_purchases(&self, customer: CustomerIx) -> Option<u32> {
        self.occasions(customer).checked_sub(1)
    }

    /// Age at the last occasion, `t_x` (the "recency" of customer-base models), in days.
    pub fn last_purchase_age_days(&self, customer: CustomerIx) -> Option<i32> {
        Some(self.last_day(customer)?.since(self.first_day(customer)?))
    }

    /// Age of the customer, `T`, in days.
    pub fn age_days(&self, customer: CustomerIx) -> Option<i32> {
        self.first_day(customer)
            .map(|first| self.frame.as_of.since(first))
    }

    /// Mean money of an occasion without the first, in currency units; zero without a repeat
    /// (Fader, Hardie & Lee 2005b). `None` without an occasion, or where it is not known.
    pub fn mean_repeat_value(&self, customer: CustomerIx) -> Option<f64> {
        match self.occasions(customer) {
            0 => return None,
            1 => return Some(0.0),
            _ => {}
        }
        if let Some(counted) = self.counted_of(customer) {
            return counted.mean_repeat.map(Money::to_units_f64);
        }
        Some(match self.occasion_amounts(customer).split_first() {
            Some((_, repeats)) if !repeats.is_empty() => {
                Money::sum(repeats.iter().copied()).to_units_f64() / repeats.len() as f64
            }
            _ => 0.0,
        })
    }

    /// Mean money of an occasion, `a`.
    pub fn average_occasion(&self, customer: CustomerIx) -> Option<Money> {
        let occasions = self.occasions(customer);
        (occasions > 0).then(|| self.revenue(customer).per(u64::from(occasions)))
    }

    /// Median of the customer's own gaps, from four occasions on.
    pub fn own_gap_days(&self, customer: CustomerIx) -> Option<f64> {
        let gap = self.own_gap_days[customer.0 as usize];
        (gap >= 0.0).then(|| f64::from(gap))
    }

    /// Median of the gaps of all customers pooled, `None` when nobody came twice.
    pub fn pooled_gap_days(&self) -> Option<f64> {
        self.pooled_gap_days
    }

    /// The customer's usual gap: its own when it has one, else the pooled one.
    pub fn usual_gap_days(&self, customer: CustomerIx) -> Option<f64> {
        self.own_gap_days(customer).or(self.pooled_gap_days)
    }

    /// Sums within the period W.
    pub fn period(&self) -> &PeriodSums {
        &self.period
    }

    /// Sums within the compared period, when there is one.
    pub fn compared(&self) -> Option<&PeriodSums> {
        self.compared.as_ref()
    }

    /// What a list of customers says of one that bought.
    fn counted_of(&self, customer: CustomerIx) -> Option<&Counted> {
        let counted = self.counted.as_ref()?.get(customer.0 as usize)?;
        (counted.occasions > 0).then_some(counted)
    }

    fn occasion_range(&self, customer: CustomerIx) -> std::ops::Range<usize> {
        let ix = customer.0 as usize;
        self.occasion_spans[ix] as usize..self.occasion_spans[ix + 1] as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::View;
    use crate::dataset::testing::dataset;

    fn base(rows: &[(&str, &str, f64)], view: &View) -> CustomerBase {
        let data = dataset(rows);
        let first = data.days().iter().min().copied().unwrap();
        let last = data.days().iter().max().copied().unwrap();
        CustomerBase::build(&data, &ViewFrame::resolve(view, first, last), None)
    }

    #[test]
    fn same_day_rows_make_one_occasion_and_refunds_follow_their_day() {
        let base = base(
            &[
                ("a", "2024-01-01", 10.0),
                ("a", "2024-01-01", 5.0),
                ("a", "2024-01-08", -4.0),
                ("a", "2024-01-10", 7.0),
                ("a", "2024-01-10", -7.0),
                ("b", "2024-01-05", -3.0),
                ("c", "2024-01-05", 0.0),
            ],
            &View::default(),
        );
        let [a, b, c] = [0, 1, 2].map(CustomerIx);
        assert_eq!(base.occasions(a), 1);
        assert_eq!(base.revenue(a), Money::from_units_f64(11.0));
        assert_eq!(base.occasion_amounts(a), [Money::from_units_f64(15.0)]);
        assert_eq!(base.silent_days(a), Some(9));
        assert_eq!(base.occasions(b), 0);
        assert_eq!(base.occasions(c), 1, "free goods are an occasion");
        assert_eq!(base.totals().refunds_only, 1);
        assert_eq!(base.totals().customers, 3);
        assert_eq!(base.totals().revenue, Money::from_units_f64(8.0));
    }

    #[test]
    fn free_goods_can_be_switched_off() {
        let view = View {
            free_goods_are_occasions: crate::dataset::FreeGoods(false),
            ..View::default()
        };
        let base = base(&[("c", "2024-01-05", 0.0)], &view);
        assert_eq!(base.occasions(CustomerIx(0)), 0);
    }

    #[test]
    fn rows_after_the_as_of_day_are_out_of_view() {
        let view = View {
            as_of: Day::from_iso("2024-01-05"),
            ..View::default()
        };
        let base = base(&[("a", "2024-01-01", 1.0), ("b", "2024-01-06", 2.0)], &view);
        assert_eq!(base.totals().customers, 1);
        assert!(!base.is_present(CustomerIx(1)));
        assert_eq!(base.totals().revenue, Money::from_units_f64(1.0));
    }

    #[test]
    fn four_occasions_give_an_own_gap_and_others_the_pooled_one() {
        let base = base(
            &[
                ("a", "2024-01-01", 1.0),
                ("a", "2024-01-03", 1.0),
                ("a", "2024-01-07", 1.0),
                ("a", "2024-01-17", 1.0),
                ("b", "2024-01-01", 1.0),
                ("b", "2024-01-21", 1.0),
            ],
            &View::default(),
        );
        assert_eq!(base.own_gap_days(CustomerIx(0)), Some(4.0));
        assert_eq!(base.own_gap_days(CustomerIx(1)), None);
        assert_eq!(base.pooled_gap_days(), Some(7.0));
        assert_eq!(base.usual_gap_days(CustomerIx(1)), Some(7.0));
        assert!(!base.is_gone(CustomerIx(0)));
    }

    #[test]
    fn period_sums_count_occasions_within_and_repeats_up_to_the_end() {
        let view = View {
            period: Period::from_iso("2024-02-01..2024-02-29"),
            ..View::default()
        };
        let base = base(
            &[
                ("a", "2024-01-01", 1.0),
                ("a", "2024-02-03", 2.0),
                ("b", "2024-02-07", 4.0),
                ("b", "2024-03-07", 8.0),
                ("c", "2024-01-15", 5.0),
                ("c", "2024-02-16", -5.0),
            ],
            &view,
        );
        let period = base.period();
        assert_eq!(period.buyers, 2);
        assert_eq!(period.repeat_buyers, 1);
        assert_eq!(period.revenue_total, Money::from_units_f64(1.0));
        assert_eq!(
            period.revenue_without_occasion(),
            Money::from_units_f64(-5.0)
        );
        assert!(!period.is_buyer(CustomerIx(2)));
    }
}
